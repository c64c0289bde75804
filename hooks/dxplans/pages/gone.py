"""What is gone: a page at each old address, and on pages that stayed a list of what stood on them."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from dxplans.check.leaves import sections_of
from dxplans.edition import Edition
from dxplans.localise import Language, Text, View
from dxplans.model.gone import Gone
from dxplans.pages import addresses
from dxplans.pages.here import Crumb, Here
from dxplans.pages.parts import crumbs, head, plan_crumb
from dxplans.portal import Portal
from dxplans.views import LocalEdition
from dxplans.words import marked

Shown = dict[str, Any]
_LISTS = {
    "glossary": (addresses.GLOSSARY, marked("用語集"), "glossary"),
    "themes": (addresses.THEMES, marked("テーマ"), "themes"),
    "questions": (addresses.QUESTIONS, marked("質問"), "questions"),
}
"""The list that a shared thing belongs to: its address, its title and its place in the menu."""


@dataclass(frozen=True, slots=True)
class Left:
    """One thing that is gone, as a page tells of it."""

    anchor: str
    entry: View
    day: str
    now: tuple[str, str, Text] | None
    """What follows: its page, its anchor and what it is called."""


def gone_pages(edition: Edition) -> Iterator[str]:
    """The addresses of a plan's pages that are gone."""
    yield from _pages(edition.gone)


def shared_pages(portal: Portal) -> Iterator[tuple[str, str]]:
    """Folder and address of every page of a term, theme or question that is gone."""
    for folder, found in portal.gone.items():
        yield from ((folder, path) for path in _pages(found))


def _pages(found: Sequence[Gone]) -> Iterator[str]:
    yield from (one.page for one in found if not one.anchor)


def on_page(here: Here, edition: Edition) -> list[Left]:
    """What stood on this page of a plan and does so no more."""
    language = here.local.edition(edition).language
    return [
        _left(here, one, language) for one in edition.gone if one.page == here.path and one.anchor
    ]


def of_edition(here: Here, edition: Edition) -> Shown:
    """The page at the address of a chapter or initiative that is gone."""
    here.section = "towns"
    language = here.local.edition(edition).language
    shown = _shown(here, edition.gone, language)
    here.crumbs = crumbs(here, edition, plan_crumb(here, edition), Crumb(here.title))
    return {**shown, "head": head(here, edition), "gone": on_page(here, edition)}


def shared(here: Here, folder: str) -> Shown:
    """The page at the address of a term, theme or question that is gone."""
    path, title, here.section = _LISTS[folder]
    translation = here.local.translation
    language: Language = getattr(translation, folder)
    shown = _shown(here, here.local.portal.gone[folder], language)
    above = here.local.gettext(title)
    home = Crumb(here.local.gettext("ホーム"), addresses.HOME)
    here.crumbs = (home, Crumb(above, path), Crumb(here.title))
    return {**shown, "head": None, "above": above, "above_path": path, "gone": []}


def gone(here: Here, subject: Edition | str) -> Shown:
    """The page at an address whose content is gone: of a plan, or of what all plans share."""
    if isinstance(subject, Edition):
        return of_edition(here, subject)
    return shared(here, subject)


def _shown(here: Here, found: Sequence[Gone], language: Language) -> Shown:
    one = next(one for one in found if one.address == here.path)
    left = _left(here, one, language)
    here.title = left.entry.name
    here.indexed = False
    here.head_title = here.titled(here.title, here.local.gettext("なくなったページ"))
    here.description = here.head_title
    return {"left": left}


def _left(here: Here, one: Gone, language: Language) -> Left:
    now = None
    if one.now is not None:
        path, _, anchor = one.now.partition("#")
        if path in here.local.paths:  # a project may be without the town
            now = (path, anchor, _called(here, path, anchor))
    return Left(one.anchor, View(one, language, "gone"), here.local.date(one.on), now)


def _called(here: Here, path: str, anchor: str) -> Text:
    """What a link to an address of ours is called; the address itself where nothing names it."""
    local, portal = here.local, here.local.portal
    folder, _, rest = path.rstrip("/").partition("/")
    shared: dict[str, tuple[Container[str], Callable[[str], View]]] = {
        "glossary": (portal.terms, local.term),
        "themes": (portal.themes, local.theme),
        "questions": (portal.questions, local.question),
    }
    if folder in shared and rest in shared[folder][0]:
        view = shared[folder][1](rest)
        return cast("Text", view.label if folder == "glossary" else view.title)
    edition = next((one for one in portal.editions() if path.startswith(f"{one.key}/")), None)
    if edition is not None:
        return _in_plan(local.edition(edition), path.removeprefix(f"{edition.key}/"), anchor)
    town = portal.towns.get(path.rstrip("/"))
    return local.town(town) if town else Text(path, here.lang)


def _in_plan(plan: LocalEdition, path: str, anchor: str) -> Text:
    """The name of a page or of a part of it; the plan's title for its other pages."""
    folder, _, rest = path.rstrip("/").partition("/")
    folders: dict[str, Mapping[str, View]] = {
        "chapters": plan.chapters,
        "initiatives": plan.initiatives,
    }
    there = folders if plan.edition.plan.withdrawn is None else {}
    view = there.get(folder, {}).get(rest)
    if view is None:
        return cast("Text", plan.plan.title)
    parts = _chapter_parts(view) if folder == "chapters" else _initiative_parts(view)
    return dict(parts).get(anchor) or cast("Text", view.title)


def _chapter_parts(view: View) -> Iterator[tuple[str, Text]]:
    yield from ((section.id, section.title) for section in sections_of(view))


def _initiative_parts(view: View) -> Iterator[tuple[str, Text]]:
    yield from ((f"kpi-{kpi.id}", kpi.name) for kpi in view.kpis)
    yield from ((f"action-{action.id}", action.text) for action in view.actions)
    rows = view.schedule.rows if view.schedule is not None else ()
    yield from ((f"schedule-{row.id}", row.label) for row in rows)
