"""Measured costs to the tables in bench/README.md, and to a verdict."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from bench.measure import Cost
from bench.series import FULL, PRUNED, Ours, Theirs

LIMIT = 1.15
"""A page may cost so many times more in the larger portal of two."""
SIZE_LIMIT = 1.05
"""So many times larger may the average page of a plan be."""
BUILD, SEARCH = "measured", "measured search"
"""The marks in the README between which the tables stand."""
_NAMES = {FULL: "full navigation", PRUNED: "`navigation.prune`"}
_PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "jinja2", "pydantic", "pyyaml")


def per_page(run: Ours) -> float:
    """CPU milliseconds a page."""
    return 1000 * run.whole.cpu / run.size.pages


def growth(ours: Sequence[Ours]) -> float | None:
    """What a page costs in the largest portal against the one before; None with one size only."""
    return per_page(ours[-1]) / per_page(ours[-2]) if len(ours) > 1 else None


def marginal(ours: Sequence[Ours]) -> float | None:
    """CPU milliseconds of each page more: what start-up and shell cost is left out."""
    if len(ours) < 2:  # noqa: PLR2004 - needs two sizes
        return None
    last, before = ours[-1], ours[-2]
    pages = last.size.pages - before.size.pages
    return 1000 * (last.whole.cpu - before.whole.cpu) / pages


def failures(ours: Sequence[Ours]) -> list[str]:
    """Why the verdict is no: one sentence for each promise that is broken."""
    found = []
    grown = growth(ours)
    if grown is not None and grown > LIMIT:
        found.append(
            f"a page costs {grown:.2f} times as much at N={ours[-1].size.towns} as at "
            f"N={ours[-2].size.towns}; at most {LIMIT} is allowed"
        )
    if len(ours) > 1:
        larger = ours[-1].size.plan_html / ours[-2].size.plan_html
        if larger > SIZE_LIMIT:
            found.append(f"the average page of a plan is {larger:.2f} times as large")
    return found


def tables(ours: Sequence[Ours], theirs: Sequence[Theirs], day: str) -> str:
    """Both tables with what they were measured on, as Markdown."""
    lines = [
        machine(day, {name: version(name) for name in _PACKAGES}),
        "",
        *_our_rows(ours),
        "",
        *_summary(ours),
    ]
    if theirs:
        lines += ["", *_their_rows(ours, theirs)]
    return "\n".join(lines)


def machine(day: str, packages: Mapping[str, str]) -> str:
    """What it was measured on: the day, the processor, and the versions of *packages*."""
    versions = ", ".join(f"{name} {number}" for name, number in packages.items())
    return (
        f"Measured on {day}: {_processor()}, {os.cpu_count()} cores, {platform.system()} "
        f"{platform.machine()}, Python {platform.python_version()}; {versions}."
    )


def head(first: str, *names: str) -> list[str]:
    """The first two lines of a table: figures stand at the right."""
    return [f"| {' | '.join((first, *names))} |", f"|---|{'---:|' * len(names)}"]


def _our_rows(ours: Sequence[Ours]) -> list[str]:
    rows = head(
        "municipalities", "publishers", "pages", "CPU s", "of it check", "of it MkDocs shell",
        "wall s", "memory MiB", "CPU ms a page", "kB a page", "kB a plan's page", "HTML MB", "runs",
    )  # fmt: skip
    for run in ours:
        size, whole = run.size, run.whole
        rows.append(
            f"| {size.towns} | {size.publishers} | {size.pages:,} | {whole.cpu:.1f} "
            f"| {run.check.cpu:.1f} | {run.shell.cpu:.1f} | {whole.wall:.1f} | {whole.memory:.0f} "
            f"| {per_page(run):.2f} | {size.html / size.pages / 1000:.1f} "
            f"| {size.plan_html / 1000:.1f} | {size.html / 1e6:.0f} | {run.runs} |"
        )
    return rows


def _summary(ours: Sequence[Ours]) -> list[str]:
    grown, more = growth(ours), marginal(ours)
    if grown is None or more is None:
        return []
    small, large = ours[-2].size, ours[-1].size
    average = (large.html / large.pages) / (small.html / small.pages)
    text = (
        f"From {small.towns} to {large.towns} municipalities a page costs **{grown:.2f} times** as "
        f"much (allowed: {LIMIT}); each page more costs {more:.2f} CPU ms. The average page of a "
        f"plan is {large.plan_html / small.plan_html:.3f} times as large (allowed: {SIZE_LIMIT}), "
        f"the average of all pages, lists included, {average:.2f} times."
    )
    return [text]


def _their_rows(ours: Sequence[Ours], theirs: Sequence[Theirs]) -> list[str]:
    known = {run.size.towns: run for run in ours}
    rows = head(
        "the same texts with mkdocs-material and static-i18n", "municipalities", "pages", "CPU s",
        "wall s", "memory MiB", "CPU ms a page", "kB a page", "HTML MB", "CPU against ours",
        "HTML against ours",
    )  # fmt: skip
    for run in theirs:
        start = f"| {_NAMES[run.variant]} | {run.towns} | {run.pages:,} "
        if run.cost is None:
            rows.append(f"{start}| not run: about {run.expected:,.0f} by its growth" + " |" * 8)
        elif not run.cost.finished:
            least = run.cost.cpu / known[run.towns].whole.cpu
            rows.append(
                f"{start}| stopped after {run.cost.cpu:,.0f} | {run.cost.wall:,.0f} "
                f"| {run.cost.memory:,.0f} | | | | > {least:.1f} × | |"
            )
        else:
            rows.append(start + _their_figures(run, run.cost, known[run.towns]))
    return rows


def _their_figures(run: Theirs, cost: Cost, own: Ours) -> str:
    return (
        f"| {cost.cpu:.1f} | {cost.wall:.1f} | {cost.memory:.0f} | {1000 * cost.cpu / run.pages:.1f} "
        f"| {run.html / run.pages / 1000:.1f} | {run.html / 1e6:,.0f} "
        f"| {cost.cpu / own.whole.cpu:.1f} × | {run.html / own.size.html:.1f} × |"
    )


def put(readme: Path, text: str, mark: str = BUILD) -> None:
    """Put *text* between the marks of that name in *readme*; ValueError if it has none."""
    start, end = f"<!-- {mark} -->", f"<!-- /{mark} -->"
    old = readme.read_text(encoding="utf-8")
    pattern = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.DOTALL)
    if not pattern.search(old):
        raise ValueError(f"{readme} has no {start} … {end}")
    new = pattern.sub(lambda _: f"{start}\n{text}\n{end}", old, count=1)
    readme.write_text(new, encoding="utf-8")


def _processor() -> str:
    """The processor's name as the system tells it."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        text = ""
    found = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return found[1].strip() if found else platform.processor() or "unknown processor"
