"""Pages to an index: what is in it, that the same pages give the same bytes, and what it costs."""

from __future__ import annotations

import gzip
import json
import re
import time
from pathlib import Path

import pytest

from dxplans.search.build import FOLDER
from dxplans.search.documents import documents_of
from dxplans.search.fold import Fold
from dxplans.search.index import About, Cache, Index
from dxplans.search.shards import Squeezer, shards
from website.built import Site

PAGE = """<main id="main"><p class="note">状態</p><div class="open"><p class="eyebrow">札</p>
<h1>窓口の<span lang="en">reform</span></h1><p class="lead">待ち時間を&lt;減らす&gt;。</p>
<p class="voice">このサイトの文章です。</p></div>
<section class="sec" aria-labelledby="do"><h2 id="do">すること<small>小</small></h2><div>
<ol><li id="action-a"><b>1</b><span>書類<sup><a href="#n">注1</a></sup>を<a href="x">オンライン</a>にする</span></li></ol>
<p>その後の文。</p></div></section>
<section class="sec" aria-labelledby="page_about"><h2 id="page_about">このページについて</h2></section></main>"""


def an_index(pages: int, cache: Cache | None = None) -> Index:
    """An index of made-up pages."""
    index = Index(Fold(), frozenset({"the"}), cache)
    for number in range(pages):
        html = PAGE.replace("オンライン", f"オンライン{number}番の手続")
        index.add(html, About(f"p{number}/", "initiative", "initiative", town=f"t{number // 5}"))
    return index


def files_of(index: Index) -> dict[str, bytes]:
    """The files of *index*, without words or labels."""
    labels: dict[str, dict[str, str]] = {"town": {}, "theme": {}, "kind": {}, "state": {}}
    return dict(index.files({}, labels, []))


def test_a_page_is_its_parts() -> None:
    """Texts under their anchors; what the site says of itself, notes and marks are left out."""
    (page,) = documents_of(PAGE, "initiative")
    assert page.title == "窓口のreform"
    assert [(part.anchor, part.heading, part.text) for part in page.parts] == [
        ("", "", "待ち時間を<減らす>。"),
        ("do", "すること 小", "その後の文。"),
        ("action-a", "", "書類をオンラインにする"),
    ]


def test_a_chapter_is_found_by_its_sections() -> None:
    """The chapter itself knows only their names."""
    page, section = documents_of(PAGE, "chapter")
    assert (page.anchor, page.headings) == ("", ["すること 小"])
    assert (section.anchor, section.section) == ("do", "すること 小")


def test_what_a_theme_repeats_of_a_plan_is_found_after_it() -> None:
    """By its words, as weakly as can be; by the years of all its towns not at all."""
    html = PAGE.replace('"do"', '"town-x"').replace(
        "その後の文。", "令和9年度に窓口を予約制にする。"
    )
    index = Index(Fold(), frozenset())
    index.add(html, About("themes/t/", "theme", "theme"))
    (own,) = index._prepare(html, About("themes/t/", "theme", "theme"))
    assert own.weights["予約"] == 1
    assert own.weights["窓口"] > 1
    assert index.knows("予約")
    assert not index.knows("y2027")


def test_a_word_is_known_in_the_middle_of_a_longer_one() -> None:
    """Whether pages hold a word does not hang on what follows it."""
    index = Index(Fold(), frozenset())
    index.add(PAGE, About("p/", "initiative", "initiative"))
    assert index.knows("窓口の")
    assert index.knows("書類")
    assert not index.knows("書口")


def test_a_page_without_content_is_no_document() -> None:
    """A page that sends elsewhere has no main part, or no heading in it."""
    assert documents_of("<p>x</p>", "page") == []
    assert documents_of("<main><p>x</p></main>", "page") == []


def test_every_anchor_is_on_its_page(site: Site) -> None:
    """A link from a result leads where it says."""
    seen = 0
    for path in sorted((site.root / "yamaguchi").rglob("index.html")):
        html = path.read_text("utf-8")
        ids = set(re.findall(r'\bid="([^"]+)"', html))
        for template in ("chapter", "initiative"):
            anchors = {part.anchor for doc in documents_of(html, template) for part in doc.parts}
            assert anchors - {""} <= ids
            seen += len(anchors)
    assert seen > 100


def test_the_same_pages_give_the_same_files() -> None:
    """With what was kept from before or without; another page gives others."""
    cache = Cache()
    first = files_of(an_index(30))
    assert files_of(an_index(30, cache)) == first
    cache.forget()
    assert files_of(an_index(30, cache)) == first
    other = files_of(an_index(31, cache))
    assert set(other).isdisjoint(set(first) - {"start.json"})


def test_what_is_no_longer_used_is_forgotten() -> None:
    """A server that runs for days keeps the last build only."""
    cache = Cache()
    an_index(5, cache)
    cache.forget()
    an_index(3, cache)
    cache.forget()
    assert len(cache.known) == 3


def test_names_hold_the_content(site: Site) -> None:
    """A browser may keep everything for ever but the file where it begins."""
    for lang in ("ja", "en"):
        folder = site.root / FOLDER / lang
        start = json.loads((folder / "start.json").read_text("utf-8"))
        mark = start["manifest"].removeprefix("manifest-").removesuffix(".bin")
        assert re.fullmatch("[0-9a-f]{10}", mark)
        others = {path.name for path in folder.iterdir()} - {"start.json"}
        assert all(name.endswith(f"-{mark}.bin") for name in others)
        assert json.loads(gzip.decompress((folder / start["manifest"]).read_bytes()))["size"] > 300


def test_a_file_says_nothing_of_the_machine() -> None:
    """No time, no kind of system: the same bytes everywhere."""
    packed = Squeezer()(b"x" * 100)
    assert packed[4:8] == bytes(4)
    assert packed[9] == 255
    assert gzip.decompress(packed) == b"x" * 100


def test_an_edit_moves_few_borders() -> None:
    """Shards are cut where terms say so, not where their sizes happen to add up."""
    before, after = an_index(400), an_index(400)
    html = PAGE.replace("オンライン", "亜亜唖唖娃娃阿阿")
    after.add(html, About("new/", "initiative", "initiative"))
    starts = [{first for first, _content in shards(index._postings)} for index in (before, after)]
    assert len(starts[0] ^ starts[1]) <= max(2, len(starts[0]) // 5)


@pytest.mark.slow
def test_time_grows_with_the_pages() -> None:
    """Eight times the pages take about eight times as long, not sixty-four."""

    def seconds(pages: int) -> float:
        begun = time.process_time()
        files_of(an_index(pages))
        return time.process_time() - begun

    seconds(50)
    assert seconds(1600) < 8 * 2.5 * seconds(200)


def test_the_index_stays_small(site: Site) -> None:
    """What every visitor loads first: the words and the names."""
    for lang in ("ja", "en"):
        folder = site.root / FOLDER / lang
        first = sum(
            path.stat().st_size
            for path in folder.iterdir()
            if path.name.startswith(("start", "manifest", "facets"))
        )
        assert first < 45_000
        assert max(path.stat().st_size for path in folder.glob("terms-*")) < 33_000


def test_parts_have_no_markup(site: Site) -> None:
    """Entities are characters, and no element is left."""
    for path in (site.root / "glossary").rglob("index.html"):
        for document in documents_of(path.read_text("utf-8"), "term"):
            for part in document.parts:
                assert not re.search(r"</?[a-z]+|&(?:amp|lt|gt|quot|#\d+);", part.text)


def test_handwritten_pages_are_found(site: Site) -> None:
    """They come from MkDocs, not from the data."""
    folder: Path = site.root / FOLDER / "ja"
    texts = b"".join(gzip.decompress(path.read_bytes()) for path in folder.glob("text-*"))
    assert b'"about/"' in texts
    assert b'"edit/"' in texts
