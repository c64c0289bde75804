"""Results of a fiscal year to findings: each KPI once, dates in order, corrections that correct.

What the plan says against them is in ``repeats``, the numbers themselves in ``quantities``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from dxplans.check.quantities import check_quantity
from dxplans.model.progress import Progress, Reporting, Result
from dxplans.problem import Place

Finding = tuple[Place, str, dict[str, Any]]
_MONTH = re.compile(r"(?<![0-9])(1[0-2]|0?[1-9])\s*月")


def check_reporting(place: Place, reporting: Reporting) -> Iterator[Finding]:
    """A due date is the plan's or its owner's, and the words say the month that the date says."""
    if (reporting.where is None) == (reporting.by is None):
        yield place, "reporting_whose", {}
    if (reporting.by is None) != (reporting.on is None):
        yield place, "missing", {"key": "on" if reporting.on is None else "by"}
    months = {int(found) for found in _MONTH.findall(_narrow(reporting.printed))}
    if months and int(reporting.due[:2]) not in months:
        values = {"due": reporting.due, "printed": reporting.printed}
        yield (*place, "due"), "due_disagrees", values


def check_progress(place: Place, progress: Progress) -> Iterator[Finding]:
    """What a file of results holds, each KPI once, and nothing corrected before it was public."""
    if not progress.results:
        if progress.unchanged is None:
            yield place, "progress_empty", {}
    else:
        for key in ("source", "published"):
            if getattr(progress, key) is None:
                yield place, "missing", {"key": key}
    seen: set[tuple[str, str]] = set()
    for index, result in enumerate(progress.results):
        here = (*place, "results", index)
        name = (result.initiative, result.kpi)
        if name in seen:
            yield (*here, "kpi"), "duplicate_sibling", {"key": "kpi", "id": "/".join(name)}
        seen.add(name)
        published = result.published or progress.published
        for number, correction in enumerate(result.corrections):
            yield from _not_before(published, correction.on, (*here, "corrections", number, "on"))


def _not_before(published: str | None, on: str, place: Place) -> Iterator[Finding]:
    """As exact as the date of publication is: 2027-06-30 is not before 2027-06."""
    if published is not None and on[: len(published)] < published:
        yield place, "before_published", {"date": on, "published": published}


def check_result(place: Place, result: Result) -> Iterator[Finding]:
    """A result says what was published, or why nothing was; a correction changed something."""
    if result.printed is None:
        if "printed" not in result.unknown:
            yield place, "missing", {"key": "printed"}
        return
    yield from check_quantity(place, result)
    printed = [*(correction.printed for correction in result.corrections), result.printed]
    for index, (before, after) in enumerate(pairwise(printed)):
        if before == after:
            here = (*place, "corrections", index, "printed")
            yield here, "correction_same", {"printed": before}
    for index, (earlier, later) in enumerate(pairwise(result.corrections)):
        if later.on < earlier.on:
            here = (*place, "corrections", index + 1, "on")
            yield here, "corrections_not_in_order", {"date": later.on, "before": earlier.on}


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
