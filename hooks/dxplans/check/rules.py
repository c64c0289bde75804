"""Rules within one file: printed strings against machine values, schedules, tables, unknowns.

Each rule takes a value and its place and yields findings ``(place, rule, values)``.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel

from dxplans.check.leaves import models
from dxplans.check.messages import hint
from dxplans.fiscal import dates_in
from dxplans.model.base import Knowing, Timing, empty
from dxplans.model.chapter import Statistic, TableBlock
from dxplans.model.initiative import Kpi, Quantity, Schedule, ScheduleRow
from dxplans.model.plan import Event, Period, Provenance, Result
from dxplans.problem import Place
from dxplans.source import Document

Finding = tuple[Place, str, dict[str, Any]]
_NUMBER = re.compile(r"(?<![A-Za-z0-9.])[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?")


def apply_rules(doc: Document, value: BaseModel) -> None:
    """Add to *doc* every problem that the rules find inside *value*."""
    for place, model in models(value):
        if isinstance(model, Knowing):
            for where, code, values in _unknowns(place, model):
                doc.report(where, code, **values)
        for rule in (_RULES.get(type(model)), _duplicates):
            for where, code, values in rule(place, model) if rule else ():
                doc.report(where, code, **values)


def _unknowns(place: Place, value: Knowing) -> Iterator[Finding]:
    for field, kind in value.unknown.items():
        here = (*place, "unknown", field)
        if field not in type(value).model_fields or field == "unknown":
            near = difflib.get_close_matches(field, list(type(value).model_fields), n=1)
            yield here, "unknown_no_field", {"field": field, **hint(near[0] if near else None)}
        elif not empty(getattr(value, field)):
            yield here, "unknown_not_empty", {"field": field, "kind": kind}


def printed_number(printed: str) -> float | None:
    """The number that a printed value states; None for a sentence, a dash or a name.

    Dates in brackets are not the value: 82.4%(R8.1.31) states 82.4. A string that starts with
    anything but a number (JIS X 8341-3:2016 …) states none.
    """
    text = re.sub(r"\([^)]*\)", "", unicodedata.normalize("NFKC", printed)).strip()
    text = re.sub(r"^(?:約|およそ|延べ|\+)\s*", "", text)
    found = _NUMBER.match(text)
    return float(found[0].replace(",", "")) if found else None


def _quantity(place: Place, value: Quantity | Statistic | Result) -> Iterator[Finding]:
    stated = printed_number(value.printed)
    if value.value is None:
        if stated is not None and isinstance(value, Quantity):
            number = int(stated) if stated.is_integer() else stated
            yield place, "value_missing", {"printed": value.printed, "number": number}
    elif stated is None:
        yield (*place, "value"), "value_without_print", _pair(value.printed, value.value)
    elif abs(stated * _scale(value.printed) - value.value) > 1e-9:  # noqa: PLR2004 - float noise
        yield (*place, "value"), "value_disagrees", _pair(value.printed, value.value)
    if value.unit and unicodedata.normalize("NFKC", value.unit) not in unicodedata.normalize(
        "NFKC", value.printed
    ):
        yield (*place, "unit"), "unit_disagrees", {"unit": value.unit, "printed": value.printed}
    if isinstance(value, Quantity):
        yield from _quantity_dates(place, value)


def _scale(printed: str) -> int:
    """万 and 億 after the number multiply it."""
    found = re.search(r"[0-9](万|億)", unicodedata.normalize("NFKC", printed))
    return {"万": 10_000, "億": 100_000_000}[found[1]] if found else 1


def _pair(printed: str, value: float) -> dict[str, Any]:
    return {"printed": printed, "value": int(value) if float(value).is_integer() else value}


def _quantity_dates(place: Place, value: Quantity) -> Iterator[Finding]:
    if value.as_of and value.as_of not in {found.iso for found in dates_in(value.printed)}:
        yield (*place, "as_of"), "as_of_disagrees", {"date": value.as_of, "printed": value.printed}
    if value.year is not None:
        if value.year_printed is None:
            yield (*place, "year"), "year_without_print", {"year": value.year}
        elif value.year not in {found.fiscal_year for found in dates_in(value.year_printed)}:
            values = {"year": value.year, "printed": value.year_printed}
            yield (*place, "year"), "year_disagrees", values


def _kpi(place: Place, kpi: Kpi) -> Iterator[Finding]:
    if kpi.baseline is None and kpi.target is None and not kpi.unknown:
        yield place, "baseline_needs_target", {"name": kpi.name}


def _timing(place: Place, timing: Timing) -> Iterator[Finding]:
    printed = dates_in(timing.printed)
    for field in ("start", "end"):
        given = getattr(timing, field)
        # A fiscal year may be given by its first or last month.
        fits = {found.iso for found in printed} | {
            f"{found.year + later}-{month}"
            for found in printed
            if found.fiscal
            for later, month in ((0, "04"), (1, "03"))
        }
        if given and given not in fits:
            yield (*place, field), "timing_disagrees", {"date": given, "printed": timing.printed}


def _event(place: Place, event: Event) -> Iterator[Finding]:
    if event.date not in {found.iso for found in dates_in(event.printed)}:
        yield (*place, "date"), "date_disagrees", {"printed": event.printed, "date": event.date}


def _period(place: Place, period: Period) -> Iterator[Finding]:
    if period.end is not None and period.end < period.start:
        values = {"start": period.start, "end": period.end}
        yield (*place, "end"), "period_backwards", values
        return
    for index, printed in enumerate(period.printed):
        years = [found.fiscal_year for found in dates_in(printed.text)]
        if not years or printed.erratum:
            continue
        wrong = min(years) != period.start or (len(years) > 1 and max(years) != period.end)
        if wrong:
            end = period.end if period.end is not None else ""
            values = {"printed": printed.text, "start": period.start, "end": end}
            yield (*place, "printed", index, "text"), "period_disagrees", values


def _provenance(place: Place, provenance: Provenance) -> Iterator[Finding]:
    if provenance.newer == "none-known" and provenance.newer_checked is None:
        yield (*place, "newer"), "newer_needs_date", {}


def _schedule(place: Place, schedule: Schedule) -> Iterator[Finding]:
    years = schedule.years
    if any(after != before + 1 for before, after in zip(years, years[1:], strict=False)):
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
    """Every row fills every column, cells that span rows counted (Nu: 'table column without')."""
    width, carried = len(table.columns), [0] * len(table.columns)
    for index, row in enumerate(table.rows):
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


_OWN_SCOPE = {"sections", "blocks", "entries"}
"""Their ids are anchors of the whole page: ``links`` looks at them together."""


def _duplicates(place: Place, value: BaseModel) -> Iterator[Finding]:
    """Ids are unique among siblings: actions, KPIs, rows, policies …"""
    for name in type(value).model_fields:
        items = getattr(value, name)
        if name in _OWN_SCOPE or not isinstance(items, tuple):
            continue
        seen: set[str] = set()
        for index, item in enumerate(items):
            identity = getattr(item, "id", None)
            if identity is not None and identity in seen:
                yield (*place, name, index, "id"), "duplicate_sibling", {"id": identity}
            seen.add(identity or "")


_RULES: dict[type[BaseModel], Callable[[Place, Any], Iterator[Finding]]] = {
    Event: _event,
    Kpi: _kpi,
    Period: _period,
    Provenance: _provenance,
    Quantity: _quantity,
    Result: _quantity,
    Schedule: _schedule,
    Statistic: _quantity,
    TableBlock: _table,
    Timing: _timing,
}
