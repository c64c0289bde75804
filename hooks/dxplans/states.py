"""What is true of a plan on a date: in force, ended, a draft …; and why a result is not there.

Nothing here is typed into the data: it follows from the period, the kind and the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dxplans.edition import Edition
from dxplans.fiscal import FIRST_MONTH, fiscal_year_of
from dxplans.model import Result, UnknownKind
from dxplans.model.base import Timing
from dxplans.words import marked

StateKind = Literal["withdrawn", "superseded", "outline-draft", "not-started", "in-force", "ended"]

STATE_NAMES: dict[StateKind, str] = {
    "withdrawn": marked("取り下げ"),
    "superseded": marked("新しい版あり"),
    "outline-draft": marked("骨子案"),
    "not-started": marked("期間の前"),
    "in-force": marked("計画期間中"),
    "ended": marked("期間終了"),
}


@dataclass(frozen=True, slots=True)
class PlanState:
    """The state of an edition on a day; *year* counts its fiscal years from one while it runs."""

    kind: StateKind
    year: int | None = None

    @property
    def name(self) -> str:
        """The state in Japanese, to be translated by the page."""
        return STATE_NAMES[self.kind]

    @property
    def live(self) -> bool:
        """Whether the plan is firm and its period runs."""
        return self.kind == "in-force"


def state_of(edition: Edition, today: date) -> PlanState:
    """The state of *edition* on *today*."""
    plan, now = edition.plan, fiscal_year_of(today)
    started = plan.period.start <= now
    ended = plan.period.end is not None and plan.period.end < now
    year = now - plan.period.start + 1 if started and not ended else None
    if plan.withdrawn is not None:
        return PlanState("withdrawn")
    newer = (e for e in edition.town.editions if e.plan.supersedes == edition.id)
    if any(other.plan.period.start <= now for other in newer):
        return PlanState("superseded")
    if plan.kind == "outline-draft":
        return PlanState("outline-draft", year)
    if ended:
        return PlanState("ended")
    return PlanState("in-force", year) if started else PlanState("not-started")


def current(editions: tuple[Edition, ...], today: date) -> Edition | None:
    """The edition to show first: one in force, else the newest that is not withdrawn."""
    states = [(edition, state_of(edition, today)) for edition in editions]
    for edition, state in states:
        if state.live:
            return edition
    shown = [edition for edition, state in states if state.kind != "withdrawn"]
    return shown[0] if shown else (editions[0] if editions else None)


def has_come(when: Timing | None, today: date, after: str = "") -> bool:
    """Whether a planned time is over by *today*: its end, or a beginning without an end.

    *after* is the document's own date where a time may also tell what was done before it.
    """
    if when is None:
        return False
    start, last, day = when.start, when.end, today.isoformat()
    if last is None and start is not None and start.endswith(f"-{FIRST_MONTH:02}"):
        # A fiscal year that has only begun is still its time.
        last = f"{int(start[:4]) + 1}-{FIRST_MONTH - 1:02}"
    if last is not None:
        return after < last < day[: len(last)]
    return start is not None and after < start <= day


def written(edition: Edition) -> str:
    """When the document was last made: its latest date, or the year its period begins."""
    plan = edition.plan
    return max((event.date for event in plan.dates), default=str(plan.period.start))


ResultKind = Literal["reported", "unchanged", "unreported"] | UnknownKind
"""A value; confirmed as it was; overdue; or which of the four kinds of not knowing."""


@dataclass(frozen=True, slots=True)
class ResultState:
    """What is known on a day of one KPI's result for one fiscal year.

    *result* is the year's own, or with ``unchanged`` the latest of earlier years, if there is one:
    else the baseline still holds. *due* is the day by which it is to be public, where that is known.
    """

    kind: ResultKind
    result: Result | None = None
    due: date | None = None


def original_of(edition: Edition, initiative: str, kpi: str) -> tuple[str, str]:
    """The KPI under which a result is entered: itself, or the one that it repeats (再掲)."""
    here, seen = (initiative, kpi), set[tuple[str, str]]()
    while here not in seen:
        seen.add(here)
        there = edition.initiatives.get(here[0])
        repeated = next((k.repeat_of for k in there.kpis if k.id == here[1]), None) if there else ""
        if repeated:
            here = (repeated.partition("/")[0], repeated.partition("/")[2])
    return here


def results_of(edition: Edition, initiative: str, kpi: str) -> tuple[tuple[int, Result], ...]:
    """Published results of one KPI by fiscal year, oldest first; a 再掲 has its original's."""
    name = original_of(edition, initiative, kpi)
    return tuple(
        (year, result)
        for year, progress in edition.progress.items()
        for result in progress.results
        if (result.initiative, result.kpi) == name and result.printed is not None
    )


def due_of(edition: Edition, year: int) -> date | None:
    """By when the results of fiscal *year* are to be public; None where nobody has said it."""
    reporting = edition.plan.reporting
    if reporting is None:
        return None
    month, day = (int(part) for part in reporting.due.split("-"))
    return date(year + (1 if month >= FIRST_MONTH else 2), month, day)


def result_state(edition: Edition, name: tuple[str, str], year: int, today: date) -> ResultState:
    """What is known on *today* of the result of the KPI *name* (initiative, kpi) for fiscal *year*."""
    original, due = original_of(edition, *name), due_of(edition, year)
    progress = edition.progress.get(year)
    entered = [
        result
        for result in (progress.results if progress else ())
        if (result.initiative, result.kpi) == original
    ]
    if entered:
        told = entered[0].printed is not None
        return ResultState("reported" if told else entered[0].why_empty("printed"), entered[0], due)
    if progress is not None and progress.unchanged is not None:
        earlier = [result for told, result in results_of(edition, *name) if told < year]
        return ResultState("unchanged", earlier[-1] if earlier else None, due)
    if fiscal_year_of(today) <= year or (due is not None and today <= due):
        return ResultState("not-due", None, due)
    return ResultState("unchecked" if due is None else "unreported", None, due)


def confirmed_on(edition: Edition) -> str | None:
    """The latest day on which results were published or confirmed; None if they never were."""
    days = [
        day
        for progress in edition.progress.values()
        for day in (
            progress.published,
            progress.unchanged and progress.unchanged.on,
            *(result.published for result in progress.results),
        )
        if day
    ]
    return max(days, default=None)
