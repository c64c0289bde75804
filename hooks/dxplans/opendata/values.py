"""A value of the model as JSON data: every text in every language, and whose words it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from dxplans.check.leaves import key_of, text_fields
from dxplans.localise import Language, step
from dxplans.model import Answer, Initiative, Kpi, Plan, Quantity, Result
from dxplans.model.base import Knowing, empty
from dxplans.model.chapter import Statistic
from dxplans.model.plan import Period, Predecessor
from dxplans.model.provenance import Provenance

Data = dict[str, Any]
PRINTED, OURS, OFFICIAL = "printed", "ours", "official"
"""A text as the document prints it; in this site's words; in the publisher's own."""
_ASKED: dict[type[BaseModel], tuple[str, ...]] = {
    Plan: ("department", "contact", "progress", "publication", "reporting", "revision"),
    Period: ("end",),
    Predecessor: ("start", "end"),
    Provenance: ("url", "obtained", "checked"),
    Initiative: ("department", "actions", "kpis", "schedule"),
    Kpi: ("baseline", "target"),
    Quantity: ("value", "unit"),
    Result: ("printed", "value"),
    Statistic: ("value", "unit", "as_of"),
    Answer: ("text", "when"),
}
"""Fields whose emptiness is told even where the data leaves it to the rule: not in the document."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The translations of one PO file in every language, and whose words its prose is."""

    languages: tuple[Language, ...]
    prose: str = OURS
    names: str = PRINTED

    def of(self, kind: str, context: str, value: str) -> Data:
        """A text in every language that has it, and whose it is."""
        found: Data = {"as": self.names if kind == "name" else self.prose}
        for language in self.languages:
            text = language.text(context, value)
            if not text.foreign:
                found[language.lang] = str(text)
        return found

    def data(self, value: BaseModel, context: str) -> Data:
        """*value* without its empty fields; those that a reader asks for say why they are empty."""
        found: Data = {}
        for name, key, kind in _fields(type(value)):
            child = getattr(value, name)
            if not empty(child) and child != {}:
                here = f"{context}/{name}" if context else name
                found[key] = self._child(child, kind, here)
        if isinstance(value, Knowing) and (unknown := _unknown(value)):
            found["unknown"] = unknown
        return found

    def _child(self, child: Any, kind: str | None, here: str) -> Any:
        if isinstance(child, tuple):
            if kind:
                return [self.of(kind, here, text) for text in child]
            return [
                self.data(item, step(here, item)) if isinstance(item, BaseModel) else item
                for item in child
            ]
        if kind:
            return self.of(kind, here, child)
        if isinstance(child, BaseModel):
            return self.data(child, here)
        return number(child) if isinstance(child, float) else child


@cache
def _fields(model: type[BaseModel]) -> tuple[tuple[str, str, str | None], ...]:
    """Name, key in the file and kind of text of every field of *model*."""
    kinds = text_fields(model)
    return tuple(
        (name, key_of(model, name), kinds.get(name))
        for name in model.model_fields
        if name != "unknown"
    )


def asked(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of *model* that always say why they are empty."""
    return _ASKED.get(model, ())


def _unknown(value: Knowing) -> dict[str, str]:
    wanted: Iterator[str] = (name for name in asked(type(value)) if empty(getattr(value, name)))
    return {**{name: value.why_empty(name) for name in wanted}, **value.unknown}


def number(value: float) -> float:
    """33.0 as 33: a number as it is written."""
    return int(value) if value.is_integer() else value
