"""A git repository to its trees and files: one process answers for all of them."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Self, cast

from dxplans.problem import StoppedError

_QUIET = {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
_PLAIN = ("git", "-c", "core.fsmonitor=false", "-c", "core.quotepath=true")
_SUBMODULE = b"160000"


class RevisionError(StoppedError):
    """A state that cannot be compared; the text says so in Japanese and English, with the cure."""


class NoGitError(RevisionError):
    """There is no git on this machine."""


@dataclass(frozen=True, slots=True)
class Touched:
    """A file that differs between two trees, with the ids of its contents if git knows them."""

    name: str
    before: str | None
    after: str | None


@dataclass(slots=True)
class Repository:
    """The git repository that *root* is in; names are relative to *root*. Close it after use."""

    root: Path
    prefix: str = ""
    memo: dict[object, object] = field(default_factory=dict)
    """What was made of contents that never change, by their ids."""
    _reader: subprocess.Popen[bytes] | None = None

    @classmethod
    def at(cls, root: Path) -> Self:
        """The repository around *root*; RevisionError if there is none or no git."""
        found = _run(root, "rev-parse", "--show-prefix")
        if found.returncode != 0:
            raise RevisionError(_no_repository(root, found.stderr))
        return cls(root, os.fsdecode(found.stdout.rstrip(b"\n")))

    def tree(self, revision: str) -> str:
        """The id of the tree that *revision* (commit, tag, branch or tree) stands for.

        RevisionError: git knows no such revision; in a shallow clone, with the cure for that.
        """
        asked = f"{revision}^{{tree}}"
        found = _run(self.root, "rev-parse", "--verify", "--quiet", "--end-of-options", asked)
        if found.returncode != 0:
            raise RevisionError(self._unknown(revision))
        return found.stdout.decode().strip()

    def between(self, before: str, after: str | None) -> tuple[Touched, ...]:
        """The files that differ between two trees; without *after* the working copy, new files too.

        The working copy may name files that turn out to be the same.
        """
        flags: tuple[str, ...] = ("--raw", "-z", "--no-renames", "--relative", "--no-abbrev")
        if after is not None:
            return touched(self.ask("diff-tree", "-r", *flags, before, after))
        flags = (*flags, "--no-ext-diff", "--no-textconv", "--ignore-submodules=all")
        known = touched(self.ask("diff", *flags, before, "--"))
        new = self.ask("ls-files", "-z", "--others", "--exclude-standard").split(b"\0")
        names = {one.name for one in known}
        fresh = (os.fsdecode(name) for name in new if name)
        return (*known, *(Touched(name, None, None) for name in fresh if name not in names))

    def files(self, tree: str) -> dict[str, str]:
        """Every file of *tree* below the root, with the id of its content."""
        # With a prefix ls-tree would take the working directory for a part of every path.
        inside = f"{tree}:{self.prefix}" if self.prefix else tree
        listing = self.ask("ls-tree", "-r", "-z", "--full-tree", inside)
        found = {}
        for line in filter(None, listing.split(b"\0")):
            head, _, name = line.partition(b"\t")
            mode, _kind, identity = head.split(b" ")
            if mode != _SUBMODULE:
                found[os.fsdecode(name)] = identity.decode()
        return found

    def content(self, thing: str) -> bytes | None:
        """The content of a blob, by its id or as ``tree:path``; None if there is none."""
        asked = os.fsencode(thing)
        if b"\n" in asked:
            return None
        reader = self._batch()
        inlet, outlet = _pipes(reader)
        inlet.write(asked + b"\n")
        inlet.flush()
        head = outlet.readline().split()
        if len(head) != 3 or head[1] not in {b"blob", b"tree", b"commit", b"tag"}:  # noqa: PLR2004
            return None  # «missing», with the name that was asked for before it
        body = outlet.read(int(head[2]) + 1)[:-1]
        return body if head[1] == b"blob" else None

    def close(self) -> None:
        """End the process that reads contents."""
        if self._reader is not None:
            inlet, outlet = _pipes(self._reader)
            with suppress(BrokenPipeError):
                inlet.close()
            outlet.close()
            self._reader.wait()
            self._reader = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def _batch(self) -> subprocess.Popen[bytes]:
        if self._reader is None:
            self._reader = subprocess.Popen(  # noqa: S603 - no word of it comes from a plan
                (*_PLAIN, "cat-file", "--batch"),
                cwd=self.root,
                env=_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._reader

    def ask(self, *arguments: str) -> bytes:
        """What git answers; RevisionError if it fails."""
        found = _run(self.root, *arguments)
        if found.returncode != 0:
            said = found.stderr.decode("utf-8", "replace").strip()
            raise RevisionError(f"gitが答えませんでした / git failed: {said}")
        return found.stdout

    def _unknown(self, revision: str) -> str:
        shallow = _run(self.root, "rev-parse", "--is-shallow-repository").stdout.strip()
        if shallow == b"true":
            return (
                f"「{revision}」が、この写しにはありません。履歴の一部だけの写し（shallow clone）です。"
                "`git fetch --unshallow` を実行してからやり直してください"
                "（GitHub Actionsでは checkout に fetch-depth: 0）。 / "
                f"“{revision}” is not in this shallow clone: run `git fetch --unshallow` first "
                "(in GitHub Actions: fetch-depth: 0 for checkout)."
            )
        return (
            f"「{revision}」という版は、gitにもフォルダーにもありません。`git log` や `git branch -a` で"
            "名前を確かめてください。 / "
            f"There is no revision and no folder “{revision}”. "
            "Look the name up with `git log` or `git branch -a`."
        )


def _environment() -> dict[str, str]:
    return {**os.environ, **_QUIET}


def _run(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - a revision is never an option: see --end-of-options
            (*_PLAIN, *arguments), cwd=root, env=_environment(), capture_output=True, check=False
        )
    except FileNotFoundError:
        raise NoGitError(
            "gitが見つかりません。gitを入れるか、くらべるフォルダーを2つ指定してください"
            "（例 dxplans diff ../before）。 / "
            "git is not installed: install it, or compare two folders "
            "(as in: dxplans diff ../before)."
        ) from None


def _no_repository(root: Path, said: bytes) -> str:
    text = said.decode("utf-8", "replace").strip()
    if "not a git repository" in text:
        return (
            f"{root.name} はgitのリポジトリではありません（zipで手に入れた写しなど）。"
            "くらべるフォルダーを指定してください（例 dxplans diff ../before）。 / "
            f"{root.name} is not a git repository (perhaps a zip download): "
            "name a folder to compare with (as in: dxplans diff ../before)."
        )
    return f"gitが答えませんでした / git failed: {text}"


def touched(raw: bytes) -> tuple[Touched, ...]:
    r"""The lines ``:100644 100644 id id M\0name\0`` of git's raw format."""
    parts = raw.split(b"\0")
    found = []
    for head, name in zip(parts[::2], parts[1::2], strict=False):
        mode_before, mode_after, before, after, _status = head.lstrip(b":").split(b" ")
        if _SUBMODULE not in {mode_before, mode_after}:
            # Noughts stand for a file that is not there, or that git has not read.
            ids = [one.decode() if one.strip(b"0") else None for one in (before, after)]
            found.append(Touched(os.fsdecode(name), *ids))
    return tuple(found)


def _pipes(process: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    return cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
