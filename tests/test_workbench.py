"""The workbench: how far plans may be compared, and what is taken along for the next plan."""

from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook

from builders import ROOT
from dxplans.assets import published_assets
from dxplans.check.report import check_project
from dxplans.model.comparison import Comparison
from dxplans.pages import addresses
from dxplans.pages.here import Here
from dxplans.pages.local import Local
from dxplans.pages.renderer import Renderer, locals_of
from dxplans.pages.sitemap import PageSpec, site_map
from dxplans.pages.workbench import taken_along
from dxplans.portal import Portal, load
from dxplans.settings import read_settings
from dxplans.workbench.comparing import Profile, compare, everywhere, of_theme, profile
from dxplans.workbench.lines import COLUMNS, csv_of
from dxplans.workbench.parts import LIMIT, bench_parts, counts, on_page
from dxplans.workbench.rows import Group, Row, plan_rows, theme_rows
from dxplans.workbench.sources import compared
from exported import Exported
from website.built import Page
from website.document import parse
from website.projects import Project, an_empty_project
from website.shapes import add_shapes
from website.towns import add, add_words, initiative, kpi, plan, publisher

CASES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "cases" / "comparing.yaml").read_text("utf-8")
)
TODAY = date(2026, 11, 20)
MINE = "yamaguchi/mine/2026"
THEME = "workbench/ai-rpa/"
OURS = {"ja": "このサイトの文", "en": "This site's words"}


@cache
def portal() -> Portal:
    """The repository's own plans."""
    return load(ROOT)


@cache
def locals_() -> dict[str, Local]:
    """The portal in both languages."""
    return {local.lang: local for local in _locals(ROOT, portal())}


def _locals(root: Path, there: Portal) -> tuple[Local, ...]:
    specs = list(site_map(there))
    paths = frozenset(spec.path for spec in specs) | frozenset(addresses.HAND_WRITTEN)
    assets, _contents = published_assets(root)
    return locals_of(root, there, read_settings(root), TODAY, paths, assets)


def _spec(there: Portal, path: str) -> PageSpec:
    return next(spec for spec in site_map(there) if spec.path == path)


@cache
def page(path: str, lang: str = "ja") -> Page:
    """A page of the repository's site."""
    local = locals_()[lang]
    html = Renderer(ROOT, local).render(_spec(portal(), path))
    return Page(f"{local.prefix}{path}index.html", parse(html))


@cache
def files(path: str = THEME, lang: str = "ja") -> dict[str, bytes]:
    """What stands beside a page, by the ending of its name."""
    found = taken_along(locals_()[lang], _spec(portal(), path))
    return {name.rpartition(".")[2]: content for name, content in found}


def rows(theme: str) -> tuple[Row, ...]:
    """The rows of a theme's page."""
    here = Here(locals_()["ja"], addresses.bench(theme))
    return theme_rows(here, theme, on_page(portal(), theme, None, 1))


# How far plans may be compared


def _profile(kind: str, years: list[int | None], units: list[str], **rules: list[str]) -> Profile:
    start, end = years
    assert start is not None
    named = (frozenset(rules.get(key, ())) for key in ("rules", "alike"))
    return Profile(kind, start, end, frozenset(units), *named)


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["about"]))
def test_a_pair_is_labelled_for_reasons(case: dict[str, Any]) -> None:
    """The label follows from the facts and the rules alone, whichever side is named first."""
    allowed = {"tasks": "figures", "old": "apart", "content": "apart"}
    used = {"tasks", "old", case.get("theme")}
    rules = {
        name: Comparison.model_validate({
            "title": name, "reason": name, "allows": allows, "themes": ["t"] if name == "content" else [],
            "about": [] if name == "content" else ["a/b/2026/c/d", "a/e/2026/c/d"],
        })
        for name, allows in allowed.items()
        if name in used
    }  # fmt: skip
    one, other = _profile(**case["one"]), _profile(**case["other"])
    pair = compare(one, other, rules)
    assert pair == compare(other, one, rules)
    assert pair.label == case["label"]
    assert [pair.kind, pair.period, pair.unit, pair.definition] == case["facts"]
    assert set(pair.rules) == (one.rules | other.rules | (one.alike & other.alike)) | (
        {"content"} if "theme" in case else set()
    )


def test_what_the_plans_do_not_allow_is_data() -> None:
    """KPIs, counts, rates, the older policy, population and lost years: each a rule with a reason."""
    found = portal().comparisons
    assert set(everywhere(found)) == {"kpis", "initiatives", "population"}
    limits = {name: rule.allows for name, rule in found.items()}
    assert limits["ashibetsu"] == limits["population"] == "apart"
    for theme, name in (
        ("online-procedures", "online-procedures"),
        ("standardization", "business-areas"),
        ("mynumber", "card-rates"),
    ):
        assert name in of_theme(found, theme)
        assert name not in of_theme(found, "talent")
    assert found["mine-schedule"].about == (MINE,)


def test_no_figures_of_two_towns_are_compared_today() -> None:
    """Only one plan has KPIs; and nothing of a policy that is over is read beside the new plans."""
    seen = set()
    for theme in portal().themes:
        rules = of_theme(portal().comparisons, theme)
        found = on_page(portal(), theme, None, 1)
        for (one, a), (other, b) in combinations(found, 2):
            if one.town is other.town:
                continue
            left = profile(one, a, one.initiatives[a], rules)
            pair = compare(left, profile(other, b, other.initiatives[b], rules), rules)
            seen.add(pair.label)
            old = "hokkaido/ashibetsu/2022" in {one.key, other.key}
            assert pair.label == "apart" if old else pair.label != "figures"
    assert seen == {"words", "apart"}


def test_a_row_names_the_others_once_with_the_reasons() -> None:
    """Every other town of the table stands in one group of a row, or in several that differ."""
    for row in rows("ai-rpa"):
        names = [str(town) for group in row.groups for town in group.towns]
        own = str(row.head.town)
        assert own not in names
        assert set(names) | {own} == {str(one.head.town) for one in rows("ai-rpa")}
        pairs = [group.pair for group in row.groups]
        assert len(set(pairs)) == len(pairs)


# The pages


@pytest.mark.parametrize("lang", OURS)
def test_every_sentence_of_ours_says_so(lang: str) -> None:
    """Beside each printed verb stands our sentence, and before it whose it is."""
    table = page(THEME, lang).all("table")[0]
    ours = [e for e in table.walk() if "ours" in e.get("class").split()]
    assert len(ours) == sum(len(row.actions) for row in rows("ai-rpa")) + 1  # and a KPI's note
    for sentence in ours:
        assert sentence.text.strip().startswith(OURS[lang])


def test_the_table_says_what_each_plan_prints() -> None:
    """Title, verb and class, KPI with baseline, target and unit, section, period, kind of document."""
    text = page(THEME).all("table")[0].text
    for printed in ("⑥ AI・RPAの利用促進", "「更に進める」", "拡充", "RPA活用業務数", "2件", "10件", "8 具体的な取組",
                    "骨子案", "令和8～12年度", "読み取れません", "計画に記載なし", "言葉だけ見くらべる", "別々に読む"):  # fmt: skip
        assert printed in text, printed


def test_rows_stand_in_the_order_of_codes() -> None:
    """No order is by a value: towns by code, initiatives as in the plan."""
    for theme in portal().themes:
        found = rows(theme)
        codes = [row.edition.town.order for row in found]
        assert codes == sorted(codes)
        for edition in {row.edition.key: row.edition for row in found}.values():
            names = [row.name for row in found if row.edition is edition]
            assert names == [name for name in edition.initiatives if name in names]


def test_a_plan_without_the_theme_says_why() -> None:
    """Who has nothing, why, and what of theirs touches the theme."""
    section = page("workbench/standardization/").section("without")
    assert "美幌町" in section.text
    assert "計画に記載なし" in section.text


@pytest.mark.parametrize("theme", sorted(portal().themes))
def test_what_only_touches_a_theme_is_counted_beside_its_table(theme: str) -> None:
    """The table holds those that have it as their own; how many others there are stands below."""
    touching = sum(not link.main for link in portal().by_theme[theme])
    text = page(f"workbench/{theme}/").main.text
    told = f"ふれているだけの取組（{touching}件）は、この表にありません"
    assert (told in text) == bool(touching)


def test_a_whole_plan_can_be_taken_along() -> None:
    """All initiatives of one plan, each leading to the tables of its themes."""
    table = page(f"{MINE}/workbench/").all("table")[0]
    assert len([e for e in table.walk() if e.name == "tr"]) == 14 + 1
    links = [e.get("href") for e in table.walk() if e.name == "a"]
    assert "../../../../workbench/ai-rpa/" in links
    assert set(files(f"{MINE}/workbench/")) == {"xlsx", "csv", "md"}  # a plan is no initiative


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A theme with more initiatives than fit a page, and a prefecture with more as well."""
    project = an_empty_project(tmp_path_factory.mktemp("crowd") / "project")
    add_words(project)
    many = {f"work-{n}": initiative(f"仕事{n}", themes=["windows"]) for n in range(LIMIT + 3)}
    few = {"only": initiative(
        "窓口", themes=["windows"], kpis=[kpi("visits", "待つ人の数", 20, 10)],
        actions=[{"id": "do", "text": "始めます。", "verb": "始め", "class": "introduces"}],
    )}  # fmt: skip
    for key, name, reading, roman, code, works in (
        ("yamaguchi/kita", "北市", "きたし", "Kita", "359017", many),
        ("hokkaido/aoba", "青葉市", "あおばし", "Aoba", "019011", few),
    ):
        town = publisher(name, reading, roman, code)
        add(project, key, town, {"2026": (plan(name, 2026, 2030, list(works)), works)})
    return project


def test_a_long_theme_is_cut_by_prefecture_and_again(crowd: Project) -> None:
    """No page holds more rows than others; the first leads on to the prefectures."""
    there = load(crowd.root)
    local = _locals(crowd.root, there)[0]
    parts = {addresses.bench_page("windows", *part): part for part in bench_parts(there, "windows")}
    assert list(parts) == [
        "workbench/windows/", "workbench/windows/hokkaido/", "workbench/windows/yamaguchi/",
        "workbench/windows/yamaguchi/2/",
    ]  # fmt: skip
    assert [len(on_page(there, "windows", *part)) for part in parts.values()] == [0, 1, LIMIT, 3]
    assert list(counts(there, "windows").values()) == [1, LIMIT + 3]
    pages = {path: Renderer(crowd.root, local).render(_spec(there, path)) for path in parts}
    assert 'href="hokkaido/"' in pages["workbench/windows/"]
    assert "<table" not in pages["workbench/windows/"]
    assert list(taken_along(local, _spec(there, "workbench/windows/"))) == []
    assert 'href="../" ' not in pages["workbench/windows/yamaguchi/2/"]
    assert 'href="./" aria-current="page">2</a>' in pages["workbench/windows/yamaguchi/2/"]
    names = [name for name, _ in taken_along(local, _spec(there, "workbench/windows/yamaguchi/2/"))]
    assert names[0] == "dx-plans-windows-yamaguchi-2.xlsx"


# What is taken along


def _cells(raw: bytes) -> list[list[str]]:
    book = load_workbook(io.BytesIO(raw))
    sheet = book.worksheets[0]
    assert not sheet.merged_cells.ranges
    return [["" if v is None else str(v) for v in row] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize("lang", OURS)
def test_the_workbook_and_the_csv_hold_the_same_table(lang: str) -> None:
    """One table a sheet, no merged cells, one line for each initiative, action, KPI and bar."""
    found = files(lang=lang)
    assert found["csv"].startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(found["csv"].decode("utf-8-sig"))))
    assert table == _cells(found["xlsx"])
    assert len({len(line) for line in table}) == 1
    assert len(set(table[0])) == len(table[0])
    expected = sum(
        1 + len(row.actions) + len(row.kpis) + len(row.bars) + len(row.lost)
        for row in rows("ai-rpa")
    )
    assert len(table) == expected + 1


def lines() -> list[dict[str, str]]:
    """The lines of the file on AI and RPA by the names of their columns."""
    names = [name for name, _heading in COLUMNS]
    table = list(csv.reader(io.StringIO(files()["csv"].decode("utf-8-sig"))))
    return [dict(zip(names, line, strict=True)) for line in table[1:]]


def test_an_id_is_one_line(real_data: Exported) -> None:
    """No two lines share one; those of initiatives, actions and KPIs are the open data's."""
    found = [line["id"] for line in lines()]
    assert len(set(found)) == len(found)
    known = {
        row["id"] for table in ("initiatives", "actions", "kpis") for row in real_data.rows(table)
    }
    assert all(one in known for one in found if "/schedule/" not in one)


def test_a_row_of_the_whole_plans_schedule_is_cited_from_there() -> None:
    """It is printed in another section than its initiative, and its source leads to that."""
    rows = [line for line in lines() if line["row"] == "工程" and line["town"] == "上天草市"]
    assert rows
    for line in rows:
        assert line["section"] == "3.3 計画的な取組"
        assert "、3.3 計画的な取組、" in line["source"]
        assert line["source"].endswith(line["page"])


def test_what_is_noted_of_one_plan_is_no_note_of_the_draft() -> None:
    """“The plan does not say what counts as one” is true of one plan only: a comment tells of it."""
    text = files()["yaml"].decode()
    assert "# 美祢市の計画についての注: 何を「1件」と数えるかは" in text
    draft = yaml.safe_load(text)
    assert not any("note" in kpi for kpi in draft["kpis"])


def test_every_line_says_where_it_is_from_and_whose_the_words_are() -> None:
    """A line cut out of the table still names its source, the rights and whose sentence it holds."""
    names = [name for name, _heading in COLUMNS]
    for raw in csv.reader(io.StringIO(files()["csv"].decode("utf-8-sig"))):
        line = dict(zip(names, raw, strict=True))
        if line["code"] == "団体コード":
            continue
        assert line["town"] in line["source"]
        assert line["plan"] in line["source"]
        assert line["town"] in line["rights"]
        assert "CC BY 4.0" in line["rights"]
        assert "受けていません" in line["confirmed"]
        assert bool(line["ours"]) == bool(line["voice"])
        assert line["id"].startswith(f"{line['id'].split('/')[0]}/")


def test_figures_and_units_stand_in_columns_of_their_own() -> None:
    """A program reads the number; a person reads what is printed."""
    book = load_workbook(io.BytesIO(files()["xlsx"]))
    names = [name for name, _heading in COLUMNS]
    lines = [dict(zip(names, row, strict=True)) for row in book.worksheets[0].iter_rows(values_only=True)]  # fmt: skip
    rpa = next(line for line in lines if line["name"] == "RPA活用業務数")
    assert (rpa["target"], rpa["target_value"], rpa["target_unit"]) == ("10件", 10, "件")
    assert rpa["target_year"] is None
    assert "目標の年度: 計画に記載なし" in str(rpa["unknown"])
    lost = [line for line in lines if line["name"] == "RPA導入対象業務検討・導入"]
    assert lost[0]["from"] is None
    assert "読み取れません" in str(lost[0]["unknown"])


def test_the_workbook_is_the_same_every_time() -> None:
    """No clock is in it, and its second sheet says what may not be compared."""
    again = dict(taken_along(locals_()["ja"], _spec(portal(), THEME)))
    assert again["dx-plans-ai-rpa.xlsx"] == files()["xlsx"]
    about = load_workbook(io.BytesIO(files()["xlsx"])).worksheets[1]
    text = "\n".join(str(row[0]) for row in about.iter_rows(values_only=True))
    assert "順位ではありません" in text
    assert str(portal().comparisons["ashibetsu"].reason) in text
    with zipfile.ZipFile(io.BytesIO(files()["xlsx"])) as archive:
        assert archive.testzip() is None


def test_a_text_is_never_a_formula() -> None:
    """What a spreadsheet would run stays a text."""
    assert csv_of([["=1+1", "@x", "-", "-5", 3]]) == "'=1+1,'@x,-,-5,3\r\n"


@pytest.mark.parametrize("lang", OURS)
def test_markdown_quotes_our_sentences_apart(lang: str) -> None:
    """Each in a quotation that begins with whose it is, and none in a line of the plan's words."""
    text = files(lang=lang)["md"].decode("utf-8")
    quotes = [line for line in text.split("\n") if line.startswith(("  > ", "> "))]
    assert len(quotes) == sum(1 + len(row.actions) for row in rows("ai-rpa")) + 1
    assert all(line.strip().startswith(f"> **{OURS[lang]}**: ") for line in quotes)
    assert text.count("\n## ") == len(rows("ai-rpa"))
    sources = re.findall(r"^- (?:出典|Source): (.*)$", text, re.MULTILINE)
    assert len(sources) == len(rows("ai-rpa"))


DATA = ("plans", "glossary", "themes", "questions", "comparisons")


def a_new_plan(root: Path, draft: str, name: str) -> Path:
    """A sixth town whose new plan has the *draft* as its only initiative."""
    for folder in DATA:
        shutil.copytree(ROOT / folder, root / folder)
    project = Project(root)
    folder = "plans/yamaguchi/atarashi"
    project.write(f"{folder}/publisher.yaml", publisher("新市", "あたらしし", "Atarashi", "359017"))
    project.write(f"{folder}/2027/plan.yaml", plan("新市", 2027, 2031, [name]))
    path = root / folder / "2027" / "initiatives" / f"{name}.yaml"
    path.parent.mkdir()
    path.write_text(draft, "utf-8")
    return root


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "name"),
    [(THEME, "draft-ai-rpa"), ("workbench/frontyard/", "draft-frontyard")],
)
def test_the_draft_is_valid_in_a_new_plan(tmp_path: Path, path: str, name: str) -> None:
    """Put where its first lines say, it has no error; and it says of everything where it is from."""
    draft = files(path)["yaml"].decode("utf-8")
    assert f"initiatives/{name}.yaml" in draft
    report = check_project(a_new_plan(tmp_path / "project", draft, name))
    assert [problem for problem in report.problems if problem.level == "error"] == []
    data = yaml.safe_load(draft)
    ids = [item["id"] for field in ("actions", "kpis") for item in data.get(field, ())]
    assert len(set(ids)) == len(ids)
    assert all("ではありません" in note and "CC BY 4.0" in note for note in data["notes"])
    assert "書きかえてください" in data["summary"]


def test_official_words_are_the_towns_own(crowd: Project, tmp_path: Path) -> None:
    """Where a town has given its own text, neither the table nor a file calls it ours."""
    project = crowd.copy(tmp_path / "project")
    file = "plans/hokkaido/aoba/2026/plan.yaml"
    path = project.root / file
    path.write_text(path.read_text("utf-8") + "text: official\nconfirmed: {by: 企画課, on: '2026-11-01'}\n", "utf-8")  # fmt: skip
    there = load(project.root)
    local = _locals(project.root, there)[0]
    spec = _spec(there, "workbench/windows/hokkaido/")
    html = Renderer(project.root, local).render(spec)
    assert "自治体の公式の文" in html
    assert f"<b>{OURS['ja']}</b>" not in html
    found = {name.rpartition(".")[2]: raw.decode("utf-8", "replace") for name, raw in taken_along(local, spec)}  # fmt: skip
    assert "CC BY 4.0）、青葉市" not in found["csv"]
    assert "自治体の公式の文" in found["csv"]
    assert "企画課" in found["csv"]
    assert "青葉市の公式の文です" in found["yaml"]


def test_a_fork_keeps_rules_about_towns_that_it_has_not(crowd: Project, tmp_path: Path) -> None:
    """They are no error, and are told nowhere; those about a town that is here are."""
    project = crowd.copy(tmp_path / "project")
    for name, key in (("gone", "kyoto/nakami/2026"), ("here", "hokkaido/aoba/2026")):
        project.write(f"comparisons/{name}.yaml", {
            "title": f"きまり{name}", "reason": "時期がちがいます。", "allows": "apart", "about": [key],
        })  # fmt: skip
    there = load(project.root)
    local = _locals(project.root, there)[0]
    html = Renderer(project.root, local).render(_spec(there, "workbench/"))
    assert "きまりhere" in html
    assert "きまりgone" not in html


def test_a_shared_unit_is_named_in_the_pages_language(tmp_path: Path) -> None:
    """Before it is translated it says that it is Japanese, and in a file it is bare."""
    project = an_empty_project(tmp_path / "project")
    add_words(project)
    for key, name, reading, roman, code in (
        ("yamaguchi/kita", "北市", "きたし", "Kita", "359017"),
        ("hokkaido/aoba", "青葉市", "あおばし", "Aoba", "019011"),
    ):
        work = initiative("窓口", themes=["windows"], kpis=[kpi("visits", "待つ人", 20, 10)])
        town = publisher(name, reading, roman, code)
        add(project, key, town, {"2026": (plan(name, 2026, 2030, ["only"]), {"only": work})})
    there = load(project.root)
    english = _locals(project.root, there)[1]
    spec = _spec(there, "workbench/windows/")
    html = Renderer(project.root, english).render(spec)
    assert 'Same unit of a KPI (<span class="fallback" lang="ja">件</span>)' in html
    found = dict(taken_along(english, spec))
    assert "Same unit of a KPI (件)" in found["dx-plans-windows.csv"].decode("utf-8")


def test_a_withdrawn_plan_is_nowhere_to_be_taken(tmp_path: Path, crowd: Project) -> None:
    """Its rows are gone; its address answers with what became of it."""
    project = crowd.copy(tmp_path / "project")
    path = project.root / "plans/hokkaido/aoba/2026/plan.yaml"
    path.write_text(path.read_text("utf-8") + "withdrawn: {on: '2026-10-01', reason: 求めによります。}\n", "utf-8")  # fmt: skip
    there = load(project.root)
    assert _spec(there, "hokkaido/aoba/2026/workbench/").template == "withdrawn"
    assert "hokkaido" not in {place.slug for place in counts(there, "windows")}


def test_the_rows_of_a_plan_are_all_of_it() -> None:
    """In the plan's order, whatever themes they have."""
    town = portal().towns["kumamoto/kamiamakusa"]
    found = plan_rows(Here(locals_()["ja"], "x/"), town.editions[0])
    assert [row.name for row in found] == list(town.editions[0].initiatives)


def test_every_shape_of_a_plan_is_taken_along(tmp_path: Path) -> None:
    """What the nation does, KPIs without a value, decimals, long ids: as the data has them."""
    project = an_empty_project(tmp_path / "project")
    add_words(project)
    add_shapes(project)
    counter = "plans/hokkaido/aoba/2026/initiatives/counter.yaml"
    data = yaml.safe_load((project.root / counter).read_text("utf-8"))
    long = "x" * 50
    for at, action in enumerate(data["actions"]):
        action["id"] = f"{long}{'ab'[at]}" if at < 2 else action["id"]
    project.write(counter, data)
    there = load(project.root)
    local = _locals(project.root, there)[0]
    spec = _spec(there, "workbench/windows/")
    found = {name.rpartition(".")[2]: raw for name, raw in taken_along(local, spec)}
    names = [name for name, _heading in COLUMNS]
    table = list(csv.reader(io.StringIO(found["csv"].decode("utf-8-sig"))))[1:]
    lines = [dict(zip(names, line, strict=True)) for line in table]
    assert "国のこと" in {line["by"] for line in lines}
    assert "82.4" in {line["baseline_value"] for line in lines}
    words = next(line for line in lines if line["name"] == "窓口の評判")
    assert "基準値: 計画に記載なし" in words["unknown"]
    assert words["target"] == "よくなること"
    assert words["target_value"] == ""
    inferred = [line for line in lines if "読み取りました" in line["unknown"]]
    assert inferred
    draft = yaml.safe_load(found["yaml"])
    ids = [one["id"] for one in draft["actions"]]
    assert len(set(ids)) == len(ids)
    assert all(len(one) <= 60 for one in ids)
    assert {"nation"} == {one["by"] for one in draft["actions"] if "by" in one}
    assert any(one["baseline"]["value"] == 82.4 for one in draft["kpis"] if "baseline" in one)
    assert any("unknown" in one for one in draft["kpis"])


def test_many_towns_alike_are_named_in_part() -> None:
    """Ten by name, of the others the number; the cell of a table does not grow with them."""
    here = Here(locals_()["ja"], addresses.bench("ai-rpa"))
    row = rows("ai-rpa")[0]
    towns = tuple(here.local.town(town) for town in portal().towns.values())
    short, long = compared(here, row, Group(row.groups[0].pair, towns, 7))
    assert short.endswith("ほか7件")
    assert "ほか7件: 文書の種類は同じ" in long
