"""a11y/evidence.json to what was found on which page, when, and with what.

A page is known by a hash of its HTML. The names of stylesheets and scripts hold hashes of what is
in them, so that the hash changes with every asset that the page uses. It does not change with the
day of the build, with the address that the site is published at, and with the results themselves,
which some pages show.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

FILE = "a11y/evidence.json"
Counts = Mapping[str, Mapping[str, int]]
"""Engine to mode to the number of findings; what found nothing is left out."""
_ADDRESSES = re.compile(r'<link rel="(?:canonical|alternate)"[^>]*>\s*')
_CHANGING = re.compile(r"<time\b[^>]*>.*?</time>|<!--found-->.*?<!--/found-->", re.DOTALL)
"""Dates, and what the pages about the tests say of the results."""


@dataclass(frozen=True, order=True, slots=True)
class Run:
    """When pages were tested, and with what."""

    date: str
    commit: str
    """Of the working copy; with a plus when files had been changed after it."""
    method: str
    """A hash of all that decides what is found, but for the pages: engines, modes, exceptions."""
    browser: str
    engines: tuple[tuple[str, str], ...]
    """Packages with their versions."""


@dataclass(frozen=True, slots=True)
class Result:
    """A page's result."""

    hash: str
    run: Run
    modes: int
    """In so many modes it was looked at."""
    found: Counts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """The results of all pages, by address below the site's base."""

    pages: Mapping[str, Result] = field(default_factory=dict)

    def tested(self, address: str, hashed: str) -> Result | None:
        """The result of the page as it is now; None if it is new or has changed: 未試験."""
        found = self.pages.get(address)
        return found if found and found.hash == hashed else None

    def with_page(self, address: str, tested: Result) -> Evidence:
        """The same with one more result, instead of that page's former one."""
        return replace(self, pages={**self.pages, address: tested})

    def only(self, addresses: frozenset[str]) -> Evidence:
        """The same without pages that are gone."""
        kept = {name: page for name, page in self.pages.items() if name in addresses}
        return replace(self, pages=kept)


def page_hash(html: str, base: str = "/") -> str:
    """The hash that a page is known by; *base* is the path that the site is published below.

    Left out is what changes without changing the page: its own addresses, dates in ``time``, and
    what stands between ``<!--found-->`` and ``<!--/found-->``: a page with the results of the tests
    could not be tested otherwise, because every test would change it; an example has an address.
    """
    text = _CHANGING.sub("", _ADDRESSES.sub("", html))
    if base != "/":
        text = text.replace(f'="{base}', '="/')
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def read_evidence(root: Path) -> Evidence:
    """The evidence of the project *root*; nothing if there is none yet."""
    path = root / FILE
    if not path.is_file():
        return Evidence()
    data: dict[str, Any] = json.loads(path.read_text("utf-8"))
    runs = [Run(**{**run, "engines": tuple(run["engines"].items())}) for run in data["runs"]]
    return Evidence({
        address: Result(page["hash"], runs[page["run"]], page["modes"], page.get("found", {}))
        for address, page in data["pages"].items()
    })  # fmt: skip
