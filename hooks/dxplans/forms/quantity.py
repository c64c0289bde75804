"""A printed value to what a machine reads in it: number, unit, day; nothing that is not printed."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from pydantic import BaseModel

from dxplans.check.quantities import printed_number
from dxplans.fiscal import dates_in

_UNIT = re.compile(
    r"^[^0-9]*[0-9][0-9,]*(?:\.[0-9]+)?(?:[千万億兆百]+[0-9,]*)*"
    r"(?P<unit>[^\s0-9()、。,/~〜～・]{1,8}?)(?=以上|以下|以内|程度|未満|超|を|に|の|$|[\s()、。,/~〜～・])"
)
_BRACKETS = re.compile(r"\(([^()]*)\)")


def quantity(model: type[BaseModel], printed: str) -> dict[str, Any]:
    """*printed* with the number, unit and day that it states, as far as *model* has such fields."""
    plain = unicodedata.normalize("NFKC", printed)
    unit = _UNIT.match(plain)
    read = {
        "unit": unit["unit"] if unit else None,
        "value": printed_number(printed, unit["unit"] if unit else None),
        "as_of": _day(plain),
    }
    known = {key: value for key, value in read.items() if value is not None}
    found = {"printed": printed, **{k: v for k, v in known.items() if k in model.model_fields}}
    if "value" not in found:
        found.pop("unit", None)
    return {key: found[key] for key in model.model_fields if found.get(key) is not None}


def _day(plain: str) -> str | None:
    """The day in brackets behind a value: 82.4%(R8.1.31)."""
    days = {
        when.iso for inside in _BRACKETS.findall(plain) for when in dates_in(inside)
        if when.day is not None
    }  # fmt: skip
    return days.pop() if len(days) == 1 else None
