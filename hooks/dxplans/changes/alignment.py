"""Two lists to what belongs together: which items stayed, went, came, and which moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from dxplans.changes.record import canon

_ALIKE = 0.5
"""Items without an id are the same one, changed, if so much of them is equal."""
_MOST = 2500
"""So many pairs of items are looked at; beyond that, items pair by their place."""


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
    pairs: list[tuple[int, int]] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            pairs += zip(range(a, b), range(c, d), strict=True)
        elif tag == "replace":
            pairs += _alike(old, new, range(a, b), range(c, d))
    used_old, used_new = {a for a, _ in pairs}, {b for _, b in pairs}
    spare: dict[str, list[int]] = {}
    for place, text in enumerate(new):
        if place not in used_new:
            spare.setdefault(text, []).append(place)
    for place, text in enumerate(old):
        if place not in used_old and spare.get(text):
            pairs.append((place, spare[text].pop(0)))
    return _alignment(sorted(pairs), len(old), len(new))


def _alike(old: list[str], new: list[str], left: range, right: range) -> list[tuple[int, int]]:
    """The pairs of the most alike items, none crossing another."""
    if len(left) * len(right) > _MOST:
        return list(zip(left, right, strict=False))
    found = sorted(
        (-ratio, a, b) for a in left for b in right if (ratio := likeness(old[a], new[b])) >= _ALIKE
    )
    pairs: list[tuple[int, int]] = []
    for _ratio, a, b in found:
        if all((a < x) == (b < y) and a != x and b != y for x, y in pairs):
            pairs.append((a, b))
    return pairs


def likeness(one: str, other: str) -> float:
    """How much of two texts is equal, from 0 to 1."""
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()


def _alignment(pairs: list[tuple[int, int]], before: int, after: int) -> Alignment:
    left, right = {a for a, _ in pairs}, {b for _, b in pairs}
    return Alignment(
        tuple(pairs),
        tuple(place for place in range(before) if place not in left),
        tuple(place for place in range(after) if place not in right),
        _moved(pairs),
    )


def _moved(pairs: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
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
