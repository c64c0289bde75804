"""Checked values to the same values in less memory: alike ones share what they can.

Pydantic gives each value a dictionary and a set of its own. Made attribute by attribute, the values
of one class share their keys, and short texts that come again and again are kept once.
"""

from __future__ import annotations

import sys
from typing import Any, TypeVar

from pydantic import BaseModel

M = TypeVar("M", bound=BaseModel)
_SHORT = 40
"""Ids, verbs, units and names come again; sentences hardly ever."""
_NONE: dict[str, Any] = {}
"""What nearly every value has that may say why a field is empty."""
_set = object.__setattr__  # the values are frozen
_given: dict[frozenset[str], set[str]] = {}
"""Which fields a file gives: a handful of sets, shared by thousands of values."""


def compact(value: M) -> M:
    """A value equal to *value*."""
    kind = type(value)
    made = kind.__new__(kind)
    for name, part in value.__dict__.items():
        _set(made, name, _part(part))
    given = value.__pydantic_fields_set__
    _set(made, "__pydantic_fields_set__", _given.setdefault(frozenset(given), given))
    _set(made, "__pydantic_extra__", None)
    _set(made, "__pydantic_private__", None)
    return made


def _part(value: Any) -> Any:
    kind = type(value)
    if kind is str:
        return sys.intern(value) if len(value) <= _SHORT else value
    if kind is tuple:
        return tuple([_part(item) for item in value]) if value else value
    if isinstance(value, BaseModel):
        return compact(value)
    return _NONE if value == {} else value
