"""What clerks type for a day, month or year, in either calendar, to the date that a file keeps."""

from __future__ import annotations

import re
from datetime import date, timedelta

from pydantic_core import PydanticCustomError

from dxplans.fiscal import FIRST_MONTH, dates_in
from dxplans.model.base import a_real_date
from dxplans.progress.grid import Cell, narrow

_FIRST_SERIAL, _LAST_SERIAL = 29221, 73051
"""1980 to 2099, as a spreadsheet counts days; smaller numbers are rather years or counts."""
_EPOCH = date(1899, 12, 30)
_RUN_TOGETHER = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-2][0-9]|3[01])")
_OTHER_YEAR = re.compile(r"\([^()]*\)")


def date_in(cell: Cell) -> str | None:
    """The date that *cell* holds: 2027-03-31, 2027-03 or 2027; None if it holds none."""
    if cell.date is not None:
        return cell.date
    serial = cell.number if cell.number is not None else _serial(cell.text)
    if serial is not None and _FIRST_SERIAL <= serial < _LAST_SERIAL:
        return (_EPOCH + timedelta(days=int(serial))).isoformat()
    return date_of(cell.text)


def date_of(text: str) -> str | None:
    """The one date that *text* states: 令和9年3月31日, R9.3.31, 2027/3/31, 令和8年度末."""
    plain = _OTHER_YEAR.sub("", narrow(text)).strip()
    if together := _RUN_TOGETHER.fullmatch(plain):
        return _real("-".join(together.groups()))
    found = dates_in(plain)
    if len(found) != 1:
        return None
    one = found[0]
    if one.fiscal:
        return f"{one.year + 1}-{FIRST_MONTH - 1:02}-31" if "末" in plain else None
    # Every number belongs to the date: of 令和9年13月1日 the year alone would be read.
    numbers = len(re.findall(r"[0-9]+|元", plain))
    return _real(one.iso) if numbers == one.iso.count("-") + 1 else None


def _serial(text: str) -> float | None:
    plain = narrow(text).strip()
    return float(plain) if re.fullmatch(r"[0-9]{5}", plain) else None


def _real(iso: str) -> str | None:
    try:
        return a_real_date(iso)
    except PydanticCustomError:
        return None


def shown_as(pattern: str, day: date) -> str:
    """*day* as exactly as a cell with the number format *pattern* shows it: a month has no day."""
    bare = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", pattern).lower()
    parts = 3 if "d" in bare else 2 if "m" in bare else 1
    return "-".join(day.isoformat().split("-")[:parts])
