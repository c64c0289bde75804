"""Themes: how far each plan goes, why one has nothing, and what makes two initiatives the same."""

from __future__ import annotations

from itertools import pairwise

import pytest

from website.built import Page
from website.document import Element
from website.projects import Data, Project, an_empty_project
from website.shapes import KEY
from website.towns import add, initiative, kpi, lost_row, plan, publisher, schedule, stances

TOWNS = ("kita", "minami", "higashi", "nishi", "naka")
CODES = ("359017", "359025", "359033", "359041", "359050")
WORDS = {
    "rpa": "RPA",
    "cloud": "クラウド",
    "maps": "電子地図",
    "chat": "チャット",
    "stamp": "電子印",
    "desk": "机上型",
}
SAID = "、".join(WORDS.values())
COUNTER = "yamaguchi/kita/2026/initiatives/counter/"
HALL = "yamaguchi/minami/2026/initiatives/hall/"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Five towns, each of which stands otherwise to the same themes."""
    project = an_empty_project(tmp_path_factory.mktemp("themes") / "project")
    for name, label in WORDS.items():
        project.write(f"glossary/{name}.yaml", {
            "label": label, "reading": "ことば", "group": "technology", "definition": f"{label}の説明。",
        })  # fmt: skip
    for name, title, more in (
        ("windows", "窓口", {"terms": ["rpa"], "same": "窓口の仕事を変える取組です。", "national": "国の計画の重点です。"}),
        ("staff", "人材", {}),
        ("talk", "相談", {}),
    ):  # fmt: skip
        project.write(f"themes/{name}.yaml", {
            "title": title, "reading": "てーま", "summary": f"{title}のテーマです。", **more,
        })  # fmt: skip
    works: dict[str, dict[str, Data]] = {
        "kita": {"counter": initiative(
            "窓口の見直し", number="①", themes=["windows"], summary=f"{SAID}を使う取組です。",
            actions=[
                {"id": "study", "text": "調べます。", "verb": "検討し", "class": "studies"},
                {"id": "use", "text": "使います。", "verb": "使用し", "class": "carries-out",
                 "when": {"printed": "令和9年度", "start": "2027-04"}},
                {"id": "nation", "text": "国が決めます。", "verb": "定め", "class": "prepares", "by": "nation"},
            ],
            kpis=[kpi("visits", "待つ人の数", 20, 10)],
            schedule=schedule(
                {"id": "late", "label": "実施", "spans": [{"from": 2028, "to": 2030, "text": "実施"}]},
                {"id": "soon", "label": "準備", "spans": [{"from": 2026, "to": 2026, "text": "調査"}]},
                lost_row("広報"),
            ),
        )},
        "minami": {
            "hall": initiative(
                "庁舎の仕事", themes=["windows"], touches=["talk"], mark="★",
                summary=f"{SAID}を使う取組です。",
                actions=[{"id": "plan", "text": "決めます。", "verb": "決め", "class": "prepares"}],
            ),
            "school": initiative("研修", themes=["staff"], summary="クラウドと電子地図の研修です。"),
        },
        "higashi": {"only": initiative("東の取組", touches=["staff"])},
        "nishi": {"only": initiative("西の取組")},
        "naka": {"only": initiative("中の取組")},
    }  # fmt: skip
    details: dict[str, Data] = {
        "kita": {
            "chapters": ["structure"],
            "references": [{"id": "nation", "title": "国の見本計画", "level": "nation", "edition": "第2版",
                            "relation": "もとにしています。", "where": "1 位置づけ"}],
            "national": ["nation"],
        },
        "minami": {"marks": [{"id": "main", "name": "重点", "meaning": "重点の印です。",
                              "legend": [{"mark": "★", "label": "重点取組"}]}]},
    }  # fmt: skip
    found: dict[str, list[Data]] = {
        "kita": [{"id": "windows", "actions": ["counter/use"], "differs": "北市は早くから使います。"}],
        "higashi": [{"id": "windows", "absent": "lost", "differs": "東市は別の冊子にあります。"},
                    {"id": "staff", "absent": "not-stated", "differs": "東市は研修だけです。"}],
        "nishi": [{"id": "windows", "absent": "not-due"}, {"id": "staff", "absent": "not-stated"}],
    }  # fmt: skip
    for town, code in zip(TOWNS, CODES, strict=True):
        its_plan = plan(f"{town}市", 2026, 2030, list(works[town]), **details.get(town, {}))
        add(
            project, f"yamaguchi/{town}", publisher(f"{town}市", "みほんし", town.title(), code),
            {"2026": (its_plan, works[town])},
        )  # fmt: skip
        if town in found:
            project.write(f"plans/yamaguchi/{town}/2026/themes.yaml", stances(*found[town]))
    project.write("plans/yamaguchi/kita/2026/chapters/structure.yaml", {
        "number": "3", "title": "体制", "themes": ["talk"],
        "sections": [{"id": "people", "title": "人の育成", "themes": ["staff"],
                      "blocks": [{"type": "text", "text": "人を育てます。"}]}],
    })  # fmt: skip
    return project


@pytest.fixture(scope="module")
def pages(project: Project) -> dict[str, Page]:
    """The pages that the tests look at, each rendered once."""
    names = ("windows", "staff", "talk")
    paths = ("themes/", *(f"themes/{name}/" for name in names), COUNTER, HALL)
    return project.render(*paths, *(f"en/{path}" for path in paths))


def links(root: Element) -> list[tuple[str, str]]:
    """Address and text of every link below *root*."""
    return [(e.get("href"), e.text) for e in root.find("a")]


def section(page: Page, town: str) -> Element:
    """What a theme's page says of one town."""
    return page.section(f"town-yamaguchi-{town}-2026")


def without(page: Page) -> dict[str, str]:
    """What a theme's page says of each town that has nothing of it."""
    rows = page.section("without").find("div")
    return {
        row.find("dt")[0].text.removesuffix("市"): row.find("dd")[0].text
        for row in rows
        if len(row.find("dt")) == 1
    }


# A theme's page


def test_the_actions_that_show_a_plans_stage_are_shown(pages: dict[str, Page]) -> None:
    """With the plan's own verb and time; a link says how many others there are."""
    shown = section(pages["themes/windows/"], "kita")
    actions = shown.find("ol")[0]
    assert len(actions.find("li")) == 1
    for piece in ("使います。", "令和9年度", "実施", "計画の言葉「使用し」"):
        assert piece in actions.text
    assert (f"../../{COUNTER}#do", "ほかの「すること」（2件）を読む") in links(shown)
    assert "北市は早くから使います。" in shown.text


def test_without_a_stance_every_action_is_shown(pages: dict[str, Page]) -> None:
    """Nobody has chosen yet; no link promises more, and nothing is said to be the plan's own way."""
    shown = section(pages["themes/windows/"], "minami")
    assert [e.text for e in shown.find("ol")[0].find("li")] == [
        "1決めます。準備 計画の言葉「決め」"
    ]
    assert not [text for _href, text in links(shown) if "ほかの「すること」" in text]


def test_years_and_figures_stand_beside_the_actions(pages: dict[str, Page]) -> None:
    """By year, the earliest first, and that others are lost; a town without them has no empty list."""
    shown = section(pages["themes/windows/"], "kita")
    years = [
        (e.find("dt")[0].text[:5], e.find("dd")[0].text) for e in shown.find("dl")[0].find("div")
    ]
    assert years == [("令和8年度", "調査 準備"), ("令和10～", "実施")]
    assert "工程表の年度は、このサイトの写しでは読み取れません。" in shown.text
    assert "20件" in shown.find("table")[0].text
    bare = section(pages["themes/windows/"], "minami")
    assert not bare.find("dl")
    assert "読み取れません" not in bare.text


def test_a_mark_of_the_nations_plan_is_the_documents_own(pages: dict[str, Page]) -> None:
    """Shown where it is printed; where it is not, the initiative only touches the nation's item."""
    ours = "国の計画の取組事項にふれています（この計画は印を付けていません）。"
    page = pages["themes/windows/"]
    assert ours in section(page, "kita").text
    assert ours not in section(page, "minami").text
    assert "★" in section(page, "minami").text
    assert ours not in pages["themes/staff/"].main.text


def test_the_nations_plan_is_named_as_the_document_names_it(pages: dict[str, Page]) -> None:
    """With its edition; a document that does not name it is not said to follow it."""
    page = pages["themes/windows/"]
    assert "文書が名をあげる国の計画: 国の見本計画 第2版" in section(page, "kita").text
    silent = "国の「自治体DX推進計画」の名前は、計画に記載なし"
    assert silent in section(page, "minami").text
    assert silent not in section(page, "kita").text
    assert "文書が名をあげる" not in pages["themes/staff/"].main.text


def test_sections_count_as_having_the_theme(pages: dict[str, Page]) -> None:
    """Structure and people are often no initiative: the chapter or section is led to."""
    shown = section(pages["themes/staff/"], "kita")
    chapter = "../../yamaguchi/kita/2026/chapters/structure/"
    assert (f"{chapter}#people", "人の育成") in links(shown)
    assert (chapter, "3 体制") in links(section(pages["themes/talk/"], "kita"))
    assert "kita" not in without(pages["themes/staff/"])


def test_a_town_without_initiatives_says_why(pages: dict[str, Page]) -> None:
    """One of the four kinds, its own words if there are some, what touches the theme; in order."""
    windows, staff = (without(pages[f"themes/{name}/"]) for name in ("windows", "staff"))
    assert windows == {
        "higashi": "取組: このサイトの写しでは読み取れません。原本をご覧ください東市は別の冊子にあります。",
        "nishi": "取組: 対象年度の途中",
        "naka": "取組: 未確認",
    }
    assert list(staff) == ["higashi", "nishi", "naka"]
    assert staff["higashi"] == "取組: 計画に記載なし東市は研修だけです。ふれている取組: 東の取組"
    only = "../../yamaguchi/higashi/2026/initiatives/only/"
    assert only in dict(links(pages["themes/staff/"].section("without")))
    heads = [e.get("id") for e in pages["themes/windows/"].main.find("h2")]
    assert [head for head in heads if head.startswith("town-")] == [
        f"town-yamaguchi-{town}-2026" for town in ("kita", "minami")
    ]


def test_a_theme_says_which_initiatives_are_the_same(pages: dict[str, Page]) -> None:
    """In a sentence of its own; a theme that has none leaves it out."""
    assert "窓口の仕事を変える取組です。" in pages["themes/windows/"].main.text
    assert "窓口の仕事を変える取組です。" in pages[COUNTER].section("themes").text
    assert not [e for e in pages["themes/staff/"].main.find("p") if e.text == ""]


# The overview


def test_each_cell_is_one_of_six(pages: dict[str, Page]) -> None:
    """Has it, touches it, or one of the four kinds of not knowing: in words and by a sign."""
    rows = {
        row.find("th")[0].text: [cell.text for cell in row.find("td")]
        for row in pages["themes/"].main.find("tr")
        if row.find("td")
    }
    have, touch = "主な取組や節がある", "ほかの取組でふれている"
    lost = "×このサイトの写しでは読み取れません。原本をご覧ください"
    towns = (
        "kita",
        "minami",
        "higashi",
        "nishi",
        "naka",
    )  # on a phone, a list: each says whose it is
    counter = (have, have, lost, "…対象年度の途中", "?未確認")
    talent = (have, have, touch, "–計画に記載なし", "?未確認")
    assert rows == {
        "窓口": [town + cell for town, cell in zip(towns, counter, strict=True)],
        "人材": [town + cell for town, cell in zip(towns, talent, strict=True)],
    }
    key = next(e for e in pages["themes/"].main.find("p") if "key" in e.classes).text
    for sign in (have, touch, "– 計画に記載なし", "× このサイトの写し", "? 未確認", "… 対象年度"):
        assert sign in key


def test_a_theme_of_one_plan_stands_below_the_table(pages: dict[str, Page]) -> None:
    """With the town that has it, not with one that only touches it."""
    below = [e for e in pages["themes/"].section("all").find("li") if "相談" in e.text]
    assert [e.text for e in below] == ["相談 kita市"]


def test_a_withdrawn_plan_has_no_column(towns: Project) -> None:
    """Nor is it said what its text, which is taken down, does or does not hold."""
    table = towns.render("themes/")["themes/"].main.find("thead")[0]
    heads = [e.text for e in table.find("th")]
    assert heads == ["テーマ", "青葉", "岡", "北", "南", "東", "西", "浜"]


# The same initiative elsewhere


def others(page: Page) -> list[Element]:
    """The other towns' initiatives on an initiative's page."""
    lists = [e for e in page.section("themes").find("ul") if "why" in e.classes]
    return [e for found in lists for e in found.find("li")]


def test_why_two_initiatives_are_the_same_is_said(pages: dict[str, Page]) -> None:
    """Words that both texts have, how far the other goes by its own verb, and its own way."""
    (other,) = others(pages[HALL])
    assert links(other) == [("../../../../kita/2026/initiatives/counter/", "窓口の見直し")]
    assert "実施 計画の言葉「使用し」" in other.text
    assert "北市は早くから使います。" in other.text
    (back,) = others(pages[COUNTER])
    assert "計画の言葉" not in back.text
    assert [e.text.split(":")[0] for e in back.find("p")] == ["どちらにも出てくる言葉"]


def test_shared_words_are_the_themes_own_and_then_the_rarest(pages: dict[str, Page]) -> None:
    """Four at most: what also stands in a third text says less."""
    (other,) = others(pages[HALL])
    shared = next(e.text for e in other.find("p") if "どちらにも出てくる言葉" in e.text)
    words = shared.split(": ")[1].split("、")
    assert words[0] == WORDS["rpa"]
    assert sorted(words[1:]) == sorted(WORDS[name] for name in ("chat", "stamp", "desk"))


def test_of_very_many_the_first_of_the_prefecture_are_shown(towns: Project) -> None:
    """Ten are enough, in the plan's order: the theme has them all."""
    counter = f"{KEY}/2026/initiatives/counter/"
    many = others(towns.render(counter)[counter])
    assert len(many) == 10
    numbers = [int(e.find("a")[0].get("href").rsplit("-", 1)[1].strip("/")) for e in many]
    assert all(first < second for first, second in pairwise(numbers))


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_themes_are_read_in_both_languages(
    project: Project, pages: dict[str, Page], prefix: str
) -> None:
    """The words of the site are translated; what has no English yet is marked as Japanese."""
    page = pages[f"{prefix}themes/windows/"]
    plain = [
        text.strip()
        for element, text in page.main.texts()
        if element.lang == "en" and any("ぁ" <= letter <= "ん" for letter in text)
    ]
    assert plain == []
    marked = [e.text for e in page.main.walk() if e.get("lang") == "ja"]
    assert ("北市は早くから使います。" in marked) == bool(prefix)
    assert project.languages == ("ja", "en")
