"""Lists over all plans: KPIs, schedules, the glossary and the site map."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from dxplans.edition import Edition, Town
from dxplans.localise import Text
from dxplans.pages import addresses
from dxplans.pages.here import Crumb, Here
from dxplans.pages.kpis import kpi_show
from dxplans.pages.measures import facets
from dxplans.pages.parts import (
    Head,
    ScheduleShow,
    head,
    list_page,
    numbered,
    schedule_show,
    views_of,
)
from dxplans.pages.places import kana_row
from dxplans.pages.quotes import of_term
from dxplans.pages.shelves import (
    kpi_rows,
    on_shelf,
    said_rows,
    schedule_rows,
    shelves,
    term_shelves,
    used_rows,
    valueless,
)
from dxplans.prefectures import Prefecture
from dxplans.words import TASKS, marked

Shown = dict[str, Any]
_NONE = marked("この計画に、KPI（目標の数字）は書かれていません。")


def kpi(here: Here, place: Prefecture | None) -> Shown:
    """Every KPI, by town."""
    list_page(here, here.local.gettext("KPI（目標の数字）"), "kpi", addresses.KPI, place)
    rows = kpi_rows(here.local.portal)
    shown = on_shelf(rows, place)
    return {
        "groups": [
            (head(here, edition), [kpi_show(here, *row) for row in found])
            for edition, found in groupby(shown, key=lambda row: row[0])
        ],
        "valueless": _valueless(here, place) if shown or place else [],
        "shelves": shelves(rows) if place is None else {},
        "total": len(rows),
        **facets(here, place),
    }


def _valueless(here: Here, place: Prefecture | None) -> list[tuple[Head, Text | str]]:
    """The plans that print no KPI, or announce more, with what they say of that or that they do not."""
    found: list[tuple[Head, Text | str]] = []
    for edition in valueless(here.local.portal, place):
        statement = here.local.edition(edition).plan.kpi_statement
        told = here.local.gettext(_NONE) if statement is None else here.line(statement)
        found.append((head(here, edition), told))
    return found


def schedule(here: Here, place: Prefecture | None) -> Shown:
    """Every schedule, by town."""
    list_page(
        here, here.local.gettext("工程（いつ何をするか）"), "schedule", addresses.SCHEDULE, place
    )
    rows = schedule_rows(here.local.portal)
    groups = []
    for edition, found in groupby(on_shelf(rows, place), key=lambda row: row[0]):
        tables = [_schedule_table(here, *row) for row in found]
        groups.append((head(here, edition), tables, sum(show.lost for *_, show in tables)))
    return {
        "groups": groups,
        "shelves": shelves(rows) if place is None else {},
        "total": len(rows),
    }


def _schedule_table(
    here: Here, edition: Edition, name: str, at: int | None
) -> tuple[str, Any, str, str, ScheduleShow]:
    """Key, title, page, anchor and table of an initiative's schedule or of one in a chapter."""
    local = here.local.edition(edition)
    if at is None:
        value, view = edition.initiatives[name].schedule, local.initiatives[name]
        assert value is not None  # noqa: S101 - the rows hold only those
        path = addresses.initiative(edition, name)
        return (
            name,
            numbered(view),
            path,
            "schedule",
            schedule_show(here, value, view.schedule, path),
        )
    chapter = local.chapters[name]
    block = views_of(chapter)[at]
    path = addresses.chapter(edition, name)
    show = schedule_show(here, block.schedule.model, block.schedule, path)
    return f"{name}-{at}", block.caption, path, "", show


def glossary(here: Here) -> Shown:
    """The unified glossary: 五十音 in Japanese, A to Z in other languages."""
    local = here.local
    list_page(here, local.gettext("用語集"), "glossary", addresses.GLOSSARY, None)
    here.description = local.gettext("計画に出てくる言葉を、ふだんの言葉で説明します。")
    return {"rows": _rows(here)}


def _rows(here: Here) -> list[tuple[str, list[tuple[str, Any]]]]:
    """Every term under its row of the 五十音 table, or under its first letter."""
    local = here.local
    terms = [(name, local.term(name)) for name in local.portal.terms]
    if here.lang != "ja":
        terms.sort(key=lambda pair: (_letter(str(pair[1].label)), str(pair[1].label).casefold()))

    def initial(pair: tuple[str, Any]) -> str:
        return kana_row(pair[1].reading) if here.lang == "ja" else _letter(str(pair[1].label))

    return [(k, list(found)) for k, found in groupby(terms, key=initial)]


def _letter(label: str) -> str:
    first = re.search(r"[A-Za-z]", label)
    return first[0].upper() if first else "#"


def term(here: Here, name: str, place: Prefecture | None) -> Shown:
    """A term: what it means, what each plan says, where it is used."""
    local = here.local
    view = local.term(name)
    parent = Crumb(local.gettext("用語集"), addresses.GLOSSARY)
    list_page(here, view.label, "glossary", addresses.term(name), place, parent)
    here.head_title = here.titled(here.title, local.gettext("用語集"))
    here.description = str(view.definition)
    rows = used_rows(local.portal, name)
    uses = [
        (
            head(here, edition),
            addresses.initiative(edition, i),
            local.edition(edition).initiatives[i],
        )
        for edition, i in on_shelf(rows, place)
    ]
    said = []
    for item in on_shelf(said_rows(local.portal, name), place):
        blocks = views_of(local.edition(item.edition).chapters[item.chapter])
        entries = [e for block in blocks if block.type == "glossary" for e in block.entries]
        entry = next(e for e in entries if e.id == item.entry.id)
        said.append(
            (head(here, item.edition), addresses.chapter(item.edition, item.chapter), entry)
        )
    english = str(view.label) if here.lang != "ja" else _english(here, name)
    return {
        "term": view, "place": place, "said": said, "uses": uses,
        "shelves": term_shelves(local.portal, name) if place is None else {}, "english": english,
        "japanese": local.portal.terms[name].label,
        "related": [(other, local.term(other)) for other in view.related],
        "quotes": of_term(here, name) if place is None else (),
    }  # fmt: skip


def _english(here: Here, name: str) -> str | None:
    """The English label on a Japanese page, as a help for readers who know that one."""
    for other in here.local.others:
        label = other.term(name).label
        if other.lang == "en" and not label.foreign:
            return str(label)
    return None


def search(here: Here) -> Shown:
    """The search page; *start* beside it is where its script begins to read the index."""
    list_page(here, here.local.gettext("検索"), "search", addresses.SEARCH, None)
    letters = [letter for letter, _terms in _rows(here)]
    return {"start": "start.json", "letters": letters}


def sitemap(here: Here, place: Prefecture | None) -> Shown:
    """Every page by place, or one prefecture's."""
    local = here.local
    list_page(here, local.gettext("サイトマップ"), "", addresses.SITEMAP, place)
    rows: list[tuple[Prefecture, Town]] = [(t.prefecture, t) for t in local.portal.towns.values()]
    towns = on_shelf(rows, place)
    return {
        "place": place,
        "towns": [(t, [(head(here, e), local.edition(e)) for e in t.editions]) for t in towns],
        "whole": sum(len(e.initiatives) for t in towns for e in t.editions) <= 100,  # noqa: PLR2004
        "shelves": shelves(rows) if place is None else {},
        "themes": [(name, local.theme(name)) for name in local.portal.themes],
        "commitment": local.portal.commitment,
        "tasks": TASKS,
        "years": local.updates.years,
        "guides": [(name, local.guide(name)) for name in local.portal.guides],
    }
