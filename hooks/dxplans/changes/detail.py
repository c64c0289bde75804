"""A part that came or went to the few values of it that a reader wants to know at once."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from dxplans.changes import labels
from dxplans.changes.naming import Name, Translate
from dxplans.changes.record import Data
from dxplans.changes.shape import shape_of
from dxplans.changes.values import dated, shortened, years

_TOLD: dict[str, tuple[str, ...]] = {
    "Quantity": ("printed",),
    "Timing": ("printed",),
    "Event": ("printed",),
    "Result": ("printed",),
    "Statistic": ("printed",),
    "Kpi": ("baseline", "target"),
    "Action": ("verb", "class"),
    "ScheduleRow": ("spans",),
    "Span": ("from",),
    "Erratum": ("printed", "shown"),
    "Signature": ("by", "on"),
    "Signed": ("by", "on"),
    "Confirmed": ("by", "on"),
    "Unchanged": ("by", "on"),
    "Correction": ("what", "on"),
    "Revision": ("printed", "on", "reason"),
    "Reporting": ("printed",),
    "Withdrawn": ("on", "reason"),
    "Answering": ("by", "on"),
    "Judgement": ("result", "by", "on"),
    "PageTest": ("result", "by", "on"),
    "Printed": ("text",),
    "Alias": ("where",),
    "Contact": ("department", "address", "tel", "mail"),
    "Organisation": ("role",),
    "Reference": ("relation",),
    "Predecessor": ("start", "end"),
    "GlossaryEntry": ("text",),
    "Footnote": ("text",),
    "TextBlock": ("text",),
    "Saying": ("find",),
    "Misspelling": ("wrong",),
    "Reading": ("reading",),
    "Topic": ("ja", "en"),
}
_BARE = frozenset({
    "Quantity", "Timing", "Event", "Result", "Reporting", "Statistic", "Span", "ScheduleRow", "Printed",
    "Organisation", "Reference", "GlossaryEntry", "Footnote", "TextBlock", "Saying", "Misspelling",
    "Reading",
})  # fmt: skip
"""Parts of which one value is told, without its label."""


def detail(model: type[BaseModel], data: Any, context: str, translate: Translate) -> Name | None:
    """The values that tell most of the part *data*; None if there are none."""
    kind = model.__name__
    if not isinstance(data, dict):
        return None
    found: list[tuple[str, str]] = []
    for key in _TOLD.get(kind, ()):
        value = _value(model, key, data, context, translate)
        if value is not None:
            label = ("", "") if kind in _BARE else labels.field(f"{kind}.{key}")
            found.append(
                (f"{label[0]} {value.ja}".strip(), f"{label[1]} {value.in_('en')}".strip())
            )
    if not found:
        return None
    return Name("、".join(ja for ja, _en in found), ", ".join(en for _ja, en in found))


def _value(
    model: type[BaseModel], key: str, data: Data, context: str, translate: Translate
) -> Name | None:
    value, field = data.get(key), f"{model.__name__}.{key}"
    if key not in shape_of(model):
        return None  # the other one of two models with this name
    here = f"{context}/{shape_of(model)[key].name}"
    if field == "ScheduleRow.spans":
        return _spans(value, here, translate)
    if field == "Span.from":
        period = [value, data.get("to")]
        return Name(years(period, "ja"), years(period, "en"))
    if isinstance(value, dict):
        value, here = value.get("printed"), f"{here}/printed"
    if isinstance(value, list):
        value = "、".join(str(item) for item in value)
    if value is None or value == "":
        return None
    if (words := labels.word(field, str(value)) or dated(field, value)) is not None:
        return Name(*words)
    text = str(value)
    return Name(shortened(text), shortened(translate(here, text) or text))


def _spans(spans: Any, context: str, translate: Translate) -> Name | None:
    found = [span for span in spans if isinstance(span, dict)] if isinstance(spans, list) else []
    told = []
    for span in found:
        text = str(span.get("text") or "")
        period = [span.get("from"), span.get("to")]
        english = translate(f"{context}/text", text) or text
        told.append((f"{years(period, 'ja')} {text}", f"{years(period, 'en')} {english}"))
    return Name("、".join(ja for ja, _ in told), ", ".join(en for _, en in told)) if told else None
