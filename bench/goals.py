"""Measured runs to the goals of the build: each met or missed, and by how much."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import log
from typing import TypeAlias

from bench.measure import Cost
from bench.peers import BARE, FULL, HUGO, PRUNED
from bench.series import Run
from bench.steps import (
    AGAIN,
    CHECK_ONE,
    CHECK_WARM,
    HUGO_AGAIN,
    IMPORTS,
    OURS,
    PAGES,
    SERVED,
    Size,
)

Runs: TypeAlias = Mapping[tuple[str, int], Run]
COMPARED, JAPAN, FEW = 80, 1741, 5
"""Municipalities of the comparisons, of all of Japan, and of a small portal."""
PAGE_LIMIT = 1.05
"""So many times larger may the average page of a plan be in the largest portal."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A goal that was measured: what it says, what was found, and the most that it may be."""

    name: str
    value: float
    most: float
    unit: str = ""
    bound: bool = False
    """The other was stopped: it would have been less, nobody knows by how much."""

    @property
    def met(self) -> bool:
        """Whether it is."""
        return self.value <= self.most

    def __str__(self) -> str:
        """As a line of the table says it."""
        at_most = "less than " if self.bound else ""
        value = f"{at_most}{_short(self.value)}{self.unit} (goal: ≤ {_short(self.most)}{self.unit})"
        if self.met:
            return f"{self.name}: {value}: met"
        if self.bound:
            return f"{self.name}: {value}: open, the other was stopped"
        return f"{self.name}: {value}: **missed** by {100 * (self.value / self.most - 1):.0f} %"


def verdicts(runs: Runs, sizes: Mapping[int, Size]) -> Iterator[Verdict]:
    """Every goal for which everything was measured."""
    yield from _ratios(runs)
    yield from _seconds(runs)
    yield from _growth(runs, sizes)
    yield from _all_of_japan(runs, sizes)


def exponent(runs: Runs, subject: str) -> tuple[int, int, float] | None:
    """The power with which CPU seconds grow from the smallest size (of 20 or more) to the largest."""
    known = sorted(
        (towns, run.cost.cpu)
        for (name, towns), run in runs.items()
        if name == subject and towns > FEW and run.cost and run.cost.finished
    )
    if len(known) < 2:  # noqa: PLR2004 - growth needs two
        return None
    (first, less), (last, more) = known[0], known[-1]
    return first, last, log(more / less) / log(last / first)


def _ratios(runs: Runs) -> Iterator[Verdict]:
    """What is compared at eighty municipalities, CPU seconds unless it is said."""
    for name, one, other, most, read in (
        ("pages alone, CPU against Hugo's", PAGES, HUGO, 2, _cpu),
        ("pages alone, CPU against pruned mkdocs-material's without search", PAGES, BARE, 1 / 8, _cpu),
        ("everything, CPU against mkdocs-material's as a newcomer has it", OURS, FULL, 1 / 15, _cpu),
        ("everything, CPU against pruned mkdocs-material's with search", OURS, PRUNED, 1 / 3, _cpu),
        ("everything, wall seconds against Hugo's", OURS, HUGO, 2, _wall),
        ("pages alone, wall seconds against Hugo's", PAGES, HUGO, 2, _wall),
        ("an edit in the running server, CPU against Hugo's rebuild", SERVED, HUGO_AGAIN, 1 / 5, _cpu),
    ):  # fmt: skip
        ours, theirs = _of(runs, one, COMPARED), _of(runs, other, COMPARED)
        if ours and theirs and ours.finished:
            ratio = read(ours) / read(theirs)
            yield Verdict(f"{name}, N={COMPARED}", ratio, most, " ×", bound=not theirs.finished)


def _seconds(runs: Runs) -> Iterator[Verdict]:
    for subject, towns, most, name in (
        (AGAIN, COMPARED, 2, "an edit, built by a fresh process"),
        (AGAIN, JAPAN, 5, "an edit, built by a fresh process"),
        (SERVED, FEW, 1, "an edit on screen"),
        (SERVED, JAPAN, 3, "an edit on screen"),
        (CHECK_WARM, JAPAN, 20, "check, warm"),
    ):
        if cost := _of(runs, subject, towns):
            yield Verdict(f"{name}, N={towns:,}", cost.wall, most, " s")
    one, imports = _of(runs, CHECK_ONE, COMPARED), _of(runs, IMPORTS, COMPARED)
    if one and imports:
        name = f"check of one file beyond start and imports, N={COMPARED}"
        yield Verdict(name, max(0.0, one.wall - imports.wall), 0.3, " s")


def _growth(runs: Runs, sizes: Mapping[int, Size]) -> Iterator[Verdict]:
    for subject, name in ((OURS, "everything"), (PAGES, "pages alone")):
        if found := exponent(runs, subject):
            first, last, power = found
            yield Verdict(f"growth of {name}, exponent from N={first} to {last:,}", power, 1.05)
    known = [sizes[towns] for towns in sorted(sizes) if towns > FEW]
    if len(known) > 1:
        larger = known[-1].plan_html / known[0].plan_html
        name = f"a plan's page, N={known[-1].towns:,} against {known[0].towns}"
        yield Verdict(name, larger, PAGE_LIMIT, " × as large")


def _all_of_japan(runs: Runs, sizes: Mapping[int, Size]) -> Iterator[Verdict]:
    if cost := _of(runs, OURS, JAPAN):
        yield Verdict(f"everything, N={JAPAN:,}", cost.wall, 600, " s")
        yield Verdict(
            f"everything, memory of all processes, N={JAPAN:,}", cost.memory, 2048, " MiB"
        )
    if sizes:
        size = sizes[max(sizes)]
        kilobytes = size.html / size.pages / 1000
        yield Verdict(f"HTML of a page, N={size.towns:,}", kilobytes, 25, " kB")


def _of(runs: Runs, subject: str, towns: int) -> Cost | None:
    run = runs.get((subject, towns))
    return run.cost if run else None


_Read: TypeAlias = Callable[[Cost], float]
_cpu: _Read = lambda cost: cost.cpu  # noqa: E731 - a name for the table above
_wall: _Read = lambda cost: cost.wall  # noqa: E731


def _short(value: float) -> str:
    return f"{value:,.3g}" if value < 1000 else f"{value:,.0f}"  # noqa: PLR2004 - digits
