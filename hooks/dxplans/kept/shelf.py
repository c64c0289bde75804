"""The pages of the last build to those that this one takes over, and those that it adds."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from dxplans.kept.files import print_of
from dxplans.kept.made import Made, packed, unpacked
from dxplans.kept.prints import Prints, is_of_a_plan, opened, shared, spec_print
from dxplans.kept.record import OTHER, Page, Record
from dxplans.kept.store import Store
from dxplans.kept.trace import Key
from dxplans.pages.local import Local
from dxplans.pages.sitemap import PageSpec
from dxplans.pages.survey import TELLING
from dxplans.rendering.order import code
from dxplans.rendering.press import Press
from dxplans.search.build import Found


class Shelf:
    """What one build takes over and adds; nothing of it is remembered before its end."""

    def __init__(
        self, store: Store, press: Press, record: Record, files: Mapping[str, str],
        found: dict[str, list[Found]] | None,
    ) -> None:  # fmt: skip
        """*files* are the prints of the project's files; *found* what the search took in before.

        Without it that is read from the disk, page by page, and not remembered.
        """
        self._store, self._press, self._record, self._files = store, press, record, files
        first = press.locals[0]
        self._prints = Prints(files, first.portal)
        others = (first.settings, str(first.today), sorted(press.paths), sorted(first.assets.items()), first.updates)  # fmt: skip
        self._shared = shared(files, code(), first.portal, map(repr, others))
        known = record.shared == self._shared
        self._changed = frozenset(
            number for key, number in record.keys.items()
            if known and record.prints[number] != self._prints.of(key)
        )  # fmt: skip
        self._old = record.pages if known else {}
        self._pages: dict[str, Page] = {}
        self._new: dict[str, tuple[Page, frozenset[Key]]] = {}
        self._found, self._new_found = found, dict[str, list[Found]]()
        self._folders: set[str] = set()

    @property
    def taken(self) -> int:
        """How many pages were taken over."""
        return len(self._pages) - len(self._new)

    @property
    def made(self) -> int:
        """How many pages were rendered and kept."""
        return len(self._new)

    def take(self, local: Local, out: Path) -> set[int]:
        """The numbers of the pages that are as they were; their files are put into *out*."""
        return {
            number
            for number, spec in enumerate(self._press.ordered)
            if self._take(local.prefix + spec.path, spec, out)
        }

    def _take(self, name: str, spec: PageSpec, out: Path) -> bool:
        page = self._old.get(name)
        if page is None or not self._changed.isdisjoint(page.reads):
            return False
        if page.spec != spec_print(spec):
            return False
        for kept in page.files:
            to = f"{out}{os.sep}{kept.name}"
            folder = to.rpartition("/")[0]
            if folder not in self._folders:
                Path(folder).mkdir(parents=True, exist_ok=True)
                self._folders.add(folder)
            if not self._store.take(kept, to):
                return False
        self._pages[name] = page
        return True

    def found(self, local: Local, spec: PageSpec) -> list[Found] | None:
        """What the search takes in of a page that was taken over; None if that is damaged."""
        name = local.prefix + spec.path
        found = self._found.get(name) if self._found is not None else None
        if found is None:
            kept = self._pages[name].found
            content = b"[]" if kept is None else self._store.read(kept)
            found = None if content is None else unpacked(content)
            if found is not None and self._found is not None:
                self._new_found[name] = found
        return found

    def add(self, local: Local, spec: PageSpec, made: Made, out: Path) -> None:
        """Keep a page that was rendered and stands in *out*."""
        name = local.prefix + spec.path
        self._pages.pop(name, None)
        if spec.template in TELLING:
            return  # they are written again when all others are
        files = [self._store.keep(file, content, out / file) for file, content in made.files]
        found = self._store.put("", packed(made.found)) if made.found else None
        whole = tuple(one for one in files if one is not None)
        if len(whole) < len(files) or (made.found and found is None):
            return  # the disk is full: what cannot be kept is rendered again
        reads = frozenset(opened(self._press.root, made.reads))
        self._new[name] = (Page(spec_print(spec), frozenset(), whole, found), reads)
        self._pages[name] = self._new[name][0]
        if self._found is not None:
            self._new_found[name] = made.found

    def finish(self, moved: set[str]) -> None:
        """Write into the record what is known now; *moved* files were saved while pages were made."""
        record = self._record
        for name, (page, reads) in self._new.items():
            numbers = frozenset(map(record.number, reads))
            self._pages[name] = Page(page.spec, numbers, page.files, page.found)
        prints = self._prints
        if moved:  # nobody knows which pages have seen them
            unsure = {name: print_of(os.urandom(8)) for name in moved}
            prints = Prints({**self._files, **unsure}, self._press.locals[0].portal)
        for key, number in record.keys.items():
            record.prints[number] = prints.of(key)
        record.pages = self._pages
        record.shared = OTHER if any(not is_of_a_plan(name) for name in moved) else self._shared
        if self._found is None:
            return
        self._found |= self._new_found
        for name in self._found.keys() - self._pages.keys():
            del self._found[name]
