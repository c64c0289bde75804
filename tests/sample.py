"""A whole small project, and its built site: the minimal plan with settings, words and templates."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Unpack

from builders import ROOT, Case, a_project, with_compiled
from dxplans.pages.addresses import HAND_WRITTEN
from dxplans.records import FOLDER
from dxplans.settings import read_settings
from dxplans.shell import shell_key

TODAY = date(2026, 11, 20)
PAGES = tuple(path.strip("/") for path in HAND_WRITTEN)


def a_whole_project(root: Path, **changes: Unpack[Case]) -> Path:
    """The minimal plan in the folder *root* with all that a build needs; returns *root*.

    The hand-written pages are two lines each; *changes* are those of ``a_project``.
    """
    root.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "mkdocs.yml", root)
    shutil.copytree(ROOT / "theme_overrides", root / "theme_overrides")
    (root / "hooks").mkdir()
    shutil.copy(ROOT / "hooks" / "mkdocs_events.py", root / "hooks")
    (root / "docs").mkdir()
    for page in PAGES:
        for suffix, title in (("", f"{page}のページ"), (".en", f"The page {page}")):
            text = f"---\ntitle: {title}\n---\n\n[link](plan:tokyo/mihon)\n"
            path = root / "docs" / f"{page}{suffix}.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")
    words = root / "locales" / "en"
    words.mkdir(parents=True)
    for name in ("site.po", "schema.po"):
        shutil.copy(ROOT / "locales" / "en" / name, words)
    return a_project(with_compiled(root), **changes)


def with_shell(root: Path, today: date = TODAY, only: str | None = None) -> Path:
    """*root*, whose hand-written pages MkDocs seems to have built already: a build is then quick."""
    key = shell_key(root, today, read_settings(root, only).site_url, only)
    shell = root / ".cache" / "shell" / key
    for prefix in ("", "en/"):
        for page in PAGES:
            path = shell / prefix / page / "index.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"<!doctype html><title>{page}</title>\n", "utf-8")
    return root


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below *folder* by its name, with its content; not what was remembered of files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.is_relative_to(folder / FOLDER)
    }
