"""Files that are no data to changes: hand-written pages one by one, all else in a line each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dxplans.changes.change import Change, Subject
from dxplans.changes.difference import Operation
from dxplans.changes.naming import Name
from dxplans.changes.snapshot import Snapshot
from dxplans.changes.translations import is_catalogue
from dxplans.library import FOLDERS
from dxplans.settings import FILE

_PAGE = re.compile(r"docs/(?P<path>.+?)(?:\.(?P<lang>[a-z]{2,3}))?\.md")
_TITLE = re.compile(r"^(?:title:|#)\s*(\S.*?)\s*$", re.MULTILINE)
_CODE = (
    "hooks/", "theme_overrides/", "tests/", "bench/", "schema/", ".github/", ".ci/", "package.json",
    "package-lock.json", "pyproject.toml", "requirements.lock", "requirements-dev.lock", "Makefile",
)  # fmt: skip
_DATA = tuple(f"{folder}/" for folder in FOLDERS if folder != "a11y")
"""Folders that hold data alone; a11y/ has what the audit keeps beside it."""
_PROJECT = Subject("project")
_SHOWN = 200
"""So many names of files are kept."""


def other_changes(before: Snapshot, after: Snapshot, names: Sequence[str]) -> Iterator[Change]:
    """The changes of *names*, none of which is a file of the format."""
    rest: dict[str, list[str]] = {"program": [], "file": []}
    for name in names:
        if is_catalogue(name):
            continue
        match = _PAGE.fullmatch(name)
        old, new = before.read(name), after.read(name)
        if match is not None:
            yield _page(name, match, old, new)
        elif name == FILE:
            yield Change(
                "setting", _operation(old, new), _PROJECT, name, name, facts=_lines(old, new)
            )
        elif name.startswith(_DATA) and not name.endswith(("/README.md", "/README.ja.md")):
            # In a folder of data, and no data: a workbook, or a file that is not where it belongs.
            yield Change("file", _operation(old, new), _PROJECT, name, name, facts={"data": True})
        else:
            rest["program" if name.startswith(_CODE) else "file"].append(name)
    for kind, files in rest.items():
        if files:
            facts = {"count": len(files), "files": files[:_SHOWN]}
            yield Change(kind, "changed", _PROJECT, files[0], files[0], facts=facts)


def _page(name: str, match: re.Match[str], old: bytes | None, new: bytes | None) -> Change:
    path = match["path"]
    address = "" if path == "index" else f"{path.removesuffix('/index')}/"
    text = (new if new is not None else old or b"").decode("utf-8", "replace")
    title = _TITLE.search(text)
    called = title[1] if title else path
    change = Change(
        "page", _operation(old, new), Subject("page", path, None, Name(called, called)), name, name,
        facts={**_lines(old, new), "language": match["lang"] or "ja"},
    )  # fmt: skip
    return replace(change, page_before=None if old is None else address,
                   page_after=None if new is None else address)  # fmt: skip


def _operation(old: bytes | None, new: bytes | None) -> Operation:
    if old is None:
        return "added"
    return "changed" if new is not None else "removed"


def _lines(old: bytes | None, new: bytes | None) -> dict[str, int]:
    """How many lines came and went, wherever they stand."""
    before, after = (Counter((side or b"").splitlines()) for side in (old, new))
    return {"lines_added": (after - before).total(), "lines_removed": (before - after).total()}
