"""What `dxplans diff` tells of two states of a project: one YAML a change in tests/cases/changes."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, TypedDict, cast, get_args, get_origin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from builders import MINIMAL, ROOT, Case, a_change, a_project, an_edit, from_yaml
from dxplans.changes import Folder, Snapshot, compare, labels, snapshot
from dxplans.changes.alignment import by_content, shared
from dxplans.changes.change import KINDS as CHANGES
from dxplans.changes.change import Change, as_data
from dxplans.changes.corrected import corrected
from dxplans.changes.place import At
from dxplans.changes.record import same
from dxplans.changes.render import render
from dxplans.changes.sentence import Pair, reworded
from dxplans.changes.sentences import sentence
from dxplans.check.shapes import keys_of
from dxplans.library import KINDS
from dxplans.source import read

CASES = sorted((ROOT / "tests" / "cases" / "changes").glob("*.yaml"))
CATALOGUE = "locales/en/plans/tokyo/mihon/2026.po"
ENGLISH = (ROOT / "tests" / "cases" / "changes.po").read_text("utf-8")
EDITION = "plans/tokyo/mihon/2026"
RPA = f"{EDITION}/initiatives/rpa.yaml"


class ChangeCase(TypedDict, total=False):
    """A project (the minimal one after *start*), what then happens to it, and what is told."""

    about: str
    start: Case
    change: Case
    restore: list[str]
    kinds: list[str]
    ja: list[str]
    en: list[str]


class Files(Snapshot):
    """A state of a project that is in no folder."""

    def __init__(self, content: dict[str, bytes]) -> None:
        super().__init__()
        self.content = content
        self.asked: list[str] = []

    def read(self, name: str) -> bytes | None:
        """The content of a file."""
        self.asked.append(name)
        return self.content.get(name)

    def files(self) -> dict[str, str]:
        """Every file with its content for an id."""
        return {name: raw.decode("utf-8", "replace") for name, raw in self.content.items()}


def a_state(root: Path, *changes: Case) -> Path:
    """The minimal project in the new folder *root*, translated a little, after some changes."""
    root.mkdir()
    a_project(root, files={CATALOGUE: ENGLISH})
    for change in changes:
        a_change(root, change)
    return root


def told(before: Path, after: Path) -> tuple[Change, ...]:
    """What changed between two folders."""
    return compare(Folder(before), Folder(after))


def edited(tmp_path: Path, *changes: Case) -> tuple[Change, ...]:
    """What some changes of the minimal project are told as."""
    return told(a_state(tmp_path / "before"), a_state(tmp_path / "after", *changes))


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_case(path: Path, tmp_path: Path) -> None:
    """The lines printed in both languages are exactly those of the case."""
    case: ChangeCase = from_yaml(path.read_text("utf-8"))
    start = case.get("start", {})
    before, after = a_state(tmp_path / "before", start), a_state(tmp_path / "after", start)
    a_change(after, case["change"])
    for name in case.get("restore", ()):
        shutil.copytree(MINIMAL / name, after / name)
    changes = told(before, after)
    assert render(changes, "text", "ja").split("\n") == case["ja"]
    assert render(changes, "text", "en").split("\n") == case["en"]
    assert [change.kind for change in changes if change.within is None] == case["kinds"]


def test_every_kind_of_change_has_a_case() -> None:
    """A sentence that no change brings up is one that nobody has read."""
    cases = [from_yaml(path.read_text("utf-8")) for path in CASES]
    assert {kind for case in cases for kind in case["kinds"]} == CHANGES.keys()


def models() -> dict[str, type[BaseModel]]:
    """Every model of the format by its name."""
    found: dict[str, type[BaseModel]] = {}
    open_: list[type[BaseModel]] = list(KINDS.values())
    while open_:
        model = open_.pop()
        if model.__name__ not in found:
            found[model.__name__] = model
            open_ += [below for models_ in keys_of(model).values() for below in models_]
    return found


def fixed(annotation: Any) -> set[str]:
    """The values of a ``Literal`` anywhere in an annotation."""
    if get_origin(annotation) is Literal:
        return set(get_args(annotation))
    return {value for argument in get_args(annotation) for value in fixed(argument)}


def test_every_field_of_the_format_has_a_name_in_both_languages() -> None:
    """A field that is added to the model must be told by a name, not by its key."""
    table = read(labels.FILE).data
    words = table.pop("words")
    for name, model in models().items():
        assert {"self", *keys_of(model)} <= table[name].keys(), name
    for group in (*table.values(), *words.values()):
        for text in group.values():
            japanese, _, english = text.partition(" / ")
            assert japanese.strip(), text
            assert english.strip(), text
            assert english.isascii() or "“" in english, text


def test_every_fixed_value_of_the_format_has_a_word_in_both_languages() -> None:
    """A clerk is told ふやす, not up."""
    words = read(labels.FILE).data["words"]
    no_words = {"Sampling.kinds"}  # names of templates
    for name, model in models().items():
        for key, field in model.model_fields.items():
            values = fixed(field.annotation)
            label = f"{name}.{field.alias or key}"
            if values and label not in no_words:
                assert words["unknown" if key == "unknown" else label].keys() == values, label


def test_a_field_without_a_name_is_told_by_its_key() -> None:
    """A mistake in the table is no reason to tell nothing."""
    assert labels.field("Kpi.colour") == ("colour", "colour")
    assert labels.part("Kite") == ("Kite", "Kite")
    assert labels.word("Kpi.name", "up") is None


# What other programs read


def test_a_change_is_json_with_stable_keys(tmp_path: Path) -> None:
    """Feeds and comments are made from it, by other programs."""
    edit = an_edit(RPA, "printed: 10件, value: 10", "printed: 12件, value: 12")
    (row,) = json.loads(render(edited(tmp_path, {"edits": [edit]}), "json", "ja"))
    assert row == {
        "kind": "value",
        "operation": "changed",
        "publisher": "tokyo/mihon",
        "publisher_name": {"ja": "みほん市", "en": "Mihon City"},
        "edition": "tokyo/mihon/2026",
        "subject": {
            "type": "initiative",
            "id": "rpa",
            "number": {"ja": "②", "en": "②"},
            "title": {"ja": "RPAの活用", "en": "Using RPA"},
        },
        "page_before": "tokyo/mihon/2026/initiatives/rpa/",
        "page_after": "tokyo/mihon/2026/initiatives/rpa/",
        "file": RPA,
        "file_before": RPA,
        "field": "Kpi.target",
        "place": "kpis/tasks/target/printed",
        "steps": [
            {
                "field": "Initiative.kpis",
                "part": "Kpi",
                "id": "tasks",
                "name": {"ja": "RPAを使う業務", "en": "Tasks that use RPA"},
            }
        ],
        "before": "10件",
        "after": "12件",
        "before_en": "10",
        "after_en": "12",
        "pairs": [],
        "pairs_en": [],
        "facts": {"machine_before": {"value": 10}, "machine_after": {"value": 12}},
        "within": None,
        "ja": "みほん市 ② RPAの活用: KPI『RPAを使う業務』の目標値を 10件 から 12件 に変更",
        "en": "Mihon City ② Using RPA: KPI “Tasks that use RPA”: target changed from 10 to 12",
    }


def test_a_new_edition_is_one_line_and_every_file_in_json(tmp_path: Path) -> None:
    """A reader wants one line, a history of an initiative its own change."""
    before = a_state(tmp_path / "before", {"remove": [EDITION]})
    changes = told(before, a_state(tmp_path / "after"))
    assert [sentence(one, "ja") for one in changes if one.within is None] == [
        "みほん市DX推進計画: 計画を追加（取組 2、章 1）",
        "みほん市DX推進計画の翻訳: 新しい文のうち24文に、まだ英語の訳がありません（訳すまで日本語で表示します）",
    ]
    parts = {one.file for one in changes if one.within == "tokyo/mihon/2026"}
    assert RPA in parts
    assert len(parts) == 5


def test_an_edition_under_another_name_is_one_warning(tmp_path: Path) -> None:
    """Every address in it changes; what else changed is told as ever."""
    edit = an_edit(RPA, "printed: 10件, value: 10", "printed: 12件, value: 12")
    before = a_state(tmp_path / "before")
    after = a_state(tmp_path / "after", {"edits": [edit]})
    (after / EDITION).rename(after / "plans/tokyo/mihon/2027")
    changes = told(before, after)
    lines = [sentence(one, "ja") for one in changes if one.within is None]
    assert lines[0].startswith("みほん市DX推進計画: ページのアドレスが tokyo/mihon/2026/ から")
    assert lines[1] == (
        "みほん市 ② RPAの活用: KPI『RPAを使う業務』の目標値を 10件 から 12件 に変更"
    )
    assert {one.kind for one in changes if one.within} == {"address"}
    assert all(one.kind != "removed" for one in changes)


def test_only_some_files_are_told(tmp_path: Path) -> None:
    """A department looks at its own."""
    edits = [an_edit(RPA, "title: RPAの活用", "title: RPA"),
             an_edit("glossary/rpa.yaml", "label: RPA", "label: ＲＰＡ")]  # fmt: skip
    before, after = a_state(tmp_path / "before"), a_state(tmp_path / "after", {"edits": edits})

    def files(*only: str) -> set[str]:
        changes = compare(Folder(before), Folder(after), only=only)
        return {change.file for change in changes if change.kind == "renamed"}

    assert files() == files(".") == {RPA, "glossary/rpa.yaml"}
    assert files("./glossary/") == {"glossary/rpa.yaml"}
    assert files(RPA) == {RPA}
    assert files("gloss") == set()


def test_work_grows_with_the_change_and_not_with_the_site() -> None:
    """One line of 1,741 municipalities: only that file, and those that name it, are read."""
    content = {
        path.relative_to(MINIMAL).as_posix(): path.read_bytes() for path in MINIMAL.rglob("*.yaml")
    }
    other = content[RPA].replace(b"value: 10", b"value: 11")
    before, after = Files(content), Files({**content, RPA: other})
    assert len(compare(before, after, files=[RPA])) == 2
    allowed = {RPA, CATALOGUE, "plans/tokyo/mihon/publisher.yaml"}
    assert {*before.asked, *after.asked} == allowed


# Sentences


def test_sentences_of_a_text_are_paired() -> None:
    """Only what differs is told, and a sentence inside quotation marks stays whole."""
    old = "市は「します。」と書きました。\n\n- 一つ目の窓口\n- 二つ目の窓口"
    new = "市は「します。」と書きました。これは新しい文です。\n- 一つ目の窓口\n- 三つ目の窓口"
    assert reworded(old, new).pairs == (
        Pair(None, "これは新しい文です。"), Pair("- 二つ目の窓口", "- 三つ目の窓口"),
    )  # fmt: skip
    assert reworded("It is so. They do.", "It is so. They did.").pairs == (
        Pair("They do.", "They did."),
    )


def test_lists_of_any_length_are_aligned() -> None:
    """What belongs together is looked for among few items, and taken by place among many."""
    few = by_content(["窓口を開きます", "電話で聞きます"], ["電話でも聞きます", "案内を出します"])
    assert (few.pairs, few.gone, few.new) == (((1, 0),), (0,), (1,))
    many = by_content([f"前{n}" for n in range(60)], [f"後{n}" for n in range(61)])
    assert many.pairs == tuple((n, n) for n in range(60))
    assert many.new == (60,)
    assert shared(Counter(), Counter()) == 1.0


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A history of years is read in the memory of an office computer."""
    monkeypatch.setattr(snapshot, "_MOST", 2)
    memo: dict[object, object] = {}
    for number in range(20):
        state = Files({"a": str(number).encode()})
        state._memo = memo
        assert state.remember("a", lambda raw: raw, "content") == str(number).encode()
    assert len(memo) <= 3


def test_a_result_may_have_more_than_its_value(tmp_path: Path) -> None:
    """What stands beside a result is told with its KPI and year, also where it came or went."""
    text = "source: 報告\npublished: '2027-06'\nresults:\n  - {initiative: rpa, kpi: tasks, printed: 5件}\n"
    file = f"{EDITION}/progress/2026.yaml"
    before = a_state(tmp_path / "before", {"files": {file: text}})
    after = a_state(tmp_path / "after", {"files": {file: text.replace("5件", "6件")}})
    (found, *_) = told(before, after)
    note = replace(found, field="Result.note", after="a", before="b")
    head = "みほん市 ② RPAの活用: KPI『RPAを使う業務』の令和8年度（2026年度）の実績の説明"
    assert sentence(replace(note, operation="filled"), "ja") == f"{head}に a を記入"
    assert sentence(replace(note, operation="emptied"), "ja") == f"{head}（b）を削除"
    assert sentence(replace(note, operation="filled"), "en").endswith("note filled in: a")
    assert sentence(replace(note, operation="emptied"), "en").endswith("note removed (was b)")


def test_a_corrected_result_is_told_with_its_reason(tmp_path: Path) -> None:
    """The one new correction that names the value before belongs to the change of the value."""
    old = {"initiative": "rpa", "kpi": "tasks", "printed": "5件", "corrections": []}
    new = {"printed": "5件", "on": "2027-07-01", "reason": "集計の誤りです。"}
    done: set[str] = set()

    def reason(*corrections: object) -> dict[str, Any]:
        after = {**old, "printed": "6件", "corrections": list(corrections)}
        return corrected(lambda _context, text: f"({text})", old, after, At(), done)

    assert reason() == reason(new, new) == reason({**new, "printed": "4件"}) == reason("a") == {}
    assert done == set()
    told_with = reason(new)
    assert told_with["reason"] == "集計の誤りです。"
    assert done == {"corrections"}
    assert corrected(lambda _context, _text: None, {}, {}, At(), done) == {}
    edit = an_edit(RPA, "printed: 10件, value: 10", "printed: 12件, value: 12")
    (change,) = edited(tmp_path, {"edits": [edit]})
    steps = (replace(change.steps[0], part="Result"),)
    facts = {"year": "2026", **told_with}
    change = replace(
        change, kind="result-changed", field="Result.printed", steps=steps, facts=facts
    )
    assert sentence(change, "ja").endswith(
        "令和8年度（2026年度）の実績を 10件 から 12件 に訂正（理由: 集計の誤りです。）"
    )
    assert sentence(change, "en").endswith("corrected from 10 to 12 (reason: (集計の誤りです。))")
    part = replace(change, field="Result.corrections", operation="added")
    assert sentence(part, "ja").endswith("の実績の訂正を記録")
    assert sentence(replace(part, operation="removed"), "en").endswith("corrections removed")


# Any edit


LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(0, 3000), st.floats(0, 9, allow_nan=False),
    st.sampled_from(["policy-2", "12件", "up", "★", "2026-13", "A。B。", "lost", ""]),
    st.text(max_size=8).filter(str.isprintable), st.just([]), st.just({}), st.just([{"id": "a"}]),
)  # fmt: skip
SOURCES = {
    path.relative_to(MINIMAL).as_posix(): from_yaml(path.read_text("utf-8"))
    for path in sorted(MINIMAL.rglob("*.yaml"))
}
SOURCES |= {
    name: from_yaml((ROOT / name).read_text("utf-8"))
    for name in (
        "plans/hokkaido/ashibetsu/2022/chapters/background.yaml",  # tables, figures, statistics
        "plans/yamaguchi/mine/2026/plan.yaml",
    )
}


def places(data: Any, place: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The place of every value inside *data*."""
    items = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for key, below in items:
        yield (*place, key)
        yield from places(below, (*place, key))


ALL = [(name, place) for name, data in SOURCES.items() for place in places(data)]


def dumped(data: Any) -> bytes:
    """A file with this data; JSON is YAML, and quicker to write."""
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


WRITTEN = {name: dumped(data) for name, data in SOURCES.items()}


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(ALL), LEAVES, st.booleans()), max_size=3))
def test_any_edit_is_told_and_nothing_else(
    edits: list[tuple[tuple[str, tuple[str | int, ...]], Any, bool]],
) -> None:
    """Whatever is typed into a plan: no exception, nothing told if nothing changed, and else a line."""
    changed = cast("dict[str, Any]", json.loads(json.dumps(SOURCES)))
    for (name, place), value, removes in edits:
        try:
            below = changed[name]
            for step in place[:-1]:
                below = below[step]
            if removes:
                del below[place[-1]]
            else:
                below[place[-1]] = value
        except (KeyError, IndexError, TypeError):
            continue
    names = {name for name, data in changed.items() if not same(data, SOURCES[name])}
    before = Files(WRITTEN)
    after = Files({**WRITTEN, **{name: dumped(changed[name]) for name in names}})
    found = compare(before, after)
    assert bool(found) == bool(names)
    for change in found:
        assert change.kind in CHANGES
        assert sentence(change, "ja")
        assert sentence(change, "en")
        assert json.dumps(as_data(change), ensure_ascii=False)
    assert names <= {change.file for change in found}
    assert bool(compare(after, before)) == bool(names)


@settings(max_examples=40, deadline=None)
@given(st.sampled_from(sorted(SOURCES)), st.binary(max_size=60), st.integers(0, 400))
def test_any_bytes_are_told(name: str, garbage: bytes, at: int) -> None:
    """A file that is broken anywhere is told, and stops nothing."""
    before = Files(WRITTEN)
    raw = before.content[name]
    after = Files({**before.content, name: raw[:at] + garbage + raw[at:]})
    found = compare(before, after)
    assert bool(found) == (after.content[name] != raw)
    assert render(found, "text", "ja")
    assert render(found, "markdown", "en")
