"""Calls to their results, in order, by an executor; what a lost worker held is done once more."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Protocol, Self

PULSE = 1.0
"""Nobody waits longer than so many seconds without asking whether there is still somebody at work."""
LOST = (
    "ページを作るプロセスが、作業中に2度終わらされました。サイトは前のままです。メモリーが足りないときは --jobs 1 を試してください。 / "
    "A process that renders pages was ended twice at its work. The site is as it was. "
    "If memory is short, try --jobs 1."
)
NOBODY = (
    "クラスターに、作業するプロセスがありません。dask worker を動かしてください。サイトは前のままです。 / "
    "The cluster has no workers: start some with dask worker. The site is as it was."
)


class WorkersLostError(Exception):
    """Nobody is left to do the work; the message says so in both languages."""


class Hands(Protocol):
    """A way to have calls done."""

    width: int
    """How many calls are done at a time."""
    apart: bool
    """Whether the workers do not share this process' memory, and read the project themselves."""
    away: bool
    """Whether they cannot write into this machine's folders: what they make is sent back."""

    def start(self) -> Executor:
        """A fresh executor."""

    def stop(self, *, now: bool) -> None:
        """End the executor; *now* without waiting for calls that have begun."""

    def gone(self) -> bool:
        """Whether nobody is left who could do a call."""

    def explain(self, error: Exception) -> str | None:
        """What an exception says of the workers, in a sentence; None if it is the call's own."""


@dataclass(slots=True, eq=False)
class _Job:
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    future: Future[Any]


class Workers:
    """Has calls done by *hands*; a context manager. What a call raises is raised here."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self._executor: Executor | None = None
        self._jobs: deque[_Job] = deque()
        self._lost = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, _e: BaseException | None, _t: TracebackType | None
    ) -> None:
        self.hands.stop(now=kind is not None)

    def begin(self, function: Callable[..., Any], *arguments: Any) -> Callable[[], Any]:
        """Have a call done; its result is had by calling what is returned, once."""
        job = _Job(function, arguments, self._submit(function, arguments))
        self._jobs.append(job)
        return lambda: self._result(job)

    def each(self, function: Callable[..., Any], calls: Iterable[tuple[Any, ...]]) -> Iterator[Any]:
        """The results of *function* for each of *calls*, in order; few are ever waiting to be taken."""
        waiting: deque[Callable[[], Any]] = deque()
        for arguments in calls:
            waiting.append(self.begin(function, *arguments))
            if len(waiting) >= 2 * self.hands.width - 1:
                yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()

    def _submit(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Future[Any]:
        if self._executor is None:
            self._executor = self.hands.start()
        try:
            return self._executor.submit(function, *arguments)
        except BrokenExecutor as error:
            broken: Future[Any] = Future()
            broken.set_exception(error)
            return broken

    def _result(self, job: _Job) -> Any:
        while True:
            try:
                result = job.future.result(PULSE)
            except BrokenExecutor as error:
                self._again(error)
            except TimeoutError:
                if job.future.done():
                    raise  # it is what the call itself came to
                if self.hands.gone():
                    raise WorkersLostError(NOBODY) from None
            except Exception as error:
                if told := self.hands.explain(error):
                    raise WorkersLostError(told) from error
                raise
            else:
                self._jobs.remove(job)
                return result

    def _again(self, error: BrokenExecutor) -> None:
        """Do with a new executor what the broken one has not done; the second time that is the end."""
        if self._lost:
            raise WorkersLostError(LOST) from error
        self._lost = True
        self.hands.stop(now=True)
        self._executor = None
        for job in self._jobs:
            if not job.future.done() or _is_lost(job.future):
                job.future = self._submit(job.function, job.arguments)


def _is_lost(future: Future[Any]) -> bool:
    return future.cancelled() or isinstance(future.exception(), BrokenExecutor)
