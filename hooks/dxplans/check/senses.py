"""Texts to what only some readers would understand: by sight alone, or out of the page's language.

Sensory wording: JIS X 8341-3:2016 1.3.3; a sign or a colour alone: 1.3.1, 1.4.1; vague links:
2.4.4; passages in another language: 3.1.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dxplans.prose import FOREIGN

_VAGUE = {
    "こちら", "ここ", "こちらから", "ここから", "こちらへ", "こちらのページ", "このページ", "このリンク", "これ",
    "詳細", "詳細を見る", "詳細はこちら", "詳しくは", "詳しくはこちら", "くわしくは", "くわしくはこちら",
    "リンク", "リンク先", "クリック", "ここをクリック", "続き", "続きを読む", "もっと見る",
    "here", "click here", "click", "more", "more info", "more information", "read more", "learn more", "see more",
    "link", "this link", "this", "this page", "details", "see details", "url",
}  # fmt: skip
_ADDRESS = re.compile(r"\s*(?:https?://|www\.)")
_SEEN = "図|表|欄|列|グラフ|写真|地図|枠|絵|画像|ボタン|メニュー"
_COLOURED = "文字|枠|線|丸|印|部分|欄|セル|帯|棒|矢印|マーク|ボタン"
_JAPANESE = re.compile(
    rf"[上下左右](?:側)?の(?:{_SEEN})(?!現)|[上下左右]図"
    r"|[上下左右]表(?![現示明彰面情紙記裏題])"
    rf"|(?:赤|青|緑|黄|黒|白|灰|橙|紫|オレンジ)色?[いの]?(?:{_COLOURED})|(?:赤|青|黄色)い"
    r"|(?:丸い|四角い)(?:ボタン|印|マーク|枠)|網[掛か]け|色(?:分け|が付いた|が変わった|の付いた|のついた)"
)
_ENGLISH = re.compile(
    r"\b(?:lists?|links?|tables?|figures?|charts?|maps?|buttons?|menus?|diagrams?|box(?:es)?) (?:above|below)\b"
    r"|\b(?:see|shown|listed) (?:above|below)\b|\b(?:on|to|at) the (?:far )?(?:left|right)(?= of\b| side\b|[-.,;:)]|$)"
    r"|\b(?:red|green|blue|yellow|grey|gray|orange|purple|black) "
    r"(?:text|letters|lines?|box(?:es)?|bars?|marks?|circles?|arrows?|buttons?|areas?|cells?)\b"
    r"|\b(?:shown|marked|printed|written|coloured|colored) in (?:red|green|blue|yellow|gr[ea]y|orange|purple)\b"
    r"|\b(?:round|square) (?:buttons?|marks?|icons?)\b",
    re.IGNORECASE,
)
_WORD = r"[A-Za-z][A-Za-z'’]*"
_RUN = re.compile(rf"{_WORD}(?:[ ,;-]+{_WORD}){{3,}}")
_SMALL = re.compile(r"\b[a-z]{2}")


def vague(words: str) -> bool:
    """Whether the *words* of a link, read on their own, do not say where it leads."""
    bare = words.strip().strip("「」。、.>»… ").lower()
    return bare in _VAGUE or _ADDRESS.match(words) is not None


def sensory(text: str, lang: str = "ja") -> Iterator[tuple[int, str]]:
    """Where *text* tells things by place, colour or shape, and the words that do."""
    for found in (_JAPANESE if lang == "ja" else _ENGLISH).finditer(text):
        yield found.start(), found[0]


def untagged(text: str) -> Iterator[tuple[int, str]]:
    """Where a Japanese *text* has a passage in English that does not say so.

    Four words in a row of which two have no capital: names and terms are shorter or have them.
    """
    if not _RUN.search(text):
        return  # what is tagged and what is an address only hides some
    bare = FOREIGN.sub(lambda found: "|" * len(found[0]), text)
    bare = re.sub(r"\]\([^)]*\)", lambda found: "|" * len(found[0]), bare)
    for found in _RUN.finditer(bare):
        if len(_SMALL.findall(found[0])) > 1:
            yield found.start(), found[0]


def only_a_sign(text: str) -> bool:
    """Whether *text* is signs alone (○, ★, ▶, －), which are seen and not heard."""
    return not any(char.isalnum() for char in text)
