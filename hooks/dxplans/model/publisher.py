"""Who publishes a plan: a municipality, a prefecture or a joint body, by its national code."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from dxplans.model.base import Day, Frozen, Id, Kana, Url, Word


def check_digit(code: str) -> int:
    """The sixth digit of a local government code, from its first five.

    Weights 6 to 2, modulo 11 (総務省「全国地方公共団体コード」仕様).
    """
    total = sum(int(digit) * weight for digit, weight in zip(code, range(6, 1, -1), strict=False))
    return (11 - total % 11) % 10


def _checked(code: str) -> str:
    if int(code[5]) != check_digit(code):
        raise PydanticCustomError(
            "check_digit", "check digit", {"value": code, "right": f"{code[:5]}{check_digit(code)}"}
        )
    return code


ROMANISED = r"^[A-Z][A-Za-zŌōŪū' -]*$"
CODE = r"^[0-9]{6}$"
Code = Annotated[str, StringConstraints(pattern=CODE), AfterValidator(_checked)]


class Former(Frozen):
    """A body that merged into this one; its code and address lead here."""

    code: Code
    """合併前の団体コード(6けた)。"""
    name: Word
    """合併前の名前。"""
    slug: Id | None = None
    """合併前のページのアドレス(あれば)。"""
    until: Day | None = None
    """なくなった日。"""


class Publisher(Frozen):
    """A body that publishes plans. Its folder is its address, its code is its identity."""

    kind: Literal["municipality", "prefecture", "joint"]
    """種類。municipality(市区町村) / prefecture(都道府県) / joint(広域連合・協議会など)。"""
    code: Code | None = None
    """全国地方公共団体コード(6けた)。引用符で囲みます。joint は持たないことがあります。"""
    name: Word
    """名前(例 美祢市)。"""
    reading: Kana
    """ひらがなの読み(例 みねし)。"""
    romanised: Annotated[str, StringConstraints(pattern=ROMANISED, max_length=80)]
    """ローマ字の名前。市・町・村などは付けません(例 Mine)。"""
    rank: Literal["city", "town", "village", "ward", "prefecture", "body"]
    """市 city、町 town、村 village、特別区 ward、都道府県 prefecture、その他 body。"""
    website: Url | None = None
    """公式サイトのアドレス(確かめたときだけ)。"""
    members: tuple[Code, ...] = ()
    """joint を構成する団体のコード。"""
    former: tuple[Former, ...] = ()
    """合併前の団体。古いコードとアドレスはこの団体へ案内されます。"""

    @model_validator(mode="after")
    def _code_where_needed(self) -> Self:
        if self.kind != "joint" and self.code is None:
            raise PydanticCustomError("code_needed", "code needed", {})
        if self.kind == "joint" and not self.members:
            raise PydanticCustomError("members_needed", "members needed", {})
        return self
