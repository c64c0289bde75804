"""What guide/ tells of the check's messages: its samples are run, its pages and links are there."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from builders import FOLDERS, MINIMAL, ROOT, a_project
from dxplans.accessibility.checklist import read_form
from dxplans.accessibility.report import Commitment
from dxplans.check.messages import MESSAGES, line
from dxplans.check.report import check_project
from dxplans.guide.entries import advice_on, read_guides
from dxplans.library import Cache
from dxplans.model.accessibility import AccessibilityPolicy, Criteria, Judgements
from dxplans.model.guide import SIGNS, Advice
from dxplans.problem import PlanError, Problem
from dxplans.settings import read_settings

GUIDES = read_guides(ROOT)
ADVICE = {rule: advice for rule, (_name, advice) in advice_on(GUIDES).items()}
PLACES: dict[str, dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "cases" / "guide.yaml").read_text("utf-8")
)
OF_LINES = sorted(rule for rule, advice in ADVICE.items() if advice.shows == "lines")
PLAIN = [rule for rule in OF_LINES if rule not in {"invalid", "unsigned"}]
"""Lines of files that `dxplans check` reads."""


def test_every_message_is_explained_once() -> None:
    """A message without an explanation would link to nowhere; one kind of file holds each."""
    explained = [advice.id for guide in GUIDES.values() for advice in guide.rules]
    assert sorted(explained) == sorted(MESSAGES)


def test_the_guide_follows_the_messages() -> None:
    """The kinds of the guide are stretches of the table of messages, so that both stay readable."""
    of = {advice.id: name for name, guide in GUIDES.items() for advice in guide.rules}
    kinds = [of[rule] for rule in MESSAGES]
    changes = [kind for kind, before in zip(kinds, ["", *kinds], strict=False) if kind != before]
    assert len(changes) <= len(GUIDES) + 4


def _indented(text: str, by: int) -> list[str]:
    return [f"{' ' * by}{one}" if one else one for one in text.split("\n")]


def _placed(root: Path, advice: Advice, sample: str) -> tuple[str, range]:
    """Put *sample* into its file below *root*; the file's name and the lines it stands on."""
    place = PLACES.get(advice.id, {})
    name = advice.file
    assert name is not None
    path = root / name
    lines = advice.typed(sample)
    if sample == advice.wrong and "repeat" in place:
        lines += ("\n" + lines.rpartition("\n")[2]) * place["repeat"]
    if place.get("whole") or not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{lines}\n", "utf-8")
        return name, range(1, lines.count("\n") + 2)
    there = path.read_text("utf-8").split("\n")
    start, taken, by = _found(there, advice, place)
    put = _indented(lines, place.get("indent", by))
    path.write_text("\n".join([*there[:start], *put, *there[start + taken :]]), "utf-8")
    return name, range(start + 1, start + len(put) + 1)


def _found(there: list[str], advice: Advice, place: dict[str, Any]) -> tuple[int, int, int]:
    """Where in the lines of a file a sample goes, how many it takes the place of, its indent."""
    next_to = place.get("before") or place.get("after")
    wanted = next_to or place.get("at", advice.right)
    count = wanted.count("\n") + 1
    hits = [
        (at, by)
        for at in range(len(there))
        for by in range(0, 12, 2)
        if there[at : at + count] == _indented(wanted, by)
    ]
    assert len(hits) == 1, (advice.id, hits)
    at, by = hits[0]
    if next_to:
        return at + ("after" in place), 0, by
    return at, count, by


class Desk:
    """A project whose files are changed and put back; what did not change is not read again."""

    def __init__(self, root: Path) -> None:
        self.root = a_project(root)
        self.cache: Cache = {}
        self.kept = {p: p.read_bytes() for p in root.rglob("*") if p.is_file()}

    def problems(self) -> tuple[Problem, ...]:
        return check_project(self.root, cache=self.cache).problems

    def clear(self) -> None:
        for path in [p for p in self.root.rglob("*") if p.is_file()]:
            if path not in self.kept:
                path.unlink()
        for path, content in self.kept.items():
            if not path.is_file() or path.read_bytes() != content:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        for folder in sorted((p for p in self.root.rglob("*") if p.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()


@pytest.fixture(scope="module")
def _desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"))


@pytest.fixture
def desk(_desk: Desk) -> Desk:
    """The minimal project, as it is at the start of each test."""
    _desk.clear()
    return _desk


def _prepare(root: Path, rule: str) -> None:
    if change := PLACES.get(rule, {}).get("with"):
        a_project(root, change)


def told(problems: tuple[Problem, ...]) -> list[str]:
    """Problems as a failing test shows them."""
    return [f"{problem.code} {line(problem)}" for problem in problems]


@pytest.mark.parametrize("rule", PLAIN)
def test_the_wrong_lines_bring_up_the_message_and_the_right_ones_none(
    rule: str, desk: Desk
) -> None:
    """On a line that the guide shows; nothing else is wrong with either."""
    advice, place = ADVICE[rule], PLACES.get(rule, {})
    _prepare(desk.root, rule)
    name, lines = _placed(desk.root, advice, advice.wrong)
    problems = desk.problems()
    assert {p.code for p in problems} == {rule, *place.get("also", ())}, told(problems)
    first = next(p for p in problems if p.code == rule).mark
    if "says" in place:
        assert first.file == place["says"]
    else:
        assert (first.file, first.line in lines) == (name, True), told(problems)
    desk.clear()
    _prepare(desk.root, rule)
    _placed(desk.root, advice, advice.right)
    assert told(desk.problems()) == []
