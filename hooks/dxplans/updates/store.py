"""What was made of commits already: commits never change, only the code that tells of them does."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from dxplans.changes.naming import Name
from dxplans.changes.sentence import Pair
from dxplans.updates.record import Recorded, Told, Update

FOLDER = Path(".cache") / "updates"
_CODE = ("changes", "check", "model", "source", "updates", "library.py", "pofile.py", "fiscal.py")
"""The modules that decide which sentences are made."""


@cache
def digest() -> str:
    """A hash of the code that makes sentences."""
    package = Path(__file__).parents[1]
    found = hashlib.sha256()
    for name in _CODE:
        path = package / name
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.suffix in {".py", ".yaml"}:
                found.update(f"{file.relative_to(package).as_posix()}\n".encode())
                found.update(file.read_bytes())
    return found.hexdigest()[:16]


class Store:
    """The records of a project's commits, kept in one file of its cache."""

    def __init__(self, root: Path) -> None:
        self.file = root / FOLDER / f"{digest()}.json"

    def read(self) -> dict[str, Recorded]:
        """The records by their commits; none if the file is absent or damaged."""
        try:
            data = json.loads(self.file.read_text("utf-8"))
            return {commit: from_data(commit, one) for commit, one in data.items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}

    def write(self, records: Iterable[Recorded]) -> None:
        """Keep *records* and nothing else; those of older code are removed."""
        text = json.dumps({one.commit: as_data(one) for one in records}, ensure_ascii=False)
        self.file.parent.mkdir(parents=True, exist_ok=True)
        aside = self.file.with_suffix(f".{os.getpid()}")
        aside.write_text(text, "utf-8")
        aside.replace(self.file)
        for other in self.file.parent.glob("*.json"):
            if other != self.file:
                other.unlink(missing_ok=True)


def as_data(one: Recorded) -> dict[str, Any]:
    """*one* for JSON."""
    return {
        "time": one.time, "withdrawn": dict(one.withdrawn), "renamed": dict(one.renamed),
        "updates": [
            {
                "key": u.key, "publisher": u.publisher, "edition": u.edition,
                "named": _of_name(u.named), "title": _of_name(u.title),
                "changes": [of_told(t) for t in u.changes],
            }
            for u in one.updates
        ],
    }  # fmt: skip


def from_data(commit: str, data: Mapping[str, Any]) -> Recorded:
    """What :func:`as_data` made of a commit; KeyError or TypeError if it is not that."""
    time = int(data["time"])
    return Recorded(
        commit, time,
        tuple(
            Update(
                commit, time, u["key"], u["publisher"], u["edition"], _name(u["named"]), _name(u["title"]),
                tuple(to_told(t) for t in u["changes"]),
            )
            for u in data["updates"]
        ),
        data["withdrawn"], data["renamed"],
    )  # fmt: skip


def of_told(t: Told) -> dict[str, Any]:
    """One change for JSON."""
    return {
        "kind": t.kind, "about": _of_name(t.about), "text": _of_name(t.text),
        "page": t.page, "source": t.source, "rank": t.rank,
        "pairs": [[p.before, p.after] for p in t.pairs],
        "pairs_en": [[p.before, p.after] for p in t.pairs_en],
        "cells": [_of_name(t.item), _of_name(t.old), _of_name(t.new)],
    }  # fmt: skip


def to_told(t: Mapping[str, Any]) -> Told:
    """What :func:`of_told` made of a change; KeyError or TypeError if it is not that."""
    return Told(
        t["kind"], Name(*t["about"]), Name(*t["text"]), t["page"], t["source"], t["rank"],
        tuple(Pair(*p) for p in t["pairs"]), tuple(Pair(*p) for p in t["pairs_en"]),
        *(_name(one) for one in t["cells"]),
    )  # fmt: skip


def _of_name(name: Name | None) -> list[str | None] | None:
    return None if name is None else [name.ja, name.en]


def _name(data: list[Any] | None) -> Name | None:
    return None if data is None else Name(*data)
