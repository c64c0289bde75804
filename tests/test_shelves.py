"""Long lists cut by prefecture: no page grows with the number of municipalities, and no row is lost."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import MINIMAL
from dxplans.edition import Town
from dxplans.model.provenance import Withdrawn
from dxplans.pages.shelves import (
    LIMIT,
    kpi_rows,
    live,
    on_shelf,
    schedule_rows,
    shelves,
    theme_rows,
    used_rows,
)
from dxplans.portal import Portal, load
from dxplans.prefectures import PREFECTURES, Prefecture

PLACES = list(PREFECTURES.values())


def rows(*counts: int) -> list[tuple[Prefecture, int]]:
    """So many rows in the first, second … prefecture, numbered through."""
    places = [place for place, count in zip(PLACES, counts, strict=False) for _ in range(count)]
    return list(zip(places, range(len(places)), strict=True))


@cache
def minimal() -> Portal:
    """The minimal project."""
    return load(MINIMAL)


def withdrawn() -> Portal:
    """The minimal project after its town has asked for its plan to be taken down."""
    town = minimal().towns["tokyo/mihon"]
    (edition,) = town.editions
    gone = Withdrawn(on="2026-05-01", reason="市のお申し出により取り下げました。")
    plan = edition.plan.model_copy(update={"withdrawn": gone})
    other = Town(town.prefecture, town.slug, town.publisher, (replace(edition, plan=plan),))
    return replace(minimal(), towns={town.key: other})


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((), []),
        ((1,), []),
        ((60, 40), []),
        ((60, 41), [60, 41]),
        ((0, 101), [101]),
        ((200, 0, 1), [200, 1]),
    ],
)
def test_a_list_is_cut_when_it_has_more_than_a_hundred_rows(
    counts: tuple[int, ...], expected: list[int]
) -> None:
    """Up to a hundred rows one page is kinder than many; prefectures without rows have no page."""
    assert list(shelves(rows(*counts)).values()) == expected


@given(st.lists(st.integers(0, 130), max_size=5))
def test_every_row_stands_on_exactly_one_page(counts: list[int]) -> None:
    """On the list itself or on its prefecture's page, in the order it came."""
    found = rows(*counts)
    pages = [None, *shelves(found)]
    shown = [row for page in pages for row in on_shelf(found, page)]
    assert sorted(shown) == list(range(len(found)))
    for page in pages:
        assert on_shelf(found, page) == sorted(on_shelf(found, page))
    if len(found) > LIMIT:
        assert on_shelf(found, None) == []


def test_the_lists_of_a_portal() -> None:
    """KPIs one by one, initiatives with a schedule, those of a theme, those that use a term."""
    portal = minimal()
    assert [
        (name, e.initiatives[name].kpis[at].id) for _place, (e, name, at) in kpi_rows(portal)
    ] == [
        ("online", "procedures"),
        ("rpa", "tasks"),
    ]
    assert [name for _place, (_edition, name, _initiative) in schedule_rows(portal)] == ["online"]
    assert [(link.id, link.main) for _place, link in theme_rows(portal, "counter")] == [
        ("online", True)
    ]
    assert [name for _place, (_edition, name) in used_rows(portal, "rpa")] == ["rpa"]
    for found in (kpi_rows(portal), theme_rows(portal, "counter")):
        assert {place.slug for place, _row in found} == {"tokyo"}


def test_a_withdrawn_plan_is_on_no_list() -> None:
    """Its text is taken down everywhere, not only on its own pages."""
    portal = withdrawn()
    assert len(list(portal.editions())) == 1
    assert (live(portal), kpi_rows(portal), schedule_rows(portal)) == ([], [], [])
