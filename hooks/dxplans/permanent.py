"""Data files to the addresses that last: pages, and the rows and sections that a link may name.

They are made of ids alone, so a new number, title or order changes none of them. Works on data as
written, valid or not, of today's files and of those of an older commit alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from dxplans.check.shapes import shapes
from dxplans.library import KINDS, Library
from dxplans.model import Action, GlossaryEntry, Kpi, ScheduleRow, Section
from dxplans.model.chapter import FigureBlock, Statistic
from dxplans.problem import Place

SHARED = {"term": "glossary", "theme": "themes", "question": "questions"}
_TITLES = {"term": "label"}
_PARTS: dict[type[BaseModel], tuple[str, str]] = {
    Action: ("action-", "text"),
    FigureBlock: ("", "caption"),
    GlossaryEntry: ("", "label"),
    Kpi: ("kpi-", "name"),
    ScheduleRow: ("schedule-", "label"),
    Section: ("", "title"),
    Statistic: ("", "name"),
}
"""The parts that have an anchor: what it begins with, and the field that names them."""
_SLUG = r"[a-z][a-z0-9-]*"


@dataclass(frozen=True, slots=True)
class Permanent:
    """One address, what is there, and where its id is written: an empty place is the file's name."""

    address: str
    what: str
    name: str
    file: str
    place: Place = ()
    content: str = ""
    """Everything it holds but its id: equal under another id, it is the same."""

    @property
    def page(self) -> str:
        """The address of the page."""
        return self.address.partition("#")[0]

    @property
    def list(self) -> str:
        """The file that has to say what became of it."""
        return list_of(self.address)


def list_of(address: str) -> str:
    """The file that lists what is gone of what *address* belongs to."""
    parts = address.split("/")
    if parts[0] in SHARED.values():
        return f"{parts[0]}/gone.yaml"
    return f"plans/{'/'.join(parts[:3])}/gone.yaml"


def pattern_of(ids: Mapping[str, str]) -> str:
    """What the addresses in a list of what is gone look like, by the *ids* of the list's path."""
    if "shared" in ids:
        return rf"{ids['shared']}/{_SLUG}/"
    plan = f"{ids['prefecture']}/{ids['publisher']}/{ids['edition']}"
    on_page = rf"(?:#(?:kpi|action|schedule)-{_SLUG})?"
    return rf"{plan}/(?:initiatives/{_SLUG}/{on_page}|chapters/{_SLUG}/(?:#{_SLUG})?)"


def addresses_in(kind: str, ids: Mapping[str, str], data: Any, file: str) -> Iterator[Permanent]:
    """Every lasting address that a file makes, its page first; none for files that make no page."""
    page = _page(kind, ids)
    if page is None or not isinstance(data, dict):
        return
    title = str(data.get(_TITLES.get(kind, "title")) or page)
    yield Permanent(page, kind, title, file, content=_content(data))
    if kind in SHARED:
        return
    for place, model, part in shapes(KINDS[kind], data):
        identity = part.get("id")
        if model not in _PARTS or not isinstance(identity, str):
            continue
        start, named = _PARTS[model]
        name = str(part.get(named) or identity)
        address = f"{page}#{start}{identity}"
        yield Permanent(address, model.__name__, name, file, (*place, "id"), _content(part))


def addresses_of(library: Library) -> dict[str, Permanent]:
    """Every lasting address of a project as its files are now."""
    return {
        found.address: found
        for entry in library.entries.values()
        for found in addresses_in(entry.kind, entry.ids, entry.doc.draft, entry.doc.file)
    }


def _page(kind: str, ids: Mapping[str, str]) -> str | None:
    if kind in SHARED:
        return f"{SHARED[kind]}/{ids['id']}/"
    if kind in {"chapter", "initiative"}:
        plan = f"{ids['prefecture']}/{ids['publisher']}/{ids['edition']}"
        return f"{plan}/{kind}s/{ids['id']}/"
    return None


def _content(data: Mapping[str, Any]) -> str:
    rest = {key: value for key, value in data.items() if key != "id"}
    return json.dumps(rest, ensure_ascii=False, sort_keys=True, default=str)
