"""The comment on a proposal: what it says, what it can never do, and what is refused in its name."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dxplans.check.report import Report
from dxplans.problem import Mark, Problem
from dxplans.proposal.acceptance import BYTES, LONGEST, NAME, RefusedError, accepted, text_in
from dxplans.proposal.letter import MARGIN, letter
from dxplans.proposal.markdown import MARKER, code, fenced, link, plain
from dxplans.proposal.pages import ChangedPage
from dxplans.proposal.proposal import Links, Proposal, Sentence, Workbook
from dxplans.proposal.waiting import Waiting

OURS = ["https://github.com/o/r/", "https://preview.example.org/"]
AI_RPA = "plans/yamaguchi/mine/2026/initiatives/ai-rpa.yaml"
SENTENCE = "美祢市 ⑥ AI・RPAの利用促進: KPI「RPA活用業務数」の目標値を 10件 から 12件 に変更"
EVIL = [
    "@octocat please",
    "&#64;octocat",
    "see #12 and GH-12 and o/r#12",
    "<img src=x onerror=alert(1)>",
    "<!-- -->",
    "[click](https://evil.example/)",
    "![x](https://evil.example/p.png)",
    "https://evil.example/ www.evil.example",
    "[a]: //evil.example",
    "line\n\n# heading\n- [x] task",
    "`code` **bold** ~~gone~~ $x$ | a | b |",
    "- a list",
    "12. a list",
    "\u202egnirts",
    "a\u200bb",
    "mailto:a@b.example",
]
TEXT = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(EVIL), max_size=4).map(" ".join))


def a_proposal(**changes: object) -> Proposal:
    """A target that was changed, with a preview as a website."""
    pages = (
        ChangedPage(
            "yamaguchi/mine/2026/initiatives/ai-rpa/", "initiative", "changed",
            {"ja": "AI・RPAの利用促進", "en": "Use of AI and RPA"}, own=True,
        ),
        ChangedPage("kpi/", "kpi", "changed", {"ja": "KPI"}),
    )  # fmt: skip
    usual = Proposal(
        Report((), 320),
        {
            "ja": (Sentence(SENTENCE, ((None, "新しい文。"), ("前の文。", "後の文。"), ("古い文。", None))),),
            "en": (Sentence("Mine City ⑥: the target was changed from 10 to 12"),),
        },
        pages,
        (Waiting("en", "locales/en/plans/yamaguchi/mine/2026.po", {"ja": "計画", "en": "Plan"}, 1, 2),),
        links=Links(
            "https://github.com/o/r/blob/abc/", "https://github.com/o/r/edit/proposal/",
            preview="https://preview.example.org/7/",
        ),
    )  # fmt: skip
    return replace(usual, **changes)  # type: ignore[arg-type]


def written(proposal: Proposal) -> str:
    """The comment, which may be posted."""
    text = letter(proposal, lambda word: {"取組": "initiative"}.get(word, word))
    assert accepted(text, OURS) == text
    return text


def test_a_comment_tells_it_in_order() -> None:
    """Headline, sentences, pages, translation, next steps; English is folded away below."""
    japanese, english = written(a_proposal()).split("<details><summary>English</summary>")

    assert japanese.startswith(f"{MARKER}\n\n## 問題はありません。変わることは1件です\n")
    headings = re.findall(r"^### (.+)$", japanese, re.MULTILINE)
    assert headings == ["変わること（1件）", "変わるページ（2ページ）", "英訳", "このあと"]
    pairs = "  - 追加: 新しい文。\n  - 前: 前の文。\n  - 後: 後の文。\n  - 削除: 古い文。\n"
    assert f"- {SENTENCE}\n{pairs}" in japanese
    page = "https://preview.example.org/7/yamaguchi/mine/2026/initiatives/ai-rpa/"
    other = page.replace("/7/", "/7/en/")
    assert f"- [AI・RPAの利用促進]({page}) · [en]({other})\n- [KPI]" in japanese
    assert "ほかのページの中の数や一覧も変わります: KPI 1。" in japanese
    assert "計画: 3件の文が訳を待っています（en。うち、日本語が変わったもの2件）" in japanese
    assert "## Nothing is wrong; 1 changed" in english
    assert f"- [Use of AI and RPA]({other}) · [ja]({page})" in english
    assert english.endswith("</details>\n")


def test_what_is_to_be_corrected_leads_to_its_line_and_to_the_editor() -> None:
    """A clerk presses one link, and is where the mistake is, on the proposal's own branch."""
    problems = (
        Problem(Mark(AI_RPA, 62, 28), "value_disagrees", {"printed": "12件", "value": 10}),
        Problem(Mark("glossary/rpa.yaml", 3), "sensory", {"found": "右の"}, "warning"),
    )
    found = a_proposal(report=Report(problems, 320), sentences=None, pages=None, waiting=None)
    text = written(found)

    assert text.startswith(f"{MARKER}\n\n## 直すところが1件あります\n\n### 直すところ（1件）\n")
    where = f"[`{AI_RPA}` 62行目](https://github.com/o/r/blob/abc/{AI_RPA}?plain=1#L62)"
    assert f"- {where} ([直す](https://github.com/o/r/edit/proposal/{AI_RPA})) " in text
    assert "### たしかめてほしいところ（1件）" in text
    assert "見本は、直すところがなくなると作られます。" in text
    assert "1. 「直す」を押し" in text


@pytest.mark.parametrize("name", ["RPAで減らす時間", "RPA@<b>"])
def test_lines_to_write_stand_in_a_block(name: str) -> None:
    """What is to be copied for an address that is lost; elsewhere if a comment cannot hold it."""
    lines = f"  - address: yamaguchi/mine/2026/initiatives/ai-rpa/#kpi-hours\n    name: {name}"
    new = "plans/yamaguchi/mine/2026/gone.yaml"
    values = {
        "name": name, "address": "yamaguchi/mine/2026/initiatives/ai-rpa/#kpi-hours", "list": new,
        "more": "", "more_en": "", "head": "gone:\n", "paste": lines,
    }  # fmt: skip
    report = Report((Problem(Mark(new), "address_lost", values),) * 2, 320)
    text = written(a_proposal(report=report, sentences=None, pages=None, waiting=None))
    assert f"- `{new}` 1行目: " in text
    block = f"`{new}` に書きたす行:\n\n```yaml\ngone:\n{lines}\n{lines}\n```\n"
    assert (block in text) == (name == "RPAで減らす時間")
    assert ("dxplans check --since main" in text) == (name != "RPAで減らす時間")


def test_without_a_website_the_preview_is_a_file_and_pages_are_files_in_it() -> None:
    """The names are those of the unpacked artifact, so that they can be opened from a disk."""
    artifact = "https://github.com/o/r/actions/runs/1/artifacts/2"
    gone = ChangedPage("themes/old/", "theme", "gone", {"ja": "古いテーマ"}, own=True)
    new = ChangedPage("themes/new/", "theme", "new", {"ja": "新しいテーマ"}, own=True)
    text = written(a_proposal(links=Links(artifact=artifact), pages=(gone, new)))

    assert f"[ここからダウンロード]({artifact})" in text
    assert "- 古いテーマ （なくなるページ）" in text
    assert "- 新しいテーマ `themes/new/index.html` （新しいページ）" in text
    assert "Artifacts" in written(a_proposal(links=Links()))


@pytest.mark.parametrize("saved", [True, False])
def test_a_workbook_is_saved_for_you_or_shown_to_be_pasted(*, saved: bool) -> None:
    """On a branch of ours a program commits it; a fork's branch is not ours to write to."""
    yaml = "results:\n  - initiative: ai-rpa\n    source: https://example.org/#1\n"
    name = "plans/yamaguchi/mine/2026/progress/2026.yaml"
    good = Workbook("plans/yamaguchi/mine/2026/実績 @表.xlsx", {name: yaml})
    bad = Workbook(
        "plans/yamaguchi/mine/2026/b.csv",
        {},
        (("5行目: 数です", "row 5: number"),),
        (("丸めました", "rounded"),),
    )
    same = Workbook("plans/yamaguchi/mine/2026/c.csv")
    text = written(a_proposal(workbooks=(good, bad, same), saved=saved))

    assert "## 直すところが1件あります" in text
    assert "- `plans/yamaguchi/mine/2026/b.csv`: 5行目: 数です" in text
    assert "- `plans/yamaguchi/mine/2026/b.csv`: row 5: number" in text
    assert (
        "### たしかめてほしいところ（1件）\n\n- `plans/yamaguchi/mine/2026/b.csv`: 丸めました"
        in text
    )
    assert "`plans/yamaguchi/mine/2026/c.csv` の中身は、もうYAMLに書かれています。" in text
    assert "`plans/yamaguchi/mine/2026/実績 ＠表.xlsx` を読み取り" in text
    assert (f"```yaml\n{yaml}```" in text) is not saved
    assert ("Approve workflows to run" in text) is saved
    assert (f"1. 上の文字を `{name}` に写します。" in text) is not saved


def test_what_a_workbook_leaves_to_do_stands_first() -> None:
    """Nothing is wrong, but the YAML is still to be copied and the workbook to be removed."""
    name, table = ("plans/yamaguchi/mine/2026/" + end for end in ("progress/2026.yaml", "a.csv"))
    japanese, english = written(
        a_proposal(workbooks=(Workbook(table, {name: "results: []\n"}),))
    ).split("<details><summary>English</summary>")
    assert "## 読み取れました。あと2つ、することがあります\n" in japanese
    assert (
        f"### このあと\n\n1. 上の文字を `{name}` に写します。\n"
        f"2. 表のファイル `{table}` を消します。\n3. 見本" in japanese
    )
    assert "## It has been read; left to do: 2\n" in english
    assert f"1. Copy the text above (in the Japanese part) to `{name}`.\n2. Remove " in english

    again = written(a_proposal(workbooks=(Workbook(table),)))
    assert "## 読み取れました。あと1つ、することがあります\n" in again
    assert f"1. 表のファイル `{table}` を消します。" in again
    done = written(a_proposal(workbooks=(Workbook(table, {name: "results: []\n"}),), saved=True))
    assert "## 問題はありません。変わることは1件です\n" in done


def test_yaml_that_cannot_stand_in_a_comment_is_in_the_artifact() -> None:
    """Too long, or with signs that would do something there."""
    name = "plans/yamaguchi/mine/2026/progress/2026.yaml"
    for yaml in ("a: b@c\n", "a: <b>\n", "a: b\n" * LONGEST):
        book = Workbook("plans/yamaguchi/mine/2026/a.csv", {name: yaml})
        links = Links(converted="https://github.com/o/r/actions/runs/1/artifacts/3")
        text = written(a_proposal(workbooks=(book,), links=links))
        assert "```" not in text
        assert "[できあがったファイルをダウンロード](https://github.com/o/r/actions/runs/1/" in text
        assert f"1. 「Artifacts」（files）から取り出した文字を `{name}` に写します。" in text


def test_a_proposal_that_changes_no_page_says_so() -> None:
    """A new spelling for the search, for one."""
    text = written(a_proposal(pages=(), waiting=()))
    assert "### 変わるページ（0ページ）\n\n### 英訳\n\n訳を待っている文はありません。" in text
    assert "changed.html" not in text


def test_a_long_text_is_cut() -> None:
    """A whole paragraph in a list is read by nobody."""
    assert plain("あ" * 500, 10) == f"{'あ' * 9}…"


def test_files_that_are_not_data_are_named() -> None:
    """Whoever changes the program must not believe that the preview shows it."""
    text = written(a_proposal(left=("Makefile", "hooks/dxplans/cli.py")))
    assert "次のファイルは計画のデータではないので" in text
    assert "- `Makefile`\n- `hooks/dxplans/cli.py`" in text


def test_a_comment_fits_whatever_happens() -> None:
    """Lists are cut, and say how many entries they leave out."""
    problems = tuple(Problem(Mark(AI_RPA, n), "stray_file", {"hint": "長" * 300, "hint_en": "x" * 300})
                     for n in range(1, 150))  # fmt: skip
    pages = tuple(
        ChangedPage(f"p/{n}/", "kpi", "changed", {"ja": "題" * 90}, own=True) for n in range(150)
    )
    sentences = {lang: (Sentence("文" * 380, (("前", "後"),) * 9),) * 150 for lang in ("ja", "en")}
    books = tuple(
        Workbook(f"plans/a/b/2026/{n}.csv", {"plans/a/b/2026/progress/2026.yaml": "a: b\n" * 900})
        for n in range(150)
    )
    found = a_proposal(
        report=Report(problems, 1), pages=pages, sentences=sentences, workbooks=books
    )
    text = written(found)
    assert len(text) <= LONGEST - MARGIN
    assert "- ほか" in text
    assert "## 直すところが149件あります" in text
    assert len(re.findall(r"^- \d+ more", text, re.MULTILINE)) == 3


@given(TEXT)
def test_no_text_does_anything_in_a_comment(text: str) -> None:
    """Whatever a file holds: one line of text, no markup, and nobody is called."""
    found = f"{MARKER}\n\n- {plain(text)}\n- {code(text)}\n"
    assert accepted(found, OURS) == found
    parsed = MarkdownIt("gfm-like", {"linkify": False}).parse(f"- {plain(text)}")
    kinds = {token.type for token in parsed}
    kinds |= {child.type for token in parsed for child in token.children or ()}
    assert kinds <= {
        "bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close",
        "paragraph_open", "paragraph_close", "inline", "text", "text_special",
    }  # fmt: skip


@pytest.mark.parametrize("text", EVIL)
def test_a_text_that_is_not_escaped_is_refused(text: str) -> None:
    """What a changed workflow may put there; what is harmless but for its looks may stand."""
    harmless = {"- a list", "12. a list", EVIL[9], EVIL[10]}
    if text in harmless:
        assert accepted(f"{MARKER}\n{text}", OURS)
    else:
        with pytest.raises(RefusedError, match=r"「.+」|見えない"):
            accepted(f"{MARKER}\n{text}", OURS)


@pytest.mark.parametrize(
    "text",
    [
        "no marker",
        f" {MARKER}",
        f"{MARKER}\n{MARKER}",
        f"{MARKER}\n{'x' * LONGEST}",
        f"{MARKER}\n[a](https://github.com/o/other/)",
        f"{MARKER}\n[a](https://github.com/o/r/ 'title')",
        f"{MARKER}\n[a](/relative)",
        f"{MARKER}\ntext\n```yaml\nhttps://evil.example/\n```",
        f"{MARKER}\n\n```yaml\nno end",
        f"{MARKER}\n\n```yaml\n</details>\n```",
        f"{MARKER}\n\n~~~\nx\n~~~",
        f"{MARKER}\n<details open>",
    ],
)
def test_what_our_command_could_not_have_written_is_refused(text: str) -> None:
    """Each is one step away from what it does write."""
    with pytest.raises(RefusedError):
        accepted(text, OURS)


def test_a_block_to_copy_may_hold_addresses() -> None:
    """Nothing in a block is a link; a longer fence holds shorter ones."""
    block = fenced("source: https://example.org/#1\nnote: ```\n", "yaml")
    assert block is not None
    assert block.startswith("````yaml\n")
    text = f"{MARKER}\n\n{block}\n\n{link('a', 'https://github.com/o/r/日本 (1)')}\n"
    assert accepted(text, OURS) == text
    assert "%20%281%29" in text


def an_archive(*files: tuple[str, bytes]) -> bytes:
    """A zip file as an upload makes it."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return made.getvalue()


def test_the_artifact_is_one_small_text() -> None:
    """It is read in memory: whatever its names are, nothing is written anywhere."""
    assert text_in(an_archive((NAME, "あ".encode()))) == "あ"
    for archive in (
        b"no archive",
        an_archive(),
        an_archive(("../comment.md", b"a")),
        an_archive((NAME, b"a"), ("more.md", b"a")),
        an_archive((NAME, b"\xff")),
        an_archive((NAME, b"a" * (BYTES + 1))),
    ):
        with pytest.raises(RefusedError):
            text_in(archive)
