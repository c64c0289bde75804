"""Small projects to check and build: the minimal one, copied, with a few changes."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import Any, TypedDict, Unpack

import yaml

from dxplans.library import Cache, Library, read_library
from dxplans.portal import Portal, load
from dxplans.templates import compiled

ROOT = Path(__file__).parents[1]
MINIMAL = ROOT / "tests" / "projects" / "minimal"
FOLDERS = ("plans", "glossary", "themes", "questions")


def from_yaml(text: str) -> Any:
    """What a YAML text means, as ``yaml.safe_load`` has it, by the parser that is ten times faster."""
    return yaml.load(text, Loader=yaml.CSafeLoader)


READ: Cache = {}
"""What has been read of the repository's own plans: they stay as they are while tests run."""


@cache
def the_library() -> Library:
    """The files of the repository's own plans, read once for all tests; not to be changed."""
    return read_library(ROOT, READ)


@cache
def the_portal() -> Portal:
    """The repository's own plans, linked; not to be changed."""
    return load(ROOT, READ)


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
    case: Case = from_yaml(path.read_text("utf-8"))
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


def with_compiled(root: Path) -> Path:
    """*root*, whose templates are looked for among those that any test has compiled before."""
    ours, its = compiled(ROOT), compiled(root)
    ours.mkdir(parents=True, exist_ok=True)
    its.parent.mkdir(parents=True, exist_ok=True)
    its.symlink_to(ours, target_is_directory=True)
    return root


def an_edit(file: str, old: str, new: str) -> dict[str, str]:
    """Replace *old* by *new* in *file*."""
    return {"file": file, "replace": old, "with": new}
