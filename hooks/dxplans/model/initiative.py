"""One initiative of a plan: what is done in the document's own verbs, KPIs and schedule."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from dxplans.model.base import (
    Alias,
    FiscalYear,
    Flag,
    Footnote,
    Frozen,
    Id,
    InitiativeRef,
    Knowing,
    Line,
    Mark,
    Name,
    Number,
    PartialDate,
    Prose,
    Timing,
)
from dxplans.model.reading import Easy

VerbClass = Literal[
    "studies",
    "aims",
    "prepares",
    "promotes",
    "introduces",
    "carries-out",
    "extends",
    "continues",
    "has-done",
]
"""How strong a commitment is, weakest first up to ``carries-out``; see decisions/0004."""


class Action(Frozen):
    """One thing that the plan says will be (or was) done."""

    id: Id
    """この取組の中で一つだけの英語のid。変えません。"""
    text: Line
    """することを、このサイトの言葉で一文。計画より強くも弱くもしません。"""
    verb: Name
    """計画に印刷された動詞(例「検討します」「更に進める」)。"""
    strength: Annotated[VerbClass, Field(alias="class")]
    """動詞の種類。studies(検討) aims(目標) prepares(準備) promotes(推進) introduces(導入) carries-out(実施) extends(拡充) continues(継続) has-done(実施ずみ)。"""
    by: Literal["publisher", "nation", "prefecture", "other"] = "publisher"
    """だれがするか。国や県のことは、その自治体の約束ではありません。"""
    when: Timing | None = None
    """時期。計画に書かれているときだけ。"""


class Quantity(Knowing):
    """A baseline or a target: the printed string, and the number beside it for machines."""

    printed: Name
    """文書に印刷されたとおりの値(例「2,000件」「82.4%(R8.1.31)」「-」)。"""
    value: Number | None = None
    """数値。printed に数がなければ書きません。"""
    unit: Name | None = None
    """単位(例 件)。印刷されていなければ書きません。"""
    as_of: PartialDate | None = None
    """いつの値か。printed に日付があるときだけ。"""
    year: FiscalYear | None = None
    """目標の年度。計画に書かれているときだけ。"""
    year_printed: Name | None = None
    """その年度の印刷されたとおりの書き方(year を書くときは必ず)。"""


class Kpi(Knowing):
    """An indicator with its baseline and target, exactly as the plan prints them."""

    id: Id
    """この取組の中で一つだけの英語のid。変えません。"""
    name: Name
    """指標の名前。文書に印刷されたとおり。"""
    baseline: Quantity | None = None
    """基準値。"""
    target: Quantity | None = None
    """目標値。"""
    direction: Literal["up", "down", "keep", "meet"]
    """up(ふやす) down(へらす) keep(保つ) meet(満たす。数でない目標)。"""
    repeat_of: InitiativeRef | None = None
    """再掲のとき、もとの指標(取組のid/指標のid)。"""
    note: Line | None = None
    """数え方など、このサイトの説明。"""


class Span(Frozen):
    """One bar of a schedule: from which fiscal year to which, and the words in it."""

    start: Annotated[FiscalYear, Field(alias="from")]
    """始まりの年度(西暦)。"""
    end: Annotated[FiscalYear, Field(alias="to")]
    """終わりの年度(西暦)。"""
    text: Name
    """帯の中の言葉。文書に印刷されたとおり。"""
    inferred: Flag = False
    """年度の幅をこのサイトが読み取ったときは true。"""

    @model_validator(mode="after")
    def _forwards(self) -> Self:
        if self.end < self.start:
            raise PydanticCustomError(
                "span_backwards", "backwards", {"start": self.start, "end": self.end}
            )
        return self


class ScheduleRow(Frozen):
    """A row of a schedule. ``extent: lost`` is neither empty nor the first year only."""

    id: Id
    """この工程表の中で一つだけの英語のid。"""
    label: Name
    """行の名前。文書に印刷されたとおり。"""
    group: Name | None = None
    """行のまとまりの名前(あれば)。"""
    initiatives: tuple[Id, ...] = ()
    """計画全体の工程表で、この行がどの取組のものか。"""
    spans: tuple[Span, ...] = ()
    """年度ごとの帯。"""
    extent: Literal["printed", "lost", "not-stated"] = "printed"
    """printed(spans に書いた) / lost(写しで失われた) / not-stated(計画に記載なし)。"""
    glyph: Mark | None = None
    """写しに残った記号(例「▶」)。"""
    note: Line | None = None
    """この行についての、このサイトの説明。"""


class Schedule(Frozen):
    """A table of work by fiscal year."""

    years: Annotated[tuple[FiscalYear, ...], Field(min_length=1)]
    """表の列の年度(西暦)。"""
    rows: Annotated[tuple[ScheduleRow, ...], Field(min_length=1)]
    """行。"""
    note: Line | None = None
    """表についての、このサイトの説明。"""


class Initiative(Knowing):
    """A leaf of the plan that citizens read as one page."""

    number: Name | None = None
    """印刷された番号(例「⑥」「(5)」)。"""
    title: Name
    """取組の題名。文書に印刷されたとおり。"""
    aliases: tuple[Alias, ...] = ()
    """同じ文書の中の別の名前。"""
    section: Name
    """文書の中の場所(節の番号と題名。例「8 具体的な取組」)。"""
    group: Id | None = None
    """まとまりの id(plan.yaml の groups)。"""
    mark: Mark | None = None
    """重点などの印(plan.yaml の marks の legend にあるもの)。"""
    policies: tuple[Id, ...] = ()
    """進める基本方針の id。まとまり(group)に書いてあれば、ここには書きません。"""
    themes: tuple[Id, ...] = ()
    """主なテーマの id(themes/)。"""
    touches: tuple[Id, ...] = ()
    """ふれているだけのテーマの id。"""
    department: Name | None = None
    """担当課。文書に書かれているときだけ。"""
    summary: Prose
    """何をする取組か(概要)。このサイトの言葉で2〜3文。"""
    easy: Easy | None = None
    """やさしい日本語の概要。"""
    situation: Prose | None = None
    """いまの状況と課題。このサイトの言葉で。"""
    actions: tuple[Action, ...] = ()
    """計画に書かれた、すること。"""
    kpis: tuple[Kpi, ...] = ()
    """指標。計画にあるものすべて。"""
    schedule: Schedule | None = None
    """工程表。"""
    notes: tuple[Line, ...] = ()
    """このサイトの注記。"""
    footnotes: tuple[Footnote, ...] = ()
    """文書の注。"""
