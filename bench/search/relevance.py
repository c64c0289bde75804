"""Answers to the queries of tests/search/queries.yaml, to figures: the same for every search.

A page is found by its address, with or without an anchor; ``relevant`` are all pages that one hopes
for, ``best`` those of which one should come first, ``fine`` those that do no harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

QUERIES = Path(__file__).resolve().parents[2] / "tests" / "search" / "queries.yaml"
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Score:
    """How one query fared: recall and precision in the first ten, and 1 over the best page's rank."""

    recall: float
    rank: float
    precision: float
    zero: bool


def queries() -> list[dict[str, Any]]:
    """Every query, with its language, kind, half and the pages hoped for."""
    found: list[dict[str, Any]] = yaml.safe_load(QUERIES.read_text("utf-8"))
    return found


def page_of(address: str) -> str:
    """An address without its anchor."""
    return address.partition("#")[0]


def score(query: Mapping[str, Any], urls: Sequence[str]) -> Score:
    """Hold the first ten *urls* against what *query* hopes for."""
    relevant, best, fine = (
        {page_of(address) for address in query.get(key) or ()}
        for key in ("relevant", "best", "fine")
    )
    return Score(
        len(relevant & set(urls)) / min(SHOWN, len(relevant)),
        next((1 / place for place, url in enumerate(urls, 1) if url in best), 0.0),
        sum(url in relevant | best | fine for url in urls) / max(1, len(urls)),
        not urls,
    )


def mean(values: Iterable[float]) -> float:
    """The average, to three places; 0 of nothing."""
    known = list(values)
    return round(sum(known) / len(known), 3) if known else 0.0


@dataclass(frozen=True, slots=True)
class Figures:
    """The averages over some queries: how many they are, and how many had no result at all."""

    queries: int
    recall: float
    rank: float
    precision: float
    zero: int


def figures(scores: Sequence[Score]) -> Figures:
    """Many scores to their averages."""
    return Figures(
        len(scores),
        mean(one.recall for one in scores),
        mean(one.rank for one in scores),
        mean(one.precision for one in scores),
        sum(one.zero for one in scores),
    )
