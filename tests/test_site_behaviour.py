"""Every template in every way of using it: one load each, and what ``make audit`` asks of all pages.

Keyboard, 400 % zoom, text twice as large, readers' own spacing, contrast, forced colours, less
motion, paper. English pages are asked what the length and the language of their texts decide; what
depends on template and colours alone is asked of the Japanese ones, of all pages by ``make audit``.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dxplans.develop.audit import behaviour
from dxplans.develop.audit.across import across
from dxplans.develop.audit.behaviour import WAYS, Way, behave, walk
from dxplans.develop.audit.engines import Engines
from dxplans.develop.audit.pages import Mode, pages_of
from dxplans.develop.audit.visits import visiting as looking
from test_site_browser import LANGUAGES, PAGES
from website.browsing import PHONE, Visit
from website.built import Site
from website.projects import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDE_WALK = Way(Mode(behaviour.WIDE, "light", "keyboard"), (walk,))
LONG = {"home of many", "kpi of a prefecture"}
"""Lists of many equal rows: what is special of them is seen on the shorter pages."""
WALKED = {"home", "municipality", "initiative", "search"}
"""The templates whose English pages are asked everything, the walk through all stops included."""
MADE_UP = "Japanese marked as «xx»"
"""The made-up language has no hand-written pages."""


def ways(name: str, lang: str) -> tuple[Way, ...]:
    """How the page *name* is used: the walks first, for they begin where a page does."""
    unwalked = (replace(WAYS[0], asked=WAYS[0].asked[1:]), *WAYS[1:])
    if lang != "ja" and name not in WALKED:
        return tuple(way for way in unwalked if way.mode.scheme == "light" and not way.media)
    return unwalked if name in LONG else (WIDE_WALK, *WAYS)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_template_behaves(visits: dict[str, Visit], name: str, lang: str) -> None:
    """Nothing moves while a phone loads it, nothing is asked elsewhere, and no way finds a fault."""
    where, path = PAGES[name]
    visit = visits[where]
    visit.resize(PHONE)
    visit.open(LANGUAGES[lang] + path, status=404 if name == "not found" else 200)
    faults = visit.faults()
    for mode, found in behave(visit.page, ways(name, lang)).items():
        faults += [f"{mode}: {fault}" for fault in found if MADE_UP not in str(fault)]
    assert faults == []
    assert visit.page.context.cookies() == []


def test_pages_agree_with_each_other(site: Site) -> None:
    """No title twice, the same navigation in the same order, one name for one thing."""
    assert across(pages_of(site.root)) == {}


# The checks themselves: a page with each fault in turn

HEAD = """<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>題</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; style-src 'unsafe-inline'">
<style>body { background: #fff; color: #111 } .head a, .nav a { display: inline-block; min-height: 48px; min-width: 48px }
:focus-visible { outline: 3px solid #000 } a, button { display: inline-block; min-height: 24px; min-width: 24px; color: #033 }
@media print { header, form, nav, button, .skip { display: none } }</style>"""
GOOD = """<body><header class="head"><a href="./">最初のページ</a></header><main><h1>題</h1>
<p>日本語の文章です。</p><p><a href="a/">次のページ</a></p></main><footer>終わり</footer></body></html>"""


def found_on(browser: Browser, folder: Path, style: str = "", main: str = "") -> set[str]:
    """The rules that a page breaks which has *style* and, at the end of its main part, *main*."""
    html = f"{HEAD}<style>{style}</style></head>{GOOD.replace('</main>', f'{main}</main>')}"
    (folder / "index.html").write_text(html, "utf-8")
    with looking(folder, "/", Engines(ROOT / "node_modules"), browser) as visitor:
        found = visitor.behaviour(pages_of(folder)[0])
    return {finding.rule for findings in found.values() for finding in findings}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where each faulty page stands for a moment."""
    return tmp_path_factory.mktemp("faulty")


def test_a_good_page_has_no_fault(browser: Browser, folder: Path) -> None:
    """So that the faults below are those that were put in."""
    assert found_on(browser, folder) == set()


@pytest.mark.parametrize(
    ("style", "main", "rule"),
    [
        ("", '<p><a href="b/" tabindex="1">先に来る所</a></p>', "keyboard-order"),
        ("", "<details><summary>開く</summary>中</details><script src=s.js></script>", "keyboard-operation"),
        (".o:focus-visible { outline: 0 }", '<p><a class="o" href="b/">輪のない所</a></p>', "focus"),
        (".o:focus-visible { outline-color: #ddd }", '<p><a class="o" href="b/">うすい輪の所</a></p>', "focus"),
        (".b { position: fixed; inset: 0; background: #fff }", '<div class="b">前にある幕</div>', "focus"),
        (".w { width: 700px }", '<p class="w">広い</p>', "reflow"),
        (".c { max-height: 1.2em; line-height: 1.2; overflow: hidden; width: 8em; white-space: nowrap }",
         '<p class="c">間を広げると切れる長い文章</p>', "clipped"),
        ("button { min-width: 9px; min-height: 9px; width: 9px; height: 9px; padding: 0 }",
         '<form><button aria-label="送る"></button></form>', "target-size"),
        (".f { color: #bbb }", '<p class="f">うすい文字</p>', "contrast"),
        (".f { color: #666 }", '<p class="f soft">少しうすい文字</p>', "more-contrast"),
        (".f { forced-color-adjust: none; background: #fff; color: #bbb }", '<p class="f">うすい</p>', "forced-colours"),
        ("p { transition: color 1s }", "", "motion"),
        ("@media print { header { display: block !important } }", "", "print"),
        ("", "<details><summary>開く</summary><p>紙にない文</p></details>", "print"),
        ("", '<script src="s.js"></script><p><button type="button">押す</button></p>', "no-script"),
        ("", "<h4>深い見出し</h4>", "headings"),
        ("", "<nav><a href='b/'>別のページ</a></nav>", "landmarks"),
        ("", "<p>We make the city easy for everyone.</p>", "languages"),
        ("", "<p lang='en'>役所のことです。</p>", "languages"),
        ("", '<p><a href="b/">こちら</a></p>', "links"),
        ("", '<p><a href="https://example.org/">https://example.org/</a></p>', "links"),
        ("", '<p><a href="b/">同じ名前</a><a href="c/">同じ名前</a></p>', "links"),
        ("", '<img src="https://example.org/a.png" alt="絵">', "third-party"),
    ],
)  # fmt: skip
def test_each_fault_is_found(
    browser: Browser, folder: Path, style: str, main: str, rule: str
) -> None:
    """Without this, silence would prove nothing."""
    script = "addEventListener('click', event => event.preventDefault())"
    (folder / "s.js").write_text(script, "utf-8")
    assert rule in found_on(browser, folder, style, main)
