"""Published results of KPIs, one file a fiscal year."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from dxplans.model.base import Frozen, Id, Knowing, Line, Name, Number, PartialDate, Url


class Result(Knowing):
    """A published result of one KPI in one fiscal year."""

    initiative: Id
    """取組の id。"""
    kpi: Id
    """指標の id。"""
    printed: Name
    """公表されたとおりの値。"""
    value: Number | None = None
    """数値。"""
    unit: Name | None = None
    """単位。"""
    note: Line | None = None
    """説明。"""


class Progress(Frozen):
    """The results of one fiscal year; the file name is the year."""

    source: Name
    """公表した文書の題名。"""
    url: Url | None = None
    """アドレス。"""
    published: PartialDate
    """公表の日付。"""
    results: Annotated[tuple[Result, ...], Field(min_length=1)]
    """結果。"""
