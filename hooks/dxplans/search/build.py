"""The pages of one language, as they are written, to its index: what build.py and the tests use."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dxplans.edition import Edition
from dxplans.pages import addresses
from dxplans.pages.local import Local
from dxplans.pages.parts import numbered
from dxplans.pages.sitemap import PageSpec
from dxplans.portal import Portal
from dxplans.search.classic import classic_files
from dxplans.search.documents import LISTS
from dxplans.search.index import KINDS, About, Cache, Index, Prepared
from dxplans.search.vocabulary import Vocabulary, fold_of
from dxplans.states import STATE_NAMES, current, state_of
from dxplans.words import marked

Found = tuple[list[Prepared], About]
"""A page as the index takes it, and what it is about."""
FOLDER = "assets/search"
KIND_NAMES = {
    "initiative": marked("取組"),
    "chapter": marked("章"),
    "plan": marked("計画"),
    "municipality": marked("市町村"),
    "theme": marked("テーマ"),
    "term": marked("用語"),
    "question": marked("質問"),
    "page": marked("そのほか"),
    "errata": marked("訂正と注記"),
}


class Search:
    """Makes the index of one language while its pages are written."""

    def __init__(self, local: Local, cache: Cache | None = None) -> None:
        self.local = local
        words = local.portal.words
        fold = fold_of(words)
        stop = frozenset(fold.word(word) for word in words.english)
        self.index = Index(fold, stop, cache)
        self._term_themes = _term_themes(local.portal)

    def add(self, spec: PageSpec, html: str) -> None:
        """Take in the page of *spec*, if it is one that is searched."""
        for found in self.prepared(spec, html):
            self.take(found)

    def prepared(self, spec: PageSpec, html: str) -> Iterator[Found]:
        """The page of *spec* as the index will take it, if it is one that is searched."""
        about = self.about(spec)
        if about is not None:
            yield self.index.prepared(html, about), about

    def take(self, found: Found) -> None:
        """Take in a page that was prepared."""
        self.index.take(*found)

    def add_handwritten(self, folder: Path) -> None:
        """Take in the hand-written pages below *folder*, where MkDocs has built them."""
        for path in addresses.SEARCHED:
            file = folder / self.local.prefix / path / "index.html"
            if file.is_file():
                self.index.add(file.read_text("utf-8"), About(path, "page", "page"))

    def files(self, *, classic: bool = False) -> Iterator[tuple[str, bytes]]:
        """Published name and content of every file of the index, *classic* as plain scripts."""
        vocabulary = Vocabulary(self.local, self.index)
        found = self.index.files(vocabulary.words(), self._labels(), list(vocabulary.topics()))
        for name, content in classic_files(found) if classic else found:
            yield f"{FOLDER}/{self.local.lang}/{name}", content

    def _labels(self) -> dict[str, dict[str, str]]:
        local = self.local
        return {
            "town": {key: str(local.town(town)) for key, town in local.portal.towns.items()},
            "theme": {name: str(local.theme(name).title) for name in local.portal.themes},
            "kind": {kind: local.gettext(KIND_NAMES[kind]) for kind in KINDS},
            "state": {state: local.gettext(name) for state, name in STATE_NAMES.items()},
        }

    def about(self, spec: PageSpec) -> About | None:
        """What the page of *spec* is about; None for one that is not searched."""
        local, template, subject = self.local, spec.template, spec.subject
        if template == "municipality":
            (town,) = subject
            edition = current(town.editions, local.today)
            state = state_of(edition, local.today).kind if edition else ""
            return About(spec.path, template, "municipality", town.key, state)
        if template in {"plan", "errata", "chapter", "initiative"}:
            return self._of_edition(spec, *subject)
        if template in {"theme", "term", "question"}:
            name, *place = subject
            if any(place):
                return None  # one prefecture's part of a list
            themes = {"theme": (name,), "term": self._term_themes.get(name, ())}.get(template)
            if themes is None:
                themes = local.portal.questions[name].themes
            return About(spec.path, template, template, themes=themes, named=self._titles(themes))
        whole = template == "results" or not any(subject)
        if template in {*LISTS, "accessibility"} and whole:
            return About(spec.path, template, "page")
        return None

    def _of_edition(self, spec: PageSpec, edition: Edition, name: str = "") -> About:
        local = self.local
        views = local.edition(edition)
        state = state_of(edition, local.today).kind
        themes: tuple[str, ...] = ()
        place: Any = ""
        if spec.template == "initiative":
            view, value = views.initiatives[name], edition.initiatives[name]
            themes = value.themes
            place = " ".join(str(part) for part in (view.section, view.number) if part)
        elif spec.template == "chapter":
            place = numbered(views.chapters[name])
        kind = spec.template if spec.template in KINDS else "plan"
        return About(
            spec.path, spec.template, kind, edition.town.key, state, themes, self._titles(themes),
            str(views.plan.title), str(place or ""),
        )  # fmt: skip

    def _titles(self, themes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(str(self.local.theme(theme).title) for theme in themes)


def _term_themes(portal: Portal) -> dict[str, tuple[str, ...]]:
    """Term to the themes that name it."""
    found: dict[str, list[str]] = {}
    for name, theme in portal.themes.items():
        for term in theme.terms:
            found.setdefault(term, []).append(name)
    return {term: tuple(themes) for term, themes in found.items()}
