"""Git's log to commits with the data files that they touch, newest first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from dxplans.changes.repository import Repository, Touched, touched
from dxplans.library import kind_of
from dxplans.model.search import SEARCH_KINDS

_SILENT = frozenset(
    {
        *SEARCH_KINDS,
        "phrases",
        "furigana",
        "criteria",
        "policy",
        "judgements",
        "guide",
        "comparison",
    }
)
"""Data that helps to find, to read or to work, and of which no reader is told."""
_CATALOGUE = re.compile(r"locales/[^/]+/(?:plans/.+|glossary|themes|questions|corrections)\.po")
_HEAD = b"commit "


@dataclass(frozen=True, slots=True)
class Commit:
    """A step of the history: its tree, that of its first parent, and the data that differs."""

    id: str
    time: int
    """When it was committed, in seconds since 1970."""
    tree: str
    before: str | None
    """None for the first commit of all."""
    files: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class Log:
    """The commits, and whether there are older ones that this copy does not have."""

    commits: tuple[Commit, ...]
    cut: bool


def is_told(name: str) -> bool:
    """Whether a change to the file *name* may be told to readers."""
    found = kind_of(name)
    return _CATALOGUE.fullmatch(name) is not None or (found is not None and found[0] not in _SILENT)


def log_of(repository: Repository) -> Log:
    """The history of the current commit along first parents: a merge is told as one step.

    RevisionError: git cannot tell it, as where nothing is committed yet.
    """
    raw = repository.ask(
        "-c", "log.showRoot=true", "log", "--first-parent", "-m", "--raw", "-z", "--no-renames",
        "--relative", "--no-abbrev", "--no-ext-diff", "--no-textconv", "--no-color", "--no-notes",
        "--no-show-signature", "--no-decorate", "--ignore-submodules=all", "--format=commit %H %T %ct",
    )  # fmt: skip
    heads = _heads(raw)
    cut = _cut_at(repository)
    found = []
    for (identity, tree, time, files), before in zip(heads, [*heads[1:], None], strict=True):
        if before is None and identity in cut:
            continue  # its parent is not here: everything would seem to be new
        kept = tuple(one for one in touched(files) if is_told(one.name))
        found.append(Commit(identity, time, tree, before[1] if before else None, kept))
    return Log(tuple(found), bool(cut))


def _heads(raw: bytes) -> list[tuple[str, str, int, bytes]]:
    """Id, tree, time and raw lines of each commit."""
    found: list[tuple[str, str, int, list[bytes]]] = []
    is_name = False  # a file may be called like a commit's line
    for part in raw.split(b"\0"):
        line = part.lstrip(b"\n")
        if is_name:
            found[-1][3].append(part)
            is_name = False
        elif line.startswith(_HEAD):
            identity, tree, time = line.removeprefix(_HEAD).decode().split()
            found.append((identity, tree, int(time), []))
        elif line.startswith(b":"):
            found[-1][3].append(line)
            is_name = True
    return [(identity, tree, time, b"\0".join(parts)) for identity, tree, time, parts in found]


def _cut_at(repository: Repository) -> frozenset[str]:
    """The commits whose parents a shallow clone does not have."""
    name = repository.ask("rev-parse", "--git-path", "shallow").decode().rstrip("\n")
    try:
        return frozenset(Path(repository.root, name).read_text("ascii").split())
    except FileNotFoundError:
        return frozenset()
