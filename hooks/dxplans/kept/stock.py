"""The pages of a project that are kept, from build to build: what is known of them, and their files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from dxplans.kept.files import Files, Stamp, print_of
from dxplans.kept.record import Record, read_record
from dxplans.kept.shelf import Shelf
from dxplans.kept.store import FOLDER, Store
from dxplans.rendering.press import Press
from dxplans.search.build import Found

RECORDS = 4
"""Of so many kinds of builds (parts, addresses) the pages are kept, of those that were made last."""
FEW = 100
"""So few new pages a server does not write down at once: the next build finds them out again."""


@dataclass(slots=True)
class Stock:
    """What is kept of a project's pages: for one build, or by a server for all of its builds."""

    root: Path
    cold: bool = False
    """Whether what is kept is to be ignored this time."""
    lasting: bool = False
    """Whether more builds follow in this process."""
    taken: int = 0
    """How many pages the last build took over."""
    _files: Files = field(init=False)
    _store: Store = field(init=False)
    _stamps: dict[str, Stamp] = field(default_factory=dict)
    _known: dict[str, Record] = field(default_factory=dict)
    _found: dict[str, dict[str, list[Found]]] = field(default_factory=dict)
    _unwritten: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Nothing is read yet."""
        self._files, self._store = Files(self.root), Store(self.root)

    def look(self) -> None:
        """Look at the files, before they are read: what changes from now on is not known."""
        self._stamps = self._files.look()
        self._files.prints(self._stamps)

    def shelf(self, press: Press) -> Shelf:
        """What can be taken over for the pages of *press*; ``look`` was called before it was read."""
        kind = _kind(press)
        if kind not in self._known:
            self._known[kind] = Record() if self.cold else read_record(self._path(kind))
        found = self._found.setdefault(kind, {}) if self.lasting else None
        prints = {name: found for name, (_stamp, found) in self._files.known.items()}
        return Shelf(self._store, press, self._known[kind], prints, found)

    def finish(self, press: Press, shelf: Shelf) -> None:
        """Remember the pages of a build that has come to its end."""
        kind = _kind(press)
        record = self._known[kind]
        before = {one.print for one in record.kept()}
        after = self._files.look()
        names = self._stamps.keys() | after.keys()
        moved = {name for name in names if self._stamps.get(name) != after.get(name)}
        shelf.finish(moved)
        self.taken = shelf.taken
        self._unwritten[kind] = self._unwritten.get(kind, 0) + shelf.made
        if not self.lasting or self._unwritten[kind] > FEW:
            self._write(kind)
        others = self._others(kind)
        if shelf.taken:
            self._store.drop(before.difference({one.print for one in record.kept()}, *others))
        else:
            self._store.tidy({one.print for one in record.kept()}.union(*others))

    def close(self) -> None:
        """Write down what a server has not yet written."""
        for kind, number in self._unwritten.items():
            if number:
                self._write(kind)

    def _write(self, kind: str) -> None:
        self._known[kind].write(self._path(kind))
        self._unwritten[kind] = 0

    def _path(self, kind: str) -> Path:
        return self.root / FOLDER / f"{kind}.json"

    def _others(self, kind: str) -> list[set[str]]:
        """The files of other kinds of builds; of the kinds that were made last."""
        paths = [path for path in (self.root / FOLDER).glob("*.json") if path.stem != kind]
        paths.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for path in paths[RECORDS - 1 :]:
            path.unlink(missing_ok=True)
        return [{one.print for one in read_record(p).kept()} for p in paths[: RECORDS - 1]]


def _kind(press: Press) -> str:
    """What tells builds whose pages all differ: which part is built, and for which addresses."""
    own = press.locals[0].settings
    return print_of(repr((own.only, own.site_url, own.repository)).encode())[:12]
