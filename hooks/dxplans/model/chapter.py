"""Prose chapters: a tree of sections under foreign numbering, made of typed blocks."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from dxplans.model.base import (
    Alias,
    Flag,
    Footnote,
    Frozen,
    Id,
    Knowing,
    Line,
    Mark,
    Name,
    Number,
    PartialDate,
    Prose,
    Url,
    Word,
)
from dxplans.model.initiative import Schedule


class TextBlock(Frozen):
    """Paragraphs of ours."""

    type: Literal["text"]
    """text(文章)。"""
    text: Prose
    """本文。このサイトの言葉で。"""


class StatementBlock(Frozen):
    """A sentence set apart: a philosophy, a definition or a slogan, perhaps inside a sentence."""

    type: Literal["statement"]
    """statement(囲みの言葉)。"""
    role: Literal["philosophy", "vision", "definition", "slogan"]
    """philosophy(基本理念) vision(めざす姿) definition(定義) slogan(標語)。"""
    text: Name
    """囲みの言葉。文書に印刷されたとおり。"""
    by: Literal["publisher", "nation", "prefecture", "other"] = "publisher"
    """だれの言葉か。"""
    lead: Line | None = None
    """囲みの前の説明。"""
    tail: Line | None = None
    """囲みの後の説明。"""


class ListItem(Frozen):
    """An item of a list, with its printed label and perhaps items of its own."""

    label: Name | None = None
    """印刷された番号や見出し(例「20.」「概要」)。"""
    text: Line
    """内容。"""
    items: tuple[ListItem, ...] = ()
    """下の段の項目。"""


class ListBlock(Frozen):
    """A list of the document."""

    type: Literal["list"]
    """list(箇条書き)。"""
    lead: Line | None = None
    """一覧の前の一文。"""
    marker: Literal["bullet", "number", "label"] = "bullet"
    """bullet(・) number(1. 2.) label(項目の label を使う)。"""
    items: Annotated[tuple[ListItem, ...], Field(min_length=1)]
    """項目。"""
    open_ended: Flag = False
    """文書で「など」が付いているときは true。"""


class Cell(Frozen):
    """A table cell that needs more than its text."""

    text: Name
    """内容。"""
    rowspan: Annotated[int, Field(strict=True, ge=1, le=200)] = 1
    """縦に何行分か。"""
    colspan: Annotated[int, Field(strict=True, ge=1, le=50)] = 1
    """横に何列分か。"""


class Row(Frozen):
    """A table row; its first cell is its header."""

    cells: Annotated[tuple[Cell, ...], Field(min_length=1)]
    """左から順に。最初のセルが行の見出しです。"""
    emphasis: Flag = False
    """文書で強調された行は true。"""


class TableBlock(Frozen):
    """A real table: caption, column headers, row headers."""

    type: Literal["table"]
    """table(表)。"""
    caption: Line
    """表の題名。"""
    columns: Annotated[tuple[Name, ...], Field(min_length=2)]
    """列の見出し。"""
    rows: Annotated[tuple[Row, ...], Field(min_length=1)]
    """行。"""
    notes: tuple[Line, ...] = ()
    """表の注。"""
    source: Line | None = None
    """出典。"""


class FigureBlock(Frozen):
    """A figure of the document, told in words; its picture may be lost in our copy."""

    type: Literal["figure"]
    """figure(図)。"""
    id: Id
    """英語の id。"""
    number: Name | None = None
    """印刷された図の番号。"""
    caption: Name | None = None
    """印刷された図の題名。なければ書きません。"""
    lost: Flag
    """写しで図が失われていれば true。"""
    words: tuple[Name, ...] = ()
    """図の中の言葉で残っているもの。"""
    notes: tuple[Line, ...] = ()
    """図の注。"""
    source: Name | None = None
    """出典。"""
    source_url: Url | None = None
    """出典のアドレス。"""
    certainty: Literal["high", "medium", "low"] = "high"
    """ここに図があったことの確かさ。"""


class GlossaryEntry(Frozen):
    """What this plan says a word means."""

    id: Id
    """この計画の中で一つだけの英語の id。"""
    term: Id
    """統一用語集の id(glossary/)。"""
    also: tuple[Id, ...] = ()
    """一つの項目が二つの言葉を説明するとき、もう一つの id。"""
    label: Name
    """印刷された見出し語。"""
    reading: Word | None = None
    """印刷された読み(誤りを直したもの)。"""
    reading_printed: Word | None = None
    """印刷された読みが違うとき、そのまま。"""
    expansion: Name | None = None
    """印刷された略語のもとの形。"""
    page: Name | None = None
    """用語集の中の見出し(例「ア～ウ」)。"""
    text: Line
    """説明。このサイトの言葉で。"""
    fact: Line | None = None
    """説明の中にある、この自治体だけの事実(例「CIOは市長」)。"""


class GlossaryBlock(Frozen):
    """The plan's own glossary."""

    type: Literal["glossary"]
    """glossary(用語集)。"""
    entries: Annotated[tuple[GlossaryEntry, ...], Field(min_length=1)]
    """見出し語。印刷された順に。"""


class Statistic(Knowing):
    """A number that the document quotes, with its date, scope and source."""

    id: Id
    """この表の中で一つだけの英語の id。"""
    name: Name
    """何の数か。"""
    printed: Name
    """印刷されたとおりの数。"""
    value: Number | None = None
    """数値。"""
    unit: Name | None = None
    """単位。"""
    as_of: PartialDate | None = None
    """いつの数か。"""
    scope: Line | None = None
    """どの範囲の数か。"""
    source: Line | None = None
    """出典。"""


class StatisticsBlock(Frozen):
    """Statistics quoted by the document."""

    type: Literal["statistics"]
    """statistics(数の表)。"""
    caption: Line
    """表の題名。"""
    rows: Annotated[tuple[Statistic, ...], Field(min_length=1)]
    """数。"""


class ScheduleBlock(Frozen):
    """A schedule of the whole plan."""

    type: Literal["schedule"]
    """schedule(工程表)。"""
    caption: Line
    """表の題名。"""
    schedule: Schedule
    """工程表。"""


class DataBlock(Frozen):
    """Prints what plan.yaml holds: the place says where the document prints it."""

    type: Literal[
        "policies", "matrix", "initiatives", "organisations", "references", "contact", "period"
    ]
    """plan.yaml の内容をここに出します。policies(基本方針) matrix(取組と方針の表) initiatives(取組) organisations(推進体制) references(法律や計画) contact(問い合わせ先) period(期間)。"""
    lead: Line | None = None
    """前に置く一文。"""


Block = Annotated[
    TextBlock
    | StatementBlock
    | ListBlock
    | TableBlock
    | FigureBlock
    | GlossaryBlock
    | StatisticsBlock
    | ScheduleBlock
    | DataBlock,
    Field(discriminator="type"),
]


class Section(Frozen):
    """A section with text of its own, sections below it, or both (the text comes first)."""

    id: Id
    """この計画の中で一つだけの英語の id。ページの中のアンカーになります。"""
    number: Name | None = None
    """印刷された番号(例「1-2」「(1)」)。"""
    title: Name
    """印刷された題名。"""
    aliases: tuple[Alias, ...] = ()
    """同じ文書の中の別の名前。"""
    mark: Mark | None = None
    """重点などの印。"""
    themes: tuple[Id, ...] = ()
    """この節のテーマ(体制や人材など、取組のページにならないもの)。"""
    blocks: tuple[Block, ...] = ()
    """内容。"""
    sections: tuple[Section, ...] = ()
    """下の節。"""


class Chapter(Frozen):
    """A chapter of the document; its file name is its id."""

    number: Name | None = None
    """印刷された番号(例「第1章」「1」)。"""
    title: Name
    """印刷された題名。"""
    kind: Literal["chapter", "appendix", "glossary", "colophon"] = "chapter"
    """chapter(章) appendix(付録) glossary(用語集) colophon(奥付)。"""
    aliases: tuple[Alias, ...] = ()
    """同じ文書の中の別の名前。"""
    summary: Line | None = None
    """この章に何が書かれているか、一文。"""
    themes: tuple[Id, ...] = ()
    """この章のテーマ(体制など、取組のページにならないもの)。節ごとにちがうときは節に書きます。"""
    blocks: tuple[Block, ...] = ()
    """節に入る前の内容。"""
    sections: tuple[Section, ...] = ()
    """節。"""
    footnotes: tuple[Footnote, ...] = ()
    """文書の注。"""

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if not self.blocks and not self.sections:
            raise PydanticCustomError("empty_chapter", "empty chapter", {})
        return self
