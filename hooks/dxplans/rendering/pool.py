"""The process itself, or several on the same machine, as hands that do calls."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import suppress
from typing import Any


def usable_cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Here(Executor):
    """Does each call at once."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        future.set_result(fn(*args, **kwargs))
        return future


class OneProcess:
    """The process that builds, and no other."""

    width, apart, away = 1, False, False

    def start(self) -> Executor:
        """Nothing needs to be started."""
        return _Here()

    def stop(self, *, now: bool) -> None:
        """Nothing needs to be ended."""

    def gone(self) -> bool:
        """It is here."""
        return False

    def explain(self, _error: Exception) -> None:
        """What is raised here is the call's own."""


class Processes:
    """So many processes; on Linux they are copies of this one, and hold what it has read."""

    away = False

    def __init__(self, jobs: int, method: str | None = None) -> None:
        """*method* is how processes are started; macOS and Windows cannot copy one safely."""
        self.width = jobs
        self.method = method or ("fork" if sys.platform == "linux" else "spawn")
        self.apart = self.method != "fork"
        self._pool: ProcessPoolExecutor | None = None
        self._others: set[int | None] = set()

    def start(self) -> Executor:
        """A pool whose processes are there."""
        self._others = {child.pid for child in multiprocessing.active_children()}
        # What is there already is never collected, so that the copies keep sharing it.
        gc.collect()
        gc.freeze()
        context = multiprocessing.get_context(self.method)
        self._pool = ProcessPoolExecutor(self.width, context, _settle)
        with warnings.catch_warnings():
            # Python 3.12 warns whoever copies a process with threads: of ours, none holds a lock.
            warnings.simplefilter("ignore", DeprecationWarning)
            self._pool.submit(os.getpid)
        return self._pool

    def stop(self, *, now: bool) -> None:
        """End the processes, in the middle of their work if it is *now*."""
        if self._pool is None:
            return
        if now:
            for child in multiprocessing.active_children():
                if child.pid not in self._others:
                    child.kill()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._pool = None
        gc.unfreeze()

    def gone(self) -> bool:
        """The executor itself notices."""
        return False

    def explain(self, _error: Exception) -> None:
        """What is not a broken executor is the call's own."""


def _settle() -> None:
    """What a new process does first: Ctrl-C is its parent's, and it never outlives its parent."""
    with suppress(ValueError):  # not in the main thread
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:  # pragma: no cover - its own end is nothing that it could tell
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
