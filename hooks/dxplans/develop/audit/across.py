"""All pages of a site together to what differs from page to page and should not.

Titles that two pages share (WCAG 2.4.2), navigation in another order (3.2.3), one thing by two
names or two things by one in header and footer (3.2.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from dxplans.develop.audit.behaviour import ENGINE
from dxplans.develop.audit.engines import Finding
from dxplans.develop.audit.pages import SitePage

CHROME = ("header", "footer")
Way = tuple[str, str]
"""The words of a link, and where it leads."""


@dataclass
class _Reader(HTMLParser):
    """Reads of a page what is compared: language, title, and the links of header and footer."""

    address: str
    lang: str = ""
    title: str = ""
    moved: bool = False
    ways: dict[str, list[Way]] = field(default_factory=lambda: {name: [] for name in CHROME})
    _part: str = ""
    _link: str | None = None
    _words: list[str] | None = None

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.lang = given.get("lang", "")
        elif tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            self.moved = True
        elif tag in CHROME:
            self._part = tag
        elif tag == "title" and not self.title:
            self._words = []
        elif tag == "a" and self._part and "hreflang" not in given:
            self._link, self._words = given.get("href", ""), []

    def handle_data(self, data: str) -> None:
        if self._words is not None:
            self._words.append(data)

    def handle_endtag(self, tag: str) -> None:
        words = " ".join("".join(self._words or ()).split())
        if tag == "title" and self._words is not None and not self._link:
            self.title, self._words = self.title or words, None
        elif tag == "a" and self._link is not None:
            target = urljoin(f"https://site.invalid/{self.address}", self._link)
            # What stands behind a question mark says where the reader comes from.
            self.ways[self._part].append((words, target.partition("?")[0]))
            self._link = self._words = None
        elif tag == self._part:
            self._part = ""


def across(pages: Iterable[SitePage], base: str = "/") -> dict[str, list[Finding]]:
    """What is wrong on which page, by address, when it is seen among the others.

    *base* is the path that the site is published below.
    """
    found: dict[str, list[Finding]] = {}
    languages: dict[str, list[_Reader]] = {}
    for page in pages:
        reader = _Reader(f"{base.lstrip('/')}{page.address}")
        reader.feed(page.html)
        if not reader.moved:
            languages.setdefault(reader.lang, []).append(reader)
    for read in languages.values():
        for reader, rule, target, message in (*_titles(read), *_order(read), *_names(read)):
            address = reader.address.removeprefix(base.lstrip("/"))
            found.setdefault(address, []).append(Finding(ENGINE, rule, target, message))
    return found


_Seen = Iterator[tuple[_Reader, str, str, str]]


def _titles(read: Sequence[_Reader]) -> _Seen:
    first: dict[str, str] = {}
    for page in read:
        other = first.setdefault(page.title, page.address)
        if not page.title:
            yield page, "title", "title", "the page has none"
        elif other != page.address:
            yield page, "title", page.title, f"as on /{other}"


def _order(read: Sequence[_Reader]) -> _Seen:
    """Each page leaves out some of the longest list at most, and changes no place."""
    for part in CHROME:
        model = max((page.ways[part] for page in read), key=len)
        names = [name for name, _target in model]
        for page in read:
            rest = iter(names)
            for name, _target in page.ways[part]:
                if name not in rest:
                    yield page, "consistent-navigation", name, f"elsewhere in the {part}"
                    break


def _names(read: Sequence[_Reader]) -> _Seen:
    """In the order of pages, the first says what a link is called and where it leads."""
    named: dict[str, str] = {}
    leads: dict[str, str] = {}
    for page in read:
        for name, target in (way for part in CHROME for way in page.ways[part]):
            if not target.startswith("https://site.invalid/"):
                continue  # where this page's own file is edited
            if named.setdefault(target, name) != name:
                yield page, "consistent-names", name, f"called «{named[target]}» elsewhere"
            if leads.setdefault(name, target) != target:
                yield page, "consistent-names", name, "leads elsewhere on other pages"
