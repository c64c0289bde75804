"""A KPI to what pages show of it: its figures, the bar of the planned change and its results."""

from __future__ import annotations

from dataclasses import dataclass

from dxplans.edition import Edition
from dxplans.localise import View
from dxplans.model import Kpi
from dxplans.pages import addresses
from dxplans.pages.here import Here
from dxplans.pages.once import once
from dxplans.pages.pictures import Bar, bar
from dxplans.pages.results import Results, results_show
from dxplans.states import original_of


@dataclass(frozen=True, slots=True)
class KpiShow:
    """A KPI with its bar and its results; *original* is where a 再掲 stands first, with its id."""

    view: View
    bar: Bar | None
    initiative: View
    path: str
    anchor: str
    results: Results
    original: tuple[str, str] | None


@once
def kpis_of(here: Here, edition: Edition, name: str) -> tuple[KpiShow, ...]:
    """The KPIs of the initiative *name* as pages print them."""
    return tuple(_show(here, edition, name, kpi) for kpi in edition.initiatives[name].kpis)


def kpi_show(here: Here, edition: Edition, name: str, at: int) -> KpiShow:
    """One of them, by its place."""
    return kpis_of(here, edition, name)[at]


def _show(here: Here, edition: Edition, name: str, kpi: Kpi) -> KpiShow:
    initiative = here.local.edition(edition).initiatives[name]
    view = next(k for k in initiative.kpis if k.id == kpi.id)
    original = None
    if kpi.repeat_of:
        there, first = original_of(edition, name, kpi.id)
        original = (addresses.initiative(edition, there), _anchor(first))
    return KpiShow(
        view, bar(kpi), initiative, addresses.initiative(edition, name), _anchor(kpi.id),
        results_show(here, edition, (name, kpi.id), view), original,
    )  # fmt: skip


def _anchor(kpi: str) -> str:
    return f"kpi-{kpi}"
