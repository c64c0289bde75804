"""A YAML parser's events to plain data beside marks; YAML's traps end here as problems.

Only YAML 1.2's core scalars mean more than text (no dates, no yes/no, no octal, no sexagesimal
numbers): ``no`` stays a word. Building from events instead of PyYAML's nodes sees duplicate keys,
never follows an alias (so nothing can grow) and never recurses (so nothing can be too deep).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from dxplans.problem import Place
from dxplans.source.document import Document, Written
from dxplans.source.encoding import invisible

MAX_DEPTH = 40
_CORE = "tag:yaml.org,2002:"
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]+")
LEADING_ZERO = re.compile(r"0[0-9]+")
_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_LONGEST_NUMBER = 15
"""Digits that a float keeps exactly; what is longer is no quantity and stays text."""


class _NoKey:
    """Stands for a key that cannot be one: what follows is read, and dropped."""


_NO_KEY = _NoKey()


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet."""

    place: Place
    value: list[Any] | dict[str, Any]
    quiet: bool
    """Its values are dropped, so their places are not remembered."""
    key: str | _NoKey | None = None


def build(text: str, doc: Document) -> None:
    """Put *text* into ``doc.draft``, its marks and problems; yaml.YAMLError where the parser stops."""
    open_: list[_Open] = []
    lines = text.split("\n")
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        line, column = _at(event.start_mark)
        if isinstance(event, yaml.CollectionEndEvent):
            open_.pop()
        elif isinstance(event, yaml.AliasEvent | yaml.ScalarEvent | yaml.CollectionStartEvent):
            place, quiet = _next(open_, event, (line, column), doc)
            if place is None:
                continue
            value = _value(event, place, doc, lines, quiet=quiet)
            _store(open_, value, doc)
            if isinstance(event, yaml.CollectionStartEvent):
                if len(open_) >= MAX_DEPTH:
                    doc.report_at(line, column, "too_deep", limit=MAX_DEPTH)
                    doc.draft = None
                    return
                open_.append(_Open(place, value, quiet))


def _at(mark: Any) -> tuple[int, int]:
    """Line and column, counted from one as editors do."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _next(
    open_: list[_Open], event: yaml.Event, at: tuple[int, int], doc: Document
) -> tuple[Place | None, bool]:
    """The place of the value that *event* begins; None if it was a key."""
    if not open_:
        doc.marks[()] = at
        return (), False
    parent = open_[-1]
    if isinstance(parent.value, list):
        place = (*parent.place, len(parent.value))
        if not parent.quiet:
            doc.marks[place] = at
        return place, parent.quiet
    if parent.key is None:
        parent.key = _key(parent, event, at, doc)
        if isinstance(event, yaml.CollectionStartEvent):
            # A list or mapping as a key: read to its end, with the value after it still to come.
            open_.append(_Open((), [], quiet=True))
        return None, True
    if isinstance(parent.key, _NoKey):
        return (), True
    return (*parent.place, parent.key), parent.quiet


def _key(parent: _Open, event: yaml.Event, at: tuple[int, int], doc: Document) -> str | _NoKey:
    key = event.value if isinstance(event, yaml.ScalarEvent) else ""
    if not key:
        doc.report_at(*at, "key_not_text")
        return _NO_KEY
    place = (*parent.place, key)
    if key in parent.value:
        first = doc.marks.get(place)
        doc.report_at(*at, "duplicate_key", key=key, line=first[0] if first else at[0])
        return _NO_KEY
    if not parent.quiet:
        doc.marks[place] = at
    return key


def _value(event: yaml.Event, place: Place, doc: Document, lines: list[str], *, quiet: bool) -> Any:
    at = _at(event.start_mark)
    if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
        doc.report_at(*at, "anchor")
    tag = getattr(event, "tag", None)
    if tag is not None:
        doc.report_at(*at, "tag", tag=str(tag).replace(_CORE, "!!"))
    if isinstance(event, yaml.MappingStartEvent):
        return {}
    if isinstance(event, yaml.SequenceStartEvent):
        return []
    if not isinstance(event, yaml.ScalarEvent):
        return None
    unquoted = event.implicit[0]
    if unquoted and LEADING_ZERO.fullmatch(event.value):
        doc.report_at(*at, "leading_zero", found=event.value)
    value = plain(event.value) if unquoted else event.value
    if isinstance(value, str) and (code := invisible(value)):
        # Made by an escape: as a character it has been taken out before.
        doc.report_at(*at, "control_character", code=code)
        value = ""
    if not quiet:
        doc.written[place] = _written(event, value, lines)
    return value


def _written(event: yaml.ScalarEvent, value: object, lines: list[str]) -> Written:
    """Where the characters of *value* stand."""
    source = None if isinstance(value, str) else event.value
    line, column = _at(event.start_mark)
    if event.style != "|":
        plain = event.implicit[0] and line == _at(event.end_mark)[0]
        return Written(line, column, literal=False, plain=plain, source=source)
    first = next((text for text in lines[line:] if text.strip()), "")
    indent = len(first) - len(first.lstrip(" "))
    return Written(line + 1, indent + 1, literal=True, plain=False, source=source)


def plain(text: str) -> str | int | float | bool | None:
    """What an unquoted scalar means."""
    if text in _WORDS:
        return _WORDS[text]
    if len(text) <= _LONGEST_NUMBER and text[0] in "+-0123456789":
        if _INTEGER.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
    return text


def is_text(text: str) -> bool:
    """Whether *text* without quotation marks is read as just this text."""
    return isinstance(plain(text), str) and not LEADING_ZERO.fullmatch(text)


def _store(open_: list[_Open], value: Any, doc: Document) -> None:
    if not open_:
        doc.draft = value
        return
    parent = open_[-1]
    if isinstance(parent.value, list):
        parent.value.append(value)
    else:
        if isinstance(parent.key, str):
            parent.value[parent.key] = value
        parent.key = None
