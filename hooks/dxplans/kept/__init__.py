"""Pages of earlier builds to pages of this one, wherever nothing that they show has changed.

``trace`` what is read while a page is made · ``asked`` what it asks of all plans at once ·
``files`` the project's files to prints of their contents · ``prints`` all that may be read to a
print that differs when it does · ``made`` a page as it was rendered · ``store`` files by their
content · ``record`` what is known of the pages of a build · ``shelf`` what one build takes over and
adds · ``stock`` the same from build to build.
"""
