"""A page's HTML to what the index holds of it: documents, each with its parts at their anchors.

A page is one document; each section of a chapter is one more, for chapters are long. What other
pages hold as well (lists of initiatives, KPI tables, the words box) and what the site says of
itself on every page is left out.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import cache

_MAIN = re.compile(r"<main\b[^>]*>(.*)</main>", re.DOTALL)
_PIECE = re.compile(r"<(/?)([a-z][a-z0-9]*)\b([^>]*)>|([^<]+)")
_ATTRIBUTE = re.compile(r'\b(id|class|aria-labelledby|aria-hidden)="([^"]*)"')
_VOID = frozenset({"br", "img", "input", "hr", "wbr", "link", "meta", "source", "col"})
_INLINE = frozenset(
    {"a", "b", "span", "sup", "sub", "em", "strong", "code", "i", "abbr", "mark", "ruby"}
)
_ITEM = frozenset({"li", "tr", "div", "dt", "dd"})
_HEADING = re.compile(r"h[1-6]")
_DROPPED = frozenset({
    "voice", "note", "eyebrow", "verb", "k", "vh", "tag", "off", "jumps", "turn", "ends", "matrix",
    "links", "inner", "none", "crumb", "back", "easy",
})  # fmt: skip
_NUMBER = re.compile(r"^[0-9]{1,3} ")
_BLANKS = re.compile(r"[ \t\r\f\v]*\n\s*")
_SPACES = re.compile(r"[ \t\r\f\v]+")

ELSEWHERE: dict[str, tuple[str, ...]] = {
    "municipality": ("glance", "answers", "initiatives", "kpi", "schedule", "chapters", "editions"),
    "plan": ("initiatives", "chapters"),
    "initiative": ("policy", "themes"),
    "term": ("use",),
    "theme": ("terms", "without"),
    "question": ("more",),
}
"""Sections by template whose content stands on other pages; a name ending in - is a beginning."""
_ALWAYS = ("page_words", "page_about", "page_changes", "page_quote", "follow")
FAINT = {"theme": "town-"}
"""Sections by template that only repeat what pages of their own say: those are found before it."""
LISTS = frozenset({
    "kpi", "schedule", "themes", "glossary", "questions", "results", "updates", "data", "workbench", "measures",
    "periods",
})  # fmt: skip
"""Of these only the title is known: all that they list has pages of its own."""
SECTIONED = frozenset({"chapter"})
"""Long pages whose sections are found each for itself."""


@dataclass(slots=True)
class Part:
    """A piece of a page that a link can lead to: its anchor, its heading and its text."""

    anchor: str
    heading: str
    text: str
    level: int = 0
    faint: bool = False


@dataclass(slots=True)
class Document:
    """What is found or not found as one: a page, or a section of a chapter."""

    anchor: str
    title: str
    section: str
    lead: str
    parts: list[Part] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)


def documents_of(page: str, template: str) -> list[Document]:
    """The documents in the HTML *page* made by *template*; none for a page without content."""
    main = _MAIN.search(page)
    if main is None:
        return []
    title, parts = _parts(main[1], template)
    if not title:
        return []
    first = Document("", title, "", parts[0].text)
    for part in parts:
        part.faint = template in FAINT and part.anchor.startswith(FAINT[template])
    if template in LISTS:
        first.parts = parts[:1]
        return [first]
    if template not in SECTIONED:
        first.parts = parts
        return [first]
    # A chapter's own document knows its sections by name; what they say stands in theirs.
    found = [first]
    first.parts = parts[:1]
    for part in parts[1:]:
        if part.level == 2:  # noqa: PLR2004 - h2
            found.append(Document(part.anchor, title, part.heading, part.text))
            first.headings.append(part.heading)
        found[-1].parts.append(part)
        if part.level > 2 and found[-1] is not first:  # noqa: PLR2004
            found[-1].headings.append(part.heading)
    return found


def _parts(main: str, template: str) -> tuple[str, list[Part]]:
    """The page's title, and its parts in order; the first has no anchor."""
    reader = _Reader(keep_notes=template == "term", keep_years=template == "chapter")
    for closing, tag, attributes, text in _PIECE.findall(_without(main, template)):
        if text:
            reader.text(text)
        elif closing:
            reader.close(tag)
        else:
            # What stands in something that is left out is not looked at.
            wanted = attributes and not reader.skipping
            known = dict(_ATTRIBUTE.findall(attributes)) if wanted else {}
            reader.open(tag, known, attributes.endswith("/"))
    return reader.finished()


def _without(main: str, template: str) -> str:
    """*main* without the sections that stand on other pages as well."""
    return _elsewhere(template).sub("", main)


@cache
def _elsewhere(template: str) -> re.Pattern[str]:
    names = (*_ALWAYS, *ELSEWHERE.get(template, ()))
    known = "|".join(f'{name}[^"]*' if name.endswith("-") else name for name in names)
    # None of these sections has another in it, as a section of a chapter may.
    return re.compile(
        f'<section\\b[^>]*\\baria-labelledby="(?:{known})"[^>]*>.*?</section>', re.DOTALL
    )


class _Reader:
    """Gathers texts under the last anchor while it walks over a page's elements."""

    def __init__(self, *, keep_notes: bool, keep_years: bool) -> None:
        # The years above a schedule are its chapter's; a row of it has them on every page.
        self._left_out = {"svg", "nav", "sup", "script", "rt", "rp"} | (
            set() if keep_years else {"thead"}
        )
        self._dropped = _DROPPED - {"note"} if keep_notes else _DROPPED
        self._parts = [Part("", "", "")]
        self._texts: list[list[str]] = [[]]
        self._at = 0
        self._title: list[str] = []
        self._into: list[str] | None = None  # where a heading's words go
        self._depth = 0
        self.skipping = 0
        self._returns: list[tuple[int, int]] = []  # depth of an item, and the part around it

    def open(self, tag: str, known: dict[str, str], closed: bool) -> None:  # noqa: FBT001
        if tag in _VOID or closed:
            if tag == "br":
                self.text(" ")
            return
        self._depth += 1
        if self.skipping:
            return
        if tag in self._left_out or self._dropped & set(known.get("class", "").split()):
            self.skipping = self._depth
            return
        if tag not in _INLINE:
            self.text("\n" if tag != "small" else " ")
        if _HEADING.fullmatch(tag):
            self._heading(tag, known.get("id", ""))
        elif tag in _ITEM and known.get("id"):
            self._returns.append((self._depth, self._at))
            self._begin(known["id"], "", 9)

    def _heading(self, tag: str, anchor: str) -> None:
        if tag == "h1":
            self._into = self._title
        elif anchor:
            self._begin(anchor, "", int(tag[1]))
            self._into = []

    def _begin(self, anchor: str, heading: str, level: int) -> None:
        self._parts.append(Part(anchor, heading, "", level))
        self._texts.append([])
        self._at = len(self._parts) - 1

    def close(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self.skipping:
            if self.skipping == self._depth:
                self.skipping = 0
            self._depth -= 1
            return
        if self._into is not None and _HEADING.fullmatch(tag):
            if self._into is not self._title:
                self._parts[self._at].heading = _clean("".join(self._into))
            self._into = None
        if self._returns and self._returns[-1][0] == self._depth:
            self._at = self._returns.pop()[1]
        self._depth -= 1
        if tag not in _INLINE:
            self.text("\n")
        elif tag == "b":
            self.text(" ")

    def text(self, text: str) -> None:
        if not self.skipping:
            (self._texts[self._at] if self._into is None else self._into).append(text)

    def finished(self) -> tuple[str, list[Part]]:
        for part, texts in zip(self._parts, self._texts, strict=True):
            part.text = _clean("".join(texts))
        first, *rest = self._parts
        return _clean("".join(self._title)), [first, *(p for p in rest if p.text or p.heading)]


def _clean(text: str) -> str:
    """*text* without markup's entities and blanks: a line for each block."""
    text = _SPACES.sub(" ", _BLANKS.sub("\n", html.unescape(text))).strip()
    return _NUMBER.sub("", text)
