"""Rules for the words of search/: a spelling stands once, so that it is clear what it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dxplans.model.search import (
    Common,
    Elsewhere,
    Misspellings,
    Readings,
    Saying,
    Synonyms,
    Variants,
)
from dxplans.problem import Place
from dxplans.search.fold import base

Finding = tuple[Place, str, dict[str, Any]]
Spelled = tuple[Place, str]


def check_variants(place: Place, value: Variants) -> Iterator[Finding]:
    """Each spelling belongs to one word."""
    yield from _once(_rows((*place, "variants"), value.variants))


def check_synonyms(place: Place, value: Synonyms) -> Iterator[Finding]:
    """Each word stands in one line of words that mean the same."""
    yield from _once(_rows((*place, "same"), value.same))


def check_saying(place: Place, value: Saying) -> Iterator[Finding]:
    """A saying leads to other words, not to itself."""
    said = {base(word) for word in value.say}
    for index, word in enumerate(value.find):
        if base(word) in said:
            yield (*place, "find", index), "saying_finds_itself", {"word": word}


def check_misspellings(place: Place, value: Misspellings) -> Iterator[Finding]:
    """Each mistake is one of one word, and not the word itself."""
    yield from _once(
        ((*place, "misspellings", number, *step), word)
        for number, entry in enumerate(value.misspellings)
        for step, word in (
            (("word",), entry.word),
            *((("wrong", index), wrong) for index, wrong in enumerate(entry.wrong)),
        )
    )


def check_readings(place: Place, value: Readings) -> Iterator[Finding]:
    """Each word is read once."""
    yield from _once(
        ((*place, "readings", number, "word"), entry.word)
        for number, entry in enumerate(value.readings)
    )


def check_elsewhere(place: Place, value: Elsewhere) -> Iterator[Finding]:
    """Each municipality stands once."""
    yield from _once(
        ((*place, "elsewhere", number, "name"), entry.name)
        for number, entry in enumerate(value.elsewhere)
    )


def check_common(place: Place, value: Common) -> Iterator[Finding]:
    """Each common word stands once."""
    yield from _once(((*place, "english", n), word) for n, word in enumerate(value.english))
    yield from _once(((*place, "japanese", n), word) for n, word in enumerate(value.japanese))


def _rows(place: Place, rows: Iterable[Iterable[str]]) -> Iterator[Spelled]:
    for number, row in enumerate(rows):
        for index, word in enumerate(row):
            yield (*place, number, index), word


def _once(spelled: Iterable[Spelled]) -> Iterator[Finding]:
    """What is spelled like something before it, as the search folds spellings."""
    seen: dict[str, str] = {}
    for place, word in spelled:
        folded = base(word)
        if folded in seen:
            yield place, "spelling_twice", {"word": word, "other": seen[folded]}
        seen.setdefault(folded, word)
