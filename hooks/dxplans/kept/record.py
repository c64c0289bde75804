"""What is known of the pages of the last build, to a file and back; a damaged one says nothing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dxplans.kept.store import Kept
from dxplans.kept.trace import Key

FORMAT = 1
OTHER = ""
"""The print of what nothing is known of: no print is like it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was made: what it was, what was read for it, its files, its part of the index."""

    spec: str
    """The print of its template, its subject and its source."""
    reads: frozenset[int]
    """The numbers of the keys that were noted."""
    files: tuple[Kept, ...]
    found: Kept | None
    """What the search takes in of it; None if it is not searched."""


@dataclass(slots=True)
class Record:
    """All pages of one build by their addresses, and the prints of what was read for them."""

    shared: str = OTHER
    keys: dict[Key, int] = field(default_factory=dict)
    """Everything that was noted, numbered."""
    prints: list[str] = field(default_factory=list)
    pages: dict[str, Page] = field(default_factory=dict)

    def number(self, key: Key) -> int:
        """The number of what was noted."""
        found = self.keys.setdefault(key, len(self.prints))
        if found == len(self.prints):
            self.prints.append(OTHER)
        return found

    def kept(self) -> Iterator[Kept]:
        """Every file that is kept for a page."""
        for page in self.pages.values():
            yield from page.files
            if page.found is not None:
                yield page.found

    def write(self, path: Path) -> None:
        """Write it, or leave *path* as it is where that cannot be."""
        used = sorted({number for page in self.pages.values() for number in page.reads})
        new = {number: place for place, number in enumerate(used)}
        keys = list(self.keys)
        data = {
            "format": FORMAT,
            "shared": self.shared,
            "keys": [keys[number] for number in used],
            "prints": [self.prints[number] for number in used],
            "pages": {
                name: [
                    page.spec,
                    sorted(new[number] for number in page.reads),
                    [[one.name, one.print, one.size, one.time] for one in page.files],
                    page.found and [page.found.print, page.found.size, page.found.time],
                ]
                for name, page in self.pages.items()
            },
        }
        aside = path.with_suffix(f".{os.getpid()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), "utf-8")
            aside.replace(path)
        except OSError:
            aside.unlink(missing_ok=True)


def read_record(path: Path) -> Record:
    """The record in *path*; one that knows nothing if there is none, or it is damaged."""
    try:
        data = json.loads(path.read_bytes())
        return _record(data) if data["format"] == FORMAT else Record()
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return Record()


def _record(data: dict[str, Any]) -> Record:
    keys = {tuple(map(_text, key)): number for number, key in enumerate(data["keys"])}
    prints = [_text(one) for one in data["prints"]]
    if len(keys) != len(prints):
        raise ValueError(len(keys))
    pages = {
        name: Page(
            _text(spec),
            frozenset(reads),
            tuple(Kept(_name(one), _print(found), int(size), int(time)) for one, found, size, time in files),
            found and Kept("", _print(found[0]), int(found[1]), int(found[2])),
        )
        for name, (spec, reads, files, found) in data["pages"].items()
    }  # fmt: skip
    if not all(number in range(len(keys)) for page in pages.values() for number in page.reads):
        raise ValueError("reads")
    return Record(_text(data["shared"]), keys, prints, pages)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _print(value: object) -> str:
    """A print; it becomes the name of a file, so it may be nothing else."""
    found = _text(value)
    if len(found) != len(bytes.fromhex(found)) * 2 or len(found) < 32 or not found.isalnum():  # noqa: PLR2004
        raise ValueError(found)
    return found


def _name(value: object) -> str:
    """The name of a file in a site; it leads nowhere else."""
    found = _text(value)
    if found.startswith("/") or "\\" in found or ":" in found or ".." in found.split("/"):
        raise ValueError(found)
    return found
