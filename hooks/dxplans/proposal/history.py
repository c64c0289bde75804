"""A commit to the files in it and to what changed since, as git tells it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dxplans.build import BuildError

_FILES = frozenset({"100644", "100755"})
"""The modes of files; links and other repositories inside this one have others."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A file, or what is not one, in a commit."""

    name: str
    sha: str
    is_file: bool


def git(root: Path, *arguments: str, given: bytes = b"") -> bytes:
    """What git prints; BuildError with its own words if it refuses."""
    try:
        done = subprocess.run(  # noqa: S603 - git, with arguments written here
            ["git", *arguments],  # noqa: S607 - looked up on PATH on purpose
            cwd=root, input=given, capture_output=True, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        raise BuildError("git がありません / There is no git") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise BuildError(f"git {arguments[0]}: {said}")
    return done.stdout


def commit_of(root: Path, name: str) -> str:
    """The whole name of the commit *name*; BuildError if there is none."""
    if name.startswith("-"):
        raise BuildError(f"変更の名前ではありません / Not a commit: {name}")
    found = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return found.decode().split()[-1]


def blobs(root: Path, commit: str, folders: Sequence[str]) -> Iterator[Blob]:
    """Everything below *folders* in *commit*."""
    listing = git(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *folders)
    for row in _names(listing):
        head, _tab, name = row.partition("\t")
        mode, kind, sha = head.split()
        yield Blob(name, sha, kind == "blob" and mode in _FILES)


def contents(root: Path, found: Sequence[Blob]) -> Iterator[bytes]:
    """The bytes of each of the files *found*, in their order."""
    asked = "".join(f"{blob.sha}\n" for blob in found).encode()
    answer = git(root, "cat-file", "--batch", given=asked)
    at = 0
    for _blob in found:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[2])
        yield answer[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


def changed(root: Path, base: str, head: str | None = None) -> tuple[str, ...]:
    """The files that differ between *base* and *head*, or the working copy with its new files."""
    names = _names(
        git(root, "diff", "--name-only", "--no-renames", "-z", base, *([head] if head else []))
    )
    if head is None:
        names += _names(git(root, "ls-files", "-z", "--others", "--exclude-standard"))
    return tuple(sorted(set(names)))


def unsaved(root: Path, folders: Sequence[str]) -> tuple[str, ...]:
    """The files below *folders* that differ from the last commit."""
    return tuple(name for name in changed(root, "HEAD") if name.split("/")[0] in folders)


def _names(listing: bytes) -> list[str]:
    return [name for name in listing.decode("utf-8", "replace").split("\0") if name]
