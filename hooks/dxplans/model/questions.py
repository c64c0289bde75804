"""Plain questions of citizens, what a plan answers, and how it stands to each theme."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from dxplans.model.base import (
    Frozen,
    Id,
    InitiativeRef,
    Kana,
    Knowing,
    Line,
    Name,
    Timing,
    UnknownKind,
    Word,
)
from dxplans.model.reading import Easy

SECTION_REF = r"^[a-z][a-z0-9-]*(?:/[a-z][a-z0-9-]*)?$"
SectionRef = Annotated[str, StringConstraints(pattern=SECTION_REF, max_length=121)]
"""A chapter, or a section of one: ``evaluation`` or ``evaluation/publication``."""


class Question(Frozen):
    """One thing that citizens want to know of every plan, in their own words."""

    title: Name
    """質問。市民の言葉で一文(例「役所に行かずに手続ができますか」)。"""
    short: Name
    """一覧や見出しでの短い名前(例「行かずに手続」)。"""
    reading: Kana
    """質問のひらがなの読み。"""
    about: Line
    """どんなことを答えるか。ふだんの言葉で1文。"""
    easy: Easy | None = None
    """やさしい日本語の説明。"""
    themes: tuple[Id, ...] = ()
    """関係するテーマの id(themes/)。"""
    terms: tuple[Id, ...] = ()
    """関係する言葉の id(glossary/)。"""
    asked: tuple[Word, ...] = ()
    """ほかの聞き方。検索に使います(例「役所に行きたくない」)。"""
    asked_en: tuple[Word, ...] = ()
    """英語のほかの聞き方。検索に使います。"""
    answered_by: Literal["plan", "state"] = "plan"
    """plan(計画ごとに answers.yaml に書く) / state(期間と日付からこのサイトが計算する)。"""
    order: Annotated[int, Field(strict=True)] = 100
    """並びの順。小さいほど先。"""


class Answer(Knowing):
    """What one edition says to one question. Never more, never more exact than the document."""

    id: Id
    """質問の id(questions/ のファイル名)。"""
    text: Line | None = None
    """答え。このサイトの言葉で1〜2文。計画に答えがなければ書かず、unknown に理由を書きます。"""
    when: Timing | None = None
    """いつからか、いつまでにか。計画に書かれているときだけ。"""
    initiatives: tuple[Id, ...] = ()
    """答えのもとになる取組の id。大事な順。"""
    sections: tuple[SectionRef, ...] = ()
    """答えのもとになる章や節(章の id か、章の id/節の id)。"""


class Answers(Frozen):
    """An edition's answers to the questions."""

    answers: Annotated[tuple[Answer, ...], Field(min_length=1)]
    """質問ごとの答え。"""


class Stance(Frozen):
    """How an edition stands to one theme: its main actions, and what is its own way."""

    id: Id
    """テーマの id(themes/ のファイル名)。"""
    actions: tuple[InitiativeRef, ...] = ()
    """この計画の段階がいちばんよくわかる「すること」(取組のid/することのid)を1〜3つ。動詞はそこから示します。"""
    differs: Line | None = None
    """この計画ならではの点。ほかの計画とのちがいがわかるように1〜2文。順位や良し悪しは書きません。"""
    absent: UnknownKind | None = None
    """このテーマの取組がないとき、なぜか。not-stated(計画に記載なし) lost(写しでは読み取れない) unchecked(未確認) not-due(対象年度の途中)。書かなければ未確認です。"""


class Stances(Frozen):
    """An edition's stances to the themes."""

    themes: Annotated[tuple[Stance, ...], Field(min_length=1)]
    """テーマごとの内容。"""
