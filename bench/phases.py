"""``dxplans bench --profile``: one build in one process to the phases its CPU seconds go into.

Functions that begin a phase are wrapped where they are called from; time is that of the innermost
phase. The clock costs about a microsecond a call, so phases are few and their functions large.
"""

from __future__ import annotations

import importlib
import os
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import partial, wraps
from pathlib import Path
from typing import Any

from bench.report import head, machine

PHASES: Mapping[str, tuple[str, ...]] = {
    "reading YAML": ("dxplans.source.reader:read", "dxplans.library:_files"),
    "checking: files by themselves": ("dxplans.library:checked",),
    "checking: files together": ("dxplans.check.links:check_links",),
    "linking": ("dxplans.portal:link",),
    "addresses, translations, assets": ("dxplans.rendering.press:Press.__init__",),
    "templates and phrases": ("dxplans.pages.renderer:Renderer.__init__",),
    "search: words of a page": ("dxplans.search.index:Index.prepared",),
    "search: taking in": ("dxplans.search.build:Search.take", "dxplans.search.build:Search.add_handwritten"),
    "search: files": ("dxplans.search.build:Search.files",),
    "open data": ("dxplans.opendata.export:write_data",),
    "what was tested": ("dxplans.build:_write_report",),
    "feeds": ("dxplans.updates.feed:feed_files",),
    "sitemap, schemas": ("dxplans.build:_files",),
    "furigana": ("dxplans.furigana:furigana_files",),
    "writing": ("dxplans.output:Folder.bytes", "dxplans.output:swap", "shutil:copytree"),
}  # fmt: skip
"""Phase to what begins it; rendering is added for each template."""
RENDER = "dxplans.pages.renderer:Renderer.render"
REST = "everything else"
TODAY = date(2026, 11, 20)


@dataclass(slots=True)
class Clock:
    """CPU seconds and beginnings of each phase; the phases that run now, innermost last."""

    seconds: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    times: Counter[str] = field(default_factory=Counter)
    running: list[str] = field(default_factory=lambda: [REST])
    since: float = field(default_factory=time.process_time)

    def begin(self, phase: str) -> None:
        """What follows is of *phase*."""
        self._take()
        self.times[phase] += 1
        self.running.append(phase)

    def end(self) -> None:
        """What follows is of the phase outside."""
        self._take()
        self.running.pop()

    def _take(self) -> None:
        now = time.process_time()
        self.seconds[self.running[-1]] += now - self.since
        self.since = now


@contextmanager
def timed() -> Iterator[Clock]:
    """Let the functions of the PHASES tell a clock when they run, while the block does.

    AttributeError if one of them is no longer there.
    """
    clock = Clock()
    undo: list[Callable[[], None]] = []
    try:
        for phase, names in PHASES.items():
            for name in names:
                undo += _wrapped(name, clock, phase)
        undo += _wrapped(RENDER, clock, "rendering: {0[1].template}")
        yield clock
        clock.begin(REST)
    finally:
        for step in undo:
            step()


def _wrapped(name: str, clock: Clock, phase: str) -> list[Callable[[], None]]:
    """Wrap a function wherever it is known by its name; how to undo that.

    The *phase* may name parts of the function's arguments.
    """
    module, _, path = name.partition(":")
    holder: Any = importlib.import_module(module)
    *outer, last = path.split(".")
    for part in outer:
        holder = getattr(holder, part)
    function = getattr(holder, last)

    @wraps(function)
    def call(*arguments: Any, **named: Any) -> Any:
        clock.begin(phase.format(arguments))
        try:
            result = function(*arguments, **named)
            # Generators work when they are asked: here they are asked at once.
            return iter(list(result)) if hasattr(result, "send") else result
        finally:
            clock.end()

    holders = [holder]
    if not outer:
        known = [m for key, m in sys.modules.items() if key.startswith("dxplans")]
        holders += [m for m in known if m is not holder and getattr(m, last, None) is function]
    for one in holders:
        setattr(one, last, call)
    return [partial(setattr, one, last, function) for one in holders]


def profiled(root: Path, out: Path) -> tuple[Clock, int]:
    """Build the project at *root* into *out* in this process; where its time went, and its pages."""
    from dxplans.build import build  # noqa: PLC0415 - everything it needs is imported when it is timed
    from dxplans.rendering.pool import OneProcess  # noqa: PLC0415

    old = Path.cwd()
    os.chdir(root)
    try:
        with timed() as clock:
            done = build(root, out, TODAY, hands=OneProcess())
    finally:
        os.chdir(old)
    return clock, done.pages


def table(clock: Clock, pages: int, day: str) -> str:
    """The phases, dearest first, those of rendering together and by template."""
    total = sum(clock.seconds.values())
    groups: dict[str, list[str]] = defaultdict(list)
    for phase in clock.seconds:
        groups[phase.partition(":")[0]].append(phase)
    lines = [
        machine(day, {}),
        "",
        *head("phase", "CPU s", "share", "times", "ms each", "ms a page"),
    ]
    sums = {group: sum(clock.seconds[one] for one in phases) for group, phases in groups.items()}
    for group in sorted(sums, key=lambda one: -sums[one]):
        phases = sorted(groups[group], key=lambda one: -clock.seconds[one])
        if len(phases) > 1:
            share = f"{100 * sums[group] / total:.1f} %"
            lines.append(f"| **{group}** | {sums[group]:.2f} | {share} | | | {1000 * sums[group] / pages:.3f} |")  # fmt: skip
        for phase in phases:
            seconds, times = clock.seconds[phase], clock.times[phase]
            each = f"{1000 * seconds / times:.2f}" if times else ""
            lines.append(
                f"| {phase} | {seconds:.2f} | {100 * seconds / total:.1f} % | {times:,} | {each} "
                f"| {1000 * seconds / pages:.3f} |"
            )
    lines.append(f"| all, {pages:,} pages | {total:.2f} | 100 % | | | {1000 * total / pages:.3f} |")
    return "\n".join(lines)
