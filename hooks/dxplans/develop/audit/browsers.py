"""Many pages to their findings as they come: a few browsers, each with a thread that waits for it.

The work is done in the browsers' own processes; a thread here only asks and listens.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue

from dxplans.develop.audit.engines import Engines
from dxplans.develop.audit.pages import SitePage
from dxplans.develop.audit.visits import Found, a_browser, visiting

AT_ONCE = 2
"""They keep two cores busy; more would be in each other's way on most machines."""
PAGES = 50
"""After so many pages a browser is started anew: it keeps the memory of every page it has seen."""
_Result = tuple[SitePage, Found] | BaseException | None
"""A page's findings; why a browser broke down; None when a browser has nothing left to do."""


@dataclass(frozen=True, slots=True)
class _Desk:
    """Where pages wait, and where their results lie."""

    waiting: SimpleQueue[SitePage] = field(default_factory=SimpleQueue)
    done: SimpleQueue[_Result] = field(default_factory=SimpleQueue)
    closed: threading.Event = field(default_factory=threading.Event)

    def browse(self, site: Path, base: str, engines: Engines) -> None:
        """Look at waiting pages until there are none or the desk is closed."""
        try:
            while not self.closed.is_set():
                with visiting(site, base, engines) as visitor:
                    for _ in range(PAGES):
                        if self.closed.is_set():
                            break
                        page = self.waiting.get_nowait()
                        self.done.put((page, visitor.look(page)))
        except Empty:
            self.done.put(None)
        except BaseException as error:  # noqa: BLE001 - it is raised where somebody listens
            self.done.put(error)

    def results(self, browsers: int) -> Iterator[tuple[SitePage, Found]]:
        """What comes, until each of the *browsers* has said that it has nothing left to do."""
        while browsers:
            result = self.done.get()
            if isinstance(result, BaseException):
                raise result
            if result is None:
                browsers -= 1
            else:
                yield result


def look_at(
    pages: Iterable[SitePage], site: Path, base: str, engines: Engines
) -> Iterator[tuple[SitePage, Found]]:
    """Each of the *pages* with its findings, in the order in which they are finished.

    When whoever asks leaves early, the browsers end after the pages they are at.
    """
    desk = _Desk()
    for page in pages:
        desk.waiting.put(page)
    number = min(AT_ONCE, desk.waiting.qsize())
    asked = (site, base, engines)
    threads = [threading.Thread(target=desk.browse, args=asked) for _ in range(number)]
    try:
        for thread in threads:
            thread.start()
        yield from desk.results(number)
    finally:
        desk.closed.set()
        for thread in threads:
            thread.join()


def browser_version() -> str:
    """The version of the Chromium that pages are looked at with; ToolMissing without one."""

    def ask() -> str:
        with a_browser() as browser:
            return browser.version

    with ThreadPoolExecutor(max_workers=1) as pool:  # like every browser here: in its own thread
        return pool.submit(ask).result()
