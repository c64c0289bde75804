"""A command to what it cost: CPU seconds, wall seconds, and the memory of all its processes.

CPU seconds are the kernel's for the process and every child it waited for. Memory is the largest
sum over all processes that was seen while sampling, what several share counted once (PSS); where
/proc does not tell it, the largest single process.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

_EVERY = 0.1
_SHARE = 50
"""Sampling may take one part in so many of the time: a large process is looked at less often."""
_MIB = 1024 * 1024
_PROC = Path("/proc")
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""ru_maxrss counts kilobytes, but bytes on macOS."""


class MeasureError(Exception):
    """The measured command failed; the message is its own."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command cost; *finished* is false when it was stopped at a limit."""

    cpu: float
    wall: float
    memory: float
    """MiB."""
    finished: bool = True


@dataclass(frozen=True, slots=True)
class Limits:
    """When a run is stopped: after so many seconds, above so many MiB."""

    seconds: float = 900.0
    memory: float = 8192.0


def measure(
    command: Sequence[str],
    folder: Path,
    variables: Mapping[str, str] | None = None,
    limits: Limits | None = None,
) -> Cost:
    """Run *command* in *folder* as a process of its own; MeasureError if it fails.

    *variables* are added to the environment. At one of the *limits* it is stopped with its children.
    """
    limits = limits or Limits()
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **(variables or {})},
            stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        watch = _Watch(process.pid, limits)
        watch.start()
        _pid, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - started
        watch.end()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode and not watch.stopped:
            output.seek(0)
            text = output.read().decode("utf-8", "replace").strip()
            raise MeasureError(f"{' '.join(command)}: {process.returncode}\n{text[-2000:]}")
    # A process that has just been started counts with what its parent held: only a last resort.
    memory = watch.peak or usage.ru_maxrss * _RSS_UNIT / _MIB
    return Cost(usage.ru_utime + usage.ru_stime, wall, memory, finished=not watch.stopped)


def middle(costs: Sequence[Cost]) -> Cost:
    """The median of each figure of several runs."""
    return Cost(
        median(cost.cpu for cost in costs),
        median(cost.wall for cost in costs),
        median(cost.memory for cost in costs),
        finished=all(cost.finished for cost in costs),
    )


class _Watch(threading.Thread):
    """Samples the memory of a process and its children, and stops them at a limit."""

    def __init__(self, pid: int, limits: Limits) -> None:
        super().__init__(daemon=True)
        self.peak = 0.0
        self.stopped = False
        self._pid = pid
        self._limits = limits
        self._ended = threading.Event()

    def run(self) -> None:
        """Sample until the process has ended."""
        until = time.monotonic() + self._limits.seconds
        pause = _EVERY / 10
        while not self._ended.wait(pause):
            begun = time.perf_counter()
            self.peak = max(self.peak, memory(self._pid))
            pause = max(_EVERY, _SHARE * (time.perf_counter() - begun))
            if time.monotonic() > until or self.peak > self._limits.memory:
                self.stopped = True
                os.killpg(self._pid, signal.SIGKILL)
                return

    def end(self) -> None:
        """The process has ended: stop sampling."""
        self._ended.set()
        self.join()


def memory(pid: int) -> float:
    """MiB of the process *pid* and everything below it, shared pages once; 0 where nobody tells."""
    return sum(_proportional(one) for one in tree(pid)) / 1024


def spent(pid: int) -> float:
    """CPU seconds of the process *pid*, everything below it, and what they have waited for."""
    return sum(map(_ticks, tree(pid))) / os.sysconf("SC_CLK_TCK")


def tree(pid: int) -> list[int]:
    """The process *pid* and everything below it that is there now."""
    found: list[int] = []
    waiting = [pid]
    while waiting:
        number = waiting.pop()
        try:
            for thread in (_PROC / str(number) / "task").iterdir():
                waiting += map(int, (thread / "children").read_text("ascii").split())
        except OSError:
            continue  # it has just ended, or this is no Linux
        found.append(number)
    return found


def _proportional(pid: int) -> int:
    """The kilobytes of a process, its part of what it shares with others."""
    try:
        text = (_PROC / str(pid) / "smaps_rollup").read_text("ascii")
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")), 0)


def _ticks(pid: int) -> int:
    """What the kernel counts of a process: user and system time, its own and its ended children's."""
    try:
        text = (_PROC / str(pid) / "stat").read_text("utf-8", "replace")
    except OSError:
        return 0
    return sum(map(int, text[text.rindex(")") + 2 :].split()[11:15]))
