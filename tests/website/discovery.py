"""A built site to what is wrong with its sitemap.xml, its titles and its 404 and moved pages."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree as ET

from website.built import Fault, Page, Site
from website.links import NOT_FOUND, alternates

_NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
SITEMAP = "sitemap.xml"


def discovery_faults(site: Site) -> list[Fault]:
    """What search engines would be told wrongly."""
    return sorted([*_sitemap(site), *_titles(site), *_not_found(site)])


def _sitemap(site: Site) -> Iterator[Fault]:
    if site.url is None:
        if SITEMAP in site.files:
            yield Fault(SITEMAP, 0, "unexpected", "full addresses need the site's own")
        return
    if SITEMAP not in site.files:
        yield Fault(SITEMAP, 0, "missing", "")
        return
    listed = dict(_entries(site, SITEMAP))
    expected = {f"{site.url}{page.path}": page for page in _indexed(site)}
    for address in sorted(listed.keys() - expected.keys()):
        yield Fault(SITEMAP, 0, "not-a-page", address)
    for address in sorted(expected.keys() - listed.keys()):
        yield Fault(SITEMAP, 0, "page-not-listed", address)
    for address in sorted(listed.keys() & expected.keys()):
        if listed[address] != alternates(expected[address]):
            yield Fault(SITEMAP, 0, "hreflang", address)


def _entries(site: Site, name: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Every address of the sitemap with its hreflang pairs; an index leads to its parts."""
    root = ET.fromstring((site.root / name).read_bytes())  # noqa: S314 - a file that we have just built
    for part in root.findall("s:sitemap/s:loc", _NS):
        yield from _entries(site, (part.text or "").removeprefix(site.url or ""))
    for url in root.findall("s:url", _NS):
        address = url.findtext("s:loc", "", _NS)
        links = url.findall("x:link", _NS)
        yield address, [(link.get("hreflang", ""), link.get("href", "")) for link in links]


def _indexed(site: Site) -> list[Page]:
    return [page for page in site.pages.values() if page.indexed]


def _titles(site: Site) -> Iterator[Fault]:
    """Within a language every title is another."""
    seen: dict[tuple[str, str], Page] = {}
    for page in _indexed(site):
        key = (site.language_of(page), page.title)
        if not page.title:
            yield page.fault(None, "title", "none")
        elif key in seen:
            yield page.fault(None, "title", f"as {seen[key].file}: {page.title}")
        seen.setdefault(key, page)


def _not_found(site: Site) -> Iterator[Fault]:
    """The 404 page speaks every language and leads to each one's home page."""
    page = site.pages.get(NOT_FOUND)
    if page is None:
        yield Fault(NOT_FOUND, 0, "missing", "")
        return
    if page.indexed:
        yield page.fault(None, "indexed", "search engines would keep it")
    links = {e.get("href") for e in page.all("a")}
    for language in site.languages:
        prefix = "" if language == site.languages[0] else f"{language}/"
        if f"{site.base}{prefix}" not in links:
            yield page.fault(None, "no-home", language)
        if not any(e.name in {"h1", "h2"} and e.lang == language for e in page.elements):
            yield page.fault(None, "language", language)
