"""A project's files to prints of their contents; a file that has not been touched is not read again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dxplans.library import FOLDERS

Stamp = tuple[int, int, int]
"""When a file was last written, its size, and which file of the disk it is."""
_OTHERS = ("locales", "theme_overrides")
_ALONE = ("LICENSE-CONTENT",)
HIDDEN = "."


def print_of(content: bytes) -> str:
    """What tells *content* from any other."""
    return hashlib.sha256(content).hexdigest()[:32]


@dataclass(slots=True)
class Files:
    """The files that pages are made from, by their names in the project."""

    root: Path
    known: dict[str, tuple[Stamp, str]] = field(default_factory=dict)

    def look(self) -> dict[str, Stamp]:
        """The files there are now, and their stamps."""
        found: dict[str, Stamp] = {}
        for folder in (*FOLDERS, *_OTHERS):
            found.update(_below(f"{self.root}{os.sep}{folder}", folder))
        for name in _ALONE:
            if (self.root / name).is_file():
                found[name] = _stamp((self.root / name).stat())
        return found

    def prints(self, stamps: dict[str, Stamp]) -> dict[str, str]:
        """The prints of those files; what has been moved away meanwhile has none."""
        known: dict[str, tuple[Stamp, str]] = {}
        for name, stamp in stamps.items():
            before = self.known.get(name)
            if before is not None and before[0] == stamp:
                known[name] = before
                continue
            try:
                known[name] = (stamp, print_of((self.root / name).read_bytes()))
            except OSError:
                continue
        self.known = known
        return {name: found for name, (_stamp, found) in known.items()}


def _below(folder: str, name: str) -> Iterator[tuple[str, Stamp]]:
    try:
        found = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in found:
        if entry.name.startswith(HIDDEN):
            continue
        if entry.is_dir():
            yield from _below(entry.path, f"{name}/{entry.name}")
        else:
            try:
                yield f"{name}/{entry.name}", _stamp(entry.stat())
            except OSError:  # an editor has just moved it away
                continue


def _stamp(status: os.stat_result) -> Stamp:
    return status.st_mtime_ns, status.st_size, status.st_ino
