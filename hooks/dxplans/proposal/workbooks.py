"""Workbooks of results that lie in a proposal to the YAML files that they stand for."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

from dxplans.library import WORKBOOK
from dxplans.proposal.proposal import Workbook
from dxplans.proposal.saving import LIST

FILE = "workbooks.json"
FILES = "files"
"""In the folder of a proposal: the files to put on its branch, and the list of those to remove."""
COMMAND = (sys.executable, "-m", "dxplans", "progress", "import")
EDITION = 4
"""So many parts of a name lead to an edition: ``plans/yamaguchi/mine/2026``."""
SECONDS = 120
"""A workbook that takes longer is none that people made."""


def convert(root: Path, folder: Path) -> tuple[Workbook, ...]:
    """Turn every workbook below *root*'s plans into YAML, in its place, and remove it.

    A workbook with errors stays. *folder* keeps what was made, for ``read_workbooks``, and the
    files themselves.
    """
    found = tuple(_converted(root, name) for name in workbooks(root))
    folder.mkdir(parents=True, exist_ok=True)
    _write_json(folder / FILE, [asdict(book) for book in found])
    done = [book for book in found if book.read]
    shutil.rmtree(folder / FILES, ignore_errors=True)
    for book in done:
        for name, text in book.result.items():
            path = folder / FILES / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    if done:
        _write_json(folder / FILES / LIST, [book.file for book in done])
    return found


def read_workbooks(folder: Path) -> tuple[Workbook, ...]:
    """What ``convert`` kept in *folder*; nothing if it kept nothing."""
    if not (folder / FILE).is_file():
        return ()
    rows = json.loads((folder / FILE).read_text("utf-8"))
    return tuple(
        Workbook(row["file"], row["result"], tuple((ja, en) for ja, en in row["errors"]))
        for row in rows
    )


def workbooks(root: Path) -> Iterator[str]:
    """The names of the workbooks that lie where results belong."""
    names = (path.relative_to(root).as_posix() for path in (root / "plans").rglob("*"))
    yield from sorted(name for name in names if re.fullmatch(WORKBOOK, name, re.IGNORECASE))


def _converted(root: Path, name: str) -> Workbook:
    place = root.joinpath(*name.split("/")[:EDITION], "progress")
    before = _texts(root, place)
    status, japanese = _run(root, [*COMMAND, name, "--lang", "ja"])
    if status == 0:
        after = _texts(root, place)
        (root / name).unlink()
        return Workbook(name, {n: text for n, text in after.items() if before.get(n) != text})
    _status, english = _run(root, [*COMMAND, name, "--lang", "en"])
    if len(english) != len(japanese):
        english = japanese
    said = tuple(zip(japanese, english, strict=True))
    return Workbook(name, {}, said or ((f"{name}: ?", f"{name}: ?"),))


def _texts(root: Path, folder: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.glob("*.yaml"))
    }


def _run(root: Path, command: Sequence[str]) -> tuple[int, list[str]]:
    """How a command ended and the lines it printed: one for each error."""
    try:
        done = subprocess.run(  # noqa: S603 - our own command, and a name that is checked
            command, cwd=root, capture_output=True, check=False, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return 2, [f"{command[-3]}: 時間がかかりすぎます / takes too long"]
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    return done.returncode, [line.strip() for line in said.splitlines() if line.strip()]


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8", newline="\n")
