"""What `dxplans check` prints, for which files, in which form."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from builders import ROOT, a_project, an_edit, from_yaml
from dxplans.check.report import Report, check_project, render, summary
from dxplans.problem import Mark, Problem

TERM, THEME = "glossary/bpr.yaml", "themes/counter.yaml"
BROKEN = (
    an_edit(TERM, "related: [rpa]", "related: [rpaa]"),
    an_edit(THEME, "手続のテーマです。", "市の DX です。"),
)

TRANSLATED: list[dict[str, Any]] = from_yaml(
    (ROOT / "tests" / "cases" / "translations.yaml").read_text("utf-8")
)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A project with an error in a term and a warning in a theme."""
    return a_project(tmp_path / "project", edits=list(BROKEN))


def test_text_is_a_line_a_problem_and_a_count(broken: Path) -> None:
    """Editors jump to file:line:column; people read the last line first."""
    assert render(check_project(broken)).splitlines() == [
        "glossary/bpr.yaml:7:11: 用語の id「rpaa」が見つかりません。「rpa」の間違いではありませんか。",
        "themes/counter.yaml:4:23: warning: 英数字と日本語の間に空白があります（␣のところ）: 「…所に行かなくてもすむ市の␣DX␣です。」。このサイトでは空白を入れません → …所に行かなくてもすむ市のDXです。",
        "1件の誤り、1件の注意があります。",
    ]
    assert render(check_project(broken), lang="en").splitlines()[-1] == "1 error, 1 warning."


@pytest.mark.parametrize("case", TRANSLATED, ids=[case["text"][:30] for case in TRANSLATED])
def test_translations_are_read_as_well(tmp_path: Path, case: dict[str, Any]) -> None:
    """Vague links and sensory wording, at the entry's line; what is not shown may wait."""
    root = a_project(tmp_path / "project")
    path = root / "locales" / "en" / "themes.po"
    path.parent.mkdir(parents=True)
    entry = f'msgctxt "a"\nmsgid "字"\nmsgstr "{case["text"]}"\n'
    path.write_text(
        f'msgid ""\nmsgstr ""\n\n{entry}\n#, fuzzy\n{entry.replace("字", "語")}', "utf-8"
    )
    found = check_project(root).problems
    assert sorted(problem.code for problem in found) == sorted(case["rules"])
    assert {problem.mark for problem in found} <= {Mark("locales/en/themes.po", 4)}
    assert {p.level for p in found if p.code == "sensory"} <= {"warning"}


@pytest.mark.parametrize(
    ("errors", "warnings", "files", "ja", "en"),
    [
        (0, 0, 107, "問題はありません（107ファイル）。", "No problems (107 files)."),
        (0, 0, 1, "問題はありません（1ファイル）。", "No problems (1 file)."),
        (3, 1, 9, "3件の誤り、1件の注意があります。", "3 errors, 1 warning."),
        (0, 2, 9, "2件の注意があります。", "2 warnings."),
        (1, 0, 9, "1件の誤りがあります。", "1 error."),
    ],
)
def test_the_last_line_counts(errors: int, warnings: int, files: int, ja: str, en: str) -> None:
    """Errors and warnings are counted apart, as only errors keep the site from being built."""
    one = Problem(Mark("a.yaml"), "empty_file")
    two = Problem(Mark("a.yaml"), "empty_file", level="warning")
    report = Report((one,) * errors + (two,) * warnings, files)
    assert (summary(report, "ja"), summary(report, "en")) == (ja, en)


def test_json_holds_both_languages(broken: Path) -> None:
    """A program gets each problem once, with everything that is known of it."""
    rows = json.loads(render(check_project(broken), "json"))
    assert [
        (row["file"], row["line"], row["column"], row["level"], row["rule"]) for row in rows
    ] == [
        (TERM, 7, 11, "error", "unknown_id"),
        (THEME, 4, 23, "warning", "space_by_latin"),
    ]
    assert rows[0]["message_ja"].startswith("用語の id「rpaa」")
    assert rows[0]["message_en"] == "There is no term “rpaa”. Did you mean “rpa”?"
    assert json.loads(render(Report((), 3), "json")) == []


def test_github_shows_problems_beside_the_lines(broken: Path) -> None:
    """One workflow command a problem; warnings are warnings there too."""
    first, second, last = render(check_project(broken), "github", "en").splitlines()
    assert first == (
        "::error file=glossary/bpr.yaml,line=7,col=11,title=Error (unknown_id)"
        "::There is no term “rpaa”. Did you mean “rpa”?"
    )
    assert second.startswith("::warning file=themes/counter.yaml,line=4,col=23,title=Warning (")
    assert last == "1 error, 1 warning."


def test_github_commands_cannot_be_forged() -> None:
    """A file name or value with signs of the command's own ends up as text."""
    mark = Mark("a,line=9::b\n::error::c%.yaml", 1, 1)
    problem = Problem(mark, "raw_html", {"found": "100%\r\n::error::<b>"})
    shown = render(Report((problem,), 1), "github", "en").splitlines()
    assert shown[0] == (
        "::error file=a%2Cline=9%3A%3Ab%0A%3A%3Aerror%3A%3Ac%25.yaml,line=1,col=1,"
        "title=Error (raw_html)::HTML (“100%25 ::error::<b>”) cannot be used. Write plain text."
    )
    assert len(shown) == 2


@pytest.mark.parametrize(
    ("paths", "files"),
    [
        ((), {TERM, THEME}),
        (("glossary",), {TERM}),
        (("glossary/",), {TERM}),
        (("glossary/bpr.yaml", "themes"), {TERM, THEME}),
        (("glossary/rpa.yaml",), set()),
        ((".",), {TERM, THEME}),
        (("./plans/../themes",), {THEME}),
    ],
)
def test_paths_limit_what_is_told(
    broken: Path, monkeypatch: pytest.MonkeyPatch, paths: tuple[str, ...], files: set[str]
) -> None:
    """Relative to the working directory, else to the project; absolute paths alike."""
    told = check_project(broken, paths).problems
    assert {problem.mark.file for problem in told} == files
    monkeypatch.chdir(broken)
    assert check_project(broken, paths).problems == told
    assert check_project(broken, [broken / path for path in paths]).problems == told
    assert check_project(Path(), paths).problems == told


def test_a_path_from_inside_the_project(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder of the project, names are those that one sees there."""
    monkeypatch.chdir(broken / "glossary")
    report = check_project(broken, ["bpr.yaml"])
    assert [problem.mark.file for problem in report.problems] == [TERM]
    assert report.files == 1


def test_ids_are_looked_up_in_the_whole_project(tmp_path: Path) -> None:
    """A file asked for alone may name what stands in files that were not asked for."""
    root = a_project(tmp_path)
    assert check_project(root, [TERM, THEME]) == Report((), 2)


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("glossary/bpr.yml", "no_such_path"),
        ("x" * 5000, "no_such_path"),
        ("a\0b", "no_such_path"),
        ("/", "outside_project"),
        ("..", "outside_project"),
        ("notes.md", "no_data_here"),
        ("plans/empty", "no_data_here"),
    ],
)
def test_a_path_that_is_no_data_is_told(broken: Path, path: str, code: str) -> None:
    """A typing mistake must not look like a clean check."""
    (broken / "notes.md").write_text("x", "utf-8")
    (broken / "plans" / "empty").mkdir()
    (problem,) = check_project(broken, [path]).problems
    assert problem.code == code
    assert problem.level == "error"
    assert "\0" not in render(Report((problem,), 0))


def test_a_folder_without_plans_is_told(tmp_path: Path) -> None:
    """The command was run in the wrong place."""
    assert render(check_project(tmp_path)).splitlines()[-1] == "1件の誤りがあります。"
    assert check_project(tmp_path).problems[0].code == "no_project"


def test_file_names_that_are_no_text_can_be_printed(tmp_path: Path) -> None:
    """File systems hold any bytes; a terminal and a CI log do not."""
    root = a_project(tmp_path)
    (root / "glossary" / os.fsdecode(b"\xff\n\x1b[2J.yaml")).write_bytes(b"label: x\n")
    report = check_project(root)
    assert [problem.code for problem in report.problems] == ["stray_file"]
    assert render(report).encode().count(b"\n") == 1
    assert "\x1b" not in render(report)
