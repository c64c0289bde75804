"""A sheet as read from any file: cells by row and column, as text and as what they are besides."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal

MAX_ROWS, MAX_COLUMNS = 5000, 200
"""A plan has some hundred KPIs at most: more is not a sheet of results."""
_LETTERS = 26
# What nobody can see: controls, zero-width spaces, marks that turn the direction of reading.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]"
)


def place(row: int, column: int) -> str:
    """How a spreadsheet calls a cell: row 7 of column 6 is F7."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def narrow(text: str) -> str:
    """*text* in ordinary width."""
    return unicodedata.normalize("NFKC", text)


def folded(text: str) -> str:
    """What two spellings have in common: width, case, spaces and line breaks do not count."""
    return re.sub(r"\s+", "", narrow(text)).casefold()


def one_line(text: str) -> str:
    """*text* on one line: what was only broken is joined, between Latin words by a space."""
    lines = [part.strip() for part in _INVISIBLE.sub("", text).splitlines()]
    joined = ""
    for part in lines:
        latin = joined[-1:].isascii() and part[:1].isascii() and joined and part
        joined += (" " if latin else "") + part
    return joined.replace("\t", " ").strip()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell that holds something.

    *text* is what a person sees there; *number* and *date* (as exact as it is shown) say what the
    program keeps. *wrong*: a formula without a stored value, or an error such as #REF!.
    """

    row: int
    column: int
    text: str
    number: float | None = None
    date: str | None = None
    wrong: Literal["formula", "error"] | None = None

    @property
    def place(self) -> str:
        """F7."""
        return place(self.row, self.column)


@dataclass(frozen=True, slots=True)
class Area:
    """Merged cells: the first and last row and column."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        """F7:F8."""
        return f"{place(self.top, self.left)}:{place(self.bottom, self.right)}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a sheet that hold something; *name* is None in a file without sheets (CSV)."""

    name: str | None
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict, repr=False)
    merged: tuple[Area, ...] = ()
    hidden: frozenset[int] = frozenset()

    @property
    def rows(self) -> dict[int, dict[int, Cell]]:
        """Row number to its cells by column, both in order."""
        found: dict[int, dict[int, Cell]] = {}
        for (row, column), cell in sorted(self.cells.items()):
            found.setdefault(row, {})[column] = cell
        return found

    def area(self, row: int, column: int) -> Area | None:
        """The merged cells that (*row*, *column*) belongs to."""
        return next(
            (
                area
                for area in self.merged
                if area.top <= row <= area.bottom and area.left <= column <= area.right
            ),
            None,
        )

    def seen(self, row: int, column: int) -> Cell | None:
        """The cell that a person sees at (*row*, *column*): merged cells show their first."""
        if found := self.cells.get((row, column)):
            return found
        area = self.area(row, column)
        return self.cells.get((area.top, area.left)) if area else None
