"""Lines to a workbook, written as what it is: a zip with a few parts of XML.

A row says nowhere which row it is: it is the next one. So a script can leave rows out. It costs a
fraction of what a library for workbooks takes, which counts where there are thousands of them.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable
from functools import lru_cache
from io import BytesIO
from xml.sax.saxutils import escape

from dxplans.workbench.lines import COLUMNS, OURS, Cell, Line

TABLE = "xl/worksheets/sheet1.xml"
"""The part that holds the rows."""
_ABOUT = "xl/worksheets/sheet2.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PLAIN, _HEADING, _OWN, _TITLE = 0, 1, 2, 3
_WIDE = {"title": 30, "plan": 24, "name": 30, "ours": 48, "compare": 34, "reasons": 48, "source": 48,
         "rights": 48, "section": 24, "verb": 18, "when": 18, "unknown": 26, "page": 40, "id": 40}  # fmt: skip
_STYLES = tuple((name, _OWN if name in OURS else _PLAIN) for name, _heading in COLUMNS)
_NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f]")
"""What XML cannot hold."""
_QUOTE = {'"': "&quot;"}
_LONGEST = 32_000
"""A cell of a workbook holds no more than 32,767 characters."""


def workbook(
    names: tuple[str, str], headings: Iterable[str], lines: Iterable[Line], about: Iterable[str]
) -> bytes:
    """The file: the table of *lines*, and *about* on a second sheet. The same lines, the same bytes."""
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{_WIDE.get(name, 13)}" customWidth="1"/>'
        for n, (name, _heading) in enumerate(COLUMNS, 1)
    )
    table = (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane xSplit="2" '
        'ySplit="1" topLeftCell="C2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols><sheetData>{_row(headings, _HEADING)}{rows_of(lines)}</sheetData>"
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.6" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape"/></worksheet>'
    )
    return _packed([*_frame(names), (_ABOUT, _about(about)), (TABLE, table)])


def _frame(names: tuple[str, str]) -> list[tuple[str, str]]:
    """The parts that say what there is: two sheets and how cells look."""
    sheets = "".join(
        f'<sheet name="{escape(name, _QUOTE)}" sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, 1)
    )
    types = "".join(
        f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument'
        f'.spreadsheetml.{kind}+xml"/>'
        for name, kind in (
            ("xl/workbook.xml", "sheet.main"), ("xl/styles.xml", "styles"),
            (TABLE, "worksheet"), (_ABOUT, "worksheet"),
        )
    )  # fmt: skip
    book = f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'
    below = [("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"),
             ("styles", "styles.xml")]  # fmt: skip
    content = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/>{types}</Types>'
    )
    return [
        ("[Content_Types].xml", f"{_HEAD}{content}"),
        ("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml", f"{_HEAD}{book}"),
        ("xl/_rels/workbook.xml.rels", _relations(below)),
        ("xl/styles.xml", _styles()),
    ]


def rows_of(lines: Iterable[Line]) -> str:
    """The lines as rows of the table's part."""
    return "".join(
        f"<row>{''.join(_cell(line.get(name, ''), style) for name, style in _STYLES)}</row>"
        for line in lines
    )


def _packed(members: Iterable[tuple[str, str]]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode("utf-8"))
    return out.getvalue()


def _about(lines: Iterable[str]) -> str:
    rows = "".join(_row([line], _TITLE if at == 0 else _PLAIN) for at, line in enumerate(lines))
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><cols><col min="1" max="1" width="110" customWidth="1"/>'
        f"</cols><sheetData>{rows}</sheetData></worksheet>"
    )


def _row(cells: Iterable[Cell], style: int) -> str:
    return "<row>" + "".join(_cell(cell, style) for cell in cells) + "</row>"


def _cell(value: Cell, style: int) -> str:
    if isinstance(value, str):
        return _text(value, style)
    return f'<c s="{style}"><v>{value}</v></c>'


@lru_cache(maxsize=1000)
def _text(value: str, style: int) -> str:
    """A cell of words: the lines of a plan share most of theirs."""
    if not value:
        return f'<c s="{style}"/>'
    # Inline text is never read as a formula.
    text = escape(_NO_TEXT.sub("", value[:_LONGEST]))
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _styles() -> str:
    """Four looks of a cell: plain, a heading, a sentence of ours, a title."""
    fonts = ('<sz val="10"/>', '<b/><sz val="10"/><color rgb="FFFFFFFF"/>',
             '<i/><sz val="10"/><color rgb="FF08351F"/>', '<b/><sz val="14"/>')  # fmt: skip
    fills = ('<patternFill patternType="none"/>', '<patternFill patternType="gray125"/>',
             *(f'<patternFill patternType="solid"><fgColor rgb="FF{colour}"/></patternFill>'
               for colour in ("115A36", "E6F5EC")))  # fmt: skip
    wrap = '<alignment vertical="top" wrapText="1"/>'
    formats = "".join(
        f'<xf numFmtId="0" fontId="{font}" fillId="{fill}" borderId="0" xfId="0" applyFont="1" '
        f'applyFill="1" applyAlignment="1">{wrap}</xf>'
        for font, fill in ((0, 0), (1, 2), (2, 3), (3, 0))
    )
    font = "".join(f'<font>{inner}<name val="Yu Gothic"/></font>' for inner in fonts)
    fill = "".join(f"<fill>{inner}</fill>" for inner in fills)
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="{len(fonts)}">{font}</fonts>'
        f'<fills count="{len(fills)}">{fill}</fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="4">{formats}</cellXfs><cellStyles count="1"><cellStyle name="Normal" '
        'xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
