"""What changed on a page, in a few lines near its end; and the feeds that tell of changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dxplans.edition import Edition, Town
from dxplans.localise import Text
from dxplans.pages import addresses
from dxplans.pages.here import Here
from dxplans.pages.local import Local
from dxplans.pages.updates import MISSING, feed_link, line_of
from dxplans.updates.record import Update

NEWEST = 5


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title and the link to it."""

    title: str
    link: str


@dataclass(frozen=True, slots=True)
class Recent:
    """One update of a page: its day, the most important change, and how many more there are."""

    day: str
    about: Text | None
    path: str | None
    text: Text
    more: int


@dataclass(frozen=True, slots=True)
class Past:
    """What is told near the end of a page. With neither lines nor a reason it is not shown."""

    lines: tuple[Recent, ...]
    missing: str
    """Why not everything is known; empty if it is."""
    year: int | None
    """The newest year that has updates."""
    path: str
    """The page that has them all, before and after."""


def past_of(here: Here, edition: Edition, *, whole: bool = False) -> Past:
    """What is known of this page; with *whole* of its edition."""
    known = here.local.updates
    found = known.of_edition(edition.key) if whole else known.of_page(here.path)
    # A site that was built without asking for the history has nothing to say of it on every page.
    missing = MISSING[known.missing] if known.missing != "unread" else ""
    return Past(
        _recent(here, found),
        missing,
        found[0].day.year if found else None,
        addresses.history(edition),
    )


def _recent(here: Here, found: Sequence[Update]) -> tuple[Recent, ...]:
    lines = []
    for update in found[:NEWEST]:
        line = line_of(here.local, update.changes[0], here.path)
        about = line.about if update.changes[0].page != here.path else None
        day = here.local.date(update.day.isoformat())
        lines.append(Recent(day, about, line.path, line.text, len(update.changes) - 1))
    return tuple(lines)


def feeds_of(here: Here) -> tuple[Feed, ...]:
    """The site's feed, and that of the publisher whose page this is."""
    local = here.local
    town = local.portal.towns.get("/".join(here.path.split("/")[:2]))
    return (Feed(feed_title(local, None), feed_link(here, addresses.feed())),
            *((feed_of(here, town),) if town else ()))  # fmt: skip


def feed_of(here: Here, town: Town) -> Feed:
    """The feed of one publisher."""
    return Feed(feed_title(here.local, town), feed_link(here, addresses.feed(town.key)))


def feed_title(local: Local, town: Town | None) -> str:
    """What the feed of everything, or of one publisher, is called."""
    site = local.settings.language(local.lang).site_name
    names = (site, str(local.town(town)) if town else "", local.gettext("更新の記録"))
    return " ".join(name for name in names if name)
