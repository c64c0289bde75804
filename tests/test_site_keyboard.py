"""What the keyboard does: the ends of the page, skip link, menu, wide tables, colours, languages.

test_site_behaviour.py walks through every template.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from test_site_browser import AOBA, LANGUAGES, MINE
from website.browsing import DESKTOP, PHONE, Visit, visiting
from website.serving import Served

pytestmark = pytest.mark.browser


def test_the_last_stop_is_no_trap(visits: dict[str, Visit]) -> None:
    """After the last link the focus leaves the page, or begins again at its top."""
    visit = visits["site"]
    visit.open("about/")
    stops = visit.ask("tabbable")
    visit.ask("watch")
    for _ in range(len(stops) + 2):
        visit.page.keyboard.press("Tab")
    after = [stop["name"] for stop in visit.ask("walked")][len(stops) :]
    assert after in ([], stops[: len(after)])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_stop_skips_to_the_text(visits: dict[str, Visit], lang: str) -> None:
    """The skip link comes first, is seen when it has the focus, and leads into the main part."""
    visit = visits["site"]
    visit.resize(PHONE)
    visit.open(f"{LANGUAGES[lang]}yamaguchi/mine/")
    page = visit.page
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    assert page.evaluate("document.activeElement.matches('a.skip')")
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    assert box["height"] >= 44
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_the_menu_opens_with_the_keyboard(visits: dict[str, Visit]) -> None:
    """Enter shows the menu, its links are the next stops, Enter on one goes there."""
    visit = visits["site"]
    visit.resize(PHONE)
    visit.open("glossary/rpa/")
    page = visit.page
    assert not page.locator("header nav a").first.is_visible()
    page.locator("details.menu summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.querySelector('header nav a')")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/questions/")


def test_a_table_is_a_stop_where_it_is_wide(browser: Browser, served: dict[str, Served]) -> None:
    """Whoever has no mouse can move it sideways; one that fits is no stop on the way."""
    with visiting(browser, served["towns"].url) as visit:
        visit.open(f"{AOBA}chapters/tables/")
        wide = visit.page.locator(".scroll[role=region][tabindex='0']")
        assert wide.count() == 0
        visit.ask("style", ".scroll table { width: 100rem; }")
        wide.first.wait_for()
        named = "e => document.getElementById(e.getAttribute('aria-labelledby')).localName"
        assert wide.first.evaluate(named) == "caption"
        wide.first.focus()
        visit.page.keyboard.press("ArrowRight")
        visit.page.wait_for_function("() => document.activeElement.scrollLeft > 0")
        visit.resize(2000)
        visit.ask("style", ".scroll table { width: 100% !important; }")
        wide.first.wait_for(state="detached")


def test_the_chosen_colours_are_remembered(browser: Browser, served: dict[str, Served]) -> None:
    """A button chooses, the next page and the next visit keep it, «automatic» forgets it."""
    with visiting(browser, served["site"].url, color_scheme="light") as visit:
        page = visit.page
        ground = "getComputedStyle(document.body).backgroundColor"
        pressed = "[...document.querySelectorAll('[data-set][aria-pressed=true]')].map(b => b.dataset.set)"
        visit.open("")
        light = page.evaluate(ground)
        assert page.evaluate(pressed) == ["auto"]
        page.locator("[data-set=dark]").focus()
        page.keyboard.press("Enter")
        dark = page.evaluate(ground)
        assert dark != light
        assert page.evaluate(pressed) == ["dark"]
        visit.open("en/themes/")
        assert page.evaluate(ground) == dark
        assert page.evaluate(pressed) == ["dark"]
        page.emulate_media(color_scheme="dark")
        page.locator("[data-set=light]").press("Space")
        assert page.evaluate(ground) == light
        page.locator("[data-set=auto]").press("Enter")
        assert page.evaluate(ground) == dark
        assert page.evaluate("localStorage.length") == 0


def test_storage_may_be_forbidden(browser: Browser, served: dict[str, Served]) -> None:
    """Without storage the choice holds for the page, and nothing breaks."""
    with visiting(browser, served["site"].url) as visit:
        visit.page.add_init_script(
            "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no'); }})"
        )
        visit.open("")
        visit.page.locator("[data-set=dark]").click()
        assert visit.page.evaluate("document.documentElement.dataset.scheme") == "dark"
        assert visit.faults() == []


def test_the_language_link_keeps_the_place(visits: dict[str, Visit]) -> None:
    """From a section to the same section of the same page in the other language, and back."""
    visit = visits["site"]
    visit.resize(DESKTOP)
    path = f"{MINE}initiatives/ai-rpa/"
    visit.open(f"{path}#schedule")
    page = visit.page
    page.locator("a.lang").click()
    page.wait_for_url(f"**/en/{path}#schedule")
    page.evaluate("location.hash = 'kpi'")
    page.wait_for_function("document.querySelector('a.lang').hash === '#kpi'")
    page.locator("a.lang").click()
    page.wait_for_url(f"{visit.base}{path}#kpi")
    assert page.locator("#kpi").is_visible()


def test_the_keyboard_probes_see_faults(browser: Browser, served: dict[str, Served]) -> None:
    """An invisible focus and a covered link are seen."""
    with visiting(browser, served["site"].url) as visit:
        visit.open("about/")
        visit.page.evaluate("""() => document.querySelector("main").insertAdjacentHTML(
          "afterbegin", '<a class="x" href="./">none</a> <a class="y" href="./">covered</a><b class="z">over</b>')""")
        visit.ask(
            "style",
            "a.x:focus-visible { outline: 0; box-shadow: none; } a.y { position: relative; }"
            ".z { position: absolute; left: 0; top: 0; width: 9999px; height: 9999px; background: #fff; }",
        )
        visit.page.keyboard.press("Tab")
        found = " ".join(visit.ask("focus"))
        assert "no outline: a[" in found
        assert "looks the same" in found
        assert "something in front" in found
