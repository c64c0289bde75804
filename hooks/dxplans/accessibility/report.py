"""A commitment, its evidence and the pages as they are now to one report for pages and commands."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from dxplans.accessibility.claim import Human, Said, claim_of, human_of, judged
from dxplans.accessibility.evidence import Evidence, page_hash
from dxplans.accessibility.sample import Sampled
from dxplans.accessibility.tested import Tested, matched
from dxplans.model.accessibility import AccessibilityPolicy, Criteria, Judgement, Judgements
from dxplans.source import read

DATA = "accessibility/evidence.json"
"""Where the report is published as data."""
EXCEPTIONS = "a11y/exceptions.yaml"


FILES = ("a11y/policy.yaml", "a11y/criteria.yaml")
"""A project that has both has the pages about its accessibility."""


def has_policy(root: Path) -> bool:
    """Whether the project *root* has an accessibility policy."""
    return all((root / name).is_file() for name in FILES)


@dataclass(frozen=True, slots=True)
class Commitment:
    """What the files of a11y/ say: the policy, the criteria, and what people judged."""

    policy: AccessibilityPolicy
    criteria: Criteria
    judgements: Judgements = field(default_factory=Judgements)


@dataclass(frozen=True, slots=True)
class Allowed:
    """A finding that stands for now: which, why (by language), and until which day."""

    rule: str
    reason: Mapping[str, str]
    expires: str


@dataclass(frozen=True)
class Report:
    """All that is known of how accessible the site is."""

    commitment: Commitment
    tested: Tested = field(default_factory=Tested)
    human: Human = field(default_factory=Human)
    allowed: tuple[Allowed, ...] = ()
    operator: bool = False
    """Whether the site names who keeps it."""
    contact: bool = False

    @cached_property
    def judged(self) -> Mapping[str, Judgement]:
        """The signed judgements by criterion."""
        return judged(self.commitment.judgements)

    @cached_property
    def said(self) -> Said:
        """What may be claimed."""
        known = self.commitment
        return claim_of(
            known.policy, known.criteria, known.judgements, self.tested, self.human,
            operator=self.operator, contact=self.contact,
        )  # fmt: skip

    @cached_property
    def days(self) -> tuple[str, ...]:
        """Every day on which pages as they are now were tested, by machines or people, in order."""
        judgements = self.commitment.judgements
        signed = [*judgements.criteria, *self.human.tests.values()]
        return tuple(
            sorted({run.date for run in self.tested.runs} | {value.on for value in signed})
        )

    @cached_property
    def testers(self) -> tuple[str, ...]:
        """Who judged or tested."""
        signed = [*self.judged.values(), *self.human.tests.values()]
        return tuple(sorted({value.by for value in signed}))

    @cached_property
    def used(self) -> tuple[str, ...]:
        """Browsers and assistive technology of the people who tested."""
        judged = [name for value in self.judged.values() for name in value.using]
        tests = [name for value in self.human.tests.values() for name in value.using]
        return tuple(sorted({*judged, *tests}))

    def data(self) -> str:
        """The report as JSON: each page with its result, and what was not tested."""
        runs = self.tested.runs
        rows: dict[str, Any] = {
            "claim": self.said.word,
            "not_yet": self.said.why_not,
            "runs": [
                {"date": run.date, "commit": run.commit, "browser": run.browser,
                 "engines": dict(run.engines)}
                for run in runs
            ],
            "pages": {
                address: {"run": runs.index(result.run), "modes": result.modes, "found": result.found}
                for address, result in self.tested.results.items()
            },
            "changed_since": self.tested.changed,
            "never_tested": self.tested.new,
        }  # fmt: skip
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def report_of(  # noqa: PLR0913 - everything that a report is made from
    root: Path, commitment: Commitment, evidence: Evidence, *, sample: Iterable[Sampled],
    prefixes: Iterable[str], addresses: Iterable[str], html: Callable[[str], str], base: str,
    operator: bool, contact: bool,
) -> Report:  # fmt: skip
    """The report on the pages at *addresses*; *html* is asked only for those that were tested.

    *prefixes* are those of the languages: each has the same *sample*.
    """
    everything = frozenset(addresses)
    asked = {*evidence.pages, *(test.page for test in commitment.judgements.pages)} & everything
    hashes = {address: page_hash(html(address), base) for address in sorted(asked)}
    wanted = [f"{prefix}{page.path}" for prefix in prefixes for page in sample]
    return Report(
        commitment,
        matched(evidence, everything, hashes),
        human_of(commitment.judgements, wanted, hashes),
        allowed_of(root),
        operator,
        contact,
    )


def allowed_of(root: Path) -> tuple[Allowed, ...]:
    """The findings that stand, as far as they are written completely; the audit tells the rest."""
    path = root / EXCEPTIONS
    found: Any = read(path, EXCEPTIONS).data if path.is_file() else None
    rows = [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
    return tuple(
        Allowed(str(row["rule"]), row["reason"], str(row["expires"]))
        for row in rows
        if {"rule", "expires"} <= row.keys()
        and isinstance(row.get("reason"), dict)
        and {"ja", "en"} <= row["reason"].keys()
    )
