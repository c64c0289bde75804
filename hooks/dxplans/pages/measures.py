"""KPIs by town, by theme and by kind of target: lists with addresses of their own, and their counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from markupsafe import Markup

from dxplans.edition import Edition, InitiativeLink, Town
from dxplans.kept.asked import asked
from dxplans.localise import Text
from dxplans.pages import addresses
from dxplans.pages.here import Crumb, Here
from dxplans.pages.kpis import KpiShow, kpi_show
from dxplans.pages.parts import Head, edition_name, head, list_page
from dxplans.pages.shelves import (
    LIMIT,
    KpiRow,
    Rows,
    kpi_rows,
    live,
    on_shelf,
    shelves,
    towns_of,
)
from dxplans.pages.telling import said
from dxplans.portal import Portal
from dxplans.prefectures import Prefecture
from dxplans.words import UNKNOWN, marked

Shown = dict[str, Any]
KINDS: dict[str, tuple[str, str]] = {
    "up": (
        marked("ふやす目標のKPI"),
        marked("基準値より大きい値を目標にしています。帯は、基準値から目標値までの幅です。"),
    ),
    "down": (
        marked("へらす目標のKPI"),
        marked("基準値より小さい値を目標にしています。帯は、目標値から基準値までの幅です。"),
    ),
    "keep": (
        marked("保つ目標のKPI"),
        marked("いまの値を保つ目標です。「0のまま保つ」もここに入ります。動く幅がないので、帯はありません。"),
    ),
    "meet": (
        marked("数でない目標のKPI"),
        marked("基準などを満たすかどうかの目標です。数ではないので、帯はありません。"),
    ),
}  # fmt: skip
"""The kinds of targets: what each is called, and what its list says."""


def facets(here: Here, place: Prefecture | None) -> Shown:
    """The ways into the list of KPIs, each with its count: towns, and from the list of all the rest."""
    local, portal = here.local, here.local.portal
    counts = _counts(portal)
    towns = [
        (addresses.kpi_town(town), local.town(town), counts[town.key])
        for town in listed_towns(portal, place)
    ]
    if place is not None:
        return {"towns": towns, "themes": [], "kinds": []}
    return {
        "towns": towns,
        "themes": [
            (addresses.kpi_theme(name), local.theme(name).title, len(theme_kpis(portal, name)))
            for name in portal.themes
        ],
        "kinds": [
            (addresses.kpi_kind(kind), local.gettext(name), len(kind_kpis(portal, kind)))
            for kind, (name, _told) in KINDS.items()
        ],
    }


def listed_towns(portal: Portal, place: Prefecture | None) -> list[Town]:
    """The towns with a list of their own that a page leads to: all of few, else a prefecture's."""
    towns = towns_of(portal, None)
    if len(towns) <= LIMIT:
        return towns if place is None else []
    return [] if place is None else towns_of(portal, place)


@asked
def _counts(portal: Portal) -> Mapping[str, int]:
    """How many KPIs each publisher's plans have."""
    found = dict.fromkeys(portal.towns, 0)
    for _place, (edition, *_which) in kpi_rows(portal):
        found[edition.town.key] += 1
    return found


@asked
def theme_kpis(
    portal: Portal, theme: str, place: Prefecture | None = None
) -> list[tuple[Prefecture, KpiRow]]:
    """The KPIs of the initiatives on a theme, of a prefecture or of all."""
    links = portal.by_theme[theme] if place is None else portal.near.get((theme, place), ())
    return [
        (link.edition.town.prefecture, (link.edition, link.id, at))
        for link in links
        if link.main
        for at in range(len(link.edition.initiatives[link.id].kpis))
    ]


@asked
def kind_kpis(
    portal: Portal, kind: str, place: Prefecture | None = None
) -> list[tuple[Prefecture, KpiRow]]:
    """The KPIs with one kind of target, of a prefecture or of all."""
    editions: Iterable[Edition] = live(portal)
    if place is not None:
        towns = portal.prefectures.get(place, ())
        editions = (e for t in towns for e in t.editions if e.plan.withdrawn is None)
    return [
        (edition.town.prefecture, (edition, name, at))
        for edition in editions
        for name, value in edition.initiatives.items()
        for at, kpi in enumerate(value.kpis)
        if kpi.direction == kind
    ]


def town(here: Here, place: Town) -> Shown:
    """Every KPI of a town's plans; a plan without says whether it announced any."""
    local = here.local
    name = local.town(place)
    here.section = "kpi"
    title = local.gettext("%(town)sのKPI").replace("%(town)s", str(name))
    here.title = title
    here.crumbs = _trail(here, title)
    here.description = title
    editions = [e for e in place.editions if e.plan.withdrawn is None]
    rows = [
        (edition, initiative, at)
        for edition in editions
        for initiative, value in edition.initiatives.items()
        for at in range(len(value.kpis))
    ]
    without = [e for e in editions if not any(row[0] is e for row in rows)]
    return {
        "lead": "", "groups": _groups(here, rows), "shelves": {}, "path": "",
        "without": [_none(here, edition, "not-stated") for edition in without],
    }  # fmt: skip


def theme(here: Here, name: str, place: Prefecture | None) -> Shown:
    """The KPIs of a theme, and the plans that have initiatives on it and no KPI for them."""
    local, portal = here.local, here.local.portal
    view = local.theme(name)
    title = said(local, marked("%(theme)sのKPI"), theme=view.title)
    rows = theme_kpis(portal, name)
    path = addresses.kpi_theme(name)
    shown = _listed(here, title, path, rows, place)
    links = portal.by_theme[name] if place is None else portal.near.get((name, place), ())
    if place is None and shelves(rows):
        links = ()
    return {**shown, "lead": "", "without": _without(here, links)}


def kind(here: Here, name: str, place: Prefecture | None) -> Shown:
    """The KPIs with one kind of target."""
    local = here.local
    title, told = (local.gettext(text) for text in KINDS[name])
    rows = kind_kpis(local.portal, name)
    shown = _listed(here, title, addresses.kpi_kind(name), rows, place)
    return {**shown, "lead": told, "without": []}


def _listed(
    here: Here, title: str, path: str, rows: Rows[KpiRow], place: Prefecture | None
) -> Shown:
    parent = Crumb(here.local.gettext("KPI（目標の数字）"), addresses.KPI)
    bare = str(title.striptags()) if isinstance(title, Markup) else title
    # Names within a name can not be marked: a prefecture's part goes by the bare title.
    list_page(here, title if place is None else bare, "kpi", path, place, parent)
    here.description = here.head_title = bare if place is None else str(here.title)
    return {
        "groups": _groups(here, on_shelf(rows, place)),
        "shelves": shelves(rows) if place is None else {},
        "path": path,
    }


def _trail(here: Here, title: str) -> tuple[Crumb, ...]:
    local = here.local
    return (
        Crumb(local.gettext("ホーム"), addresses.HOME),
        Crumb(local.gettext("KPI（目標の数字）"), addresses.KPI),
        Crumb(title),
    )


def _groups(here: Here, rows: Iterable[KpiRow]) -> list[tuple[Head, list[KpiShow]]]:
    return [
        (head(here, edition), [kpi_show(here, *row) for row in found])
        for edition, found in groupby(rows, key=lambda row: row[0])
    ]


def _without(here: Here, links: Iterable[InitiativeLink]) -> list[tuple[str, str, Text | str]]:
    """The plans none of whose initiatives among *links* has a KPI, and what they say of that."""
    found: dict[str, Edition] = {}
    having: set[str] = set()
    why: dict[str, str] = {}
    for link in links:
        if link.main:
            value = link.edition.initiatives[link.id]
            found[link.edition.key] = link.edition
            why.setdefault(link.edition.key, value.why_empty("kpis"))
            if value.kpis:
                having.add(link.edition.key)
    return [_none(here, e, why[key]) for key, e in found.items() if key not in having]


def _none(here: Here, edition: Edition, why: str) -> tuple[str, str, Text | str]:
    """A plan without KPIs: its page, its name, and that it announced some or what kind of unknown."""
    statement = here.local.edition(edition).plan.kpi_statement
    told = statement or here.local.gettext(UNKNOWN[why])
    return addresses.edition(edition), edition_name(here, edition), told


def measure_pages(portal: Portal) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The address and subject of every list of KPIs that is not the list of all."""
    for shelf in (None, *shelves(kpi_rows(portal))):
        for place in listed_towns(portal, shelf):
            yield addresses.kpi_town(place), ("town", place)
    for name in portal.themes:
        yield from _shelved("theme", addresses.kpi_theme(name), name, theme_kpis(portal, name))
    for name in KINDS:
        yield from _shelved("kind", addresses.kpi_kind(name), name, kind_kpis(portal, name))


def _shelved(
    what: str, path: str, name: str, rows: Rows[KpiRow]
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    yield path, (what, name, None)
    for place in shelves(rows):
        yield addresses.shelf(path, place), (what, name, place)


_BY = {"town": town, "theme": theme, "kind": kind}


def measures(here: Here, by: str, *subject: Any) -> Shown:
    """One of the lists."""
    shown: Shown = _BY[by](here, *subject)  # type: ignore[operator]
    return shown
