"""The hand-written pages: when MkDocs runs again and when not, and what its complaints become."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dxplans.check.messages import line
from dxplans.shell import ShellError, build_shell, check_docs, shell_key, without_strangers
from sample import TODAY, a_whole_project, with_shell

PATHS = {"tokyo/mihon/", "glossary/rpa/", "themes/counter/"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small whole project."""
    return a_whole_project(tmp_path)


def append(name: str, text: str = "\n") -> Callable[[Path], object]:
    """Add something to a file, or make it."""

    def change(root: Path) -> None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(text)

    return change


MATTERS: dict[str, Callable[[Path], object]] = {
    "a page's text": append("docs/about.md", "もう一文。\n"),
    "a new page": append("docs/more.md", "# 新しいページ\n"),
    "a page taken away": lambda root: (root / "docs/edit.md").unlink(),
    "a page's name": lambda root: (root / "docs/edit.md").rename(root / "docs/edition.md"),
    "a template": append("theme_overrides/main.html"),
    "a component": append("theme_overrides/components/about.html"),
    "the stylesheet": append("theme_overrides/assets/style.css"),
    "the interface's English": append("locales/en/site.po", "# looked at\n"),
    "another language's words": append("locales/ko/site.po"),
    "the settings": append("mkdocs.yml", "# a remark\n"),
    "our own code": append("hooks/mkdocs_events.py", "# a remark\n"),
}
DOES_NOT: dict[str, Callable[[Path], object]] = {
    "a plan": append("plans/tokyo/mihon/2026/plan.yaml"),
    "a term": append("glossary/rpa.yaml"),
    "a theme": append("themes/counter.yaml"),
    "a plan's English": append("locales/en/plans/tokyo/mihon/2026.po"),
    "the glossary's English": append("locales/en/glossary.po"),
    "the format's English": append("locales/en/schema.po", "# looked at\n"),
    "a time stamp": lambda root: os.utime(root / "docs/about.md", (0, 0)),
    "compiled code": append("hooks/__pycache__/mkdocs_events.cpython-313.pyc"),
    "a site": append("site/index.html"),
}


@pytest.mark.parametrize("what", MATTERS)
def test_the_pages_are_made_again_when_what_they_are_made_of_changes(
    project: Path, what: str
) -> None:
    """Otherwise a change would not be seen."""
    before = shell_key(project, TODAY, None)
    MATTERS[what](project)
    assert shell_key(project, TODAY, None) != before


@pytest.mark.parametrize("what", DOES_NOT)
def test_the_pages_are_not_made_again_for_anything_else(project: Path, what: str) -> None:
    """Editing a plan must show within two seconds, and MkDocs takes more than one."""
    before = shell_key(project, TODAY, None)
    DOES_NOT[what](project)
    assert shell_key(project, TODAY, None) == before


def test_the_day_and_the_address_matter(project: Path) -> None:
    """Both are printed on every page; where the project lies does not matter."""
    keys = {
        shell_key(project, day, url)
        for day in (TODAY, date(2026, 11, 21))
        for url in (None, "https://example.org/", "https://example.org/dx/")
    }
    assert len(keys) == 6
    other = shutil.copytree(project, project / "elsewhere")
    assert shell_key(other, TODAY, None) == shell_key(project, TODAY, None)


def test_pages_that_are_there_are_taken(project: Path) -> None:
    """Without running MkDocs: the folder has what its key promises."""
    with_shell(project)
    found = build_shell(project, TODAY, None)
    assert found == project / ".cache" / "shell" / shell_key(project, TODAY, None)
    assert (found / "about" / "index.html").read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[市](plan:tokyo/mihon)と[言葉](term:rpa)と[テーマ](theme:counter#top)\n", []),
        ("[市](plan:tokyo/mihom)\n", [("docs/page.md:1:4", "tokyo/mihom")]),
        ("# 題\n\n本文 [言葉](term:rpb)。\n", [("docs/page.md:3:8", "rpb")]),
        ("[市](plan:tokyo/mihom) [市](plan:tokyo)\n", [("docs/page.md:1:4", "tokyo/mihom"), ("docs/page.md:1:26", "tokyo")]),
        ("[テーマ](theme:mado#top)\n", [("docs/page.md:1:6", "mado")]),
        ("[外](https://example.org/) (term:)\n", []),
        ("[例](example:tokyo/mihon/2026) [例](example:chiba/mihon)\n", [("docs/page.md:1:4", "tokyo/mihon/2026")]),
        ("", []),
    ],
)  # fmt: skip
def test_links_to_pages_that_are_not_there_are_problems(
    tmp_path: Path, text: str, expected: list[tuple[str, str]]
) -> None:
    """With file, line and column, in the words of every other unknown id."""
    append("docs/page.md", text)(tmp_path)
    (tmp_path / "plans" / "tokyo" / "mihon").mkdir(parents=True)
    found = check_docs(tmp_path, PATHS)
    assert [(str(one.mark), one.values["id"]) for one in found] == expected
    for one in found:
        assert one.values["id"] in line(one, "ja")
        assert one.values["id"] in line(one, "en")


def test_examples_of_other_publishers_are_no_links(tmp_path: Path) -> None:
    """The guide names plans that a fork may not have taken over: it is built all the same."""
    (tmp_path / "plans" / "tokyo" / "mihon").mkdir(parents=True)
    text = "[甲](example:tokyo/mihon/2026#x)、[乙](example:chiba/mihon)、[丙](plan:chiba/mihon)"
    told = "[甲](example:tokyo/mihon/2026#x)、乙、[丙](plan:chiba/mihon)"
    assert without_strangers(tmp_path, text) == told


def test_every_page_is_looked_at(tmp_path: Path) -> None:
    """In every language and folder, in a fixed order."""
    for name in ("b.en.md", "b.md", "a/c.md", "notes.txt"):
        append(f"docs/{name}", "[市](plan:nowhere)\n")(tmp_path)
    found = [problem.mark.file for problem in check_docs(tmp_path, PATHS)]
    assert found == ["docs/a/c.md", "docs/b.en.md", "docs/b.md"]


def test_a_page_in_another_encoding_is_a_problem(tmp_path: Path) -> None:
    """As it is for the plans' files; Windows' mark at the beginning is fine."""
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_bytes("表紙".encode("cp932"))
    (tmp_path / "docs" / "b.md").write_text("[市](plan:tokyo/mihon)", "utf-8-sig")
    assert [(str(one.mark), one.code) for one in check_docs(tmp_path, PATHS)] == [
        ("docs/a.md:1:1", "not_utf8")
    ]


def test_a_project_without_hand_written_pages_has_no_problems(tmp_path: Path) -> None:
    """Nothing to look at."""
    assert check_docs(tmp_path, PATHS) == ()


@pytest.mark.slow
def test_mkdocs_builds_the_pages_of_both_languages_once(project: Path) -> None:
    """In our frame, links resolved, without the theme's own files; then they are kept."""
    found = build_shell(project, TODAY, None)
    page = (found / "about" / "index.html").read_text("utf-8")
    assert 'href="../tokyo/mihon/"' in page
    assert "日付の基準: 令和8年（2026年）11月20日" in page
    assert 'lang="en"' in (found / "en" / "edit" / "index.html").read_text("utf-8")
    names = {path.name for path in found.rglob("*") if path.is_file()}
    assert not {name for name in names if name.endswith((".js", ".css", ".map"))}
    made = found.stat().st_ino
    assert build_shell(project, TODAY, None).stat().st_ino == made

    append("docs/about.md", "もう一文。\n")(project)
    again = build_shell(project, TODAY, None)
    assert again != found
    assert "もう一文。" in (again / "about" / "index.html").read_text("utf-8")


@pytest.mark.slow
def test_old_pages_are_cleared_away_after_a_while(project: Path) -> None:
    """The cache does not grow for ever, and takes nothing from a build that is running."""
    cache = project / ".cache" / "shell"
    for name, age in (("0123456789abcdef", 7200), ("fedcba9876543210", 60)):
        (cache / name).mkdir(parents=True)
        os.utime(cache / name, (time.time() - age,) * 2)
    kept = build_shell(project, TODAY, None)
    assert sorted(path.name for path in cache.iterdir()) == sorted([kept.name, "fedcba9876543210"])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "words"),
    [
        (append("docs/about.md", "[nowhere](nowhere.md)\n"), "'nowhere.md'"),
        (append("mkdocs.yml", "theme_of: none\n"), "Unrecognised configuration name: theme_of"),
        (append("theme_overrides/main.html", "{% if %}"), "main.html"),
    ],
    ids=["a dead link", "a setting", "a template"],
)
def test_what_mkdocs_refuses_is_told_in_its_own_words(
    project: Path, change: Callable[[Path], object], words: str
) -> None:
    """Warnings count: a dead link must not be published. Nothing half-made is kept."""
    change(project)
    with pytest.raises(ShellError) as caught:
        build_shell(project, TODAY, None)
    assert words in str(caught.value)
    assert list((project / ".cache").glob("shell/*")) == []
