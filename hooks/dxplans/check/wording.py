"""Texts to findings: what would break a page, a link or a screen reader's reading.

Vague links: JIS X 8341-3:2016 2.4.4; spaces inside words: 1.3.2 (F32); raw HTML: 4.1.1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from dxplans.check.leaves import texts
from dxplans.problem import Place, Problem
from dxplans.source import Document

JAPANESE = "ぁ-ゖァ-ヺー々〆一-龠"
_HTML = re.compile(r"</?[A-Za-z][^<>]{0,200}>|<!--|</?[A-Za-z]+")
_LINK = re.compile(r"\[([^\[\]]*)\]\(([^()\s]*)[^()]*\)")
_SAFE = re.compile(r"https?://[^\s<>\"']+$|(?:term|plan|theme):[a-z0-9/-]+(?:#[a-z0-9-]+)?$")
_OTHER_MARKUP = re.compile(r"!\[|^#{1,6} |^ {0,3}>|^ {0,3}(?:```|~~~)|`|^\s*\|.*\|\s*$", re.MULTILINE)
_VAGUE = {
    "こちら", "ここ", "こちらから", "こちらへ", "詳細", "詳しくは", "詳しくはこちら", "リンク", "クリック",
    "ここをクリック", "続き", "続きを読む", "もっと見る", "here", "click here", "more", "read more",
    "link", "this", "details", "url",
}  # fmt: skip
# A name of two long words may keep its space (第二次…総合計画 後期計画); a short piece beside the
# space is a word cut in two (住 所, さ らに).
_SHORT, _ANY = f"(?<![{JAPANESE}])[{JAPANESE}]{{1,3}}", f"[{JAPANESE}]+"
_SPACE = re.compile(
    f"{_SHORT}[ \u3000]+{_ANY}|{_ANY}[ \u3000]+[{JAPANESE}]{{1,3}}(?![{JAPANESE}])"
)
_LETTER_SPACED = re.compile(f"(?<![{JAPANESE}])[{JAPANESE}][ \u3000]+[{JAPANESE}](?![{JAPANESE}])")
_LATIN_SPACE = re.compile(f"[{JAPANESE}][ \u3000]+[A-Za-z0-9]+|[A-Za-z0-9]+[ \u3000]+[{JAPANESE}]+")

Found = tuple[str, dict[str, Any], str]


def check_wording(doc: Document, value: BaseModel) -> None:
    """Add to *doc* what is wrong with the translatable texts of *value*."""
    for place, kind, text in texts(value):
        for code, values, level in wording(text, kind):
            _report(doc, place, code, values, level)


def _report(doc: Document, place: Place, code: str, values: dict[str, Any], level: str) -> None:
    mark = doc.mark(place)
    doc.problems.append(Problem(mark, code, values, "warning" if level == "warning" else "error"))


def wording(text: str, kind: str) -> Iterator[Found]:
    """Rule, values and level of each finding in *text*; *kind* is name, line or prose."""
    for html in _HTML.finditer(text):
        yield "raw_html", {"found": html[0][:40]}, "error"
    if kind != "name":
        yield from _links(text)
        if markup := _OTHER_MARKUP.search(text):
            yield "unknown_mark_up", {"found": markup[0].strip()[:40]}, "error"
    spaced = _LETTER_SPACED if kind == "name" else _SPACE
    for line in text.split("\n"):
        if found := spaced.search(line):
            yield "space_in_word", {"found": found[0][-30:]}, "error"
        elif kind != "name" and (found := _LATIN_SPACE.search(re.sub(r"^\s*(?:-|[0-9]+\.)\s+", "", line))):
            yield "space_by_latin", {"found": found[0][-30:]}, "warning"


def _links(text: str) -> Iterator[Found]:
    for words, target in _LINK.findall(text):
        if not _SAFE.match(target):
            yield "unsafe_link", {"found": target[:60]}, "error"
        if words.strip().strip("「」。、").lower() in _VAGUE or re.match(r"https?://", words):
            yield "vague_link", {"found": words}, "error"
    lowered = re.sub(r"[\s\x00-\x1f]", "", text).lower()
    if not _LINK.search(text) and re.search(r"(?:javascript|vbscript|data):", lowered):
        yield "unsafe_link", {"found": "javascript:"}, "error"
