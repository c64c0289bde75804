"""Files from anybody: what is no sheet of results, or made to harm, is told and never followed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink

from dxplans.progress import archive, csvfile
from dxplans.progress.grid import MAX_COLUMNS, MAX_ROWS, Area
from dxplans.progress.intake import sheets_in
from dxplans.progress.troubles import WorkbookError
from dxplans.progress.workbook import sheets_of

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def a_book(change: Callable[[Workbook], None] | None = None) -> bytes:
    """A workbook of one cell, changed."""
    book = Workbook()
    book.active["A1"] = "指標"
    if change:
        change(book)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def changed(parts: dict[str, bytes | None], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The same workbook with other, more or fewer parts."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(a_book())) as old, zipfile.ZipFile(out, "w", method) as new:
        for entry in old.infolist():
            content = parts.get(entry.filename, old.read(entry))
            if content is not None:
                new.writestr(entry.filename, content)
        for name, content in parts.items():
            if name not in old.namelist() and content is not None:
                new.writestr(name, content)
    return out.getvalue()


def sheet(rows: str, before: str = "", after: str = "") -> bytes:
    """A sheet's part by hand."""
    return (
        f'<?xml version="1.0"?>{before}<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData>'
        f"{after}</worksheet>"
    ).encode()


def refused(raw: bytes) -> str:
    """The code of what is told about *raw*; both languages can be said."""
    with pytest.raises(WorkbookError) as error:
        sheets_of(raw)
    trouble = error.value.trouble
    assert trouble.say("ja") != trouble.say("en")
    return trouble.code


LAUGHS = (
    '<!DOCTYPE a [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n + 1} "{f"&a{n or str()};" * 10}">' for n in range(9))
    + "]>"
)
AREAS = "<mergeCells>" + '<mergeCell ref="A1:B2"/>' * (archive.MAX_AREAS + 1) + "</mergeCells>"
OUTSIDE = '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 100, "old_excel"),
        (b"%PDF-1.7", "broken"),
        (b"", "broken"),
        (b"PK\x03\x04 and nothing more", "broken"),
        (a_book()[:2000], "broken"),
        (b"PK" + b"\x00" * archive.MAX_BYTES, "too_big"),
        (changed({"xl/vbaProject.bin": b"x"}), "macros"),
        (changed({SHEET: sheet("", LAUGHS)}), "unsafe"),
        (changed({SHEET: sheet("", OUTSIDE)}), "unsafe"),
        (changed({"xl/workbook.xml": OUTSIDE.encode() + b"<a/>"}), "unsafe"),
        (changed({"xl/media/image1.png": sheet("", OUTSIDE)}), "unsafe"),
        (changed({SHEET: sheet("", OUTSIDE).decode().encode("utf-16")}), "unsafe"),
        (changed({SHEET: b"<a>" * 300 + b"</a>" * 300}), "unsafe"),
        (changed({}, zipfile.ZIP_BZIP2), "unsafe"),
        (changed({SHEET: b"<worksheet><row>"}), "broken"),
        (changed({SHEET: sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')}), "broken"),
        (changed({SHEET: sheet('<row r="1"><c r="A1"><v>x</v></c></row>')}), "broken"),
        (changed({"xl/workbook.xml": None}), "broken"),
        (changed({"[Content_Types].xml": b"<a/>"}), "broken"),
        (changed({"xl/bomb.bin": b"\x00" * (archive.MAX_EXPANDED + 1)}), "too_big"),
        (changed({f"xl/{n}.bin": b"" for n in range(archive.MAX_PARTS)}), "too_big"),
        (changed({SHEET: sheet("<row/>" * (archive.MAX_ELEMENTS + 1))}), "too_big"),
        (changed({SHEET: sheet(f'<row r="{MAX_ROWS + 1}"><c><v>1</v></c></row>')}), "too_big"),
        (changed({SHEET: sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>')}), "too_big"),
        (changed({SHEET: sheet("", after=AREAS)}), "too_big"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_or_made_to_harm(raw: bytes, code: str) -> None:
    """Told in words before it can take memory or time, read other files or run anything."""
    assert refused(raw) == code


def test_parts_of_one_name_are_refused() -> None:
    """What was looked at and what is read must be one and the same."""
    out = BytesIO(a_book())
    with zipfile.ZipFile(out, "a") as book, pytest.warns(UserWarning, match="Duplicate"):
        book.writestr(SHEET, sheet(""))
    assert refused(out.getvalue()) == "broken"


def test_a_password_inside_the_zip_is_refused() -> None:
    """A part that is encrypted cannot be looked at."""
    raw = bytearray(a_book())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(mark) + at] |= 1
    assert refused(bytes(raw)) == "unsafe"


def test_areas_that_span_the_whole_sheet_are_no_work() -> None:
    """Merged cells and links over 17,000,000,000 cells would keep the full reader busy for days."""

    def wide(book: Workbook) -> None:
        book.active.merge_cells("A1:B2")
        book.active._hyperlinks.append(Hyperlink(ref="A1:XFD1048576", target="https://a.example"))

    raw = a_book(wide).replace(b"A1:B2", b"A1:B2")
    with zipfile.ZipFile(BytesIO(raw)) as book:
        part = book.read(SHEET).replace(b'"A1:B2"', b'"A1:XFD1048576"')
    (found,) = sheets_of(changed({SHEET: part}))
    assert found.merged == (Area(1, 1, 1048576, 16384),)
    assert found.merged[0].name == "A1:XFD1048576"
    assert [cell.text for cell in found.cells.values()] == ["指標"]


def test_a_sheet_of_formatted_but_empty_rows_is_small() -> None:
    """Whole columns are often coloured; only what holds something counts."""
    rows = '<row r="1"><c r="A1" t="inlineStr"><is><t>指標</t></is></c></row>'
    rows += "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in (9000, 1048576))
    (found,) = sheets_of(changed({SHEET: sheet(rows)}))
    assert list(found.cells) == [(1, 1)]


def test_a_date_that_no_calendar_has_is_an_error_of_its_cell() -> None:
    """And no traceback: the cell says so."""

    def far(book: Workbook) -> None:
        book.active["A1"] = 99999999
        book.active["A1"].number_format = "yyyy-mm-dd"
        book.active["A2"] = True

    (found,) = sheets_of(a_book(far))
    assert found.cells[1, 1].wrong == "error"
    assert found.cells[2, 1].text == "TRUE"


def test_readings_of_names_are_not_read() -> None:
    """Excel keeps the furigana of what was typed beside it."""
    text = '<si><t>指標</t><rPh sb="0" eb="2"><t>シヒョウ</t></rPh></si>'
    strings = f'<?xml version="1.0"?><sst xmlns="{MAIN}" count="1" uniqueCount="1">{text}</sst>'
    (found,) = sheets_of(changed({"xl/sharedStrings.xml": strings.encode()}))
    assert found.cells[1, 1].text == "指標"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ('指標,結果\n"RPA,5件\n'.encode(), "bad_csv"),
        (b"\x81\x20\xff\xff", "encoding"),
        (b"a\x00b", "encoding"),
        (b"," * MAX_COLUMNS, "too_big"),
        (b"\n" * (MAX_ROWS + 1), "too_big"),
        (b"a" * (archive.MAX_BYTES + 1), "too_big"),
        (b"a" * 200_000, "bad_csv"),
    ],
)  # fmt: skip
def test_what_is_no_csv(raw: bytes, code: str) -> None:
    """The same bounds for text."""
    with pytest.raises(WorkbookError) as error:
        csvfile.sheet_of(raw)
    assert error.value.trouble.code == code


@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_a_csv_with_any_delimiter(sign: str) -> None:
    """Excel's "Unicode text" has tabs."""
    sheet = csvfile.sheet_of(f"指標{sign}結果\r\nRPA{sign}5件\r\n".encode())
    assert [cell.text for cell in sheet.cells.values()] == ["指標", "結果", "RPA", "5件"]


def test_a_csv_runs_no_formulas() -> None:
    """What begins with = is marked as text, and read without the mark."""
    raw = csvfile.written([["=1+1", "@a", "+5件", "-", "'a"]])
    assert raw.decode("utf-8-sig") == "'=1+1,'@a,'+5件,-,'a\r\n"
    cells = csvfile.sheet_of(raw).cells.values()
    assert [cell.text for cell in cells] == ["=1+1", "@a", "+5件", "-", "'a"]


@pytest.mark.parametrize(
    ("name", "code"),
    [("a.xls", "old_excel"), ("a.xlsm", "macros"), ("a.xlsb", "macros"), ("a.pdf", "not_a_table"), ("b.xlsx", "no_file")],
)  # fmt: skip
def test_other_files(name: str, code: str, tmp_path: Path) -> None:
    """What to save it as is told by the name already."""
    if not name.startswith("b"):
        (tmp_path / name).write_bytes(a_book())
    with pytest.raises(WorkbookError) as error:
        sheets_in(tmp_path / name)
    assert error.value.trouble.code == code
