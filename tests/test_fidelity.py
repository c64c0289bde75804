"""Mine City's plan, fact by fact: what fidelity/mine.yaml lists stands in the plan's files.

The list gives every printed name, figure and date with its place. A second group of tests shows
that the comparison would notice: each listed fact is altered and deleted in turn.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias, cast

import pytest
import yaml

from dxplans.library import read_library

ROOT = Path(__file__).parent.parent
PUBLISHER = "plans/yamaguchi/mine/"
EDITION = f"{PUBLISHER}2026/"

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str | float | bool | None"
Files: TypeAlias = "dict[str, Tree]"

LISTED = {
    "plan": 1,
    "publisher": 1,
    "period": 3,
    "date": 3,
    "contact": 1,
    "heading": 16,
    "statement": 6,
    "policy": 4,
    "legend": 1,
    "initiative": 14,
    "group": 1,
    "matrix": 11,
    "kpi": 22,
    "schedule_row": 32,
    "schedule": 15,
    "action": 85,
    "number": 11,
    "organisation": 6,
    "reference": 11,
    "figure": 8,
    "loss": 10,
    "glossary_entry": 35,
    "erratum": 11,
    "inline_definition": 5,
    "prose": 35,
}
"""How many facts of each kind the document has: a line lost from the list is noticed too."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact: its kind, its place, values that are exactly so, words that stand in its text."""

    kind: str
    file: str
    path: tuple[str, ...]
    exact: dict[str, Tree]
    words: tuple[str, ...]

    @property
    def place(self) -> tuple[str, ...]:
        """The way from all files to the fact."""
        return (self.file, *self.path)


@cache
def listed() -> dict[str, tuple[Fact, ...]]:
    """The facts of fidelity/mine.yaml by kind."""
    text = (Path(__file__).parent / "fidelity" / "mine.yaml").read_text("utf-8")
    return {
        kind: tuple(_fact(kind, item) for item in items)
        for kind, items in yaml.safe_load(text).items()
    }


def _fact(kind: str, item: dict[str, Any]) -> Fact:
    assert set(item) <= {"at", "is", "has"}, item
    file, _, path = item["at"].partition(": ")
    steps = tuple(path.split(".")) if path else ()
    return Fact(kind, file, steps, item.get("is", {}), tuple(item.get("has", ())))


@cache
def real() -> Files:
    """The plan's files as plain values, each under its name in the edition without .yaml."""
    library = read_library(ROOT)
    files: Files = {}
    for name, entry in library.entries.items():
        if name.startswith(PUBLISHER):
            assert entry.value is not None, f"{name} is not valid"
            short = name.removeprefix(EDITION).removeprefix(PUBLISHER).removesuffix(".yaml")
            files[short] = cast("Tree", entry.value.model_dump(mode="json", by_alias=True))
    return files


def find(tree: Tree, steps: Sequence[str]) -> Tree:
    """The value at the end of *steps*; LookupError where the way ends before.

    In a list of ids a step is the id itself, or None if the list does not hold it: an empty cell.
    """
    for step in steps:
        tree = tree[step] if isinstance(tree, dict) else _entry(tree, step)
    return tree


def _entry(entries: Tree, step: str) -> Tree:
    if not isinstance(entries, list):
        raise LookupError(step)  # noqa: TRY004 - the way ends here, as at a key that is not there
    for entry in entries:
        if isinstance(entry, dict) and entry.get("id") == step:
            return entry
    if step.isdigit():
        return entries[int(step)]
    if all(isinstance(entry, str) for entry in entries):
        return step if step in entries else None
    raise LookupError(step)


def texts(tree: Tree) -> Iterator[str]:
    """Every string below *tree*."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, dict):
        for value in tree.values():
            yield from texts(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from texts(value)


def differences(fact: Fact, files: Files) -> list[str]:
    """What of *fact* is not so in *files*, in words for whoever reads the failed test."""
    here = f"{fact.file}: {'.'.join(fact.path)}"
    try:
        tree = find(files, fact.place)
    except LookupError:
        return [f"{here} is not there"]
    wrong = []
    for key, expected in fact.exact.items():
        try:
            found = find(tree, key.split("."))
        except LookupError:
            wrong.append(f"{here}: {key} is not there")
            continue
        if found != expected:
            wrong.append(f"{here}: {key} is {found!r}, not {expected!r}")
    text = "\n".join(texts(tree))
    return wrong + [f"{here} does not say {word}" for word in fact.words if word not in text]


@pytest.mark.parametrize("kind", LISTED)
def test_every_fact_of_the_document_stands_in_its_place(kind: str) -> None:
    """Figures, dates, names and printed words are exactly those of the document."""
    assert [line for fact in listed()[kind] for line in differences(fact, real())] == []


def test_the_list_is_whole() -> None:
    """Every kind has as many facts as the document, each says something, none stands twice."""
    assert {kind: len(facts) for kind, facts in listed().items()} == LISTED
    facts = [fact for facts in listed().values() for fact in facts]
    assert all(fact.exact or fact.words for fact in facts)
    assert len({(fact.kind, fact.place) for fact in facts}) == len(facts)


def test_the_list_holds_no_sentences() -> None:
    """The list may hold names, figures and printed words; sentences are the document's own."""
    strings = [
        text
        for facts in listed().values()
        for fact in facts
        for text in (*texts(fact.exact), *fact.words)
    ]
    assert len(strings) > 700
    assert [text for text in strings if re.search(r"。|です|でした", text)] == []


def _lists(kind: str, *steps: str) -> list[Tree]:
    """The entries of one list of every file whose name starts with *kind*."""
    found: list[Tree] = []
    for name, tree in real().items():
        if name.startswith(kind):
            entries = find(tree, steps)
            assert isinstance(entries, list)
            found.extend(entries)
    return found


COUNTS = [
    ("plan", ("initiatives",), 14),
    ("plan", ("chapters",), 10),
    ("plan", ("policies",), 4),
    ("plan", ("groups",), 1),
    ("plan", ("organisations",), 6),
    ("plan", ("references",), 11),
    ("plan", ("lost",), 10),
    ("plan", ("errata",), 11),
    ("plan", ("marks", "national", "legend"), 2),
    ("plan", ("period", "printed"), 3),
    ("plan", ("dates",), 1),
    ("initiatives/", ("kpis",), 22),
    ("initiatives/", ("schedule", "rows"), 32),
    ("initiatives/", ("actions",), 85),
    ("chapters/glossary", ("blocks", "0", "entries"), 35),
]


@pytest.mark.parametrize(("kind", "steps", "number"), COUNTS)
def test_nothing_is_added(kind: str, steps: tuple[str, ...], number: int) -> None:
    """The files hold as many entries as the document, not one more."""
    assert len(_lists(kind, *steps)) == number


def test_files_and_figures_are_counted() -> None:
    """Fourteen initiatives and ten chapters are files, eight figures are lost, one chapter each."""
    names = list(real())
    assert sum(name.startswith("initiatives/") for name in names) == 14
    assert sum(name.startswith("chapters/") for name in names) == 10
    chapters = [real()[name] for name in names if name.startswith("chapters/")]
    figures = [block for tree in chapters for block in _blocks(tree) if block["type"] == "figure"]
    assert len(figures) == 8
    assert all(figure["lost"] is True for figure in figures)


def _blocks(tree: Tree) -> Iterator[dict[str, Tree]]:
    assert isinstance(tree, dict)
    for name in ("blocks", "sections"):
        entries = tree[name]
        assert isinstance(entries, list)
        for entry in entries:
            assert isinstance(entry, dict)
            if name == "blocks":
                yield entry
            else:
                yield from _blocks(entry)


def test_the_matrix_has_44_cells_and_its_marks() -> None:
    """Eleven rows by four policies: 20 dots; seven ★, three ☆ and none on ⑪."""
    rows = listed()["matrix"]
    cells = [find(find(real(), row.place), key.split(".")) for row in rows for key in _cells(row)]
    marks = [find(real(), (*row.place, "mark")) for row in rows]
    assert len(cells) == 44
    assert sum(cell is not None for cell in cells) == 20
    assert [marks.count(mark) for mark in ("★", "☆", None)] == [7, 3, 1]


def _cells(row: Fact) -> list[str]:
    return [key for key in row.exact if key.startswith("policies.")]


def test_indicators_and_arrows_are_counted() -> None:
    """22 rows are 21 indicators; 20 rows of the schedules kept an arrow, 12 kept nothing."""
    indicators = [find(kpi, ["repeat_of"]) for kpi in _lists("initiatives/", "kpis")]
    arrows = [find(row, ["glyph"]) for row in _lists("initiatives/", "schedule", "rows")]
    assert indicators.count(None) == 21
    assert (arrows.count("▶"), arrows.count(None)) == (20, 12)


def changed(files: Files, file: str) -> Files:
    """The same files, of which *file* may be written to."""
    return {**files, file: deepcopy(files[file])}


def put_another(files: Files, steps: Sequence[str]) -> None:
    """Write another value to the place that *steps* lead to."""
    parent, last = find(files, steps[:-1]), steps[-1]
    if isinstance(parent, dict):
        parent[last] = another(parent[last])
    elif isinstance(parent, list) and last in parent:
        parent.remove(last)
    elif isinstance(parent, list):
        parent.append(last)


def another(value: Tree) -> Tree:
    """A value of the same kind that is not *value*."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float)):
        return value + 1
    if isinstance(value, str):
        return value[:-1]
    if isinstance(value, list):
        return [*value[1:], *value[:1]] if len(value) > 1 else [*value, "x"]
    return "x"


def without(tree: Tree, word: str) -> Tree:
    """*tree* with *word* taken out of every text."""
    if isinstance(tree, str):
        return tree.replace(word, "")
    if isinstance(tree, dict):
        return {key: without(value, word) for key, value in tree.items()}
    if isinstance(tree, list):
        return [without(value, word) for value in tree]
    return tree


def altered(fact: Fact, files: Files) -> Iterator[tuple[str, Files]]:
    """The files with one value or one word of *fact* changed, for each of them in turn."""
    for key in fact.exact:
        other = changed(files, fact.file)
        put_another(other, (*fact.place, *key.split(".")))
        yield key, other
    for word in fact.words:
        other = changed(files, fact.file)
        other[fact.file] = without(other[fact.file], word)
        yield word, other


def deleted(fact: Fact, files: Files) -> Files:
    """The files without the file, the entry or the value that holds *fact*."""
    other = changed(files, fact.file)
    parent, last = find(other, fact.place[:-1]), fact.place[-1]
    if isinstance(parent, dict):
        del parent[last]
    elif isinstance(parent, list):
        parent.remove(find(parent, [last]))
    return other


@pytest.mark.parametrize("kind", LISTED)
def test_an_altered_fact_is_noticed(kind: str) -> None:
    """Each value and each word of each fact, changed by itself, is a difference."""
    for fact in listed()[kind]:
        tried = 0
        for what, files in altered(fact, real()):
            assert differences(fact, files), f"{fact.place}: {what} could change unseen"
            tried += 1
        assert tried == len(fact.exact) + len(fact.words)


@pytest.mark.parametrize("kind", LISTED)
def test_a_deleted_fact_is_noticed(kind: str) -> None:
    """Each fact, taken out of its file, is a difference."""
    for fact in listed()[kind]:
        assert differences(fact, deleted(fact, real())), f"{fact.place} could vanish unseen"


def test_trying_leaves_the_real_values_alone() -> None:
    """The changes above are made to copies: what the other tests read stays as it is."""
    before = deepcopy(real())
    for facts in listed().values():
        for fact in facts:
            list(altered(fact, real()))
            deleted(fact, real())
    assert real() == before
