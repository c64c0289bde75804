"""A model to commented lines for the fields that a file may still get, in its own words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from dxplans.check.leaves import key_of
from dxplans.check.shapes import keys_of

LONG = 60
"""What says more than this below another field is cut to its first sentence."""
HEADING = (
    "",
    "# ここから下は、書くことがあるときだけ使う項目です。",
    "# 行の始めの「# 」を消し、「:」の後に値を書きます（例「# note:」→「note: 月の平均です。」）。",
    "# 使わない行は、消してもかまいません。",
)


def in_order(model: type[BaseModel]) -> list[str]:
    """The fields of *model* as files have them: why something is empty comes last."""
    return sorted(model.model_fields, key=lambda name: name == "unknown")


def hints(model: type[BaseModel], data: Mapping[str, Any], indent: int = 0) -> Iterator[str]:
    """A line for every field of *model* that *data* leaves out, explained by the model."""
    for name in in_order(model):
        key, field = key_of(model, name), model.model_fields[name]
        if data.get(key) is None:
            below = keys_of(model)[key]
            yield hint_line(key, field, indent)
            if below:
                yield from _inside(below[0], field, indent)


def _inside(model: type[BaseModel], field: FieldInfo, indent: int) -> Iterator[str]:
    """What the value of *field*, one *model* or a list of them, cannot do without."""
    lead = "  - " if is_list(field.annotation) else "  "
    for name, inner in model.model_fields.items():
        if inner.is_required():
            yield hint_line(key_of(model, name), inner, indent, lead)
            lead = " " * len(lead)


def hint_line(key: str, field: FieldInfo, indent: int, lead: str = "") -> str:
    """One commented line: the key, and what the model says of it."""
    about = " ".join((field.description or "").split())
    if indent and len(about) > LONG:
        about = f"{about.partition('。')[0]}。"
    return f"{' ' * indent}# {lead}{key}:  # {about}".rstrip(" #")


def is_list(annotation: Any) -> bool:
    """Whether a field holds a list."""
    if get_origin(annotation) is tuple:
        return True
    return any(is_list(inner) for inner in get_args(annotation))
