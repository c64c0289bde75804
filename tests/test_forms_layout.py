"""What forms write: any answer comes back as it was given, and a list gets one more id."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from builders import ROOT
from dxplans.check.leaves import key_of
from dxplans.forms import hints, replies
from dxplans.forms.layout import file_text, scalar
from dxplans.forms.quantity import quantity
from dxplans.forms.splice import with_initiative
from dxplans.library import KINDS, read_entry
from dxplans.model import Quantity, Result
from dxplans.source import Document, read

PLANS = [
    path
    for path in sorted(ROOT.glob("plans/*/*/*/plan.yaml"))
    if "\ninitiatives:\n  - " in path.read_text("utf-8")
]
INITIATIVES = sorted(ROOT.glob("plans/*/*/*/initiatives/*.yaml"))
PIECES = [
    "2,000件", "82.4%(R8.1.31)", "033", "1.", "2026-03", "12:30", "a: b", "a #b", "- a", "? a", "#a", "&a", "*a",
    "!a", "|", ">", "'a'", '"a"', "[a]", "{a}", "a, b", "yes", "No", "null", "~", "true", "0x1F", "1_000", "1e3",
    ".5", "+1", "=", "<<", "@a", "`a", "%a", "a:", ":a", "a\\n", "\\", "---", "...", "　全角", "、", "令和8年度", "\u200b",
    "\t", "💡", "{en|a}", "a  b", "§ 1", "--- a", "é",
]  # fmt: skip
TEXT = st.one_of(
    st.text(max_size=40), st.lists(st.sampled_from(PIECES), max_size=4).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=4).map(" ".join), st.lists(st.sampled_from(PIECES), max_size=4).map("\n".join),
)  # fmt: skip
NUMBER = st.one_of(
    st.integers(-(10**12), 10**12), st.floats(-1e9, 1e9).map(lambda number: round(number, 4))
)
DATA: dict[str, dict[str, Any]] = {
    "publisher": {"kind": "municipality", "code": "012157", "name": "美唄市", "reading": "びばいし",
                  "romanised": "Bibai", "rank": "city"},
    "plan": {"title": "計画", "kind": "plan", "summary": "計画です。\n", "period": {
        "start": 2026, "printed": [{"text": "令和8年度～", "where": "表紙"}]},
        "provenance": {"read": "2026-11-20", "extraction": "手で。", "transcribed": "2026-11-20", "drafted": "person"}},
    "initiative": {"title": "取組", "section": "1", "summary": "取組です。\n"},
    "term": {"label": "AI", "reading": "えーあい", "group": "basics", "definition": "考えるしくみ。"},
    "progress": {"source": "報告", "published": "2027-06",
                 "results": [{"initiative": "a", "kpi": "b", "printed": "1件", "value": 1, "unit": "件"}]},
}  # fmt: skip
FILE = {
    "publisher": "plans/tokyo/a/publisher.yaml",
    "plan": "plans/tokyo/a/2026/plan.yaml",
    "initiative": "plans/tokyo/a/2026/initiatives/a.yaml",
    "term": "glossary/a.yaml",
    "progress": "plans/tokyo/a/2026/progress/2026.yaml",
}


def one_line(typed: str) -> str:
    """What the forms make of one line."""
    return replies.text(typed)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a property writes its file, again and again."""
    return tmp_path_factory.mktemp("layout")


def comes_back(folder: Path, model: type[BaseModel], data: dict[str, Any]) -> None:
    """*data* as a file is read as it was, by us and by a YAML 1.1 parser, without any slip."""
    path = folder / "file.yaml"
    path.write_text(file_text("x", 1, model, data), "utf-8")
    doc = read(path)
    assert [problem.code for problem in doc.problems] == []
    assert doc.data == data
    assert yaml.safe_load(path.read_text("utf-8")) == data


@settings(max_examples=60)
@given(name=TEXT.map(one_line).filter(bool), others=st.lists(TEXT.map(one_line).filter(bool), max_size=3), about=TEXT.map(replies.prose).filter(bool))  # fmt: skip
def test_any_answer_comes_back(folder: Path, name: str, others: list[str], about: str) -> None:
    """A line, a list in brackets, a list of lines below each other, and a text of paragraphs."""
    term = {**DATA["term"], "label": name, "aliases": others, "definition": name, "more": about}
    comes_back(folder, KINDS["term"], term)
    action = {"id": "a", "text": name, "verb": name, "class": "aims"}
    initiative = {**DATA["initiative"], "summary": about, "actions": [action, action]}
    comes_back(folder, KINDS["initiative"], {**initiative, "notes": [name, *others]})


@settings(max_examples=60)
@given(printed=TEXT.map(one_line).filter(bool), value=NUMBER)
def test_any_value_in_braces_comes_back(folder: Path, printed: str, value: float) -> None:
    """A comma, a bracket or a sign would end it; a number stays one."""
    kpi = {
        "id": "k",
        "name": printed,
        "baseline": {"printed": printed, "value": value},
        "direction": "up",
    }
    comes_back(folder, KINDS["initiative"], {**DATA["initiative"], "kpis": [kpi, kpi]})


@pytest.mark.parametrize(
    ("text", "block", "flow"),
    [
        ("美祢市", "美祢市", "美祢市"),
        ("2,000件", "2,000件", '"2,000件"'),
        ("033", '"033"', '"033"'),
        ("2026-03", '"2026-03"', '"2026-03"'),
        ("2026", '"2026"', '"2026"'),
        ("1.", '"1."', '"1."'),
        ("(5)", "(5)", "(5)"),
        ("窓口: 予約", '"窓口: 予約"', '"窓口: 予約"'),
        ("窓口:予約", "窓口:予約", "窓口:予約"),
        ("C#", "C#", "C#"),
        ("A #1", '"A #1"', '"A #1"'),
        ("[案]", '"[案]"', '"[案]"'),
        ("計画[案]", "計画[案]", '"計画[案]"'),
        ("yes", '"yes"', '"yes"'),
        ("0?", "0?", '"0?"'),
        ("%", '"%"', '"%"'),
        ("-", '"-"', '"-"'),
        ("0837-52-1311", "0837-52-1311", "0837-52-1311"),
        ('"案"', '"\\"案\\""', '"\\"案\\""'),
        ("33件(R8.1.31)", "33件(R8.1.31)", "33件(R8.1.31)"),
    ],
)
def test_where_quotation_marks_stand(text: str, block: str, flow: str) -> None:
    """As in the repository's own files."""
    assert (scalar(text), scalar(text, flow=True)) == (block, flow)


def test_what_is_no_text_has_none() -> None:
    """Numbers as short as they are, and never as 1e-05."""
    assert [scalar(one) for one in (True, False, 2.0, 82.4, -3, 0.00001)] == [
        "true", "false", "2", "82.4", "-3", "0.00001"
    ]  # fmt: skip


def test_the_layout_is_that_of_the_repository_s_own_files() -> None:
    """Of the lines of all initiatives hardly any would be written otherwise."""
    theirs, other = 0, set()
    for file in INITIATIVES:
        lines = {line for line in file.read_text("utf-8").splitlines() if "# " not in line}
        written = file_text("initiative", 5, KINDS["initiative"], read(file).data).splitlines()
        theirs += len(lines)
        other |= {(file.name, line) for line in lines.difference(written)}
    assert theirs > 1000
    assert len(other) < theirs / 100, other


@pytest.mark.parametrize("kind", DATA)
def test_every_field_is_there_or_explained(kind: str) -> None:
    """By the model itself, so that the comments cannot drift from it."""
    text = file_text(kind, 0, KINDS[kind], DATA[kind])
    for name, field in KINDS[kind].model_fields.items():
        key = key_of(KINDS[kind], name)
        assert (key in DATA[kind]) != (f"\n# {key}:  # " in text), key
        if key not in DATA[kind]:
            assert " ".join((field.description or "").split()) in text


@pytest.mark.parametrize("kind", DATA)
def test_hints_without_their_sign_only_miss_their_values(kind: str, tmp_path: Path) -> None:
    """Whoever opens a line has a key that exists, at the right place."""
    text = file_text(kind, 0, KINDS[kind], DATA[kind])
    start = text.index("\n\n# ここから") if "\n\n# ここから" in text else len(text)
    head, tail = text[:start], text[start:].split("\n")[2 + len(hints.HEADING) - 1 :]
    opened = "\n".join([*head.split("\n")[1:], *tail])
    opened = re.sub(r"^( *)# ", r"\1", opened, flags=re.MULTILINE)
    path = tmp_path / "file.yaml"
    path.write_text(opened, "utf-8")
    entry = read_entry(path, FILE[kind])
    codes = {problem.code for problem in entry.doc.problems}
    assert codes <= {
        "need_text_empty", "need_list", "need_mapping", "need_integer", "need_boolean", "need_number",
        "choose", "choose_type", "too_short", "need_one_text", "newer_needs_date", "footnote_unused",
    }  # fmt: skip
    assert codes


# One more id in a list

BEFORE = "title: 計画\nkind: plan\nsummary: 計画です。\nperiod:\n  start: 2026\n  printed:\n    - {text: 令和8年度～, where: 表紙}\n"
AFTER = 'provenance: {read: "2026-11-20", extraction: 手で。, transcribed: "2026-11-20", drafted: person}\n'


def spliced(tmp_path: Path, text: str, at: int) -> tuple[str, Document, Document]:
    """*text* with the initiative ``new``, and what is read before and after."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(text.encode())
    before = read(path)
    assert before.problems == []
    path.write_bytes(with_initiative(path.read_bytes(), before, "new", at))
    return path.read_bytes().decode(), before, read(path)


@pytest.mark.parametrize(
    ("old", "at", "new"),
    [
        ("initiatives:\n  - a\n  - b\n", 0, "initiatives:\n  - new\n  - a\n  - b\n"),
        ("initiatives:\n  - a\n  - b\n", 1, "initiatives:\n  - a\n  - new\n  - b\n"),
        ("initiatives:\n  - a\n  - b\n", 2, "initiatives:\n  - a\n  - b\n  - new\n"),
        ("initiatives:\n- a  # 一つ目\n\n# 次\n- 'b'\n", 1, "initiatives:\n- a  # 一つ目\n- new\n\n# 次\n- 'b'\n"),
        ("initiatives: [a, b]  # 順\n", 0, "initiatives: [new, a, b]  # 順\n"),
        ("initiatives: [a, b]  # 順\n", 1, "initiatives: [a, new, b]  # 順\n"),
        ('initiatives: [ a, "b" ]\n', 9, 'initiatives: [ a, "b", new ]\n'),
        ("initiatives: [\n  a,\n  b,\n]\n", 2, "initiatives: [\n  a,\n  b, new,\n]\n"),
        ("initiatives: []\n", 0, "initiatives:\n  - new\n"),
        ("initiatives: [ ]  # まだ\n", 3, "initiatives:  # まだ\n  - new\n"),
        ("initiatives:\n  []\n", 0, "initiatives:\n  [new]\n"),
        ("initiatives: [  # まだ\n]\n", 0, "initiatives: [new  # まだ\n]\n"),
        ("", 0, "initiatives:\n  - new\n"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("edges", [("", "\n"), ("\ufeff", "\r\n")], ids=["plain", "windows"])
def test_a_list_gets_one_more_id(
    tmp_path: Path, old: str, at: int, new: str, edges: tuple[str, str]
) -> None:
    """In its own style; comments, blank lines and line ends stay as they are."""
    bom, end = edges
    before = bom + (BEFORE + old + "# もとの文書\n" + AFTER).replace("\n", end)
    after = bom + (BEFORE + new + "# もとの文書\n" + AFTER).replace("\n", end)
    text, was, now = spliced(tmp_path, before, at)
    assert text == after
    listed = was.data.get("initiatives", [])
    assert now.problems == []
    assert now.data == {**was.data, "initiatives": [*listed[:at], "new", *listed[at:]]}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("initiatives:\n  - a", "initiatives:\n  - a\n  - new"),
        ("provenance: {}", "initiatives:\n  - new\nprovenance: {}"),
        ("title: a", "title: a\ninitiatives:\n  - new\n"),
    ],
)
def test_a_file_without_a_last_line_end(tmp_path: Path, old: str, new: str) -> None:
    """Some editors leave it out."""
    assert spliced(tmp_path, old, 1)[0] == new


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.parts[-3])
def test_in_a_real_plan_one_line_is_more(path: Path, tmp_path: Path) -> None:
    """At any place, and no other line differs."""
    text = path.read_text("utf-8")
    for at in (0, 1, len(read(path).data["initiatives"])):
        lines = spliced(tmp_path, text, at)[0].splitlines()
        assert lines.count("  - new") == 1
        assert [line for line in lines if line != "  - new"] == text.splitlines()


# What is typed


@pytest.mark.parametrize(
    ("typed", "value"),
    [("2026", 2026), ("２０２６", 2026), ("令和8", 2026), ("令和８年度", 2026), ("R8", 2026), ("r8", None),
     ("令和元年度", 2019), ("平成31年", 2019), ("H30", 2018), ("2026年度", 2026), ("2026（令和8）年度", 2026), ("8", None),
     ("令和8年3月", None), ("令和8年度から令和12年度", None), ("1950", None), ("", None)],
)  # fmt: skip
def test_years(typed: str, value: int | None) -> None:
    """In either calendar and any width; what may mean two years is asked again."""
    if value is None:
        with pytest.raises(replies.Unreadable):
            replies.year(typed)
    else:
        assert replies.year(typed) == value


@pytest.mark.parametrize(
    ("typed", "day", "partial"),
    [("2026-11-20", "2026-11-20", "2026-11-20"), ("２０２６／１１／２０", "2026-11-20", "2026-11-20"),
     ("令和8年11月20日", "2026-11-20", "2026-11-20"), ("R8.11.20", "2026-11-20", "2026-11-20"),
     ("20261120", "2026-11-20", "2026-11-20"), ("令和8年11月", None, "2026-11"), ("2026", None, "2026"),
     ("2026-02-30", None, None), ("きのう", None, None), ("2026-1-2と2026-1-3", None, None)],
)  # fmt: skip
def test_days(typed: str, day: str | None, partial: str | None) -> None:
    """As exact as they are typed; a day that is none is told."""
    for read_it, value in ((replies.day, day), (replies.partial_date, partial)):
        if value is None:
            with pytest.raises(replies.Unreadable):
                read_it(typed)
        else:
            assert read_it(typed) == value


@pytest.mark.parametrize(
    ("typed", "name", "slug"),
    [("Mine", "Mine", "mine"), ("mine", "Mine", "mine"), ("MINE CITY", "Mine", "mine"), ("Mine-shi", "Mine", "mine"),
     ("kami-amakusa", "Kami-Amakusa", "kamiamakusa"), ("Ｍｉｎｅ", "Mine", "mine"), ("Hōfu", "Hōfu", "hofu"),
     ("Shin'onsen", "Shin'onsen", "shinonsen"), ("Shin’onsen-cho", "Shin'onsen", "shinonsen"), ("Nasu", "Nasu", "nasu")],
)  # fmt: skip
def test_romanised_names(typed: str, name: str, slug: str) -> None:
    """With capitals and without City or -shi; the address is its plain letters."""
    assert replies.romanised(typed) == name
    assert replies.place_slug(name) == slug


@pytest.mark.parametrize(
    ("typed", "kana"),
    [
        ("みねし", "みねし"),
        ("ミネシ", "みねし"),
        ("ﾐﾈｼ", "みねし"),
        ("み ね　し", "みねし"),
        ("ヴァ・ー", "ゔぁ・ー"),
    ],
)
def test_readings(typed: str, kana: str) -> None:
    """Katakana of any width is hiragana, and there are no spaces."""
    assert replies.kana(typed) == kana


def test_letters_that_the_terminal_did_not_understand() -> None:
    """They are told, not written as question marks."""
    with pytest.raises(replies.Unreadable, match="UTF-8"):
        replies.text("\udce3\udc81")


@pytest.mark.parametrize(
    ("printed", "value"),
    [("2件", {"value": 2, "unit": "件"}), ("2,000件", {"value": 2000, "unit": "件"}),
     ("82.4%(R8.1.31)", {"value": 82.4, "unit": "%", "as_of": "2026-01-31"}), ("８２．４％", {"value": 82.4, "unit": "%"}),
     ("100件以上", {"value": 100, "unit": "件"}), ("約1万2,000人", {"value": 12000, "unit": "人"}), ("5万円", {"value": 50000, "unit": "円"}),
     ("3か所/年", {"value": 3, "unit": "か所"}), ("100", {"value": 100}), ("-", {}), ("なし", {}), ("年度内に決める", {}),
     ("月2回", {}), ("▲3%", {"value": -3, "unit": "%"}), ("10件（令和7年度）", {"value": 10, "unit": "件"})],
)  # fmt: skip
def test_printed_values(printed: str, value: dict[str, Any]) -> None:
    """Number, unit and day are read out of what is printed, and nothing else."""
    assert quantity(Quantity, printed) == {"printed": printed, **value}
    assert quantity(Result, printed) == {"printed": printed, **value}
