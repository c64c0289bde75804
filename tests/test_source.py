"""What is read from a file: the values as written, their places, and the slips on the way."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dxplans.source import Content, Document, read, reader
from dxplans.source.encoding import lines_of
from dxplans.source.quick import quick
from dxplans.source.reader import MAX_SLIPS


def a_document(folder: Path, text: str | bytes) -> Document:
    """The document that *text* makes."""
    path = folder / "a.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path, "a.yaml")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("no", "no"), ("Yes", "Yes"), ("on", "on"), ("True", "True"), ("NULL", "NULL"),
        ("true", True), ("false", False), ("null", None), ("~", None), ("", None),
        ("33", 33), ("-1", -1), ("+5", 5), ("1.10", 1.1), ("-0.5", -0.5),
        ("1_000", "1_000"), ("0x1F", "0x1F"), ("0o17", "0o17"), ("12:30:45", "12:30:45"),
        ("1e3", "1e3"), (".5", ".5"), (".inf", ".inf"), (".nan", ".nan"), ("１２", "１２"),
        ("2026-03-31", "2026-03-31"), ("2026-03", "2026-03"), ("9" * 400, "9" * 400),
        ('"33"', "33"), ("'true'", "true"),
        ("|\n  一\n  二", "一\n二\n"), (">-\n  一\n  二", "一 二"), ("{a: [1, {b: c}]}", {"a": [1, {"b": "c"}]}),
        ("<<", "<<"), ("=", "="), ("2,000件", "2,000件"), ("-", None),
    ],
)  # fmt: skip
def test_scalars_mean_what_is_written(tmp_path: Path, written: str, value: object) -> None:
    """Only YAML 1.2's core scalars are more than text: YAML 1.1 makes octal, dates and booleans."""
    expected = [value] if written == "-" else value
    text = f"key:\n  {written}\n" if written == "-" else f"key: {written}\n"
    doc = a_document(tmp_path, text)
    assert doc.problems == []
    assert doc.data == {"key": expected}


def test_every_value_has_its_place(tmp_path: Path) -> None:
    """A key's value is marked by its key, an item by itself, what is missing by what holds it."""
    doc = a_document(tmp_path, "a: 1\nb:\n  - c: {d: e}\n  - 市\n")
    places = {("a",): (1, 1), ("b",): (2, 1), ("b", 0): (3, 5), ("b", 0, "c", "d"): (3, 9)}
    assert {place: doc.marks[place] for place in places} == places
    assert str(doc.mark(("b", 1))) == "a.yaml:4:5"
    assert str(doc.mark(("b", 0, "c", "x", 3))) == "a.yaml:3:5"
    assert str(doc.mark(("x",))) == "a.yaml:1:1"


@pytest.mark.parametrize(
    ("text", "value", "offset", "mark"),
    [
        ("a: いろは\n", "いろは", 2, "1:6"),
        ("a: |\n\n    いろは\n\n    にほへ\n", "\nいろは\n\nにほへ\n", 7, "5:6"),
        ('a: "い\\u308dは"\n', "いろは", 2, "1:4"),
        ("a: いろは\n  にほへ\n", "いろは にほへ", 5, "1:4"),
    ],
)
def test_a_place_inside_a_text(
    tmp_path: Path, text: str, value: str, offset: int, mark: str
) -> None:
    """Exact where the file's characters are the value's, else where the value begins."""
    doc = a_document(tmp_path, text)
    assert doc.data == {"a": value}
    assert str(doc.mark_in(("a",), value, offset)) == f"a.yaml:{mark}"


def test_reading_goes_on_after_a_slip(tmp_path: Path) -> None:
    """What can be read is kept aside for other findings; a file with slips has no data."""
    doc = a_document(tmp_path, "a：1\nb: @2\nc: [3\nd: 4\n")
    assert [(p.mark.line, p.code) for p in doc.problems] == [
        (1, "fullwidth_colon"),
        (2, "must_quote_start"),
        (3, "open_bracket"),
    ]
    assert doc.data is None
    assert doc.draft == {"a": 1, "b": "@2", "c": [3], "d": 4}


def test_what_follows_from_a_slip_is_not_told(tmp_path: Path) -> None:
    """A guess about a line is good enough to go on, not to complain about."""
    doc = a_document(tmp_path, "a：1\nb: 2\n")
    doc.report(("a",), "too_short")
    doc.warn(("b",), "too_short")
    assert [(p.code, p.level) for p in doc.problems] == [
        ("fullwidth_colon", "error"),
        ("too_short", "warning"),
    ]


def test_a_rule_may_have_any_value(tmp_path: Path) -> None:
    """A rule about codes has a value called code."""
    doc = a_document(tmp_path, "a: 1\n")
    doc.report(("a",), "code_twice", code="352136", place="x", rule="y", self="z")
    assert doc.problems[0].values == {"code": "352136", "place": "x", "rule": "y", "self": "z"}


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    """It may have gone between the listing and the reading."""
    (problem,) = read(tmp_path / "gone.yaml", "gone.yaml").problems
    assert problem.code == "unreadable"
    assert problem.values == {"reason": "No such file or directory"}
    assert read(tmp_path).problems[0].code == "unreadable"


def test_slips_without_end_end(tmp_path: Path) -> None:
    """A thesis pasted into a data file gives a page of problems, not a book."""
    doc = a_document(tmp_path, "a: 1\n" + "いろは\n" * 1000)
    assert len(doc.problems) == MAX_SLIPS + 1
    assert doc.problems[-1].code == "too_many_slips"
    assert doc.draft is None


def test_one_slip_of_a_line_is_told_once(tmp_path: Path) -> None:
    """A line mended once that is still wrong is left out; the lines below are read."""
    doc = a_document(tmp_path, "d: 0\na：[x,, y]\nb: 2\nc：3\n")
    assert [(p.mark.line, p.code) for p in doc.problems] == [
        (2, "fullwidth_colon"),
        (4, "fullwidth_colon"),
    ]
    assert doc.draft == {"d": 0, "b": 2, "c": 3}


PIECES = st.sampled_from(
    ["a: ", "b:", "- ", "  ", "\n", "\n  ", "\n- ", "x", "0", "12", "007", "1.5", "true", "~", "'", '"', "\\u200b",
     "\\n", "[", "]", "{", "}", ",", "|\n", ">\n", "# c", "&a ", "*a", "!!str ", "---\n", "...\n", "　", "\t", "市", "? ", "<<: "]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(text=st.lists(PIECES, max_size=14).map("".join))
@example(text="a: {b: [1, 'x', {c: ~}]}\nd: |\n  e\n")
@example(text="a: &x 1\nb: *x\n")
@example(text='a: "\\u200b"\n')
@example(text=f"a: {'[' * 50}{']' * 50}\n")
@example(text="---\na: 1\n")
@example(text="a: 1\na: 2\n")
@example(text="? [a]\n: 1\n")
def test_the_quick_way_sees_what_the_other_sees(text: str) -> None:
    """It gives the same data, and none where there is anything to tell."""
    found = quick(text)
    slow = Document("a.yaml")
    if (lines := lines_of(text.encode(), slow)) is None or found is None:
        return
    reader._parse(lines, slow)
    assert slow.problems == []
    assert repr(slow.draft) == repr(found)


def test_places_are_found_again(tmp_path: Path) -> None:
    """A document that has forgotten all but its problems, with slips and without."""
    for text in ("a: 1\nb:\n  - c: x\n", "a：1\nb:\n  - c: x\n"):
        doc, other = a_document(tmp_path, text), a_document(tmp_path, text)
        doc.forget(Content(text.encode()))
        assert (doc.draft, doc.marks, doc.written) == (other.draft, other.marks, other.written)


KEYS = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=8)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-999, 999)
    | st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=12),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(KEYS, below, max_size=3),
    max_leaves=10,
)


@settings(max_examples=150, deadline=None)
@given(
    data=st.dictionaries(KEYS, VALUES, min_size=1, max_size=4),
    flow=st.sampled_from([True, False, None]),
)
def test_what_yaml_writes_is_read_back(
    data: dict[str, object], *, flow: bool | None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever a YAML library writes without aliases comes back as it was."""

    class Plain(yaml.SafeDumper):
        def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's interface
            return True

    text = yaml.dump(
        data, Dumper=Plain, allow_unicode=True, default_flow_style=flow, sort_keys=False
    )
    doc = a_document(tmp_path_factory.getbasetemp(), text)
    assert doc.problems == []
    assert doc.data == data


@settings(max_examples=150, deadline=None)
@given(text=st.text(st.sampled_from("a: -\n[]{}\"'|>&*!#%@`,?　：１\t\\abc市"), max_size=40))
def test_any_signs_end_in_data_or_problems(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """YAML's own signs in any order: no traceback, and never data and problems at once."""
    doc = a_document(tmp_path_factory.getbasetemp(), text)
    assert bool(doc.problems) == (doc.data is None) or doc.data is None
    lines = text.split("\n")
    for problem in doc.problems:
        assert 1 <= problem.mark.line <= len(lines)
        assert 1 <= problem.mark.column <= len(lines[problem.mark.line - 1]) + 1
    rules = [(problem.mark.line, problem.code) for problem in doc.problems]
    assert len(rules) == len(set(rules)) or {"anchor", "tag", "key_not_text", "duplicate_key"} & {
        rule for _line, rule in rules
    }
