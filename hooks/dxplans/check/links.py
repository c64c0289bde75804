"""Files to the problems that more than one of them makes: what is named must exist, once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import partial
from typing import cast

from dxplans.check.asked import Names, link
from dxplans.check.comparisons import Subjects
from dxplans.check.editions import EditionFiles
from dxplans.check.gone import check_gone
from dxplans.check.guides import check_guides
from dxplans.check.publishers import check_publishers
from dxplans.check.references import Known, check_references
from dxplans.check.shapes import shapes
from dxplans.check.stances import is_computed
from dxplans.check.topics import addresses_of, check_topics
from dxplans.library import KINDS, Entry, Library
from dxplans.model import (
    Term,
)
from dxplans.model.accessibility import Criterion
from dxplans.problem import Place


def check_links(library: Library) -> None:
    """Add to the library's documents every problem that more than one file makes."""
    check_publishers(library)
    _vocabulary(library)
    editions = _editions(library)
    shared = _shared(library)
    for entry in library.of_kind("topics"):
        check_topics(entry, shared["address"])
    check_guides(library)
    check_gone(library, shared["address"])
    for entry in library.entries.values():
        if entry.edition is None:
            link((entry,), shared, partial(_alone, entry))
    for edition in editions:
        link(edition.entries, {**shared, "edition": edition.others}, edition.check)


def _alone(entry: Entry, known: Known) -> None:
    check_references(entry, known, lambda _initiative: [])


def _shared(library: Library) -> dict[str, Names]:
    """The names that any file may use, by what they are of."""
    pages = _pages(library)
    questions = list(library.of_kind("question"))
    shared: dict[str, Names] = {
        "term": {entry.ids["id"] for entry in library.of_kind("term")},
        "theme": {entry.ids["id"] for entry in library.of_kind("theme")},
        "question": {entry.ids["id"] for entry in questions},
        "computed": {entry.ids["id"] for entry in questions if is_computed(entry)},
        "page": pages,
        "address": addresses_of(library, pages),
        "subject": Subjects(library),
    }
    if any(library.of_kind("criteria")):
        shared["criterion"] = _criteria(library)
    return shared


def _criteria(library: Library) -> set[str]:
    """The numbers of the success criteria of accessibility."""
    return {
        data["id"]
        for entry in library.of_kind("criteria")
        for _place, model, data in shapes(KINDS["criteria"], entry.doc.draft)
        if model is Criterion and isinstance(data.get("id"), str)
    }


def _pages(library: Library) -> set[str]:
    """The addresses that ``plan:`` links may lead to."""
    found: set[str] = set()
    for entry in library.entries.values():
        if "prefecture" not in entry.ids:
            continue
        town = f"{entry.ids['prefecture']}/{entry.ids['publisher']}"
        found |= {entry.ids["prefecture"], town}
        if entry.kind == "plan":
            found.add(f"{town}/{entry.ids['edition']}")
        elif entry.kind in {"chapter", "initiative"}:
            found.add(f"{town}/{entry.ids['edition']}/{entry.kind}s/{entry.ids['id']}")
    return found


def fold_alias(text: str) -> str:
    """What two spellings have in common: width, case and spaces do not count."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def _vocabulary(library: Library) -> None:
    """Each spelling belongs to one term, or a page could not tell which one to link."""
    claimed: dict[str, tuple[str, str]] = {}
    for entry in library.of_kind("term"):
        for place, alias in _spellings(entry):
            folded = fold_alias(alias)
            other, file = claimed.setdefault(folded, (entry.ids["id"], entry.doc.file))
            if other != entry.ids["id"]:
                entry.doc.report(place, "alias_twice", alias=alias, other=other, file=file)


def _spellings(entry: Entry) -> Iterable[tuple[Place, str]]:
    term = cast("Term | None", entry.value)
    if term is None:
        return
    yield ("label",), term.label
    for field in ("aliases", "aliases_en", "misspellings"):
        for index, alias in enumerate(getattr(term, field)):
            yield (field, index), alias


def _editions(library: Library) -> list[EditionFiles]:
    files: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in library.entries.values():
        if entry.edition is not None:
            files.setdefault(entry.edition, []).append(entry)
    published = {(e.ids["prefecture"], e.ids["publisher"]) for e in library.of_kind("publisher")}
    editions: dict[tuple[str, str], set[str]] = {}
    for prefecture, publisher, edition in files:
        editions.setdefault((prefecture, publisher), set()).add(edition)
    for key, entries in files.items():
        if key[:2] not in published:
            entries[0].doc.report((), "no_publisher")
    return [EditionFiles(entries, editions[key[:2]] - {key[2]}) for key, entries in files.items()]
