"""What a table of the open data is: its columns, each with both headings, its kind and its meaning."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

ColumnKind = Literal["string", "text", "integer", "number", "boolean", "date", "year", "code"]
"""``text`` stands once for each language; ``date`` is as exact as it is known: 2026, 2026-03 or
2026-03-31; ``year`` is a fiscal year by the calendar year it begins in; ``code`` a word of a list."""
Whose = Literal["printed", "ours", ""]
Cell = str | float | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column. *title* is its Japanese heading, *name* its English one and its name for programs."""

    name: str
    title: str
    kind: ColumnKind = "string"
    about: str = ""
    codes: str = ""
    """The list in ``codes`` that a ``code`` is from."""
    whose: Whose = ""
    """Whether a ``text`` carries over as printed or is in the words of this site."""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A column as it stands in a file: its heading in either file, and the language of a text."""

    column: Column
    name: str
    title: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table, one file for each of the two kinds of headings; *key* tells its rows apart."""

    name: str
    title: str
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    def headings(self, languages: Iterable[tuple[str, str]]) -> Iterator[Heading]:
        """The columns as they stand in the files of a site with *languages* (code and name)."""
        pairs = tuple(languages)
        for column in self.columns:
            if column.kind != "text":
                yield Heading(column, column.name, column.title)
                continue
            for code, name in pairs:
                title = f"{column.title}（{name}）"
                yield Heading(column, f"{column.name}_{code}", title, code)


def name(lang: str, table: str) -> str:
    """The published name of a table with headings in *lang*: ``data/kpis.en.csv``."""
    return f"data/{table}.{lang}.csv"


HEADINGS = ("ja", "en")
"""The two kinds of headings: Japanese, and names that programs use."""
