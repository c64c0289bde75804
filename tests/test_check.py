"""What `dxplans check` says: one YAML a case in tests/cases/check, and text that no case foresaw."""

from __future__ import annotations

import json
import re
import string
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import MINIMAL, ROOT, Case, a_case, a_project
from dxplans.check import findings
from dxplans.check.messages import MESSAGES, line, say
from dxplans.check.report import check_project
from dxplans.library import KINDS, Library, read_entry
from dxplans.model import Block, check_digit
from dxplans.model.base import KANA, ONE_LINE
from dxplans.problem import Mark, Problem
from dxplans.source import Document, Places

CASES = sorted((ROOT / "tests" / "cases" / "check").glob("*.yaml"))
ASKED_FOR = {"no_project", "no_such_path", "outside_project", "no_data_here"}
"""About the command's arguments: test_report has them."""
NOT_PLANS = {
    "invalid",  # mkdocs.yml, see settings
    "bad_po",  # translations, see pofile
    "unsigned",  # a form of testers: test_accessibility has it
    "address_lost",
    "address_renamed",
    "plan_lost",  # of changes: test_gone has them
    "not_a_file",  # in a proposal: test_proposal_desk has it
    "unreadable",  # test_source has it: it takes a file that is there and cannot be read
}
FILES = {
    path.relative_to(MINIMAL).as_posix(): path.read_text("utf-8")
    for path in sorted(MINIMAL.rglob("*.yaml"))
}
REAL = sorted((ROOT / "plans" / "yamaguchi" / "mine").rglob("*.yaml"))
SOME = [
    "あ",
    "令和8年度",
    "<b>",
    "[a](javascript:b)",
    "**",
    "{漢字|かん",
    "- ",
    "　",
    "１２",
    "\t",
    "\u202e",
]
TEXT = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(SOME), max_size=6).map("".join))


@cache
def told(path: Path) -> tuple[Case, tuple[Problem, ...]]:
    """The case in *path*, and what the check says of it."""
    case = a_case(path)
    with TemporaryDirectory() as folder:
        return case, check_project(a_project(Path(folder), case)).problems


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_case(path: Path) -> None:
    """The lines printed in both languages are exactly those of the case."""
    case, problems = told(path)
    assert [line(problem, "ja") for problem in problems] == case["ja"]
    assert [line(problem, "en") for problem in problems] == case["en"]


@pytest.mark.slow
def test_every_rule_has_a_case() -> None:
    """A message that no mistake brings up is one that nobody has read."""
    seen = {problem.code for path in CASES for problem in told(path)[1]}
    assert seen == MESSAGES.keys() - ASKED_FOR - NOT_PLANS


def test_the_minimal_project_is_right() -> None:
    """Every case is this project with something changed."""
    assert check_project(MINIMAL).problems == ()


def _fields(template: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("code", MESSAGES)
def test_both_languages_say_the_same(code: str) -> None:
    """Both name the same values and end as sentences do; in English no Japanese is left."""
    japanese, english = MESSAGES[code]
    names = _fields(japanese) | _fields(english)
    same = {"hint_en": "hint", "what_en": "what", "choices_en": "choices", "more_en": "more"}
    assert {same.get(name, name) for name in _fields(japanese)} == {
        same.get(name, name) for name in _fields(english)
    }
    problem = Problem(Mark("a.yaml"), code, dict.fromkeys(names, 1))
    assert "\n" not in say(problem, "ja")
    assert "\n" not in say(problem, "en")
    assert japanese.rstrip().endswith(("。", "}", "1", '"'))
    assert english.rstrip().endswith((".", "}", "can.", '"'))


def _inside(problem: Problem, text: str) -> bool:
    """Whether a problem's place is one that an editor can jump to."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    mark = problem.mark
    return 1 <= mark.line <= len(lines) and 1 <= mark.column <= len(lines[mark.line - 1]) + 1


def _told(root: Path, name: str, content: bytes) -> None:
    """Check one file with *content*: a value or problems come back, each with a place in it."""
    path = root / "file.yaml"
    path.write_bytes(content)
    entry = read_entry(path, name)
    assert (entry.value is None) == any(p.level == "error" for p in entry.doc.problems if _read(p))
    text = content.decode("utf-8-sig", "replace")
    for problem in entry.doc.problems:
        assert _inside(problem, text), problem
        assert say(problem, "ja")
        assert say(problem, "en")
    assert Library(root, {name: entry}).problems() == tuple(
        sorted(entry.doc.problems, key=lambda problem: problem.order)
    )


def _read(problem: Problem) -> bool:
    """Whether a problem is one of reading or shape, which leaves no value."""
    return problem.code not in AFTER_READING


AFTER_READING = {
    "value_disagrees", "value_without_print", "value_missing", "unit_disagrees", "as_of_disagrees",
    "year_without_print", "year_disagrees", "timing_disagrees", "date_disagrees", "no_values",
    "period_disagrees", "period_backwards", "unknown_not_empty", "unknown_no_field",
    "newer_needs_date", "span_outside_table", "years_not_in_order", "spans_overlap",
    "lost_with_spans", "printed_without_spans", "row_cells", "rowspan_too_long",
    "duplicate_sibling", "raw_html", "unsafe_link", "vague_link", "empty_link", "space_in_word",
    "unknown_mark_up", "easy_one_sentence", "easy_era", "untagged_foreign", "sensory", "sign_alone", "figure_without_caption",
    "figure_without_words",
}  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(sorted(FILES)), content=st.binary(max_size=200))
def test_any_bytes_end_in_problems(
    name: str, content: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A broken download, a picture, a file in another encoding: never a traceback."""
    _told(tmp_path_factory.getbasetemp(), name, content)


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_any_text_in_any_value_ends_in_a_value_or_problems(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Every line of every kind of file takes any text behind its key, unquoted or quoted."""
    name = data.draw(st.sampled_from(sorted(FILES)))
    lines = FILES[name].split("\n")
    number = data.draw(st.sampled_from([n for n, text in enumerate(lines) if ": " in text]))
    quote = data.draw(st.sampled_from(["", '"', "'"]))
    head = lines[number].split(": ")[0]
    lines[number] = f"{head}: {quote}{data.draw(TEXT)}{quote}"
    content = "\n".join(lines).encode("utf-8", "surrogatepass")
    _told(tmp_path_factory.getbasetemp(), name, content)


@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_any_edit_of_a_real_file_ends_in_a_value_or_problems(
    data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Pieces deleted, doubled or typed over anywhere, as happens in an editor."""
    path = data.draw(st.sampled_from(REAL))
    text = path.read_text("utf-8")
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 30)))
        text = text[:start] + data.draw(TEXT) + text[end:]
    name = path.relative_to(ROOT).as_posix()
    content = text.encode("utf-8", "surrogatepass")
    _told(tmp_path_factory.getbasetemp(), name, content)


@settings(max_examples=100, deadline=None)
@given(
    data=st.recursive(
        st.none() | st.booleans() | st.integers() | TEXT,
        lambda below: (
            st.lists(below, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["type", "id", "title", "blocks", "sections", "kpis", "cells", "rows", "text"]
                ),
                below,
                max_size=5,
            )
        ),
        max_leaves=12,
    ),
    kind=st.sampled_from(sorted(KINDS)),
)
def test_any_shape_of_data_ends_in_a_value_or_problems(data: object, kind: str) -> None:
    """Lists where texts should be, groups where numbers should be, at any depth."""
    doc = Document("a.yaml")
    doc.take(data, Places())
    value = findings.validate(KINDS[kind], doc)
    assert (value is None) == bool(doc.problems)
    for problem in doc.problems:
        assert say(problem)


@given(st.integers(0, 99999), st.integers(0, 4), st.integers(1, 9))
def test_the_check_digit_tells_a_mistyped_digit(number: int, place: int, change: int) -> None:
    """By its definition only the remainders 0 and 10 share a digit, so only they can hide one."""
    code = f"{number:05d}"
    typo = f"{code[:place]}{(int(code[place]) + change) % 10}{code[place + 1 :]}"
    if check_digit(code) == check_digit(typo):
        sums = [
            sum(int(d) * w for d, w in zip(c, (6, 5, 4, 3, 2), strict=True)) for c in (code, typo)
        ]
        assert {total % 11 for total in sums} == {0, 10}


@pytest.mark.parametrize(
    "code", ["012157", "012165", "015431", "432121", "352136", "131016", "011002", "473821"]
)
def test_the_check_digit_is_that_of_real_codes(code: str) -> None:
    """美唄市, 芦別市, 美幌町, 上天草市, 美祢市, 千代田区, 札幌市, 与那国町."""
    assert check_digit(code) == int(code[5])


def test_every_pattern_has_a_message() -> None:
    """A text that does not fit is answered by how it should be written."""
    schemas = json.dumps([model.model_json_schema() for model in KINDS.values()])
    patterns = set(re.findall(r'"pattern": ("(?:[^"\\]|\\.)*")', schemas))
    assert {json.loads(pattern) for pattern in patterns} == findings._PATTERNS.keys()


def test_patterns_mean_the_same_to_an_editor() -> None:
    """JSON Schema reads patterns as JavaScript does: no words of Python's own."""
    for pattern in (ONE_LINE, KANA, *findings._PATTERNS):
        assert not re.search(r"\\[AZz]|\(\?P", pattern)
    assert "text" in findings._BLOCK_TYPES
    assert len(findings._BLOCK_TYPES) == len(set(findings._BLOCK_TYPES)) > len(get_args(Block)) > 0
