"""The parts that a project can be built in, and what belongs to one."""

from __future__ import annotations

import difflib
from pathlib import Path

ONLY = "DXPLANS_ONLY"
"""Tells MkDocs, which is a process of its own, what is built."""


class UnknownPartError(Exception):
    """There is no such part; the message says so in both languages, with what may be meant."""


def belongs(name: str, only: str | None) -> bool:
    """Whether a publisher or plan, or a page below one, is in the part; everything is in the whole."""
    return only is None or f"{name}/".startswith(f"{only}/")


def has_page(name: str, only: str | None) -> bool:
    """The same of any page of a place: a publisher's part has its prefecture's page, too."""
    return belongs(name, only) or f"{only}/".startswith(f"{name}/")


def check_part(root: Path, only: str | None) -> None:
    """UnknownPartError if the project at *root* has no publisher in the part *only*."""
    publishers = [path.parent for path in (root / "plans").glob("*/*/publisher.yaml")]
    towns = {path.relative_to(root / "plans").as_posix() for path in publishers}
    known = sorted(towns | {town.partition("/")[0] for town in towns})
    if only is None or only in known:
        return
    near = difflib.get_close_matches(only, known, n=1)
    ja = (
        f"「{near[0]}」のまちがいではありませんか。"
        if near
        else "plans/ のフォルダーの名前を書きます。"
    )
    en = f"Did you mean “{near[0]}”?" if near else "Write the name of a folder in plans/."
    raise UnknownPartError(
        f"--only: 「{only}」という都道府県や団体は、このプロジェクトにありません。{ja} / "
        f"--only: this project has no prefecture or publisher “{only}”. {en}"
    )
