"""An open page to findings: axe-core, HTML_CodeSniffer and IBM's engine, run inside it.

What an engine could not decide (axe's ``incomplete``) is a finding as well. What HTML_CodeSniffer
and IBM's engine ask on every page without having seen a fault (warnings, «potential») is not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_ASKED: Mapping[str, object] = {"axe": AXE_TAGS, "htmlcs": "WCAG2AA", "ibm": "WCAG_2_2"}
"""What each engine is asked for."""
IN_PAGE = tuple(_ASKED)
"""The engines that run inside a page, in the order in which they are asked."""
_SCRIPTS = {
    "axe": "axe-core/axe.min.js",
    "htmlcs": "html_codesniffer/build/HTMLCS.js",
    "ibm": "accessibility-checker-engine/ace.js",
}
_SETTLED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
"""What a page does after a change of the window is done when the next frame has been drawn."""
_PACKAGES = {**{name: path.split("/")[0] for name, path in _SCRIPTS.items()}, "nu": "vnu-jar"}


class Evaluates(Protocol):
    """What of a browser's page the engines use."""

    def evaluate(self, expression: str, arg: Any = None, /) -> Any:
        """The value of a JavaScript expression inside the page."""


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """What an engine found: its rule, where in the page, and in its own words what is wrong."""

    engine: str
    rule: str
    target: str
    message: str

    def __str__(self) -> str:
        """In one line."""
        return f"{self.engine} {self.rule}: {self.target}: {self.message}"


@dataclass(frozen=True, slots=True)
class Engines:
    """The engines that npm installed into a folder ``node_modules``."""

    folder: Path

    def inject(self, page: Evaluates, *names: str) -> None:
        """Load the named engines, else all of them, into an open page: once after each load."""
        for name in names or IN_PAGE:
            page.evaluate(_read(self.folder / _SCRIPTS[name]))
        page.evaluate(_read(Path(__file__).with_name("engines.js")))

    def versions(self) -> dict[str, str]:
        """The package behind each engine, with its version."""
        found = {}
        for package in sorted(_PACKAGES.values()):
            text = (self.folder / package / "package.json").read_text("utf-8")
            found[package] = str(json.loads(text)["version"])
        return found


def ask(page: Evaluates, *names: str) -> list[Finding]:
    """What the named engines, else all of them, find in the page as it is shown now."""
    page.evaluate(_SETTLED)
    found = []
    for name in names or IN_PAGE:
        rows = page.evaluate("([name, asked]) => audit[name](asked)", [name, _ASKED[name]])
        found += [Finding(name, rule, target, message) for rule, target, message in rows]
    return found


@cache
def _read(path: Path) -> str:
    return path.read_text("utf-8")
