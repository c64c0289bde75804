"""Questions and answers on pages: what each plan says, since when, whom to ask, or why it is silent."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from website.built import Page
from website.document import Element
from website.projects import Data, Project, an_empty_project
from website.shapes import KEY
from website.towns import (
    add,
    answers,
    initiative,
    kpi,
    lost_row,
    plan,
    publisher,
    question,
    schedule,
)

GO = "questions/go/"
AOBA = "town-hokkaido-aoba"
DUE = "計画の時期になりました"
LANGUAGES = ("", "en/")


def links(root: Element) -> list[tuple[str, str]]:
    """Address and text of every link below *root*."""
    return [(e.get("href"), e.text) for e in root.find("a")]


def leads(root: Element, path: str) -> bool:
    """Whether a link below *root* ends in *path*."""
    return any(href.endswith(path) for href, _text in links(root))


def facts(root: Element) -> dict[str, Element]:
    """What stands behind each word of the lists of facts below *root*."""
    return {
        row.find("dt")[0].text: row.find("dd")[0]
        for row in root.find("div")
        if len(row.find("dt")) == 1
    }


def render(project: Project, path: str, today: str = "2026-11-20") -> Page:
    """One page as it is on a day."""
    return project.render(path, today=date.fromisoformat(today))[path]


@pytest.fixture(scope="module")
def shown(towns: Project) -> dict[str, Page]:
    """The made-up towns' pages that the tests below look at, each rendered once."""
    paths = [
        "",
        "questions/",
        GO,
        "questions/pay/",
        "questions/valid/",
        f"{KEY}/",
        f"{KEY}/changes/",
    ]
    for town in ("kita", "minami", "higashi", "nishi", "naka", "empty"):
        paths += [f"yamaguchi/{town}/", f"yamaguchi/{town}/changes/"]
    return towns.render(*paths, *(f"en/{path}" for path in ("", "questions/", GO)))


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """One town whose plan tells its department but no contact, asked one question of each kind."""
    project = an_empty_project(tmp_path_factory.mktemp("one") / "project")
    project.write("questions/go.yaml", question("行かずに手続ができますか"))
    project.write("questions/valid.yaml", question("いま有効ですか", answered_by="state"))
    years = [
        {"from": 2028, "to": 2030, "text": "本格実施"},
        {"from": 2026, "to": 2026, "text": "検討"},
    ]
    works = {
        "first": initiative(
            "申請", kpis=[kpi("count", "申請の数", 3, 8), {**kpi("again", "紙の数", 5, 2)}],
            schedule=schedule({"id": "try", "label": "試行", "spans": years[::-1]}),
        ),
        "second": initiative(
            "窓口", kpis=[{**kpi("copy", "申請の数", 3, 8), "repeat_of": "first/count"}],
            schedule=schedule(
                {"id": "hall", "label": "案内", "spans": [{"from": 2027, "to": 2027, "text": "案内"}]},
                lost_row("広報"),
            ),
        ),
        "third": initiative("その他", schedule=schedule(lost_row())),
    }  # fmt: skip
    its_plan = plan("北市", 2026, 2030, list(works), department="北市企画課")
    town = publisher("北市", "きたし", "Kita", "359017")
    add(project, "yamaguchi/kita", town, {"2026": (its_plan, works)})
    return project


def answering(project: Project, root: Path, **answer: object) -> Project:
    """A copy of *project* whose plan gives *answer* to the first question."""
    copy = project.copy(root)
    path = "plans/yamaguchi/kita/2026/answers.yaml"
    copy.write(path, answers({"id": "go", **answer}))
    return copy


# An answer


def test_an_answer_says_when_whom_to_ask_and_where_it_stands(shown: dict[str, Page]) -> None:
    """The answer first, its words linked; then the printed time, the contact and every source."""
    section = shown[GO].section(AOBA)
    answer = next(e for e in section.find("p") if "says" in e.classes)
    assert answer.text == "窓口でRPAを使うと書いています。"
    assert leads(answer, "glossary/rpa/")
    found = facts(section)
    assert found["いつ"].text.startswith("令和8年9月以降")
    assert found["聞くところ"].text == "企画課電話 0123-45-6789"
    assert links(found["聞くところ"]) == [("tel:0123-45-6789", "0123-45-6789")]
    folder = f"../../{KEY}/2026/"
    assert links(found["もとの取組や章"]) == [
        (f"{folder}initiatives/counter/", "① 窓口のRPA"),
        (f"{folder}initiatives/paperless/", "③-1 紙を使わない仕事"),
        (f"{folder}chapters/opening/#deeper", "もっと深い節"),
        (f"{folder}chapters/tables/", "表と数"),
    ]
    assert "第1章 はじめに" in found["もとの取組や章"].text
    assert leads(section, f"{KEY}/changes/")


def test_a_question_says_what_it_is_about_and_leads_on(shown: dict[str, Page]) -> None:
    """To its themes, its words with their meaning, and the other questions."""
    page = shown[GO]
    assert page.main.find("h1")[0].text == "行かずに手続ができますか"
    assert "行かずに手続ができますかについての質問です。" in page.main.text
    more = page.section("more")
    assert leads(more, "themes/windows/")
    assert leads(more, "glossary/rpa/")
    assert "決まった作業を自動でおこなうソフトウェア。" in more.text
    assert any(href == "../" for href, _text in links(more))
    bare = shown["questions/pay/"].section("more")
    assert not leads(bare, "themes/windows/")


@pytest.mark.parametrize(
    ("town", "words"),
    [
        ("kita", "計画に記載なし"),
        ("minami", "このサイトの写しでは読み取れません。原本をご覧ください"),
        ("higashi", "未確認"),
        ("nishi", "対象年度の途中"),
    ],
)
def test_a_plan_without_an_answer_says_why(shown: dict[str, Page], town: str, words: str) -> None:
    """In its own words for each of the four kinds, on every page that asks; no time is given."""
    section = shown[GO].section(f"town-yamaguchi-{town}")
    assert next(e for e in section.find("p") if "says" in e.classes).text == words
    assert "いつ" not in facts(section)
    assert "聞くところ" in facts(section)
    for path, identity in ((f"yamaguchi/{town}/", "answers"), (f"yamaguchi/{town}/changes/", "go")):
        text = shown[path].section(identity).text
        assert words in text
        others = {"計画に記載なし", "読み取れません", "未確認", "対象年度の途中"} - {words}
        if identity == "go":
            assert not [other for other in others if other in text and other not in words]


def test_where_nobody_has_looked_the_answer_is_not_checked(shown: dict[str, Page]) -> None:
    """A plan without answers, or whose file leaves a question out, is not said to be silent."""
    for path, town in ((GO, "hama"), ("questions/pay/", "kita")):
        section = shown[path].section(f"town-yamaguchi-{town}")
        assert next(e for e in section.find("p") if "says" in e.classes).text == "未確認"
        assert "計画に記載なし" not in section.text.replace("計画に問い合わせ先の記載なし", "")


def test_an_answer_without_a_time_says_why(
    shown: dict[str, Page], one: Project, tmp_path: Path
) -> None:
    """Lost where the copy lost it, else the document's silence."""
    section = shown["questions/pay/"].section(AOBA)
    assert facts(section)["いつ"].text == "このサイトの写しでは読み取れません。原本をご覧ください"
    silent = answering(one, tmp_path / "copy", text="できます。")
    section = render(silent, GO).section("town-yamaguchi-kita")
    assert facts(section)["いつ"].text == "計画に記載なし"


def test_a_plan_without_a_contact_names_who_made_it(shown: dict[str, Page], one: Project) -> None:
    """The department that wrote the plan is not offered as the place to ask."""
    found = facts(render(one, GO).section("town-yamaguchi-kita"))["聞くところ"].text
    assert found == "計画に問い合わせ先の記載なし計画を作った課: 北市企画課"
    note = next(
        e for e in render(one, "yamaguchi/kita/changes/").main.find("p") if "note" in e.classes
    )
    assert "計画に問い合わせ先の記載なし" in note.text
    bare = facts(shown[GO].section("town-yamaguchi-kita"))["聞くところ"].text
    assert bare == "計画に問い合わせ先の記載なし"


TIMES: dict[str, tuple[Data, str | None]] = {
    "month": ({"printed": "令和8年9月以降", "start": "2026-09"}, "2026-09-01"),
    "year": ({"printed": "令和8年度から", "start": "2026-04"}, "2027-04-01"),
    "whole-year": ({"printed": "令和8年度", "start": "2026-04", "end": "2027-03"}, "2027-04-01"),
    "until": ({"printed": "令和8年8月まで", "end": "2026-08"}, "2026-09-01"),
    "day": ({"printed": "令和9年3月31日", "start": "2027-03-31"}, "2027-03-31"),
    "day-before": ({"printed": "令和8年8月31日", "start": "2026-08-31"}, "2026-08-31"),
    "past": ({"printed": "令和5年度から", "start": "2023-04"}, None),
    "past-until": ({"printed": "令和5年度末まで", "end": "2024-03"}, None),
    "always": ({"printed": "毎年度"}, None),
}
"""Times as a plan of March 2026 prints them, and the first day on which each has come."""


@pytest.fixture(scope="module")
def times(one: Project, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same town, whose plan answers one question with each of these times."""
    project = one.copy(tmp_path_factory.mktemp("times") / "project")
    for name in TIMES:
        project.write(f"questions/{name}.yaml", question(f"{name}はいつですか"))
    found = [{"id": name, "text": "できます。", "when": when} for name, (when, _) in TIMES.items()]
    project.write("plans/yamaguchi/kita/2026/answers.yaml", answers(*found))
    event = 'dates:\n- {event: published, date: "2026-03", printed: 令和8年3月}\ninitiatives:'
    project.change("plans/yamaguchi/kita/2026/plan.yaml", "initiatives:", event)
    return project


@pytest.mark.parametrize(
    "day",
    [
        "2026-04-01",
        "2026-08-30",
        "2026-08-31",
        "2026-09-01",
        "2027-03-30",
        "2027-03-31",
        "2027-04-01",
    ],
)
def test_a_time_that_has_come_says_that_nobody_has_looked(times: Project, day: str) -> None:
    """Not while a fiscal year runs, and not for what lay in the past when the plan was written."""
    page = render(times, "yamaguchi/kita/changes/", day)
    told = {}
    for name, (when, _first) in TIMES.items():
        text = facts(page.section(name))["いつ"].text
        assert text.startswith(when["printed"])
        told[name] = DUE in text
    expected = {name: first is not None and first <= day for name, (_, first) in TIMES.items()}
    assert told == expected


def test_a_question_tells_it_too(times: Project) -> None:
    """In the same words as the town's page."""
    pages = times.render("questions/month/", "questions/always/")
    told = {path: DUE in page.section("town-yamaguchi-kita").text for path, page in pages.items()}
    assert told == {"questions/month/": True, "questions/always/": False}


# Is the plan in force?


@pytest.mark.parametrize(
    ("town", "day", "words"),
    [
        ("kita", "2026-11-20", "はい。計画の期間は令和8～12年度(2026～2030年度)で、いまは1年目です。"),
        ("minami", "2026-11-20", "いいえ。期間は令和2～6年度(2020～2024年度)で、終わりました。"),
        ("higashi", "2026-11-20", "まだ決まった計画ではありません。案の段階の文書です。"),
        ("nishi", "2026-11-20", "まだです。期間は"),
        ("nishi", "2027-04-01", "はい。計画の期間は"),
    ],
)  # fmt: skip
def test_whether_a_plan_is_in_force_follows_from_its_period(
    towns: Project, town: str, day: str, words: str
) -> None:
    """Nobody writes that answer; it needs no time and no source."""
    section = render(towns, "questions/valid/", day).section(f"town-yamaguchi-{town}")
    text = next(e for e in section.find("p") if "says" in e.classes).text
    assert text.replace("（", "(").replace("）", ")").startswith(words)
    assert set(facts(section)) == {"聞くところ"}
    newer = "新しい文書があるかどうかは、このサイトでは未確認です。"
    assert (newer in text) == (town in {"minami", "higashi"})


def test_a_superseded_plan_is_not_in_force(one: Project, tmp_path: Path) -> None:
    """Not even where the newer one has been taken down."""
    project = one.copy(tmp_path / "project")
    works = {"only": initiative("窓口")}
    gone = {"on": "2026-10-01", "reason": "市からの求めによります。"}
    town = publisher("北市", "きたし", "Kita", "359017")
    add(project, "yamaguchi/kita", town, {
        "2021": (plan("北市", 2021, 2030, ["only"]), works),
        "2025": (plan("北市", 2025, 2030, ["only"], supersedes="2021", withdrawn=gone), works),
    })  # fmt: skip
    shutil.rmtree(project.root / "plans/yamaguchi/kita/2026")
    section = render(project, "questions/valid/").section("town-yamaguchi-kita")
    assert "いいえ。新しい版の計画があります。" in section.text


# Every question, every town


def test_a_question_has_every_town_that_shows_a_plan(shown: dict[str, Page]) -> None:
    """By code, each once; neither a withdrawn plan nor a town without one."""
    heads = [e.get("id") for e in shown[GO].main.find("h2")]
    assert [head for head in heads if head.startswith("town-")] == [
        "town-hokkaido-aoba", "town-hokkaido-oka", "town-yamaguchi-kita", "town-yamaguchi-minami",
        "town-yamaguchi-higashi", "town-yamaguchi-nishi", "town-yamaguchi-hama",
    ]  # fmt: skip


def test_questions_of_many_towns_are_cut_by_prefecture(tmp_path: Path) -> None:
    """With more than a hundred towns the question leads to one page a prefecture."""
    project = an_empty_project(tmp_path / "project")
    project.write("questions/go.yaml", question("行かずに手続ができますか"))
    for number in range(101):
        slug, first = ("hokkaido", "01") if number < 60 else ("yamaguchi", "35")
        digits = f"{first}{600 + number}"
        total = sum(int(d) * w for d, w in zip(digits, range(6, 1, -1), strict=True))
        letters = f"{'abcdefghijk'[number // 10]}{'abcdefghij'[number % 10]}"
        code = f"{digits}{(11 - total % 11) % 10}"
        town = publisher(f"第{number}町", "だいまち", f"Dai {letters}", code, rank="town")
        edition = (plan(f"第{number}町", 2026, 2030, ["only"]), {"only": initiative("窓口")})
        add(project, f"{slug}/town-{number}", town, {"2026": edition})
    project.write(
        "plans/yamaguchi/town-100/2026/answers.yaml", answers({"id": "go", "text": "できます。"})
    )

    pages = project.render(GO, f"{GO}hokkaido/", f"{GO}yamaguchi/", "en/questions/go/yamaguchi/")

    assert not [e for e in pages[GO].main.find("h2") if e.get("id").startswith("town-")]
    assert [text.split()[-1] for _href, text in links(pages[GO].section("prefectures"))] == [
        "60",
        "41",
    ]
    for place, number in (("hokkaido", 60), ("yamaguchi", 41)):
        heads = [e.get("id") for e in pages[f"{GO}{place}/"].main.find("h2")]
        assert sum(head.startswith(f"town-{place}-") for head in heads) == number
    assert "できます。" in pages[f"{GO}yamaguchi/"].section("town-yamaguchi-town-100").text
    assert "できます。" in pages["en/questions/go/yamaguchi/"].main.text


# What changes in a town


def test_a_towns_page_of_changes_has_every_question_with_its_years(
    one: Project, tmp_path: Path
) -> None:
    """The schedules behind an answer by year, the earliest first; KPIs once; whom to ask once."""
    project = answering(one, tmp_path / "copy", text="できます。", initiatives=["second", "first"])
    page = render(project, "yamaguchi/kita/changes/")
    section = page.section("go")
    rows = [
        (row.find("dt")[0].text.replace("（", "(").replace("）", ")"), row.find("dd")[0].text)
        for row in section.find("details")[0].find("div")
    ]
    assert rows == [
        ("令和8年度(2026年度)", "検討 試行"),
        ("令和9年度(2027年度)", "案内"),
        ("令和10～12年度(2028～2030年度)", "本格実施 試行"),
    ]
    assert "工程表の年度は、このサイトの写しでは読み取れません。" in section.text
    figures = [
        (text, dict(links(section)))
        for text in ("3件 → 8件 基準値→目標値", "5件 → 2件 基準値→目標値")
        if section.text.count(text) == 1
    ]
    assert len(figures) == 2
    assert leads(section, "initiatives/first/#kpi-count")
    assert not leads(section, "initiatives/second/#kpi-copy")
    assert page.main.text.count("計画に問い合わせ先の記載なし") == 1
    assert "はい。計画の期間は" in page.section("valid").text


def test_lost_years_are_told_only_where_years_are_lost(one: Project, tmp_path: Path) -> None:
    """A schedule all of whose years are lost has no rows; one that is whole has no such note."""
    whole = answering(one, tmp_path / "whole", text="できます。", initiatives=["first"])
    section = render(whole, "yamaguchi/kita/changes/").section("go")
    assert "読み取れません" not in section.text
    assert section.find("details")
    lost = answering(one, tmp_path / "lost", text="できます。", initiatives=["third"])
    section = render(lost, "yamaguchi/kita/changes/").section("go")
    assert "工程表の年度は、このサイトの写しでは読み取れません。" in section.text
    assert not section.find("details")


def test_the_changes_of_a_withdrawn_plan_are_gone(shown: dict[str, Page]) -> None:
    """The address says when and why; a town that never had a plan has none."""
    page = shown["yamaguchi/naka/changes/"]
    assert not page.indexed
    assert "この計画の文章は取り下げられました。" in page.main.text
    assert "市からの求めによります。" in page.main.text
    assert "消えるはずの" not in page.main.text
    assert "yamaguchi/empty/" in shown
    assert "yamaguchi/empty/changes/" not in shown


def test_a_towns_page_answers_every_question_in_short(shown: dict[str, Page]) -> None:
    """Each in its words, with its printed time, and a link to all that is behind it."""
    section = shown[f"{KEY}/"].section("answers")
    found = facts(section)
    assert list(found) == ["電話で払えますか", "行かずに手続ができますか", "いま有効ですか"]
    assert "窓口でRPAを使うと書いています。" in found["行かずに手続ができますか"].text
    assert "令和8年9月以降" in found["行かずに手続ができますか"].text
    assert "はい。" in found["いま有効ですか"].text
    anchors = [href for href, _text in links(section) if "#" in href]
    assert anchors == ["changes/#pay", "changes/#go", "changes/#valid"]
    assert set(anchors) <= {f"changes/#{name}" for name in shown[f"{KEY}/changes/"].anchors}


# The ways there, in every language


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_home_list_and_menu_lead_to_every_question(shown: dict[str, Page], prefix: str) -> None:
    """In the questions' own order, whatever language is read."""
    names = ["pay", "go", "valid"]
    pages = {path: shown[path] for path in (prefix, f"{prefix}questions/")}
    asked = pages[prefix].section("questions")
    assert [href for href, _text in links(asked)] == [f"questions/{name}/" for name in names]
    listed = pages[f"{prefix}questions/"].section("all")
    assert [href for href, _text in links(listed)] == [f"{name}/" for name in names]
    for page in pages.values():
        menu = next(e for e in page.all("nav") if "nav" in e.classes)
        assert any(href in {"questions/", "./"} for href, _text in links(menu))
    menu = next(e for e in pages[f"{prefix}questions/"].all("nav") if "nav" in e.classes)
    assert [e.text for e in menu.find("a") if e.get("aria-current")] == [
        "Questions" if prefix else "質問"
    ]


def test_answers_are_read_in_english_where_there_is_english(
    shown: dict[str, Page], one: Project, tmp_path: Path
) -> None:
    """Translated answers carry no Japanese; without a translation the Japanese is marked as such."""
    translated = shown[f"en/{GO}"].section(AOBA)
    assert not [e for e in translated.walk() if e.get("lang") == "ja"]
    assert "窓口でRPA" not in translated.text
    untranslated = render(answering(one, tmp_path / "copy", text="できます。"), f"en/{GO}")
    marked = [e.text for e in untranslated.main.walk() if e.get("lang") == "ja"]
    assert "できます。" in marked


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_a_site_without_questions_has_none_of_it(tmp_path: Path, prefix: str) -> None:
    """No empty headings: neither at home nor on a town's page; the list says that there are none."""
    project = an_empty_project(tmp_path / "project")
    edition = (plan("北市", 2026, 2030, ["only"]), {"only": initiative("窓口")})
    town = publisher("北市", "きたし", "Kita", "359017")
    add(project, "yamaguchi/kita", town, {"2026": edition})
    paths = ("", "yamaguchi/kita/", "questions/", "yamaguchi/kita/changes/")
    pages = project.render(*(f"{prefix}{path}" for path in paths))
    assert list(pages) == [prefix, f"{prefix}yamaguchi/kita/", f"{prefix}questions/"]
    assert "questions" not in pages[prefix].anchors
    assert "answers" not in pages[f"{prefix}yamaguchi/kita/"].anchors
    assert [e for e in pages[f"{prefix}questions/"].main.find("p") if "note" in e.classes]
