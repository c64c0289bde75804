"""Permanent addresses and citation lines: every row has one, and what they say is so."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from builders import ROOT
from dxplans.check.leaves import sections_of
from dxplans.edition import Edition
from dxplans.pages import addresses
from dxplans.portal import Portal, load
from website.browsing import Visit, visiting
from website.built import Page, Site
from website.document import Element
from website.projects import BELOW
from website.serving import Served

PREFIXES = {"ja": "", "en": "en/"}
RPA = "yamaguchi/mine/2026/initiatives/ai-rpa/"


@pytest.fixture(scope="module")
def ours() -> Portal:
    """The repository's own plans."""
    return load(ROOT)


def editions(portal: Portal) -> list[Edition]:
    """Every edition that is not withdrawn."""
    found = [edition for town in portal.towns.values() for edition in town.editions]
    return [edition for edition in found if edition.plan.withdrawn is None]


def expected(portal: Portal) -> Iterator[tuple[str, str]]:
    """Page and anchor of everything that can be quoted; no anchor for the page itself."""
    for edition in editions(portal):
        yield addresses.edition(edition), ""
        for name, initiative in edition.initiatives.items():
            path = addresses.initiative(edition, name)
            rows = initiative.schedule.rows if initiative.schedule else ()
            yield path, ""
            yield from ((path, f"kpi-{kpi.id}") for kpi in initiative.kpis)
            yield from ((path, f"action-{action.id}") for action in initiative.actions)
            yield from ((path, f"schedule-{row.id}") for row in rows)
        for name, chapter in edition.chapters.items():
            path = addresses.chapter(edition, name)
            yield path, ""
            yield from ((path, part.id) for part in sections_of(chapter))
    yield from ((addresses.term(name), "") for name in portal.terms)


def lines(page: Page) -> dict[str, str]:
    """The citation lines of a page by the anchor that each ends with."""
    found = [e for e in page.section("page_quote").walk() if e.name == "li"]
    texts = [element.text for element in found]
    return {text.rpartition(" ")[2].partition("#")[2]: text for text in texts}


def page_of(site: Site, path: str) -> Page:
    """The page at an address below the site's base."""
    return site.pages[f"{path}index.html"]


@pytest.mark.slow
@pytest.mark.parametrize("prefix", PREFIXES.values())
def test_everything_that_can_be_quoted_has_its_address_and_its_line(
    ours: Portal, site_below: Site, prefix: str
) -> None:
    """KPIs, actions, schedule rows, sections, terms: the address is whole, and leads to the row."""
    by_page: dict[str, set[str]] = {}
    for path, anchor in expected(ours):
        by_page.setdefault(path, set()).add(anchor)
    assert len(by_page) > 200
    for path, anchors in by_page.items():
        page = page_of(site_below, prefix + path)
        told = lines(page)
        assert anchors <= set(told), path
        assert set(told) - {""} <= page.anchors, path
        for anchor, text in told.items():
            address = f"{BELOW}{prefix}{path}" + (f"#{anchor}" if anchor else "")
            assert text.endswith(f" {address}"), text


@pytest.mark.slow
def test_a_line_says_whose_document_it_is_and_whose_the_words_are(site: Site) -> None:
    """The figures are the plan's; a sentence of ours is called ours, beside the plan's own verb."""
    ja, en = (lines(page_of(site, prefix + RPA)) for prefix in PREFIXES.values())
    assert ja["kpi-rpa-tasks"] == (
        "美祢市「美祢市DX推進計画」（令和8年（2026年）3月）、8 具体的な取組、⑥ AI・RPAの利用促進、"
        "KPI「RPA活用業務数」（基準値: 2件、目標値: 10件、目標の年度: 計画に記載なし）。"
        f"みんなのDX計画が令和8年（2026年）11月20日に読みました。 /{RPA}#kpi-rpa-tasks"
    )
    assert (
        "KPI “Number of tasks that use RPA” (baseline: 2 tasks; target: 10 tasks; target year: Not stated in the plan)"
        in en["kpi-rpa-tasks"]
    )
    assert "（このサイトの文。計画の言葉は「整備し」）" in ja["action-guideline"]
    assert "(this site’s sentence; the plan’s word: “" in en["action-guideline"]
    assert (
        "工程「RPA導入対象業務検討・導入」（年度は読み取れません）"
        in ja["schedule-rpa-introduction"]
    )
    term = lines(page_of(site, "glossary/rpa/"))[""]
    assert "このサイトの説明です（CC BY 4.0）" in term


@pytest.mark.slow
def test_rows_of_open_data_and_of_the_workbench_lead_to_their_rows(site: Site) -> None:
    """Every address in the tables for programs exists, down to the anchor."""
    seen = 0
    for file in [*site.root.glob("data/**/*.csv"), *site.root.glob("workbench/**/*.csv")]:
        rows = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig")))
        for row in rows:
            address = row.get("このサイトのページ") or row.get("page") or ""
            if not address:
                continue
            path, _, anchor = address.lstrip("/").partition("#")
            assert f"{path}index.html" in site.pages, address
            if anchor:
                assert anchor in page_of(site, path).anchors, (file.name, address)
                seen += 1
    assert seen > 500


def _button(item: Element) -> list[Element]:
    return [e for e in item.walk() if e.name == "button"]


@pytest.mark.slow
def test_without_a_script_there_is_no_button_that_does_nothing(site: Site) -> None:
    """The lines stand in the page as text; the button comes with the script that it needs."""
    section = page_of(site, RPA).section("page_quote")
    assert not _button(section)


@pytest.mark.browser
def test_one_kpi_is_quoted_from_where_it_stands(
    browser: Browser, served: dict[str, Served]
) -> None:
    """From the figure to its line, copied with the address that leads back to the figure."""
    permissions = ["clipboard-read", "clipboard-write"]
    with visiting(browser, served["site"].url, permissions=permissions) as visit:
        _quote_a_kpi(visit)


def _quote_a_kpi(visit: Visit) -> None:
    page = visit.page
    visit.open(RPA)
    assert not page.locator(".quotes li").first.is_visible()
    page.click("#kpi-rpa-tasks .to-quote a")
    item = page.locator("#quote-kpi-rpa-tasks")
    item.get_by_role("button").click()
    page.locator(".quotes [role=status]").get_by_text("コピーしました: RPA活用業務数").wait_for(
        state="attached"
    )
    assert item.get_by_role("button").inner_text().startswith("コピーしました")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("美祢市「美祢市DX推進計画」")
    address = copied.rpartition(" ")[2]
    assert address == f"{visit.base}{RPA}#kpi-rpa-tasks"
    assert not visit.complaints
    assert not visit.elsewhere()
    page.goto("about:blank")
    page.goto(address)
    assert page.locator("#kpi-rpa-tasks").is_visible()
    assert page.evaluate("document.querySelector(':target').id") == "kpi-rpa-tasks"


@pytest.mark.browser
def test_where_copying_is_not_allowed_the_line_is_marked(
    browser: Browser, served: dict[str, Served]
) -> None:
    """A reader whose browser refuses copies the marked line with the browser's own command."""
    with visiting(browser, served["site"].url) as visit:
        visit.page.add_init_script(
            "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async () => { throw Error() }}})"
        )
        visit.open(RPA)
        visit.page.click("#kpi-rpa-tasks .to-quote a")
        visit.page.locator("#quote-kpi-rpa-tasks").get_by_role("button").click()
        marked = visit.page.evaluate("getSelection().toString()")
        assert "RPA活用業務数" in marked
