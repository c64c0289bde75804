"""Ids named in files to findings where nothing has them, with the nearest id that exists.

Works on data as written, valid or not: which field names what is one table.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from dxplans.check.asked import Names
from dxplans.check.leaves import text_fields
from dxplans.check.messages import hint
from dxplans.check.shapes import shapes
from dxplans.check.wording import links_in
from dxplans.library import KINDS, Entry
from dxplans.model import (
    Answer,
    Chapter,
    Group,
    Initiative,
    Kpi,
    Plan,
    Policy,
    Question,
    Result,
    ScheduleRow,
    Section,
    Stance,
    Term,
    Theme,
)
from dxplans.model.accessibility import Judgement, PageTest
from dxplans.model.chapter import GlossaryEntry
from dxplans.model.comparison import Comparison
from dxplans.model.correction import Correction
from dxplans.model.plan import LegendEntry, Organisation, Printed, Reference
from dxplans.model.provenance import Erratum
from dxplans.problem import Place

WHAT = {
    "policy": ("基本方針の id", "policy"),
    "group": ("まとまりの id", "group"),
    "mark": ("印", "mark"),
    "theme": ("テーマの id", "theme"),
    "term": ("用語の id", "term"),
    "initiative": ("取組の id", "initiative"),
    "kpi": ("指標の id", "KPI"),
    "organisation": ("組織の id", "organisation"),
    "erratum": ("errata の id", "erratum"),
    "edition": ("前の版", "edition"),
    "page": ("ページ", "page"),
    "address": ("ページのアドレス", "page address"),
    "question": ("質問の id", "question"),
    "action": ("すること（取組のid/することのid）", "action (initiative/action)"),
    "section": ("章や節（章のid、または 章のid/節のid）", "chapter or section (chapter/section)"),
    "reference": ("references の id", "reference"),
    "criterion": ("達成基準", "success criterion"),
    "subject": ("計画や指標", "plan or KPI"),
}
"""What an id can be of, in Japanese and English."""

_NAMES: dict[tuple[type[BaseModel], str], str] = {
    (Answer, "id"): "question",
    (Answer, "initiatives"): "initiative",
    (Answer, "sections"): "section",
    (Chapter, "themes"): "theme",
    (Group, "mark"): "mark",
    (Group, "policies"): "policy",
    (Comparison, "about"): "subject",
    (Comparison, "themes"): "theme",
    (Correction, "pages"): "address",
    (GlossaryEntry, "also"): "term",
    (GlossaryEntry, "term"): "term",
    (Initiative, "group"): "group",
    (Initiative, "mark"): "mark",
    (Initiative, "policies"): "policy",
    (Initiative, "themes"): "theme",
    (Initiative, "touches"): "theme",
    (Judgement, "id"): "criterion",
    (Kpi, "repeat_of"): "kpi",
    (Organisation, "reports_to"): "organisation",
    (PageTest, "failed"): "criterion",
    (Plan, "national"): "reference",
    (Plan, "supersedes"): "edition",
    (Printed, "erratum"): "erratum",
    (Question, "terms"): "term",
    (Question, "themes"): "theme",
    (Result, "initiative"): "initiative",
    (ScheduleRow, "initiatives"): "initiative",
    (Section, "mark"): "mark",
    (Section, "themes"): "theme",
    (Stance, "actions"): "action",
    (Stance, "id"): "theme",
    (Term, "related"): "term",
    (Theme, "terms"): "term",
}
_DEFINES: dict[type[BaseModel], tuple[str, str]] = {
    Erratum: ("erratum", "id"),
    Group: ("group", "id"),
    LegendEntry: ("mark", "mark"),
    Organisation: ("organisation", "id"),
    Policy: ("policy", "id"),
    Reference: ("reference", "id"),
}
_BY_MODEL = {
    model: [(key, what) for (named, key), what in _NAMES.items() if named is model]
    for model, _key in _NAMES
}
_NO_HINT = {"hint": "つづりを確かめてください。", "hint_en": "Check the spelling."}
_MAY_LINK = re.compile(r"\]\((?s:.)*?(?:term|theme|plan|[&\\])")
"""Before a text is parsed for links: an entity or an escape may hide what they lead to."""
_INTERNAL = re.compile(r"(term|theme|plan):([^#]*)")

Known = Mapping[str, Names]


def defined(entry: Entry) -> dict[str, set[str]]:
    """The ids that *entry* itself defines, by what they are of."""
    found: dict[str, set[str]] = {what: set() for what, _key in _DEFINES.values()}
    for _place, model, data in shapes(KINDS[entry.kind], entry.doc.draft):
        if model in _DEFINES:
            what, key = _DEFINES[model]
            if isinstance(data.get(key), str):
                found[what].add(data[key])
    return found


def check_references(entry: Entry, known: Known, kpis: Callable[[str], list[str]]) -> None:
    """Add to *entry* each id that it names and nothing has.

    *known* holds the ids by what they are of; *kpis* gives those of one initiative.
    """
    if entry.kind not in KINDS:
        return
    for place, model, data in shapes(KINDS[entry.kind], entry.doc.draft):
        for key, what in _BY_MODEL.get(model, ()):
            for where, identity in _strings((*place, key), data.get(key)):
                # An address is copied from a browser, with its slashes.
                bare = identity.strip("/") if what == "address" else identity
                if what in known and bare not in known[what]:
                    unknown(entry, where, what, bare, known[what])
        if model is Result and isinstance(data.get("kpi"), str):
            _result(entry, place, data, kpis)
        _links(entry, place, model, data, known)


def _result(
    entry: Entry, place: Place, data: dict[str, Any], kpis: Callable[[str], list[str]]
) -> None:
    of_initiative = kpis(str(data.get("initiative")))
    if of_initiative and data["kpi"] not in of_initiative:
        unknown(entry, (*place, "kpi"), "kpi", data["kpi"], of_initiative)


def _links(
    entry: Entry, place: Place, model: type[BaseModel], data: dict[str, Any], known: Known
) -> None:
    """Links inside texts to pages of our own: ``term:rpa``, ``plan:yamaguchi/mine``."""
    for name, kind in text_fields(model).items():
        if kind == "name":
            continue
        for where, text in _strings((*place, name), data.get(name)):
            if not _MAY_LINK.search(text):
                continue
            for _words, target in links_in(text):
                if found := _INTERNAL.match(target):
                    what = "page" if found[1] == "plan" else found[1]
                    identity = found[2].strip("/")
                    if identity not in known[what]:
                        unknown(entry, where, what, identity, known[what])


def _strings(place: Place, value: Any) -> Iterator[tuple[Place, str]]:
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, str):
                yield (*place, index), item


def unknown(entry: Entry, place: Place, what: str, found: str, known: Names) -> None:
    """Add to *entry* that there is no *what* called *found*."""
    mark = entry.doc.mark(place)
    if any(problem.mark == mark for problem in entry.doc.problems):
        return  # it is not even written as an id
    near = difflib.get_close_matches(found, sorted(known), n=1)
    ja, en = WHAT[what]
    values = hint(near[0]) if near else _NO_HINT
    entry.doc.report(place, "unknown_id", what=ja, what_en=en, id=found, **values)
