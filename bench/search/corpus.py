"""Pages of one language, as every search gets them: the site's own, or a made-up portal's of any size.

The towns of a made-up portal are as many as one of that size has. Twenty have plans, made by
bench/synthetic and rendered by the site's own templates; the others' pages are these, varied: other
names, other words from the same lists, and every other paragraph one of the project's real plans.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache
from html import escape
from itertools import islice
from pathlib import Path
from random import Random

from bench.synthetic.portal import make
from bench.synthetic.towns import Body, bodies
from bench.synthetic.words import GOALS, PEOPLE, TASKS, TOOLS

from dxplans.assets import published_assets
from dxplans.pages import addresses
from dxplans.pages.local import Local
from dxplans.pages.renderer import Renderer, locals_of
from dxplans.pages.sitemap import PageSpec, site_map
from dxplans.portal import load
from dxplans.search.build import Search
from dxplans.search.documents import documents_of
from dxplans.search.index import About
from dxplans.settings import read_settings

TODAY = date(2026, 11, 20)
PLANNED = 20
"""Municipalities whose plans are made; the other towns' pages are varied from theirs."""
PER_MUNICIPALITY = 31
"""Searched pages for each municipality, its share of prefectures and joint bodies with it."""
_MAIN = re.compile(r"<main\b.*</main>", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_LINK = re.compile(r"</?a\b[^>]*>")
_PLAIN = re.compile(r"<p>([^<]{30,400})</p>")
_LISTS = [[word for word, _english in words] for words in (TOOLS, TASKS, PEOPLE, GOALS)]
_WORD = re.compile("|".join(sorted((w for ws in _LISTS for w in ws if len(w) > 2), key=len)[::-1]))  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class Page:
    """A page's HTML without the site's frame, and what our index is told of it."""

    html: str
    about: About


@dataclass(frozen=True, slots=True)
class Corpus:
    """Pages in a folder: ``pages/``, ``about.jsonl`` and ``portal/`` for ours, ``plain/`` for others."""

    folder: Path
    lang: str

    @property
    def pages(self) -> Path:
        """Where the HTML files are, each ``<path>/index.html``."""
        return self.folder / "pages"

    @property
    def plain(self) -> Path:
        """The same pages with nothing but the words that our index holds of them."""
        return self.folder / "plain"

    @property
    def portal(self) -> Path:
        """The made-up project whose towns and words our index knows."""
        return self.folder / "portal"

    @property
    def about(self) -> Path:
        """A line for each page: what our index is told of it, in the order of the site."""
        return self.folder / "about.jsonl"

    @property
    def digest(self) -> str:
        """One hash of all pages, known once they are complete."""
        return (self.folder / "digest").read_text("ascii")

    def write(self, pages: Iterable[Page]) -> int:
        """Write all *pages* afresh; their number."""
        for old in (self.pages, self.plain):
            shutil.rmtree(old, ignore_errors=True)
        (self.folder / "digest").unlink(missing_ok=True)
        digest = hashlib.sha256()
        count = 0
        self.folder.mkdir(parents=True, exist_ok=True)
        with self.about.open("w", encoding="utf-8") as lines:
            for page in pages:
                for place, html in ((self.pages, page.html), (self.plain, plain(page, self.lang))):
                    out = place / page.about.path / "index.html"
                    out.parent.mkdir(parents=True, exist_ok=True)
                    out.write_text(html, encoding="utf-8")
                line = json.dumps(asdict(page.about), ensure_ascii=False)
                lines.write(line + "\n")
                digest.update(line.encode() + page.html.encode())
                count += 1
        (self.folder / "digest").write_text(digest.hexdigest()[:16], "ascii")
        return count


def make_corpus(folder: Path, number: int, project: Path, plans: int = PLANNED) -> Corpus:
    """*number* Japanese pages in *folder*, made from the working copy *project*.

    *plans*: municipalities whose plans are made. The same number gives the same bytes.
    """
    corpus = Corpus(folder, "ja")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    towns = max(plans, -(-number // PER_MUNICIPALITY))
    make(corpus.portal, towns, project, plans=plans)
    real = [found for page in rendered(project) for found in _PLAIN.findall(page.html)]
    everybody = list(bodies(towns))
    written = corpus.write(islice(_pages(corpus.portal, everybody, plans, real), number))
    if written < number:
        raise ValueError(f"{towns} municipalities gave {written} pages, not {number}")
    return corpus


def _pages(
    portal: Path, everybody: Sequence[Body], plans: int, real: Sequence[str]
) -> Iterator[Page]:
    """Shared pages, then the made towns' own, then as many varied ones as there are towns."""
    made = {_key(body): body for body in everybody[:plans]}
    others = {_key(body) for body in everybody[plans:]}
    of_town: dict[str, list[Page]] = {}
    for page in rendered(portal):
        if page.about.town in made:
            of_town.setdefault(page.about.town, []).append(page)
        elif page.about.town not in others:
            yield page
    for pages in of_town.values():
        yield from pages
    for number, body in enumerate(everybody[plans:]):
        chance = Random(number)
        source = chance.choice(sorted(of_town))
        for page in of_town[source]:
            yield varied(page, made[source], body, real, chance)


def _key(body: Body) -> str:
    return body.folder.removeprefix("plans/")


def varied(page: Page, old: Body, new: Body, real: Sequence[str], chance: Random) -> Page:
    """*page* of the town *old* as one of the town *new*: names, words, and half of its paragraphs."""
    other = {word: chance.choice(words) for words in _LISTS for word in words}
    names = [(old.name, new.name), (old.data["reading"], new.data["reading"])]

    def named(text: str) -> str:
        for before, after in names:
            text = text.replace(before, after)
        return text

    def reworded(text: str) -> str:
        return _WORD.sub(lambda found: other[found[0]], text)

    def paragraph(found: re.Match[str]) -> str:
        return f"<p>{chance.choice(real)}</p>" if real and chance.random() < 0.5 else found[0]  # noqa: PLR2004

    html = _PLAIN.sub(paragraph, reworded(named(page.html)))
    about = page.about
    return Page(html, replace(
        about, path=_key(new) + about.path.removeprefix(_key(old)), town=_key(new),
        plan=named(about.plan), place=reworded(about.place),
    ))  # fmt: skip


def rendered(root: Path) -> Iterator[Page]:
    """The Japanese pages of the project *root* that are searched, in the order of the site."""
    local, specs = project_in("ja", root)
    renderer, search = Renderer(root, local), Search(local)
    for spec in specs:
        about = search.about(spec)
        if about is not None:
            yield Page(bare(renderer.render(spec), local.lang), about)


def published(site: Path, lang: str, project: Path) -> Iterator[Page]:
    """The pages in *lang* that are searched on the *site*, which has been built from *project*."""
    local, specs = project_in(lang, project)
    search = Search(local)
    found = [(spec.path, search.about(spec)) for spec in specs]
    found += [(path, About(path, "page", "page")) for path in addresses.HAND_WRITTEN]
    for path, about in found:
        file = site / local.prefix / path / "index.html"
        if about is not None and file.is_file():
            yield Page(bare(file.read_text(encoding="utf-8"), lang), about)


@cache
def project_in(lang: str, root: Path) -> tuple[Local, tuple[PageSpec, ...]]:
    """The project *root* in *lang*, and its pages in the order of the site."""
    portal, settings = load(root), read_settings(root)
    specs = tuple(sorted(site_map(portal), key=lambda spec: spec.place))
    paths = frozenset(spec.path for spec in specs) | frozenset(addresses.HAND_WRITTEN)
    names, _contents = published_assets(root)
    found = locals_of(root, portal, settings, TODAY, paths, names)
    return next(local for local in found if local.lang == lang), specs


def bare(html: str, lang: str) -> str:
    """A published page without frame and links: what there is to search in."""
    main, title = _MAIN.search(html), _TITLE.search(html)
    if main is None or title is None:
        raise ValueError("a page without title or main part")
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">'
        f"<title>{title[1]}</title></head><body>{_LINK.sub('', main[0])}</body></html>"
    )


def plain(page: Page, lang: str) -> str:
    """The words that our index holds of *page*, as a page of headings and paragraphs alone.

    Others would index what every page says as well, and rank worse for it.
    """
    about = page.about
    documents = documents_of(page.html, about.template)
    title = documents[0].title if documents else ""
    named = " ".join(filter(None, (about.plan, about.place, *about.named)))
    parts = [f"<p>{escape(named)}</p>"] if named else []
    for part in (part for document in documents for part in document.parts):
        if part.heading:
            parts.append(f'<h2 id="{part.anchor}">{escape(part.heading)}</h2>')
        parts += [f"<p>{escape(line)}</p>" for line in part.text.split("\n") if line]
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><title>{escape(title)}'
        f"</title></head><body><main><h1>{escape(title)}</h1>{''.join(parts)}</main></body></html>"
    )
