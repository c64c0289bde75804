"""Answers to YAML as the files here are written: the model's order, quoted where it is needed.

What an editor, a schema and a YAML 1.1 parser read must be the same as what we read, so a value is
left without quotation marks only if PyYAML gives back the very text.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import yaml
from pydantic import BaseModel

from dxplans.check.leaves import key_of, text_fields
from dxplans.check.shapes import keys_of
from dxplans.forms.hints import HEADING, hints, in_order
from dxplans.model import Quantity, Span
from dxplans.model.base import PARTIAL_DATE
from dxplans.source.tree import is_text

STEP = 2
_INLINE = (Quantity, Span)
"""Groups of keys that stand on one line in braces."""
_SIGNS = frozenset({"-", "?", ":"})
_ROWS = frozenset({"initiatives"})
"""Lists of ids that stand below each other, so that one more is one more line."""


def file_text(kind: str, depth: int, model: type[BaseModel], data: Mapping[str, Any]) -> str:
    """The whole file: its schema for editors, *data*, and the fields that may follow.

    *depth* is how many folders the file lies below the project's.
    """
    first = f"# yaml-language-server: $schema={'../' * depth}schema/{kind}.json"
    rest = list(hints(model, data))
    return "\n".join([first, *mapping(model, data), *([*HEADING, *rest] if rest else [])]) + "\n"


def mapping(
    model: type[BaseModel], data: Mapping[str, Any], indent: int = 0, *, hinted: bool = False
) -> Iterator[str]:
    """The lines of *data*, keys in the order of *model*; *hinted*: and the fields left out."""
    kinds = text_fields(model)
    for name in in_order(model):
        key = key_of(model, name)
        if data.get(key) is not None:
            below = keys_of(model)[key]
            yield from _entry(key, data[key], kinds.get(name), below[0] if below else None, indent)
    if hinted:
        yield from hints(model, data, indent)


def _entry(
    key: str, value: Any, kind: str | None, below: type[BaseModel] | None, indent: int
) -> Iterator[str]:
    head = f"{' ' * indent}{key}:"
    if isinstance(value, Mapping):
        if below is None or below in _INLINE:
            yield f"{head} {_flow(value)}"
        else:
            yield head
            yield from mapping(below, value, indent + STEP, hinted=True)
    elif isinstance(value, str) and kind == "prose" and (block := _block(value, indent + STEP)):
        yield f"{head} |"
        yield from block
    elif not isinstance(value, Sequence) or isinstance(value, str):
        yield f"{head} {scalar(value)}"
    elif below is not None or kind in {"line", "prose"} or key in _ROWS or _long(value):
        yield head if value else f"{head} []"
        yield from _rows(value, below, indent + STEP)
    else:
        yield f"{head} {_flow(value)}"


def _long(values: Sequence[Any]) -> bool:
    """Whether a list holds sentences, which stand below each other."""
    return any(isinstance(value, str) and value.endswith("。") for value in values)


def _rows(values: Sequence[Any], below: type[BaseModel] | None, indent: int) -> Iterator[str]:
    """A list, one entry below the other; only the first shows what else it may hold."""
    for index, value in enumerate(values):
        if below is None:
            yield f"{' ' * indent}- {scalar(value)}"
            continue
        lines = list(mapping(below, value, indent + STEP, hinted=index == 0))
        yield f"{' ' * indent}- {lines[0].lstrip(' ')}"
        yield from lines[1:]


def _flow(value: Any) -> str:
    if isinstance(value, Mapping):
        inside = ", ".join(f"{key}: {_flow(below)}" for key, below in value.items())
        return f"{{{inside}}}"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return f"[{', '.join(_flow(below) for below in value)}]"
    return scalar(value, flow=True)


def scalar(value: Any, *, flow: bool = False) -> str:
    """One value as YAML; *flow*: inside brackets or braces, where commas end it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(int(value)) if float(value).is_integer() else format(Decimal(str(value)), "f")
    return value if _plain(value, flow=flow) else json.dumps(value, ensure_ascii=False)


def _plain(text: str, *, flow: bool) -> bool:
    """Whether *text* means itself without quotation marks, to every reader of the file."""
    if not is_text(text) or text != text.strip() or "\n" in text:
        return False
    if re.fullmatch(PARTIAL_DATE, text) or text in _SIGNS:
        return False  # a text to PyYAML, but not to every editor
    around = f"k: {{k: {text}, l: [{text}, m]}}\n" if flow else f"k: {text}\nl:\n  - {text}\n"
    meant = {"k": {"k": text, "l": [text, "m"]}} if flow else {"k": text, "l": [text]}
    try:
        # The two parsers of PyYAML do not agree on signs at the end: {k: 0?}.
        return all(
            yaml.load(around, Loader=loader) == meant  # noqa: S506 - both are safe
            for loader in (yaml.CSafeLoader, yaml.SafeLoader)
        )
    except (yaml.YAMLError, ValueError):
        return False


def _block(text: str, indent: int) -> list[str]:
    """*text* as the lines below a bar; none where a bar could not hold it."""
    lines = text.rstrip("\n").split("\n")
    fits = text.endswith("\n") and all(line == line.strip() for line in lines) and lines[0]
    return [f"{' ' * indent}{line}" if line else "" for line in lines] if fits else []
