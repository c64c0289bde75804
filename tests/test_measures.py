"""Lists of KPIs by town, theme and kind, and all periods on one axis of fiscal years."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from builders import ROOT
from dxplans.assets import published_assets
from dxplans.pages import addresses
from dxplans.pages.periods import Stretch, stretches
from dxplans.pages.renderer import Renderer, locals_of
from dxplans.pages.shelves import kpi_rows
from dxplans.pages.sitemap import site_map
from dxplans.portal import Portal, load
from dxplans.settings import read_settings
from website.built import Page
from website.document import Element, parse
from website.projects import an_empty_project
from website.towns import add, add_words, initiative, kpi, plan, publisher

TODAY = date(2026, 11, 20)
PREFIXES = ("", "en/")
LARGEST = 3 * 1024
"""A picture is no heavier than this."""


def written(root: Path, portal: Portal) -> dict[str, str]:
    """The HTML of the pages of KPIs and periods in both languages, by address."""
    specs = list(site_map(portal))
    paths = frozenset(spec.path for spec in specs) | frozenset(addresses.HAND_WRITTEN)
    assets, _contents = published_assets(root)
    found = {}
    for local in locals_of(root, portal, read_settings(root), TODAY, paths, assets):
        renderer = Renderer(root, local)
        for spec in specs:
            if spec.template in {"kpi", "measures", "periods"}:
                found[f"{local.prefix}{spec.path}"] = renderer.render(spec)
    return found


def rendered(html: dict[str, str]) -> dict[str, Page]:
    """The same as trees."""
    return {path: Page(f"{path}index.html", parse(text)) for path, text in html.items()}


@pytest.fixture(scope="module")
def ours() -> tuple[Portal, dict[str, Page]]:
    """The repository's own plans, and these pages of them."""
    portal = load(ROOT)
    return portal, rendered(written(ROOT, portal))


def names(page: Page) -> list[str]:
    """The names of the KPIs in a page's tables, without their numbers."""
    heads = [e for table in page.all("table") for e in table.walk() if e.get("scope") == "row"]
    links = [next(e for e in head.walk() if e.name == "a") for head in heads]
    return [re.sub(r"^[①-⑳](?:-[0-9])? ", "", " ".join(link.text.split())) for link in links]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_every_kpi_is_in_one_list_of_each_way(
    ours: tuple[Portal, dict[str, Page]], prefix: str
) -> None:
    """By town and by kind each KPI stands once; by theme under each theme of its initiative."""
    portal, pages = ours
    every = sorted(names(pages[f"{prefix}kpi/"]))
    assert len(every) == len(kpi_rows(portal)) == 22
    by_town = [n for town in portal.towns for n in names(pages[f"{prefix}kpi/{town}/"])]
    by_kind = [
        n
        for kind in ("up", "down", "keep", "meet")
        for n in names(pages[f"{prefix}kpi/kinds/{kind}/"])
    ]
    by_theme = [n for theme in portal.themes for n in names(pages[f"{prefix}kpi/themes/{theme}/"])]
    assert sorted(by_town) == sorted(by_kind) == sorted(by_theme) == every


def rows(page: Page) -> list[Element]:
    """The rows of a page's tables, without heads."""
    return [
        e for t in page.all("table") for e in t.walk()
        if e.name == "tr" and any(c.get("scope") == "row" for c in e.walk())
    ]  # fmt: skip


def test_a_target_is_treated_as_what_it_is(ours: tuple[Portal, dict[str, Page]]) -> None:
    """Only what is to move has a bar; each row says its unit and its direction in words."""
    _portal, pages = ours
    for kind, sign, bars in (
        ("up", "↑ ふやす", True), ("keep", "＝ 保つ", False), ("meet", "○ 満たす", False),
    ):  # fmt: skip
        found = rows(pages[f"kpi/kinds/{kind}/"])
        assert found
        for row in found:
            assert sign in row.text
            assert any(e.name == "svg" for e in row.walk()) is bars
            assert bars or "帯はない" in row.text
    keep = pages["kpi/kinds/keep/"].main.text
    assert "0のまま保つ" in keep
    assert names(pages["kpi/kinds/down/"]) == []
    assert "当てはまるKPIは" in pages["kpi/kinds/down/"].main.text
    text = rows(pages["kpi/kinds/meet/"])[0].text
    assert "JIS X 8341-3:2016" in text
    assert "進み具合ではありません" in pages["kpi/kinds/up/"].main.text


def test_a_plan_that_announces_kpis_and_prints_none_says_so(
    ours: tuple[Portal, dict[str, Page]],
) -> None:
    """On its own list and on that of a theme; where nothing was announced it is not stated."""
    portal, pages = ours
    bibai = portal.towns["hokkaido/bibai"].editions[0].plan.kpi_statement
    assert bibai is not None
    for path in ("kpi/hokkaido/bibai/", "kpi/themes/security/"):
        assert bibai in pages[path].section("without").text
    ashibetsu = pages["kpi/hokkaido/ashibetsu/"].section("without").text
    everywhere = pages["kpi/"].section("none-hokkaido-ashibetsu-2022").text
    assert "KPI（目標の数字）は書かれていません" in everywhere
    assert "計画に記載なし" in ashibetsu
    assert "美祢市" not in pages["kpi/themes/security/"].section("without").text


@pytest.mark.parametrize("prefix", PREFIXES)
def test_the_list_of_all_leads_to_every_other(
    ours: tuple[Portal, dict[str, Page]], prefix: str
) -> None:
    """Each link has the number of rows behind it, none of them by itself a comparison."""
    _portal, pages = ours
    section = pages[f"{prefix}kpi/"].section("ways")
    links = {e.get("href"): e.text for e in section.walk() if e.name == "a"}
    assert "../workbench/" in links
    del links["../workbench/"]
    others = [p for p in pages if p.startswith(f"{prefix}kpi/") and p != f"{prefix}kpi/"]
    assert {f"{prefix}kpi/{href}" for href in links} == set(others)
    for href, text in links.items():
        number = re.search(r"([0-9]+) ?(?:行|rows?)\s*$", text)
        assert number is not None
        assert int(number[1]) == len(names(pages[f"{prefix}kpi/{href}"]))


def test_a_long_list_is_cut_by_prefecture(tmp_path_factory: pytest.TempPathFactory) -> None:
    """More than a hundred rows of a theme, and of a kind, stand by prefecture."""
    project = an_empty_project(tmp_path_factory.mktemp("many") / "project")
    add_words(project)
    many = {
        f"work-{n}": initiative(
            f"仕事{n}", themes=["windows"], kpis=[kpi("visits", f"数{n}", 20, 10)]
        )
        for n in range(102)
    }
    lone = {"only": initiative("窓口", themes=["windows"])}
    for key, name, reading, roman, code, works in (
        ("yamaguchi/kita", "北市", "きたし", "Kita", "359017", many),
        ("hokkaido/aoba", "青葉市", "あおばし", "Aoba", "019011", lone),
    ):
        town = publisher(name, reading, roman, code)
        add(project, key, town, {"2026": (plan(name, 2026, 2030, list(works)), works)})
    pages = rendered(written(project.root, load(project.root)))
    for path in ("kpi/themes/windows/", "kpi/kinds/down/"):
        assert names(pages[path]) == []
        assert "102" in pages[path].section("prefectures").text
        assert len(names(pages[f"{path}yamaguchi/"])) == 102
    assert "kpi/themes/quiet/yamaguchi/" not in pages


# Periods


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (2022, 2025, [("before", 40.0, 40.0)]),
        (2020, None, [("before", 20.0, 10.0), ("unknown", 30.0, 50.0)]),
        (2025, None, [("before", 70.0, 10.0)]),
        (None, 2024, [("unknown", 0.0, 60.0), ("before", 60.0, 10.0)]),
        (None, None, [("unknown", 0.0, 80.0)]),
    ],
)
def test_what_is_not_known_is_drawn_as_that(
    start: int | None, end: int | None, expected: list[tuple[str, float, float]]
) -> None:
    """Known years are drawn where they are; an unknown end reaches to the plan that followed."""
    years = (2018, 2027)
    found = stretches(start, end, 2026, years, "before")
    wanted = [Stretch(kind, at, width) for kind, at, width in expected]  # type: ignore[arg-type]
    assert list(found) == wanted


def test_an_end_alone_is_said(tmp_path: Path) -> None:
    """A predecessor of which the last year is known, and a plan whose end is not."""
    project = an_empty_project(tmp_path / "project")
    before = [{"title": "前の計画", "end": 2024, "unknown": {"start": "lost"}}]
    data = plan("北市", 2026, 2030, ["only"], predecessors=before)
    data["period"] = {
        "start": 2026, "unknown": {"end": "not-stated"},
        "printed": [{"text": "令和8年度から", "where": "表紙"}],
    }  # fmt: skip
    town = publisher("北市", "きたし", "Kita", "359017")
    add(project, "yamaguchi/kita", town, {"2026": (data, {"only": initiative("窓口")})})
    page = rendered(written(project.root, load(project.root)))["periods/"]
    old, new = rows(page)
    assert "令和6年度（2024年度）" in old.text
    assert "始まり: このサイトの写しでは読み取れません" in old.text
    assert "終わり: 計画に記載なし" in new.text


def test_periods_stand_with_those_before_them(ours: tuple[Portal, dict[str, Page]]) -> None:
    """Every plan and every predecessor that a document names, with its years in words."""
    portal, pages = ours
    table = pages["periods/"].all("table")[0]
    found = [e for e in table.walk() if e.get("scope") == "row"]
    editions = list(portal.editions())
    assert len(found) == sum(1 + len(e.plan.predecessors) for e in editions)
    text = table.text
    for printed in ("平成元年度（1989年度）", "令和3～7年度（2021～2025年度）", "令和4～7年度", "前の計画", "骨子案", "期間終了"):  # fmt: skip
        assert printed in text, printed
    mine = [row for row in rows(pages["periods/"]) if "令和3年度（2021年度）に策定した" in row.text]
    assert len(mine) == 1
    assert mine[0].text.count("計画に記載なし") == 2
    assert [e.get("class") for e in mine[0].walk() if e.name in {"rect", "line"}] == [
        "axis", "now", "may",
    ]  # fmt: skip
    caption = next(e for e in table.walk() if e.name == "caption").text
    assert "しまの帯" in caption
    assert "わかりません" in caption


def test_pictures_are_small_and_not_alone(ours: tuple[Portal, dict[str, Page]]) -> None:
    """No more than 3 KB each; a screen reader passes them by, for the words beside say the same."""
    portal, _pages = ours
    for path, text in written(ROOT, portal).items():
        drawn = re.findall(r'<svg class="scale.*?</svg>', text, re.DOTALL)
        assert drawn or "<table" not in text or path.endswith(("keep/", "meet/"))
        for picture in drawn:
            assert len(picture.encode()) <= LARGEST
            assert 'aria-hidden="true"' in picture
