"""An open page to findings: axe-core, HTML_CodeSniffer and IBM's engine, run inside it.

What an engine could not decide (axe's ``incomplete``) is a finding as well. What HTML_CodeSniffer
and IBM's engine ask on every page without having seen a fault (warnings, «potential») is not.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

AXE_TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
_ASKED: Mapping[str, Mapping[str, object]] = {
    "axe": {"tags": AXE_TAGS},
    "htmlcs": {"standard": "WCAG2AA"},
    "ibm": {"policy": "WCAG_2_2"},
}
"""What each engine is asked for."""
IN_PAGE = tuple(_ASKED)
"""The engines that run inside a page, in the order in which they are asked."""
READ_COLOURS: Mapping[str, tuple[str, ...]] = {
    "axe": ("color-contrast", "link-in-text-block", "th-has-data-cells"),
    "ibm": ("text_contrast_sufficient",),
}
"""The rules that can find something else when nothing but colours has changed (tables of data are
told from others by the colours of their rows, too); HTML_CodeSniffer is always asked for all."""
_SCRIPTS = {
    "axe": "axe-core/axe.min.js",
    "htmlcs": "html_codesniffer/build/HTMLCS.js",
    "ibm": "accessibility-checker-engine/ace.js",
}
_READABLE = "accessibility-checker-engine/ace-debug.js"
"""The source of IBM's engine, a part for each of its files."""
_PART = re.compile(r'^/\*{3}/ "\./src/v4/rules/.*?(?=^/\*{3}/ "|\Z)', re.MULTILINE | re.DOTALL)
_FAILS = re.compile(r"RuleFail|\bFAIL\b")
_RULE = re.compile(r'^    id: "(\w+)"', re.MULTILINE)
_NEEDED = re.compile(r"^    dependencies: \[(.*?)\]", re.MULTILINE | re.DOTALL)
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
        if "ibm" in (names or IN_PAGE):
            page.evaluate("asking => { audit.asking = asking; }", list(asking(self.folder)))

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
    return [found for name in names or IN_PAGE for found in _answer(page, name)]


def look(page: Evaluates, before: Sequence[Finding] | None = None) -> list[Finding]:
    """What all engines find, where *before* was found in the other colour scheme, if it was.

    When nothing but colours has changed since, only the rules that read colours are asked again:
    the others see what they saw.
    """
    page.evaluate(_SETTLED)
    same = page.evaluate("audit.sameButForColours()")
    if before is None or not same:
        return [found for name in IN_PAGE for found in _answer(page, name)]
    result: list[Finding] = []
    for name in IN_PAGE:
        again = READ_COLOURS.get(name)
        if again:
            result += [one for one in before if one.engine == name and one.rule not in again]
        result += _answer(page, name, again)
    return result


def _answer(page: Evaluates, name: str, rules: Sequence[str] | None = None) -> list[Finding]:
    """What one engine finds, by the *rules* or by all that it is asked for."""
    asked = {**_ASKED[name], "rules": rules and list(rules)}
    rows = page.evaluate("([name, asked]) => audit[name](asked)", [name, asked])
    return [Finding(name, rule, target, message) for rule, target, message in rows]


@cache
def asking(node_modules: Path) -> tuple[str, ...]:
    """The rules of IBM's engine that never fail a page, but only ask people about it.

    Read from its source: they are those whose file does not speak of failure at all. What another
    rule waits for is not among them.
    """
    parts = _PART.findall(_read(node_modules / _READABLE))
    needed = {name for part in parts for names in _NEEDED.findall(part) for name in _quoted(names)}
    rules = {name: bool(_FAILS.search(part)) for part in parts for name in _RULE.findall(part)}
    return tuple(sorted(name for name, fails in rules.items() if not fails and name not in needed))


def _quoted(names: str) -> list[str]:
    return re.findall(r'"(\w+)"', names)


@cache
def _read(path: Path) -> str:
    return path.read_text("utf-8")
