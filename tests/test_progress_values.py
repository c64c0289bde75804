"""What clerks type: amounts, dates in both calendars, and numbers as a cell shows them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplans.check.quantities import check_quantity
from dxplans.model import Result
from dxplans.progress.amounts import Amount, amount_of, number_in, plain_number, says_nothing, shown
from dxplans.progress.dates import date_in, date_of
from dxplans.progress.grid import Cell, one_line, place


@pytest.mark.parametrize(
    ("text", "unit", "printed", "value", "stated"),
    [
        ("12件", "件", "12件", 12, "件"),
        ("１２件", "件", "１２件", 12, "件"),
        ("12", "件", "12件", 12, "件"),
        ("1,234", None, "1,234", 1234, None),
        ("82.4%", "%", "82.4%", 82.4, "%"),
        ("８２．４％", "%", "８２．４％", 82.4, "%"),
        ("82.4%(R9.3.31)", "%", "82.4%(R9.3.31)", 82.4, "%"),
        ("1.2万人", "人", "1.2万人", 12000, "人"),
        ("1.2万", "人", "1.2万人", 12000, "人"),
        ("5万円", "万円", "5万円", 5, "万円"),
        ("▲3", "件", "▲3件", -3, "件"),
        ("延べ120人", "人", "延べ120人", 120, "人"),
        ("約3割", "%", "約3割", None, None),
        ("3割", "%", "3割", None, None),
        ("100件以上", "件", "100件以上", None, "件"),
        ("10～20件", "件", "10～20件", None, "件"),
        ("5件、うち3件は試行", "件", "5件、うち3件は試行", None, "件"),
        ("概ね達成", None, "概ね達成", None, None),
        ("令和9年3月に公開", None, "令和9年3月に公開", None, None),
    ],
)
def test_an_amount_is_kept_as_printed(
    text: str, unit: str | None, printed: str, value: float | None, stated: str | None
) -> None:
    """With the number that it states, and none where that would say more than was published."""
    assert amount_of(text, unit) == Amount(printed, value, stated)


@given(st.text(max_size=12), st.sampled_from([None, "件", "%", "万円"]))
def test_the_number_read_is_one_that_the_check_accepts(text: str, unit: str | None) -> None:
    """Whatever is typed: reading and checking know one and the same number."""
    amount = amount_of(text, unit)
    result = Result.model_construct(
        initiative="a", kpi="a", printed=amount.printed, value=amount.value, unit=amount.unit
    )
    assert list(check_quantity((), result)) == []


@pytest.mark.parametrize(
    "text", ["-", "－", "―", "未集計", "（未集計）", "該当なし", "N/A", " なし "]
)
def test_words_for_no_result(text: str) -> None:
    """Signs and words in any width."""
    assert says_nothing(text)


@pytest.mark.parametrize("text", ["0", "0件", "なしの町", "ゼロ", "-3"])
def test_nought_is_a_result(text: str) -> None:
    """No incident is a result, not the lack of one."""
    assert not says_nothing(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1,234", 1234), ("１２", 12), ("82.4%", 82.4), ("-5", -5), ("五", None), ("1/2", None), ("", None)],
)  # fmt: skip
def test_a_number_is_a_number_alone(text: str, number: float | None) -> None:
    """What stands in the column of numbers."""
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("令和9年3月31日", "2027-03-31"),
        ("令和９年３月３１日現在", "2027-03-31"),
        ("R9.3.31", "2027-03-31"),
        ("2027/3/31", "2027-03-31"),
        ("2027-03-31", "2027-03-31"),
        ("20270331", "2027-03-31"),
        ("2027(令和9)年3月31日", "2027-03-31"),
        ("令和元年5月1日", "2019-05-01"),
        ("平成31年4月30日", "2019-04-30"),
        ("令和9年3月", "2027-03"),
        ("2027年", "2027"),
        ("令和8年度末", "2027-03-31"),
        ("46477", "2027-03-31"),
        ("令和8年度", None),
        ("令和9年2月30日", None),
        ("令和9年13月1日", None),
        ("9.3.31", None),
        ("3月31日", None),
        ("令和8年3月から令和9年3月", None),
        ("12345", None),
        ("来月", None),
    ],
)
def test_dates_in_either_calendar(text: str, iso: str | None) -> None:
    """As exact as they are written, and none where something would have to be guessed."""
    assert date_in(Cell(1, 1, text)) == iso


def test_a_number_in_a_cell_of_dates_is_a_serial_number() -> None:
    """So a cell counts days when its format was lost; a small number is not a day."""
    assert date_in(Cell(1, 1, "46477", number=46477.5)) == "2027-03-31"
    assert date_in(Cell(1, 1, "2027", number=2027.0)) == "2027"
    assert date_in(Cell(1, 1, "x", date="2027-03")) == "2027-03"
    assert date_of("２０２７年３月") == "2027-03"


@pytest.mark.parametrize(
    ("value", "pattern", "text"),
    [
        (5, "General", "5"),
        (0.1 + 0.2, "General", "0.3"),
        (82.4, "General", "82.4"),
        (0.824, "0.0%", "82.4%"),
        (0.8, "0%", "80%"),
        (1234, "#,##0", "1,234"),
        (1234.5, "#,##0.00", "1,234.50"),
        (12, '0"件"', "12件"),
        (12, "0\\件", "12件"),
        (1234, '#,##0"件";[Red]-#,##0"件"', "1,234件"),
        (-12, '#,##0"件";▲#,##0"件"', "▲12件"),
        (-12, "#,##0", "-12"),
        (12, "_ * #,##0_ ", "12"),
        (12, "0.00E+00", "12"),
        (0.5, "# ?/?", "0.5"),
        (12, "@", "12"),
    ],
)
def test_a_number_is_what_its_cell_shows(value: float, pattern: str, text: str) -> None:
    """0.824 as 0.0% was published as 82.4%."""
    assert shown(value, pattern) == text


@pytest.mark.parametrize(("value", "text"), [(5.0, "5"), (1e-07, "0.0000001"), (1234567890123.5, "1234567890123.5")])  # fmt: skip
def test_numbers_keep_every_digit(value: float, text: str) -> None:
    """And no E+12, which nobody types."""
    assert plain_number(value) == text


def test_places_and_lines() -> None:
    """Cells are called as a spreadsheet calls them; broken lines are joined."""
    assert [place(7, 6), place(1, 26), place(1, 27), place(12, 703)] == ["F7", "Z1", "AA1", "AAA12"]
    assert one_line(" 生成AIの\n活用件数\r\n(月\u200b平均) ") == "生成AIの活用件数(月平均)"
    assert one_line("Smart\nCity\tplan") == "Smart City plan"
