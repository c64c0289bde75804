"""A folder with a site to its pages, and for each page the modes in which it is to be looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WIDTHS = (1280, 320)
SCHEMES = ("light", "dark")
CLOSED, MENU, DETAILS, FOUND, NOTHING = "", "menu", "details", "results", "no results"
"""As loaded; with the phone's menu; with everything opened; a search with results, and without."""
FOUND_BY, NOT_FOUND_BY = "AI", "zzzzqqqqxxxx"
"""A word that every site about digital plans has, and one that none has."""
_MENU = re.compile(r'<details[^>]* class="menu"')
_DETAILS = re.compile(r'<details(?![^>]* class="menu")')
_SEARCH = re.compile(r'<main\b.*<form[^>]* role="search"', re.DOTALL)


@dataclass(frozen=True, order=True, slots=True)
class Mode:
    """How a page is looked at: the window's width, the colours, and what is open."""

    width: int
    scheme: str
    state: str = CLOSED

    def __str__(self) -> str:
        """As in the evidence: ``320 dark menu``."""
        return f"{self.width} {self.scheme} {self.state}".rstrip()

    @property
    def query(self) -> str:
        """What the address ends in so that the page shows this."""
        word = {FOUND: FOUND_BY, NOTHING: NOT_FOUND_BY}.get(self.state)
        return f"?q={word}" if word else ""


@dataclass(frozen=True, order=True, slots=True)
class SitePage:
    """A page of a built site: its address below the site's base, and its HTML."""

    address: str
    html: str

    def modes(self) -> tuple[Mode, ...]:
        """Every mode of this page, those of one load together, narrower and opened later."""
        return tuple(
            Mode(width, scheme, state)
            for state, widths in _states(self.html)
            for width in widths
            for scheme in SCHEMES
        )


def _states(html: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    """What can be open, and in which windows; wide windows show the menu without a button."""
    yield CLOSED, WIDTHS
    if _MENU.search(html):
        yield MENU, WIDTHS[-1:]
    if _DETAILS.search(html):
        yield DETAILS, WIDTHS
    if _SEARCH.search(html):
        yield FOUND, WIDTHS
        yield NOTHING, WIDTHS


def pages_of(site: Path) -> tuple[SitePage, ...]:
    """Every page below the folder *site* in the order of addresses; ``index.html`` is left out."""
    found = []
    for file in site.rglob("*.html"):
        address = file.relative_to(site).as_posix()
        if file.name == "index.html":
            address = address.removesuffix("index.html")
        found.append(SitePage(address, file.read_text("utf-8")))
    return tuple(sorted(found))


def file_of(site: Path, address: str) -> Path | None:
    """The file that answers for an *address*; None where the 404 page answers."""
    file = site / (f"{address}index.html" if not address or address.endswith("/") else address)
    inside = file.resolve().is_relative_to(site.resolve())
    return file if inside and file.is_file() else None
