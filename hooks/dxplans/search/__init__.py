"""The search: pages to an index of small files, which ``search.js`` reads in the browser.

``fold`` and ``stem`` texts to what is compared · ``documents`` a page's HTML to what is found ·
``vocabulary`` words that stand for others · ``index`` pages to postings and texts · ``shards``
those to files · ``build`` all of it while the pages are written · ``classic`` the same for
``file://``. search/ at the root holds the words that people edit.
"""
