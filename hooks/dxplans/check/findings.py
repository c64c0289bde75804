"""Pydantic's findings, placed in the file and named by our own rules."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from dxplans.check.messages import MESSAGES, NOTHING, hint
from dxplans.check.shapes import keys_of, models_in, shapes, tags_of
from dxplans.fiscal import dates_in
from dxplans.model import Block, accessibility, base, comparison, progress, publisher, questions
from dxplans.problem import Place
from dxplans.source import Document
from dxplans.source.slips import of_key
from dxplans.words import STRENGTH

M = TypeVar("M", bound=BaseModel)
Finding = tuple[str, dict[str, Any]]
_TYPES = {
    "int_type": "need_integer", "int_parsing": "need_integer", "int_from_float": "need_integer",
    "float_type": "need_number", "float_parsing": "need_number", "finite_number": "need_number",
    "bool_type": "need_boolean", "bool_parsing": "need_boolean", "tuple_type": "need_list",
    "dict_type": "need_mapping", "model_type": "need_mapping",
    "model_attributes_type": "need_mapping", "string_too_short": "too_short",
}  # fmt: skip
_PATTERNS = {
    base.ONE_LINE: "one_line",
    base.NOT_BLANK: "too_short",
    base.ID_PATTERN: "bad_id",
    base.KANA: "bad_kana",
    base.PARTIAL_DATE: "bad_date",
    base.DAY: "bad_day",
    progress.MONTH_DAY: "bad_month_day",
    base.URL: "bad_url",
    base.INITIATIVE_REF: "bad_reference",
    questions.SECTION_REF: "bad_section",
    base.PAGE: "bad_page",
    comparison.SUBJECT: "bad_subject",
    base.ANCHORED: "bad_address",
    accessibility.CRITERION: "bad_criterion",
    accessibility.VISITED: "bad_page",
    base.LANGUAGE: "bad_language",
    base.MAIL: "bad_mail",
    base.EDITION: "bad_edition_id",
    publisher.CODE: "bad_code",
    publisher.ROMANISED: "bad_romanised",
}
_BLOCK_TYPES = [tag for model in models_in(Block) for tag in tags_of(model)]
_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_MOST_KEYS = 14
_SHORT = 40


def validate(model: type[M], doc: Document) -> M | None:
    """The value of *doc*, or None with every problem added to ``doc.problems``."""
    if doc.draft is None:
        if not doc.problems:
            doc.report((), "need_mapping", found=_shown(None))
        return None
    if not isinstance(doc.draft, dict):
        code, values = _refined("need_mapping", doc.draft, _shown(doc.draft))
        doc.report((), code, **values)
        return None
    try:
        value = model.model_validate(doc.draft)
    except ValidationError as error:
        found = error.errors(include_url=False)
        _tell([(_place(doc.draft, one["loc"]), one) for one in found], model, doc)
        return None
    return None if doc.problems else value


def _tell(found: list[tuple[Place, ErrorDetails]], model: type[BaseModel], doc: Document) -> None:
    keys = {place: list(keys_of(shape)) for place, shape, _data in shapes(model, doc.draft)}
    explained = _explained(found, keys, doc)
    for place, one in found:
        if not _follows(place, one, explained, doc):
            code, values = _rule(one, place, keys.get(place[:-1], []), doc)
            doc.report(place[:-1] if one["type"] == "missing" else place, code, **values)


def _explained(
    found: list[tuple[Place, ErrorDetails]], keys: dict[Place, list[str]], doc: Document
) -> set[Place]:
    """Missing keys that stand there misspelt, and groups whose values a comma has cut."""
    explained: set[Place] = set()
    for place, one in found:
        if one["type"] != "extra_forbidden":
            continue
        group, key = place[:-1], str(place[-1])
        if _cut_off(key, one["input"]):
            explained.add(group)
        unused = [known for known in keys.get(group, ()) if (*group, known) not in doc.marks]
        if near := _near(_narrow(key), unused):
            explained.add((*group, near))
    return explained


def _follows(place: Place, one: ErrorDetails, explained: set[Place], doc: Document) -> bool:
    """Whether a finding only follows from another one, which is told where it stands."""
    if one["type"] == "missing":
        return place in explained or _slipped(place, doc)
    if one["type"] == "too_short":
        # Pydantic does not count the items that are wrong themselves.
        return bool(len(one["input"]) >= (one.get("ctx") or {})["min_length"])
    if one["type"] != "extra_forbidden" and place[:-1] in explained:
        return True
    return one["input"] is None and doc.mark(place).line + 1 in doc.slips


def _slipped(place: Place, doc: Document) -> bool:
    """Whether the missing key stands on a line that could not be read as it is."""
    key = re.compile(rf"(?<![-\w]){re.escape(str(place[-1]))}(?![-\w])")
    return any(key.search(unicodedata.normalize("NFKC", line)) for line in doc.slips.values())


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


@dataclass(frozen=True, slots=True)
class _Found:
    """One finding of pydantic: what was written, where, and what it compares with."""

    value: Any
    shown: str
    context: dict[str, Any]
    place: Place
    keys: list[str]
    doc: Document


def _rule(found: ErrorDetails, place: Place, keys: list[str], doc: Document) -> Finding:
    kind, value = found["type"], found["input"]
    at = doc.written.get(place)
    shown = _shown(value) if at is None or not at.source else at.source
    context: dict[str, Any] = dict(found.get("ctx") or {})
    if kind in _TYPES:
        return _refined(_TYPES[kind], value, shown)
    if kind in _RULES:
        return _RULES[kind](_Found(value, shown, context, place, keys, doc))
    return (kind, context) if kind in MESSAGES else ("invalid", {"reason": found["msg"]})


def _no_text(found: _Found) -> Finding:
    if found.value is None:
        return "need_text_empty", {}
    many = isinstance(found.value, dict | list)
    return "need_one_text" if many else "need_text", {"found": found.shown}


def _few(found: _Found) -> Finding:
    limit, length = found.context["min_length"], found.context["actual_length"]
    return ("too_few", {"limit": limit, "found": length}) if limit > 1 else ("too_short", {})


def _pattern(found: _Found) -> Finding:
    if not found.value.strip():
        return "too_short", {}
    pattern = found.context["pattern"]
    meant = (guess for guess in _guesses(found.value) if re.fullmatch(pattern, guess))
    return _PATTERNS[pattern], {"found": found.shown, **hint(next(meant, None))}


def _cut_off(key: str, value: object) -> bool:
    """Whether a key is the rest of a value that a comma in braces has cut: {printed: 2,000件}."""
    return value is None and re.match(r"[0-9]", key) is not None


def _guesses(value: str) -> Iterator[str]:
    """What may have been meant: in ordinary width, in hiragana, as a date in figures."""
    yield _narrow(value).strip()
    yield _narrow(value).translate(_HIRAGANA).replace(" ", "")
    yield from (found.iso for found in dates_in(value))


def _limit(rule: str, found: _Found) -> Finding:
    limit = found.context["ge" if rule == "at_least" else "le"]
    year = limit in {base.FIRST_YEAR, base.LAST_YEAR}
    return "bad_year" if year else rule, {"limit": limit, "found": found.shown}


def _choice(found: _Found) -> Finding:
    choices = re.findall(r"'([^']*)'", found.context["expected"])
    known = STRENGTH if set(choices) == STRENGTH.keys() else {}
    shown = " / ".join(f"{one}（{known[one]}）" if known else one for one in choices)
    values = {"choices": shown, "choices_en": " / ".join(choices), "found": found.shown}
    return "choose", values | hint(_near(str(found.value), choices))


def _block_type(found: _Found) -> Finding:
    tag = found.value.get("type") if isinstance(found.value, dict) else found.value
    values = {"choices": " / ".join(_BLOCK_TYPES), "found": _shown(tag)}
    return "choose_type", values | hint(_near(str(tag), _BLOCK_TYPES))


def _unknown_key(found: _Found) -> Finding:
    key, keys = str(found.place[-1]), found.keys
    if _cut_off(key, found.value):
        return "comma_in_value", {"found": key}
    narrow = _narrow(key)
    name, colon, rest = key.partition("：")
    if colon and name in keys:
        return "fullwidth_colon", {"key": name, "text": f"{name}: {rest}"}
    if narrow in keys and narrow != key:
        return "fullwidth_key", {"key": key, "text": f"{narrow}:"}
    unused = [known for known in keys if (*found.place[:-1], known) not in found.doc.marks]
    near = _near(narrow, unused) or _near(narrow, keys)
    if near or not unused:
        return "unknown_key", {"key": key, **hint(near)}
    listed = ", ".join(unused[:_MOST_KEYS]) + (" …" if len(unused) > _MOST_KEYS else "")
    return "unknown_key", {
        "key": key,
        "hint": f"ここに書ける項目: {listed}",
        "hint_en": f"Known here: {listed}",
    }


_RULES: dict[str, Callable[[_Found], Finding]] = {
    "extra_forbidden": _unknown_key,
    "greater_than_equal": lambda found: _limit("at_least", found),
    "less_than_equal": lambda found: _limit("at_most", found),
    "literal_error": _choice,
    "missing": lambda found: ("missing", {"key": found.place[-1]}),
    "string_pattern_mismatch": _pattern,
    "string_too_long": lambda f: (
        "too_long",
        {"length": len(f.value), "limit": f.context["max_length"]},
    ),
    "string_type": _no_text,
    "too_long": lambda f: (
        "too_many",
        {"limit": f.context["max_length"], "found": f.context["actual_length"]},
    ),
    "too_short": _few,
    "union_tag_invalid": _block_type,
    "union_tag_not_found": _block_type,
}


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _near(word: str, known: list[str]) -> str | None:
    """The known word that *word* is most like."""
    near = difflib.get_close_matches(word.lower(), known, n=1, cutoff=0.6)
    return near[0] if near else None


def _refined(rule: str, value: Any, shown: str) -> Finding:
    """A text where a list or mapping should be is often one whose signs are full-width."""
    if rule in {"need_list", "need_mapping"} and isinstance(value, str):
        slip = of_key([re.split(r"\n|(?<=\S)\s(?=[^\s\w])", value)[0]], 1)
        wanted = (
            {"bad_dash"} if rule == "need_list" else {"fullwidth_colon", "no_space_after_colon"}
        )
        if slip is not None and slip.rule in wanted | {"fullwidth_key", "fullwidth_space"}:
            return slip.rule, slip.values
    if rule in {"need_integer", "need_number"} and isinstance(value, str):
        narrow = _narrow(value).strip().replace(",", "")
        if re.fullmatch(r"[-+]?[0-9]+(?:\.[0-9]+)?", narrow):
            return "number_as_text", {"found": shown, "number": narrow}
        if (
            rule == "need_integer"
            and len(years := {date.fiscal_year for date in dates_in(value)}) == 1
        ):
            return "number_as_text", {"found": shown, "number": years.pop()}
    return rule, {"found": shown}


def _shown(value: Any) -> str:
    """A value as a clerk wrote it, short."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list | tuple):
        return "[…]"
    text = str(value)
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
