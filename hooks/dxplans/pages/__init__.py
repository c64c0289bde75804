"""The portal to pages: addresses, the site map, what each page shows, and the page around it.

``sitemap`` lists pages as data · ``here`` is the page being made · the other modules gather what
a template prints, so that templates only loop and print.
"""
