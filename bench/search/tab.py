"""A served search to what it costs a visitor: bytes, requests, seconds, and memory of the tab.

Every first query is asked in a browser that has just been started, with nothing in its cache; the
follow-up queries in the same tab after it. The time runs from nothing (module, index, texts of ten
results), without the page around it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

from bench.search.engines import BLANK
from bench.search.server import Served
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as BrowserError

from dxplans.develop.toolbox import chromium

SLOWDOWN = 4
"""The page's processor is so many times slower; workers are not, and only the others have workers."""
_SCRIPT = Path(__file__).with_name("engines.js")
_ASK = "([given, query]) => engines.ask(given, query)"
_MIB = 1024 * 1024
Launch: TypeAlias = "Callable[[], Browser]"


class Tabs:
    """Asks a served search in tabs of the system's Chromium."""

    def __init__(
        self, launch: Launch, served: Served, options: Mapping[str, str], patience: float
    ) -> None:
        """*options* are those of engines.js; *patience*: seconds after which an answer is too late."""
        self._launch = launch
        self.served = served
        self.options = {**options, "patience": patience * 1000}

    def visit(self, first: str, follow: Sequence[str], *, slow: bool = True) -> dict[str, Any]:
        """Ask *first* in a fresh browser and *follow* after it: what each took, and the tab's memory.

        With ``stopped`` where the search gave no answer: why.
        """
        with self._browser() as browser, _tab(browser, self.served, slow=slow) as page:
            before = _resident(browser)
            found: dict[str, Any] = {"asked": []}
            try:
                for query in (first, *follow):
                    found["asked"].append(self._ask(page, query))
            except BrowserError as error:
                found["stopped"] = str(error).splitlines()[0].removeprefix("Page.evaluate: ")
            found["memory"] = max(0.0, _resident(browser) - before)
            return found

    @contextmanager
    def _browser(self) -> Iterator[Browser]:
        browser = self._launch()
        try:
            yield browser
        finally:
            browser.close()

    def _ask(self, page: Page, query: str) -> dict[str, Any]:
        self.served.take()
        answer = page.evaluate(_ASK, [self.options, query])
        requests, size = self.served.take()
        return {
            "q": query, "requests": requests, "bytes": size, "ms": answer["ms"],
            "shown": len(answer["urls"]),
        }  # fmt: skip

    def answers(self, queries: Sequence[str]) -> list[dict[str, Any]]:
        """The addresses of the first ten results of each query, and how many hits there are."""
        with self._browser() as browser, _tab(browser, self.served, slow=False) as page:
            return [page.evaluate(_ASK, [self.options, query]) for query in queries]


@contextmanager
def launching() -> Iterator[Launch]:
    """How to start the system's Chromium, as often as one likes."""
    with sync_playwright() as playwright:
        yield lambda: playwright.chromium.launch(executable_path=chromium())


@contextmanager
def _tab(browser: Browser, served: Served, *, slow: bool) -> Iterator[Page]:
    """An empty page of the served folder, which knows how to ask every search."""
    context = browser.new_context(locale="ja-JP")
    context.add_init_script(path=_SCRIPT)
    page = context.new_page()
    page.goto(f"{served.url}{BLANK}")
    if slow:
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    try:
        yield page
    finally:
        context.close()


def _resident(browser: Browser) -> float:
    """MiB resident in the browser's tabs; 0 where nobody can tell."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    total = 0
    for process in processes:
        if process["type"] == "renderer":
            try:
                pages = Path(f"/proc/{int(process['id'])}/statm").read_text("ascii").split()[1]
            except OSError:
                continue
            total += int(pages) * os.sysconf("SC_PAGE_SIZE")
    return total / _MIB
