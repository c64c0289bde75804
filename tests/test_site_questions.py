"""Every question answered by keyboard alone, in a window of 1280 px at 400 %: 320 by 256 CSS px."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from dxplans.develop.audit.behaviour import LOW, NARROW
from test_site_browser import LANGUAGES
from website.browsing import Visit, visiting
from website.projects import ROOT
from website.serving import Served

pytestmark = pytest.mark.browser

QUESTIONS = sorted(path.stem for path in (ROOT / "questions").glob("*.yaml"))
TOWN = "section[aria-labelledby=town-yamaguchi-mine]"
MOST = 120
"""More keys than these nobody presses for one answer."""


@pytest.fixture(scope="module")
def visit(browser: Browser, served: dict[str, Served]) -> Iterator[Visit]:
    """Our own site in a small window."""
    with visiting(browser, served["site"].url) as one:
        one.resize(NARROW, LOW)
        yield one


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until something that is, or is inside, *selector* has the focus."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if page.evaluate("selector => !!document.activeElement.closest(selector)", selector):
            return
    pytest.fail(f"{MOST} stops, and none is {selector}")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered(visit: Visit, question: str, lang: str) -> None:
    """From the home page to the question, to a town's answer, to where the answer comes from."""
    page = visit.page
    visit.open(LANGUAGES[lang])
    tab_to(page, f'main a[href$="questions/{question}/"]')
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/questions/{question}/")
    faults = [*visit.ask("wide"), *visit.ask("clipped")]
    tab_to(page, f"{TOWN} a:not([href^=tel])")  # a telephone's number leads to no page
    assert page.locator(f"{TOWN} .says").inner_text().strip()
    box = page.locator(f"{TOWN} .says").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= NARROW
    focused = page.evaluate("document.activeElement.getBoundingClientRect().toJSON()")
    assert 0 <= focused["top"] < LOW
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: f"questions/{question}" not in url)
    faults += [*visit.ask("wide"), *visit.ask("clipped")]
    assert page.locator("main h1").inner_text()
    assert faults == []
