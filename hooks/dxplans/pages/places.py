"""Home, prefectures and municipalities: what is there, and a plan at a glance."""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import Any

from dxplans.check.leaves import blocks_of
from dxplans.edition import Edition, Town
from dxplans.model import Publisher
from dxplans.model.chapter import ScheduleBlock
from dxplans.pages import addresses
from dxplans.pages.answers import answers_of, asked
from dxplans.pages.here import Crumb, Here
from dxplans.pages.history import feed_of
from dxplans.pages.kpis import kpis_of
from dxplans.pages.parts import head, mark_label, matrix_rows, numbered
from dxplans.pages.pictures import axis
from dxplans.pages.results import overview
from dxplans.pages.shelves import LIMIT
from dxplans.prefectures import Prefecture
from dxplans.states import current, state_of

Shown = dict[str, Any]
_ROWS = ("あいうえお", "かきくけこがぎぐげご", "さしすせそざじずぜぞ", "たちつてとだぢづでど", "なにぬねの",
         "はひふへほばびぶべぼぱぴぷぺぽ", "まみむめも", "やゆよ", "らりるれろ", "わをん")  # fmt: skip


def kana_row(reading: str) -> str:
    """The row of the 五十音 table that a reading begins in, by its first kana (あ, か, さ and so on)."""
    return next((row[0] for row in _ROWS if reading[:1] in row), "他")


def home(here: Here) -> Shown:
    """The home page: what this is, whose word counts, find your town, themes, words."""
    local = here.local
    portal = local.portal
    towns = list(portal.towns.values())
    here.title = local.settings.language(local.lang).site_name
    here.head_title = str(here.title)
    here.description = local.gettext(
        "市や町のDX計画を、市民の言葉で読めるようにしました。日本語と英語で読めます。"
    )
    return {
        "towns": towns if len(towns) <= LIMIT else [],
        "count": sum(town.publisher.kind == "municipality" for town in towns),
        "total": local.settings.total,
        "prefectures": portal.prefectures,
        "kana": _by_kana(here, towns) if len(towns) <= LIMIT else [],
        "axis": _axis(here, [t for t in towns if t.editions]) if len(towns) <= LIMIT else None,
        "themes": [(name, local.theme(name)) for name in portal.themes if portal.by_theme[name]],
        "terms": _starting_terms(here),
        "example": _example(here),
        "asked": asked(here),
    }


def _by_kana(here: Here, towns: list[Town]) -> list[tuple[str, list[Town]]]:
    """Towns by the row of the 五十音 table (Japanese) or the first letter."""
    japanese = here.lang == "ja"

    def initial(town: Town) -> str:
        return kana_row(town.publisher.reading) if japanese else town.publisher.romanised[0]

    ordered = sorted(towns, key=lambda t: _sort_name(t.publisher, japanese=japanese))
    return [(letter, list(found)) for letter, found in groupby(ordered, key=initial)]


def _sort_name(publisher: Publisher, *, japanese: bool) -> str:
    return publisher.reading if japanese else publisher.romanised


def _axis(here: Here, towns: list[Town]) -> Shown:
    """The periods of the plans on one axis of fiscal years."""
    today = here.local.today
    plans = [edition for town in towns if (edition := current(town.editions, today))]
    plans = [edition for edition in plans if edition.plan.withdrawn is None]
    if not plans:
        return {"years": (), "rows": [], "now": here.local.now}
    first = min(edition.plan.period.start for edition in plans)
    last = max(edition.plan.period.end or edition.plan.period.start for edition in plans)
    years = tuple(range(first, last + 1))
    return {
        "years": years,
        "now": here.local.now,
        "rows": [
            (head(here, edition), axis(edition.plan.period.start, edition.plan.period.end, years))
            for edition in plans
        ],
    }


def _starting_terms(here: Here) -> list[tuple[str, Any]]:
    """The words that initiatives use most: a first handful for somebody new."""
    used = Counter({name: len(uses) for name, uses in here.local.portal.used.items()})
    return [(name, here.local.term(name)) for name, number in used.most_common(8) if number]


def _example(here: Here) -> Shown | None:
    """One KPI of a plan in force, to show what the site does with a plan."""
    for edition in here.local.portal.editions():
        if not state_of(edition, here.local.today).live:
            continue
        for name in edition.initiatives:
            for show in kpis_of(here, edition, name):
                if show.bar and show.bar.width > 50:  # noqa: PLR2004 - one that can be seen well
                    return {"head": head(here, edition), "kpi": show}
    return None


def prefecture(here: Here, place: Prefecture, towns: tuple[Town, ...]) -> Shown:
    """A prefecture: its publishers with the state of their plans."""
    local = here.local
    here.title = local.prefecture(place)
    here.description = local.gettext("%(place)sの市や町のDX計画。").replace(
        "%(place)s", str(here.title)
    )
    here.section = "towns"
    here.crumbs = (Crumb(local.gettext("ホーム"), addresses.HOME), Crumb(here.title))
    shown = [(town, current(town.editions, local.today)) for town in towns]
    return {
        "towns": [(town, head(here, edition) if edition else None) for town, edition in shown],
    }


def municipality(here: Here, town: Town) -> Shown:
    """A municipality: its plan at a glance."""
    local = here.local
    here.title = local.town(town)
    # Some names stand for towns of two prefectures, and a prefecture publishes plans itself.
    here.head_title = here.titled(here.title, local.prefecture(town.prefecture))
    here.section = "towns"
    here.crumbs = (*_crumbs(here, town), Crumb(here.title))
    edition = current(town.editions, local.today)
    here.description = local.gettext(
        "%(place)sのDX計画のすること、目標の数字、時期を、市民の言葉で。"
    ).replace("%(place)s", str(here.title))
    others = [head(here, other) for other in town.editions if other is not edition]
    shown = {"town": town, "head": None, "others": others, "feed": feed_of(here, town).link}
    if edition is None:
        return shown
    return {**shown, "head": head(here, edition), **_glance(here, edition)}


def _glance(here: Here, edition: Edition) -> Shown:
    plan = edition.plan
    kpis = [show for name in edition.initiatives for show in kpis_of(here, edition, name)]
    marks = Counter(edition.mark(initiative) for initiative in edition.initiatives.values())
    schedules = [i.schedule for i in edition.initiatives.values() if i.schedule is not None]
    for chapter in edition.chapters.values():
        schedules += [b.schedule for b in blocks_of(chapter) if isinstance(b, ScheduleBlock)]
    rows = [row for schedule in schedules for row in schedule.rows]
    local = here.local.edition(edition)
    return {
        "plan": local.plan,
        "length": plan.period.end - plan.period.start + 1 if plan.period.end else None,
        "initiatives": len(edition.initiatives),
        "marks": [
            (line.mark, line.label, marks[line.mark])
            for system in local.plan.marks
            for line in system.legend
            if marks[line.mark]
        ],
        "kpis": kpis,
        "results": overview(here, edition, kpis),
        "indicators": sum(show.original is None for show in kpis),
        "matrix": matrix_rows(here, edition),
        "initiative_rows": [
            (
                numbered(view),
                addresses.initiative(edition, name),
                edition.mark(edition.initiatives[name]),
                mark_label(local.plan, edition.mark(edition.initiatives[name])),
            )
            for name, view in local.initiatives.items()
        ],
        "rows": len(rows),
        "lost_rows": sum(row.extent == "lost" for row in rows),
        "chapters": local.chapters,
        "answers": answers_of(here, edition),
    }


def moved(here: Here, town: Town, old: Any) -> Shown:
    """An address or code that leads to a municipality's page."""
    local = here.local
    here.title = local.town(town) if old is None else here.japanese(old.name)
    here.indexed = False
    here.moved_to = addresses.town(town)
    here.description = here.head_title = str(local.town(town))
    here.crumbs = (*_crumbs(here, town), Crumb(here.title))
    return {"town": town, "old": old, "old_name": here.title}


def _crumbs(here: Here, town: Town) -> tuple[Crumb, ...]:
    """Home and prefecture."""
    local = here.local
    return (
        Crumb(local.gettext("ホーム"), addresses.HOME),
        Crumb(local.prefecture(town.prefecture), addresses.prefecture(town.prefecture)),
    )
