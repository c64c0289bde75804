"""What a page asks of all plans at once: answered once a build, and noted by the answer.

A page that looks through all plans for a few rows depends on the rows, not on all plans. An answer
holds names, numbers, editions and publishers: what a page then reads of those is noted by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar, cast

from dxplans.kept.trace import Key, is_on, note, unnoted
from dxplans.prefectures import PREFECTURES, Prefecture

ASKED = "asked"
F = TypeVar("F", bound=Callable[..., Any])
_known: dict[str, Callable[..., Any]] = {}
_PLACE = "@"
"""Before the name of a prefecture among what is asked with: no other name has it."""


def asked(function: F) -> F:
    """A question to the portal with names and prefectures; its answer must not be changed."""
    name = f"{function.__module__}.{function.__qualname__}"
    _known[name] = function

    @wraps(function)
    def ask(portal: Any, *arguments: Any) -> Any:
        key = (ASKED, name, *map(_spelled, arguments))
        if is_on():
            note(*key)
        return _answer(portal, key, arguments)

    return cast("F", ask)


def answer_to(portal: Any, key: Key) -> Any:
    """The answer to a question that was noted; LookupError if nobody asks that any more."""
    return _answer(portal, key, tuple(map(_meant, key[2:])))


def _answer(portal: Any, key: Key, arguments: tuple[Any, ...]) -> Any:
    if key not in portal.asked:
        with unnoted():
            portal.asked[key] = _known[key[1]](portal, *arguments)
    return portal.asked[key]


def _spelled(one: object) -> str:
    if isinstance(one, Prefecture):
        return f"{_PLACE}{one.slug}"
    if one is None or isinstance(one, str):
        return one or ""
    raise TypeError(one)


def _meant(text: str) -> Prefecture | str | None:
    return PREFECTURES[text[1:]] if text.startswith(_PLACE) else text or None


def plain(value: Any) -> Any:
    """*value* by names alone, so that its ``repr`` tells whether it is the same in another build.

    TypeError for what holds more than names: a page could show it, and nobody would have noted it.
    """
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple | list):
        return tuple(map(plain, value))
    if isinstance(value, Mapping):
        return tuple((plain(key), plain(one)) for key, one in value.items())
    if isinstance(value, Prefecture):
        return value.slug
    if hasattr(value, "town") or hasattr(value, "editions"):  # an edition, a publisher
        return value.key
    raise TypeError(type(value))
