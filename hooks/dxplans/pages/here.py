"""The page being made: its links, its language, its words, sections and notes.

A template asks it for every link (so that an unknown target is an error) and for every prose text
(so that terms are linked at first use and a foreign text is marked).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from dxplans.localise import SOURCE_LANGUAGE, Text, filled, quoted
from dxplans.pages import addresses
from dxplans.pages.local import Local
from dxplans.prose import InternalLink, NoteMark, Piece, Run, pieces
from dxplans.states import has_come


class UnknownPageError(LookupError):
    """A page links to an address that no page has: a fault in a template, not in the data."""


@dataclass(frozen=True, slots=True)
class Crumb:
    """A step of the breadcrumb trail; the last one is this page and has no path."""

    title: Any
    path: str | None = None


class Here:
    """One page in one language while its body is rendered."""

    def __init__(self, local: Local, path: str, source: str | None = None) -> None:
        self.local = local
        self.lang = local.lang
        self.path = path
        self.source = source
        self.title: Any = ""
        self.head_title = ""
        self.description = ""
        self.section = ""
        self.crumbs: tuple[Crumb, ...] = ()
        self.sections: list[tuple[str, Any]] = []
        self.indexed = True
        self._words: dict[str, None] = {}
        self._notes: set[int] = set()
        self._fresh = 0
        self.foreign = False
        self.within = False
        """Whether this is a part of another page, without what only a page of its own shows."""
        self.moved_to: str | None = None

    def beside(self) -> Here:
        """A part of this page that is shown as its own page would be; they share their words."""
        part = Here(self.local, self.path, self.source)
        part._words = self._words
        part.within = True
        return part

    # Links

    def url(self, path: str, anchor: str = "") -> str:
        """A relative link to the page at *path*; UnknownPageError if there is none."""
        if path not in self.local.paths:
            raise UnknownPageError(f"{self.path or '/'}: {path}")
        link = addresses.relative(self.path, path)
        if anchor:
            return f"#{anchor}" if path == self.path else f"{link}#{anchor}"
        return link

    def asset(self, name: str) -> str:
        """A relative link to the asset *name*, by the name that holds its content's hash."""
        return addresses.relative(self.local.prefix + self.path, self.local.assets[name])

    def other(self, code: str) -> str:
        """A relative link to this page in the language *code*."""
        prefix = self.local.settings.language(code).prefix
        return addresses.relative(self.local.prefix + self.path, prefix + self.path)

    def absolute(self, code: str) -> str:
        """The public address of this page in *code*; relative while the site's is not known."""
        base = self.local.settings.site_url
        prefix = self.local.settings.language(code).prefix
        return f"{base}{prefix}{self.path}" if base else self.other(code)

    def absolute_of(self, path: str) -> str:
        """The public address of another page in this language; relative likewise."""
        base = self.local.settings.site_url
        return f"{base}{self.local.prefix}{path}" if base else self.url(path)

    def address(self, path: str, anchor: str = "") -> str:
        """A page's whole address, or as much of it as is known, for what leaves the site."""
        base = self.local.settings.site_url or "/"
        return f"{base}{self.local.prefix}{path}" + (f"#{anchor}" if anchor else "")

    @property
    def paper(self) -> str:
        """The page's address in the site, as it is printed; where a script runs it is the whole."""
        return f"/{self.local.prefix}{self.path}"

    @property
    def edit_url(self) -> str | None:
        """Where the hosting service edits this page's file; None without a repository."""
        settings = self.local.settings
        if not settings.repository or not self.source:
            return None
        return f"{settings.repository}/edit/{settings.branch}/{self.source}"

    # Texts

    def japanese(self, text: str) -> Text:
        """A name that data gives in Japanese only, marked as such on pages in other languages."""
        return Text(text, SOURCE_LANGUAGE, foreign=self.lang != SOURCE_LANGUAGE, kept=True)

    def mark(self, mark: str, label: Text | None) -> Markup:
        """A priority mark with its legend's words: ★ 重点取組事項.

        A mark that is itself words (【重点】, a heading) is not repeated, and is told by its
        translated label alone on pages in other languages.
        """
        words = escape(label) if label is not None else Markup()
        said = any(char.isalpha() for char in mark)
        if said and self.lang != SOURCE_LANGUAGE and label is not None:
            return words
        if label is None or str(label) == mark:
            return escape(self.japanese(mark) if said else mark)
        return Markup("{} {}").format(mark, words)

    def sign(self, mark: str) -> Text:
        """A mark alone, for a narrow cell that says its label to screen readers."""
        said = any(char.isalpha() for char in mark)
        return self.japanese(mark) if said else Text(mark, self.lang)

    def prose(self, text: Text | None, notes: str = "") -> Markup:
        """A prose text as paragraphs and lists, terms linked; nothing for None.

        *notes* is the page that holds the text's footnotes when this one does not.
        """
        if text is None:
            return Markup()
        html = self._join(pieces(str(text)), text, notes)
        if text.foreign:
            words = {"lang": text.lang, "html": html}
            return filled('<div class="prose fallback" lang="%(lang)s">%(html)s</div>', words)
        return filled('<div class="prose">%(html)s</div>', {"html": html})

    def line(self, text: Text | None, notes: str = "") -> Markup:
        """A text of one paragraph for inside another element, terms linked."""
        if text is None:
            return Markup()
        html = self._join(pieces(str(text), inline=True), text, notes)
        if text.foreign:
            words = {"lang": text.lang, "html": html}
            return filled('<span class="fallback" lang="%(lang)s">%(html)s</span>', words)
        return html

    def _join(self, found: tuple[Piece, ...], text: Text, notes: str) -> Markup:
        out = []
        for piece in found:
            if isinstance(piece, str):
                out.append(piece)
            elif isinstance(piece, Run):
                out.append(escape(piece.text) if text.foreign else self._gloss(piece.text))
            elif isinstance(piece, NoteMark):
                out.append(self._note(piece.number, notes))
            else:
                out.append(self._internal(piece))
        # Every piece is markup of our own or escaped above.
        html = "".join(out)
        return Markup(html) if text.foreign else quoted(html, self.lang)  # noqa: S704

    def _gloss(self, text: str) -> str:
        """*text* with the first use of each term on this page linked to its entry."""
        out, last = [], 0
        for start, end, term in self.local.matcher.find(text):
            if term in self._words or self.path == addresses.term(term):
                continue
            self._words[term] = None
            link = self.url(addresses.term(term))
            out += [escape(text[last:start]), f'<a href="{link}">{escape(text[start:end])}</a>']
            last = end
        out.append(escape(text[last:]))
        return "".join(out)

    def _note(self, number: int, notes: str) -> str:
        label = escape(self.local.gettext("注%(n)s").replace("%(n)s", str(number)))
        name = f"note-{number}"
        if notes:
            return f'<sup><a href="{self.url(notes, name)}">{label}</a></sup>'
        # The first reference is where the note leads back to; an id stands once on a page.
        back = "" if number in self._notes else f' id="{name}-ref"'
        self._notes.add(number)
        return f'<sup><a{back} href="#{name}">{label}</a></sup>'

    def _internal(self, link: InternalLink) -> str:
        kind, _, target = link.target.partition(":")
        target, _, anchor = target.partition("#")
        path = {"term": addresses.GLOSSARY, "theme": addresses.THEMES, "plan": ""}[kind]
        path = f"{path}{target}/"
        if self.local.settings.only and path not in self.local.paths:
            return str(escape(link.text))  # it leads out of the part that is built
        return f'<a href="{self.url(path, anchor)}">{escape(link.text)}</a>'

    # What the page gathered while it was rendered

    @property
    def words(self) -> tuple[Any, ...]:
        """The terms linked on this page, in order of first use, as views."""
        return tuple((term, self.local.term(term)) for term in self._words)

    def titled(self, title: Any, place: Any) -> str:
        """A title with what it belongs to in brackets, as the language writes them."""
        return f"{title}（{place}）" if self.lang == SOURCE_LANGUAGE else f"{title} ({place})"

    def has_come(self, action: Any) -> bool:
        """Whether what *action* plans was due by today; what is done already was not planned."""
        when = action.model.when
        return action.strength != "has-done" and has_come(when, self.local.today)

    def fresh(self, stem: str) -> str:
        """An id that nothing else on the page has, for one element to name another by."""
        self._fresh += 1
        return f"{stem}-{self._fresh}"

    def start(self, identity: str, title: Any) -> str:
        """Note a section of the page for the list of jumps; returns its id."""
        self.sections.append((identity, title))
        return identity
