"""`dxplans diff`: what a change to the project means, between two revisions or folders."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dxplans.changes.compare import compare
from dxplans.changes.markdown import LIMIT
from dxplans.changes.render import render
from dxplans.changes.repository import RevisionError
from dxplans.changes.revision import states
from dxplans.commands import Command

HELP = (
    "変更の意味を役所の言葉で知らせる",
    "tell in plain words what a change means",
    "dxplans diff main --format markdown",
)


def add(command: Command) -> None:
    """Add the command and its options to the command line."""
    add_arguments(command("diff", run_diff, *HELP))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument(
        "base", metavar="BASE",
        help="くらべるもとの版(ブランチ、タグ、コミット)かフォルダー / "
        "what to compare with: a branch, tag, commit or folder",
    )  # fmt: skip
    parser.add_argument(
        "head", metavar="HEAD", nargs="?",
        help="変更後の版かフォルダー。書かなければ、保存しただけのものも入れた今のファイル / "
        "the changed state; without it the files as they are now, uncommitted ones too",
    )  # fmt: skip
    parser.add_argument(
        "--format", choices=["text", "markdown", "table", "json"], default="text",
        help="table は新旧対照表（Markdown） / table sets old and new side by side, in Markdown",
    )  # fmt: skip
    parser.add_argument(
        "--path", action="append", default=[], metavar="PATH",
        help="このファイルかフォルダーだけ(いくつでも) / only this file or folder (may be repeated)",
    )  # fmt: skip
    parser.add_argument(
        "--limit", type=int, default=LIMIT, metavar="N",
        help="markdown の長さの上限(字) / the greatest length of markdown, in characters",
    )  # fmt: skip


def run_diff(root: Path, options: argparse.Namespace) -> int:
    """Print what changed; 0 whether or not anything did, 2 when the states cannot be compared."""
    try:
        with states(root, options.base, options.head) as (before, after):
            changes = compare(before, after, only=options.path)
    except RevisionError as error:
        print(error, file=sys.stderr)
        return 2
    print(render(changes, options.format, options.lang, options.limit))
    return 0
