"""Data files to the addresses that last: pages, and the rows and sections that a link may name.

They are made of ids alone, so a new number, title or order changes none of them. Works on data as
written, valid or not, of today's files and of those of an older commit alike.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from dxplans.check.shapes import shapes
from dxplans.entry import Entry
from dxplans.kinds import KINDS
from dxplans.model import Action, GlossaryEntry, Kpi, ScheduleRow, Section
from dxplans.model.chapter import FigureBlock, Statistic
from dxplans.problem import Place

if TYPE_CHECKING:  # the library reads and checks files, and so needs the rules first
    from dxplans.library import Library

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


def addresses_in(
    kind: str, ids: Mapping[str, str], data: Any, file: str, *, content: bool = True
) -> Iterator[Permanent]:
    """Every lasting address that a file makes, its page first; none for files that make no page.

    Without *content* each is only where it is.
    """
    page = _page(kind, ids)
    if page is None or not isinstance(data, dict):
        return
    title = str(data.get(_TITLES.get(kind, "title")) or page)
    yield Permanent(page, kind, title, file, content=_content(data) if content else "")
    if kind in SHARED:
        return
    for place, model, part in shapes(KINDS[kind], data):
        identity = part.get("id")
        if model not in _PARTS or not isinstance(identity, str):
            continue
        start, named = _PARTS[model]
        name = str(part.get(named) or identity)
        address = f"{page}#{start}{identity}"
        told = _content(part) if content else ""
        yield Permanent(address, model.__name__, name, file, (*place, "id"), told)


class Addresses:
    """Every lasting address of a project as its files are now."""

    def __init__(self, library: Library) -> None:
        pages = ((_page(entry.kind, entry.ids), entry) for entry in library.entries.values())
        self._pages = {page: entry for page, entry in pages if page and _is_mapping(entry)}

    def __contains__(self, address: object) -> bool:
        page, sign, anchor = str(address).partition("#")
        entry = self._pages.get(page)
        return entry is not None and (not sign or anchor in anchors_of(entry))

    def __iter__(self) -> Iterator[str]:
        for page, entry in self._pages.items():
            yield page
            yield from (f"{page}#{anchor}" for anchor in anchors_of(entry))


def anchors_of(entry: Entry) -> tuple[str, ...]:
    """The anchors on the page of a file, as far as they last."""
    if entry.anchors is None:
        found = addresses_in(entry.kind, entry.ids, entry.doc.draft, entry.doc.file, content=False)
        entry.anchors = tuple(one.address.partition("#")[2] for one in found if one.place)
    return entry.anchors


def _is_mapping(entry: Entry) -> bool:
    return entry.valid or isinstance(entry.doc.draft, dict)


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
