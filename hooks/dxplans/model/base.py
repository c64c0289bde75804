"""What every part of the format shares: frozen values, ids, and texts that say how they are used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError


@dataclass(frozen=True, slots=True)
class Translatable:
    """Marks a text that a translator puts into every other language.

    ``name`` carries over exactly as the document prints it, ``line`` is one paragraph of ours,
    ``prose`` may hold several paragraphs, lists and links (the Markdown subset of ``prose``).
    """

    kind: Literal["name", "line", "prose"]


class Frozen(BaseModel):
    """A value that never changes after reading; unknown keys are refused, not ignored."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        hide_input_in_errors=True,
    )


def a_real_date(value: str, shown: str | None = None) -> str:
    """Refuse 2026-13 or 2026-02-30, in messages called *shown*; the shape is checked before."""
    parts = [int(part) for part in value.split("-")]
    try:
        date(*[*parts, 1, 1][:3])
    except ValueError as error:
        values = {"value": shown or value}
        raise PydanticCustomError("no_such_date", "no such date", values) from error
    return value


ID_PATTERN = r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$"
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=60)]
"""An English slug by meaning. It is address, anchor and translation key, so it never changes."""
INITIATIVE_REF = r"^[a-z][a-z0-9-]*/[a-z][a-z0-9-]*$"
InitiativeRef = Annotated[str, StringConstraints(pattern=INITIATIVE_REF, max_length=121)]
KANA = r"^[ぁ-ゖー・]+$"
Kana = Annotated[str, StringConstraints(pattern=KANA, max_length=120)]
"""A reading in hiragana, as sorting and kana search need it."""
PARTIAL_DATE = r"^[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?$"
PartialDate = Annotated[
    str,
    StringConstraints(pattern=PARTIAL_DATE),
    AfterValidator(a_real_date),
]
"""A day, a month or a year, as exact as the document is: 2026-03-31, 2026-03 or 2026."""
DAY = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
Day = Annotated[str, StringConstraints(pattern=DAY), AfterValidator(a_real_date)]
FIRST_YEAR, LAST_YEAR = 1980, 2100
FiscalYear = Annotated[int, Field(strict=True, ge=FIRST_YEAR, le=LAST_YEAR)]
"""A Japanese fiscal year by the calendar year it begins in: 2026 is April 2026 to March 2027."""
EDITION = r"^[0-9]{4}$"
"""An edition is called by its plan's first fiscal year."""
PAGE = r"^[a-z][a-z0-9-]*(?:/[a-z0-9][a-z0-9-]*)*/$"
Address = Annotated[str, StringConstraints(pattern=PAGE, max_length=200)]
"""A page's address in the site, without a language."""
ANCHORED = PAGE[:-1] + r"(?:#[a-z][a-z0-9-]*)?$"
Anchored = Annotated[str, StringConstraints(pattern=ANCHORED, max_length=250)]
"""A page's address, or a place on it: ``glossary/rpa/``, ``…/initiatives/ai-rpa/#kpi-rpa-tasks``."""
MAIL = r"^[^\s@<>\"'?&:/]+@[^\s@<>\"'?&:/]+$"
Mail = Annotated[str, StringConstraints(pattern=MAIL, max_length=200)]
URL = r"^https?://[^\s<>\"']+$"
Url = Annotated[str, StringConstraints(pattern=URL, max_length=500)]
LANGUAGE = r"^[a-z]{2,3}(?:-[A-Za-z0-9]+)*$"
Language = Annotated[str, StringConstraints(pattern=LANGUAGE, max_length=20)]

Flag = Annotated[bool, Field(strict=True)]
"""true or false; strict, because pydantic would take yes, on and 1 as well."""
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
"""A number; strict, because pydantic would take true and "33" as well."""

ONE_LINE = r"^\S(?:[^\n]*\S)?$"
_ONE_LINE = StringConstraints(min_length=1, max_length=2000, pattern=ONE_LINE)
Word = Annotated[str, _ONE_LINE]
"""One line that no translator touches: a person's name, a spelling, a telephone number."""
Name = Annotated[str, _ONE_LINE, Translatable("name")]
Line = Annotated[str, _ONE_LINE, Translatable("line")]
NOT_BLANK = r"\S"
Prose = Annotated[
    str, StringConstraints(max_length=20000, pattern=NOT_BLANK), Translatable("prose")
]
Mark = Annotated[str, StringConstraints(min_length=1, max_length=30, pattern=ONE_LINE)]

UnknownKind = Literal["not-stated", "lost", "unchecked", "not-due"]
"""The four kinds of not knowing: not in the document, lost in our copy, not looked for, not due."""


def empty(value: object) -> bool:
    """Whether a field holds nothing: absent, null, or a list without entries."""
    return value is None or value == ()


class Knowing(Frozen):
    """A value whose empty fields say why they are empty."""

    unknown: dict[str, UnknownKind] = {}
    """空欄の項目が「なぜ空なのか」。項目名: not-stated(計画に記載なし) / lost(写しでは読み取れない) / unchecked(未確認) / not-due(対象年度の途中)。書かないときは not-stated です。"""

    def why_empty(self, field: str) -> UnknownKind:
        """The kind of unknown behind an empty *field*; the document's silence if none is given."""
        return self.unknown.get(field, "not-stated")


class Alias(Frozen):
    """A second name that the same document gives the same thing."""

    text: Name
    """別の名前。文書に印刷されたとおり。"""
    where: Name
    """その名前が出てくる場所(節の番号と題名など)。"""
    matrix: Flag = False
    """取組と方針の表で使われている名前なら true。"""


class Timing(Frozen):
    """When something is planned, as printed and as far as a machine may read it."""

    printed: Name
    """文書に印刷された時期(例「令和8年9月以降」)。"""
    start: PartialDate | None = None
    """始まり。文書が書いているところまで(例 2026-09)。"""
    end: PartialDate | None = None
    """終わり。文書に書かれていなければ書きません。"""


class Footnote(Frozen):
    """A note of the document, numbered over the whole document."""

    number: Annotated[int, Field(strict=True, ge=1)]
    """注の番号。本文では [^1] のように書きます。"""
    term: Name | None = None
    """注が説明する言葉(本文と違うときもそのまま)。"""
    text: Line
    """注の内容(このサイトの言葉で)。"""
