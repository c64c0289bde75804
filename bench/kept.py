"""Measurements to files that outlive the run: what is finished is not measured again.

Each is kept under its name and all that it depends on (code, size, versions, limits), so that a
change of any of these measures anew and everything else is taken as it is.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

_IGNORED = {"__pycache__", "node_modules", ".cache"}


class Kept:
    """The finished measurements in a folder; *resume*: those that are there are believed."""

    def __init__(self, folder: Path, *, resume: bool = False) -> None:
        self.folder = folder
        self.resume = resume

    def get(self, name: str, depends: Mapping[str, object], make: Callable[[], Any]) -> Any:
        """The JSON value kept as *name* for *depends*, or what *make* gives, which is then kept."""
        path = self._path(name, depends)
        if self.resume and (known := self.peek(name, depends)) is not None:
            return known
        # What is given is what would be read: tuples are lists in both.
        text = json.dumps({"depends": depends, "value": make()}, ensure_ascii=False, indent=1)
        self.folder.mkdir(parents=True, exist_ok=True)
        half = path.with_suffix(f".{os.getpid()}")
        half.write_text(text, encoding="utf-8")
        half.replace(path)  # a run that is stopped here leaves the old one or none
        return json.loads(text)["value"]

    def peek(self, name: str, depends: Mapping[str, object]) -> Any:
        """The JSON value kept as *name* for *depends*; None without one."""
        path = self._path(name, depends)
        return json.loads(path.read_text(encoding="utf-8"))["value"] if path.is_file() else None

    def _path(self, name: str, depends: Mapping[str, object]) -> Path:
        key = json.dumps(depends, sort_keys=True, ensure_ascii=False)
        digest = hashlib.sha256(key.encode()).hexdigest()[:12]
        return self.folder / f"{name}-{digest}.json"


def fingerprint(root: Path, names: Iterable[str]) -> str:
    """One hash of the files and folders *names* below *root*: their places and their bytes."""
    digest = hashlib.sha256()
    for name in sorted(names):
        place = root / name
        files = sorted(place.rglob("*")) if place.is_dir() else [place]
        for path in files:
            if path.is_file() and not _IGNORED & set(path.relative_to(root).parts):
                digest.update(path.relative_to(root).as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]
