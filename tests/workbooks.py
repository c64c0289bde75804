"""Small workbooks and CSV files to import: rows as data, written by openpyxl as a clerk's would be."""

from __future__ import annotations

import csv
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any, TypedDict

from openpyxl import Workbook

from builders import a_project, from_yaml

FILE = "plans/tokyo/mihon/2026/progress/2026.yaml"


class SheetCase(TypedDict, total=False):
    """One file of ``tests/cases/progress``: a sheet, what the file held, and what is then told."""

    about: str
    rows: list[list[Any]]
    formats: dict[str, str]
    merged: list[str]
    hidden: list[int]
    others: dict[str, list[list[Any]]]
    csv: bool
    options: dict[str, Any]
    edits: list[dict[str, str]]
    known: str
    ja: list[str]
    en: list[str]
    file: str


def a_sheet_case(path: Path) -> SheetCase:
    """The case in *path*."""
    case: SheetCase = from_yaml(path.read_text("utf-8"))
    return case


def a_workbook(case: SheetCase) -> bytes:
    """The sheet of *case* as a workbook; a text that begins with = is a formula."""
    book = Workbook()
    _fill(book.active, case["rows"])
    book.active.title = "実績"
    for place, pattern in case.get("formats", {}).items():
        book.active[place].number_format = pattern
    for area in case.get("merged", ()):
        book.active.merge_cells(area)
    for row in case.get("hidden", ()):
        book.active.row_dimensions[row].hidden = True
    for name, rows in case.get("others", {}).items():
        _fill(book.create_sheet(name), rows)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Any, rows: list[list[Any]]) -> None:
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row or (), 1):
            if value is not None:
                sheet.cell(number, column).value = value


def a_csv(case: SheetCase, encoding: str = "utf-8-sig") -> bytes:
    """The same as a CSV."""
    out = StringIO(newline="")
    for row in case["rows"]:
        csv.writer(out).writerow("" if cell is None else _text(cell) for cell in row or ())
    return out.getvalue().encode(encoding)


def _text(cell: object) -> str:
    return cell.strftime("%Y/%m/%d") if isinstance(cell, date) else str(cell)


def a_town(root: Path, case: SheetCase) -> Path:
    """The minimal project in *root* with what *case* says of it, as a folder to run commands in."""
    files = {FILE: case["known"]} if "known" in case else {}
    a_project(root, edits=case.get("edits", []), files=files)
    (root / "mkdocs.yml").write_text("site_name: みほん\n", encoding="utf-8")
    return root
