"""A theme's initiatives to the pages that they stand on: no page grows with the number of towns."""

from __future__ import annotations

from collections.abc import Iterator

from dxplans.edition import Edition, InitiativeLink
from dxplans.model.comparison import Comparison
from dxplans.portal import Portal
from dxplans.prefectures import Prefecture

LIMIT = 40
"""So many initiatives stand on one page: each with its verbs, KPIs and reasons is long."""

Found = tuple[Edition, str]


def rules_in(portal: Portal) -> dict[str, Comparison]:
    """The rules of comparison but those about towns that the site has not: a fork keeps them."""
    return {
        name: rule
        for name, rule in portal.comparisons.items()
        if not rule.about or any("/".join(s.split("/")[:2]) in portal.towns for s in rule.about)
    }


def is_long(portal: Portal, theme: str) -> bool:
    """Whether the theme is cut by prefecture."""
    return sum(link.main for link in portal.by_theme[theme]) > LIMIT


def bench_parts(portal: Portal, theme: str) -> Iterator[tuple[Prefecture | None, int]]:
    """The pages of a theme: the whole, or one that leads on to the parts of each prefecture."""
    yield (None, 1)
    if is_long(portal, theme):
        for place in counts(portal, theme):
            pages = -(-len(_here(portal, theme, place)) // LIMIT)
            yield from ((place, number) for number in range(1, pages + 1))


def counts(portal: Portal, theme: str) -> dict[Prefecture, int]:
    """How many initiatives of the theme each prefecture has, of those that have any."""
    found = {place: len(_here(portal, theme, place)) for place in portal.prefectures}
    return {place: number for place, number in found.items() if number}


def on_page(portal: Portal, theme: str, place: Prefecture | None, number: int) -> list[Found]:
    """The initiatives of one page; none on a page that only leads on."""
    if place is None:
        return [] if is_long(portal, theme) else _main(portal.by_theme[theme])
    start = (number - 1) * LIMIT
    return _here(portal, theme, place)[start : start + LIMIT]


def pages_of(portal: Portal, theme: str, place: Prefecture) -> int:
    """How many pages a prefecture's part has."""
    return -(-len(_here(portal, theme, place)) // LIMIT)


def _here(portal: Portal, theme: str, place: Prefecture) -> list[Found]:
    return _main(portal.near.get((theme, place), ()))


def _main(links: tuple[InitiativeLink, ...]) -> list[Found]:
    return [(link.edition, link.id) for link in links if link.main]
