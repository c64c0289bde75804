"""Two lists to what belongs together: which items stayed, went, came, and which moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from dxplans.changes.record import canon

_ALIKE = 0.4
"""Items without an id are the same one, changed, if so much of them is equal."""
_MOST = 2500
"""So many pairs of items are looked at; beyond that, items pair by their place."""


Pairs = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Positions in two lists: pairs, what is only in the first or second, and pairs that moved."""

    pairs: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    new: tuple[int, ...]
    moved: tuple[tuple[int, int], ...]


def by_key(before: Sequence[Hashable], after: Sequence[Hashable]) -> Alignment:
    """Items belong together that have the same key. Keys must be unique in each list."""
    there = {key: place for place, key in enumerate(after)}
    pairs = [(place, there[key]) for place, key in enumerate(before) if key in there]
    return _alignment(pairs, len(before), len(after))


def by_content(before: Sequence[Any], after: Sequence[Any]) -> Alignment:
    """Items belong together that are equal, or else alike and at the same place between equal ones."""
    old, new = [canon(item) for item in before], [canon(item) for item in after]
    pairs: Pairs = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(range(a, b), range(c, d), strict=True)
        elif tag == "replace":
            pairs += _alike(before, after, range(a, b), range(c, d))
    used_old, used_new = {a for a, _ in pairs}, {b for _, b in pairs}
    spare: dict[str, list[int]] = {}
    for place, text in enumerate(new):
        if place not in used_new:
            spare.setdefault(text, []).append(place)
    for place, text in enumerate(old):
        if place not in used_old and spare.get(text):
            pairs.append((place, spare[text].pop(0)))
    return _alignment(sorted(pairs), len(old), len(new))


def _alike(before: Sequence[Any], after: Sequence[Any], left: range, right: range) -> Pairs:
    """The pairs of the most alike items, none crossing another."""
    if len(left) * len(right) > _MOST:
        return list(zip(left, right, strict=False))
    old, new = ([_grams(side[place]) for place in places] for side, places in
                ((before, left), (after, right)))  # fmt: skip
    found = sorted(
        (-ratio, a, b)
        for a, one in zip(left, old, strict=True)
        for b, other in zip(right, new, strict=True)
        if (ratio := shared(one, other)) >= _ALIKE
    )
    pairs: Pairs = []
    for _ratio, a, b in found:
        if all((a < x) == (b < y) and a != x and b != y for x, y in pairs):
            pairs.append((a, b))
    return pairs


def _grams(value: Any) -> Counter[str]:
    """Every two letters that stand together in the texts of *value*."""
    text = "\n".join(leaves(value))
    return Counter(text[place : place + 2] for place in range(max(len(text) - 1, 1)))


def leaves(value: Any) -> Iterator[str]:
    """Every value inside *value* as text, without the keys."""
    if isinstance(value, dict | list):
        for below in value.values() if isinstance(value, dict) else value:
            yield from leaves(below)
    elif value is not None:
        yield str(value)


def shared(one: Counter[str], other: Counter[str]) -> float:
    """How much of two collections is the same, from 0 to 1."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _alignment(pairs: Pairs, before: int, after: int) -> Alignment:
    left, right = {a for a, _ in pairs}, {b for _, b in pairs}
    return Alignment(
        tuple(pairs),
        tuple(place for place in range(before) if place not in left),
        tuple(place for place in range(after) if place not in right),
        _moved(pairs),
    )


def _moved(pairs: Pairs) -> tuple[tuple[int, int], ...]:
    """The fewest pairs that stand in another order: all but a longest run that kept its own."""
    ends: list[int] = []
    chain: list[int] = []
    came_from: list[int] = []
    for place, (_a, b) in enumerate(pairs):
        at = bisect_left(ends, b)
        came_from.append(chain[at - 1] if at else -1)
        ends[at : at + 1] = [b]
        chain[at : at + 1] = [place]
    kept = set()
    place = chain[-1] if chain else -1
    while place >= 0:
        kept.add(place)
        place = came_from[place]
    return tuple(pair for number, pair in enumerate(pairs) if number not in kept)
