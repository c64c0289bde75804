"""新旧対照: two editions and two days side by side; the words that differ, in pages and in Markdown."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from builders import a_change, an_edit
from dxplans.build import build
from dxplans.changes import Folder, cells, compare
from dxplans.changes.marking import Pieces, marked_pieces
from dxplans.changes.naming import Name
from dxplans.cli import main
from dxplans.updates import Chronicle, History, editions
from dxplans.updates.record import Recorded, Told, Update
from histories import EDITION, LATER, PLAN, RPA, Repo, a_history, a_successor
from sample import a_whole_project, with_shell
from website.built import Page
from website.document import Element, parse

TODAY = date(2027, 1, 10)
TOWN = "tokyo/mihon"
THEN, NOW = f"{TOWN}/2026", f"{TOWN}/2029"
REASON = 'withdrawn: {on: "2027-01-06", reason: 市の求めによります。}\nprovenance:\n'


# The words that differ


def shown(pieces: Pieces) -> str:
    """The marked pieces in brackets."""
    return "".join(f"[{text}]" if differs else text for text, differs in pieces)


@pytest.mark.parametrize(("before", "after", "old", "new"), [
    ("10件", "12件", "[10]件", "[12]件"),
    ("1,200件をこえる", "1,300件をこえる", "[1,200]件をこえる", "[1,300]件をこえる"),
    ("窓口で受け取ります。", "窓口とウェブで受け取ります。", "窓口で受け取ります。", "窓口[とウェブ]で受け取ります。"),
    ("We plan ten.", "We plan twelve.", "We plan [ten].", "We plan [twelve]."),
    ("紙のかぎを配る窓口", "電子のカードを配る窓口", "[紙のかぎ]を配る窓口", "[電子のカード]を配る窓口"),
    ("同じ文", "同じ文", "同じ文", "同じ文"),
    ("まったく別のことです", "ABC 123", "[まったく別のことです]", "[ABC 123]"),
    ("", "来た", "", "[来た]"),
])  # fmt: skip
def test_words_that_differ_are_marked(before: str, after: str, old: str, new: str) -> None:
    """Numbers and words as a whole; what is not alike from beginning to end."""
    pieces = marked_pieces(before, after)
    assert tuple(map(shown, pieces)) == (old, new)
    assert ["".join(text for text, _ in side) for side in pieces] == [before, after]


def test_very_long_texts_are_marked_as_a_whole() -> None:
    """Their words would take too long to compare."""
    old, new = marked_pieces("あ" * 600, "あ" * 599 + "い")
    assert [len(old), len(new)] == [1, 1]
    assert old[0][1]


# A change to its line


def lines(root: Path, tmp_path: Path, *edits: dict[str, str], **more: object) -> list[cells.Cells]:
    """The lines of what *edits* change in the project at *root*."""
    before = tmp_path / "before"
    shutil.copytree(root, before)
    a_change(root, {"edits": list(edits), **more})  # type: ignore[typeddict-item]
    found = compare(Folder(before), Folder(root))
    return [made for change in found if (made := cells.cells_of(change)) is not None]


ONLINE = f"{EDITION}/initiatives/online.yaml"
CASES = {
    "a value": (
        (RPA, "printed: 10件, value: 10,", "printed: 12件, value: 12,"),
        ("KPI『RPAを使う業務』の目標値", "KPI “RPAを使う業務”: target"), "10件", "12件",
    ),
    "a verb, with the kind that this site reads it as": (
        (ONLINE, "verb: ふやす\n    class: extends", "verb: 検討する\n    class: studies"),
        None, "ふやす（拡充）", "検討する（検討）",
    ),
    "a part that went, with what it said": (
        (ONLINE, "    - id: lost-row\n      label: 広報\n      extent: lost\n", ""),
        ("工程表の行『広報』", "Schedule, row “広報”"), "広報", None,
    ),
    "a field that is filled in": (
        (PLAN, "kind: plan\n", "kind: plan\nvision: だれもが使える市役所\n"), None, None, "だれもが使える市役所",
    ),
    "a mark that is taken away": ((ONLINE, "mark: ★\n", ""), None, "★", None),
    "what an initiative serves": (
        (RPA, "policies: [policy-2]", "policies: [policy-2, policy-1]"),
        None, None, "『基本方針1 だれにもやさしい窓口』",
    ),
    "a date": (
        (PLAN, 'date: "2026-03"\n    printed: 令和8年3月', 'date: "2026-04"\n    printed: 令和8年4月'),
        ("日付『公表』", "Date “published”"), "令和8年3月", "令和8年4月",
    ),
    "the order": (
        (PLAN, "  - online\n  - rpa\n", "  - rpa\n  - online\n"), None, "1番目", "2番目",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_change_has_an_old_and_a_new_side(case: str, tmp_path: Path) -> None:
    """The item in both languages, and values as they are printed."""
    (file, before, after), item, old, new = CASES[case]
    root = a_whole_project(tmp_path / "project")
    found = lines(root, tmp_path, an_edit(file, before, after))
    assert (old, new) in [(one.old and one.old.ja, one.new and one.new.ja) for one in found], found
    if item:
        assert Name(*item) in [one.item for one in found]


def test_sentences_stand_for_the_sides_of_a_text(tmp_path: Path) -> None:
    """And only another order of lines is no line at all."""
    root = a_whole_project(tmp_path / "project")
    text = "決まった手順の仕事でRPAを使う取組です。"
    (found,) = lines(root, tmp_path, an_edit(RPA, text, f"{text}数もふやします。"))
    assert found == cells.Cells(Name("概要", "Summary"), None, None)


# Two editions


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two editions and their history; only to be looked at."""
    root = a_successor(a_whole_project(tmp_path_factory.mktemp("editions") / "project"))
    return a_history(Repo.of(root)).root


def told(root: Path) -> dict[tuple[str, str], tuple[object, object]]:
    """Page and item to both sides."""
    found = editions.between(root, THEN, NOW)
    return {
        (one.page or "", one.item.ja if one.item else ""): (
            one.old and one.old.ja, one.new and one.new.ja,
        ) for one in found
    }  # fmt: skip


def test_editions_are_compared_as_if_one_stood_in_the_others_place(project: Path) -> None:
    """By ids; an initiative with another id is found by what it says; nothing is told of addresses."""
    found = told(project)
    assert found[f"{NOW}/initiatives/rpa/", "KPI『RPAを使う業務』の目標値"] == ("10件", "30件")
    when = ("令和8年9月以降", "令和11年9月以降")
    assert (
        found[f"{NOW}/initiatives/web/", "すること『申請できる手続をふやします。』の時期"] == when
    )
    assert found[f"{NOW}/", "期間の最初の年度"] == (
        "令和8年度（2026年度）",
        "令和11年度（2029年度）",
    )
    kinds = {one.kind for one in editions.between(project, THEN, NOW)}
    assert kinds == {"value", "dates", "text"}


def test_what_is_new_and_what_is_gone(tmp_path: Path) -> None:
    """With the pages that there are: of the later edition, and of the earlier one."""
    root = a_successor(a_whole_project(tmp_path / "project"))
    new = "title: 新しい取組\nsection: 2 取組\nsummary: あとから加えた取組です。\n"
    a_change(root, {
        "files": {f"{LATER}/initiatives/fresh.yaml": new}, "remove": [f"{LATER}/initiatives/rpa.yaml"],
        "edits": [an_edit(f"{LATER}/plan.yaml", "  - rpa\n", "  - fresh\n")],
    })  # fmt: skip
    found = told(root)
    assert found[f"{NOW}/initiatives/fresh/", "全体"] == (None, "新しい取組")
    assert found[f"{THEN}/initiatives/rpa/", "全体"] == ("RPAの活用", None)


def test_a_comparison_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until either edition changes, or what was kept is damaged."""
    root = a_successor(a_whole_project(tmp_path / "project"))
    first = editions.between(root, THEN, NOW)
    with monkeypatch.context() as patch:
        patch.delattr(editions, "compare")
        assert editions.between(root, THEN, NOW) == first
    (kept,) = (root / editions.FOLDER).iterdir()
    kept.write_text('{"state": 1}', "utf-8")
    assert editions.between(root, THEN, NOW) == first
    a_change(root, {"edits": [an_edit(RPA, "10件, value: 10", "20件, value: 20")]})
    item = (f"{NOW}/initiatives/rpa/", "KPI『RPAを使う業務』の目標値")
    assert told(root)[item] == ("20件", "30件")


# The pages


@pytest.fixture(scope="module")
def site(project: Path) -> Path:
    """The site of both editions and of their history."""
    return built(project, Chronicle(project).now())


def built(root: Path, history: History) -> Path:
    """The site of the project at *root*."""
    return build(with_shell(root, TODAY), root / "site", TODAY, history=history).site


def page(site: Path, path: str) -> Page:
    """A page of the site."""
    name = f"{path}index.html"
    return Page(name, parse((site / name).read_text("utf-8")))


def text(element: Element) -> str:
    """What is read of *element*, on one line."""
    return re.sub(r"\s+", " ", element.text).strip()


def every(element: Element, name: str) -> list[Element]:
    """The elements called *name* inside *element*."""
    return [one for one in element.walk() if one.name == name]


def rows(shown: Page) -> list[list[str]]:
    """Caption, item, old and new of each line."""
    return [
        [text(every(table, "caption")[0]), *(text(cell) for cell in row.walk() if cell.name in {"th", "td"})]
        for table in shown.all("table") for row in every(every(table, "tbody")[0], "tr")
    ]  # fmt: skip


@pytest.mark.parametrize(("path", "expected"), [
    (f"{NOW}/compare/", ["② RPAの活用", "KPI『RPAを使う業務』の目標値値の変更",
                         "旧 ［旧だけ］10［ここまで］件", "新 ［新だけ］30［ここまで］件"]),
    (f"en/{NOW}/compare/", ["② RPAの活用", "KPI “RPAを使う業務”: targetValue changed",
                            "Old [only in the old:] 10 [end]件", "New [only in the new:] 30 [end]件"]),
    (f"{THEN}/history/", ["② RPAの活用", "KPI『RPAを使う業務』の目標値値の変更",
                          "旧 ［旧だけ］12［ここまで］件", "新 ［新だけ］10［ここまで］件"]),
    (f"{THEN}/history/", ["新しい取組", "全体削除", "旧 新しい取組", "新 なし"]),
])  # fmt: skip
def test_old_and_new_stand_side_by_side(site: Path, path: str, expected: list[str]) -> None:
    """A table with a caption, heads and row heads; what differs is told without colour as well."""
    shown = page(site, path)
    assert expected in rows(shown)
    for table in shown.all("table"):
        assert [cell.get("scope") for cell in every(table, "th")][:3] == ["col"] * 3
        assert {
            every(row, "th")[0].get("scope") for row in every(every(table, "tbody")[0], "tr")
        } == {"row"}
    assert [e.name for e in shown.tree.walk() if e.name in {"del", "ins"}][:2] == ["del", "ins"]


def test_only_what_changed_is_on_the_page(site: Path) -> None:
    """In the order of the document, with the way back to both editions."""
    shown = page(site, f"{NOW}/compare/")
    assert [text(every(table, "caption")[0]) for table in shown.all("table")] == [
        "みほん市DX推進計画", "① オンライン申請の拡大", "② RPAの活用",
    ]  # fmt: skip
    links = [e.get("href") for e in shown.all("a")]
    assert {"../", "../../2026/", "../initiatives/web/"} <= set(links)
    assert "印刷" not in "".join(caption for caption, *_ in rows(shown))


def test_japanese_sides_are_marked_on_english_pages(site: Path) -> None:
    """The sentences are read out as Japanese, the words about them as English (WCAG 3.1.2)."""
    shown = page(site, f"en/{NOW}/compare/")
    cell = next(e for e in shown.all("td") if "30" in e.text and "件" in e.text)
    (inner,) = (e for e in cell.walk() if e.get("lang") == "ja")
    assert {e.get("lang") for e in inner.walk() if "vh" in e.get("class")} == {"en"}


def test_each_day_has_its_own_section(site: Path) -> None:
    """Newest first, but for days on which the plan itself said the same; and the years of all updates."""
    shown = page(site, f"{THEN}/history/")
    days = [text(e) for e in shown.all("h2")]
    assert days[:2] == ["令和9年（2027年）1月5日", "令和8年（2026年）12月8日"]
    assert not [day for day in days if "12月7日" in day]  # only a translation
    assert {"../../../../updates/2027/", "../../../../updates/2026/"} <= {
        e.get("href") for e in shown.all("a")
    }


def test_a_page_leads_to_its_comparisons(site: Path) -> None:
    """An edition that follows no other has none with an earlier one."""
    later = {e.get("href") for e in page(site, f"{NOW}/").all("a")}
    first = {e.get("href") for e in page(site, f"{THEN}/").all("a")}
    assert {"compare/", "history/"} <= later
    assert "history/" in first
    assert "compare/" not in first
    assert not (site / THEN / "compare").exists()


@pytest.mark.parametrize("gone", [EDITION, LATER])
def test_nothing_of_a_withdrawn_edition_is_compared(gone: str, tmp_path: Path) -> None:
    """Whichever of the two it is; the addresses stay, and say that it was withdrawn."""
    root = a_successor(a_whole_project(tmp_path / "project"))
    a_change(root, {"edits": [an_edit(f"{gone}/plan.yaml", "provenance:\n", REASON)]})
    repo = a_history(Repo.of(root)) if gone == LATER else Repo.of(root)
    made = built(root, Chronicle(repo.root).now())
    answered = [f"{NOW}/compare/", f"{gone.removeprefix('plans/')}/history/"]
    for path in (*answered, *(f"en/{path}" for path in answered)):
        html = (made / path / "index.html").read_text("utf-8")
        assert "RPA" not in html
        assert 'name="robots" content="noindex"' in html
    assert "compare/" not in {e.get("href") for e in page(made, f"{NOW}/").all("a")}


# What was known, and what is missing


def test_a_page_tells_its_own_changes(site: Path) -> None:
    """A handful with days and words, and the way to the year's updates; else nothing."""
    section = page(site, f"{THEN}/initiatives/rpa/").section("page_changes")
    assert [text(e) for e in every(section, "li")][:2] == [
        "令和9年（2027年）1月5日概要の文を変更（1文を変更）",
        "令和8年（2026年）12月8日KPI『RPAを使う業務』の目標値を 12件 から 10件 に変更",
    ]
    links = [e.get("href") for e in every(section, "a")]
    assert links == ["../../history/", "../../../../../updates/2027/"]
    plan = page(site, f"en/{THEN}/")
    changes = plan.section("page_changes")
    assert every(changes, "a")[0].get("href") == "initiatives/rpa/"
    assert len(every(every(changes, "ul")[0], "li")) == 5
    assert "page_changes" not in page(site, f"{THEN}/initiatives/online/").anchors


SAID = {
    "repository": "履歴（git）のない写し",
    "shallow": "履歴の一部だけ",
    "program": "gitのない機械",
}


@pytest.mark.slow
def test_what_is_missing_is_said_where_changes_would_be(tmp_path: Path) -> None:
    """On the plan's page, its initiatives' and the one by date; quietly if nobody asked."""
    root = a_whole_project(tmp_path / "zip")
    for missing, words in SAID.items():
        made = built(root, History(missing=missing))  # type: ignore[arg-type]
        for path in (f"{THEN}/", f"{THEN}/initiatives/rpa/", f"{THEN}/history/"):
            assert words in page(made, path).tree.text
    made = built(root, History())
    assert "page_changes" not in page(made, f"{THEN}/").anchors
    assert "この計画の内容は変えていません" in page(made, f"{THEN}/history/").tree.text


@pytest.mark.slow
def test_a_long_history_is_cut(tmp_path: Path) -> None:
    """Twenty days and a hundred lines; the page says where there may be more."""
    key = THEN
    change = Told("value", Name("話", "Tale"), Name("変更", "changed"), f"{key}/", None, 5,
                  item=Name("値", "Value"), old=Name("1"), new=Name("2"))  # fmt: skip

    def history(days: int, changes: int) -> History:
        time = 1_796_000_000
        return History(tuple(
            Recorded(f"{n:040x}", time - n * 86_400, (
                Update(f"{n:040x}", time - n * 86_400, key, TOWN, key, None, None, (change,) * changes),
            )) for n in range(days)
        ))  # fmt: skip

    root = a_whole_project(tmp_path / "project")
    for days, changes, expected in ((30, 1, 20), (3, 75, 100), (3, 2, 6)):
        shown = page(built(root, history(days, changes)), f"{key}/history/")
        assert len(rows(shown)) == expected
        assert "年ごとの更新の記録" in shown.tree.text


# Feeds


@pytest.mark.parametrize(("path", "expected"), [
    ("", ["feed.xml"]),
    ("en/glossary/rpa/", ["../../feed.xml"]),
    (f"{TOWN}/", ["../../feed.xml", "feed.xml"]),
    (f"en/{THEN}/initiatives/rpa/", ["../../../../../feed.xml", "../../../feed.xml"]),
])  # fmt: skip
def test_a_page_names_its_feeds(site: Path, path: str, expected: list[str]) -> None:
    """The site's in its language, and that of the municipality; programs find them by themselves."""
    links = [e for e in page(site, path).all("link") if e.get("type") == "application/atom+xml"]
    assert [e.get("href") for e in links] == expected
    assert len({e.get("title") for e in links}) == len(links)
    for link in expected:
        assert (site / path / link).resolve().is_file()


def test_a_municipality_says_what_a_feed_is_for(site: Path) -> None:
    """With links to its own feed and to the updates of the whole site."""
    shown = page(site, f"{TOWN}/")
    section = shown.section("follow")
    assert [e.get("href") for e in every(section, "a")] == ["feed.xml", "../../updates/"]


# The command


def test_the_command_makes_a_table(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of any two revisions, in either language; a | in a text stays in its cell."""
    monkeypatch.chdir(project)
    assert main(["diff", "HEAD~1", "HEAD", "--format", "table"]) == 0
    said = capsys.readouterr().out
    assert "## みほん市 ② RPAの活用\n\n| 項目 | 旧 | 新 |\n|---|---|---|\n" in said
    assert "| 概要 | 決まった手順の仕事<del>でRPAを使う</del>取組です。 |" in said
    assert main(["diff", "HEAD", "HEAD", "--format", "table"]) == 0
    assert capsys.readouterr().out.strip() == "変更はありません"
    assert main(["diff", "HEAD~1", "HEAD", "--format", "table", "--lang", "en"]) == 0
    assert "| Item | Old | New |" in capsys.readouterr().out


def test_a_table_cannot_be_broken_by_a_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither by its lines nor by markup."""
    root = a_whole_project(tmp_path / "project")
    shutil.copytree(root, tmp_path / "before")
    text = "決まった手順の仕事でRPAを使う取組です。"
    a_change(
        root, {"edits": [an_edit(RPA, text, '"決まった手順の仕事|でRPAを使う<b>取組</b>です。"')]}
    )
    monkeypatch.chdir(root)
    assert main(["diff", str(tmp_path / "before"), "--format", "table"]) == 0
    (row,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("| 概要")]
    assert len(re.findall(r"(?<!\\)\|", row)) == 4
    assert "<b>" not in row
