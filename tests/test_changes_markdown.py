"""The comment of a pull request: grouped, bounded, and never markup out of a plan's text."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from builders import Case, a_change, a_project, an_edit
from dxplans.changes import Change, Folder, compare
from dxplans.changes.change import Subject
from dxplans.changes.markdown import LIMIT, escaped, markdown
from dxplans.changes.naming import Name

EDITION = "plans/tokyo/mihon/2026"
RPA, ONLINE = f"{EDITION}/initiatives/rpa.yaml", f"{EDITION}/initiatives/online.yaml"
RENDERED = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = [
    "<script>alert(1)</script>", "</details>", "<!-- a -->", "<b>", "&lt;", "&#64;", "@octocat",
    "a@b.example", "#12", "GH-12", "owner/repo#3", "[a](https://example.jp)", "![a](b)", "`a`",
    "**a**", "_a_", "~~a~~", "| a | b |", "- [ ] a", "1. a", "1) a", "# a", "> a", "---", "===", "\\",
    "\\<b>", "https://example.jp/", "www.example.jp", "mailto:a@b.example", "$a$", "$$", ":tada:",
    "a\nb", "\u202eb", "da39a3ee5e6b4b0d3255bfef95601890afd80709", "[^1]", "[a]: b", "\x00", "a  \nb",
    "{漢字|かんじ}", "&copy;", "<https://example.jp>",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=6), max_size=5).map(" ".join)


def compared(tmp_path: Path, *changes: Case) -> tuple[Change, ...]:
    """What some changes of the minimal project are told as."""
    for name in ("before", "after"):
        (tmp_path / name).mkdir()
        a_project(tmp_path / name)
    for change in changes:
        a_change(tmp_path / "after", change)
    return compare(Folder(tmp_path / "before"), Folder(tmp_path / "after"))


def shown(markup: str) -> str:
    """What a reader sees of some HTML; any element but our own is an error."""
    bare = re.sub(r"</?p>|<span>(?=\$</span>)|(?<=\$)</span>|\n", "", markup)
    assert "<" not in bare, markup
    return html.unescape(bare).replace("\u200b", "")


@settings(max_examples=150, deadline=None)
@given(TEXT)
@example("a\u200b@b")
def test_no_text_is_markup(text: str) -> None:
    """Whatever a plan says stands there as it was written, and is nothing else."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    escape = escaped(text)
    assert shown(RENDERED.render(f"x {escape}")) == f"x {line}".rstrip()
    assert RENDERED.render(f"- {escape}\n").count("<li>") == 1
    # What GitHub looks for in the text itself, after it is rendered.
    seen = html.unescape(re.sub(r"\\([^\w\s])", r"\1", escape))
    assert not re.search(r"[@#]\w|(?i:\bgh-[0-9])|(?i:https?|mailto):\S|(?i:\bwww)\.\S", seen)
    assert not re.search(r"\bda39a3ee5e6b4b0d3255bfef95601890afd80709\b|ee5e6b4b0d", seen)


def test_it_is_grouped_and_the_most_important_comes_first(tmp_path: Path) -> None:
    """Values before texts on a page, pages with values before pages with texts."""
    edits = [
        an_edit(ONLINE, "家から申請できる手続をふやす取組です。", "A。"),
        an_edit(RPA, "決まった手順の仕事でRPAを使う取組です。", "B。C。D。"),
        an_edit(RPA, "printed: 10件, value: 10", "printed: 12件, value: 12"),
        an_edit("glossary/rpa.yaml", "label: RPA", "label: R*P*A"),
    ]
    changes = compared(tmp_path, {"edits": edits, "files": {"hooks/a.py": "a"}})
    assert markdown(changes, "ja").splitlines() == [
        "**変更 5件**",
        "",
        "",
        "### みほん市",
        "",
        "#### ② RPAの活用",
        "",
        r"- KPI『RPAを使う業務』の目標値を 10件 から 12件 に変更",
        r"- 概要の文を変更（3文を追加、1文を削除）",
        "",
        "  <details><summary>文を見る（4行）</summary>",
        "",
        "  - 削除: 決まった手順の仕事でRPAを使う取組です。",
        "  - 追加: B。",
        "  - 追加: C。",
        "  - 追加: D。",
        "",
        "  </details>",
        "",
        "",
        "#### ① オンライン申請の拡大",
        "",
        "- 概要の文を変更（1文を追加、1文を削除）",
        "  - 削除: 家から申請できる手続をふやす取組です。",
        "  - 追加: A。",
        "",
        "### みんなで使うデータ",
        "",
        "#### 用語集「R\\*P\\*A」",
        "",
        "- 見出し語を「RPA」から「R\\*P\\*A」に変更",
        "",
        "### サイト全体",
        "",
        "- プログラム・見た目の変更 1ファイル",
    ]
    assert "<em>" not in RENDERED.render(markdown(changes, "en"))


def many(count: int, kind: str = "value") -> list[Change]:
    """So many changes of as many pages."""
    town = Name("みほん市", "Mihon City")
    return [
        Change(
            kind, "changed", Subject("initiative", f"a{n}", None, Name(f"取組{n}"), town), "a.yaml",
            "a.yaml", "tokyo/mihon", page_after=f"{n}/", field="Initiative.section",
            before="あ" * 200, after="い" * 200,
        )
        for n in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("limit", [LIMIT, 3000, 700])
def test_it_is_bounded_and_says_how_many_more(lang: str, limit: int) -> None:
    """GitHub refuses a long comment; the least important is left out, and counted."""
    changes = [*many(500, "text"), *many(1)]
    text = markdown(changes, lang, limit)
    assert len(text) <= limit
    listed = len(re.findall("^- ", text, re.MULTILINE))
    assert listed >= 1
    more = 501 - listed
    assert (f"ほかに{more}件の変更" if lang == "ja" else f"And {more} more changes") in text
    assert text.index("#### 取組0") < text.index("\n- ")
    assert LIMIT < 65_536


def test_a_long_text_is_cut(tmp_path: Path) -> None:
    """Hundreds of new sentences: the first are shown, the others counted."""
    text = "".join(f"文{number}です。" for number in range(300))
    edit = an_edit(RPA, "決まった手順の仕事でRPAを使う取組です。", text)
    shown_text = markdown(compared(tmp_path, {"edits": [edit]}), "ja")
    assert "文38です。" in shown_text
    assert "文39です。" not in shown_text
    assert "ほかに261行" in shown_text


def test_many_words_of_the_search_are_folded(tmp_path: Path) -> None:
    """They are many, and few readers of a plan look at them."""

    def words(end: str) -> str:
        rows = [f"  - {{say: [言い方{n}], find: [言葉{n}{end}]}}" for n in range(9)]
        return "\n".join(["sayings:", *rows, ""])

    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    for name, end in (("a", ""), ("b", "です")):
        a_project(tmp_path / name, files={"search/synonyms.yaml": words(end)})
    text = markdown(compare(Folder(tmp_path / "a"), Folder(tmp_path / "b")), "ja")
    assert "<details><summary>検索の言葉や読むための助けなど 18件</summary>" in text
    assert text.count("<details>") == text.count("</details>") == 1
