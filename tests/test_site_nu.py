"""Every page of the built sites through the Nu HTML checker, in one run of Java."""

from __future__ import annotations

from pathlib import Path

import pytest

from dxplans.develop.audit.nu import WAIVED, validate
from website.built import Site
from website.projects import ROOT

pytestmark = pytest.mark.slow

NODE_MODULES = ROOT / "node_modules"
MADE_UP = (
    "The language subtag “xx” is not a valid ISO language part",
    'but the “html” start tag has “lang="xx"”',
)
"""The made-up language of the made-up site."""


BELOW = (
    "index.html",
    "404.html",
    "en/index.html",
    "en/search/index.html",
    "about/index.html",
    "codes/352136/index.html",
    "updates/index.html",
    "yamaguchi/mine/index.html",
)
"""Of each way in which a page gets its head."""


def messages(*roots: Path) -> list[str]:
    """What the checker says about all HTML files below *roots*, errors and warnings."""
    found = validate(NODE_MODULES, roots, (*WAIVED, *MADE_UP))
    return [f"{file}: {finding}" for file, findings in found.items() for finding in findings]


def test_every_page_is_valid(site: Site, site_below: Site, towns_site: Site) -> None:
    """No error and no warning on any page: ours, and the made-up one; at an address, some of ours.

    What another address changes are links and the head, in the same way on every page.
    """
    below = [site_below.root / name for name in BELOW]
    assert messages(site.root, *below, towns_site.root) == []


def test_the_checker_sees_faults(tmp_path: Path) -> None:
    """A page with a fault is told, so that silence above means something."""
    head = '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>題</title></head>'
    (tmp_path / "a.html").write_text(f"{head}<body><p id=a><div id=a>字</body></html>", "utf-8")

    found = " ".join(messages(tmp_path))

    assert "Duplicate ID" in found
    assert "Unclosed element" in found
