"""An edition and the one before it to what differs between them; kept until either changes.

The earlier edition is seen as if it stood where the later one stands: so what belongs together is
found by id, or by what it says, as between two states of one edition.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from dxplans.changes import Change, Folder, Snapshot, compare
from dxplans.updates.record import Told, told_of
from dxplans.updates.store import digest, of_told, to_told

FOLDER = Path(".cache") / "editions"
_KINDS = frozenset({
    "value", "dates", "strengthened", "weakened", "verb", "added", "removed", "renamed", "moved",
    "link", "text",
})  # fmt: skip
"""What a plan says; how this site reads, sorts and mends it is left out."""
_SUBJECTS = frozenset({"edition", "chapter", "initiative"})
_OURS = frozenset({
    "Plan.supersedes", "Plan.text", "Plan.summary", "Plan.reporting", "Chapter.summary", "Initiative.section",
    "GlossaryEntry.term", "GlossaryEntry.also", "Kpi.repeat_of",
})  # fmt: skip
"""Fields that are this site's own words, or say where something is printed."""


class Earlier(Snapshot):
    """A project in which the edition *now* is the edition *then*."""

    def __init__(self, base: Snapshot, then: str, now: str) -> None:
        super().__init__()
        self.base = base
        self._moves = ((f"plans/{now}/", f"plans/{then}/"),
                       (f"locales/en/plans/{now}.po", f"locales/en/plans/{then}.po"))  # fmt: skip

    def read(self, name: str) -> bytes | None:
        """The content of a file; of the edition *now* the earlier one's."""
        for now, then in self._moves:
            if name.startswith(now):
                return self.base.read(then + name.removeprefix(now))
        return self.base.read(name)

    def files(self) -> dict[str, str]:
        """As in the project: what is compared is named by the caller."""
        return self.base.files()


def between(root: Path, then: str, now: str) -> tuple[Told, ...]:
    """What differs between the editions *then* and *now*, pages in turn, in words."""
    files = {key: _files(root, key) for key in (then, now)}
    state = _state(root, files)
    kept = root / FOLDER / f"{now.replace('/', '-')}.json"
    known = _read(kept, state)
    if known is None:
        names = {f"plans/{now}/{name}" for found in files.values() for name in found}
        folder = Folder(root)
        changes = compare(Earlier(folder, then, now), folder, files=sorted(names))
        known = tuple(_placed(one, then, now) for one in changes if _is_said(one))
        _write(kept, state, known)
    return known


def _files(root: Path, key: str) -> list[str]:
    folder = root / "plans" / key
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.yaml"))]


def _state(root: Path, files: dict[str, list[str]]) -> str:
    """A hash of everything that the comparison depends on."""
    found = hashlib.sha256(digest().encode())
    for name in _inputs(files):
        path = root / name
        found.update(f"\n{name}\n".encode())
        found.update(path.read_bytes() if path.is_file() else b"")
    return found.hexdigest()


def _inputs(files: dict[str, list[str]]) -> Iterator[str]:
    for key, names in files.items():
        yield from (f"plans/{key}/{name}" for name in names)
        yield f"locales/en/plans/{key}.po"
        yield f"plans/{key.rpartition('/')[0]}/publisher.yaml"


def _is_said(change: Change) -> bool:
    return (
        change.kind in _KINDS
        and change.subject.type in _SUBJECTS
        and change.field not in _OURS
        and not (change.steps and change.steps[0].field in _OURS)
    )


def _placed(change: Change, then: str, now: str) -> Told:
    """*change* in words, with the earlier edition's page where the later one has none."""
    told = told_of(change)
    if change.page_after is None and change.page_before is not None:
        return replace(told, page=then + change.page_before.removeprefix(now))
    return told


def _read(file: Path, state: str) -> tuple[Told, ...] | None:
    """What is kept in *file*; None if it is of another state, absent or damaged."""
    try:
        data = json.loads(file.read_text("utf-8"))
        return tuple(map(to_told, data["changes"])) if data["state"] == state else None
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _write(file: Path, state: str, changes: tuple[Told, ...]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_suffix(f".{os.getpid()}")
    text = json.dumps({"state": state, "changes": list(map(of_told, changes))}, ensure_ascii=False)
    aside.write_text(text, "utf-8")
    aside.replace(file)
