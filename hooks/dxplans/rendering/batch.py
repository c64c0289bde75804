"""Some pages of one language to their files and to what the search needs of them."""

from __future__ import annotations

import gc
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from dxplans.kept.files import print_of
from dxplans.kept.made import Made
from dxplans.kept.trace import reading
from dxplans.opendata.export import write_data
from dxplans.output import Folder
from dxplans.pages.workbench import taken_along
from dxplans.rendering.order import Order, the_press

SIZE = 24
"""Pages of a batch: enough that sending it costs little, few enough that none waits for the last."""


class _Parcel(Folder):
    """Keeps files, packed, instead of writing them."""

    def __init__(self) -> None:
        super().__init__(Path())
        self.files: list[tuple[str, bytes]] = []

    def bytes(self, name: str, content: bytes) -> None:
        self.files.append((name, zlib.compress(content, 1)))


def batches(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """The *numbers* of pages in batches."""
    yield from (numbers[first : first + SIZE] for first in range(0, len(numbers), SIZE))


def print_batch(order: Order, lang: int, numbers: Sequence[int], out: Path | None) -> list[Made]:
    """Render a batch of the *lang*-th language into *out*, or into what is returned without it."""
    with the_press(order) as press, _uncollected():
        local = press.locals[lang]
        renderer, search = press.renderer(local), press.search(local)
        folder = Folder(out) if out else None
        made: list[Made] = []
        for spec in (press.ordered[number] for number in numbers):
            to = folder or _Parcel()
            with reading() as reads:
                html = renderer.render(spec)
                beside = taken_along(local, spec)
                files = [("index.html", html.encode()), *beside]
                found = list(search.prepared(spec, html))
            path = f"{local.prefix}{spec.path}"
            to.beside(path, files)
            prints = [(f"{path}{name}", print_of(content)) for name, content in files]
            sent = to.files if isinstance(to, _Parcel) else []
            made.append(Made(found, prints, frozenset(reads), sent))
        return made


def write_sent(made: Made, folder: Folder) -> None:
    """Write the files that were sent."""
    for name, packed in made.sent:
        folder.bytes(name, zlib.decompress(packed))


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
