"""What several forms choose from: publishers, editions, themes, and the nine strengths of a verb."""

from __future__ import annotations

from typing import cast

from dxplans.forms.project import Project, Shelf
from dxplans.forms.question import Answers, Choice, Question

MOST = 20
"""So many can be looked through; of more, the name is typed."""
STRENGTHS = (
    Choice("studies", ("検討", "studies"), ("するかどうかを考える。例「検討します」", "whether to do it is open")),
    Choice("aims", ("目指す", "aims"), ("目標にする。例「目指します」「努めます」「図ります」", "it is a goal")),
    Choice("prepares", ("準備", "prepares"), ("そのための決まりや体制を整える。例「整備します」", "rules or means are made ready")),
    Choice("promotes", ("推進", "promotes"), ("進める。例「推進します」「進めます」", "it is pushed on")),
    Choice("introduces", ("導入", "introduces"), ("新しく始める。例「導入します」", "something new begins")),
    Choice("carries-out", ("実施", "carries out"), ("おこなう。例「実施します」", "it is done")),
    Choice("extends", ("拡充", "extends"), ("今あるものを広げる。例「拡大します」「更に進めます」", "what is there grows")),
    Choice("continues", ("継続", "continues"), ("今と同じに続ける。例「引き続き行います」", "what is there goes on")),
    Choice("has-done", ("実施ずみ", "has done"), ("もうした。例「導入しました」", "it is done already")),
)  # fmt: skip
"""decisions/0004: a class for the document's own verb, never stronger or weaker."""
DIRECTIONS = (
    Choice("up", ("ふやす", "up")),
    Choice("down", ("へらす", "down")),
    Choice("keep", ("保つ", "keep")),
    Choice("meet", ("満たす", "meet"), ("数でない目標", "a target that is no number")),
)


def project_of(answers: Answers) -> Project:
    """The project that the answers are for."""
    return cast("Project", answers["project"])


def shelf_of(answers: Answers) -> Shelf | None:
    """The edition that was chosen."""
    return cast("Shelf | None", answers.get("edition"))


def bodies(answers: Answers) -> list[Choice]:
    """The publishers, as long as they are few."""
    found = project_of(answers).bodies()
    names = [
        Choice(key, (f"{body.publisher.name}（{body.prefecture.name}）", body.publisher.romanised))
        for key, body in found.items()
    ]
    return names if len(names) <= MOST else []


def editions(answers: Answers) -> list[Choice]:
    """The editions, as long as they are few."""
    found = project_of(answers).shelves()
    names = [Choice(key, (f"{shelf.name}（{shelf.id}）", key)) for key, shelf in found.items()]
    return names if len(names) <= MOST else []


def only_edition(answers: Answers) -> str | None:
    """The edition, where there is but one."""
    found = list(project_of(answers).shelves())
    return found[0] if len(found) == 1 else None


EDITION = Question(
    name="edition",
    ask=("どの計画ですか。", "Which plan is it?"),
    why=("その計画のフォルダーに書きます。市町村の名前だけなら、いちばん新しい計画になります。", "It goes into the plan's folder. A municipality's name alone means its newest plan."),
    example="美祢市 / yamaguchi/mine/2026",
    choices=editions,
    find=lambda typed, answers: project_of(answers).shelf(typed),
    default=only_edition,
)  # fmt: skip
