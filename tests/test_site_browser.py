"""Every template in a browser, under the site's own policy: axe, scripts, paper, colours, movement."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser

from dxplans.develop.audit.behaviour import SOFT
from dxplans.develop.audit.engines import Engines, ask
from website.browsing import DESKTOP, PHONE, Visit, visiting
from website.projects import ROOT
from website.serving import Served

pytestmark = pytest.mark.browser

MINE = "yamaguchi/mine/2026/"
AOBA = "hokkaido/aoba/2026/"
PAGES = {
    "home": ("site", ""),
    "prefecture": ("site", "yamaguchi/"),
    "municipality": ("site", "yamaguchi/mine/"),
    "plan": ("site", MINE),
    "chapter with figures": ("site", f"{MINE}chapters/background/"),
    "chapter with glossary": ("site", f"{MINE}chapters/glossary/"),
    "chapter with references": ("site", f"{MINE}chapters/position/"),
    "chapter with matrix": ("site", f"{MINE}chapters/matrix/"),
    "initiative": ("site", f"{MINE}initiatives/ai-rpa/"),
    "initiative in a group": ("site", f"{MINE}initiatives/backyard/"),
    "initiative with words": ("site", f"{MINE}initiatives/standardization/"),
    "matrix": ("site", f"{MINE}matrix/"),
    "errata": ("site", f"{MINE}errata/"),
    "whole plan": (
        "site",
        "hokkaido/bihoro/2026/print/",
    ),  # the shortest: the parts are everybody's
    "kpi": ("site", "kpi/"),
    "schedule": ("site", "schedule/"),
    "questions": ("site", "questions/"),
    "question": ("site", "questions/pay-by-phone/"),
    "changes": ("site", "kumamoto/kamiamakusa/changes/"),
    "themes": ("site", "themes/"),
    "theme": ("site", "themes/ai-rpa/"),
    "glossary": ("site", "glossary/"),
    "term": ("site", "glossary/rpa/"),
    "sitemap": ("site", "sitemap/"),
    "search": ("site", "search/"),
    "search of many": ("towns", "search/"),
    "accessibility": ("site", "accessibility/"),
    "accessibility results": ("site", "accessibility/results/"),
    "report": ("site", "report/"),
    "corrections": ("site", "corrections/"),
    "corrections with all": ("towns", "corrections/"),
    "updates": ("site", "updates/"),
    "updates with all": ("towns", "updates/"),
    "kpi of a town": ("site", "kpi/yamaguchi/mine/"),
    "kpi of a theme": ("site", "kpi/themes/security/"),
    "kpi of a kind": ("site", "kpi/kinds/keep/"),
    "periods": ("site", "periods/"),
    "workbench": ("site", "workbench/"),
    "desk": ("site", "workbench/ai-rpa/"),
    "desk of a plan": ("site", f"{MINE}workbench/"),
    "about": ("site", "about/"),
    "edit": ("site", "edit/"),
    "messages": ("site", "edit/messages/"),
    "advice": ("site", "edit/messages/tables/"),  # a short one: the parts are everybody's
    "not found": ("site", "nothing/here/"),
    "home of many": ("towns", ""),
    "municipality with all": ("towns", "hokkaido/aoba/"),
    "municipality without plan": ("towns", "hokkaido/union/"),
    "municipality withdrawn": ("towns", "yamaguchi/naka/"),
    "plan withdrawn": ("towns", "yamaguchi/naka/2026/"),
    "withdrawn": ("towns", "yamaguchi/naka/2026/initiatives/only/"),
    "plan with all": ("towns", AOBA),
    "chapter with all": ("towns", f"{AOBA}chapters/opening/"),
    "chapter with tables": ("towns", f"{AOBA}chapters/tables/"),
    "chapter with lists": ("towns", f"{AOBA}chapters/pages/"),
    "initiative with all": ("towns", f"{AOBA}initiatives/counter/"),
    "errata with all": ("towns", f"{AOBA}errata/"),
    "kpi in parts": ("towns", "kpi/"),
    "kpi of a prefecture": ("towns", "kpi/hokkaido/"),
    "theme without initiatives": ("towns", "themes/quiet/"),
    "term in parts": ("towns", "glossary/rpa/"),
}
"""Every template, and its states that look different."""
LANGUAGES = {"ja": "", "en": "en/"}
MADE_UP = "«Xxish»"
"""The link to the made-up language, which no engine knows, is no fault of a template."""
ENGINES = Engines(ROOT / "node_modules")


def opened(visits: dict[str, Visit], name: str, lang: str, width: int) -> Visit:
    """The page *name* in *lang*, in a window so wide, in light colours."""
    where, path = PAGES[name]
    visit = visits[where]
    visit.resize(width)
    visit.page.emulate_media(color_scheme="light")
    visit.open(LANGUAGES[lang] + path, status=404 if name == "not found" else 200)
    return visit


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_template_is_accessible(visits: dict[str, Visit], name: str, lang: str) -> None:
    """Axe finds nothing at two widths in two schemes (English in one), the phone's menu open.

    The policy blocks nothing, the console is silent, nothing moves, no other host is asked.
    """
    visit = opened(visits, name, lang, DESKTOP)
    faults = visit.faults()
    assert len(visit.requests) <= 10
    ENGINES.inject(visit.page, "axe")
    for width in (DESKTOP, PHONE):
        visit.resize(width)
        if width == PHONE:
            visit.page.evaluate("document.querySelector('details.menu').open = true")
        # Colours are the same in every language.
        for scheme in ("light", "dark") if lang == "ja" else ("light",):
            visit.page.emulate_media(color_scheme=scheme)
            here = f"{width} {scheme}"
            found = [f for f in ask(visit.page, "axe") if MADE_UP not in f.message]
            faults += [f"{here}: {finding}" for finding in found]
    assert faults == []
    assert [fault for fault in visit.faults() if "layout shift" not in fault] == []


@pytest.mark.parametrize("name", ["home", "municipality", "kpi", "sitemap", "about"])
def test_a_slow_line_moves_nothing(browser: Browser, served: dict[str, Served], name: str) -> None:
    """When the second half of a page comes late, what stands there already stays in its place."""
    where, path = PAGES[name]
    for width in (PHONE, DESKTOP):
        with visiting(browser, served[where].url) as visit, served[where].slowly(0.4):
            visit.resize(width)
            visit.open(path)
            assert visit.faults() == []


def test_the_probes_see_faults(browser: Browser, served: dict[str, Served]) -> None:
    """Faults put into a page are seen: without this, the tests above would prove nothing."""
    with visiting(browser, served["site"].url) as visit:
        visit.open("about/")
        ENGINES.inject(visit.page, "axe")
        visit.page.evaluate("""() => {
          const main = document.querySelector("main");
          main.insertAdjacentHTML("afterbegin", '<p class="a">faint</p><p class="b">wide</p>' +
            '<p class="c">cut cut cut</p><button class="d"></button><p style="color: red">x</p>');
        }""")
        visit.ask(
            "style",
            ".a { color: #bbb; background: #fff; } .b { width: 3000px; max-width: none; }"
            ".c { width: 3em; height: 1em; overflow: hidden; } .d { width: 9px; height: 9px; padding: 0; }",
        )
        axe = " ".join(str(finding) for finding in ask(visit.page, "axe"))
        assert "color-contrast" in axe
        assert "button-name" in axe
        assert any("faint" in low for low in visit.ask("contrast", 4.5, 7, SOFT))
        assert visit.ask("wide")
        assert any("cut" in cut for cut in visit.ask("clipped"))
        assert any("button" in small for small in visit.ask("targets", 24, 44))
        assert any("style-src" in fault for fault in visit.faults())
        assert any("layout shift" in fault for fault in visit.faults())
        visit.page.evaluate("fetch('https://example.org/').catch(() => 0)")
        assert any("connect-src" in fault for fault in visit.faults())


@pytest.mark.parametrize(
    "path", ["", "yamaguchi/mine/", "kpi/", f"{MINE}initiatives/ai-rpa/", "edit/"]
)
def test_everything_is_there_without_script(
    browser: Browser, served: dict[str, Served], path: str
) -> None:
    """The text, the menu and the other language work; buttons that need a script are not shown."""
    with visiting(browser, served["site"].url, java_script_enabled=False) as visit:
        visit.resize(PHONE)
        visit.open(path)
        page = visit.page
        assert page.locator("main h1").is_visible()
        assert len(page.locator("main").inner_text()) > 200
        assert not page.locator(".scheme").is_visible()
        assert not page.locator("header nav a").first.is_visible()
        page.locator("details.menu summary").click()
        links = page.locator("header nav a")
        assert all(links.nth(number).is_visible() for number in range(links.count()))
        links.nth(1).click()
        page.wait_for_url("**/questions/")
        page.locator("a.lang").first.click()
        page.wait_for_url("**/en/questions/")


def test_print_shows_the_text_only(browser: Browser, served: dict[str, Served]) -> None:
    """Paper needs no menu; black on white also when the screen is dark."""
    with visiting(browser, served["site"].url) as visit:
        visit.open(f"{MINE}initiatives/ai-rpa/")
        visit.page.emulate_media(media="print", color_scheme="dark")
        assert not visit.page.locator("header.head").is_visible()
        assert not visit.page.locator(".skip").is_visible()
        assert visit.page.locator("main h1").is_visible()
        assert visit.page.locator("[aria-labelledby=page_words] dt").first.is_visible()
        colours = visit.page.evaluate(
            "(() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor]; })()"
        )
        assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
        assert visit.ask("contrast", 4.5, 4.5, SOFT) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_forced_colours_keep_the_pictures(
    browser: Browser, served: dict[str, Served], scheme: Any
) -> None:
    """With the system's own few colours, dots and bars can still be told from the ground."""
    with visiting(
        browser, served["towns"].url, forced_colors="active", color_scheme=scheme
    ) as visit:
        visit.open(f"{AOBA}initiatives/counter/")
        ground = visit.page.evaluate("getComputedStyle(document.body).backgroundColor")
        fill = "(e, name) => getComputedStyle(e)[name]"
        assert visit.page.locator(".scale .plan").first.evaluate(fill, "fill") != ground
        assert visit.page.locator(".run").first.evaluate(fill, "backgroundColor") != ground
        assert visit.page.locator("main h1").is_visible()
        visit.open("hokkaido/aoba/")
        assert visit.page.locator(".dot").first.evaluate(fill, "backgroundColor") != ground


def test_no_movement_for_those_who_want_none(browser: Browser, served: dict[str, Served]) -> None:
    """Nothing is animated, with reduced motion or without."""
    for motion in ("reduce", "no-preference"):
        with visiting(browser, served["site"].url, reduced_motion=motion) as visit:
            visit.open("")
            visit.page.locator("nav a").first.hover()
            assert visit.page.evaluate("document.getAnimations().length") == 0
