"""Files that are linked together to what they were told last time, while the answers stay the same.

What is said of an edition rests on its own files and on a few names that others have: terms,
themes, pages. Which names those are is remembered with what was said, and said again only if the
files are the same, each name that was there is there, and each that was not is not. Where a name
was missing the nearest one was looked for among all: that is looked for every time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Protocol

from dxplans.entry import Entry, Linked
from dxplans.permanent import anchors_of
from dxplans.problem import Problem
from dxplans.records import digest_of


class Names(Protocol):
    """Names that something has."""

    def __contains__(self, name: object, /) -> bool: ...

    def __iter__(self) -> Iterator[str]: ...


class _Asked:
    """Names that remember which of them somebody asked for."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self.have: set[str] = set()
        self.lack: set[str] = set()
        self.all = False
        """Whether somebody looked through all of them."""

    def __contains__(self, name: object) -> bool:
        found = name in self._names
        (self.have if found else self.lack).add(str(name))
        return found

    def __iter__(self) -> Iterator[str]:
        self.all = True
        return iter(self._names)


def link(
    entries: Sequence[Entry],
    known: Mapping[str, Names],
    check: Callable[[Mapping[str, Names]], None],
) -> None:
    """Add to the documents of *entries* what *check* adds to them when it knows the names *known*."""
    first = entries[0]
    files = _files(entries, known)
    untouched = all(len(entry.doc.problems) == entry.own for entry in entries)
    if files is None or not untouched:
        # A check says nothing of a place of which something was said before.
        check(known)
        return
    if first.linked is None or first.linked.files != files or not _holds(first.linked, known):
        first.linked = _linked(entries, known, check, files)
        return
    for entry in entries:
        entry.doc.problems += first.linked.found.get(entry.doc.file, ())


def _files(entries: Sequence[Entry], known: Mapping[str, Names]) -> str | None:
    """A digest of the files' contents, None if one of them must not be remembered."""
    if not all(entry.digest for entry in entries):
        return None
    named = "".join(f"{entry.doc.file}\n{entry.digest}\n" for entry in entries)
    return digest_of(f"{sorted(known)}\n{named}".encode())


def _holds(linked: Linked, known: Mapping[str, Names]) -> bool:
    return all(
        (name in known[what]) == there
        for names, there in ((linked.have, True), (linked.lack, False))
        for what, asked in names.items()
        for name in asked
    )


def _linked(
    entries: Sequence[Entry],
    known: Mapping[str, Names],
    check: Callable[[Mapping[str, Names]], None],
    files: str,
) -> Linked | None:
    """What *check* says, with the names that it rests on; None if it looked through all of them."""
    asked = {what: _Asked(names) for what, names in known.items()}
    check(asked)
    for entry in entries:
        anchors_of(entry)
        entry.fresh = True
    if any(names.all for names in asked.values()):
        return None
    have = {what: tuple(sorted(names.have)) for what, names in asked.items() if names.have}
    lack = {what: tuple(sorted(names.lack)) for what, names in asked.items() if names.lack}
    return Linked(files, have, lack, {e.doc.file: found for e in entries if (found := _new(e))})


def _new(entry: Entry) -> tuple[Problem, ...]:
    return tuple(entry.doc.problems[entry.own :])
