"""Figures to bars and years to cells: what a reader sees agrees with the numbers beside it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplans.model import Kpi, Result
from dxplans.model.initiative import ScheduleRow
from dxplans.pages.pictures import LEAST, Bar, YearBar, axis, bar, blocks, year_bars


def kpi(
    base: float | None, target: float | None, direction: str = "up", unit: str | None = "件"
) -> Kpi:
    """An indicator; None is a value that no number says."""

    def side(value: float | None) -> dict[str, Any]:
        if value is None:
            return {"printed": "-"}
        return {"printed": f"{value:g}{unit or ''}", "value": value, "unit": unit}

    return Kpi.model_validate(
        {
            "id": "k",
            "name": "指標",
            "baseline": side(base),
            "target": side(target),
            "direction": direction,
        }
    )


@pytest.mark.parametrize(
    ("given_kpi", "expected"),
    [
        # Counts stand between zero and the larger value.
        (kpi(33, 100), Bar(33, 33, 67, "target")),
        (kpi(0, 40), Bar(0, 0, 100, "target")),
        (kpi(100, 25, "down"), Bar(100, 25, 75, "baseline")),
        (kpi(0.5, 2), Bar(25, 25, 75, "target")),
        # Percentages stand on the whole.
        (kpi(20, 60, unit="%"), Bar(20, 20, 40, "percent")),
        (kpi(82.4, 100, unit="％"), Bar(82.4, 82.4, 17.6, "percent")),
        (kpi(60, 20, "down", unit="%"), Bar(60, 20, 40, "percent")),
        # More than the whole: the larger value is the scale again.
        (kpi(100, 125, unit="%"), Bar(80, 80, 20, "target")),
        # A change too small to see is drawn as wide as can be seen, inside the scale.
        (kpi(999, 1000), Bar(99.9, 98, 2, "target")),
        (kpi(0, 1, unit="%"), Bar(0, 0, 2, "percent")),
        (kpi(99, 100, unit="%"), Bar(99, 98, 2, "percent")),
        # A target without a unit counts.
        (kpi(1, 2, unit=None), Bar(50, 50, 50, "target")),
    ],
)
def test_a_bar_goes_from_baseline_to_target(given_kpi: Kpi, expected: Bar) -> None:
    """On a scale that begins at zero and ends where the page says, so that its length is honest."""
    assert bar(given_kpi) == expected


@pytest.mark.parametrize(
    ("unit", "values", "expected"),
    [
        ("件", {2026: (5, "件"), 2027: (10, "件")}, {2026: (25.0, 10.0, 100.0), 2027: (50.0, 10.0, 100.0)}),
        ("件", {2026: (5, "件"), 2027: (40, "件")}, {2026: (12.5, 5.0, 50.0), 2027: (100.0, 5.0, 50.0)}),
        ("%", {2026: (5, "%"), 2027: (10, "％")}, {2026: (5.0, 2.0, 20.0), 2027: (10.0, 2.0, 20.0)}),
        # A value in another unit, words, or one below zero: not on this scale.
        ("件", {2026: (5, "人"), 2027: (10, "人")}, {2026: (50.0, None, None), 2027: (100.0, None, None)}),
        ("件", {2026: (5, "人"), 2027: (10, "件")}, {}),
        ("件", {2026: (None, None), 2027: (10, "件")}, {}),
        ("件", {2026: (None, None)}, {}),
        ("件", {2026: (-5, "件"), 2027: (10, "件")}, {}),
    ],
)  # fmt: skip
def test_bars_stand_on_one_scale(
    unit: str, values: dict[int, tuple[Any, Any]], expected: dict[int, tuple[Any, ...]]
) -> None:
    """Width, baseline and target in percent; only values that count the same are drawn."""
    made = Kpi.model_validate({
        "id": "k", "name": "指標", "direction": "up",
        "baseline": {"printed": "2", "value": 2, "unit": unit},
        "target": {"printed": "20", "value": 20, "unit": unit},
    })  # fmt: skip
    results = {
        year: Result.model_validate(
            {"initiative": "i", "kpi": "k", "printed": "x", "value": value, "unit": its_unit}
        )
        for year, (value, its_unit) in values.items()
    }
    found = year_bars(made, results)
    assert found == {year: YearBar(*bar) for year, bar in expected.items()}


@pytest.mark.parametrize(
    "given_kpi",
    [
        kpi(0, 0, "keep"),
        kpi(10, 20, "keep"),
        kpi(None, None, "meet"),
        kpi(None, 20),
        kpi(20, None),
        kpi(5, 5),
        kpi(0, 0),
        kpi(-5, 5),
        kpi(5, -5, "down"),
        Kpi(id="k", name="指標", direction="up", unknown={"baseline": "lost", "target": "lost"}),
    ],
    ids=["zero kept", "kept", "in words", "no baseline", "no target", "unchanged", "nothing",
         "below zero", "to below zero", "lost"],
)  # fmt: skip
def test_what_a_bar_cannot_say_has_none(given_kpi: Kpi) -> None:
    """The words stand alone; a made-up length would be a lie."""
    assert bar(given_kpi) is None


VALUES = st.floats(0, 1e9, allow_nan=False).map(lambda value: round(value, 2))


@given(VALUES, VALUES, st.sampled_from(["up", "down"]), st.sampled_from(["件", "%", None]))
def test_every_bar_is_seen_and_stays_on_its_scale(
    base: float, target: float, direction: str, unit: str | None
) -> None:
    """Whatever the figures are."""
    found = bar(kpi(base, target, direction, unit))
    if base == target:
        assert found is None
    else:
        assert found is not None
        assert found.width >= LEAST
        assert found.start >= 0
        assert found.start + found.width <= 100.1
        assert 0 <= found.base <= 100
        ends = {"target": target, "baseline": base, "percent": 100}
        assert ends[found.top] >= max(base, target)


def row(
    spans: list[tuple[int, int]], extent: str = "printed", *, inferred: bool = False
) -> ScheduleRow:
    """A schedule row with bars from year to year."""
    return ScheduleRow.model_validate(
        {
            "id": "r",
            "label": "行",
            "extent": extent,
            "spans": [{"from": a, "to": b, "text": f"{a}", "inferred": inferred} for a, b in spans],
        }
    )


def cells(given_row: ScheduleRow, years: tuple[int, ...]) -> list[tuple[int, str, str | None]]:
    """Length, kind and words of each cell."""
    found = blocks(given_row, given_row, years)
    return [(one.years, one.kind, one.span.text if one.span else None) for one in found]


YEARS = (2026, 2027, 2028, 2029, 2030)


@pytest.mark.parametrize(
    ("given_row", "expected"),
    [
        (row([(2026, 2030)]), [(5, "run", "2026")]),
        (
            row([(2027, 2028)]),
            [(1, "empty", None), (2, "run", "2027"), (1, "empty", None), (1, "empty", None)],
        ),
        (
            row([(2029, 2029), (2026, 2027)]),
            [(2, "run", "2026"), (1, "empty", None), (1, "run", "2029"), (1, "empty", None)],
        ),
        (row([(2026, 2030)], inferred=True), [(5, "guess", "2026")]),
        (row([], "lost"), [(5, "lost", None)]),
        (row([], "not-stated"), [(5, "not-stated", None)]),
    ],
)
def test_a_row_has_a_cell_for_each_bar_and_each_empty_year(
    given_row: ScheduleRow, expected: list[tuple[int, str, str | None]]
) -> None:
    """In order of time; what our copy lost is one cell that says so, neither empty nor full."""
    assert cells(given_row, YEARS) == expected


@st.composite
def rows(draw: st.DrawFn) -> tuple[ScheduleRow, tuple[int, ...]]:
    """A row whose bars do not overlap, and its table's years."""
    first = draw(st.integers(1990, 2090))
    years = tuple(range(first, first + draw(st.integers(1, 10))))
    taken = draw(
        st.lists(st.sampled_from(["gap", "bar", "same"]), min_size=len(years), max_size=len(years))
    )
    spans: list[tuple[int, int]] = []
    for year, kind in zip(years, taken, strict=True):
        if kind == "same" and spans and spans[-1][1] == year - 1:
            spans[-1] = (spans[-1][0], year)
        elif kind != "gap":
            spans.append((year, year))
    return row(draw(st.permutations(spans)), "printed" if spans else "lost"), years


@given(rows())
def test_cells_fill_the_row(made: tuple[ScheduleRow, tuple[int, ...]]) -> None:
    """A table whose rows differ in length is read out wrongly, year by year."""
    given_row, years = made
    found = blocks(given_row, given_row, years)
    assert sum(one.years for one in found) == len(years)
    assert all(one.years > 0 for one in found)
    assert sum(one.span is not None for one in found) == len(given_row.spans)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (2026, 2030, ((5, "during"),)),
        (2027, 2029, ((1, "before"), (3, "during"), (1, "after"))),
        (2028, None, ((2, "before"), (3, "during"))),
        (2020, 2026, ((1, "during"), (4, "after"))),
        (2020, 2024, ((5, "after"),)),
        (2031, 2035, ((5, "before"),)),
    ],
)
def test_a_period_on_an_axis(
    start: int, end: int | None, expected: tuple[tuple[int, str], ...]
) -> None:
    """Before, during and after, also for a plan that lies outside the years shown."""
    assert axis(start, end, YEARS) == expected


@given(
    st.integers(1980, 2100),
    st.none() | st.integers(0, 30),
    st.integers(1980, 2100),
    st.integers(1, 40),
)
def test_every_period_fills_the_axis(
    start: int, length: int | None, first: int, count: int
) -> None:
    """Whatever the plan's years and the axis are."""
    years = tuple(range(first, first + count))
    found = axis(start, None if length is None else start + length, years)
    assert sum(cells_ for cells_, _kind in found) == count
    assert all(cells_ > 0 for cells_, _kind in found)
