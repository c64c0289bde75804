"""The archive, the linked data and the page /data/: whole, the same each time, and true."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, RDF

from builders import ROOT
from dxplans.opendata.columns import HEADINGS, name
from dxplans.opendata.shared import TABLES
from exported import Exported, a_made_up_project, export
from sample import files_of
from website.built import Page
from website.projects import Project

# rdflib's own parser of JSON-LD uses a class that rdflib will give up.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")
SCHEMA = Namespace("https://schema.org/")
SITE = "https://example.org/plans/"


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The data of a small project whose public address is not known."""
    folder = tmp_path_factory.mktemp("small")
    return export(a_made_up_project(folder / "project"), folder / "site")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    """The page in both languages."""
    root = a_made_up_project(tmp_path_factory.mktemp("shown") / "project")
    return Project(root).render("data/", "en/data/")


def graph(data: Exported, file: str, base: str) -> Graph:
    """A JSON-LD file as a library reads it, found below *base*."""
    found = Graph()
    text = (data.root / file).read_text("utf-8")
    return found.parse(data=text, format="json-ld", publicID=f"{base}{file}")


def test_the_same_input_gives_the_same_bytes(small: Exported, tmp_path: Path) -> None:
    """Every file, the archive with its times and order included."""
    again = export(a_made_up_project(tmp_path / "elsewhere"), tmp_path / "site")
    assert files_of(again.root) == files_of(small.root)


def test_the_archive_holds_everything_and_its_checksums(small: Exported) -> None:
    """`sha256sum -c` finds every file, and the archive's own checksum stands beside it."""
    path = small.root / "data/open-dx-plans.zip"
    digest, _, file = (small.root / "data/open-dx-plans.zip.sha256").read_text().partition("  ")
    assert (file, digest) == (f"{path.name}\n", hashlib.sha256(path.read_bytes()).hexdigest())
    with zipfile.ZipFile(path) as archive:
        held = {one: archive.read(one) for one in archive.namelist()}
    sums = held.pop("SHA256SUMS").decode()
    assert sums.splitlines() == [
        f"{hashlib.sha256(content).hexdigest()}  {one}" for one, content in held.items()
    ]
    readmes = {f"README.{lang}.md": held.pop(f"README.{lang}.md").decode() for lang in ("ja", "en")}
    outside = files_of(small.root)
    assert held == {one: outside[one] for one in outside if ".zip" not in one}
    for text in readmes.values():
        assert "CC BY 4.0" in text
        assert all(name(lang, table.name) in text for table in TABLES for lang in HEADINGS)
    assert "自治体が作ったデータではありません" in readmes["README.ja.md"]
    assert "not made by the municipalities" in readmes["README.en.md"]


@pytest.mark.slow
def test_the_archive_of_the_project_has_its_licence(real_data: Exported) -> None:
    """The licence of the texts, as the project states it."""
    with zipfile.ZipFile(real_data.root / "data/open-dx-plans.zip") as archive:
        assert archive.read("LICENSE-CONTENT.txt") == (ROOT / "LICENSE-CONTENT").read_bytes()
    assert (real_data.root / "data/open-dx-plans.zip").stat().st_size < 2_000_000


@pytest.mark.parametrize("which", ["small", pytest.param("real_data", marks=pytest.mark.slow)])
def test_linked_data_is_read_by_a_library(which: str, request: pytest.FixtureRequest) -> None:
    """Every file of the catalogue is there; terms, plans and organisations are the portal's."""
    data: Exported = request.getfixturevalue(which)
    catalogue = graph(data, "data/catalog.jsonld", SITE)
    files = {str(one).removeprefix(SITE) for one in catalogue.objects(None, DCAT.downloadURL)}
    assert all((data.root / unquote(one)).is_file() for one in files)
    assert len(files) == 2 * len(TABLES) + 2 + len(data.live())
    catalogues = list(catalogue.subjects(RDF.type, DCAT.Catalog))
    assert catalogues == [URIRef(f"{SITE}data/")]
    held = set(catalogue.objects(catalogues[0], DCAT.dataset))
    assert held == set(catalogue.subjects(RDF.type, SCHEMA.Dataset))
    assert len(held) == len(TABLES) + 1 + len(data.live())
    terms = graph(data, "data/glossary.jsonld", SITE)
    (whole,) = terms.subjects(RDF.type, SCHEMA.DefinedTermSet)
    found = {str(one) for one in terms.objects(whole, SCHEMA.hasDefinedTerm)}
    assert found == {f"{SITE}glossary/{one}/" for one in data.portal.terms}
    towns = graph(data, "data/publishers.jsonld", SITE)
    codes = {str(one) for one in towns.objects(None, SCHEMA.value)}
    assert codes == {town.publisher.code for town in data.portal.towns.values()}
    assert set(towns.subjects(RDF.type, SCHEMA.GovernmentOrganization)) >= set(
        catalogue.objects(None, DCTERMS.creator)
    )


@pytest.mark.slow
def test_linked_data_names_things_in_both_languages(real_data: Exported) -> None:
    """A term's name, a plan's title and its period, at the site's own address wherever it is read."""
    terms = graph(real_data, "data/glossary.jsonld", "file:///somewhere/")
    names = set(terms.objects(URIRef(f"{SITE}glossary/ebpm/"), SCHEMA.name))
    assert {one.language for one in names if isinstance(one, Literal)} == {"ja", "en"}
    catalogue = graph(real_data, "data/catalog.jsonld", "file:///somewhere/")
    plan = URIRef(f"{SITE}yamaguchi/mine/2026/#data")
    assert Literal("美祢市DX推進計画", lang="ja") in set(catalogue.objects(plan, DCTERMS.title))
    (period,) = catalogue.objects(plan, DCTERMS.temporal)
    assert [str(one) for one in catalogue.objects(period, DCAT.endDate)] == ["2031-03-31"]


def test_an_official_plan_is_catalogued_without_our_licence(small: Exported) -> None:
    """Its words are its publisher's; the other data sets have a licence."""
    catalogue = graph(small, "data/catalog.jsonld", SITE)
    plan = URIRef(f"{SITE}tokyo/mihon/2026/#data")
    held = set(catalogue.subjects(RDF.type, DCAT.Dataset))
    assert set(catalogue.subjects(DCTERMS.license, None)) & held == held - {plan}


@pytest.mark.parametrize("path", ["data/", "en/data/"])
def test_the_page_tells_of_every_file_and_column(path: str, shown: dict[str, Page]) -> None:
    """What a researcher needs stands there, in both languages, from the same source as the files."""
    page = shown[path]
    links = {element.get("href") for element in page.all("a")}
    up = "" if path == "data/" else "../../data/"
    files = {
        up + name(lang, table.name).removeprefix("data/") for table in TABLES for lang in HEADINGS
    }
    assert files <= links
    codes = {element.text for element in page.all("code")}
    for table in TABLES:
        headings = table.headings((("ja", "日本語"), ("en", "English")))
        assert {heading.name for heading in headings} <= codes
    anchors = page.anchors
    assert {one[1:] for one in links if one.startswith("#list-")} <= anchors


def lines_of(page: Page) -> str:
    """The three lines of Python that a page shows."""
    (example,) = page.all("pre")
    return example.text_raw


@pytest.mark.slow
@pytest.mark.parametrize("path", ["data/", "en/data/"])
def test_the_three_lines_load_every_kpi(path: str, real_data: Exported) -> None:
    """The lines of the page, run as they stand by pandas in the folder of the site."""
    lines = lines_of(Project(ROOT).render(path)[path])
    assert len(lines.splitlines()) == 3
    more = "\nassert kpis.iloc[:, 2].map(len).eq(6).all()\nprint(len(kpis), kpis.iloc[0, 2])"
    done = subprocess.run(
        [sys.executable, "-c", lines + more], cwd=real_data.root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    number = sum(
        len(one.kpis) for edition in real_data.live() for one in edition.initiatives.values()
    )
    assert done.stdout.splitlines()[-1] == f"{number} 352136"


def test_addresses_are_public_where_the_site_knows_its_own(tmp_path: Path) -> None:
    """A row leads to its page and its place there; without an address, from the site's root."""
    root = a_made_up_project(tmp_path / "project")
    path = "tokyo/mihon/2026/initiatives/rpa/#kpi-tasks"
    for number, url in enumerate((None, SITE)):
        made = export(root, tmp_path / f"site{number}", url=url)
        row = next(one for one in made.rows("kpis") if one["id"].endswith("/tasks"))
        assert row["page"] == f"{url or ''}{path}"
        doc = made.json("data/tokyo/mihon/2026/initiatives/rpa/kpis/tasks.json")
        assert doc["page"] == {"ja": row["page"], "en": f"{url or ''}en/{path}"}


def test_a_third_language_has_columns_of_its_own(tmp_path: Path) -> None:
    """Languages are data here too."""
    root = a_made_up_project(tmp_path / "project")
    config = (root / "mkdocs.yml").read_text("utf-8")
    third = "        - locale: xx\n          name: 第三\n          site_name: Third\n          build: true\n"
    (root / "mkdocs.yml").write_text(
        config.replace("markdown_extensions:", f"{third}markdown_extensions:"), "utf-8"
    )
    made = export(root, tmp_path / "site")
    assert made.languages == ("ja", "en", "xx")
    assert {"name_ja", "name_en", "name_xx"} <= made.rows("kpis")[0].keys()
    assert "指標の名前（第三）" in made.rows("kpis", "ja")[0]
    assert replace(made, languages=()).json("data/index.json")["version"] == "1.0"
