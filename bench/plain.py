"""A page of ours to the Markdown that somebody else would keep: the same words, tables and links.

Headings, paragraphs, lists, tables and links of a page's main part are kept; the frame around them,
pictures and lists of jumps are what the other tool and its theme add.
"""

from __future__ import annotations

import posixpath
import re
from html.parser import HTMLParser

FILES, ADDRESSES = "files", "addresses"
"""How a link names a page: MkDocs wants the Markdown file, Hugo the address."""
_BLOCKS = {"p", "div", "section", "dl", "dt", "dd", "caption", "figcaption", "small", "ul", "ol"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_LISTS, _STRONG = {"ul", "ol"}, {"b", "strong"}
_LEFT_OUT = {"svg", "nav", "script", "style", "button", "rt", "rp"}
_LETTERS = re.compile(r"([\\`*_\[\]<>|])")
_VOID = {"br", "hr", "img", "meta", "link", "input", "wbr", "rect", "path"}


def markdown(html: str, links: str = FILES) -> str:
    """The main part of a page of ours as Markdown; a redirect becomes its sentence."""
    reader = _Reader(links)
    reader.feed(html[max(0, html.find("<main")) :])
    return re.sub(r"\n{3,}", "\n\n", reader.text()).strip() + "\n"


class _Reader(HTMLParser):
    """Writes Markdown while it reads HTML."""

    def __init__(self, links: str) -> None:
        super().__init__(convert_charrefs=True)
        self._kind = links
        self._out: list[str] = []
        self._skipped: list[str] = []
        self._lists: list[str] = []
        self._links: list[str | None] = []
        self._row: list[str] | None = None
        self._rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._done = False

    def text(self) -> str:
        """What was written, blank lines between blocks."""
        lines = [line.rstrip() for line in "".join(self._out).split("\n")]
        return "\n".join(lines)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a block, a list, a table's cell or a link."""
        if self._skipped or tag in _LEFT_OUT:
            if tag not in _VOID:
                self._skipped.append(tag)
            return
        if self._cell is None:
            self._open(tag)
        elif tag in _BLOCKS or tag in {"br", "li"}:
            self._write(" ")
        if tag == "a":
            href = dict(attrs).get("href")
            self._links.append(_target(href) if self._kind == FILES else href)
            self._write("[")

    def _open(self, tag: str) -> None:
        """What a tag begins outside a table's cells."""
        if tag in _HEADINGS:
            self._block("#" * int(tag[1]) + " ")
        elif tag == "li":
            mark = "1. " if self._lists and self._lists[-1] == "ol" else "- "
            self._line("    " * (len(self._lists) - 1) + mark)
        elif tag == "br":
            self._write("  \n")
        elif tag in _BLOCKS and not self._lists:
            self._block("")
        elif tag in _STRONG:
            self._write("**")
        self._table_part(tag)
        if tag in _LISTS:
            self._lists.append(tag)

    def _table_part(self, tag: str) -> None:
        if tag == "table":
            self._rows = []
        elif tag == "tr":
            self._row = []
        elif tag in {"th", "td"}:
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        """Close what was opened; a table is written when it is complete."""
        if self._skipped:
            if self._skipped[-1] == tag:
                self._skipped.pop()
            return
        if tag == "a" and self._links:
            target = self._links.pop()
            self._write(f"]({target or '#'})")
        elif tag in _STRONG and self._cell is None:
            self._write("**")
        elif tag in _LISTS and self._lists and self._cell is None:
            self._lists.pop()
            self._line("")
        elif tag in {"th", "td"} and self._cell is not None and self._row is not None:
            self._row.append(" ".join("".join(self._cell).split()))
            self._cell = None
        elif tag == "tr" and self._row is not None:
            self._rows.append(self._row)
            self._row = None
        elif tag == "table":
            self._table()
        elif tag == "main":
            self._done = True

    def handle_data(self, data: str) -> None:
        """Text, with what Markdown would take for marks escaped."""
        if not self._skipped and not self._done:
            text = _LETTERS.sub(r"\\\1", data)
            self._write(re.sub(r"\s+", " ", text))

    def _write(self, text: str) -> None:
        if self._done:
            return
        (self._out if self._cell is None else self._cell).append(text)

    def _block(self, mark: str) -> None:
        self._write(f"\n\n{mark}")

    def _line(self, mark: str) -> None:
        self._write(f"\n{mark}" if self._lists else f"\n\n{mark}")

    def _table(self) -> None:
        width = max((len(row) for row in self._rows), default=0)
        if not width:
            return
        rows = [row + [""] * (width - len(row)) for row in self._rows]
        rows.insert(1, ["---"] * width)
        self._out.append("\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n\n")


def _target(href: str | None) -> str | None:
    """A link to a page of ours as MkDocs wants it: the Markdown file; others stay as they are."""
    if href is None or re.match(r"[a-z]+:", href) or href.startswith("#"):
        return href
    path, _, anchor = href.partition("#")
    page = posixpath.join(path, "index.md") if path.endswith("/") or not path else path
    return f"{page}#{anchor}" if anchor else page
