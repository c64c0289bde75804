"""A site with a history: its pages of updates, and its feeds as a reader of Atom takes them."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest

from builders import an_edit
from dxplans.build import build
from dxplans.changes.naming import Name
from dxplans.changes.sentence import Pair
from dxplans.pages.updates import LINES, NEWEST, PAIRS
from dxplans.updates import Chronicle, History
from dxplans.updates import feed as module
from dxplans.updates.record import Recorded, Told, Update
from histories import PLAN, Repo, a_history
from sample import a_whole_project, files_of, with_shell
from website.built import Page
from website.document import parse

TODAY = date(2027, 1, 10)
BASE = "https://example.org/dx/"
ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
KNOWN = (
    "feed",
    "id",
    "title",
    "subtitle",
    "updated",
    "link",
    "author",
    "name",
    "entry",
    "category",
    "content",
)
HTML_LANGUAGES = {"": "ja", "en/": "en"}


@pytest.fixture(autouse=True)
def nothing_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests mean the same on a publishing machine."""
    for name in ("DXPLANS_SITE_URL", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def repo(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """The minimal project with a year of changes."""
    return a_history(Repo.of(a_whole_project(tmp_path_factory.mktemp("feeds") / "project")))


@pytest.fixture(scope="module")
def site(repo: Repo) -> Path:
    """Its site; only to be looked at."""
    return built(repo.root, Chronicle(repo.root).now())


def built(root: Path, history: History) -> Path:
    """The site of the project at *root*."""
    return build(with_shell(root, TODAY), root / "site", TODAY, history=history).site


def page(site: Path, path: str) -> Page:
    """A page of the site."""
    name = f"{path}index.html"
    return Page(name, parse((site / name).read_text("utf-8")))


def entries(shown: Page) -> list[str]:
    """The anchors of the entries on a page, in order."""
    ids = (element.get("id") for element in shown.all("li"))
    return [identity for identity in ids if identity.startswith("u-")]


def feed(site: Path, name: str) -> ET.Element:
    """A feed, read by an XML parser."""
    return ET.fromstring((site / name).read_bytes())  # noqa: S314 - written a moment ago


def text(parent: ET.Element, tag: str) -> str:
    """The text of the one element *tag*."""
    (found,) = parent.findall(f"{ATOM}{tag}")
    assert not list(found)
    return found.text or ""


def faults_of(tree: ET.Element, address: str) -> list[str]:
    """What RFC 4287 asks of a feed and *tree* lacks; *address* is where it is published."""
    entries = tree.findall(f"{ATOM}entry")
    faults = [fault for part in (tree, *entries) for fault in _faults_of_part(part)]
    ids = [text(entry, "id") for entry in entries]
    moments = [text(entry, "updated") for entry in entries]
    selves = [e.get("href", "") for e in tree.findall(f"{ATOM}link") if e.get("rel") == "self"]
    unknown = sorted({e.tag for e in tree.iter()} - {f"{ATOM}{tag}" for tag in KNOWN})
    wrong = {
        "no feed with a language": tree.tag != f"{ATOM}feed" or not tree.get(XML_LANG),
        "no author": not text(tree.findall(f"{ATOM}author")[0], "name"),
        "another self": [urljoin(address, link) for link in selves] != [address],
        "an id stands twice": len({*ids, text(tree, "id")}) != len(ids) + 1,
        "not newest first": moments != sorted(moments, reverse=True, key=datetime.fromisoformat),
        "updated is not the newest entry's": moments[:1] not in ([], [text(tree, "updated")]),
        f"unknown: {unknown}": bool(unknown),
    }
    return [*faults, *(fault for fault, is_so in wrong.items() if is_so)]


def _faults_of_part(part: ET.Element) -> list[str]:
    """What a feed and an entry must have alike."""
    tags = ("id", "title", "updated")
    lacking = [tag for tag in tags if len(part.findall(f"{ATOM}{tag}")) != 1]
    if lacking:
        return [f"not one {tag}" for tag in lacking]
    links = part.findall(f"{ATOM}link")
    kinds = {(e.get("rel"), e.get("type"), e.get("hreflang")) for e in links}
    moment = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00"
    wrong = {
        "an empty text": not all(text(part, tag).strip() for tag in tags),
        "an id is no IRI": not urlsplit(text(part, "id")).scheme,
        "no moment of RFC 3339": not re.fullmatch(moment, text(part, "updated")),
        "links that are the same, or lead nowhere": len(kinds) != len(links)
        or not all(e.get("href") for e in links),
    }
    return [fault for fault, is_so in wrong.items() if is_so]


FEEDS = ("feed.xml", "en/feed.xml", "tokyo/mihon/feed.xml", "en/tokyo/mihon/feed.xml")


@pytest.mark.parametrize("name", FEEDS)
def test_feeds_are_valid(site: Path, name: str) -> None:
    """By the rules of RFC 4287; where the address is not known, links are relative to the feed."""
    tree = feed(site, name)
    assert faults_of(tree, f"{BASE}{name}") == []
    assert tree.get(XML_LANG) == ("en" if name.startswith("en/") else "ja")
    for link in tree.iter(f"{ATOM}link"):
        target = urljoin(f"{BASE}{name}", link.get("href", "")).removeprefix(BASE)
        path, _, anchor = target.partition("#")
        file = path if path.endswith(".xml") else f"{path}index.html"
        assert (site / file).is_file()
        assert not anchor or anchor in page(site, path).anchors


def test_the_checker_sees_faults(site: Path) -> None:
    """Without this the test above would prove nothing."""
    good = (site / "feed.xml").read_text("utf-8")
    breaks = {
        "an empty text": (r"<title>.*?</title>", "<title> </title>"),
        "an id is no IRI": (r"urn:uuid:", ""),
        "no moment of RFC 3339": (r"\+09:00</updated>", "</updated>"),
        "another self": (r'href="feed.xml"', 'href="feed2.xml"'),
        "unknown": (r"content", "contents"),
        "an id stands twice": (r"<id>.*?</id>", "<id>urn:x:y</id>"),
        "no feed with a language": (r'xml:lang="ja"', ""),
    }
    for fault, (old, new) in breaks.items():
        broken = ET.fromstring(re.sub(old, new, good))  # noqa: S314
        assert [f for f in faults_of(broken, f"{BASE}feed.xml") if f.startswith(fault)], fault


def test_page_and_feed_tell_the_same(site: Path) -> None:
    """As many entries in the same order, each leading to its place on its year's page."""
    for prefix in HTML_LANGUAGES:
        shown = entries(page(site, f"{prefix}updates/"))
        links = [
            entry.find(f"{ATOM}link").get("href", "")  # type: ignore[union-attr]
            for entry in feed(site, f"{prefix}feed.xml").findall(f"{ATOM}entry")
        ]
        assert [link.partition("#")[2] for link in links] == shown
        years = [
            *entries(page(site, f"{prefix}updates/2027/")),
            *entries(page(site, f"{prefix}updates/2026/")),
        ]
        assert years == shown
        assert len(shown) == 11
    town = feed(site, "tokyo/mihon/feed.xml").findall(f"{ATOM}entry")
    assert len(town) == 8


def test_an_entry_says_what_changed(site: Path) -> None:
    """Sentences in the language of the feed, the kind in words, the plan by its name."""
    newest, second, *_ = feed(site, "en/feed.xml").findall(f"{ATOM}entry")
    assert text(newest, "title") == "Mihon City DX Promotion Plan (Text changed)"
    assert text(second, "content") == (
        "② RPAの活用: KPI “RPAを使う業務”: target changed from 12件 to 10件"
    )
    assert [c.get("term") for c in second.findall(f"{ATOM}category")] == ["value"]
    ja = feed(site, "feed.xml").findall(f"{ATOM}entry")
    assert text(ja[1], "title") == "みほん市DX推進計画（値の変更）"
    assert text(ja[1], "updated") == "2026-12-08T09:00:00+09:00"


def test_the_same_entry_in_each_feed(site: Path, repo: Repo) -> None:
    """Known by commit and subject: where it stands and where the site is published is no matter."""
    ids = [text(e, "id") for e in feed(site, "feed.xml").findall(f"{ATOM}entry")]
    of_town = [text(e, "id") for e in feed(site, "tokyo/mihon/feed.xml").findall(f"{ATOM}entry")]
    assert set(of_town) < set(ids)
    english = [text(e, "id") for e in feed(site, "en/feed.xml").findall(f"{ATOM}entry")]
    assert not set(english) & set(ids)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DXPLANS_SITE_URL", BASE)
        other = build(with_shell(repo.root, TODAY), repo.root / "public", TODAY,
                      history=Chronicle(repo.root).now()).site  # fmt: skip
    for name in FEEDS:
        tree = feed(other, name)
        assert faults_of(tree, f"{BASE}{name}") == []
        assert all(e.get("href", "").startswith(BASE) for e in tree.iter(f"{ATOM}link"))
    assert text(feed(other, "feed.xml"), "id") == f"{BASE}feed.xml"
    assert [text(e, "id") for e in feed(other, "feed.xml").findall(f"{ATOM}entry")] == ids
    assert f"<loc>{BASE}en/updates/2027/</loc>" in (other / "sitemap.xml").read_text("utf-8")


def test_pages_link_to_what_there_still_is(site: Path) -> None:
    """What was removed is named without a link; texts stand before and after."""
    shown = page(site, "updates/")
    items = {element.get("id"): element for element in shown.all("li") if element.get("id")}
    removed = next(e for e in items.values() if "取組を削除" in e.text)
    assert "新しい取組: 取組を削除" in re.sub(r"\s+", " ", removed.text)
    links = [e.get("href") for e in removed.walk() if e.name == "a"]
    assert links == ["../tokyo/mihon/2026/"]
    (first, *_) = items.values()
    assert [e.get("href") for e in first.walk() if e.name == "a"] == [
        "../tokyo/mihon/2026/", "../tokyo/mihon/2026/initiatives/rpa/",
    ]  # fmt: skip
    (details,) = [e for e in first.walk() if e.name == "details"]
    assert "前 決まった手順の仕事でRPAを使う取組です。" in re.sub(r"\s+", " ", details.text)
    tags = [e.text for e in first.walk() if e.get("class") == "tag"]
    assert tags == ["文章の変更"]


def test_japanese_in_english_entries_is_marked(site: Path) -> None:
    """Names and texts without a translation are read out as Japanese (WCAG 3.1.2)."""
    shown = page(site, "en/updates/")
    (first, *_) = [e for e in shown.all("li") if e.get("id").startswith("u-")]
    foreign = [e.text for e in first.walk() if e.get("lang") == "ja"]
    assert "決まった手順の仕事を、RPAでする取組です。" in foreign
    assert not [e for e in first.walk() if "fallback" in e.get("class")]


def test_the_site_map_leads_there(site: Path) -> None:
    """And to the years."""
    links = [e.get("href") for e in page(site, "sitemap/").all("a")]
    assert {"../updates/", "../updates/2027/", "../updates/2026/"} <= set(links)


def test_two_builds_are_the_same(site: Path, repo: Repo, tmp_path: Path) -> None:
    """Whether or not what was made of the commits was known."""
    clone = repo.clone(tmp_path / "clone")
    assert files_of(built(clone.root, Chronicle(clone.root).now())) == files_of(site)


MISSING = {"repository": "履歴（git）のない写し", "shallow": "履歴の一部だけ"}


def test_what_is_missing_is_said(site: Path, tmp_path: Path) -> None:
    """On the page and in the feed, which is valid without an entry as well."""
    assert "写しから" not in (site / "updates/index.html").read_text("utf-8")
    root = a_whole_project(tmp_path / "zip")
    for missing, words in MISSING.items():
        made = built(root, History(missing=missing))  # type: ignore[arg-type]
        shown = page(made, "updates/")
        assert words in shown.tree.text
        assert "更新は、まだありません。" in shown.tree.text
        assert not (made / "updates/2026").exists()
        tree = feed(made, "feed.xml")
        assert faults_of(tree, f"{BASE}feed.xml") == []
        assert words in text(tree, "subtitle")
        assert text(tree, "updated") == "2027-01-10T00:00:00+09:00"


def test_nothing_of_a_withdrawn_plan_is_left(repo: Repo, tmp_path: Path) -> None:
    """Neither on the pages nor in the feeds, in either language: only that it was withdrawn."""
    clone = repo.clone(tmp_path / "clone")
    withdrawn = an_edit(
        PLAN, "provenance:\n",
        'withdrawn: {on: "2027-02-01", reason: 市の求めによります。}\nprovenance:\n',
    )  # fmt: skip
    clone.change("2027-02-01T09:00:00+09:00", edits=[withdrawn])
    made = built(clone.root, Chronicle(clone.root).now())
    files = [f for f in files_of(made) if f.endswith("feed.xml") or "updates/" in f]
    assert len(files) == 4 + 2 * 3
    for name in files:
        content = (made / name).read_text("utf-8")
        assert "RPAを使う" not in content
        assert "決まった手順" not in content
        assert "新しい取組" not in content
    shown = [e.text for e in page(made, "updates/").all("li") if "2026" in e.get("id")]
    assert len(shown) == 1
    assert "取り下げ" in shown[0]


def many(count: int, changes: int = 1) -> History:
    """So many commits, of an edition that is gone, each with so many changes."""
    pairs = tuple(Pair(f"前{n}", f"後{n}") for n in range(PAIRS + 3))
    told = Told("text", Name("<b>話</b>", "<b>tale</b>"), Name("文を変更", "reworded"),
                "osaka/nowhere/2020/", None, 5, pairs)  # fmt: skip
    key = "osaka/nowhere/2020"
    return History(tuple(
        Recorded(f"{n:040x}", 1_796_000_000 - n * 3 * 86_400, (
            Update(f"{n:040x}", 1_796_000_000 - n * 3 * 86_400, key, "osaka/nowhere", key,
                   Name("どこか市", "Dokoka City"), None, (told,) * changes),
        )) for n in range(count)
    ))  # fmt: skip


@pytest.mark.slow
def test_a_long_history_is_told_in_parts(tmp_path: Path) -> None:
    """A hundred entries at first, the rest by year; fifty in a feed; of many changes the number."""
    made = built(a_whole_project(tmp_path / "project"), many(130, LINES + 2))
    assert len(entries(page(made, "updates/"))) == NEWEST
    years = [entries(page(made, f"updates/{year}/")) for year in (2026, 2025)]
    assert [len(found) for found in years] == [112, 18]
    found = feed(made, "en/feed.xml").findall(f"{ATOM}entry")
    assert len(found) == module.NEWEST
    assert text(found[0], "content").splitlines() == [
        *["<b>tale</b>: reworded"] * LINES, "and 2 more changes",
    ]  # fmt: skip
    assert text(found[0], "title") == "Dokoka City 2020 (Text changed)"
    (item, *_) = [e for e in page(made, "updates/").all("li") if e.get("id")]
    assert "ほかに2件の変更" in item.text
    assert "ほかに3文" in item.text
    assert f"前と後の文（{PAIRS + 3}文）" in item.text
    assert not [e for e in item.walk() if e.name == "a"]
