"""CSV to a sheet, in UTF-8 or Shift_JIS, and rows to CSV that Excel opens."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from dxplans.progress.archive import MAX_BYTES
from dxplans.progress.grid import MAX_COLUMNS, MAX_ROWS, Cell, Sheet, one_line
from dxplans.progress.troubles import WorkbookError

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_FORMULA = ("=", "+", "@", "\t", "\r")
_MARK = "'"
"""Put before a text that a spreadsheet would take for a formula."""


def sheet_of(raw: bytes) -> Sheet:
    """The only sheet of the CSV *raw*; WorkbookError if it is no text or no table."""
    if len(raw) > MAX_BYTES:
        values = {"what": "バイト", "what_en": "bytes"}
        raise WorkbookError("too_big", found=len(raw), limit=MAX_BYTES, **values)
    text = _text(raw)
    cells: dict[tuple[int, int], Cell] = {}
    reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for row, found in enumerate(reader, 1):
            _within(row, len(found))
            for column, value in enumerate(found, 1):
                if shown := _unmarked(one_line(value)):
                    cells[row, column] = Cell(row, column, shown)
    except csv.Error:
        raise WorkbookError("bad_csv", line=reader.line_num) from None
    return Sheet(None, cells)


def _within(rows: int, columns: int) -> None:
    for found, limit, what, what_en in (
        (rows, MAX_ROWS, "行", "rows"),
        (columns, MAX_COLUMNS, "列", "columns"),
    ):
        if found > limit:
            raise WorkbookError("too_big", found=found, limit=limit, what=what, what_en=what_en)


def _text(raw: bytes) -> str:
    """*raw* in the encoding that it can only be: a BOM, else UTF-8, else Shift_JIS (CP932)."""
    encodings = ["utf-16"] if raw.startswith(_UTF16) else ["utf-8-sig", "cp932"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise WorkbookError("encoding")


def _delimiter(text: str) -> str:
    """What stands most often in the first lines; Excel's "Unicode text" has tabs."""
    head = text[:5000]
    return max(",\t;", key=head.count)


def _unmarked(text: str) -> str:
    return text[1:] if text.startswith(_MARK) and text[1:].startswith(_FORMULA) else text


def written(rows: Iterable[Sequence[str]]) -> bytes:
    """*rows* as CSV in UTF-8 with a BOM, without which Excel takes it for Shift_JIS."""
    out = StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow(_MARK + cell if cell.startswith(_FORMULA) else cell for cell in row)
    return out.getvalue().encode("utf-8-sig")
