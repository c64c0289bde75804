"""A built site to proof of how accessible it is: every page, in every mode, through every engine.

``pages`` which pages there are and in which modes each is looked at · ``engines`` one open page to
findings, with ``engines.js`` inside the browser · ``behaviour`` one page in every way of using it, with
``probes.js`` and ``structure.js`` · ``unscripted`` what is missing without scripts · ``across`` all pages
beside each other · ``nu`` the pages' HTML to findings ·
``exceptions`` the few findings that stand, each with its reason and its last day · ``visits`` pages
to findings, in a browser · ``evidence`` what was found when, kept in a11y/evidence.json · ``report``
the same for a person · ``run`` all of it, resumable: the command ``dxplans audit``.
"""
