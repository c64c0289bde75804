"""Readings in the data to the scripts that the furigana switch loads: each kanji with its kana.

A reading counts only as a whole word's, and only where kana in the word leave no doubt which kanji
is read how. Nothing is computed from a dictionary: a wrong reading of a town's name is an insult.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from dxplans.pages.shelves import LIMIT
from dxplans.portal import Portal
from dxplans.prefectures import PREFECTURES, Prefecture
from dxplans.templates import FOLDER

OUT = "reading"
"""Where the scripts stand: not among the assets, whose names hold their content's hash. Pages name
no word list, so that a new reading does not change every page."""
SOURCE = "reading/furigana.js"
_KANJI = "々〆一-龠"
_RUN = re.compile(f"([{_KANJI}]+)")
_LATIN = re.compile(r"[A-Za-z0-9Ａ-Ｚａ-ｚ０-９α-ω]")
_KANA = re.compile(r"[ぁ-ゖー]")
_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_ENDINGS = {"市": ("し",), "町": ("ちょう", "まち"), "村": ("むら", "そん"), "区": ("く",)}
Said = tuple[str, str]


def furigana_files(root: Path, portal: Portal) -> Iterator[tuple[str, str]]:
    """File name and text of every script: the switch with its words, and towns where they are many.

    A few towns stand among the words; more than fit on one page come by prefecture.
    """
    path = root / FOLDER / SOURCE
    if not path.is_file():
        return
    many = len(portal.towns) > LIMIT
    towns = {place: list(_towns(portal, place)) for place in portal.prefectures}
    words = [*_words(portal), *(said for named in towns.values() if not many for said in named)]
    places = [place.slug for place in towns] if many else []
    source = path.read_text(encoding="utf-8")
    yield f"{OUT}/furigana.js", f"{source}dxplansFurigana({_data(words)}, {_json(places)});\n"
    for place in towns if many else ():
        yield f"{OUT}/{place.slug}.js", f"dxplansFurigana({_data(towns[place])});\n"


def _words(portal: Portal) -> Iterator[Said]:
    """Words of the vocabulary, longest names included; single kanji are read in many ways."""
    yield from ((term.label, term.reading) for term in portal.terms.values())
    yield from ((theme.title, theme.reading) for theme in portal.themes.values())
    yield from ((question.title, question.reading) for question in portal.questions.values())
    yield from ((place.name, place.reading) for place in PREFECTURES.values())
    for entry in (*portal.words.readings, *portal.furigana):
        if len(entry.word) > 1:
            yield entry.word, entry.reading


def _towns(portal: Portal, place: Prefecture) -> Iterator[Said]:
    """Each publisher's name, with and without its kind."""
    for town in portal.prefectures[place]:
        name, reading = town.publisher.name, town.publisher.reading
        yield name, reading
        for ending in _ENDINGS.get(name[-1], ()):
            if reading.endswith(ending) and len(name) > 2:  # noqa: PLR2004 - 津市: one kanji is too little
                yield name[:-1], reading.removesuffix(ending)


def _data(words: Iterable[Said]) -> str:
    """The words as one string, a line each: ``[役所/やくしょ]に[行/い]かずに``."""
    shown = {word: mark for word, reading in words if (mark := aligned(word, reading))}
    return _json("\n".join(sorted(shown.values())))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def aligned(word: str, reading: str) -> str | None:
    """*word* with the kana of each run of kanji, or None where that is not certain.

    Words with Latin letters are left out: what is said for AI stands over no kanji.
    """
    pieces = _RUN.split(word)
    if len(pieces) == 1 or _LATIN.search(word):
        return None
    found = {
        match.groups()
        for many in ("+?", "+")
        if (match := re.fullmatch(_pattern(pieces, many), reading))
    }
    if len(found) != 1:
        return None
    kana = iter(found.pop())
    return "".join(
        f"[{piece}/{next(kana)}]" if index % 2 else piece for index, piece in enumerate(pieces)
    )


def _pattern(pieces: list[str], many: str) -> str:
    """What the reading must look like: kana as they stand, kanji as any kana, signs unsaid."""
    out = []
    for index, piece in enumerate(pieces):
        if index % 2:
            out.append(f"([ぁ-ゖー]{many})")
        else:
            said = piece.translate(_HIRAGANA)
            out += [re.escape(char) if _KANA.match(char) else "・?" for char in said]
    return "".join(out)
