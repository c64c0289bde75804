"""Checked files to rows of the project's records and back, and their data out of memory."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dxplans.entry import Entry, Linked
from dxplans.kinds import kind_of
from dxplans.problem import Mark, PlanError, Problem
from dxplans.records import Records, Row, digest_of, group_of, problems_in, told
from dxplans.source import Content, Document, Places

_OFTEN = frozenset({"publisher", "gone"})
"""Files of plans whose data all others are held against: they stand in the rows themselves."""


@dataclass(frozen=True, slots=True)
class Stored:
    """What a file of the project holds, read again when somebody asks."""

    path: str
    name: str
    digest: str
    records: Records

    def draft(self) -> Any:
        """The data as they were; PlanError if nobody has them any more."""
        known = self.records.data(group_of(self.name), self.name, self.digest)
        if known is not None:
            return known
        raw = self._raw()
        if raw is None or digest_of(raw) != self.digest:
            reason = {"reason": "読んでいる間に変わりました / changed while it was read"}
            raise PlanError((Problem(Mark(self.name), "unreadable", reason),))
        return Content(raw).draft()

    def places(self) -> Places:
        """Where things stand; if the file has just been changed, where they stand now."""
        raw = self._raw()
        return Places() if raw is None else Content(raw).places()

    def _raw(self) -> bytes | None:
        try:
            return Path(self.path).read_bytes()
        except OSError:
            return None


def remembered(records: Records, name: str, path: str) -> Entry | None:
    """The file's entry as the records have it; None if they do not know this content."""
    row = records.rows(group_of(name)).get(name)
    found = kind_of(name)
    if row is None or found is None:
        return None
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - tens of thousands of them
            digest = digest_of(file.read())
        return (
            _entry(row, found, Stored(path, name, digest, records))
            if row["digest"] == digest
            else None
        )
    except (OSError, KeyError, TypeError, ValueError, AttributeError):
        return None


def _entry(row: Row, found: tuple[str, dict[str, str]], stored: Stored) -> Entry:
    doc = Document(stored.name, stored)
    doc.problems = problems_in(row["problems"], stored.name)
    doc.slips = dict(row["slips"])
    doc.whole = row["whole"]
    if "draft" in row:
        doc.take(row["draft"], again=stored)
    entry = Entry(found[0], doc, found[1])
    entry.digest, entry.own, entry.fresh = stored.digest, len(doc.problems), False
    entry.valid = row["valid"]
    entry.anchors = None if row["anchors"] is None else tuple(row["anchors"])
    entry.linked = _linked(row["linked"]) if row["linked"] else None
    return entry


def _linked(row: Row) -> Linked:
    have, lack = ({what: tuple(ids) for what, ids in row[key].items()} for key in ("have", "lack"))
    found = {name: tuple(problems_in(rows, name)) for name, rows in row["found"].items()}
    return Linked(row["files"], have, lack, found)


def put_aside(records: Records, root: Path, group: str, entries: Mapping[str, Entry]) -> None:
    """Write the data of files that were read, and keep them in memory no longer."""
    records.done(group)
    read = {name: entry for name, entry in entries.items() if entry.fresh and entry.digest}
    large = {name: entry for name, entry in entries.items() if _is_large(entry)}
    if large.keys() & read.keys():
        records.keep_data(group, {n: (e.digest, e.doc.draft) for n, e in large.items()})
    for name, entry in read.items():
        stored = Stored(f"{root}/{name}", name, entry.digest, records)
        if name in large:
            entry.doc.forget(stored)
        else:
            entry.doc.take(entry.doc.draft, again=stored)


def _is_large(entry: Entry) -> bool:
    return entry.edition is not None and entry.kind not in _OFTEN and entry.digest != ""


def keep(records: Records, entries: Mapping[str, Entry]) -> None:
    """Write what was found in *entries*, which are all that the project has, for the next time."""
    groups: dict[str, list[Entry]] = {}
    for name, entry in entries.items():
        if entry.digest:
            groups.setdefault(group_of(name), []).append(entry)
    for group, members in groups.items():
        if any(entry.fresh for entry in members):
            records.keep_rows(group, {e.doc.file: row for e in members if (row := _row(e))})
            for entry in members:
                entry.fresh = False
    records.tidy((*groups, "locales"))


def _row(entry: Entry) -> Row | None:
    problems = told(entry.doc.problems[: entry.own])
    if problems is None:
        return None
    row = {
        "digest": entry.digest,
        "problems": problems,
        "slips": list(entry.doc.slips.items()),
        "whole": entry.doc.whole,
        "valid": entry.valid,
        "anchors": entry.anchors,
        "linked": _linked_row(entry.linked),
    }
    return row if _is_large(entry) else {**row, "draft": entry.doc.draft}


def _linked_row(linked: Linked | None) -> Row | None:
    if linked is None:
        return None
    found = {name: told(problems) for name, problems in linked.found.items()}
    if any(rows is None for rows in found.values()):
        return None
    return {"files": linked.files, "have": linked.have, "lack": linked.lack, "found": found}
