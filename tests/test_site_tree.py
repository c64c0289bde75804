"""What a screen reader is told of each part of a page: one YAML a part in tests/accessibility.

``pytest tests/test_site_tree.py --rewrite`` writes them anew; read the difference as somebody who
does not see the page, before committing it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page

from test_site_browser import LANGUAGES
from website.browsing import DESKTOP, Visit, visiting
from website.projects import ROOT
from website.serving import Served

pytestmark = pytest.mark.browser

FOLDER = ROOT / "tests" / "accessibility"
PARTS = sorted(FOLDER.glob("*.yaml"))
Part = dict[str, Any]


@pytest.fixture(scope="module")
def visit(browser: Browser, served: dict[str, Served]) -> Iterator[Visit]:
    """The made-up site, whose content changes with its test data only."""
    with visiting(browser, served["towns"].url, color_scheme="light") as one:
        yield one


def told(visit: Visit, part: Part, lang: str) -> str:
    """The accessibility tree of *part* after its steps, on the page in *lang*."""
    visit.resize(part.get("width", DESKTOP))
    visit.open(LANGUAGES[lang] + part["page"])
    for step in part.get("steps", ()):
        for name, value in step.items():
            _STEPS[name](visit.page, value[lang] if isinstance(value, dict) else value)
    tree = visit.page.locator(part["part"]).first.aria_snapshot()
    visit.page.evaluate("localStorage.clear()")
    return tree.replace(visit.base, "/").strip() + "\n"


def _style(page: Page, text: str) -> None:
    page.evaluate("text => probes.style(text)", text)


_STEPS = {
    "press": lambda page, selector: page.locator(selector).first.press("Enter"),
    "fill": lambda page, words: page.locator("#search-q").fill(words),
    "check": lambda page, selector: page.locator(selector).first.press("Space"),
    "wait": lambda page, selector: page.locator(selector).first.wait_for(state="attached"),
    "style": _style,
}


@pytest.mark.parametrize("path", PARTS, ids=[path.stem for path in PARTS])
def test_a_part_is_told(visit: Visit, path: Path, request: pytest.FixtureRequest) -> None:
    """Names, roles, values and states, in both languages, are exactly those of the file."""
    part: Part = yaml.safe_load(path.read_text("utf-8"))
    languages = part.get("languages", [*LANGUAGES])
    found = {lang: told(visit, part, lang) for lang in languages}
    if request.config.getoption("--rewrite"):
        head = {name: value for name, value in part.items() if name not in LANGUAGES}
        text = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, width=1000)
        for lang, tree in found.items():
            text += f"{lang}: |\n" + "".join(f"  {line}\n" for line in tree.splitlines())
        path.write_text(text, "utf-8")
        part = yaml.safe_load(text)
    assert found == {lang: part.get(lang) for lang in languages}


def test_every_part_is_there() -> None:
    """A part that nobody lists is one that nobody reads."""
    assert len(PARTS) > 20
