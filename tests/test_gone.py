"""Addresses that last: what leaves them as they are, what removes one, and how a removed one answers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from builders import ROOT, Case, a_change, a_project, an_edit, from_yaml
from dxplans.assets import published_assets
from dxplans.changes.lost import finder
from dxplans.check.messages import line
from dxplans.check.report import Report, check_project, render
from dxplans.cli import main
from dxplans.guide.entries import advice_on, read_guides
from dxplans.library import read_library
from dxplans.pages import addresses
from dxplans.pages.renderer import Renderer, locals_of
from dxplans.pages.sitemap import PageSpec, site_map
from dxplans.permanent import Addresses
from dxplans.portal import load
from dxplans.settings import read_settings
from dxplans.sitemap_xml import sitemap_files
from exported import export
from histories import EDITION, Repo
from sample import a_whole_project
from website.built import Page
from website.document import parse

CASES: dict[str, Any] = from_yaml((ROOT / "tests" / "cases" / "gone.yaml").read_text("utf-8"))
TODAY = date(2026, 12, 1)
RPA = f"{EDITION}/initiatives/rpa.yaml"
LIST = f"{EDITION}/gone.yaml"
HEAD = "# yaml-language-server: $schema=../../../../schema/gone.json\n"
LISTED = """\
gone:
  - address: tokyo/mihon/2026/initiatives/robots/
    name: ロボットの活用
    on: "2026-11-30"
    reason: 計画の改訂で、RPAの取組にまとまりました。
    now: tokyo/mihon/2026/initiatives/rpa/
  - address: tokyo/mihon/2026/initiatives/robots/#kpi-robots
    name: ロボットの数
    on: "2026-11-30"
    reason: 計画の改訂でなくなりました。
  - address: tokyo/mihon/2026/initiatives/rpa/#kpi-days
    name: RPAで減らす日数
    on: "2026-11-30"
    reason: 計画の改訂で、業務の数で数えることになりました。
    now: tokyo/mihon/2026/initiatives/rpa/#kpi-tasks
"""


def start(root: Path) -> Path:
    """A plan that has two of everything."""
    return a_change(a_project(root), CASES["start"])


def change_of(case: dict[str, Any]) -> Case:
    """What a case does to the files."""
    return {key: case[key] for key in ("files", "edits", "remove") if key in case}  # type: ignore[return-value]


def since(root: Path, base: str = "main") -> Report:
    """What the check says of the files and of what *base* had."""
    return check_project(root, more=finder(root, base, TODAY))


def paste(root: Path, report: Report) -> None:
    """Write exactly the lines that the report, as printed, tells to write."""
    target: Path | None = None
    for row in render(report).splitlines():
        if row.endswith(" に書きたす行:"):
            target = root / row.removesuffix(" に書きたす行:")
        elif target is not None and (row == "gone:" or row.startswith((" ", "# "))):
            with target.open("a", encoding="utf-8") as file:
                file.write(f"{row}\n")
        else:
            target = None


def specs_of(root: Path) -> list[PageSpec]:
    """The pages of the project."""
    return list(site_map(load(root)))


def built(root: Path, wanted: Iterable[str]) -> dict[str, Page]:
    """The pages of the *wanted* addresses, in both languages, by their addresses."""
    pages = {one.partition("#")[0] for one in wanted}
    portal = load(root)
    specs = list(site_map(portal))
    paths = frozenset(spec.path for spec in specs) | frozenset(addresses.HAND_WRITTEN)
    assets, _contents = published_assets(ROOT)
    found = {}
    for local in locals_of(ROOT, portal, read_settings(ROOT), TODAY, paths, assets):
        renderer = Renderer(ROOT, local)
        for spec in specs:
            if spec.path in pages:
                path = f"{local.prefix}{spec.path}"
                found[path] = Page(f"{path}index.html", parse(renderer.render(spec)))
    return found


def places(pages: dict[str, Page], wanted: set[str]) -> set[str]:
    """Those of the *wanted* addresses that the pages have."""
    return {
        one for one in wanted
        if (page := pages.get(one.partition("#")[0])) is not None
        and (not one.partition("#")[2] or one.partition("#")[2] in page.anchors)
    }  # fmt: skip


def both(wanted: set[str]) -> set[str]:
    """The addresses in both languages."""
    return wanted | {f"en/{one}" for one in wanted}


def in_order(page: Page) -> bool:
    """Whether headings go down by one and no id stands twice."""
    levels = [int(e.name[1]) for e in page.main.walk() if e.name in {"h1", "h2", "h3", "h4"}]
    ids = [e.get("id") for e in page.elements if e.get("id")]
    steps = pairwise(levels)
    return levels[0] == 1 and all(b <= a + 1 for a, b in steps) and len(ids) == len(set(ids))


def test_numbers_titles_and_order_change_no_address(tmp_path: Path) -> None:
    """Of an initiative, chapter, term, theme or question, and of every row and section."""
    root = start(tmp_path)
    repo = Repo.of(root)
    had = set(Addresses(read_library(root)))
    assert {"tokyo/mihon/2026/initiatives/rpa/#schedule-trial", "glossary/bpr/",
            "tokyo/mihon/2026/chapters/background/#now", "questions/by-phone/",
            "tokyo/mihon/2026/chapters/background/#word-rpa"} <= had  # fmt: skip
    assert places(built(root, had), both(had)) == both(had)
    a_change(repo.root, CASES["stays"])
    assert [line(one) for one in since(root).problems] == []
    assert set(Addresses(read_library(root))) == had
    assert places(built(root, had), both(had)) == both(had)


@pytest.mark.parametrize("case", CASES["went"], ids=lambda case: case["about"])
def test_what_goes_is_told_with_the_lines_that_let_it_answer(
    case: dict[str, Any], tmp_path: Path
) -> None:
    """At a file and line; when exactly those lines are pasted, every old address answers."""
    root = start(tmp_path)
    Repo.of(root)
    a_change(root, change_of(case))
    report = since(root)
    assert [f"{p.mark.file}:{p.mark.line} {p.code}" for p in report.problems] == case["says"]
    paste(root, report)
    assert [line(one) for one in since(root).problems] == []
    pages, now = built(root, case["gone"]), case.get("now", {})
    assert places(pages, both(set(case["gone"]))) == both(set(case["gone"]))
    for address, name in case["gone"].items():
        path, _, anchor = address.partition("#")
        for prefix, said in (("", "令和8年（2026年）12月1日になくなりました。"),
                             ("en/", "Gone since 1 December 2026 (Reiwa 8).")):  # fmt: skip
            page = pages[f"{prefix}{path}"]
            part = page.main
            if anchor:
                (part,) = [e for e in page.elements if e.get("id") == anchor]

            assert name in part.text
            assert said in part.text
            if address in now:
                links = [e.get("href") for e in part.find("a")]
                there, _, place = now[address].partition("#")
                assert (
                    f"{addresses.relative(path, there) if there != path else ''}"
                    + (f"#{place}" if place else "")
                    in links
                )
            assert in_order(page)


NAMES = {
    "tokyo/mihon/": "みほん市",
    "tokyo/mihon/2026/": "みほん市DX推進計画",
    "tokyo/mihon/2026/chapters/background/": "背景",
    "tokyo/mihon/2026/chapters/background/#words": "用語",
    "tokyo/mihon/2026/chapters/background/#word-rpa": "背景",
    "tokyo/mihon/2026/initiatives/online/#action-more-procedures": "申請できる手続をふやします。",
    "tokyo/mihon/2026/initiatives/online/#schedule-preparation": "準備",
    "tokyo/mihon/2026/initiatives/online/#kpi-procedures": "オンラインで申請できる手続",
    "glossary/rpa/": "RPA",
    "themes/counter/": "窓口と手続",
    "kpi/": "kpi/",
    "yamaguchi/hagi/2026/initiatives/rpa/": None,
}
"""Successors, and what a link to each is called; none where a fork is without the town."""


def test_a_link_is_called_as_what_follows(tmp_path: Path) -> None:
    """By its own name, or that of the page that holds it."""
    entry = (
        "  - address: tokyo/mihon/2026/initiatives/rpa/#kpi-{}\n    name: 昔の指標\n"
        '    on: "2026-11-30"\n    reason: 計画の改訂でなくなりました。\n    now: {}\n'
    )
    text = "gone:\n" + "".join(entry.format(f"k{n}", now) for n, now in enumerate(NAMES))
    page = built(a_project(tmp_path, files={LIST: text}), {"tokyo/mihon/2026/initiatives/rpa/"})
    rows = {e.get("id"): e for e in page["tokyo/mihon/2026/initiatives/rpa/"].main.walk()}
    for number, (now, name) in enumerate(NAMES.items()):
        links = rows[f"kpi-k{number}"].find("a")
        assert [link.text for link in links] == ([name] if name else []), now


def test_pages_that_are_gone_are_not_looked_for(tmp_path: Path) -> None:
    """They are in no list of pages, no search and no sitemap, and robots are told so."""
    root = a_project(tmp_path, files={LIST: LISTED})
    settings = read_settings(ROOT)
    specs = specs_of(root)
    path = "tokyo/mihon/2026/initiatives/robots/"
    assert [spec.template for spec in specs if spec.path == path] == ["gone"]
    assert all(path not in text for _name, text in sitemap_files(specs, settings))
    page = built(root, {path})[path]
    assert not page.indexed
    assert page.moved_to is None
    links = {e.get("href") for e in page.main.find("a")}
    assert {"../rpa/", "../../", "../../history/"} <= links


def test_pages_that_are_gone_are_withdrawn_with_their_plan(tmp_path: Path) -> None:
    """Every address of a plan that was withdrawn answers with nothing but that."""
    root = a_project(
        tmp_path,
        files={LIST: LISTED},
        edits=[an_edit(f"{EDITION}/plan.yaml", "provenance:", "withdrawn:\n  on: 2026-12-01\n  reason: 市の求めによります。\nprovenance:")],
    )  # fmt: skip
    path = "tokyo/mihon/2026/initiatives/robots/"
    page = built(root, {path})[path]
    assert "ロボット" not in page.main.text
    assert "市の求めによります。" in page.main.text


def test_an_entry_that_is_removed_is_lost_as_well(tmp_path: Path) -> None:
    """What answered once has to answer for ever; its own lines are told again."""
    root = a_project(tmp_path, files={LIST: LISTED})
    Repo.of(root)
    at = LISTED.index("  - address: tokyo/mihon/2026/initiatives/rpa/#")
    (root / LIST).write_text(LISTED[:at], "utf-8")
    report = since(root)
    assert [(p.mark.file, p.mark.line, p.code) for p in report.problems] == [
        (LIST, LISTED[:at].count("\n"), "address_lost")
    ]
    paste(root, report)
    assert from_yaml((root / LIST).read_text("utf-8")) == from_yaml(LISTED)


def test_lines_are_told_as_the_list_is_written(tmp_path: Path) -> None:
    """A list without indentation stays one."""
    flat = "\n".join(row.removeprefix("  ") for row in LISTED.splitlines()) + "\n"
    root = a_project(tmp_path, files={LIST: flat})
    Repo.of(root)
    a_change(root, {"edits": [an_edit(RPA, "- id: tasks", "- id: works")]})
    paste_at = since(root).problems[-1].to_paste
    assert paste_at.startswith("- address: tokyo/mihon/2026/initiatives/rpa/#kpi-tasks\n  name: ")


def test_a_page_of_another_name_takes_its_rows_along(tmp_path: Path) -> None:
    """One thing is told of the file, and where each row of it is now."""
    root = start(tmp_path)
    Repo.of(root)
    (root / RPA).rename(root / EDITION / "initiatives" / "robots.yaml")
    a_change(root, {"edits": [an_edit(f"{EDITION}/plan.yaml", "  - rpa\n", "  - robots\n")]})
    report = since(root)
    (problem,) = report.problems
    assert line(problem).startswith(f"{EDITION}/initiatives/robots.yaml:1:1: ")
    assert "「rpa.yaml」に戻して" in line(problem)
    assert "6か所" in line(problem)
    paste(root, report)
    assert since(root).problems == ()
    listed = from_yaml((root / LIST).read_text("utf-8"))["gone"]
    assert {one["now"] for one in listed} == {
        one["address"].replace("/rpa/", "/robots/") for one in listed
    }


def test_a_plan_is_not_deleted(tmp_path: Path) -> None:
    """It is withdrawn, which keeps its addresses: one thing is told, not every address."""
    root = a_project(tmp_path)
    Repo.of(root)
    a_change(root, {"remove": [EDITION]})
    lost = [p for p in since(root).problems if p.code in {"plan_lost", "address_lost"}]
    assert [(p.mark.file, p.code) for p in lost] == [(f"{EDITION}/plan.yaml", "plan_lost")]


def test_of_a_file_that_cannot_be_read_nothing_is_said_to_be_lost(tmp_path: Path) -> None:
    """Its own mistake is told, and nothing that only seems to follow from it."""
    root = a_project(tmp_path)
    Repo.of(root)
    a_change(root, {"bytes": {RPA: "93fa"}})
    assert {p.code for p in since(root).problems} == {"not_utf8"}


def test_the_guides_samples_bring_up_what_is_told_of_changes(tmp_path: Path) -> None:
    """From the right files or lines to the wrong ones."""
    advice = {rule: one for rule, (_name, one) in advice_on(read_guides(ROOT)).items()}
    renamed = advice["address_renamed"]
    edits = [an_edit(str(renamed.file), renamed.right.split("\n")[0], renamed.wrong.split("\n")[0])]
    changes: dict[str, Case] = {
        "address_renamed": {"edits": edits},
        "address_lost": {"remove": ["glossary/bpr.yaml"]},
        "plan_lost": {"remove": [EDITION]},
    }
    for rule, change in changes.items():
        root = a_project(tmp_path / rule)
        Repo.of(root)
        a_change(root, change)
        assert rule in {problem.code for problem in since(root).problems}


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It says the lines in each format, and that it cannot compare with what is not there."""
    root = start(tmp_path)
    (root / "mkdocs.yml").write_bytes((ROOT / "mkdocs.yml").read_bytes())
    monkeypatch.chdir(root)
    assert main(["check", "--since", "main"]) == 2
    assert "gitのリポジトリではありません" in capsys.readouterr().err
    Repo.of(root)
    assert main(["check", "--since", "main"]) == 0
    assert main(["check", "--since", "nothing"]) == 2
    assert "There is no revision and no folder “nothing”" in capsys.readouterr().err
    a_change(root, change_of(CASES["went"][0]))
    assert main(["check"]) == 0
    capsys.readouterr()
    assert main(["check", "--since", "main", "--lang", "en", EDITION]) == 1
    said = capsys.readouterr().out
    assert f"Lines to add to {LIST}:\n{HEAD}gone:\n  - address: tokyo/mihon/2026/" in said
    assert main(["check", "--since", "main", "--format", "github"]) == 1
    assert "%0Agone:%0A  - address: tokyo/mihon/2026/" in capsys.readouterr().out
    assert main(["check", "--since", "main", "--format", "json"]) == 1
    (row,) = json.loads(capsys.readouterr().out)
    assert row["paste"].startswith(f"{HEAD}gone:\n  - address: tokyo/mihon/2026/")


def test_open_data_tells_what_is_gone_and_whose_words_that_is(tmp_path: Path) -> None:
    """In the plan's document, by its schema; a plan that nothing is gone from says nothing."""
    action = """\
  - address: tokyo/mihon/2026/initiatives/rpa/#action-training
    name: 職員の研修をします。
    on: "2026-11-30"
    reason: 計画の改訂でなくなりました。
"""
    root = a_whole_project(tmp_path / "project", files={LIST: LISTED + action})
    data = export(root, tmp_path / "out")
    doc = data.json("data/tokyo/mihon/2026.json")
    schema = data.json("schema/data-plan.json")
    assert [error.message for error in Draft202012Validator(schema).iter_errors(doc)] == []
    first, _robots, _days, last = doc["gone"]
    assert first["address"] == "tokyo/mihon/2026/initiatives/robots/"
    assert first["now"] == "tokyo/mihon/2026/initiatives/rpa/"
    assert (first["name"]["as"], first["reason"]["as"], last["name"]["as"]) == (
        "printed", "ours", "ours",
    )  # fmt: skip
    (root / LIST).unlink()
    assert "gone" not in export(root, tmp_path / "other").json("data/tokyo/mihon/2026.json")
