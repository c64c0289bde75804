"""A project's folders to documents and values: which file is what, each read and checked once."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from dxplans.check.easy import check_easy
from dxplans.check.findings import validate
from dxplans.check.rules import apply_rules
from dxplans.check.wording import check_wording
from dxplans.model.accessibility import AccessibilityPolicy, Criteria, Judgements
from dxplans.model.chapter import Chapter
from dxplans.model.comparison import Comparison
from dxplans.model.correction import Corrections
from dxplans.model.glossary import Term, Theme
from dxplans.model.gone import GoneList
from dxplans.model.guide import Guide
from dxplans.model.initiative import Initiative
from dxplans.model.plan import Plan
from dxplans.model.progress import Progress
from dxplans.model.publisher import Publisher
from dxplans.model.questions import Answers, Question, Stances
from dxplans.model.reading import Furigana, Phrases
from dxplans.model.search import (
    Common,
    Elsewhere,
    Misspellings,
    Readings,
    Synonyms,
    Topics,
    Variants,
)
from dxplans.problem import Problem
from dxplans.source import Document, read

FOLDERS = (
    "plans", "glossary", "themes", "comparisons", "questions", "corrections", "search", "reading",
    "a11y", "guide",
)  # fmt: skip
NOT_DATA = frozenset({"a11y/evidence.json", "a11y/exceptions.yaml"})
"""What the audit writes and reads by itself."""
_SLUG = r"[a-z][a-z0-9-]*"
_EDITION = rf"plans/(?P<prefecture>{_SLUG})/(?P<publisher>{_SLUG})/(?P<edition>[0-9]{{4}})"
WORKBOOK = rf"{_EDITION}/(?:progress/)?[^/]+\.(?:xlsx|csv)"
"""Where a table of results may lie in a proposal, until it is turned into YAML."""
_KINDS: tuple[tuple[str, type[BaseModel], str], ...] = (
    (
        "publisher",
        Publisher,
        rf"plans/(?P<prefecture>{_SLUG})/(?P<publisher>{_SLUG})/publisher\.yaml",
    ),
    ("plan", Plan, rf"{_EDITION}/plan\.yaml"),
    ("chapter", Chapter, rf"{_EDITION}/chapters/(?P<id>{_SLUG})\.yaml"),
    ("initiative", Initiative, rf"{_EDITION}/initiatives/(?P<id>{_SLUG})\.yaml"),
    ("progress", Progress, rf"{_EDITION}/progress/(?P<id>[0-9]{{4}})\.yaml"),
    ("answers", Answers, rf"{_EDITION}/answers\.yaml"),
    ("stances", Stances, rf"{_EDITION}/themes\.yaml"),
    # Before the terms: none of them can be called so.
    ("gone", GoneList, rf"(?:{_EDITION}|(?P<shared>glossary|themes|questions))/gone\.yaml"),
    ("term", Term, rf"glossary/(?P<id>{_SLUG})\.yaml"),
    ("theme", Theme, rf"themes/(?P<id>{_SLUG})\.yaml"),
    ("comparison", Comparison, rf"comparisons/(?P<id>{_SLUG})\.yaml"),
    ("question", Question, rf"questions/(?P<id>{_SLUG})\.yaml"),
    ("corrections", Corrections, r"corrections/(?P<id>[0-9]{4})\.yaml"),
    ("variants", Variants, r"search/variants\.yaml"),
    ("synonyms", Synonyms, r"search/synonyms\.yaml"),
    ("misspellings", Misspellings, r"search/misspellings\.yaml"),
    ("readings", Readings, r"search/readings\.yaml"),
    ("elsewhere", Elsewhere, r"search/elsewhere\.yaml"),
    ("topics", Topics, r"search/topics\.yaml"),
    ("common", Common, r"search/common\.yaml"),
    ("phrases", Phrases, r"reading/phrases\.yaml"),
    ("furigana", Furigana, r"reading/furigana\.yaml"),
    ("criteria", Criteria, r"a11y/criteria\.yaml"),
    ("policy", AccessibilityPolicy, r"a11y/policy\.yaml"),
    ("judgements", Judgements, r"a11y/judgements\.yaml"),
    ("guide", Guide, rf"guide/(?P<id>{_SLUG})\.yaml"),
)
KINDS: dict[str, type[BaseModel]] = {kind: model for kind, model, _ in _KINDS}
_PATTERNS = [(kind, model, re.compile(pattern)) for kind, model, pattern in _KINDS]


@dataclass(slots=True)
class Entry:
    """One file: what kind it is, which ids its path gives, its document, and its value if valid."""

    kind: str
    doc: Document
    ids: dict[str, str]
    value: BaseModel | None = None

    @property
    def edition(self) -> tuple[str, str, str] | None:
        """Prefecture, publisher and edition the file belongs to."""
        if "edition" not in self.ids:
            return None
        return (self.ids["prefecture"], self.ids["publisher"], self.ids["edition"])


@dataclass(slots=True)
class Library:
    """Every file of a project, by its name relative to the project's root."""

    root: Path
    entries: dict[str, Entry] = field(default_factory=dict)

    def of_kind(self, kind: str) -> Iterator[Entry]:
        """The entries of one kind, in order of their names."""
        return (entry for entry in self.entries.values() if entry.kind == kind)

    def singles(self, kinds: Iterable[str]) -> dict[str, BaseModel | None]:
        """The values of *kinds* of which a project has one file; those without a file are left out."""
        return {kind: entry.value for kind in kinds for entry in self.of_kind(kind)}

    def problems(self) -> tuple[Problem, ...]:
        """Every problem of every file, sorted by place."""
        found = (problem for entry in self.entries.values() for problem in entry.doc.problems)
        return tuple(sorted(found, key=lambda problem: problem.order))


Cache = MutableMapping[str, tuple[tuple[int, int], Entry, int]]
"""File name to its stamp, its entry and how many problems it had before files were linked."""


def read_library(root: Path, cache: Cache | None = None) -> Library:
    """Read and check every YAML file below *root* in the ``FOLDERS``.

    *cache* keeps entries between calls: a file whose size and time have not changed is not read
    again. Problems inside single files are found here, those between files by ``check.links``.
    """
    cache = {} if cache is None else cache
    library = Library(root)
    for path in _files(root):
        name = _printable(path.relative_to(root).as_posix())
        try:
            status = path.stat()
        except OSError:
            continue  # an editor has just moved it away
        stamp = (status.st_mtime_ns, status.st_size)
        known = cache.get(name)
        if known is not None and known[0] == stamp:
            # What linking reported last time is about files that may have changed since.
            del known[1].doc.problems[known[2] :]
            library.entries[name] = known[1]
            continue
        entry = read_entry(path, name)
        cache[name] = (stamp, entry, len(entry.doc.problems))
        library.entries[name] = entry
    for gone in set(cache) - set(library.entries):
        del cache[gone]
    return library


def read_entry(path: Path, name: str) -> Entry:
    """Read and check one file, called *name* relative to its project."""
    if (found := kind_of(name)) is not None:
        return checked(read(path, name), *found)
    entry = Entry("stray", Document(name), {})
    if re.fullmatch(WORKBOOK, name, re.IGNORECASE):
        entry.doc.report((), "workbook")
    else:
        entry.doc.report((), "stray_file", **_stray_hint(name))
    return entry


def kind_of(name: str) -> tuple[str, dict[str, str]] | None:
    """The kind of the file *name* and the ids in its path; None if the format knows no such file."""
    for kind, _model, pattern in _PATTERNS:
        if match := pattern.fullmatch(name):
            return kind, {name: one for name, one in match.groupdict().items() if one}
    return None


def checked(doc: Document, kind: str, ids: dict[str, str]) -> Entry:
    """A document of a *kind* as an entry, with all that is wrong inside it."""
    model = KINDS[kind]
    entry = Entry(kind, doc, ids)
    entry.value = validate(model, doc)
    apply_rules(doc, model, entry.value)
    check_wording(doc, model)
    check_easy(doc, model)
    return entry


def _files(root: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            inside = path.relative_to(root)
            hidden = any(part.startswith(".") for part in inside.parts)
            ours = path.name in {"README.md", "README.ja.md"} or inside.as_posix() in NOT_DATA
            if path.is_file() and not hidden and not ours:
                yield path


def _printable(name: str) -> str:
    """*name* as it can be printed on one line, whatever bytes the file system holds."""
    readable = os.fsencode(name).decode("utf-8", "replace")
    return "".join(char if char.isprintable() else "�" for char in readable)


def _stray_hint(name: str) -> dict[str, str]:
    if name.endswith(".yml"):
        return {
            "hint": "ファイル名の終わりを .yaml にしてください。",
            "hint_en": "Let the file name end in .yaml.",
        }
    if name.startswith("plans/") and name.endswith(".yaml"):
        return {
            "hint": "plans/都道府県/団体/年度/ の下の chapters・initiatives・progress に、"
            "英小文字の名前で置いてください。",
            "hint_en": "Put it under plans/prefecture/publisher/year/ in chapters, initiatives or "
            "progress, with a name in lower-case letters.",
        }
    return {
        "hint": "YAMLのデータ（.yaml）だけを置けます。",
        "hint_en": "Only YAML data (.yaml) can be kept here.",
    }
