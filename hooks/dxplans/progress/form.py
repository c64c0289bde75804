"""The form's rows to a workbook that a clerk can fill in and print; the same rows, the same bytes."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.page import PageMargins

from dxplans.progress.grid import place
from dxplans.progress.instructions import ENGLISH, JAPANESE
from dxplans.progress.layout import COLUMNS, FILLED, KEYS, Layout, Line

SHEET = "実績"
_WIDTHS = {
    "number": 6, "initiative": 24, "kpi": 30, "unit": 7, "baseline": 16, "target": 18,
    "earlier": 22, "printed": 20, "value": 11, "as_of": 18, "note": 28, "reason": 22,
}  # fmt: skip
_FONT = "Yu Gothic"
_INK, _SOFT, _RULE = "1A1A1C", "626264", "B4B4BA"
_HEAD, _FILL, _GREY = "00118F", "FFF7DB", "EDEDEF"
_LINE = Side(style="thin", color=_RULE)
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_VALUES = "C", "G"
"""What is written above the table spans these columns."""
_LINE_HEIGHT = 18
_PROMPTS = {
    "printed": ("結果", "公表されたとおりに、単位も書きます（例 12件、82.4%、約3割）。まだないときは「未集計」。"),
    "value": ("数値", "空のままでかまいません。結果から読み取ります。"),
    "as_of": ("いつの値か", "公表されているときだけ。令和9年3月31日、R9.3.31、2027/3/31 のどれでも。"),
    "note": ("説明", "数え方が変わったなど、読む人に知らせたいこと。なくてもかまいません。"),
    "reason": ("訂正の理由", "すでに公表した値を直すときだけ、理由を書きます。もとの値も残ります。"),
}  # fmt: skip
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def workbook_of(layout: Layout, today: date) -> bytes:
    """The workbook; *today* is the only date in it, so the same input gives the same bytes."""
    book = Workbook()
    sheet = book.active
    _results(sheet, layout)
    _explanation(book.create_sheet("書き方"), JAPANESE)
    _explanation(book.create_sheet("English"), ENGLISH)
    made = datetime.combine(today, time())
    book.properties.title = layout.title
    book.properties.creator = "dxplans"
    book.properties.created = made
    out = BytesIO()
    book.save(out)
    return _still(out.getvalue(), made)


def _still(raw: bytes, made: datetime) -> bytes:
    """The same file without the clock: a zip keeps the time of every part, and one part its own."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + f"{made:%Y-%m-%dT%H:%M:%SZ}".encode(), content)
            info = zipfile.ZipInfo(entry.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return out.getvalue()


def _results(sheet: Any, layout: Layout) -> None:
    sheet.title = SHEET
    for number, row in enumerate(layout.rows(), 1):
        for column, text in enumerate(row, 1):
            if text:
                _write(sheet.cell(number, column), text)
    _title(sheet)
    for number, label in enumerate(layout.labels, 3):
        sheet.merge_cells(f"A{number}:B{number}")
        sheet.merge_cells(f"{_VALUES[0]}{number}:{_VALUES[1]}{number}")
        _style(sheet.cell(number, 1), bold=True, fill=_GREY)
        sheet.cell(number, 2).border = _BOX
        sheet.row_dimensions[number].height = _LINE_HEIGHT
        for column in range(3, 8):
            _style(sheet.cell(number, column), fill=_FILL if label.filled else None)
            sheet.cell(number, column).number_format = "@"
    _table(sheet, layout)
    _set_up(sheet, layout)


def _title(sheet: Any) -> None:
    sheet["A1"].font = Font(name=_FONT, size=16, bold=True, color=_INK)
    sheet["A2"].font = Font(name=_FONT, size=11, color=_SOFT)
    sheet.row_dimensions[1].height = 28


def _table(sheet: Any, layout: Layout) -> None:
    first = layout.first
    for column, (what, heading) in enumerate(COLUMNS, 1):
        cell = sheet.cell(first, column)
        cell.value = heading.replace("（", "\n（")
        cell.font = Font(name=_FONT, size=10, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", start_color=_HEAD)
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        cell.border = _BOX
        letters = place(1, column)[:-1]
        sheet.column_dimensions[letters].width = _WIDTHS.get(what, 20)
        sheet.column_dimensions[letters].hidden = what in KEYS
    sheet.row_dimensions[first].height = 34
    for number, line in enumerate(layout.lines, first + 1):
        for column, (what, _heading) in enumerate(COLUMNS, 1):
            cell = sheet.cell(number, column)
            fill = _GREY if line.repeated else _FILL if what in FILLED else None
            _style(cell, fill=fill, color=_SOFT if line.repeated else _INK)
            if what in FILLED:
                # As text nothing is changed while typing: 82.4% stays, 3/31 is no date of this year.
                cell.number_format = "General" if what == "value" else "@"
        sheet.row_dimensions[number].height = _height(line)


def _height(line: Line) -> float:
    """High enough for the longest cell: a full-width character is two wide."""
    lines = [
        -(-sum(1 + (ord(sign) > 0xFF) for sign in text) // max(1, _WIDTHS.get(what, 99) - 2))  # noqa: PLR2004 - beyond Latin
        for what, text in line.cells.items()
    ]
    return _LINE_HEIGHT * max(2, *lines)


def _write(cell: Any, text: str) -> None:
    """A text as text: one that begins with = is no formula."""
    if cell.column_letter == "I" and re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", text):
        cell.value = float(text) if "." in text else int(text)
        return
    cell.value = text
    cell.data_type = "s"


def _style(cell: Any, *, bold: bool = False, fill: str | None = None, color: str = _INK) -> None:
    cell.font = Font(name=_FONT, size=10, bold=bold, color=color)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.border = _BOX
    if fill:
        cell.fill = PatternFill("solid", start_color=fill)


def _set_up(sheet: Any, layout: Layout) -> None:
    first, last = layout.first, layout.first + len(layout.lines)
    sheet.freeze_panes = f"D{first + 1}"
    sheet.sheet_view.zoomScale = 90
    sheet.sheet_view.showGridLines = False
    _paper(sheet)
    sheet.print_title_rows = f"{first}:{first}"
    sheet.print_area = f"A1:L{last}"
    sheet.oddFooter.center.text = "&P / &N"
    sheet.oddFooter.left.text = "&A"
    for column, (what, _heading) in enumerate(COLUMNS, 1):
        if what in _PROMPTS and layout.lines:
            title, prompt = _PROMPTS[what]
            rule = DataValidation(
                type="decimal" if what == "value" else "textLength",
                operator="between" if what == "value" else "lessThanOrEqual",
                formula1="-1E+15" if what == "value" else "2000",
                formula2="1E+15" if what == "value" else None,
                allow_blank=True, promptTitle=title, prompt=prompt, showInputMessage=True,
                showErrorMessage=True, errorTitle=title,
                error="数字だけを書いてください。" if what == "value" else "2000字までにしてください。",
            )  # fmt: skip
            rule.add(f"{place(first + 1, column)}:{place(last, column)}")
            sheet.add_data_validation(rule)


def _explanation(sheet: Any, lines: Iterable[tuple[str, str]]) -> None:
    """A sheet of instructions: a heading on the left, what to do on the right."""
    sheet.column_dimensions["A"].width = 28
    sheet.column_dimensions["B"].width = 88
    sheet.sheet_view.showGridLines = False
    for number, (left, right) in enumerate(lines, 1):
        sheet.cell(number, 1, left).font = Font(
            name=_FONT, size=16 if number == 1 else 11, bold=True, color=_INK
        )
        sheet.cell(number, 2, right).font = Font(name=_FONT, size=11, color=_INK)
        for column in (1, 2):
            sheet.cell(number, column).alignment = Alignment(wrap_text=number > 1, vertical="top")
        wide = sum(1 + (ord(sign) > 0xFF) for sign in right)  # noqa: PLR2004 - beyond Latin
        sheet.row_dimensions[number].height = 30 if number == 1 else 20 * (1 + wide // 96)
    _paper(sheet)


def _paper(sheet: Any) -> None:
    """A4 across, as wide as the page and as many pages as it takes."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins = PageMargins(0.4, 0.4, 0.5, 0.8, footer=0.3)
