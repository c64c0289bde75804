"""Files' contents to what was found in them before: a folder of plain JSON, made anew when in doubt.

A record is taken for the same bytes, read by the same code, and for nothing else. It holds no code:
whoever plants one can at most have a file found right that is wrong, on their own machine.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import markdown_it
import pydantic_core
import yaml

from dxplans.problem import Mark, Problem

FOLDER = ".cache/checked"
_IGNORE = ".gitignore"
"""So that nobody puts records into git, whose project has no such rule."""
_AT_HAND = 16
"""Of so many groups the data are kept in memory, when they may soon be asked for again."""
Row = dict[str, Any]


def digest_of(content: bytes) -> str:
    """What only the same content has."""
    return hashlib.blake2b(content, digest_size=20).hexdigest()


@cache
def code() -> str:
    """A digest of the code that reads and checks, and of what it stands on."""
    package = Path(__file__).parent
    found = hashlib.blake2b(digest_size=20)
    for folder, folders, files in os.walk(package):
        folders.sort()
        for name in sorted(name for name in files if name.endswith(".py")):
            path = os.path.join(folder, name)  # noqa: PTH118 - hundreds of them, at every start
            with open(path, "rb") as file:  # noqa: PTH123
                found.update(f"{path[len(str(package)) :]}\n".encode() + file.read())
    stack = (sys.version, yaml.__version__, pydantic_core.__version__, markdown_it.__version__)
    found.update(repr(stack).encode())
    return found.hexdigest()


class Records:
    """The records of the project at *root*, by groups of files that are read together.

    Each group has two files: rows, one for each file of the project, and the data of those whose
    row has none. Whatever cannot be read or was not made by this code is as if it were not there.
    """

    def __init__(self, root: Path) -> None:
        self.folder = root / FOLDER
        self._rows: dict[str, dict[str, Row]] = {}
        self._data: OrderedDict[str, dict[str, Any]] = OrderedDict()
        self._unsaved: set[str] = set()

    def rows(self, group: str) -> Mapping[str, Row]:
        """The rows of a group, by the names of its files."""
        if group not in self._rows:
            self._rows[group] = self._read(_file(group, "rows"))
        return self._rows[group]

    def done(self, group: str) -> None:
        """Nobody asks for the rows of a group any more."""
        self._rows.pop(group, None)

    def data(self, group: str, name: str, digest: str) -> Any:
        """The data of a file with a content, None if there are none."""
        if group not in self._data:
            self._hold(group, self._read(_file(group, "data")))
        self._data.move_to_end(group)
        known = self._data[group].get(name)
        return known[1] if isinstance(known, list) and known[0] == digest else None

    def keep_data(self, group: str, data: Mapping[str, tuple[str, Any]]) -> None:
        """Write the data of a group's files, each with the digest of its content."""
        listed = {name: list(pair) for name, pair in data.items()}
        if not self._write(_file(group, "data"), listed):
            self._unsaved.add(group)
        self._hold(group, listed)

    def keep_rows(self, group: str, rows: Mapping[str, Row]) -> None:
        """Write the rows of a group."""
        self._write(_file(group, "rows"), rows)

    def tidy(self, groups: Iterable[str]) -> None:
        """Remove what is not of these groups, which are all that there are."""
        wanted = {_IGNORE} | {_file(group, what) for group in groups for what in ("rows", "data")}
        with suppress(OSError):
            for entry in os.scandir(self.folder):
                if entry.name not in wanted and not entry.name.endswith(".new"):
                    os.unlink(entry.path)  # noqa: PTH108

    def rest(self) -> None:
        """Keep nothing in memory that can be read again."""
        self._rows.clear()
        for group in self._data.keys() - self._unsaved:
            del self._data[group]

    def _hold(self, group: str, data: dict[str, Any]) -> None:
        self._data[group] = data
        while len(self._data) > _AT_HAND:
            oldest = next((name for name in self._data if name not in self._unsaved), None)
            if oldest is None:
                return  # they could not be written, and are nowhere else
            del self._data[oldest]

    def _read(self, name: str) -> dict[str, Any]:
        try:
            head, _, body = (self.folder / name).read_bytes().partition(b"\n")
            if head != _head(body):
                return {}
            found = json.loads(body)
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, name: str, content: Mapping[str, Any]) -> bool:
        """Write aside, then put in place; whether there is room for it."""
        try:
            body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
            if not self.folder.is_dir():
                self.folder.mkdir(parents=True, exist_ok=True)  # another process may do the same
                (self.folder / _IGNORE).write_text("*\n", "utf-8")
            aside = self.folder / f"{name}-{os.getpid()}.new"
            aside.write_bytes(_head(body) + b"\n" + body)
            aside.replace(self.folder / name)
        except (OSError, ValueError, TypeError):
            return False
        return True


def group_of(name: str) -> str:
    """The group of a file: its publisher, or else its folder."""
    parts = name.split("/", 3)
    return "/".join(parts[:3]) if parts[0] == "plans" and len(parts) > 3 else parts[0]  # noqa: PLR2004 - plans/place/publisher/…


def _file(group: str, what: str) -> str:
    return f"{digest_of(group.encode('utf-8', 'surrogatepass'))}.{what}"


def _head(body: bytes) -> bytes:
    return f"dxplans {code()} {digest_of(body)}".encode()


def told(problems: Iterable[Problem]) -> list[list[Any]] | None:
    """Problems as plain JSON; None if one of them could not be had back from it."""
    rows = [[p.mark.line, p.mark.column, p.code, p.values, p.level] for p in problems]
    try:
        return rows if not rows or json.loads(json.dumps(rows)) == rows else None
    except (TypeError, ValueError):
        return None


def problems_in(rows: Iterable[list[Any]], file: str) -> list[Problem]:
    """The problems of a *file* that were ``told`` in a row."""
    return [
        Problem(Mark(file, line, column), code_, values, level)
        for line, column, code_, values, level in rows
    ]
