"""A folder with a built site to its pages: each with its address, language and tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from website.document import Element, parse


@dataclass(frozen=True, order=True, slots=True)
class Fault:
    """What is wrong, where: the file, the line, a word for its kind, and the rest."""

    file: str
    line: int
    kind: str
    detail: str

    def __str__(self) -> str:
        """As ``file:line: kind: detail``."""
        return f"{self.file}:{self.line}: {self.kind}: {self.detail}"


@dataclass(frozen=True)
class Page:
    """One HTML file of a site."""

    file: str
    tree: Element

    @property
    def path(self) -> str:
        """Its address below the site's base: ``index.html`` is left out."""
        return self.file.removesuffix("index.html")

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every element in document order."""
        return tuple(self.tree.walk())

    def all(self, *names: str) -> list[Element]:
        """Every element with one of these tag names."""
        return [element for element in self.elements if element.name in names]

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Every id of the page."""
        return frozenset(e.attributes["id"] for e in self.elements if "id" in e.attributes)

    @cached_property
    def lang(self) -> str:
        """The language of the ``html`` element."""
        return next((e.get("lang") for e in self.elements if e.name == "html"), "")

    @cached_property
    def title(self) -> str:
        """The text of the ``title`` element of the head."""
        return next((e.text for e in self.elements if e.name == "title"), "")

    @cached_property
    def moved_to(self) -> str | None:
        """Where the page sends its readers at once; None for a page that stays."""
        metas = [e for e in self.all("meta") if e.get("http-equiv").lower() == "refresh"]
        content = metas[0].get("content") if metas else ""
        match = re.fullmatch(r"0;\s*url=(.+)", content)
        return match[1] if match else (content or None)

    @cached_property
    def indexed(self) -> bool:
        """Whether search engines are let in and find something."""
        metas = [e for e in self.all("meta") if e.get("name") == "robots"]
        closed = any("noindex" in meta.get("content") for meta in metas)
        return not closed and self.moved_to is None

    @cached_property
    def main(self) -> Element:
        """What stands between header and footer."""
        return next(e for e in self.elements if e.name == "main")

    def section(self, identity: str) -> Element:
        """The section whose heading has this id."""
        return next(e for e in self.all("section") if e.get("aria-labelledby") == identity)

    def fault(self, element: Element | None, kind: str, detail: str) -> Fault:
        """A fault of this page, at *element*'s line."""
        return Fault(self.file, element.line if element else 0, kind, detail)


class _Pages(Mapping[str, Page]):
    """The pages of a site; each is read when a test first looks at it."""

    def __init__(self, root: Path, files: Iterable[str]) -> None:
        self._root = root
        self._found: dict[str, Page | None] = {
            name: None for name in sorted(files) if name.endswith(".html")
        }

    def __getitem__(self, name: str) -> Page:
        page = self._found[name]
        if page is None:
            page = Page(name, parse((self._root / name).read_text(encoding="utf-8")))
            self._found[name] = page
        return page

    def __contains__(self, name: object) -> bool:
        return name in self._found

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


@dataclass(frozen=True)
class Site:
    """A built site: its folder, its public address if it was told one, and its languages.

    The first language stands at the root, each other one below its own code.
    """

    root: Path
    url: str | None = None
    languages: tuple[str, ...] = ("ja", "en")

    @property
    def base(self) -> str:
        """The path that the site is published under."""
        return urlsplit(self.url).path if self.url else "/"

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file by its path below the root."""
        found = (path for path in self.root.rglob("*") if path.is_file())
        return frozenset(path.relative_to(self.root).as_posix() for path in found)

    @cached_property
    def pages(self) -> Mapping[str, Page]:
        """Every page by its file."""
        return _Pages(self.root, self.files)

    def language_of(self, page: Page) -> str:
        """The language that the page's address says it is in."""
        first = page.file.split("/")[0]
        return first if first in self.languages[1:] else self.languages[0]

    def same(self, page: Page, language: str) -> str:
        """The file of the same page in another language."""
        here = self.language_of(page)
        bare = page.file if here == self.languages[0] else page.file.removeprefix(f"{here}/")
        return bare if language == self.languages[0] else f"{language}/{bare}"
