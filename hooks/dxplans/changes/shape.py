"""The model to what a comparison needs to know of each field: lists, parts, texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from dxplans.changes.record import Data, fields
from dxplans.check.leaves import text_fields
from dxplans.check.shapes import fitting, models_in

MACHINE: dict[str, frozenset[str]] = {
    "Quantity": frozenset({"value", "unit", "as_of", "year"}),
    "Timing": frozenset({"start", "end"}),
    "Event": frozenset({"date"}),
    "Reporting": frozenset({"due"}),
    "Result": frozenset({"value", "unit"}),
    "Statistic": frozenset({"value", "unit"}),
}
"""Values that are shown as printed, and the fields that hold the same once more for machines."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One field: its name in the model, the parts it holds, whether it is a list, kind of text."""

    name: str
    models: tuple[type[BaseModel], ...]
    many: bool
    text: str | None
    sentences: bool
    """A list of sentences that no translator touches (easy Japanese)."""


@cache
def shape_of(model: type[BaseModel]) -> dict[str, Shape]:
    """Every field of *model* by its key in a file."""
    texts = text_fields(model)
    names = {field.alias or name: name for name, field in model.model_fields.items()}
    return {
        key: Shape(
            names[key],
            models_in(field.annotation),
            _is_tuple(field.annotation),
            texts.get(names[key]),
            (model.__name__, key) == ("Easy", "text"),
        )
        for key, field in fields(model).items()
    }


def _is_tuple(annotation: Any) -> bool:
    origin = get_origin(annotation)
    if origin is Annotated or origin is Union or origin is UnionType:
        return any(_is_tuple(argument) for argument in get_args(annotation))
    return origin is tuple


def chosen(models: tuple[type[BaseModel], ...], data: Any) -> type[BaseModel] | None:
    """Which of *models* the *data* is."""
    return fitting(models, data) if models else None


def texts(model: type[BaseModel], data: Data, context: str = "") -> Iterator[tuple[str, str]]:
    """Every text of *data* that is translated, with the place that its translation is found by."""
    for key, shape in shape_of(model).items():
        value, here = data.get(key), f"{context}/{shape.name}"
        for item in value if isinstance(value, list) else (value,):
            if shape.text and isinstance(item, str):
                yield here, item
            elif isinstance(item, dict) and (part := chosen(shape.models, item)) is not None:
                identity = item.get("id")
                below = f"{here}/{identity}" if identity and isinstance(value, list) else here
                yield from texts(part, item, below)
