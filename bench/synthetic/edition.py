"""A body and its part to the editions it publishes: years, kind, and what they must agree on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bench.synthetic.towns import Body
from bench.synthetic.writer import Writer

POLICIES = ("convenience", "operations", "foundation", "region")
GROUP = "office-reform"
MEMBERS = 3
"""How many initiatives, the last ones, belong to the group."""
LENGTH = 5
SHORT = 4
"""How many initiatives a short plan has."""
NO_FIGURES, ENDED, WITHDRAWN, OFFICIAL, OPEN = 2, 3, 4, 5, 6
"""Parts: a draft without targets, a plan that is over, one taken down, one confirmed, one open."""
TWO_EDITIONS, RESULTS = 0, 1


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the project's own words offer: ids, and label and reading of a term.

    Only questions that plans answer themselves are among them.
    """

    themes: tuple[str, ...]
    questions: tuple[str, ...]
    terms: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """One edition while it is written."""

    body: Body
    start: int
    end: int | None
    initiatives: tuple[str, ...]
    vocabulary: Vocabulary = field(repr=False)
    writer: Writer = field(repr=False)
    supersedes: int | None = None
    short: bool = False
    """Whether all that other plans spread over some forty pages stands on twenty."""

    @property
    def role(self) -> int:
        """Which rarer shapes of the model this edition shows."""
        return self.body.role

    @property
    def folder(self) -> str:
        """``plans/yamaguchi/mine/2026``: where its files are."""
        return f"{self.body.folder}/{self.start}"

    @property
    def years(self) -> list[int]:
        """The columns of its schedules."""
        return list(range(self.start, (self.end or self.start + LENGTH - 1) + 1))

    @property
    def figures(self) -> bool:
        """Whether its initiatives have KPIs."""
        return self.role != NO_FIGURES

    @property
    def chapters(self) -> tuple[str, ...]:
        """Its chapters, in order; a short plan has fewer, which hold the same."""
        if self.short:
            return (
                "background", "approach", "organisation", "measures", "figures", "glossary",
                "colophon",
            )  # fmt: skip
        return (
            "background", "position", "period", "approach", "matrix", "organisation", "measures",
            "roadmap", "figures", "glossary", "colophon",
        )  # fmt: skip


def drafts(body: Body, vocabulary: Vocabulary, *, short: bool = False) -> Iterator[Draft]:
    """The editions of *body*, oldest first; *short* ones have half as many pages."""
    if body.role == TWO_EDITIONS:
        yield _draft(body, vocabulary, 2021, 2025, short=short)
    start = {RESULTS: 2024, ENDED: 2020}.get(body.role, 2026)
    end = None if body.role == OPEN else start + LENGTH - 1
    former = 2021 if body.role == TWO_EDITIONS else None
    yield _draft(body, vocabulary, start, end, former, short=short)


def _draft(  # noqa: PLR0913 - an edition is all of this
    body: Body, vocabulary: Vocabulary, start: int, end: int | None, supersedes: int | None = None,
    *, short: bool,
) -> Draft:  # fmt: skip
    writer = Writer(f"{body.folder}/{start}")
    number = SHORT if short else writer.random.randint(12, 15)
    themes = writer.some(vocabulary.themes, number)
    return Draft(body, start, end, tuple(themes), vocabulary, writer, supersedes, short)
