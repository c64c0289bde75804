"""Texts and queries to the form in which they are compared; search.js does exactly the same.

Width, case, kana, dashes and middle dots go; years of both calendars become one word; the spellings
of one word become its first; English words become stems. What is left is cut into ``grams``:
overlapping pairs of Japanese characters, and Latin words with their parts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import add

from dxplans.search.stem import stem

JAPANESE = "ぁ-ゖー々〆〇㐀-䶿一-鿿"
"""The characters of Japanese words after folding, for a class of a regular expression."""
_KANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_SAME = {
    **dict.fromkeys("‐‑‒–—―−－", "-"),
    **dict.fromkeys("〜～∼", "~"),
    **dict.fromkeys("’‘`´", "'"),
    **dict.fromkeys("・･\u00ad\u200b\u200c\u200d\ufeff", ""),
}
# Expressions begin with the characters that they look for, and look behind them after that: Python
# tries one that begins by looking behind at every character of a text.
_OTHER = re.compile(f"[{''.join(_SAME)}]")
_KATAKANA = re.compile("[ァ-ヶ]+")
_ACCENT = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_MARK = re.compile("[\u0300-\u036f]")
_DASH_AS_LONG = re.compile("-(?<=[ァ-ヶ]-)(?=[ァ-ヶ])")
# サーバー and サーバ are one word; so are ゆーざー and ゆーざ where hiragana stands alone.
_LAST_LONG = re.compile(
    "ー(?:(?<=[ァ-ヶー]{2}[ァ-ヶ]ー)(?![ァ-ヶー])|(?<=[ぁ-ゖー]{2}[ぁ-ゖ]ー)(?![ぁ-ゖァ-ヶー]))"
)
_ERA = re.compile("(令和|平成|reiwa ?|heisei ?)(元|[0-9]{1,2})(?:年度?)?(?![0-9])")
_SHORT_ERA = re.compile(r"([rh])(?<![a-z0-9.\-][rh])\.?(元|[0-9]{1,2})(?:年度?|(?![a-z0-9.\-]))")
_YEAR = re.compile(
    r"(?:f(?<![a-z0-9.,]f)(?:y ?|iscal (?:year )?)(?:19|20)|1(?<![a-z0-9.,]1)9|2(?<![a-z0-9.,]2)0)"
    r"[0-9]{2}(?:年度?)?(?![0-9a-z]|[.,][0-9])"
)
_BLANK = re.compile(f" (?<=[{JAPANESE}ァ-ヶ] ) *(?=[{JAPANESE}ァ-ヶ])")
_BLANKS = r"\t\r\f\v\u00a0\u3000"
_SPACE = re.compile(f" [ {_BLANKS}]+|[{_BLANKS}][ {_BLANKS}]*")  # not a blank that stands alone
_LATIN = re.compile("([a-z0-9]+)")
_RUN = re.compile(rf"[{JAPANESE}]+|[a-z0-9]+(?:[.\-+'_][a-z0-9]+)*")
_PART = re.compile(r"[.\-+'_]")
_OWNER = re.compile("'(?<=[a-z]')s(?![a-z0-9])")


def _era(match: re.Match[str]) -> str:
    first = 2018 if match[1][0] in "令r" else 1988
    return f"y{first + (1 if match[2] == '元' else int(match[2]))}"


def _year(match: re.Match[str]) -> str:
    return "y" + match[0].rstrip("年度")[-4:]


def base(text: str, *, joined: bool = True) -> str:
    """*text* with width, case, dashes, kana and years folded, but spellings and words as they are.

    *joined*: blanks between Japanese characters go; in a query they part its words.
    """
    text = unicodedata.normalize("NFKC", text).lower()
    text = _SPACE.sub(" ", _OTHER.sub(lambda found: _SAME[found[0]], text))
    text = _ACCENT.sub(lambda found: _MARK.sub("", unicodedata.normalize("NFD", found[0])), text)
    if joined:
        text = _BLANK.sub("", text)
    text = _LAST_LONG.sub("", _DASH_AS_LONG.sub("ー", text))
    text = _KATAKANA.sub(lambda found: found[0].translate(_KANA), text)
    text = _SHORT_ERA.sub(_era, _ERA.sub(_era, text))
    return _OWNER.sub("", _YEAR.sub(_year, text))


class Spellings:
    """Finds spellings in a folded text: the longest first, never inside a longer Latin word."""

    def __init__(self, spellings: Iterable[str]) -> None:
        longest = sorted(set(spellings), key=lambda spelling: (-len(spelling), spelling))
        latin = [spelling for spelling in longest if _LATIN.match(spelling[0])]
        other = [spelling for spelling in longest if spelling not in latin]
        # One after the other: what stands for a Japanese spelling may be one in Latin letters.
        self._patterns = [_pattern(found) for found in (other, latin) if found]

    def replace(self, table: Mapping[str, str], text: str) -> str:
        """*text* with every spelling as *table* has it."""
        for pattern in self._patterns:
            text = pattern.sub(lambda found: table[found[0]], text)
        return text


def _pattern(spellings: Iterable[str]) -> re.Pattern[str]:
    """An expression for *spellings*, by their first characters: Python looks for those at once."""
    begun: dict[str, list[str]] = {}
    for spelling in spellings:
        begun.setdefault(spelling[0], []).append(_ended(spelling[1:], spelling[-1]))
    return re.compile(
        "|".join(
            f"{re.escape(first)}{_begun(first)}(?:{'|'.join(rests)})"
            for first, rests in begun.items()
        )
    )


def _begun(first: str) -> str:
    return f"(?<![a-z0-9]{first})" if _LATIN.match(first) else ""


def _ended(rest: str, last: str) -> str:
    return re.escape(rest) + ("(?![a-z0-9])" if _LATIN.match(last) else "")


class Fold:
    """Folds by a table of spellings: each maps to the one that stands for the word."""

    def __init__(self, variants: Iterable[tuple[str, ...]] = ()) -> None:
        """*variants*: the spellings of one word, the one that stands for all first."""
        self.table: dict[str, str] = {}
        for first, *others in ([_stemmed(base(word)) for word in group] for group in variants):
            found = {other: first for other in others if other != first}
            if any(other in first for other in found):
                found[first] = first  # or a part of it would be taken for a spelling
            self.table |= found
        self._spellings = Spellings(self.table)
        self.word = lru_cache(maxsize=20_000)(self.text)

    def text(self, text: str, *, joined: bool = True) -> str:
        """*text* as it is compared: folded, English words as stems, spellings unified."""
        return self._spellings.replace(self.table, _stemmed(base(text, joined=joined)))


def _stemmed(text: str) -> str:
    words = _LATIN.split(text)
    words[1::2] = map(stem, words[1::2])
    return "".join(words)


def grams(folded: str, stop: frozenset[str] = frozenset(), *, inside: bool = False) -> list[str]:
    """What the index knows of a *folded* text; words of *stop* are too common to be known.

    *inside*: what any text knows in which *folded* stands, also in the middle of a word.
    """
    found: list[str] = []
    for run in _RUN.findall(folded):
        if run[0].isascii():
            if run not in stop:
                found.append(run)
            if not run.isalnum():
                found += [part for part in _PART.split(run) if part not in stop]
        else:
            # The last character too, so that one character finds every word that holds it.
            found += map(add, run, run[1:])
            if len(run) == 1 or not inside:
                found.append(run[-1])
    return found
