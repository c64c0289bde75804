"""Plain data to the parts of the format that describe it, valid or not, each with its place.

Findings, wording and references walk data this way, so that one mistake in a file hides no other.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from dxplans.problem import Place


def shapes(
    model: type[BaseModel],
    data: Any,
    place: Place = (),
) -> Iterator[tuple[Place, type[BaseModel], dict[str, Any]]]:
    """Every mapping inside *data* with its place and the model it should be."""
    if not isinstance(data, dict):
        return
    yield place, model, data
    for key, below in keys_of(model).items():
        child = data.get(key)
        for models_, item, here in _items(below, child, (*place, key)):
            if (chosen := fitting(models_, item)) is not None:
                yield from shapes(chosen, item, here)


def _items(
    below: tuple[type[BaseModel], ...],
    child: Any,
    place: Place,
) -> Iterator[tuple[tuple[type[BaseModel], ...], Any, Place]]:
    if below and isinstance(child, list):
        yield from ((below, item, (*place, index)) for index, item in enumerate(child))
    elif below:
        yield below, child, place


@cache
def keys_of(model: type[BaseModel]) -> dict[str, tuple[type[BaseModel], ...]]:
    """The keys of *model* in a file, each with the models that may stand below it."""
    return {
        field.alias or name: models_in(field.annotation)
        for name, field in model.model_fields.items()
    }


def models_in(annotation: Any) -> tuple[type[BaseModel], ...]:
    """Every model inside an annotation such as ``tuple[A | B, ...]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return (annotation,)
    return tuple(model for arg in get_args(annotation) for model in models_in(arg))


def fitting(
    models: tuple[type[BaseModel], ...],
    data: Any,
) -> type[BaseModel] | None:
    """The one of *models* that *data* is, chosen by the ``type`` written in it."""
    if not isinstance(data, dict):
        return None
    if len(models) == 1:
        return models[0]
    tag = data.get("type")
    tagged = (m for m in models if "type" in m.model_fields and tag in tags_of(m))
    return next(tagged, None)


def tags_of(model: type[BaseModel]) -> tuple[Any, ...]:
    """What ``type`` may say for *model*."""
    return get_args(model.model_fields["type"].annotation)
