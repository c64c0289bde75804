"""A published value that was replaced to the reason that its correction gives."""

from __future__ import annotations

from typing import Any

from dxplans.changes.naming import Translate
from dxplans.changes.place import At
from dxplans.changes.record import Data, same


def corrected(translate: Translate, a: Data, b: Data, at: At, done: set[str]) -> dict[str, Any]:
    """The reason and the day of the one new correction that tells of the value before.

    It is told with the value, so ``corrections`` is *done*; without such a one nothing is.
    """
    old, new = a.get("corrections"), b.get("corrections")
    if not isinstance(old, list) or not isinstance(new, list) or not same(old, new[: len(old)]):
        return {}
    fresh = new[len(old) :]
    if len(fresh) != 1 or not isinstance(fresh[0], dict):
        return {}
    if fresh[0].get("printed") != a.get("printed"):
        return {}
    done.add("corrections")
    reason = fresh[0].get("reason")
    english = translate(f"{at.context}/corrections/reason", reason) if reason else None
    return {"reason": reason, "reason_en": english, "corrected_on": fresh[0].get("on")}
