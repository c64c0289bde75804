"""Printed values to the numbers they state, and to findings where a machine value disagrees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from dxplans.fiscal import dates_in
from dxplans.model.chapter import Statistic
from dxplans.model.initiative import Quantity
from dxplans.model.progress import Result
from dxplans.problem import Place

Finding = tuple[Place, str, dict[str, Any]]
_SCALES = {"千": 10**3, "百万": 10**6, "千万": 10**7, "万": 10**4, "億": 10**8, "兆": 10**12}
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?"
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?<![A-Za-z0-9.,])(?P<sign>[-−▲△])?(?P<parts>(?:{_DIGITS}(?:{_SCALE})?)+)|ゼロ"
)
_PART = re.compile(rf"(?P<digits>{_DIGITS})(?P<scale>{_SCALE})?")
_BEFORE = re.compile(
    r"^(?:約|およそ|おおむね|概ね|延べ|のべ|計|年間|月平均|平均|最大|毎年|毎月|\+)\s*"
)
_FLOAT_NOISE = 1e-9


def check_quantity(place: Place, value: Quantity | Statistic | Result) -> Iterator[Finding]:
    """Whether ``value``, ``unit`` and the dates are those that ``printed`` states."""
    if value.printed is None:
        return
    stated = printed_number(value.printed, value.unit)
    if value.value is None:
        if stated is not None and isinstance(value, Quantity):
            number = int(stated) if stated.is_integer() else stated
            yield place, "value_missing", {"printed": value.printed, "number": number}
    else:
        numbers = {stated} if stated is not None else set(_numbers(value.printed, value.unit))
        given = int(value.value) if value.value.is_integer() else value.value
        values = {"printed": value.printed, "value": given}
        if not numbers:
            yield (*place, "value"), "value_without_print", values
        elif not any(abs(number - value.value) < _FLOAT_NOISE for number in numbers):
            yield (*place, "value"), "value_disagrees", values
    if value.unit and _narrow(value.unit) not in _narrow(value.printed):
        yield (*place, "unit"), "unit_disagrees", {"unit": value.unit, "printed": value.printed}
    yield from _dates(place, value)


def _dates(place: Place, value: Quantity | Statistic | Result) -> Iterator[Finding]:
    if not isinstance(value, Quantity):
        return
    if value.as_of and value.as_of not in {found.iso for found in dates_in(value.printed)}:
        yield (*place, "as_of"), "as_of_disagrees", {"date": value.as_of, "printed": value.printed}
    if value.year is None:
        return
    if value.year_printed is None:
        yield (*place, "year"), "year_without_print", {"year": value.year}
    elif value.year not in {found.fiscal_year for found in dates_in(value.year_printed)}:
        values = {"year": value.year, "printed": value.year_printed}
        yield (*place, "year"), "year_disagrees", values


def printed_number(printed: str, unit: str | None = None) -> float | None:
    """The number that a printed value begins with; None for a sentence, a dash or a name.

    What stands in brackets is not the value: 82.4%(R8.1.31) states 82.4. 万 and 億 multiply
    (1万2,000人 is 12000), but not where they belong to the *unit* (5万円 in 万円 is 5).
    """
    text = _BEFORE.sub("", re.sub(r"\([^()]*\)", "", _narrow(printed)).strip())
    found = _NUMBER.match(text)
    return _value(found, text, unit) if found else None


def _numbers(printed: str, unit: str | None) -> Iterator[float]:
    """Every number in *printed*, for values that do not begin with theirs."""
    text = _narrow(printed)
    return (_value(found, text, unit) for found in _NUMBER.finditer(text))


def _value(found: re.Match[str], text: str, unit: str | None) -> float:
    parts = found["parts"]
    if parts is None:
        return 0.0
    total = 0.0
    for part in _PART.finditer(parts):
        scale = part["scale"]
        behind = text[found.start("parts") + part.end("digits") :]
        in_unit = scale is not None and unit is not None and behind.startswith(_narrow(unit))
        factor = 1 if scale is None or in_unit else _SCALES[scale]
        total += float(part["digits"].replace(",", "")) * factor
    return -total if found["sign"] else total


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
