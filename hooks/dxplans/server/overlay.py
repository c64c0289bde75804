"""A page of the site to the page that an editor sees: it reloads, and says what is wrong."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

from dxplans.server.notice import box, links
from dxplans.server.stage import Shown

# Comments, scripts and texts in which a tag is no tag are matched first, and passed over.
_PARTS = re.compile(
    r"<!--.*?-->"
    r"|<(?P<raw>script|style|title|textarea)\b.*?</(?P=raw)\s*>"
    r"|</head\s*>"
    r"""|<(?P<tag>html|meta|body)\b(?:[^>"']|"[^"]*"|'[^']*')*>""",
    re.IGNORECASE | re.DOTALL,
)


def dressed(page: bytes, shown: Shown, lang: str, base: str = "/") -> bytes:
    """*page* with the reload script and, where there is something to tell, a box at its top.

    The box speaks the page's own language, *lang* where the page names none. Of the page's policy
    only the connection that reload needs is added.
    """
    text = page.decode("utf-8", "surrogateescape")
    pieces: list[str] = []
    done = 0
    after_head: int | None = None
    body = False
    for part in _PARTS.finditer(text):
        pieces += [text[done : part.start()]]
        done = part.end()
        tag = part.group()
        name = (part["tag"] or "").lower()
        if name == "html":
            lang = _attributes(tag).get("lang") or lang
        if name == "body" and not body:
            body = True
            pieces += [tag, box(shown.outcome, lang, base)]
        elif after_head is None and tag.lower().startswith("</head"):
            pieces += [links(shown), tag]
            after_head = len(pieces)
        else:
            pieces += [_meta(tag) if name == "meta" else tag]
    pieces += [text[done:]]
    # HTML lets a page leave these tags out: then what belongs there comes as early as it can.
    if not body:
        at = len(pieces) if after_head is None else after_head
        pieces.insert(at, box(shown.outcome, lang, base))
    if after_head is None:
        pieces += [links(shown)]
    return "".join(pieces).encode("utf-8", "surrogateescape")


def widened(policy: str) -> str:
    """The content security *policy*, with connections to the server itself allowed."""
    directives: dict[str, list[str]] = {}
    for words in map(str.split, policy.split(";")):
        if words:
            directives.setdefault(words[0].lower(), words[1:])  # of two, browsers obey the first
    sources = directives.get("connect-src", directives.get("default-src"))
    if sources is None or {"'self'", "*"} & {source.lower() for source in sources}:
        return policy
    allowed = [source for source in sources if source.lower() != "'none'"]
    directives["connect-src"] = [*allowed, "'self'"]
    return "; ".join(" ".join((name, *words)) for name, words in directives.items())


def _meta(tag: str) -> str:
    attributes = _attributes(tag)
    policy = attributes.get("content")
    if (attributes.get("http-equiv") or "").lower() != "content-security-policy" or not policy:
        return tag
    wider = widened(policy)
    if wider == policy:
        return tag
    attributes["content"] = wider
    written = (f'{name}="{escape(value or "")}"' for name, value in attributes.items())
    return f"<meta {' '.join(written)}>"


def _attributes(tag: str) -> dict[str, str | None]:
    reader = _Tag()
    reader.feed(tag)
    reader.close()
    return reader.attributes


class _Tag(HTMLParser):
    """Reads the attributes of a single tag."""

    def __init__(self) -> None:
        super().__init__()
        self.attributes: dict[str, str | None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.attributes = dict(attrs)
