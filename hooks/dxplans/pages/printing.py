"""A plan as one document to print: its parts as their own pages show them, put together.

Every part is rendered by the template of its page, so that paper and screen can not differ; its
headings go one level down, its ids get the part's name, and links between parts stay inside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from dxplans.edition import Edition
from dxplans.pages import addresses, plans
from dxplans.pages.here import Crumb, Here
from dxplans.pages.parts import crumbs, edition_name, head, plan_crumb

Shown = dict[str, Any]
DEEPEST = 6
_HEADING = re.compile(r"<(/?)h([1-6])\b")
_OWN = re.compile(r'\b(id|aria-labelledby)="([^"]*)"')
_LINK = re.compile(r'\bhref="([^"#]*)(?:#([^"]*))?"')
_SECTION = re.compile(r'<(/?)section\b(?: class="([^"]*)")?[^>]*>')


@dataclass(frozen=True, slots=True)
class Part:
    """One page of the plan inside the document: its name here, its page, and what that shows."""

    name: str
    here: Here
    template: str
    shown: Shown

    @property
    def title(self) -> Any:
        """The title of the page with the number that the document gives it."""
        return self.here.crumbs[-1].title


def whole(here: Here, edition: Edition) -> Shown:
    """The whole plan: its dates, initiatives, chapters and corrections; its words at the end."""
    local = here.local.edition(edition)
    # Each part takes this page's address for its own: links lead out from here.
    parts = list(_parts(here, edition))
    plan = parts.pop(0)
    here.title = local.plan.title
    here.section = "towns"
    here.indexed = False
    here.head_title = here.titled(
        here.local.gettext("印刷用の全文"),
        edition_name(here, edition, here.local.town(edition.town)),
    )
    here.description = here.head_title
    last = Crumb(here.local.gettext("印刷用の全文"))
    here.crumbs = crumbs(here, edition, plan_crumb(here, edition), last)
    count = len(edition.initiatives)
    return {
        "head": head(here, edition),
        "plan": local.plan,
        "edition": edition,
        "dates": plan,
        "initiatives": parts[:count],
        "chapters": parts[count:],
        "places": {_relative(here, path): name for path, name in _places(edition)},
    }


def _parts(here: Here, edition: Edition) -> Iterator[Part]:
    def part(name: str, template: str, show: Callable[..., Shown], *rest: str) -> Part:
        own = here.beside()
        return Part(name, own, template, show(own, edition, *rest))

    yield part("plan", "plan", plans.plan)
    for name in edition.initiatives:
        yield part(f"initiative-{name}", "initiative", plans.initiative, name)
    for name in edition.chapters:
        yield part(f"chapter-{name}", "chapter", plans.chapter, name)
    yield part("corrections", "errata", plans.errata)


def _places(edition: Edition) -> Iterator[tuple[str, str]]:
    yield from ((addresses.initiative(edition, n), f"initiative-{n}") for n in edition.initiatives)
    yield from ((addresses.chapter(edition, n), f"chapter-{n}") for n in edition.chapters)
    yield addresses.errata(edition), "corrections"


def _relative(here: Here, path: str) -> str:
    return addresses.relative(here.path, path)


def apart(html: str, name: str, places: Mapping[str, str]) -> Markup:
    """A part's *html* for inside the document; *places* are the other parts by their links."""
    html = _OWN.sub(lambda m: f'{m[1]}="{name}-{m[2]}"', html)
    html = html.replace("<h1>", f'<h1 id="{name}">', 1)
    html = _LINK.sub(lambda m: f'href="{_target(m[1], m[2], name, places)}"', html)
    html = _HEADING.sub(lambda m: f"<{m[1]}h{min(DEEPEST, int(m[2]) + 1)}", html)
    # Dozens of sections with the same few names would be landmarks that lead nowhere.
    html = _SECTION.sub(
        lambda m: f"<{m[1]}div{f' class={chr(34)}{m[2]}{chr(34)}' if m[2] else ''}>", html
    )
    return Markup(html)  # noqa: S704 - a template made it


def _target(link: str, anchor: str | None, name: str, places: Mapping[str, str]) -> str:
    if not link:
        return f"#{name}-{anchor}"
    if link in places:
        return f"#{places[link]}-{anchor}" if anchor else f"#{places[link]}"
    return f"{link}#{anchor}" if anchor else link
