"""Publishers to the problems between them: prefectures, codes and addresses, each its own."""

from __future__ import annotations

import difflib
import re
from typing import cast

from dxplans.check.messages import hint
from dxplans.library import Entry, Library
from dxplans.model import Publisher
from dxplans.prefectures import BY_CODE, PREFECTURES
from dxplans.problem import Place

RESERVED = frozenset(
    [
        "about",
        "accessibility",
        "assets",
        "contribute",
        "corrections",
        "data",
        "en",
        "glossary",
        "guide",
        "kpi",
        "periods",
        "questions",
        "report",
        "schedule",
        "schema",
        "search",
        "sitemap",
        "themes",
        "updates",
        "workbench",
        "chapters",
        "initiatives",
        "codes",
    ]
)

_KIND = re.compile(r"[ -](shi|chō|cho|machi|son|mura|ku|city|town|village|ward)$", re.IGNORECASE)
_READINGS = {
    "shi": "し", "cho": "ちょう", "machi": "まち", "son": "そん", "mura": "むら", "ku": "く",
}  # fmt: skip


def check_publishers(library: Library) -> None:
    """Add to the publishers' documents what is wrong with their folders, codes and addresses."""
    codes: dict[str, str] = {}
    folders = {(e.ids["prefecture"], e.ids["publisher"]) for e in library.of_kind("publisher")}
    for entry in library.of_kind("publisher"):
        prefecture, slug = entry.ids["prefecture"], entry.ids["publisher"]
        if prefecture not in PREFECTURES:
            near = difflib.get_close_matches(prefecture, PREFECTURES, n=1)
            values = hint(near[0] if near else None)
            entry.doc.report((), "unknown_prefecture", id=prefecture, **values)
        if slug in RESERVED:
            entry.doc.report((), "reserved_address", id=slug)
        if entry.value is not None:
            _publisher(entry, cast("Publisher", entry.value), codes, folders)


def _publisher(
    entry: Entry, value: Publisher, codes: dict[str, str], folders: set[tuple[str, str]]
) -> None:
    _name(entry, value)
    prefecture = entry.ids["prefecture"]
    home = BY_CODE.get(value.code[:2]) if value.code else None
    if value.code and home is None:
        entry.doc.report(("code",), "code_nowhere", code=value.code)
    elif home is not None and prefecture in PREFECTURES and home.slug != prefecture:
        values = {"code": value.code, "right": home.slug, "found": prefecture}
        entry.doc.report(("code",), "code_elsewhere", **values)
    own: list[tuple[Place, str]] = [(("code",), value.code)] if value.code else []
    own += [(("former", index, "code"), old.code) for index, old in enumerate(value.former)]
    for place, code in own:
        if code in codes:
            entry.doc.report(place, "code_twice", code=code, file=codes[code])
        codes.setdefault(code, entry.doc.file)
    for index, old in enumerate(value.former):
        if old.slug and (prefecture, old.slug) in folders:
            values = {
                "address": f"{prefecture}/{old.slug}",
                "file": f"plans/{prefecture}/{old.slug}",
            }
            entry.doc.report(("former", index, "slug"), "address_twice", **values)


def _name(entry: Entry, value: Publisher) -> None:
    """The kind of a municipality (-shi, Town) is no part of its romanised name."""
    kind = _KIND.search(value.romanised) if value.kind == "municipality" else None
    if kind is None:
        return
    # A name may itself end so: then its reading does, the kind at its end taken off.
    sound = _READINGS.get(kind[1].lower().replace("ō", "o"))
    endings = "|".join(_READINGS.values())
    if sound is None or not re.sub(rf"(?:{endings})$", "", value.reading).endswith(sound):
        values = {"found": value.romanised, "right": value.romanised[: kind.start()]}
        entry.doc.report(("romanised",), "romanised_kind", **values)
