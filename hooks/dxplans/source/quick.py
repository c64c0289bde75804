"""A YAML text of which there is nothing to say to its data, without a mark of anything.

Nearly every file is so, and is read in half the time. Whatever ``tree`` would have to tell of, or
decide on, is left to it; a test holds the two against each other.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from dxplans.source.encoding import invisible
from dxplans.source.tree import LEADING_ZERO, MAX_DEPTH, plain

_ODD = re.compile(r"^(?: *[\t\u3000\xa0]|(?:---|\.\.\.)(?:\s|$))", re.MULTILINE)
"""Lines that ``slips`` may have something to say of: odd indents, and ends of a document."""


def quick(text: str) -> Any:  # noqa: C901, PLR0911, PLR0912, PLR0915 - a loop that every value of every file goes through
    """The data of *text* if there is nothing to say of it; None where others have to look closer."""
    if _ODD.search(text):
        return None
    parser = yaml.CSafeLoader(text)
    root: Any = None
    open_: list[tuple[Any, Any]] = []
    # What is open now: a list, or a mapping with the key whose value comes next.
    items: list[Any] | None = None
    pairs: dict[str, Any] | None = None
    key: str | None = None
    try:
        while True:
            event: Any = parser.get_event()
            kind = type(event)
            if kind is yaml.ScalarEvent:
                value = event.value
                if event.tag is not None or event.anchor is not None:
                    return None
                if pairs is not None and key is None:
                    if not value or value in pairs:
                        return None
                    key = value
                    continue
                if event.implicit[0]:
                    if LEADING_ZERO.fullmatch(value):
                        return None
                    value = plain(value)
                elif event.style == '"' and invisible(value):
                    return None
            elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
                no_key = pairs is not None and key is None
                if no_key or event.tag is not None or event.anchor is not None:
                    return None
                if len(open_) >= MAX_DEPTH:
                    return None
                value = {} if kind is yaml.MappingStartEvent else []
            elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
                items, pairs = open_.pop()
                key = None
                continue
            elif kind is yaml.StreamEndEvent:
                return root
            elif kind is yaml.AliasEvent:
                return None
            else:
                continue
            if items is not None:
                items.append(value)
            elif pairs is not None and key is not None:
                pairs[key] = value
                key = None
            elif root is None:
                root = value
            else:
                return None
            if kind is not yaml.ScalarEvent:
                open_.append((items, pairs))
                items, pairs = (None, value) if kind is yaml.MappingStartEvent else (value, None)
                key = None
    except yaml.YAMLError:
        return None
    finally:
        parser.dispose()
