"""Two snapshots of a project to everything that changed between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dxplans.changes.change import Change
from dxplans.changes.difference import Difference
from dxplans.changes.meaning import Pairing, change_of, page_of
from dxplans.changes.names import Names
from dxplans.changes.others import other_changes
from dxplans.changes.place import At
from dxplans.changes.record import Record, same
from dxplans.changes.relocation import relocated
from dxplans.changes.renames import Match, own_order, successors
from dxplans.changes.snapshot import Snapshot, changed_files
from dxplans.changes.translations import catalogue_changes, untranslated
from dxplans.changes.walk import Walk
from dxplans.check.messages import say
from dxplans.library import kind_of


def compare(
    before: Snapshot,
    after: Snapshot,
    *,
    files: Sequence[str] | None = None,
    only: Iterable[str] = (),
) -> tuple[Change, ...]:
    """Everything that changed from *before* to *after*, in order of publishers, pages and files.

    *files* are the names of the files that differ, where the caller knows them already (from
    ``git log --raw``, say); *only* limits them to some files and folders. Other files are read
    only where something in them gives a name. No content of a file raises an exception.
    """
    names = changed_files(before, after) if files is None else tuple(sorted(files))
    names = tuple(name for name in names if _wanted(name, tuple(only)))
    old, new = Names(before, after), Names(after, before)
    data = [name for name in names if kind_of(name) is not None]
    changes: list[Change] = []
    whole = _Whole.of(old, new, data)
    for pairing in whole.pairings:
        changes += _of_file(pairing, whole)
    changes += _inside(whole)
    changes += untranslated(whole.pairings)
    changes += catalogue_changes(old, new, names)
    changes += other_changes(before, after, [name for name in names if name not in set(data)])
    return tuple(sorted((whole.belonging(change) for change in changes), key=_order))


@dataclass(frozen=True, slots=True)
class _Whole:
    """The files that differ, in pairs, and the editions that came, went or have another address."""

    pairings: tuple[Pairing, ...]
    came: frozenset[str]
    went: frozenset[str]
    renamed: frozenset[str]

    @classmethod
    def of(cls, old: Names, new: Names, files: list[str]) -> _Whole:
        gone = [record for name in files if (record := old.record(name))]
        there = [record for name in files if (record := new.record(name))]
        matches = [
            Match(record, now) for record in gone if (now := new.record(record.name)) is not None
        ]
        both = {match.before.name for match in matches}
        matches += successors(
            [record for record in gone if record.name not in both],
            [record for record in there if record.name not in both],
        )
        before = {match.before.name for match in matches}
        after = {match.after.name for match in matches}
        pairings = [Pairing(match.before, match.after, old, new) for match in matches]
        pairings += [Pairing(one, None, old, new) for one in gone if one.name not in before]
        pairings += [Pairing(None, one, old, new) for one in there if one.name not in after]
        plans = [p for p in pairings if p.record.kind == "plan"]
        return cls(
            tuple(pairings),
            frozenset(p.record.edition or "" for p in plans if p.before is None),
            frozenset(p.record.edition or "" for p in plans if p.after is None),
            frozenset(p.record.edition or "" for p in plans if _renamed(p)),
        )

    def belonging(self, change: Change) -> Change:
        """*change*, with the edition that it is told with, if that came or went as a whole."""
        if change.file.endswith("/plan.yaml"):
            return change
        whole_file = not change.steps
        parts = (
            (self.came, change.kind == "result" or (change.kind == "added" and whole_file)),
            (
                self.went,
                change.kind == "result-removed" or (change.kind == "removed" and whole_file),
            ),
            (self.renamed, change.kind == "address" and whole_file),
        )
        if any(is_part and change.edition in editions for editions, is_part in parts):
            return replace(change, within=change.edition)
        return change


def _renamed(pairing: Pairing) -> bool:
    return bool(pairing.before and pairing.after and pairing.before.name != pairing.after.name)


def _of_file(pairing: Pairing, whole: _Whole) -> Iterator[Change]:
    """A file that came, went, has another name, or is not right on one side."""
    base = pairing.about()
    before, after = pairing.before, pairing.after
    if before is None or after is None:
        kind: Literal["added", "removed"] = "added" if before is None else "removed"
        told = replace(base, kind=kind, operation=kind, facts=_size(pairing, whole))
        if pairing.record.kind in {"answers", "stances", "progress", "gone"}:
            told = replace(told, subject=replace(told.subject, type=pairing.record.kind,
                                                 id=pairing.record.id))  # fmt: skip
        yield told
    elif before.name != after.name:
        pages = (page_of(before), page_of(after))
        yield replace(base, kind="address", before=pages[0], after=pages[1])
    elif before.data is not None and same(before.data, after.data):
        yield replace(base, kind="notation")
    for side, record in (("before", before), ("after", after)):
        if record is not None and record.errors:
            yield replace(base, kind="unreadable" if record.data is None else "invalid",
                          facts=_errors(record, side))  # fmt: skip


def _errors(record: Record, side: str) -> dict[str, object]:
    first = record.errors[0]
    return {
        "side": side,
        "errors": len(record.errors),
        "line": first.mark.line,
        "message": say(first, "ja"),
        "message_en": say(first, "en"),
    }


def _size(pairing: Pairing, whole: _Whole) -> dict[str, int]:
    """How much came or went: files of an edition, actions and KPIs of an initiative."""
    record = pairing.record
    data = record.data or {}
    if record.kind == "plan":
        mine = [p.record.kind for p in whole.pairings if p.record.edition == record.edition]
        return {"initiatives": mine.count("initiative"), "chapters": mine.count("chapter")}
    keys = {"initiative": ("actions", "kpis"), "progress": ("results",),
            "answers": ("answers",), "stances": ("themes",), "gone": ("gone",)}  # fmt: skip
    lists = {key: data.get(key) for key in keys.get(record.kind, ())}
    return {key: len(value) for key, value in lists.items() if isinstance(value, list)}


def _inside(whole: _Whole) -> Iterator[Change]:
    """What differs inside the files that are on both sides; parts that moved between files too."""
    found: list[tuple[Difference, Pairing]] = []
    for pairing in whole.pairings:
        before, after = pairing.before, pairing.after
        if before is not None and after is not None and before.data and after.data:
            walk = Walk(pairing.old.translate(before), pairing.new.translate(after))
            found += [
                (one, pairing) for one in walk.parts(after.model, before.data, after.data, At())
            ]
        elif pairing.record.kind == "progress" and pairing.record.data:
            found += [(one, pairing) for one in _results(pairing)]
    # The order of chapters and initiatives follows from these, and is told with them.
    files = {record.name for p in whole.pairings if p.before is None or p.after is None or _renamed(p)
             for record in (p.before, p.after) if record}  # fmt: skip
    bases: dict[str, Change] = {}
    for one, pairing in relocated(found):
        told = own_order(one, pairing.record, files)
        if told is not None:
            name = pairing.record.name
            if name not in bases:
                bases[name] = pairing.about()
            yield change_of(told, pairing, bases[name])


def _results(pairing: Pairing) -> Iterator[Difference]:
    """A new year's results, each told by itself."""
    record = pairing.record
    data = record.data or {}
    empty = {**data, "results": [], **({"unchanged": None} if "unchanged" in data else {})}
    sides = (empty, data) if pairing.before is None else (data, empty)
    translate = pairing.names.translate(record)
    yield from Walk(translate, translate).parts(record.model, *sides, At())


def _wanted(name: str, only: tuple[str, ...]) -> bool:
    if not only:
        return True
    folders = (one.replace("\\", "/").removeprefix("./").rstrip("/") for one in only)
    return any(one in {"", "."} or name == one or name.startswith(f"{one}/") for one in folders)


def _order(change: Change) -> tuple[str, str, bool, str, int, str]:
    """Publishers, editions and pages in turn; inside a file the order of its fields stays."""
    return (
        change.publisher or "~",
        change.edition or "",
        change.subject.type == "translation",
        change.page_after or change.page_before or "~",
        change.rank,
        change.file,
    )
