"""What clerks type to a published value: the printed string, its number and its unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from dxplans.check.quantities import printed_number
from dxplans.progress.grid import folded, narrow

_SIGN = r"[-−▲△+]?"
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_BARE = re.compile(rf"{_SIGN}\s*{_DIGITS}\s*(?:[千万億兆]|百万|千万)?")
_WHOLE = re.compile(
    rf"(?:延べ|のべ|計|合計|年間|月平均|平均|最大|毎年|毎月)?\s*{_SIGN}\s*{_DIGITS}(?P<rest>[^0-9]{{0,12}})"
)
_ROUGH = re.compile(
    "約|およそ|おおむね|概ね|割|程度|ほど|以上|以下|未満|超|余|強|弱|~|〜|前後|くらい|ぐらい"
)
_NONE_OR_ZERO = {"なし", "無し", "該当なし", "該当無し", "実績なし", "none"}
_NONE = {
    "-", "ー", "−", "–", "—", "―", "‐", "─", "*", "n/a", "na", "未集計", "集計中", "未確定",
    "未定", "調査中", "確認中", "該当せず", "データなし", "今後公表", "後日公表", "未公表", "未実施",
    *_NONE_OR_ZERO,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """A value as it was published, and what a machine may read out of it."""

    printed: str
    value: float | None = None
    unit: str | None = None


def says_nothing(text: str) -> bool:
    """Whether *text* is a sign or a word for "no result": -, 未集計, 該当なし."""
    return _word(text) in _NONE


def may_be_zero(text: str) -> bool:
    """Whether a word for "no result" may have been meant as a result of 0: なし, 該当なし."""
    return _word(text) in _NONE_OR_ZERO


def _word(text: str) -> str:
    return folded(text).strip("()。.")


def is_bare(text: str) -> bool:
    """Whether *text* is a number without a unit."""
    return _BARE.fullmatch(narrow(text).strip()) is not None


def number_in(text: str) -> float | None:
    """The number that *text* is, with or without commas, % or another unit; None if it is none."""
    plain = narrow(text).strip()
    return printed_number(plain) if _WHOLE.fullmatch(plain) and not _ROUGH.search(plain) else None


def amount_of(text: str, unit: str | None) -> Amount:
    """The published value that *text* is; a number alone has the *unit* of its row.

    About 30 % (約3割), at least 100 (100件以上) and sentences stay as they are, without a number:
    a number would say more than was published.
    """
    printed = text.strip()
    if unit and is_bare(printed):
        printed += unit
    stated = unit if unit and narrow(unit) in narrow(printed) else None
    plain = re.sub(r"\([^()]*\)", "", narrow(printed)).strip()
    exact = _WHOLE.fullmatch(plain) is not None and not _ROUGH.search(plain)
    return Amount(printed, printed_number(printed, stated) if exact else None, stated)


def same_print(one: str, other: str) -> bool:
    """Whether two printed values differ in width and spaces at most."""
    return folded(one) == folded(other)


def plain_number(value: float) -> str:
    """A number as a person writes it: 5 and not 5.0."""
    return str(int(value)) if value.is_integer() else f"{Decimal(repr(value)):f}"


_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_CORE = re.compile(r"[#0?][#0?,]*(?:\.[#0?]+)?")


def shown(value: float, pattern: str) -> str:
    """A number as a cell with the number format *pattern* shows it: 0.824 as 0.0% is 82.4%."""
    sections = pattern.split(";")
    section = sections[1] if value < 0 and len(sections) > 1 else sections[0]
    bare = _LITERAL.sub("", section)
    core = _CORE.search(bare)
    if pattern == "General" or core is None or re.search("[eE/]", bare):
        # As many digits as a cell shows: 0.1 + 0.2 is 0.3 there.
        return plain_number(float(f"{value:.12g}"))
    places = len(core[0].partition(".")[2])
    amount = abs(value) if value < 0 and len(sections) > 1 else value
    amount *= 100 if "%" in bare else 1
    number = f"{amount:,.{places}f}" if "," in core[0] else f"{amount:.{places}f}"
    words = _LITERAL.sub(lambda found: found[1] or found[2] or "", section)
    at = _CORE.search(words)
    return (words[: at.start()] + number + words[at.end() :]).strip() if at else number
