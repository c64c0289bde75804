"""The commands as a person types them: what they print, in which language, and how they end."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polib
import pytest

from dxplans import cli
from dxplans.cli import main
from dxplans.develop.toolbox import ToolMissing
from dxplans.schema import schemas
from dxplans.server import Outcome, PortError
from dxplans.shell import ShellError
from sample import PAGES, TODAY, a_whole_project, with_shell

COMMANDS = (
    "serve", "build", "check", "explain", "new", "translate", "schema", "test", "audit", "a11y",
    "proposal", "codeowners", "diff", "progress", "bench",
)  # fmt: skip
TERM = "glossary/rpa.yaml"
DAY = TODAY.isoformat()


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small whole project, and the working directory in it."""
    for name in ("DXPLANS_SITE_URL", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    root = with_shell(a_whole_project(tmp_path / "project"))
    monkeypatch.chdir(root)
    return root


def spoil(root: Path) -> None:
    """Make two errors in a term."""
    path = root / TERM
    path.write_text(path.read_text("utf-8") + "colour: red\nweight: 5\n", "utf-8")


def ends(arguments: list[str]) -> int:
    """How a command ends that argparse itself ends."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    return int(caught.value.code or 0)


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS)])
def test_help_speaks_both_languages_and_has_an_example(
    command: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """The example is a command that the parser accepts, so it can be copied."""
    assert ends([*command, "--help"]) == 0
    out = capsys.readouterr().out
    _before, _word, example = out.partition("例 / example: dxplans ")
    assert example
    typed = example.split()
    assert typed[0] == (command[0] if command else "serve")
    options = cli.parsed(typed)
    assert callable(options.run)
    assert " / " in out


def test_help_lists_every_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each with a few words in both languages."""
    monkeypatch.setenv("COLUMNS", "200")
    assert ends(["--help"]) == 0
    out = capsys.readouterr().out
    for name in COMMANDS:
        assert re.search(rf"^ +{name}\s+\S+ / \S+", out, re.MULTILINE), name


@pytest.mark.parametrize(
    "arguments", [[], ["publish"], ["translate"], ["check", "--format", "xml"], ["build", "--fast"]]
)
def test_what_is_not_a_command_ends_with_two(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """As for any other tool, with the usage on the error stream."""
    assert ends(arguments) == 2
    assert "usage: dxplans" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["build", "check", "schema", "serve"])
def test_outside_a_project_a_command_says_where_to_run_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
) -> None:
    """In both languages, and touches nothing."""
    monkeypatch.chdir(tmp_path)
    assert main([command]) == 2
    captured = capsys.readouterr()
    assert "プロジェクトのフォルダーで実行してください" in captured.err
    assert "run this in the project's folder" in captured.err
    assert captured.out == ""
    assert list(tmp_path.iterdir()) == []


def test_check_of_good_data(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing wrong is said too, with the number of files."""
    assert main(["check"]) == 0
    # Eleven files of data and two of translations.
    assert capsys.readouterr().out == "問題はありません（13ファイル）。\n"
    assert main(["check", "--lang", "en", str(project / "glossary")]) == 0
    assert capsys.readouterr().out == "No problems (2 files).\n"


def test_check_of_bad_data(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All problems, one a line, in the language asked for; only an error ends with one."""
    spoil(project)
    assert main(["check", "--lang", "en"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" ")[0] for line in lines[:-1]] == [f"{TERM}:8:1:", f"{TERM}:9:1:"]
    assert lines[-1] == "2 errors."
    assert main(["check", "themes"]) == 0
    assert main(["check", "themes", TERM]) == 1


def test_check_of_data_with_a_warning(project: Path) -> None:
    """A warning is not an error."""
    path = project / TERM
    path.write_text(path.read_text("utf-8").replace("おこなうソ", "おこなう AI ソ"), "utf-8")
    assert main(["check"]) == 0


@pytest.mark.parametrize(
    ("style", "first"),
    [
        ("text", f"{TERM}:8:1: "),
        ("json", "["),
        ("github", f"::error file={TERM},line=8,col=1,"),
    ],
)
def test_check_has_a_form_for_each_reader(
    project: Path, capsys: pytest.CaptureFixture[str], style: str, first: str
) -> None:
    """People, programs, and the page of a pull request."""
    spoil(project)
    assert main(["check", "--format", style]) == 1
    out = capsys.readouterr().out
    assert out.startswith(first)
    if style == "json":
        assert [row["rule"] for row in json.loads(out)] == ["unknown_key", "unknown_key"]


def test_build_into_a_folder(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Warnings first, in the language asked for; the last line says how many pages and where."""
    path = project / TERM
    path.write_text(path.read_text("utf-8").replace("おこなうソ", "おこなう AI ソ"), "utf-8")
    assert main(["build", "--out", "public", "--today", DAY, "--lang", "en"]) == 0
    warning, taken, last = capsys.readouterr().out.splitlines()
    assert warning.startswith(f"{TERM}:7:27: warning: There is a space")
    assert "前のまま 0 ページ" in taken
    pages = len(list((project / "public").rglob("index.html"))) - 2 * len(PAGES)
    assert f"{pages}ページを " in last
    assert "public/ に作りました" in last
    assert f"built {pages} pages in " in last
    assert main(["build", "--out", "public", "--today", DAY]) == 0
    assert f"taken over {pages}, rendered 0" in capsys.readouterr().out
    assert main(["build", "--out", "public", "--today", DAY, "--cold"]) == 0
    assert f"taken over 0, rendered {pages}" in capsys.readouterr().out


def test_build_of_bad_data(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The problems, as check tells them, and no site."""
    spoil(project)
    assert main(["build", "--today", DAY, "--lang", "en"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(" ")[0] for line in lines] == [f"{TERM}:8:1:", f"{TERM}:9:1:"]
    assert "There is no key “colour” here." in lines[0]
    assert not (project / "site").exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build", "--today", "tomorrow"], "日付として読めません / Not a day: tomorrow"),
        (["serve", "--today", "tomorrow"], "日付として読めません / Not a day: tomorrow"),
        (["build", "--out", "docs"], "Name another folder"),
    ],
)
def test_what_cannot_be_done_ends_with_two(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    """It is the command that is wrong, not the data."""
    assert main(arguments) == 2
    assert words in capsys.readouterr().err
    assert (project / "docs" / "about.md").is_file()


def raising(error: BaseException) -> Callable[..., Any]:
    """A function that fails."""

    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


STOPS: dict[str, tuple[str, BaseException, list[str], int]] = {
    "MkDocs": ("rendering.command.build", ShellError("Config value 'theme'"), ["build"], 2),
    "a port": ("server.serve", PortError("8000 は使われています / in use"), ["serve"], 2),
    "a tool": ("develop.toolbox.prepare", ToolMissing("apt-get install chromium"), ["test"], 2),
    "somebody who has seen enough": ("server.serve", KeyboardInterrupt(), ["serve"], 130),
}


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("what", STOPS)
def test_what_stops_a_command_is_said_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    """In the words of what stopped it, on the error stream."""
    name, error, arguments, status = STOPS[what]
    monkeypatch.setattr(f"dxplans.{name}", raising(error))
    assert main(arguments) == status
    assert capsys.readouterr().err == (f"{error}\n" if status == 2 else "")


def served(
    monkeypatch: pytest.MonkeyPatch, *arguments: str
) -> tuple[Callable[[], Outcome], dict[str, Any]]:
    """What `dxplans serve` hands to the server: how to rebuild, and what to watch and open."""
    handed: dict[str, Any] = {}

    def take(rebuild: Callable[[], Outcome], watched: tuple[Path, ...], **options: object) -> None:
        handed.update(rebuild=rebuild, watched=watched, **options)

    monkeypatch.setattr("dxplans.server.serve", take)
    assert main(["serve", "--today", DAY, *arguments]) == 0
    return handed.pop("rebuild"), handed


def test_serve_rebuilds_and_survives_bad_data(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A good edit makes a site, a bad one leaves it standing and tells the problems."""
    rebuild, handed = served(monkeypatch)
    assert (handed["host"], handed["port"]) == ("127.0.0.1", 8000)
    names = {path.name for path in handed["watched"]}
    assert {
        "plans",
        "glossary",
        "themes",
        "locales",
        "docs",
        "theme_overrides",
        "mkdocs.yml",
    } <= names

    first = rebuild()
    assert first.problems == ()
    assert first.site is not None
    assert (first.site / "index.html").is_file()
    assert first.pages > 10

    spoil(project)
    bad = rebuild()
    assert bad.site == first.site
    assert [str(problem.mark) for problem in bad.problems] == [f"{TERM}:8:1", f"{TERM}:9:1"]
    assert (first.site / "index.html").is_file()

    monkeypatch.setattr("dxplans.build.build", raising(ShellError("a dead link")))
    stopped = rebuild()
    assert (stopped.site, stopped.problems) == (first.site, ())
    assert "a dead link" in str(stopped)


def test_serve_of_bad_data_from_the_start(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no last good site yet; the problems are shown alone."""
    spoil(project)
    rebuild, handed = served(monkeypatch, "--port", "8123", "--host", "0.0.0.0")  # noqa: S104
    assert (handed["host"], handed["port"]) == ("0.0.0.0", 8123)  # noqa: S104
    outcome = rebuild()
    assert outcome.site is None
    assert len(outcome.problems) == 2


@pytest.mark.slow
def test_translate_from_the_first_text_to_the_last(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`status` ends with one until every file is translated; `update` only brings it up to date."""
    shutil.rmtree(project / "locales")
    assert main(["translate", "status"]) == 1
    assert "en  plans/tokyo/mihon/2026  0/" in capsys.readouterr().out
    assert not (project / "locales").exists()

    assert main(["translate", "update"]) == 0
    assert "未訳 missing" in capsys.readouterr().out
    files = sorted((project / "locales").rglob("*.po"))
    assert [path.stem for path in files] == [
        "glossary", "2026", "questions", "schema", "site", "themes",
    ]  # fmt: skip
    for path in files:
        po = polib.pofile(str(path))
        for entry in po:
            entry.msgstr = "" if entry.msgid_plural else "x"
            entry.msgstr_plural = {0: "x", 1: "x"} if entry.msgid_plural else {}
        po.save(str(path))
    assert main(["translate", "status"]) == 0
    assert "missing" not in capsys.readouterr().out

    term = project / TERM
    term.write_text(term.read_text("utf-8").replace("label: RPA", "label: ロボット"), "utf-8")
    assert main(["translate", "status"]) == 1
    out = capsys.readouterr().out
    assert "  古い訳 outdated 1" in next(line for line in out.splitlines() if "glossary" in line)
    before = {path: path.read_bytes() for path in (project / "locales").rglob("*.po")}
    assert main(["translate", "extract"]) == 0
    assert ".cache/templates/glossary.pot  " in capsys.readouterr().out
    template = polib.pofile(str(project / ".cache/templates/glossary.pot"))
    assert "ロボット" in {entry.msgid for entry in template}
    assert not any(entry.msgstr for entry in template)
    assert {path: path.read_bytes() for path in (project / "locales").rglob("*.po")} == before


def test_translate_needs_good_data(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Texts of a broken file would be taken for gone."""
    before = {path: path.read_bytes() for path in (project / "locales").rglob("*.po")}
    spoil(project)
    assert main(["translate", "update"]) == 1
    assert TERM in capsys.readouterr().out
    assert {path: path.read_bytes() for path in (project / "locales").rglob("*.po")} == before


def test_schema_writes_the_files(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And names them."""
    assert main(["schema"]) == 0
    names = capsys.readouterr().out.split()
    assert names == [f"schema/{name}" for name in schemas()]
    written = {path.name: path.read_text("utf-8") for path in (project / "schema").iterdir()}
    assert written == schemas()


@pytest.mark.parametrize("quick", [True, False])
def test_test_prepares_and_runs_the_suite(
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
    quick: bool,  # noqa: FBT001 - a parameter
) -> None:
    """What the suite answers is how the command ends."""
    asked: list[tuple[str, Path, bool]] = []

    def noting(name: str, answer: int) -> Callable[..., int]:
        def note(root: Path, *, quick: bool) -> int:
            asked.append((name, root, quick))
            return answer

        return note

    monkeypatch.setattr("dxplans.develop.toolbox.prepare", noting("prepare", 0))
    monkeypatch.setattr("dxplans.develop.suite.run_suite", noting("run", 1))
    assert main(["test", *(["--quick"] if quick else [])]) == 1
    assert asked == [("prepare", project, quick), ("run", project, quick)]


def test_bench_is_handed_its_arguments(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is loaded only when it is asked for: it needs more than a site does."""
    asked: list[object] = []

    def run_bench(root: Path, rest: list[str]) -> int:
        asked.append((root, rest))
        return 0

    monkeypatch.setattr("dxplans.develop.bench.run_bench", run_bench)
    assert main(["bench", "--sizes", "5,20", "--no-readme"]) == 0
    assert asked == [(project, ["--sizes", "5,20", "--no-readme"])]


@pytest.mark.parametrize(
    "command",
    [(sys.executable, "-m", "dxplans"), (str(Path(sysconfig.get_path("scripts")) / "dxplans"),)],
    ids=["module", "script"],
)
def test_both_ways_to_start_it(command: tuple[str, ...], project: Path) -> None:
    """`python -m dxplans` and the installed `dxplans` are the same."""
    done = subprocess.run(
        (*command, "check", "--lang", "en"), cwd=project, capture_output=True, text=True, check=False,
        encoding="utf-8",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("No problems (")


def test_a_console_without_japanese_is_no_traceback(project: Path) -> None:
    """What it cannot show is written as a code; the command ends as it should."""
    spoil(project)
    done = subprocess.run(
        (sys.executable, "-m", "dxplans", "check"), cwd=project, capture_output=True, check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.startswith(f"{TERM}:8:1: \\u300ccolour\\u300d".encode())
