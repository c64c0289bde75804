"""Portals of several sizes to their costs: our build and its parts, and MkDocs on the same texts."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path

from bench.measure import Cost, Limits, measure, middle
from bench.plain import make_plain
from bench.synthetic.portal import make

TODAY = "2026-11-20"
"""States are computed for this day, so that every run makes the same site."""
LANGUAGES = ("ja", "en")
FULL, PRUNED = "full", "prune"
VARIANTS = (PRUNED, FULL)
_SHELL = (
    "from datetime import date; from pathlib import Path; from dxplans.shell import build_shell; "
    f"build_shell(Path.cwd(), date.fromisoformat('{TODAY}'), None)"
)
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Size:
    """One size of portal: what was made of it."""

    towns: int
    publishers: int
    pages: int
    html: int
    """Bytes of all pages."""
    plan_html: float
    """Average bytes of the pages below a municipality."""


@dataclass(frozen=True, slots=True)
class Ours:
    """Our build at one size: the whole, and check and shell measured alone."""

    size: Size
    whole: Cost
    check: Cost
    shell: Cost
    runs: int


@dataclass(frozen=True, slots=True)
class Theirs:
    """MkDocs at one size; *cost* is None where it was not started, *expected* says why."""

    variant: str
    towns: int
    pages: int
    html: int
    cost: Cost | None
    expected: float = 0.0


class Series:
    """Measures in a folder of its own, which it makes and leaves to be looked at."""

    def __init__(self, project: Path, folder: Path, tell: Tell) -> None:
        """*project* is the working copy to measure."""
        self.project = project
        self.folder = folder
        self.tell = tell
        # The measured code is this working copy's, whatever is installed.
        self.variables = {"PYTHONPATH": str(project / "hooks"), "NO_MKDOCS_2_WARNING": "1"}

    def portal(self, towns: int) -> Path:
        """Where the synthetic portal of so many municipalities is."""
        return self.folder / str(towns)

    def prepare(self, towns: int) -> None:
        """Make the portal afresh."""
        shutil.rmtree(self.portal(towns), ignore_errors=True)
        make(self.portal(towns), towns, self.project)

    def ours(self, sizes: Sequence[int], repeat: int) -> list[Ours]:
        """Our build at every size. Rounds go through all sizes, so that a busy minute hits all."""
        found: dict[int, list[tuple[Cost, Cost, Cost]]] = {towns: [] for towns in sizes}
        for turn in range(repeat):
            for towns in sizes:
                parts = self._whole(towns), self._check(towns), self._shell(towns)
                found[towns].append(parts)
                self.tell(f"dxplans {turn + 1}/{repeat}, N={towns}: {parts[0].cpu:.1f} CPU s")
        return [self._result(towns, runs) for towns, runs in found.items()]

    def _result(self, towns: int, runs: Sequence[tuple[Cost, Cost, Cost]]) -> Ours:
        whole, check, shell = (middle(costs) for costs in zip(*runs, strict=True))
        return Ours(self.size(towns), whole, check, shell, len(runs))

    def _whole(self, towns: int) -> Cost:
        self._forget(towns)
        return self._dxplans(towns, "build", "--out", "site", "--today", TODAY)

    def _check(self, towns: int) -> Cost:
        return self._dxplans(towns, "check")

    def _shell(self, towns: int) -> Cost:
        shutil.rmtree(self.portal(towns) / ".cache" / "shell", ignore_errors=True)
        return measure((sys.executable, "-c", _SHELL), self.portal(towns), self.variables)

    def _dxplans(self, towns: int, *arguments: str) -> Cost:
        command = (sys.executable, "-m", "dxplans", *arguments)
        return measure(command, self.portal(towns), self.variables)

    def _forget(self, towns: int) -> None:
        """Every build is a first build: nothing is kept from the last one."""
        for name in (".cache", "site"):
            shutil.rmtree(self.portal(towns) / name, ignore_errors=True)

    def size(self, towns: int) -> Size:
        """What the last build of this size made."""
        site = self.portal(towns) / "site"
        pages = {
            path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*.html")
        }
        bodies = {
            f"{path.parent.relative_to(self.portal(towns) / 'plans').as_posix()}/"
            for path in self.portal(towns).glob("plans/*/*/publisher.yaml")
        }
        below = [
            bytes_
            for name, bytes_ in pages.items()
            if "/".join(name.removeprefix("en/").split("/")[:2]) + "/" in bodies
        ]
        plans = sum(below) / len(below)
        return Size(towns, len(bodies), len(pages), sum(pages.values()), plans)

    def theirs(self, variant: str, sizes: Sequence[int], limits: Limits) -> list[Theirs]:
        """MkDocs with Material and static-i18n on the texts of our last builds, once a size.

        A size that would break the time limit, by the growth so far, is not started.
        """
        found: list[Theirs] = []
        for towns in sizes:
            project = self.folder / f"mkdocs-{variant}-{towns}"
            shutil.rmtree(project, ignore_errors=True)
            pages = make_plain(
                self.portal(towns) / "site", project, languages=LANGUAGES, pruned=variant == PRUNED
            )
            expected = growing(found, pages)
            cost = None
            if expected <= limits.seconds:
                command = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "site")
                cost = measure(command, project, self.variables, limits)
            html = sum(p.stat().st_size for p in (project / "site").rglob("*.html"))
            found.append(Theirs(variant, towns, pages, html, cost, expected))
            shutil.rmtree(project)
            told = "not started" if cost is None else f"{cost.cpu:.1f} CPU s"
            self.tell(f"mkdocs-material, {variant} navigation, N={towns}: {told}")
        return found


def growing(found: Sequence[Theirs], pages: int) -> float:
    """CPU seconds by the growth between the last two sizes; 0 while nobody can tell."""
    known = [(run.pages, run.cost.cpu) for run in found if run.cost and run.cost.finished]
    if len(known) < 2:  # noqa: PLR2004 - growth needs two
        return 0.0
    (first, less), (second, more) = known[-2:]
    power = log(more / less) / log(second / first)
    return float(more * (pages / second) ** power)
