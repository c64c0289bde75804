"""Which terms are found in a text, and which are not."""

from __future__ import annotations

import pickle
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dxplans.glossing import Matcher, fold

MATCHER = Matcher(
    {
        "ai": ("AI", "人工知能"),
        "generative-ai": ("生成AI", "生成 AI"),
        "cloud": ("クラウド",),
        "government-cloud": ("ガバメントクラウド",),
        "my-number-card": ("マイナンバーカード",),
        "el-qr": ("eL-QR", "eL-QRコード"),
        "society-5-0": ("Society5.0",),
        "jis": ("JIS X 8341-3",),
        "procedures": ("手続", "手続きのオンライン化"),
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("生成AIとAI", [("生成AI", "generative-ai"), ("AI", "ai")]),
        ("手続きのオンライン化と手続", [("手続きのオンライン化", "procedures"), ("手続", "procedures")]),
        ("eL-QRコード", [("eL-QRコード", "el-qr")]),
        ("ＡＩ、ai、Ai", [("ＡＩ", "ai"), ("ai", "ai"), ("Ai", "ai")]),
        ("ｸﾗｳﾄﾞ", []),
        ("生成 AI、生成　ＡＩ", [("生成 AI", "generative-ai"), ("生成　ＡＩ", "generative-ai")]),
        ("Society 5.0", [("Society 5.0", "society-5-0")]),
        ("JIS X 8341-3:2016、JISX8341-3", [("JIS X 8341-3", "jis"), ("JISX8341-3", "jis")]),
        ("AI-OCR、MAINTENANCE、AI2、xAI", []),
        ("クラウドファンディング、プライベートクラウド", []),
        ("ガバメントクラウドとクラウド", [("ガバメントクラウド", "government-cloud"), ("クラウド", "cloud")]),
        ("AIを使う。人工知能。", [("AI", "ai"), ("人工知能", "ai")]),
        ("", []),
    ],
)  # fmt: skip
def test_terms_in_a_text(text: str, found: list[tuple[str, str]]) -> None:
    """Longest first; width, case and a space before Latin folded; not inside longer words."""
    assert [(text[start:end], term) for start, end, term in MATCHER.find(text)] == found


def test_each_term_is_named_once_in_order() -> None:
    """A page links the first use of each."""
    assert MATCHER.terms("AI、クラウド、AI、人工知能") == ("ai", "cloud")


def test_no_terms_find_nothing() -> None:
    """A glossary may be empty."""
    assert Matcher({}).find("AI") == ()


def test_a_matcher_can_be_sent_to_a_worker() -> None:
    """Pages are rendered in other processes."""
    again = pickle.loads(pickle.dumps(MATCHER))  # noqa: S301 - our own bytes
    assert again.find("生成AIとAI") == MATCHER.find("生成AIとAI")


WORDS = st.text(st.sampled_from("AIailクラウド手続きの0-.（ "), min_size=1, max_size=6).filter(
    str.strip
)


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from("abcdef"), st.lists(WORDS, min_size=1, max_size=3).map(tuple), max_size=5),
    st.text(st.sampled_from("AIailクラウド手続きの0-.（ 　ＡＩ"), max_size=40),
)  # fmt: skip
def test_what_is_found_is_a_spelling(spellings: dict[str, tuple[str, ...]], text: str) -> None:
    """In any text: spans in order, without overlap, each one of the spellings of its term."""
    last = 0
    for start, end, term in Matcher(spellings).find(text):
        assert last <= start < end
        last = end
        folded = {"".join(fold(word).split()) for word in spellings[term]}
        assert "".join(fold(text[start:end]).split()) in folded


@given(st.text(max_size=60))
def test_folding_keeps_every_place(text: str) -> None:
    """A match in the folded text is the same span of the text."""
    assert len(fold(text)) == len(text)


def test_the_cost_does_not_grow_with_the_number_of_terms() -> None:
    """1,000 terms on a long page: a trie, not a thousand searches (×10 leaves room for a slow machine)."""
    text = "市は、窓口の手続きをオンラインで申請できるようにします。" * 200

    def seconds(terms: int) -> float:
        matcher = Matcher({f"t{n}": (f"用語{n:04d}の名前", f"TERM{n}") for n in range(terms)})
        matcher._find(text)
        start = time.process_time()
        for _ in range(10):
            matcher._find(text)
        return time.process_time() - start

    assert seconds(1000) < 10 * max(seconds(10), 0.001)
