"""Values of the data to words: dates, years, yes and no, fixed values; `printed` stays as it is."""

from __future__ import annotations

import re
from typing import Any

from dxplans.changes import labels
from dxplans.fiscal import date_name, fiscal_range_name, fiscal_year_name

_DAY = re.compile(r"[12][0-9]{3}-[0-9]{2}(?:-[0-9]{2})?")
_DATES = frozenset({
    "on", "read", "obtained", "transcribed", "checked", "newer_checked", "published", "date",
    "until", "as_of",
})  # fmt: skip
_YEARS = frozenset({
    "Period.start", "Period.end", "Predecessor.start", "Predecessor.end", "Quantity.year",
})  # fmt: skip
_LONGEST, _SHORT = 120, 12
_SPOKEN = re.compile(r"[\s。、「」“”]")


def value_words(value: Any, field: str, lang: str) -> str:
    """*value* of the field ``Model.key`` as it stands in a sentence; texts are quoted if long."""
    english = lang != "ja"
    if value is None or value == []:
        return ("なし", "nothing")[english]
    if isinstance(value, bool):
        return (("いいえ", "no"), ("はい", "yes"))[value][english]
    known = labels.word(field, str(value)) or dated(field, value)
    if known is not None:
        return known[english]
    if isinstance(value, list):
        periods = field in {"Span.from", "Schedule.years"}
        return years(value, lang) if periods else quoted_all([str(one) for one in value], lang)
    # A number, or a group of values that no file can hold there.
    return quoted(value, lang) if isinstance(value, str) else shortened(str(value))


def dated(field: str, value: Any) -> tuple[str, str] | None:
    """A day, month or fiscal year in both calendars; None if *value* is not one."""
    key = field.partition(".")[2]
    try:
        if key in _DATES and isinstance(value, str) and _DAY.fullmatch(value):
            return date_name(value, "ja"), date_name(value, "en")
        if field in _YEARS and isinstance(value, int) and not isinstance(value, bool):
            return fiscal_year_name(value, "ja"), fiscal_year_name(value, "en", short=True)
    except (ValueError, StopIteration):
        pass  # no such date: it is shown as it was typed
    return None


def years(value: list[Any], lang: str) -> str:
    """The fiscal years of a bar or of a schedule: 2026～2028年度."""
    known = [year for year in value if isinstance(year, int)]
    if not known or len(known) != len(value):
        return "、".join(str(year) for year in value)
    first, last = min(known), max(known)
    try:
        if lang == "ja":
            return fiscal_range_name(first, last, "ja")
    except (ValueError, StopIteration):
        return f"{first}–{last}"
    return f"fiscal {first}" if first == last else f"fiscal {first}–{last}"


def shortened(text: str, limit: int = _LONGEST) -> str:
    """*text* on one line, cut with … if it is long."""
    line = " ".join(text.split())
    return line if len(line) <= limit else f"{line[: limit - 1]}…"


def quoted(text: str, lang: str) -> str:
    """A text inside a sentence: quoted unless it is so short that it reads by itself."""
    line = shortened(text)
    if line and len(line) <= _SHORT and not _SPOKEN.search(line):
        return line
    return f"「{line}」" if lang == "ja" else f"“{line}”"


def quoted_all(texts: list[str], lang: str, most: int = 8) -> str:
    """Several names, each quoted: 『A』『B』 or “A”, “B”; how many more after the first few."""
    shown = [shortened(text, 60) for text in texts[:most]]
    more = len(texts) - len(shown)
    if lang == "ja":
        return "".join(f"『{text}』" for text in shown) + (f"ほか{more}件" if more else "")
    return ", ".join(f"“{text}”" for text in shown) + (f" and {more} more" if more else "")
