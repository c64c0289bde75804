"""a11y/exceptions.yaml to the findings that stand for now: at most three, each until a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from dxplans.develop.audit.engines import Finding

FILE = "a11y/exceptions.yaml"
MOST = 3
"""More than so many would be a habit."""
_FIELDS = {"engine": str, "rule": str, "target": str, "reason": dict, "expires": date}
_LANGUAGES = {"ja", "en"}


class ExceptionsError(Exception):
    """The exceptions cannot be used: too many, one has expired, one is not complete."""


@dataclass(frozen=True, slots=True)
class Allowed:
    """A finding that stands: whose, which, where, why (ja and en), and until when."""

    engine: str
    rule: str
    target: str
    reason: dict[str, str]
    expires: date

    def covers(self, finding: Finding) -> bool:
        """Whether this is the finding that was meant."""
        return (self.engine, self.rule, self.target) == (
            finding.engine,
            finding.rule,
            finding.target,
        )


def read_exceptions(root: Path, today: date) -> tuple[Allowed, ...]:
    """The exceptions of the project *root* that hold on the day *today*.

    ExceptionsError, in both languages, for more than three, an expired or an incomplete one.
    """
    path = root / FILE
    entries: Any = yaml.safe_load(path.read_text("utf-8")) if path.is_file() else []
    found = tuple(_allowed(entry) for entry in entries or [])
    if len(found) > MOST:
        raise ExceptionsError(
            f"{FILE}: 例外は{MOST}件までです(いまは{len(found)}件)。 / "
            f"At most {MOST} exceptions; there are {len(found)}."
        )
    for entry in found:
        if entry.expires < today:
            raise ExceptionsError(
                f"{FILE}: {entry.rule} の例外は {entry.expires} で期限が切れました。直すか、理由と期限を見直してください。 / "
                f"The exception for {entry.rule} expired on {entry.expires}: "
                "mend the fault, or review the reason and the date."
            )
    return found


def remaining(found: Iterable[Finding], exceptions: Iterable[Allowed]) -> list[Finding]:
    """The findings that no exception covers."""
    allowed = tuple(exceptions)
    return [finding for finding in found if not any(entry.covers(finding) for entry in allowed)]


def _allowed(entry: Any) -> Allowed:
    good = (
        isinstance(entry, dict)
        and entry.keys() == _FIELDS.keys()
        and all(isinstance(entry[name], kind) and entry[name] for name, kind in _FIELDS.items())
        and entry["reason"].keys() == _LANGUAGES
    )
    if not good:
        raise ExceptionsError(
            f"{FILE}: 例外には engine, rule, target, reason(ja, en), expires(YYYY-MM-DD)を書いてください。 / "
            f"An exception has engine, rule, target, reason (ja, en) and expires (YYYY-MM-DD): {entry}"
        )
    return Allowed(**entry)
