"""The searches' measurements: every search is really asked, and the figures mean what they say."""

from __future__ import annotations

import gzip
import http.client
import json
import re
from pathlib import Path
from typing import Any

import pytest
from bench.kept import Kept, fingerprint
from bench.measure import Limits
from bench.report import put
from bench.search.corpus import Corpus, bare, make_corpus, published
from bench.search.engines import ENGINES, MATERIAL, OURS, PAGEFIND, Engines
from bench.search.relevance import figures, queries, score
from bench.search.report import GOALS, goals, search_tables, seconds
from bench.search.series import SearchSeries
from bench.search.server import Line, serve
from bench.search.tab import Launch, Tabs
from bench.synthetic.towns import bodies
from playwright.sync_api import Browser

from dxplans.develop.toolbox import chromium
from website.built import Site

PROJECT = Path(__file__).resolve().parent.parent
PAGES, PLANS = 300, 2


class Clock:
    """A clock that only moves when somebody sleeps."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        """Seconds since nobody knows when."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds


def test_a_line_carries_no_more_than_it_can() -> None:
    """Whoever sends waits until its bytes have gone through; a quiet line saves nothing up."""
    clock = Clock()
    line = Line(1000, 0.15, clock, clock.sleep)
    line.answer()
    assert clock.now == pytest.approx(100.15)
    line.send(500)
    assert clock.now == pytest.approx(100.65)
    clock.now = 200
    line.send(1000)
    assert clock.now == pytest.approx(201)


def test_a_line_is_shared() -> None:
    """Two senders at one moment stand in a queue."""
    waits: list[float] = []
    line = Line(1000, 0.15, lambda: 100.0, waits.append)
    line.send(500)
    line.send(500)
    assert waits == pytest.approx([0.5, 1.0])


def test_a_server_counts_what_it_sends(tmp_path: Path) -> None:
    """Texts go compressed, as from every static host; nothing outside the folder goes at all."""
    (tmp_path / "in").mkdir()
    (tmp_path / "secret.js").write_text("no")
    (tmp_path / "in" / "a.js").write_text("a" * 5000)
    (tmp_path / "in" / "b.bin").write_bytes(b"b" * 5000)
    with serve(tmp_path / "in", Line(10_000_000, 0)) as served:
        there = http.client.HTTPConnection(served.url.split("/")[2])
        answers = []
        for path in ("/a.js", "/b.bin", "/../secret.js", "/none"):
            there.request("GET", path)
            answer = there.getresponse()
            answers.append((answer.status, answer.read()))
        there.close()
        assert [status for status, _body in answers] == [200, 200, 404, 404]
        assert gzip.decompress(answers[0][1]) == b"a" * 5000
        assert served.take() == (4, len(answers[0][1]) + 5000)
        assert served.take() == (0, 0)


def test_what_is_finished_is_not_measured_again(tmp_path: Path) -> None:
    """Only in a run that resumes, and only while nothing that it depends on has changed."""
    measured: list[int] = []

    def measure() -> dict[str, Any]:
        measured.append(1)
        return {"n": len(measured), "pair": (1, 2)}

    kept = Kept(tmp_path / "kept", resume=True)
    first = kept.get("one", {"code": "a"}, measure)
    assert first == {"n": 1, "pair": [1, 2]}
    assert kept.get("one", {"code": "a"}, measure) == first
    assert kept.get("one", {"code": "b"}, measure)["n"] == 2
    assert kept.get("two", {"code": "a"}, measure)["n"] == 3
    assert Kept(kept.folder).get("one", {"code": "a"}, measure)["n"] == 4
    assert kept.get("one", {"code": "a"}, measure)["n"] == 4


def test_what_was_stopped_is_not_finished(tmp_path: Path) -> None:
    """Nothing is kept of a measurement that failed on the way."""

    def fails() -> None:
        raise KeyboardInterrupt

    kept = Kept(tmp_path, resume=True)
    with pytest.raises(KeyboardInterrupt):
        kept.get("one", {}, fails)
    assert list(tmp_path.iterdir()) == []
    assert kept.get("one", {}, lambda: 5) == 5


def test_a_fingerprint_knows_names_and_bytes(tmp_path: Path) -> None:
    """A changed byte, a moved file and a new file are all another version."""
    (tmp_path / "a").mkdir()
    seen = set()
    for name, content in (("a/x", "1"), ("a/x", "2"), ("a/y", "2"), ("z", "1")):
        (tmp_path / name).write_text(content)
        seen.add(fingerprint(tmp_path, ["a", "z"] if name == "z" else ["a"]))
    (tmp_path / "a" / "__pycache__").mkdir()
    (tmp_path / "a" / "__pycache__" / "x.pyc").write_text("3")
    seen.add(fingerprint(tmp_path, ["a", "z"]))
    assert len(seen) == 4


def test_a_score_is_held_against_what_was_hoped_for() -> None:
    """Recall of what fits in ten, the rank of a best page, and noise."""
    query = {"relevant": ["a/", "b/#x", "c/"], "best": ["b/"], "fine": ["d/"]}
    one = score(query, ["noise/", "b/", "d/", "a/"])
    assert one.recall == pytest.approx(2 / 3)
    assert (one.rank, one.precision, one.zero) == (0.5, 0.75, False)
    none = score(query, [])
    assert (none.recall, none.rank, none.precision, none.zero) == (0, 0, 0, True)
    both = figures([one, none])
    assert (both.queries, both.recall, both.rank, both.zero) == (2, 0.333, 0.25, 1)


def test_links_and_frame_are_no_part_of_a_bare_page() -> None:
    """The words stay; what every page has around them goes."""
    html = "<title>t</title><body><nav>menu</nav><main><p>a <a href='x'>b</a></p></main></body>"
    assert bare(html, "ja").endswith(
        "<title>t</title></head><body><main><p>a b</p></main></body></html>"
    )
    with pytest.raises(ValueError, match="title"):
        bare("<p>nothing</p>", "ja")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """A few hundred pages, those of most towns varied."""
    return make_corpus(tmp_path_factory.mktemp("corpus") / "pages", PAGES, PROJECT, PLANS)


@pytest.mark.slow
def test_varied_pages_are_of_their_own_town(corpus: Corpus) -> None:
    """No page tells of the town that it was varied from, and its words are not the same."""
    abouts = [json.loads(line) for line in corpus.about.read_text("utf-8").splitlines()]
    assert len(abouts) == len({about["path"] for about in abouts}) == PAGES
    towns = {body.folder.removeprefix("plans/"): body.name for body in bodies(10)}
    made, others = list(towns)[:PLANS], list(towns)[PLANS:]
    varied = [about for about in abouts if about["town"] in others]
    assert len(varied) > 30
    texts = {
        about["path"]: (corpus.plain / about["path"] / "index.html").read_text("utf-8")
        for about in abouts
    }
    for about in varied:
        text = texts[about["path"]]
        assert about["path"].startswith(f"{about['town']}/")
        assert not any(towns[town] in text for town in made)
        assert towns[about["town"]] in text
    assert len({re.sub("<h1>.*?</h1>", "", texts[about["path"]]) for about in varied}) == len(
        varied
    )


@pytest.mark.slow
def test_the_others_get_the_words_that_our_index_holds(corpus: Corpus) -> None:
    """What the frame says on every page would only lower their rank."""
    for path in corpus.pages.rglob("initiatives/*/index.html"):
        whole = path.read_text("utf-8")
        plain = (corpus.plain / path.relative_to(corpus.pages)).read_text("utf-8")
        (title,) = re.findall("<h1>(.*?)</h1>", whole)
        assert re.findall("<h1>(.*?)</h1>", plain) == [re.sub("<[^>]+>", "", title)]
        assert "class=" not in plain
        assert "このページについて" in whole.replace("<wbr>", "")
        assert "このページについて" not in plain.replace("<wbr>", "")


@pytest.fixture(scope="module")
def launch(browser: Browser) -> Launch:
    """Browsers beside the one of all tests, by the same driver."""
    return lambda: browser.browser_type.launch(executable_path=chromium())


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("name", ENGINES)
def test_every_search_answers_in_a_slow_browser(
    corpus: Corpus, name: str, launch: Launch, tmp_path: Path
) -> None:
    """Ten results with their texts, counted and timed; the second query costs less than the first."""
    engines = Engines(PROJECT)
    built = engines.build(name, corpus, tmp_path / "out", Limits())
    assert built.whole.finished
    assert 0 < built.alone[0] <= built.whole.cpu
    assert built.size > 100_000
    with serve(tmp_path / "out", Line(2_000_000, 0.01)) as served:
        tabs = Tabs(launch, served, engines.options(name, corpus, tmp_path / "out"), 60)
        visit = tabs.visit("マイナンバーカード", ["電子決裁"])
        pages = {
            page.parent.relative_to(corpus.pages).as_posix()
            for page in corpus.pages.rglob("*.html")
        }
        (answer,) = tabs.answers(["マイナンバーカード"])
    assert "stopped" not in visit
    first, second = visit["asked"]
    assert (first["shown"], second["shown"]) == (10, 10)
    assert first["requests"] > second["requests"]
    assert first["bytes"] > max(50_000, second["bytes"])
    assert first["ms"] > 10 * 3  # one after the other at least: module, index, texts
    assert answer["hits"] >= 10
    assert {url.rstrip("/") for url in answer["urls"]} <= pages


@pytest.mark.browser
@pytest.mark.slow
def test_a_search_that_gives_no_answer_is_recorded_so(
    corpus: Corpus, launch: Launch, tmp_path: Path
) -> None:
    """Too slow a build has no visits; too slow an answer has no figures, but a reason."""
    engines = Engines(PROJECT)
    built = engines.build(MATERIAL, corpus, tmp_path / "out", Limits(seconds=0.2))
    assert not built.whole.finished
    engines.build(OURS, corpus, tmp_path / "ours", Limits())
    with serve(tmp_path / "ours", Line(1000, 0.5)) as served:
        tabs = Tabs(launch, served, engines.options(OURS, corpus, tmp_path / "ours"), 0.3)
        visit = tabs.visit("税", ["税"])
    assert visit["asked"] == []
    assert "no answer in time" in visit["stopped"]
    found = {"build": built.data() | {"finished": True}, "visits": [visit]}
    sizes = {300: {OURS: found, MATERIAL: {"build": built.data(), "visits": []}}}
    text = search_tables({}, sizes, "2026-11-20")
    assert "none: Error: no answer in time" in text
    assert "| mkdocs-material | 300 | stopped | " in text


@pytest.mark.browser
@pytest.mark.slow
def test_our_published_search_is_what_is_asked(
    site: Site, launch: Launch, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site's own index and module, asked as the tests of relevance ask them, in both languages."""
    corpora = [Corpus(tmp_path / lang, lang) for lang in ("ja", "en")]
    for corpus in corpora:
        assert corpus.write(published(site.root, corpus.lang, PROJECT)) > 250
    some = sorted(queries(), key=lambda query: query["lang"] != "ja")[::9]
    monkeypatch.setattr("bench.search.series.queries", lambda: some)
    series = SearchSeries(PROJECT, tmp_path, Kept(tmp_path / "kept"), Limits(), launch, print)
    answers = series._answers(OURS, site.root, corpora)
    assert [answer["q"] for answer in answers] == [query["q"] for query in some]
    text = search_tables({OURS: answers}, {}, "2026-11-20")
    rows = [line.split(" | ") for line in text.splitlines() if line.startswith("| ours |")]
    assert [row[1:3] for row in rows] == [
        ["Japanese", "untuned"],
        ["Japanese", "tuned"],
        ["English", "untuned"],
        ["English", "tuned"],
    ]
    assert all(0.6 < float(row[4]) <= 1 for row in rows)


def measured(first_kb: float, ms: float, **build: object) -> dict[str, Any]:
    """A search's figures as they are kept."""
    one = {"q": "税", "requests": 10, "bytes": first_kb * 1000, "ms": ms, "shown": 10}
    costs = {
        "cpu": 1,
        "wall": 2,
        "whole": 3,
        "memory": 100,
        "finished": True,
        "files": 5,
        "size": 10,
    }
    more = one | {"bytes": 0, "ms": 40}
    return {"build": costs | build, "visits": [{"asked": [one, more, more], "memory": 7}] * 2}


def test_a_goal_is_met_or_missed() -> None:
    """Only at the sizes that were measured; the mean counts for bytes, the median for seconds."""
    assert list(goals({1000: {OURS: measured(999, 9999)}})) == []
    found = list(goals({50_000: {OURS: measured(276, 2900, wall=601)}}))
    assert len(found) == len([goal for goal in GOALS if goal.pages == 50_000])
    missed = [sentence for sentence in found if "**missed**" in sentence]
    assert missed == [
        "50,000 pages, first query: 276.0 kB (at most 275): **missed**",
        "50,000 pages, build: 601.0 s (at most 600): **missed**",
    ]
    assert seconds(measured(1, 3000), first=True) == 3


def test_the_search_table_has_a_row_for_each_search_and_size(tmp_path: Path) -> None:
    """All rows have the head's columns, and the other section of the file stays."""
    stopped = measured(1, 1, finished=False, whole=900) | {"visits": []}
    sizes = {
        1000: {OURS: measured(200, 1500), PAGEFIND: measured(176, 1600)},
        50_000: {OURS: measured(250, 2900), MATERIAL: stopped},
    }
    readme = tmp_path / "README.md"
    readme.write_text(
        "<!-- measured -->x<!-- /measured -->\n<!-- measured search -->y<!-- /measured search -->\n"
    )
    put(readme, search_tables({}, sizes, "2026-11-20"), "measured search")
    text = readme.read_text("utf-8")
    assert text.startswith("<!-- measured -->x<!-- /measured -->")
    assert "y<!--" not in text
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert [row.split(" | ")[0:2] for row in rows[1:]] == [
        ["| ours", "1,000"], ["| Pagefind", "1,000"], ["| ours", "50,000"], ["| mkdocs-material", "50,000"],
    ]  # fmt: skip
    assert len({row.count("|") for row in rows}) == 1
    assert "stopped | 900 |" in rows[-1]
    assert "- 50,000 pages, first query: 250.0 kB (at most 275): met" in text
