"""Two texts to the sentences that differ, in pairs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dxplans.changes.alignment import by_content

_END = re.compile(r"(?<=[。！？])(?![」』）)\]。！？])|(?<=[.!?])(?=\s+[A-Z“(\[])|\n+")


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence before and after; None where it is new, or gone."""

    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Rewording:
    """What changed between two texts. Without pairs the same sentences stand in other lines."""

    pairs: tuple[Pair, ...]
    order_only: bool = False
    """The sentences are the same and stand in another order."""

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many sentences changed, came and went."""
        changed = sum(pair.before is not None and pair.after is not None for pair in self.pairs)
        came = sum(pair.before is None for pair in self.pairs)
        return changed, came, len(self.pairs) - changed - came


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text, line breaks inside them gone."""
    parts = (" ".join(part.split()) for part in _END.split(text))
    return tuple(part for part in parts if part)


def reworded(before: str, after: str) -> Rewording:
    """The sentences that differ between two texts."""
    return between(sentences(before), sentences(after))


def between(old: Sequence[str], new: Sequence[str]) -> Rewording:
    """The same for texts whose sentences are known."""
    if Counter(old) == Counter(new):
        return Rewording((), order_only=tuple(old) != tuple(new))
    found = by_content(old, new)
    partner = dict(found.pairs)
    pairs: list[tuple[float, Pair]] = []
    last = -1.0
    for place, sentence in enumerate(old):
        there = partner.get(place)
        if there is None:
            pairs.append((last, Pair(sentence, None)))
        else:
            last = float(there)
            if sentence != new[there]:
                pairs.append((last, Pair(sentence, new[there])))
    pairs += [(place - 0.5, Pair(None, new[place])) for place in found.new]
    return Rewording(tuple(pair for _place, pair in sorted(pairs, key=lambda one: one[0])))
