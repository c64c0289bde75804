"""The portal to its pages: which page has which address, template and subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from dxplans.accessibility.sample import sample_of
from dxplans.edition import Edition, Town
from dxplans.pages import addresses
from dxplans.pages.gone import gone_pages, shared_pages
from dxplans.pages.measures import measure_pages
from dxplans.pages.periods import period_rows
from dxplans.pages.shelves import (
    kpi_rows,
    schedule_rows,
    shelves,
    term_shelves,
    theme_shelves,
    town_rows,
)
from dxplans.portal import Portal
from dxplans.prefectures import PREFECTURES, Prefecture
from dxplans.workbench.parts import bench_parts

_GONE = frozenset({"moved", "withdrawn", "gone"})
"""Pages that nobody stays on."""


@dataclass(frozen=True, slots=True)
class PageSpec:
    """A page as data: its address, the template of its body, what it is about, its source file."""

    path: str
    template: str
    subject: tuple[Any, ...] = ()
    source: str | None = None

    @property
    def place(self) -> str:
        """The prefecture in the address: pages of one place read the same plans."""
        return next((part for part in self.path.split("/") if part in PREFECTURES), "")


def site_map(portal: Portal, years: Iterable[int] = ()) -> Iterator[PageSpec]:
    """Every generated page, each once, in a fixed order; *years* are those that have updates."""
    pages = [*_from_plans(portal), PageSpec(addresses.UPDATES, "updates", (None,))]
    yield from pages
    # Not among the pages for people to test: the choice is the same without git's history.
    yield from (PageSpec(addresses.updates(year), "updates", (year,)) for year in years)
    if portal.commitment is not None:
        policy = PageSpec(addresses.ACCESSIBILITY, "accessibility", source="a11y/policy.yaml")
        results = PageSpec(addresses.RESULTS, "results", source="a11y/judgements.yaml")
        kinds = [(page.path, page.template) for page in (*pages, policy, results)]
        kinds = [page for page in kinds if page[1] not in _GONE]
        kinds += [(path, "handwritten") for path in addresses.HAND_WRITTEN]
        sample = sample_of(kinds, portal.commitment.policy.sample)
        yield from (policy, replace(results, subject=(sample,)))


def _from_plans(portal: Portal) -> Iterator[PageSpec]:
    yield PageSpec(addresses.HOME, "home")
    for prefecture, towns in portal.prefectures.items():
        yield PageSpec(addresses.prefecture(prefecture), "prefecture", (prefecture, towns))
    for town in portal.towns.values():
        yield from _town(town, asked=bool(portal.questions))
    yield from _lists(portal)
    yield from _questions(portal)
    yield PageSpec(addresses.GLOSSARY, "glossary")
    for identity in portal.terms:
        source = f"glossary/{identity}.yaml"
        yield PageSpec(addresses.term(identity), "term", (identity, None), source)
        for prefecture in term_shelves(portal, identity):
            path = addresses.shelf(addresses.term(identity), prefecture)
            yield PageSpec(path, "term", (identity, prefecture), source)
    for folder, path in shared_pages(portal):
        yield PageSpec(path, "gone", (folder,), f"{folder}/gone.yaml")
    yield from _workbench(portal)
    if portal.guides:
        yield PageSpec(addresses.MESSAGES, "messages")
        for kind in portal.guides:
            source = f"guide/{kind}.yaml"
            yield PageSpec(addresses.messages(kind), "advice", (kind,), source)
    yield PageSpec(addresses.SEARCH, "search")
    yield PageSpec(addresses.DATA, "data")
    yield PageSpec(addresses.REPORT, "report")
    yield PageSpec(addresses.CORRECTIONS, "corrections", (None,))
    for year in portal.corrections:
        source = f"corrections/{year}.yaml"
        yield PageSpec(addresses.corrections(year), "corrections", (year,), source)
    yield PageSpec(addresses.SITEMAP, "sitemap", (None,))
    for prefecture in _sitemap_shelves(portal):
        path = addresses.shelf(addresses.SITEMAP, prefecture)
        yield PageSpec(path, "sitemap", (prefecture,))


def _questions(portal: Portal) -> Iterator[PageSpec]:
    yield PageSpec(addresses.QUESTIONS, "questions")
    for identity in portal.questions:
        source = f"questions/{identity}.yaml"
        yield PageSpec(addresses.question(identity), "question", (identity, None), source)
        for prefecture in shelves(town_rows(portal)):
            path = addresses.shelf(addresses.question(identity), prefecture)
            yield PageSpec(path, "question", (identity, prefecture), source)


def _town(town: Town, *, asked: bool) -> Iterator[PageSpec]:
    folder = f"plans/{town.key}"
    yield PageSpec(addresses.town(town), "municipality", (town,), f"{folder}/publisher.yaml")
    if asked and town.editions:
        gone = all(edition.plan.withdrawn for edition in town.editions)
        subject = ("withdrawn", (town.editions[0],)) if gone else ("changes", (town,))
        yield PageSpec(addresses.changes(town), *subject)
    for old in town.publisher.former:
        if old.slug:
            path = f"{town.prefecture.slug}/{old.slug}/"
            yield PageSpec(path, "moved", (town, old))
    for code in _codes(town):
        yield PageSpec(f"codes/{code}/", "moved", (town, None))
    for edition in town.editions:
        yield from _edition(edition)


def _codes(town: Town) -> Iterator[str]:
    if town.publisher.code:
        yield town.publisher.code
    for old in town.publisher.former:
        yield old.code


def _edition(edition: Edition) -> Iterator[PageSpec]:
    folder = f"plans/{edition.key}"
    plan = f"{folder}/plan.yaml"
    yield PageSpec(addresses.edition(edition), "plan", (edition,), plan)
    if edition.plan.withdrawn is not None:
        # Addresses are kept for ever; what stood there is gone.
        yield from (PageSpec(path, "withdrawn", (edition,), plan) for path in _below(edition))
        return
    for name in edition.chapters:
        source = f"{folder}/chapters/{name}.yaml"
        yield PageSpec(addresses.chapter(edition, name), "chapter", (edition, name), source)
    for name in edition.initiatives:
        source = f"{folder}/initiatives/{name}.yaml"
        yield PageSpec(addresses.initiative(edition, name), "initiative", (edition, name), source)
    if edition.has_matrix:
        yield PageSpec(addresses.matrix(edition), "matrix", (edition,), plan)
    yield PageSpec(addresses.errata(edition), "errata", (edition,), plan)
    yield PageSpec(addresses.printed(edition), "print", (edition,), plan)
    yield PageSpec(addresses.history(edition), "history", (edition,), plan)
    if edition.former is not None:
        gone = edition.former.plan.withdrawn is not None
        subject = ("withdrawn", (edition.former,)) if gone else ("compare", (edition,))
        yield PageSpec(addresses.compared(edition), *subject, plan)
    yield PageSpec(addresses.plan_bench(edition), "desk", (edition, None, 1), plan)
    for path in gone_pages(edition):
        yield PageSpec(path, "gone", (edition,), f"{folder}/gone.yaml")


def _below(edition: Edition) -> Iterator[str]:
    """The addresses of an edition's own pages."""
    yield from (addresses.chapter(edition, name) for name in edition.chapters)
    yield from (addresses.initiative(edition, name) for name in edition.initiatives)
    if edition.plan.policies:
        yield addresses.matrix(edition)
    yield addresses.errata(edition)
    yield addresses.printed(edition)
    yield addresses.history(edition)
    if edition.former is not None:
        yield addresses.compared(edition)
    yield addresses.plan_bench(edition)
    yield from gone_pages(edition)


def _workbench(portal: Portal) -> Iterator[PageSpec]:
    yield PageSpec(addresses.WORKBENCH, "workbench")
    for identity in portal.themes:
        source = f"themes/{identity}.yaml"
        for place, number in bench_parts(portal, identity):
            path = addresses.bench_page(identity, place, number)
            yield PageSpec(path, "desk", (identity, place, number), source)


def _lists(portal: Portal) -> Iterator[PageSpec]:
    for path, template, rows in (
        (addresses.KPI, "kpi", kpi_rows(portal)),
        (addresses.SCHEDULE, "schedule", schedule_rows(portal)),
    ):
        yield PageSpec(path, template, (None,))
        for prefecture in shelves(rows):
            yield PageSpec(addresses.shelf(path, prefecture), template, (prefecture,))
    for path, subject in measure_pages(portal):
        yield PageSpec(path, "measures", subject)
    yield PageSpec(addresses.PERIODS, "periods", (None,))
    for prefecture in shelves(period_rows(portal)):
        yield PageSpec(addresses.shelf(addresses.PERIODS, prefecture), "periods", (prefecture,))
    yield PageSpec(addresses.THEMES, "themes")
    for identity in portal.themes:
        source = f"themes/{identity}.yaml"
        yield PageSpec(addresses.theme(identity), "theme", (identity, None), source)
        for prefecture in theme_shelves(portal, identity):
            path = addresses.shelf(addresses.theme(identity), prefecture)
            yield PageSpec(path, "theme", (identity, prefecture), source)


def _sitemap_shelves(portal: Portal) -> Iterator[Prefecture]:
    yield from shelves([(town.prefecture, town) for town in portal.towns.values()])
