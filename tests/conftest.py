"""Sites that many tests look at, each built once: the repository's own and a made-up one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from builders import ROOT
from dxplans.develop.toolbox import chromium
from exported import Exported, export
from website.browsing import Visit, visiting
from website.built import Site
from website.past import a_past
from website.projects import BELOW, Project, an_empty_project, the_repository
from website.serving import Served, serve
from website.shapes import add_shapes
from website.sharing import made_once, workshop
from website.towns import add_corrections, add_crowd, add_questions, add_states, add_words

# A busy machine is not a fault of the code.
settings.register_profile("project", deadline=None)
settings.load_profile("project")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--rewrite`` writes what test_site_tree.py and test_bench_growth.py know as it is now."""
    parser.addoption(
        "--rewrite",
        action="store_true",
        help="write tests/accessibility and bench/baseline.json anew",
    )


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the repository's own project, not to be changed."""
    return the_repository(workshop(tmp_path_factory) / "repository")


@pytest.fixture(scope="session")
def site(repository: Project) -> Site:
    """The repository's site at the root of a host whose address is not known."""
    return repository.built("site")


@pytest.fixture(scope="session")
def site_below(repository: Project) -> Site:
    """The same at a public address, below a path."""
    return repository.built("below", url=BELOW)


@pytest.fixture(scope="session")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A made-up project in three languages with every shape and state, not to be changed."""
    project = Project(workshop(tmp_path_factory) / "towns", ("ja", "en", "xx"), a_past())
    made_once(project.root, lambda: _make_towns(project))
    return project


def _make_towns(project: Project) -> None:
    an_empty_project(project.root, project.languages)
    add_words(project)
    add_shapes(project)
    add_states(project)
    add_crowd(project)
    add_questions(project)
    add_corrections(project)
    project.translate("en", "xx")


@pytest.fixture(scope="session")
def towns_site(towns: Project) -> Site:
    """The made-up project's site at a root."""
    return towns.built("site")


@pytest.fixture(scope="session")
def towns_site_below(towns: Project) -> Site:
    """The same at a public address, below a path."""
    return towns.built("below", url=BELOW)


@pytest.fixture(scope="session")
def real_data(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The open data of the repository's own plans, at a public address."""
    return export(ROOT, tmp_path_factory.mktemp("data"), url="https://example.org/plans/")


@pytest.fixture(scope="session")
def browser(real_browser: Browser) -> Browser:
    """The same, for modules that call nothing else a browser."""
    return real_browser


@pytest.fixture(scope="session")
def real_browser() -> Iterator[Browser]:
    """The system's Chromium, started once: a process holds no second driver."""
    found = chromium()
    assert found is not None, "make test installs Chromium, or names the command that does"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(found))
        yield running
        running.close()


@pytest.fixture(scope="session")
def served(site: Site, towns_site: Site) -> Iterator[dict[str, Served]]:
    """Both sites on ports of this machine, under their own headers."""
    with serve(site.root) as ours, serve(towns_site.root) as made_up:
        yield {"site": ours, "towns": made_up}


@pytest.fixture(scope="module")
def visits(browser: Browser, served: dict[str, Served]) -> Iterator[dict[str, Visit]]:
    """A browser page for each of the two sites."""
    with (
        visiting(browser, served["site"].url) as one,
        visiting(browser, served["towns"].url) as two,
    ):
        yield {"site": one, "towns": two}
