"""The lists of what is gone, held against what there is: nothing both, nothing twice, no dead end."""

from __future__ import annotations

import difflib
import re
from collections.abc import Collection, Iterator

from dxplans.check.asked import Names
from dxplans.check.messages import hint
from dxplans.check.references import WHAT
from dxplans.library import Entry, Library
from dxplans.model.gone import Gone, GoneList
from dxplans.permanent import Addresses, pattern_of

_STILL_GONE = {
    "hint": "それも、なくなったものの一覧にあります。いまあるもののアドレスを書いてください。",
    "hint_en": "That is in the list of what is gone, too. Write the address of what is there now.",
}


class _Known:
    """Every address that may follow on one that is gone: those that last, and all pages."""

    def __init__(self, there: Addresses, pages: Names) -> None:
        self._there, self._pages = there, pages

    def __contains__(self, address: object) -> bool:
        name = str(address)
        return name in self._there or (name.endswith("/") and name[:-1] in self._pages)

    def __iter__(self) -> Iterator[str]:
        yield from self._there
        yield from (f"{page}/" for page in self._pages)


def check_gone(library: Library, pages: Names) -> None:
    """Add to each list of what is gone what other files say against it; *pages* as data names them."""
    entries = [e for e in library.of_kind("gone") if isinstance(e.value, GoneList)]
    if not entries:
        return
    there = Addresses(library)
    gone = {one.address for entry in entries for one in _listed(entry)}
    for entry in entries:
        first: dict[str, int] = {}
        for index, one in enumerate(_listed(entry)):
            _own(entry, index, one, there, gone)
            if first.setdefault(one.address, index) != index:
                line = entry.doc.mark(("gone", first[one.address])).line
                entry.doc.report(
                    ("gone", index, "address"), "gone_twice", address=one.address, line=line
                )
            if one.now is not None:
                _now(entry, index, one.now, _Known(there, pages), gone)


def _listed(entry: Entry) -> tuple[Gone, ...]:
    return entry.value.gone if isinstance(entry.value, GoneList) else ()


def _own(entry: Entry, index: int, one: Gone, there: Names, gone: Collection[str]) -> None:
    """What is wrong with the address of one that is gone."""
    place = ("gone", index, "address")
    if not re.fullmatch(pattern_of(entry.ids), one.address):
        entry.doc.report(
            place, "gone_elsewhere", address=one.address, examples=_examples(entry.ids)
        )
    elif one.address in there:
        entry.doc.report(place, "gone_still_there", address=one.address)
    elif one.page not in there and one.page not in gone:
        entry.doc.report(place, "gone_page", page=one.page)


def _examples(ids: dict[str, str]) -> str:
    if "shared" in ids:
        return f"{ids['shared']}/…/"
    plan = f"{ids['prefecture']}/{ids['publisher']}/{ids['edition']}"
    return f"{plan}/initiatives/…/, {plan}/initiatives/…/#kpi-… (#action-…, #schedule-…), {plan}/chapters/…/#…"


def _now(entry: Entry, index: int, now: str, known: Names, gone: Collection[str]) -> None:
    """What follows is there; of towns that the project has not it is passed over."""
    town = "/".join(now.split("/")[:2]) + "/"
    if now in known or (now.count("/") > 2 and town not in known):  # noqa: PLR2004 - prefecture/town/…
        return
    near = difflib.get_close_matches(now, sorted(set(known)), n=1)
    values = _STILL_GONE if now in gone else hint(near[0] if near else None)
    ja, en = WHAT["address"]
    entry.doc.report(("gone", index, "now"), "unknown_id", what=ja, what_en=en, id=now, **values)
