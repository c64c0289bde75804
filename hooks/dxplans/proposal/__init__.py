"""A proposed change (a pull request) to what its author is told: check, sentences, pages, next steps.

``taken`` puts the proposal's data beside the reviewed code, ``pages`` finds what changed in the
built site, ``disk`` makes a copy of it that is read without a server, ``letter`` writes the comment.
``acceptance`` reads what another run wrote as a stranger's text, ``posting`` puts it on the pull
request and ``saving`` puts converted workbooks on its branch, both through ``hub``. Those four and
``markdown`` use the standard library alone: where a token is, nothing is installed.
"""
