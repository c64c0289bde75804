"""A data file's bytes to what can be compared: plain data with every default written out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from dxplans.check.shapes import fitting, keys_of
from dxplans.library import KINDS, checked, kind_of
from dxplans.problem import Problem
from dxplans.source import read_bytes

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """One file of the format: its kind, the ids of its path, its data and its errors.

    A value that the format refuses hides no change in another; the data is None only if the file
    cannot be read as YAML.
    """

    name: str
    kind: str
    ids: Mapping[str, str]
    data: Data | None
    errors: tuple[Problem, ...] = ()

    @property
    def model(self) -> type[BaseModel]:
        """The model of the file."""
        return KINDS[self.kind]

    @property
    def publisher(self) -> str | None:
        """``yamaguchi/mine``, for the files of a publisher."""
        ids = self.ids
        return f"{ids['prefecture']}/{ids['publisher']}" if "publisher" in ids else None

    @property
    def edition(self) -> str | None:
        """``yamaguchi/mine/2026``, for the files of an edition."""
        return f"{self.publisher}/{self.ids['edition']}" if "edition" in self.ids else None

    @property
    def id(self) -> str:
        """The id that the file's name gives; empty where a folder holds one such file."""
        return self.ids.get("id", "")


def record_of(name: str, raw: bytes) -> Record | None:
    """The file *name* with the content *raw*; None if it is no file of the format."""
    found = kind_of(name)
    if found is None:
        return None
    kind, ids = found
    doc = read_bytes(raw, name)
    if not doc.problems:
        checked(doc, kind, ids)
    # Of a file that the reader had to mend, what it says is a guess: nothing is told of it.
    data = normal(KINDS[kind], doc.data) if isinstance(doc.data, dict) else None
    errors = tuple(sorted((p for p in doc.problems if p.level == "error"), key=lambda p: p.order))
    return Record(name, kind, ids, data, errors)


def normal(model: type[BaseModel], data: Data) -> Data:
    """*data* with every field of *model*, absent ones at their defaults; anything else as it is."""
    below = keys_of(model)
    made: Data = {}
    for key, field in fields(model).items():
        value = data.get(key)
        if value is None:
            made[key] = _default(field)
        elif isinstance(value, list):
            made[key] = [_part(below[key], item) for item in value]
        else:
            made[key] = _part(below[key], value)
    return made


def _part(models: tuple[type[BaseModel], ...], value: Any) -> Any:
    chosen = fitting(models, value) if models else None
    if chosen is not None:
        return normal(chosen, value)
    if isinstance(value, float) and value.is_integer():
        return int(value)  # 10.0 and 10 are one number
    return value


@cache
def fields(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """The fields of *model* by their keys in a file."""
    return {field.alias or name: field for name, field in model.model_fields.items()}


def _default(field: FieldInfo) -> Any:
    if field.is_required():
        return None
    value = field.get_default(call_default_factory=True)
    return list(value) if isinstance(value, tuple) else value


def canon(value: Any) -> str:
    """One spelling for equal data; true is not 1, as it is in Python."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def same(one: Any, other: Any) -> bool:
    """Whether two pieces of data are equal."""
    return one is other or canon(one) == canon(other)
