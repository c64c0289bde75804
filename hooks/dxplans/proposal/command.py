"""`dxplans proposal`: what a workflow, or a person at a desk, asks about a proposed change."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from dxplans.build import today_of
from dxplans.commands import Command
from dxplans.proposal import desk
from dxplans.proposal.acceptance import NAME
from dxplans.proposal.taken import take
from dxplans.proposal.workbooks import convert

FOLDER = ".cache/proposal"


def add(command: Command) -> None:
    """Add the command and its options to the command line."""
    made = command("proposal", run, "変更の提案を見て、知らせを書く", "look at a proposed change and tell of it",
                   "dxplans proposal comment main")  # fmt: skip
    made.add_argument(
        "action", choices=["take", "preview", "comment"],
        help="take: 提案のデータだけを、いまのプログラムの横に置く(表はYAMLに直す) / put the proposal's data "
        "beside the present code, workbooks turned into YAML · preview: 見本のサイトを作る / build the preview · "
        "comment: 提案した人への知らせを書く / write the comment for its author",
    )  # fmt: skip
    made.add_argument("commit", metavar="COMMIT",
                      help="take では提案の、ほかでは変更の前のコミット / of the proposal (take), else that before it")  # fmt: skip
    made.add_argument("--before", default="site", metavar="DIR",
                      help="変更の前のサイト / the site before the change")  # fmt: skip
    made.add_argument("--folder", default=FOLDER, metavar="DIR",
                      help="できたものを置くところ / where the results are kept")  # fmt: skip
    made.add_argument("--today", help="YYYY-MM-DD")


def run(root: Path, options: Namespace) -> int:
    """Do what was asked; 1 if there is something to correct."""
    folder = Path(options.folder)
    if options.action == "take":
        return _take(root, options.commit, folder)
    if options.action == "preview":
        number = desk.preview(
            root, options.commit, Path(options.before), folder, today_of(options.today)
        )
        _say(f"変わるページ / pages that change: {number}")
        return 0
    text, faults = desk.comment(root, options.commit, Path(options.before), folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_text(text, encoding="utf-8", newline="\n")
    _say(text)
    return int(faults > 0)


def _take(root: Path, commit: str, folder: Path) -> int:
    taken = take(root, commit)
    taken.write(folder)
    books = convert(root, folder)
    done = any(book.read for book in books)
    for book in books:
        _say(f"{book.file} → {', '.join(book.result) if book.read else '×'}")
        for error, _english in book.errors:
            _say(f"{book.file}: {error}")
    if output := os.environ.get("GITHUB_OUTPUT"):
        with Path(output).open("a", encoding="utf-8") as file:
            file.write(f"converted={str(done).lower()}\n")
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
