"""Files by what they hold, in the project's .cache/: a site has them by links, not by copies."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dxplans.kept.files import print_of

FOLDER = Path(".cache") / "pages"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is kept: the print of its content, and its size and time when it was kept."""

    name: str
    print: str
    size: int
    time: int


class Store:
    """The kept files of a project."""

    def __init__(self, root: Path) -> None:
        self.folder = root / FOLDER
        self._made: set[str] = set()

    def keep(self, name: str, content_print: str, file: Path) -> Kept | None:
        """Keep the *file* of a site, which was just written; None where the disk cannot link."""
        path = self._path(content_print)
        try:
            self._folder(path)
            try:
                os.link(file, path)
            except FileExistsError:
                # What stands there may have been damaged: this one was just written.
                self._instead(file, path)
            except OSError:
                shutil.copyfile(file, path)
        except OSError:
            return None
        return self._seen(name, content_print, path)

    def put(self, name: str, content: bytes) -> Kept | None:
        """Keep *content* that no site has as a file."""
        found = print_of(content)
        path = self._path(found)
        try:
            if not path.exists() or path.read_bytes() != content:
                self._folder(path)
                aside = path.with_suffix(f".{os.getpid()}")
                aside.write_bytes(content)
                aside.replace(path)
        except OSError:
            return None
        return self._seen(name, found, path)

    def take(self, kept: Kept, to: str) -> bool:
        """Give the file *to* a site, in a folder that is there; False if it is no longer whole."""
        path = self._path(kept.print)
        if not self._whole(kept, path):
            return False
        try:
            os.link(path, to)
        except OSError:
            try:
                shutil.copyfile(path, to)
            except OSError:
                return False
        return True

    def read(self, kept: Kept) -> bytes | None:
        """The content of a file that is kept; None if it is no longer whole."""
        try:
            content = self._path(kept.print).read_bytes()
        except OSError:
            return None
        return content if len(content) == kept.size and print_of(content) == kept.print else None

    def tidy(self, wanted: Iterable[str]) -> None:
        """Remove all files but those with the prints that are *wanted*."""
        keep = set(wanted)
        for folder in self.folder.iterdir() if self.folder.is_dir() else ():
            for file in os.scandir(folder) if folder.is_dir() else ():
                if folder.name + file.name not in keep:
                    Path(file.path).unlink(missing_ok=True)

    def drop(self, prints: Iterable[str]) -> None:
        """Remove the files with these prints."""
        for one in prints:
            self._path(one).unlink(missing_ok=True)

    def _path(self, content_print: str) -> Path:
        return self.folder / content_print[:2] / content_print[2:]

    def _folder(self, path: Path) -> None:
        if path.parent.name not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent.name)

    def _instead(self, file: Path, path: Path) -> None:
        aside = path.with_suffix(f".{os.getpid()}")
        aside.unlink(missing_ok=True)
        os.link(file, aside)
        aside.replace(path)

    def _seen(self, name: str, content_print: str, path: Path) -> Kept | None:
        try:
            status = path.stat()
        except OSError:
            return None
        return Kept(name, content_print, status.st_size, status.st_mtime_ns)

    def _whole(self, kept: Kept, path: Path) -> bool:
        """Whether the file is as it was kept; one that was touched since is read."""
        try:
            status = path.stat()
        except OSError:
            return False
        if (status.st_size, status.st_mtime_ns) == (kept.size, kept.time):
            return True
        return self.read(kept) is not None
