"""A file of results to findings that its plan makes: years outside its period, and 再掲."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dxplans.check.shapes import shapes
from dxplans.library import KINDS, Entry
from dxplans.model import Initiative, Plan, Result


def check_results(entry: Entry, initiatives: Mapping[str, Entry], plan: Plan | None) -> None:
    """Add to *entry*, a file of results, what the plan and its KPIs say against it."""
    if plan is not None:
        year, start, end = int(entry.ids["id"]), plan.period.start, plan.period.end
        if year < start or (end is not None and year > end):
            values: dict[str, Any] = {"year": year, "start": start, "end": end or ""}
            entry.doc.report((), "results_outside_period", **values)
    for place, model, data in shapes(KINDS["progress"], entry.doc.draft):
        if model is Result:
            original = _repeated(data, initiatives)
            if original is not None:
                name = f"{data['initiative']}/{data['kpi']}"
                entry.doc.report((*place, "kpi"), "result_of_repeat", id=name, original=original)


def _repeated(data: Mapping[str, Any], initiatives: Mapping[str, Entry]) -> str | None:
    """The original of the KPI that *data* names, if it is printed there a second time."""
    entry = initiatives.get(str(data.get("initiative")))
    there = entry.value.kpis if entry and isinstance(entry.value, Initiative) else ()
    return next((kpi.repeat_of for kpi in there if kpi.id == data.get("kpi")), None)
