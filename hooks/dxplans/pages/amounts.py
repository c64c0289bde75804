"""Printed values and differences between them to what a page prints of them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from dxplans.localise import Text

PERCENT = {"%", "％"}


def split_amount(quantity: Any) -> tuple[Any, Any]:
    """A printed value as number and unit; a date in brackets is printed on its own elsewhere."""
    printed, unit = quantity.printed, quantity.unit
    if quantity.value is None:
        return (printed, "")
    bare = re.sub(r"\s*[(（][^)）]*[)）]\s*$", "", str(printed)) if quantity.as_of else str(printed)
    if unit is not None and bare.endswith(str(unit)):
        number = bare[: -len(str(unit))].strip()
        # A unit that is a word stands apart from its number in English.
        gap = "" if unit in PERCENT or getattr(printed, "lang", "ja") == "ja" else " "
        return (number, Text(f"{gap}{unit}", unit.lang, foreign=unit.foreign))
    return (Text(bare, printed.lang, foreign=printed.foreign), "")


def whole_amount(quantity: Any) -> Markup:
    """The same as one piece of text, escaped and marked with its language."""
    number, unit = split_amount(quantity)
    return escape(number) + escape(unit)


def number_name(value: Decimal) -> str:
    """A number without zeros behind its last digit, its thousands apart: 1,200 and 7.6."""
    return f"{value.normalize():,f}"
