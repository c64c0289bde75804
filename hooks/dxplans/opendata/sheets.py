"""Rows to CSV files: each table twice, with Japanese headings and with names for programs."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from dxplans.opendata.columns import HEADINGS, Cell, Heading, Table, name
from dxplans.opendata.values import Data

BOM = "\ufeff"
"""Without it Excel reads the Japanese as something else."""


class Sheets:
    """Writes rows below *root* as they come, so that no table is ever held; a context manager."""

    def __init__(
        self, root: Path, tables: Iterable[Table], languages: tuple[tuple[str, str], ...]
    ) -> None:
        self.counts: dict[str, int] = {}
        self._stack = ExitStack()
        self._writers: dict[str, list[Any]] = {}
        self._headings: dict[str, tuple[Heading, ...]] = {}
        for table in tables:
            headings = tuple(table.headings(languages))
            self._headings[table.name], self.counts[table.name] = headings, 0
            self._writers[table.name] = [
                self._open(root / name(lang, table.name), lang, headings) for lang in HEADINGS
            ]

    def _open(self, path: Path, lang: str, headings: Iterable[Heading]) -> Any:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = self._stack.enter_context(path.open("w", encoding="utf-8", newline=""))
        file.write(BOM)
        writer = csv.writer(file)
        writer.writerow([one.title if lang == "ja" else one.name for one in headings])
        return writer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stack.close()

    def add(self, table: Table, row: Data) -> None:
        """Write *row*; a column that it lacks is empty. KeyError: it has one that *table* lacks."""
        if strange := row.keys() - {column.name for column in table.columns}:
            raise KeyError(f"{table.name}: {sorted(strange)}")
        cells = [_cell(row.get(one.column.name), one) for one in self._headings[table.name]]
        self.counts[table.name] += 1
        for writer in self._writers[table.name]:
            writer.writerow(cells)


def _cell(value: Any, heading: Heading) -> str:
    if value is None:
        return ""
    return shown(value.get(heading.lang) if heading.column.kind == "text" else value)


def shown(value: Cell) -> str:
    """A value as it stands in a cell: true, 33, 82.4, or nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
