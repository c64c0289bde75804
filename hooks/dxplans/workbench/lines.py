"""Rows to the lines of a flat table: one for the initiative, each action, KPI and schedule row.

No cell is merged, no order is by value, units stand in columns of their own. Every line says where
it is from and whose the words are, so that a line alone still does.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from dxplans.pages.here import Here
from dxplans.pages.parts import RowShow
from dxplans.pages.quotes import line_of
from dxplans.prose import plain
from dxplans.words import ACTOR, PLAN_KIND, STRENGTH, UNKNOWN, marked
from dxplans.workbench.rows import Row
from dxplans.workbench.sources import OURS as OUR_WORDS
from dxplans.workbench.sources import (
    compared,
    confirmed_of,
    rights_of,
    source_of,
    voice_of,
)

Cell = str | float
Line = dict[str, Cell]
COLUMNS: tuple[tuple[str, str], ...] = (
    ("code", marked("団体コード")),
    ("town", marked("自治体")),
    ("plan", marked("計画の題名")),
    ("kind", marked("文書の種類")),
    ("state", marked("計画の状態")),
    ("plan_start", marked("計画の最初の年度")),
    ("plan_end", marked("計画の最後の年度")),
    ("number", marked("取組の番号（計画のとおり）")),
    ("title", marked("取組の題名（計画のとおり）")),
    ("section", marked("文書の中の場所")),
    ("row", marked("行の種類")),
    ("verb", marked("動詞（計画のとおり）")),
    ("class", marked("動詞の分類（このサイトの判断）")),
    ("by", marked("だれがするか")),
    ("when", marked("時期（計画のとおり）")),
    ("name", marked("指標や工程の名前（計画のとおり）")),
    ("baseline", marked("基準値（計画のとおり）")),
    ("baseline_value", marked("基準値の数")),
    ("baseline_unit", marked("基準値の単位")),
    ("baseline_date", marked("基準値の日付")),
    ("target", marked("目標値（計画のとおり）")),
    ("target_value", marked("目標値の数")),
    ("target_unit", marked("目標値の単位")),
    ("target_year", marked("目標の年度")),
    ("direction", marked("目標の向き")),
    ("from", marked("始まりの年度")),
    ("to", marked("終わりの年度")),
    ("ours", marked("言い換えた文")),
    ("voice", marked("言い換えた文はだれの文か")),
    ("unknown", marked("空欄の理由")),
    ("compare", marked("くらべ方（このサイトの判断）")),
    ("reasons", marked("くらべ方の理由")),
    ("source", marked("出典")),
    ("rights", marked("権利")),
    ("confirmed", marked("自治体による確認")),
    ("page", marked("このサイトのページ")),
    ("id", "id"),
)
"""The columns of every file: the name of each in the code, and its heading."""
OURS = ("class", "ours", "compare", "reasons")
"""The columns whose words are this site's."""
KINDS = {
    "initiative": marked("取組"),
    "action": marked("すること"),
    "kpi": marked("KPI"),
    "schedule": marked("工程"),
}
DIRECTION = {
    "up": marked("ふやす"),
    "down": marked("へらす"),
    "keep": marked("保つ"),
    "meet": marked("満たす（数でない目標）"),
}
_FORMULA = ("=", "+", "@", "\t", "\r")


def headings(here: Here) -> list[str]:
    """The heading of every column in the page's language."""
    return [here.local.gettext(heading) for _name, heading in COLUMNS]


def lines_of(here: Here, row: Row) -> list[Line]:
    """The lines of one row, all with what makes each of them stand for itself."""
    shared = _shared(here, row)
    found = [_initiative(here, row)]
    found += [_action(here, row, action) for action in row.actions]
    found += [_kpi(here, row, show) for show in row.kpis]
    found += _schedule(here, row)
    return [{**shared, **line} for line in found]


def _shared(here: Here, row: Row) -> Line:
    local, edition = here.local, row.edition
    return {
        "code": edition.town.publisher.code or "",
        "town": str(row.head.town),
        "plan": str(row.head.plan.title),
        "kind": local.gettext(PLAN_KIND[edition.plan.kind]),
        "state": local.gettext(row.head.state.name),
        "plan_start": edition.plan.period.start,
        "plan_end": _or_empty(edition.plan.period.end),
        "number": str(row.view.number or ""),
        "title": str(row.view.title),
        "section": str(row.view.section),
        "source": source_of(here, row),
        "rights": rights_of(here, row.head),
        "confirmed": confirmed_of(here, row.head),
        "page": here.address(row.path),
        "id": row.key,
    }


def _initiative(here: Here, row: Row) -> Line:
    told = [compared(here, row, group) for group in row.groups]
    empty = [
        f"{here.local.gettext(KINDS[kind])}: {here.local.gettext(UNKNOWN[_why(row, field)])}"
        for kind, field, there in (
            ("action", "actions", row.actions),
            ("kpi", "kpis", row.kpis),
        )
        if not there
    ]
    return {
        "row": here.local.gettext(KINDS["initiative"]),
        "ours": plain_of(row.view.summary),
        "voice": voice_of(here, row.edition),
        "unknown": " / ".join(empty),
        "compare": " / ".join(short for short, _long in told),
        "reasons": " / ".join(long for _short, long in told),
    }


def _why(row: Row, field: str) -> str:
    value: Any = row.view.model
    return str(value.why_empty(field))


def _action(here: Here, row: Row, action: Any) -> Line:
    local = here.local
    return {
        "row": local.gettext(KINDS["action"]),
        "verb": str(action.verb),
        "class": local.gettext(STRENGTH[action.strength]),
        "by": str(row.head.town) if action.by == "publisher" else local.gettext(ACTOR[action.by]),
        "when": str(action.when.printed) if action.when else "",
        "ours": plain_of(action.text),
        "voice": voice_of(here, row.edition),
        "page": here.address(row.path, f"action-{action.id}"),
        "id": f"{row.key}/actions/{action.id}",
    }


def _kpi(here: Here, row: Row, show: Any) -> Line:
    local, view = here.local, show.view
    line: Line = {
        "row": local.gettext(KINDS["kpi"]),
        "name": str(view.name),
        "direction": local.gettext(DIRECTION[view.direction]),
        "ours": plain_of(view.note) if view.note else "",
        # A note on how a KPI is counted is this site's, whoever wrote the rest.
        "voice": local.gettext(OUR_WORDS) if view.note else "",
        "page": here.address(row.path, show.anchor),
        "id": f"{row.key}/kpis/{view.id}",
    }
    empty = []
    for side, heading in (
        ("baseline", local.gettext("基準値")),
        ("target", local.gettext("目標値")),
    ):
        quantity = getattr(view, side)
        if quantity is None:
            empty.append(f"{heading}: {local.gettext(UNKNOWN[view.model.why_empty(side)])}")
            continue
        line[side] = str(quantity.printed)
        line[f"{side}_value"] = _or_empty(quantity.value)
        line[f"{side}_unit"] = str(quantity.unit or "")
    if view.baseline is not None:
        line["baseline_date"] = view.baseline.as_of or ""
    if view.target is not None and view.target.year is not None:
        line["target_year"] = view.target.year
    elif view.target is not None:
        empty.append(
            f"{local.gettext('目標の年度')}: {local.gettext(UNKNOWN[view.target.model.why_empty('year')])}"
        )
    line["unknown"] = " / ".join(empty)
    return line


def _schedule(here: Here, row: Row) -> list[Line]:
    local = here.local
    guessed = local.gettext("年度の幅は、このサイトが読み取りました")
    lost = f"{local.gettext('年度')}: {local.gettext(UNKNOWN['lost'])}"
    told: list[Line] = []
    for bar in row.bars:
        label = str(bar.row.view.label)
        line = _schedule_row(here, row, bar.row, bar.number)
        line |= {"name": label if bar.text == label else f"{label}: {bar.text}"}
        told.append(
            line | {"from": bar.start, "to": bar.end, "unknown": guessed if bar.inferred else ""}
        )
    return told + [_schedule_row(here, row, one, 1) | {"unknown": lost} for one in row.lost]


def _schedule_row(here: Here, row: Row, shown: RowShow, number: int) -> Line:
    """A bar; one of the whole plan's schedule stands elsewhere in the document than its initiative."""
    line: Line = {
        "row": here.local.gettext(KINDS["schedule"]),
        "name": str(shown.view.label),
        "page": here.address(shown.path, shown.anchor),
        "id": f"{row.key}/schedule/{shown.view.id}/{number}",
    }
    if shown.place:
        source = line_of(here, row.head, (*shown.place, shown.view.label), shown.path, shown.anchor)
        line |= {"section": str(shown.place[-1]), "source": str(source.striptags())}
    return line


def plain_of(text: Any) -> str:
    """A text of ours on one line, without notes that only its own page explains."""
    return plain(str(text))


def _or_empty(value: float | None) -> Cell:
    if value is None:
        return ""
    return int(value) if float(value).is_integer() else value


def csv_of(rows: Iterable[Iterable[Cell]]) -> str:
    """The rows as CSV; a text that a spreadsheet would run as a formula is kept a text."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(map(_safe, cells) for cells in rows)
    return out.getvalue()


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def cells_of(line: Line) -> Iterator[Cell]:
    """A line's cells in the order of the columns."""
    return (line.get(name, "") for name, _heading in COLUMNS)
