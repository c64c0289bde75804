"""The built sites: every link, anchor, asset and language pair leads where it should."""

from __future__ import annotations

from pathlib import Path

import pytest

from website.built import Fault, Site
from website.discovery import discovery_faults
from website.links import link_faults
from website.manners import manner_faults
from website.projects import BELOW, an_empty_project
from website.shapes import add_shapes
from website.towns import add_words

SITES = (
    "site",
    pytest.param("site_below", marks=pytest.mark.slow),
    pytest.param("towns_site", marks=pytest.mark.slow),
    pytest.param("towns_site_below", marks=pytest.mark.slow),
)


@pytest.fixture(params=SITES)
def any_site(request: pytest.FixtureRequest) -> Site:
    """Each of the sites in turn: ours and the made-up one, at a root and below a path."""
    found: Site = request.getfixturevalue(request.param)
    return found


def listed(faults: list[Fault]) -> str:
    """The faults as lines, the first fifty of them."""
    return "\n".join(map(str, faults[:50]))


@pytest.mark.slow
def test_every_link_leads_somewhere(any_site: Site) -> None:
    """Links, anchors, assets, forms and languages; nothing is asked from other hosts."""
    assert listed(link_faults(any_site)) == ""
    assert len(any_site.pages) > 200


def test_search_engines_are_told_the_truth(any_site: Site) -> None:
    """sitemap.xml lists what there is, titles differ, the 404 page leads on in every language."""
    assert listed(discovery_faults(any_site)) == ""


@pytest.mark.slow
def test_pages_are_well_made(any_site: Site) -> None:
    """Headings, languages, tables and ids; nothing inline, no tooltips, nothing empty."""
    # A hand-written page has no made-up translation: its title is Japanese in the third language.
    complete = any_site.languages == ("ja", "en")
    assert listed(manner_faults(any_site, complete=complete)) == ""


def test_codes_lead_to_towns(site: Site) -> None:
    """A municipality's code is an address of its own, in both languages."""
    for prefix, up in (("", "../../"), ("en/", "../../")):
        page = site.pages[f"{prefix}codes/352136/index.html"]
        assert page.moved_to == f"{up}yamaguchi/mine/"
        assert not page.indexed


@pytest.mark.slow
def test_the_place_does_not_change_the_pages(site: Site, site_below: Site) -> None:
    """At another address only what must be absolute differs: pages are the same otherwise."""
    for name, page in site.pages.items():
        if page.file.endswith("data/index.html"):
            continue  # an example and a citation name its address; its hash is tested with the audit
        bodies = [
            next(e for e in found.elements if e.name == "body").text
            for found in (page, site_below.pages[name])
        ]
        # A line that is made to be quoted names the whole address of what it quotes.
        assert bodies[0] == bodies[1].replace(BELOW, "/"), name


@pytest.mark.slow
def test_untranslated_texts_are_marked_on_every_page(tmp_path: Path) -> None:
    """Before a translator has begun, each Japanese text on an English page says that it is one."""
    project = an_empty_project(tmp_path / "project")
    add_words(project)
    add_shapes(project)
    found = project.build()

    assert listed(manner_faults(found, complete=False)) == ""
    assert listed(link_faults(found)) == ""
