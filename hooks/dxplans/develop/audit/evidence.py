"""Results to a11y/evidence.json, small and in order; ``accessibility.evidence`` reads it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dxplans.accessibility.evidence import FILE, Evidence
from dxplans.develop.audit.engines import Finding


def counts(found: Mapping[str, list[Finding]]) -> dict[str, dict[str, int]]:
    """Findings by mode to their numbers by engine and mode."""
    numbers: dict[str, dict[str, int]] = {}
    for mode, findings in found.items():
        for finding in findings:
            engine = numbers.setdefault(finding.engine, {})
            engine[mode] = engine.get(mode, 0) + 1
    return numbers


def write_evidence(root: Path, evidence: Evidence) -> None:
    """Write it, a page a line in the order of addresses; runs without pages are left out."""
    runs = sorted({page.run for page in evidence.pages.values()})
    rows = []
    for address, page in sorted(evidence.pages.items()):
        row: dict[str, Any] = {"hash": page.hash, "run": runs.index(page.run), "modes": page.modes}
        if page.found:
            row["found"] = page.found
        rows.append(f"{_json(address)}: {_json(row)}")
    heads = [
        _json({"date": run.date, "commit": run.commit, "method": run.method,
               "browser": run.browser, "engines": dict(run.engines)})
        for run in runs
    ]  # fmt: skip
    text = '{{\n"runs": [\n{}\n],\n"pages": {{\n{}\n}}\n}}\n'.format(
        ",\n".join(heads), ",\n".join(rows)
    )
    path = root / FILE
    path.parent.mkdir(exist_ok=True)
    aside = path.with_suffix(".new")
    aside.write_text(text, encoding="utf-8", newline="\n")
    aside.replace(path)


def commit_of(root: Path) -> str:
    """The commit of the working copy *root*, with a plus if more than the evidence has changed."""
    head = _git(root, "rev-parse", "HEAD")
    changed = _git(root, "status", "--porcelain", "--", ".", f":!{FILE}")
    return f"{head or 'unknown'}{'+' if changed else ''}"


def _git(root: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ("git", *arguments), cwd=root, capture_output=True, text=True, check=False
        )
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
