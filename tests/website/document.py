"""HTML text to a tree of elements that knows its lines, languages and texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr".split()  # noqa: SIM905 - reads best so
)


@dataclass(eq=False, slots=True)
class Element:
    """An element with its attributes, its line in the file, and what it holds in order."""

    name: str
    attributes: dict[str, str]
    line: int
    parent: Element | None = field(default=None, repr=False)
    children: list[Element | str] = field(default_factory=list, repr=False)
    doubled: tuple[str, ...] = ()
    """Attributes that the tag gives twice."""

    def get(self, name: str) -> str:
        """An attribute's value; the empty string if it is absent or empty."""
        return self.attributes.get(name, "")

    @property
    def classes(self) -> list[str]:
        """Its class names."""
        return self.get("class").split()

    @property
    def lang(self) -> str:
        """The language that holds here: its own or that of the nearest element around it."""
        element: Element | None = self
        while element is not None:
            if "lang" in element.attributes:
                return element.attributes["lang"]
            element = element.parent
        return ""

    def ancestors(self) -> Iterator[Element]:
        """The elements around it, from the nearest outwards."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def walk(self) -> Iterator[Element]:
        """It and every element below it, in document order."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child.walk()

    def find(self, *names: str) -> list[Element]:
        """Every element below it with one of these tag names."""
        return [element for element in self.walk() if element.name in names and element is not self]

    def texts(self) -> Iterator[tuple[Element, str]]:
        """Every piece of text below it that is not blank, with the element it stands in."""
        for child in self.children:
            if isinstance(child, Element):
                yield from child.texts()
            elif child.strip():
                yield self, child

    @property
    def text(self) -> str:
        """All its text, spaces folded."""
        return " ".join(self.text_raw.split())

    @property
    def text_raw(self) -> str:
        """All its text, as it stands."""
        return "".join(c if isinstance(c, str) else c.text_raw for c in self.children)


class _Builder(HTMLParser):
    """Builds the tree. Faults of nesting are the Nu checker's business, not ours."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("#document", {}, 0)
        self._open = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        doubled = tuple(sorted({name for name in names if names.count(name) > 1}))
        values = {name: value or "" for name, value in attrs}
        element = Element(tag, values, self.getpos()[0], self._open, doubled=doubled)
        self._open.children.append(element)
        if tag not in VOID:
            self._open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        for element in (self._open, *self._open.ancestors()):
            if element.name == tag and element.parent is not None:
                self._open = element.parent
                return

    def handle_data(self, data: str) -> None:
        self._open.children.append(data)


def parse(html: str) -> Element:
    """The tree of a page; its root holds the ``html`` element."""
    builder = _Builder()
    builder.feed(html)
    builder.close()
    return builder.root
