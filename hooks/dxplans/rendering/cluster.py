"""A Dask cluster as hands that do calls: its own executor, on machines that have the same project."""

from __future__ import annotations

import logging
import time
from concurrent.futures import CancelledError, Executor
from importlib import import_module
from typing import Any

from dxplans.rendering.workers import NOBODY, WorkersLostError

PATIENCE = 20.0
"""So many seconds a cluster has to answer, and to get a worker back when it has lost the last."""
MISSING = (
    "Dask がありません。pip install 'distributed=={version}' のあとで、もう一度実行してください。 / "
    "Dask is not installed: pip install 'distributed=={version}', then try again."
)
VERSION = "2026.8.0"
"""The version that is tested, as pyproject.toml has it."""
UNREACHED = "クラスター {address} につながりません / The cluster {address} does not answer: {error}"
LOST = (
    "クラスターのプロセスが、同じページを作っている間に何度も終わらされました。サイトは前のままです。 / "
    "Workers of the cluster were ended several times over the same pages. The site is as it was."
)
STRANGER = (
    "クラスターのプロセスに、部品 {name} がありません。このプロジェクトの .venv から dask worker を動かしてください。 / "
    "The workers of the cluster lack the package {name}. Start dask worker from this project's .venv."
)


class Cluster:
    """The workers of a Dask scheduler; what they make is sent back, and written here."""

    apart = away = True

    def __init__(self, address: str) -> None:
        """*address* is the scheduler's: ``tcp://127.0.0.1:8786``."""
        self.address = address
        self.width = 1
        self._dask: Any = None
        self._client: Any = None
        self._alone_since: float | None = None

    def start(self) -> Executor:
        """Dask's executor; WorkersLostError if there is no Dask, scheduler or worker."""
        try:
            self._dask = import_module("distributed")  # an option: most sites never need it
        except ImportError:
            raise WorkersLostError(MISSING.format(version=VERSION)) from None
        # What it says of lost connections is said here, in a sentence.
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        try:
            self._client = self._dask.Client(self.address, timeout=PATIENCE, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as error:
            told = UNREACHED.format(address=self.address, error=error)
            raise WorkersLostError(told) from error
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise WorkersLostError(NOBODY) from error
        self.width = max(1, sum(self._client.nthreads().values()))
        executor: Executor = self._client.get_executor(pure=False)
        return executor

    def stop(self, *, now: bool) -> None:
        """Leave the cluster, which goes on without us; what it has not done is given up."""
        del now  # nothing is ever left running on purpose
        if self._client is not None:
            self._client.close(timeout=PATIENCE)
            self._client = None

    def gone(self) -> bool:
        """Whether the cluster has had no worker for some time: one may be started again."""
        if self._client.status == "running" and self._client.nthreads():
            self._alone_since = None
            return False
        self._alone_since = self._alone_since or time.monotonic()
        return time.monotonic() - self._alone_since > PATIENCE

    def explain(self, error: Exception) -> str | None:
        """What an exception of the cluster's own means; None if it is the call's."""
        if isinstance(error, self._dask.KilledWorker):
            return LOST
        if isinstance(error, CancelledError):
            return UNREACHED.format(address=self.address, error="cancelled")
        if isinstance(error, ModuleNotFoundError):
            return STRANGER.format(name=error.name)
        return None
