"""``python -m bench``: synthetic portals of several sizes to the tables in bench/README.md."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.kept import Kept
from bench.measure import Limits, MeasureError
from bench.phases import profiled, table
from bench.report import BUILD, PROFILE, SEARCH, failures, put, tables
from bench.search.engines import ENGINES
from bench.search.report import search_tables
from bench.search.series import SearchSeries
from bench.search.tab import launching
from bench.series import Series
from bench.steps import SUBJECTS
from bench.synthetic.portal import make

PROJECT = Path(__file__).resolve().parent.parent
PARTS = ("build", "search")
SIZES, FULL_SIZES = [5, 20, 80], [5, 20, 80, 320, 1741]
PAGES, FULL_PAGES = [1_000], [1_000, 10_000, 50_000]
LIMIT, FULL_LIMIT = 240.0, 900.0
"""Seconds: twenty minutes for everything leave four for a run of a peer; the long run, fifteen."""
SEARCH_LIMIT = 900.0
EARLIER = "Rows of other sizes than this run's are those of `make bench-full` with the same code."
PROFILED = 20
"""Municipalities of the portal whose build is taken apart."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; 0 when cost stays linear, 1 when it does not, 2 when something could not run."""
    options = _options(arguments)
    begun = time.monotonic()

    def tell(text: str) -> None:
        print(f"[{time.monotonic() - begun:5.0f} s] {text}", flush=True)

    if options.profile:
        print(text := _profile(options, tell))
        if options.readme is not None:
            put(options.readme, text, PROFILE)
        return 0
    kept = Kept(options.folder / "kept", resume=options.full)
    broken: list[str] = []
    try:
        for part in options.parts:
            text, found = {"build": _build, "search": _search}[part](options, kept, tell)
            broken += found
            print(text)
            if options.readme is not None:
                put(options.readme, text, {"build": BUILD, "search": SEARCH}[part])
                tell(f"wrote {options.readme}")
    except MeasureError as error:
        print(error, file=sys.stderr)
        return 2
    for sentence in broken:
        print(f"✗ {sentence}")
    return int(bool(broken))


Tell = Callable[[str], None]


def _build(options: argparse.Namespace, kept: Kept, tell: Tell) -> tuple[str, list[str]]:
    """The tables of the build, and which promise is broken."""
    limits = Limits(seconds=options.limit)
    series = Series(PROJECT, options.folder, kept, limits, tell)
    runs = series.runs(options.sizes, options.repeat, options.subjects)
    text = tables(runs, series.sizes, _today())
    broken = failures(runs, series.sizes)
    long = Series(PROJECT, options.folder, kept, Limits(seconds=FULL_LIMIT), tell)
    others = [towns for towns in FULL_SIZES if towns not in options.sizes]
    if known := long.known(others, options.repeat):
        text = f"{tables(runs | known, series.sizes | long.sizes, _today())}\n\n{EARLIER}"
    return text, broken


def _profile(options: argparse.Namespace, tell: Tell) -> str:
    """Where the time of one build goes, in one process, with nothing kept."""
    towns = options.sizes[-1] if options.sizes_named else PROFILED
    root = options.folder / f"profile-{towns}"
    shutil.rmtree(root, ignore_errors=True)
    make(root, towns, PROJECT, short=True)
    tell(f"made the portal of {towns:,} municipalities")
    return table(*profiled(root, root / "site"), _today())


def _search(options: argparse.Namespace, kept: Kept, tell: Tell) -> tuple[str, list[str]]:
    """The tables of the searches; goals that are missed are said there."""
    folder = options.folder / "search"
    with launching() as launch:
        limits = Limits(seconds=SEARCH_LIMIT)
        series = SearchSeries(PROJECT, folder, kept, limits, launch, tell)
        answers = series.relevance(options.searches)
        sizes = series.sizes(options.pages, options.searches)
        known = series.known([n for n in FULL_PAGES if n not in sizes], options.searches)
    text = search_tables(answers, dict(sorted((sizes | known).items())), _today())
    return f"{text}\n\n{EARLIER}" if known else text, []


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _numbers(text: str) -> list[int]:
    return sorted(int(part) for part in text.split(","))


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    options = _parser().parse_args(arguments)
    full = options.full
    options.folder = options.folder.resolve()  # measured commands run in other folders
    options.sizes_named = options.sizes is not None
    options.sizes = options.sizes or (FULL_SIZES if full else SIZES)
    options.pages = options.pages or (FULL_PAGES if full else PAGES)
    options.limit = options.limit or (FULL_LIMIT if full else LIMIT)
    return options


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dxplans bench", description="速さを測ります。 / Measures the speed."
    )
    add = parser.add_argument
    add(
        "--full",
        action="store_true",
        help="larger sizes too; takes up what an earlier run finished",
    )
    add("--profile", action="store_true", help="where the time of a build goes, by phase")
    add("--parts", nargs="+", choices=PARTS, default=PARTS, help="what to measure")
    add("--sizes", type=_numbers, help="municipalities to build, e.g. 5,20,80")
    add("--repeat", type=int, default=3, help="rounds through everything")
    add("--limit", type=float, help="seconds after which a peer is stopped")
    add("--subjects", nargs="+", choices=SUBJECTS, default=SUBJECTS, help="which builds and checks")
    add("--pages", type=_numbers, help="pages to search in, e.g. 1000,10000")
    add("--searches", nargs="+", choices=ENGINES, default=ENGINES, help="which searches")
    add("--folder", type=Path, default=PROJECT / ".cache" / "bench", help="where to work")
    add("--readme", type=Path, default=PROJECT / "bench" / "README.md", help="where to write")
    add(
        "--no-readme", dest="readme", action="store_const", const=None, help="print the tables only"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
