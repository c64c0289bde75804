"""Plain data to the parts of the format that describe it, valid or not, each with its place.

Findings, wording and references walk data this way, so that one mistake in a file hides no other.
"""

from __future__ import annotations

from functools import cache
from typing import Any, get_args

from pydantic import BaseModel

from dxplans.problem import Place


def shapes(
    model: type[BaseModel],
    data: Any,
    place: Place = (),
) -> list[tuple[Place, type[BaseModel], dict[str, Any]]]:
    """Every mapping inside *data* with its place and the model it should be."""
    found: list[tuple[Place, type[BaseModel], dict[str, Any]]] = []
    if isinstance(data, dict):
        _gather(model, data, place, found)
    return found


def _gather(
    model: type[BaseModel],
    data: dict[str, Any],
    place: Place,
    found: list[tuple[Place, type[BaseModel], dict[str, Any]]],
) -> None:
    found.append((place, model, data))
    for key, below in _nested(model):
        child = data.get(key)
        if child is None:
            continue
        if isinstance(child, list):
            for index, item in enumerate(child):
                if (chosen := fitting(below, item)) is not None:
                    _gather(chosen, item, (*place, key, index), found)
        elif (chosen := fitting(below, child)) is not None:
            _gather(chosen, child, (*place, key), found)


@cache
def _nested(model: type[BaseModel]) -> tuple[tuple[str, tuple[type[BaseModel], ...]], ...]:
    """The keys below which models stand."""
    return tuple((key, below) for key, below in keys_of(model).items() if below)


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
    return _by_tag(models).get(tag) if isinstance(tag, str) else None


@cache
def _by_tag(models: tuple[type[BaseModel], ...]) -> dict[str, type[BaseModel]]:
    """What the ``type`` says of each of *models*; the first one counts."""
    tagged = (m for m in reversed(models) if "type" in m.model_fields)
    return {tag: model for model in tagged for tag in tags_of(model)}


def tags_of(model: type[BaseModel]) -> tuple[Any, ...]:
    """What ``type`` may say for *model*."""
    return get_args(model.model_fields["type"].annotation)
