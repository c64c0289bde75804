"""The checkers themselves: a tiny site without fault, and one with each fault in turn."""

from __future__ import annotations

from pathlib import Path

import pytest

from website.built import Fault, Site
from website.discovery import discovery_faults
from website.links import link_faults
from website.manners import manner_faults

URL = "https://example.org/sub/"
LANGUAGES = {"ja": "日本語", "en": "English"}
WORDS = {
    "ja": {"": "ホーム", "sitemap/": "サイトマップ", "town/": "町"},
    "en": {"": "Home", "sitemap/": "Site map", "town/": "Town"},
}
STYLE = "body { background: url('dot.svg'); }\n"
TOWN_JA, TOWN_EN = "town/index.html", "en/town/index.html"


def a_page(lang: str, path: str) -> str:
    """A page of the tiny site, as relative links want it."""
    prefix = "" if lang == "ja" else "en/"
    other = "en" if lang == "ja" else "ja"
    depth = (prefix + path).count("/")
    up = "../" * depth
    there = "en/" if other == "en" else ""
    title = WORDS[lang][path]
    alternates = "".join(
        f'<link rel="alternate" hreflang="{code}" href="{URL}{"en/" if code == "en" else ""}{path}">\n'
        for code in ("ja", "en", "x-default")
    )
    ways = "".join(
        f'<li><a href="{up}{prefix}{target or ("" if depth or prefix else "./")}">{word}</a></li>'
        for target, word in WORDS[lang].items()
    )
    return f"""<!doctype html>
<html lang="{lang}"><head><title>{title}</title>
<meta name="description" content="{title}">
<link rel="canonical" href="{URL}{prefix}{path}">
{alternates}<link rel="stylesheet" href="{up}assets/style.css">
<script src="{up}assets/site.js"></script></head>
<body><a href="#main">{title}</a>
<a class="lang" lang="{other}" hreflang="{other}" href="{up}{there}{path or ("" if depth or there else "./")}">{LANGUAGES[other]}</a>
<main id="main"><h1>{title}</h1><h2 id="two">{title}</h2><ul>{ways}</ul>
<table><caption>{title}</caption><thead><tr><th scope="col">{title}</th><th scope="col">1</th></tr></thead>
<tbody><tr><th scope="row">{title}</th><td>2</td></tr></tbody></table>
<p>{title} <a href="https://example.com/">example.com</a> <a href="mailto:a@example.org">a@example.org</a></p>
</main></body></html>
"""


NOT_FOUND = """<!doctype html>
<html lang="ja"><head><title>ありません</title><meta name="description" content="ありません">
<meta name="robots" content="noindex"><link rel="stylesheet" href="/sub/assets/style.css"></head>
<body><h1>ありません</h1><a href="/sub/">ホーム</a>
<div lang="en"><h2>Not found</h2><a href="/sub/en/">Home</a></div></body></html>
"""
MOVED = """<!doctype html>
<html lang="ja"><head><title>町</title><meta name="description" content="町">
<meta http-equiv="refresh" content="0; url=../town/"><link rel="canonical" href="https://example.org/sub/town/">
</head><body><h1>町</h1><a href="../town/">町</a></body></html>
"""


def a_sitemap() -> str:
    """The tiny site's sitemap.xml."""
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    entries = []
    for path in WORDS["ja"]:
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{code}" href="{URL}{"en/" if code == "en" else ""}{path}"/>'
            for code in ("ja", "en", "x-default")
        )
        entries += [f"<url><loc>{URL}{p}{path}</loc>{links}</url>\n" for p in ("", "en/")]
    return f"<urlset {space}>\n{''.join(entries)}</urlset>\n"


@pytest.fixture
def tiny(tmp_path: Path) -> Site:
    """A site of three pages in two languages without any fault."""
    files = {
        "404.html": NOT_FOUND,
        "old/index.html": MOVED,
        "en/old/index.html": MOVED.replace('lang="ja"', 'lang="en"')
        .replace("町", "Town")
        .replace("/sub/town/", "/sub/en/town/"),
        "assets/style.css": STYLE,
        "assets/dot.svg": "<svg/>",
        "assets/site.js": "",
        "sitemap.xml": a_sitemap(),
    }
    for lang, pages in WORDS.items():
        for path in pages:
            files[f"{'' if lang == 'ja' else 'en/'}{path}index.html"] = a_page(lang, path)
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return Site(tmp_path, URL)


def all_faults(site: Site) -> list[Fault]:
    """What the three checkers find together."""
    return [*link_faults(site), *discovery_faults(site), *manner_faults(site)]


def test_a_good_site_has_no_faults(tiny: Site) -> None:
    """Without this, the tests below would prove nothing."""
    assert [str(fault) for fault in all_faults(tiny)] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "kind"),
    [
        (TOWN_JA, 'href="../sitemap/"', 'href="../nowhere/"', "missing"),
        (TOWN_JA, 'href="../sitemap/"', 'href="../sitemap"', "missing"),
        (TOWN_JA, 'href="../sitemap/"', 'href="/sub/sitemap/"', "absolute"),
        (TOWN_JA, 'href="../sitemap/"', 'href="../../sitemap/"', "outside"),
        (TOWN_JA, 'href="../sitemap/"', 'href="../sitemap/#nowhere"', "anchor"),
        (TOWN_JA, 'href="#main"', 'href="#nowhere"', "anchor"),
        (TOWN_JA, 'href="https://example.com/"', 'href="ftp://example.com/"', "host"),
        (TOWN_JA, 'href="https://example.com/"', 'href="//example.com/"', "host"),
        (TOWN_JA, "mailto:a@example.org", "mailto:nobody", "host"),
        (TOWN_JA, "</main>", '<img src="x.png" alt="x"></main>', "missing"),
        (TOWN_JA, "</main>", '<img src="https://example.com/x.png" alt="x"></main>', "host"),
        (TOWN_JA, "</main>", '<form action="nowhere/"></form></main>', "missing"),
        (TOWN_JA, "</main>", '<p aria-labelledby="nowhere">a</p></main>', "reference"),
        (TOWN_JA, "</main>", '<img srcset="x.png 2x" alt="x"></main>', "unexpected"),
        (TOWN_JA, "../assets/style.css", "../assets/none.css", "missing"),
        (TOWN_JA, "../assets/site.js", "https://example.com/site.js", "host"),
        (TOWN_JA, 'href="../en/town/"', 'href="../en/"', "switch"),
        (TOWN_JA, 'lang="en" hreflang="en"', 'lang="ja" hreflang="en"', "switch"),
        (TOWN_JA, '<a class="lang"', "<a", "switches"),
        (TOWN_JA, f'canonical" href="{URL}town/', f'canonical" href="{URL}', "canonical"),
        (TOWN_JA, f'canonical" href="{URL}town/', 'canonical" href="../town/', "canonical"),
        (TOWN_JA, f'hreflang="en" href="{URL}en/town/', f'hreflang="en" href="{URL}en/', "hreflang"),
        (TOWN_JA, 'hreflang="x-default"', 'hreflang="fr"', "hreflang"),
        (TOWN_EN, 'hreflang="x-default"', 'hreflang="fr"', "one-way"),
        (TOWN_JA, "<main", '<meta name="robots" content="noindex"><main', "not-indexed"),
        ("old/index.html", "../town/", "../nowhere/", "moved"),
        ("old/index.html", '<a href="../town/">町</a>', "", "moved"),
        ("old/index.html", "https://example.org/sub/town/", "https://example.org/", "canonical"),
        ("404.html", "/sub/assets/style.css", "assets/style.css", "not-under-base"),
        ("404.html", 'href="/sub/en/"', 'href="/sub/"', "no-home"),
        ("404.html", 'lang="en"', 'lang="ja"', "language"),
        ("404.html", 'content="noindex"', 'content="index"', "indexed"),
        ("assets/style.css", "dot.svg", "none.svg", "missing"),
        ("assets/style.css", "dot.svg", "https://example.com/dot.svg", "host"),
        ("assets/style.css", "body", "@import 'https://example.com/a.css';\nbody", "host"),
        ("sitemap.xml", f"<url><loc>{URL}town/</loc>", f"<url><loc>{URL}x/</loc>", "not-a-page"),
        ("sitemap.xml", f"<url><loc>{URL}town/</loc>", f"<url><loc>{URL}x/</loc>", "page-not-listed"),
        (TOWN_JA, "<title>町</title>", "<title>ホーム</title>", "title"),
        (TOWN_JA, "<h1>町</h1>", "<h2>町</h2>", "h1"),
        (TOWN_JA, '<h2 id="two">町</h2>', '<h3 id="two">町</h3>', "heading"),
        (TOWN_JA, '<h2 id="two">町</h2>', '<h2 id="two"></h2>', "heading"),
        (TOWN_JA, '<html lang="ja">', "<html>", "lang"),
        (TOWN_JA, "<p>町", '<p lang="fr">町', "lang"),
        (TOWN_EN, "<p>Town", "<p>町", "japanese"),
        (TOWN_EN, "<p>Town", "<p>Town、", "japanese"),
        (TOWN_EN, "<p>Town", '<p aria-label="町">Town', "japanese"),
        (TOWN_EN, "<title>Town", "<title>町 Town", "japanese"),
        (TOWN_EN, 'content="Town"', 'content="町"', "japanese"),
        (TOWN_EN, 'content="Town"', 'content=""', "description"),
        (TOWN_EN, 'content="Town"', 'content="**Town**"', "description"),
        (TOWN_JA, "<p>町", "<p title='x'>町", "tooltip"),
        (TOWN_JA, "<p>町", "<p style='color: red'>町", "inline"),
        (TOWN_JA, "<p>町", "<p onclick='x()'>町", "inline"),
        (TOWN_JA, "<p>町", "<script>x()</script><p>町", "inline"),
        (TOWN_JA, "<p>町", "<style>p {}</style><p>町", "inline"),
        (TOWN_JA, 'href="#main"', 'href="javascript:x()"', "inline"),
        (TOWN_JA, "<p>町", '<p class="a" class="b">町', "attribute-twice"),
        (TOWN_JA, "<p>町", '<p aria-label="<b>町</b>">町', "markup"),
        (TOWN_JA, "<caption>町</caption>", "", "caption"),
        (TOWN_JA, "<caption>町</caption>", "<caption> </caption>", "caption"),
        (TOWN_JA, '<th scope="row">', "<th>", "scope"),
        (TOWN_JA, '<th scope="row">町</th>', "<td>町</td>", "row-header"),
        (TOWN_JA, "<td>2</td>", "<td></td>", "empty-cell"),
        (TOWN_JA, 'id="two"', 'id="main"', "id-twice"),
        (TOWN_JA, 'id="two"', 'id="t wo"', "id"),
        (TOWN_JA, "</main>", "<p> </p></main>", "empty"),
        (TOWN_JA, '<a href="#main">町</a>', '<a href="#main"></a>', "empty"),
    ],
)  # fmt: skip
def test_every_fault_is_found(tiny: Site, file: str, old: str, new: str, kind: str) -> None:
    """One thing is broken; the checker names the file and the kind of fault."""
    path = tiny.root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")

    kinds = {(fault.file, fault.kind) for fault in all_faults(tiny)}

    assert (file, kind) in kinds


@pytest.mark.parametrize(
    "file", ["en/town/index.html", "sitemap/index.html", "404.html", "sitemap.xml"]
)
def test_missing_files_are_found(tiny: Site, file: str) -> None:
    """A page that one language lacks, the site map, the 404 page, sitemap.xml."""
    (tiny.root / file).unlink()

    assert all_faults(tiny)


def test_a_page_that_nothing_leads_to_is_found(tiny: Site) -> None:
    """A page must be reached from the site map: an address alone is not enough."""
    for prefix in ("", "en/"):
        for path in ("", "sitemap/", "town/"):
            page = tiny.root / f"{prefix}{path}index.html"
            word = WORDS["en" if prefix else "ja"]["town/"]
            kept = [
                line for line in page.read_text("utf-8").split("<li>") if f">{word}</a>" not in line
            ]
            page.write_text("<li>".join(kept), encoding="utf-8")

    found = {fault.file for fault in link_faults(tiny) if fault.kind == "unreachable"}

    assert {"town/index.html", "en/town/index.html"} <= found


def test_without_an_address_there_is_no_sitemap_file(tiny: Site) -> None:
    """The format allows full addresses only."""
    nowhere = Site(tiny.root, None)

    assert ("sitemap.xml", "unexpected") in {(f.file, f.kind) for f in discovery_faults(nowhere)}
