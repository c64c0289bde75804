"""A commit to what readers are told of it: its updates, each in words of both languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Literal

from dxplans.changes import Change, compare
from dxplans.changes.cells import cells_of
from dxplans.changes.naming import Name
from dxplans.changes.record import record_of
from dxplans.changes.repository import Repository
from dxplans.changes.sentence import Pair
from dxplans.changes.sentences import predicate
from dxplans.changes.snapshot import Nothing, Snapshot, Tree
from dxplans.changes.way import subject
from dxplans.updates.history import Commit

JAPAN = timezone(timedelta(hours=9))
Missing = Literal["", "repository", "program", "shallow", "unread"]
"""Why the history is not whole: no repository, no git, only its newest part, not asked for."""
_SILENT = frozenset({
    "unreadable", "invalid", "search", "accessibility", "machine", "untranslated", "page", "setting",
    "program", "file", "notation",
})  # fmt: skip
"""Kinds of changes that no reader of a plan sees."""
_ASIDE = frozenset({
    "guide", "search", "reading", "accessibility", "comparison", "project", "page",
})  # fmt: skip
_SHARED = {
    "term": "glossary",
    "theme": "themes",
    "question": "questions",
    "corrections": "corrections",
}
_PLAN = "/plan.yaml"
_NO_TEXT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What neither HTML nor XML can hold, as a translation in an old commit may."""


@dataclass(frozen=True, slots=True)
class Told:
    """One change in words: of what kind, about what, what happened, and the texts that differ."""

    kind: str
    about: Name
    """Empty where the update's own title says it."""
    text: Name
    page: str | None
    """Where it shows, or showed before it was removed."""
    source: str | None
    """The edition that the words were taken from, if it is another."""
    rank: int
    pairs: tuple[Pair, ...] = ()
    pairs_en: tuple[Pair, ...] = ()
    item: Name | None = None
    """What a 新旧対照表 calls it; None where it cannot stand in one."""
    old: Name | None = None
    new: Name | None = None
    """Its sides there, unless there are pairs; None is nothing."""


@dataclass(frozen=True, slots=True)
class Update:
    """What one commit changed in one edition, in what belongs to a publisher, or in shared data."""

    commit: str
    time: int
    key: str
    """``yamaguchi/mine/2026``, ``yamaguchi/mine`` or ``glossary``, ``themes``, ``questions``, ``corrections``."""
    publisher: str | None
    edition: str | None
    named: Name | None
    """The publisher as it was called then."""
    title: Name | None
    """The plan as it was called then, where that is known."""
    changes: tuple[Told, ...]
    """The most important first."""

    @property
    def day(self) -> date:
        """The day of it in Japan."""
        return day_of(self.time)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of its changes, most important first, each once."""
        return tuple(dict.fromkeys(one.kind for one in self.changes))


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is known of one commit."""

    commit: str
    time: int
    updates: tuple[Update, ...] = ()
    withdrawn: Mapping[str, bool] = field(default_factory=dict)
    """The editions whose plan it touched, and whether they are withdrawn after it."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Editions that have another key after it."""


@dataclass(frozen=True, slots=True)
class History:
    """Everything that is known, newest first, and why it is not whole."""

    commits: tuple[Recorded, ...] = ()
    missing: Missing = ""


UNKNOWN = History(missing="unread")


def day_of(time: int) -> date:
    """The day in Japan at *time*, in seconds since 1970."""
    return datetime.fromtimestamp(time, JAPAN).date()


def recorded(repository: Repository, commit: Commit) -> Recorded:
    """What *commit* changed for readers; only the files that it touches are read, and names."""
    if not commit.files:
        return Recorded(commit.id, commit.time)
    after = Tree(repository, commit.id, commit.tree)
    before: Snapshot = Nothing()
    if commit.before is not None:
        before = tree = Tree(repository, commit.id, commit.before)
        tree.known.update({one.name: one.before for one in commit.files if one.before})
    after.known.update({one.name: one.after for one in commit.files if one.after})
    names = [one.name for one in commit.files]
    changes = compare(before, after, files=names)
    return Recorded(
        commit.id, commit.time, _updates(commit, changes),
        {edition: gone for name in names if name.endswith(_PLAN)
         for edition, gone in _withdrawn(name, before, after)},
        {str(_edition_of(c.file_before)): c.edition for c in changes
         if c.kind == "address" and c.edition and c.file.endswith(_PLAN)},
    )  # fmt: skip


def _withdrawn(name: str, before: Snapshot, after: Snapshot) -> Iterable[tuple[str, bool]]:
    """The edition of a plan's file, and whether it is withdrawn, or was when the file went."""
    raw = after.read(name) or before.read(name)
    found = record_of(name, raw) if raw is not None else None
    if found is not None and found.edition:
        yield found.edition, bool((found.data or {}).get("withdrawn"))


def _edition_of(file: str) -> str | None:
    parts = file.split("/")
    return "/".join(parts[1:4]) if parts[0] == "plans" and len(parts) > 4 else None  # noqa: PLR2004


def _updates(commit: Commit, changes: Iterable[Change]) -> tuple[Update, ...]:
    groups: dict[str, list[Change]] = {}
    for change in changes:
        key = _key(change)
        if key is not None:
            groups.setdefault(key, []).append(change)
    return tuple(_update(commit, key, found) for key, found in groups.items())


def _key(change: Change) -> str | None:
    """What *change* is told with; None if it is not told."""
    about = change.subject
    if change.kind in _SILENT or change.within is not None or about.type in _ASIDE:
        return None
    if change.publisher is not None:
        return change.edition or change.publisher
    return about.id if about.type == "translation" else _SHARED.get(about.type)


def _update(commit: Commit, key: str, changes: list[Change]) -> Update:
    first = changes[0]
    titles = (c.subject.title for c in changes if c.subject.type in {"edition", "translation"})
    ranked = sorted(changes, key=lambda change: change.rank)
    return Update(
        commit.id, commit.time, key, first.publisher, first.edition,
        _clean_name(next((c.subject.publisher for c in changes if c.subject.publisher), None)),
        _clean_name(next((title for title in titles if title), None)) if first.edition else None,
        tuple(told_of(change) for change in ranked),
    )  # fmt: skip


def told_of(change: Change) -> Told:
    """*change* in words, without anything that HTML or XML cannot hold."""
    own = change.subject.type in {"edition", "publisher", "corrections", "translation"}
    source = _edition_of(change.file_before)
    cells = cells_of(change)
    return Told(
        change.kind,
        Name("", "") if own else Name(_about(change, "ja"), _about(change, "en")),
        Name(_clean(predicate(change, "ja")), _clean(predicate(change, "en"))),
        change.page_after or change.page_before,
        source if source != change.edition else None,
        change.rank,
        tuple(map(_clean_pair, change.pairs)),
        tuple(map(_clean_pair, change.pairs_en)),
        _clean_name(cells.item) if cells else None,
        _clean_name(cells.old) if cells else None,
        _clean_name(cells.new) if cells else None,
    )


def _about(change: Change, lang: str) -> str:
    """The subject without the publisher, whom the title names."""
    town = change.subject.publisher
    return _clean(subject(change, lang).removeprefix(town.in_(lang) if town else "").strip())


def _clean(text: str) -> str:
    return _NO_TEXT.sub("", text)


def _clean_name(name: Name | None) -> Name | None:
    return name and Name(_clean(name.ja), name.en and _clean(name.en))


def _clean_pair(pair: Pair) -> Pair:
    before, after = (None if side is None else _clean(side) for side in (pair.before, pair.after))
    return Pair(before, after)
