"""A snapshot to the names in it: towns, titles, ids, each looked up where it is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import polib

from dxplans.changes import labels
from dxplans.changes.change import Subject
from dxplans.changes.naming import Name, Translate, name_of
from dxplans.changes.record import Record, record_of
from dxplans.changes.snapshot import Snapshot
from dxplans.model import Action, Group, Kpi, Policy, Section
from dxplans.model.plan import Organisation, Reference
from dxplans.model.provenance import Erratum
from dxplans.model.search import SEARCH_KINDS
from dxplans.pofile import parse_po
from dxplans.problem import PlanError

Texts = Mapping[tuple[str, str], str]
LANGUAGE = "en"
_SHARED = {
    "term": "glossary", "theme": "themes", "question": "questions", "comparison": "comparisons",
}  # fmt: skip
"""What all plans share: the folder, which is also the name of the PO file."""
_ROOTS = {"chapter": "chapters/", "initiative": "initiatives/", "progress": "progress/"}
_IN_PLAN = {
    "group": ("groups", Group),
    "policy": ("policies", Policy),
    "reference": ("references", Reference),
    "organisation": ("organisations", Organisation),
    "erratum": ("errata", Erratum),
}
_TITLES = {"term": "label"}


@dataclass(frozen=True, slots=True)
class Names:
    """What things are called in one snapshot, in Japanese and English."""

    snapshot: Snapshot
    other: Snapshot | None = None
    """The other side, whose translation of the same text will do if this side has none."""

    def record(self, name: str) -> Record | None:
        """The file *name* of the format; None if there is none."""
        return self.snapshot.remember(name, _maker(name), Record)

    def texts(self, catalogue: str) -> Texts:
        """The complete and current English texts of a PO file; none if it is absent or broken."""
        name = f"locales/{LANGUAGE}/{catalogue}.po"
        return self.snapshot.remember(name, _english, "english")

    def translate(self, record: Record) -> Translate:
        """Finds the English of the texts in *record*, by their places inside it."""
        catalogue, root = catalogue_of(record)
        if catalogue is None:
            return lambda _context, _text: None
        other = Names(self.other) if self.other is not None else self

        def find(context: str, text: str) -> str | None:
            key = (place_in(record, root, context), text)
            return self.texts(catalogue).get(key) or other.texts(catalogue).get(key)

        return find

    def town(self, key: str) -> Name:
        """美祢市, Mine City; the key itself where the file cannot be read."""
        record = self.record(f"plans/{key}/publisher.yaml")
        data = record.data if record and record.data else {}
        name, romanised, rank = (data.get(k) for k in ("name", "romanised", "rank"))
        word = labels.word("Publisher.rank", str(rank))
        en = f"{romanised} {word[1]}" if romanised and word else None
        return Name(str(name or key), en or key)

    def subject(self, record: Record) -> Subject:
        """What the file *record* is about."""
        town = self.town(record.publisher) if record.publisher else None
        data = record.data or {}
        number = None
        if record.kind == "publisher":
            return Subject("publisher", record.publisher or "", None, town, town)
        if record.kind == "initiative":
            number = self._whole_number(record)
        elif record.kind == "chapter":
            number = self._text(record, "number")
        key = _TITLES.get(record.kind, "title")
        title = self._text(record, key) if isinstance(data.get(key), str) else None
        if record.kind == "plan":
            return Subject("edition", record.edition or "", None, title, town)
        if record.kind in {"answers", "stances", "progress", "gone"} and record.edition:
            plan = self.record(f"plans/{record.edition}/plan.yaml")
            title = self._text(plan, "title") if plan else None
            return Subject("edition", record.edition, None, title, town)
        return Subject(_group(record.kind), record.id, number, title, town)

    def of(self, kind: str, identity: str, record: Record) -> Name:
        """The name of the thing of a *kind* that *record* calls *identity*; else the id itself."""
        if kind in _SHARED:
            return self._title(f"{_SHARED[kind]}/{identity}.yaml", identity)
        folder = f"plans/{record.edition}"
        if kind in _IN_PLAN:
            plan = self.record(f"{folder}/plan.yaml")
            key, model = _IN_PLAN[kind]
            return self._inside(plan, key, model, identity) or Name(identity, identity)
        first, _, second = identity.partition("/")
        if kind in {"chapter", "section"}:
            chapter = self.record(f"{folder}/chapters/{first}.yaml")
            title = self._title(f"{folder}/chapters/{first}.yaml", identity)
            found = self._section(chapter, second) if second else None
            unknown = second and found is None and title.ja != identity
            return found or (_below(title, Name(second, second)) if unknown else title)
        file = f"{folder}/initiatives/{first}.yaml"
        title = self._title(file, identity)
        if second:
            key, part = ("kpis", Kpi) if kind == "kpi" else ("actions", Action)
            inner = self._inside(self.record(file), key, part, second)
            inner = inner or Name(second, second)
            if title.ja != identity:
                return _below(title, inner)
        return title

    def part(self, file: str, key: str, model: Any, identity: str) -> Name | None:
        """The name of the part *identity* in the list *key* of a file."""
        return self._inside(self.record(file), key, model, identity)

    def _title(self, file: str, otherwise: str) -> Name:
        record = self.record(file)
        if record is None or not record.data:
            return Name(otherwise, otherwise)
        subject = self.subject(record)
        parts = [part for part in (subject.number, subject.title) if part]
        if not parts:
            return Name(otherwise, otherwise)
        en = [part.en for part in parts if part.en]
        return Name(
            " ".join(part.ja for part in parts), " ".join(en) if len(en) == len(parts) else None
        )

    def _text(self, record: Record, key: str) -> Name | None:
        value = (record.data or {}).get(key)
        if not isinstance(value, str):
            return None
        found = self.translate(record)(f"/{key}", value)
        return Name(value, found or (value if value.isascii() or key == "number" else None))

    def _whole_number(self, record: Record) -> Name | None:
        """An initiative's number: (5) below 4.2 is 4.2 (5)."""
        own = self._text(record, "number")
        group = (record.data or {}).get("group")
        if own is None or not own.ja.startswith(("(", "（")) or not isinstance(group, str):
            return own
        plan = self.record(f"plans/{record.edition}/plan.yaml")
        groups = (plan.data or {}).get("groups") if plan else None
        for one in groups if isinstance(groups, list) else ():
            if isinstance(one, dict) and one.get("id") == group and one.get("number"):
                return Name(f"{one['number']} {own.ja}", f"{one['number']} {own.in_('en')}")
        return own

    def _inside(self, record: Record | None, key: str, model: Any, identity: str) -> Name | None:
        items = (record.data or {}).get(key) if record else None
        for item in items if isinstance(items, list) else ():
            if record and isinstance(item, dict) and item.get("id") == identity:
                return name_of(model, item, f"/{key}/{identity}", self.translate(record))
        return None

    def _section(self, record: Record | None, identity: str) -> Name | None:
        if record is None or record.data is None:
            return None
        open_ = [(record.data, "")]
        while open_:
            data, context = open_.pop()
            sections = data.get("sections")
            for item in sections if isinstance(sections, list) else ():
                if isinstance(item, dict):
                    here = f"{context}/sections/{item.get('id')}"
                    if item.get("id") == identity:
                        return name_of(Section, item, here, self.translate(record))
                    open_.append((item, here))
        return None


def _below(title: Name, inner: Name) -> Name:
    return Name(f"{title.ja}: {inner.ja}", f"{title.in_('en')}: {inner.in_('en')}")


def catalogue_of(record: Record) -> tuple[str | None, str]:
    """The PO file of a file's texts, without ``.po``, and what their places begin with."""
    if record.kind in _SHARED:
        return _SHARED[record.kind], record.id
    if "shared" in record.ids:
        return record.ids["shared"], ""
    if record.kind in {"corrections", "guide"}:
        return record.kind, record.id
    if record.edition:
        root = "plan" if record.kind == "plan" else _ROOTS.get(record.kind, "") + record.id
        return f"plans/{record.edition}", root
    return None, ""


def place_in(record: Record, root: str, context: str) -> str:
    """Where a PO file has the text at *context* inside *record*."""
    if record.kind == "corrections":  # the year, and then the correction itself
        context = context.removeprefix("/corrections")
    return f"{root}{context}".lstrip("/")


def _group(kind: str) -> str:
    if kind in SEARCH_KINDS:
        return "search"
    if kind in {"phrases", "furigana"}:
        return "reading"
    return "accessibility" if kind in {"criteria", "policy", "judgements"} else kind


def _maker(name: str) -> Callable[[bytes | None], Record | None]:
    return lambda raw: None if raw is None else record_of(name, raw)


def _english(raw: bytes | None) -> Texts:
    if raw is None:
        return {}
    try:
        po: polib.POFile = parse_po(raw, "po")
    except PlanError:
        return {}
    return {
        (entry.msgctxt or "", entry.msgid): entry.msgstr
        for entry in po
        if entry.msgstr and not entry.obsolete and "fuzzy" not in entry.flags
    }
