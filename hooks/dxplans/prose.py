"""Our Markdown subset to HTML pieces, in which runs of plain text stay open for term links.

Paragraphs, lists, **strong**, links, ruby ``{漢字|かんじ}``, passages in another language
``{en|Smart city}`` and footnote marks ``[^1]``; no HTML.
A paragraph's own line breaks join without a space between Japanese characters.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markupsafe import escape

_WIDE = "ぁ-ゖァ-ヺー々〆一-龠、。「」『』（）・〜～！？"
_SOFT_BREAK = re.compile(f"(?<=[{_WIDE}])[ \t]*\n[ \t]*(?=[{_WIDE}])")
_BARE = re.compile(r"[^-+*0-9\[\]\\_{}\s\0][^*\[\]\\_{}\r\n\0]*")
"""One line without any markup, as most texts are: there is nothing to parse."""
_RUBY = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
FOREIGN = re.compile(r"\{([a-z]{2,3}(?:-[A-Za-z]{2,4})?)\|(?![ぁ-ヿ]+\})([^{}|]+)\}")
"""The code of a language and words in it; a reading in kana makes ruby of the same letters."""
_NOTE = re.compile(r"\[\^([0-9]{1,9})\]")


@dataclass(frozen=True, slots=True)
class Run:
    """Plain text that may hold terms; not yet escaped."""

    text: str


@dataclass(frozen=True, slots=True)
class NoteMark:
    """A reference to the footnote of this number."""

    number: int


@dataclass(frozen=True, slots=True)
class InternalLink:
    """A link to a page of ours by kind and id (``term:rpa``), resolved when the page is known."""

    target: str
    text: str


Piece = str | Run | NoteMark | InternalLink


def _ruby(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's interface
    match = _RUBY.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("ruby", "ruby", 0)
        token.content, token.info = match[1], match[2]
    state.pos = match.end()
    return True


def _foreign(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's interface
    match = FOREIGN.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        token = state.push("foreign", "span", 0)
        token.info, token.content = match[1], match[2]
    state.pos = match.end()
    return True


def _note(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's interface
    match = _NOTE.match(state.src, state.pos)
    if not match:
        return False
    if not silent:
        state.push("note", "sup", 0).content = match[1]
    state.pos = match.end()
    return True


def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero").enable(["list", "emphasis", "balance_pairs", "fragments_join"])
    parser.enable(["link", "escape"])
    parser.inline.ruler.before("link", "ruby", _ruby)
    parser.inline.ruler.before("link", "note", _note)
    parser.inline.ruler.before("ruby", "foreign", _foreign)
    parser.validateLink = _allowed  # type: ignore[method-assign]
    return parser


def _allowed(url: str) -> bool:
    return bool(re.match(r"(?:https?://|(?:term|plan|theme):)", url))


_PARSER = _parser()


@lru_cache(maxsize=20_000)
def pieces(text: str, *, inline: bool = False) -> tuple[Piece, ...]:
    """*text* as HTML pieces; *inline* leaves out paragraphs, for a line inside another element."""
    joined = _SOFT_BREAK.sub("", text.strip())
    if _BARE.fullmatch(joined):
        run = Run(joined)
        return (run,) if inline else ("<p>", run, "</p>")
    return _parsed(joined, inline=inline)


def _parsed(joined: str, *, inline: bool) -> tuple[Piece, ...]:
    out: list[Piece] = []
    if inline:
        for token in _PARSER.parseInline(joined):
            _inline(token.children or [], out)
        return _merged(out)
    for token in _PARSER.parse(joined):
        if token.type == "inline":
            _inline(token.children or [], out)
        elif not token.hidden:
            out.append(_tag(token))
    return _merged(out)


_SPOKEN = {
    "ruby": "<ruby>{0}<rp>（</rp><rt>{1}</rt><rp>）</rp></ruby>",
    "foreign": '<span lang="{1}">{0}</span>',
}
"""Words with how they are read out, or in which language."""


def _tag(token: Token) -> str:
    if token.nesting < 0:
        return f"</{token.tag}>"
    start = token.attrs.get("start")
    return f'<ol start="{int(start)}">' if start is not None else f"<{token.tag}>"


def _inline(tokens: list[Token], out: list[Piece]) -> None:
    link: list[str] | None = None
    target = ""
    for token in tokens:
        if token.type == "link_open":
            link, target = [], str(token.attrs["href"])
        elif token.type == "link_close" and link is not None:
            text = "".join(link)
            out.append(
                InternalLink(target, text)
                if not target.startswith("http")
                else f'<a href="{escape(target)}">{escape(text)}</a>'
            )
            link = None
        elif link is not None:
            link.append(token.content)
        elif token.type == "text":
            out.append(Run(token.content))
        elif token.type in _SPOKEN:
            out.append(_SPOKEN[token.type].format(escape(token.content), escape(token.info)))
        elif token.type == "note":
            out.append(NoteMark(int(token.content)))
        elif token.type == "softbreak":
            out.append("\n")
        elif token.nesting:
            out.append(_tag(token))
        else:
            out.append(Run(token.content))


def _merged(found: list[Piece]) -> tuple[Piece, ...]:
    """Neighbouring pieces of one kind as one, so that a term is not cut by an escape."""
    out: list[Piece] = []
    for piece in found:
        last = out[-1] if out else None
        if isinstance(piece, str) and isinstance(last, str):
            out[-1] = last + piece
        elif isinstance(piece, Run) and isinstance(last, Run):
            out[-1] = Run(last.text + piece.text)
        else:
            out.append(piece)
    return tuple(out)


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """*text* without any markup, for search, descriptions and exports."""
    out = []
    for piece in pieces(text):
        if isinstance(piece, Run | InternalLink):
            out.append(piece.text)
        elif isinstance(piece, str):
            bare = re.sub(r"<rt>.*?</rt>|<rp>.*?</rp>", "", piece)
            bare = re.sub(r"</?(?:p|ul|ol|li)\b[^>]*>", " ", bare)
            out.append(html.unescape(re.sub(r"<[^>]+>", "", bare)))
    return re.sub(r"\s+", " ", "".join(out)).strip()
