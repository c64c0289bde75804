"""A proposal's commit to a working copy with its data and the code that was there before.

Whatever a pull request changes, only reviewed code looks at it: that of the branch it is for.
What the proposal changes outside its data is named and left.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath

from dxplans.build import BuildError
from dxplans.library import FOLDERS
from dxplans.problem import Mark, Problem
from dxplans.proposal.history import Blob, blobs, changed, commit_of, contents, unsaved

DATA = tuple(dict.fromkeys((*FOLDERS, "guide", "docs", "locales", "owners.yaml")))
"""Folders and files that decide what the site says, and never what is run."""
FILE = "taken.json"


@dataclass(frozen=True, slots=True)
class Taken:
    """What was done with a proposal's files."""

    commit: str
    left: tuple[str, ...] = ()
    """Changed files that are not data."""
    problems: tuple[Problem, ...] = ()
    """Links and the like, which are not taken."""
    changed: tuple[str, ...] = field(default=())
    """Changed files of data."""

    def write(self, folder: Path) -> None:
        """Keep it in *folder* for the commands that follow."""
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (folder / FILE).write_text(text, encoding="utf-8", newline="\n")


def read_taken(folder: Path) -> Taken | None:
    """What ``Taken.write`` kept in *folder*; None if nothing was."""
    if not (folder / FILE).is_file():
        return None
    data = json.loads((folder / FILE).read_text("utf-8"))
    problems = [
        Problem(Mark(**one["mark"]), one["code"], one["values"], one["level"])
        for one in data["problems"]
    ]
    return Taken(data["commit"], tuple(data["left"]), tuple(problems), tuple(data["changed"]))


def take(root: Path, name: str) -> Taken:
    """Put the data of the commit *name* in the place of *root*'s own.

    BuildError: there is no such commit, or *root*'s data has changes that would be lost.
    """
    commit = commit_of(root, name)
    if lost := unsaved(root, DATA):
        raise BuildError(
            f"まだコミットしていない変更が消えます。先にコミットするか、もどしてください。 / "
            f"Changes that are not committed would be lost: commit or undo them first: {lost[0]}"
        )
    names = changed(root, "HEAD", commit)
    found = list(blobs(root, commit, DATA))
    files = [blob for blob in found if blob.is_file and _safe(blob.name)]
    problems = [Problem(Mark(b.name), "not_a_file") for b in found if b not in files]
    _swap(root, files, contents(root, files))
    data = tuple(name for name in names if name.split("/")[0] in DATA)
    left = tuple(name for name in names if name not in data)
    return Taken(commit, left, tuple(problems), data)


def _safe(name: str) -> bool:
    """Whether *name* is below its folder on every system."""
    parts = PurePosixPath(name).parts
    return (
        name.isprintable()
        and "\\" not in name
        and not any(part in {".", ".."} or part.lower().rstrip(". ") == ".git" for part in parts)
    )


def _swap(root: Path, files: Sequence[Blob], texts: Iterable[bytes]) -> None:
    """Write all *files* aside, then put each folder in its place."""
    aside = root / ".cache" / "proposal-data"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    for blob, content in zip(files, texts, strict=True):
        path = aside / blob.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    for name in DATA:
        old = root / name
        if old.is_dir():
            shutil.rmtree(old)
        else:
            old.unlink(missing_ok=True)
        if (aside / name).exists():
            (aside / name).replace(old)
    shutil.rmtree(aside)
