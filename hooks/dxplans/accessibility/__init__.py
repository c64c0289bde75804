"""What was tested, by machines and by people, to what may be said of it: no browser runs here.

``evidence`` what machines found · ``tested`` the same for the pages as they are now · ``sample``
the pages that people test · ``claim`` what may be claimed by which rule ·
``report`` all of it together · ``checklist`` the form
that testers fill in · ``status`` where all that stands, for the command ``dxplans a11y``.
"""
