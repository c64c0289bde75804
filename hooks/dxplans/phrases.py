"""Japanese headings, cards and captions to the same with ``<wbr>`` between their phrases.

Browsers that know ``word-break: auto-phrase`` find phrases themselves; the others break a heading
anywhere. Words that staff name stay whole in both. Nothing is put into any text: no zero-width
space, which a search or a copy would carry on.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import cast

import budoux

from dxplans.library import read_entry
from dxplans.model.reading import Phrases

FILE = "reading/phrases.yaml"
_PLACES = re.compile(
    r"<(h[1-3]|caption)\b.*?</\1>"
    r'|<ul class="links">.*?</ul>|<nav class="(?:jumps|turn)".*?</nav>|<p class="state">.*?</p>',
    re.DOTALL,
)
"""Where a line should end between phrases: headings, captions, cards, ways on, statements."""
_FLEX = re.compile("<ul|<nav")
"""Their links are rows of boxes, in which a text with breaks must be one box."""
_TAG = re.compile(r"(<[^>]*>)")
_JAPANESE = re.compile(r"[ぁ-ヺー々〆一-龠]")
_KEPT = r"[A-Za-z0-9]+|(?:明治|大正|昭和|平成|令和)?(?:元|[0-9]+)(?:～[0-9]+)?年度?(?:[0-9]+月)?(?:[0-9]+日)?"
"""Never broken: Latin words, numbers, and dates in either calendar."""
_NOT_BEFORE = frozenset(
    "、。，．・：；！？）)」』】〕〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々%％"
)
_NOT_AFTER = frozenset("（(「『【〔〈《")
_SHORTEST = 6
Marker = Callable[[str], str]


def marker_of(root: Path) -> Marker:
    """What marks the pages of the project at *root*: HTML in, the same with breaks out."""
    path = root / FILE
    value = read_entry(path, FILE).value if path.is_file() else None
    return marker(cast("Phrases", value).whole if value else ())


@cache
def marker(whole: tuple[str, ...]) -> Marker:
    """The marker that keeps the words in *whole*; it remembers every text it has marked."""
    words = "|".join(re.escape(word) for word in sorted(whole, key=len, reverse=True))
    kept = re.compile(f"({words or '(?!)'})|{_KEPT}")
    marked = lru_cache(maxsize=20_000)(lambda text: _marked(text, kept))

    def place(found: re.Match[str]) -> str:
        pieces = _TAG.split(found[0])
        pieces[::2] = [marked(piece) if len(piece) >= _SHORTEST else piece for piece in pieces[::2]]
        if _FLEX.match(found[0]):
            pieces[::2] = [f"<span>{p}</span>" if "<" in p else p for p in pieces[::2]]
        return "".join(pieces)

    return lambda page: _PLACES.sub(place, page)


@cache
def _parser() -> budoux.Parser:
    """The phrase model; loaded when the first page is made, for most commands make none."""
    return budoux.load_default_japanese_parser()


def _marked(escaped: str, kept: re.Pattern[str]) -> str:
    """*escaped* text of HTML with breaks; words that are named stand in an element of their own."""
    if not _JAPANESE.search(escaped):
        return escaped
    text = html.unescape(escaped)
    breaks = set(_breaks(text))
    out, last = [], 0
    for found in kept.finditer(text):
        breaks -= set(range(found.start() + 1, found.end()))
        if found[1]:
            out += [_broken(text, last, found.start(), breaks)]
            out += [f'<span class="whole">{html.escape(found[1])}</span>']
            last = found.end()
    out.append(_broken(text, last, len(text), breaks))
    return "".join(out)


def _breaks(text: str) -> Iterator[int]:
    """Where a line of *text* may end."""
    at = 0
    for phrase in _parser().parse(text)[:-1]:
        at += len(phrase)
        if text[at] in _NOT_BEFORE or text[at - 1] in _NOT_AFTER or len(text) - at == 1:
            continue
        if not (text[at].isspace() or text[at - 1].isspace()):
            yield at


def _broken(text: str, start: int, end: int, breaks: set[int]) -> str:
    """The piece of *text*, escaped, with a break before it and inside it where there are any."""
    if start == end:
        return "<wbr>" if start in breaks else ""
    cuts = [start, *sorted(at for at in breaks if start < at < end), end]
    pieces = [html.escape(text[a:b]) for a, b in pairwise(cuts)]
    before = "<wbr>" if start in breaks else ""
    after = "<wbr>" if end in breaks and end < len(text) else ""
    return before + "<wbr>".join(pieces) + after
