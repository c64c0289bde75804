"""Two initiatives to how far they may be compared, and why: never which of them is better."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from dxplans.edition import Edition
from dxplans.model import Initiative
from dxplans.model.comparison import Comparison

Label = Literal["figures", "words", "apart"]
Alike = Literal["same", "some", "other", "unstated", "none"]
"""Of periods ``some`` years are the same; of definitions nothing is said (``unstated``); ``none``
where there is nothing to lay side by side."""
_OPEN = 9999
"""The last year of a period whose end is not known."""


@dataclass(frozen=True, slots=True)
class Profile:
    """All of an initiative that decides how far it may be compared: equal ones are told together."""

    kind: str
    start: int
    end: int | None
    units: frozenset[str]
    """The units of the KPIs that have a value; an empty one where none is printed."""
    rules: frozenset[str]
    """The rules of comparison that name this plan or one of these KPIs."""
    alike: frozenset[str]
    """Those among them that say which KPIs count alike."""


@dataclass(frozen=True, slots=True)
class Pair:
    """How far two initiatives may be compared, each reason for it, and the rules that say so."""

    label: Label
    kind: Alike
    period: Alike
    unit: Alike
    definition: Alike
    units: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()


def of_theme(rules: Mapping[str, Comparison], theme: str) -> dict[str, Comparison]:
    """The rules that hold for pairs of a theme; what holds everywhere is told once, not here."""
    return {
        name: rule
        for name, rule in rules.items()
        if theme in rule.themes or (rule.about and not rule.themes)
    }


def everywhere(rules: Mapping[str, Comparison]) -> tuple[str, ...]:
    """The rules that name neither a theme nor a plan."""
    return tuple(name for name, rule in rules.items() if not rule.themes and not rule.about)


def profile(
    edition: Edition, name: str, initiative: Initiative, rules: Mapping[str, Comparison]
) -> Profile:
    """The profile of the initiative *name*, under the *rules* of its theme."""
    plan = edition.plan
    valued = [
        kpi
        for kpi in initiative.kpis
        if any(q is not None and q.value is not None for q in (kpi.baseline, kpi.target))
    ]
    units = {
        quantity.unit or ""
        for kpi in valued
        for quantity in (kpi.target, kpi.baseline)
        if quantity is not None and quantity.value is not None
    }
    own = {edition.key, *(f"{edition.key}/{name}/{kpi.id}" for kpi in initiative.kpis)}
    about = {key: rule for key, rule in rules.items() if own & set(rule.about)}
    return Profile(
        plan.kind, plan.period.start, plan.period.end, frozenset(units),
        frozenset(key for key, rule in about.items() if rule.allows != "figures"),
        frozenset(key for key, rule in about.items() if rule.allows == "figures"),
    )  # fmt: skip


def compare(one: Profile, other: Profile, rules: Mapping[str, Comparison]) -> Pair:
    """How far two may be compared under the *rules* of their theme; the order does not matter."""
    alike = one.alike & other.alike
    shared = one.units & other.units
    valued = bool(one.units and other.units)
    unit: Alike = "none" if not valued else "same" if shared else "other"
    definition: Alike = "none" if not valued else "same" if alike else "unstated"
    kind: Alike = "same" if one.kind == other.kind else "other"
    period = _period(one, other)
    told = [
        name
        for name, rule in rules.items()
        if name in alike
        or name in one.rules | other.rules
        or (not rule.about and rule.allows != "figures")
    ]
    apart = any(rules[name].allows == "apart" for name in told)
    label: Label = "words"
    if apart or kind == "other" or period == "none":
        label = "apart"
    elif definition == "same" and unit == "same" and period == "same":
        label = "figures"
    return Pair(
        label, kind, period, unit, definition, tuple(sorted(filter(None, shared))), tuple(told)
    )


def _period(one: Profile, other: Profile) -> Alike:
    """Whether two plans are for the same years, for some of them, or for none."""
    if (one.start, one.end) == (other.start, other.end) and one.end is not None:
        return "same"
    last = min(_OPEN if side.end is None else side.end for side in (one, other))
    return "some" if max(one.start, other.start) <= last else "none"


def ordered(pairs: Iterable[Pair]) -> list[Pair]:
    """The pairs as they are told: what can be read side by side first, the rest as it comes."""
    rank = {"figures": 0, "words": 1, "apart": 2}
    return sorted(pairs, key=lambda pair: rank[pair.label])
