"""A project's folders to documents and values: which file is what, each read and checked once."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from pydantic import BaseModel

from dxplans.check.easy import check_easy
from dxplans.check.findings import validate
from dxplans.check.rules import apply_rules
from dxplans.check.wording import check_wording
from dxplans.entry import Entry
from dxplans.kinds import FOLDERS, KINDS, NOT_DATA, WORKBOOK, kind_of
from dxplans.problem import Problem
from dxplans.recorded import put_aside, remembered
from dxplans.records import Records, digest_of, group_of
from dxplans.source import Document, read, read_bytes

__all__ = [
    "FOLDERS", "KINDS", "NOT_DATA", "WORKBOOK", "Cache", "Entry", "Library", "checked", "kind_of",
    "read_entry", "read_library",
]  # fmt: skip

_NOTES = frozenset({"README.md", "README.ja.md"})


@dataclass(slots=True)
class Library:
    """Every file of a project, by its name relative to the project's root."""

    root: Path
    entries: dict[str, Entry] = field(default_factory=dict)
    records: Records | None = None
    """What is known of the files' contents from earlier runs."""

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


Cache = MutableMapping[str, tuple[tuple[int, int], Entry]]
"""File name to its stamp and its entry."""


def read_library(root: Path, cache: Cache | None = None) -> Library:
    """Read and check every YAML file below *root* in the ``FOLDERS``.

    *cache* keeps entries between calls: a file whose size and time have not changed is not read
    again. What the project's records know of a content is not looked for again. Problems inside
    single files are found here, those between files by ``check.links``.
    """
    cache = {} if cache is None else cache
    library = Library(root, records=(records := Records(root)))
    for group, files in groupby(_files(root), key=lambda file: group_of(file[0])):
        found = ((name, _entry(records, name, path, cache)) for name, path in files)
        entries = {name: entry for name, entry in found if entry is not None}
        put_aside(records, root, group, entries)
        library.entries |= entries
    for gone in set(cache) - set(library.entries):
        del cache[gone]
    return library


def _entry(records: Records, name: str, path: str, cache: Cache) -> Entry | None:
    """The entry of a file as it is now; None if an editor has just moved it away."""
    try:
        status = os.stat(path)  # noqa: PTH116 - of tens of thousands of files
    except OSError:
        return None
    stamp = (status.st_mtime_ns, status.st_size)
    known = cache.get(name)
    if known is not None and known[0] == stamp:
        # What linking reported last time is about files that may have changed since.
        del known[1].doc.problems[known[1].own :]
        return known[1]
    entry = remembered(records, name, path) or read_entry(Path(path), name)
    cache[name] = (stamp, entry)
    return entry


def read_entry(path: Path, name: str) -> Entry:
    """Read and check one file, called *name* relative to its project."""
    if (found := kind_of(name)) is not None:
        try:
            raw = path.read_bytes()
        except OSError:
            return checked(read(path, name), *found)  # which says why it cannot be read
        entry = checked(read_bytes(raw, name), *found)
        entry.digest = digest_of(raw)
        return entry
    entry = Entry("stray", Document(name), {})
    if re.fullmatch(WORKBOOK, name, re.IGNORECASE):
        entry.doc.report((), "workbook")
    else:
        entry.doc.report((), "stray_file", **_stray_hint(name))
    entry.own = 1
    return entry


def checked(doc: Document, kind: str, ids: dict[str, str]) -> Entry:
    """A document of a *kind* as an entry, with all that is wrong inside it."""
    model = KINDS[kind]
    entry = Entry(kind, doc, ids)
    entry.value = validate(model, doc)
    apply_rules(doc, model, entry.value)
    check_wording(doc, model)
    check_easy(doc, model)
    entry.own = len(doc.problems)
    return entry


def _files(root: Path) -> Iterator[tuple[str, str]]:
    """Name and path of every file of data, folder by folder, in order of their names."""
    for folder in FOLDERS:
        yield from _below(f"{root}{os.sep}{folder}", folder)


def _below(folder: str, name: str) -> Iterator[tuple[str, str]]:
    try:
        found = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in found:
        inside = f"{name}/{entry.name}"
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path, inside)
        elif entry.is_file() and entry.name not in _NOTES and inside not in NOT_DATA:
            yield _printable(inside), entry.path


def _printable(name: str) -> str:
    """*name* as it can be printed on one line, whatever bytes the file system holds."""
    if name.isascii() and name.isprintable():
        return name
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
