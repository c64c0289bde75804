"""Files to a site: written into a folder aside, which is swapped in when it is whole."""

from __future__ import annotations

import os
import platform
import re
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

MARKER = "nginx-headers.conf"
"""Every site of ours has this file: a folder without it is somebody else's and is left alone."""

_STAGING = "staging-"
_LONG = 24 * 60 * 60.0
"""Seconds after which no build is still at work."""


class Folder:
    """Writes files below a folder, making each directory once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._made: set[Path] = set()

    def text(self, name: str, text: str) -> None:
        """Write a file in UTF-8."""
        self.bytes(name, text.encode("utf-8"))

    def beside(self, path: str, files: Iterable[tuple[str, bytes]]) -> None:
        """Write files by name and content, all below *path*."""
        for name, content in files:
            self.bytes(f"{path}{name}", content)

    def bytes(self, name: str, content: bytes) -> None:
        """Write a file."""
        path = self.root / name
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)
        try:
            file = path.open("xb")
        except FileExistsError:
            # Other names may lead to the same file, in another site or among what is kept.
            path.unlink()
            file = path.open("xb")
        with file:
            file.write(content)


def is_foreign(out: Path) -> bool:
    """Whether *out* holds something that is not a site of ours, which a swap would remove."""
    return (
        out.exists()
        and not (out / MARKER).is_file()
        and (out.is_file() or any(out.iterdir()))
    )  # fmt: skip


@contextmanager
def staging(root: Path, out: Path) -> Iterator[Path]:
    """A fresh folder aside in .cache/ which becomes *out* at the end, unless something fails."""
    cache = root / ".cache"
    folder = cache / f"{_STAGING}{out.name}-{_host()}-{os.getpid()}"
    for left in _left(cache):
        shutil.rmtree(left, ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
        swap(folder, out)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _left(cache: Path) -> Iterator[Path]:
    """The folders of builds that were ended from outside before they could remove them."""
    for folder in list(cache.glob(f"{_STAGING}*-*-*")):
        _, host, process = folder.name.rsplit("-", 2)
        try:
            ours = host == _host() and os.name == "posix"  # elsewhere asking may end the process
            gone = ours and not _runs(int(process))
            if gone or time.time() - folder.stat().st_mtime > _LONG:
                yield folder
        except (OSError, ValueError, OverflowError):
            continue  # somebody else's folder, or just removed


def _host() -> str:
    """The machine, or container: process numbers mean nothing in another one."""
    return re.sub(r"[^A-Za-z0-9]+", "_", platform.node()) or "here"


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def swap(staging: Path, out: Path) -> None:
    """Put the finished *staging* in the place of *out*; the old site goes only after that."""
    old = out.with_name(f".{out.name}-old-{os.getpid()}")
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.exists():
        out.replace(old)
    try:
        shutil.move(staging, out)
    except BaseException:
        if old.exists() and not out.exists():
            old.replace(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
