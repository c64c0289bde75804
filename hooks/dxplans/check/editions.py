"""The files of one edition to the problems between them: what the plan lists, counts and dates."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from typing import Any, cast

from dxplans.check.asked import Names
from dxplans.check.leaves import models, texts
from dxplans.check.messages import hint
from dxplans.check.references import Known, check_references, defined
from dxplans.check.repeats import check_results
from dxplans.check.shapes import shapes
from dxplans.check.stances import check_answers, check_stances
from dxplans.library import KINDS, Entry
from dxplans.model import (
    Action,
    Chapter,
    GlossaryEntry,
    Initiative,
    Kpi,
    Plan,
    Schedule,
    Section,
)
from dxplans.model.chapter import FigureBlock
from dxplans.model.initiative import ScheduleRow
from dxplans.problem import Place

_FOOTNOTE = re.compile(r"\[\^([0-9]{1,9})\]")
_ANCHORED = (FigureBlock, GlossaryEntry, Section, ScheduleRow)


class EditionFiles:
    """The files of one edition, and what they say of each other."""

    def __init__(self, entries: Sequence[Entry], others: set[str]) -> None:
        self.entries = entries
        self.others = others
        self.plan = next((entry for entry in entries if entry.kind == "plan"), None)
        self.chapters = {e.ids["id"]: e for e in entries if e.kind == "chapter"}
        self.initiatives = {e.ids["id"]: e for e in entries if e.kind == "initiative"}

    def check(self, shared: Known) -> None:
        """Add all problems to the files' documents; *shared* are the names that others have."""
        known: dict[str, Names] = {**shared, "initiative": set(self.initiatives)}
        if self.plan is None:
            self.entries[0].doc.report((), "no_plan")
        elif self.plan.doc.draft is not None:
            # Where the plan's own list is broken nothing of it is known, rather than nothing valid.
            found = defined(self.plan)
            known.update({what: ids for what, ids in found.items() if ids or self.plan.value})
            self._plan(self.plan)
            self._order(self.plan)
        # Of a file that cannot be read nothing is known, rather than nothing there.
        if all(entry.doc.draft is not None for entry in self.initiatives.values()):
            known["kpi"] = set(self._within(self.initiatives, Kpi))
            known["action"] = set(self._within(self.initiatives, Action))
        if all(entry.doc.draft is not None for entry in self.chapters.values()):
            known["section"] = {*self.chapters, *self._within(self.chapters, Section)}
        for entry in self.entries:
            check_references(entry, known, self._kpis)
            check_stances(entry, self.initiatives, self.chapters, shared["theme"])
            if isinstance(entry.value, Initiative):
                self._initiative(entry, entry.value)
            if entry.kind == "progress":
                plan = cast("Plan | None", self.plan.value) if self.plan else None
                check_results(entry, self.initiatives, plan)
            if isinstance(entry.value, Chapter):
                _anchors(entry, entry.value)
            if isinstance(entry.value, Chapter | Initiative):
                _footnotes(entry, entry.value)
                self._years(entry, entry.value)
            check_answers(entry, shared["computed"])

    def _kpis(self, initiative: str) -> list[str]:
        """The ids of an initiative's KPIs, its file being valid or not."""
        entry = self.initiatives.get(initiative)
        found = shapes(KINDS["initiative"], entry.doc.draft) if entry else ()
        return [str(data.get("id")) for _place, model, data in found if model is Kpi]

    def _within(self, files: dict[str, Entry], wanted: type) -> Iterable[str]:
        """``file/id`` of every *wanted* part of *files*, the files being valid or not."""
        for identity, entry in files.items():
            for _place, model, data in shapes(KINDS[entry.kind], entry.doc.draft):
                if model is wanted:
                    yield f"{identity}/{data.get('id')}"

    def _plan(self, entry: Entry) -> None:
        plan = cast("Plan | None", entry.value)
        if plan is not None and entry.ids["edition"] != str(plan.period.start):
            values = {"found": entry.ids["edition"], "start": plan.period.start}
            entry.doc.report(("period", "start"), "bad_edition", **values)

    def _order(self, entry: Entry) -> None:
        """plan.yaml lists every chapter and initiative there is, and no other."""
        for kind, files in (("chapters", self.chapters), ("initiatives", self.initiatives)):
            written = entry.doc.draft.get(kind, []) if isinstance(entry.doc.draft, dict) else None
            if not isinstance(written, list):
                continue
            first: dict[str, int] = {}
            for index, identity in enumerate(written):
                if not isinstance(identity, str):
                    continue
                if identity not in files:
                    near = difflib.get_close_matches(identity, files, n=1)
                    entry.doc.report(
                        (kind, index), "no_file", list=kind, id=identity,
                        file=f"{kind}/{identity}.yaml", **hint(near[0] if near else None),
                    )  # fmt: skip
                if first.setdefault(identity, index) != index:
                    line = entry.doc.mark((kind, first[identity])).line
                    entry.doc.report((kind, index), "duplicate_id", id=identity, line=line)
            for identity in (one for one in files if one not in first):
                # Told where it is mended, not in the new file, of which nothing is wrong.
                file = f"{kind}/{identity}.yaml"
                entry.doc.report((kind,), "not_listed", list=kind, id=identity, file=file)

    def _initiative(self, entry: Entry, value: Initiative) -> None:
        plan = cast("Plan | None", self.plan.value) if self.plan else None
        group = next((g for g in plan.groups if g.id == value.group), None) if plan else None
        if group is not None and group.policies and value.policies:
            entry.doc.report(("policies",), "policies_twice", group=group.id)
        for index, kpi in enumerate(value.kpis):
            if kpi.repeat_of is not None:
                self._repeat(entry, index, kpi, kpi.repeat_of)

    def _years(self, entry: Entry, value: Chapter | Initiative) -> None:
        """No schedule has years outside the plan's period."""
        plan = cast("Plan | None", self.plan.value) if self.plan else None
        if plan is None:
            return
        start, end = plan.period.start, plan.period.end
        if end is not None and end < start:
            return
        for place, model in models(value):
            if not isinstance(model, Schedule):
                continue
            for index, year in enumerate(model.years):
                if year < start or (end is not None and year > end):
                    values: dict[str, Any] = {"year": year, "start": start, "end": end or ""}
                    entry.doc.report((*place, "years", index), "years_outside_period", **values)

    def _repeat(self, entry: Entry, index: int, kpi: Kpi, repeated: str) -> None:
        """A KPI printed again says what the first one says, or a note says why not."""
        identity, _, name = repeated.partition("/")
        file = self.initiatives.get(identity)
        there = file.value.kpis if file and isinstance(file.value, Initiative) else ()
        original = next((known for known in there if known.id == name), None)
        if original is None or kpi.note:
            return
        for field in ("baseline", "target"):
            first, here = (getattr(known, field) for known in (original, kpi))
            printed = [quantity.printed if quantity else "–" for quantity in (first, here)]
            if printed[0] != printed[1]:
                values = {"field": field, "original": printed[0], "here": printed[1]}
                entry.doc.report(
                    ("kpis", index, "repeat_of"), "repeat_differs", id=repeated, **values
                )


def _anchors(entry: Entry, chapter: Chapter) -> None:
    """Sections, figures, words and schedule rows of one chapter share a page, so each id stands there once."""
    first: dict[str, Place] = {}
    for place, model in models(chapter):
        if isinstance(model, _ANCHORED):
            here = (*place, "id")
            anchor = f"schedule-{model.id}" if isinstance(model, ScheduleRow) else model.id
            if first.setdefault(anchor, here) != here:
                line = entry.doc.mark(first[anchor]).line
                entry.doc.report(here, "duplicate_id", id=model.id, line=line)


def _footnotes(entry: Entry, value: Chapter | Initiative) -> None:
    known = {note.number: index for index, note in enumerate(value.footnotes)}
    used = set()
    for place, _kind, text in texts(value):
        for found in _FOOTNOTE.finditer(text):
            number = int(found[1])
            used.add(number)
            if number not in known:
                entry.doc.report_in(
                    place, (text, found.start()), "footnote_missing", "error", number=number
                )
    for number, index in known.items():
        if number not in used:
            entry.doc.report(("footnotes", index), "footnote_unused", number=number)
