"""A filled-in sheet to the results on it, or to everything in it that is to be corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dxplans.edition import Edition
from dxplans.fiscal import dates_in
from dxplans.progress.dates import date_in
from dxplans.progress.grid import Cell, Sheet
from dxplans.progress.headers import NAMES, Heading, Table, labels_of, table_of
from dxplans.progress.rows import Entered, Rows
from dxplans.progress.troubles import Trouble

INSTRUCTIONS = ("書き方", "English")
"""Sheets of the form that explain it."""
_RESULTS = ("実績", "結果")
_DAY = 10
_OF_A_YEAR = {"printed", "value", "as_of", "note"}


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the table; *places* says where, for what is missing or wrong there."""

    source: str | None = None
    url: str | None = None
    published: str | None = None
    unchanged: str | None = None
    by: str | None = None
    places: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Reading:
    """What a sheet says of one fiscal year of one edition; nothing of it counts with troubles."""

    sheet: str | None = None
    edition: Edition | None = None
    year: int | None = None
    head: Head = field(default_factory=Head)
    entered: tuple[Entered, ...] = ()
    troubles: list[Trouble] = field(default_factory=list)
    notes: list[Trouble] = field(default_factory=list)

    def trouble(self, code: str, where: Cell | str = "", **values: object) -> None:
        """Add something to correct."""
        self.troubles.append(self._at(code, where, values))

    def note(self, code: str, where: Cell | str = "", **values: object) -> None:
        """Add something to know."""
        self.notes.append(self._at(code, where, values))

    def _at(self, code: str, where: Cell | str, values: dict[str, object]) -> Trouble:
        place = where.place if isinstance(where, Cell) else where
        return Trouble(code, values, self.sheet, place)


def read_sheets(
    sheets: tuple[Sheet, ...],
    editions: Mapping[str, Edition],
    edition: Edition | None = None,
    year: int | None = None,
) -> Reading:
    """What *sheets* say; *edition* and *year* are what was asked for, else the sheet tells them.

    *editions* holds every edition by its key.
    """
    reading = Reading()
    table = _table(sheets, reading)
    if table is None:
        return reading
    reading.sheet = table.sheet.name
    labels = labels_of(table)
    reading.edition = _edition(reading, labels.get("edition"), editions, edition)
    reading.year = _year(reading, labels.get("year"), table, year)
    reading.head = _head(reading, labels)
    if reading.edition is None or reading.year is None:
        return reading
    start, end = reading.edition.plan.period.start, reading.edition.plan.period.end
    if reading.year < start or (end is not None and reading.year > end):
        place = _value(labels.get("year"))
        values = {"year": reading.year, "start": start, "end": end or ""}
        reading.trouble("year_outside", place or "", **values)
    columns = _columns(reading, table, reading.year)
    rows = Rows(table, columns, reading.edition, reading.year, reading.trouble, reading.note)
    reading.entered = rows.read()
    return reading


def _table(sheets: tuple[Sheet, ...], reading: Reading) -> Table | None:
    found = [table for sheet in sheets if (table := table_of(sheet)) is not None]
    if len(found) > 1:
        named = [t for t in found if any(word in (t.sheet.name or "") for word in _RESULTS)]
        if len(named) != 1:
            reading.sheet = found[0].sheet.name
            others = " / ".join(f"「{table.sheet.name}」" for table in found[1:])
            reading.trouble("two_tables", others=others)
            return None
        found = named
    if not found:
        reading.trouble("no_table")
        return None
    for sheet in sheets:
        if sheet is not found[0].sheet and sheet.cells and sheet.name not in INSTRUCTIONS:
            reading.note("other_sheet", found=sheet.name)
    return found[0]


_Label = tuple[Cell, Cell | None]


def _value(label: _Label | None) -> Cell | None:
    return label[1] if label else None


def _edition(
    reading: Reading,
    label: _Label | None,
    editions: Mapping[str, Edition],
    wanted: Edition | None,
) -> Edition | None:
    cell = _value(label)
    if cell is None:
        if wanted is None:
            reading.trouble("which_edition", label[0] if label else "")
        return wanted
    key = cell.text.strip("/ ").removeprefix("plans/")
    found = editions.get(key)
    if found is None:
        hint = "、".join(editions)
        reading.trouble(
            "unknown_edition", cell, found=cell.text,
            hint=f"あるのは {hint} です。", hint_en=f"There are {', '.join(editions)}.",
        )  # fmt: skip
        return None
    if wanted is not None and found is not wanted:
        reading.trouble("edition_disagrees", cell, found=key, edition=wanted.key)
        return None
    return found


def _year(reading: Reading, label: _Label | None, table: Table, wanted: int | None) -> int | None:
    cell = _value(label)
    if cell is None:
        if wanted is not None:
            return wanted
        years = {year for heading in table.columns.get("printed", ()) for year in heading.years}
        if len(years) == 1:
            return years.pop()
        reading.trouble("which_year", label[0] if label else "")
        return None
    years = {found.fiscal_year for found in dates_in(cell.text)}
    if len(years) != 1:
        reading.trouble("bad_year", cell, found=cell.text)
        return None
    year = years.pop()
    if wanted is not None and year != wanted:
        reading.trouble("year_disagrees", cell, found=year, year=wanted)
        return None
    return year


def _head(reading: Reading, labels: Mapping[str, _Label]) -> Head:
    texts: dict[str, str | None] = {}
    for what in ("source", "url", "published", "unchanged", "by"):
        cell = _value(labels.get(what))
        if cell is None:
            continue
        if cell.wrong is not None:
            reading.trouble(cell.wrong, cell, found=cell.text)
            continue
        texts[what] = cell.text
        if what in {"published", "unchanged"}:
            texts[what] = date_in(cell)
            if texts[what] is None:
                reading.trouble("bad_date", cell, found=cell.text)
        if what == "unchanged" and len(texts[what] or "") not in {0, _DAY}:
            reading.trouble("need_day", cell, found=cell.text)
        if what == "url" and not cell.text.startswith(("https://", "http://")):
            reading.trouble("bad_url", cell, found=cell.text)
    places = {what: (value or label).place for what, (label, value) in labels.items()}
    return Head(**texts, places=places)


def _columns(reading: Reading, table: Table, year: int) -> dict[str, Heading]:
    """One column for each field that is read."""
    found: dict[str, Heading] = {}
    for what, name in NAMES.items():
        headings = table.columns.get(what, ())
        if what in _OF_A_YEAR:
            headings = _of_year(headings, year)
            if not headings and (other := table.columns.get(what)) and what == "printed":
                reading.trouble(
                    "column_of_another_year", other[0].place, found=other[0].text, year=year
                )
        if len(headings) > 1:
            first, second = headings[0].place, headings[1].place
            reading.trouble("two_columns", second, what=name, first=first, second=second)
        elif headings:
            found[what] = headings[0]
    for heading in table.others:
        if heading.text:
            reading.note("ignored_column", heading.place, found=heading.text)
    return found


def _of_year(headings: tuple[Heading, ...], year: int) -> tuple[Heading, ...]:
    """Those about *year*; else those that name no year."""
    exact = tuple(heading for heading in headings if year in heading.years)
    return exact or tuple(heading for heading in headings if not heading.years)
