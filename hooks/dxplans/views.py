"""An edition to its views in one language: what pages show of it, each reading of it noted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from dxplans.check.leaves import placed_blocks
from dxplans.edition import Edition
from dxplans.kept.trace import Once, Shelf, note, watch
from dxplans.localise import Language, Text, View
from dxplans.model import Initiative
from dxplans.model.chapter import ScheduleBlock
from dxplans.model.initiative import Schedule

LANGUAGE = "language"
"""What the reading of an edition's translations is noted as."""


class InitiativeView(View):
    """An initiative whose number is whole: 「(5)」 below 「4.2」 is 4.2 (5).

    Numbers in brackets begin again under each heading, so alone they name nothing.
    """

    __slots__ = ("number",)

    def __init__(
        self, value: Initiative, language: Language, context: str, above: str | None
    ) -> None:
        super().__init__(value, language, context)
        number = None if value.number is None else language.text(f"{context}/number", value.number)
        if number is not None and above and re.match(r"[(（]", number):
            number = Text(f"{above} {number}", number.lang, foreign=number.foreign)
        self.number = number


class LocalEdition:
    """An edition's plan, chapters and initiatives as views in one language."""

    __slots__ = (
        "_schedules", "answers", "chapters", "edition", "initiatives", "lang", "language", "made", "plan", "progress",
        "stances",
    )  # fmt: skip

    def __init__(self, edition: Edition, language: Language) -> None:
        self.edition = edition
        self.language, self.lang = language, language.lang
        self.made: dict[tuple[Any, ...], Once[Any]] = {}
        """What pages show of it alike: made by the first page that shows it (pages/once.py)."""
        self.plan = View(edition.plan, language, "plan")
        self.chapters: Mapping[str, View] = {
            name: View(chapter, language, f"chapters/{name}")
            for name, chapter in edition.chapters.items()
        }
        self.initiatives: Mapping[str, InitiativeView] = {
            name: InitiativeView(
                initiative, language, f"initiatives/{name}", _above(edition, initiative)
            )
            for name, initiative in edition.initiatives.items()
        }
        self.answers: Mapping[str, View] = _by_id(edition.answers, "answers", language)
        self.stances: Mapping[str, View] = _by_id(edition.stances, "themes", language)
        self.progress: Mapping[int, View] = {
            year: View(progress, language, f"progress/{year}")
            for year, progress in edition.progress.items()
        }
        self._schedules = Once[tuple[tuple[str, View | None, Schedule, View], ...]]()

    @property
    def schedules(self) -> tuple[tuple[str, View | None, Schedule, View], ...]:
        """The plan's common schedules in its order, each with its chapter and, below that, section."""
        return self._schedules.get(self._common)

    def _common(self) -> tuple[tuple[str, View | None, Schedule, View], ...]:
        return tuple(
            (name, section, view.model.schedule, view.schedule)
            for name, chapter in self.chapters.items()
            for section, view in placed_blocks(chapter)
            if isinstance(view.model, ScheduleBlock)
        )


def _watch() -> None:
    """Let views note what is read of them, as editions do: the file, and its translations."""

    def read(kind: str) -> Any:
        def noted(one: LocalEdition, value: Any) -> Any:
            note(LANGUAGE, one.edition.key, one.lang)
            if kind in {"chapters", "initiatives"}:
                # The number of an initiative may be its group's.
                note("plan", one.edition.key)
                return Shelf(value, (kind, one.edition.key), ("plan", one.edition.key))
            if kind != "language":
                note(kind, one.edition.key)
            return value

        return noted

    for kind in ("plan", "chapters", "initiatives", "answers", "stances", "progress", "language"):
        watch(LocalEdition, read(kind), kind)


_watch()


def _by_id(values: Mapping[str, BaseModel], context: str, language: Language) -> dict[str, View]:
    return {name: View(value, language, f"{context}/{name}") for name, value in values.items()}


def _above(edition: Edition, initiative: Initiative) -> str | None:
    group = edition.group(initiative)
    return group.number if group else None
