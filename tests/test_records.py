"""What is remembered of files: the same findings and values as without, and never an old state."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import MINIMAL, a_project, an_edit, from_yaml
from dxplans import library, pofile, records
from dxplans.check.messages import line
from dxplans.check.project import checked_library
from dxplans.check.report import Report, check_project
from dxplans.compact import compact
from dxplans.library import Cache, read_library
from dxplans.model import Term
from dxplans.portal import load
from dxplans.problem import PlanError
from dxplans.records import FOLDER, Records

FILES = sorted(path.relative_to(MINIMAL).as_posix() for path in MINIMAL.rglob("*.yaml"))
TEXTS = {name: (MINIMAL / name).read_text("utf-8") for name in FILES}
TERM, PLAN = "glossary/bpr.yaml", "plans/tokyo/mihon/2026/plan.yaml"
CHAPTER = "plans/tokyo/mihon/2026/chapters/background.yaml"
PIECES = [
    "", "a", "\n", "  ", "　", "：", "#", "[x](term:none)", "[x](term:rpa)", "[^1]", "住 所", "AI と", "007",
    "\nextra: 1\n", "\nthemes: [counter, none]\n", "\nfootnotes:\n  - {number: 1, text: 注です。}\n", "<b>",
]  # fmt: skip
EDITS = st.one_of(
    st.tuples(st.just("put"), st.sampled_from(FILES), st.integers(0, 600), st.sampled_from(PIECES)),
    st.tuples(st.just("cut"), st.sampled_from(FILES), st.integers(0, 600), st.integers(1, 12)),
    st.tuples(st.just("swap"), st.sampled_from(FILES), st.just("rpa"), st.sampled_from(["bpr", "r"])),
    st.tuples(st.just("swap"), st.sampled_from(FILES), st.just("2026"), st.just("2020")),
    st.tuples(st.just("remove"), st.sampled_from(FILES), st.just(0), st.just(0)),
    st.tuples(st.just("mend"), st.sampled_from(FILES), st.just(0), st.just(0)),
)  # fmt: skip


def edit(root: Path, how: str, name: str, first: Any, second: Any) -> None:
    """Change one file as somebody may, by mistake or not."""
    path = root / name
    text = path.read_text("utf-8") if path.is_file() else TEXTS[name]
    match how:
        case "put":
            text = text[:first] + second + text[first:]
        case "cut":
            text = text[:first] + text[first + second :]
        case "swap":
            text = text.replace(first, second)
        case "mend":
            text = TEXTS[name]
        case _:
            path.unlink(missing_ok=True)
            return
    path.write_text(text, "utf-8")


def said(report: Report) -> list[tuple[object, ...]]:
    """Every finding with all that a reader sees of it, in its order."""
    return [
        (str(p.mark), p.level, p.code, line(p, "ja"), line(p, "en"), p.values)
        for p in report.problems
    ]


def cold(root: Path, folder: Path) -> Path:
    """A copy of the project of which nothing is remembered."""
    shutil.rmtree(folder, ignore_errors=True)
    return Path(shutil.copytree(root, folder, ignore=shutil.ignore_patterns(".cache")))


def values(root: Path) -> dict[str, Any]:
    """The value of every file, None for those that are not valid."""
    return {name: entry.value for name, entry in checked_library(root).entries.items()}


@settings(max_examples=20, deadline=None)
@given(edits=st.lists(EDITS, min_size=1, max_size=5))
def test_random_edits_are_told_as_if_nothing_were_remembered(edits: list[Any]) -> None:
    """By a fresh process with records, by a server that keeps entries, and by one with neither."""
    with tempfile.TemporaryDirectory() as folder:
        root = a_project(Path(folder) / "warm")
        kept: Cache = {}
        check_project(root, cache=kept)
        for change in edits:
            edit(root, *change)
            bare = cold(root, Path(folder) / "cold")
            expected = check_project(bare)
            assert said(check_project(root, cache=kept)) == said(expected)
            assert said(check_project(root)) == said(expected)
            assert said(check_project(root)) == said(expected)
            assert values(root) == values(cold(root, Path(folder) / "cold"))


def test_the_portal_is_the_same(tmp_path: Path) -> None:
    """Every value, every link, in the same order."""
    root = a_project(tmp_path / "a")
    first, second = load(root), load(root)
    bare = load(cold(root, tmp_path / "b"))
    for again in (second, bare):
        assert repr(again.towns) == repr(first.towns)
        assert (again.terms, again.themes, again.questions) == (
            first.terms, first.themes, first.questions,
        )  # fmt: skip
        for one, other in zip(again.editions(), first.editions(), strict=True):
            assert (one.plan, one.chapters, one.initiatives, one.answers, one.stances) == (
                other.plan, other.chapters, other.initiatives, other.answers, other.stances,
            )  # fmt: skip
            assert list(one.initiatives) == list(other.initiatives)


def test_what_another_file_has_is_asked_every_time(tmp_path: Path) -> None:
    """A term that is named before there is one, and one that goes."""
    root = a_project(tmp_path, edits=[an_edit(CHAPTER, "term: rpa", "term: robot")])
    assert [p.code for p in check_project(root).problems] == ["unknown_id"]
    text = TEXTS["glossary/rpa.yaml"].replace("RPA", "ロボ").replace("ロボティ", "ろぼ")
    (root / "glossary" / "robot.yaml").write_text(text, "utf-8")
    assert [p.code for p in check_project(root).problems if p.mark.file == CHAPTER] == []
    (root / "glossary" / "robot.yaml").unlink()
    assert [p.code for p in check_project(root).problems] == ["unknown_id"]


def test_only_what_changed_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By another process, too: that is what the records are for."""
    root = a_project(tmp_path)
    check_project(root)
    read: list[str] = []
    reading = library.read_entry

    def noted(path: Path, name: str) -> library.Entry:
        read.append(name)
        return reading(path, name)

    monkeypatch.setattr(library, "read_entry", noted)
    check_project(root)
    assert read == []
    (root / TERM).write_text(TEXTS[TERM] + "# checked\n", "utf-8")
    check_project(root)
    assert read == [TERM]
    (root / TERM).write_text(TEXTS[TERM], "utf-8")
    os.utime(root / TERM, ns=(0, 0))  # a checkout of an older commit
    read.clear()
    check_project(root)
    assert read == [TERM]


def test_other_code_finds_everything_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule that is new is applied to files that are old."""
    root = a_project(tmp_path)
    check_project(root)
    monkeypatch.setattr(records, "code", lambda: "0" * 40)
    assert Records(root).rows("glossary") == {}


ODD = b'{"glossary/bpr.yaml": 1, "plans/tokyo/mihon/2026/plan.yaml": 1}'
HARM: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _raw: b"",
    "cut off": lambda raw: raw[: len(raw) // 2],
    "one bit": lambda raw: raw[:-9] + bytes([raw[-9] ^ 1]) + raw[-8:],
    "of another program": lambda _raw: b'{"files": []}\n',
    "a pickle": lambda _raw: b"\x80\x04\x95\x1c\x00\x00\x00",
    "no JSON": lambda raw: raw.partition(b"\n")[0] + b"\n{",
    "a list": lambda _raw: records._head(b"[]") + b"\n[]",
    "other rows": lambda _raw: records._head(ODD) + b"\n" + ODD,
}


@pytest.mark.parametrize("harm", HARM)
def test_records_that_are_damaged_are_none(tmp_path: Path, harm: str) -> None:
    """A disk that was full, a cable that was pulled, a folder that came from elsewhere."""
    root = a_project(tmp_path, edits=[an_edit(TERM, "仕事", "仕 事")])
    before, portal = said(check_project(root)), values(root)
    assert before
    for path in (path for path in (root / FOLDER).iterdir() if path.suffix):
        path.write_bytes(HARM[harm](path.read_bytes()))
    assert said(check_project(root)) == before
    assert values(root) == portal
    assert said(check_project(root)) == before


def test_records_do_not_grow(tmp_path: Path) -> None:
    """Neither by edits nor by towns that come and go."""
    root = a_project(tmp_path)
    check_project(root)
    names = {path.name for path in (root / FOLDER).iterdir()}
    assert (root / FOLDER / ".gitignore").read_text("utf-8") == "*\n"
    for number in range(3):
        (root / TERM).write_text(f"{TEXTS[TERM]}# {number}\n", "utf-8")
        shutil.copytree(root / "plans/tokyo/mihon", root / f"plans/tokyo/mihon-{number}")
        check_project(root)
    for number in range(3):
        shutil.rmtree(root / f"plans/tokyo/mihon-{number}")
    check_project(root)
    assert {path.name for path in (root / FOLDER).iterdir()} == names


def test_where_nothing_can_be_written_nothing_is_missed(tmp_path: Path) -> None:
    """A disk that may only be read."""
    root = a_project(tmp_path)
    (root / ".cache").write_text("in the way", "utf-8")
    assert check_project(root).problems == ()
    assert [edition.key for edition in load(root).editions()] == ["tokyo/mihon/2026"]


def test_a_file_that_changes_while_it_is_read_is_told(tmp_path: Path) -> None:
    """Its value would not be the one that was checked."""
    root = a_project(tmp_path)
    read = read_library(root)
    assert read.records is not None
    doc = read.entries[PLAN].doc
    read.records.rest()
    shutil.rmtree(root / FOLDER)
    assert doc.draft == from_yaml(TEXTS[PLAN])
    assert (
        str(doc.mark(("period",)))
        == f"{PLAN}:{1 + TEXTS[PLAN].split('period:')[0].count(chr(10))}:1"
    )
    doc.forget()
    read.records.rest()
    (root / PLAN).write_text("title: x\n", "utf-8")
    with pytest.raises(PlanError) as caught:
        doc.draft  # noqa: B018 - it is read again
    assert "changed while it was read" in line(caught.value.problems[0], "en")
    (root / PLAN).unlink()
    with pytest.raises(PlanError):
        doc.draft  # noqa: B018 - likewise
    assert str(doc.mark(("period",))) == f"{PLAN}:1:1"


def test_compact_values_are_equal_values() -> None:
    """In all that anybody does with them."""
    first = Term.model_validate(
        {"label": "BPR", "reading": "びーぴーあーる", "group": "work", "definition": "見直しです。"}
    )
    second = compact(first)
    assert second == first
    assert hash(second) == hash(first)
    assert second.model_dump() == first.model_dump()
    assert second.model_copy(update={"label": "x"}).label == "x"
    assert repr(second) == repr(first)
    with pytest.raises(ValueError, match="frozen"):
        second.label = "x"  # type: ignore[misc]


def test_what_a_plan_error_is_told_by(tmp_path: Path) -> None:
    """Problems of remembered files stop a build as those of fresh ones do."""
    root = a_project(tmp_path, edits=[an_edit(TERM, "仕事", "仕 事")])
    told = []
    for _time in range(2):
        with pytest.raises(PlanError) as caught:
            load(root)
        told.append([line(problem) for problem in caught.value.problems])
    assert told[0] == told[1] != []


def test_translations_are_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And again when they change; what is wrong with them is told every time."""
    path = tmp_path / "locales" / "en" / "glossary.po"
    path.parent.mkdir(parents=True)
    good = 'msgid ""\nmsgstr ""\n\nmsgid "用語"\nmsgstr "[here](term:rpa)"\n'
    path.write_text(good, "utf-8")
    looked: list[str] = []
    parse = pofile.parse_po

    def noted(raw: bytes, name: str, path: Path | None = None) -> object:
        looked.append(name)
        return parse(raw, name, path)

    monkeypatch.setattr(pofile, "parse_po", noted)
    root = a_project(tmp_path)
    first = said(check_project(root))
    assert [row[2] for row in first] == ["vague_link"]
    assert said(check_project(root)) == first
    assert looked == ["locales/en/glossary.po"]
    path.write_text(f"{good}oops\n", "utf-8")
    for _time in range(2):
        assert [p.code for p in check_project(root).problems] == ["bad_po"]
    assert len(looked) == 2


@pytest.mark.parametrize("writable", [True, False])
def test_few_groups_are_kept_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, writable: bool
) -> None:
    """But all of them where they cannot be read from the disk again."""
    monkeypatch.setattr(records, "_AT_HAND", 1)
    root = a_project(tmp_path)
    if not writable:
        (root / ".cache").write_text("in the way", "utf-8")
    for name in ("mihon-a", "mihon-b"):
        shutil.copytree(root / "plans/tokyo/mihon", root / f"plans/tokyo/{name}")
    read = read_library(root)
    assert read.records is not None
    assert len(read.records._data) == (1 if writable else 3)
    drafts = [entry.doc.draft for entry in read.of_kind("plan")]
    assert drafts == 3 * [from_yaml(TEXTS[PLAN])]
    read.records.rest()
    assert len(read.records._data) == (0 if writable else 3)
