"""A report to the lines that tell where everything stands, in Japanese or English."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from dxplans.accessibility.claim import CLAIM, REASON, verdict_of
from dxplans.accessibility.report import Report

FEW = 8
"""So many addresses are named; the rest are counted."""


def status_lines(report: Report, lang: str, gettext: Callable[[str], str]) -> Iterator[str]:
    """What is tested and judged, what is not, and which word may be claimed.

    *gettext* gives the interface's words in the language *lang*.
    """
    japanese = lang == "ja"
    tested, human = report.tested, report.human
    required = report.commitment.criteria.required
    verdicts = [verdict_of(criterion, report.judged) for criterion in required]
    judged = sum(verdict != "unchecked" for verdict in verdicts)
    met = sum(verdict in {"met", "not-applicable"} for verdict in verdicts)
    standard = report.commitment.policy.standard
    name = f"{standard.id}:{standard.year} {standard.level}"
    done, wanted = len(human.wanted) - len(human.untested), len(human.wanted)
    if japanese:
        yield f"自動検査: {tested.total:,}ページのうち {len(tested.results):,}ページが試験ずみ、問題のあるページ {len(tested.with_findings):,}"
    else:
        yield f"Machines: {len(tested.results):,} of {tested.total:,} pages tested, {len(tested.with_findings):,} with findings"
    yield from _some("変わった" if japanese else "changed since", tested.changed)
    yield from _some("新しい" if japanese else "new", tested.new)
    yield from _some("指摘あり" if japanese else "findings", tested.with_findings)
    if japanese:
        yield f"人の試験: 見本の{wanted:,}ページのうち {done:,}ページが試験ずみ、問題のあるページ {len(human.failed):,}"
        yield f"達成基準: {len(required)}のうち {judged} が判断ずみ、うち {met} を満たしている"
        yield f"言える言葉: {name} に{gettext(CLAIM[report.said.word])}"
    else:
        yield f"People: {done:,} of {wanted:,} pages of the sample tested, {len(human.failed):,} with faults"
        yield f"Criteria: {judged} of {len(required)} judged, {met} of them met"
        yield f"May be claimed: {name}, {gettext(CLAIM[report.said.word])}"
    for key in report.said.why_not:
        yield f"  - {gettext(REASON[key])}"


def _some(label: str, addresses: Iterable[str]) -> Iterator[str]:
    found = list(addresses)
    if found:
        named = " ".join(f"/{address}" for address in found[:FEW])
        more = f" … +{len(found) - FEW:,}" if len(found) > FEW else ""
        yield f"  {label} {len(found):,}: {named}{more}"
