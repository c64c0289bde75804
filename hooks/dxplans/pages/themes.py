"""Themes: what each plan does of one, how it stands to it, and what makes initiatives the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from dxplans.edition import Edition, InitiativeLink, Town
from dxplans.localise import Text, View
from dxplans.pages import addresses
from dxplans.pages.here import Crumb, Here
from dxplans.pages.kpis import KpiShow, kpis_of
from dxplans.pages.parts import (
    Head,
    Source,
    head,
    list_page,
    mark_label,
    schedules_of,
    section_source,
)
from dxplans.pages.shelves import LIMIT, on_shelf, theme_rows, theme_shelves, towns_of
from dxplans.prefectures import Prefecture
from dxplans.states import current

Shown = dict[str, Any]
COLUMNS = 10
"""With more towns than this a matrix would not fit a page."""
ELSEWHERE = 10
"""More initiatives of other towns than this nobody looks through; the theme has them all."""
SHARED = 4
"""So many words that two initiatives share are named."""


@dataclass(frozen=True, slots=True)
class InitiativeShow:
    """An initiative on its theme's page: the actions that show its stage, years, KPIs, its mark."""

    id: str
    view: View
    actions: tuple[View, ...]
    more: int
    years: tuple[tuple[str, Text, Text], ...]
    lost: bool
    kpis: tuple[KpiShow, ...]
    mark: str | None
    mark_label: Text | None


@dataclass(frozen=True, slots=True)
class TownShow:
    """What one plan has of a theme: main initiatives, sections, what touches it, its own way."""

    head: Head
    main: tuple[InitiativeShow, ...]
    sections: tuple[Source, ...]
    rest: tuple[tuple[str, View], ...]
    differs: Text | None
    absent: str
    national: tuple[View, ...]


def _town(here: Here, edition: Edition, theme: str, links: list[InitiativeLink]) -> TownShow:
    local = here.local.edition(edition)
    stance = edition.stances.get(theme)
    view = local.stances.get(theme)
    references = {reference.id: reference for reference in local.plan.references}
    main = tuple(_initiative(here, edition, theme, link.id) for link in links if link.main)
    return TownShow(
        head=head(here, edition),
        main=main,
        sections=tuple(
            section_source(here, edition, link.chapter, link.id)
            for link in here.local.portal.sections.get((theme, edition.key), ())
        ),
        rest=tuple((link.id, local.initiatives[link.id]) for link in links if not link.main),
        differs=view.differs if view else None,
        absent=(stance.absent if stance else None) or "unchecked",
        national=tuple(references[name] for name in edition.plan.national),
    )


def stage_of(edition: Edition, theme: str, initiative: str) -> tuple[str, ...]:
    """The ids of the initiative's actions that show best how far the plan goes on the theme."""
    stance = edition.stances.get(theme)
    pairs = (place.split("/") for place in (stance.actions if stance else ()))
    return tuple(action for name, action in pairs if name == initiative)


def _initiative(here: Here, edition: Edition, theme: str, name: str) -> InitiativeShow:
    local, value = here.local.edition(edition), edition.initiatives[name]
    view = local.initiatives[name]
    wanted = stage_of(edition, theme, name)
    actions = tuple(a for a in view.actions if a.id in wanted or not wanted)
    schedules = schedules_of(here, edition, name)
    mark = edition.mark(value)
    return InitiativeShow(
        name, view, actions, len(view.actions) - len(actions),
        tuple(years_of(here, schedules)), any(show.lost for show in schedules),
        kpis_of(here, edition, name),
        mark, mark_label(local.plan, mark),
    )  # fmt: skip


def years_of(here: Here, schedules: Iterable[Any]) -> list[tuple[str, Text, Text]]:
    """Period, row and words of every bar of *schedules*, the earliest first."""
    found = [
        (span.start, span.end, row.view.label, view.text)
        for show in schedules
        for row in show.rows
        for span, view in zip(row.view.model.spans, row.view.spans, strict=True)
    ]
    found.sort(key=lambda item: item[:2])
    rows = [(here.local.period(first, last), label, text) for first, last, label, text in found]
    return list(dict.fromkeys(rows))


# Pages


def themes(here: Here) -> Shown:
    """All themes: with few towns a matrix of who has what, with many the counts."""
    local = here.local
    list_page(here, local.gettext("テーマ"), "themes", addresses.THEMES, None)
    portal = local.portal
    towns = towns_of(portal, None)
    rows = [ThemeRow(here, name, portal.by_theme[name], towns) for name in portal.themes]
    narrow = len(towns) <= COLUMNS
    return {
        "rows": [row for row in rows if not (narrow and row.single)],
        "tags": [row for row in rows if narrow and row.single],
        "towns": towns,
        "matrix": narrow and len(towns) > 1,
    }


class ThemeRow:
    """A theme in the overview: how many initiatives, and what each town has of it."""

    def __init__(
        self, here: Here, name: str, links: tuple[InitiativeLink, ...], towns: list[Town]
    ) -> None:
        self.name, self.view = name, here.local.theme(name)
        self.initiatives = sum(link.main for link in links)
        sections = here.local.portal.sections
        by_town = {
            town.key: True
            for town in towns
            if any((name, edition.key) in sections for edition in town.editions)
        }
        for link in links:
            key = link.edition.town.key
            by_town[key] = by_town.get(key, False) or link.main
        self.towns = len(by_town)
        self.single = len(towns) > 1 and sum(by_town.values()) == 1
        self.having = [town for town in towns[:COLUMNS] if by_town.get(town.key)]
        self.cells = [self._cell(here, town, by_town) for town in towns[:COLUMNS]]

    def _cell(self, here: Here, town: Town, by_town: dict[str, bool]) -> str:
        """``main``, ``touch``, or which of the four kinds of unknown."""
        if town.key in by_town:
            return "main" if by_town[town.key] else "touch"
        edition = current(town.editions, here.local.today)
        stance = edition.stances.get(self.name) if edition else None
        return (stance.absent if stance else None) or "unchecked"


def theme(here: Here, name: str, place: Prefecture | None) -> Shown:
    """A theme: what it is about, each plan's initiatives, and why a plan has none."""
    local = here.local
    view = local.theme(name)
    parent = Crumb(local.gettext("テーマ"), addresses.THEMES)
    list_page(here, view.title, "themes", addresses.theme(name), place, parent)
    here.head_title = here.titled(here.title, local.gettext("テーマ"))
    here.description = str(view.summary).strip().split("\n")[0]
    rows = theme_rows(local.portal, name)
    towns = [
        _town(here, edition, name, list(found))
        for edition, found in groupby(on_shelf(rows, place), key=lambda link: link.edition)
    ]
    having = {show.head.edition.town.key for show in towns}
    others = _without(here, place, having, long=len(rows) > LIMIT)
    towns += [_town(here, edition, name, []) for edition in others]
    towns.sort(key=lambda show: show.head.edition.town.order)
    return {
        "theme": view,
        "place": place,
        "towns": [show for show in towns if show.main or show.sections],
        "without": [show for show in towns if not (show.main or show.sections)],
        "all_towns": len(local.portal.towns),
        "terms": [(term, local.term(term)) for term in view.terms],
        "shelves": theme_shelves(local.portal, name) if place is None else {},
    }


def _without(
    here: Here, place: Prefecture | None, having: set[str], *, long: bool
) -> Iterator[Edition]:
    """The plans of the page's towns that have nothing of the theme."""
    if place is None and long:
        return
    for town in towns_of(here.local.portal, place):
        if town.key in having:
            continue
        if edition := current(town.editions, here.local.today):
            yield edition


# The same initiative elsewhere


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another town's initiative on the same theme, and why it stands here."""

    head: Head
    path: str
    view: View
    shared: tuple[tuple[str, View], ...]
    action: View | None
    differs: Text | None


def elsewhere(here: Here, edition: Edition, name: str, theme: str) -> list[Elsewhere]:
    """The initiatives of other towns of the prefecture (or of all, if few) on the same theme."""
    portal, near = here.local.portal, edition.town.prefecture
    everywhere = portal.by_theme[theme]
    if len(everywhere) > LIMIT:
        everywhere = portal.near[theme, near]
    links = [link for link in everywhere if link.main and link.edition.town is not edition.town]
    if len(links) > ELSEWHERE:
        links = [link for link in links if link.edition.town.prefecture == near][:ELSEWHERE]
    return [_other(here, edition, name, theme, link) for link in links]


def _other(here: Here, edition: Edition, name: str, theme: str, link: InitiativeLink) -> Elsewhere:
    portal, local = here.local.portal, here.local.edition(link.edition)
    nothing: frozenset[str] = frozenset()
    ours = portal.names.get((edition.key, name), nothing)
    both = ours & portal.names.get((link.edition.key, link.id), nothing)
    about = portal.themes[theme].terms
    # The theme's own words first, then the rarest: what two texts share by chance says little.
    shared = sorted(both, key=lambda term: (term not in about, len(portal.used[term]), term))
    view = local.initiatives[link.id]
    wanted = stage_of(link.edition, theme, link.id)
    stance = local.stances.get(theme)
    return Elsewhere(
        head=head(here, link.edition),
        path=addresses.initiative(link.edition, link.id),
        view=view,
        shared=tuple((term, here.local.term(term)) for term in shared[:SHARED]),
        action=next((a for name in wanted[:1] for a in view.actions if a.id == name), None),
        differs=stance.differs if stance else None,
    )
