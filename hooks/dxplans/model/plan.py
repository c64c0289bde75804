"""An edition of a plan: identity, period, policies, marks, organisation, and the order of its parts."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from dxplans.model.base import (
    EDITION,
    Alias,
    FiscalYear,
    Flag,
    Frozen,
    Id,
    Knowing,
    Line,
    Mail,
    Mark,
    Name,
    PartialDate,
    Prose,
    Url,
    Word,
)
from dxplans.model.chapter import Block
from dxplans.model.progress import Reporting
from dxplans.model.provenance import Confirmed, Erratum, Loss, Provenance, Signature, Withdrawn


class Printed(Frozen):
    """A string of the document and where it stands."""

    text: Name
    """印刷されたとおり。"""
    where: Name
    """場所(例「表紙」「3 計画の期間」)。"""
    erratum: Id | None = None
    """印刷の誤りのとき、errata の id。"""


class Period(Knowing):
    """The fiscal years a plan is for, and how the document prints them."""

    start: FiscalYear
    """最初の年度(西暦)。"""
    end: FiscalYear | None = None
    """最後の年度(西暦)。"""
    printed: Annotated[tuple[Printed, ...], Field(min_length=1)]
    """文書に印刷された期間。"""


class Event(Frozen):
    """A date in the life of the document."""

    event: Literal["published", "revised", "adopted"]
    """published(公表・策定) revised(改訂) adopted(決定)。"""
    date: PartialDate
    """日付。文書と同じ細かさで(2026-03 など)。"""
    printed: Name
    """印刷されたとおり(例「令和8年3月」)。"""


class Predecessor(Knowing):
    """An earlier plan that the document names."""

    title: Name
    """題名。"""
    start: FiscalYear | None = None
    """始まりの年度。書かれていなければ書きません。"""
    end: FiscalYear | None = None
    """終わりの年度。"""
    note: Line | None = None
    """文書の説明(例「令和3年度に策定」)。"""


class Policy(Frozen):
    """A basic policy of the plan."""

    id: Id
    """この計画の中で一つだけの英語の id。取組の policies に書きます。"""
    number: Name
    """印刷された番号(例「基本方針1」)。"""
    title: Name
    """題名。印刷されたとおり。"""
    short: Name | None = None
    """表の見出しなどでの短い名前。印刷されたとおり。"""


class LegendEntry(Frozen):
    """One mark and the words that explain it."""

    mark: Mark
    """印(例「★」)。"""
    label: Name
    """凡例の言葉(例「重点取組事項」)。"""


class MarkSystem(Frozen):
    """Marks with their legend. Systems of different plans are never put on one scale."""

    id: Id
    """この計画の中で一つだけの英語の id。"""
    name: Name
    """印の欄の名前(例「自治体DX推進計画」)。"""
    national: Flag = False
    """国の計画での位置づけを、この自治体が印で示していれば true。"""
    meaning: Line
    """印が何を表すか、このサイトの説明。"""
    legend: Annotated[tuple[LegendEntry, ...], Field(min_length=1)]
    """凡例。"""


class Group(Frozen):
    """A heading above several initiatives, perhaps with text of its own and two names."""

    id: Id
    """この計画の中で一つだけの英語の id。取組の group に書きます。"""
    number: Name | None = None
    """印刷された番号(例「⑪」)。"""
    title: Name
    """題名。印刷されたとおり。"""
    aliases: tuple[Alias, ...] = ()
    """別の名前(例 表の中では「市役所のデジタル化」)。"""
    mark: Mark | None = None
    """重点などの印。"""
    policies: tuple[Id, ...] = ()
    """進める基本方針の id。"""
    blocks: tuple[Block, ...] = ()
    """まとまり自身の文章。"""


class Organisation(Frozen):
    """A body or role that carries the plan."""

    id: Id
    """この計画の中で一つだけの英語の id。"""
    name: Name
    """名前。"""
    role: Line
    """役割。このサイトの言葉で。"""
    chair: Name | None = None
    """長。"""
    members: Line | None = None
    """構成。"""
    reports_to: Id | None = None
    """報告先の id。"""
    where: Name
    """文書の中の場所。"""


class Reference(Frozen):
    """A law, plan or document that the plan names."""

    id: Id
    """この計画の中で一つだけの英語の id。"""
    title: Name
    """題名。印刷されたとおり。"""
    level: Literal["nation", "prefecture", "municipality", "other"]
    """だれのものか。"""
    date: PartialDate | None = None
    """日付。書かれているときだけ。"""
    edition: Name | None = None
    """版。"""
    url: Url | None = None
    """アドレス。書かれているときだけ。"""
    relation: Line
    """この計画との関係。このサイトの言葉で。"""
    where: Name
    """文書の中の場所。"""


class Contact(Frozen):
    """The contact that the document prints."""

    department: Name
    """担当課。"""
    address: Name | None = None
    """住所。"""
    tel: Word | None = None
    """電話番号。"""
    mail: Mail | None = None
    """メールアドレス。"""


class Plan(Knowing):
    """One edition of a plan: everything but its chapters, initiatives and results."""

    title: Name
    """計画の題名。印刷されたとおり。"""
    title_lines: tuple[Name, ...] = ()
    """表紙で何行かに分かれているとき、その行。"""
    short_title: Name | None = None
    """短い題名。"""
    aliases: tuple[Alias, ...] = ()
    """文書の中の別の名前。"""
    kind: Literal["plan", "policy", "outline-draft"]
    """plan(計画) policy(方針) outline-draft(骨子案)。"""
    text: Literal["restated", "official"] = "restated"
    """restated(このサイトの言い換え) / official(自治体の公式の文章)。"""
    summary: Prose
    """計画の紹介。このサイトの言葉で3〜4文。"""
    department: Name | None = None
    """担当課。"""
    contact: Contact | None = None
    """文書に印刷された問い合わせ先。"""
    period: Period
    """期間。"""
    dates: tuple[Event, ...] = ()
    """策定・改訂の日付。"""
    predecessors: tuple[Predecessor, ...] = ()
    """前の計画。"""
    supersedes: Annotated[str, StringConstraints(pattern=EDITION)] | None = None
    """このサイトにある前の版の id(年度)。"""
    vision: Name | None = None
    """基本理念など。印刷されたとおり。"""
    vision_label: Name | None = None
    """その呼び名(例「基本理念」)。"""
    policies: tuple[Policy, ...] = ()
    """基本方針。"""
    marks: tuple[MarkSystem, ...] = ()
    """重点などの印と凡例。"""
    groups: tuple[Group, ...] = ()
    """取組のまとまり。"""
    organisations: tuple[Organisation, ...] = ()
    """推進体制。"""
    references: tuple[Reference, ...] = ()
    """法律・計画など。"""
    national: tuple[Id, ...] = ()
    """この計画が名をあげる国の「自治体DX推進計画」の、references の id。版もそこに書きます。"""
    standing: Line | None = None
    """法律などでの位置づけ。"""
    revision: Line | None = None
    """見直しの決まり。"""
    progress: Line | None = None
    """進み具合をだれが確かめ、だれに報告するか。"""
    publication: Line | None = None
    """進み具合を公表する約束。なければ書きません。"""
    reporting: Reporting | None = None
    """結果を公表する期限。計画に書かれているか、自治体が答えたときだけ。"""
    kpi_statement: Line | None = None
    """KPIを設けると書きながら値がない計画の、その説明。"""
    chapters: tuple[Id, ...] = ()
    """章の順番(chapters/ のファイル名)。"""
    initiatives: tuple[Id, ...] = ()
    """取組の順番(initiatives/ のファイル名)。"""
    errata: tuple[Erratum, ...] = ()
    """訂正と注記。"""
    lost: tuple[Loss, ...] = ()
    """写しで失われたもの。"""
    provenance: Provenance
    """もとの文書について。"""
    confirmed: Confirmed | None = None
    """自治体による確認。"""
    withdrawn: Withdrawn | None = None
    """取り下げ。"""
    signatures: tuple[Signature, ...] = ()
    """文章を確かめた人の署名。"""
