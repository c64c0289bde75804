"""A KPI and its latest result to how far it has come: exact differences, or why there are none.

Nothing is computed across units, from words, or where a target is to be kept or met: then the
kind says what stands there instead. A baseline is where the way begins and never progress.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal, Protocol

from dxplans.model import Kpi

Kind = Literal[
    "part",
    "still",
    "back",
    "reached",
    "beyond",
    "left",
    "at-target",
    "past-target",
    "kept",
    "not-kept",
    "met",
    "held",
    "silent",
]
"""On the way; where it began; behind that; at the target; past it. ``left``, ``at-target`` and
``past-target`` are told without a baseline; ``kept`` and ``not-kept`` of a value to keep; ``met``
of a target that is not a number; ``held`` when all is as it was and there was never a result."""

Reason = Literal[
    "no-target",
    "target-words",
    "result-words",
    "result-units",
    "no-base",
    "base-words",
    "base-units",
    "contrary",
    "level",
]
"""Why there is no share, or no arithmetic at all: told beside or instead of it."""

HUNDRED = Decimal(100)


class Measured(Protocol):
    """A baseline, a target or a result: perhaps a number, perhaps with a unit."""

    @property
    def value(self) -> float | None:
        """The number."""

    @property
    def unit(self) -> str | None:
        """The unit."""


@dataclass(frozen=True, slots=True)
class Advance:
    """What may be said of a latest result: differences as exact numbers, all of them positive.

    *total* lies between baseline and target, *done* between baseline and result, *left* between
    result and target, *over* past the target.
    """

    kind: Kind
    reason: Reason | None = None
    down: bool = False
    """Whether less is better; of a value to keep, whether it has become less."""
    steps: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def percent(self) -> tuple[int, bool] | None:
        """The share of the way in whole percent and whether it is exact; None where none is said.

        Half a percent is rounded up, but what is on its way is never nothing (0) and never all
        (100): it stays between 1 and 99.
        """
        if self.kind != "part":
            return None
        share = self.steps["done"] * HUNDRED / self.steps["total"]
        whole = int(share.quantize(Decimal(1), ROUND_HALF_UP))
        whole = min(max(whole, 1), 99)
        return whole, self.steps["done"] * HUNDRED == whole * self.steps["total"]


def how_far(kpi: Kpi, result: Measured | None) -> Advance:
    """How far *result* has brought *kpi*; without one everything is confirmed as it was."""
    if result is None:
        return Advance("held")
    if kpi.direction == "meet":
        return Advance("met")
    why = _no_arithmetic(kpi, result)
    target, value = _number(kpi.target), _number(result)
    if why is not None or target is None or value is None:
        return Advance("silent", why)
    return _kept(value, target) if kpi.direction == "keep" else _moved(kpi, value, target)


def _no_arithmetic(kpi: Kpi, result: Measured) -> Reason | None:
    """Why result and target can not be compared as numbers; None where they can."""
    if kpi.target is None:
        return "no-target"
    if kpi.target.value is None:
        return "target-words"
    if result.value is None:
        return "result-words"
    return None if same_unit(kpi.target, result) else "result-units"


def _kept(value: Decimal, target: Decimal) -> Advance:
    kind: Kind = "kept" if value == target else "not-kept"
    return Advance(kind, None, value < target, {"over": abs(value - target)})


def _moved(kpi: Kpi, value: Decimal, target: Decimal) -> Advance:
    """Of a value to raise or reduce: where it is between baseline and target, or outside."""
    down = kpi.direction == "down"
    # Seen from the target: what is missing to it, negative once it is passed.
    left = value - target if down else target - value
    base, why = _number(kpi.baseline), _no_way(kpi, target, down=down)
    if why is not None or base is None:
        return _alone(left, why, down=down)
    done = base - value if down else value - base
    steps = {"total": abs(target - base), "done": abs(done), "left": abs(left), "over": abs(left)}
    kind: Kind
    if left <= 0:
        kind = "beyond" if left else "reached"
    elif done > 0:
        kind = "part"
    else:
        kind = "back" if done else "still"
    return Advance(kind, None, down, steps)


def same_unit(one: Measured, other: Measured) -> bool:
    """Whether two values count the same; a number without a unit and one with are not the same."""
    return _unit(one) == _unit(other)


def _alone(left: Decimal, why: Reason | None, *, down: bool) -> Advance:
    kind: Kind = "left" if left > 0 else "past-target" if left else "at-target"
    return Advance(kind, why, down, {"left": abs(left), "over": abs(left)})


def _no_way(kpi: Kpi, target: Decimal, *, down: bool) -> Reason | None:
    """Why there is no way from the baseline to the target of which a share could be told."""
    if kpi.baseline is None:
        return "no-base"
    base = _number(kpi.baseline)
    if base is None:
        return "base-words"
    if kpi.target is None or not same_unit(kpi.baseline, kpi.target):
        return "base-units"
    if base == target:
        return "level"
    return "contrary" if (target < base) != down else None


def _number(measured: Measured | None) -> Decimal | None:
    """The number as it is written: 0.1 is a tenth, which the float is not."""
    if measured is None or measured.value is None:
        return None
    return Decimal(repr(measured.value))


def _unit(measured: Measured) -> str | None:
    return unicodedata.normalize("NFKC", measured.unit).strip() if measured.unit else None
