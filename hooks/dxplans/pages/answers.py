"""Plain questions and what each plan answers: by question, by town, and on one page to print."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dxplans.edition import Edition, Town
from dxplans.localise import Text, View
from dxplans.model import Answer
from dxplans.pages import addresses
from dxplans.pages.here import Crumb, Here
from dxplans.pages.kpis import KpiShow, kpis_of
from dxplans.pages.parts import (
    Head,
    Source,
    head,
    list_page,
    numbered,
    schedules_of,
    section_source,
)
from dxplans.pages.shelves import LIMIT, shelves, town_rows, towns_of
from dxplans.pages.themes import years_of
from dxplans.prefectures import Prefecture
from dxplans.states import current, has_come, written

Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class AnswerShow:
    """One edition's answer to one question as pages print it.

    ``why`` and ``when_why`` are kinds of unknown, for a text or a time that is not there; *due*
    tells that a planned time has come without this site knowing what happened.
    """

    name: str
    question: View
    head: Head
    text: Text | None
    why: str
    when: View | None
    when_why: str
    due: bool
    sources: tuple[Source, ...]

    @property
    def computed(self) -> bool:
        """Whether the answer follows from the plan's period and the day."""
        return bool(self.question.answered_by == "state")


def answer_of(here: Here, edition: Edition, name: str) -> AnswerShow:
    """What *edition* says to the question *name*; nobody has looked where its file has no answer."""
    local = here.local.edition(edition)
    view, answer = local.answers.get(name), edition.answers.get(name)
    return AnswerShow(
        name=name,
        question=here.local.question(name),
        head=head(here, edition),
        text=view.text if view else None,
        why=answer.why_empty("text") if answer else "unchecked",
        when=view.when if view else None,
        when_why=answer.why_empty("when") if answer else "unchecked",
        due=has_come(answer.when if answer else None, here.local.today, written(edition)),
        sources=tuple(_sources(here, edition, answer)) if answer else (),
    )


def _sources(here: Here, edition: Edition, answer: Answer) -> Iterator[Source]:
    local = here.local.edition(edition)
    for name in answer.initiatives:
        shown = local.initiatives[name]
        yield Source(addresses.initiative(edition, name), "", numbered(shown), shown.section)
    for place in answer.sections:
        chapter, _, section = place.partition("/")
        yield section_source(here, edition, chapter, section)


def answers_of(here: Here, edition: Edition) -> list[AnswerShow]:
    """What *edition* says to every question, in the questions' order."""
    return [answer_of(here, edition, name) for name in here.local.portal.questions]


def asked(here: Here) -> list[tuple[str, View]]:
    """Every question, in order."""
    return [(name, here.local.question(name)) for name in here.local.portal.questions]


# Pages


def questions(here: Here) -> Shown:
    """All questions."""
    title = here.local.gettext("よくある質問")
    list_page(here, title, "questions", addresses.QUESTIONS, None)
    here.description = here.local.gettext(
        "役所に行かずにできるか、スマートフォンで払えるかなど、市や町の計画の答えを質問ごとに。"
    )
    return {"asked": asked(here), "towns": len(town_rows(here.local.portal))}


def question(here: Here, name: str, place: Prefecture | None) -> Shown:
    """One question: what each town's plan answers."""
    local = here.local
    view = local.question(name)
    parent = Crumb(local.gettext("よくある質問"), addresses.QUESTIONS)
    list_page(here, view.title, "questions", addresses.question(name), place, parent)
    here.description = str(view.about)
    towns = towns_of(local.portal, place)
    long = place is None and len(towns) > LIMIT
    editions = [current(town.editions, local.today) for town in ([] if long else towns)]
    return {
        "question": view,
        "place": place,
        "answers": [answer_of(here, edition, name) for edition in editions if edition],
        "themes": [(theme, local.theme(theme)) for theme in view.themes],
        "terms": [(term, local.term(term)) for term in view.terms],
        "shelves": shelves(town_rows(local.portal)) if long else {},
    }


def changes(here: Here, town: Town) -> Shown:
    """What changes in a town, and when: every question with figures and years, to print."""
    local = here.local
    edition = current(town.editions, local.today)
    assert edition is not None  # noqa: S101 - the site map has this page for towns with a plan only
    here.title = local.gettext("この町で、いつ、何が変わるか")
    here.section = "towns"
    here.head_title = here.titled(
        here.title, here.titled(local.town(town), local.prefecture(town.prefecture))
    )
    here.description = here.head_title
    here.crumbs = (
        Crumb(local.gettext("ホーム"), addresses.HOME),
        Crumb(local.prefecture(town.prefecture), addresses.prefecture(town.prefecture)),
        Crumb(local.town(town), addresses.town(town)),
        Crumb(here.title),
    )
    return {
        "head": head(here, edition),
        "plan": local.edition(edition).plan,
        "town": town,
        "answers": [
            (answer, _years(here, edition, answer.name), _kpis(here, edition, answer.name))
            for answer in answers_of(here, edition)
        ],
    }


@dataclass(frozen=True, slots=True)
class Years:
    """What schedules say of an answer's initiatives: by period in words, and whether it is lost."""

    rows: tuple[tuple[str, Text, Text], ...]
    lost: bool


def _years(here: Here, edition: Edition, question: str) -> Years:
    """Period, row and words of every bar in the schedules behind an answer, by year."""
    answer = edition.answers.get(question)
    schedules = [
        show
        for name in (answer.initiatives if answer else ())
        for show in schedules_of(here, edition, name)
    ]
    return Years(tuple(years_of(here, schedules)), any(show.lost for show in schedules))


def _kpis(here: Here, edition: Edition, question: str) -> list[KpiShow]:
    """The KPIs of the initiatives behind an answer, repeats left out."""
    answer = edition.answers.get(question)
    return [
        show
        for name in (answer.initiatives if answer else ())
        for show in kpis_of(here, edition, name)
        if show.original is None
    ]
