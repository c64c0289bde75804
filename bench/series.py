"""Portals of several sizes to their costs: our build and its parts, and MkDocs on the same texts."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from math import log
from pathlib import Path
from typing import Any

from bench.kept import Kept, fingerprint
from bench.measure import Cost, Limits, measure, middle
from bench.plain import make_plain
from bench.synthetic.portal import make

TODAY = "2026-11-20"
"""States are computed for this day, so that every run makes the same site."""
LANGUAGES = ("ja", "en")
FULL, PRUNED = "full", "prune"
VARIANTS = (PRUNED, FULL)
ONCE = 100
"""Municipalities above which one build says enough: it takes minutes."""
_CODE = (
    "hooks/dxplans", "bench/synthetic", "bench/series.py", "bench/plain.py", "bench/measure.py",
    "glossary", "guide", "themes", "comparisons", "questions", "search", "theme_overrides", "locales", "docs", "mkdocs.yml",
    "requirements.lock",
)  # fmt: skip
"""What a figure of the build depends on."""
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

    def __init__(self, project: Path, folder: Path, kept: Kept, tell: Tell) -> None:
        """*project* is the working copy to measure; *kept* has what is measured already."""
        self.project = project
        self.folder = folder
        self.kept = kept
        self.tell = tell
        # The measured code is this working copy's, whatever is installed.
        self.variables = {"PYTHONPATH": str(project / "hooks"), "NO_MKDOCS_2_WARNING": "1"}
        self._code = fingerprint(project, _CODE)
        self._made: set[int] = set()

    def portal(self, towns: int) -> Path:
        """Where the synthetic portal of so many municipalities is."""
        return self.folder / str(towns)

    def prepare(self, towns: int) -> None:
        """Make the portal afresh, once in a run."""
        if towns not in self._made:
            shutil.rmtree(self.portal(towns), ignore_errors=True)
            make(self.portal(towns), towns, self.project)
            self._made.add(towns)
            self.tell(f"made the portal of {towns:,} municipalities")

    def ours(self, sizes: Sequence[int], repeat: int) -> list[Ours]:
        """Our build at every size. Rounds go through all sizes, so that a busy minute hits all.

        What is larger than ONCE is built once.
        """
        found: dict[int, list[dict[str, Any]]] = {towns: [] for towns in sizes}
        for turn in range(repeat):
            for towns in sizes:
                if turn and towns > ONCE:
                    continue
                name, depends = f"build-{towns}-{turn + 1}", {"code": self._code}
                one = self.kept.get(name, depends, partial(self._turn, towns))
                found[towns].append(one)
                self.tell(
                    f"dxplans {turn + 1}/{repeat}, N={towns}: {one['whole']['cpu']:.1f} CPU s"
                )
        return [_result(turns) for turns in found.values()]

    def _turn(self, towns: int) -> dict[str, Any]:
        """One build with its parts alone, as it is kept."""
        self.prepare(towns)
        whole, check, shell = self._whole(towns), self._check(towns), self._shell(towns)
        return {
            "size": asdict(self.size(towns)), "whole": asdict(whole), "check": asdict(check),
            "shell": asdict(shell),
        }  # fmt: skip

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

    def theirs(self, variant: str, ours: Sequence[Ours], limits: Limits) -> list[Theirs]:
        """MkDocs with Material and static-i18n on the texts of our last builds, once a size.

        A size that would break the time limit, by the growth so far, is not started.
        """
        found: list[Theirs] = []
        for run in ours:
            towns = run.size.towns
            expected = growing(found, run.size.pages)
            depends = {
                "code": self._code, "limits": [limits.seconds, limits.memory],
                "start": expected <= limits.seconds,
            }  # fmt: skip
            if expected <= limits.seconds:
                make = partial(self._theirs, variant, towns, limits)
            else:
                unknown = Theirs(variant, towns, run.size.pages, 0, None, expected)
                make = partial(asdict, unknown)
            one = self.kept.get(f"mkdocs-{variant}-{towns}", depends, make)
            cost = Cost(**one["cost"]) if one["cost"] else None
            found.append(Theirs(**(one | {"cost": cost})))
            told = "not started" if cost is None else f"{cost.cpu:.1f} CPU s"
            self.tell(f"mkdocs-material, {variant} navigation, N={towns}: {told}")
        return found

    def _theirs(self, variant: str, towns: int, limits: Limits) -> dict[str, Any]:
        """One run of MkDocs, as it is kept."""
        self.prepare(towns)
        if not (self.portal(towns) / "site").is_dir():
            self._whole(towns)  # what we built was kept, and what it made is gone
        project = self.folder / f"mkdocs-{variant}-{towns}"
        shutil.rmtree(project, ignore_errors=True)
        pruned = variant == PRUNED
        site = self.portal(towns) / "site"
        pages = make_plain(site, project, languages=LANGUAGES, pruned=pruned)
        command = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "site")
        cost = measure(command, project, self.variables, limits)
        html = sum(p.stat().st_size for p in (project / "site").rglob("*.html"))
        shutil.rmtree(project)
        return asdict(Theirs(variant, towns, pages, html, cost))


def _result(turns: Sequence[dict[str, Any]]) -> Ours:
    """The medians of several builds of one size."""

    def median(part: str) -> Cost:
        return middle([Cost(**turn[part]) for turn in turns])

    size = Size(**turns[-1]["size"])
    return Ours(size, median("whole"), median("check"), median("shell"), len(turns))


def growing(found: Sequence[Theirs], pages: int) -> float:
    """CPU seconds by the growth between the last two sizes; 0 while nobody can tell."""
    known = [(run.pages, run.cost.cpu) for run in found if run.cost and run.cost.finished]
    if len(known) < 2:  # noqa: PLR2004 - growth needs two
        return 0.0
    (first, less), (second, more) = known[-2:]
    power = log(more / less) / log(second / first)
    return float(more * (pages / second) ** power)
