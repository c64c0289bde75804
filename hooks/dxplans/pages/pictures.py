"""Figures and years to the geometry of bars; templates draw it, tables beside it say the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from dxplans.model import Kpi, Quantity, Result
from dxplans.model.initiative import ScheduleRow
from dxplans.pages.advance import same_unit

FULL = 100.0
LEAST = 2.0
"""A planned change is never drawn narrower than this many percent: it would not be seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A KPI's bar on a scale from zero, in percent of its width; *top* names what ends the scale."""

    base: float
    start: float
    width: float
    top: Literal["target", "baseline", "percent"]


def bar(kpi: Kpi) -> Bar | None:
    """The bar from baseline to target; None where numbers would not say it.

    Percentages stand on 0–100, everything else on zero to the larger value. "Keep at zero" and
    targets in words have no bar.
    """
    base, target = _value(kpi.baseline), _value(kpi.target)
    if kpi.direction in {"keep", "meet"} or base is None or target is None:
        return None
    percent = kpi.target is not None and kpi.target.unit in {"%", "％"}
    top = FULL if percent and max(base, target) <= FULL else max(base, target)
    if top <= 0 or base < 0 or target < 0 or base == target:
        return None
    left, right = sorted((base / top * FULL, target / top * FULL))
    width = max(right - left, LEAST)
    start = min(left, FULL - width)
    end: Literal["target", "baseline", "percent"] = "target" if target >= base else "baseline"
    if percent and top == FULL:
        end = "percent"
    return Bar(round(base / top * FULL, 1), round(start, 1), round(width, 1), end)


def _value(quantity: Quantity | None) -> float | None:
    return quantity.value if quantity is not None else None


@dataclass(frozen=True, slots=True)
class YearBar:
    """One year's value on the scale of all, in percent; baseline and target where they count so."""

    width: float
    base: float | None
    goal: float | None


def year_bars(kpi: Kpi, results: Mapping[int, Result]) -> dict[int, YearBar]:
    """Bars of the years whose results are numbers in the unit of the latest; none for a single one.

    The scale is that of ``bar``: percentages on 0–100, else from zero to the largest. A baseline
    or target in another unit is left out; with a value below zero there is no picture.
    """
    known = {year: result for year, result in results.items() if result.value is not None}
    if not known:
        return {}
    last = known[max(known)]
    values = {y: r.value for y, r in known.items() if r.value is not None and same_unit(r, last)}
    marks = [
        q.value if q is not None and q.value is not None and same_unit(q, last) else None
        for q in (kpi.baseline, kpi.target)
    ]
    amounts = [*values.values(), *(mark for mark in marks if mark is not None)]
    top = max(amounts)
    if last.unit in {"%", "％"} and top <= FULL:
        top = FULL
    if len(values) < 2 or min(amounts) < 0 or top <= 0:  # noqa: PLR2004 - one value is no course
        return {}
    base, goal = (None if mark is None else round(mark / top * FULL, 1) for mark in marks)
    return {
        year: YearBar(round(value / top * FULL, 1), base, goal) for year, value in values.items()
    }


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a schedule row: how many years it covers and what it shows."""

    years: int
    kind: str
    span: Any = None


def blocks(row: ScheduleRow, view: Any, years: tuple[int, ...]) -> tuple[Block, ...]:
    """A schedule row as cells from left to right; a row without years is one cell.

    *view* is the same row in the page's language; ``kind`` is run, guess, empty, lost or
    not-stated.
    """
    if row.extent != "printed":
        return (Block(len(years), row.extent),)
    found: list[Block] = []
    year = years[0]
    spans = sorted(zip(row.spans, view.spans, strict=True), key=lambda pair: pair[0].start)
    for span, shown in spans:
        if span.start > year:
            found.extend(Block(1, "empty") for _ in range(span.start - year))
        kind = "guess" if span.inferred else "run"
        found.append(Block(span.end - span.start + 1, kind, shown))
        year = span.end + 1
    found.extend(Block(1, "empty") for _ in range(years[-1] - year + 1))
    return tuple(found)


def axis(start: int, end: int | None, years: tuple[int, ...]) -> tuple[tuple[int, str], ...]:
    """A period on an axis of fiscal years: lengths and before, during or after."""
    limit = years[-1] + 1
    first = min(max(start, years[0]), limit)
    until = limit if end is None else min(max(end + 1, first), limit)
    parts = ((first - years[0], "before"), (until - first, "during"), (limit - until, "after"))
    return tuple((length, kind) for length, kind in parts if length > 0)
