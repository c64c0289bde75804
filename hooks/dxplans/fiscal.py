"""Years in both calendars from one value, and the years and dates that a printed string holds.

Era beginnings: 元号法 and the cabinet orders of 1989 and 2019. A fiscal year runs from April to
March and is named by the year it begins in (地方自治法 第208条).
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

FIRST_MONTH = 4
_ERAS = (
    ("令和", "Reiwa", "R", date(2019, 5, 1)),
    ("平成", "Heisei", "H", date(1989, 1, 8)),
    ("昭和", "Showa", "S", date(1926, 12, 25)),
    ("大正", "Taisho", "T", date(1912, 7, 30)),
    ("明治", "Meiji", "M", date(1868, 1, 25)),
)
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DATE_PARTS = 3
KNOWN = 2_000
"""So many names are remembered: a site's pages name the same few years and days."""


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
    raise ValueError(f"no era is known for {day}")


def fiscal_year_of(day: date) -> int:
    """The fiscal year that *day* falls in, named by its first calendar year."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


@lru_cache(maxsize=KNOWN)
def fiscal_era(year: int) -> EraYear:
    """The era year by which fiscal *year* is named: the one in force on 1 May.

    That is the era of its first day, but for fiscal 2019: it began in Heisei 31 and has been
    令和元年度 since the era changed (「元号を改める政令」等に伴う国の予算の呼称, 2019-04-02).
    """
    return era_year(date(year, FIRST_MONTH + 1, 1))


def era_number(number: int) -> str:
    """The first year of an era is written 元."""
    return "元" if number == 1 else str(number)


@lru_cache(maxsize=KNOWN)
def fiscal_year_name(year: int, lang: str, *, short: bool = False) -> str:
    """令和8年度（2026年度） or fiscal 2026 (Reiwa 8, April 2026–March 2027); *short*: without months."""
    era = fiscal_era(year)
    if lang == "ja":
        return f"{era.ja}{era_number(era.number)}年度（{year}年度）"
    months = "" if short else f", April {year}–March {year + 1}"
    return f"fiscal {year} ({era.en} {era.number}{months})"


@lru_cache(maxsize=KNOWN)
def fiscal_range_name(start: int, end: int | None, lang: str) -> str:
    """A period of fiscal years in both calendars; an open end stays open."""
    if end is None:
        name = fiscal_year_name(start, lang, short=True)
        return f"{name}から" if lang == "ja" else f"from {name}"
    if end == start:
        return fiscal_year_name(start, lang, short=True)
    first, last = fiscal_era(start), fiscal_era(end)
    if lang == "ja":
        until = era_number(last.number)
        until = until if first.ja == last.ja else f"{last.ja}{until}"
        return f"{first.ja}{era_number(first.number)}～{until}年度（{start}～{end}年度）"
    until = str(last.number) if first.en == last.en else f"{last.en} {last.number}"
    return (
        f"fiscal {start}–{end} ({first.en} {first.number}–{until}, April {start}–March {end + 1})"
    )


@lru_cache(maxsize=KNOWN)
def date_name(value: str, lang: str) -> str:
    """A day, month or year (2026-03-31, 2026-03, 2026) in both calendars.

    A year or month in which the era changed has both names; before 1868 there is none.
    """
    parts = [int(part) for part in value.split("-")]
    eras = _eras_of(parts)
    if lang == "ja":
        rest = "".join(f"{part}{unit}" for part, unit in zip(parts[1:], "月日", strict=False))
        names = "・".join(f"{era.ja}{era_number(era.number)}年" for era in eras)
        return f"{names}（{parts[0]}年）{rest}" if names else f"{parts[0]}年{rest}"
    names = "/".join(f"{era.en} {era.number}" for era in eras)
    day = f"{parts[2]} " if len(parts) == _DATE_PARTS else ""
    month = f"{MONTHS[parts[1] - 1]} " if len(parts) > 1 else ""
    return f"{day}{month}{parts[0]}" + (f" ({names})" if names else "")


def _eras_of(parts: list[int]) -> tuple[EraYear, ...]:
    """The eras of a year, month or day, in order of time."""
    first = date(*[*parts, 1, 1][:_DATE_PARTS])
    month = first.month if len(parts) > 1 else len(MONTHS)
    day = first.day if len(parts) == _DATE_PARTS else calendar.monthrange(first.year, month)[1]
    days = (first, first.replace(month=month, day=day))
    known = (era_year(when) for when in days if when >= _ERAS[-1][3])
    return tuple(dict.fromkeys(known))


_ERA = "|".join([ja for ja, *_ in _ERAS] + [letter for _, _, letter, _ in _ERAS])
_MONTH, _DAY = "1[0-2]|0?[1-9]", "3[01]|[12][0-9]|0?[1-9]"
_SAME_YEAR = rf"(?:\s*\(\s*(?:(?:{_ERA})\s*(?:元|[0-9]{{1,2}})|(?:1[89]|2[01])[0-9]{{2}})\s*(?:年度?)?\s*\))?"
"""The other calendar's name of the year just printed: 2026(令和8)年."""
_DATED = re.compile(
    rf"""(?:(?<![0-9,.])(?P<west>(?:1[89]|2[01])[0-9]{{2}})(?![0-9,])
            | (?<![A-Za-z])(?P<era>{_ERA})\s*\.?\s*(?P<number>元|[1-9][0-9]?)(?![0-9]))
        {_SAME_YEAR}
        (?: \s*(?P<fiscal>年度){_SAME_YEAR}
          | \s*年(?!度)(?!間){_SAME_YEAR}(?:\s*(?P<month>{_MONTH})\s*月(?:\s*(?P<day>{_DAY})\s*日)?)?
          | (?P<sign>(?(west)[./-]|[./]))(?P<month2>{_MONTH})(?![0-9])(?:(?P=sign)(?P<day2>{_DAY})(?![0-9]))?
        )?""",
    re.VERBOSE,
)
_UNTIL = re.compile(
    rf"\s*(?:~|〜|-|–|—|―|から|、|・|及び|と)\s*(?P<number>元|[0-9]{{1,2}})\s*(?P<unit>年度|年(?!間)|月)"
    rf"(?:(?<=年)\s*(?P<month>{_MONTH})\s*月)?"
)
"""The end of a range, whose era or year is not printed again: 令和8～12年度."""


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
    return tuple(_dates(unicodedata.normalize("NFKC", text)))


def _dates(text: str) -> Iterator[PrintedDate]:
    for match in _DATED.finditer(text):
        month, day = match["month"] or match["month2"], match["day"] or match["day2"]
        first = PrintedDate(
            _year(match), int(month) if month else None, int(day) if day else None,
            fiscal=match["fiscal"] is not None,
        )  # fmt: skip
        until = _UNTIL.match(text, match.end())
        if until is None:
            yield first
        elif until["unit"] == "月":
            yield first
            later = _number(until["number"])
            if first.month is not None and 1 <= later <= len(MONTHS):
                yield PrintedDate(first.year + (later < first.month), later)
        else:
            fiscal = first.fiscal or (until["unit"] == "年度" and first.month is None)
            yield PrintedDate(first.year, first.month, first.day, fiscal=fiscal)
            yield _end(first.year, match, until)


def _year(match: re.Match[str]) -> int:
    """The calendar year of a match in either calendar."""
    if match["west"]:
        return int(match["west"])
    return _era_start(match["era"]) + _number(match["number"]) - 1


def _end(start: int, match: re.Match[str], until: re.Match[str]) -> PrintedDate:
    """The end of a range that began in the year *start*."""
    number = _number(until["number"])
    year = start // 100 * 100 + number if match["west"] else _era_start(match["era"]) + number - 1
    month = int(until["month"]) if until["month"] else None
    return PrintedDate(year, month, fiscal=until["unit"] == "年度")


def _era_start(name: str) -> int:
    return next(start.year for ja, _, letter, start in _ERAS if name in {ja, letter})


def _number(text: str) -> int:
    return 1 if text == "元" else int(text)
