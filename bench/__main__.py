"""``python -m bench``: synthetic portals of several sizes to the tables in bench/README.md."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from bench.measure import Limits, MeasureError
from bench.report import failures, put, tables
from bench.series import VARIANTS, Series

PROJECT = Path(__file__).resolve().parent.parent


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure; 0 when cost stays linear, 1 when it does not, 2 when something could not run."""
    options = _parser().parse_args(arguments)
    begun = time.monotonic()

    def tell(text: str) -> None:
        print(f"[{time.monotonic() - begun:5.0f} s] {text}", flush=True)

    series = Series(PROJECT, options.folder, tell)
    try:
        for towns in options.sizes:
            series.prepare(towns)
            tell(f"made the portal of {towns} municipalities")
        ours = series.ours(options.sizes, options.repeat)
        theirs = []
        for variant in options.mkdocs:
            limits = Limits(seconds=options.limit)
            theirs += series.theirs(variant, options.sizes, limits)
    except MeasureError as error:
        print(error, file=sys.stderr)
        return 2
    text = tables(ours, theirs, datetime.now(UTC).date().isoformat())
    print(text)
    if options.readme is not None:
        put(options.readme, text)
        tell(f"wrote {options.readme}")
    broken = failures(ours)
    for sentence in broken:
        print(f"✗ {sentence}")
    return int(bool(broken))


def _sizes(text: str) -> list[int]:
    return sorted(int(part) for part in text.split(","))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dxplans bench", description="速さを測ります。 / Measures the speed of the build."
    )
    add = parser.add_argument
    add("--sizes", type=_sizes, default=[5, 20, 80], help="municipalities, e.g. 5,20,80")
    add("--repeat", type=int, default=3, help="runs of our build at each size")
    add("--limit", type=float, default=480.0, help="seconds after which a run of MkDocs is stopped")
    add(
        "--mkdocs",
        nargs="*",
        choices=VARIANTS,
        default=VARIANTS,
        help="which MkDocs; none: ours only",
    )
    add("--folder", type=Path, default=PROJECT / ".cache" / "bench", help="where to work")
    add("--readme", type=Path, default=PROJECT / "bench" / "README.md", help="where to write")
    add(
        "--no-readme", dest="readme", action="store_const", const=None, help="print the tables only"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
