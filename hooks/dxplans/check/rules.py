"""Rules within one file: printed strings against machine values, schedules, tables, unknowns.

Each rule takes a value and its place and yields findings ``(place, rule, values)``.
``quantities`` holds those about numbers.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from pydantic import BaseModel, ValidationError

from dxplans.check.comparisons import check_comparison
from dxplans.check.leaves import models
from dxplans.check.messages import hint
from dxplans.check.quantities import check_quantity
from dxplans.check.results import check_progress, check_reporting, check_result
from dxplans.check.shapes import shapes
from dxplans.check.spellings import (
    check_common,
    check_elsewhere,
    check_misspellings,
    check_readings,
    check_saying,
    check_synonyms,
    check_variants,
)
from dxplans.fiscal import FIRST_MONTH, PrintedDate, dates_in
from dxplans.model.base import Knowing, Timing, empty
from dxplans.model.chapter import FigureBlock, Row, Statistic, TableBlock
from dxplans.model.comparison import Comparison
from dxplans.model.initiative import Kpi, Quantity, Schedule, ScheduleRow
from dxplans.model.plan import Event, Period
from dxplans.model.progress import Progress, Reporting, Result
from dxplans.model.provenance import Provenance
from dxplans.model.search import (
    Common,
    Elsewhere,
    Misspellings,
    Readings,
    Saying,
    Synonyms,
    Variants,
)
from dxplans.problem import Place
from dxplans.source import Document

Finding = tuple[Place, str, dict[str, Any]]
_LENGTH = re.compile(r"(?<![0-9])([0-9]{1,2})\s*(?:年間|[かカヵケヶ]年)")
_HALVES, _QUARTERS = re.compile("半期|前半|後半"), re.compile("四半期")


def apply_rules(doc: Document, kind: type[BaseModel], value: BaseModel | None) -> None:
    """Add to *doc* every problem that the rules find in its *value*, or in its valid parts."""
    for place, model in models(value) if value is not None else _valid_parts(kind, doc.draft):
        if isinstance(model, Knowing):
            for where, code, values in _unknowns(place, model):
                doc.report(where, code, **values)
        rule = _RULES.get(type(model))
        for where, code, values in rule(place, model) if rule else ():
            doc.report(where, code, **values)
    for where, code, values in _duplicates(doc.draft):
        doc.report(where, code, **values)


def _valid_parts(kind: type[BaseModel], data: Any) -> Iterator[tuple[Place, BaseModel]]:
    """What is valid for itself inside data that is not: one mistake hides no other."""
    for place, model, part in shapes(kind, data):
        try:
            yield place, model.model_validate(part)
        except ValidationError:
            continue


def _unknowns(place: Place, value: Knowing) -> Iterator[Finding]:
    for field, kind in value.unknown.items():
        here = (*place, "unknown", field)
        if field not in type(value).model_fields or field == "unknown":
            near = difflib.get_close_matches(field, list(type(value).model_fields), n=1)
            yield here, "unknown_no_field", {"field": field, **hint(near[0] if near else None)}
        elif not empty(getattr(value, field)):
            yield here, "unknown_not_empty", {"field": field, "kind": kind}


def _kpi(place: Place, kpi: Kpi) -> Iterator[Finding]:
    if (
        kpi.baseline is None
        and kpi.target is None
        and not kpi.unknown.keys() & {"baseline", "target"}
    ):
        yield place, "no_values", {"name": kpi.name}


def _timing(place: Place, timing: Timing) -> Iterator[Finding]:
    fits = {fit for found in dates_in(timing.printed) for fit in _fits(found, timing.printed)}
    for field in ("start", "end"):
        given = getattr(timing, field)
        if given and given not in fits:
            yield (*place, field), "timing_disagrees", {"date": given, "printed": timing.printed}


def _fits(found: PrintedDate, printed: str) -> Iterator[str]:
    """The dates that a machine may read out of a printed one: a fiscal year by its limits."""
    yield found.iso
    if found.fiscal:
        months = {4, 3}
        months |= {9, 10} if _HALVES.search(printed) else set()
        months |= {6, 7, 9, 10, 12, 1} if _QUARTERS.search(printed) else set()
        for month in months:
            yield f"{found.year + (month < FIRST_MONTH)}-{month:02d}"


def _event(place: Place, event: Event) -> Iterator[Finding]:
    if event.date not in {found.iso for found in dates_in(event.printed)}:
        yield (*place, "date"), "date_disagrees", {"printed": event.printed, "date": event.date}


def _period(place: Place, period: Period) -> Iterator[Finding]:
    if period.end is not None and period.end < period.start:
        yield (*place, "end"), "period_backwards", {"start": period.start, "end": period.end}
        return
    for index, printed in enumerate(period.printed):
        if not printed.erratum and not _agrees(period, printed.text):
            end = period.end if period.end is not None else ""
            values: dict[str, Any] = {"printed": printed.text, "start": period.start, "end": end}
            yield (*place, "printed", index, "text"), "period_disagrees", values


def _agrees(period: Period, printed: str) -> bool:
    """Whether the years, and the number of years, in *printed* are those of *period*."""
    years = {found.fiscal_year for found in dates_in(printed)}
    if years and min(years) != period.start:
        return False
    if len(years) > 1 and max(years) != period.end:
        return False
    length = _LENGTH.search(unicodedata.normalize("NFKC", printed))
    if length is None or period.end is None:
        return True
    return int(length[1]) == period.end - period.start + 1


def _provenance(place: Place, provenance: Provenance) -> Iterator[Finding]:
    if provenance.newer == "none-known" and provenance.newer_checked is None:
        yield (*place, "newer"), "newer_needs_date", {}


def _schedule(place: Place, schedule: Schedule) -> Iterator[Finding]:
    years = schedule.years
    if any(after != before + 1 for before, after in pairwise(years)):
        yield (*place, "years"), "years_not_in_order", {}
        return
    for index, row in enumerate(schedule.rows):
        yield from _row((*place, "rows", index), row, years)


def _row(place: Place, row: ScheduleRow, years: tuple[int, ...]) -> Iterator[Finding]:
    if row.extent != "printed" and row.spans:
        yield (*place, "extent"), "lost_with_spans", {"extent": row.extent}
    if row.extent == "printed" and not row.spans:
        yield place, "printed_without_spans", {}
    taken: set[int] = set()
    for index, span in enumerate(row.spans):
        here = (*place, "spans", index)
        if span.start < years[0] or span.end > years[-1]:
            values = {"start": span.start, "end": span.end, "first": years[0], "last": years[-1]}
            yield here, "span_outside_table", values
        covered = set(range(span.start, span.end + 1))
        if covered & taken:
            yield here, "spans_overlap", {"year": min(covered & taken)}
        taken |= covered


def _table(place: Place, table: TableBlock) -> Iterator[Finding]:
    """Every row fills every column, cells that span rows counted, as valid HTML needs it."""
    width, carried = len(table.columns), [0] * len(table.columns)
    for index, row in enumerate(table.rows):
        yield from _row_spans((*place, "rows", index), row, len(table.rows) - index)
        filled = sum(1 for left in carried if left) + sum(cell.colspan for cell in row.cells)
        if filled != width:
            values = {"columns": width, "found": filled}
            yield (*place, "rows", index), "row_cells", values
            return
        free = iter([column for column, left in enumerate(carried) if not left])
        carried = [max(0, left - 1) for left in carried]
        for cell in row.cells:
            for _ in range(cell.colspan):
                carried[next(free)] = cell.rowspan - 1


def _figure(place: Place, figure: FigureBlock) -> Iterator[Finding]:
    """No picture is shown: without words a figure says nothing, to anybody."""
    if figure.lost:
        return
    if figure.caption is None:
        yield place, "figure_without_caption", {}
    if not (figure.words or figure.notes):
        yield place, "figure_without_words", {}


def _row_spans(place: Place, row: Row, left: int) -> Iterator[Finding]:
    """A cell that spans more rows than are left breaks the table for a screen reader."""
    for index, cell in enumerate(row.cells):
        if cell.rowspan > left:
            yield (
                (*place, "cells", index),
                "rowspan_too_long",
                {"rowspan": cell.rowspan, "left": left},
            )


_OWN_SCOPE = {"sections", "blocks", "entries"}
"""Their ids are anchors of the whole page: ``links`` looks at them together."""


def _duplicates(data: Any, place: Place = ()) -> Iterator[Finding]:
    """Ids are unique among siblings: actions, KPIs, rows, policies and the like.

    Looked for in what is written, so that a mistake in one sibling hides no twin of its id.
    """
    if isinstance(data, dict):
        for name, below in data.items():
            if isinstance(below, list) and name not in _OWN_SCOPE:
                yield from _twins(below, (*place, name), "number" if name == "footnotes" else "id")
            yield from _duplicates(below, (*place, name))
    elif isinstance(data, list):
        for index, item in enumerate(data):
            yield from _duplicates(item, (*place, index))


def _twins(items: list[Any], place: Place, key: str) -> Iterator[Finding]:
    seen: set[str | int] = set()
    for index, item in enumerate(items):
        identity = item.get(key) if isinstance(item, dict) else None
        if not isinstance(identity, str | int):
            continue
        if identity in seen:
            yield (*place, index, key), "duplicate_sibling", {"key": key, "id": identity}
        seen.add(identity)


_RULES: dict[type[BaseModel], Callable[[Place, Any], Iterator[Finding]]] = {
    Common: check_common,
    Comparison: check_comparison,
    Elsewhere: check_elsewhere,
    Event: _event,
    FigureBlock: _figure,
    Kpi: _kpi,
    Misspellings: check_misspellings,
    Period: _period,
    Progress: check_progress,
    Provenance: _provenance,
    Quantity: check_quantity,
    Readings: check_readings,
    Reporting: check_reporting,
    Result: check_result,
    Saying: check_saying,
    Schedule: _schedule,
    Statistic: check_quantity,
    Synonyms: check_synonyms,
    TableBlock: _table,
    Timing: _timing,
    Variants: check_variants,
}
