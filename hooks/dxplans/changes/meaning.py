"""What differs in a file to what it means: its kind, what it is about, and where it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from dxplans.changes.change import Change, Subject
from dxplans.changes.detail import detail
from dxplans.changes.difference import Difference
from dxplans.changes.kinds import first_step, is_prose, kind_of
from dxplans.changes.names import Names
from dxplans.changes.naming import REFERS, Name
from dxplans.changes.record import Data, Record
from dxplans.changes.sentence import between, reworded, sentences
from dxplans.model import Kpi
from dxplans.pages import addresses

_SHARED = {
    "term": addresses.GLOSSARY,
    "theme": addresses.THEMES,
    "question": addresses.QUESTIONS,
    "corrections": "corrections/",
    "guide": "edit/messages/",
}
"""What the addresses of the pages begin with that each have a file."""
_SINGLE = {
    "judgements": addresses.RESULTS,
    "criteria": addresses.ACCESSIBILITY,
    "policy": addresses.ACCESSIBILITY,
}


@dataclass(frozen=True, slots=True)
class Pairing:
    """A file before and after, at least one of them, with the names of both sides."""

    before: Record | None
    after: Record | None
    old: Names
    new: Names

    @property
    def record(self) -> Record:
        """The file as it is now, or as it was when it is gone."""
        record = self.after or self.before
        if record is None:
            raise ValueError("neither before nor after")
        return record

    @property
    def names(self) -> Names:
        """The names of the side that :attr:`record` is of."""
        return self.new if self.after else self.old

    def about(self) -> Change:
        """A change of the whole file, to be filled in."""
        record = self.record
        subject = self.names.subject(record)
        if self.before is not None and self.after is not None:
            was = self.old.subject(self.before)
            title = subject.title
            if self.after.data is None or (
                title and was.title and title.ja == was.title.ja and not title.en
            ):
                subject = was  # the file cannot be read, or its translations are not found any more
        return Change(
            "value",
            "changed",
            subject,
            (self.after or record).name,
            (self.before or record).name,
            record.publisher,
            record.edition,
            page_of(self.before),
            page_of(self.after),
        )


def page_of(record: Record | None) -> str | None:
    """The address of the page that a file's content shows on."""
    if record is None:
        return None
    if record.kind in _SHARED:
        return f"{_SHARED[record.kind]}{record.id}/"
    if record.kind in _SINGLE:
        return _SINGLE[record.kind]
    key = record.edition or record.publisher
    if record.kind in {"chapter", "initiative"}:
        return f"{key}/{record.kind}s/{record.id}/"
    return f"{key}/" if key else None


def change_of(found: Difference, pairing: Pairing, base: Change) -> Change:
    """What one difference inside a file means; *base* is what the file is about."""
    kind, facts = kind_of(found, pairing.record), dict(found.facts)
    change = replace(
        base,
        kind=kind,
        operation=found.operation,
        field=found.field,
        place=found.place.lstrip("/"),
        steps=found.steps,
        before=found.before,
        after=found.after,
        before_en=found.before_en,
        after_en=found.after_en,
        facts=facts,
    )
    if found.operation == "reworded" or is_prose(found):
        change = replace(change, **_pairs(found))
    elif found.model is not None:
        side = pairing.old.translate if found.after is None else pairing.new.translate
        value = found.before if found.after is None else found.after
        told = detail(found.model, value, found.context, side(pairing.record))
        if told is not None:
            change = replace(change, facts={**facts, "detail": {"ja": told.ja, "en": told.en}})
    change = _with_names(change, pairing)
    if pairing.record.kind in {"answers", "stances", "progress"}:
        change = _about_another(change, pairing)
    if found.field.startswith("Plan.errata") or first_step(found) == "Plan.errata":
        page = f"{pairing.record.edition}/errata/"
        change = replace(change, page_before=base.page_before and page,
                         page_after=base.page_after and page)  # fmt: skip
    return change


def _pairs(found: Difference) -> dict[str, Any]:
    """The sentences that differ, of the text and of its translations if both are there."""
    if isinstance(found.before, str) and isinstance(found.after, str):
        told = reworded(found.before, found.after)
    else:
        told = between(_sentences(found.before), _sentences(found.after))
    made: dict[str, Any] = {"pairs": told.pairs}
    if not told.pairs and found.operation == "reworded":
        made["facts"] = {**found.facts, "only": "order" if told.order_only else "layout"}
    old, new = found.before_en, found.after_en
    if (old is not None or not found.before) and (new is not None or not found.after):
        made["pairs_en"] = reworded(old or "", new or "").pairs
    return made


def _sentences(value: Any) -> tuple[str, ...]:
    if isinstance(value, dict):
        value = value.get("text")  # easy Japanese
    texts = [value] if isinstance(value, str) else value or ()
    return tuple(sentence for text in texts for sentence in sentences(text))


def _with_names(change: Change, pairing: Pairing) -> Change:
    """*change* with the names of the ids in it, in Japanese and English."""
    kind = REFERS.get(change.field)
    if kind is None:
        return change
    facts = dict(change.facts)
    sides: tuple[tuple[str, Any, Record | None, Names], ...] = (
        ("before_names", change.before, pairing.before, pairing.old),
        ("after_names", change.after, pairing.after, pairing.new),
        ("member_names", facts.get("member"), pairing.after, pairing.new),
    )
    for key, value, record, names in sides:
        ids = [value] if isinstance(value, str) else value
        if record is not None and isinstance(ids, list):
            named = [names.of(kind, str(one), record) for one in ids]
            facts[key] = [{"ja": name.ja, "en": name.en} for name in named]
    return replace(change, facts=facts)


def _about_another(change: Change, pairing: Pairing) -> Change:
    """Answers, stances and results: what they are about is a question, a theme, an initiative."""
    record, names = pairing.record, pairing.names
    step = next((step for step in change.steps if step.part), None)
    if step is None:
        return change
    subject: Subject
    if step.part == "Result":
        ids = change.place.split("/")[1].split("+")
        initiative = Record(
            f"plans/{record.edition}/initiatives/{ids[0]}.yaml", "initiative",
            {**record.ids, "id": ids[0]}, None,
        )  # fmt: skip
        known = names.record(initiative.name)
        subject = names.subject(known or initiative)
        subject = subject if subject.title else replace(subject, title=Name(ids[0], ids[0]))
        page = page_of(initiative)
        kpi = names.part(initiative.name, "kpis", Kpi, ids[-1]) or Name(ids[-1], ids[-1])
        steps = tuple(replace(one, name=kpi) if one is step else one for one in change.steps)
        change = replace(change, steps=steps, facts=_with_source(change, pairing))
    else:
        kind = "question" if step.part == "Answer" else "theme"
        identity = step.id or ""
        title = names.of(kind, identity, record)
        town = change.subject.publisher
        subject = Subject("answer" if kind == "question" else "stance", identity, None, title, town)
        page = addresses.question(identity) if kind == "question" else addresses.theme(identity)
        change = replace(change, steps=tuple(one for one in change.steps if one is not step))
    return replace(
        change,
        subject=subject,
        page_before=change.page_before and page,
        page_after=change.page_after and page,
    )


def _with_source(change: Change, pairing: Pairing) -> Mapping[str, Any]:
    """The year of a result, and the document that it was published in."""
    record = pairing.record
    data: Data = record.data or {}
    own = change.after if isinstance(change.after, dict) else {}
    source = own if own.get("source") else data  # of this value alone, or of the file
    return {
        **change.facts,
        "year": record.id,
        "source": source.get("source"),
        "published": source.get("published"),
    }
