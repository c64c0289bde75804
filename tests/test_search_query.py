"""Questions that people ask, answered from the built site's index by search.js outside a browser."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from builders import ROOT
from dxplans.search.classic import classic_files, classic_module
from website.built import Site

pytestmark = pytest.mark.slow

NODE = ROOT / ".venv" / "bin" / "node"
SCRIPT = ROOT / "theme_overrides" / "assets" / "search.js"
Answer = dict[str, Any]
Ask = Callable[..., Answer]
HOPED_FOR = [
    ("ja", "スマホで税金", "themes/el-qr/"),
    ("ja", "スマホで税金", "questions/pay-by-phone/"),
    ("ja", "役所に行きたくない", "questions/without-going/"),
    ("ja", "役所に行きたくない", "hokkaido/bibai/2026/initiatives/no-visit-counter/"),
    ("ja", "ろぼっと", "glossary/rpa/"),
    ("ja", "ＲＰＡ", "glossary/rpa/"),
    ("ja", "えるきゅーあーる", "glossary/el-qr/"),
    ("ja", "デジタルデバインド", "glossary/digital-divide/"),
    ("ja", "cashless", "themes/cashless/"),
    ("ja", "テレワーク 上天草", "kumamoto/kamiamakusa/2026/initiatives/telework/"),
    ("ja", "美祢市のテレワーク", "yamaguchi/mine/2026/initiatives/telework/"),
    ("ja", "zero trust", "glossary/zero-trust/"),
    ("ja", "ﾃﾚﾜｰｸ", "glossary/telework/"),
    ("ja", "DXとは何ですか", "glossary/dx/"),
    ("ja", "びばい", "hokkaido/bibai/"),
    ("ja", "山口県", "yamaguchi/mine/"),
    ("en", "front desk", "themes/frontyard/"),
    ("en", "cashless", "themes/cashless/"),
    ("en", "zero trust", "glossary/zero-trust/"),
    ("en", "テレワーク", "glossary/telework/"),
    ("en", "standardised systems", "themes/standardization/"),
    ("en", "Kamiamakusa telework", "kumamoto/kamiamakusa/2026/initiatives/telework/"),
    ("ja", "かいらんばん", "themes/information-outreach/"),
    ("ja", "同じ入力を機械にやらせる", "themes/ai-rpa/"),
    ("ja", "古いコンピューターを入れ替える", "themes/standardization/"),
    ("en", "call a minibus", "questions/ride-and-doctor/"),
    ("en", "will my details get into the wrong hands", "questions/data-safe/"),
    ("en", "municipalities in Hokkaido", "hokkaido/bibai/"),
    ("ja", "北海道の自治体", "hokkaido/ashibetsu/"),
    ("ja", "2030", "yamaguchi/mine/2026/"),
    ("ja", "令和9年度から", "kumamoto/kamiamakusa/2026/initiatives/frontyard/"),
]
ABSENT = [
    "ラーメン",
    "量子コンピュータ",
    "宇宙エレベーター",
    "恐竜の化石",
    "pizza",
    "quantum",
    "ぬるぽっぺれ",
]


def folder(site: Site, lang: str) -> Path:
    """Where the index of a language is."""
    return site.root / "assets" / "search" / lang


@cache
def answers(folder: Path, queries: tuple[str, ...]) -> list[Answer]:
    """What search.js answers from the index in *folder*."""
    command = [str(NODE), "--no-warnings", str(ROOT / "tests" / "search" / "ask.mjs"), str(folder)]
    done = subprocess.run(
        command, input="\n".join(queries), capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def ask(site: Site) -> Ask:
    """One question to one language's index."""

    def asked(query: str, lang: str = "ja", **filters: Iterable[str]) -> Answer:
        line = json.dumps({"q": query, **filters}, ensure_ascii=False)
        return answers(folder(site, lang), (line,))[0]

    return asked


@pytest.mark.parametrize(("lang", "query", "path"), HOPED_FOR)
def test_what_is_hoped_for_comes_first(site: Site, lang: str, query: str, path: str) -> None:
    """Among the first three, whatever the script, the width or the words."""
    asked = tuple(query for known, query, _path in HOPED_FOR if known == lang)
    answer = next(a for a in answers(folder(site, lang), asked) if a["q"] == query)
    assert path in [url.partition("#")[0] for url in answer["urls"][:3]]


def test_words_that_are_nowhere_have_no_hits(site: Site) -> None:
    """At most something near, under its own heading."""
    for lang in ("ja", "en"):
        found = {a["q"]: a["strict"] for a in answers(folder(site, lang), tuple(ABSENT))}
        assert found == dict.fromkeys(ABSENT, 0)


def test_what_is_shown_holds_the_words(site: Site) -> None:
    """The index knows pairs of characters only: the shown hits are looked at."""
    queries = (
        "マイナンバーカード",
        "情報セキュリティ対策",
        "オンライン申請",
        "職員 研修",
        "令和8年度",
    )
    for answer in answers(folder(site, "ja"), queries):
        shown = answer["results"][: answer["strict"]]
        assert shown
        assert all(result["literal"] for result in shown), answer["q"]


def test_words_of_a_sentence_stand_together(ask: Ask) -> None:
    """Three words or more are one thing that is asked for: they stand in one sentence, or it is near."""
    answer = ask("follow the city on LINE", "en")
    assert not any("talent" in url for url in answer["urls"][: answer["strict"]])
    assert ask("職員 研修 デジタル人材")["strict"] > 0


def test_a_result_says_where_it_is_from(ask: Ask) -> None:
    """Town, plan, kind, place in the document; whole words marked."""
    result = ask("上天草市の電子決裁")["results"][0]
    assert result["url"] == "kumamoto/kamiamakusa/2026/initiatives/electronic-approval/"
    assert (result["town"], result["kind"]) == ("上天草市", "initiative")
    assert result["plan"]
    assert result["place"]
    assert ["電子決裁", True] in result["titleParts"]


def test_filters_narrow_and_counts_tell_by_how_much(ask: Ask) -> None:
    """Each count is what choosing it gives."""
    every = ask("デジタル")
    assert every["strict"] > 10
    for facet in ("town", "theme", "kind", "state"):
        for value, count in every["facets"][facet][:3]:
            assert ask("デジタル", **{facet: [value]})["strict"] == count, (facet, value)


def test_years_of_both_calendars_meet(site: Site) -> None:
    """R8 is 令和8年度 is 2026."""
    same = ("R8", "Ｒ８年度", "令和8年度", "2026", "2026年度", "FY2026", "fiscal 2026")
    found = [a["urls"] for a in answers(folder(site, "ja"), same)]
    assert found[0]
    assert all(urls == found[0] for urls in found)


@pytest.mark.parametrize(
    ("query", "town"),
    [
        ("札幌市", "札幌市"),
        ("札幌 テレワーク", "札幌市"),
        ("小平市の防災", "小平市"),
        ("東京", "東京都"),
        ("美祢市", None),
        ("テレワーク", None),
    ],
)
def test_a_town_that_is_not_here_is_told(ask: Ask, query: str, town: str | None) -> None:
    """And nothing of another town passes for a hit."""
    answer = ask(query)
    assert answer["nowhere"] == town
    assert town is None or answer["strict"] == 0


def test_a_term_is_answered_at_once(ask: Ask) -> None:
    """By its name, its reading, its English name or a mistake."""
    for query in ("RPA", "あーるぴーえー", "robotic process automation"):
        assert ask(query)["card"] == "glossary/rpa/"
    assert ask("テレワークの推進")["card"] is None


def test_nothing_asked_is_nothing_found(ask: Ask) -> None:
    """Blanks and marks are no words."""
    for query in (" ", "。、", "・", "'\"<>"):
        answer = ask(query)
        assert (answer["strict"], answer["near"]) == (0, 0)


def test_classic_scripts_answer_alike(site: Site, tmp_path: Path) -> None:
    """A copy of the site on a disk: file:// knows no fetch and no modules."""
    files = ((path.name, path.read_bytes()) for path in folder(site, "ja").iterdir())
    for name, content in classic_files(files):
        (tmp_path / name).write_bytes(content)
    module = tmp_path / "module.js"
    module.write_text(classic_module(SCRIPT.read_text("utf-8")), "utf-8")
    queries = ("テレワーク", "スマホ 税金")
    start = (tmp_path / "start.json").as_uri()
    script = ROOT / "tests" / "search" / "classic.mjs"
    command = [str(NODE), str(script), str(module), start, *queries]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = [len(json.loads(line)) for line in done.stdout.splitlines()]
    assert found == [answer["strict"] for answer in answers(folder(site, "ja"), queries)]
