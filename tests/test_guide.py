"""What guide/ tells of the check's messages: its samples are run, its pages and links are there."""

from __future__ import annotations

import json
import shlex
import shutil
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from builders import ROOT, a_project, an_edit, from_yaml
from dxplans.accessibility.checklist import read_form
from dxplans.accessibility.report import Commitment
from dxplans.assets import published_assets
from dxplans.check.messages import MESSAGES, line
from dxplans.check.report import Report, check_project, render
from dxplans.cli import main
from dxplans.glossing import Matcher
from dxplans.guide.entries import addresses_in, addresses_of, advice_on, read_guides, spoken
from dxplans.library import Cache
from dxplans.model.accessibility import AccessibilityPolicy, Criteria, Judgements
from dxplans.model.guide import SIGNS, Advice
from dxplans.pages import addresses
from dxplans.pages.renderer import Renderer, locals_of
from dxplans.pages.sitemap import site_map
from dxplans.portal import Portal
from dxplans.problem import Mark, PlanError, Problem
from dxplans.server.notice import box
from dxplans.server.stage import Outcome
from dxplans.settings import read_settings
from dxplans.source import read
from website.built import Page
from website.document import parse

GUIDES = read_guides(ROOT)
ADVICE = {rule: advice for rule, (_name, advice) in advice_on(GUIDES).items()}
PLACES: dict[str, dict[str, Any]] = from_yaml(
    (ROOT / "tests" / "cases" / "guide.yaml").read_text("utf-8")
)
OF_LINES = sorted(rule for rule, advice in ADVICE.items() if advice.shows == "lines")
SINCE = {"address_lost", "address_renamed", "plan_lost"}
"""What is told only of a change: test_gone.py has these."""
PLAIN = [rule for rule in OF_LINES if rule not in {"invalid", "unsigned", *SINCE}]
"""Lines of files that `dxplans check` reads."""


def test_every_message_is_explained_once() -> None:
    """A message without an explanation would link to nowhere; one kind of file holds each."""
    explained = [advice.id for guide in GUIDES.values() for advice in guide.rules]
    assert sorted(explained) == sorted(MESSAGES)


def _indented(text: str, by: int) -> list[str]:
    return [f"{' ' * by}{one}" if one else one for one in text.split("\n")]


def _placed(root: Path, advice: Advice, sample: str) -> tuple[str, range]:
    """Put *sample* into its file below *root*; the file's name and the lines it stands on."""
    place = PLACES.get(advice.id, {})
    name = advice.file
    assert name is not None
    path = root / name
    lines = advice.typed(sample)
    if sample == advice.wrong and "repeat" in place:
        lines += ("\n" + lines.rpartition("\n")[2]) * place["repeat"]
    if place.get("whole") or not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{lines}\n", "utf-8")
        return name, range(1, lines.count("\n") + 2)
    there = path.read_text("utf-8").split("\n")
    start, taken, by = _found(there, advice, place)
    put = _indented(lines, place.get("indent", by))
    path.write_text("\n".join([*there[:start], *put, *there[start + taken :]]), "utf-8")
    return name, range(start + 1, start + len(put) + 1)


def _found(there: list[str], advice: Advice, place: dict[str, Any]) -> tuple[int, int, int]:
    """Where in the lines of a file a sample goes, how many it takes the place of, its indent."""
    next_to = place.get("before") or place.get("after")
    wanted = next_to or place.get("at", advice.right)
    count = wanted.count("\n") + 1
    hits = [
        (at, by)
        for at in range(len(there))
        for by in range(0, 12, 2)
        if there[at : at + count] == _indented(wanted, by)
    ]
    assert len(hits) == 1, (advice.id, hits)
    at, by = hits[0]
    if next_to:
        return at + ("after" in place), 0, by
    return at, count, by


class Desk:
    """A project whose files are changed and put back; what did not change is not read again."""

    def __init__(self, root: Path) -> None:
        self.root = a_project(root)
        self.cache: Cache = {}
        self.kept = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}

    def problems(self, *paths: str) -> tuple[Problem, ...]:
        """What the check tells of the project, or of *paths* in it."""
        return check_project(self.root, paths, self.cache).problems

    def clear(self) -> None:
        """Put everything back as it was at the start."""
        for path in [p for p in self.root.rglob("*") if p.is_file()]:
            if path not in self.kept:
                path.unlink()
        for path, content in self.kept.items():
            if not path.is_file() or path.read_bytes() != content:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        for folder in sorted((p for p in self.root.rglob("*") if p.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()


@pytest.fixture(scope="module")
def _desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def desk(_desk: Desk) -> Desk:
    """The minimal project, as it is at the start of each test."""
    _desk.clear()
    return _desk


def _prepare(root: Path, rule: str) -> None:
    if change := PLACES.get(rule, {}).get("with"):
        a_project(root, change)


def told(problems: tuple[Problem, ...]) -> list[str]:
    """Problems as a failing test shows them."""
    return [f"{problem.code} {line(problem)}" for problem in problems]


@pytest.mark.parametrize("rule", PLAIN)
def test_the_wrong_lines_bring_up_the_message_and_the_right_ones_none(
    rule: str, desk: Desk
) -> None:
    """On a line that the guide shows; nothing else is wrong with either."""
    advice, place = ADVICE[rule], PLACES.get(rule, {})
    _prepare(desk.root, rule)
    name, lines = _placed(desk.root, advice, advice.wrong)
    problems = desk.problems()
    assert {p.code for p in problems} == {rule, *place.get("also", ())}, told(problems)
    first = next(p for p in problems if p.code == rule).mark
    if "says" in place:
        assert first.file == place["says"]
    else:
        assert (first.file, first.line in lines) == (name, True), told(problems)
    desk.clear()
    _prepare(desk.root, rule)
    _placed(desk.root, advice, advice.right)
    assert told(desk.problems()) == []


# Samples that are not lines of a plan


def of_kind(shows: str) -> list[str]:
    """The rules whose samples are of one kind."""
    return sorted(rule for rule, advice in ADVICE.items() if advice.shows == shows)


def _only(root: Path, right: list[str], wrong: list[str]) -> None:
    """Let *root* have the files or folders *wrong* instead of those that it has by *right*."""
    for at, name in enumerate(right):
        if name in wrong or not (root / name).exists():
            continue
        if len(right) == len(wrong):
            (root / wrong[at]).parent.mkdir(exist_ok=True)
            (root / name).rename(root / wrong[at])
        elif name.endswith("/"):
            shutil.rmtree(root / name)
        else:
            (root / name).unlink()


@pytest.mark.parametrize(
    "rule", [one for one in of_kind("files") if one not in {"not_a_file", *SINCE}]
)
def test_wrong_names_bring_up_the_message(rule: str, desk: Desk) -> None:
    """Of files and folders: renamed, or away. What only a proposal can hold, or a change, other tests have."""
    advice = ADVICE[rule]
    right, wrong = advice.right.split("\n"), advice.wrong.split("\n")
    _prepare(desk.root, rule)
    assert told(desk.problems()) == []
    assert all((desk.root / name).exists() for name in right if name != "mkdocs.yml")
    _only(desk.root, right, wrong)
    assert rule in {problem.code for problem in desk.problems()}, told(desk.problems())


@pytest.mark.parametrize("rule", of_kind("command"))
def test_wrong_commands_bring_up_the_message(
    rule: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is typed in the project's folder."""
    (desk.root / "docs").mkdir()
    (desk.root / "docs" / "about.md").write_text("#\n", "utf-8")
    monkeypatch.chdir(desk.root)
    for sample, codes in ((ADVICE[rule].wrong, {rule}), (ADVICE[rule].right, set())):
        name, command, *paths = shlex.split(sample)
        assert (name, command) == ("dxplans", "check")
        assert {problem.code for problem in desk.problems(*paths)} == codes


def test_wrong_settings_bring_up_the_message(desk: Desk) -> None:
    """How a file was saved is no text, so the samples name what is chosen on the screen."""
    path = desk.root / "plans" / "tokyo" / "mihon" / "publisher.yaml"
    text = path.read_text("utf-8")
    saved = {
        "too_big": text.encode() + b"#" * 1_000_001,
        "binary": b"PK\x03\x04" + text.encode(),
        "not_utf8": text.encode("cp932"),
    }
    for rule, content in saved.items():
        path.write_bytes(content)
        assert [problem.code for problem in desk.problems()] == [rule]
    assert [problem.code for problem in read(path.parent).problems] == ["unreadable"]
    assert {*saved, "unreadable"} == set(of_kind("setting"))


def test_wrong_lines_of_the_settings(tmp_path: Path) -> None:
    """mkdocs.yml is read by another command than the plans."""
    advice = ADVICE["invalid"]
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    right, wrong = ("\n".join(_indented(one, 8)) for one in (advice.right, advice.wrong))
    assert text.count(f"{right}\n") == 1
    (tmp_path / "mkdocs.yml").write_text(text.replace(right, wrong), "utf-8")
    with pytest.raises(PlanError) as caught:
        read_settings(tmp_path)
    assert [problem.code for problem in caught.value.problems] == ["invalid"]


def test_wrong_lines_of_a_form(tmp_path: Path) -> None:
    """The form of those who test the accessibility is none of the project's files."""
    advice = ADVICE["unsigned"]
    policy, criteria = (
        model.model_validate(from_yaml((ROOT / "a11y" / name).read_text("utf-8")))
        for name, model in (("policy.yaml", AccessibilityPolicy), ("criteria.yaml", Criteria))
    )
    assert isinstance(policy, AccessibilityPolicy)
    assert isinstance(criteria, Criteria)
    known = Commitment(policy, criteria, Judgements())
    form = tmp_path / str(advice.file)
    form.write_text(f"{advice.right}\n", "utf-8")
    assert read_form(form, known)[1] == 0
    form.write_text(f"{advice.wrong}\n", "utf-8")
    with pytest.raises(PlanError) as caught:
        read_form(form, known)
    assert {problem.code for problem in caught.value.problems} == {"unsigned"}


def test_what_cannot_be_seen_is_shown_by_signs() -> None:
    """Nobody could tell the samples apart otherwise."""
    for advice in ADVICE.values():
        for sample in (advice.wrong, advice.right):
            assert not set(SIGNS.values()) & set(sample)


def test_a_rule_that_does_not_exist_is_told(tmp_path: Path) -> None:
    """A rule that was renamed leaves no dead explanation behind."""
    text = (ROOT / "guide" / "translations.yaml").read_text("utf-8").replace("bad_po", "badpo")
    problems = check_project(a_project(tmp_path, files={"guide/other.yaml": text})).problems
    assert [problem.code for problem in problems] == ["unknown_id"]
    assert "「bad_po」の間違いではありませんか" in line(problems[0])


# The pages


@cache
def pages() -> dict[str, Page]:
    """Every page about messages, in both languages, by its address."""
    portal = Portal({}, {}, {}, {}, Matcher({}), {}, {}, {}, {}, {}, {}, guides=GUIDES)
    specs = list(site_map(portal))
    paths = frozenset(spec.path for spec in specs) | frozenset(addresses.HAND_WRITTEN)
    assets, _contents = published_assets(ROOT)
    found = {}
    for local in locals_of(ROOT, portal, read_settings(ROOT), date(2026, 11, 30), paths, assets):
        renderer = Renderer(ROOT, local)
        for spec in specs:
            if spec.template in {"messages", "advice", "sitemap"}:
                path = f"{local.prefix}{spec.path}"
                found[path] = Page(f"{path}index.html", parse(renderer.render(spec)))
    return found


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_a_page_explains_every_message_of_its_kind(prefix: str) -> None:
    """Below its own anchor: what the check says, why, and both samples as they are."""
    lang = "en" if prefix else "ja"
    for name, guide in GUIDES.items():
        page = pages()[f"{prefix}{addresses.messages(name)}"]
        sections = {e.get("aria-labelledby"): e for e in page.main.walk() if e.name == "section"}
        assert list(sections) == [advice.id for advice in guide.rules]
        for advice in guide.rules:
            section = sections[advice.id]
            assert spoken(advice.id, lang).split("…")[0].strip() in section.text
            samples = [e for e in section.walk() if e.name == "pre"]
            assert [e.text_raw for e in samples] == [advice.wrong, advice.right]
            assert {e.get("lang") for e in samples} == {"ja" if prefix else ""}
            words = ("Wrong", "Right") if prefix else ("まちがい", "正しい")
            assert all(word in section.text for word in words)


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_list_leads_to_every_message(prefix: str) -> None:
    """And the site map to the pages; the trail above them leads back."""
    listed = [e.get("href") for e in pages()[f"{prefix}edit/messages/"].main.find("a")]
    there = [href for href in listed if not href.startswith("#")]
    assert there == [a.removeprefix(addresses.MESSAGES) for a in addresses_of(GUIDES).values()]
    site = [e.get("href") for e in pages()[f"{prefix}sitemap/"].main.find("a")]
    for path in (addresses.MESSAGES, *map(addresses.messages, GUIDES)):
        assert f"../{path}" in site
    trail = [e for e in pages()[f"{prefix}edit/messages/forms/"].all("a") if e.get("href") == "../"]
    assert trail


def test_what_is_translated_speaks_english() -> None:
    """No text falls back to Japanese."""
    fallen = [e for page in pages().values() for e in page.main.walk() if "fallback" in e.classes]
    assert fallen == []


# The ways there


@pytest.fixture
def told_project(tmp_path: Path) -> Path:
    """A project with the guide, and two mistakes of one kind and one of another."""
    root = a_project(
        tmp_path / "project",
        edits=[
            an_edit("glossary/bpr.yaml", "reading: びー", "reading: ビー"),
            an_edit("glossary/rpa.yaml", "reading: あー", "reading: アー"),
            an_edit("themes/counter.yaml", "title: 窓口", "title：窓口"),
        ],
    )
    shutil.copytree(ROOT / "guide", root / "guide")
    shutil.copy(ROOT / "mkdocs.yml", root)
    (root / "locales" / "en").mkdir(parents=True)
    shutil.copy(ROOT / "locales" / "en" / "guide.po", root / "locales" / "en")
    return root


BAD_KANA, COLON = "edit/messages/forms/#bad_kana", "edit/messages/reading/#fullwidth_colon"


def test_every_address_leads_to_an_anchor() -> None:
    """In both languages; the anchor is there."""
    for rule, address in addresses_of(GUIDES).items():
        path, anchor = address.split("#")
        assert anchor == rule
        for prefix in ("", "en/"):
            page = pages()[f"{prefix}{path}"]
            assert [e.name for e in page.main.walk() if e.get("id") == rule] == ["h2"]


def test_the_check_names_each_message_once(told_project: Path) -> None:
    """After the problems and before the count, with the page where its address is known."""
    known: Cache = {}
    report = check_project(told_project, cache=known)
    assert addresses_in(known) == report.guide == addresses_of(GUIDES)
    assert render(report).splitlines()[3:] == [
        "くわしく: dxplans explain bad_kana",
        "くわしく: dxplans explain fullwidth_colon",
        "3件の誤りがあります。",
    ]
    site = "https://example.org/sub/en/"
    assert render(report, "text", "en", site).splitlines()[3:] == [
        f"More: dxplans explain bad_kana  {site}{BAD_KANA}",
        f"More: dxplans explain fullwidth_colon  {site}{COLON}",
        "3 errors.",
    ]


def test_programs_get_the_address(told_project: Path) -> None:
    """Relative to the site, whatever host it is on; none where the project has no guide."""
    rows = json.loads(render(check_project(told_project), "json"))
    assert [row["guide"] for row in rows] == [f"/{BAD_KANA}"] * 2 + [f"/{COLON}"]
    bare = Report((Problem(Mark("a.yaml"), "bad_kana", {"found": "ア"}),), 1)
    assert json.loads(render(bare, "json"))[0]["guide"] is None
    assert "explain" not in render(bare)
    assert "%0A" not in render(bare, "github")


def test_annotations_lead_to_the_page_or_name_the_command(told_project: Path) -> None:
    """On one line, as a workflow command must be."""
    report = check_project(told_project)
    first = render(report, "github").splitlines()[0]
    assert first.endswith("%0Aくわしく: dxplans explain bad_kana")
    first = render(report, "github", "en", "https://example.org/en/").splitlines()[0]
    assert first.endswith(f"%0AMore: https://example.org/en/{BAD_KANA}")


def test_the_command_knows_the_public_address(
    told_project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the settings or the environment; settings that are wrong do not stop the check."""
    monkeypatch.chdir(told_project)
    monkeypatch.setenv("DXPLANS_SITE_URL", "https://example.org/dx")
    assert main(["check"]) == 1
    assert f"  https://example.org/dx/{COLON}\n" in capsys.readouterr().out
    assert main(["check", "--lang", "en"]) == 1
    assert f"  https://example.org/dx/en/{COLON}\n" in capsys.readouterr().out
    monkeypatch.setenv("DXPLANS_SITE_URL", "not an address")
    assert main(["check"]) == 1
    assert "くわしく: dxplans explain bad_kana\n" in capsys.readouterr().out


def test_the_notice_leads_to_the_page_while_the_site_has_it(tmp_path: Path) -> None:
    """The last good site is shown while the data is wrong; without the page there is the command."""
    problem = Problem(Mark("a.yaml"), "bad_kana", {"found": "<ア>"})
    guide = {"bad_kana": BAD_KANA}
    command = "<code>dxplans explain bad_kana</code>"
    assert command in box(Outcome(None, (problem,), guide=guide), "ja")
    outcome = Outcome(tmp_path, (problem,), guide=guide)
    assert command in box(outcome, "ja")
    page = tmp_path / "edit" / "messages" / "forms" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("<h2 id=bad_kana>", "utf-8")
    assert f'<a href="/{BAD_KANA}">直し方の例（bad_kana）</a>' in box(outcome, "ja")
    assert f'<a href="/dx/{BAD_KANA}">' in box(outcome, "ja", "/dx/")
    assert command in box(outcome, "en")  # there is no English page
    assert "explain" not in box(Outcome(tmp_path, (problem,)), "ja")


# The command


def explained(capsys: pytest.CaptureFixture[str], *typed: str, ends: int = 0) -> str:
    """What `dxplans explain …` prints."""
    assert main(["explain", *typed]) == ends
    streams = capsys.readouterr()
    assert bool(streams.err) == bool(ends)
    return streams.out + streams.err


def test_explain_prints_what_the_page_shows(
    told_project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In both languages, with the public address where that is known."""
    monkeypatch.chdir(told_project)
    monkeypatch.delenv("DXPLANS_SITE_URL", raising=False)
    assert explained(capsys, "fullwidth_space").splitlines() == [
        "fullwidth_space  「:」の後の全角の空白",
        "「…:」の後が全角の空白です。半角の空白にしてください → …",
        "",
        ADVICE["fullwidth_space"].why,
        "",
        "× まちがい（plans/tokyo/mihon/publisher.yaml）",
        "    name:□みほん市",
        "",
        "○ 正しい",
        "    name: みほん市",
        "",
        "□は全角の空白、⇥はタブ、◆は目に見えない文字です。",
    ]
    monkeypatch.setenv("DXPLANS_SITE_URL", "https://example.org/")
    english = explained(capsys, "bad_kana", "--lang", "en").splitlines()
    assert english[0] == "bad_kana  Letters of a reading"
    assert english[5] == "× Wrong (glossary/rpa.yaml)"
    assert english[-1] == f"https://example.org/en/{BAD_KANA}"


def test_explain_lists_every_message(
    told_project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """By kind; those that a guide does not hold are named as well."""
    monkeypatch.chdir(told_project)
    listed = explained(capsys)
    assert all(f"  {rule} " in listed for rule in MESSAGES)
    assert "やさしい日本語\n  easy_one_sentence " in listed
    (told_project / "guide" / "easy.yaml").unlink()
    assert "\n  easy_polite\n" in explained(capsys, "--lang", "en")
    assert "guide/ holds no example" in explained(capsys, "easy_polite", "--lang", "en")


def test_explain_suggests_the_name_that_was_meant(
    told_project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It ends with 2, as what cannot be run does; a guide with mistakes is told."""
    monkeypatch.chdir(told_project)
    assert "「bad_kana」の間違いではありませんか。" in explained(capsys, "BAD-KAN", ends=2)
    assert "All names: dxplans explain" in explained(capsys, "zzz", ends=2)
    (told_project / "guide" / "easy.yaml").write_text("title: やさしい\n", "utf-8")
    assert main(["explain", "bad_kana"]) == 1
    assert "guide/easy.yaml:1:1: " in capsys.readouterr().out
