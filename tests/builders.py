"""Small projects to check and build: the minimal one, copied, with a few changes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TypedDict, Unpack

import yaml

ROOT = Path(__file__).parents[1]
MINIMAL = ROOT / "tests" / "projects" / "minimal"
FOLDERS = ("plans", "glossary", "themes", "questions")


class Case(TypedDict, total=False):
    """One file of ``tests/cases/check``: what is changed, and the lines that are then printed."""

    about: str
    edits: list[dict[str, str]]
    files: dict[str, str]
    bytes: dict[str, str]
    padded: dict[str, int]
    remove: list[str]
    ja: list[str]
    en: list[str]


def a_case(path: Path) -> Case:
    """The case in *path*."""
    case: Case = yaml.safe_load(path.read_text("utf-8"))
    return case


def a_project(root: Path, case: Case | None = None, **changes: Unpack[Case]) -> Path:
    """The minimal project in the empty folder *root*, changed; returns *root*.

    *edits* replace a piece of a file, *files* and *bytes* (in hexadecimal) write whole ones,
    *padded* lets a file grow to so many bytes, *remove* takes files or folders away.
    """
    for folder in FOLDERS:
        shutil.copytree(MINIMAL / folder, root / folder, dirs_exist_ok=True)
    return a_change(root, {**(case or {}), **changes})


def a_change(root: Path, change: Case) -> Path:
    """The project in *root* with the changes of a case; returns *root*."""
    for name in change.get("remove", ()):
        shutil.rmtree(root / name) if (root / name).is_dir() else (root / name).unlink()
    for edit in change.get("edits", ()):
        path = root / edit["file"]
        text = path.read_text("utf-8")
        if text.count(edit["replace"]) != 1:
            raise ValueError(f"not exactly once in {edit['file']}: {edit['replace']}")
        path.write_text(text.replace(edit["replace"], edit["with"]), "utf-8", newline="")
    whole = {name: text.encode() for name, text in change.get("files", {}).items()}
    whole |= {name: bytes.fromhex(text) for name, text in change.get("bytes", {}).items()}
    for name, content in whole.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    for name, size in change.get("padded", {}).items():
        content = (root / name).read_bytes()
        (root / name).write_bytes(content + b"#" * (size - len(content)))
    return root


def an_edit(file: str, old: str, new: str) -> dict[str, str]:
    """Replace *old* by *new* in *file*."""
    return {"file": file, "replace": old, "with": new}
