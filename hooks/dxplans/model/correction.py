"""What this site had wrong and put right: a public log, a file a year."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dxplans.model.base import Address, Day, Frozen, Id, Line


class Correction(Frozen):
    """One mistake of this site, and what stands there now."""

    id: Id
    """このファイルの中で一つだけの英語の id。変えません。"""
    on: Day
    """直した日。"""
    pages: Annotated[tuple[Address, ...], Field(min_length=1)]
    """直したページのアドレス(例 yamaguchi/mine/2026/initiatives/ai-rpa/)。"""
    what: Line
    """何を、どう直したか。前の内容と今の内容がわかる一文。"""
    cause: Line | None = None
    """なぜまちがえたか。"""
    told_by: Literal["reader", "publisher", "site"]
    """だれが気づいたか。reader(読んだ人) publisher(計画を公表した団体) site(このサイト)。名前は書きません。"""


class Corrections(Frozen):
    """The corrections of one year; the file name is the year."""

    corrections: Annotated[tuple[Correction, ...], Field(min_length=1)]
    """訂正の記録。"""
