"""Mistakes: how readers and municipalities report them, and the log of what was put right."""

from __future__ import annotations

from typing import Any

from dxplans.edition import Edition, Town
from dxplans.localise import View
from dxplans.model.correction import Correction
from dxplans.pages import addresses
from dxplans.pages.here import Crumb, Here
from dxplans.pages.parts import edition_name, numbered
from dxplans.words import marked

Shown = dict[str, Any]
Entry = tuple[View, list[tuple[str, Any]]]
"""A correction, and its pages: address and title."""
TOLD_BY = {
    "reader": marked("読んだ方からのお知らせ"),
    "publisher": marked("計画を公表した団体からのお知らせ"),
    "site": marked("このサイトの見直し"),
}
LATEST = 3
"""So many corrections stand on the page for reports."""
FORM = "issues/new/choose"
"""Where the hosting service has a project's forms."""


def report(here: Here) -> Shown:
    """How to say that something is wrong, what happens then and how soon."""
    settings = here.local.settings
    here.title = here.local.gettext("この内容の誤りを知らせる")
    here.description = here.local.gettext(
        "まちがいの知らせ方と、そのあとのこと。登録もお名前も要りません。"
    )
    here.crumbs = (_home(here), Crumb(here.title))
    return {
        "contact": settings.contact,
        "shown_contact": (settings.contact or "").removeprefix("mailto:"),
        "form": f"{settings.repository}/{FORM}" if settings.repository else None,
        "operator": settings.operator.get(here.lang),
        "reply": settings.reply.get(here.lang),
        "latest": _entries(here, next(iter(here.local.portal.corrections), None), LATEST),
        "told_by": TOLD_BY,
    }


def log(here: Here, year: int | None) -> Shown:
    """What was put right in a year, newest first; without one the newest year, and all years."""
    gettext = here.local.gettext
    years = list(here.local.portal.corrections)
    here.title = gettext("訂正の記録")
    here.description = gettext("このサイトのまちがいと、直した内容の記録です。")
    here.crumbs = (_home(here), Crumb(here.title))
    if year is not None:
        above = Crumb(here.title, addresses.CORRECTIONS)
        here.title = here.titled(here.title, gettext("%(year)s年").replace("%(year)s", str(year)))
        here.crumbs = (_home(here), above, Crumb(here.title))
    shown = year or next(iter(years), None)
    return {
        "entries": _entries(here, shown),
        "years": [one for one in years if one != year],
        "told_by": TOLD_BY,
    }


def of_edition(here: Here, edition: Edition) -> list[Entry]:
    """What was put right on the pages of one edition, newest first."""
    log = here.local.portal.corrected.get(edition.key, ())
    return [_entry(here, year, correction) for year, correction in log]


def _entries(here: Here, year: int | None, most: int | None = None) -> list[Entry]:
    """The corrections of a year, newest first, *most* of them at the most; none without a year."""
    if year is None:
        return []
    log = here.local.portal.corrections[year][:most]
    return [_entry(here, year, correction) for correction in log]


def _entry(here: Here, year: int, correction: Correction) -> Entry:
    """A correction, and its pages that there still are."""
    view = here.local.correction(year, correction)
    return view, [(page, _title(here, page)) for page in view.pages if page in here.local.paths]


def _title(here: Here, path: str) -> Any:
    """What the page at *path* is called; its address where data has no name for it."""
    local, portal = here.local, here.local.portal
    folder, _, name = path.strip("/").partition("/")
    if name in portal.terms and f"{folder}/" == addresses.GLOSSARY:
        return local.term(name).label
    if name in portal.themes and f"{folder}/" == addresses.THEMES:
        return local.theme(name).title
    if name in portal.questions and f"{folder}/" == addresses.QUESTIONS:
        return local.question(name).title
    place, _, rest = name.partition("/")
    town = portal.towns.get(f"{folder}/{place}")
    return path if town is None else _title_below(here, town, rest)


def _title_below(here: Here, town: Town, path: str) -> Any:
    """What a town's page is called, *path* being its address below the town's."""
    year, _, below = path.partition("/")
    edition = next((edition for edition in town.editions if edition.id == year), None)
    if edition is None:
        return here.local.town(town)
    views = here.local.edition(edition)
    kind, _, name = below.partition("/")
    named = edition_name(here, edition)
    if kind == "initiatives" and name in views.initiatives:
        return here.titled(numbered(views.initiatives[name]), named)
    if kind == "chapters" and name in views.chapters:
        return here.titled(numbered(views.chapters[name]), named)
    return named


def _home(here: Here) -> Crumb:
    return Crumb(here.local.gettext("ホーム"), addresses.HOME)
