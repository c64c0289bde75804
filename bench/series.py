"""Portals of several sizes to what everybody's builds, checks and edits of them cost, in rounds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import product
from math import log
from pathlib import Path
from typing import Any

from bench.kept import Kept, fingerprint
from bench.measure import Cost, Limits, middle
from bench.peers import HUGO, LANGUAGES, PEERS, hugo_version, version
from bench.steps import (
    AGAIN,
    HUGO_AGAIN,
    HUGO_SERVED,
    OURS,
    SERVED,
    SUBJECTS,
    Size,
    Steps,
    Tell,
)  # fmt: skip

__all__ = ["LANGUAGES", "Run", "Series", "Tell", "growing"]
ONCE = 100
"""Municipalities above which a run says enough: it takes minutes."""
SMALL = 20
SEEN = (OURS, AGAIN, HUGO, HUGO_AGAIN, SERVED, HUGO_SERVED)
"""Below so many municipalities only how soon an edit is seen tells anything, and what it needs."""
SLOW = 45.0
"""Seconds: what takes longer is run once at each size, too."""
_CODE = (
    "hooks/dxplans", "bench/synthetic", "bench/hugo", "bench/steps.py", "bench/plain.py", "bench/peers.py",
    "bench/pages.py", "bench/edits.py", "bench/measure.py", "glossary", "guide", "themes", "comparisons",
    "questions", "search", "theme_overrides", "locales", "docs", "mkdocs.yml", "requirements.lock",
    "requirements-bench.lock",
)  # fmt: skip
"""What a figure of the build depends on."""


@dataclass(frozen=True, slots=True)
class Run:
    """One subject at one size: its turns, or why there are none."""

    subject: str
    towns: int
    pages: int
    html: int
    turns: tuple[Cost, ...]
    expected: float = 0.0
    """CPU seconds by its growth, where it was not started for that."""

    @property
    def cost(self) -> Cost | None:
        """The medians of its turns; None if it was not started."""
        return middle(self.turns) if self.turns else None


class Series:
    """Measures everything that is not kept already."""

    def __init__(self, project: Path, folder: Path, kept: Kept, limits: Limits, tell: Tell) -> None:
        """*project* is the working copy to measure, in *folder*; *kept* has what is measured."""
        self.kept = kept
        self.limits = limits
        self.tell = tell
        self.steps = Steps(project, folder, limits, tell)
        self.sizes: dict[int, Size] = {}
        self._depends = {
            "code": fingerprint(project, _CODE),
            "limits": [limits.seconds, limits.memory],
            "versions": [hugo_version(), version("mkdocs-material")],
        }

    def runs(
        self, sizes: Sequence[int], repeat: int, subjects: Sequence[str] = SUBJECTS
    ) -> dict[tuple[str, int], Run]:
        """All *subjects* at all *sizes*. Rounds go through everything, so that a busy minute hits all.

        What is large or slow runs once; what would pass the limits, by its growth, is not started.
        """
        found: dict[tuple[str, int], Run] = {}
        for turn in range(repeat):
            for towns in sizes:
                for subject in (one for one in SUBJECTS if one in subjects):
                    if towns < SMALL and subject not in SEEN and len(sizes) > 1:
                        continue
                    self._take(found, subject, towns, turn)
            for towns in (one for one in sizes if one > ONCE):
                self.steps.forget(towns)  # it is run in the first round alone
        return found

    def _take(self, found: dict[tuple[str, int], Run], subject: str, towns: int, turn: int) -> None:
        before = found.get((subject, towns))
        if before is not None and (not before.turns or self._enough(before)):
            return
        smaller = [run for (name, size), run in found.items() if name == subject and size < towns]
        expected = growing(sorted(smaller, key=lambda run: run.towns), towns)
        if subject in PEERS and towns > ONCE and expected > self.limits.seconds:
            found[subject, towns] = Run(subject, towns, 0, 0, (), expected)
            self.tell(f"N={towns} {subject}: not started, about {expected:,.0f} s by its growth")
            return
        name = _name(subject, towns, turn)
        one = self.kept.get(name, self._depends, partial(self.steps.measured, subject, towns))
        seconds = middle(self._add(found, subject, towns, one))
        self.tell(
            f"{turn + 1}, N={towns} {subject}: {seconds.cpu:.2f} CPU s, {seconds.wall:.2f} s"
            + ("" if seconds.finished else ", stopped")
        )

    def known(self, sizes: Sequence[int], repeat: int) -> dict[tuple[str, int], Run]:
        """What was measured of these sizes by other runs with the same code, without measuring."""
        found: dict[tuple[str, int], Run] = {}
        for towns, subject, turn in product(sizes, SUBJECTS, range(repeat)):
            one = self.kept.peek(_name(subject, towns, turn), self._depends)
            if one is not None:
                self._add(found, subject, towns, one)
        return found

    def _add(
        self, found: dict[tuple[str, int], Run], subject: str, towns: int, one: dict[str, Any]
    ) -> tuple[Cost, ...]:
        """Add a turn, as it is kept, to what is found; its costs."""
        if one["size"]:
            self.sizes[towns] = Size(**one["size"])
        costs = tuple(Cost(**cost) for cost in one["turns"])
        before = found.get((subject, towns))
        earlier = before.turns if before else ()
        found[subject, towns] = Run(subject, towns, one["pages"], one["html"], (*earlier, *costs))
        return costs

    @staticmethod
    def _enough(run: Run) -> bool:
        slow = max(cost.wall for cost in run.turns) > SLOW
        return run.towns > ONCE or slow or run.subject in {SERVED, HUGO_SERVED}


def _name(subject: str, towns: int, turn: int) -> str:
    return f"build-{subject}-{towns}-{turn + 1}"


def growing(found: Sequence[Run], towns: int) -> float:
    """CPU seconds by the growth between the last two sizes; 0 while nobody can tell.

    What was stopped or not started at a smaller size would take at least as much more as there is.
    """
    if found and (not found[-1].cost or not found[-1].cost.finished):
        last = found[-1]
        return (last.cost.cpu if last.cost else last.expected) * towns / last.towns
    known = [(run.towns, run.cost.cpu) for run in found if run.cost]
    if len(known) < 2:  # noqa: PLR2004 - growth needs two
        return 0.0
    (first, less), (second, more) = known[-2:]
    power = log(more / less) / log(second / first)
    return float(more * (towns / second) ** power)
