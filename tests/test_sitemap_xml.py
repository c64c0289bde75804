"""sitemap.xml as a search engine reads it: every page in every language, with its counterparts."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from dxplans.pages.addresses import HAND_WRITTEN
from dxplans.pages.sitemap import PageSpec
from dxplans.settings import Settings, SiteLanguage
from dxplans.sitemap_xml import LIMIT, sitemap_files

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}
BASE = "https://example.org/dx/"
LANGUAGES = (
    SiteLanguage("ja", "日本語", "みんなのDX計画", default=True),
    SiteLanguage("en", "English", "Open DX Plans", default=False),
)


def files(
    *paths: str, url: str | None = BASE, languages: tuple[SiteLanguage, ...] = LANGUAGES
) -> dict[str, str]:
    """The sitemap of pages at *paths*."""
    settings = Settings(languages, url, None, "main", None, 1741)
    return dict(sitemap_files([PageSpec(path, "plan") for path in paths], settings))


def addresses(text: str) -> list[str]:
    """Every address that a file lists."""
    # The text is our own, made a line above.
    return [str(e.text) for e in ET.fromstring(text).iterfind(".//s:loc", NAMES)]  # noqa: S314


def test_every_page_stands_there_in_every_language() -> None:
    """With full addresses, the hand-written pages included, each once."""
    found = addresses(files("", "tokyo/mihon/")["sitemap.xml"])
    assert found == [
        f"{BASE}{prefix}{path}"
        for path in ("", "tokyo/mihon/", *HAND_WRITTEN)
        for prefix in ("", "en/")
    ]


def test_each_entry_names_its_counterparts() -> None:
    """All languages, itself included, and the one for everybody else."""
    root = ET.fromstring(files("tokyo/")["sitemap.xml"])  # noqa: S314 - our own text
    for entry in list(root.iterfind("s:url", NAMES))[:2]:
        links = {
            link.attrib["hreflang"]: link.attrib["href"] for link in entry.iterfind("x:link", NAMES)
        }
        assert links == {
            "ja": f"{BASE}tokyo/",
            "en": f"{BASE}en/tokyo/",
            "x-default": f"{BASE}tokyo/",
        }


def test_pages_that_lead_elsewhere_are_left_out() -> None:
    """A former name is no page of its own."""
    settings = Settings(LANGUAGES, BASE, None, "main", None, 1741)
    specs = [PageSpec("tokyo/mihon/", "municipality"), PageSpec("codes/139998/", "moved")]
    (text,) = (text for _name, text in sitemap_files(specs, settings))
    assert f"{BASE}tokyo/mihon/" in addresses(text)
    assert "139998" not in text


def test_without_an_address_there_is_no_sitemap() -> None:
    """The format allows full addresses only, and a wrong one would be worse than none."""
    assert files("tokyo/", url=None) == {}


def test_a_large_site_has_an_index_and_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The format limits a file's addresses; together the parts hold every page once."""
    assert 2 * (LIMIT // 2) <= 50_000
    written = len(HAND_WRITTEN)
    monkeypatch.setattr("dxplans.sitemap_xml.LIMIT", 2 * (8 + written))
    # Eight pages and the hand-written ones, each in two languages, just fit.
    assert list(files(*(f"p{number}/" for number in range(8)))) == ["sitemap.xml"]
    found = files(*(f"p{number}/" for number in range(9)))
    parts = addresses(found["sitemap.xml"])
    assert parts == [f"{BASE}sitemap-1.xml", f"{BASE}sitemap-2.xml"]
    listed = [addresses(found[part.removeprefix(BASE)]) for part in parts]
    assert [len(part) for part in listed] == [2 * (8 + written), 2]
    together = [address for part in listed for address in part]
    assert len(set(together)) == 2 * (9 + written)


def test_an_address_with_an_ampersand_stays_valid() -> None:
    """Whatever a host's path is."""
    found = files("tokyo/", url="https://example.org/a&b/")
    assert "https://example.org/a&b/tokyo/" in addresses(found["sitemap.xml"])
