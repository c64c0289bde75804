"""A value to what the check says of it, before any file is written."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from dxplans.check.findings import validate
from dxplans.check.messages import say
from dxplans.check.rules import apply_rules
from dxplans.check.wording import check_wording
from dxplans.problem import Problem
from dxplans.source import Document, Places

_HERE = 2


def problems_at(model: type[BaseModel], key: str, value: Any) -> list[Problem]:
    """What is wrong with *value* below *key* of a *model* whose other fields are not there yet."""
    doc = Document("")
    doc.take({key: value}, Places({(key,): (_HERE, 1)}))
    _try(model, doc)
    return [problem for problem in doc.problems if problem.mark.line == _HERE]


def problems_of(model: type[BaseModel], data: dict[str, Any]) -> list[Problem]:
    """What is wrong with *data* as a *model*, complete."""
    doc = Document("")
    doc.take(data, Places())
    _try(model, doc)
    return doc.problems


def sentences(problems: list[Problem], lang: str) -> list[str]:
    """What *problems* say, each sentence once."""
    return list(dict.fromkeys(say(problem, lang) for problem in problems))


def _try(model: type[BaseModel], doc: Document) -> None:
    apply_rules(doc, model, validate(model, doc))
    check_wording(doc, model)
