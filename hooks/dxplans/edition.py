"""What the portal is made of: publishers, their editions, and the links from themes and terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dxplans.kept.trace import Shelf, noting, watch
from dxplans.model import (
    Answer,
    Chapter,
    GlossaryEntry,
    Group,
    Initiative,
    Plan,
    Progress,
    Publisher,
    Stance,
)
from dxplans.model.gone import Gone
from dxplans.prefectures import Prefecture


@dataclass(frozen=True, slots=True, eq=False)
class Edition:
    """One edition of a plan with everything below it, in the document's order."""

    town: Town = field(repr=False)
    id: str
    plan: Plan = field(repr=False)
    chapters: Mapping[str, Chapter] = field(repr=False)
    initiatives: Mapping[str, Initiative] = field(repr=False)
    progress: Mapping[int, Progress] = field(repr=False)
    answers: Mapping[str, Answer] = field(default_factory=dict, repr=False)
    stances: Mapping[str, Stance] = field(default_factory=dict, repr=False)
    gone: tuple[Gone, ...] = field(default=(), repr=False)
    """What had an address in this plan and has it no more."""

    @property
    def key(self) -> str:
        """``yamaguchi/mine/2026``: the edition's folder, address and PO file."""
        return f"{self.town.key}/{self.id}"

    @property
    def former(self) -> Edition | None:
        """The edition that this one takes the place of, where the site has it."""
        return next((one for one in self.town.editions if one.id == self.plan.supersedes), None)

    def group(self, initiative: Initiative) -> Group | None:
        """The group that *initiative* belongs to."""
        return next((g for g in self.plan.groups if g.id == initiative.group), None)

    def policies(self, initiative: Initiative) -> tuple[str, ...]:
        """Ids of the policies served, the group's if the initiative names none."""
        group = self.group(initiative)
        return initiative.policies or (group.policies if group else ())

    @property
    def has_matrix(self) -> bool:
        """Whether the document says which initiative serves which policy."""
        return any(self.policies(initiative) for initiative in self.initiatives.values())

    @property
    def has_form(self) -> bool:
        """Whether there are results to hand in: a plan in force here that has KPIs."""
        stated = any(initiative.kpis for initiative in self.initiatives.values())
        return stated and self.plan.withdrawn is None

    def mark(self, initiative: Initiative) -> str | None:
        """The printed priority mark, the group's if the initiative has none."""
        group = self.group(initiative)
        return initiative.mark or (group.mark if group else None)


@dataclass(slots=True, eq=False)
class Town:
    """A publisher (municipality, prefecture or joint body) at its address, newest edition first."""

    prefecture: Prefecture
    slug: str
    publisher: Publisher
    editions: tuple[Edition, ...] = ()

    @property
    def order(self) -> tuple[str, str, str]:
        """Publishers stand by their codes, those without one last."""
        return (self.prefecture.code, self.publisher.code or "999999", self.slug)

    @property
    def key(self) -> str:
        """``yamaguchi/mine``: the publisher's folder and address."""
        return f"{self.prefecture.slug}/{self.slug}"


@dataclass(frozen=True, slots=True)
class InitiativeLink:
    """An initiative that belongs to a theme, mainly or in passing."""

    edition: Edition
    id: str
    main: bool


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A section, or with an empty id a chapter, of a theme: structure, talent and the like."""

    edition: Edition
    chapter: str
    id: str


@dataclass(frozen=True, slots=True)
class Said:
    """What one edition's own glossary says of a term."""

    edition: Edition
    chapter: str
    entry: GlossaryEntry


def _watch() -> None:
    """Let editions and publishers note what is read of them: a file, or a kind of files, each."""

    def shelf(kind: str) -> Any:
        return lambda edition, values: Shelf(values, (kind, edition.key), ("plan", edition.key))

    for name in ("plan", "progress", "answers", "stances", "gone"):
        watch(Edition, noting(name), name)
    watch(Edition, shelf("chapters"), "chapters")
    watch(Edition, shelf("initiatives"), "initiatives")
    watch(Town, noting("publisher"), "publisher")


_watch()
