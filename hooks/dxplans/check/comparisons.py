"""Rules of comparison to what they need besides their own fields: plans, KPIs, two of a kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dxplans.model.comparison import Comparison
from dxplans.permanent import anchors_of
from dxplans.problem import Place

if TYPE_CHECKING:  # the library reads and checks files, and so needs the rules first
    from dxplans.library import Library

_KPI = "kpi-"
_PLAN = 2
"""So many slashes has the name of a plan; that of a KPI has more."""


def check_comparison(
    place: Place, value: Comparison
) -> Iterator[tuple[Place, str, dict[str, Any]]]:
    """Figures may be compared of two KPIs or more that are named, and of nothing else."""
    kpis = [name for name in value.about if name.count("/") > _PLAN]
    if value.allows == "figures" and (len(set(kpis)) < 2 or len(kpis) < len(value.about)):  # noqa: PLR2004 - a pair
        yield (*place, "allows"), "figures_of_what", {}


class Subjects:
    """Every plan and every KPI by the names that rules of comparison call them.

    What a rule says of a town that the project has not is passed over: a fork keeps the rules.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._plans = {"/".join(e.edition) for e in library.entries.values() if e.edition}
        towns = {
            f"{e.ids['prefecture']}/{e.ids['publisher']}" for e in library.of_kind("publisher")
        }
        self._elsewhere = {
            name
            for entry in library.of_kind("comparison")
            for name in (entry.value.about if isinstance(entry.value, Comparison) else ())
            if "/".join(name.split("/")[:2]) not in towns
        }

    def __contains__(self, name: object) -> bool:
        if name in self._plans or name in self._elsewhere:
            return True
        plan, _, kpi = str(name).rpartition("/")
        plan, _, initiative = plan.rpartition("/")
        entry = self._library.entries.get(f"plans/{plan}/initiatives/{initiative}.yaml")
        return entry is not None and f"{_KPI}{kpi}" in anchors_of(entry)

    def __iter__(self) -> Iterator[str]:
        yield from self._plans
        yield from self._elsewhere
        for entry in self._library.of_kind("initiative"):
            plan = "/".join(entry.edition or ())
            for anchor in anchors_of(entry):
                if anchor.startswith(_KPI):
                    yield f"{plan}/{entry.ids['id']}/{anchor.removeprefix(_KPI)}"
