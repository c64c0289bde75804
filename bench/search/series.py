"""Every search at every size to its figures, each kept when it is finished; and relevance once."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeAlias

from bench.kept import Kept, fingerprint
from bench.measure import Limits, measure
from bench.search.corpus import PLANNED, TODAY, Corpus, make_corpus, published
from bench.search.engines import ENGINES, OURS, Engines
from bench.search.relevance import QUERIES, queries
from bench.search.server import SLOW_4G, Line, serve
from bench.search.tab import Launch, Tabs
from bench.series import LANGUAGES, Tell
from bench.synthetic.towns import bodies

Sizes: TypeAlias = dict[int, dict[str, Any]]
"""Number of pages to the searches: each with ``build`` and ``visits``."""
FIRST = ("マイナンバーカード", "行政手続のオンライン化", "税")
FOLLOW = ("eL-QR", "{town} テレワーク", "スマホ教室", "情報セキュリティ対策", "電子決裁")
PATIENT = 30_000.0
"""Milliseconds: a search whose first answer takes longer is asked in one browser, not in three."""
_PAGES = (
    "hooks/dxplans", "bench/synthetic", "bench/search/corpus.py", "plans", "glossary", "guide", "themes",
    "comparisons", "questions", "search", "theme_overrides", "locales", "docs", "mkdocs.yml",
)  # fmt: skip
_PARTS = (
    "corpus.py",
    "engines.js",
    "engines.py",
    "indexer.py",
    "material.py",
    "server.py",
    "tab.py",
)
_BENCH = (*(f"bench/search/{name}" for name in _PARTS), "bench/plain.py", "bench/measure.py")
"""What makes a figure; how it is shown may change without measuring it again."""


class SearchSeries:
    """Measures in a folder of its own, which it makes and leaves to be looked at."""

    def __init__(  # noqa: PLR0913, PLR0917 - what is measured, where, and how patiently
        self, project: Path, folder: Path, kept: Kept, limits: Limits, launch: Launch, tell: Tell
    ) -> None:
        """*project* is the working copy to measure; a peer is stopped at the *limits*."""
        self.project = project
        self.folder = folder
        self.kept = kept
        self.limits = limits
        self.launch = launch
        self.tell = tell
        self.engines = Engines(project)
        self._bench = fingerprint(project, _BENCH)
        self._pages = fingerprint(project, _PAGES)

    def sizes(self, numbers: Sequence[int], names: Sequence[str] = ENGINES) -> Sizes:
        """The searches *names* on made-up portals of so many pages."""
        return {number: self._size(number, names) for number in numbers}

    def known(self, numbers: Sequence[int], names: Sequence[str] = ENGINES) -> Sizes:
        """What other runs measured with the same code and pages; only sizes that are complete."""
        found: Sizes = {}
        for number in numbers:
            corpus = Corpus(self.folder / f"pages-{number}", "ja")
            stamp = corpus.folder / "made-from"
            if stamp.is_file() and stamp.read_text("ascii") == self._pages:
                depends = {name: self._depends(name, corpus) | {"size": number} for name in names}
                of = {n: self.kept.peek(f"search-{n}-{number}", depends[n]) for n in names}
                if all(of.values()):
                    found[number] = of
        return found

    def _size(self, number: int, names: Sequence[str]) -> dict[str, Any]:
        corpus = self._corpus(number)
        found = {}
        for name in names:
            depends = self._depends(name, corpus) | {"size": number}
            make = partial(self._measured, name, corpus, number)
            found[name] = self.kept.get(f"search-{name}-{number}", depends, make)
        return found

    def _depends(self, name: str, *corpora: Corpus) -> dict[str, object]:
        return {
            "version": self.engines.version(name), "bench": self._bench,
            "pages": [corpus.digest for corpus in corpora],
            "limits": [self.limits.seconds, self.limits.memory],
        }  # fmt: skip

    def _corpus(self, number: int) -> Corpus:
        """The pages of a made-up portal; those of an earlier run if nothing that makes them changed."""
        folder = self.folder / f"pages-{number}"
        stamp = folder / "made-from"
        if stamp.is_file() and stamp.read_text("ascii") == self._pages:
            return Corpus(folder, "ja")
        corpus = make_corpus(folder, number, self.project)
        stamp.write_text(self._pages, "ascii")
        self.tell(f"made {number:,} pages")
        return corpus

    def _measured(self, name: str, corpus: Corpus, number: int) -> dict[str, Any]:
        out = self.folder / f"{name}-{number}"
        built = self.engines.build(name, corpus, out, self.limits)
        found: dict[str, Any] = {"build": built.data(), "visits": []}
        self.tell(f"search, {name}, {number:,} pages: built in {built.whole.wall:.0f} s")
        if built.whole.finished:
            found["visits"] = self._visits(name, corpus, out)
            self.tell(f"search, {name}, {number:,} pages: asked")
        shutil.rmtree(out)
        return found

    def _visits(self, name: str, corpus: Corpus, out: Path) -> list[dict[str, Any]]:
        town = list(bodies(PLANNED + 1))[PLANNED].name
        follow = [query.format(town=town) for query in FOLLOW]
        visits: list[dict[str, Any]] = []
        with serve(out, Line(*SLOW_4G)) as served:
            served.warm("search/search_index.json")
            options = self.engines.options(name, corpus, out)
            tabs = Tabs(self.launch, served, options, self.limits.seconds)
            for first in FIRST:
                visits.append(tabs.visit(first, follow))
                if "stopped" in visits[-1] or visits[-1]["asked"][0]["ms"] > PATIENT:
                    break
        return visits

    def relevance(self, names: Sequence[str] = ENGINES) -> dict[str, list[dict[str, Any]]]:
        """What each search answers to each query on the project's own site, in both languages."""
        site = self.folder / "site"
        command = (sys.executable, "-m", "dxplans", "build", "--out", str(site))
        today = ("--today", TODAY.isoformat())
        measure((*command, *today), self.project, self.engines.variables)
        corpora = [Corpus(self.folder / f"site-{lang}", lang) for lang in LANGUAGES]
        for corpus in corpora:
            corpus.write(published(site, corpus.lang, self.project))
        found = {}
        for name in names:
            depends = self._depends(name, *corpora) | {
                "queries": fingerprint(QUERIES.parent, [QUERIES.name])
            }
            make = partial(self._answers, name, site, corpora)
            found[name] = self.kept.get(f"relevance-{name}", depends, make)
            self.tell(f"search, {name}: every query asked on the site's own pages")
        return found

    def _answers(self, name: str, site: Path, corpora: Sequence[Corpus]) -> list[dict[str, Any]]:
        found = []
        for corpus in corpora:
            out = self.folder / f"site-{corpus.lang}-{name}"
            if name == OURS:
                self.engines.adopt(site, corpus, out)
            else:
                self.engines.build(name, corpus, out, self.limits)
            asked = [query["q"] for query in queries() if query["lang"] == corpus.lang]
            with serve(out) as served:
                options = self.engines.options(name, corpus, out)
                answers = Tabs(self.launch, served, options, self.limits.seconds).answers(asked)
            found += [
                {"q": query, "lang": corpus.lang, "urls": answer["urls"], "hits": answer["hits"]}
                for query, answer in zip(asked, answers, strict=True)
            ]
            shutil.rmtree(out)
        return found
