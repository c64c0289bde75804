"""YAML files to plain data that remembers where every value was written.

``encoding`` bytes to lines · ``slips`` what went wrong on a line, and the line as it was meant ·
``complaints`` the parser's complaint to a slip · ``tree`` the parser's events to data and marks ·
``reader`` all of them together.
"""

from dxplans.source.document import Document, Places
from dxplans.source.reader import Content, read, read_bytes

__all__ = ["Content", "Document", "Places", "read", "read_bytes"]
