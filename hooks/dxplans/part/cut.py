"""All data, checked as a whole, to that of one part."""

from __future__ import annotations

from typing import cast

from dxplans.library import Entry, Library
from dxplans.model.comparison import Comparison
from dxplans.model.correction import Corrections
from dxplans.part.place import belongs, has_page
from dxplans.prefectures import PREFECTURES


def cut(library: Library, only: str | None) -> Library:
    """*library* without the publishers that are not in the part, and what is said of their pages."""
    if only is None:
        return library
    kept = {name: _cut(entry, only) for name, entry in library.entries.items()}
    return Library(library.root, {name: entry for name, entry in kept.items() if entry})


def _cut(entry: Entry, only: str) -> Entry | None:
    if "prefecture" in entry.ids:
        inside = belongs(f"{entry.ids['prefecture']}/{entry.ids['publisher']}", only)
        return entry if inside else None
    if isinstance(entry.value, Comparison):
        about = entry.value.about
        return entry if not about or any(belongs(name, only) for name in about) else None
    if entry.kind != "corrections":
        return entry
    rows = cast("Corrections", entry.value).corrections
    mine = tuple(row for row in rows if any(_is_here(page, only) for page in row.pages))
    if not mine:
        return None
    return Entry(entry.kind, entry.doc, entry.ids, Corrections.model_construct(corrections=mine))


def _is_here(page: str, only: str) -> bool:
    name = page.strip("/")
    return name.partition("/")[0] not in PREFECTURES or has_page(name, only)
