"""A value of the model to its leaves: every model inside it, every text by place, every section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel

from dxplans.check.shapes import models_in
from dxplans.model.base import Translatable
from dxplans.problem import Place


@cache
def text_fields(model: type[BaseModel]) -> dict[str, str]:
    """The translatable fields of *model*: field name to kind (name, line, prose)."""
    return {
        name: kind
        for name, field in model.model_fields.items()
        if (kind := _kind(field.metadata) or _kind_in(field.annotation))
    }


def _kind(metadata: Iterable[object]) -> str | None:
    return next((m.kind for m in metadata if isinstance(m, Translatable)), None)


def _kind_in(annotation: object) -> str | None:
    """The kind inside ``Name | None`` or ``tuple[Line, ...]``; models are walked on their own."""
    if get_origin(annotation) is Annotated:
        return _kind(get_args(annotation)[1:])
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return None
    return next((kind for arg in get_args(annotation) if (kind := _kind_in(arg))), None)


def key_of(model: type[BaseModel], name: str) -> str:
    """The key in the file of field *name*."""
    return model.model_fields[name].alias or name


@cache
def _below(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of *model* that may hold models, each with its key."""
    return tuple(
        (name, key_of(model, name))
        for name, field in model.model_fields.items()
        if models_in(field.annotation)
    )


def models(value: BaseModel, place: Place = ()) -> Iterator[tuple[Place, BaseModel]]:
    """*value* and every model inside it, each with its place in the file."""
    yield place, value
    for name, key in _below(type(value)):
        child = getattr(value, name)
        here = (*place, key)
        if isinstance(child, BaseModel):
            yield from models(child, here)
        elif isinstance(child, tuple):
            for index, item in enumerate(child):
                if isinstance(item, BaseModel):
                    yield from models(item, (*here, index))


def texts(value: BaseModel) -> Iterator[tuple[Place, str, str]]:
    """Place, kind and string of every translatable text inside *value*."""
    for place, model in models(value):
        for name, kind in text_fields(type(model)).items():
            child = getattr(model, name)
            here = (*place, key_of(type(model), name))
            if isinstance(child, str):
                yield here, kind, child
            elif isinstance(child, tuple):
                for index, item in enumerate(child):
                    yield (*here, index), kind, item


def sections_of(value: Any) -> Iterator[Any]:
    """Every section of a chapter or section (or of a view of one), with those below them."""
    for section in value.sections:
        yield section
        yield from sections_of(section)


def placed_blocks(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every block in the order of ``blocks_of``, each with its section (None: before the first)."""
    yield from ((None, block) for block in value.blocks)
    yield from ((part, block) for part in sections_of(value) for block in part.blocks)


def blocks_of(value: Any) -> Iterator[Any]:
    """Every block of a chapter or section (or of a view of one), those of sections below included."""
    yield from value.blocks
    for section in value.sections:
        yield from blocks_of(section)
