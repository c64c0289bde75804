"""Page specs to sitemap.xml: each page in each language, with its counterparts (hreflang).

https://www.sitemaps.org/protocol.html: at most 50,000 addresses a file; beyond that an index.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from dxplans.pages import addresses
from dxplans.pages.sitemap import PageSpec
from dxplans.settings import Settings

LIMIT = 45_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemap_files(specs: Sequence[PageSpec], settings: Settings) -> Iterator[tuple[str, str]]:
    """File name and content of the sitemap, or of its index and parts.

    Without the site's public address nothing is written: the format allows full addresses only.
    """
    base = settings.site_url
    if base is None:
        return
    paths = [
        spec.path for spec in specs if spec.template not in {"moved", "withdrawn", "gone", "print"}
    ]
    entries = [_entry(base, path, settings) for path in [*paths, *addresses.HAND_WRITTEN]]
    per_file = LIMIT // len(settings.languages)
    parts = [entries[start : start + per_file] for start in range(0, len(entries), per_file)]
    if len(parts) == 1:
        yield "sitemap.xml", _urlset(parts[0])
        return
    for number, part in enumerate(parts, 1):
        yield f"sitemap-{number}.xml", _urlset(part)
    lines = [
        f"<sitemap><loc>{escape(base)}sitemap-{n}.xml</loc></sitemap>"
        for n in range(1, len(parts) + 1)
    ]
    yield (
        "sitemap.xml",
        f"{_HEAD}<sitemapindex {_SPACE}>\n" + "\n".join(lines) + "\n</sitemapindex>\n",
    )


def _urlset(entries: list[str]) -> str:
    xhtml = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f"{_HEAD}<urlset {_SPACE} {xhtml}>\n" + "\n".join(entries) + "\n</urlset>\n"


def _entry(base: str, path: str, settings: Settings) -> str:
    links = [(lang.code, f"{base}{lang.prefix}{path}") for lang in settings.languages]
    links.append(("x-default", f"{base}{path}"))
    alternates = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href={quoteattr(address)}/>'
        for code, address in links
    )
    return "\n".join(
        f"<url><loc>{escape(f'{base}{lang.prefix}{path}')}</loc>{alternates}</url>"
        for lang in settings.languages
    )
