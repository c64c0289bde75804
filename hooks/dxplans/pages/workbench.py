"""The workbench: what other towns' plans print of a theme, to be read beside each other and taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dxplans.edition import Edition
from dxplans.localise import View
from dxplans.pages import addresses
from dxplans.pages.here import Crumb, Here
from dxplans.pages.local import Local
from dxplans.pages.parts import Head, crumbs, edition_name, head, list_page, plan_crumb
from dxplans.pages.shelves import LIMIT, live, towns_of
from dxplans.pages.sitemap import PageSpec
from dxplans.prefectures import Prefecture
from dxplans.states import current
from dxplans.workbench.comparing import everywhere, of_theme
from dxplans.workbench.files import Taken, files_of
from dxplans.workbench.parts import counts, is_long, on_page, pages_of, rules_in
from dxplans.workbench.rows import Row, plan_rows, theme_rows
from dxplans.workbench.sources import LABEL, quote_of, reasons_of, voice_of

Shown = dict[str, Any]


def workbench(here: Here) -> Shown:
    """Where to begin: the themes, the plans, and what may be compared."""
    local = here.local
    list_page(here, local.gettext("次の計画を書く人へ（作業台）"), "", addresses.WORKBENCH, None)
    here.description = local.gettext(
        "ほかの自治体の計画の題名、動詞、KPI、時期をならべて読み、出典つきで持ち帰れます。"
    )
    portal = local.portal
    plans = live(portal)
    return {
        "themes": [
            (name, local.theme(name), sum(link.main for link in portal.by_theme[name]))
            for name in portal.themes
        ],
        "plans": [head(here, edition) for edition in plans] if len(plans) <= LIMIT else [],
        "rules": [(name, local.comparison(name)) for name in rules_in(portal)],
        "labels": LABEL,
    }


def desk(here: Here, about: Edition | str, place: Prefecture | None, number: int) -> Shown:
    """The table of a theme, of a prefecture's part of one, or of a whole plan."""
    if isinstance(about, Edition):
        _plan_page(here, about)
        rules: list[View] = []
        more: Shown = {"theme": None, "without": [], "shelves": {}, "pages": [], "touched": 0}
        name = here.local.edition(about).plan.title
    else:
        rules, more = _theme_page(here, about, place, number)
        name = more["theme"].title
    return {
        "rows": _rows(here, about, place, number),
        "taken": _taken(here, about, place, number),
        "caption": name,
        "rules": rules,
        "labels": LABEL,
        "reasons": lambda row, pair: reasons_of(here, row, pair),
        "voice_of": lambda edition: voice_of(here, edition),
        "quote_of": lambda row: quote_of(here, row),
        **more,
    }


def _plan_page(here: Here, edition: Edition) -> None:
    title = here.local.gettext("次の計画に持ち帰る")
    here.section = "towns"
    here.title = title
    here.head_title = here.titled(title, edition_name(here, edition))
    here.description = here.head_title
    here.crumbs = crumbs(here, edition, plan_crumb(here, edition), Crumb(title))


def _theme_page(
    here: Here, name: str, place: Prefecture | None, number: int
) -> tuple[list[View], Shown]:
    local, portal = here.local, here.local.portal
    view = local.theme(name)
    parent = Crumb(local.gettext("作業台"), addresses.WORKBENCH)
    list_page(here, view.title, "", addresses.bench(name), place, parent)
    title = str(here.title) if number == 1 else f"{here.title} {number}"
    here.head_title = here.titled(title, local.gettext("作業台"))
    here.description = here.head_title
    rules = rules_in(portal)
    told = [*everywhere(rules), *of_theme(rules, name)]
    long = is_long(portal, name)
    last = pages_of(portal, name, place) if place else 1
    return [local.comparison(rule) for rule in dict.fromkeys(told)], {
        "theme": view,
        "without": [] if long else _without(here, name),
        "touched": 0 if place else sum(not link.main for link in portal.by_theme[name]),
        "shelves": counts(portal, name) if long and place is None else {},
        "pages": [
            (other, addresses.bench_page(name, place, other)) for other in range(1, last + 1)
        ] if last > 1 else [],
    }  # fmt: skip


def _without(here: Here, theme: str) -> list[tuple[Head, str, list[tuple[str, View]]]]:
    """The plans without an initiative of the theme: why, and which of theirs touch it."""
    portal, local = here.local.portal, here.local
    towns = towns_of(portal, None)
    if len(towns) > LIMIT:
        return []
    links = portal.by_theme[theme]
    having = {link.edition.town.key for link in links if link.main}
    found: list[tuple[Head, str, list[tuple[str, View]]]] = []
    for town in towns:
        edition = current(town.editions, local.today)
        if town.key in having or edition is None:
            continue
        stance = edition.stances.get(theme)
        touching: list[tuple[str, View]] = [
            (addresses.initiative(link.edition, link.id), local.edition(edition).initiatives[link.id])
            for link in links
            if link.edition is edition
        ]  # fmt: skip
        found.append(
            (head(here, edition), (stance.absent if stance else None) or "unchecked", touching)
        )
    return found


def _rows(
    here: Here, about: Edition | str, place: Prefecture | None, number: int
) -> tuple[Row, ...]:
    if isinstance(about, Edition):
        return plan_rows(here, about)
    return theme_rows(here, about, on_page(here.local.portal, about, place, number))


def _taken(here: Here, about: Edition | str, place: Prefecture | None, number: int) -> Taken:
    portal = here.local.portal
    if isinstance(about, Edition):
        plan = f"{about.town.slug}-{about.id}"
        return Taken(f"dx-plans-{plan}", edition_name(here, about), "", "", ())
    part = f"-{place.slug}" if place else ""
    part += f"-{number}" if number > 1 else ""
    title = str(here.local.theme(about).title)
    if place:
        title = here.titled(title, here.local.prefecture(place))
    return Taken(
        f"dx-plans-{about}{part}", title, f"draft-{about}", portal.themes[about].title, (about,)
    )


def taken_along(local: Local, spec: PageSpec) -> Iterator[tuple[str, bytes]]:
    """The files that stand beside a page and are taken along; none beside most."""
    if spec.template != "desk":
        return
    here = Here(local, spec.path, spec.source)
    rows = _rows(here, *spec.subject)
    if rows:
        yield from files_of(here, _taken(here, *spec.subject), rows).items()
