"""Which files are read as what, and that what has not changed is not read again."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from builders import a_project, an_edit
from dxplans import library
from dxplans.check.links import check_links
from dxplans.library import Cache, read_library

PLAN = "plans/tokyo/mihon/2026/plan.yaml"
TERM = "glossary/bpr.yaml"


def _touch(path: Path, text: str) -> None:
    """Write *text* with a new time, as file systems with coarse clocks may not give one."""
    before = path.stat()
    path.write_text(text, "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns + 1_000_000_000))


def test_each_path_says_what_a_file_is(tmp_path: Path) -> None:
    """Kind and ids come from the folders; nothing in the file repeats them."""
    found = read_library(a_project(tmp_path)).entries
    assert {name: entry.kind for name, entry in found.items()} == {
        "glossary/bpr.yaml": "term",
        "glossary/rpa.yaml": "term",
        "plans/tokyo/mihon/2026/answers.yaml": "answers",
        "plans/tokyo/mihon/2026/chapters/background.yaml": "chapter",
        "plans/tokyo/mihon/2026/initiatives/online.yaml": "initiative",
        "plans/tokyo/mihon/2026/initiatives/rpa.yaml": "initiative",
        "plans/tokyo/mihon/2026/plan.yaml": "plan",
        "plans/tokyo/mihon/2026/themes.yaml": "stances",
        "plans/tokyo/mihon/publisher.yaml": "publisher",
        "questions/without-going.yaml": "question",
        "themes/counter.yaml": "theme",
    }
    assert found[PLAN].edition == ("tokyo", "mihon", "2026")
    assert found[TERM].edition is None
    assert found[TERM].ids == {"id": "bpr"}


def test_notes_and_hidden_files_are_left_alone(tmp_path: Path) -> None:
    """A README may explain a folder, and editors leave files behind."""
    root = a_project(tmp_path, files={"plans/README.md": "x", "glossary/.bpr.yaml.swp": "x"})
    assert read_library(root).problems() == ()


def test_only_changed_files_are_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An edit is on screen within two seconds because the rest is remembered."""
    root = a_project(tmp_path)
    read: list[str] = []
    reading = library.read_entry

    def noted(path: Path, name: str) -> library.Entry:
        read.append(name)
        return reading(path, name)

    monkeypatch.setattr(library, "read_entry", noted)
    cache: Cache = {}
    first = read_library(root, cache)
    assert set(read) == set(first.entries)
    read.clear()
    again = read_library(root, cache)
    assert read == []
    assert again.entries[TERM] is first.entries[TERM]
    _touch(root / TERM, (root / TERM).read_text("utf-8").replace("BPR", "ＢＰＲ"))
    read_library(root, cache)
    assert read == [TERM]


def test_a_file_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    """Its problems go with it."""
    root = a_project(tmp_path, files={"glossary/wrong.yaml": "label: x\n"})
    cache: Cache = {}
    assert read_library(root, cache).problems()
    (root / "glossary" / "wrong.yaml").unlink()
    assert read_library(root, cache).problems() == ()
    assert "glossary/wrong.yaml" not in cache


def test_problems_between_files_are_not_remembered(tmp_path: Path) -> None:
    """They are about other files too, which may have been corrected since."""
    edit = an_edit("themes/counter.yaml", "terms: [bpr]", "terms: [dx]")
    gone = ["questions", "plans/tokyo/mihon/2026/answers.yaml"]
    root = a_project(tmp_path, edits=[edit], remove=gone)
    cache: Cache = {}

    def codes() -> list[str]:
        found = read_library(root, cache)
        check_links(found)
        return [problem.code for problem in found.problems()]

    assert codes() == codes() == ["unknown_id"]
    (root / TERM).rename(root / "glossary" / "dx.yaml")
    assert codes() == []


def test_a_file_that_vanishes_meanwhile_is_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Editors write a new file and move it over the old one."""
    root = a_project(tmp_path)
    monkeypatch.setattr(
        library,
        "_files",
        lambda _root: iter([("glossary/gone.yaml", str(root / "glossary" / "gone.yaml"))]),
    )
    assert read_library(root).entries == {}
