"""Years in both calendars from one value, and the years and dates that a printed string holds.

Era beginnings: 元号法 and the cabinet orders of 1989 and 2019. A fiscal year runs from April to
March and is named by the year it begins in (地方自治法 第208条).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

FIRST_MONTH = 4
_ERAS = (
    ("令和", "Reiwa", "R", date(2019, 5, 1)),
    ("平成", "Heisei", "H", date(1989, 1, 8)),
    ("昭和", "Showa", "S", date(1926, 12, 25)),
    ("大正", "Taisho", "T", date(1912, 7, 30)),
    ("明治", "Meiji", "M", date(1868, 1, 25)),
)
MONTHS = (
    "January February March April May June July August September October November December"
).split()


@dataclass(frozen=True, slots=True)
class EraYear:
    """A year of a Japanese era: its names and its number from one."""

    ja: str
    en: str
    number: int


def era_year(day: date) -> EraYear:
    """The era and its year on *day*; ValueError before 1868-01-25."""
    for ja, en, _letter, start in _ERAS:
        if day >= start:
            return EraYear(ja, en, day.year - start.year + 1)
    message = f"no era known for {day}"
    raise ValueError(message)


def fiscal_year_of(day: date) -> int:
    """The fiscal year that *day* falls in, named by its first calendar year."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def fiscal_era(year: int) -> EraYear:
    """The era year by which fiscal *year* is usually named: that of its first day.

    Fiscal 2019 began in Heisei 31 and is called 令和元年度 by public bodies after the change.
    """
    return era_year(date(year, 5, 1)) if year == 2019 else era_year(date(year, FIRST_MONTH, 1))  # noqa: PLR2004 - the year the era changed in May


def era_number(number: int) -> str:
    """The first year of an era is written 元."""
    return "元" if number == 1 else str(number)


def fiscal_year_name(year: int, lang: str, *, short: bool = False) -> str:
    """令和8年度（2026年度） or fiscal 2026 (Reiwa 8, April 2026–March 2027); *short*: without months."""
    era = fiscal_era(year)
    if lang == "ja":
        return f"{era.ja}{era_number(era.number)}年度（{year}年度）"
    months = "" if short else f", April {year}–March {year + 1}"
    return f"fiscal {year} ({era.en} {era.number}{months})"


def fiscal_range_name(start: int, end: int | None, lang: str) -> str:
    """A period of fiscal years in both calendars; an open end stays open."""
    if end is None:
        name = fiscal_year_name(start, lang, short=True)
        return f"{name}から" if lang == "ja" else f"from {name}"
    if end == start:
        return fiscal_year_name(start, lang, short=True)
    first, last = fiscal_era(start), fiscal_era(end)
    if lang == "ja":
        until = era_number(last.number) if first.ja == last.ja else f"{last.ja}{era_number(last.number)}"
        return f"{first.ja}{era_number(first.number)}～{until}年度（{start}～{end}年度）"
    eras = (
        f"{first.en} {first.number}–{last.number}"
        if first.en == last.en
        else f"{first.en} {first.number}–{last.en} {last.number}"
    )
    return f"fiscal {start}–{end} ({eras}, April {start}–March {end + 1})"


def date_name(value: str, lang: str) -> str:
    """A day, month or year (2026-03-31, 2026-03, 2026) in both calendars."""
    parts = [int(part) for part in value.split("-")]
    # A month or a year is named by the era on its last possible day only when the era began
    # earlier; the first day is what public bodies print.
    era = era_year(date(*(parts + [1, 1])[:3]))
    if lang == "ja":
        rest = "".join(f"{part}{unit}" for part, unit in zip(parts[1:], "月日", strict=False))
        return f"{era.ja}{era_number(era.number)}年（{parts[0]}年）{rest}"
    if len(parts) == 1:
        return f"{parts[0]} ({era.en} {era.number})"
    day = f"{parts[2]} " if len(parts) > 2 else ""  # noqa: PLR2004 - year, month, day
    return f"{day}{MONTHS[parts[1] - 1]} {parts[0]} ({era.en} {era.number})"


_ERA_PATTERN = "|".join([ja for ja, *_ in _ERAS] + [letter for _, _, letter, _ in _ERAS])
_DATED = re.compile(
    rf"""(?:(?P<west>(?:19|20)[0-9]{{2}})\s*(?:[（(]\s*(?:{_ERA_PATTERN})\s*(?:元|[0-9]+)\s*年?\s*[）)])?
       |(?<![A-Za-z])(?P<era>{_ERA_PATTERN})\s*\.?\s*(?P<year>元|[0-9]{{1,2}}))
       \s*(?P<fiscal>年度)?
       (?:(?:\s*年(?!度)|\s*[.\-/])?\s*(?:[（(][^）)]*[）)]\s*年?)?\s*(?P<month>1[0-2]|0?[1-9])\s*(?:月|[.\-/]|(?=\s*$))
          (?:\s*(?P<day>3[01]|[12][0-9]|0?[1-9])\s*日?)?)?""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date found in a printed string, as exact as it is printed."""

    year: int
    month: int | None = None
    day: int | None = None
    fiscal: bool = False

    @property
    def fiscal_year(self) -> int:
        """The fiscal year meant: the year itself unless the month says January to March."""
        early = not self.fiscal and self.month is not None and self.month < FIRST_MONTH
        return self.year - 1 if early else self.year

    @property
    def iso(self) -> str:
        """The date as 2026, 2026-03 or 2026-03-31."""
        parts = [f"{self.year:04d}"]
        parts += [f"{part:02d}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


def dates_in(text: str) -> tuple[PrintedDate, ...]:
    """Every year or date printed in *text*, in either calendar and any width of digits."""
    found = []
    for match in _DATED.finditer(unicodedata.normalize("NFKC", text)):
        if match["west"]:
            year = int(match["west"])
        else:
            start = next(d for ja, _, letter, d in _ERAS if match["era"] in {ja, letter})
            year = start.year + (1 if match["year"] == "元" else int(match["year"])) - 1
        month = int(match["month"]) if match["month"] and not match["fiscal"] else None
        day = int(match["day"]) if match["day"] and month else None
        found.append(PrintedDate(year, month, day, fiscal=bool(match["fiscal"])))
    return tuple(found)
