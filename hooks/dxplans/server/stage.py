"""The outcome of each build to what browsers see now, and to those who wait for the next one."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dxplans.problem import Problem


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one build came to."""

    site: Path | None
    """The folder of the last good site, if there has ever been one."""
    problems: tuple[Problem, ...] = ()
    failure: str | None = None
    """A message for anything that is not a problem of the data."""
    seconds: float = 0.0
    pages: int = 0
    guide: Mapping[str, str] = field(default_factory=dict)
    """Rule of the check to the place in a site that explains it."""

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that kept the site from being built."""
        return tuple(problem for problem in self.problems if problem.level == "error")

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that a reader of the site may never notice."""
        return tuple(problem for problem in self.problems if problem.level != "error")

    @property
    def bad(self) -> bool:
        """Whether what is shown is older than the data."""
        return self.failure is not None or bool(self.errors)


@dataclass(frozen=True, slots=True)
class Shown:
    """What browsers get at a moment; ``outcome`` is None until the first build has ended."""

    build: str
    outcome: Outcome | None


class Stage:
    """Holds what is shown; one thread shows, many read and wait."""

    def __init__(self) -> None:
        # The time of the start is part of the name, so that a page that was opened before a restart
        # of the server does not take the first build of the new one for its own.
        self._start = f"{time.time_ns():x}"
        self._count = 0
        self._shown = Shown(f"{self._start}-0", None)
        self._closed = False
        self._changed = threading.Condition()

    @property
    def now(self) -> Shown:
        """What is shown at this moment."""
        with self._changed:
            return self._shown

    @property
    def closed(self) -> bool:
        """Whether nothing will be shown any more."""
        with self._changed:
            return self._closed

    def show(self, outcome: Outcome) -> None:
        """Show *outcome* from now on; one without a site keeps the site that was shown before."""
        with self._changed:
            before = self._shown.outcome
            if outcome.site is None and before is not None:
                outcome = replace(outcome, site=before.site)
            self._count += 1
            self._shown = Shown(f"{self._start}-{self._count}", outcome)
            self._changed.notify_all()

    def wait(self, build: str, seconds: float) -> Shown:
        """What is shown as soon as it is not *build*, at the latest after *seconds* or at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._shown.build != build, seconds)
            return self._shown

    def close(self) -> None:
        """Let everyone go who waits."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
