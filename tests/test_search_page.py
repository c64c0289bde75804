"""The search page in a browser: typing, addresses, facets, near matches, keyboard, axe, failures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from dxplans.develop.audit.behaviour import SOFT, SPACING
from dxplans.develop.audit.engines import ask
from dxplans.develop.audit.exceptions import remaining
from test_site_browser import ENGINES, LANGUAGES
from test_site_engines import ALLOWED
from website.browsing import DESKTOP, PHONE, Visit, visiting
from website.serving import Served

pytestmark = pytest.mark.browser

MANY = {"ja": "デジタル", "en": "digital"}
"""More than ten places have these words."""
OTHER = {"ja": "テレワーク", "en": "telework"}
TERM = "RPA"
"""A term of the glossary, in both languages."""
TYPO = {"ja": "マイナンパーカート", "en": "digital divind"}
"""What nobody wrote, near to what they did."""
NOWHERE = {"ja": "ぬるぽっぺれ", "en": "xyzzyq"}
INDEX = "**/assets/search/**"


@pytest.fixture
def visit(browser: Browser, served: dict[str, Served]) -> Iterator[Visit]:
    """A fresh profile for the repository's own site."""
    with visiting(browser, served["site"].url) as found:
        yield found


def asked(page: Page) -> dict[str, list[str]]:
    """What the address asks for."""
    return parse_qs(urlsplit(page.url).query)


def hits(page: Page) -> Locator:
    """The links of the strict results."""
    return page.locator("ol#search-results > li > a[href]")


def near(page: Page) -> Locator:
    """The links of the near matches."""
    return page.locator("ol#search-near > li > a[href]")


def told(page: Page) -> Locator:
    """What screen readers are told."""
    return page.locator("main [role=status]")


def number(text: str | None) -> int:
    """The first number of a text."""
    found = re.search(r"[\d,]+", text or "")
    assert found is not None, text
    return int(found[0].replace(",", ""))


def search(visit: Visit, words: str, lang: str = "ja", *, near_only: bool = False) -> None:
    """Open the page with *words* in its address, and wait for what they find."""
    visit.open(f"{LANGUAGES[lang]}search/?q={words}")
    expect((near if near_only else hits)(visit.page).first).to_be_visible()
    expect(told(visit.page)).to_contain_text(words)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_typing_shows_results(visit: Visit, lang: str) -> None:
    """Results, address and count follow what is typed; the focus and the history stay."""
    page, words = visit.page, MANY[lang]
    visit.open(f"{LANGUAGES[lang]}search/")
    expect(page.locator("#search-examples")).to_be_visible()
    steps = page.evaluate("history.length")
    box = page.locator("#search-q")
    box.press_sequentially(words, delay=30)
    expect(hits(page)).to_have_count(10)
    expect(page.locator("#search-examples")).to_be_hidden()
    assert asked(page) == {"q": [words]}
    assert page.evaluate("history.length") == steps
    assert page.evaluate("document.activeElement.id") == "search-q"
    count = number(page.locator("#hits small").text_content())
    assert count > 10
    expect(told(page)).to_contain_text(words)
    assert number((told(page).text_content() or "").replace(words, "")) == count
    assert words in page.title()
    assert [fault for fault in visit.faults() if "layout shift" not in fault] == []


def test_one_character_is_enough_in_japanese_two_letters_in_english(visit: Visit) -> None:
    """税 finds; a does not while it is typed, but does when it is submitted."""
    page = visit.page
    visit.open("search/")
    page.locator("#search-q").press_sequentially("a")
    page.wait_for_timeout(600)
    assert asked(page) == {}
    page.keyboard.press("Enter")
    expect(told(page)).to_contain_text("「a」")
    page.locator("#search-q").fill("税")
    expect(told(page)).to_contain_text("「税」")
    expect(hits(page).first).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_page_has_the_form(visit: Visit, lang: str, width: int) -> None:
    """From a page deep in the site to its results; the fields keep the words."""
    page = visit.page
    visit.resize(width)
    visit.open(f"{LANGUAGES[lang]}yamaguchi/mine/2026/initiatives/ai-rpa/")
    form = page.locator("header form[role=search]")
    assert form.get_attribute("method") == "get"
    button = form.locator("button").bounding_box()
    assert button is not None
    assert min(button["width"], button["height"]) >= 44
    form.locator("input").fill(OTHER[lang])
    form.locator("button").click()
    page.wait_for_url("**/search/?q=*")
    expect(hits(page).first).to_be_visible()
    assert asked(page) == {"q": [OTHER[lang]]}
    fields = page.locator("input[name=q]")
    values = [fields.nth(at).input_value() for at in range(fields.count())]
    assert values == [OTHER[lang]] * 2
    assert visit.faults() == []


def test_the_form_stands_on_every_kind_of_page(visit: Visit) -> None:
    """Hand-written pages and the page for missing addresses have it too, and it leads somewhere."""
    page = visit.page
    for path, status in (("", 200), ("about/", 200), ("nothing/at/all/", 404), ("en/edit/", 200)):
        visit.open(path, status=status)
        page.locator("header form[role=search] input").fill(TERM)
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=RPA")
        expect(hits(page).first).to_be_visible()


def test_back_leads_through_what_was_submitted(visit: Visit) -> None:
    """Each submitted search is a step; what was typed on the way is none; a result leads back."""
    page = visit.page
    visit.open("search/")
    box = page.locator("#search-q")
    for words in (MANY["ja"], OTHER["ja"]):
        box.fill("")
        box.press_sequentially(words, delay=80)
        expect(told(page)).to_contain_text(words)
        box.press("Enter")
    assert asked(page) == {"q": [OTHER["ja"]]}
    first = hits(page).first
    expect(first).to_be_visible()
    title = first.text_content()
    first.click()
    page.wait_for_url(lambda url: "/search/" not in url)
    page.go_back()
    expect(hits(page).first).to_have_text(title or "")
    expect(box).to_have_value(OTHER["ja"])
    page.go_back()
    expect(box).to_have_value(MANY["ja"])
    expect(told(page)).to_contain_text(MANY["ja"])
    page.go_back()
    expect(box).to_have_value("")
    expect(page.locator("#search-examples")).to_be_visible()
    assert hits(page).count() == 0 or not hits(page).first.is_visible()
    page.go_forward()
    expect(hits(page)).to_have_count(10)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_facets_narrow_and_stand_in_the_address(visit: Visit, lang: str) -> None:
    """A box leaves as many results as it promised, keeps the focus, is a step back, is cleared."""
    page = visit.page
    search(visit, MANY[lang], lang)
    every = number(page.locator("#hits small").text_content())
    groups = page.locator("#search-facets fieldset:visible")
    assert groups.count() == 4
    town = page.locator("[data-facet=town] label", has=page.locator("[value='yamaguchi/mine']"))
    name, promised = town.inner_text().split("\n")[0], number(town.locator("span").text_content())
    assert 0 < promised < every
    town.locator("input").focus()
    page.keyboard.press("Space")
    expect(page.locator("#hits small")).to_have_text(re.compile(rf"^{promised}\D"))
    assert list(asked(page)) == ["q", "town"]
    assert page.evaluate("document.activeElement.matches('[data-facet=town] input:checked')")
    shown = page.locator("#search-results .eyebrow")
    assert all(name in (shown.nth(at).text_content() or "") for at in range(shown.count()))
    assert number(town.locator("span").text_content()) == promised
    kind = page.locator("[data-facet=kind] label", has=page.locator("[value=initiative]"))
    fewer = number(kind.locator("span").text_content())
    kind.locator("input").check()
    expect(page.locator("#hits small")).to_have_text(re.compile(rf"^{fewer}\D"))
    assert list(asked(page)) == ["q", "town", "kind"]
    page.reload()
    expect(page.locator("#hits small")).to_have_text(re.compile(rf"^{fewer}\D"))
    expect(kind.locator("input")).to_be_checked()
    page.go_back()
    expect(page.locator("#hits small")).to_have_text(re.compile(rf"^{promised}\D"))
    expect(kind.locator("input")).not_to_be_checked()
    expect(town.locator("input")).to_be_checked()
    page.locator("#search-facets [data-clear]").click()
    expect(page.locator("#hits small")).to_have_text(re.compile(rf"^{every:,}\D"))
    assert list(asked(page)) == ["q"]
    assert page.evaluate("document.activeElement.matches('#search-facets input')")


def test_facets_wait_behind_a_summary_on_a_phone(visit: Visit) -> None:
    """They open with the keyboard, and the summary says how many conditions are on."""
    page = visit.page
    visit.resize(PHONE)
    search(visit, MANY["ja"])
    facets = page.locator("#search-facets")
    expect(facets).to_be_hidden()
    summary = page.locator("#search-narrow summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(facets).to_be_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('#search-facets input')")
    page.keyboard.press("Space")
    expect(summary).to_contain_text("1つの条件")
    assert visit.ask("wide") == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_near_matches_stand_apart(visit: Visit, lang: str) -> None:
    """A word that nobody wrote has no hits: what is near has its own heading, and help follows."""
    page = visit.page
    search(visit, TYPO[lang], lang, near_only=True)
    assert hits(page).count() == 0
    expect(page.locator("#hits")).to_be_hidden()
    heading = {"ja": "近い結果", "en": "Near matches"}[lang]
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.locator("#search-none")).to_be_visible()
    expect(told(page)).to_contain_text({"ja": "合う結果はありません", "en": "No matches"}[lang])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_result_helps(visit: Visit, lang: str) -> None:
    """Words that are nowhere get advice, ways on, and how few of the municipalities are here."""
    page = visit.page
    visit.open(f"{LANGUAGES[lang]}search/?q={NOWHERE[lang]}")
    expect(page.locator("#search-none")).to_be_visible()
    expect(page.locator("#search-none")).to_contain_text("1,741")
    assert hits(page).count() == 0
    assert page.locator("#search-none a").count() >= 3
    expect(page.locator(".ways a").first).to_be_visible()


def test_a_town_that_is_not_here_is_told(visit: Visit) -> None:
    """Its plan is not on this site: that does not mean that it has none."""
    page = visit.page
    visit.open("search/?q=横浜市 AI")
    note = page.locator("#search-nowhere")
    expect(note).to_contain_text("横浜市の計画は、まだこのサイトにありません。")
    expect(note).to_contain_text("計画がないという意味ではありません")
    expect(note.locator("a")).to_have_attribute("href", "../edit/")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_term_is_answered_above_the_results(visit: Visit, lang: str) -> None:
    """The glossary's words for it stand first, with the way to its page."""
    page = visit.page
    search(visit, TERM, lang)
    card = page.locator("section.answer")
    expect(card.locator("h2 a")).to_have_attribute("href", "../glossary/rpa/")
    above, first = card.bounding_box(), hits(page).first.bounding_box()
    assert above is not None
    assert first is not None
    assert above["y"] + above["height"] <= first["y"]


def test_more_results_move_nothing(visit: Visit) -> None:
    """Ten more stand below; what was there stays, and reading goes on at the first new one."""
    page = visit.page
    search(visit, MANY["ja"])
    more = page.locator("#search-hits button")
    more.scroll_into_view_if_needed()
    place = "document.querySelectorAll('#search-results > li')[9].getBoundingClientRect().top"
    before = page.evaluate(place)
    more.focus()
    page.keyboard.press("Enter")
    expect(hits(page)).to_have_count(20)
    assert page.evaluate(place) == before
    assert page.evaluate(
        "document.activeElement === document.querySelectorAll('#search-results > li > a')[10]"
    )
    expect(told(page)).to_contain_text("20件目まで")


def test_coming_back_finds_the_same_place(visit: Visit) -> None:
    """From a result far down and back: as many results, at the same height."""
    page = visit.page
    search(visit, MANY["ja"])
    page.locator("#search-hits button").click()
    expect(hits(page)).to_have_count(20)
    hits(page).nth(15).scroll_into_view_if_needed()
    height = page.evaluate("scrollY")
    hits(page).nth(15).click()
    page.wait_for_url(lambda url: "/search/" not in url)
    page.go_back()
    expect(hits(page)).to_have_count(20)
    page.wait_for_function(f"Math.abs(scrollY - {height}) < 3")


def test_suggestions_are_links(visit: Visit) -> None:
    """At most six, reached by Tab, gone when not wanted; following one keeps the focus on it."""
    page = visit.page
    visit.open("search/")
    page.locator("#search-q").press_sequentially("デジ")
    links = page.locator("#search-suggest a")
    expect(links.first).to_be_visible()
    assert 1 <= links.count() <= 6
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('#search-suggest a')")
    words = links.first.text_content() or ""
    page.keyboard.press("Enter")
    expect(page.locator("#search-q")).to_have_value(words)
    expect(told(page)).to_contain_text(words)
    assert asked(page) == {"q": [words]}
    assert page.evaluate("document.activeElement.matches('#search-suggest a')")
    page.locator("#search-q").press("Enter")
    expect(page.locator("#search-suggest")).to_be_hidden()


def test_examples_find_something(visit: Visit) -> None:
    """Every example of the empty page has results, in both languages."""
    page = visit.page
    for prefix in LANGUAGES.values():
        visit.open(f"{prefix}search/")
        examples = page.locator("#search-examples a")
        expect(examples.first).to_be_visible()
        for words in examples.all_text_contents():
            page.locator("#search-examples a", has_text=words).first.click()
            expect(hits(page).or_(near(page)).first).to_be_visible()
            page.go_back()
            expect(examples.first).to_be_visible()


def test_the_count_is_told_when_it_is_quiet(visit: Visit) -> None:
    """Not at every key: the status changes once after a word was typed."""
    page = visit.page
    visit.open("search/")
    page.evaluate("""() => {
      window.changes = [];
      const status = document.querySelector("main [role=status]");
      new MutationObserver(() => window.changes.push(status.textContent))
        .observe(status, {childList: true, characterData: true, subtree: true});
    }""")
    page.locator("#search-q").press_sequentially("マイナンバーカード", delay=220)
    expect(told(page)).to_contain_text("「マイナンバーカード」")
    changes = page.evaluate("window.changes.filter(text => text)")
    assert len(changes) == 1, changes
    assert told(page).get_attribute("aria-live") in {None, "polite"}


def test_the_language_link_keeps_the_words(visit: Visit) -> None:
    """The same search in the other language."""
    page = visit.page
    search(visit, TERM)
    page.locator("a.lang").click()
    page.wait_for_url("**/en/search/?q=RPA")
    expect(hits(page).first).to_be_visible()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_script_lists_lead_on(
    browser: Browser, served: dict[str, Served], lang: str
) -> None:
    """The form leads to a page that says why nothing is found, and lists terms, themes and towns."""
    with visiting(browser, served["site"].url, java_script_enabled=False) as visit:
        page = visit.page
        visit.resize(PHONE)
        visit.open(f"{LANGUAGES[lang]}yamaguchi/mine/")
        page.locator("header form input").fill(TERM)
        page.keyboard.press("Enter")
        page.wait_for_url("**/search/?q=RPA")
        expect(page.locator(".without")).to_be_visible()
        assert page.locator("#search-found").is_hidden()
        assert page.locator("#search-examples").is_hidden()
        for target in ("glossary/", "themes/ai-rpa/", "yamaguchi/mine/", "sitemap/"):
            expect(page.locator(f".ways a[href='../{target}']").first).to_be_visible()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_index_that_does_not_come_is_told(visit: Visit, lang: str) -> None:
    """The failure is said, the lists lead on, and trying again works when the line is back."""
    page = visit.page
    page.route(INDEX, lambda route: route.abort())
    visit.open(f"{LANGUAGES[lang]}search/?q={MANY[lang]}")
    error = page.locator("#search-error")
    expect(error).to_be_visible()
    expect(told(page)).not_to_be_empty()
    assert hits(page).count() == 0
    expect(page.locator(".ways a").first).to_be_visible()
    page.unroute(INDEX)
    error.locator("button").click()
    expect(hits(page)).to_have_count(10)
    expect(error).to_be_hidden()


def test_lists_appear_when_the_script_does_not_come(visit: Visit) -> None:
    """What waits for the results does not wait for ever."""
    visit.page.route("**/search-page-*.js", lambda route: route.abort())
    visit.open("search/")
    expect(visit.page.locator(".ways a").first).to_be_visible(timeout=8000)


def test_words_are_never_markup(visit: Visit) -> None:
    """What somebody put into an address is printed as it stands."""
    page = visit.page
    words = "<img src=x onerror=alert(1)>&amp;\"'"
    visit.open("search/?q=" + "".join(f"%{byte:02X}" for byte in words.encode()))
    expect(told(page)).to_contain_text(words)
    expect(page.locator("#search-q")).to_have_value(words)
    assert page.locator("main img").count() == 0
    assert visit.faults() == []


def test_results_mark_whole_words(visit: Visit) -> None:
    """The words stand marked in titles or excerpts; each result says of what kind it is and where."""
    page = visit.page
    search(visit, "マイナンバーカード")
    marks = page.locator("#search-results mark").all_text_contents()
    assert len(marks) >= 10
    assert "マイナンバーカード" in marks
    assert page.locator("#search-results > li").count() == 10
    for at in range(10):
        item = page.locator("#search-results > li").nth(at)
        assert item.locator(".eyebrow span").count() >= 1
        href = item.locator("> a").get_attribute("href")
        assert href is not None
        assert href.startswith("../")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [PHONE, DESKTOP])
def test_nothing_moves_when_results_come(visit: Visit, lang: str, width: int) -> None:
    """Opening an address with words pushes nothing away that could be seen; no animation runs."""
    visit.resize(width)
    search(visit, MANY[lang], lang)
    assert visit.faults() == []
    assert visit.page.evaluate("document.getAnimations().length") == 0
    visit.open(f"{LANGUAGES[lang]}search/")
    expect(visit.page.locator("#search-examples")).to_be_visible()
    assert visit.faults() == []
    assert len(visit.requests) <= 12


def test_a_large_index_is_not_asked_before_it_is_needed(visit: Visit) -> None:
    """Pages other than the search page load neither the module nor the index."""
    visit.open("")
    visit.page.wait_for_timeout(300)
    assert [url for url in visit.requests if "search" in url] == []


@pytest.mark.parametrize("width", [PHONE, DESKTOP])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_keyboard_reaches_everything(visit: Visit, lang: str, width: int) -> None:
    """Tab goes through form, facets, results and lists in the order of reading, and back."""
    page = visit.page
    visit.resize(width)
    search(visit, TERM, lang)
    if width == PHONE:
        page.locator("#search-narrow summary").click()
        page.evaluate("document.activeElement.blur(); getSelection().removeAllRanges()")
    expected = visit.ask("tabbable")
    assert len(set(expected)) == len(expected)
    visit.ask("watch")
    page.locator("a.skip").focus()
    for _ in expected[1:]:
        page.keyboard.press("Tab")
    walk = visit.ask("walked")
    assert [stop["name"] for stop in walk] == expected
    assert [stop["name"] for stop in walk if not stop["shown"]] == []
    for _ in expected[1:]:
        page.keyboard.press("Shift+Tab")
    assert [stop["name"] for stop in visit.ask("walked")] == expected[-2::-1]
    assert visit.ask("focus") == []
    assert visit.ask("targets", 24, 44) == []


def test_single_keys_do_nothing(visit: Visit) -> None:
    """No shortcut takes a letter away from those who speak or mistype."""
    page = visit.page
    search(visit, OTHER["ja"])
    before = page.url
    page.locator("#search-results a").first.focus()
    for key in ("/", "s", "k", "f", "Escape"):
        page.keyboard.press(key)
    assert page.url == before
    assert page.evaluate("document.activeElement.matches('#search-results a')")


STATES = {
    "results": ({"ja": TERM, "en": TERM}, "#search-results > li"),
    "near": (TYPO, "#search-near > li"),
    "none": (NOWHERE, "#search-none"),
    "empty": ({"ja": "", "en": ""}, "#search-examples"),
}
"""What the page can show: the words that lead there, and what then is seen."""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("state", STATES)
def test_every_state_is_accessible(visit: Visit, state: str, lang: str) -> None:
    """No engine finds anything at two widths in two schemes, facets and suggestions open; all fits."""
    page = visit.page
    words, sign = STATES[state]
    visit.open(f"{LANGUAGES[lang]}search/")
    if words[lang]:
        page.locator("#search-q").press_sequentially(words[lang])
        expect(told(page)).to_contain_text(words[lang])
    expect(page.locator(sign).first).to_be_visible()
    ENGINES.inject(page)
    faults = []
    for width in (DESKTOP, PHONE):
        visit.resize(width)
        if width == PHONE:
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        faults += visit.ask("wide")
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            here = f"{width} {scheme}"
            faults += [f"{here}: {finding}" for finding in remaining(ask(page), ALLOWED)]
            faults += [f"{here}: contrast {low}" for low in visit.ask("contrast", 4.5, 7, SOFT)]
    visit.ask("style", SPACING)
    for width in (PHONE, DESKTOP):
        visit.resize(width)
        faults += [f"{width}: {fault}" for fault in [*visit.ask("wide"), *visit.ask("clipped")]]
    assert faults == []
    assert [fault for fault in visit.faults() if "layout shift" not in fault] == []


def test_the_error_is_accessible(visit: Visit) -> None:
    """So is the page that could not load its index."""
    page = visit.page
    page.route(INDEX, lambda route: route.abort())
    visit.open("search/?q=RPA")
    expect(page.locator("#search-error")).to_be_visible()
    ENGINES.inject(page)
    for width in (PHONE, DESKTOP):
        visit.resize(width)
        assert visit.ask("wide") == []
        assert remaining(ask(page), ALLOWED) == []
