"""Measured runs to the table in bench/README.md, ours and others side by side, and to a verdict."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.goals import Runs, exponent, verdicts
from bench.measure import Cost
from bench.peers import FULL, NAMES, PRUNED, hugo_version, version
from bench.series import Run
from bench.steps import (
    AGAIN,
    CHECK,
    CHECK_ONE,
    CHECK_WARM,
    HUGO_AGAIN,
    HUGO_SERVED,
    IMPORTS,
    OURS,
    PAGES,
    SERVED,
    Size,
)

BUILD, SEARCH, PROFILE = "measured", "measured search", "measured profile"
"""The marks in the README between which the tables stand."""
_PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "jinja2", "pydantic", "pyyaml")
_BUILDS = {PAGES: "ours, pages alone", OURS: "ours, everything", **NAMES}
_OTHERS = {
    CHECK: "`dxplans check`, first time",
    CHECK_WARM: "`dxplans check`, again",
    CHECK_ONE: "`dxplans check` of one file",
    IMPORTS: "Python and the check's modules alone",
    AGAIN: "`dxplans build` after an edit",
    HUGO_AGAIN: "`hugo` after the same edit",
    SERVED: "`dxplans serve`: an edit until it is on screen",
    HUGO_SERVED: "`hugo server`: the same edit",
}
_BROKEN = 1.25
"""Growth above this, between two sizes of one run, fails the command; below it may be noise."""


def failures(runs: Runs, sizes: Mapping[int, Size]) -> list[str]:
    """Why the verdict is no: a page costs more in a larger portal, or is larger."""
    found = []
    grown = exponent(runs, OURS)
    if grown is not None and grown[2] > _BROKEN:
        found.append(f"cost grows with the power {grown[2]:.2f} from N={grown[0]} to {grown[1]:,}")
    found += [
        str(one)
        for one in verdicts(runs, sizes)
        if one.name.startswith("a plan's page") and not one.met
    ]
    return found


def tables(runs: Runs, sizes: Mapping[int, Size], day: str) -> str:
    """The tables and the goals with what they were measured on, as Markdown."""
    versions = {"hugo": hugo_version(), **{name: version(name) for name in _PACKAGES}}
    lines = [machine(day, versions), "", *_portals(sizes), "", *_builds(runs), ""]
    lines += [*_checks(runs), "", *(f"- {verdict}" for verdict in verdicts(runs, sizes))]
    return "\n".join(lines).rstrip()


def machine(day: str, packages: Mapping[str, str]) -> str:
    """What it was measured on: the day, the processor, and the versions of *packages*."""
    versions = "".join(f"; {name} {number}" for name, number in packages.items() if number)
    return (
        f"Measured on {day}: {_processor()}, {os.cpu_count()} cores, {platform.system()} "
        f"{platform.machine()}, Python {platform.python_version()}{versions}."
    )


def head(first: str, *names: str) -> list[str]:
    """The first two lines of a table: figures stand at the right."""
    return [f"| {' | '.join((first, *names))} |", f"|---|{'---:|' * len(names)}"]


def _portals(sizes: Mapping[int, Size]) -> Iterator[str]:
    yield from head(
        "municipalities", "publishers", "pages", "kB a page", "kB a plan's page", "HTML MB"
    )
    for size in sorted(sizes.values(), key=lambda size: size.towns):
        yield (
            f"| {size.towns:,} | {size.publishers:,} | {size.pages:,} "
            f"| {size.html / size.pages / 1000:.1f} | {size.plan_html / 1000:.1f} "
            f"| {size.html / 1e6:,.0f} |"
        )


def _builds(runs: Runs) -> Iterator[str]:
    """Builds: by size, then by subject."""
    yield from head(
        "build", "municipalities", "pages", "CPU s", "wall s", "memory MiB", "CPU ms a page",
        "kB a page", "CPU against ours", "runs",
    )  # fmt: skip
    for towns in sorted({towns for _subject, towns in runs}):
        for subject, name in _BUILDS.items():
            if run := runs.get((subject, towns)):
                own = runs.get((OURS if subject in {OURS, PRUNED, FULL} else PAGES, towns))
                yield f"| {name} | {towns:,} {_figures(run, own.cost if own else None)}"


def _figures(run: Run, own: Cost | None) -> str:
    cost = run.cost
    if cost is None:
        return f"| | not run: about {run.expected:,.0f} by its growth" + " |" * 7
    against = ""
    if own is not None:
        more = "" if cost.finished else "> "
        against = f"{more}{cost.cpu / own.cpu:.2f} ×"
    if not cost.finished:
        return (
            f"| | stopped after {cost.cpu:,.0f} | {cost.wall:,.0f} | {cost.memory:,.0f} | | "
            f"| {against} | {len(run.turns)} |"
        )
    return (
        f"| {run.pages:,} | {cost.cpu:.2f} | {cost.wall:.2f} | {cost.memory:,.0f} "
        f"| {1000 * cost.cpu / run.pages:.2f} | {run.html / run.pages / 1000:.1f} "
        f"| {against} | {len(run.turns)} |"
    )


def _checks(runs: Runs) -> Iterator[str]:
    """Checks and edits: a row each, a pair of columns for each size."""
    sizes = sorted({towns for _subject, towns in runs})
    names = [f"N={towns:,}: {unit}" for towns in sizes for unit in ("CPU s", "wall s", "MiB")]
    yield from head("checks and edits", *names)
    for subject, name in _OTHERS.items():
        found = [runs.get((subject, towns)) for towns in sizes]
        if any(found):
            costs = [run.cost if run else None for run in found]
            cells = [
                f"{cost.cpu:.2f} | {cost.wall:.2f} | {cost.memory:,.0f}" if cost else " | |"
                for cost in costs
            ]
            yield f"| {name} | {' | '.join(cells)} |"


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
