"""What a project holds already: publishers, editions, themes and terms to choose from."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

from dxplans.forms.question import Choice, Pair
from dxplans.forms.replies import Unreadable, kana, narrow
from dxplans.library import Cache, Entry, Library, read_library
from dxplans.model import Initiative, Plan, Publisher, Term, Theme
from dxplans.prefectures import PREFECTURES, Prefecture

T = TypeVar("T")
_CALLED = re.compile(r"(?P<name>.+?)[ /]+(?P<edition>[0-9]{4})")
"""A municipality and one of its editions: 美祢市 2026."""


@dataclass(frozen=True, slots=True)
class Body:
    """A publisher at its address."""

    prefecture: Prefecture
    slug: str
    publisher: Publisher
    editions: tuple[str, ...] = ()
    """Newest first."""

    @property
    def key(self) -> str:
        """``yamaguchi/mine``."""
        return f"{self.prefecture.slug}/{self.slug}"


@dataclass(frozen=True, slots=True)
class Shelf:
    """An edition as far as forms need it."""

    body: Body
    id: str
    plan: Plan
    entry: Entry
    initiatives: dict[str, Initiative] = field(default_factory=dict)
    progress: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """``yamaguchi/mine/2026``."""
        return f"{self.body.key}/{self.id}"

    @property
    def name(self) -> str:
        """How a clerk calls it."""
        return f"{self.body.publisher.name} {self.plan.title}"


@dataclass(frozen=True, slots=True)
class Project:
    """A project's folder, its files, and the day."""

    root: Path
    today: date
    library: Library
    cache: Cache = field(default_factory=dict, repr=False)

    @classmethod
    def at(cls, root: Path, today: date) -> Project:
        """The project in the folder *root*; its files may have errors."""
        cache: Cache = {}
        return cls(root, today, read_library(root, cache), cache)

    def bodies(self) -> dict[str, Body]:
        """The publishers by their keys; those with errors are left out."""
        found = {}
        for entry in self.library.of_kind("publisher"):
            place, slug = PREFECTURES.get(entry.ids["prefecture"]), entry.ids["publisher"]
            if place is not None and entry.value is not None:
                below = self._editions(place.slug, slug)
                body = Body(place, slug, cast("Publisher", entry.value), below)
                found[body.key] = body
        return found

    def _editions(self, prefecture: str, slug: str) -> tuple[str, ...]:
        mine = (
            e.ids["edition"] for e in self.library.of_kind("plan")
            if (e.ids["prefecture"], e.ids["publisher"]) == (prefecture, slug)
        )  # fmt: skip
        return tuple(sorted(mine, reverse=True))

    def shelves(self) -> dict[str, Shelf]:
        """The editions by their keys; those whose plan.yaml has errors are left out."""
        bodies = self.bodies()
        found = {}
        for entry in self.library.of_kind("plan"):
            body = bodies.get(f"{entry.ids['prefecture']}/{entry.ids['publisher']}")
            if body is None or entry.value is None:
                continue
            below = [e for e in self.library.entries.values() if e.edition == entry.edition]
            plan = cast("Plan", entry.value)
            values = {e.ids["id"]: e.value for e in below if e.kind == "initiative"}
            ordered = {
                name: cast("Initiative", values[name])
                for name in plan.initiatives if values.get(name) is not None
            }  # fmt: skip
            years = tuple(e.ids["id"] for e in below if e.kind == "progress")
            shelf = Shelf(body, entry.ids["edition"], plan, entry, ordered, years)
            found[shelf.key] = shelf
        return found

    def terms(self) -> dict[str, Term]:
        """The terms of the glossary by their ids."""
        found = ((e.ids["id"], e.value) for e in self.library.of_kind("term"))
        return {identity: cast("Term", value) for identity, value in found if value is not None}

    def themes(self) -> tuple[Choice, ...]:
        """The themes to choose from, in their order."""
        found = ((e.ids["id"], e.value) for e in self.library.of_kind("theme"))
        valid = [(cast("Theme", value), identity) for identity, value in found if value is not None]
        valid.sort(key=lambda one: (one[0].order, one[0].reading))
        return tuple(Choice(identity, (theme.title, theme.title)) for theme, identity in valid)

    def codes(self) -> Iterator[tuple[str, str]]:
        """Every code of a publisher, with its file."""
        for entry in self.library.of_kind("publisher"):
            value = cast("Publisher | None", entry.value)
            if value is not None:
                yield from ((old.code, entry.doc.file) for old in value.former)
                if value.code:
                    yield value.code, entry.doc.file

    def body(self, typed: str) -> Body:
        """The publisher called so: 美祢市, みねし, yamaguchi/mine, its code."""
        bodies = self.bodies()
        named = [
            body for body in bodies.values()
            if _meant(typed) & {body.key, body.slug, body.publisher.name, body.publisher.reading,
                                body.publisher.code, body.publisher.romanised.lower()}
        ]  # fmt: skip
        return _only(typed, named, {b.publisher.name: b for b in bodies.values()}, _NO_BODY)

    def shelf(self, typed: str) -> Shelf:
        """The edition called so: yamaguchi/mine/2026, 美祢市 2026, or 美祢市 for the newest."""
        shelves = self.shelves()
        key = narrow(typed).removeprefix("plans/").strip("/")
        if key in shelves:
            return shelves[key]
        called = _CALLED.fullmatch(key)
        name, edition = (called["name"], called["edition"]) if called else (key, "")
        body = self.body(name)
        mine = [body.key + "/" + one for one in body.editions if one == edition or not edition]
        for one in mine:
            if one in shelves:
                return shelves[one]
        raise Unreadable(
            f"{body.publisher.name}には、使える計画（plan.yaml）がありません。"
            f"`dxplans new edition --publisher {body.key}` で作るか、`dxplans check` で確かめてください。",
            f"{body.publisher.name} has no plan.yaml that can be used. Make one with "
            f"`dxplans new edition --publisher {body.key}`, or see `dxplans check`.",
        )


def prefecture(typed: str) -> str:
    """The slug of a prefecture: 山口, 山口県, やまぐち, yamaguchi, 35."""
    meant = _meant(typed)
    named = [
        place for place in PREFECTURES.values()
        if meant & {place.slug, place.name, place.name[:-1], place.reading, place.code,
                    place.reading.removesuffix("けん").removesuffix("ふ")}
    ]  # fmt: skip
    return _only(
        typed, named, {place.name: place for place in PREFECTURES.values()}, _NO_PLACE
    ).slug


def _meant(typed: str) -> set[str | None]:
    return {narrow(typed), narrow(typed).lower(), kana(typed)}


_NO_BODY: Pair = ("市町村などの名前", "municipality")
_NO_PLACE: Pair = ("都道府県", "prefecture")


def _only(typed: str, named: Iterable[T], known: dict[str, T], what: Pair) -> T:
    found = tuple(named)
    if len(found) == 1:
        return found[0]
    near = difflib.get_close_matches(narrow(typed), known, n=3, cutoff=0.3) or list(known)[:5]
    shown = "、".join(near)
    raise Unreadable(
        f"{what[0]}「{narrow(typed)}」が{'いくつもあります' if found else '見つかりません'}。"
        + (f"このどれかですか: {shown}" if shown else ""),
        f"There is {'more than one' if found else 'no'} {what[1]} “{narrow(typed)}”."
        + (f" Is it one of these: {', '.join(near)}?" if shown else ""),
    )
