"""Texts to findings: what would break a page, a link or a screen reader's reading.

Spaces inside words: JIS X 8341-3:2016 1.3.2 (F32); raw HTML: 4.1.1. ``senses`` holds what is
understood by some readers only.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from pydantic import BaseModel

from dxplans.check.leaves import text_fields
from dxplans.check.senses import only_a_sign, sensory, untagged, vague
from dxplans.check.shapes import shapes
from dxplans.problem import Level, Place
from dxplans.source import Document

JAPANESE = "ぁ-ゖァ-ヺー々〆一-龠"
_HTML = re.compile(
    r"</?[A-Za-z!][^<>]{0,200}>?|&(?:#[0-9]+|#[xX][0-9A-Fa-f]+|[A-Za-z][A-Za-z0-9]+);"
)
_SAFE = re.compile(r"https?://[^\s<>\"']+|(?:term|plan|theme):[a-z0-9/-]+(?:#[a-z0-9-]+)?")
_SCRIPT = re.compile(r"(?<![a-z])(?:(?:javascript|vbscript):[!-~]+|data:[a-z]+/[a-z])")
_OTHER_MARKUP = re.compile(
    r"!\[[^\]\n]*\]\(|^#{1,6} .*|^ {0,3}>.*|^ {0,3}(?:```|~~~)|`[^`\n]*`|^\s*\|.*\|\s*$",
    re.MULTILINE,
)
_SPACE = "[ \t\u3000\xa0]+"
_ANY_SPACE = re.compile(_SPACE)
_SPACE_BETWEEN = re.compile(f"(?<=[{JAPANESE}]){_SPACE}(?=[{JAPANESE}])")
_SPACE_BY_LATIN = re.compile(
    f"(?<=[{JAPANESE}]){_SPACE}(?=[A-Za-z0-9])|(?<=[A-Za-z0-9]){_SPACE}(?=[{JAPANESE}])"
)
_RUN = re.compile(f"[{JAPANESE}]*")
_MARKER = re.compile(r"\s*(?:[-*+]|[0-9]{1,9}[.)])\s+")
# A name of two long words may keep its space (第二次…総合計画 後期計画); a short piece beside the
# space is a word cut in two (住 所, さ らに).
_SHORT_IN_NAME, _SHORT = 1, 3
_AROUND = 12
_SIGNS_STAND = {"number", "unit", "printed"}
"""Fields whose signs stand beside words of ours: ○ before a title, % behind a number, -."""

Finding = tuple[str, int, dict[str, Any], Level]
"""Rule, where in the text, the rule's values, error or warning."""


def check_wording(doc: Document, model: type[BaseModel]) -> None:
    """Add to *doc* what is wrong with the translatable texts of its data, valid or not."""
    for place, kind, text in _texts(model, doc):
        if only_a_sign(text) and text.strip() and place[-1] not in _SIGNS_STAND:
            doc.report(place, "sign_alone", found=text.strip()[:40])
        for rule, offset, values, level in wording(text, kind):
            doc.report_in(place, (text, offset), rule, level, **values)


def _texts(model: type[BaseModel], doc: Document) -> Iterator[tuple[Place, str, str]]:
    for place, shape, data in shapes(model, doc.draft):
        for name, kind in text_fields(shape).items():
            child = data.get(name)
            if isinstance(child, str):
                yield (*place, name), kind, child
            elif isinstance(child, list):
                for index, item in enumerate(child):
                    if isinstance(item, str):
                        yield (*place, name, index), kind, item


def wording(text: str, kind: str) -> Iterator[Finding]:
    """Every finding in *text*; *kind* is name, line or prose."""
    for found in _HTML.finditer(text) if "<" in text or "&" in text else ():
        yield "raw_html", found.start(), {"found": found[0][:40]}, "error"
    if kind != "name":
        yield from _links(text)
        if markup := _OTHER_MARKUP.search(text):
            values = {"found": markup[0].strip()[:40]}
            yield "unknown_mark_up", markup.start(), values, "error"
        yield from _senses(text)
    offset = 0
    for line in text.split("\n"):
        yield from _spaces(line, offset, kind)
        offset += len(line) + 1


def _senses(text: str) -> Iterator[Finding]:
    for at, found in untagged(text):
        yield "untagged_foreign", at, {"found": found[:60]}, "error"
    for at, found in sensory(text):
        yield "sensory", at, {"found": found}, "warning"


def _spaces(line: str, offset: int, kind: str) -> Iterator[Finding]:
    if not _ANY_SPACE.search(line):
        return
    name = kind == "name"
    between = _SPACE_BETWEEN.finditer(line)
    if cuts := [found for found in between if _cuts_a_word(line, found, name=name)]:
        yield "space_in_word", offset + cuts[0].start(), _shown(line, cuts), "error"
        return
    marker = _MARKER.match(line)
    beside = list(_SPACE_BY_LATIN.finditer(line, marker.end() if marker else 0))
    if beside and not name:
        yield "space_by_latin", offset + beside[0].start(), _shown(line, beside), "warning"


def _cuts_a_word(line: str, space: re.Match[str], *, name: bool) -> bool:
    """Whether the pieces beside *space* are too short to be words of their own."""
    short = _SHORT_IN_NAME if name else _SHORT
    before = len(_run(line[max(0, space.start() - short - 1) : space.start()][::-1]))
    after = len(_run(line[space.end() : space.end() + short + 1]))
    return (max if name else min)(before, after) <= short


def _run(text: str) -> str:
    """The Japanese letters at the beginning of *text*."""
    found = _RUN.match(text)
    return found[0] if found else ""


def _shown(line: str, spaces: list[re.Match[str]]) -> dict[str, str]:
    """The words around the first of *spaces*, with all of them visible, and without them."""
    start, end = max(0, spaces[0].start() - _AROUND), spaces[0].end() + _AROUND
    marked = bare = line[start:end]
    for space in reversed([space for space in spaces if space.end() <= end]):
        before, after = space.start() - start, space.end() - start
        marked = f"{marked[:before]}␣{marked[after:]}"
        bare = f"{bare[:before]}{bare[after:]}"
    left, right = "…" if start else "", "…" if end < len(line) else ""
    return {"found": f"{left}{marked}{right}", "right": f"{left}{bare}{right}"}


def _any_link(url: str) -> bool:  # noqa: ARG001 - markdown-it's interface
    return True


def _every_link() -> MarkdownIt:
    """Finds links as ``prose`` does, the forbidden ones too."""
    parser = MarkdownIt("zero").enable(["link", "escape"])
    parser.validateLink = _any_link  # type: ignore[method-assign]
    return parser


_LINKS = _every_link()


def links_in(text: str) -> Iterator[tuple[str, str]]:
    """Words and target of every Markdown link in *text*, the forbidden ones too."""
    if "](" not in text:
        return
    for block in _LINKS.parse(text):
        words: list[str] | None = None
        target = ""
        for token in block.children or []:
            if token.type == "link_open":
                words, target = [], str(token.attrs.get("href", ""))
            elif token.type == "link_close" and words is not None:
                yield "".join(words), target
                words = None
            elif words is not None:
                words.append(token.content)


def _links(text: str) -> Iterator[Finding]:
    at = 0
    for words, target in links_in(text):
        at = max(at, text.find(f"[{words}](", at))
        if not _SAFE.fullmatch(target):
            yield "unsafe_link", at, {"found": target[:60] or "()"}, "error"
        if vague(words):
            yield "vague_link", at, {"found": words[:60]}, "error"
        if not words.strip():
            yield "empty_link", at, {"found": target[:60]}, "error"
        at += 1
    yield from _scripts(text)


def _scripts(text: str) -> Iterator[Finding]:
    """Addresses outside links that would run something, spaces and entities not hiding them."""
    bare = re.sub(r"\]\([^()\s]*", "]", text)
    if ":" not in html.unescape(bare):
        return
    for paragraph in bare.split("\n\n"):
        plain = re.sub(r"[\s\x00-\x1f]", "", html.unescape(paragraph)).lower()
        if script := _SCRIPT.search(plain):
            at = max(0, text.find(paragraph[:_AROUND]))
            yield "unsafe_link", at, {"found": script[0][:60]}, "error"
