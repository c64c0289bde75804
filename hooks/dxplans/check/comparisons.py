"""Rules of comparison to what they need besides their own fields: plans, KPIs, two of a kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dxplans.check.shapes import shapes
from dxplans.model import Initiative, Kpi
from dxplans.model.comparison import Comparison
from dxplans.problem import Place

if TYPE_CHECKING:  # the library reads and checks files, and so needs the rules first
    from dxplans.library import Library

_PLAN = 2
"""So many slashes has the name of a plan; that of a KPI has more."""


def check_comparison(
    place: Place, value: Comparison
) -> Iterator[tuple[Place, str, dict[str, Any]]]:
    """Figures may be compared of two KPIs or more that are named, and of nothing else."""
    kpis = [name for name in value.about if name.count("/") > _PLAN]
    if value.allows == "figures" and (len(set(kpis)) < 2 or len(kpis) < len(value.about)):  # noqa: PLR2004 - a pair
        yield (*place, "allows"), "figures_of_what", {}


def subjects_of(library: Library) -> set[str]:
    """Every plan and every KPI by the names that rules of comparison call them.

    What a rule says of a town that the project has not is passed over: a fork keeps the rules.
    """
    towns = {f"{e.ids['prefecture']}/{e.ids['publisher']}" for e in library.of_kind("publisher")}
    found: set[str] = set()
    for entry in library.entries.values():
        if isinstance(entry.value, Comparison):
            found |= {
                name for name in entry.value.about if "/".join(name.split("/")[:2]) not in towns
            }
        if entry.edition is None:
            continue
        plan = "/".join(entry.edition)
        found.add(plan)
        if entry.kind == "initiative":
            found |= {
                f"{plan}/{entry.ids['id']}/{data.get('id')}"
                for _place, model, data in shapes(Initiative, entry.doc.draft)
                if model is Kpi
            }
    return found
