"""Plain values to a YAML file as a person would write it, with the schema named on its first line.

PyYAML's own dumper quotes by YAML 1.1 and writes a plan's codes without quotation marks; this one
writes what the project's reader takes for text as text, and is quick enough for thousands of files.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

_PLAIN = re.compile(r"[A-Za-zぁ-ヺ一-龠①-⑳（「★☆][-A-Za-z0-9ぁ-ヺー一-龠①-⑳（）「」、。・～々]*")
_WORDS = {"true", "false", "null", "yes", "no", "on", "off"}
_NARROW = 60


def write(root: Path, name: str, value: Mapping[str, Any], schema: str) -> None:
    """Write *value* to the file *name* below *root*; *schema* is what an editor completes it by."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    up = "../" * name.count("/")
    head = f"# yaml-language-server: $schema={up}schema/{schema}.json"
    path.write_text("\n".join([head, *_mapping(value, "")]) + "\n", encoding="utf-8")


def _mapping(value: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, child in value.items():
        yield from _item(f"{indent}{key}:", child, indent)


def _item(head: str, child: Any, indent: str) -> Iterator[str]:
    """*head* (a key, or a list's dash) with what belongs to it, on its line or below."""
    if isinstance(child, str) and "\n" in child:
        yield f"{head} {'|' if child.endswith(chr(10)) else '|-'}"
        yield from (f"{indent}  {line}" if line else "" for line in child.rstrip("\n").split("\n"))
    elif (flow := _flow(child)) is not None:
        yield f"{head} {flow}"
    elif isinstance(child, Mapping):
        yield head
        yield from _mapping(child, f"{indent}  ")
    else:
        yield head
        for item in child:
            yield from _entry(item, f"{indent}  ")


def _entry(item: Any, indent: str) -> Iterator[str]:
    if isinstance(item, Mapping) and _flow(item) is None:
        lines = list(_mapping(item, f"{indent}  "))
        yield f"{indent}- {lines[0].lstrip()}"
        yield from lines[1:]
    else:
        yield from _item(f"{indent}-", item, indent)


def _flow(value: Any) -> str | None:
    """A scalar, or a short list or mapping of scalars, on one line; None for anything larger."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, str):
        return None if "\n" in value else _text(value)
    parts = _parts(value)
    if parts is None:
        return None
    signs = "{}" if isinstance(value, Mapping) else "[]"
    line = f"{signs[0]}{', '.join(parts)}{signs[1]}"
    return line if len(line) <= _NARROW or not isinstance(value, Mapping) else None


def _parts(value: Mapping[str, Any] | Sequence[Any]) -> list[str] | None:
    items = list(value.values()) if isinstance(value, Mapping) else list(value)
    if any(isinstance(i, Mapping | list | tuple) or "\n" in str(i) for i in items):
        return None
    if isinstance(value, Mapping):
        return [f"{key}: {_flow(item)}" for key, item in value.items()]
    if any(len(str(item)) > _NARROW // 2 for item in items):
        return None
    return [str(_flow(item)) for item in items]


def _text(value: str) -> str:
    plain = _PLAIN.fullmatch(value) and value.lower() not in _WORDS
    return value if plain else json.dumps(value, ensure_ascii=False)
