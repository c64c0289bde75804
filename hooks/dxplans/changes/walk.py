"""Two values of the format to everything that differs between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel

from dxplans.changes.alignment import Alignment, by_content, by_key
from dxplans.changes.corrected import corrected
from dxplans.changes.difference import Difference, Operation, Step
from dxplans.changes.naming import Name, Translate, english, joined, key_of, name_of
from dxplans.changes.place import At
from dxplans.changes.record import Data, fields, same
from dxplans.changes.shape import MACHINE, Shape, chosen, shape_of

_WORDS = frozenset({"Reading", "Misspelling", "Place", "Topic", "Saying"})
_MOST = 3
"""More words than this are told together."""


@dataclass(frozen=True, slots=True)
class Walk:
    """Goes through two values side by side; translations of either side are looked up on the way."""

    before: Translate
    after: Translate

    def parts(self, model: type[BaseModel], a: Data, b: Data, at: At) -> Iterator[Difference]:
        """What differs between two values of one model."""
        done: set[str] = set()
        if isinstance(heads := b.get("columns"), list):
            there = f"{at.context}/columns"
            at = replace(at, heads=tuple(Name(str(h), self.after(there, str(h))) for h in heads))
        for special in (_printed, _committed, _spanned):
            yield from special(self, model, a, b, at, done)
        for key, name in shape_of(model).items():
            if key in done or key == "unknown" or same(a.get(key), b.get(key)):
                continue
            yield from self._field(model, key, (a, b), at.key(model, key, name.name))
        yield from self._unknown(model, a, b, at)

    def _field(
        self, model: type[BaseModel], key: str, sides: tuple[Data, Data], at: At
    ) -> Iterator[Difference]:
        old, new = sides[0].get(key), sides[1].get(key)
        shape = shape_of(model)[key]
        if shape.many and _list_of(dict, old) and _list_of(dict, new) and shape.models:
            yield from self._list(shape, old or [], new or [], at)
        elif shape.many and _list_of(str, old) and _list_of(str, new):
            yield from self._words(shape, old or [], new or [], at)
        elif shape.many and not shape.models and _list_of(list, old) and _list_of(list, new):
            rows = [["、".join(map(str, row)) for row in side or []] for side in (old, new)]
            yield from self._words(shape, rows[0], rows[1], at)
        elif isinstance(old, dict) and isinstance(new, dict) and shape.models:
            one, other = chosen(shape.models, old), chosen(shape.models, new)
            if one is not None and one is other:
                yield from self.parts(one, old, new, at)
            else:
                yield self.value(shape, key, sides, at)
        else:
            yield self.value(shape, key, sides, at)

    def value(self, shape: Shape, key: str, sides: tuple[Data, Data], at: At) -> Difference:
        """The value of one field that changed, came or went, with the reasons for its emptiness."""
        old, new = sides[0].get(key), sides[1].get(key)
        operation: Operation = "changed"
        if old in (None, [], {}):
            operation = "filled"
        elif new in (None, [], {}):
            operation = "emptied"
        elif shape.text in {"line", "prose"} and isinstance(old, str) and isinstance(new, str):
            operation = "reworded"
        why = {
            side: data["unknown"][key]
            for side, data in (("before_why", sides[0]), ("after_why", sides[1]))
            if isinstance(data.get("unknown"), dict) and key in data["unknown"]
        }
        told = self._told(operation, at, old, new, why)
        return replace(told, model=chosen(shape.models, old if new is None else new))

    def _told(
        self,
        operation: Operation,
        at: At,
        old: Any,
        new: Any,
        facts: Mapping[str, Any] | None = None,
    ) -> Difference:
        """A difference of the value at *at*, whose owner is the field it stands in."""
        owner = at.owner or at.steps[-1]
        return Difference(
            operation,
            owner.field,
            at.place,
            at.steps,
            old,
            new,
            english(self.before, at.context, old),
            english(self.after, at.context, new),
            facts or {},
            context=at.context,
        )

    def _unknown(self, model: type[BaseModel], a: Data, b: Data, at: At) -> Iterator[Difference]:
        """Fields that are empty on both sides, for another reason than before."""
        old, new = a.get("unknown"), b.get("unknown")
        if not isinstance(old, dict) or not isinstance(new, dict) or same(old, new):
            return
        for key in sorted(old.keys() | new.keys(), key=str):
            if old.get(key) != new.get(key) and same(a.get(key), b.get(key)):
                here = at.key(model, "unknown", "unknown")
                here = replace(here, place=f"{here.place}/{key}")
                told = self._told("changed", here, old.get(key), new.get(key))
                yield replace(told, facts={"empty": f"{model.__name__}.{key}"})

    def _words(self, shape: Shape, old: list[str], new: list[str], at: At) -> Iterator[Difference]:
        """Lists of ids or words: what joined, left or moved; lists of sentences: a text."""
        if shape.text in {"line", "prose"} or shape.sentences:
            was, now = (
                joined([translate(at.context, text) for text in side])
                for translate, side in ((self.before, old), (self.after, new))
            )
            yield replace(self._told("reworded", at, old, new), before_en=was, after_en=now)
            return
        found = _aligned(old, new, old, new)
        changed = [(a, b) for a, b in found.pairs if old[a] != new[b]]
        if gone := [old[place] for place in (*found.gone, *(a for a, _ in changed))]:
            yield self._told("left", at, gone, None)
        if came := [new[place] for place in (*found.new, *(b for _, b in changed))]:
            yield self._told("joined", at, None, came)
        if found.moved:
            first = found.moved[0]
            told = self._told("moved", at, first[0] + 1, first[1] + 1)
            yield replace(told, facts={"member": [new[b] for _a, b in found.moved]})

    def _list(self, shape: Shape, old: list[Data], new: list[Data], at: At) -> Iterator[Difference]:
        """Lists of parts: those that came, went, moved or differ inside."""
        kinds = [chosen(shape.models, item) for item in (*old, *new)]
        keys = [key_of(k, item) if k else None for k, item in zip(kinds, (*old, *new), strict=True)]
        if at.owner and at.owner.field == "Row.cells" and len(old) == len(new):
            keys = [str(number) for number in (*range(len(old)), *range(len(new)))]  # columns
        found = _aligned(old, new, keys[: len(old)], keys[len(old) :])
        pairs = [*found.pairs, *_same_name(shape, old, new, found)]
        gone = set(found.gone) - {a for a, _ in pairs}
        fresh = set(found.new) - {b for _, b in pairs}
        if shape.models[0].__name__ in _WORDS and len(gone) + len(fresh) > _MOST:
            yield from self._named(shape, [old[a] for a in sorted(gone)], [], at)
            yield from self._named(shape, [], [new[b] for b in sorted(fresh)], at)
            gone, fresh = set(), set()
        for a in sorted(gone):
            yield self._part("removed", shape, old[a], a, at, self.before)
        for a, b in sorted(pairs, key=lambda pair: pair[1]):
            one, other = chosen(shape.models, old[a]), chosen(shape.models, new[b])
            if one is None or one is not other:
                # A block of another kind; by_content pairs what is equal as well.
                if not same(old[a], new[b]):
                    yield self._told("changed", at, old[a], new[b])
                continue
            here = self._item(one, new[b], b, at, self.after)
            was = self._item(one, old[a], a, at, self.before).steps[-1].name
            step = here.steps[-1]
            if step.name and was and step.name.ja == was.ja and not step.name.en:
                # The place of its translation has changed with an id: what it was called stays.
                here = replace(here, steps=(*here.steps[:-1], replace(step, name=was)))
            yield from self.parts(one, old[a], new[b], here)
        for b in sorted(fresh):
            yield self._part("added", shape, new[b], b, at, self.after)
        for a, b in found.moved:
            told = self._part("moved", shape, new[b], b, at, self.after)
            yield replace(told, before=a + 1, after=b + 1)

    def _named(
        self, shape: Shape, gone: list[Data], fresh: list[Data], at: At
    ) -> Iterator[Difference]:
        """Many words that came or went, told together by their names."""
        for operation, items in (("left", gone), ("joined", fresh)):
            names = [name_of(shape.models[0], item, "", lambda _c, _t: None) for item in items]
            if names:
                words = [name.ja if name else "" for name in names]
                sides = (words, None) if operation == "left" else (None, words)
                yield self._told("left" if operation == "left" else "joined", at, *sides)

    def _part(  # noqa: PLR0913, PLR0917 - what, where and in which language
        self,
        operation: Operation,
        shape: Shape,
        item: Data,
        place: int,
        at: At,
        translate: Translate,
    ) -> Difference:
        model = chosen(shape.models, item) or shape.models[0]
        here = self._item(model, item, place, at, translate)
        old, new = (item, None) if operation == "removed" else (None, item)
        field = here.steps[-1].field
        return Difference(
            operation, field, here.place, here.steps, old, new, model=model, context=here.context
        )

    def _item(
        self, model: type[BaseModel], item: Data, place: int, at: At, translate: Translate
    ) -> At:
        identity = item.get("id") if isinstance(item.get("id"), str) else None
        here = f"{at.context}/{identity}" if identity else at.context
        name = name_of(model, item, here, translate)
        if model.__name__ == "Cell" and place < len(at.heads):
            name = at.heads[place]
        owner = at.owner or at.steps[-1]
        key = (key_of(model, item) or str(place + 1)).replace("\n", "+")
        step = Step(owner.field, model.__name__, identity, name)
        return at.item(step, key, has_id=identity is not None)


def _printed(  # noqa: PLR0913, PLR0917 - the same for all special parts
    walk: Walk, model: type[BaseModel], a: Data, b: Data, at: At, done: set[str]
) -> Iterator[Difference]:
    """A printed value and its machine-readable companions: told as one."""
    companions = MACHINE.get(model.__name__)
    if companions is None:
        return
    machine = [
        key for key in fields(model) if key in companions and not same(a.get(key), b.get(key))
    ]
    done.update(machine, {"printed"})
    if not same(a.get("year_printed"), b.get("year_printed")) and "year" in machine:
        machine.remove("year")  # told with the printed year
    values = ({key: a.get(key) for key in machine}, {key: b.get(key) for key in machine})
    here = replace(at, place=f"{at.place}/printed", context=f"{at.context}/printed")
    if at.owner is None:  # a part of a list: its own field is named
        here = replace(here, owner=Step(f"{model.__name__}.printed"))
    told = walk.value(shape_of(model)["printed"], "printed", (a, b), here)
    if not same(told.before, told.after):
        facts = {"machine_before": values[0], "machine_after": values[1]} if machine else {}
        facts |= corrected(walk.after, a, b, at, done)
        yield replace(told, facts={**told.facts, **facts})
    elif machine:
        yield replace(told, operation="changed", before=values[0], after=values[1],
                      facts={"machine": True, "model": model.__name__, "printed": told.after,
                             "printed_en": told.after_en})  # fmt: skip


def _committed(  # noqa: PLR0913, PLR0917
    walk: Walk, model: type[BaseModel], a: Data, b: Data, at: At, done: set[str]
) -> Iterator[Difference]:
    """The verb of an action and our class of it: told as one."""
    if model.__name__ != "Action":
        return
    done.update({"verb", "class"})
    verbs, classes = (a.get("verb"), b.get("verb")), (a.get("class"), b.get("class"))
    if not same(*verbs) or not same(*classes):
        here = at.key(model, "verb", "verb")
        told = walk._told("changed", here, *verbs)  # noqa: SLF001
        yield replace(told, facts={"class_before": classes[0], "class_after": classes[1]})


def _spanned(  # noqa: PLR0913, PLR0917
    walk: Walk, model: type[BaseModel], a: Data, b: Data, at: At, done: set[str]
) -> Iterator[Difference]:
    """The first and last year of a bar: told as one."""
    if model.__name__ != "Span":
        return
    done.update({"from", "to"})
    old, new = ([side.get("from"), side.get("to")] for side in (a, b))
    if not same(old, new):
        yield walk._told("changed", at.key(model, "from", "start"), old, new)  # noqa: SLF001


def _aligned(old: list[Any], new: list[Any], old_keys: list[Any], new_keys: list[Any]) -> Alignment:
    for keys in (old_keys, new_keys):
        if None in keys or len(set(keys)) != len(keys):
            return by_content(old, new)
    return by_key(old_keys, new_keys)


def _same_name(
    shape: Shape, old: list[Data], new: list[Data], found: Alignment
) -> Iterator[tuple[int, int]]:
    """Parts whose id changed and whose name did not."""
    there = {name: place for place in found.new if (name := _name(shape, new[place])) is not None}
    for place in found.gone:
        name = _name(shape, old[place])
        if name is not None and name in there:
            yield place, there.pop(name)


def _name(shape: Shape, item: Data) -> str | None:
    model = chosen(shape.models, item)
    if model is None or "id" not in model.model_fields:
        return None
    name = name_of(model, item, "", lambda _context, _text: None)
    return name.ja if name is not None else None


def _list_of(kind: type, value: Any) -> bool:
    return value is None or (isinstance(value, list) and all(isinstance(v, kind) for v in value))
