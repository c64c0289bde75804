"""Long lists cut by prefecture, so that no page grows with the number of municipalities."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from dxplans.check.leaves import blocks_of
from dxplans.edition import Edition, InitiativeLink, Said, Town
from dxplans.kept.asked import asked
from dxplans.model.chapter import ScheduleBlock
from dxplans.portal import Portal
from dxplans.prefectures import Prefecture

LIMIT = 100
"""Up to this many rows stand on one page."""

R = TypeVar("R")
Rows = Sequence[tuple[Prefecture, R]]
KpiRow = tuple[Edition, str, int]
"""The edition, an initiative and the place of one of its KPIs."""
ScheduleRow = tuple[Edition, str, int | None]
"""The edition, and either an initiative or a chapter and the place of the block in it."""


def shelves(rows: Rows[R]) -> dict[Prefecture, int]:
    """How many rows each prefecture has; empty when the list is short enough to stand whole."""
    if len(rows) <= LIMIT:
        return {}
    counts: dict[Prefecture, int] = {}
    for prefecture, _row in rows:
        counts[prefecture] = counts.get(prefecture, 0) + 1
    return counts


def on_shelf(rows: Rows[R], prefecture: Prefecture | None) -> list[R]:
    """The rows of a page: all of a short list, one prefecture's of a long one, else none."""
    if len(rows) <= LIMIT:
        return [row for _prefecture, row in rows] if prefecture is None else []
    return [row for place, row in rows if place == prefecture]


@asked
def kpi_rows(portal: Portal) -> list[tuple[Prefecture, KpiRow]]:
    """Every KPI of every live edition, repeats included."""
    return [
        (edition.town.prefecture, (edition, name, at))
        for edition in live(portal)
        for name, initiative in edition.initiatives.items()
        for at in range(len(initiative.kpis))
    ]


@asked
def valueless(portal: Portal, place: Prefecture | None) -> list[Edition]:
    """The live editions, of one prefecture or all, that print no KPI, or say something of KPIs without values."""
    return [
        edition
        for edition in live(portal)
        if (place is None or edition.town.prefecture == place)
        and (
            edition.plan.kpi_statement is not None
            or not any(initiative.kpis for initiative in edition.initiatives.values())
        )
    ]


@asked
def schedule_rows(portal: Portal) -> list[tuple[Prefecture, ScheduleRow]]:
    """Every schedule of every live edition: those of initiatives, then those of the whole plan."""
    found: list[tuple[Prefecture, ScheduleRow]] = []
    for edition in live(portal):
        place = edition.town.prefecture
        for name, initiative in edition.initiatives.items():
            if initiative.schedule is not None:
                found.append((place, (edition, name, None)))
        for name, chapter in edition.chapters.items():
            blocks = enumerate(blocks_of(chapter))
            found += [
                (place, (edition, name, at)) for at, b in blocks if isinstance(b, ScheduleBlock)
            ]
    return found


def theme_rows(portal: Portal, theme: str) -> list[tuple[Prefecture, InitiativeLink]]:
    """The initiatives of a theme."""
    return [(link.edition.town.prefecture, link) for link in portal.by_theme[theme]]


def theme_shelves(portal: Portal, theme: str) -> dict[Prefecture, int]:
    """How many initiatives of a theme each prefecture has, those with none included.

    Why a plan has nothing of a theme is told as well, so every prefecture has its part.
    """
    counts = shelves(theme_rows(portal, theme))
    if not counts:
        return {}
    return {place: counts.get(place, 0) for place, _town in town_rows(portal)}


def used_rows(portal: Portal, term: str) -> list[tuple[Prefecture, tuple[Edition, str]]]:
    """The initiatives that use a term."""
    return [(edition.town.prefecture, (edition, name)) for edition, name in portal.used[term]]


def said_rows(portal: Portal, term: str) -> list[tuple[Prefecture, Said]]:
    """What the plans' own glossaries say of a term."""
    return [(said.edition.town.prefecture, said) for said in portal.said[term]]


def term_shelves(portal: Portal, term: str) -> dict[Prefecture, int]:
    """The prefectures that have a part of a term's page: of its uses, of its explanations."""
    counts: dict[Prefecture, int] = {}
    for rows in (shelves(used_rows(portal, term)), shelves(said_rows(portal, term))):
        for prefecture, number in rows.items():
            counts[prefecture] = counts.get(prefecture, 0) + number
    return counts


def town_rows(portal: Portal) -> list[tuple[Prefecture, Town]]:
    """Every publisher that shows a plan."""
    return [(town.prefecture, town) for town in towns_of(portal, None)]


@asked
def towns_of(portal: Portal, place: Prefecture | None) -> list[Town]:
    """The publishers that show a plan: all, or one prefecture's, without a look at the others."""
    towns = portal.towns.values() if place is None else portal.prefectures[place]
    return [t for t in towns if any(edition.plan.withdrawn is None for edition in t.editions)]


@asked
def live(portal: Portal) -> list[Edition]:
    """The editions whose text is shown: all but the withdrawn."""
    return [edition for edition in portal.editions() if edition.plan.withdrawn is None]
