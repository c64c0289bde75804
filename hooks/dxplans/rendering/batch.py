"""Some pages of one language to their files and to what the search needs of them."""

from __future__ import annotations

import gc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dxplans.opendata.export import write_data
from dxplans.output import Folder
from dxplans.pages.workbench import taken_along
from dxplans.rendering.order import Order, the_press
from dxplans.rendering.press import Press
from dxplans.search.build import Found

SIZE = 24
"""Pages of a batch: enough that sending it costs little, few enough that none waits for the last."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What became of a batch: how many pages, what the search takes in, files to be written."""

    pages: int
    found: list[Found]
    files: list[tuple[str, bytes]]
    """Name and packed content of what the worker could not write itself."""

    def write(self, folder: Folder) -> None:
        """Write the files that were sent."""
        for name, packed in self.files:
            folder.bytes(name, zlib.decompress(packed))


class _Parcel(Folder):
    """Keeps files, packed, instead of writing them."""

    def __init__(self) -> None:
        super().__init__(Path())
        self.files: list[tuple[str, bytes]] = []

    def bytes(self, name: str, content: bytes) -> None:
        self.files.append((name, zlib.compress(content, 1)))


def batches(press: Press) -> Iterator[tuple[int, int]]:
    """Where each batch of a language begins and ends."""
    total = len(press.ordered)
    yield from ((first, min(first + SIZE, total)) for first in range(0, total, SIZE))


def print_batch(order: Order, lang: int, first: int, last: int, out: Path | None) -> Printed:
    """Render a batch of the *lang*-th language into *out*, or into what is returned without it."""
    with the_press(order) as press, _uncollected():
        local = press.locals[lang]
        renderer, search = press.renderer(local), press.search(local)
        parcel = _Parcel()
        folder = Folder(out) if out else parcel
        found: list[Found] = []
        for spec in press.ordered[first:last]:
            html = renderer.render(spec)
            folder.text(f"{local.prefix}{spec.path}index.html", html)
            folder.beside(f"{local.prefix}{spec.path}", taken_along(local, spec))
            found += search.prepared(spec, html)
        return Printed(last - first, found, parcel.files)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for cyclic garbage after a batch: Python would, many times a page, and find next to none."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def print_data(order: Order, out: Path) -> None:
    """Write the open data into *out*."""
    with the_press(order) as press:
        write_data(press.root, out, press.locals)
