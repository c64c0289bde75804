"""Where a text comes from, who stands for it, what was mended and what our copy lost."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dxplans.model.base import Day, Frozen, Id, Knowing, Language, Line, Name, Url, Word


class Erratum(Frozen):
    """A place where what we show is not what our copy says, or where the document errs."""

    id: Id
    """この計画の中で一つだけの英語の id。"""
    where: Name
    """場所(節と項目)。"""
    printed: Word
    """写しにある文字。"""
    shown: Word | None = None
    """このサイトで示す文字。そのまま残すときは書きません。"""
    kind: Literal["extraction", "undecided", "document"]
    """extraction(写し取りの誤り) undecided(写しか文書か決められない) document(文書のまま残した)。"""
    note: Line
    """説明。"""


class Loss(Frozen):
    """Something of the document that our copy does not hold."""

    id: Id
    """この計画の中で一つだけの英語の id。"""
    what: Line
    """何が失われたか。"""
    count: Annotated[int, Field(strict=True, ge=1)] | None = None
    """いくつ。"""
    where: Name
    """場所。"""


class Signature(Frozen):
    """A person who has read the text in one language and signs for it. Machines do not sign."""

    language: Language
    """ことば(ja, en …)。"""
    by: Word
    """署名した人の名前か所属。"""
    on: Day
    """署名した日。"""


class Provenance(Knowing):
    """Where our copy of the document comes from and what was done with it."""

    url: Url | None = None
    """原本のアドレス。"""
    obtained: Day | None = None
    """手に入れた日。"""
    read: Day
    """このサイトが読んだ日。"""
    extraction: Line
    """文字をどう取り出したか。"""
    transcribed: Day
    """このデータに書き写した日。"""
    checked: Day | None = None
    """別の目で原本の写しと照らし合わせた日。"""
    drafted: Literal["machine", "person"]
    """文章を下書きしたのは機械か人か。"""
    newer: Literal["none-known", "unchecked"] = "unchecked"
    """新しい文書があるか。none-known(調べた範囲ではない) / unchecked(未確認)。"""
    newer_checked: Day | None = None
    """調べた日(none-known のときは必ず)。"""


class Confirmed(Frozen):
    """The publisher has confirmed this text. Only the owner of the plan sets it."""

    by: Word
    """確認した部署。"""
    on: Day
    """確認した日。"""


class Withdrawn(Frozen):
    """The text is taken down; the addresses answer with this."""

    on: Day
    """取り下げた日。"""
    reason: Line
    """理由。"""
