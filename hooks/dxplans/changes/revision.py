"""What somebody typed, a revision or a folder, to the snapshot it means."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dxplans.changes.repository import Repository, RevisionError
from dxplans.changes.snapshot import Folder, Snapshot, Tree, WorkingCopy
from dxplans.library import FOLDERS
from dxplans.settings import FILE


@contextmanager
def states(root: Path, base: str, head: str | None) -> Iterator[tuple[Snapshot, Snapshot]]:
    """The snapshots that *base* and *head* name; without *head* the files of *root* as they are.

    A name that git knows is a revision, any other an existing folder. RevisionError: it is neither.
    """
    try:
        repository: Repository | None = Repository.at(root)
        reason = None
    except RevisionError as error:
        repository, reason = None, error
    try:
        before = _state(root, base, repository, reason)
        if head is not None:
            yield before, _state(root, head, repository, reason)
        else:
            yield before, Folder(root) if repository is None else WorkingCopy(repository)
    finally:
        if repository is not None:
            repository.close()


def _state(
    root: Path, name: str, repository: Repository | None, reason: RevisionError | None
) -> Snapshot:
    try:
        if repository is not None:
            return Tree(repository, name)
    except RevisionError as error:
        reason = error
    folder = root / name
    if name and _is_folder(folder):
        if not (folder / FILE).is_file() and not any((folder / one).is_dir() for one in FOLDERS):
            raise RevisionError(
                f"フォルダー「{name}」に計画のデータがありません（{FILE} も plans/ もありません）。 / "
                f"The folder “{name}” holds no project (neither {FILE} nor plans/)."
            )
        return Folder(folder)
    raise reason or RevisionError(name)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False  # too long a name, or one that no folder can have
