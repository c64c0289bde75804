"""The real plans' answers and stances: every question answered, no figure or time invented, all near."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from builders import ROOT, the_portal
from dxplans.check.leaves import blocks_of
from dxplans.edition import Edition
from dxplans.model import Answer
from dxplans.model.chapter import ScheduleBlock
from dxplans.portal import Portal
from website.built import Page
from website.projects import Project

PLANS = {
    path.parent.relative_to(ROOT / "plans").as_posix()
    for path in ROOT.glob("plans/*/*/*/plan.yaml")
}
OURS = {"answers.yaml", "themes.yaml"}
CALENDAR = re.compile(r"\([0-9]{4}(?:年度?)?\)|\([0-9]{4}[–~]")
"""The same year in the other calendar, which this site puts behind each year that is printed."""


@cache
def portal() -> Portal:
    """The repository's own plans."""
    return the_portal()


def edition(key: str) -> Edition:
    """One edition of them."""
    return next(found for found in portal().editions() if found.key == key)


def by_plan(function: Any) -> Any:
    """Run a test for each plan."""
    return pytest.mark.parametrize("key", sorted(PLANS))(function)


def plain(text: str) -> str:
    """In ordinary width, without the years that this site adds."""
    return CALENDAR.sub("", unicodedata.normalize("NFKC", text))


@cache
def written(key: str) -> str:
    """All that stands in the plan's other files."""
    files = sorted((ROOT / "plans" / key).rglob("*.yaml"))
    return plain("\n".join(path.read_text("utf-8") for path in files if path.name not in OURS))


def figures(text: str) -> set[str]:
    """Every number that is written in *text*."""
    return set(re.findall(r"[0-9]+(?:[,.][0-9]+)*", plain(text)))


def invented(text: str, source: str) -> set[str]:
    """The numbers of *text* that *source* does not have."""
    return figures(text) - figures(source)


# Complete


@by_plan
def test_every_question_has_an_answer_or_a_reason(key: str) -> None:
    """In the order of the questions nobody is forgotten; a silence is said, never left open."""
    found = edition(key).answers
    asked = {name for name, one in portal().questions.items() if one.answered_by == "plan"}
    assert set(found) == asked
    assert [n for n, one in found.items() if (one.text is None) != ("text" in one.unknown)] == []
    unsupported = [
        n for n, one in found.items() if one.text and not (one.initiatives or one.sections)
    ]
    assert unsupported == []


@by_plan
def test_every_theme_has_a_stance(key: str) -> None:
    """A theme that a plan has no initiative or section of says why; one that it has says what."""
    found = edition(key)
    assert set(found.stances) == set(portal().themes)
    has = {
        name
        for name in portal().themes
        if (name, key) in portal().sections
        or any(link.main and link.edition.key == key for link in portal().by_theme[name])
    }
    assert {name for name, one in found.stances.items() if one.absent is None} == has
    assert [name for name in has if not found.stances[name].differs] == []


@by_plan
def test_every_action_that_a_stance_names_is_shown(key: str) -> None:
    """It belongs to an initiative of that theme: from any other it would stand on no page."""
    found = edition(key)
    nowhere = [
        (name, place)
        for name, one in found.stances.items()
        for place in one.actions
        if name not in found.initiatives[place.split("/")[0]].themes
    ]
    assert nowhere == []


# Nothing invented


def years_behind(found: Edition, answer: Answer) -> Iterator[tuple[int, int]]:
    """The first and last fiscal year of every bar of the schedules behind an answer."""
    for name in answer.initiatives:
        schedule = found.initiatives[name].schedule
        for row in schedule.rows if schedule else ():
            yield from ((span.start, span.end) for span in row.spans)
    for place in answer.sections:
        for block in blocks_of(found.chapters[place.split("/")[0]]):
            for row in block.schedule.rows if isinstance(block, ScheduleBlock) else ():
                if set(row.initiatives) & set(answer.initiatives):
                    yield from ((span.start, span.end) for span in row.spans)


@by_plan
def test_the_time_of_an_answer_is_printed_in_the_plan(key: str) -> None:
    """In those words, or as the year of a bar in a schedule that the answer rests on."""
    found = edition(key)
    wrong = []
    for name, answer in found.answers.items():
        if answer.when is None or plain(answer.when.printed) in written(key):
            continue
        year = re.fullmatch(r"([0-9]{4})年度\(令和[0-9]+年度\)", answer.when.printed)
        bars = years_behind(found, answer)
        if not (year and any(first <= int(year[1]) <= last for first, last in bars)):
            wrong.append((name, answer.when.printed))
    assert wrong == []


@by_plan
def test_the_figures_of_answers_and_stances_stand_in_the_plan(key: str) -> None:
    """No KPI, share or count that the plan's other files do not have."""
    found = edition(key)
    texts = {f"answers/{name}": one.text or "" for name, one in found.answers.items()}
    texts |= {f"themes/{name}": one.differs or "" for name, one in found.stances.items()}
    assert figures(" ".join(texts.values()))
    wrong = {place: new for place, text in texts.items() if (new := invented(text, written(key)))}
    assert wrong == {}


@pytest.mark.parametrize(
    ("text", "source", "found"),
    [
        ("33件から100件にします。", "printed: 33件 printed: 100件", set()),
        ("33件から101件にします。", "printed: 33件 printed: 100件", {"101"}),
        ("令和8年度（2026年度）に", "令和8年度", set()),
        ("令和9年度（2027年度）に", "令和8年度", {"9"}),
        ("９０．０%", "printed: 90.0%", set()),
        ("3,500件", "printed: 3,600件", {"3,500"}),
    ],
)
def test_an_invented_figure_is_noticed(text: str, source: str, found: set[str]) -> None:
    """The comparison would see it."""
    assert invented(text, source) == found


# Near

ROUTES = {
    "美唄市 chatbot": (("themes/ai-rpa/", "hokkaido/bibai/2026/initiatives/chatbot/"), "チャットボット"),
    "上天草市 counter": (("questions/without-going/",), "2027年度(令和9年度)"),
    "上天草市 counter, its initiative": (
        ("questions/without-going/", "kumamoto/kamiamakusa/2026/initiatives/frontyard/"), "書かない窓口"),
    "芦別市 ended": (("hokkaido/ashibetsu/",), "期間終了"),
    "芦別市 ended, by the question": (("questions/in-force/",), "いいえ。期間は"),
    "美幌町 draft": (("hokkaido/bihoro/",), "骨子案"),
    "美幌町 draft, its text": (("hokkaido/bihoro/", "hokkaido/bihoro/2026/"), "これは案の段階の文書です"),
    "美祢市 target": (
        ("questions/without-going/", "yamaguchi/mine/2026/initiatives/frontyard/"), "100件"),
    "美祢市 target, by the theme": (("themes/frontyard/",), "オンライン手続数"),
}  # fmt: skip
"""From the home page at most two links lead to what people come for: the way, and words there."""


@pytest.fixture(scope="module")
def pages(repository: Project) -> dict[str, Page]:
    """Home and every page on the routes, in both languages."""
    paths = {"", *(path for route, _words in ROUTES.values() for path in route)}
    return repository.render(*paths, *(f"en/{path}" for path in paths))


def targets(page: Page) -> set[str]:
    """The addresses that a page's text and menu lead to."""
    links = (e.get("href") for e in page.all("a"))
    return {urlsplit(urljoin(f"/{page.path}", href)).path.lstrip("/") for href in links}


@pytest.mark.parametrize("prefix", ["", "en/"])
@pytest.mark.parametrize("name", ROUTES)
def test_two_links_lead_there(pages: dict[str, Page], name: str, prefix: str) -> None:
    """Each page of the way links the next, whatever language is read."""
    route, words = ROUTES[name]
    here = pages[prefix]
    assert len(route) <= 2
    for path in route:
        assert f"{prefix}{path}" in targets(here), path
        here = pages[f"{prefix}{path}"]
    if not prefix:
        assert words in here.main.text
