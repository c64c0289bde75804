"""What differs between two values of the format: one thing, with its place and its names."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from dxplans.changes.naming import Name

Operation = Literal[
    "changed", "filled", "emptied", "added", "removed", "moved", "joined", "left", "reworded"
]
"""What happened: a value changed, came or went; a part came, went or moved; a word or an id joined
or left a list; a text was reworded."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way to what differs: a field, or a part in its list with its name."""

    field: str
    """``Model.key``."""
    part: str | None = None
    """The model of a part in a list."""
    id: str | None = None
    name: Name | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs. *field* is ``Model.key``; *place* is made of keys and ids."""

    operation: Operation
    field: str
    place: str
    steps: tuple[Step, ...] = ()
    before: Any = None
    after: Any = None
    before_en: str | None = None
    after_en: str | None = None
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    model: type[BaseModel] | None = None
    """Of the part or value, where one came, went or moved."""
    context: str = ""
