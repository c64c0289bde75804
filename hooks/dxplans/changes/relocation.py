"""Parts that left one place and came to another to parts that moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dxplans.changes.difference import Difference
from dxplans.changes.meaning import Pairing
from dxplans.changes.place import At
from dxplans.changes.walk import Walk

_MOVING = frozenset({"Section", "Kpi", "Action", "GlossaryEntry"})
"""Parts whose id is unique enough to be the same one in another file or list of the edition."""
Found = tuple[Difference, Pairing]


def relocated(found: Iterable[Found]) -> Iterator[Found]:
    """*found*, with parts that went and came in one edition told as moved, and what differs in them.

    A moved part has the place it was at in ``facts``: the file and the names on the way to it.
    """
    told = list(found)
    left = {key: one for one in told if (key := _key(one, "removed")) is not None}
    came = {key for one in told if (key := _key(one, "added")) in left}
    for one in told:
        if _key(one, "removed") in came:
            continue
        key = _key(one, "added")
        if key is None or key not in came:
            yield one
            continue
        new, there = one
        old, here = left[key]
        yield _moved(old, new, here), there
        if new.model is not None:
            walk = Walk(
                lambda context, text, here=here, old=old, new=new: here.old.translate(here.record)(  # type: ignore[misc]
                    context.replace(new.context, old.context, 1), text
                ),
                there.new.translate(there.record),
            )
            at = At(new.steps, new.place, new.context)
            for inner in walk.parts(new.model, old.before, new.after, at):
                yield inner, there


def _key(one: Found, operation: str) -> tuple[str, str, str] | None:
    difference, pairing = one
    model = difference.model
    if difference.operation != operation or model is None or model.__name__ not in _MOVING:
        return None
    identity = difference.steps[-1].id
    return (pairing.record.edition or "", model.__name__, identity) if identity else None


def _moved(old: Difference, new: Difference, here: Pairing) -> Difference:
    subject = here.old.subject(here.before or here.record)
    names = [part for part in (subject.number, subject.title) if part]
    names += [step.name for step in old.steps[:-1] if step.name]
    facts = {
        "from_file": (here.before or here.record).name,
        "from": {
            "ja": " ".join(name.ja for name in names),
            "en": " ".join(name.in_("en") for name in names),
        },
    }
    return replace(new, operation="moved", before=old.place.lstrip("/"),
                   after=new.place.lstrip("/"), facts=facts)  # fmt: skip
