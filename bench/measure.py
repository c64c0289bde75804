"""A command to what it cost: CPU seconds, wall seconds, and the memory of all its processes.

CPU seconds are the kernel's for the process and every child it waited for. Memory is the largest
sum of resident sizes seen while sampling; where /proc cannot be read, the largest single process.
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
    memory = max(watch.peak, usage.ru_maxrss * _RSS_UNIT / _MIB)
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
        while not self._ended.wait(_EVERY):
            self.peak = max(self.peak, _resident(self._pid) / _MIB)
            if time.monotonic() > until or self.peak > self._limits.memory:
                self.stopped = True
                os.killpg(self._pid, signal.SIGKILL)
                return

    def end(self) -> None:
        """The process has ended: stop sampling."""
        self._ended.set()
        self.join()


def _resident(pid: int) -> int:
    """Bytes resident in the process *pid* and everything below it; 0 where nobody can tell."""
    total = 0
    waiting = [pid]
    while waiting:
        number = waiting.pop()
        try:
            pages = (_PROC / str(number) / "statm").read_text("ascii").split()[1]
            total += int(pages) * os.sysconf("SC_PAGE_SIZE")
            for thread in (_PROC / str(number) / "task").iterdir():
                waiting += map(int, (thread / "children").read_text("ascii").split())
        except (OSError, IndexError, ValueError):
            continue  # it has just ended, or this is no Linux
    return total
