"""Ids across files: what a plan, an initiative or a term names must exist, once."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from typing import Any, cast

from dxplans.check.leaves import texts
from dxplans.check.messages import hint
from dxplans.library import Entry, Library
from dxplans.model import Chapter, Initiative, Kpi, Plan, Progress, Publisher, Section, Term, Theme
from dxplans.model.chapter import GlossaryBlock, ScheduleBlock
from dxplans.prefectures import BY_CODE, PREFECTURES
from dxplans.problem import Place

RESERVED = frozenset(
    "about accessibility assets contribute data en glossary guide kpi questions schedule schema "
    "search sitemap themes updates workbench chapters initiatives codes".split()
)
_FOOTNOTE = re.compile(r"\[\^([0-9]+)\]")

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
    "code": ("団体コード", "code"),
}


def check_links(library: Library) -> None:
    """Add to the library's documents every problem that more than one file makes."""
    terms = {entry.ids["id"] for entry in library.of_kind("term")}
    themes = {entry.ids["id"] for entry in library.of_kind("theme")}
    _publishers(library)
    _vocabulary(library, terms)
    for edition in _editions(library):
        edition.check(terms, themes)


def _unknown(entry: Entry, place: Place, what: str, found: str, known: Iterable[str]) -> None:
    near = difflib.get_close_matches(found, sorted(known), n=1)
    ja, en = WHAT[what]
    entry.doc.report(
        place, "unknown_id", what=ja, what_en=en, id=found, **hint(near[0] if near else None)
    )


def _publishers(library: Library) -> None:
    codes: dict[str, str] = {}
    folders = {(e.ids["prefecture"], e.ids["publisher"]) for e in library.of_kind("publisher")}
    for entry in library.of_kind("publisher"):
        value = cast("Publisher | None", entry.value)
        prefecture, slug = entry.ids["prefecture"], entry.ids["publisher"]
        if prefecture not in PREFECTURES:
            near = difflib.get_close_matches(prefecture, PREFECTURES, n=1)
            entry.doc.report(
                (), "unknown_prefecture", id=prefecture, **hint(near[0] if near else None)
            )
        if slug in RESERVED:
            entry.doc.report((), "reserved_address", id=slug)
        if value is None:
            continue
        if value.code and value.code[:2] in BY_CODE and BY_CODE[value.code[:2]].slug != prefecture:
            right = BY_CODE[value.code[:2]].slug
            entry.doc.report(
                ("code",), "code_elsewhere", code=value.code, right=right, found=prefecture
            )
        own = [(("code",), value.code)] if value.code else []
        own += [(("former", i, "code"), old.code) for i, old in enumerate(value.former)]
        for place, code in own:
            if code in codes:
                entry.doc.report(place, "code_twice", code=code, file=codes[code])
            codes.setdefault(code, entry.doc.file)
        for index, old in enumerate(value.former):
            if old.slug and (prefecture, old.slug) in folders:
                entry.doc.report(
                    ("former", index, "slug"), "address_twice",
                    address=f"{prefecture}/{old.slug}", file=f"plans/{prefecture}/{old.slug}",
                )  # fmt: skip


def fold_alias(text: str) -> str:
    """What two spellings have in common: width, case and spaces do not count."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)).casefold()


def _vocabulary(library: Library, terms: set[str]) -> None:
    claimed: dict[str, tuple[str, str]] = {}
    for entry in library.of_kind("term"):
        term = cast("Term | None", entry.value)
        if term is None:
            continue
        for index, related in enumerate(term.related):
            if related not in terms:
                _unknown(entry, ("related", index), "term", related, terms)
        spellings: list[tuple[Place, str]] = [(("label",), term.label)]
        for field in ("aliases", "aliases_en", "misspellings"):
            spellings += [((field, i), a) for i, a in enumerate(getattr(term, field))]
        for place, alias in spellings:
            folded = fold_alias(alias)
            other, file = claimed.setdefault(folded, (entry.ids["id"], entry.doc.file))
            if other != entry.ids["id"]:
                entry.doc.report(place, "alias_twice", alias=alias, other=other, file=file)
    for entry in library.of_kind("theme"):
        theme = cast("Theme | None", entry.value)
        for index, term_id in enumerate(theme.terms if theme else ()):
            if term_id not in terms:
                _unknown(entry, ("terms", index), "term", term_id, terms)


class _Edition:
    """The files of one edition, and what they say of each other."""

    def __init__(self, entries: list[Entry], others: set[str]) -> None:
        self.plan_entry = next((e for e in entries if e.kind == "plan"), None)
        self.plan = cast("Plan | None", self.plan_entry.value) if self.plan_entry else None
        self.entries = entries
        self.others = others
        self.chapters = {e.ids["id"]: e for e in entries if e.kind == "chapter"}
        self.initiatives = {e.ids["id"]: e for e in entries if e.kind == "initiative"}
        self.progress = [e for e in entries if e.kind == "progress"]

    def check(self, terms: set[str], themes: set[str]) -> None:
        if self.plan_entry is None:
            self.entries[0].doc.report((), "no_plan")
            return
        if self.plan is None:
            return
        self._order()
        self._plan(self.plan_entry, self.plan)
        for entry in self.initiatives.values():
            if entry.value is not None:
                self._initiative(entry, cast("Initiative", entry.value), themes)
        for entry in self.chapters.values():
            if entry.value is not None:
                self._chapter(entry, cast("Chapter", entry.value), terms, themes)
        for entry in self.progress:
            if entry.value is not None:
                self._results(entry, cast("Progress", entry.value))

    def _order(self) -> None:
        """plan.yaml lists every chapter and initiative there is, and no other."""
        assert self.plan is not None and self.plan_entry is not None  # noqa: S101, PT018 - narrowed by check()
        for kind, listed, files in (
            ("chapters", self.plan.chapters, self.chapters),
            ("initiatives", self.plan.initiatives, self.initiatives),
        ):
            for index, identity in enumerate(listed):
                if identity not in files:
                    near = difflib.get_close_matches(identity, files, n=1)
                    self.plan_entry.doc.report(
                        (kind, index), "no_file", list=kind, id=identity,
                        file=f"{kind}/{identity}.yaml", **hint(near[0] if near else None),
                    )  # fmt: skip
                if identity in listed[:index]:
                    mark = self.plan_entry.doc.mark((kind, listed.index(identity)))
                    self.plan_entry.doc.report(
                        (kind, index), "duplicate_id", id=identity, line=mark.line
                    )
            for identity, entry in files.items():
                if identity not in listed:
                    entry.doc.report((), "not_listed", list=kind, id=identity)

    def _plan(self, entry: Entry, plan: Plan) -> None:
        if entry.ids["edition"] != str(plan.period.start):
            entry.doc.report(
                ("period", "start"), "bad_edition",
                found=entry.ids["edition"], start=plan.period.start,
            )  # fmt: skip
        if plan.supersedes and plan.supersedes not in self.others:
            _unknown(entry, ("supersedes",), "edition", plan.supersedes, self.others)
        policies = {policy.id for policy in plan.policies}
        bodies = {body.id for body in plan.organisations}
        for index, group in enumerate(plan.groups):
            self._known(entry, ("groups", index, "policies"), "policy", group.policies, policies)
            self._mark(entry, ("groups", index, "mark"), group.mark)
        for index, body in enumerate(plan.organisations):
            if body.reports_to and body.reports_to not in bodies:
                place = ("organisations", index, "reports_to")
                _unknown(entry, place, "organisation", body.reports_to, bodies)
        errata = {erratum.id for erratum in plan.errata}
        for index, printed in enumerate(plan.period.printed):
            if printed.erratum and printed.erratum not in errata:
                place = ("period", "printed", index, "erratum")
                _unknown(entry, place, "erratum", printed.erratum, errata)

    def _known(
        self, entry: Entry, place: Place, what: str, ids: tuple[str, ...], known: Iterable[str]
    ) -> None:
        for index, identity in enumerate(ids):
            if identity not in known:
                _unknown(entry, (*place, index), what, identity, known)

    def _mark(self, entry: Entry, place: Place, mark: str | None) -> None:
        assert self.plan is not None  # noqa: S101 - narrowed by check()
        legend = [line.mark for system in self.plan.marks for line in system.legend]
        if mark is not None and mark not in legend:
            _unknown(entry, place, "mark", mark, legend)

    def _initiative(self, entry: Entry, value: Initiative, themes: set[str]) -> None:
        assert self.plan is not None  # noqa: S101 - narrowed by check()
        groups = {group.id: group for group in self.plan.groups}
        self._known(
            entry, ("policies",), "policy", value.policies, {p.id for p in self.plan.policies}
        )
        self._known(entry, ("themes",), "theme", value.themes, themes)
        self._known(entry, ("touches",), "theme", value.touches, themes)
        self._mark(entry, ("mark",), value.mark)
        if value.group is not None:
            if value.group not in groups:
                _unknown(entry, ("group",), "group", value.group, groups)
            elif groups[value.group].policies and value.policies:
                entry.doc.report(("policies",), "policies_twice", group=value.group)
        if value.schedule is not None:
            self._years(entry, ("schedule", "years"), value.schedule.years)
        self._footnotes(entry, value)
        for index, kpi in enumerate(value.kpis):
            if kpi.repeat_of is not None:
                self._repeat(entry, index, kpi)

    def _years(self, entry: Entry, place: Place, years: tuple[int, ...]) -> None:
        assert self.plan is not None  # noqa: S101 - narrowed by check()
        period = self.plan.period
        for index, year in enumerate(years):
            if year < period.start or (period.end is not None and year > period.end):
                entry.doc.report(
                    (*place, index), "years_outside_period",
                    year=year, start=period.start, end=period.end or "",
                )  # fmt: skip

    def _repeat(self, entry: Entry, index: int, kpi: Kpi) -> None:
        kpis = {
            f"{identity}/{known.id}": known
            for identity, other in self.initiatives.items()
            for known in (other.value.kpis if isinstance(other.value, Initiative) else ())
        }
        place: Place = ("kpis", index, "repeat_of")
        original = kpis.get(str(kpi.repeat_of))
        if original is None:
            _unknown(entry, place, "kpi", str(kpi.repeat_of), kpis)
            return
        for field in ("baseline", "target"):
            there, here = (getattr(k, field) for k in (original, kpi))
            printed = [quantity.printed if quantity else "–" for quantity in (there, here)]
            if printed[0] != printed[1] and not kpi.note:
                entry.doc.report(
                    place, "repeat_differs", id=kpi.repeat_of, field=field,
                    original=printed[0], here=printed[1],
                )  # fmt: skip

    def _chapter(self, entry: Entry, chapter: Chapter, terms: set[str], themes: set[str]) -> None:
        ids: dict[str, Place] = {}
        self._blocks(entry, ("blocks",), chapter.blocks, terms, ids)
        for index, section in enumerate(chapter.sections):
            self._section(entry, ("sections", index), section, terms, themes, ids)
        self._footnotes(entry, chapter)

    def _section(  # noqa: PLR0913 - one walk, its state handed down
        self, entry: Entry, place: Place, section: Section,
        terms: set[str], themes: set[str], ids: dict[str, Place],
    ) -> None:  # fmt: skip
        self._once(entry, (*place, "id"), section.id, ids)
        self._known(entry, (*place, "themes"), "theme", section.themes, themes)
        self._mark(entry, (*place, "mark"), section.mark)
        self._blocks(entry, (*place, "blocks"), section.blocks, terms, ids)
        for index, below in enumerate(section.sections):
            self._section(entry, (*place, "sections", index), below, terms, themes, ids)

    def _blocks(
        self, entry: Entry, place: Place, blocks: tuple[Any, ...], terms: set[str],
        ids: dict[str, Place],
    ) -> None:  # fmt: skip
        for index, block in enumerate(blocks):
            here = (*place, index)
            if hasattr(block, "id"):
                self._once(entry, (*here, "id"), block.id, ids)
            if isinstance(block, GlossaryBlock):
                for number, item in enumerate(block.entries):
                    where = (*here, "entries", number)
                    self._once(entry, (*where, "id"), item.id, ids)
                    self._known(entry, (*where, "also"), "term", item.also, terms)
                    if item.term not in terms:
                        _unknown(entry, (*where, "term"), "term", item.term, terms)
            if isinstance(block, ScheduleBlock):
                self._years(entry, (*here, "schedule", "years"), block.schedule.years)
                for number, row in enumerate(block.schedule.rows):
                    where = (*here, "schedule", "rows", number, "initiatives")
                    self._known(entry, where, "initiative", row.initiatives, self.initiatives)

    def _once(self, entry: Entry, place: Place, identity: str, ids: dict[str, Place]) -> None:
        if identity in ids:
            line = entry.doc.mark(ids[identity]).line
            entry.doc.report(place, "duplicate_id", id=identity, line=line)
        ids.setdefault(identity, place)

    def _footnotes(self, entry: Entry, value: Chapter | Initiative) -> None:
        known = {note.number: index for index, note in enumerate(value.footnotes)}
        used = set()
        for place, _kind, text in texts(value):
            for number in map(int, _FOOTNOTE.findall(text)):
                used.add(number)
                if number not in known:
                    entry.doc.report(place, "footnote_missing", number=number)
        for number, index in known.items():
            if number not in used:
                entry.doc.report(("footnotes", index), "footnote_unused", number=number)

    def _results(self, entry: Entry, progress: Progress) -> None:
        for index, result in enumerate(progress.results):
            known = self.initiatives.get(result.initiative)
            place: Place = ("results", index)
            if known is None:
                where = (*place, "initiative")
                _unknown(entry, where, "initiative", result.initiative, self.initiatives)
                continue
            kpis = [k.id for k in known.value.kpis] if isinstance(known.value, Initiative) else []
            if known.value is not None and result.kpi not in kpis:
                _unknown(entry, (*place, "kpi"), "kpi", result.kpi, kpis)


def _editions(library: Library) -> list[_Edition]:
    files: dict[tuple[str, str, str], list[Entry]] = {}
    for entry in library.entries.values():
        if entry.edition is not None:
            files.setdefault(entry.edition, []).append(entry)
    published = {(e.ids["prefecture"], e.ids["publisher"]) for e in library.of_kind("publisher")}
    for (prefecture, publisher, _edition), entries in files.items():
        if (prefecture, publisher) not in published:
            entries[0].doc.report((), "no_publisher")
    return [
        _Edition(entries, {other[2] for other in files if other[:2] == key[:2]} - {key[2]})
        for key, entries in files.items()
    ]
