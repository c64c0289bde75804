"""A sheet to the table on it: which column holds what, found by its heading in anybody's words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dxplans.fiscal import dates_in
from dxplans.progress.grid import Cell, Sheet, folded

_EXACT = {
    "no": "number", "no.": "number", "項番": "number", "#": "number", "値": "printed",
    "日": "as_of", "時期": "as_of", "名称": "kpi", "理由": "reason",
}  # fmt: skip
_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("kpi_id", ("指標id", "指標のid", "kpiid", "kpi_id")),
    ("initiative_id", ("取組id", "取組のid", "initiativeid", "initiative_id")),
    ("reason", ("訂正の理由", "訂正理由", "修正理由", "修正の理由", "変更理由", "変更の理由", "reason")),
    ("earlier", ("これまでの結果", "前年度", "昨年度", "過去", "earlier")),
    ("baseline", ("基準値", "現状値", "現況値", "当初値", "現状", "baseline")),
    ("target", ("目標", "target")),
    ("as_of", ("いつの値", "時点", "基準日", "測定日", "集計日", "年月日", "日付", "asof", "date")),
    ("note", ("説明", "備考", "メモ", "特記", "補足", "コメント", "note", "remark")),
    ("value", ("数値", "value")),
    ("printed", ("結果", "実績", "達成値", "公表値", "result", "actual")),
    ("unit", ("単位", "unit")),
    ("kpi", ("指標", "kpi", "indicator")),
    ("number", ("番号",)),
    ("initiative", ("取組", "取り組み", "施策", "事業", "initiative")),
)  # fmt: skip
_LABELS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("source", ("公表した文書", "文書の題名", "文書名", "資料名", "出典", "source")),
    ("published", ("公表日", "公表年月日", "公表の日", "発表日", "published")),
    ("url", ("アドレス", "url")),
    ("by", ("確かめた部署", "確認した部署", "confirmedby")),
    ("unchanged", ("すべて現状どおり", "全て現状どおり", "すべて現状通り", "現状どおり", "unchanged")),
    ("year", ("年度", "対象年度", "fiscalyear")),
    ("edition", ("版", "edition")),
)  # fmt: skip
_LONGEST = 60
_TALLEST = 3
_BRACKETS = re.compile(r"\([^()]*\)")
NAMES = {
    "printed": "結果", "value": "数値", "as_of": "いつの値か", "note": "説明", "kpi": "指標",
    "initiative": "取組", "number": "番号", "unit": "単位", "reason": "訂正の理由",
    "kpi_id": "指標id", "initiative_id": "取組id",
}  # fmt: skip
"""What the columns are called in the form and in messages."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column's heading: all its words, and where it stands."""

    column: int
    text: str
    place: str

    @property
    def years(self) -> frozenset[int]:
        """The fiscal years that the heading names; a month in it is that of something else."""
        return frozenset(found.year for found in dates_in(self.text) if found.month is None)


@dataclass(frozen=True, slots=True)
class Table:
    """Where the table of a sheet is: the rows of its headings, and the columns of each field."""

    sheet: Sheet
    top: int
    bottom: int
    columns: dict[str, tuple[Heading, ...]] = field(repr=False)
    others: tuple[Heading, ...] = ()


def table_of(sheet: Sheet) -> Table | None:
    """The table of *sheet*: the rows whose headings say most; None if none names KPI and result."""
    best: Table | None = None
    rows = sheet.rows
    for height in range(1, _TALLEST + 1):
        for top in rows:
            table = _table(sheet, rows, top, top + height - 1)
            if table is not None and (best is None or len(table.columns) > len(best.columns)):
                best = table
    return best


def _table(sheet: Sheet, rows: dict[int, dict[int, Cell]], top: int, bottom: int) -> Table | None:
    lines = [rows.get(row, {}) for row in range(top, bottom + 1)]
    if not lines[-1]:
        return None
    columns: dict[str, list[Heading]] = {}
    others: list[Heading] = []
    for column in sorted({column for line in lines for column in line}):
        texts = _texts(sheet, top, bottom, column)
        heading = Heading(column, " ".join(texts), sheet_place(sheet, top, bottom, column))
        what = next((found for text in reversed(texts) if (found := _what(text))), None)
        if what is None:
            others.append(heading)
        else:
            columns.setdefault(what, []).append(heading)
    named = columns.keys() & {"kpi", "kpi_id"}
    filled = columns.keys() & {"printed", "value"}
    if not named or not filled or _is_data(lines[1:], columns):
        return None
    each = {name: tuple(headings) for name, headings in columns.items()}
    return Table(sheet, top, bottom, each, tuple(others))


def sheet_place(sheet: Sheet, top: int, bottom: int, column: int) -> str:
    """Where a column's lowest heading stands."""
    rows = range(bottom, top - 1, -1)
    return next(found.place for row in rows if (found := sheet.seen(row, column)))


def _texts(sheet: Sheet, top: int, bottom: int, column: int) -> list[str]:
    """A column's headings from top to bottom; one above several columns counts for each."""
    texts = []
    for row in range(top, bottom + 1):
        found = sheet.seen(row, column)
        if found is None and row < bottom and sheet.seen(row + 1, column) is not None:
            found = _left(sheet, row, column)
        if found is not None and len(found.text) <= _LONGEST and found.text not in texts:
            texts.append(found.text)
    return texts


def _left(sheet: Sheet, row: int, column: int) -> Cell | None:
    """The nearest cell to the left: in a CSV nothing else tells that it was merged."""
    return next(
        (cell for other in range(column - 1, 0, -1) if (cell := sheet.seen(row, other))), None
    )


def _is_data(lower: list[dict[int, Cell]], columns: dict[str, list[Heading]]) -> bool:
    """Whether a lower row of headings names a KPI, and so is a row of the table."""
    for line in lower:
        for what in ("kpi", "kpi_id"):
            for heading in columns.get(what, ()):
                cell = line.get(heading.column)
                if cell is not None and _what(cell.text) != what:
                    return True
        if not any(_what(cell.text) for cell in line.values()):
            return True
    return False


def _what(text: str) -> str | None:
    """The field that a heading names."""
    plain = folded(text)
    bare = _BRACKETS.sub("", plain) or plain.strip("()")
    if bare in _EXACT:
        return _EXACT[bare]
    if len(bare) > _LONGEST // 2:
        return None
    return next((what for what, words in _WORDS if any(word in bare for word in words)), None)


def labels_of(table: Table) -> dict[str, tuple[Cell, Cell | None]]:
    """What is written above the table: each label's cell and the cell of its value."""
    found: dict[str, tuple[Cell, Cell | None]] = {}
    for row, cells in table.sheet.rows.items():
        if row >= table.top:
            break
        for cell in cells.values():
            label, _, rest = cell.text.replace(":", "：").partition("：")
            what = _label(label)
            if what is None or what in found:
                continue
            right = next((other for column, other in cells.items() if column > cell.column), None)
            inside = Cell(cell.row, cell.column, rest.strip())
            found[what] = (cell, inside if inside.text else right)
    return found


def _label(text: str) -> str | None:
    bare = _BRACKETS.sub("", folded(text))
    for what, words in _LABELS:
        for word in words:
            if bare == word or (len(word) > 2 and bare.startswith(word) and len(bare) < _LONGEST):  # noqa: PLR2004 - a short word begins many others
                return what
    return None
