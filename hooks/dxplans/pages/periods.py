"""The periods of all plans and of those before them on one axis of fiscal years."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from dxplans.edition import Edition
from dxplans.localise import Text
from dxplans.model.plan import Period, Predecessor
from dxplans.pages import addresses
from dxplans.pages.here import Here
from dxplans.pages.parts import Head, head, list_page
from dxplans.pages.shelves import live, on_shelf, shelves
from dxplans.portal import Portal
from dxplans.prefectures import Prefecture
from dxplans.words import UNKNOWN

Shown = dict[str, Any]
FULL = 100.0


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the axis in percent of its width: a plan's years, an earlier one's, or unknown."""

    kind: Literal["plan", "before", "unknown"]
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A plan or one before it: its name, its years in words, what is unknown, and the picture."""

    title: Text
    path: str | None
    period: str
    unknown: tuple[str, ...]
    note: Text | None
    stretches: tuple[Stretch, ...]


def periods(here: Here, place: Prefecture | None) -> Shown:
    """Every plan with its predecessors, by town."""
    portal = here.local.portal
    title = here.local.gettext("計画の期間と、前の計画")
    list_page(here, title, "schedule", addresses.PERIODS, place)
    rows = period_rows(portal)
    editions = on_shelf(rows, place)
    years = axis_of(editions)
    return {
        "groups": [(head(here, edition), plan_rows(here, edition, years)) for edition in editions],
        "years": years,
        "now": _at(here.local.now, years) if years[0] <= here.local.now <= years[1] else None,
        "shelves": shelves(rows) if place is None else {},
    }


def period_rows(portal: Portal) -> list[tuple[Prefecture, Edition]]:
    """Every edition whose text is shown."""
    return [(e.town.prefecture, e) for e in live(portal)]


def axis_of(editions: list[Edition]) -> tuple[int, int]:
    """The first and the last fiscal year that a plan or one before it names."""
    named = [
        year
        for edition in editions
        for year in (
            edition.plan.period.start,
            edition.plan.period.end,
            *(year for old in edition.plan.predecessors for year in (old.start, old.end)),
        )
        if year is not None
    ]
    return (min(named), max(named)) if named else (0, 0)


def plan_rows(here: Here, edition: Edition, years: tuple[int, int]) -> list[PeriodRow]:
    """The plans before an edition, the oldest first, and the edition itself."""
    top: Head = head(here, edition)
    plan = edition.plan
    found = []
    for at, (value, view) in enumerate(zip(plan.predecessors, top.plan.predecessors, strict=True)):
        later = [one.start for one in plan.predecessors[at + 1 :] if one.start is not None]
        following = min([*later, plan.period.start])
        found.append(PeriodRow(
            view.title, None, _named(here, value.start, value.end), _unknown(here, value), view.note,
            stretches(value.start, value.end, following, years, "before"),
        ))  # fmt: skip
    period = plan.period
    found.append(PeriodRow(
        top.plan.title, top.path, here.local.period(period.start, period.end), _unknown(here, period),
        None, stretches(period.start, period.end, years[1] + 1, years, "plan"),
    ))  # fmt: skip
    return found


def stretches(
    start: int | None,
    end: int | None,
    following: int,
    years: tuple[int, int],
    kind: Literal["plan", "before"],
) -> tuple[Stretch, ...]:
    """The years that are known, and where the others may be: up to the year of the *following* plan.

    Of a plan whose beginning alone is known the first year is drawn; of one of which nothing is
    known nothing but where it may have been.
    """
    if start is not None and end is not None:
        return (_stretch(kind, start, end + 1, years),)
    if start is not None:
        known = _stretch(kind, start, start + 1, years)
        if following <= start + 1:
            return (known,)
        return (known, _stretch("unknown", start + 1, following, years))
    if end is not None:
        return (_stretch("unknown", years[0], end, years), _stretch(kind, end, end + 1, years))
    return (_stretch("unknown", years[0], following, years),)


def _stretch(
    kind: Literal["plan", "before", "unknown"], start: int, until: int, years: tuple[int, int]
) -> Stretch:
    left, right = _at(start, years), _at(until, years)
    return Stretch(kind, left, round(right - left, 1))


def _at(year: int, years: tuple[int, int]) -> float:
    return round((year - years[0]) / (years[1] + 1 - years[0]) * FULL, 1)


def _named(here: Here, start: int | None, end: int | None) -> str:
    if start is None:
        return "" if end is None else here.local.fiscal(end)
    return here.local.period(start, end) if end is not None else here.local.fiscal(start)


def _unknown(here: Here, value: Predecessor | Period) -> tuple[str, ...]:
    """Which ends are unknown, and of which kind of unknown."""
    local = here.local
    told = []
    for field, name in (("start", local.gettext("始まり")), ("end", local.gettext("終わり"))):
        if getattr(value, field) is None:
            told.append(f"{name}: {local.gettext(UNKNOWN[value.why_empty(field)])}")
    return tuple(told)
