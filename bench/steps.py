"""One subject at one size of portal to what it costs: builds, checks and edits, ours and others'."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.edits import line_in_hugo, line_of, watched
from bench.measure import Cost, Limits, measure
from bench.peers import HUGO, PEERS, command, hugo, make_project
from bench.synthetic.portal import make

TODAY = "2026-11-20"
"""States are computed for this day, so that every run makes the same site."""
OURS, PAGES = "ours", "pages"
AGAIN, HUGO_AGAIN, SERVED, HUGO_SERVED = "again", "hugo-again", "served", "hugo-served"
CHECK, CHECK_WARM, CHECK_ONE, IMPORTS = "check", "check-warm", "check-one", "imports"
SUBJECTS = (
    OURS, AGAIN, PAGES, HUGO, HUGO_AGAIN, CHECK, CHECK_WARM, CHECK_ONE, IMPORTS, SERVED,
    HUGO_SERVED, *PEERS[1:],
)  # fmt: skip
"""What is measured at each size, in the order of a round: what is compared stands together."""
_AFTER = {AGAIN: OURS, HUGO_AGAIN: HUGO, CHECK_WARM: CHECK}
"""What must just have run, since it is what that has left behind that is measured."""
_EDITS = 3
_PATIENT = Limits(seconds=7200)
"""Ours is never stopped before it is through, unless something is wrong."""
_IMPORTS = "dxplans.cli, dxplans.check.report, dxplans.portal"
_COMPILED = (
    _IMPORTS,
    "bench.pages, dxplans.shell, mkdocs_events",
    "material.plugins.search.plugin",
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


class Steps:
    """Measures in a folder of its own, which it makes and leaves to be looked at."""

    def __init__(self, project: Path, folder: Path, limits: Limits, tell: Tell) -> None:
        """*project* is the working copy to measure; peers are stopped at the *limits*."""
        self.project = project
        self.folder = folder
        self.limits = limits
        self.tell = tell
        # The measured code is this working copy's, whatever is installed.
        paths = os.pathsep.join((str(project / "hooks"), str(project)))
        self.variables = {
            "PYTHONPATH": paths, "NO_MKDOCS_2_WARNING": "1",
            # As everywhere else, what one process has compiled the next one need not.
            "PYTHONDONTWRITEBYTECODE": "",
        }  # fmt: skip
        self._made: set[Path] = set()
        self._last: dict[int, str] = {}
        self._steps: Mapping[str, Callable[[int], Cost]] = {
            OURS: self._whole, AGAIN: self._again, PAGES: self._pages, HUGO_AGAIN: self._hugo_again,
            CHECK: self._check_cold, CHECK_WARM: self._check, CHECK_ONE: self._check_one,
            IMPORTS: self._imports,
        }  # fmt: skip

    def portal(self, towns: int) -> Path:
        """Where the synthetic portal of so many municipalities is."""
        return self.folder / str(towns)

    def measured(self, subject: str, towns: int) -> dict[str, Any]:
        """One turn of a subject, as it is kept: its costs, and what pages it made."""
        portal = self._prepared(towns)
        if self._last.get(towns) != (other := _AFTER.get(subject)) and other:
            self.measured(other, towns)
        out = portal / ("pages" if subject == PAGES else "site")
        if subject in PEERS:
            costs, out = self._peer(subject, towns)
        elif subject in {SERVED, HUGO_SERVED}:
            costs = self._served(subject, towns)
        else:
            costs = [self._steps[subject](towns)]
        self._last[towns] = subject
        found: dict[str, Any] = {"turns": [asdict(cost) for cost in costs], "size": None}
        found["pages"], found["html"] = _weight(out) if subject in {OURS, PAGES, *PEERS} else (0, 0)
        if subject == OURS:
            found["size"] = asdict(self._size(towns))
        elif subject in PEERS[1:]:
            shutil.rmtree(out)  # gigabytes
        return found

    def forget(self, towns: int) -> None:
        """Remove what this size has left on the disk."""
        for place in (self.portal(towns), *(self.folder / f"{one}-{towns}" for one in PEERS)):
            shutil.rmtree(place, ignore_errors=True)
            self._made.discard(place)

    def _prepared(self, towns: int) -> Path:
        """The portal, made afresh once in a run."""
        portal = self.portal(towns)
        if portal not in self._made:
            shutil.rmtree(portal, ignore_errors=True)
            make(portal, towns, self.project, short=True)
            self._made.add(portal)
            self.tell(f"made the portal of {towns:,} municipalities")
            for modules in _COMPILED:
                self._python(towns, "-c", f"import {modules}")
        return portal

    def _whole(self, towns: int) -> Cost:
        for name in (".cache", "site"):  # nothing is kept from the last build
            shutil.rmtree(self.portal(towns) / name, ignore_errors=True)
        return self._dxplans(towns, "build", "--out", "site", "--today", TODAY)

    def _again(self, towns: int) -> Cost:
        with line_of(self.portal(towns)).changed(_EDITS):
            return self._dxplans(towns, "build", "--out", "site", "--today", TODAY)

    def _pages(self, towns: int) -> Cost:
        portal = self.portal(towns)
        for name in (".cache", "pages"):
            shutil.rmtree(portal / name, ignore_errors=True)
        return self._python(towns, "-m", "bench.pages", "--out", "pages", "--today", TODAY)

    def _check_cold(self, towns: int) -> Cost:
        shutil.rmtree(self.portal(towns) / ".cache", ignore_errors=True)
        return self._check(towns)

    def _check(self, towns: int) -> Cost:
        return self._dxplans(towns, "check")

    def _check_one(self, towns: int) -> Cost:
        portal = self.portal(towns)
        return self._dxplans(towns, "check", line_of(portal).file.relative_to(portal).as_posix())

    def _imports(self, towns: int) -> Cost:
        """What Python's start and the modules of the check cost, without any work."""
        return self._python(towns, "-c", f"import {_IMPORTS}")

    def _dxplans(self, towns: int, *arguments: str) -> Cost:
        return self._python(towns, "-m", "dxplans", *arguments)

    def _python(self, towns: int, *arguments: str) -> Cost:
        command = (sys.executable, *arguments)
        return measure(command, self.portal(towns), self.variables, _PATIENT)

    def _project(self, peer: str, towns: int) -> Path:
        """The project of a peer, made of our pages once in a run."""
        project = self.folder / f"{peer}-{towns}"
        if project not in self._made:
            if not (self.portal(towns) / "site").is_dir():
                self._whole(towns)  # what we built was kept, and what it made is gone
            shutil.rmtree(project, ignore_errors=True)
            make_project(peer, self.portal(towns) / "site", project)
            self._made.add(project)
        return project

    def _peer(self, peer: str, towns: int) -> tuple[list[Cost], Path]:
        project = self._project(peer, towns)
        for name in ("site", "resources", "public"):
            shutil.rmtree(project / name, ignore_errors=True)
        cost = measure(command(peer), project, self.variables, self.limits)
        return [cost], project / "site"

    def _hugo_again(self, towns: int) -> Cost:
        project = self._project(HUGO, towns)
        with line_in_hugo(project, line_of(self.portal(towns))).changed(_EDITS):
            return measure(command(HUGO), project, self.variables, self.limits)

    def _served(self, subject: str, towns: int) -> list[Cost]:
        """Edits one after another in one running server."""
        line, folder = line_of(self.portal(towns)), self.portal(towns)
        run: tuple[str, ...] = (
            sys.executable,
            "-m",
            "dxplans",
            "serve",
            "--port",
            "{port}",
            "--today",
            TODAY,
        )
        if subject == HUGO_SERVED:
            folder = self._project(HUGO, towns)
            line = line_in_hugo(folder, line)
            run = (hugo(), "server", "--quiet", "--bind", "127.0.0.1", "--port", "{port}")
        return watched(run, folder, self.variables, line, _EDITS, _PATIENT.seconds)

    def _size(self, towns: int) -> Size:
        portal = self.portal(towns)
        site = portal / "site"
        pages = {
            path.relative_to(site).as_posix(): path.stat().st_size for path in site.rglob("*.html")
        }
        bodies = {
            f"{path.parent.relative_to(portal / 'plans').as_posix()}/"
            for path in portal.glob("plans/*/*/publisher.yaml")
        }
        below = [
            bytes_
            for name, bytes_ in pages.items()
            if "/".join(name.removeprefix("en/").split("/")[:2]) + "/" in bodies
        ]
        plans = sum(below) / len(below)
        return Size(towns, len(bodies), len(pages), sum(pages.values()), plans)


def _weight(site: Path) -> tuple[int, int]:
    """How many pages a site has, and their bytes."""
    sizes = [path.stat().st_size for path in site.rglob("*.html")]
    return len(sizes), sum(sizes)
