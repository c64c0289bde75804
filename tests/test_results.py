"""Yearly results on pages: how far, the years, why one is empty, and nothing where nothing is."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dxplans.model import Kpi, Result
from dxplans.pages.advance import Advance, how_far
from website.built import Page
from website.document import Element
from website.projects import ROOT, Data, Project, an_empty_project
from website.towns import add, initiative, kpi, plan, publisher

CASES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "cases" / "advance.yaml").read_text("utf-8")
)
TOWN = "hokkaido/hikari"
EDITION = f"{TOWN}/2026"
TODAY = date(2029, 6, 1)
PAGES = tuple(
    f"{lang}{path}"
    for lang in ("", "en/")
    for path in (
        f"{TOWN}/",
        "kpi/",
        f"{EDITION}/initiatives/way/",
        f"{EDITION}/initiatives/years/",
        f"{EDITION}/initiatives/again/",
    )
)


def amount(written: list[Any] | None) -> Data:
    """A printed value with its number and unit, as far as they are given."""
    return dict(zip(("printed", "value", "unit"), written or (), strict=False))


def one(case: dict[str, Any]) -> Data:
    """The KPI of a case."""
    made: Data = {"id": case["id"], "name": f"指標{case['id']}", "direction": case["direction"]}
    for side in ("baseline", "target"):
        value = case.get(side, "not-stated")
        if isinstance(value, str):
            made.setdefault("unknown", {})[side] = value
        else:
            made[side] = amount(value)
    return made


def a_result(name: str, printed: str, **more: Any) -> Data:
    """A published number of 件 for the KPI *name* of the initiative with the years."""
    return {"initiative": "years", "kpi": name, "printed": printed,
            "value": int(printed.removesuffix("件")), "unit": "件", **more}  # fmt: skip


def write_years(
    project: Project, years: dict[int, Data], ways: tuple[Data, ...] = (), **more: Any
) -> None:
    """The town of Hikari, whose plan has two indicators with the results of *years*."""
    initiatives = {
        "years": initiative("毎年のこと", kpis=[
            kpi("visits", "使う人", 2, 12), kpi("calls", "電話の数", 100, 40)]),
        "again": initiative("もう一度", kpis=[
            {**kpi("again", "使う人", 2, 12), "repeat_of": "years/visits"}]),
        "way": initiative("どこまで", kpis=list(ways)),
    }  # fmt: skip
    town = publisher("光市", "ひかりし", "Hikari", "013978")
    its_plan = plan("光市", 2026, 2030, list(initiatives), **more)
    add(project, TOWN, town, {"2026": (its_plan, initiatives)})
    for year, progress in years.items():
        project.write(f"plans/{EDITION}/progress/{year}.yaml", progress)


REPORTING = {"due": "09-30", "printed": "翌年度の9月末まで", "where": "5 進捗管理"}
ALL_YEARS: dict[int, Data] = {
    2026: {
        "source": "令和8年度の実績", "url": "https://town.example.jp/r8.pdf", "published": "2027-06-30",
        "results": [
            a_result("visits", "5件", as_of="2027-03-31", note="速報のあとの値です。", corrections=[
                {"printed": "4件", "on": "2027-08-01", "reason": "数え忘れがありました。"}]),
            *({"initiative": "way", "kpi": case["id"], **amount(case["result"])} for case in CASES),
        ],
    },
    2027: {
        "source": "令和9年度の実績", "published": "2028-07",
        "results": [
            a_result("visits", "8件", source="議会の資料", url="https://town.example.jp/gikai"),
            {"initiative": "years", "kpi": "calls", "unknown": {"printed": "not-stated"}},
        ],
    },
    2028: {"unchanged": {"on": "2029-05-10", "by": "企画課"}},
}  # fmt: skip


@pytest.fixture(scope="module")
def hikari(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The town with results of three years, the last of them all as it was."""
    project = an_empty_project(tmp_path_factory.mktemp("results") / "project")
    write_years(project, ALL_YEARS, tuple(one(c) for c in CASES), reporting=REPORTING)
    return project


@pytest.fixture(scope="module")
def pages(hikari: Project) -> dict[str, Page]:
    """Its pages in the fourth year."""
    return hikari.render(*PAGES, today=TODAY)


def of_kpi(page: Page, name: str) -> Element:
    """What a page shows of one indicator."""
    return next(e for e in page.main.walk() if e.get("id") == f"kpi-{name}")


def plain(element: Element) -> str:
    """The text of *element* with single spaces."""
    return re.sub(r"\s+", " ", element.text).strip()


def rows(element: Element) -> list[str]:
    """The rows of the table of years."""
    table = next(e for e in element.find("table") if "years" in e.classes)
    return [plain(row) for row in table.find("tr")]


def far(page: Page, name: str) -> list[str]:
    """The sentence that tells how far an indicator has come."""
    return [plain(e) for e in of_kpi(page, name).find("p") if "far" in e.classes]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_how_far_is_one_sentence_with_its_arithmetic(
    pages: dict[str, Page], case: dict[str, Any]
) -> None:
    """In both languages; no share where a number would say more than is known."""
    for lang in ("ja", "en"):
        prefix = "" if lang == "ja" else "en/"
        told = far(pages[f"{prefix}{EDITION}/initiatives/way/"], case["id"])
        if lang in case:
            assert told == [case[lang]]
        else:
            # A quotation of the data is Japanese; the sentence is not.
            assert re.match(r"[A-Z][a-z]", told[0])


def test_the_years_stand_in_a_table(pages: dict[str, Page]) -> None:
    """Value as printed, when, by which document, what was corrected; each year once."""
    found = of_kpi(pages[f"{EDITION}/initiatives/years/"], "visits")
    head, first, second, third, now = rows(found)
    assert head == "対象の年度結果結果の帯いつの値か、出典、説明"
    assert first.startswith("令和8年度（2026年度） 結果 5件")
    assert "令和9年（2027年）3月31日の値" in first
    assert "令和8年度の実績、令和9年（2027年）6月30日公表" in first
    assert "速報のあとの値です。" in first
    assert "令和9年（2027年）8月1日に訂正。前の値は「4件」。理由: 数え忘れがありました。" in first
    # The value's own document, whose date is not known, and not that of the year's report.
    assert "議会の資料" in second
    assert "公表" not in second
    assert "現状どおり。8件のまま、令和11年（2029年）5月10日に確認" in third
    assert "確かめた部署: 企画課" in third
    assert "対象年度の途中。公表の期限は令和12年（2030年）9月30日" in now
    links = [a.get("href") for a in found.find("a")]
    assert links == [
        "https://town.example.jp/r8.pdf", "https://town.example.jp/gikai", "#quote-kpi-visits",
    ]  # fmt: skip
    assert far(pages[f"{EDITION}/initiatives/years/"], "visits") == [
        "基準値2件から目標値12件までの10件のうち、6件進みました（60％）。"
    ]
    english = of_kpi(pages[f"en/{EDITION}/initiatives/years/"], "visits")
    assert "Corrected on 1 August 2027 (Reiwa 9); the earlier value was “4件”." in plain(english)
    assert "Unchanged: still 8件, confirmed on 10 May 2029 (Reiwa 11)" in plain(english)
    assert "Confirmed by: 企画課" in plain(english)


def test_the_picture_says_what_the_table_says(pages: dict[str, Page]) -> None:
    """Bars to each value, in stripes, the target marked; small, and none for a single value."""
    found = of_kpi(pages[f"{EDITION}/initiatives/years/"], "visits")
    table = next(e for e in found.find("table") if "years" in e.classes)
    pictures = table.find("svg")
    assert [p.find("line")[0].get("x2") for p in pictures] == ["41.7%", "66.7%"]
    assert {p.find("line")[1].get("x1") for p in pictures} == {"100.0%"}
    assert {p.get("aria-hidden") for p in pictures} == {"true"}
    assert "破線は目標値" in plain(table.find("caption")[0])
    single = of_kpi(pages[f"{EDITION}/initiatives/way/"], "part")
    table = next(e for e in single.find("table") if "years" in e.classes)
    assert table.find("svg") == []
    assert "帯" not in plain(table)


def test_a_report_without_the_value_says_so(pages: dict[str, Page]) -> None:
    """The report of the year has no number: that is not the plan's silence, and no progress."""
    page = pages[f"{EDITION}/initiatives/years/"]
    _head, _first, second, *_rest = rows(of_kpi(page, "calls"))
    assert "公表した文書に記載なし" in second
    assert "令和9年度の実績" in second
    assert far(page, "calls") == []


def test_an_unchanged_year_without_any_value_keeps_the_baseline(pages: dict[str, Page]) -> None:
    """The date of confirmation is shown, and no value is invented."""
    _head, first, _second, third, _now = rows(
        of_kpi(pages[f"{EDITION}/initiatives/years/"], "calls")
    )
    assert "未報告。公表の期限は令和9年（2027年）9月30日でした" in first
    assert "現状どおり。基準値のまま、令和11年（2029年）5月10日に確認" in third


def test_a_repeated_indicator_shows_the_original_results(pages: dict[str, Page]) -> None:
    """Entered once, shown twice, with the way to where it was entered."""
    original = pages[f"{EDITION}/initiatives/years/"]
    repeat = pages[f"{EDITION}/initiatives/again/"]
    assert rows(of_kpi(repeat, "again")) == rows(of_kpi(original, "visits"))
    assert far(repeat, "again") == far(original, "visits")
    shown = of_kpi(repeat, "again")
    assert "../years/#kpi-visits" in [a.get("href") for a in shown.find("a")]
    assert "もとの取組に入れたもの" in plain(shown)


def test_lists_show_the_latest_value(pages: dict[str, Page]) -> None:
    """The municipality's page counts them once and tells the latest date; /kpi/ has the values."""
    town = plain(pages[f"{TOWN}/"].section("kpi"))
    known = len(CASES) + 1
    assert f"{known + 1}のKPIのうち、{known}に結果があります。" in town
    assert "最後に公表または確認された日: 令和11年（2029年）5月10日。" in town
    english = plain(pages[f"en/{TOWN}/"].section("kpi"))
    assert f"KPIs with a result: {known} of {known + 1}." in english
    for path in (f"{TOWN}/", "kpi/"):
        table = {
            plain(row.find("th")[0]): row.find("td")[-1] for row in pages[path].main.find("tr")[1:]
            if row.find("td")
        }  # fmt: skip
        assert plain(table["使う人"]) == (
            "最新の結果 8件 令和9年度（2027年度）令和11年（2029年）5月10日に現状どおりと確認"
        )
        assert "対象年度の途中" in plain(table["電話の数"])


WAITING: list[tuple[str, dict[int, Data], Data, list[str], str]] = [
    ("2026-11-20", {}, {}, ["結果はまだ出ていません（対象年度の途中）"], "まだありません。"),
    ("2025-11-20", {}, {}, ["結果はまだ出ていません（対象年度の途中）"], "まだありません。"),
    ("2028-11-20", {}, {}, ["結果は未確認です"], "結果は未確認です。"),
    ("2026-11-20", {}, {"reporting": REPORTING},
     ["令和8年度（2026年度）の結果: 対象年度の途中。公表の期限は令和9年（2027年）9月30日"],
     "公表の期限は令和9年（2027年）9月30日。"),
    ("2027-09-30", {}, {"reporting": REPORTING},
     ["令和8年度（2026年度）の結果: 公表の期限の前。期限は令和9年（2027年）9月30日"], "公表の期限の前"),
    ("2027-10-01", {}, {"reporting": REPORTING},
     ["令和8年度（2026年度）の結果: 未報告。公表の期限は令和9年（2027年）9月30日でした",
      "令和9年度（2027年度）: 対象年度の途中。公表の期限は令和10年（2028年）9月30日"], "未報告"),
    ("2028-11-20", {2026: {"unchanged": {"on": "2027-05-10"}}}, {},
     ["令和8年度（2026年度）: 現状どおり。基準値のまま、令和9年（2027年）5月10日に確認",
      "令和9年度（2027年度）: 未確認"], "未確認。"),
]  # fmt: skip


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project that each case below writes anew."""
    return an_empty_project(tmp_path_factory.mktemp("waiting") / "project")


@pytest.mark.parametrize(("day", "years", "more", "told", "small"), WAITING)
def test_a_plan_without_results_says_why_once(  # noqa: PLR0913, PLR0917 - one table of cases
    waiting: Project, day: str, years: dict[int, Data], more: Data, told: list[str], small: str
) -> None:
    """One quiet note for all its indicators, one sentence in the captions: no tables, no bars."""
    for old in waiting.root.glob(f"plans/{EDITION}/progress/*.yaml"):
        old.unlink()
    write_years(waiting, years, **more)
    paths = (f"{EDITION}/initiatives/years/", f"{TOWN}/", "kpi/")
    shown = waiting.render(*paths, today=date.fromisoformat(day))
    section = shown[paths[0]].section("kpi")
    for text in told:
        assert plain(section).count(text) == 1
    assert not [e for e in section.find("table") if "years" in e.classes]
    for path in paths[1:]:
        caption = next(e for e in shown[path].main.find("caption") if "帯は基準値" in e.text)
        assert small in plain(caption)
        assert "最新の結果" not in shown[path].main.text


NUMBERS = st.decimals(-1000, 1000, allow_nan=False, places=3)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_share_is_told_only_between_baseline_and_target(base: Any, target: Any, now: Any) -> None:
    """And what is done and what is left are then the whole way, to the last digit."""
    made = Kpi.model_validate({
        "id": "k", "name": "指標", "direction": "up",
        "baseline": {"printed": "x", "value": float(base)},
        "target": {"printed": "x", "value": float(target)},
    })  # fmt: skip
    found = how_far(made, Result.model_validate(
        {"initiative": "i", "kpi": "k", "printed": "x", "value": float(now)}))  # fmt: skip
    assert (found.percent is not None) == (base < now < target)
    if found.percent is not None:
        assert found.steps["done"] + found.steps["left"] == found.steps["total"] == target - base
        assert 1 <= found.percent[0] <= 99


def test_what_was_never_published_has_not_moved() -> None:
    """All as it was, and no result yet: nothing is computed from the baseline."""
    made = Kpi.model_validate({"id": "k", "name": "指標", "direction": "up"})
    assert how_far(made, None) == Advance("held")
