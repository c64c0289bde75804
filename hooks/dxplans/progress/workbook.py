"""An .xlsx to sheets: values as they are shown, dates, merged cells and hidden rows."""

from __future__ import annotations

import warnings
from datetime import date, datetime
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from dxplans.progress.amounts import shown
from dxplans.progress.archive import Part, parts_of
from dxplans.progress.dates import shown_as
from dxplans.progress.grid import Cell, Sheet, one_line
from dxplans.progress.troubles import WorkbookError

MAX_TEXT = 10_000


def sheets_of(raw: bytes) -> tuple[Sheet, ...]:
    """The sheets of the workbook *raw*, in order; WorkbookError if it cannot be read."""
    parts = parts_of(raw)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about what is lost on saving, which we never do
            book = load_workbook(BytesIO(raw), read_only=True, data_only=True, keep_links=False)
            try:
                return tuple(_sheet(sheet, parts) for sheet in book.worksheets)
            finally:
                book.close()
    except Exception as error:  # openpyxl raises whatever a broken file makes of it
        raise WorkbookError("broken") from error


def _sheet(sheet: Any, parts: dict[str, Part]) -> Sheet:
    part = parts.get(sheet._worksheet_path, Part())  # noqa: SLF001 - it is told nowhere else
    cells: dict[tuple[int, int], Cell] = {}
    if part.rows and part.columns:
        rows = sheet.iter_rows(min_row=1, max_row=part.rows, min_col=1, max_col=part.columns)
        for row, found in enumerate(rows, 1):
            for column, one in enumerate(found, 1):
                if one.value is not None and (cell := _cell(row, column, one)).text:
                    cells[row, column] = cell
    for row, column in part.uncounted:
        cells[row, column] = Cell(row, column, "=", wrong="formula")
    return Sheet(str(sheet.title), cells, tuple(part.merged), frozenset(part.hidden))


def _cell(row: int, column: int, found: Any) -> Cell:
    value, pattern = found.value, found.number_format or "General"
    if found.data_type == "e":
        return Cell(row, column, str(value), wrong="error")
    if isinstance(value, bool):
        return Cell(row, column, str(value).upper())
    if isinstance(value, int | float):
        return Cell(row, column, shown(float(value), pattern), number=float(value))
    if isinstance(value, datetime | date):
        day = value.date() if isinstance(value, datetime) else value
        iso = shown_as(pattern, day)
        return Cell(row, column, iso, date=iso)
    return Cell(row, column, one_line(str(value)[:MAX_TEXT]))
