"""The pages of the last build to those of this one that can be taken over, and what is known after."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from dxplans.kept.files import Files, Stamp, print_of
from dxplans.kept.made import Made, packed, unpacked
from dxplans.kept.prints import Prints, is_of_a_plan, opened, shared, spec_print
from dxplans.kept.record import OTHER, Page, Record, read_record
from dxplans.kept.store import FOLDER, Store
from dxplans.pages.local import Local
from dxplans.pages.sitemap import PageSpec
from dxplans.pages.survey import TELLING
from dxplans.rendering.order import code
from dxplans.rendering.press import Press
from dxplans.search.build import Found

RECORDS = 4
"""Of so many kinds of builds (parts, addresses) the pages are kept, of those that were made last."""
FEW = 100
"""So few new pages a server does not write down at once: the next build finds them out again."""


@dataclass(slots=True)
class Stock:
    """The pages of a project that are kept: for one build, or by a server from build to build."""

    root: Path
    cold: bool = False
    """Whether what is kept is to be ignored this time."""
    lasting: bool = False
    """Whether more builds follow in this process."""
    taken: int = 0
    """How many pages the last build took over."""
    made: int = 0
    """How many pages it rendered."""
    _files: Files = field(init=False)
    _store: Store = field(init=False)
    _stamps: dict[str, Stamp] = field(default_factory=dict)
    _known: dict[str, Record] = field(default_factory=dict)
    _found: dict[str, list[Found]] = field(default_factory=dict)
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
        settings = press.locals[0].settings
        kind = print_of(repr((settings.only, settings.site_url, settings.repository)).encode())[:12]
        if kind not in self._known:
            self._known[kind] = Record() if self.cold else read_record(self._path(kind))
        return Shelf(self, press, kind, self._known[kind])

    def close(self) -> None:
        """Write down what a server has not yet written."""
        for kind, number in self._unwritten.items():
            if number:
                self._known[kind].write(self._path(kind))
        self._unwritten.clear()

    def _path(self, kind: str) -> Path:
        return self.root / FOLDER / f"{kind}.json"

    def _settle(self, kind: str, before: set[str], number: int) -> None:
        """Remove the files that no page has any more, and write down the rest."""
        record = self._known[kind]
        self._unwritten[kind] = self._unwritten.get(kind, 0) + number
        if not self.lasting or self._unwritten[kind] > FEW:
            record.write(self._path(kind))
            self._unwritten[kind] = 0
        now = {one.print for one in record.kept()}
        others = self._others(kind)
        if not self.taken:
            self._store.tidy(now.union(*others))
        else:
            self._store.drop(before.difference(now, *others))

    def _others(self, kind: str) -> list[set[str]]:
        """The files of other kinds of builds; of the kinds that were made last."""
        paths = [path for path in (self.root / FOLDER).glob("*.json") if path.stem != kind]
        paths.sort(key=lambda path: path.stat().st_mtime, reverse=True)
        for path in paths[RECORDS - 1 :]:
            path.unlink(missing_ok=True)
        return [{one.print for one in read_record(p).kept()} for p in paths[: RECORDS - 1]]


class Shelf:
    """What one build takes over and adds."""

    def __init__(self, stock: Stock, press: Press, kind: str, record: Record) -> None:
        self._stock, self._press, self._kind, self._record = stock, press, kind, record
        self._files = {name: found for name, (_stamp, found) in stock._files.known.items()}
        portal, first = press.locals[0].portal, press.locals[0]
        self._prints = Prints(self._files, portal)
        self._shared = shared(
            self._files, code(), portal,
            (repr(first.settings), str(first.today), sorted(press.paths), sorted(first.assets.items()),
             repr(first.updates)),
        )  # fmt: skip
        known = not stock.cold and record.shared == self._shared
        self._changed = frozenset(
            number for key, number in record.keys.items()
            if record.prints[number] != self._prints.of(key)
        ) if known else frozenset[int]()  # fmt: skip
        self._old = record.pages if known else {}
        self._pages: dict[str, Page] = {}
        self._new: dict[str, tuple[Page, frozenset[tuple[str, ...]]]] = {}
        stock.taken = stock.made = 0

    def take(self, local: Local, out: Path) -> set[int]:
        """The numbers of the pages that are as they were; their files are put into *out*."""
        made: set[str] = set()
        return {
            number
            for number, spec in enumerate(self._press.ordered)
            if self._take(local, spec, out, made)
        }

    def _take(self, local: Local, spec: PageSpec, out: Path, made: set[str]) -> bool:
        name = local.prefix + spec.path
        page = self._old.get(name)
        if (
            page is None
            or page.spec != spec_print(spec)
            or not self._changed.isdisjoint(page.reads)
        ):
            return False
        for kept in page.files:
            to = f"{out}{os.sep}{kept.name}"
            folder = to.rpartition("/")[0]
            if folder not in made:
                os.makedirs(folder, exist_ok=True)
                made.add(folder)
            if not self._stock._store.take(kept, to):
                return False
        self._pages[name] = page
        self._stock.taken += 1
        return True

    def found(self, local: Local, spec: PageSpec) -> list[Found] | None:
        """What the search takes in of a page that was taken over; None if that is damaged."""
        name = local.prefix + spec.path
        if name in self._stock._found:
            return self._stock._found[name]
        kept = self._pages[name].found
        content = b"[]" if kept is None else self._stock._store.read(kept)
        found = None if content is None else unpacked(content)
        if self._stock.lasting and found is not None:
            self._stock._found[name] = found
        return found

    def add(self, local: Local, spec: PageSpec, made: Made, out: Path) -> None:
        """Keep a page that was rendered and stands in *out*."""
        name = local.prefix + spec.path
        self._stock.made += 1
        self._stock._found.pop(name, None)
        if self._pages.pop(name, None) is not None:
            self._stock.taken -= 1
        if spec.template in TELLING:
            return  # they are written again when all others are
        store = self._stock._store
        files = [store.keep(file, content, out / file) for file, content in made.files]
        found = store.put("", packed(made.found)) if made.found else None
        if None in files or (made.found and found is None):
            return
        if self._stock.lasting:
            self._stock._found[name] = made.found
        whole = tuple(one for one in files if one is not None)
        self._new[name] = (
            Page(spec_print(spec), frozenset(), whole, found),
            frozenset(opened(self._stock.root, made.reads)),
        )

    def finish(self) -> None:
        """Remember the pages of this build for the next one."""
        record, stock = self._record, self._stock
        before = {one.print for one in record.kept()}
        after = stock._files.look()
        moved = {
            name for name in stock._stamps.keys() | after.keys()
            if stock._stamps.get(name) != after.get(name)
        }  # fmt: skip
        # What was saved while pages were made: nobody knows which of them have seen it.
        unsure = Prints({**self._files, **{name: f"?{os.urandom(8).hex()}" for name in moved}},
                        self._press.locals[0].portal)  # fmt: skip
        for name, (page, reads) in self._new.items():
            numbers = frozenset(map(record.number, reads))
            self._pages[name] = Page(page.spec, numbers, page.files, page.found)
        for key, number in record.keys.items():
            record.prints[number] = (unsure if moved else self._prints).of(key)
        record.pages = self._pages
        record.shared = OTHER if any(not is_of_a_plan(name) for name in moved) else self._shared
        stock._settle(self._kind, before, len(self._new))
