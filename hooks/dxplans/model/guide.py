"""What the guide tells of the check's messages: for each rule why, the wrong lines and the right."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from dxplans.model.base import NOT_BLANK, Frozen, Line, Name, Word

Sample = Annotated[str, StringConstraints(max_length=2000, pattern=NOT_BLANK)]
SIGNS = {"□": "\u3000", "⇥": "\t", "◆": "\u200b"}
"""How samples show what cannot be seen: a full-width space, a tab, an invisible character."""


class Advice(Frozen):
    """One rule of the check: what its message means, and how a file looks before and after."""

    id: Word
    """決まりの名前(検査が教えるもの。例 bad_kana)。"""
    title: Name
    """短い名前。見出しになります。"""
    why: Line
    """何がまちがいで、なぜそうなのか、どう直すか。1〜2文。"""
    shows: Literal["lines", "files", "command", "setting"] = "lines"
    """例が何か。lines(ファイルの行) / files(ファイルの名前) / command(打つ言葉) / setting(画面の設定)。"""
    file: Word | None = None
    """例の行があるファイル。"""
    wrong: Sample
    """まちがいの例。□は全角の空白、⇥はタブ、◆は目に見えない文字を表します。"""
    right: Sample
    """正しい例。"""

    def typed(self, sample: str) -> str:
        """*sample* as it would stand in a file: with the characters that its signs stand for."""
        for sign, char in SIGNS.items():
            sample = sample.replace(sign, char) if self.shows == "lines" else sample
        return sample


class Guide(Frozen):
    """The messages of one kind, which share a page."""

    title: Name
    """この種類の名前。ページの題名になります。"""
    summary: Line
    """どんなときのメッセージか。1文。"""
    order: Annotated[int, Field(strict=True)] = 100
    """並びの順。小さいほど先。"""
    rules: Annotated[tuple[Advice, ...], Field(min_length=1)]
    """決まりごとの説明。ファイルを読む順に並べます。"""
