"""How well the search finds, asked in a browser: every query of tests/search/queries.yaml.

The queries were written from the content by somebody who had not seen the tables of search/; those
marked ``untuned`` are never looked at when the tables grow. A page is found by its address, with or
without an anchor; ``best`` are pages of which one should come first.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from typing import Any

import pytest
import yaml
from bench.search.relevance import Score, figures, queries, score
from playwright.sync_api import Browser

from builders import ROOT
from test_site_browser import LANGUAGES
from website.browsing import visiting
from website.serving import Served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FLOORS = ROOT / "tests" / "search" / "floors.yaml"
ASK = """async queries => {
  const form = document.querySelector("#search");
  const { open } = await import(new URL(form.dataset.module, location));
  const engine = await open(new URL(form.dataset.index, location));
  const answers = [];
  for (const query of queries) {
    const { strict, near } = await engine.search(query);
    const shown = await engine.show([...strict, ...near].slice(0, 10), query);
    answers.push([strict.length, near.length, shown.map(one => one.url.split("#")[0])]);
  }
  return answers;
}"""
"""Strict hits, near matches, and the addresses of the first ten of both, for each query."""


@pytest.fixture(scope="module")
def asked(browser: Browser, served: dict[str, Served]) -> list[tuple[dict[str, Any], Any]]:
    """Every query with its answer, each language asked on its own page."""
    found: list[tuple[dict[str, Any], Any]] = []
    with visiting(browser, served["site"].url) as visit:
        for lang, prefix in LANGUAGES.items():
            of_lang = [query for query in queries() if query["lang"] == lang]
            visit.open(f"{prefix}search/")
            answers = visit.page.evaluate(ASK, [query["q"] for query in of_lang])
            found += zip(of_lang, answers, strict=True)
    return found


def test_there_are_enough_queries(asked: list[tuple[dict[str, Any], Any]]) -> None:
    """Two hundred at least, half of each kind never used for tuning."""
    halves: defaultdict[str, list[str]] = defaultdict(list)
    for query, _answer in asked:
        halves[query["kind"]].append(query["half"])
    assert sum(map(len, halves.values())) >= 200
    for kind, found in halves.items():
        assert abs(found.count("tuned") - found.count("untuned")) <= 1, kind


@pytest.mark.parametrize("half", ["tuned", "untuned"])
def test_people_find_what_they_hope_for(
    asked: list[tuple[dict[str, Any], Any]], half: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Recall, rank, precision and empty answers of each kind are no worse than tests/search/floors.yaml."""
    scores: defaultdict[str, list[Score]] = defaultdict(list)
    for query, (_strict, _near, urls) in asked:
        if query["half"] == half and query["relevant"]:
            for kind in (query["kind"], "all"):
                scores[kind].append(score(query, urls))
    floors = yaml.safe_load(FLOORS.read_text("utf-8"))[half]
    worse = []
    lines = []
    for kind, found in scores.items():
        all_ = figures(found)
        now = {"recall": all_.recall, "rank": all_.rank, "precision": all_.precision}
        empty = all_.zero
        lines.append(f"{half:8} {kind:10} {len(found):4} {now} zero {empty}")
        worse += [f"{kind} {name} {now[name]}" for name in now if now[name] < floors[kind][name]]
        worse += [f"{kind} empty {empty}"] if empty else []
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(lines) + "\n")
    assert worse == []
    assert set(floors) == set(scores)


def test_words_that_are_nowhere_are_not_found(asked: list[tuple[dict[str, Any], Any]]) -> None:
    """Near matches they may have, under their own heading; hits never."""
    found = {query["q"]: answer[0] for query, answer in asked if query["kind"] == "absent"}
    assert len(found) > 20
    assert {query: strict for query, strict in found.items() if strict} == {}
