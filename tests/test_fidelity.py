"""Every real plan, fact by fact: what its list in fidelity/ says stands in the plan's files.

A list gives every printed name, figure and date with its place, and how many there are. A second
group of tests shows that the comparison would notice: each listed fact is altered and deleted in
turn.
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

from builders import from_yaml, the_library
from dxplans.library import Library

ROOT = Path(__file__).parent.parent
LISTS = {path.stem: path for path in sorted((ROOT / "tests" / "fidelity").glob("*.yaml"))}
PLANS = ROOT / "plans"

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str | float | bool | None"
Files: TypeAlias = "dict[str, Tree]"


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


@dataclass(frozen=True, slots=True)
class Held:
    """How many entries the files hold at a place, or how many of them with *key* at *value*."""

    files: str
    at: str
    number: int
    key: str | None = None
    value: Tree = None


@dataclass(frozen=True, slots=True)
class Listed:
    """One list: its edition, its facts by kind, and how many of each the document has."""

    edition: str
    counts: dict[str, int]
    held: tuple[Held, ...]
    facts: dict[str, tuple[Fact, ...]]

    def all(self) -> list[Fact]:
        """The facts of every kind."""
        return [fact for facts in self.facts.values() for fact in facts]


@cache
def listed(town: str) -> Listed:
    """The list of one town's plan."""
    read = from_yaml(LISTS[town].read_text("utf-8"))
    edition, counts = read.pop("edition"), read.pop("counts")
    held = tuple(Held(**item) for item in read.pop("held"))
    facts = {kind: tuple(_fact(kind, item) for item in items) for kind, items in read.items()}
    return Listed(edition, counts, held, facts)


def _fact(kind: str, item: dict[str, Any]) -> Fact:
    assert set(item) <= {"at", "is", "has"}, item
    file, _, path = item["at"].partition(": ")
    steps = tuple(path.split(".")) if path else ()
    return Fact(kind, file, steps, item.get("is", {}), tuple(item.get("has", ())))


@cache
def library() -> Library:
    """The repository's own plans."""
    return the_library()


@cache
def real(town: str) -> Files:
    """The plan's files as plain values, each under its name in the edition without .yaml."""
    edition = f"plans/{listed(town).edition}/"
    publisher = edition.rsplit("/", 2)[0] + "/"
    files: Files = {}
    for name, entry in library().entries.items():
        if name.startswith(edition) or name == f"{publisher}publisher.yaml":
            assert entry.value is not None, f"{name} is not valid"
            short = name.removeprefix(edition).removeprefix(publisher).removesuffix(".yaml")
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


def by_town(function: Any) -> Any:
    """Run a test for each list."""
    return pytest.mark.parametrize("town", LISTS)(function)


def by_kind(function: Any) -> Any:
    """Run a test for each kind of fact of each list."""
    kinds = [(town, kind) for town in LISTS for kind in listed(town).counts]
    return pytest.mark.parametrize(("town", "kind"), kinds)(function)


def test_every_plan_has_its_list() -> None:
    """No edition is published that nobody has held against its document."""
    editions = {path.parent.relative_to(PLANS).as_posix() for path in PLANS.glob("*/*/*/plan.yaml")}
    assert sorted(listed(town).edition for town in LISTS) == sorted(editions)


@by_kind
def test_every_fact_of_the_document_stands_in_its_place(town: str, kind: str) -> None:
    """Figures, dates, names and printed words are exactly those of the document."""
    facts = listed(town).facts[kind]
    assert [line for fact in facts for line in differences(fact, real(town))] == []


@by_town
def test_the_list_is_whole(town: str) -> None:
    """Every kind has as many facts as the document, each says something, none stands twice."""
    found = listed(town)
    assert {kind: len(facts) for kind, facts in found.facts.items()} == found.counts
    assert all(fact.exact or fact.words for fact in found.all())
    assert len({(fact.kind, fact.place) for fact in found.all()}) == len(found.all())


@by_town
def test_the_list_holds_no_sentences(town: str) -> None:
    """The list may hold names, figures and printed words; sentences are the document's own."""
    strings = [
        text
        for fact in listed(town).all()
        for key, value in (*fact.exact.items(), *(("has", word) for word in fact.words))
        # An erratum quotes the few characters that it is about.
        if (fact.kind, key) != ("erratum", "printed")
        for text in texts(value)
    ]
    assert len(strings) > len(listed(town).all())
    assert [text for text in strings if re.search(r"。|です|でした", text)] == []


def _lists(town: str, held: Held) -> list[Tree]:
    """The entries of one list of every file whose name starts so."""
    found: list[Tree] = []
    names = [name for name in real(town) if name.startswith(held.files)]
    assert names, f"no file is named {held.files}"
    for name in names:
        entries = real(town)[name]
        for step in held.at.split("."):
            # An initiative without a schedule has no rows; a name that no model has is an error.
            if entries is not None:
                entries = find(entries, [step])
        assert entries is None or isinstance(entries, list)
        found.extend(entries or [])
    return found


@by_town
def test_nothing_is_added(town: str) -> None:
    """The files hold as many entries as the document, not one more."""
    wrong = []
    for held in listed(town).held:
        entries = _lists(town, held)
        if held.key is not None:
            entries = [entry for entry in entries if find(entry, [held.key]) == held.value]
        if len(entries) != held.number:
            wrong.append((held, len(entries)))
    assert wrong == []


COUNTED = {
    "initiatives",
    "chapters",
    "policies",
    "groups",
    "organisations",
    "references",
    "lost",
    "errata",
    "period.printed",
    "dates",
    "actions",
    "kpis",
    "answers",
    "themes",
}


@by_town
def test_every_list_says_how_much_there_is(town: str) -> None:
    """A town without KPIs, figures or dates says so by a zero, not by leaving the line out."""
    assert {held.at for held in listed(town).held if held.key is None} >= COUNTED


@by_town
def test_files_and_figures_are_counted(town: str) -> None:
    """As many files as the plan has initiatives and chapters; every lost figure is listed."""
    names, counts = list(real(town)), listed(town).counts
    order = {part: find(real(town), ("plan", part)) for part in ("initiatives", "chapters")}
    for part, entries in order.items():
        files = [name.split("/")[1] for name in names if name.startswith(f"{part}/")]
        assert isinstance(entries, list)
        assert sorted(files) == sorted(str(entry) for entry in entries)
    assert sum(name.startswith("initiatives/") for name in names) == counts["initiative"]
    chapters = [real(town)[name] for name in names if name.startswith("chapters/")]
    figures = [block for tree in chapters for block in _blocks(tree) if block["type"] == "figure"]
    assert len(figures) == counts.get("figure", 0)
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


def test_the_matrix_of_mine_has_44_cells_and_its_marks() -> None:
    """Eleven rows by four policies: 20 dots; seven ★, three ☆ and none on ⑪."""
    rows, files = listed("mine").facts["matrix"], real("mine")
    cells = [find(find(files, row.place), key.split(".")) for row in rows for key in _cells(row)]
    marks = [find(files, (*row.place, "mark")) for row in rows]
    assert len(cells) == 44
    assert sum(cell is not None for cell in cells) == 20
    assert [marks.count(mark) for mark in ("★", "☆", None)] == [7, 3, 1]


def _cells(row: Fact) -> list[str]:
    return [key for key in row.exact if key.startswith("policies.")]


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


@by_kind
def test_an_altered_fact_is_noticed(town: str, kind: str) -> None:
    """Each value and each word of each fact, changed by itself, is a difference."""
    for fact in listed(town).facts[kind]:
        tried = 0
        for what, files in altered(fact, real(town)):
            assert differences(fact, files), f"{fact.place}: {what} could change unseen"
            tried += 1
        assert tried == len(fact.exact) + len(fact.words)


@by_kind
def test_a_deleted_fact_is_noticed(town: str, kind: str) -> None:
    """Each fact, taken out of its file, is a difference."""
    for fact in listed(town).facts[kind]:
        assert differences(fact, deleted(fact, real(town))), f"{fact.place} could vanish unseen"


@by_town
def test_trying_leaves_the_real_values_alone(town: str) -> None:
    """The changes above are made to copies: what the other tests read stays as it is."""
    before = deepcopy(real(town))
    for fact in listed(town).all():
        list(altered(fact, real(town)))
        deleted(fact, real(town))
    assert real(town) == before
