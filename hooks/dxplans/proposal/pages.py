"""Two built sites to the pages that differ, those of the changed files first."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dxplans.accessibility.evidence import page_hash
from dxplans.pages.sitemap import PageSpec, site_map
from dxplans.portal import Portal
from dxplans.settings import Settings, SiteLanguage

State = Literal["changed", "new", "gone"]
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_HEAD = 4000
"""So many characters of a page hold its title."""


@dataclass(frozen=True, slots=True)
class ChangedPage:
    """A page that differs, in one or more languages."""

    path: str
    """Its address without the language."""
    kind: str
    """Its template; ``handwritten`` for those of docs/."""
    state: State
    titles: Mapping[str, str]
    """Language to title; the languages in which it differs."""
    own: bool = False
    """Whether the file that it is made from was changed, and not only what it shows of others."""


def changed_pages(  # noqa: PLR0913, PLR0917 - two sites, and all that is known of the change
    before: Path, after: Path, portal: Portal, settings: Settings, files: Collection[str],
    about: Collection[str],
) -> tuple[ChangedPage, ...]:  # fmt: skip
    """The pages that differ between the sites *before* and *after*; *portal* is that of *after*.

    *files* are the changed files, *about* the addresses that the changes are about. First stand
    those pages, then the others by kind.
    """
    specs = {spec.path: spec for spec in site_map(portal)}
    states: dict[str, dict[str, State]] = {}
    for address, state in _differing(before, after, settings.base_path):
        language = _language(address, settings)
        path = address.removeprefix(language.prefix)
        states.setdefault(path, {})[language.code] = state
    found = [
        _page(path, by_language, specs.get(path), {*files, *about}, (before, after), settings)
        for path, by_language in states.items()
    ]
    order: dict[str, int] = {}
    for spec in specs.values():
        order.setdefault(spec.template, len(order))
    return tuple(
        sorted(found, key=lambda page: (not page.own, order.get(page.kind, len(order)), page.path))
    )


def _differing(before: Path, after: Path, base: str) -> Iterator[tuple[str, State]]:
    """The addresses of the pages that differ, in order."""
    old, new = _pages(before), _pages(after)
    for address in sorted(old | new):
        if address not in new:
            yield address, "gone"
        elif address not in old:
            yield address, "new"
        else:
            name = f"{address}index.html"
            texts = [(site / name).read_bytes() for site in (before, after)]
            if texts[0] != texts[1]:
                known = [page_hash(text.decode("utf-8"), base) for text in texts]
                if known[0] != known[1]:
                    yield address, "changed"


def _pages(site: Path) -> set[str]:
    names = (path.parent.relative_to(site).as_posix() for path in site.rglob("index.html"))
    return {"" if name == "." else f"{name}/" for name in names}


def _language(address: str, settings: Settings) -> SiteLanguage:
    others = (language for language in settings.languages if not language.default)
    return next((lang for lang in others if address.startswith(lang.prefix)), settings.default)


def _page(  # noqa: PLR0913, PLR0917 - all that is known of a page
    path: str, states: Mapping[str, State], spec: PageSpec | None, meant: Collection[str],
    sites: tuple[Path, Path], settings: Settings,
) -> ChangedPage:  # fmt: skip
    before, after = sites
    titles = {}
    for language in settings.languages:
        lang = language.code
        if lang not in states:
            continue
        file = (before if states[lang] == "gone" else after) / language.prefix / path / "index.html"
        titles[lang] = _title(file).removesuffix(f" – {language.site_name}") or f"/{path}"
    said = set(states.values())
    whole: State = said.pop() if len(said) == 1 else "changed"
    if spec is not None:
        own = spec.source in meant or path in meant
        return ChangedPage(path, spec.template, whole, titles, own)
    own = any(f"docs/{path.rstrip('/')}{end}" in meant for end in (".md", ".en.md"))
    return ChangedPage(path, "handwritten", whole, titles, own)


def _title(file: Path) -> str:
    """A page's title; empty if it has none."""
    with file.open(encoding="utf-8") as opened:
        found = _TITLE.search(opened.read(_HEAD))
    return html.unescape(found[1]).strip() if found else ""
