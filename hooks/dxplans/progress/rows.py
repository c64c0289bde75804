"""The rows of a table to results: which KPI each is about, and what was published of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from dxplans.check.quantities import check_quantity
from dxplans.edition import Edition
from dxplans.fiscal import FIRST_MONTH
from dxplans.model import Result
from dxplans.progress.amounts import (
    amount_of,
    is_bare,
    may_be_zero,
    number_in,
    plain_number,
    says_nothing,
)
from dxplans.progress.dates import date_in
from dxplans.progress.grid import Cell, folded, narrow, place
from dxplans.progress.headers import NAMES, Heading, Table
from dxplans.progress.kpis import Indicator, Indicators, is_called
from dxplans.progress.layout import FILLED, KEYS

Tell = Callable[..., None]
"""Adds a trouble or a note: its code, the cell, its values."""
_UNIT_ROW = re.compile(r"[(（［\[]?[^0-9０-９]{1,6}[)）］\]]?")
_FEW = 5


@dataclass(frozen=True, slots=True)
class Entered:
    """What one row says of one KPI; *printed* is None where it says that there is no result."""

    indicator: Indicator
    cell: Cell
    """The cell of the result, or of the number that stands for it."""
    printed: str | None
    value: float | None = None
    unit: str | None = None
    as_of: str | None = None
    note: str | None = None
    reason: str | None = None
    places: dict[str, str] = field(default_factory=dict)
    """Where each field stands."""


class Rows:
    """The rows below the headings, read one after the other."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a row is read with
        self,
        table: Table,
        columns: Mapping[str, Heading],
        edition: Edition,
        year: int,
        trouble: Tell,
        note: Tell,
    ) -> None:
        self.table, self.columns, self.year = table, columns, year
        self.trouble, self.note = trouble, note
        self.indicators = Indicators.of(edition)
        self.initiative: tuple[str | None, str | None] = (None, None)
        self.merged: set[str] = set()

    def read(self) -> tuple[Entered, ...]:
        """Every result of the table, in its order."""
        found: dict[tuple[str, str], Entered] = {}
        for row in self.table.sheet.rows:
            if row <= self.table.bottom:
                continue
            entered = self._row(row)
            if entered is None:
                continue
            key = entered.indicator.key
            if key in found:
                first = found[key].cell.place
                self.trouble("twice", entered.cell, found=entered.indicator.name, first=first)
            found.setdefault(key, entered)
        return tuple(found.values())

    def _cell(self, row: int, what: str) -> Cell | None:
        """The cell of a field; names may be merged over several rows, values may not."""
        heading = self.columns.get(what)
        if heading is None:
            return None
        if what in FILLED:
            return self.table.sheet.cells.get((row, heading.column))
        return self.table.sheet.seen(row, heading.column)

    def _row(self, row: int) -> Entered | None:
        self._carry(row)
        filled = {what: cell for what in FILLED if (cell := self._cell(row, what))}
        named = any(self._cell(row, what) for what in ("kpi", *KEYS))
        if named:
            self._merged(row)
        if not named:
            given = filled.get("printed") or filled.get("value")
            if given is not None and not _UNIT_ROW.fullmatch(given.text):
                self.trouble("no_kpi", given, found=given.text)
            return None
        if not filled:
            return None
        indicator = self._indicator(row, next(iter(filled.values())))
        if indicator is not None and not self._own(indicator, filled):
            return None
        if row in self.table.sheet.hidden:
            self.note("hidden_row", next(iter(filled.values())))
        wrong = [cell for cell in filled.values() if cell.wrong is not None]
        for cell in wrong:
            self.trouble(str(cell.wrong), cell, found=cell.text)
        # Also in a row of no KPI or of no result: all that is wrong in a row is told at once.
        as_of = self._as_of(filled)
        if wrong or indicator is None:
            return None
        return self._entered(row, indicator, filled, as_of)

    def _carry(self, row: int) -> None:
        """An initiative's name often stands only in the first of its rows."""
        number, title = (self._cell(row, what) for what in ("number", "initiative"))
        if number or title:
            self.initiative = (number.text if number else None, title.text if title else None)

    def _merged(self, row: int) -> None:
        """Tell of values that are merged over rows: nobody knows to which of them they belong."""
        for what in FILLED:
            heading = self.columns.get(what)
            area = self.table.sheet.area(row, heading.column) if heading else None
            if area is None or area.top == area.bottom or area.name in self.merged:
                continue
            self.merged.add(area.name)
            if (area.top, area.left) in self.table.sheet.cells:
                self.trouble("merged", place(area.top, area.left), found=area.name)

    def _own(self, indicator: Indicator, filled: Mapping[str, Cell]) -> bool:
        """Whether results are entered under *indicator* itself and not under its original."""
        original = self.indicators.original(indicator)
        if original is None:
            return True
        first = filled.get("printed")
        ours = first is not None and first.text.startswith("再掲")
        given = [cell for what, cell in filled.items() if not (ours and what == "printed")]
        if given:
            where = f"{original.heading}「{original.name}」"
            self.trouble("repeat", given[0], found=indicator.name, original=where)
        return False

    def _indicator(self, row: int, filled: Cell) -> Indicator | None:
        name = self._cell(row, "kpi")
        keys = [self._cell(row, what) for what in KEYS]
        if keys[0] is None or keys[1] is None:
            if name is not None:
                return self._named(name, filled)
            self.trouble("no_kpi", filled, found=filled.text)
            return None
        key = (keys[0].text, keys[1].text)
        found = self.indicators.by_key(key)
        if found is None:
            near = self.indicators.near(name.text) if name else None
            self.trouble("unknown_key", keys[1], found="/".join(key), **_hint(near))
            return None
        title = self._cell(row, "initiative")
        named = name is None or found in self.indicators.named(name.text)
        called = title is None or is_called(found, None, title.text)
        if name is not None and not named:
            self.trouble("row_shifted", name, found=name.text, right=found.name)
        if title is not None and not called:
            self.trouble("initiative_shifted", title, found=title.text, right=found.title)
        return found if named and called else None

    def _named(self, name: Cell, filled: Cell) -> Indicator | None:
        """The KPI called so, in the initiative that the row is about."""
        found = self.indicators.named(name.text)
        number, title = self.initiative
        fitting = [one for one in found if is_called(one, number, title)]
        if len(fitting) == 1:
            return fitting[0]
        if not found:
            near = self.indicators.near(name.text)
            self.trouble("unknown_kpi", name, found=name.text, **_hint(near))
        elif not fitting:
            right = " / ".join(one.heading for one in found)
            said = " ".join(part for part in self.initiative if part)
            self.trouble("kpi_elsewhere", name, found=name.text, initiative=said, right=right)
        else:
            choices = " / ".join(one.heading for one in fitting[:_FEW])
            self.trouble("which_kpi", filled, found=name.text, choices=choices)
        return None

    def _entered(
        self, row: int, indicator: Indicator, filled: Mapping[str, Cell], as_of: str | None
    ) -> Entered | None:
        places = {what: cell.place for what, cell in filled.items()}
        result = filled.get("printed") or filled.get("value")
        unit = self._unit(row, indicator)
        if result is None or says_nothing(result.text):
            for what, cell in filled.items():
                wrong = what == "as_of" and as_of is None
                if cell is not result and not wrong and not says_nothing(cell.text):
                    self.note("nothing_but_more", cell, what=NAMES[what], found=cell.text)
            if result is None:
                return None
            code = "none_or_zero" if may_be_zero(result.text) else "no_result"
            self.note(code, result, found=result.text, zero=f"0{unit or ''}")
            return Entered(indicator, result, None, places=places)
        if self._unclear(result, unit):
            return None
        amount = amount_of(result.text, unit)
        value = self._value(filled, amount.printed, amount.value, amount.unit)
        if amount.value is None and value is None:
            self.note("no_number", result, found=amount.printed)
        elif unit and amount.unit is None:
            self.note("other_unit", result, found=amount.printed, unit=unit)
        texts = {what: filled[what].text for what in ("note", "reason") if what in filled}
        return Entered(
            indicator, result, amount.printed, value, amount.unit, as_of,
            texts.get("note"), texts.get("reason"), places,
        )  # fmt: skip

    def _unit(self, row: int, indicator: Indicator) -> str | None:
        """The unit of the row, as the plan prints it if it is the same."""
        cell = self._cell(row, "unit")
        if (
            cell is None
            or says_nothing(cell.text)
            or folded(cell.text) == folded(indicator.unit or "")
        ):
            return indicator.unit
        return cell.text.strip("()（）")

    def _unclear(self, result: Cell, unit: str | None) -> bool:
        """0.824 without a sign, where the plan counts in percent."""
        number = number_in(result.text)
        if number is None or narrow(unit or "") != "%" or not is_bare(result.text):
            return False
        if not 0 < abs(number) < 1:
            return False
        percent = plain_number(number * 100)
        self.trouble("percent", result, found=plain_number(number), percent=percent)
        return True

    def _value(
        self, filled: Mapping[str, Cell], printed: str, read: float | None, unit: str | None
    ) -> float | None:
        """The number: the clerk's, which must be the one printed, else the one read."""
        cell = filled.get("value")
        if cell is None or "printed" not in filled or says_nothing(cell.text):
            return read
        number = number_in(cell.text)
        if number is None:
            self.trouble("bad_number", cell, found=cell.text)
            return None
        if not any(_agrees(printed, number, one) for one in (unit, None)):
            shown = plain_number(number)
            self.trouble("value_disagrees", cell, printed=printed, found=shown)
        return number

    def _as_of(self, filled: Mapping[str, Cell]) -> str | None:
        cell = filled.get("as_of")
        if cell is None or cell.wrong is not None or says_nothing(cell.text):
            return None
        found = date_in(cell)
        if found is None:
            self.trouble("bad_date", cell, found=cell.text)
        elif found < f"{self.year}-{FIRST_MONTH:02}"[: len(found)]:
            self.note("early", cell, found=cell.text, year=self.year)
        return found


def _agrees(printed: str, number: float, unit: str | None) -> bool:
    """Whether *number* is the one that *printed* states."""
    given = Result(initiative="a", kpi="a", printed=printed, value=number, unit=unit)
    return not any(code.startswith("value") for _place, code, _values in check_quantity((), given))


def _hint(near: str | None) -> dict[str, str]:
    if near is None:
        return {"hint": "つづりを確かめてください。", "hint_en": "Check the spelling."}
    return {
        "hint": f"「{near}」の間違いではありませんか。",
        "hint_en": f"Did you mean “{near}”?",
    }
