"""What a sheet says and what a file holds to the new content of the file, and what has changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from dxplans.model import Progress, Result, Revision, Unchanged
from dxplans.progress.amounts import plain_number, same_print
from dxplans.progress.kpis import Indicator
from dxplans.progress.reading import Reading
from dxplans.progress.rows import Entered

ChangeKind = Literal["added", "corrected", "completed", "renewed", "head"]
_DETAILS = ("value", "unit", "as_of", "note")
_HEAD = ("source", "url", "published")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is different now; *old* and *new* are what a reader sees of it."""

    kind: ChangeKind
    what: str = "printed"
    indicator: Indicator | None = None
    old: str = ""
    new: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """The new content, which of its results are new or changed, and what changed."""

    progress: Progress
    touched: dict[tuple[str, str], Entered] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()


def merge(reading: Reading, known: Progress | None, today: str) -> Merged:
    """*known* with what *reading* says; what may not be changed becomes a trouble of *reading*.

    A value that is public is never replaced silently: with a reason it is corrected on *today*.
    """
    before = known or Progress()
    results = {(result.initiative, result.kpi): result for result in before.results}
    changes: list[Change] = []
    touched: dict[tuple[str, str], Entered] = {}
    for entered in reading.entered:
        key = entered.indicator.key
        after, found = _result(reading, entered, results.get(key), today)
        if after is not None:
            results[key] = after
            touched[key] = entered
            changes += found
    head, head_changes = _head(reading, before)
    fresh = {c.indicator.key for c in changes if c.indicator and c.kind in {"added", "corrected"}}
    if fresh and before.results:
        # Another document: its title and date belong to what is new, not to what was there.
        own = {what: value for what, value in head.items() if value != getattr(before, what)}
        results.update({key: results[key].model_copy(update=own) for key in fresh})
        head, head_changes = {what: getattr(before, what) for what in _HEAD}, []
    unchanged, renewed = _unchanged(reading, before)
    # Not validated here, as in ``_made``.
    progress = Progress.model_construct(
        source=head["source"], url=head["url"], published=head["published"],
        unchanged=unchanged, results=_in_order(before, results),
    )  # fmt: skip
    _required(reading, progress)
    return Merged(progress, touched, (*head_changes, *changes, *renewed))


def _in_order(before: Progress, results: dict[tuple[str, str], Result]) -> tuple[Result, ...]:
    """Those of the file as they stand there, then the new ones as the sheet has them."""
    there = [(result.initiative, result.kpi) for result in before.results]
    return tuple(results[key] for key in (*there, *(key for key in results if key not in there)))


_Outcome = tuple[Result | None, tuple[Change, ...]]


def _result(reading: Reading, entered: Entered, old: Result | None, today: str) -> _Outcome:
    """The new result and what is new about it; None where nothing is, or may be."""
    if old is not None and old.printed is not None:
        return _against(reading, entered, old, old.printed, today)
    if entered.printed is None:
        return None, ()
    return _made(entered), (Change("added", indicator=entered.indicator, new=entered.printed),)


def _against(reading: Reading, entered: Entered, old: Result, before: str, today: str) -> _Outcome:
    """A row about a value that is public already, printed as *before*."""
    if entered.printed is None:
        # The report itself may have printed a dash.
        if entered.cell.text != before:
            reading.trouble("takes_back", entered.cell, old=before, found=entered.cell.text)
        return None, ()
    if entered.cell.text == before or same_print(entered.printed, before):
        if entered.reason and not _known_reason(old, entered.reason):
            reading.note("reason_without_change", entered.places["reason"])
        return _completed(entered, old)
    if not entered.reason:
        reading.trouble("needs_reason", entered.cell, old=before, found=entered.printed)
        return None, ()
    correction = Revision.model_construct(printed=before, on=today, reason=entered.reason)
    corrected = _made(entered).model_copy(
        update={
            "as_of": entered.as_of or old.as_of,
            "note": entered.note or old.note,
            **{what: getattr(old, what) for what in _HEAD},
            "corrections": (*old.corrections, correction),
        }
    )
    change = Change(
        "corrected", "printed", entered.indicator, before, entered.printed, entered.reason
    )
    return corrected, (change,)


def _known_reason(old: Result, reason: str) -> bool:
    return any(correction.reason == reason for correction in old.corrections)


def _made(entered: Entered) -> Result:
    # Not validated here: the whole file is checked before it is written, with everything else.
    return Result.model_construct(
        initiative=entered.indicator.initiative,
        kpi=entered.indicator.kpi.id,
        printed=entered.printed,
        **{what: getattr(entered, what) for what in _DETAILS},
    )


def _completed(entered: Entered, old: Result) -> tuple[Result | None, tuple[Change, ...]]:
    """The same value with more, or other, words about it; an empty cell takes nothing away."""
    given = {
        "as_of": entered.as_of,
        "note": entered.note,
        # The number beside the same value: only what the clerk wrote, not what was read.
        "value": entered.value if "value" in entered.places else None,
    }
    new = {
        what: value
        for what, value in given.items()
        if value is not None and value != getattr(old, what)
    }
    if not new:
        return None, ()
    changes = tuple(
        Change("completed", what, entered.indicator, _text(getattr(old, what)), _text(value))
        for what, value in new.items()
    )
    return old.model_copy(update=new), changes


def _text(value: object) -> str:
    return plain_number(value) if isinstance(value, float) else str(value or "")


def _head(reading: Reading, before: Progress) -> tuple[dict[str, str | None], list[Change]]:
    """Title, address and date of the document; an empty cell takes nothing away."""
    head = {what: getattr(reading.head, what) or getattr(before, what) for what in _HEAD}
    changes = [
        Change("head", what, old=getattr(before, what), new=str(value))
        for what, value in head.items()
        if value is not None and getattr(before, what) not in {None, value}
    ]
    return head, changes


def _unchanged(reading: Reading, before: Progress) -> tuple[Unchanged | None, list[Change]]:
    head, old = reading.head, before.unchanged
    on = head.unchanged or (old.on if old else None)
    if on is None:
        return None, []
    new = Unchanged.model_construct(on=on, by=head.by or (old.by if old else None))
    if old is not None and on < old.on:
        reading.trouble(
            "renewed_earlier", head.places.get("unchanged", ""), found=on, before=old.on
        )
        return old, []
    return (
        (old, []) if new == old else (new, [Change("renewed", old=old.on if old else "", new=on)])
    )


def _required(reading: Reading, progress: Progress) -> None:
    """Who reads a result must be able to look it up."""
    if not progress.results:
        return
    for what in ("source", "published"):
        if getattr(progress, what) is None and not _told(reading, what):
            reading.trouble(f"no_{what}", reading.head.places.get(what, ""))


def _told(reading: Reading, what: str) -> bool:
    """Whether what stands there has been refused already."""
    place = reading.head.places.get(what)
    return any(trouble.place == place for trouble in reading.troubles if place)
