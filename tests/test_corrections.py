"""Mistakes: how they are reported, and what the log of corrections shows where."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from website.browsing import visiting
from website.built import Page
from website.projects import Project
from website.serving import Served

AOBA = "hokkaido/aoba/2026/"


@pytest.fixture(scope="module")
def pages(towns: Project) -> Callable[[str], Page]:
    """One page of the made-up towns."""
    return lambda path: towns.render(path)[path]


def rows(page: Page) -> list[str]:
    """The ids of the corrections that a page shows, as it orders them."""
    found = [e.get("id") for e in page.all("li")]
    return [identity.removeprefix("c-") for identity in found if identity.startswith("c-")]


def links(page: Page, identity: str) -> list[tuple[str, str]]:
    """Where a correction leads: text and address."""
    (row,) = [e for e in page.all("li") if e.get("id") == f"c-{identity}"]
    return [(e.text, e.get("href")) for e in row.walk() if e.name == "a" and "\n" not in e.text]


def test_the_log_shows_the_newest_year_and_leads_to_the_others(
    pages: Callable[[str], Page],
) -> None:
    """Newest first, and each year has an address that stays."""
    log = pages("corrections/")
    assert rows(log) == ["late", "early"]
    assert [e.get("href") for e in log.section("years").walk() if e.name == "a"] == [
        "2026/",
        "2025/",
    ]
    assert rows(pages("corrections/2026/")) == ["late", "early"]
    assert rows(pages("corrections/2025/")) == ["words"]


def test_a_correction_leads_to_its_pages_by_their_names(pages: Callable[[str], Page]) -> None:
    """What each page is called in the language of the log."""
    assert links(pages("corrections/"), "early") == [
        (
            "① 窓口のRPA（青葉町DX計画（2026年度から））",
            "../hokkaido/aoba/2026/initiatives/counter/",
        ),
        (
            "第1章 はじめに（青葉町DX計画（2026年度から））",
            "../hokkaido/aoba/2026/chapters/opening/",
        ),
    ]
    assert [text for text, _ in links(pages("corrections/"), "late")[:2]] == [
        "青葉町DX計画（2026年度から）",
        "北市",
    ]
    assert [text for text, _ in links(pages("en/corrections/2025/"), "words")][-1] == "kpi/"
    assert len(links(pages("corrections/2025/"), "words")) == 4


def test_a_plan_shows_what_was_put_right_on_its_pages(pages: Callable[[str], Page]) -> None:
    """And no other plan's; a plan without any says nothing of it."""
    assert rows(pages(f"{AOBA}errata/")) == ["late", "early"]
    assert rows(pages("yamaguchi/kita/2026/errata/")) == []
    assert "corrected" not in pages("yamaguchi/kita/2026/errata/").anchors


@pytest.mark.parametrize("path", ["", "kpi/", f"{AOBA}initiatives/counter/", "en/glossary/rpa/"])
def test_every_page_leads_to_the_report(pages: Callable[[str], Page], path: str) -> None:
    """One link, in the same words, at the foot of the page."""
    wanted = (
        "Report a mistake on this page" if path.startswith("en/") else "この内容の誤りを知らせる"
    )
    found = [e for e in pages(path).all("a") if e.text == wanted]
    assert [e.get("href").partition("?")[2] for e in found] == [f"page={path.removeprefix('en/')}"]


def test_who_answers_and_how_soon_is_told_or_said_to_be_open(
    towns: Project, tmp_path: Path
) -> None:
    """Nothing is promised that the site's keeper has not written down."""
    open_ = towns.render("report/")["report/"].main.text
    assert "まだ連絡先を設定していません" in open_
    assert "何日で返信するかは、運営者がまだ決めていません" in open_

    project = towns.copy(tmp_path / "project")
    project.change("mkdocs.yml", 'contact: ""', 'contact: "mailto:dx@example.jp"')
    unset = 'reply:\n      ja: ""\n      en: ""'
    answers = "reply:\n      ja: 5日以内に返信します。\n      en: You get an answer within 5 days."
    project.change("mkdocs.yml", unset, answers)
    found = project.render("report/", "en/report/")
    assert "5日以内に返信します。" in found["report/"].section("then").text
    assert "You get an answer within 5 days." in found["en/report/"].section("then").text
    assert "mailto:dx@example.jp" in [e.get("href") for e in found["report/"].all("a")]


@pytest.mark.browser
def test_the_report_knows_the_page_that_somebody_came_from(
    served: dict[str, Served], browser: Browser
) -> None:
    """Filled in by the script; who comes from elsewhere sees nothing of it."""
    base = served["towns"].url
    with visiting(browser, base) as visit:
        for stranger in ("report/", "report/?page=https://example.org/", "report/?page=../x/"):
            visit.open(stranger)
            assert not visit.page.locator("[data-from]").is_visible()
        for lang in ("", "en/"):
            visit.open(f"{lang}{AOBA}initiatives/counter/")
            visit.page.locator("footer a[href*='report/']").click()
            shown = visit.page.locator("[data-from] b")
            shown.wait_for()
            assert shown.inner_text() == f"{base}{lang}{AOBA}initiatives/counter/"
            assert visit.faults() == []
