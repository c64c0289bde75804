"""An audit's findings to what a person reads: a few lines at the end, and a file with all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dxplans.develop.audit.engines import Finding

EXAMPLES = 30
"""Kinds of findings that are shown; the file has the rest."""


@dataclass(frozen=True, order=True, slots=True)
class Row:
    """A finding with the page and the mode in which it was seen."""

    finding: Finding
    address: str
    mode: str


def rows_of(address: str, found: Mapping[str, Iterable[Finding]]) -> list[Row]:
    """The findings of one page, by mode, as rows."""
    return [Row(finding, address, mode) for mode, findings in found.items() for finding in findings]


def summary(rows: Iterable[Row]) -> list[str]:
    """Each engine's rules with their numbers and the first place, the most frequent first."""
    ordered = sorted(rows)
    number = Counter((row.finding.engine, row.finding.rule) for row in ordered)
    first = {(row.finding.engine, row.finding.rule): row for row in reversed(ordered)}
    lines = []
    for kind, count in number.most_common(EXAMPLES):
        row = first[kind]
        engine, rule = kind
        lines += [
            f"✗ {count:,}× {engine} {rule}: {row.finding.message}",
            f"    例 / for example: /{row.address} ({row.mode}) {row.finding.target}",
        ]
    if len(number) > EXAMPLES:
        lines.append(f"… +{len(number) - EXAMPLES}")
    return lines


def listing(rows: Iterable[Row]) -> str:
    """Every finding on a line of its own."""
    return "".join(f"/{row.address} ({row.mode}) {row.finding}\n" for row in sorted(rows))


def verdict(tested: int, before: int, modes: int, found: int, seconds: float) -> str:
    """The last line: how many pages, now and before, in how many modes, and what was found."""
    sign = "✗" if found else "✓"
    return (
        f"{sign} {tested:,}ページを{modes:,}通りの見え方で試験しました({seconds / 60:.1f}分)。"
        f"前に試験した{before:,}ページは変わっていません。見つかった問題は{found:,}件です。 / "
        f"{tested:,} pages tested in {modes:,} modes, {before:,} unchanged since an earlier test; "
        f"findings: {found:,}."
    )
