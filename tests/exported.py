"""The open data of a project, written without its pages, and read back as a stranger would."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from builders import ROOT, a_project, an_edit
from dxplans.edition import Edition
from dxplans.opendata.export import write_data
from dxplans.opendata.source import Source
from dxplans.pages.renderer import locals_of
from dxplans.portal import Portal, load
from dxplans.settings import read_settings
from sample import TODAY, a_whole_project

PLAN = "plans/tokyo/mihon/2026"
PROGRESS = """\
source: みほん市DXの結果
published: "2027-09"
results:
  - initiative: rpa
    kpi: tasks
    printed: 4件
    value: 4
    unit: 件
    as_of: "2027-03-31"
  - initiative: rpa
    kpi: hours
    unknown: {printed: lost}
"""
RULE = """\
title: RPAを使う業務の数
reason: 業務の大きさは、市ごとにちがいます。
allows: words
about: [tokyo/mihon/2026/rpa/tasks]
"""
KPIS = """\
direction: up
  - id: hours
    name: はぶいた時間
    target: {printed: 82.4%(令和11年3月), value: 82.4, unit: "%", as_of: "2029-03"}
    direction: up
    unknown: {baseline: lost}
  - id: again
    name: RPAを使う業務
    baseline: {printed: 2件, value: 2, unit: 件}
    target: {printed: 10件, value: 10, unit: 件}
    direction: up
    repeat_of: rpa/tasks
"""


@dataclass(frozen=True, slots=True)
class Exported:
    """Open data below a folder, and the portal that it was made from."""

    root: Path
    portal: Portal
    languages: tuple[str, ...]

    def json(self, name: str) -> Any:
        """The JSON file *name*."""
        return json.loads((self.root / name).read_text("utf-8"))

    def documents(self) -> Iterator[dict[str, Any]]:
        """Every document, as the folder has them."""
        for path in sorted((self.root / "data").rglob("*.json")):
            if path.name not in {"index.json", "datapackage.json"}:
                yield json.loads(path.read_text("utf-8"))

    def rows(self, table: str, lang: str = "en") -> list[dict[str, str]]:
        """The rows of a table, by its headings in *lang*."""
        text = (self.root / f"data/{table}.{lang}.csv").read_text("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))

    def live(self) -> list[Edition]:
        """The editions whose text is there."""
        return [one for one in self.portal.editions() if one.plan.withdrawn is None]


def export(root: Path, out: Path, today: date = TODAY, url: str | None = None) -> Exported:
    """Write the open data of the project at *root* into *out*, as if published at *url*."""
    portal = load(root)
    settings = replace(read_settings(root), site_url=url)
    locals_ = locals_of(root, portal, settings, today, frozenset(), {})
    write_data(root, out, locals_)
    return Exported(out, portal, tuple(one.lang for one in Source(locals_).locals))


def a_made_up_project(root: Path) -> Path:
    """The minimal project with results, a repeated KPI, and a withdrawn edition, in *root*."""
    a_whole_project(root)
    return a_project(
        root,
        edits=[
            an_edit(f"{PLAN}/initiatives/rpa.yaml", "direction: up\n", KPIS),
            an_edit(f"{PLAN}/plan.yaml", "initiatives:\n  - online", "text: official\ninitiatives:\n  - online"),
        ],
        files={
            f"{PLAN}/progress/2026.yaml": PROGRESS,
            "comparisons/tasks.yaml": RULE,
            "plans/tokyo/mihon/2020/plan.yaml": (ROOT / "tests/projects/minimal" / PLAN / "plan.yaml")
            .read_text("utf-8")
            .replace("みほん市DX推進計画", "消した計画")
            .replace("令和8年度から令和10年度までの3年間", "令和2年度から令和7年度まで")
            .replace("start: 2026", "start: 2020")
            .replace("end: 2028", "end: 2025")
            .replace("chapters: [background]\ninitiatives:\n  - online\n  - rpa", "initiatives: [rpa]")
            + 'withdrawn: {on: "2026-10-01", reason: 市からの求めによります。}\n',
            "plans/tokyo/mihon/2020/initiatives/rpa.yaml": (
                ROOT / "tests/projects/minimal" / PLAN / "initiatives/rpa.yaml"
            )
            .read_text("utf-8")
            .replace("RPAの活用", "消した取組"),
        },
    )  # fmt: skip
