"""English words to stems: endings of number, time and degree go, so that forms of a word meet.

Much lighter than Porter's, and the same in search.js: what matters is that both sides agree.
"""

from __future__ import annotations

import re
from functools import lru_cache

SHORTEST = 4
"""Shorter words are left as they are: bus, tax, its."""
_WORD = re.compile(r"[a-z]+")
_NO_PLURAL = re.compile(r"(?:ss|us|is)$")
_LONG_PLURAL = re.compile(r"(?:ss|sh|ch|x|z)es$")
_ENDING = re.compile(r"^(.*[aeiouy].*)(?:ing|ed|ly)$")
_DOUBLE = re.compile(r"([bdfgmnprt])\1$")
_BRITISH = re.compile(r"(?<=[a-z]{2})i[sz](?:e|ation)?$")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The stem of a lower-case *word*; words with digits or of another script as they are."""
    if len(word) < SHORTEST or not _WORD.fullmatch(word):
        return word
    if word.endswith("s") and not _NO_PLURAL.search(word):
        if word.endswith("ies"):
            word = word[:-3] + "y"
        else:
            word = word[:-2] if _LONG_PLURAL.search(word) else word[:-1]
    ending = _ENDING.match(word)
    if ending and len(ending[1]) >= SHORTEST - 1:
        word = _DOUBLE.sub(r"\1", ending[1])
    word = _BRITISH.sub("iz", word)
    if len(word) >= SHORTEST and word.endswith("e"):
        return word[:-1]
    return word[:-1] + "i" if len(word) >= SHORTEST and word.endswith("y") else word
