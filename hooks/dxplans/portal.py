"""Checked files to the portal: publishers with their editions, terms, themes, and who links whom.

The portal holds no language; ``localise`` gives it one. Everything is in a fixed order: publishers
by code, initiatives as the plan lists them, terms and themes by reading.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from dxplans.accessibility.report import Commitment
from dxplans.check.leaves import blocks_of, sections_of, texts
from dxplans.check.project import checked_library
from dxplans.edition import Edition, InitiativeLink, Said, SectionLink, Town
from dxplans.glossing import Matcher
from dxplans.guide.entries import guides_in
from dxplans.kept.trace import Key, shelved, watch
from dxplans.library import Cache, Library
from dxplans.model import (
    Answers,
    Chapter,
    Initiative,
    Plan,
    Progress,
    Publisher,
    Question,
    Stances,
    Term,
    Theme,
)
from dxplans.model.accessibility import AccessibilityPolicy, Criteria, Judgements
from dxplans.model.chapter import GlossaryBlock
from dxplans.model.comparison import Comparison
from dxplans.model.correction import Correction, Corrections
from dxplans.model.gone import Gone, GoneList
from dxplans.model.guide import Guide
from dxplans.model.reading import Furigana
from dxplans.model.search import SEARCH_KINDS, Reading, SearchWords
from dxplans.part.cut import cut
from dxplans.prefectures import PREFECTURES, Prefecture
from dxplans.problem import PlanError, Problem


@dataclass(frozen=True, slots=True)
class Portal:
    """Everything that is published, linked both ways."""

    towns: dict[str, Town]
    terms: dict[str, Term]
    themes: dict[str, Theme]
    questions: dict[str, Question]
    matcher: Matcher
    by_theme: Mapping[str, tuple[InitiativeLink, ...]]
    sections: Mapping[tuple[str, str], tuple[SectionLink, ...]]
    """What a plan's chapters say of a theme, by the theme and the edition's key."""
    near: Mapping[tuple[str, Prefecture], tuple[InitiativeLink, ...]]
    said: Mapping[str, tuple[Said, ...]]
    used: Mapping[str, tuple[tuple[Edition, str], ...]]
    names: Mapping[tuple[str, str], frozenset[str]]
    """The terms that stand in the text of an initiative, by its edition's key and its id."""
    warnings: tuple[Problem, ...] = ()
    words: SearchWords = field(default_factory=SearchWords)
    furigana: tuple[Reading, ...] = ()
    """Readings for the furigana switch that no other file gives."""
    prefectures: dict[Prefecture, tuple[Town, ...]] = field(default_factory=dict)
    """The prefectures that have publishers, in their national order."""
    commitment: Commitment | None = None
    """What the site aims for in accessibility; None where a project has no a11y/."""
    corrections: dict[int, tuple[Correction, ...]] = field(default_factory=dict)
    """What this site had wrong and put right, by year, newest first."""
    corrected: dict[str, tuple[tuple[int, Correction], ...]] = field(default_factory=dict)
    """The same by the key of the edition whose pages were wrong, each with its year."""
    guides: dict[str, Guide] = field(default_factory=dict)
    """What the site tells of the check's messages; empty where a project has no guide/."""
    comparisons: dict[str, Comparison] = field(default_factory=dict)
    """What may and may not be compared, the first to be told first."""
    gone: dict[str, tuple[Gone, ...]] = field(default_factory=dict)
    """What is gone of the terms, themes and questions, by their folders."""
    asked: dict[Key, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
    """What pages have asked of all plans at once, and the answers."""

    def editions(self) -> Iterator[Edition]:
        """Every edition of every publisher."""
        for town in self.towns.values():
            yield from town.editions


LINKS = ("by_theme", "sections", "near", "said", "used", "names")
"""What is linked over all plans: of these each reading is noted, by what is linked."""
for _name in LINKS:
    watch(Portal, shelved(_name), _name)


def check(root: Path, cache: Cache | None = None) -> tuple[Library, tuple[Problem, ...]]:
    """Read and check the project at *root*; the library and all problems, sorted."""
    library = checked_library(root, cache)
    return library, library.problems()


def load(root: Path, cache: Cache | None = None, only: str | None = None) -> Portal:
    """The portal of the project at *root*, or of *only* one part, when all is checked; PlanError if it has errors."""
    library, problems = check(root, cache)
    if any(problem.level == "error" for problem in problems):
        raise PlanError(problems)
    portal = link(cut(library, only), problems)
    if library.records is not None:
        library.records.rest()
    return portal


def link(library: Library, warnings: tuple[Problem, ...] = ()) -> Portal:
    """A checked *library* as a portal."""
    towns = _towns(library)
    terms = {e.ids["id"]: cast("Term", e.value) for e in library.of_kind("term")}
    terms = dict(sorted(terms.items(), key=lambda item: (item[1].reading, item[0])))
    themes = {e.ids["id"]: cast("Theme", e.value) for e in library.of_kind("theme")}
    themes = dict(sorted(themes.items(), key=lambda item: (item[1].order, item[1].reading)))
    questions = {e.ids["id"]: cast("Question", e.value) for e in library.of_kind("question")}
    questions = dict(sorted(questions.items(), key=lambda item: (item[1].order, item[0])))
    matcher = Matcher({identity: (term.label, *term.aliases) for identity, term in terms.items()})
    editions = [edition for town in towns.values() for edition in town.editions]
    live = [edition for edition in editions if edition.plan.withdrawn is None]
    by_theme = _by_theme(live, themes)
    used = _used(live, matcher, terms)
    corrections = _corrections(library)
    return Portal(
        towns, terms, themes, questions, matcher,
        by_theme, _sections(live), _near(by_theme),
        _said(live, terms), used, _names(used), warnings, SearchWords.of(library.singles(SEARCH_KINDS)),
        _furigana(library), _prefectures(towns), _commitment(library), corrections,
        _corrected(corrections), guides_in(library.of_kind("guide")), _comparisons(library),
        {e.ids["shared"]: _gone(e.value) for e in library.of_kind("gone") if e.edition is None},
    )  # fmt: skip


def _gone(value: object) -> tuple[Gone, ...]:
    return value.gone if isinstance(value, GoneList) else ()


def _comparisons(library: Library) -> dict[str, Comparison]:
    found = {e.ids["id"]: cast("Comparison", e.value) for e in library.of_kind("comparison")}
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


def _furigana(library: Library) -> tuple[Reading, ...]:
    found = cast("Furigana | None", library.singles(("furigana",)).get("furigana"))
    return found.readings if found else ()


def _commitment(library: Library) -> Commitment | None:
    found = library.singles(("policy", "criteria", "judgements"))
    policy = cast("AccessibilityPolicy | None", found.get("policy"))
    criteria = cast("Criteria | None", found.get("criteria"))
    if policy is None or criteria is None:
        return None
    judgements = cast("Judgements | None", found.get("judgements"))
    return Commitment(policy, criteria, judgements or Judgements())


def _corrections(library: Library) -> dict[int, tuple[Correction, ...]]:
    files = {int(e.ids["id"]): cast("Corrections", e.value) for e in library.of_kind("corrections")}
    return {
        year: tuple(sorted(files[year].corrections, key=lambda one: (one.on, one.id), reverse=True))
        for year in sorted(files, reverse=True)
    }


def _corrected(
    corrections: dict[int, tuple[Correction, ...]],
) -> dict[str, tuple[tuple[int, Correction], ...]]:
    """So that no plan looks through the log of all of Japan."""
    found: dict[str, list[tuple[int, Correction]]] = {}
    for year, log in corrections.items():
        for one in log:
            for key in dict.fromkeys("/".join(page.split("/")[:3]) for page in one.pages):
                found.setdefault(key, []).append((year, one))
    return {key: tuple(log) for key, log in found.items()}


def _prefectures(towns: dict[str, Town]) -> dict[Prefecture, tuple[Town, ...]]:
    found: dict[Prefecture, list[Town]] = {}
    for town in towns.values():
        found.setdefault(town.prefecture, []).append(town)
    return {place: tuple(found[place]) for place in PREFECTURES.values() if place in found}


def _towns(library: Library) -> dict[str, Town]:
    plans: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    files: dict[tuple[str, ...], dict[str, dict[str, object]]] = {}
    for entry in library.entries.values():
        if entry.edition is not None:
            kinds = files.setdefault(entry.edition, {})
            kinds.setdefault(entry.kind, {})[entry.ids.get("id", "")] = entry.value
    for edition in files:
        plans.setdefault((edition[0], edition[1]), []).append(edition)
    towns = []
    for entry in library.of_kind("publisher"):
        place = (entry.ids["prefecture"], entry.ids["publisher"])
        town = Town(PREFECTURES[place[0]], place[1], cast("Publisher", entry.value))
        town.editions = tuple(
            _edition(town, key[2], files[key]) for key in sorted(plans.get(place, ()), reverse=True)
        )
        towns.append(town)
    towns.sort(key=lambda town: town.order)
    return {town.key: town for town in towns}


def _edition(town: Town, identity: str, kinds: dict[str, dict[str, object]]) -> Edition:
    plan = cast("Plan", kinds["plan"][""])
    chapters = cast("dict[str, Chapter]", kinds.get("chapter", {}))
    initiatives = cast("dict[str, Initiative]", kinds.get("initiative", {}))
    progress = cast("dict[str, Progress]", kinds.get("progress", {}))
    answers = cast("Answers | None", kinds.get("answers", {}).get(""))
    stances = cast("Stances | None", kinds.get("stances", {}).get(""))
    return Edition(
        town, identity, plan,
        {name: chapters[name] for name in plan.chapters},
        {name: initiatives[name] for name in plan.initiatives},
        {int(year): progress[year] for year in sorted(progress)},
        {answer.id: answer for answer in answers.answers} if answers else {},
        {stance.id: stance for stance in stances.themes} if stances else {},
        _gone(kinds.get("gone", {}).get("")),
    )  # fmt: skip


def _by_theme(
    editions: list[Edition], themes: dict[str, Theme]
) -> dict[str, tuple[InitiativeLink, ...]]:
    found: dict[str, list[InitiativeLink]] = {theme: [] for theme in themes}
    for edition in editions:
        for identity, initiative in edition.initiatives.items():
            for theme in initiative.themes:
                found[theme].append(InitiativeLink(edition, identity, main=True))
            for theme in initiative.touches:
                found[theme].append(InitiativeLink(edition, identity, main=False))
    return {theme: tuple(links) for theme, links in found.items()}


def _sections(editions: list[Edition]) -> dict[tuple[str, str], tuple[SectionLink, ...]]:
    found: dict[tuple[str, str], list[SectionLink]] = {}
    for edition in editions:
        for name, chapter in edition.chapters.items():
            parts = [("", chapter.themes), *((s.id, s.themes) for s in sections_of(chapter))]
            for section, named in parts:
                for theme in named:
                    link = SectionLink(edition, name, section)
                    found.setdefault((theme, edition.key), []).append(link)
    return {key: tuple(links) for key, links in found.items()}


def _near(
    by_theme: Mapping[str, tuple[InitiativeLink, ...]],
) -> dict[tuple[str, Prefecture], tuple[InitiativeLink, ...]]:
    """The same by prefecture, so that no page looks through all of Japan."""
    found: dict[tuple[str, Prefecture], list[InitiativeLink]] = {}
    for theme, links in by_theme.items():
        for link in links:
            found.setdefault((theme, link.edition.town.prefecture), []).append(link)
    return {key: tuple(links) for key, links in found.items()}


def _said(editions: list[Edition], terms: dict[str, Term]) -> dict[str, tuple[Said, ...]]:
    found: dict[str, list[Said]] = {term: [] for term in terms}
    for edition in editions:
        for chapter_id, chapter in edition.chapters.items():
            for block in blocks_of(chapter):
                for entry in block.entries if isinstance(block, GlossaryBlock) else ():
                    for term in (entry.term, *entry.also):
                        found[term].append(Said(edition, chapter_id, entry))
    return {term: tuple(said) for term, said in found.items()}


def _used(
    editions: list[Edition], matcher: Matcher, terms: dict[str, Term]
) -> dict[str, tuple[tuple[Edition, str], ...]]:
    """Where each term stands in the text of an initiative."""
    found: dict[str, list[tuple[Edition, str]]] = {term: [] for term in terms}
    for edition in editions:
        for identity, initiative in edition.initiatives.items():
            named = {
                term for _place, _kind, text in texts(initiative) for term in matcher.terms(text)
            }
            for term in sorted(named):
                found[term].append((edition, identity))
    return {term: tuple(uses) for term, uses in found.items()}


def _names(
    used: Mapping[str, tuple[tuple[Edition, str], ...]],
) -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for term, uses in used.items():
        for edition, identity in uses:
            found.setdefault((edition.key, identity), set()).add(term)
    return {place: frozenset(terms) for place, terms in found.items()}
