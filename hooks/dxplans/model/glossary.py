"""The shared vocabulary: terms of the unified glossary and themes that tie plans together."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dxplans.model.base import Frozen, Id, Kana, Line, Name, Prose, Word


class Term(Frozen):
    """One concept: one label, its reading, other spellings and a plain definition of ours."""

    label: Name
    """見出し語。"""
    reading: Kana
    """ひらがなの読み。"""
    expansion: Word | None = None
    """略語のもとの形(例 Robotic Process Automation)。"""
    group: Literal[
        "basics", "technology", "systems", "counter", "work", "data", "people", "security", "policy"
    ]
    """分野。basics(基本) technology(技術) systems(システム) counter(窓口) work(業務) data(データ) people(人と体制) security(セキュリティ) policy(国の計画など)。"""
    aliases: tuple[Word, ...] = ()
    """同じ意味のほかの書き方。ページの中の言葉をこの項目へつなぎます。"""
    aliases_en: tuple[Word, ...] = ()
    """英語のほかの書き方。"""
    misspellings: tuple[Word, ...] = ()
    """よくある書きまちがい。検索だけに使います。"""
    definition: Line
    """このサイトの説明。ふだんの言葉で1〜2文。"""
    more: Prose | None = None
    """もう少しくわしい説明。"""
    conflict: Line | None = None
    """計画によって意味がちがうとき、そのちがい。"""
    related: tuple[Id, ...] = ()
    """近い言葉の id。"""
    drafted: Literal["machine", "person"] = "machine"
    """説明を下書きしたのは機械か人か。"""


class Theme(Frozen):
    """A subject that initiatives of several plans share."""

    title: Name
    """テーマの名前。"""
    reading: Kana
    """ひらがなの読み。"""
    summary: Prose
    """何についてのテーマか。ふだんの言葉で2文。"""
    terms: tuple[Id, ...] = ()
    """関係する言葉の id。"""
    same: Line | None = None
    """どんな取組を、このテーマの「同じ取組」としてならべるか。ふだんの言葉で1文。"""
    national: Line | None = None
    """国の計画の重点になっているとき、どの計画でそう示されているか。"""
    cautions: tuple[Line, ...] = ()
    """くらべてはいけないことと、その理由。"""
    order: Annotated[int, Field(strict=True)] = 100
    """並びの順。小さいほど先。"""
