"""A change to a line of a 新旧対照表: the item, what it was, what it is, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dxplans.changes import labels
from dxplans.changes.change import Change
from dxplans.changes.naming import REFERS, Name
from dxplans.changes.values import dated, quoted_all, value_words
from dxplans.changes.way import way

_WHOLE = Name("全体", "The whole")
_THERE = Name("あり", "There")
_PLACE = Name("{}番目", "Place {}")
_VERB = Name("動詞", "verb")
_PARTS = frozenset({"added", "removed", "filled", "emptied"})


@dataclass(frozen=True, slots=True)
class Cells:
    """The item, and its sides; a side is None where there is nothing, or sentences stand instead.

    The English of a side is None where nobody has translated it.
    """

    item: Name
    old: Name | None
    new: Name | None


def cells_of(change: Change) -> Cells | None:
    """What stands in the line of *change*; None if it has no sides, as when lines were broken anew."""
    if not change.field:
        return _of_file(change)
    ja, en = (
        way(change, lang, field=_VERB.in_(lang) if "class_after" in change.facts else None)
        for lang in ("ja", "en")
    )
    item = Name(ja, f"{en[:1].upper()}{en[1:]}")
    if not item.ja or change.facts.get("machine"):
        return None
    if change.pairs:
        return Cells(item, None, None)
    if change.operation == "reworded":
        return None
    if change.operation == "moved":
        return Cells(_with_member(change, item), *_places(change))
    return Cells(item, _side(change, "before"), _side(change, "after"))


def _of_file(change: Change) -> Cells | None:
    """A page that came or went as a whole."""
    if change.operation not in {"added", "removed"} or change.kind not in {"added", "removed"}:
        return None
    title = change.subject.title or _THERE
    came = change.operation == "added"
    return Cells(_WHOLE, None if came else title, title if came else None)


def _with_member(change: Change, item: Name) -> Name:
    moved = change.facts.get("member")
    if not moved:
        return item
    ja, en = (_named(change, "member", moved, lang) for lang in ("ja", "en"))
    return Name(f"{item.ja} {ja}", f"{item.en} {en}")


def _places(change: Change) -> tuple[Name | None, Name | None]:
    came_from = change.facts.get("from")
    if came_from:
        return Name(came_from["ja"], came_from["en"]), change.subject.title
    old, new = (
        Name(_PLACE.ja.format(place), _PLACE.in_("en").format(place))
        for place in (change.before, change.after)
    )
    return old, new


def _side(change: Change, side: str) -> Name | None:
    raw = getattr(change, side)
    if raw is None or raw in ([], {}):
        why = change.facts.get(f"{side}_why")
        return _both(why, ".unknown") if why else None
    if change.operation in _PARTS and (told := _part(change, raw)) is not None:
        return told
    if f"class_{side}" in change.facts:
        kind = _both(change.facts[f"class_{side}"], "Action.class")
        return Name(f"{raw}（{kind.ja}）", None)
    if change.field in REFERS or change.operation in {"joined", "left"}:
        return Name(*(_named(change, side, raw, lang) for lang in ("ja", "en")))
    if isinstance(raw, str):
        return _text(change, side, raw)
    return _both(raw, change.field)


def _part(change: Change, raw: Any) -> Name | None:
    """A part that came or went: its text or name, with the values that tell most of it."""
    found = change.facts.get("detail")
    detail = Name(found["ja"], found["en"]) if found else None
    if not isinstance(raw, dict):
        return detail
    name = change.steps[-1].name if change.steps else None
    if detail is None:
        return name or _THERE
    if name is None or not isinstance(raw.get("text"), str):
        return detail
    en = f"{name.en} ({detail.en})" if name.en and detail.en else None
    return Name(f"{name.ja}（{detail.ja}）", en)


def _named(change: Change, side: str, raw: Any, lang: str) -> str:
    known = change.facts.get(f"{side}_names")
    if known:
        return quoted_all([Name(**one).in_(lang) for one in known], lang)
    return quoted_all([str(one) for one in (raw if isinstance(raw, list) else [raw])], lang)


def _text(change: Change, side: str, raw: str) -> Name:
    known = labels.word(change.field, raw) or dated(change.field, raw)
    if known is not None:
        return Name(*known)
    translated = getattr(change, f"{side}_en")
    return Name(raw, translated or (raw if raw.isascii() else None))


def _both(value: Any, field: str) -> Name:
    return Name(value_words(value, field, "ja"), value_words(value, field, "en"))
