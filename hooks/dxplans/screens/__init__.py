"""What is to be pictured in the guide to pictures in the hand-written pages.

``screen`` docs/pictures.yaml to frozen values, and these to HTML · ``drawing`` a file, a comment or
a sheet to a page that can be photographed · ``camera`` pages in Chromium to small marked pictures ·
``command`` the whole as ``dxplans pictures``. Whoever builds the site needs ``screen`` alone.
"""
