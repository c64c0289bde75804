"""A built site to its broken links: targets, anchors, assets, languages, and ways to every page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from website.built import Fault, Page, Site
from website.document import Element

NOT_FOUND = "404.html"
_HOST = "https://site.invalid"
_LOADED = {"img": "src", "script": "src", "iframe": "src", "source": "src", "embed": "src",
           "audio": "src", "video": "src", "object": "data", "input": "src", "use": "href"}  # fmt: skip
_CSS_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]?([^'\";]+)")


def link_faults(site: Site) -> list[Fault]:
    """Everything that leads nowhere, elsewhere than it says, or out of the site unasked."""
    found: list[Fault] = []
    for page in site.pages.values():
        for element in page.elements:
            found += _of_element(site, page, element)
        found += _languages(site, page)
    found += _styles(site)
    found += _unreachable(site)
    return sorted(found)


def _of_element(site: Site, page: Page, element: Element) -> Iterator[Fault]:
    name, values = element.name, element.attributes
    if name == "a" and "href" in values:
        yield from _anchor(site, page, element)
    elif name == "link":
        yield from _link(site, page, element)
    elif name == "form" and "action" in values:
        yield from _target(site, page, element, values["action"])
    for attribute in ("srcset", "poster", "formaction", "background", "ping"):
        if attribute in values:
            yield page.fault(element, "unexpected", f"{attribute}={values[attribute]}")
    loaded = _LOADED.get(name)
    if loaded and loaded in values:
        yield from _target(site, page, element, values[loaded])
    for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"):
        for target in element.get(attribute).split():
            if target not in page.anchors:
                yield page.fault(element, "reference", f"{attribute}={target}")


def _anchor(site: Site, page: Page, element: Element) -> Iterator[Fault]:
    href = element.get("href")
    if re.match(r"https?://[^/]+", href):
        return  # a link that a reader chooses to follow
    if re.match(r"mailto:[^@\s]+@[^@\s]+$|tel:\+?[0-9-]+$", href):
        return
    if "hreflang" in element.attributes:
        yield from _switch(site, page, element)
    yield from _target(site, page, element, href)


def _link(site: Site, page: Page, element: Element) -> Iterator[Fault]:
    rel = element.get("rel").split()
    if {"canonical", "alternate"} & set(rel):
        return  # _languages looks at them together
    yield from _target(site, page, element, element.get("href"))


def _target(site: Site, page: Page, element: Element, link: str) -> Iterator[Fault]:
    """A link to something of ours: relative (absolute on the 404 page), inside the site, there."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        yield page.fault(element, "host", link)
        return
    if page.file == NOT_FOUND and not link.startswith("#"):
        if not link.startswith(site.base):
            yield page.fault(element, "not-under-base", link)
            return
    elif link.startswith("/"):
        yield page.fault(element, "absolute", link)
        return
    path = _resolved(site, page, link)
    if path is None:
        yield page.fault(element, "outside", link)
        return
    if path == "" or path.endswith("/"):
        path += "index.html"
    target = page if not (parts.path or parts.query) else site.pages.get(path)
    if target is None and path not in site.files:
        yield page.fault(element, "missing", link)
    elif parts.fragment:
        name = unquote(parts.fragment)
        if target is None or name not in target.anchors:
            yield page.fault(element, "anchor", link)


def _resolved(site: Site, page: Page, link: str) -> str | None:
    """Where *link* leads, below the site's base; None if it leaves the site."""
    address = urlsplit(urljoin(f"{_HOST}{site.base}{page.path}", link))
    path = unquote(address.path)
    return path.removeprefix(site.base) if path.startswith(site.base) else None


def _switch(site: Site, page: Page, element: Element) -> Iterator[Fault]:
    """The link to the same page in another language."""
    language = element.get("hreflang")
    if element.get("lang") != language:
        yield page.fault(element, "switch", f"lang={element.get('lang')} hreflang={language}")
    if page.file == NOT_FOUND:
        return  # it has no counterpart: its links lead to the languages' home pages
    path = _resolved(site, page, element.get("href")) or ""
    if language not in site.languages or f"{path}index.html" != site.same(page, language):
        yield page.fault(element, "switch", f"{language}: {element.get('href')}")


def _languages(site: Site, page: Page) -> Iterator[Fault]:
    """Canonical address and hreflang: each language once, the same page, and back again."""
    told = alternates(page)
    canonical = [e.get("href") for e in page.all("link") if e.get("rel") == "canonical"]
    if page.moved_to is not None:
        yield from _moved(site, page, canonical)
    if not page.indexed:
        if told or (canonical and page.moved_to is None):
            yield page.fault(None, "not-indexed", "has canonical or hreflang")
        return
    expected = {code: _public(site, site.same(page, code)) for code in site.languages}
    expected["x-default"] = expected[site.languages[0]]
    own = site.language_of(page)
    if len(canonical) != 1 or _absolute(site, page, canonical[0]) != expected[own]:
        yield page.fault(None, "canonical", ", ".join(canonical) or "none")
    found = {code: _absolute(site, page, href) for code, href in told}
    if len(found) != len(told) or found != expected:
        yield page.fault(None, "hreflang", str(told))
    for code in site.languages:
        other = site.pages.get(site.same(page, code))
        if other is None:
            yield page.fault(None, "untranslated", code)
        elif {c: _absolute(site, other, h) for c, h in alternates(other)} != found:
            yield page.fault(None, "one-way", f"{code}: {other.file}")
    switches = [e.get("hreflang") for e in page.all("a") if "lang" in e.classes]
    if sorted(switches) != sorted(code for code in site.languages if code != own):
        yield page.fault(None, "switches", ", ".join(switches))


def _moved(site: Site, page: Page, canonical: list[str]) -> Iterator[Fault]:
    """A page that sends its readers on: to a page that stays, which it calls the right one."""
    link = page.moved_to or ""
    path = _resolved(site, page, link)
    target = None if path is None else site.pages.get(f"{path}index.html")
    if target is None or target.moved_to is not None or urlsplit(link).scheme or link[:1] == "/":
        yield page.fault(None, "moved", link)
    elif [_absolute(site, page, href) for href in canonical] != [_public(site, target.file)]:
        yield page.fault(None, "canonical", ", ".join(canonical) or "none")
    if not any(_resolved(site, page, e.get("href")) == path for e in page.all("a")):
        yield page.fault(None, "moved", "no link for those who are not sent on")


def alternates(page: Page) -> list[tuple[str, str]]:
    """The page's hreflang pairs as they are written."""
    links = [e for e in page.all("link") if e.get("rel") == "alternate" and e.get("hreflang")]
    return [(e.get("hreflang"), e.get("href")) for e in links]


def _public(site: Site, file: str) -> str:
    base = site.url or f"{_HOST}{site.base}"
    return f"{base}{file.removesuffix('index.html')}"


def _absolute(site: Site, page: Page, href: str) -> str:
    """A canonical or hreflang address in full; with a public address only full ones count."""
    return href if site.url else urljoin(_public(site, page.file), href)


def _styles(site: Site) -> Iterator[Fault]:
    """Stylesheets and pictures load nothing from other hosts, and what they load exists."""
    for name in sorted(site.files):
        if not name.endswith((".css", ".svg")):
            continue
        text = (site.root / name).read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), 1):
            for match in _CSS_URL.finditer(line):
                target = match[1] or match[2]
                parts = urlsplit(target)
                there = urlsplit(urljoin(f"{_HOST}/{name}", target)).path.lstrip("/")
                if parts.scheme or parts.netloc:
                    yield Fault(name, number, "host", target)
                elif parts.path and there not in site.files:
                    yield Fault(name, number, "missing", target)


def _unreachable(site: Site) -> Iterator[Fault]:
    """Every page that search engines may see is two links from its language's site map.

    A prefecture's part of a list may be one further: it is linked from the list.
    """
    for language in site.languages:
        prefix = "" if language == site.languages[0] else f"{language}/"
        start = f"{prefix}sitemap/index.html"
        if start not in site.pages:
            yield Fault(start, 0, "missing", "site map")
            continue
        own = [page for page in site.pages.values() if site.language_of(page) == language]
        leads = {page.file: _leads_to(site, page) for page in own}
        near = leads[start]
        far = near.union(*(leads.get(file, set()) for file in near))
        for page in own:
            whole = f"{page.path.rstrip('/').rpartition('/')[0]}/index.html"
            part = whole in far and page.file in leads[whole]
            if page.indexed and page.file not in far and not part:
                yield page.fault(None, "unreachable", "no way from the site map in two steps")


def _leads_to(site: Site, page: Page) -> set[str]:
    """The pages of its own language that *page*'s links lead to."""
    found = set()
    for element in page.all("a"):
        href = element.get("href")
        if "hreflang" in element.attributes or urlsplit(href).scheme:
            continue
        path = _resolved(site, page, href)
        if path is not None and (path == "" or path.endswith("/")):
            found.add(f"{path}index.html")
    return {file for file in found if file in site.pages}
