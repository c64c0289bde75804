"""The form goes out and comes back: untouched it changes nothing, filled in it says what was typed."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from builders import MINIMAL, the_portal
from dxplans.edition import Edition
from dxplans.model import Progress
from dxplans.portal import load
from dxplans.progress import csvfile
from dxplans.progress.amounts import amount_of, is_bare, says_nothing
from dxplans.progress.form import SHEET, workbook_of
from dxplans.progress.grid import one_line
from dxplans.progress.layout import COLUMNS, CSV_HINT, FILLED, KEYS, Layout, layout_of
from dxplans.progress.merge import Merged, merge
from dxplans.progress.reading import Reading, read_sheets
from dxplans.progress.troubles import WorkbookError
from dxplans.progress.workbook import sheets_of

TODAY = date(2027, 7, 1)
COLUMN = {what: number for number, (what, _heading) in enumerate(COLUMNS, 1)}
HEAD = {"source": "令和8年度の実績", "published": "2027-06-30"}
PRINTED = st.one_of(
    st.from_regex(r"[0-9０-９,.]{1,6}(?:件|%|人|業務)?", fullmatch=True),
    st.sampled_from(
        ["約3割", "概ね達成", "－", "=1+1", "'5件", "+5", "@a", "00123", "3/31", "TRUE"]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12),
).filter(lambda text: one_line(text) == text)


@cache
def minimal() -> Edition:
    """The minimal project's only edition."""
    return next(load(MINIMAL).editions())


@cache
def mine() -> Edition:
    """A whole plan, with a KPI that is printed twice."""
    return next(e for e in the_portal().editions() if e.key == "yamaguchi/mine/2026")


def knowing(edition: Edition, *results: dict[str, Any]) -> Edition:
    """*edition* with these results of fiscal 2026."""
    progress = Progress.model_validate({**HEAD, "results": results})
    return replace(edition, progress={2026: progress})


def back(edition: Edition, raw: bytes, *, table: bool = False) -> tuple[Reading, Merged]:
    """What a form says when it comes back; *table*: it is a CSV."""
    sheets = (csvfile.sheet_of(raw),) if table else sheets_of(raw)
    reading = read_sheets(sheets, {edition.key: edition})
    return reading, merge(reading, edition.progress.get(2026), TODAY.isoformat())


def filled_in(layout: Layout, texts: dict[str, str]) -> bytes:
    """The form with *texts* in its first row and above the table, as Excel saves it."""
    book = load_workbook(BytesIO(workbook_of(layout, TODAY)))
    for what, text in texts.items():
        cell = book[SHEET].cell(layout.first + 1, COLUMN[what])
        cell.value = text
        cell.data_type = "s"
    for number, label in enumerate(layout.labels, 3):
        if label.what in HEAD:
            book[SHEET].cell(number, 3).value = HEAD[label.what]
    out = BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("table", [False, True])
def test_an_untouched_form_changes_nothing(*, table: bool) -> None:
    """Neither a new one nor one with results, whatever they are."""
    results = (
        {"initiative": "ai-rpa", "kpi": "rpa-tasks", "printed": "5件", "value": 5, "unit": "件",
         "as_of": "2027-03-31", "note": "速報です。"},
        {"initiative": "mynumber", "kpi": "card-holding-rate", "printed": "-", "as_of": "2027-03"},
        {"initiative": "security", "kpi": "serious-incidents", "printed": "0", "value": 0},
    )  # fmt: skip
    for edition in (mine(), knowing(mine(), *results)):
        layout = layout_of(edition, 2026)
        raw = csvfile.written(layout.rows(CSV_HINT)) if table else workbook_of(layout, TODAY)
        reading, merged = back(edition, raw, table=table)
        assert reading.troubles == []
        assert merged.changes == ()
        assert merged.progress == edition.progress.get(2026, Progress())


def check_known(printed: str, *, table: bool) -> None:
    """A published value comes back as it was."""
    edition = knowing(minimal(), {"initiative": "rpa", "kpi": "tasks", "printed": printed})
    layout = layout_of(edition, 2026)
    raw = csvfile.written(layout.rows(CSV_HINT)) if table else workbook_of(layout, TODAY)
    reading, merged = back(edition, raw, table=table)
    assert reading.troubles == []
    assert merged.changes == ()


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(PRINTED)
def test_a_published_value_comes_back_in_a_workbook(printed: str) -> None:
    """Whatever was printed: text stays text."""
    check_known(printed, table=False)


@settings(deadline=None)
@given(PRINTED)
def test_a_published_value_comes_back_in_a_csv(printed: str) -> None:
    """The same without sheets."""
    check_known(printed, table=True)


@pytest.mark.slow
@settings(max_examples=12, deadline=None)
@given(PRINTED)
def test_what_was_typed_is_what_is_exported_next(printed: str) -> None:
    """Filled in, taken in and exported again, the form shows the same value."""
    raw = filled_in(layout_of(minimal(), 2026), {"printed": printed})
    reading, merged = back(minimal(), raw)
    assert reading.troubles == []
    if says_nothing(printed):
        assert merged.changes == ()
        return
    (result,) = merged.progress.results
    assert result.printed == (f"{printed}件" if is_bare(printed) else printed)
    assert result.value == amount_of(printed, "件").value
    after = replace(minimal(), progress={2026: merged.progress})
    again = layout_of(after, 2026)
    assert again.lines[0].cells["printed"] == result.printed
    _reading, unchanged = back(after, workbook_of(again, TODAY))
    assert unchanged.changes == ()


def test_the_form_names_every_indicator_once() -> None:
    """A repeated one is shown, grey, with where to write its result."""
    layout = layout_of(mine(), 2026)
    assert len(layout.lines) == 22
    (repeated,) = [line for line in layout.lines if line.repeated]
    assert repeated.cells["printed"] == "再掲: 結果は「⑨ デジタルデバイド対策」の行に書いてください"
    sheet = load_workbook(BytesIO(workbook_of(layout, TODAY)))[SHEET]
    row = layout.first + 1 + layout.lines.index(repeated)
    fills = [
        sheet.cell(number, COLUMN["printed"]).fill.start_color.rgb for number in (row, row - 1)
    ]
    assert len(set(fills)) == 2


def test_earlier_results_stand_beside() -> None:
    """So that a clerk sees what was published the year before."""
    edition = knowing(minimal(), {"initiative": "rpa", "kpi": "tasks", "printed": "5件"})
    layout = layout_of(edition, 2027)
    assert layout.lines[1].cells["earlier"] == "令和8年度（2026年度） 5件"
    assert "printed" not in layout.lines[1].cells


def test_the_workbook_is_one_that_a_clerk_can_use() -> None:
    """Headings stay in sight and on every printed page, cells to fill in are tinted, none is locked."""
    layout = layout_of(mine(), 2026)
    book = load_workbook(BytesIO(workbook_of(layout, TODAY)))
    assert book.sheetnames == [SHEET, "書き方", "English"]
    sheet = book[SHEET]
    assert sheet.freeze_panes == f"D{layout.first + 1}"
    assert sheet.print_title_rows == f"${layout.first}:${layout.first}"
    assert sheet.page_setup.orientation == "landscape"
    assert not sheet.protection.sheet
    for what, number in COLUMN.items():
        cell = sheet.cell(layout.first + 1, number)
        assert sheet.column_dimensions[cell.column_letter].hidden == (what in KEYS)
        assert (cell.fill.fill_type == "solid") == (what in FILLED)
        assert cell.alignment.wrap_text
    assert len(sheet.data_validations.dataValidation) == len(FILLED)


def test_the_same_form_has_the_same_bytes() -> None:
    """No clock but the day that was given; a name that begins with = is no formula."""
    layout = layout_of(minimal(), 2026)
    assert workbook_of(layout, TODAY) == workbook_of(layout, TODAY)
    assert workbook_of(layout, TODAY) != workbook_of(layout, date(2027, 7, 2))
    strange = replace(layout.lines[0], cells={**layout.lines[0].cells, "kpi": "=1+1"})
    raw = workbook_of(replace(layout, lines=(strange,)), TODAY)
    cell = load_workbook(BytesIO(raw))[SHEET].cell(layout.first + 1, COLUMN["kpi"])
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_the_instructions_name_no_column_that_is_not_there(tmp_path: Path) -> None:
    """Both sheets of instructions have as many points, and the table is found on its own sheet."""
    book = load_workbook(BytesIO(workbook_of(layout_of(minimal(), 2026), TODAY)))
    assert book["書き方"].max_row == book["English"].max_row
    path = tmp_path / "a.xlsx"
    book.save(path)
    reading, _merged = back(minimal(), path.read_bytes())
    assert reading.sheet == SHEET
    assert reading.notes == []


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8)
WORDS = st.sampled_from(
    ["指標", "結果", "数値", "時点", "説明", "単位", "取組", "訂正の理由", "取組id", "指標id", "年度",
     "版", "公表日", "出典", "RPAを使う業務", "RPAの活用", "5件", "50", "未集計", "令和8年度",
     "tokyo/mihon/2026", "令和9年3月31日", "rpa", "tasks", "", "", "（件）", "公表日：R9.6.30"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.lists(st.one_of(WORDS, TEXT), max_size=6), max_size=8))
def test_any_table_ends_in_results_or_in_words(rows: list[list[str]]) -> None:
    """Whatever stands in a sheet, it is read or told: never a traceback."""
    sheet = csvfile.sheet_of(csvfile.written(rows))
    reading = read_sheets((sheet,), {"tokyo/mihon/2026": minimal()}, minimal(), 2026)
    merged = merge(reading, None, TODAY.isoformat())
    assert reading.troubles or merged.progress.results or not merged.changes or not reading.entered
    for trouble in (*reading.troubles, *reading.notes):
        assert trouble.say("ja")
        assert trouble.say("en")


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_workbook_ends_in_sheets_or_in_words(data: st.DataObject) -> None:
    """A few bytes of one part are others: it is read, or told to be broken."""
    raw = workbook_of(layout_of(minimal(), 2026), TODAY)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(out, "w") as new:
        name = data.draw(st.sampled_from(old.namelist()))
        for entry in old.infolist():
            content = bytearray(old.read(entry))
            if entry.filename == name:
                for _time in range(data.draw(st.integers(1, 3))):
                    at = data.draw(st.integers(0, len(content) - 1))
                    content[at] = data.draw(st.integers(0, 255))
            new.writestr(entry.filename, bytes(content))
    with suppress(WorkbookError):
        read_sheets(sheets_of(out.getvalue()), {"tokyo/mihon/2026": minimal()})
