"""A place in a document to the value there, of the kind that it must be of."""

from __future__ import annotations

from typing import Any, TypeVar

from dxplans.problem import Place
from dxplans.source.document import Document

T = TypeVar("T")


def value_at(doc: Document, place: Place, kind: type[T], rule: str) -> T | None:
    """The value at *place*, None if it is absent or empty; another kind of value is a problem."""
    value = doc.data
    for step in place:
        below: dict[str | int, Any] = {}
        if isinstance(value, dict | list):
            below = value if isinstance(value, dict) else dict(enumerate(value))
        value = below.get(step)
    if value is None or value == "":
        return None
    # In Python true is a number.
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        doc.report(place, rule, found=str(value))
        return None
    return value
