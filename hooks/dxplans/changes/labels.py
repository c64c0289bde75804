"""The names of parts, fields and fixed values in sentences: one table, Japanese and English."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from dxplans.source import read

FILE = Path(__file__).with_name("labels.yaml")
SELF = "self"
Label = tuple[str, str]
"""Japanese and English."""


@cache
def _table() -> dict[str, dict[str, Label]]:
    data = read(FILE, FILE.name).data
    words = data.pop("words")
    return {
        group: {str(key): _pair(text) for key, text in entries.items()}
        for group, entries in (*data.items(), *words.items())
    }


def _pair(text: str) -> Label:
    ja, _, en = text.partition(" / ")
    return ja, en


def part(model: str) -> Label:
    """What the part of the format called *model* is called: ``Kpi`` is a KPI."""
    return _table().get(model, {}).get(SELF, (model, model))


def field(name: str) -> Label:
    """What the field ``Model.key`` is called; the key itself where the table has no name for it."""
    model, _, key = name.partition(".")
    return _table().get(model, {}).get(key, (key, key))


def word(name: str, value: str) -> Label | None:
    """What the fixed *value* of the field ``Model.key`` means; None if it is not a fixed value."""
    key = "unknown" if name.endswith(".unknown") else name
    return _table().get(key, {}).get(value) if "." in key or key == "unknown" else None
