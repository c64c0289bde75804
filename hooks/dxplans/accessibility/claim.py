"""Judgements and evidence to what may be claimed, by WAIC's rule for 準拠, 一部準拠 and 配慮.

準拠: there is a policy, the pages were tested, every criterion is met or does not apply, and the
result is published. 一部準拠: some are met. 配慮: there is a policy; it says nothing of results.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from dxplans.accessibility.tested import Tested
from dxplans.model.accessibility import (
    AccessibilityPolicy,
    Claim,
    Criteria,
    Criterion,
    Judgement,
    Judgements,
    PageTest,
)
from dxplans.words import marked

Verdict = Literal["met", "not-met", "not-applicable", "unchecked"]
CLAIM: Mapping[Claim, str] = {
    "conforms": marked("準拠"),
    "partly": marked("一部準拠"),
    "considers": marked("配慮"),
}
VERDICT: Mapping[Verdict, str] = {
    "met": marked("満たしている"),
    "not-met": marked("満たしていない"),
    "not-applicable": marked("該当なし"),
    "unchecked": marked("未確認"),
}
REASON = {
    "operator": marked("運営者の名前が決まっていません。"),
    "contact": marked("連絡先が決まっていません。"),
    "declared": marked("試験の結果を表明した人と日が書かれていません。"),
    "unjudged": marked("だれも判断していない達成基準があります。"),
    "not-met": marked("満たしていない達成基準があります。"),
    "untested": marked("自動検査が済んでいないページがあります。"),
    "found": marked("自動検査で問題が見つかったページがあります。"),
    "sample": marked("人が試験していないページ、試験のあとに変わったページがあります。"),
    "failed": marked("人の試験で問題が見つかったページがあります。"),
}
"""What stands between the site and 準拠."""


@dataclass(frozen=True, slots=True)
class Human:
    """What people found on the pages of the sample, by address with its language."""

    wanted: tuple[str, ...] = ()
    """The whole sample, in every language."""
    tests: Mapping[str, PageTest] = field(default_factory=dict)
    """The tests of pages that are still as they were tested."""

    @property
    def untested(self) -> tuple[str, ...]:
        """Pages of the sample that nobody has tested as they are."""
        return tuple(address for address in self.wanted if address not in self.tests)

    @property
    def failed(self) -> tuple[str, ...]:
        """Pages on which people found something, of the sample or not."""
        return tuple(sorted(a for a, test in self.tests.items() if test.result == "failed"))


@dataclass(frozen=True, slots=True)
class Said:
    """The word that may be claimed, and why not a stronger one."""

    word: Claim
    why_not: tuple[str, ...] = ()
    """Keys of ``REASON``."""


def human_of(judgements: Judgements, wanted: Iterable[str], hashes: Mapping[str, str]) -> Human:
    """The latest test of each page that has not changed since; *hashes* are those of now."""
    latest: dict[str, PageTest] = {}
    for test in sorted(judgements.pages, key=lambda test: test.on):
        latest[test.page] = test
    standing = {a: test for a, test in latest.items() if test.hash == hashes.get(a)}
    return Human(tuple(wanted), standing)


def judged(judgements: Judgements) -> dict[str, Judgement]:
    """The signed judgements by criterion."""
    return {judgement.id: judgement for judgement in judgements.criteria}


def verdict_of(criterion: Criterion, signed: Mapping[str, Judgement]) -> Verdict:
    """What a person said of a criterion; ``unchecked`` when nobody did."""
    judgement = signed.get(criterion.id)
    return judgement.result if judgement else "unchecked"


def claim_of(  # noqa: PLR0913 - everything that the rule asks about
    policy: AccessibilityPolicy, criteria: Criteria, judgements: Judgements,
    tested: Tested, human: Human, *, operator: bool, contact: bool,
) -> Said:  # fmt: skip
    """The strongest word that the rule allows; nobody can claim more by writing it down."""
    signed = judged(judgements)
    verdicts = [
        verdict_of(criterion, signed)
        for criterion in criteria.required
        if criterion.level in policy.standard.level
    ]
    lacks = tuple(
        key
        for key, missing in (
            ("operator", not operator),
            ("contact", not contact),
            ("declared", judgements.declared is None),
            ("unjudged", "unchecked" in verdicts),
            ("not-met", "not-met" in verdicts),
            ("untested", bool(tested.untested) or not tested.results),
            ("found", bool(tested.with_findings)),
            ("sample", bool(human.untested) or not human.wanted),
            ("failed", bool(human.failed)),
        )
        if missing
    )
    if not lacks:
        return Said("conforms")
    # A policy without a name or a contact is nobody's.
    partly = operator and contact and "met" in verdicts
    return Said("partly" if partly else "considers", lacks)
