"""A state of the project: its files by name, read only when they are asked for."""

from __future__ import annotations

import hashlib
import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path
from typing import TypeVar, cast

from dxplans.changes.repository import Repository

T = TypeVar("T")
_MADE = frozenset({
    ".git", ".venv", ".cache", ".hypothesis", "node_modules", "site", "dist", "__pycache__",
})  # fmt: skip
"""Folders that the project's own commands make: no part of it."""
_MOST = 4000
"""So much is remembered before it is forgotten, however long a history is read."""


class Snapshot(ABC):
    """The files of a project at one time."""

    def __init__(self, memo: dict[object, object] | None = None) -> None:
        self._memo = {} if memo is None else memo
        self._made: dict[tuple[Hashable, str], object] = {}

    @abstractmethod
    def read(self, name: str) -> bytes | None:
        """The content of the file *name*; None if there is no such file."""

    @abstractmethod
    def files(self) -> dict[str, str]:
        """Every file's name, with the id that git gives its content."""

    def remember(self, name: str, make: Callable[[bytes | None], T], key: Hashable) -> T:
        """What *make* makes of the file *name*: read once, and made once for each content.

        *key* says what is made; *make* may depend on the name besides.
        """
        if (key, name) not in self._made:
            content = self.read(name)
            known = (key, name, _id(content))
            if known not in self._memo:
                if len(self._memo) > _MOST:
                    self._memo.clear()
                self._memo[known] = make(content)
            self._made[key, name] = self._memo[known]
        return cast("T", self._made[key, name])


class Tree(Snapshot):
    """A tree in a git repository; its files are never written anywhere."""

    def __init__(self, repository: Repository, revision: str, identity: str | None = None) -> None:
        """RevisionError: git knows no such *revision*. With its *identity* git is not asked."""
        super().__init__(repository.memo)
        self.repository = repository
        self.id = identity or repository.tree(revision)
        self.known: dict[str, str] = {}
        """Ids of contents that a comparison has met: quicker than a name, and sure."""

    def read(self, name: str) -> bytes | None:
        """The content of a file; of a symbolic link, its target."""
        path = f"{self.id}:{self.repository.prefix}{name}"
        return self.repository.content(self.known.get(name, path))

    def files(self) -> dict[str, str]:
        """Every file in the tree."""
        return self.repository.files(self.id)


class Nothing(Snapshot):
    """The state before the first commit: no file at all."""

    def read(self, name: str) -> bytes | None:  # noqa: ARG002 - whichever it is
        """Nothing."""
        return None

    def files(self) -> dict[str, str]:
        """None."""
        return {}


class Folder(Snapshot):
    """A folder as it is now, such as a zip download."""

    def __init__(self, root: Path) -> None:
        super().__init__()
        self.root = root
        self._inside = root.resolve()

    def read(self, name: str) -> bytes | None:
        """The content of a file; of a symbolic link its target, so that nothing outside is read."""
        path = self.root / name
        try:
            if path.is_symlink():
                return os.fsencode(path.readlink())
            if not path.parent.resolve().is_relative_to(self._inside):
                return None
            return path.read_bytes()
        except (OSError, ValueError):
            return None

    def files(self) -> dict[str, str]:
        """Every file in the folder but what the project's commands make."""
        found = {}
        for path in _walk(self.root):
            name = path.relative_to(self.root).as_posix()
            content = self.read(name)
            if content is not None:
                found[name] = _id(content)
        return found


class WorkingCopy(Folder):
    """The files of a git repository as they are now, edits and new files included."""

    def __init__(self, repository: Repository) -> None:
        super().__init__(repository.root)
        self.repository = repository


def changed_files(before: Snapshot, after: Snapshot) -> tuple[str, ...]:
    """The names of the files that differ, in order; nothing else is looked at where git can tell."""
    if isinstance(before, Tree) and isinstance(after, Tree | WorkingCopy):
        names = _by_git(before, after)
    else:
        old, new = before.files(), after.files()
        names = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    return tuple(sorted(names))


def _by_git(before: Tree, after: Tree | WorkingCopy) -> set[str]:
    touched = before.repository.between(before.id, after.id if isinstance(after, Tree) else None)
    for one in touched:
        if one.before:
            before.known[one.name] = one.before
        if one.after and isinstance(after, Tree):
            after.known[one.name] = one.after
    if isinstance(after, Tree):
        return {one.name for one in touched}
    return {one.name for one in touched if before.read(one.name) != after.read(one.name)}


def _walk(root: Path) -> Iterator[Path]:
    for folder, below, names in os.walk(root):
        below[:] = sorted(name for name in below if name not in _MADE)
        yield from (Path(folder, name) for name in sorted(names))


def _id(content: bytes | None) -> str:
    if content is None:
        return ""
    # As git does, so that a folder and a tree can be compared by ids alone.
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()
