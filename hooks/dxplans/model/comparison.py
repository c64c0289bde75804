"""What may and may not be compared between plans, each with its reason."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from dxplans.model.base import Frozen, Id, Line

SUBJECT = r"^[a-z][a-z0-9-]*/[a-z][a-z0-9-]*/[0-9]{4}(?:/[a-z][a-z0-9-]*/[a-z][a-z0-9-]*)?$"
Subject = Annotated[str, StringConstraints(pattern=SUBJECT, max_length=250)]
"""A plan, or one KPI of it: ``yamaguchi/mine/2026`` or ``yamaguchi/mine/2026/ai-rpa/rpa-tasks``."""


class Comparison(Frozen):
    """One thing that readers would lay side by side, how far they may, and why."""

    title: Line
    """何をくらべるときのきまりか(例「マイナンバーカードの割合」)。"""
    reason: Line
    """なぜそうするか。計画に書かれている事実で、1〜2文。"""
    allows: Literal["figures", "words", "apart"]
    """どこまでくらべてよいか。figures(数字もくらべられる。aboutに数え方の同じ指標を2つ以上書く) words(言葉だけ見くらべる。数字はくらべない) apart(別々に読む)。"""
    themes: tuple[Id, ...] = ()
    """どのテーマのことか(themes/ の id)。書かなければ、すべてのテーマです。"""
    about: tuple[Subject, ...] = ()
    """どの計画や指標のことか(都道府県/団体/年度、または 都道府県/団体/年度/取組のid/指標のid)。書かなければ、すべての計画です。"""
    order: Annotated[int, Field(strict=True)] = 100
    """並びの順。小さいほど先。"""
