"""The model to JSON Schema of the documents: the same fields, their texts in every language."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from dxplans.check.leaves import key_of, text_fields
from dxplans.check.shapes import models_in
from dxplans.model import (
    Answer,
    Chapter,
    GlossaryEntry,
    Initiative,
    Kpi,
    Plan,
    Progress,
    Publisher,
    Question,
    Result,
    Stance,
    Term,
    Theme,
)
from dxplans.model.comparison import Comparison
from dxplans.model.gone import Gone
from dxplans.model.provenance import Withdrawn
from dxplans.opendata.codes import CODES
from dxplans.opendata.source import VERSION
from dxplans.opendata.values import OFFICIAL, OURS, PRINTED, Data
from dxplans.schema import DIALECT

Translate = Callable[[str, str], str | None]
_STRING, _YEAR, _DAY = {"type": "string"}, {"type": "integer"}, {"type": "string", "format": "date"}
_HEAD = ("$schema", "version", "type", "id", "page", "on", "rights")


def _ref(name: str) -> Data:
    return {"$ref": f"#/$defs/{name}"}


def _list(item: Data) -> Data:
    return {"type": "array", "items": item}


def _object(properties: Data, *optional: str) -> Data:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _by_key(item: Data) -> Data:
    return {"type": "object", "additionalProperties": item}


def _codes(name: str) -> Data:
    return {"enum": list(CODES[name])}


_TITLED = _object({"id": _STRING, "title": _ref("Text")})
_RESULT = _object(
    {
        "initiative": _STRING, "kpi": _STRING, "fiscal_year": _YEAR, "name": _ref("Text"),
        "status": _codes("result"), "due": _DAY, "source": _ref("Text"), "url": _STRING,
        "published": _STRING, "result": _ref("Result"),
    },
    "due", "source", "url", "published", "result",
)  # fmt: skip
_STATUS = _object(
    {
        "publisher": _object({"id": _STRING, "code": {"type": ["string", "null"]}, "name": _ref("Text")}),
        "plan": _STRING, "state": _codes("state"), "year": _YEAR, "kind": _codes("plan_kind"),
        "text": _codes("text"),
        "confirmed": {"anyOf": [_object({"by": _STRING, "on": _DAY}), {"type": "null"}]},
        "read": _DAY, "drafted": _codes("drafted"), "newer": _codes("newer"), "signed": _list(_STRING),
    },
    "year", "kind", "text", "confirmed", "read", "drafted", "newer", "signed",
)  # fmt: skip
_RIGHTS = _object({"notice": _ref("Text"), "ours": _STRING}, "ours")
_LISTED = _list(_STRING)

BODIES: dict[str, Data] = {
    "publisher": {
        "name": _ref("Text"), "prefecture": _object({"code": _STRING, "name": _ref("Text")}),
        "publisher": _ref("Publisher"), "plans": _list(_ref("Status")),
    },
    "plan": {
        "plan": _ref("Plan"), "chapters": _by_key(_ref("Chapter")), "initiatives": _list(_TITLED),
        "answers": _list(_ref("Answer")), "stances": _list(_ref("Stance")),
        "progress": _by_key(_ref("Progress")), "results": _list(_RESULT),
        "gone": _list(_ref("Gone")),
    },
    "initiative": {
        "group": _object(
            {"id": _STRING, "title": _ref("Text"), "number": _ref("Text"), "mark": _STRING},
            "number", "mark",
        ),
        "common_schedule": _LISTED,
        "initiative": _ref("Initiative"),
    },
    "kpi": {"initiative": _TITLED, "kpi": _ref("Kpi"), "results": _list(_RESULT)},
    "theme": {
        "theme": _ref("Theme"),
        "initiatives": _list(_object({"id": _STRING, "relation": _codes("relation")})),
    },
    "term": {
        "term": _ref("Term"), "used": _LISTED,
        "said": _list(_object({"plan": _STRING, "chapter": _STRING, "entry": _ref("GlossaryEntry")})),
    },
    "question": {"question": _ref("Question")},
    "comparison": {"comparison": _ref("Comparison")},
}  # fmt: skip
"""What each kind of document holds after its head."""
_MODELS: tuple[type[BaseModel], ...] = (
    Publisher, Plan, Chapter, Answer, Stance, Progress, Result, Initiative, Kpi, Theme, Term,
    GlossaryEntry, Question, Comparison, Withdrawn, Gone,
)  # fmt: skip
_MAY = frozenset({"group", "common_schedule", "gone"})
"""What only some documents have."""
OF_PLANS = ("plan", "initiative", "kpi")
"""The kinds that have a status, and that a withdrawal empties."""
_INDEX = _object({
    "$schema": _STRING, "version": {"const": VERSION}, "type": {"const": "index"}, "on": _DAY,
    "rights": _ref("Rights"), "archive": _STRING,
    "tables": _list(_object({"name": _STRING, "rows": {"type": "integer"}, "files": _by_key(_STRING)})),
    "documents": _by_key(_LISTED),
})  # fmt: skip


def schemas(languages: tuple[str, ...], translate: Translate) -> dict[str, str]:
    """Published name to JSON Schema of every kind of document; *translate* knows the other language."""
    found = {kind: _document(kind, body) for kind, body in BODIES.items()} | {"index": _INDEX}
    definitions = _definitions(translate)
    definitions["Text"] = _object(
        {"as": {"enum": [PRINTED, OURS, OFFICIAL]}, **dict.fromkeys(languages, _STRING)},
        "as",
        *languages,
    )
    definitions |= {"Status": _STATUS, "Rights": _RIGHTS}
    return {
        f"schema/data-{kind}.json": _text({**schema, "$defs": _needed(schema, definitions)})
        for kind, schema in found.items()
    }


def _text(schema: Data) -> str:
    return json.dumps({"$schema": DIALECT, **schema}, ensure_ascii=False, indent=1) + "\n"


def _document(kind: str, body: Data) -> Data:
    head = {
        "$schema": _STRING, "version": {"const": VERSION}, "type": {"const": kind}, "id": _STRING,
        "page": _by_key(_STRING), "on": _DAY, "rights": _ref("Rights"),
    }  # fmt: skip
    if kind not in OF_PLANS:
        return _object({**head, **body})
    gone = {"withdrawn": _ref("Withdrawn")}
    schema = _object({**head, "status": _ref("Status"), **body, **gone}, *body, *gone)
    needed = [name for name in body if name not in _MAY]
    schema["oneOf"] = [{"required": needed}, {"required": ["withdrawn"]}]
    return schema


def _needed(schema: Data, definitions: Data) -> Data:
    """Those *definitions* that *schema* leads to."""
    found: Data = {}
    waiting: list[Any] = [schema]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            name = str(node.get("$ref", "")).rpartition("/")[2]
            if name and name not in found:
                found[name] = definitions[name]
                waiting.append(definitions[name])
        waiting += (
            node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        )
    return dict(sorted(found.items()))


@cache
def _models_schema() -> str:
    """The models' own schemas as text; pydantic takes long, and a server builds again and again."""
    wanted = [(model, "validation") for model in _MODELS]
    return json.dumps(models_json_schema(wanted, by_alias=True)[1]["$defs"])  # type: ignore[arg-type]


def _definitions(translate: Translate) -> Data:
    found: Data = json.loads(_models_schema())
    for model in _all(_MODELS):
        node = found[model.__name__]
        # A model's own docstring is for programmers.
        node.pop("description", None)
        for key, value in node.get("properties", {}).items():
            value.pop("default", None)
            if japanese := value.get("description"):
                other = translate(f"{model.__name__}/{key}", japanese)
                value["description"] = f"{japanese}\n{other}" if other else japanese
        for name in text_fields(model):
            key = key_of(model, name)
            node["properties"][key] = _in_languages(node["properties"][key])
    return found


def _all(models: tuple[type[BaseModel], ...]) -> set[type[BaseModel]]:
    """*models* and every model inside them."""
    found: set[type[BaseModel]] = set()
    waiting = list(models)
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.add(model)
            waiting += [
                one for field in model.model_fields.values() for one in models_in(field.annotation)
            ]
    return found


def _in_languages(node: Data) -> Data:
    """A field whose string is a text in every language, alone, in a list, or where it may be absent."""
    kept: Data = {key: node[key] for key in ("description", "title", "minItems") if key in node}
    if node.get("type") == "array":
        return {**kept, **_list(_ref("Text"))}
    return {**kept, **_ref("Text")}
