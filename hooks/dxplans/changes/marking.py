"""Two sentences to their pieces, those that differ marked: words, not letters."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import lru_cache

Pieces = tuple[tuple[str, bool], ...]
"""A sentence in pieces, each with whether it differs from the other sentence."""
_WORD = re.compile(
    r"[0-9０-９]+(?:[.,．，][0-9０-９]+)*|[A-Za-zＡ-Ｚａ-ｚ]+|[ァ-ヺー]+|[一-龠々]+|\s+|.",
    re.DOTALL,
)
_ALIKE = 0.3
"""Sentences that have less in common are read better as a whole."""
_MOST = 250_000
"""So many pairs of words are compared; longer texts are marked as a whole."""


@lru_cache(maxsize=2_000)
def marked_pieces(before: str, after: str) -> tuple[Pieces, Pieces]:
    """The pieces of both sentences; joined they are the sentences again."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) * len(new) > _MOST:
        return whole(before), whole(after)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return whole(before), whole(after)
    codes = matcher.get_opcodes()
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    for place, (tag, a, b, c, d) in enumerate(codes):
        one, other = "".join(old[a:b]), "".join(new[c:d])
        # One letter that stayed between two changes only breaks them up.
        inside = 0 < place < len(codes) - 1
        differs = tag != "equal" or (inside and len(one) == 1)
        _append(left, one, differs)
        _append(right, other, differs)
    return tuple(left), tuple(right)


def whole(text: str) -> Pieces:
    """*text* marked from beginning to end."""
    return ((text, True),) if text else ()


def _append(pieces: list[tuple[str, bool]], text: str, differs: bool) -> None:  # noqa: FBT001
    if not text:
        return
    if pieces and pieces[-1][1] == differs:
        text = pieces.pop()[0] + text
    pieces.append((text, differs))
