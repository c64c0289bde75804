"""Pages of a built site to findings: one browser, no server, nothing from anywhere else.

The browser's requests are answered from the site's folder. A page that sends its readers on is
kept, so that it can be looked at.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote, urlsplit

from dxplans.develop.audit.behaviour import ENGINE, PROBES, behave
from dxplans.develop.audit.engines import Engines, Finding, look
from dxplans.develop.audit.pages import CLOSED, MENU, Mode, SitePage, file_of
from dxplans.develop.audit.unscripted import without_script
from dxplans.develop.toolbox import ToolMissing, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Error, Page, Route, ViewportSize

HOST = "http://site.invalid"
HEIGHT = 800
PATIENCE = 15_000
"""Milliseconds after which a search that says nothing is a finding."""
POLLING = 50
"""Milliseconds between two looks at whether it has."""
GONE = (
    "Chromium が途中で終わりました。もう一度実行すると、続きから始まります。 / "
    "Chromium has ended early. Run it again: it goes on where it was."
)
_OPEN = (
    "selector => { for (const found of document.querySelectorAll(selector)) found.open = true; }"
)
_ANSWERED = """results => {
  // Said something, and the same for half a second; with results where there must be some.
  const said = document.querySelector("main [role=status]")?.textContent.trim();
  const now = document.querySelector("main").innerHTML;
  if (window.auditSeen?.now !== now) window.auditSeen = { now, since: performance.now() };
  return said && performance.now() - window.auditSeen.since > 500
    && (!results || document.querySelector("main [role=search] ~ * li a, main ol li a"));
}"""
LOADED = Mode(1280, "light")
"""What a page asks for and stores is a finding of this mode."""
Found = dict[Mode, list[Finding]]


@dataclass
class Visitor:
    """An open browser's page that looks at pages of the site in the folder *site*.

    *plain* is one without scripts.
    """

    page: Page
    plain: Page
    site: Path
    base: str
    engines: Engines
    _asked: str = field(default="", init=False)
    _elsewhere: list[str] = field(default_factory=list, init=False)

    def look(self, page: SitePage) -> Found:
        """What is found on *page* in each of its modes, by the engines and in how it behaves."""
        found = self.behaviour(page)
        for mode, findings in self.engines_on(page).items():
            found[mode] = [*found.get(mode, []), *findings]
        return found

    def behaviour(self, page: SitePage) -> Found:
        """How *page* behaves, in every way of using it."""
        from playwright.sync_api import Error  # noqa: PLC0415 - a development package

        try:
            self._load(page.address)
            found = behave(self.page)
            found[LOADED] += self._strangers()
            self._goto(self.plain, page.address)
            found |= without_script(self.page, self.plain)
        except Error as error:
            return {LOADED: [self._broken(error, page.address)]}
        return found

    def engines_on(self, page: SitePage) -> Found:
        """What the engines find on *page* in each of its modes; a browser's error is a finding.

        ToolMissing if the browser has ended.
        """
        from playwright.sync_api import Error  # noqa: PLC0415 - a development package

        found: Found = {}
        for query, modes in groupby(page.modes(), key=lambda mode: mode.query):
            last: Mode | None = None
            for number, mode in enumerate(modes):
                try:
                    if number == 0:
                        self._load(page.address + query)
                        self.engines.inject(self.page)
                    self._put(mode)
                    turned = last and replace(last, scheme=mode.scheme) == mode
                    found[mode] = look(self.page, found[last] if last and turned else None)
                    last = mode
                except Error as error:
                    found[mode], last = [self._broken(error, page.address + query)], None
        return found

    def _broken(self, error: Error, address: str) -> Finding:
        if self.page.is_closed() or self.plain.is_closed():
            raise ToolMissing(GONE) from error
        return Finding("browser", "error", address, error.message.splitlines()[0])

    def _load(self, address: str) -> None:
        self._elsewhere.clear()
        self._goto(self.page, address)

    def _goto(self, page: Page, address: str) -> None:
        self._asked = f"{HOST}{self.base}{address}"
        page.goto(self._asked, wait_until="load")

    def _strangers(self) -> list[Finding]:
        """What the page asked of other hosts, against its own policy, and what it stored."""
        blocked = self.page.evaluate("probes.seen.violations")
        cookies = [cookie.get("name", "") for cookie in self.page.context.cookies()]
        return [
            *(Finding(ENGINE, "third-party", url, "asked for") for url in self._elsewhere),
            *(Finding(ENGINE, "third-party", url, "against the policy") for url in blocked),
            *(Finding(ENGINE, "cookie", name, "stored") for name in cookies),
        ]

    def _put(self, mode: Mode) -> None:
        size: ViewportSize = {"width": mode.width, "height": HEIGHT}
        if self.page.viewport_size != size:
            self.page.set_viewport_size(size)
        scheme: Literal["light", "dark"] = "dark" if mode.scheme == "dark" else "light"
        self.page.emulate_media(media="screen", color_scheme=scheme, forced_colors="none")
        if mode.query:
            self.page.wait_for_function(
                _ANSWERED, arg=mode.state == "results", polling=POLLING, timeout=PATIENCE
            )
        if mode.state != CLOSED:
            self.page.evaluate(_OPEN, "details.menu" if mode.state == MENU else "details")

    def answer(self, route: Route) -> None:
        """Answer a request of the browser from the site's folder."""
        url = route.request.url
        if not url.startswith(f"{HOST}{self.base}"):
            self._elsewhere.append(url)
            route.abort()
            return
        if route.request.is_navigation_request() and url != self._asked:
            route.fulfill(status=204)  # «stay where you are»
            return
        path = unquote(urlsplit(url).path).removeprefix(self.base)
        file = file_of(self.site, path)
        shown = file or self.site / "404.html"
        kind = mimetypes.guess_type(shown.name)[0] or "application/octet-stream"
        body = shown.read_bytes() if shown.is_file() else b""
        route.fulfill(status=200 if file else 404, body=body, content_type=kind)


@contextmanager
def visiting(
    site: Path, base: str, engines: Engines, browser: Browser | None = None
) -> Iterator[Visitor]:
    """A page of *browser*, else of a new one, for the site as if published below the path *base*.

    ToolMissing if there is no browser.
    """
    with nullcontext(browser) if browser else a_browser() as running:
        page, plain = (
            running.new_page(locale="ja-JP", java_script_enabled=script) for script in (True, False)
        )
        page.add_init_script(PROBES)
        visitor = Visitor(page, plain, site, base, engines)
        for one in (page, plain):
            one.route("**/*", visitor.answer)
        yield visitor
        for one in (page, plain):
            one.close()


@contextmanager
def a_browser() -> Iterator[Browser]:
    """A new Chromium, until the end of the block; ToolMissing if there is none."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - a development package

    program = chromium()
    if program is None:
        raise ToolMissing("Chromium がありません(make test が入れます)。 / There is no Chromium.")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(program))
        try:
            yield running
        finally:
            running.close()
