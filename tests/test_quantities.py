"""The numbers that printed values state."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dxplans.check.quantities import printed_number


@pytest.mark.parametrize(
    ("printed", "unit", "number"),
    [
        ("33件", "件", 33),
        ("3,213件", "件", 3213),
        ("82.4%(R8.1.31)", "%", 82.4),
        ("９０．０％", "％", 90),
        ("約2万件", "件", 20000),
        ("1万2,000人", "人", 12000),
        ("2億5,000万円", "円", 250_000_000),
        ("5万円", "万円", 5),
        ("3千件", "件", 3000),
        ("12百万円", "百万円", 12),
        ("▲3.5%", "%", -3.5),
        ("-5件", "件", -5),
        ("0", None, 0),
        ("ゼロ", None, 0),
        ("10件以上", "件", 10),
        ("年間33件", "件", 33),
        ("-", None, None),
        ("－", None, None),
        ("JIS X 8341-3:2016に準拠", None, None),
        ("令和8年度までに100件", "件", None),
        ("全課で実施", None, None),
        ("(100件)", "件", None),
        ("R8: 50件", "件", None),
    ],
)
def test_printed_numbers(printed: str, unit: str | None, number: float | None) -> None:
    """As the five documents print them, and a little beyond."""
    assert printed_number(printed, unit) == number


@given(st.integers(0, 10**12), st.sampled_from(["", "件", "人", "円", "%"]))
def test_any_number_with_commas_is_read_back(number: int, unit: str) -> None:
    """As printed in Japanese and as printed full-width."""
    printed = f"{number:,}{unit}"
    wide = printed.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    assert printed_number(printed) == printed_number(wide) == number
