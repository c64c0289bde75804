"""The unified glossary explains every word that plans share and that not everybody knows."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path

from builders import from_yaml, the_portal
from dxplans.check.leaves import texts
from dxplans.portal import Portal

ROOT = Path(__file__).parents[1]
WORD = re.compile(r"[ァ-ヺー]{3,}|[A-Za-z][A-Za-z0-9.\-]*[A-Za-z0-9]")
EVERYDAY: dict[str, str] = from_yaml((ROOT / "tests" / "everyday.yaml").read_text(encoding="utf-8"))


@cache
def portal() -> Portal:
    """The project's own plans."""
    return the_portal()


@cache
def unexplained() -> dict[str, frozenset[str]]:
    """Katakana and Latin words outside every glossary term, and the towns whose plans use them."""
    found: dict[str, set[str]] = {}
    for edition in portal().editions():
        for value in (
            edition.plan,
            *edition.chapters.values(),
            *edition.initiatives.values(),
            *edition.answers.values(),
            *edition.stances.values(),
        ):
            for place, _kind, written in texts(value):
                if place[-1] == "expansion":  # what an abbreviation stands for is its explanation
                    continue
                text = re.sub(r"https?://\S+", "", unicodedata.normalize("NFKC", written))
                terms = portal().matcher.find(text)
                for match in WORD.finditer(text):
                    start, end = match.span()
                    if not any(first < end and start < last for first, last, _term in terms):
                        found.setdefault(match[0], set()).add(edition.town.key)
    return {word: frozenset(towns) for word, towns in found.items()}


def test_words_that_plans_share_are_explained() -> None:
    """A reader meets no foreign word in two plans that neither everybody knows nor we explain."""
    shared = {word for word, towns in unexplained().items() if len(towns) > 1}
    assert shared - set(EVERYDAY) == set()


def test_every_everyday_word_is_still_used() -> None:
    """The list of everyday words holds none that the plans no longer use."""
    assert set(EVERYDAY) - set(unexplained()) == set()


def test_there_are_more_than_a_hundred_concepts() -> None:
    """Each with a label, a reading and a definition of ours in both languages."""
    assert len(portal().terms) >= 100
    assert all(term.definition and term.reading for term in portal().terms.values())
