"""A theme or a plan to the rows of its workbench page, in the page's language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from dxplans.edition import Edition
from dxplans.localise import Text, View
from dxplans.model import ScheduleRow
from dxplans.pages import addresses
from dxplans.pages.here import Here
from dxplans.pages.kpis import KpiShow, kpis_of
from dxplans.pages.parts import Head, RowShow, head, mark_label, schedules_of
from dxplans.pages.themes import stage_of
from dxplans.workbench.comparing import Pair, Profile, compare, of_theme, ordered, profile
from dxplans.workbench.parts import Found, rules_in

NAMED = 10
"""So many towns that stand alike to a row are named."""
FIRST = 3
"""So many actions of an initiative are seen at once, the rest when asked for."""


@dataclass(frozen=True, slots=True)
class Group:
    """The plans that stand alike to a row: how far they may be compared with it, and why."""

    pair: Pair
    towns: tuple[Text, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a schedule: its years in words and figures, its row, the words in it."""

    period: str
    start: int
    end: int
    row: RowShow
    number: int
    text: Text
    inferred: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One initiative: everything that the next plan's author may take along."""

    key: str
    name: str
    head: Head
    view: View
    path: str
    mark: str | None
    mark_label: Text | None
    first: tuple[View, ...]
    rest: tuple[View, ...]
    kpis: tuple[KpiShow, ...]
    bars: tuple[Bar, ...]
    lost: tuple[RowShow, ...]
    """Schedule rows whose years our copy has lost."""
    themes: tuple[tuple[str, View], ...]
    groups: tuple[Group, ...]

    @property
    def edition(self) -> Edition:
        """The plan that the initiative belongs to."""
        return self.head.edition

    @property
    def actions(self) -> tuple[View, ...]:
        """All that the plan says will be done, in its order."""
        return tuple(self.view.actions)


def theme_rows(here: Here, theme: str, found: Iterable[Found]) -> tuple[Row, ...]:
    """The initiatives *found* of a theme, each with how far it may be compared with the others."""
    rules = of_theme(rules_in(here.local.portal), theme)
    listed = list(found)
    profiles = [profile(e, name, e.initiatives[name], rules) for e, name in listed]
    alike: dict[Profile, dict[str, Edition]] = {}
    for (edition, _name), one in zip(listed, profiles, strict=True):
        alike.setdefault(one, {}).setdefault(edition.key, edition)
    pairs = {(a, b): compare(a, b, rules) for a in alike for b in alike}
    rows = []
    for (edition, name), one in zip(listed, profiles, strict=True):
        groups: dict[Pair, dict[str, Edition]] = {}
        for other, editions in alike.items():
            there = {key: e for key, e in editions.items() if e is not edition}
            if there:
                groups.setdefault(pairs[one, other], {}).update(there)
        told = tuple(_group(here, pair, groups[pair]) for pair in ordered(groups))
        rows.append(_row(here, edition, name, stage_of(edition, theme, name), told))
    return tuple(rows)


def plan_rows(here: Here, edition: Edition) -> tuple[Row, ...]:
    """Every initiative of a plan, in its order."""
    return tuple(_row(here, edition, name, (), ()) for name in edition.initiatives)


def _group(here: Here, pair: Pair, editions: dict[str, Edition]) -> Group:
    towns = list(dict.fromkeys(here.local.town(edition.town) for edition in editions.values()))
    return Group(pair, tuple(towns[:NAMED]), max(0, len(towns) - NAMED))


def _row(
    here: Here, edition: Edition, name: str, stage: tuple[str, ...], groups: tuple[Group, ...]
) -> Row:
    local, value = here.local.edition(edition), edition.initiatives[name]
    view = local.initiatives[name]
    actions = list(view.actions)
    seen = [action for action in actions if action.id in stage] or actions[:FIRST]
    schedules = schedules_of(here, edition, name)
    mark = edition.mark(value)
    return Row(
        f"{edition.key}/initiatives/{name}", name, head(here, edition), view,
        addresses.initiative(edition, name), mark, mark_label(local.plan, mark),
        tuple(seen), tuple(action for action in actions if action not in seen),
        kpis_of(here, edition, name),
        tuple(
            Bar(here.local.period(span.start, span.end), span.start, span.end,
                row, number, shown.text, span.inferred)
            for show in schedules
            for row in show.rows
            for number, (span, shown) in enumerate(
                zip(_row_of(row).spans, row.view.spans, strict=True), 1
            )
        ),
        tuple(row for show in schedules for row in show.rows if _row_of(row).extent == "lost"),
        tuple((theme, here.local.theme(theme)) for theme in value.themes),
        groups,
    )  # fmt: skip


def _row_of(row: RowShow) -> ScheduleRow:
    return cast("ScheduleRow", row.view.model)
