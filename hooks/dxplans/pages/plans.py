"""An edition's own pages: contents, chapters, the policy matrix, corrections; and initiatives."""

from __future__ import annotations

from typing import Any

from dxplans.check.leaves import blocks_of
from dxplans.edition import Edition
from dxplans.pages import addresses, corrections, quotes
from dxplans.pages.gone import on_page
from dxplans.pages.here import Crumb, Here
from dxplans.pages.history import past_of
from dxplans.pages.kpis import kpis_of
from dxplans.pages.once import once
from dxplans.pages.parts import (
    crumbs,
    edition_name,
    head,
    mark_label,
    matrix_rows,
    numbered,
    plan_crumb,
    schedule_show,
    schedules_of,
)
from dxplans.pages.themes import elsewhere

Shown = dict[str, Any]


def plan(here: Here, edition: Edition) -> Shown:
    """The contents of a plan: dates, chapters, initiatives."""
    local = here.local.edition(edition)
    here.title = local.plan.title
    here.head_title = edition_name(here, edition)
    here.section = "towns"
    here.description = here.local.gettext("「%(plan)s」の目次。").replace(
        "%(plan)s", str(here.title)
    )
    here.crumbs = crumbs(here, edition, Crumb(here.title))
    return {
        "head": head(here, edition),
        "plan": local.plan,
        "chapters": list(local.chapters.items()),
        "groups": _grouped(here, edition),
        "edition": edition,
        "compared": edition.former is not None and edition.former.plan.withdrawn is None,
        "past": past_of(here, edition, whole=True),
        "quotes": quotes.of_plan(here, edition),
        "form": addresses.relative(here.local.prefix + here.path, addresses.form(edition))
        if edition.has_form
        else None,
    }


@once
def _grouped(here: Here, edition: Edition) -> list[tuple[Any, list[tuple[str, Any, Any, Any]]]]:
    """Initiatives in the document's order, under their group's view (None without one)."""
    local = here.local.edition(edition)
    groups = {group.id: group for group in local.plan.groups}
    found: list[tuple[Any, list[tuple[str, Any, Any, Any]]]] = []
    for name, initiative in edition.initiatives.items():
        group = groups.get(initiative.group or "")
        if not found or found[-1][0] is not group:
            found.append((group, []))
        mark = edition.mark(initiative)
        row = (name, local.initiatives[name], mark, mark_label(local.plan, mark))
        found[-1][1].append(row)
    return found


def chapter(here: Here, edition: Edition, name: str) -> Shown:
    """A chapter: its sections and blocks, and what comes before and after."""
    local = here.local.edition(edition)
    view = local.chapters[name]
    here.title = numbered(view)
    here.section = "towns"
    here.head_title = here.titled(here.title, edition_name(here, edition))
    here.description = str(view.summary or here.head_title)
    here.crumbs = crumbs(here, edition, plan_crumb(here, edition), Crumb(here.title))
    names = list(edition.chapters)
    at = names.index(name)
    # Few chapters list the initiatives: the others are the same whatever those say.
    listing = any(block.type in {"matrix", "initiatives"} for block in blocks_of(view))
    return {
        "head": head(here, edition),
        "plan": local.plan,
        "chapter": view,
        "before": (names[at - 1], local.chapters[names[at - 1]]) if at else None,
        "after": (names[at + 1], local.chapters[names[at + 1]]) if at + 1 < len(names) else None,
        "matrix": matrix_rows(here, edition) if listing else [],
        "groups": _grouped(here, edition) if listing else [],
        "schedule": lambda block: schedule_show(
            here, block.schedule.model, block.schedule, addresses.chapter(edition, name)
        ),
        "edition": edition,
        "quotes": () if here.within else quotes.of_chapter(here, edition, name),
        "gone": on_page(here, edition),
    }


def matrix(here: Here, edition: Edition) -> Shown:
    """The policy matrix on a page of its own."""
    local = here.local.edition(edition)
    here.title = here.local.gettext("取組と方針の表")
    here.section = "towns"
    here.head_title = here.titled(here.title, edition_name(here, edition))
    here.description = here.head_title
    here.crumbs = crumbs(here, edition, plan_crumb(here, edition), Crumb(here.title))
    rows = matrix_rows(here, edition)
    return {"head": head(here, edition), "plan": local.plan, "matrix": rows, "edition": edition}


def errata(here: Here, edition: Edition) -> Shown:
    """Corrections and notes: what was mended, what was kept, what our copy lost."""
    local = here.local.edition(edition)
    here.title = here.local.gettext("訂正と注記")
    here.section = "towns"
    here.head_title = here.titled(here.title, edition_name(here, edition))
    here.description = here.head_title
    here.crumbs = crumbs(here, edition, plan_crumb(here, edition), Crumb(here.title))
    return {
        "head": head(here, edition),
        "plan": local.plan,
        "corrections": corrections.of_edition(here, edition),
        "told_by": corrections.TOLD_BY,
        "edition": edition,
    }


def withdrawn(here: Here, edition: Edition) -> Shown:
    """An address whose text was taken down: when and why, and nothing of the text."""
    here.title = here.local.gettext("取り下げ")
    here.section = "towns"
    here.indexed = False
    here.head_title = here.titled(here.title, edition_name(here, edition))
    here.description = here.head_title
    here.crumbs = crumbs(here, edition, plan_crumb(here, edition), Crumb(here.title))
    return {"head": head(here, edition), "plan": here.local.edition(edition).plan}


def initiative(here: Here, edition: Edition, name: str) -> Shown:
    """An initiative: what it is, what will be done, figures, schedule, policies, themes."""
    local = here.local.edition(edition)
    value, view = edition.initiatives[name], local.initiatives[name]
    town = here.local.town(edition.town)
    here.title = view.title
    here.section = "towns"
    here.head_title = here.titled(numbered(view), edition_name(here, edition, town))
    here.description = str(view.summary).strip().split("\n")[0]
    group = edition.group(value)
    views = {g.id: g for g in local.plan.groups}
    here.crumbs = crumbs(here, edition, plan_crumb(here, edition), Crumb(numbered(view)))
    served = edition.policies(value)
    mark = edition.mark(value)
    names = list(edition.initiatives)
    at = names.index(name)
    return {
        "head": head(here, edition),
        "plan": local.plan,
        "name": name,
        "initiative": view,
        "group": views[group.id] if group else None,
        "mark": mark,
        "mark_label": mark_label(local.plan, mark),
        "marks": local.plan.marks,
        "policies": [p for p in local.plan.policies if p.id in served],
        "kpis": kpis_of(here, edition, name),
        "schedules": schedules_of(here, edition, name),
        "themes": [
            (t, here.local.theme(t), elsewhere(here, edition, name, t))
            for t in (() if here.within else value.themes)
        ],
        "touches": [(t, here.local.theme(t)) for t in value.touches],
        "before": (names[at - 1], local.initiatives[names[at - 1]]) if at else None,
        "after": (
            (names[at + 1], local.initiatives[names[at + 1]]) if at + 1 < len(names) else None
        ),
        "edition": edition,
        "past": past_of(here, edition),
        "quotes": () if here.within else quotes.of_initiative(here, edition, name),
        "gone": on_page(here, edition),
    }
