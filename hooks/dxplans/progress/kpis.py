"""A plan's KPIs, found by their ids or by what a clerk calls them."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from dxplans.edition import Edition
from dxplans.model import Kpi
from dxplans.progress.grid import folded

_REPEATED = re.compile(r"^\(再掲\)|^再掲:?")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One KPI of the plan, with what a person tells it by."""

    initiative: str
    number: str | None
    title: str
    kpi: Kpi

    @property
    def key(self) -> tuple[str, str]:
        """The ids of its initiative and of itself."""
        return (self.initiative, self.kpi.id)

    @property
    def name(self) -> str:
        """Its printed name."""
        return self.kpi.name

    @property
    def heading(self) -> str:
        """⑥ AI・RPAの利用促進: the initiative as it is printed."""
        return f"{self.number} {self.title}" if self.number else self.title

    @property
    def unit(self) -> str | None:
        """The unit of its target, else of its baseline."""
        quantities = (self.kpi.target, self.kpi.baseline)
        return next((found.unit for found in quantities if found and found.unit), None)


@dataclass(frozen=True, slots=True)
class Indicators:
    """Every KPI of an edition, in the plan's order."""

    all: tuple[Indicator, ...]

    @classmethod
    def of(cls, edition: Edition) -> Indicators:
        """Those of *edition*."""
        return cls(
            tuple(
                Indicator(identity, initiative.number, initiative.title, kpi)
                for identity, initiative in edition.initiatives.items()
                for kpi in initiative.kpis
            )
        )

    def by_key(self, key: tuple[str, str]) -> Indicator | None:
        """The KPI with these ids."""
        return next((found for found in self.all if found.key == key), None)

    def original(self, indicator: Indicator) -> Indicator | None:
        """The KPI that *indicator* only repeats (再掲)."""
        initiative, _, kpi = (indicator.kpi.repeat_of or "").partition("/")
        return self.by_key((initiative, kpi)) if kpi else None

    def named(self, name: str) -> tuple[Indicator, ...]:
        """Every KPI of this name; width, spaces and the word 再掲 do not count."""
        wanted = _bare(name)
        return tuple(found for found in self.all if _bare(found.name) == wanted)

    def near(self, name: str) -> str | None:
        """The printed name that *name* is most like."""
        known = {folded(found.name): found.name for found in self.all}
        near = difflib.get_close_matches(folded(name), known, n=1, cutoff=0.5)
        return known[near[0]] if near else None


def is_called(indicator: Indicator, number: str | None, title: str | None) -> bool:
    """Whether the initiative of *indicator* may be called so; what is not given does not count.

    Either is enough: a title may hold the number too, or be shortened.
    """
    wanted = [folded(text) for text in (number, title) if text]
    if not wanted:
        return True
    its_title, its_number = folded(indicator.title), folded(indicator.number or "")
    return any(
        text in (its_title, its_number, its_number + its_title)
        or its_title in text
        or (len(text) > 2 and text in its_title)  # noqa: PLR2004 - a word, not a letter
        for text in wanted
    )


def _bare(name: str) -> str:
    return _REPEATED.sub("", folded(name))
