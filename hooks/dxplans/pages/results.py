"""Yearly results of a KPI to what pages show: the latest, how far, the years, and why one is empty.

A KPI of which nothing was published has no table: its years differ only in why they are empty,
and that is the same for all such KPIs of an edition (``Waiting``), so pages say it once.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from markupsafe import Markup

from dxplans.edition import Edition
from dxplans.fiscal import fiscal_year_of
from dxplans.localise import Text, View
from dxplans.model import Kpi, Result
from dxplans.model.progress import Progress
from dxplans.pages.advance import how_far
from dxplans.pages.here import Here
from dxplans.pages.local import Local
from dxplans.pages.pictures import YearBar, year_bars
from dxplans.pages.telling import said, telling
from dxplans.states import ResultState, confirmed_on, result_state, results_of
from dxplans.words import UNKNOWN, marked

_TOLD = {
    "running": marked("対象年度の途中。公表の期限は%(day)s"),
    "before-due": marked("公表の期限の前。期限は%(day)s"),
    "unreported": marked("未報告。公表の期限は%(day)sでした"),
    "same": marked("現状どおり。%(value)sのまま、%(day)sに確認"),
    "unchanged": marked("現状どおり。基準値のまま、%(day)sに確認"),
    "not-stated": marked("公表した文書に記載なし"),
}
_NOT_DUE = marked("結果はまだ出ていません（対象年度の途中）")
_NOT_DUE_SMALL = marked("結果は対象年度の途中のため、まだありません。")
_UNCHECKED = marked("結果は未確認です")
_UNCHECKED_SMALL = marked("結果は未確認です。")
_OF_YEAR = marked("%(year)sの結果: %(told)s")
_FULL_STOP = marked("%(sentence)s。")


@dataclass(frozen=True, slots=True)
class Origin:
    """The document that published a value."""

    title: Text
    url: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Year:
    """A fiscal year of a KPI: its published value, or in words why there is none."""

    number: int
    name: str
    kind: str
    result: View | None
    told: Markup
    origin: Origin | None
    by: Text | None
    bar: YearBar | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Why an edition's KPIs without results have none: for a note, for a caption, year by year."""

    headline: Markup
    sentence: Markup
    lines: tuple[tuple[str, Markup], ...]


@dataclass(frozen=True, slots=True)
class Results:
    """What is known of a KPI's results; no *years* where nothing was published."""

    years: tuple[Year, ...]
    latest: Year | None
    confirmed: str | None
    """The day on which the latest value was confirmed in a later year."""
    far: Markup | None
    drawn: bool
    waiting: Waiting


@dataclass(frozen=True, slots=True)
class Overview:
    """An edition's results at a glance: KPIs with a result, all of them, the latest date."""

    known: int
    total: int
    confirmed: str


def results_show(here: Here, edition: Edition, name: tuple[str, str], kpi: View) -> Results:
    """The results of *kpi*, called *name* (initiative, kpi); a 再掲 shows its original's."""
    local, model = here.local, kpi.model
    assert isinstance(model, Kpi)  # noqa: S101 - a view of nothing else
    published = dict(results_of(edition, *name))
    found = {
        year: result_state(edition, name, year, local.today) for year in _years(edition, local)
    }
    stated = any(s.result is not None and s.kind != "unchanged" for s in found.values())
    waiting = _waiting(here, edition, found)
    if not stated:
        held = any(state.kind == "unchanged" for state in found.values())
        far = telling(local, kpi, None, how_far(model, None)) if held else None
        return Results((), None, None, far, drawn=False, waiting=waiting)
    bars = year_bars(model, published)
    years = tuple(_year(here, edition, y, state, bars.get(y)) for y, state in found.items())
    latest = next((year for year in reversed(years) if year.kind == "reported"), None)
    if latest is None:
        return Results(years, None, None, None, drawn=False, waiting=waiting)
    later = [y for y, s in found.items() if s.kind == "unchanged" and y > latest.number]
    confirmed = local.date(_confirmation(edition.progress[later[-1]])) if later else None
    far = telling(local, kpi, latest.result, how_far(model, published[latest.number]))
    return Results(years, latest, confirmed, far, bool(bars), waiting)


def overview(here: Here, edition: Edition, shows: list[Any]) -> Overview | None:
    """What is known of an edition's results, each indicator once; None where nothing ever was."""
    day = confirmed_on(edition)
    if day is None:
        return None
    originals = [show for show in shows if show.original is None]
    known = sum(show.results.latest is not None for show in originals)
    return Overview(known, len(originals), here.local.date(day))


def _years(edition: Edition, local: Local) -> list[int]:
    """The fiscal years of the plan that have begun, and those that have results."""
    period = edition.plan.period
    last = local.now if period.end is None else min(period.end, local.now)
    return sorted({*range(period.start, last + 1), *edition.progress})


def _year(here: Here, edition: Edition, year: int, state: ResultState, bar: YearBar | None) -> Year:
    local = here.local
    entered, origin, by = None, None, None
    if state.kind == "unchanged":
        who = edition.progress[year].unchanged
        by = here.japanese(who.by) if who is not None and who.by else None
    elif state.result is not None:
        view = local.edition(edition).progress[year]
        entered = _view_of(view, state.result)
        origin = _origin(local, view, entered)
    told = _told(here, edition, year, state)
    name = local.fiscal(year, short=True)
    name = name[:1].upper() + name[1:]
    return Year(year, name, state.kind, entered, told, origin, by, bar)


def _view_of(progress: View, result: Result) -> View:
    found: View = next(view for view in progress.results if view.model is result)
    return found


def _origin(local: Local, progress: View, result: View) -> Origin | None:
    """The value's own document where it names one, else that of the whole year."""
    own = result.source is not None
    title = result.source if own else progress.source
    day = result.published or (None if own else progress.published)
    url = result.url or (None if own else progress.url)
    return Origin(title, url, local.date(day) if day else None) if title is not None else None


def _told(here: Here, edition: Edition, year: int, state: ResultState) -> Markup:
    """Why a year has no value of its own; nothing where it has one."""
    local, kind = here.local, state.kind
    day = local.date(state.due.isoformat()) if state.due else None
    if kind == "reported":
        return Markup()
    if kind == "unchanged":
        when = local.date(_confirmation(edition.progress[year]))
        if state.result is None:
            return said(local, _TOLD["unchanged"], day=when)
        told = next(y for y, r in _results(edition, state.result) if r is state.result)
        value = _view_of(local.edition(edition).progress[told], state.result).printed
        return said(local, _TOLD["same"], value=value, day=when)
    if kind == "not-stated":
        return said(local, _TOLD["not-stated"])
    if kind == "unreported" or (kind == "not-due" and day):
        running = fiscal_year_of(local.today) <= year
        key = kind if kind == "unreported" else "running" if running else "before-due"
        return said(local, _TOLD[key], day=day)
    return said(local, UNKNOWN[kind])


def _results(edition: Edition, result: Result) -> tuple[tuple[int, Result], ...]:
    return results_of(edition, result.initiative, result.kpi)


def _confirmation(progress: Progress) -> str:
    assert progress.unchanged is not None  # noqa: S101 - the state says so
    return progress.unchanged.on


def _waiting(here: Here, edition: Edition, found: dict[int, ResultState]) -> Waiting:
    """The states of years without results; one that is over says more than one that runs."""
    local = here.local
    kinds = {state.kind for state in found.values()}
    told = {year: _told(here, edition, year, state) for year, state in found.items()}
    if kinds <= {"not-due"} and not any(state.due for state in found.values()):
        return Waiting(said(local, _NOT_DUE), said(local, _NOT_DUE_SMALL), ())
    if kinds <= {"not-due", "unchecked"} and "unchecked" in kinds:
        return Waiting(said(local, _UNCHECKED), said(local, _UNCHECKED_SMALL), ())
    over = [year for year, state in found.items() if state.kind != "not-due"]
    year = over[-1] if over else min(found)
    name = local.fiscal(year, short=True)
    headline = said(local, _OF_YEAR, year=name, told=told[year])
    lines = []
    for text, group in groupby(told.items(), key=lambda pair: pair[1]):
        years = [number for number, _told in group]
        lines.append((local.period(years[0], years[-1]), text))
    sentence = said(local, _FULL_STOP, sentence=headline)
    return Waiting(headline, sentence, tuple(lines) if len(lines) > 1 else ())
