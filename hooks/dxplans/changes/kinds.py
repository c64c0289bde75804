"""What differs to the kind of change it is: a value, a date, a commitment, a name, a text."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel

from dxplans.changes.difference import Difference
from dxplans.changes.naming import REFERS
from dxplans.changes.record import Record
from dxplans.changes.shape import Shape, shape_of
from dxplans.library import KINDS

_LADDER = ("studies", "aims", "prepares", "promotes", "introduces", "carries-out")
"""The classes of verbs that are stronger one after the other; the others are on no ladder."""
_TITLES = frozenset({
    "Publisher.name", "Plan.title", "Plan.short_title", "Chapter.title", "Section.title",
    "Initiative.title", "Group.title", "Policy.title", "Policy.short", "Theme.title", "Term.label",
    "Question.title", "Question.short", "Comparison.title", "Kpi.name", "ScheduleRow.label", "Organisation.name",
    "Reference.title", "GlossaryEntry.label",
})  # fmt: skip
_DATES = frozenset({
    "Span.from", "Span.to", "Schedule.years", "Quantity.year_printed", "Quantity.year",
    "Progress.published", "Plan.reporting", "Action.when", "Answer.when", "Event.printed", "Event.date",
    "Period.start", "Period.end", "Period.printed", "Plan.period", "ScheduleRow.spans", "Plan.dates",
})  # fmt: skip
_PARTS = ("Timing", "Event", "Period", "Printed", "Reporting")
_EVENTS = {
    "Plan.confirmed": ("confirmed", "unconfirmed"),
    "Plan.withdrawn": ("withdrawn", "restored"),
    "Plan.signatures": ("signed", "unsigned"),
    "Easy.signed": ("signed", "unsigned"),
    "Plan.errata": ("erratum", "erratum-removed"),
    "Progress.results": ("result", "result-removed"),
}
"""Fields whose value or parts mean something by being there: the kinds of coming and going."""
_ENTERED = frozenset({"filled", "added", "joined"})
_LEFT = frozenset({"emptied", "removed", "left"})
_FILES = {
    "stances": "stance", "answers": "answer", "variants": "search", "synonyms": "search",
    "misspellings": "search", "readings": "search", "elsewhere": "search", "topics": "search",
    "common": "search", "phrases": "reading", "furigana": "reading", "criteria": "accessibility",
    "policy": "accessibility", "judgements": "accessibility",
}  # fmt: skip
_SEARCHED = frozenset({
    "Term.aliases", "Term.aliases_en", "Term.misspellings", "Question.asked", "Question.asked_en",
})  # fmt: skip
_READ = frozenset({"Term.reading", "Theme.reading", "Question.reading", "Publisher.reading"})
_EASY = frozenset({"Initiative.easy", "Question.easy", "Easy.text"})
_SOURCES = frozenset({"Plan.provenance", "Plan.lost"})
_PLACES = frozenset({"Initiative.group", "Theme.order", "Question.order", "Comparison.order"})


def kind_of(found: Difference, record: Record) -> str:
    """The kind of a difference in a file; one of ``change.KINDS``."""
    for find in (_of_verb, _of_event, _of_file, _of_aid, _of_part, _of_field):
        kind = find(found, record)
        if kind is not None:
            return kind
    return "text" if found.operation == "reworded" or is_prose(found) else "value"


def _of_verb(found: Difference, _record: Record) -> str | None:
    if found.facts.get("machine"):
        return "machine"
    if "class_after" not in found.facts:
        return None
    old, new = found.facts["class_before"], found.facts["class_after"]
    if old == new:
        return "verb"
    if found.before == found.after:
        return "reclassified"
    if old in _LADDER and new in _LADDER:
        return "strengthened" if _LADDER.index(new) > _LADDER.index(old) else "weakened"
    return "verb"


def _of_event(found: Difference, _record: Record) -> str | None:
    """Confirmation, withdrawal, signatures, corrections, results: there, gone, or not as before."""
    for name in (found.field, first_step(found)):
        if name in _EVENTS:
            came, went = _EVENTS[name]
            if name == found.field and found.operation in _LEFT:
                return went
            if came != "result" or (name == found.field and found.operation in _ENTERED):
                return came
            # A result that the report did not have yet is one as well.
            first = found.field == "Result.printed" and found.operation == "filled"
            return "result" if first else "result-changed"
    return None


def _of_file(found: Difference, record: Record) -> str | None:
    kind = _FILES.get(record.kind)
    return "address" if kind is None and found.field.endswith(".id") else kind


def _of_aid(found: Difference, _record: Record) -> str | None:
    names = (*(step.field for step in found.steps), found.field)
    if found.field.endswith(".unknown"):
        return "unknown"
    if found.field in _READ or any(name in _EASY for name in names):
        return "reading"
    if found.field in _SEARCHED:
        return "search"
    return "provenance" if first_step(found) in _SOURCES else None


def _of_part(found: Difference, _record: Record) -> str | None:
    if found.operation in {"added", "removed"}:
        return "dates" if found.field in _DATES else found.operation
    return "moved" if found.operation == "moved" or found.field in _PLACES else None


def _of_field(found: Difference, _record: Record) -> str | None:
    model = found.field.partition(".")[0]
    if found.field in _TITLES:
        return "renamed"
    if found.field in _DATES or model in _PARTS:
        return "dates"
    if found.field in REFERS:
        return "theme" if REFERS[found.field] == "theme" else "link"
    return None


def first_step(found: Difference) -> str:
    """The field of the file that the difference is in."""
    return found.steps[0].field if found.steps else found.field


def is_prose(found: Difference) -> bool:
    """Whether a text came or went as a whole: its sentences are told."""
    if found.operation not in {"filled", "emptied"}:
        return False
    if found.model is not None and found.model.__name__ == "Easy":
        return True
    model, _, key = found.field.partition(".")
    shape = _shapes().get(model, {}).get(key)
    return shape is not None and (shape.text in {"line", "prose"} or shape.sentences)


@cache
def _shapes() -> dict[str, dict[str, Shape]]:
    """Every model of the format by its name, with its fields."""
    found: dict[str, dict[str, Shape]] = {}
    seen: set[type[BaseModel]] = set()
    open_: list[type[BaseModel]] = list(KINDS.values())
    while open_:
        model = open_.pop()
        if model not in seen:
            seen.add(model)
            found.setdefault(model.__name__, {}).update(shape_of(model))
            open_ += (below for shape in shape_of(model).values() for below in shape.models)
    return found
