"""Pages of earlier builds to pages of this one, wherever nothing that they show has changed.

``trace`` what is read while a page is made · ``asked`` what it asks of all plans at once ·
``prints`` all that may be read to prints that differ when it does · ``store`` files by their
content · ``record`` what is known of the pages of the last build · ``stock`` all of it together:
which pages can be taken over, and which are rendered.
"""
