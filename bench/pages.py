"""``python -m bench.pages``: the project in this folder to its pages alone, as Hugo makes them.

Reading, checking, rendering in both languages, writing: what ``dxplans build`` does with the same
functions, without index, open data, feeds and sitemap, and without MkDocs for the hand-written pages.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from datetime import date
from pathlib import Path

from dxplans.output import Folder
from dxplans.portal import load
from dxplans.rendering.order import Order, at_hand, the_press
from dxplans.rendering.pool import OneProcess, Processes, usable_cores
from dxplans.rendering.press import Press
from dxplans.rendering.workers import Hands, Workers
from dxplans.settings import read_settings
from dxplans.updates import Chronicle

_BATCH = 24
"""Pages that a process renders at a time, as in ``dxplans.rendering.batch``."""


def write_pages(root: Path, out: Path, today: date, hands: Hands) -> int:
    """Write the pages of the project at *root* into *out*; how many there are.

    PlanError if the data has errors.
    """
    settings = read_settings(root)
    history = Chronicle(root).now()
    press = Press(root, load(root), settings, today, history)
    order = Order(root, today, settings)
    if hands.apart:
        order = Order.abroad(root, today, settings, history)
    calls = (
        (order, number, first, out)
        for number in range(len(press.locals))
        for first in range(0, len(press.ordered), _BATCH)
    )
    with at_hand(order, press), Workers(hands) as workers:
        pages = sum(map(int, workers.each(write_batch, calls)))
    for name, content in press.assets.items():
        Folder(out).bytes(name, content)
    return pages


def write_batch(order: Order, lang: int, first: int, out: Path) -> int:
    """Render the pages of the *lang*-th language from the *first* of a batch on; how many there are."""
    with the_press(order) as press:
        local = press.locals[lang]
        renderer = press.renderer(local)
        folder = Folder(out)
        specs = press.ordered[first : first + _BATCH]
        for spec in specs:
            folder.text(f"{local.prefix}{spec.path}index.html", renderer.render(spec))
    return len(specs)


def main() -> int:
    """Write the pages of this folder's project afresh."""
    parser = argparse.ArgumentParser(prog="python -m bench.pages")
    parser.add_argument("--out", type=Path, default=Path("pages"))
    parser.add_argument("--today", type=date.fromisoformat, required=True)
    parser.add_argument("--jobs", type=int, default=usable_cores())
    options = parser.parse_args()
    shutil.rmtree(options.out, ignore_errors=True)
    hands: Hands = Processes(options.jobs) if options.jobs > 1 else OneProcess()
    print(write_pages(Path.cwd(), options.out, options.today, hands))
    return 0


if __name__ == "__main__":
    sys.exit(main())
