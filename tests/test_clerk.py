"""The guide for staff: every example in it does what the page says, on a copy of our own project."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from builders import FOLDERS, ROOT
from dxplans.check.easy import sentence
from dxplans.check.messages import line
from dxplans.check.report import check_project
from dxplans.cli import main, parsed
from dxplans.library import Cache
from dxplans.model.reading import Easy
from dxplans.pages.handwritten import Handwritten
from dxplans.pages.sitemap import site_map
from dxplans.portal import load
from dxplans.progress.published import forms
from dxplans.words import TASKS

CASES: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (ROOT / "tests/cases/clerk.yaml").read_text("utf-8")
)
GUIDE = ROOT / "docs" / "edit"
LANGUAGES = {"ja": ".md", "en": ".en.md"}


@cache
def examples(page: str, lang: str) -> tuple[str, ...]:
    """The blocks of code of a page, in their order, as they are read."""
    text = (GUIDE / f"{page}{LANGUAGES[lang]}").read_text("utf-8")
    found = re.findall(
        r"^```[^\n]*\n(.*?)^```$|<pre><code>(.*?)</code></pre>", text, re.MULTILINE | re.DOTALL
    )
    return tuple(fenced or unescape(re.sub(r"<[^>]+>", "", html)) + "\n" for fenced, html in found)


def without_code(page: str, lang: str) -> str:
    """The text of a page around its examples."""
    text = (GUIDE / f"{page}{LANGUAGES[lang]}").read_text("utf-8")
    return re.sub(r"^```.*?^```$|<pre>.*?</pre>", "", text, flags=re.MULTILINE | re.DOTALL)


class Desk:
    """A copy of the project in git, and what the commands say of it."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str] | None = None) -> None:
        self.root = root
        self.known: Cache = {}
        self.capsys = capsys
        for folder in (*FOLDERS, "locales"):
            shutil.copytree(ROOT / folder, root / folder)
        shutil.copy(ROOT / "mkdocs.yml", root)
        self.git("init", "--quiet")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "before")

    def git(self, *typed: str) -> None:
        """Run git on the copy."""
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(("git", *who, *typed), cwd=self.root, check=True, capture_output=True)

    def again(self) -> None:
        """As it was at first."""
        self.git("checkout", "--quiet", ".")
        self.git("clean", "--quiet", "--force", "-d")

    def problems(self, lang: str) -> list[str]:
        """What the check says now."""
        return [line(one, lang) for one in check_project(self.root, cache=self.known).problems]

    def says(self, *typed: str, ends: int = 0) -> str:
        """What a command prints."""
        assert self.capsys is not None
        self.capsys.readouterr()
        assert main([*typed]) == ends
        return self.capsys.readouterr().out

    def edit(self, file: str, old: str, new: str) -> None:
        """Change what stands there once."""
        path = self.root / file
        text = path.read_text("utf-8")
        assert text.count(old) == 1, (file, old)
        path.write_text(text.replace(old, new), "utf-8")

    def write(self, file: str, text: str) -> None:
        """A new file, in folders that may be new."""
        path = self.root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """One copy for all pages: what did not change is read once."""
    return Desk(tmp_path_factory.mktemp("clerk"))


@pytest.fixture
def desk(
    copy: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Desk]:
    """The copy as at first, with the working directory in it."""
    monkeypatch.chdir(copy.root)
    for name in ("DXPLANS_SITE_URL", "DXPLANS_REPOSITORY", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    copy.capsys = capsys
    copy.again()
    yield copy
    copy.again()


def _stands(desk: Desk, step: dict[str, Any], page: str, number: int) -> None:
    text = (desk.root / step["stands"]).read_text("utf-8")
    assert text.count(examples(page, "ja")[number]) == 1


def _instead(desk: Desk, step: dict[str, Any], page: str, number: int) -> None:
    desk.again()
    desk.edit(step["in"], step["instead"] + "\n", examples(page, "ja")[number])
    assert desk.problems("ja") == []


def _below(desk: Desk, step: dict[str, Any], page: str, number: int) -> None:
    example = examples(page, "ja")[number]
    assert example.splitlines()[0] == step["below"]
    desk.edit(step["in"], step["below"] + "\n", example)
    assert desk.problems("ja") == []


def _file(desk: Desk, step: dict[str, Any], page: str, number: int) -> None:
    assert not (desk.root / step["file"]).exists()
    desk.write(step["file"], examples(page, "ja")[number])
    if step.get("order") != "after":
        assert desk.problems("ja") == []


def _said(desk: Desk, step: dict[str, Any], page: str, number: int) -> None:
    for change in step["said"]:
        desk.edit(change["file"], change["old"], change["new"])
    for lang in LANGUAGES:
        assert desk.problems(lang) == examples(page, lang)[number].splitlines()
    for change in step["said"] if step.get("undo") else ():
        desk.edit(change["file"], change["new"], change["old"])


def _told(desk: Desk, _step: dict[str, Any], page: str, number: int) -> None:
    for lang in LANGUAGES:
        assert desk.says("diff", "HEAD", "--lang", lang) == examples(page, lang)[number]


def _sheet(desk: Desk, step: dict[str, Any], page: str, number: int) -> None:
    for lang in LANGUAGES:
        desk.write("results.csv", examples(page, lang)[number])
        typed = ("progress", "import", "results.csv", "--edition", step["sheet"], "--lang", lang)
        told = desk.says(*typed, ends=1).splitlines()
        expected = examples(page, lang)[number + 1].splitlines()
        assert [row.removeprefix("results.csv: ") for row in told[:-1]] == expected


def _typed(desk: Desk, step: dict[str, Any], page: str, number: int) -> None:
    for lang in LANGUAGES:
        for typed in examples(page, lang)[number].splitlines():
            program, *words = typed.removeprefix(".venv/bin/").split()
            if program == "dxplans":
                assert callable(parsed(words).run)
                if step.get("run") and lang == "ja":
                    # An empty form changes nothing, and says so.
                    assert desk.says(*words)


def _easy(_desk: Desk, _step: dict[str, Any], page: str, number: int) -> None:
    easy = yaml.safe_load(examples(page, "ja")[number])["easy"]
    assert Easy.model_validate(easy).text
    numbers = frozenset(re.findall("[0-9]+", str(easy)))
    assert [said for text in easy["text"] for said in sentence(text, numbers)] == []


STEPS: dict[str, Callable[[Desk, dict[str, Any], str, int], None]] = {
    "stands": _stands, "instead": _instead, "below": _below, "file": _file, "said": _said,
    "told": _told, "sheet": _sheet, "refused": lambda *_: None, "typed": _typed, "easy": _easy,
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("page", TASKS)
def test_every_example_of_the_guide_does_what_the_page_says(desk: Desk, page: str) -> None:
    """Somebody who copies it gets what is promised, in both languages; none is left out."""
    steps = CASES.get(page, [])
    for lang in LANGUAGES:
        assert len(examples(page, lang)) == len(steps), lang
    for number, step in enumerate(steps):
        STEPS[next(iter(step))](desk, step, page, number)


def test_both_languages_show_the_same_lines_to_copy() -> None:
    """YAML and tables are Japanese everywhere; only what is said differs."""
    for page, steps in CASES.items():
        for number, step in enumerate(steps):
            if next(iter(step)) not in {"said", "told", "refused"}:
                pair = [examples(page, lang)[number] for lang in LANGUAGES]
                assert pair[0] == pair[1].replace(" --lang en", "")


@pytest.mark.parametrize("page", TASKS)
def test_both_languages_have_the_same_steps(page: str) -> None:
    """As many numbered steps, the same buttons in the same order, links and pictures likewise."""
    japanese, english = (without_code(page, lang) for lang in LANGUAGES)
    steps = [re.findall(r"^(\d+)\. ", text, re.MULTILINE) for text in (japanese, english)]
    assert steps[0] == steps[1]
    buttons = re.findall(r'<b lang="en">([^<]+)</b>', japanese)
    assert set(buttons) <= set(re.findall(r"\*\*([^*]+)\*\*", english))
    links = r"\]\(((?:page|plan|theme|term):[^)]+)\)|@@(.+?)@@"
    assert sorted(re.findall(links, japanese)) == sorted(re.findall(links, english))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_guide_names_its_pages_as_they_name_themselves(lang: str) -> None:
    """On the start page, in the site map, and above each page."""
    start = (ROOT / "docs" / f"edit{LANGUAGES[lang]}").read_text("utf-8")
    words = {}
    if lang == "en":
        import polib  # noqa: PLC0415 - for one language

        words = {e.msgid: e.msgstr for e in polib.pofile(str(ROOT / "locales/en/site.po"))}
    for name, title in TASKS.items():
        text = (GUIDE / f"{name}{LANGUAGES[lang]}").read_text("utf-8")
        shown = yaml.safe_load(text.split("---")[1])["title"]
        assert shown == words.get(title, title)
        assert f"](page:edit/{name}" in start


def test_what_others_link_to_is_still_there() -> None:
    """The places of the one page that the guide once was."""
    for suffix in LANGUAGES.values():
        start = (ROOT / "docs" / f"edit{suffix}").read_text("utf-8")
        for anchor in ("files", "change", "preview", "messages", "new", "rules", "easy"):
            assert re.search(rf"\{{(?:: )?#{anchor} ?\}}", start), anchor


def test_the_button_names_are_explained_at_first_use() -> None:
    """Who reads no English knows what each does before pressing it."""
    for page in TASKS:
        text = without_code(page, "ja")
        for button in dict.fromkeys(re.findall(r'<b lang="en">([^<]+)</b>', text)):
            first = text.index(f'<b lang="en">{button}</b>')
            after = text[first + len(f'<b lang="en">{button}</b>') :]
            known = re.match(r"（|）", after) or button in text[:first]
            assert known or button.rstrip("…") in text[:first], (page, button)


def test_the_link_to_the_editor_leads_to_the_file_of_the_page(desk: Desk) -> None:
    """Each page that is made from one file names it; those that gather from many have none."""
    bare = set()
    for spec in site_map(load(desk.root, desk.known)):
        if spec.source is None:
            bare.add(spec.template)
        else:
            assert (ROOT / spec.source).is_file(), spec.path
            assert spec.path.rstrip("/").split("/")[-1] in spec.source or spec.template in {
                "plan", "history", "matrix", "errata", "print", "municipality", "theme", "term", "question",
                "desk",
            }  # fmt: skip
    assert bare <= {
        "home", "prefecture", "moved", "changes", "kpi", "schedule", "themes", "questions", "glossary",
        "messages", "search", "report", "corrections", "sitemap", "updates", "data", "workbench", "desk", "measures", "periods",
    }  # fmt: skip


def test_a_page_of_the_guide_leads_to_its_own_file(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a repository there is a link, and where the files are is told; without, it says so."""
    for folder in ("theme_overrides", "reading"):
        shutil.copytree(ROOT / folder, desk.root / folder)
    bare = Handwritten(desk.root, "ja", date(2026, 11, 30))
    here = bare.here("edit/figure/", "題", "", "docs/edit/figure.md", translated=True)
    assert here.edit_url is None
    assert "まだファイルの置き場所を設定していません" in bare.repository
    monkeypatch.setenv("DXPLANS_REPOSITORY", "https://github.com/a/b")
    kept = Handwritten(desk.root, "en", date(2026, 11, 30))
    here = kept.here("en/edit/figure/", "Title", "", "docs/edit/figure.en.md", translated=True)
    assert here.edit_url == "https://github.com/a/b/edit/main/docs/edit/figure.en.md"
    assert "[github.com/a/b](https://github.com/a/b)" in kept.repository
    assert [str(crumb.path) for crumb in here.crumbs] == ["", "edit/", "None"]


def test_the_form_on_the_site_is_the_one_that_the_command_makes(desk: Desk) -> None:
    """For every plan that has KPIs, of the year that is to be reported, and read as it is."""
    today = date(2028, 5, 1)
    found = dict(forms(load(desk.root, desk.known), today))
    assert list(found) == ["yamaguchi/mine/2026/results.csv"]
    typed = (
        "progress",
        "export",
        "yamaguchi/mine/2026",
        "--out",
        "form.csv",
        "--today",
        "2028-05-01",
    )
    desk.says(*typed)
    assert (desk.root / "form.csv").read_bytes() == found["yamaguchi/mine/2026/results.csv"]
    assert "令和9年度（2027年度）" in found["yamaguchi/mine/2026/results.csv"].decode()
