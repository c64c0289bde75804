"""A project's files to its library, every file checked for itself and against the others."""

from __future__ import annotations

from pathlib import Path

from dxplans.check.links import check_links
from dxplans.library import Cache, Library, read_library
from dxplans.recorded import keep


def checked_library(root: Path, cache: Cache | None = None) -> Library:
    """Read and check the project at *root*, and write down what was found for the next time."""
    library = read_library(root, cache)
    check_links(library)
    if library.records is not None:
        keep(library.records, library.entries)
    return library
