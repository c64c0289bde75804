"""The model to JSON Schema files, so that editors complete and explain; Japanese, and English."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from dxplans.library import KINDS

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas(translate: Callable[[str, str], str | None] | None = None) -> dict[str, str]:
    """File name to JSON text for every kind of file.

    *translate* takes a description's place and its Japanese and returns it in another language;
    what it does not know stays Japanese.
    """
    return {
        f"{kind}.json": json.dumps(_schema(kind, translate), ensure_ascii=False, indent=2) + "\n"
        for kind in KINDS
    }


def _schema(kind: str, translate: Callable[[str, str], str | None] | None) -> dict[str, Any]:
    schema = _of_model(kind)
    for place, node in _described(schema, kind):
        text = node["description"]
        node["description"] = (translate(place, text) if translate else None) or text
    return {"$schema": DIALECT, **schema}


def _of_model(kind: str) -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(_as_text(kind))
    return schema


@cache
def _as_text(kind: str) -> str:
    """The model's own schema; pydantic takes longer for them all than a small site to build."""
    return json.dumps(KINDS[kind].model_json_schema(by_alias=True))


def _described(node: Any, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every node with a Japanese description, by a place that says which field it explains."""
    definitions = node.get("$defs", {})
    for name, model in (("", node), *definitions.items()):
        title = name or model.get("title", place)
        # A model's own docstring is English and for programmers.
        model.pop("description", None)
        for field, value in model.get("properties", {}).items():
            if "description" in value:
                yield f"{title}/{field}", value


def descriptions() -> Iterator[tuple[str, str]]:
    """Place and Japanese text of every description, each place once."""
    seen: set[str] = set()
    for kind in KINDS:
        for place, node in _described(_of_model(kind), kind):
            if place not in seen:
                seen.add(place)
                yield place, node["description"]
