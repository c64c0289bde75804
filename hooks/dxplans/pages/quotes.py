"""A page to what can be quoted of it: each row with its permanent address and its citation line.

Addresses are made of ids, never of numbers or titles, so that they outlive both (decisions/0025).
A line says whose document it is and where in it; where words are this site's it says that, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from dxplans.check.leaves import sections_of
from dxplans.edition import Edition
from dxplans.localise import SOURCE_LANGUAGE, Text, View, filled
from dxplans.pages import addresses
from dxplans.pages.here import Here
from dxplans.pages.local import Local
from dxplans.pages.parts import Head, head, numbered, place_of
from dxplans.pages.telling import said
from dxplans.prose import plain
from dxplans.words import PLAN_KIND, UNKNOWN, marked

_LINE = marked(
    "%(town)s「%(plan)s」（%(date)s）、%(place)s。%(site)sが%(read)sに読みました。 %(url)s"
)
_WHOLE = marked("%(town)s「%(plan)s」（%(date)s）。%(site)sが%(read)sに読みました。 %(url)s")
_REVISED = marked("%(date)s改訂")
_TERM = marked(
    "%(site)s 用語集「%(term)s」。このサイトの説明です（CC BY 4.0）。 %(url)s"
)  # fmt: skip
_KPI = marked("KPI「%(name)s」（基準値: %(baseline)s、目標値: %(target)s）")
_KPI_BY = marked(
    "KPI「%(name)s」（基準値: %(baseline)s、目標値: %(target)s、目標の年度: %(year)s）"
)
_ACTION = marked("すること「%(text)s」")
_OUR_ACTION = marked("すること「%(text)s」（このサイトの文。計画の言葉は「%(verb)s」）")
_SCHEDULE = marked("工程「%(name)s」（%(when)s）")
_SPAN = marked("%(period)s「%(text)s」")
_YEARS = {
    "lost": marked("年度は読み取れません"),
    "not-stated": marked("年度は計画に記載なし"),
    "printed": marked("予定の記載なし"),
}
_READ = marked("（年度はこのサイトの読み）")


@dataclass(frozen=True, slots=True)
class Quote:
    """One thing to quote: its anchor on the page (none for the page itself) and its line."""

    anchor: str
    line: Markup


def of_plan(here: Here, edition: Edition) -> tuple[Quote, ...]:
    """The plan as a whole."""
    return (Quote("", line_of(here, head(here, edition), (), addresses.edition(edition))),)


def of_initiative(here: Here, edition: Edition, name: str) -> tuple[Quote, ...]:
    """The initiative itself, its KPIs, its actions and the rows of its own schedule."""
    local, view = here.local, here.local.edition(edition).initiatives[name]
    top, path = head(here, edition), addresses.initiative(edition, name)
    where = (view.section, numbered(view))

    def quote(anchor: str, row: Markup) -> Quote:
        return Quote(anchor, line_of(here, top, (*where, row), path, anchor))

    rows = view.schedule.rows if view.schedule is not None else ()
    return (
        Quote("", line_of(here, top, where, path)),
        *(quote(f"kpi-{kpi.id}", _kpi(local, kpi)) for kpi in view.kpis),
        *(quote(f"action-{action.id}", _action(local, edition, action)) for action in view.actions),
        *(quote(f"schedule-{row.id}", _row(local, row)) for row in rows),
    )


def of_chapter(here: Here, edition: Edition, name: str) -> tuple[Quote, ...]:
    """The chapter itself, each section at every depth, and the rows of the plan's schedules."""
    local = here.local.edition(edition)
    view = local.chapters[name]
    top, path = head(here, edition), addresses.chapter(edition, name)
    title = numbered(view)

    def quote(anchor: str, *place: Any) -> Quote:
        return Quote(anchor, line_of(here, top, place, path, anchor))

    schedules = [(part, rows) for own, part, _model, rows in local.schedules if own == name]
    return (
        quote("", title),
        *(quote(part.id, title, _link(part.id, numbered(part))) for part in sections_of(view)),
        *(
            quote(f"schedule-{row.id}", *place_of(view, part), _row(here.local, row))
            for part, schedule in schedules
            for row in schedule.rows
        ),
    )


def of_term(here: Here, name: str) -> tuple[Quote, ...]:
    """A term of the unified glossary: its explanation is this site's."""
    local = here.local
    site = local.settings.language(here.lang).site_name
    url = _address(here, addresses.term(name), "")
    return (Quote("", said(local, _TERM, site=site, term=local.term(name).label, url=url)),)


def line_of(here: Here, top: Head, place: tuple[Any, ...], path: str, anchor: str = "") -> Markup:
    """The citation line: town, plan, date, place in the document, when it was read, and where.

    *place* goes from the outer to the inner: a section of the document, a title, a row; it is empty
    for the whole plan.
    """
    local = here.local
    joint = escape("、" if here.lang == SOURCE_LANGUAGE else ", ")
    return said(
        local, _LINE if place else _WHOLE,
        town=top.town, plan=top.plan.title, read=top.read, date=_dated(local, top),
        **({"place": joint.join(place)} if place else {}),
        site=local.settings.language(here.lang).site_name, url=_address(here, path, anchor),
    )  # fmt: skip


def _dated(local: Local, top: Head) -> Markup | str:
    """The day of the document: of its revision, if it says one; else what kind of document it is."""
    if top.published is None:
        return local.gettext(PLAN_KIND[top.plan.kind])
    if any(event.event == "revised" for event in top.plan.dates):
        return said(local, _REVISED, date=top.published)
    return top.published


def _kpi(local: Local, kpi: View) -> Markup:
    """A KPI with its two figures as they are printed, or why there is none."""
    value: Any = kpi.model
    shown: dict[str, Any] = {
        side: getattr(kpi, side).printed
        if getattr(kpi, side) is not None
        else local.gettext(UNKNOWN[value.why_empty(side)])
        for side in ("baseline", "target")
    }
    shown["name"] = _link(f"kpi-{kpi.id}", kpi.name)
    if kpi.target is None:
        return said(local, _KPI, **shown)
    year, why = kpi.target.year, UNKNOWN[kpi.target.model.why_empty("year")]
    told = local.fiscal(year, short=True) if year else local.gettext(why)
    return said(local, _KPI_BY, year=told, **shown)


def _action(local: Local, edition: Edition, action: View) -> Markup:
    """A text of ours without links, notes and its full stop; the publisher's verb beside it."""
    text = action.text
    words = re.sub(r"[。.]$", "", plain(str(text)).strip())
    shown = Text(words, text.lang, foreign=text.foreign, kept=text.kept)
    template = _ACTION if edition.plan.text == "official" else _OUR_ACTION
    return said(local, template, text=_link(f"action-{action.id}", shown), verb=action.verb)


def _row(local: Local, row: View) -> Markup:
    """A schedule row with what stands in its years, or why no years are told."""
    between, joint = map(escape, (" ", "、") if local.lang == SOURCE_LANGUAGE else (": ", ", "))
    name = between.join(part for part in (row.group, row.label) if part)
    when = joint.join(_span(local, row, span) for span in row.spans)
    told = when or local.gettext(_YEARS[row.extent])
    return said(local, _SCHEDULE, name=_link(f"schedule-{row.id}", name), when=told)


def _span(local: Local, row: View, span: View) -> Markup:
    period = local.period(span.start, span.end)
    told = escape(period)
    if span.text != row.label:
        told = said(local, _SPAN, period=period, text=span.text)
    return told + local.gettext(_READ) if span.inferred else told


def _link(anchor: str, name: Any) -> Markup:
    return filled('<a href="#%(anchor)s">%(name)s</a>', {"anchor": anchor, "name": name})


def _address(here: Here, path: str, anchor: str) -> Markup:
    """The permanent address, marked as what changes with the place that the site is published at."""
    html = '<span class="at"><!--found-->%(url)s<!--/found--></span>'
    return filled(html, {"url": here.address(path, anchor)})
