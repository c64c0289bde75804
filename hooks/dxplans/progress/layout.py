"""An edition and a fiscal year to the form that a clerk fills in: rows of text, in order.

The same rows become a workbook (``form``) and a CSV, and are found again by their headings.
"""

from __future__ import annotations

from dataclasses import dataclass

from dxplans.edition import Edition
from dxplans.fiscal import fiscal_year_name
from dxplans.model import Progress, Quantity, Result
from dxplans.progress.amounts import plain_number
from dxplans.progress.kpis import Indicator, Indicators
from dxplans.states import results_of

HINT = "色の付いた欄に書いてください。書き方は「書き方」のシートにあります。"
CSV_HINT = "「結果（公表のとおり）」と「いつの値か」の列に書いてください。番号、取組、指標、idの列は変えません。"
"""A CSV has neither colours nor sheets."""
REPEATED = "再掲: 結果は「{}」の行に書いてください"
COLUMNS: tuple[tuple[str, str], ...] = (
    ("number", "番号"),
    ("initiative", "取組"),
    ("kpi", "指標"),
    ("unit", "単位"),
    ("baseline", "基準値（計画のとおり）"),
    ("target", "目標値（計画のとおり）"),
    ("earlier", "これまでの結果"),
    ("printed", "結果（公表のとおり）"),
    ("value", "数値（なくても可）"),
    ("as_of", "いつの値か"),
    ("note", "説明"),
    ("reason", "訂正の理由"),
    ("initiative_id", "取組id"),
    ("kpi_id", "指標id"),
)
FILLED = ("printed", "value", "as_of", "note", "reason")
"""The columns to fill in."""
KEYS = ("initiative_id", "kpi_id")


@dataclass(frozen=True, slots=True)
class Label:
    """One line above the table: what it asks for, what stands there, whether it is to be filled in."""

    what: str
    label: str
    text: str
    filled: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table; a repeated KPI (再掲) is shown and not filled in."""

    cells: dict[str, str]
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole form."""

    title: str
    labels: tuple[Label, ...]
    lines: tuple[Line, ...]

    def rows(self, hint: str = HINT) -> list[list[str]]:
        """The form as rows of text, with *hint* telling where to write."""
        table = [[line.cells.get(what, "") for what, _heading in COLUMNS] for line in self.lines]
        return [
            [self.title],
            [hint],
            *([label.label, "", label.text] for label in self.labels),
            [],
            [heading for _what, heading in COLUMNS],
            *table,
        ]

    @property
    def first(self) -> int:
        """The number of the row of headings."""
        return len(self.labels) + 4


def layout_of(edition: Edition, year: int) -> Layout:
    """The form for the results of fiscal *year*, with what is known of them already."""
    indicators = Indicators.of(edition)
    known = edition.progress.get(year) or Progress()
    name = fiscal_year_name(year, "ja")
    town = edition.town.publisher.name
    unchanged = known.unchanged
    return Layout(
        f"{town}　{edition.plan.title}　{name}の結果",
        (
            Label("town", "団体", town, filled=False),
            Label("plan", "計画", edition.plan.title, filled=False),
            Label("edition", "版（変えないでください）", edition.key, filled=False),
            Label("year", "年度", name, filled=False),
            Label("source", "公表した文書の題名", known.source or ""),
            Label("published", "公表日（例 令和9年6月30日）", known.published or ""),
            Label("url", "アドレス（あれば）", known.url or ""),
            Label("unchanged", "すべて現状どおり（確かめた日）", unchanged.on if unchanged else ""),
            Label("by", "確かめた部署（なくても可）", (unchanged and unchanged.by) or ""),
        ),
        tuple(_line(edition, indicators, indicator, year) for indicator in indicators.all),
    )


def _line(edition: Edition, indicators: Indicators, indicator: Indicator, year: int) -> Line:
    kpi = indicator.kpi
    cells = {
        "number": indicator.number or "",
        "initiative": indicator.title,
        "kpi": kpi.name,
        "unit": indicator.unit or "",
        "baseline": _printed(kpi.baseline),
        "target": _printed(kpi.target),
        "initiative_id": indicator.initiative,
        "kpi_id": kpi.id,
    }
    original = indicators.original(indicator)
    if original is not None:
        return Line({**cells, "printed": REPEATED.format(original.heading)}, repeated=True)
    results = dict(results_of(edition, *indicator.key))
    cells["earlier"] = "、".join(
        f"{fiscal_year_name(before, 'ja')} {result.printed}"
        for before, result in results.items()
        if before < year
    )
    return Line({**cells, **_filled(results.get(year))})


def _printed(quantity: Quantity | None) -> str:
    return quantity.printed if quantity else "–"


def _filled(result: Result | None) -> dict[str, str]:
    if result is None or result.printed is None:
        return {}
    return {
        "printed": result.printed,
        "value": "" if result.value is None else plain_number(result.value),
        "as_of": result.as_of or "",
        "note": result.note or "",
    }
