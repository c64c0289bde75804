"""docs/ to the hand-written pages, built by MkDocs once for each change of what they are made of.

MkDocs runs as a process of its own: it costs more than a second each time, so its result is kept
in .cache/ under a hash of docs/, mkdocs.yml, the templates, the interface's words, our own code
and the day.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Container, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from dxplans.accessibility.report import has_policy
from dxplans.part.place import ONLY, has_page
from dxplans.problem import Mark, Problem, StoppedError
from dxplans.settings import REPOSITORY

ONLY_SHELL = "DXPLANS_SHELL"
"""Set in MkDocs' environment when it is to build the hand-written pages only."""
_LINK = re.compile(r"\((plan|term|theme|page|example):([a-z0-9/-]+)(?:#[a-z0-9-]+)?\)")
_EXAMPLE = re.compile(r"\[([^\]]+)\]\((plan|example):([a-z0-9/-]+)(?:#[a-z0-9-]+)?\)")
UNUSED = 3600
PREFIX = {"plan": "", "page": "", "example": "", "term": "glossary/", "theme": "themes/"}


class ShellError(StoppedError):
    """MkDocs could not build the hand-written pages; the message is MkDocs' own."""


def shell_key(root: Path, today: date, site_url: str | None, only: str | None = None) -> str:
    """A hash of everything that the hand-written pages are made of."""
    digest = hashlib.sha256(
        # With a policy, every page links to it.
        f"{today}|{site_url}|{os.environ.get(REPOSITORY)}|{version('mkdocs')}|{has_policy(root)}|{only}".encode()
    )
    for path in _inputs(root):
        digest.update(path.relative_to(root).as_posix().encode())
        content = path.read_bytes()
        digest.update(content)
        if path.suffix == ".md":
            linked = _EXAMPLE.findall(content.decode("utf-8", "replace"))
            digest.update(f"{[is_here(root, name, only) for *_, name in linked]}".encode())
    return digest.hexdigest()[:16]


def _inputs(root: Path) -> Iterator[Path]:
    yield root / "mkdocs.yml"
    folders = (root / "docs", root / "theme_overrides", root / "hooks", root / "reading")
    files = [path for folder in folders for path in folder.rglob("*")]
    files += (root / "locales").glob("*/site.po")
    yield from sorted(p for p in files if p.is_file() and "__pycache__" not in p.parts)


def is_here(root: Path, name: str, only: str | None = None) -> bool:
    """Whether the publisher whose page or plan is *name* is there: a fork, or a part, has its own."""
    return has_page(name, only) and root.joinpath("plans", *name.split("/")[:2]).is_dir()


def without_strangers(root: Path, markdown: str, only: str | None = None) -> str:
    """*markdown* with links to pages of publishers that the project does not have as text.

    A link that is no example must lead somewhere, but where *only* a part is built.
    """

    def told(match: re.Match[str]) -> str:
        may = match[2] == "example" or only is not None
        return match[1] if may and not is_here(root, match[3], only) else match[0]

    return _EXAMPLE.sub(told, markdown)


def build_shell(root: Path, today: date, site_url: str | None) -> Path:
    """A folder with the hand-written pages of every language; ShellError if MkDocs fails."""
    with shell_beside(root, today, site_url) as finished:
        return finished()


@contextmanager
def shell_beside(
    root: Path, today: date, site_url: str | None, only: str | None = None
) -> Iterator[Callable[[], Path]]:
    """MkDocs at work beside the caller; what it gives waits for it, as ``build_shell`` does.

    It is ended with the caller's block. No thread waits for it: pages are rendered in copies of
    this process, and threads are not copied.
    """
    out = root / ".cache" / "shell" / shell_key(root, today, site_url, only)
    if out.is_dir():
        os.utime(out)
        yield lambda: out
        return
    aside = out.with_suffix(f".{os.getpid()}")
    with TemporaryFile() as said, _mkdocs(root, today, aside, said, only) as process:
        try:
            yield cache(lambda: _finished(process, said, aside, out))
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
            shutil.rmtree(aside, ignore_errors=True)


def _mkdocs(
    root: Path, today: date, aside: Path, said: IO[bytes], only: str | None
) -> subprocess.Popen[bytes]:
    environment = {
        **os.environ,
        ONLY_SHELL: "1",
        "DXPLANS_TODAY": today.isoformat(),
        ONLY: only or "",
        # Material announces the end of MkDocs 1 at every run; README says it to whom it concerns.
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONWARNINGS": "default",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(aside)]
    return subprocess.Popen(  # noqa: S603 - our own interpreter and arguments
        [*command, "--config-file", str(root / "mkdocs.yml")],
        cwd=root, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
    )  # fmt: skip


def _finished(process: subprocess.Popen[bytes], said: IO[bytes], aside: Path, out: Path) -> Path:
    if process.wait():
        said.seek(0)
        raise ShellError(said.read().decode("utf-8", "replace").strip())
    _tidy(out.parent)
    # Another build of the same project may have finished the same pages meanwhile.
    with suppress(OSError):
        aside.replace(out)
    return out


def _tidy(cache: Path) -> None:
    """Remove what no build has used for an hour; another build may be using the rest."""
    for old in cache.iterdir():
        with suppress(FileNotFoundError):  # another build has tidied it away
            if time.time() - old.stat().st_mtime > UNUSED:
                shutil.rmtree(old, ignore_errors=True)


def check_docs(root: Path, paths: Container[str], only: str | None = None) -> tuple[Problem, ...]:
    """Links of hand-written pages to pages of ours that do not exist, and files not in UTF-8.

    Where *only* a part is built, what leads to the rest is text.
    """
    problems: list[Problem] = []
    for path in sorted((root / "docs").rglob("*.md")):
        name = path.relative_to(root).as_posix()
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            problems.append(Problem(Mark(name), "not_utf8"))
            continue
        for number, line in enumerate(text.split("\n"), 1):
            for match in _LINK.finditer(line):
                target = f"{PREFIX[match[1]]}{match[2]}/"
                may_be_text = match[1] == "example" or (match[1] == "plan" and only is not None)
                if target not in paths and not (may_be_text and not is_here(root, match[2], only)):
                    mark = Mark(name, number, match.start() + 1)
                    values = {"what": "ページ", "what_en": "page", "id": match[2]}
                    problems.append(Problem(mark, "unknown_id", values))
    return tuple(problems)
