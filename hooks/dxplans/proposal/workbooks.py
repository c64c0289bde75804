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

from dxplans.check.report import check_project
from dxplans.library import WORKBOOK
from dxplans.proposal.proposal import Workbook
from dxplans.proposal.saving import LIST

FILE = "workbooks.json"
FILES = "files"
"""In the folder of a proposal: the files to put on its branch, and the list of those to remove."""
COMMAND = (sys.executable, "-m", "dxplans", "progress", "import")
EDITION = 4
"""So many parts of a name lead to an edition: ``plans/yamaguchi/mine/2026``."""
NOTE = "注意: "
"""What begins a line that is worth a look, and no error."""
BLOCKED = (
    "ほかのファイルに誤りがあるので、この表はまだ読んでいません。先にそれを直してください。",
    "Other files have errors, so this workbook has not been read yet. Correct them first.",
)
UNREADABLE = (
    "この表を読めません。`dxplans progress export` で作った用紙に写してください。",
    "This workbook cannot be read. Copy it into a form made by `dxplans progress export`.",
)
SECONDS = 120
"""A workbook that takes longer is none that people made."""


def convert(root: Path, folder: Path) -> tuple[Workbook, ...]:
    """Turn every workbook below *root*'s plans into YAML, in its place, and remove it.

    A workbook with errors stays. *folder* keeps what was made, for ``read_workbooks``, and the
    files themselves.
    """
    folder.mkdir(parents=True, exist_ok=True)
    # They are no data: while they lie there, the project has errors and no workbook is read.
    aside = _moved_aside(root, folder / "workbooks")
    blocked = bool(aside) and check_project(root).errors > 0
    found = [
        Workbook(name, {}, (BLOCKED,)) if blocked else _converted(root, name, path)
        for name, path in aside.items()
    ]
    for book in found:
        if not book.read:
            shutil.move(aside[book.file], root / book.file)
    _write_json(folder / FILE, [asdict(book) for book in found])
    _keep_files(folder / FILES, [book for book in found if book.read])
    return tuple(found)


def _moved_aside(root: Path, folder: Path) -> dict[str, Path]:
    """The workbooks by their names, each in a folder of its own outside the plans."""
    shutil.rmtree(folder, ignore_errors=True)
    moved = {}
    for number, name in enumerate(workbooks(root)):
        moved[name] = folder / str(number) / Path(name).name
        moved[name].parent.mkdir(parents=True)
        shutil.move(root / name, moved[name])
    return moved


def _keep_files(folder: Path, done: Sequence[Workbook]) -> None:
    """The files made of workbooks, and which workbooks they were, for whoever saves them."""
    shutil.rmtree(folder, ignore_errors=True)
    for book in done:
        for name, text in book.result.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    if done:
        folder.mkdir(parents=True, exist_ok=True)
        _write_json(folder / LIST, [book.file for book in done])


def read_workbooks(folder: Path) -> tuple[Workbook, ...]:
    """What ``convert`` kept in *folder*; nothing if it kept nothing."""
    if not (folder / FILE).is_file():
        return ()
    rows = json.loads((folder / FILE).read_text("utf-8"))
    return tuple(
        Workbook(
            row["file"], row["result"], *(tuple((ja, en) for ja, en in row[k]) for k in ("errors", "notes"))
        )
        for row in rows
    )  # fmt: skip


def workbooks(root: Path) -> Iterator[str]:
    """The names of the workbooks that lie where results belong."""
    names = (path.relative_to(root).as_posix() for path in (root / "plans").rglob("*"))
    yield from sorted(name for name in names if re.fullmatch(WORKBOOK, name, re.IGNORECASE))


def _converted(root: Path, name: str, path: Path) -> Workbook:
    before = _results(root)
    command = [*COMMAND, str(path), "--edition", "/".join(name.split("/")[1:EDITION])]
    status, japanese = _run(root, command, "ja")
    after = _results(root)
    _status, english = _run(root, [*command, "--dry-run"], "en")
    if len(english) != len(japanese):
        english = japanese
    pairs = tuple(zip(japanese, english, strict=True))
    notes = tuple(
        (ja.removeprefix(NOTE), en.removeprefix("note: "))
        for ja, en in pairs
        if ja.startswith(NOTE)
    )
    if status == 0:
        changed = {n: text for n, text in after.items() if before.get(n) != text}
        return Workbook(name, changed, (), notes)
    errors = tuple(pair for pair in pairs if not pair[0].startswith(NOTE))
    return Workbook(name, {}, errors or (UNREADABLE,), notes)


def _results(root: Path) -> dict[str, str]:
    """Every file of results, by its name."""
    paths = sorted(root.glob("plans/*/*/*/progress/*.yaml"))
    return {p.relative_to(root).as_posix(): p.read_text("utf-8") for p in paths}


def _run(root: Path, command: Sequence[str], lang: str) -> tuple[int, list[str]]:
    """How a command ended, and the lines that it printed about its file."""
    path = command[len(COMMAND)]
    try:
        done = subprocess.run(  # noqa: S603 - our own command; the name is no option, it is a path
            [*command, "--lang", lang], cwd=root, capture_output=True, check=False, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        return 2, []
    said = (done.stdout + done.stderr).decode("utf-8", "replace").splitlines()
    start = f"{path}: "
    return done.returncode, [one.removeprefix(start) for one in said if one.startswith(start)]


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8", newline="\n")
