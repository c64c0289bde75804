"""The portal in one language, as pages need it: views by id, names, dates and settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache

from dxplans.accessibility.report import Report
from dxplans.edition import Edition, Town
from dxplans.fiscal import date_name, fiscal_range_name, fiscal_year_name, fiscal_year_of
from dxplans.glossing import Matcher
from dxplans.kept.trace import unnoted
from dxplans.localise import SOURCE_LANGUAGE, Text, View
from dxplans.model.correction import Correction
from dxplans.portal import Portal
from dxplans.prefectures import Prefecture
from dxplans.settings import Settings
from dxplans.translation import Translation
from dxplans.updates.public import NO_UPDATES, Updates
from dxplans.views import LocalEdition
from dxplans.words import RANK

READY = 256
"""Editions held with their translations: those of the largest prefecture (179 municipalities) and
of a list that stands whole, or every list would read every translation again."""


@dataclass(eq=False)
class Local:
    """Everything that a page of one language is made from; the same for all its pages."""

    portal: Portal
    settings: Settings
    translation: Translation
    today: date
    paths: frozenset[str]
    assets: Mapping[str, str]
    matcher: Matcher = field(init=False)
    others: tuple[Local, ...] = ()
    report: Report | None = None
    """What was tested, known when all other pages are written; until then nothing is."""
    updates: Updates = NO_UPDATES
    """What changed in the data, and when."""

    def __post_init__(self) -> None:
        """The spellings to look for are those of this language."""
        self.lang = self.translation.lang
        self.prefix = self.settings.language(self.lang).prefix
        self.now = fiscal_year_of(self.today)
        # Few, and named on many pages; an edition has many texts, and few pages.
        self.term = cache(self._term)
        self.theme = cache(self._theme)
        self.question = cache(self._question)
        self.edition = lru_cache(maxsize=READY)(self._edition)
        if self.lang == SOURCE_LANGUAGE:
            self.matcher = self.portal.matcher
        else:
            self.matcher = Matcher(
                {
                    name: (str(view.label), *view.aliases_en)
                    for name in self.portal.terms
                    if not (view := self.term(name)).label.foreign
                }
            )

    def gettext(self, text: str) -> str:
        """An interface text in this language; Japanese where no translation is known."""
        return self.translation.interface.find("", text) or text

    def _term(self, identity: str) -> View:
        """A glossary term."""
        return View(self.portal.terms[identity], self.translation.glossary, identity)

    def _theme(self, identity: str) -> View:
        """A theme."""
        return View(self.portal.themes[identity], self.translation.themes, identity)

    def _question(self, identity: str) -> View:
        """A question."""
        return View(self.portal.questions[identity], self.translation.questions, identity)

    def comparison(self, identity: str) -> View:
        """One rule of what may be compared."""
        return View(self.portal.comparisons[identity], self.translation.comparisons, identity)

    def correction(self, year: int, correction: Correction) -> View:
        """One thing that was put right in a year."""
        return View(correction, self.translation.corrections, f"{year}/{correction.id}")

    def guide(self, identity: str) -> View:
        """What is told of one kind of messages of the check."""
        return View(self.portal.guides[identity], self.translation.guide, identity)

    def _edition(self, edition: Edition) -> LocalEdition:
        language = self.translation.language(f"plans/{edition.key}")
        with unnoted():  # it notes by itself what is read of it
            return LocalEdition(edition, language)

    # Names and dates

    def town(self, town: Town, *, short: bool = False) -> Text:
        """A publisher's name: 美祢市, Mine City. In English always with its kind.

        *short* is for a column head beside the whole names: 美祢, Mine.
        """
        publisher = town.publisher
        if short and publisher.rank in {"city", "town", "village", "ward"}:
            name = publisher.name[:-1] if self.lang == SOURCE_LANGUAGE else publisher.romanised
            return Text(name, self.lang)
        return self._named(publisher.name, publisher.romanised, RANK[publisher.rank])

    def prefecture(self, prefecture: Prefecture) -> Text:
        """A prefecture's name: 山口県, Yamaguchi Prefecture."""
        if self.lang != SOURCE_LANGUAGE and prefecture.slug in {"hokkaido", "tokyo"}:
            # Neither is a 県: their English names are their own.
            return Text(prefecture.romanised, self.lang)
        return self._named(prefecture.name, prefecture.romanised, RANK["prefecture"])

    def _named(self, name: str, romanised: str, kind: str) -> Text:
        if self.lang == SOURCE_LANGUAGE:
            return Text(name, self.lang)
        return Text(f"{romanised} {self.gettext(kind)}", self.lang)

    def fiscal(self, year: int, *, short: bool = False) -> str:
        """A fiscal year in both calendars."""
        return fiscal_year_name(year, self.lang, short=short)

    def period(self, start: int, end: int | None) -> str:
        """A period of fiscal years in both calendars, as it stands by itself."""
        name = fiscal_range_name(start, end, self.lang)
        return name[:1].upper() + name[1:]

    def date(self, value: str) -> str:
        """A day, month or year in both calendars."""
        return date_name(value, self.lang)

    def signed(self, edition: Edition) -> bool:
        """Whether a person has signed the edition's text in this language."""
        return any(s.language == self.lang for s in edition.plan.signatures)
