"""Texts to the terms that stand in them: longest spelling first; width, case and spaces folded.

A spelling never matches inside a longer Latin or katakana word: AI is not found in AI-OCR or
MAINTENANCE, クラウド not in クラウドファンディング.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

# One character for one character, so that a match in the folded text has the same place outside.
_FOLD = {
    code: folded.lower()
    for code in (*range(0x41, 0x5B), *range(0xFF01, 0xFF5F), *range(0xFF66, 0xFF9E), 0x3000)
    if len(folded := unicodedata.normalize("NFKC", chr(code))) == 1
}
_LATIN = "a-z0-9"
_KATAKANA = "ァ-ヺー"


def fold(text: str) -> str:
    """*text* with width and case folded, as long as before."""
    return text.translate(_FOLD)


class Matcher:
    """Finds terms by their spellings. Immutable; safe to share between pages."""

    def __init__(self, spellings: dict[str, tuple[str, ...]]) -> None:
        """*spellings*: term id to every way it may stand in running text."""
        self._spellings = spellings
        self._terms: dict[str, str] = {}
        written: dict[str, str] = {}
        for term, words in spellings.items():
            for word in words:
                folded = " ".join(fold(unicodedata.normalize("NFKC", word)).split())
                self._terms.setdefault(folded.replace(" ", ""), term)
                written.setdefault(folded.replace(" ", ""), folded)
        self._pattern = re.compile(_alternatives(list(written.values()))) if written else None
        self.find = lru_cache(maxsize=20_000)(self._find)

    def _find(self, text: str) -> tuple[tuple[int, int, str], ...]:
        """Start, end and term id of every spelling in *text*, in order, without overlap."""
        if self._pattern is None:
            return ()
        return tuple(
            (match.start(), match.end(), self._terms[re.sub(r"\s+", "", match[0])])
            for match in self._pattern.finditer(fold(text))
        )

    def terms(self, text: str) -> tuple[str, ...]:
        """The ids of the terms in *text*, each once, in order of first appearance."""
        return tuple(dict.fromkeys(term for _start, _end, term in self.find(text)))

    def __reduce__(self) -> tuple[Any, ...]:
        """Worker processes build their own, for a cache cannot be sent."""
        return (Matcher, (self._spellings,))


def _alternatives(words: list[str]) -> str:
    """One expression for all words: a trie, so that its cost does not grow with their number."""
    trie: dict[str, Any] = {}
    for word in words:
        node = trie
        for unit in _units(word):
            node = node.setdefault(unit, {})
        node[""] = _boundary_after(word)
    return _expression(trie)


def _units(word: str) -> list[str]:
    """The characters of *word* as expressions, boundaries and optional spaces included.

    A space may stand where the spelling has one, and where the kind of character changes.
    """
    units = [_boundary_before(word)] if _boundary_before(word) else []
    before = ""
    for char in word:
        if char != " ":
            optional = " ?" if before and _kind(before) != _kind(char) else ""
            units.append(optional + re.escape(char))
        before = char
    return units


def _kind(char: str) -> str:
    """Space, digit, Latin or other: between two kinds people write a space, or none."""
    if char == " " or not _latin(char):
        return char if char == " " else "other"
    return "digit" if char.isdigit() else "latin"


def _latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _boundary_before(word: str) -> str:
    if _latin(word[0]):
        return rf"(?<![{_LATIN}])(?<![{_LATIN}]-)"
    if re.match(f"[{_KATAKANA}]", word[0]):
        return rf"(?<![{_KATAKANA}])"
    return ""


def _boundary_after(word: str) -> str:
    if _latin(word[-1]):
        return rf"(?![{_LATIN}]|-[{_LATIN}])"
    if re.match(f"[{_KATAKANA}]", word[-1]):
        return rf"(?![{_KATAKANA}])"
    return ""


def _expression(node: dict[str, Any]) -> str:
    """The trie below *node*; longer words come first, the word that ends here last."""
    branches = [
        unit + _expression(below)
        for unit, below in sorted(node.items(), key=lambda item: item[0], reverse=True)
        if unit
    ]
    if "" in node:
        branches.append(node[""])
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
