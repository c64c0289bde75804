"""A proposal in real git repositories: what is taken of it, what its preview and comment show."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dxplans.build import BuildError, build
from dxplans.cli import main
from dxplans.portal import load
from dxplans.proposal import desk, workbooks
from dxplans.proposal.acceptance import NAME, accepted
from dxplans.proposal.disk import to_files
from dxplans.proposal.history import commit_of
from dxplans.proposal.pages import ChangedPage, changed_pages
from dxplans.proposal.saving import LIST, files_in
from dxplans.proposal.taken import DATA, read_taken, take
from dxplans.settings import read_settings
from sample import TODAY, a_whole_project, with_shell
from test_proposal_text import an_archive
from website.projects import the_repository

RPA = "plans/tokyo/mihon/2026/initiatives/rpa.yaml"
BOOK = "plans/tokyo/mihon/2026/実績.xlsx"
RESULTS = "plans/tokyo/mihon/2026/progress/2026.yaml"
DIFF = """
import json, sys
assert sys.argv[1:] == ["HEAD", "--format", "json"], sys.argv
row = {
    "within": None, "ja": "みほん市 RPA: 題名を変更", "en": "Mihon City: renamed", "pairs": [], "pairs_en": [],
    "subject": {"type": "initiative"}, "page_after": "glossary/rpa/",
}
words = {**row, "ja": "訳がまだない文", "subject": {"type": "translation"}, "page_after": "sitemap/"}
print(json.dumps([words, row, {**row, "within": "tokyo/mihon/2026"}]))
"""
IMPORT = """
import pathlib, sys
name, edition = sys.argv[1], sys.argv[3]
assert sys.argv[2] == "--edition" and edition == "tokyo/mihon/2026", sys.argv
lang = sys.argv[sys.argv.index("--lang") + 1]
text = pathlib.Path(name).read_text("utf-8")
print(name + {"ja": ": 注意: 丸めました", "en": ": note: rounded"}[lang])
if "bad" in text:
    print(name + {"ja": ": 5行目: 数ではありません", "en": ": row 5: not a number"}[lang])
    print("1件の誤り")
    raise SystemExit(1)
if "same" not in text and "--dry-run" not in sys.argv:
    path = pathlib.Path("plans/tokyo/mihon/2026/progress/2026.yaml")
    path.parent.mkdir(exist_ok=True)
    path.write_text("note: 実績\\n", "utf-8")
"""


def git(root: Path, *arguments: str) -> str:
    """What git prints."""
    command = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments)
    done = subprocess.run(command, cwd=root, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def propose(root: Path) -> str:
    """Commit everything as a proposal, and go back to what was before it."""
    git(root, "checkout", "--quiet", "-b", "proposal")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "proposal")
    git(root, "checkout", "--quiet", "main")
    return git(root, "rev-parse", "proposal")


def replace(root: Path, name: str, old: str, new: str) -> None:
    """Change what stands once in a file."""
    text = (root / name).read_text("utf-8")
    assert text.count(old) == 1
    (root / name).write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project in git, with the working directory in it and commands that stand in."""
    for name in ("DXPLANS_SITE_URL", "SOURCE_DATE_EPOCH", "GITHUB_EVENT_NAME", "GITHUB_OUTPUT"):
        monkeypatch.delenv(name, raising=False)
    root = with_shell(a_whole_project(tmp_path / "project"))
    (root / ".gitignore").write_text("/site/\n/.cache/\n")
    (root / "Makefile").write_text("site:\n")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "before")
    for name, text, module in (("DIFF", DIFF, desk), ("COMMAND", IMPORT, workbooks)):
        (tmp_path / f"{name}.py").write_text(text, "utf-8")
        monkeypatch.setattr(module, name, (sys.executable, str(tmp_path / f"{name}.py")))
    monkeypatch.chdir(root)
    return root


def test_only_the_data_of_a_proposal_is_taken(project: Path) -> None:
    """New, changed and removed files of data; code and settings stay those of before."""
    replace(project, RPA, "title: RPA", "title: 新しいRPA")
    (project / "glossary/rpa.yaml").rename(project / "glossary/robot.yaml")
    shutil.rmtree(project / "questions")
    (project / "Makefile").write_text("site:\n\trm -rf /\n")
    (project / "theme_overrides" / "new.html").write_text("{{ evil }}")
    commit = propose(project)

    taken = take(project, "proposal")

    assert taken.commit == commit
    assert taken.left == ("Makefile", "theme_overrides/new.html")
    gone = "questions/without-going.yaml"
    assert taken.changed == ("glossary/robot.yaml", "glossary/rpa.yaml", RPA, gone)
    assert "新しいRPA" in (project / RPA).read_text("utf-8")
    assert not (project / "glossary/rpa.yaml").exists()
    assert not (project / "questions").exists()
    assert (project / "Makefile").read_text() == "site:\n"
    assert not (project / "theme_overrides/new.html").exists()
    assert git(project, "rev-parse", "--abbrev-ref", "HEAD") == "main"
    assert len(set(DATA)) == len(DATA), "what is put in place twice would be gone"


def test_links_and_strange_names_are_not_taken(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A link could show files of the machine, or lead a program that writes out of the folder."""
    (tmp_path / "secret").write_text("secret")
    (project / "glossary/link.yaml").symlink_to(tmp_path / "secret")
    shutil.rmtree(project / "themes")
    (project / "themes").symlink_to(tmp_path)
    (project / "docs/a\\b.md").write_text("x")
    propose(project)
    taken = take(project, "proposal")
    assert sorted(problem.mark.file for problem in taken.problems) == [
        "docs/a\\b.md", "glossary/link.yaml", "themes",
    ]  # fmt: skip
    assert not (project / "glossary/link.yaml").exists()
    assert not (project / "themes").exists()

    taken.write(project / ".cache/proposal")
    assert read_taken(project / ".cache/proposal") == taken
    assert main(["proposal", "comment", "HEAD"]) == 1
    assert "`glossary/link.yaml` 1行目" in capsys.readouterr().out


def test_nothing_is_taken_over_edits_that_are_not_saved(project: Path) -> None:
    """Who tries it at a desk must not lose an hour's work."""
    propose(project)
    replace(project, RPA, "title: RPA", "title: あとで保存")
    with pytest.raises(BuildError, match=r"rpa\.yaml"):
        take(project, "proposal")
    assert "あとで保存" in (project / RPA).read_text("utf-8")
    git(project, "checkout", "--quiet", RPA)
    (project / "glossary/new.yaml").write_text("")
    with pytest.raises(BuildError, match=r"new\.yaml"):
        take(project, "proposal")


@pytest.mark.parametrize("name", ["nowhere", "--output=x", "HEAD:plans"])
def test_what_is_no_commit_is_said(
    project: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """As any command that cannot run; a name is never an option."""
    with pytest.raises(BuildError):
        commit_of(project, name)
    assert main(["proposal", "take", "nowhere"]) == 2
    assert "git" in capsys.readouterr().err


def test_without_git_the_command_says_so(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A zip download has a site to build, but no proposals."""
    monkeypatch.setenv("PATH", str(project))
    assert main(["proposal", "comment", "main"]) == 2
    assert "There is no git" in capsys.readouterr().err


@pytest.mark.slow
def test_preview_and_comment_of_a_proposal(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The commands as the workflow gives them, one after the other."""
    day = TODAY.isoformat()
    build(project, project / "site", TODAY)
    replace(project, RPA, "title: RPA", "title: 新しいRPA")
    (project / "docs/about.md").write_text("---\ntitle: 新しい説明\n---\n", "utf-8")
    (project / "Makefile").write_text("site: new\n")
    propose(project)
    assert main(["proposal", "take", "proposal"]) == 0
    with_shell(project)
    capsys.readouterr()

    assert main(["proposal", "preview", "HEAD", "--today", day]) == 0
    assert "変わるページ / pages that change: " in capsys.readouterr().out
    folder = project / ".cache/proposal"
    page = (folder / "preview/tokyo/mihon/2026/initiatives/rpa/index.html").read_text("utf-8")
    assert 'href="../../index.html"' in page
    assert 'action="../../../../../search/index.html"' in page
    listed = (folder / "preview/changed.html").read_text("utf-8")
    first = '<ul>\n<li><a href="tokyo/mihon/2026/initiatives/rpa/index.html" lang="ja">'
    assert first in listed

    event = {
        "pull_request": {
            "number": 7,
            "head": {"ref": "a b", "sha": "abc", "repo": {"full_name": "clerk/plans"}},
        },
        "repository": {"full_name": "town/plans"},
    }
    (project / ".cache/event.json").write_text(json.dumps(event))
    for name, value in {
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_EVENT_PATH": str(project / ".cache/event.json"),
        "GITHUB_SERVER_URL": "https://github.com",
        "PREVIEW": "https://{number}.example.org/{commit}",
    }.items():
        monkeypatch.setenv(name, value)
    assert main(["proposal", "comment", "HEAD"]) == 0

    text = (folder / NAME).read_text("utf-8")
    assert capsys.readouterr().out == f"{text}\n"
    ours = ["https://github.com/clerk/plans/", "https://7.example.org/abc/"]
    assert accepted(text, ours) == text
    assert "## 問題はありません。変わることは2件です" in text
    assert "- みほん市 RPA: 題名を変更\n- 訳がまだない文\n" in text
    titles = re.findall(r"^- \[(.+?)\]\(https://7", text, re.MULTILINE)[:3]
    assert titles == ["② 新しいRPAの活用（みほん市）", "RPA（用語集）", "みほん市（東京都）"]
    assert "](https://7.example.org/abc/tokyo/mihon/2026/initiatives/rpa/)" in text
    assert "件の文が訳を待っています" in text
    assert "- `Makefile`" in text


@pytest.mark.browser
def test_a_preview_is_read_from_a_disk(project: Path, real_browser: Browser) -> None:
    """Unpacked and opened by a double click: styles, links and both languages are there."""
    build(project, project / "site", TODAY)
    replace(project, RPA, "title: RPA", "title: 新しいRPA")
    folder = project / ".cache/proposal"
    assert main(["proposal", "preview", "HEAD", "--today", TODAY.isoformat()]) == 0
    shutil.rmtree(project / "site")
    page = real_browser.new_page()
    page.goto(f"{(folder / 'preview/changed.html').as_uri()}")
    page.click("li a")
    assert page.title().startswith("② 新しいRPA")
    assert page.evaluate("getComputedStyle(document.querySelector('.skip')).position") == "absolute"
    page.click("a.lang")
    assert page.locator("html").get_attribute("lang") == "en"
    page.click("a.brand")
    assert page.url.endswith("/preview/en/index.html")
    page.close()


def test_pages_are_new_changed_or_gone(project: Path) -> None:
    """Dates alone do not count; what is meant comes first, with its title in each language."""
    texts = {
        "before": {"": "a", "glossary/rpa/": "a", "en/glossary/rpa/": "a", "kpi/": "<time>1</time>", "old/": "a"},
        "after": {"": "a", "glossary/rpa/": "b", "en/glossary/rpa/": "b", "kpi/": "<time>2</time>", "about/": "b"},
    }  # fmt: skip
    for site, pages in texts.items():
        for address, text in pages.items():
            path = project / ".cache" / site / address / "index.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            title = "" if address == "about/" else f"<title>{address}&amp; – みんなのDX計画</title>"
            path.write_text(f"{title}{text}", "utf-8")

    found = changed_pages(
        project / ".cache/before", project / ".cache/after", load(project), read_settings(project),
        {"glossary/rpa.yaml"}, {"glossary/bpr/"},
    )  # fmt: skip

    titles = {"ja": "glossary/rpa/&", "en": "en/glossary/rpa/& – みんなのDX計画"}
    assert found == (
        ChangedPage("glossary/rpa/", "term", "changed", titles, own=True),
        ChangedPage("about/", "handwritten", "new", {"ja": "/about/"}),
        ChangedPage("old/", "handwritten", "gone", {"ja": "old/&"}),
    )


def test_a_proposal_with_errors_has_a_comment_and_no_preview(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """All errors at once, each with the link to the editor; the job ends red."""
    replace(project, RPA, "title: RPA", "titel: RPA")
    (project / "glossary/rpa.yaml").write_text("colour: red\n")
    propose(project)
    assert main(["proposal", "take", "proposal"]) == 0
    assert main(["proposal", "preview", "HEAD"]) == 1
    monkeypatch.setattr(desk, "DIFF", (sys.executable, "-c", "raise SystemExit(2)"))
    capsys.readouterr()
    assert main(["proposal", "comment", "HEAD"]) == 1
    text = capsys.readouterr().out
    assert "## 直すところが" in text
    assert f"- `{RPA}` " in text
    assert "- `glossary/rpa.yaml` 1行目: " in text
    assert "見本は、直すところがなくなると作られます。" in text
    assert not (project / ".cache/proposal/preview").exists()


@pytest.mark.slow
def test_an_address_that_a_proposal_loses_is_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Against the commit that the proposal is for; the lines to write are in the comment."""
    replace(project, RPA, "- id: tasks", "- id: works")
    propose(project)
    assert main(["proposal", "take", "proposal"]) == 0
    capsys.readouterr()
    assert main(["check", "--since", "HEAD"]) == 1
    assert "「tasks」に戻してください" in capsys.readouterr().out
    assert main(["proposal", "comment", "HEAD"]) == 1
    text = capsys.readouterr().out
    assert "## 直すところが1件あります" in text
    assert "now: tokyo/mihon/2026/initiatives/rpa/#kpi-works\n```\n" in text


@pytest.mark.usefixtures("project")
def test_what_cannot_be_compared_is_left_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the site before there are no pages to tell of, at a desk for one."""
    monkeypatch.setattr(desk, "DIFF", (sys.executable, "-c", "raise SystemExit(2)"))
    assert main(["proposal", "comment", "main"]) == 0
    out = capsys.readouterr().out
    assert "## 問題はありません\n" in out
    assert "見本は" in out
    assert "何が変わるかは" in out


def test_workbooks_become_yaml(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A good one is replaced; one with errors stays, and the check says why it may not."""
    (project / BOOK).write_text("good")
    (project / "plans/tokyo/mihon/2026/progress").mkdir()
    (project / "plans/tokyo/mihon/2026/progress/b.CSV").write_text("bad")
    (project / "plans/tokyo/mihon/2026/same.csv").write_text("same")
    propose(project)
    output = project / ".cache/output"
    monkeypatch.setenv("GITHUB_OUTPUT", str(output))

    assert main(["proposal", "take", "proposal"]) == 0

    assert output.read_text() == "converted=true\n"
    assert "b.CSV: 5行目: 数ではありません" in capsys.readouterr().out
    assert (project / RESULTS).read_text("utf-8") == "note: 実績\n"
    assert not (project / BOOK).exists()
    files = project / ".cache/proposal/files"
    packed = [
        (p.relative_to(files).as_posix(), p.read_bytes()) for p in files.rglob("*") if p.is_file()
    ]
    texts, gone = files_in(an_archive(*packed))
    assert texts == {RESULTS: "note: 実績\n"}
    assert gone == ("plans/tokyo/mihon/2026/same.csv", BOOK)
    assert json.loads((files / LIST).read_text("utf-8")) == list(gone)

    found = workbooks.read_workbooks(project / ".cache/proposal")
    assert [(book.file, book.read) for book in found] == [
        ("plans/tokyo/mihon/2026/progress/b.CSV", False),
        ("plans/tokyo/mihon/2026/same.csv", True),
        (BOOK, True),
    ]
    assert found[0].errors == (("5行目: 数ではありません", "row 5: not a number"),)
    assert {book.notes for book in found} == {(("丸めました", "rounded"),)}
    assert main(["proposal", "comment", "HEAD"]) == 1
    text = capsys.readouterr().out
    assert "b.CSV`: 5行目: 数ではありません" in text
    assert "b.CSV` 1行目" not in text, "that it must not stay is said already"
    assert "表は、Excelで直して保存し" in text
    assert main(["check", "plans"]) == 1
    assert "b.CSV:1:1: 表のファイルは" in capsys.readouterr().out


def test_workbooks_wait_for_other_errors(project: Path) -> None:
    """A project with errors cannot say what a row belongs to; the workbook is not at fault."""
    (project / BOOK).write_text("good")
    (project / "glossary/rpa.yaml").write_text("colour: red\n")
    (book,) = workbooks.convert(project, project / ".cache/proposal")
    assert book.errors == (workbooks.BLOCKED,)
    assert (project / BOOK).read_text() == "good"


@pytest.mark.parametrize("program", ["raise SystemExit(1)", "import time; time.sleep(9)"])
def test_a_workbook_that_ends_badly_is_an_error(
    project: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    """Without a word, or without an end."""
    (project / BOOK).write_text("x")
    monkeypatch.setattr(workbooks, "COMMAND", (sys.executable, "-c", program))
    monkeypatch.setattr(workbooks, "SECONDS", 0.5)
    (book,) = workbooks.convert(project, project / ".cache/proposal")
    assert book.errors == (workbooks.UNREADABLE,)
    assert (project / BOOK).exists()
    assert not (project / ".cache/proposal/files").exists()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a href="../">', '<a href="../index.html">'),
        ('<a href="./">', '<a href="./index.html">'),
        ('<a href="kpi/#b">', '<a href="kpi/index.html#b">'),
        ('<a class="x" href="../search/?q=a">', '<a class="x" href="../search/index.html?q=a">'),
        ('content="0; url=../mine/"', 'content="0; url=../mine/index.html"'),
        ('<a href="https://example.org/">', None),
        ('<a href="mailto:a@example.org/">', None),
        ('<a href="/">', None),
        ('<a href="#a/">', None),
        ('<a href="style.css">', None),
        ('<a href="">', None),
    ],
)
def test_links_to_folders_lead_to_files(before: str, after: str | None) -> None:
    """From a disk there is no server to answer with the page of a folder; other links stay."""
    assert to_files(before.encode()).decode() == (after or before)


def test_the_preview_s_environment_is_not_needed_at_a_desk() -> None:
    """Nothing of GitHub's stands in the way when the tests themselves run there."""
    assert desk._event({"GITHUB_EVENT_NAME": "push", "GITHUB_EVENT_PATH": os.devnull}) == {}
    gone = {
        "pull_request": {"number": 1, "head": {"ref": "a", "sha": "b", "repo": None}},
        "repository": {"full_name": "a/b"},
    }
    assert not desk._from_here(gone)
    assert desk._links(gone, {}).files is None


@pytest.mark.slow
@pytest.mark.skipif(find_spec("dxplans.changes") is None, reason="`dxplans diff` is not there")
def test_the_real_sentences_and_workbooks_reach_the_comment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the real project: a target is changed, and a year's results come as a table."""
    root = the_repository(tmp_path / "project").root
    (root / ".gitignore").write_text("/.cache/\n__pycache__/\n")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "before")
    monkeypatch.chdir(root)
    monkeypatch.delenv("GITHUB_EVENT_NAME", raising=False)
    replace(
        root, "plans/yamaguchi/mine/2026/initiatives/ai-rpa.yaml",
        "{printed: 10件, value: 10, unit: 件}", "{printed: 12件, value: 12, unit: 件}",
    )  # fmt: skip
    table = "plans/yamaguchi/mine/2026/results.csv"
    assert (
        main(["progress", "export", "yamaguchi/mine/2026", "--year", "2026", "--out", table]) == 0
    )
    rows = list(csv.reader((root / table).read_text("utf-8-sig").splitlines()))
    head = next(row for row in rows if "指標id" in row)
    for row in rows:
        if row[:1] in (["公表した文書の題名"], ["公表日（例 令和9年6月30日）"]):
            row[2] = "進捗報告" if "題名" in row[0] else "令和9年6月30日"
        if row[head.index("指標id") :] == ["rpa-tasks"]:
            row[head.index("結果（公表のとおり）")] = "５件"
    with (root / table).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    propose(root)
    assert main(["proposal", "take", "proposal"]) == 0
    capsys.readouterr()

    assert main(["proposal", "comment", "HEAD"]) == 0

    text = capsys.readouterr().out.removesuffix("\n")
    assert accepted(text, []) == text
    assert (
        "美祢市 ⑥ AI・RPAの利用促進: KPI『RPA活用業務数』の目標値を 10件 から 12件 に変更" in text
    )
    assert f"`{table}` を読み取りました。" in text
    assert "kpi: rpa-tasks" in text.replace('"', "")
