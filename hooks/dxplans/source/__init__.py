"""YAML files to plain data that remembers where every value was written."""

from dxplans.source.reader import Document, read

__all__ = ["Document", "read"]
