"""Years in both calendars, and the dates that a printed string holds."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplans.fiscal import (
    PrintedDate,
    date_name,
    dates_in,
    era_year,
    fiscal_range_name,
    fiscal_year_name,
    fiscal_year_of,
)

SINCE_MEIJI = st.dates(date(1868, 1, 25), date(2117, 12, 31))


@pytest.mark.parametrize(
    ("last", "ja", "en", "number"),
    [
        (date(2019, 4, 30), "平成", "Heisei", 31),
        (date(1989, 1, 7), "昭和", "Showa", 64),
        (date(1926, 12, 24), "大正", "Taisho", 15),
        (date(1912, 7, 29), "明治", "Meiji", 45),
    ],
)
def test_an_era_ends_on_its_last_day(last: date, ja: str, en: str, number: int) -> None:
    """The next day is the first year of the next era."""
    era = era_year(last)
    assert (era.ja, era.en, era.number) == (ja, en, number)
    assert era_year(last + timedelta(days=1)).number == 1
    assert era_year(last + timedelta(days=1)).ja != ja


def test_no_era_is_known_before_meiji() -> None:
    """Nothing is made up for older days."""
    assert era_year(date(1868, 1, 25)).ja == "明治"
    with pytest.raises(ValueError, match="1868-01-24"):
        era_year(date(1868, 1, 24))


@given(SINCE_MEIJI)
def test_an_era_year_is_read_back_as_its_date(day: date) -> None:
    """What we print is what we read, in all eras."""
    assert dates_in(date_name(day.isoformat(), "ja"))[0] == PrintedDate(
        day.year, day.month, day.day
    )


@given(SINCE_MEIJI)
def test_a_fiscal_year_runs_from_april_to_march(day: date) -> None:
    """The day before 1 April belongs to the year before, by the calendar or as printed."""
    year = fiscal_year_of(day)
    assert date(year, 4, 1) <= day < date(year + 1, 4, 1)
    assert PrintedDate(day.year, day.month, day.day).fiscal_year == year


@given(st.integers(1980, 2100))
def test_a_fiscal_year_is_read_back(year: int) -> None:
    """令和8年度（2026年度） is one year, not two."""
    assert dates_in(fiscal_year_name(year, "ja")) == (PrintedDate(year, fiscal=True),)


@given(st.integers(1980, 2090), st.integers(1, 10))
def test_a_range_of_fiscal_years_is_read_back(start: int, length: int) -> None:
    """Both ends, in both calendars, over a change of era too."""
    found = dates_in(fiscal_range_name(start, start + length, "ja"))
    assert {printed.fiscal_year for printed in found} == {start, start + length}


@pytest.mark.parametrize(
    ("year", "ja", "en"),
    [
        (2026, "令和8年度（2026年度）", "fiscal 2026 (Reiwa 8, April 2026–March 2027)"),
        (2019, "令和元年度（2019年度）", "fiscal 2019 (Reiwa 1, April 2019–March 2020)"),
        (2018, "平成30年度（2018年度）", "fiscal 2018 (Heisei 30, April 2018–March 2019)"),
        (1989, "平成元年度（1989年度）", "fiscal 1989 (Heisei 1, April 1989–March 1990)"),
        (1988, "昭和63年度（1988年度）", "fiscal 1988 (Showa 63, April 1988–March 1989)"),
    ],
)
def test_fiscal_years_have_the_names_in_use(year: int, ja: str, en: str) -> None:
    """2019 is 令和元年度 although it began in Heisei."""
    assert fiscal_year_name(year, "ja") == ja
    assert fiscal_year_name(year, "en") == en
    assert fiscal_year_name(year, "en", short=True) == f"{en.split(',', maxsplit=1)[0]})"


@pytest.mark.parametrize(
    ("start", "end", "ja", "en"),
    [
        (2026, 2030, "令和8～12年度（2026～2030年度）", "fiscal 2026–2030 (Reiwa 8–12, April 2026–March 2031)"),
        (2018, 2022, "平成30～令和4年度（2018～2022年度）", "fiscal 2018–2022 (Heisei 30–Reiwa 4, April 2018–March 2023)"),
        (2019, 2022, "令和元～4年度（2019～2022年度）", "fiscal 2019–2022 (Reiwa 1–4, April 2019–March 2023)"),
        (2026, 2026, "令和8年度（2026年度）", "fiscal 2026 (Reiwa 8)"),
        (2026, None, "令和8年度（2026年度）から", "from fiscal 2026 (Reiwa 8)"),
    ],
)  # fmt: skip
def test_ranges_of_fiscal_years(start: int, end: int | None, ja: str, en: str) -> None:
    """One year, several years, and no end in sight."""
    assert fiscal_range_name(start, end, "ja") == ja
    assert fiscal_range_name(start, end, "en") == en


@pytest.mark.parametrize(
    ("value", "ja", "en"),
    [
        ("2026-03-31", "令和8年（2026年）3月31日", "31 March 2026 (Reiwa 8)"),
        ("2026-03", "令和8年（2026年）3月", "March 2026 (Reiwa 8)"),
        ("2026", "令和8年（2026年）", "2026 (Reiwa 8)"),
        ("2019", "平成31年・令和元年（2019年）", "2019 (Heisei 31/Reiwa 1)"),
        ("2019-04", "平成31年（2019年）4月", "April 2019 (Heisei 31)"),
        ("2019-05", "令和元年（2019年）5月", "May 2019 (Reiwa 1)"),
        ("1989-01", "昭和64年・平成元年（1989年）1月", "January 1989 (Showa 64/Heisei 1)"),
        ("1868", "明治元年（1868年）", "1868 (Meiji 1)"),
        ("1800-05", "1800年5月", "May 1800"),
    ],
)
def test_dates_in_words(value: str, ja: str, en: str) -> None:
    """As exact as the value; both names where the era changed; none where there was none."""
    assert date_name(value, "ja") == ja
    assert date_name(value, "en") == en


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("令和8年3月31日", ["2026-03-31"]),
        ("令和８年３月", ["2026-03"]),
        ("令和 8 年 3 月", ["2026-03"]),
        ("令和8年", ["2026"]),
        ("令和元年度", ["2019 fiscal"]),
        ("㋿8年度", ["2026 fiscal"]),
        ("82.4%(R8.1.31)", ["2026-01-31"]),
        ("Ｈ３０", ["2018"]),
        ("2026-03-31", ["2026-03-31"]),
        ("2026/3", ["2026-03"]),
        ("2026（令和8）年度", ["2026 fiscal"]),
        ("令和8（2026）年4月", ["2026-04"]),
        ("令和8年（2026年）3月", ["2026-03"]),
        ("令和8年度(2026年度)", ["2026 fiscal"]),
        ("令和8～12年度", ["2026 fiscal", "2030 fiscal"]),
        ("令和8年度～令和12年度", ["2026 fiscal", "2030 fiscal"]),
        ("令和4年度から7年度まで", ["2022 fiscal", "2025 fiscal"]),
        ("2026～30年度", ["2026 fiscal", "2030 fiscal"]),
        ("2022（令和4）年度 - 2025（令和7）年度", ["2022 fiscal", "2025 fiscal"]),
        ("令和8年9月から10月", ["2026-09", "2026-10"]),
        ("令和8年11月～2月", ["2026-11", "2027-02"]),
        ("令和8年4月から13年3月まで", ["2026-04", "2031-03"]),
        ("令和8年9月以降", ["2026-09"]),
        ("令和8年度から5年間", ["2026 fiscal"]),
        ("令和8年13月", ["2026"]),
        ("R8-R12", ["2026", "2030"]),
        ("2,026件", []),
        ("12026件", []),
        ("Society5.0", []),
        ("R&D、GR8、R0", []),
        ("", []),
    ],
)
def test_dates_in_a_printed_string(text: str, found: list[str]) -> None:
    """The ways in which municipal plans print years and dates."""
    assert [f"{d.iso} fiscal" if d.fiscal else d.iso for d in dates_in(text)] == found


@given(
    st.text(
        st.sampled_from("令和平成RH元年度月日0123456789（）()～-./　 から2026１２"), max_size=30
    )
)
def test_any_string_holds_dates_or_none(text: str) -> None:
    """Whatever is printed: dates with possible months, never an exception."""
    for found in dates_in(text):
        assert 1 <= (found.month or 1) <= 12
        assert 1 <= (found.day or 1) <= 31
        assert found.fiscal_year in {found.year, found.year - 1}
