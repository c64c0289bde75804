"""What is known of the history to what may be told today, newest first.

Of an edition that was withdrawn nothing is told but that, neither now nor of earlier days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from dxplans.portal import Portal
from dxplans.updates.record import History, Missing, Told, Update

KEPT = frozenset({"withdrawn"})
"""What is told of an edition that is withdrawn."""


@dataclass(frozen=True, slots=True)
class Updates:
    """The updates, newest first, and why they are not all of them."""

    entries: tuple[Update, ...] = ()
    missing: Missing = "unread"
    _by_publisher: Mapping[str, tuple[Update, ...]] = field(default_factory=dict)
    _by_page: Mapping[str, tuple[Update, ...]] = field(default_factory=dict)

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have updates, newest first."""
        return tuple(dict.fromkeys(update.day.year for update in self.entries))

    def of_year(self, year: int) -> tuple[Update, ...]:
        """What was told in a year of the calendar."""
        return tuple(update for update in self.entries if update.day.year == year)

    def of_publisher(self, key: str) -> tuple[Update, ...]:
        """What was told of a publisher and its plans."""
        return self._by_publisher.get(key, ())

    def of_edition(self, key: str) -> tuple[Update, ...]:
        """What was told of one edition."""
        publisher = key.rpartition("/")[0]
        return tuple(update for update in self.of_publisher(publisher) if update.edition == key)

    def of_page(self, path: str) -> tuple[Update, ...]:
        """What was told of one page: updates with the changes on that page alone."""
        return self._by_page.get(path, ())


NO_UPDATES = Updates()
"""Nobody has asked for the history."""


def public(history: History, portal: Portal) -> Updates:
    """The updates that may be told beside the pages of *portal*."""
    now = {edition.key: edition.plan.withdrawn is not None
           for town in portal.towns.values() for edition in town.editions}  # fmt: skip
    hidden = _hidden(history, now)
    later: dict[str, str] = {}
    found: list[Update] = []
    for commit in history.commits:
        for old, new in commit.renamed.items():
            later[old] = later.get(new, new)
        for update in commit.updates:
            kept = tuple(
                one for one in update.changes
                if one.kind in KEPT or not hidden & {update.edition, one.source}
            )  # fmt: skip
            if kept:
                found.append(_today(replace(update, changes=kept), later, hidden))
    found.sort(key=lambda update: -update.time)
    return Updates(tuple(found), history.missing, _by_publisher(found), _by_page(found))


def _by_publisher(updates: list[Update]) -> dict[str, tuple[Update, ...]]:
    found: dict[str, list[Update]] = {}
    for update in updates:
        if update.publisher:
            found.setdefault(update.publisher, []).append(update)
    return {key: tuple(here) for key, here in found.items()}


def _by_page(updates: list[Update]) -> dict[str, tuple[Update, ...]]:
    found: dict[str, list[Update]] = {}
    for update in updates:
        pages: dict[str, list[Told]] = {}
        for change in update.changes:
            if change.page:
                pages.setdefault(change.page, []).append(change)
        for page, changes in pages.items():
            found.setdefault(page, []).append(replace(update, changes=tuple(changes)))
    return {page: tuple(here) for page, here in found.items()}


def _hidden(history: History, now: Mapping[str, bool]) -> frozenset[str | None]:
    """The editions that are withdrawn: as the data says, or as it said last; older keys as well."""
    state = dict(now)
    for commit in history.commits:
        for old, new in commit.renamed.items():
            if old not in now and new in state:
                state[old] = state[new]
        for key, gone in commit.withdrawn.items():
            state.setdefault(key, gone)
    return frozenset(key for key, gone in state.items() if gone)


def _today(update: Update, later: Mapping[str, str], hidden: frozenset[str | None]) -> Update:
    """*update* under the address that its edition has now; its own key stays, for feeds are known by it."""
    title = None if update.edition in hidden else update.title
    edition = later.get(update.edition or "", update.edition)
    if edition is None or edition == update.edition:
        return replace(update, title=title)
    publisher = edition.rpartition("/")[0]
    return replace(update, title=title, edition=edition, publisher=publisher)
