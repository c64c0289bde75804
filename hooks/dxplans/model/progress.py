"""Published results of KPIs, one file a fiscal year, and by when they are to be published."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from dxplans.model.base import (
    Day,
    Frozen,
    Id,
    Knowing,
    Line,
    Name,
    Number,
    PartialDate,
    Url,
    Word,
    a_real_date,
)


def _a_day_of_every_year(value: str) -> str:
    """Refuse 13-01, and 02-29, which most years do not have."""
    a_real_date(f"2001-{value}", value)
    return value


MONTH_DAY = r"^[0-9]{2}-[0-9]{2}$"
MonthDay = Annotated[
    str, StringConstraints(pattern=MONTH_DAY), AfterValidator(_a_day_of_every_year)
]
"""A day of every year: 09-30."""


class Reporting(Frozen):
    """By when the results of a fiscal year are to be public: as the plan or its owner says."""

    due: MonthDay
    """毎年の公表の期限(月-日。例 "09-30")。その年度が終わった後の、最初のその日です。"""
    printed: Name
    """期限の書き方。計画に印刷されたとおり、または自治体の回答のとおり(例「翌年度の9月末まで」)。"""
    where: Name | None = None
    """計画に書かれているとき、文書の中の場所。"""
    by: Word | None = None
    """計画ではなく自治体が答えたとき、答えた部署。"""
    on: Day | None = None
    """答えた日(by を書くときは必ず)。"""


class Revision(Frozen):
    """A published value that was wrong and has been replaced."""

    printed: Name
    """訂正する前の値。公表されていたとおり。"""
    on: Day
    """訂正した日。"""
    reason: Line
    """訂正の理由。"""


class Unchanged(Frozen):
    """On a day, everything published so far still held: a new date without a new value."""

    on: Day
    """これまでの値がすべて現状どおりであることを確かめた日。"""
    by: Word | None = None
    """確かめた部署。"""


class Result(Knowing):
    """A published result of one KPI in one fiscal year, or why there is none in the report."""

    initiative: Id
    """取組の id。"""
    kpi: Id
    """指標の id。再掲の指標ではなく、もとの指標。"""
    printed: Name | None = None
    """公表されたとおりの値。公表した文書になければ unknown に printed の理由を書きます。"""
    value: Number | None = None
    """数値。"""
    unit: Name | None = None
    """単位。"""
    as_of: PartialDate | None = None
    """いつの値か。公表されているときだけ(例 2027-03-31)。"""
    note: Line | None = None
    """説明。"""
    source: Name | None = None
    """この値だけ別の文書で公表されたとき、その題名。"""
    url: Url | None = None
    """その文書のアドレス。"""
    published: PartialDate | None = None
    """その文書の公表の日付。"""
    corrections: tuple[Revision, ...] = ()
    """訂正する前の値と理由。古い順に。"""


class Progress(Frozen):
    """The results of one fiscal year; the file name is the year."""

    source: Name | None = None
    """公表した文書の題名(results を書くときは必ず)。"""
    url: Url | None = None
    """アドレス。"""
    published: PartialDate | None = None
    """公表の日付(results を書くときは必ず)。"""
    unchanged: Unchanged | None = None
    """すべて現状どおり(値を変えずに、確かめた日だけを新しくするとき)。"""
    results: tuple[Result, ...] = ()
    """結果。"""
