"""Files that went and files that came to those that are the same under another name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dxplans.changes.alignment import leaves, shared
from dxplans.changes.difference import Difference
from dxplans.changes.record import Record, canon
from dxplans.changes.sentence import sentences

_ALIKE = 0.5
"""A file is another one's successor if so much of their sentences is equal."""
_LISTED = {"Plan.chapters": "chapters", "Plan.initiatives": "initiatives"}


@dataclass(frozen=True, slots=True)
class Match:
    """One file before and after."""

    before: Record
    after: Record


def successors(gone: Sequence[Record], there: Sequence[Record]) -> Iterator[Match]:
    """The pairs of a file that went and one of its kind that came and is much the same."""
    for kind in sorted({record.kind for record in gone}):
        old = [record for record in gone if record.kind == kind and record.data is not None]
        new = [record for record in there if record.kind == kind and record.data is not None]
        yield from _matches(old, new)


def _matches(old: list[Record], new: list[Record]) -> Iterator[Match]:
    equal: dict[str, list[Record]] = {}
    for record in new:
        equal.setdefault(canon(record.data), []).append(record)
    left = []
    for record in old:
        found = equal.get(canon(record.data), [])
        best = next((one for one in found if one.id == record.id), None) or next(iter(found), None)
        if best is None:
            left.append(record)
            continue
        found.remove(best)
        yield Match(record, best)
    rest = [record for records in equal.values() for record in records]
    said = [[_said(record) for record in side] for side in (left, rest)]
    scored = [
        (-shared(one, other), a, b)
        for a, one in enumerate(said[0])
        for b, other in enumerate(said[1])
    ]
    used: tuple[set[int], set[int]] = (set(), set())
    for ratio, a, b in sorted(scored):
        if -ratio >= _ALIKE and a not in used[0] and b not in used[1]:
            used[0].add(a)
            used[1].add(b)
            yield Match(left[a], rest[b])


def _said(record: Record) -> Counter[str]:
    """The sentences and values of a file, long ones counting more than short ones."""
    found: Counter[str] = Counter()
    for leaf in leaves(record.data):
        for sentence in sentences(leaf):
            found[sentence] += len(sentence)
    return found


def own_order(found: Difference, record: Record, files: set[str]) -> Difference | None:
    """*found* without what only follows from *files* that came, went or have another name.

    An order of chapters or initiatives names each of them; None if nothing else is in it.
    """
    folder = _LISTED.get(found.field)
    if folder is None or found.operation not in {"joined", "left"}:
        return found
    stem = f"plans/{record.edition}/{folder}"
    came = found.operation == "joined"
    ids = found.after if came else found.before
    rest = [one for one in ids if f"{stem}/{one}.yaml" not in files]
    if not rest:
        return None
    return replace(found, after=rest) if came else replace(found, before=rest)
