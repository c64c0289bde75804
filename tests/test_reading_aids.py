"""What helps people read: breaks between phrases, furigana, easy Japanese, a plan to print."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from playwright.sync_api import Browser, Page

from builders import the_portal
from dxplans.furigana import aligned, furigana_files
from dxplans.model.reading import MOST
from dxplans.pages.printing import apart
from dxplans.phrases import marker
from website.browsing import PHONE, visiting
from website.built import Site
from website.projects import ROOT
from website.serving import Served

MINE = "yamaguchi/mine/2026/"
AI_RPA = f"{MINE}initiatives/ai-rpa/"

# Phrases


@pytest.mark.parametrize(
    ("html", "marked"),
    [
        ("<h2>防災情報の迅速な提供</h2>", "<h2>防災情報の<wbr>迅速な<wbr>提供</h2>"),
        ("<h2>誰一人取り残されない社会</h2>", '<h2><span class="whole">誰一人取り残されない</span><wbr>社会</h2>'),
        ("<h1>令和11年度（2029年度）まで</h1>", None),
        ("<h1>AI &amp; RPAの利用促進</h1>", "<h1>AI &amp; RPAの<wbr>利用促進</h1>"),
        ("<p>防災情報の迅速な提供</p>", None),
        ("<h1>Front-yard reform of the counter</h1>", None),
        (
            '<ul class="links"><li><a href="x/">防災情報の迅速な提供 <small>5</small></a></li></ul>',
            '<ul class="links"><li><a href="x/"><span>防災情報の<wbr>迅速な<wbr>提供 </span><small>5</small></a></li></ul>',
        ),
    ],
)  # fmt: skip
def test_headings_break_between_phrases(html: str, marked: str | None) -> None:
    """Never inside a word that staff name, a date, a number; nothing else is touched."""
    mark = marker(("誰一人取り残さない", "誰一人取り残されない"))
    found = mark(html)
    if marked is None and "令和" in html:
        assert not re.search(r"[0-9]<wbr>|<wbr>[0-9）]", found)
    else:
        assert found == (marked or html)
    assert "\u200b" not in found


def test_breaks_are_in_headings_and_in_no_text(site: Site) -> None:
    """Headings have them; titles, labels, the search index and pages in English do not."""
    page = site.root / AI_RPA / "index.html"
    html = page.read_text("utf-8")
    assert "<h1>AI・RPAの<wbr>利用促進</h1>" in html
    assert "<wbr>" in (site.root / "about" / "index.html").read_text("utf-8")
    for found in re.findall(r"<title>.*?</title>|\"[^\"]*\"", html):
        assert "wbr" not in found
    for name in sorted(site.files):
        content = (site.root / name).read_bytes()
        if not name.endswith(".html") or name.startswith("en/"):
            assert b"<wbr>" not in content, name
        assert "\u200b".encode() not in content or name.endswith(".js"), name


# Furigana: the readings


@pytest.mark.parametrize(
    ("word", "reading", "expected"),
    [
        ("美祢市", "みねし", "[美祢市/みねし]"),
        ("お年寄り", "おとしより", "お[年寄/としよ]り"),
        ("マイナンバー制度", "まいなんばーせいど", "マイナンバー[制度/せいど]"),
        ("役所に行かずに手続ができますか", "やくしょにいかずにてつづきができますか",
         "[役所/やくしょ]に[行/い]かずに[手続/てつづき]ができますか"),
        ("手続、申請", "てつづきしんせい", None),  # where one ends and the other begins is not certain
        ("AIの利用", "えーあいのりよう", None),
        ("ふりがな", "ふりがな", None),
        ("見直し", "みなおす", None),
    ],
)  # fmt: skip
def test_a_reading_counts_where_it_is_certain(
    word: str, reading: str, expected: str | None
) -> None:
    """Kana in a word tell which kanji is read how; where they do not, nothing is shown."""
    assert aligned(word, reading) == expected


def test_no_page_has_ruby_by_itself(site: Site) -> None:
    """The switch makes it, in the browser; the words come in one file that no page loads first."""
    assert "reading/furigana.js" in site.files
    for name in sorted(site.files):
        if name.endswith(".html"):
            text = (site.root / name).read_text("utf-8")
            assert 'class="furi"' not in text, name
            assert "furigana.js" not in text, name


def many(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The scripts of this project as if its five towns were more than fit on a page."""
    monkeypatch.setattr("dxplans.furigana.LIMIT", 1)
    return dict(furigana_files(ROOT, the_portal()))


def test_towns_come_by_prefecture_where_they_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file that every page loads grows with the number of towns; all of them have readings."""
    found = many(monkeypatch)
    assert list(found) == [
        f"reading/{n}.js" for n in ("furigana", "hokkaido", "yamaguchi", "kumamoto")
    ]
    assert "[北海道/ほっかいどう]" in found["reading/furigana.js"]
    assert "[美祢市/みねし]" not in found["reading/furigana.js"]
    assert "[美祢市/みねし]" in found["reading/yamaguchi.js"]
    assert "[美祢/みね]" in found["reading/yamaguchi.js"]


# Furigana: in the browser


NAMED = frozenset({
    "link", "button", "heading", "columnheader", "rowheader", "cell", "table", "region",
    "navigation", "form", "searchbox", "DisclosureTriangle", "Caption",
})  # fmt: skip


def names(page: Page) -> list[tuple[str, str]]:
    """Role and name of everything that assistive technology is given a name of, by the browser."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [
        (node["role"]["value"], node.get("name", {}).get("value", ""))
        for node in nodes
        if not node["ignored"] and node["role"]["value"] in NAMED
    ]


def on_and_off(page: Page, aid: str) -> None:
    """Press the button of a reading aid."""
    page.locator(f"[data-aid={aid}]").click()


@pytest.mark.browser
def test_furigana_comes_and_goes(browser: Browser, served: dict[str, Served]) -> None:
    """On: kana over kanji, names as they were; off: nothing is left; remembered here only."""
    with visiting(browser, served["site"].url) as visit:
        visit.open(AI_RPA)
        page = visit.page
        before, heard = page.locator("main").inner_html(), names(page)
        on_and_off(page, "furigana")
        page.wait_for_selector("h1 ruby")
        assert page.locator("h1 ruby").first.inner_html() == (
            '利用促進<rp aria-hidden="true">（</rp><rt aria-hidden="true">りようそくしん</rt>'
            '<rp aria-hidden="true">）</rp>'
        )
        assert "みねし" in page.locator(".crumb").inner_text()
        assert (
            page.locator("ruby ruby, a.lang ruby, button ruby, [aria-hidden=true] > ruby").count()
            == 0
        )
        assert names(page) == heard
        assert visit.ask("wide") == []
        assert [fault for fault in visit.faults() if "layout shift" not in fault] == []
        on_and_off(page, "furigana")
        assert page.locator("main").inner_html() == before
        assert page.evaluate("localStorage.length") == 0


@pytest.mark.browser
def test_furigana_stays_on_for_the_next_page(browser: Browser, served: dict[str, Served]) -> None:
    """In Japanese and, for the parts in Japanese, in English; with hits of the search as they come."""
    with visiting(browser, served["site"].url) as visit:
        visit.resize(PHONE)
        visit.open("")
        on_and_off(visit.page, "furigana")
        visit.open(f"en/{AI_RPA}")
        visit.page.locator("details.easy summary").click()
        assert visit.page.locator("[lang=ja] ruby").count() > 0
        assert visit.page.locator("h1 ruby, .brand ruby").count() == 0
        visit.open("search/?q=窓口")
        visit.page.wait_for_selector("#search-results ruby")
        assert visit.page.locator("#search-results li a").count() > 3
        assert visit.ask("wide") == []
        assert [fault for fault in visit.faults() if "layout shift" not in fault] == []


@pytest.mark.browser
def test_furigana_of_a_town_among_many(
    browser: Browser, served: dict[str, Served], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its prefecture's file brings its name, in every language."""
    with visiting(browser, served["site"].url) as visit:
        for name, text in many(monkeypatch).items():
            visit.page.route(
                f"**/{name}",
                lambda route, _request, text=text: route.fulfill(
                    body=text, content_type="text/javascript; charset=utf-8"
                ),
            )
        visit.open(AI_RPA)
        on_and_off(visit.page, "furigana")
        visit.page.wait_for_selector(".crumb ruby:has-text('美祢市')")
        assert [url.rpartition("/")[2] for url in visit.requests if "/reading/" in url] == [
            "furigana.js", "yamaguchi.js",
        ]  # fmt: skip
        assert [fault for fault in visit.faults() if "layout shift" not in fault] == []


# Easy Japanese


def test_every_initiative_and_question_has_easy_japanese(site: Site) -> None:
    """Two or three sentences, the same in both languages, marked as drafted while nobody signed."""
    portal = the_portal()
    wanted = {
        f"{edition.key}/initiatives/{name}/": initiative.easy
        for edition in portal.editions()
        for name, initiative in edition.initiatives.items()
    } | {f"questions/{name}/": question.easy for name, question in portal.questions.items()}
    assert len(wanted) == 80
    for path, easy in wanted.items():
        assert easy is not None, path
        assert len(easy.text) <= MOST
        for prefix, draft in (("", "下書きです"), ("en/", "This is a draft")):
            box = next(
                e for e in site.pages[f"{prefix}{path}index.html"].elements if "easy" in e.classes
            )
            assert [e.text for e in box.walk() if e.name == "p"][: len(easy.text)] == list(
                easy.text
            )
            assert (draft in box.text) is (easy.signed is None), path


def test_easy_japanese_keeps_the_strength_of_the_plan() -> None:
    """What is only studied is not done: the words for studying stand where the plan only studies."""
    for edition in the_portal().editions():
        for name, initiative in edition.initiatives.items():
            assert initiative.easy is not None
            said = "".join(initiative.easy.text)
            own = [a for a in initiative.actions if a.by == "publisher"]
            classes = {action.strength for action in own}
            if "めざ" in said:
                assert "aims" in classes, (edition.key, name)
            if "かどうか" in said:
                assert "studies" in classes, (edition.key, name)
            if "続け" in said:
                assert classes & {"continues", "promotes", "introduces", "carries-out"}, name
            if edition.plan.period.end and edition.plan.period.end < 2026:
                assert all(text.endswith(("した。",)) for text in initiative.easy.text), name


@pytest.mark.browser
def test_easy_japanese_opens_and_is_remembered(browser: Browser, served: dict[str, Served]) -> None:
    """Closed at first, opened by its own heading or everywhere by the switch, kept on this device."""
    with visiting(browser, served["site"].url) as visit:
        page = visit.page
        visit.open(AI_RPA)
        box = page.locator("details.easy")
        assert not box.locator("p").first.is_visible()
        on_and_off(page, "easy")
        assert box.locator("p").first.is_visible()
        visit.open("en/questions/pay-by-phone/")
        assert box.locator("p").first.is_visible()
        assert page.locator("[data-aid=easy]").get_attribute("aria-pressed") == "true"
        assert box.locator("div").get_attribute("lang") == "ja"
        on_and_off(page, "easy")
        assert not box.locator("p").first.is_visible()
        assert page.evaluate("localStorage.length") == 0


@pytest.mark.browser
def test_easy_japanese_needs_no_script(browser: Browser, served: dict[str, Served]) -> None:
    """The box opens by itself; the buttons that need a script are not there."""
    with visiting(browser, served["site"].url, java_script_enabled=False) as visit:
        visit.open(AI_RPA)
        assert not visit.page.locator(".aids").is_visible()
        visit.page.locator("details.easy summary").click()
        assert visit.page.locator("details.easy p").first.is_visible()


# A plan to print


def test_parts_are_told_apart() -> None:
    """Ids get the part's name, links between parts stay inside, headings go one level down."""
    html = apart(
        '<h1>題</h1><section class="sec" aria-labelledby="do"><h2 id="do">する</h2></section>'
        '<a href="#do">a</a><a href="../initiatives/b/#do">b</a><a href="../../x/">c</a>',
        "initiative-a", {"../initiatives/b/": "initiative-b"},
    )  # fmt: skip
    assert html == (
        '<h2 id="initiative-a">題</h2><div class="sec"><h3 id="initiative-a-do">する</h3></div>'
        '<a href="#initiative-a-do">a</a><a href="#initiative-b-do">b</a><a href="../../x/">c</a>'
    )


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_whole_plan_stands_on_one_page(site: Site, prefix: str) -> None:
    """Every initiative, chapter, KPI row and correction; ids once, links inside, a way to it."""
    for edition in the_portal().editions():
        page = site.pages[f"{prefix}{edition.key}/print/index.html"]
        assert not page.indexed
        ids = Counter(e.attributes["id"] for e in page.elements if "id" in e.attributes)
        assert [name for name, number in ids.items() if number > 1] == []
        for kind, names_of in (("initiative", edition.initiatives), ("chapter", edition.chapters)):
            assert {f"{kind}-{name}" for name in names_of} <= ids.keys()
        for name, initiative in edition.initiatives.items():
            for action in initiative.actions:
                assert f"initiative-{name}-action-{action.id}" in ids
            for kpi in initiative.kpis:
                assert f"initiative-{name}-kpi-{kpi.id}" in ids
        assert {f"corrections-{item.id}" for item in edition.plan.errata} <= ids.keys()
        inside = {e.get("href")[1:] for e in page.all("a") if e.get("href").startswith("#")}
        assert inside <= ids.keys()
        assert not [
            e for e in page.all("a") if "/initiatives/" in e.get("href") and MINE in e.get("href")
        ]
        home = site.pages[f"{prefix}{edition.key}/index.html"]
        assert "print/" in {e.get("href") for e in home.all("a")}


@pytest.mark.browser
def test_paper_says_where_it_is_from(browser: Browser, served: dict[str, Served]) -> None:
    """Its address and the day; what is closed on screen is open; no buttons."""
    with visiting(browser, served["site"].url) as visit:
        visit.open(AI_RPA)
        page = visit.page
        assert not page.locator(".paper").is_visible()
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        page.emulate_media(media="print")
        assert page.locator(".paper b").inner_text() == f"{visit.base}{AI_RPA}"
        assert page.locator(".foot time").is_visible()
        assert page.locator("details.easy p").first.bounding_box()
        assert not page.locator(".util").is_visible()


def test_only_readings_of_words_are_written() -> None:
    """Readings that the furigana list gives are all used: none is of Latin or of a single kanji."""
    for entry in the_portal().furigana:
        assert len(entry.word) > 1
        assert aligned(entry.word, entry.reading), entry.word
