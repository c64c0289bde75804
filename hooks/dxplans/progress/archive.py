"""An .xlsx from anybody to what is known of its parts before anything else reads it.

A workbook is a zip of XML. Every part is read once, within limits, by a parser that builds nothing:
so nothing too big, too deep or made to harm (zip bombs, XML entities) reaches the real reader. What
that reader does not tell — merged cells, hidden rows, formulas without a value — is noted here.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import IO
from xml.parsers import expat

from dxplans.progress.grid import MAX_COLUMNS, MAX_ROWS, Area
from dxplans.progress.troubles import WorkbookError

MAX_BYTES = 5_000_000
MAX_EXPANDED = 40_000_000
MAX_PARTS = 500
MAX_ELEMENTS = 400_000
MAX_DEPTH = 200
MAX_AREAS = 2000
_OLE, _ZIP = b"\xd0\xcf\x11\xe0", b"PK"
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
_CHUNK = 65536
_CELL = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")


@dataclass(slots=True)
class Part:
    """What is known of one sheet's part: how far its values reach, merged cells, hidden rows."""

    rows: int = 0
    columns: int = 0
    merged: list[Area] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    uncounted: set[tuple[int, int]] = field(default_factory=set)
    """Cells with a formula whose result is not stored."""


def parts_of(raw: bytes) -> dict[str, Part]:
    """Every part of the workbook *raw* by its name; WorkbookError if it is none that may be read."""
    if raw.startswith(_OLE):
        raise WorkbookError("old_excel")
    if not raw.startswith(_ZIP):
        raise WorkbookError("broken")
    if len(raw) > MAX_BYTES:
        raise _too_big(len(raw), MAX_BYTES, "バイト", "bytes")
    try:
        with zipfile.ZipFile(BytesIO(raw)) as archive:
            return _parts(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise WorkbookError("broken") from None


def _parts(archive: zipfile.ZipFile) -> dict[str, Part]:
    entries = archive.infolist()
    if len(entries) > MAX_PARTS:
        raise _too_big(len(entries), MAX_PARTS, "部品", "parts")
    size = sum(entry.file_size for entry in entries)
    if size > MAX_EXPANDED:
        raise _too_big(size, MAX_EXPANDED, "バイト(広げたとき)", "bytes when expanded")
    names = [entry.filename for entry in entries]
    if len(set(names)) != len(names):
        raise WorkbookError("broken")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise WorkbookError("macros")
    budget = [MAX_ELEMENTS]
    found = {}
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED or entry.compress_type not in _METHODS:
            raise WorkbookError("unsafe", found=entry.filename)
        with archive.open(entry) as stream:
            first = stream.read(_CHUNK)
            # Whatever a part is called, the reader may take it for XML if it looks like it.
            if first.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
                found[entry.filename] = _Scan(entry.filename, budget).read(first, stream)
    return found


def _too_big(found: int, limit: int, what: str, what_en: str) -> WorkbookError:
    return WorkbookError("too_big", found=found, limit=limit, what=what, what_en=what_en)


class _Scan:
    """One part, read by a parser that keeps nothing but what ``Part`` holds."""

    def __init__(self, name: str, budget: list[int]) -> None:
        self.name = name
        self.budget = budget
        self.part = Part()
        self.depth = 0
        self.row = 0
        self.column = 0
        self.cell = (False, False)
        """Whether the cell has a formula, and whether it has a value."""
        self.inside = False

    def read(self, first: bytes, stream: IO[bytes]) -> Part:
        """The part; WorkbookError if it is not well-formed, or holds what Excel never writes."""
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        try:
            chunk = first
            while chunk:
                parser.Parse(chunk, False)  # noqa: FBT003 - expat takes it by position alone
                chunk = stream.read(_CHUNK)
            parser.Parse(b"", True)  # noqa: FBT003 - the same
        except expat.ExpatError:
            raise WorkbookError("broken") from None
        return self.part

    def _doctype(self, *_declaration: object) -> None:
        raise WorkbookError("unsafe", found="DOCTYPE")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self.budget[0] -= 1
        self.depth += 1
        if self.budget[0] < 0:
            raise _too_big(MAX_ELEMENTS + 1, MAX_ELEMENTS, "要素", "elements")
        if self.depth > MAX_DEPTH:
            raise WorkbookError("unsafe", found=f"XML > {MAX_DEPTH}")
        match tag.rpartition(":")[2]:
            case "row":
                self.row = _whole(attributes.get("r"), self.row + 1)
                self.column = 0
                if attributes.get("hidden") in {"1", "true"}:
                    self.part.hidden.add(self.row)
            case "c":
                at = _CELL.fullmatch(attributes.get("r", ""))
                self.column = _number(at[1]) if at else self.column + 1
                self.row = int(at[2]) if at else self.row
                self.cell = (False, False)
            case "f":
                self.cell = (True, self.cell[1])
            case "v":
                self.inside = True
            case "is":
                self.cell = (self.cell[0], True)
            case "mergeCell":
                self._merge(attributes.get("ref", ""))

    def _text(self, text: str) -> None:
        if self.inside and text.strip():
            self.cell = (self.cell[0], True)

    def _end(self, tag: str) -> None:
        self.depth -= 1
        self.inside = False
        if tag.rpartition(":")[2] != "c" or self.cell == (False, False):
            return
        if not self.cell[1]:
            self.part.uncounted.add((self.row, self.column))
        self.part.rows = max(self.part.rows, self.row)
        self.part.columns = max(self.part.columns, self.column)
        if self.part.rows > MAX_ROWS:
            raise _too_big(self.part.rows, MAX_ROWS, "行", "rows")
        if self.part.columns > MAX_COLUMNS:
            raise _too_big(self.part.columns, MAX_COLUMNS, "列", "columns")

    def _merge(self, ref: str) -> None:
        ends = [_CELL.fullmatch(end) for end in ref.split(":")]
        if len(ends) == 2 and ends[0] and ends[1]:  # noqa: PLR2004 - from and to
            area = Area(int(ends[0][2]), _number(ends[0][1]), int(ends[1][2]), _number(ends[1][1]))
            self.part.merged.append(area)
        if len(self.part.merged) > MAX_AREAS:
            raise _too_big(len(self.part.merged), MAX_AREAS, "結合", "merged areas")


def _number(letters: str) -> int:
    """The number of the column that *letters* call: F is 6."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and re.fullmatch(r"[0-9]{1,7}", text) else otherwise
