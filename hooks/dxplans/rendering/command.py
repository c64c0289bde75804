"""``dxplans build``: what is asked for, who does it, and what is said at the end."""

from __future__ import annotations

import argparse
from pathlib import Path

from dxplans.build import build, today_of
from dxplans.check.messages import line
from dxplans.commands import Command
from dxplans.kept.stock import Stock
from dxplans.rendering.cluster import Cluster
from dxplans.rendering.pool import OneProcess, Processes, usable_cores
from dxplans.rendering.workers import Hands
from dxplans.updates import Chronicle

HELP = ("サイトを作る", "build the site", "dxplans build --out site --today 2026-11-20")

EXAMPLES = """\
{description}

  dxplans build --jobs 4 --compress
  dxplans build --only hokkaido --out hokkaido-site
  dxplans build --cluster tcp://127.0.0.1:8786
"""


def add(command: Command) -> None:
    """Add the command and its options to the command line."""
    add_arguments(command("build", run, *HELP))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of the command, and examples of them."""
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.description = EXAMPLES.format(description=parser.description)
    parser.add_argument("--out", default="site", metavar="FOLDER")
    parser.add_argument("--today", help="YYYY-MM-DD")
    parser.add_argument(
        "--jobs", type=_jobs, metavar="N",
        help="ページを作るプロセスの数(ふだんは使えるコアの数。1 = このプロセスだけ) / "
        "processes that render pages (usually one a usable core; 1 = this process alone)",
    )  # fmt: skip
    parser.add_argument(
        "--cluster", metavar="ADDRESS",
        help="Daskのクラスターでページを作る(tcp://127.0.0.1:8786) / render the pages on a Dask cluster",
    )  # fmt: skip
    parser.add_argument(
        "--only", metavar="PLACE",
        help="一部だけを、その名前のサイトとして作る(都道府県 hokkaido、団体 yamaguchi/mine) / "
        "build one part as a site of its own: a prefecture, or a publisher",
    )  # fmt: skip
    parser.add_argument(
        "--compress", action="store_true",
        help="文字のファイルの横に、圧縮した写し(.gz, .br)も置く / "
        "put compressed copies (.gz, .br) beside the text files, too",
    )  # fmt: skip
    parser.add_argument(
        "--cold", action="store_true",
        help="前に作ったページを使わず、すべて作り直す / "
        "make every page anew, and take none over from earlier builds",
    )  # fmt: skip


def _jobs(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= 61:  # noqa: PLR2004
        # On Windows no pool may be larger than 61.
        raise argparse.ArgumentTypeError(f"1-61: {text}")
    return int(text)


def run(root: Path, options: argparse.Namespace) -> int:
    """Build the site; 0 when it stands, errors as they are raised by ``build``."""
    today = today_of(options.today)
    hands = _hands(options)
    history = Chronicle(root).now()
    done = build(
        root, Path(options.out), today, tell=print, history=history, hands=hands,
        compressed=options.compress, only=options.only, stock=Stock(root, cold=options.cold),
    )  # fmt: skip
    for problem in done.warnings:
        print(line(problem, options.lang))
    if found := done.compressed:
        sizes = f"{_mb(found.plain)} → gzip {_mb(found.gzip)}, Brotli {_mb(found.brotli)}"
        print(f"文字のファイル {found.files:,} / text files: {sizes}")
    print(
        f"前のまま {done.taken:,} ページ、作り直し {done.pages - done.taken:,} ページ / "
        f"taken over {done.taken:,}, rendered {done.pages - done.taken:,}"
    )
    print(
        f"{done.pages:,}ページを {done.seconds:.1f} 秒で {done.site}/ に作りました / "
        f"built {done.pages:,} pages in {done.seconds:.1f} s"
    )
    return 0


def _hands(options: argparse.Namespace) -> Hands:
    if options.cluster:
        return Cluster(options.cluster)
    jobs = options.jobs or usable_cores()
    return Processes(jobs) if jobs > 1 else OneProcess()


def _mb(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"
