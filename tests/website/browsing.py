"""A served site to what a browser sees of it: pages under the site's own policy, with probes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
)

from dxplans.develop.audit.behaviour import PROBES

PHONE, DESKTOP = 320, 1280
HEIGHT = 800


@dataclass
class Visit:
    """A browser's page with what it asked for, and what it complained of, since ``open``."""

    page: Page
    base: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str, *, status: int = 200) -> None:
        """Go to *path* below the site's base; it must answer with *status*."""
        self._load(path, status)
        # On a busy machine a page may be painted half there, once; what really moves does so again.
        if self.page.evaluate("globalThis.probes?.seen.shift"):
            self._load(path, status)

    def _load(self, path: str, status: int) -> None:
        self.requests.clear()
        self.complaints.clear()
        response = self.page.goto(f"{self.base}{path}", wait_until="load")
        assert response is not None
        assert response.status == status

    def ask(self, probe: str, *arguments: object) -> Any:
        """The answer of one of the functions of probes.js."""
        return self.page.evaluate(
            "([name, rest]) => probes[name](...rest)", [probe, list(arguments)]
        )

    def resize(self, width: int, height: int = HEIGHT) -> None:
        """Make the window so wide."""
        self.page.set_viewport_size({"width": width, "height": height})

    def elsewhere(self) -> list[str]:
        """What was asked from other hosts."""
        return [url for url in self.requests if not url.startswith(self.base)]

    def faults(self) -> list[str]:
        """Complaints in the console, violated policies, requests to other hosts, moved content."""
        seen = self.page.evaluate("probes.seen")
        moved = [f"layout shift {seen['shift']:.4f}"] if seen["shift"] else []
        return [*self.complaints, *seen["violations"], *self.elsewhere(), *moved]

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what the console says of errors; that a missing page is missing is none."""
        if message.type in {"error", "warning"} and "status of 404" not in message.text:
            self.complaints.append(f"console: {message.text}")

    def note(self, request: Request) -> None:
        """Keep what was asked."""
        self.requests.append(request.url)


@contextmanager
def visiting(browser: Browser, base: str, **options: Any) -> Iterator[Visit]:
    """A fresh browser profile with one page, for the site at *base*."""
    size: ViewportSize = {"width": DESKTOP, "height": HEIGHT}
    context: BrowserContext = browser.new_context(viewport=size, locale="ja-JP", **options)
    try:
        context.add_init_script(PROBES)
        visit = Visit(context.new_page(), base)
        visit.page.on("console", visit.hear)
        visit.page.on("pageerror", lambda error: visit.complaints.append(f"script: {error}"))
        visit.page.on("request", visit.note)
        yield visit
    finally:
        context.close()
