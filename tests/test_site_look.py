"""The stylesheet's colours against WCAG and the design tokens they come from; the pages' weight."""

from __future__ import annotations

import gzip
import re

import pytest

from dxplans.part.colours import PAIRS, contrast
from dxplans.security import snippets
from website.built import Page, Site
from website.projects import ROOT

CSS = (ROOT / "theme_overrides" / "assets" / "style.css").read_text(encoding="utf-8")
TOKENS = ROOT / "node_modules" / "@digital-go-jp" / "design-tokens" / "dist" / "tokens.css"


def schemes() -> dict[str, dict[str, str]]:
    """The colours of each scheme by token: light, dark as the system asks, dark by the button."""
    light = _colours(_block(":root {"))
    system = _colours(_block(':root:not([data-scheme="light"]) {'))
    chosen = _colours(_block(':root[data-scheme="dark"] {'))
    return {"light": light, "dark": {**light, **system}, "chosen": {**light, **chosen}}


def _block(start: str) -> str:
    return CSS[CSS.index(start) :].split("}")[0]


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6})", block))


def test_contrast_is_counted_right() -> None:
    """The two ends that the standard names, and a grey known from its examples."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)


@pytest.mark.parametrize("scheme", ["light", "dark", "chosen"])
def test_every_pair_of_colours_can_be_read(scheme: str) -> None:
    """Body text and links 7, other text 4.5, signs and the focus ring 3."""
    colours = schemes()[scheme]
    faint = [
        f"{front} on {ground}: {value:.2f} < {least}"
        for (front, ground), least in PAIRS.items()
        if (value := contrast(colours[front], colours[ground])) < least
    ]
    assert faint == []


def test_every_colour_in_use_is_in_a_pair() -> None:
    """A token that text or a ground begins to use must be looked at above."""
    fronts = set(re.findall(r"(?<![a-z-])color:\s*var\(--([a-z-]+)\)", CSS))
    grounds = set(re.findall(r"background(?:-color)?:\s*var\(--([a-z-]+)\)", CSS))
    assert fronts <= {front for front, _ground in PAIRS}
    # The accent is the ground of bars and of filled dots.
    assert grounds <= {ground for _front, ground in PAIRS}
    together = {
        pair
        for rule in re.findall(r"\{([^{}]*)\}", CSS)
        for pair in zip(
            re.findall(r"(?<![a-z-])color:\s*var\(--([a-z-]+)\)", rule),
            re.findall(r"background(?:-color)?:\s*var\(--([a-z-]+)\)", rule),
            strict=False,
        )
    }
    assert together <= set(PAIRS)


def test_colours_are_tokens_only() -> None:
    """Outside the token blocks (and on paper) no colour is written out."""
    rest = CSS[CSS.index("/* base */") : CSS.index("@media print")]
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*\})", rest) == []
    assert re.findall(r"\b(?:rgba?|hsla?|oklch)\(", rest) == []


def test_both_ways_to_the_dark_scheme_agree() -> None:
    """The system's wish and the button give the same colours, for the same tokens."""
    found = schemes()
    assert found["dark"] == found["chosen"]
    assert found["dark"] != found["light"]


@pytest.mark.slow
def test_colours_are_the_design_systems() -> None:
    """Each value is that of the デジタル庁 token which the comment behind it names."""
    published = dict(
        re.findall(
            r"--color-(?:primitive|neutral)-([a-z0-9-]+):\s*(#[0-9a-f]{6})", TOKENS.read_text()
        )
    )
    light = re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});\s*/\* ([a-z0-9-]+) \*/", _block(":root {"))
    assert len(light) >= 12
    assert [(t, v, n) for t, v, n in light if published[n] != v] == []
    named = re.search(r"/\* dark: ([a-z0-9,; -]+) \*/", CSS)
    assert named is not None
    names = re.split(r"[,;]\s*", named[1])
    values = list(_colours(_block(':root[data-scheme="dark"] {')).values())
    assert [published[name] for name in names] == values
    known = set(published.values())
    assert set(schemes()["light"].values()) <= known


# The weight of a page's first view


def first_view(site: Site, page: Page) -> list[str]:
    """The files that a browser asks for to show *page*: the page, styles, scripts, pictures."""
    found = [page.file]
    folder = page.file.rpartition("/")[0]
    for element in page.all("link", "script", "img"):
        if element.get("loading") == "lazy":
            continue  # pictures of the guide, fetched when somebody comes near them
        rel = element.get("rel")
        target = element.get("src") or (
            element.get("href") if rel in {"icon", "stylesheet"} else ""
        )
        if target:
            path = (
                (site.root / folder / target).resolve()
                if target[0] != "/"
                else site.root / target[1:]
            )
            found.append(path.relative_to(site.root.resolve()).as_posix())
    return found


def squeezed(site: Site, name: str) -> int:
    """The compressed size of a file."""
    return len(gzip.compress((site.root / name).read_bytes(), compresslevel=6, mtime=0))


@pytest.mark.slow
@pytest.mark.parametrize("which", ["site", "towns_site"])
def test_every_page_is_light(which: str, request: pytest.FixtureRequest) -> None:
    """Each first view is at most 60 KB compressed and ten requests, its scripts at most 15 KB."""
    site: Site = request.getfixturevalue(which)
    sizes = {name: squeezed(site, name) for name in sorted(site.files)}
    heavy = []
    for page in site.pages.values():
        if page.file.endswith("/print/index.html"):
            continue  # a whole plan in one document, which nobody needs for reading on a phone
        files = first_view(site, page)
        scripts = sum((site.root / name).stat().st_size for name in files if name.endswith(".js"))
        total = sum(sizes[name] for name in files)
        if total > 60_000 or len(files) > 10 or scripts > 16_000:
            heavy.append(f"{page.file}: {total} bytes, {len(files)} requests, {scripts} of script")
    assert heavy == []


def test_first_views_are_counted_whole(site: Site) -> None:
    """Page, style, script and icon: a file that was overlooked would make pages look light."""
    kinds = {name.rpartition(".")[2] for name in first_view(site, site.pages["index.html"])}
    assert kinds == {"html", "css", "js", "svg"}


def test_servers_get_the_policy_of_the_pages(site: Site) -> None:
    """The snippets for three kinds of server send what the pages' own meta element says."""
    policies = {
        element.get("content")
        for page in site.pages.values()
        for element in page.all("meta")
        if element.get("http-equiv") == "Content-Security-Policy"
    }
    assert len(policies) == 1
    policy = policies.pop()
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "http" not in policy
    for name in snippets():
        assert policy in (site.root / name).read_text(encoding="utf-8")
