"""Pydantic's findings, placed in the file and named by our own rules."""

from __future__ import annotations

import difflib
import re
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dxplans.check.messages import MESSAGES, hint
from dxplans.model.base import ID_PATTERN
from dxplans.problem import Place
from dxplans.source import Document

M = TypeVar("M", bound=BaseModel)
_TYPES = {
    "int_type": "need_integer",
    "int_parsing": "need_integer",
    "int_from_float": "need_integer",
    "float_type": "need_number",
    "float_parsing": "need_number",
    "bool_type": "need_boolean",
    "bool_parsing": "need_boolean",
    "tuple_type": "need_list",
    "dict_type": "need_mapping",
    "model_type": "need_mapping",
    "model_attributes_type": "need_mapping",
    "string_too_short": "too_short",
}
_PATTERNS = (
    (r"^\S[^\n]*\Z", "one_line"),
    (ID_PATTERN, "bad_id"),
    (r"^[ぁ-ゖー・]+$", "bad_kana"),
    (r"^[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?$", "bad_date"),
    (r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "bad_day"),
    (r"^[0-9]{6}$", "bad_code"),
    (r"^https?://[^\s<>\"']+$", "bad_url"),
)


def validate(model: type[M], doc: Document) -> M | None:
    """The value of *doc*, or None with every problem added to ``doc.problems``."""
    if doc.problems:
        return None
    if not isinstance(doc.data, dict):
        doc.report((), "need_mapping", found=_shown(doc.data))
        return None
    try:
        return model.model_validate(doc.data)
    except ValidationError as error:
        for found in error.errors(include_url=False):
            place = _place(doc.data, found["loc"])
            code, values = _rule(model, doc.data, found, place)
            doc.report(place, code, **values)
        return None


def _place(data: Any, loc: tuple[str | int, ...]) -> Place:
    """*loc* without the steps that name a union's branch, which are not in the file."""
    place: list[str | int] = []
    for step in loc:
        if isinstance(data, dict) and step not in data and data.get("type") == step:
            continue
        place.append(step)
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
    return tuple(place)


def _rule(  # noqa: PLR0911 - a table of kinds, one return each
    model: type[BaseModel], data: Any, found: ErrorDetails, place: Place
) -> tuple[str, dict[str, Any]]:
    kind, value = found["type"], found["input"]
    context: dict[str, Any] = dict(found.get("ctx") or {})
    shown = _shown(value)
    if kind == "missing":
        return "missing", {"key": place[-1]}
    if kind == "extra_forbidden":
        return "unknown_key", {"key": place[-1], **hint(_near_key(model, data, place))}
    if kind == "string_type":
        return ("need_text_empty", {}) if value is None else ("need_text", {"found": shown})
    if kind == "string_too_long":
        return "too_long", {"length": len(value), "limit": context["max_length"]}
    if kind == "too_short":
        return "too_short", {}
    if kind == "string_pattern_mismatch":
        code = dict(_PATTERNS).get(context["pattern"], "bad_pattern")
        return code, {"found": shown}
    if kind == "literal_error":
        choices = re.findall(r"'([^']*)'", context["expected"])
        near = difflib.get_close_matches(str(value), choices, n=1)
        return "choose", {
            "choices": " / ".join(choices), "found": shown, **hint(near[0] if near else None)
        }  # fmt: skip
    if kind in {"union_tag_invalid", "union_tag_not_found"}:
        expected = re.findall(r"'([^']*)'", str(context.get("expected_tags", "")))
        tag = value.get("type") if isinstance(value, dict) else value
        return "choose_type", {"choices": " / ".join(expected), "found": _shown(tag)}
    if kind == "greater_than_equal":
        return "at_least", {"limit": context["ge"], "found": shown}
    if kind == "less_than_equal":
        return "at_most", {"limit": context["le"], "found": shown}
    if kind in _TYPES:
        return _TYPES[kind], {"found": shown}
    if kind in MESSAGES:
        return kind, context
    return "invalid", {"reason": found["msg"]}


def _shown(value: Any) -> str:
    """A value as a clerk wrote it, short."""
    if value is None:
        return "（空）"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, (list, tuple)):
        return "[…]"
    text = str(value)
    return text if len(text) <= 40 else f"{text[:40]}…"  # noqa: PLR2004 - enough to recognise it


def _near_key(model: type[BaseModel], data: Any, place: Place) -> str | None:
    """The known key nearest to the unknown one at *place*."""
    here = [model]
    for step in place[:-1]:
        if isinstance(step, str):
            fields = (m.model_fields for m in _that_fit(here, data))
            below = (f for fs in fields for name, f in fs.items() if step in {name, f.alias})
            here = [found for field in below for found in _models(field.annotation)]
        data = data[step]
    names = [f.alias or name for m in _that_fit(here, data) for name, f in m.model_fields.items()]
    near = difflib.get_close_matches(str(place[-1]), names, n=1, cutoff=0.5)
    return near[0] if near else None


def _models(annotation: Any) -> list[type[BaseModel]]:
    """Every model inside an annotation such as ``tuple[A | B, ...]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for arg in get_args(annotation) for model in _models(arg)]


def _that_fit(models: list[type[BaseModel]], data: Any) -> list[type[BaseModel]]:
    """The branches of a union that the ``type`` written in *data* chooses."""
    tag = data.get("type") if isinstance(data, dict) else None
    chosen = [
        model
        for model in models
        if "type" in model.model_fields and tag in get_args(model.model_fields["type"].annotation)
    ]
    return chosen or models
