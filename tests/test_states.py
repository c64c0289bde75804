"""What is said of a plan on a given day, above all around 1 April, when fiscal years turn."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest

from builders import MINIMAL, ROOT, from_yaml
from dxplans.edition import Edition, Town
from dxplans.model import Plan, Progress, Reporting
from dxplans.model.plan import Period
from dxplans.model.provenance import Withdrawn
from dxplans.portal import load
from dxplans.states import (
    STATE_NAMES,
    confirmed_on,
    current,
    due_of,
    original_of,
    result_state,
    results_of,
    state_of,
)


@cache
def minimal() -> Edition:
    """The minimal project's only edition: fiscal 2026 to 2028."""
    return next(load(MINIMAL).editions())


def town(*plans: dict[str, Any]) -> Town:
    """A town whose editions are the minimal plan with other fields; ids are their first years."""
    found = minimal().town
    made = Town(found.prefecture, found.slug, found.publisher)
    editions = []
    for fields in plans:
        changed = dict(fields)
        start, end = changed.pop("start", 2026), changed.pop("end", 2028)
        period = Period.model_construct(
            **{**dict(minimal().plan.period), "start": start, "end": end}
        )
        plan: Plan = minimal().plan.model_copy(update={"period": period, **changed})
        editions.append(replace(minimal(), town=made, id=str(start), plan=plan))
    made.editions = tuple(sorted(editions, key=lambda edition: edition.id, reverse=True))
    return made


def state(day: str, **fields: Any) -> tuple[str, int | None]:
    """The state of one plan on a day."""
    found = state_of(town(fields).editions[0], date.fromisoformat(day))
    return found.kind, found.year


WITHDRAWN = Withdrawn(on="2026-05-01", reason="市のお申し出により取り下げました。")


@pytest.mark.parametrize(
    ("day", "fields", "expected"),
    [
        ("2026-03-31", {}, ("not-started", None)),
        ("2026-04-01", {}, ("in-force", 1)),
        ("2027-03-31", {}, ("in-force", 1)),
        ("2027-04-01", {}, ("in-force", 2)),
        ("2029-03-31", {}, ("in-force", 3)),
        ("2029-04-01", {}, ("ended", None)),
        ("2035-12-31", {"end": None}, ("in-force", 10)),
        ("2026-03-31", {"end": 2026}, ("not-started", None)),
        ("2027-03-31", {"end": 2026}, ("in-force", 1)),
        ("2027-04-01", {"end": 2026}, ("ended", None)),
        ("2026-03-31", {"kind": "outline-draft"}, ("outline-draft", None)),
        ("2026-04-01", {"kind": "outline-draft"}, ("outline-draft", 1)),
        ("2029-04-01", {"kind": "outline-draft"}, ("outline-draft", None)),
        ("2026-04-01", {"kind": "policy"}, ("in-force", 1)),
        ("2026-06-01", {"withdrawn": WITHDRAWN}, ("withdrawn", None)),
        ("2029-04-01", {"withdrawn": WITHDRAWN, "kind": "outline-draft"}, ("withdrawn", None)),
    ],
)
def test_the_state_follows_from_period_kind_and_day(
    day: str, fields: dict[str, Any], expected: tuple[str, int | None]
) -> None:
    """A plan begins on 1 April and ends on 31 March; a draft is never in force."""
    assert state(day, **fields) == expected


@pytest.mark.parametrize(
    ("day", "old", "new"),
    [
        ("2027-03-31", "in-force", "not-started"),
        ("2027-04-01", "superseded", "in-force"),
        ("2031-04-01", "superseded", "in-force"),
        ("2032-04-01", "superseded", "ended"),
    ],
)
def test_an_edition_is_superseded_when_the_next_one_begins(day: str, old: str, new: str) -> None:
    """Not already when the next one is published."""
    newer, older = town({}, {"start": 2027, "end": 2031, "supersedes": "2026"}).editions
    today = date.fromisoformat(day)
    assert (state_of(older, today).kind, state_of(newer, today).kind) == (old, new)


def test_a_later_plan_that_supersedes_nothing_leaves_the_earlier_one_alone() -> None:
    """A town may have two plans at a time."""
    _newer, older = town({}, {"start": 2027}).editions
    assert state_of(older, date(2027, 4, 1)).kind == "in-force"


@pytest.mark.parametrize(
    ("day", "plans", "expected"),
    [
        ("2026-11-20", [{}], "2026"),
        ("2030-11-20", [{}], "2026"),
        ("2027-03-31", [{}, {"start": 2027, "supersedes": "2026"}], "2026"),
        ("2027-04-01", [{}, {"start": 2027, "supersedes": "2026"}], "2027"),
        ("2027-04-01", [{"start": 2025}, {"start": 2027, "kind": "outline-draft"}], "2025"),
        ("2040-04-01", [{"start": 2025}, {"start": 2027, "kind": "outline-draft"}], "2027"),
        ("2027-04-01", [{"end": 2026}, {"start": 2027, "withdrawn": WITHDRAWN}], "2026"),
        ("2027-04-01", [{"withdrawn": WITHDRAWN}], "2026"),
    ],
)
def test_the_edition_shown_first(day: str, plans: list[dict[str, Any]], expected: str) -> None:
    """The one in force; else the newest that is not withdrawn; else what there is."""
    found = current(town(*plans).editions, date.fromisoformat(day))
    assert found is not None
    assert found.id == expected


def test_a_town_without_a_plan_shows_none() -> None:
    """And nothing breaks."""
    assert current((), date(2026, 11, 20)) is None


def test_every_state_has_a_name_for_readers() -> None:
    """What a page prints is a Japanese word of its own, translated like any other."""
    assert len(set(STATE_NAMES.values())) == len(STATE_NAMES)
    for kind, name in STATE_NAMES.items():
        days = {"not-started": "2026-03-31", "ended": "2029-04-01"}
        fields: dict[str, dict[str, Any]] = {
            "withdrawn": {"withdrawn": WITHDRAWN},
            "outline-draft": {"kind": "outline-draft"},
        }
        if kind == "superseded":
            continue
        edition = town(fields.get(kind, {})).editions[0]
        found = state_of(edition, date.fromisoformat(days.get(kind, "2026-11-20")))
        assert (found.kind, found.name, found.live) == (kind, name, kind == "in-force")


def test_results_come_by_year_and_indicator() -> None:
    """Only those of the KPI asked for, oldest first."""
    result = {"initiative": "online", "kpi": "procedures", "printed": "40件", "value": 40}
    years = {
        year: Progress.model_validate(
            {
                "source": "進捗報告",
                "published": f"{year + 1}-06",
                "results": [{**result, "value": value}, {**result, "kpi": "other"}],
            }
        )
        for year, value in ((2026, 40), (2027, 55))
    }
    edition = replace(minimal(), progress=years)
    found = results_of(edition, "online", "procedures")
    assert [(year, one.value) for year, one in found] == [(2026, 40), (2027, 55)]
    assert results_of(edition, "rpa", "procedures") == ()


RESULT_CASES: list[dict[str, Any]] = from_yaml(
    (ROOT / "tests" / "cases" / "results.yaml").read_text("utf-8")
)


def reported(case: dict[str, Any]) -> Edition:
    """The minimal plan with the due date and the results of a case."""
    plan = minimal().plan
    if "reporting" in case:
        plan = plan.model_copy(update={"reporting": Reporting(**case["reporting"])})
    initiatives = dict(minimal().initiatives)
    for name, original in case.get("repeats", {}).items():
        there, _, kpi = name.partition("/")
        kpis = tuple(
            one.model_copy(update={"repeat_of": original}) if one.id == kpi else one
            for one in initiatives[there].kpis
        )
        initiatives[there] = initiatives[there].model_copy(update={"kpis": kpis})
    progress = {
        year: Progress.model_validate(written)
        for year, written in sorted(case.get("progress", {}).items())
    }
    return replace(minimal(), plan=plan, initiatives=initiatives, progress=progress)


@pytest.mark.parametrize("case", RESULT_CASES, ids=[case["about"] for case in RESULT_CASES])
def test_why_a_result_is_not_there(case: dict[str, Any]) -> None:
    """Each of the kinds of not knowing, and 未報告, on the days around which it changes."""
    edition = reported(case)
    for line in case["states"]:
        kpi, year, day, kind, *printed = line.split()
        initiative, _, name = kpi.partition("/")
        found = result_state(edition, (initiative, name), int(year), date.fromisoformat(day))
        assert found.kind == kind, line
        shown = found.result.printed if found.result else None
        assert [shown] == (printed or [None]), line
    due = due_of(edition, 2026)
    assert str(due) == str(case.get("due"))
    assert confirmed_on(edition) == case.get("confirmed")


def test_a_repeated_indicator_has_the_original_results() -> None:
    """Entered once, shown twice; a ring of repeats, which the check cannot forbid, ends."""
    progress = {
        2026: {
            "source": "進捗報告",
            "published": "2027-06",
            "results": [{"initiative": "online", "kpi": "procedures", "printed": "40件"}],
        }
    }
    edition = reported({"repeats": {"rpa/tasks": "online/procedures"}, "progress": progress})
    assert original_of(edition, "rpa", "tasks") == ("online", "procedures")
    assert results_of(edition, "rpa", "tasks") == results_of(edition, "online", "procedures")
    assert len(results_of(edition, "rpa", "tasks")) == 1
    ring = {"rpa/tasks": "online/procedures", "online/procedures": "rpa/tasks"}
    assert original_of(reported({"repeats": ring}), "rpa", "tasks") == ("rpa", "tasks")
    assert original_of(edition, "nowhere", "tasks") == ("nowhere", "tasks")
