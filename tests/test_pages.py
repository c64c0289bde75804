"""What pages say: one change shows everywhere, languages are data, states follow the day."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from urllib.parse import urljoin

import polib
import pytest

from website.built import Page, Site
from website.document import Element
from website.projects import BELOW, ROOT, TODAY, Project, an_empty_project
from website.shapes import KEY
from website.towns import LARGE, SMALL, YEARS, publisher

INITIATIVE = "plans/yamaguchi/mine/2026/initiatives/ai-rpa.yaml"
KPI_PAGES = ("yamaguchi/mine/2026/initiatives/ai-rpa/", "yamaguchi/mine/", "kpi/", "themes/ai-rpa/")
COUNTER = f"{KEY}/2026/initiatives/counter/"


def both(*paths: str) -> tuple[str, ...]:
    """Each path in Japanese and in English."""
    return (*paths, *(f"en/{path}" for path in paths))


def foreign(page: Page) -> list[str]:
    """The texts that a page marks as Japanese, without those that are meant to be."""
    easy = {id(e) for box in page.main.walk() if "easy" in box.classes for e in box.walk()}
    marked = [e for e in page.main.walk() if e.get("lang") == "ja" and id(e) not in easy]
    return [e.text for e in marked]


def links_to(page: Page | Element, path: str) -> list[Element]:
    """The links whose address ends in *path*."""
    root = page.main if isinstance(page, Page) else page
    return [e for e in root.walk() if e.name == "a" and e.get("href").endswith(path)]


# One change, everywhere


def test_a_changed_target_shows_on_every_page(repository: Project, tmp_path: Path) -> None:
    """Initiative, municipality, list of KPIs and theme, in both languages, after one change."""
    project = repository.copy(tmp_path / "project")
    before = project.render(*both(*KPI_PAGES))
    assert [path for path, page in before.items() if "77件" in page.main.text] == []

    project.change(INITIATIVE, '"2,000件", value: 2000', '"2,345件", value: 2345')
    project.change(
        INITIATIVE, "target: {printed: 10件, value: 10", "target: {printed: 77件, value: 77"
    )
    after = project.render(*both(*KPI_PAGES))

    assert set(after) == set(both(*KPI_PAGES))
    for path in KPI_PAGES:
        assert "2,345件" in after[path].main.text
        assert "77件" in after[path].main.text
        assert "2,000件" not in after[path].main.text
        # Without a translation of the new text the printed one stands there, marked as Japanese.
        assert any("2,345" in text for text in foreign(after[f"en/{path}"]))
        assert any("77件" in text for text in foreign(after[f"en/{path}"]))
        assert "2,000" not in after[f"en/{path}"].main.text


def test_a_translated_target_shows_in_english(repository: Project, tmp_path: Path) -> None:
    """The translator's side of the same change: the new number in English words."""
    project = repository.copy(tmp_path / "project")
    project.change(
        INITIATIVE, "target: {printed: 10件, value: 10", "target: {printed: 77件, value: 77"
    )
    catalogue = project.po("en", "plans/yamaguchi/mine/2026")
    context = "initiatives/ai-rpa/kpis/rpa-tasks/target/printed"
    catalogue.append(polib.POEntry(msgctxt=context, msgid="77件", msgstr="77 tasks"))
    catalogue.save()

    pages = project.render(*(f"en/{path}" for path in KPI_PAGES))

    for page in pages.values():
        assert "77 tasks" in page.main.text
        assert "77件" not in page.main.text


def test_an_outdated_translation_gives_way_to_the_japanese(
    repository: Project, tmp_path: Path
) -> None:
    """The old English is not shown beside a changed text; a note says why there is Japanese."""
    project = repository.copy(tmp_path / "project")
    path = "en/yamaguchi/mine/2026/initiatives/ai-rpa/"
    old = project.po("en", "plans/yamaguchi/mine/2026").find(
        "生成AIの利用ガイドラインを整備します。"
    )
    assert old is not None
    before = project.render(path)[path]
    assert foreign(before) == []
    assert not [e for e in before.main.walk() if "note" in e.classes and e.parent is before.main]

    project.change(
        INITIATIVE, "生成AIの利用ガイドラインを整備します。", "生成AIの使い方の決まりを整備します。"
    )
    after = project.render(path)[path]

    # Once where it stands, once in the line to quote it by.
    assert foreign(after) == [
        "生成AIの使い方の決まりを整備します。", "生成AIの使い方の決まりを整備します",
    ]  # fmt: skip
    notes = [e.text for e in after.main.walk() if "note" in e.classes and e.parent is after.main]
    assert len(notes) == 1
    assert "Japanese" in notes[0]
    assert old.msgstr in before.main.text
    assert old.msgstr not in after.main.text


def test_a_fuzzy_translation_counts_as_none(repository: Project, tmp_path: Path) -> None:
    """As the standard tools mark it: the translator has not looked at the change yet."""
    project = repository.copy(tmp_path / "project")
    catalogue = project.po("en", "plans/yamaguchi/mine/2026")
    entry = catalogue.find("AI・RPAの利用促進", msgctxt="initiatives/ai-rpa/title")
    assert entry is not None
    entry.flags.append("fuzzy")
    catalogue.save()

    page = project.render("en/yamaguchi/mine/2026/initiatives/ai-rpa/").popitem()[1]

    heading = next(e for e in page.elements if e.name == "h1")
    assert heading.text == "AI・RPAの利用促進"
    assert [e.get("lang") for e in heading.walk() if "lang" in e.attributes] == ["ja"]


# Languages are data


@pytest.mark.slow
def test_a_third_language_is_configuration_and_a_folder(towns: Project, towns_site: Site) -> None:
    """Every page has its counterpart at /xx/, in its words, with links to both others."""
    assert (towns.root / "locales" / "xx").is_dir()
    japanese = {file for file in towns_site.pages if file.split("/")[0] not in {"en", "xx"}}
    made_up = {file for file in towns_site.pages if file.startswith("xx/")}
    assert made_up == {f"xx/{file}" for file in japanese - {"404.html"}}
    catalogue = towns.po("xx", "site")
    for file in ("xx/index.html", f"xx/{COUNTER}index.html", "xx/about/index.html"):
        page = towns_site.pages[file]
        switches = {e.get("hreflang"): e.text for e in page.all("a") if "lang" in e.classes}
        assert page.lang == "xx"
        assert switches == {"ja": "日本語", "en": "English"}
        menu = next(e for e in page.all("nav") if "nav" in e.classes)
        entry = catalogue.find("用語集")
        assert entry is not None
        assert entry.msgstr in menu.text


@pytest.mark.slow
def test_hand_written_pages_fall_back_to_japanese(towns_site: Site) -> None:
    """A page that nobody has translated is there, marked as Japanese, with a note."""
    page = towns_site.pages["xx/about/index.html"]
    text = next(e for e in page.main.walk() if "text" in e.classes)
    assert text.lang == "ja"
    assert next(e for e in page.main.walk() if e.name == "h1").find("span")[0].lang == "ja"
    assert [e for e in page.main.walk() if "note" in e.classes]
    assert not [
        e for e in towns_site.pages["en/about/index.html"].main.walk() if "note" in e.classes
    ]


# Withdrawn, former, and every other state


@pytest.mark.slow
def test_a_withdrawn_edition_keeps_its_addresses_only(towns_site: Site) -> None:
    """Nothing of its text is left on any page; its addresses say when and why."""
    gone = ("消えるはずの", "窓口の見直し（中市）")
    for page in towns_site.pages.values():
        assert not any(text in page.tree.text_raw for text in gone), page.file
    folder = "yamaguchi/naka/2026/"
    for path in ("chapters/text/", "initiatives/only/", "errata/"):
        for prefix in ("", "en/", "xx/"):
            page = towns_site.pages[f"{prefix}{folder}{path}index.html"]
            assert not page.indexed
            addresses = {urljoin(f"/{page.path}", e.get("href")) for e in page.main.find("a")}
            assert f"/{prefix}yamaguchi/naka/" in addresses
        text = towns_site.pages[f"{folder}{path}index.html"].main.text
        assert "この計画の文章は取り下げられました。" in text
        assert "令和8年(2026年)10月1日" in text.replace("（", "(").replace("）", ")")
        assert "市からの求めによります。" in text
    for lists in (
        "themes/windows/yamaguchi/index.html",
        "kpi/yamaguchi/index.html",
        "sitemap/index.html",
    ):
        assert not links_to(towns_site.pages[lists], f"{folder}initiatives/only/")


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("2021-03-31", {"kita/2021": "期間の前", "minami/2020": "計画期間の1年目"}),
        ("2021-04-01", {"kita/2021": "計画期間の1年目", "minami/2020": "計画期間の2年目"}),
        ("2025-03-31", {"minami/2020": "計画期間の5年目"}),
        ("2025-04-01", {"minami/2020": "期間終了"}),
        ("2026-03-31", {"kita/2021": "計画期間の5年目", "kita/2026": "期間の前"}),
        ("2026-04-01", {"kita/2021": "新しい版あり", "kita/2026": "計画期間の1年目"}),
        (
            "2026-11-20",
            {"higashi/2026": "骨子案", "nishi/2027": "期間の前", "naka/2026": "取り下げ"},
        ),
        ("2027-04-01", {"higashi/2026": "骨子案", "nishi/2027": "計画期間の1年目"}),
        ("2031-04-01", {"kita/2026": "期間終了", "kita/2021": "新しい版あり"}),
    ],
)
def test_the_state_follows_the_day(towns: Project, day: str, states: dict[str, str]) -> None:
    """On the plan's own page and on those below it, in words; the day is an argument."""
    today = date.fromisoformat(day)
    paths = [f"yamaguchi/{key}/" for key in states]
    below = [f"{path}initiatives/only/" for path in paths if "naka" not in path]
    pages = towns.render(*paths, *below, today=today)
    for key, state in states.items():
        for path in (f"yamaguchi/{key}/", f"yamaguchi/{key}/initiatives/only/"):
            if path in pages:
                tags = [e.text for e in pages[path].main.walk() if "tag" in e.classes]
                assert state in tags, path
                assert str(today.year) in pages[path].tree.text


def test_a_town_shows_the_edition_in_force_first(towns: Project) -> None:
    """And lists the others: the old one before the new one begins, the new one after."""
    for day, first, other in (("2026-03-31", "2021", "2026"), ("2026-04-01", "2026", "2021")):
        page = towns.render("yamaguchi/kita/", today=date.fromisoformat(day))["yamaguchi/kita/"]
        glance = page.section("glance")
        assert links_to(glance, f"{first}/")
        assert not links_to(glance, f"{other}/")
        assert links_to(page.section("editions"), f"{other}/")


def test_results_are_not_due_before_the_year_is_over(towns: Project) -> None:
    """«The year is not over» in the first fiscal year, «not checked» later; published ones stand."""
    path = "yamaguchi/hama/2026/initiatives/work-1/"
    first = towns.render(path, today=date(2027, 3, 31))[path].section("kpi").text
    later = towns.render(path, today=date(2027, 4, 1))[path].section("kpi").text
    assert "対象年度の途中" in first
    assert "未確認" not in first
    assert "未確認" in later
    published = towns.render(COUNTER)[COUNTER].section("kpi").text
    assert "令和8年度" in published
    assert "15件" in published


@pytest.mark.slow
def test_former_names_and_codes_lead_to_the_town(towns_site: Site) -> None:
    """A merged town's code, and its address if it had one, send readers on in every language."""
    for prefix in ("", "en/", "xx/"):
        for path in ("yamaguchi/old-kita/", "codes/353019/", "codes/353027/", "codes/359017/"):
            page = towns_site.pages[f"{prefix}{path}index.html"]
            assert page.moved_to is not None
            assert page.moved_to.endswith("/kita/")
            assert links_to(page, "/kita/")
    assert (
        "旧北町は、いまは北市です。" in towns_site.pages["yamaguchi/old-kita/index.html"].main.text
    )


# Long lists


@pytest.mark.slow
def test_long_lists_are_cut_by_prefecture(towns_site: Site) -> None:
    """The list itself shows how many there are; every row stands on one prefecture's page."""
    for name, path, more in (
        ("kpi", "kpi-count", 5), ("schedule", "schedule", 3), ("themes/windows", "", 2),
        ("glossary/rpa", "", 1),
    ):  # fmt: skip
        whole = towns_site.pages[f"{name}/index.html"]
        jumps = whole.section("prefectures")
        counts = [int(e.text.split()[-1]) for e in links_to(jumps, "/")]
        assert counts[0] == LARGE + more
        assert counts[1] >= SMALL
        assert not links_to(whole, f"work-1/{f'#{path}' if path else ''}")
        for place, number in (("hokkaido", LARGE), ("yamaguchi", SMALL)):
            part = towns_site.pages[f"{name}/{place}/index.html"]
            town = "oka" if place == "hokkaido" else "hama"
            anchor = f"#{path}" if path else ""
            rows = [
                n
                for n in range(1, number + 1)
                if links_to(part, f"{town}/2026/initiatives/work-{n}/{anchor}")
            ]
            assert rows == list(range(1, number + 1))
            other = "hama" if town == "oka" else "oka"
            assert not links_to(part, f"{other}/2026/initiatives/work-1/{anchor}")


def test_many_towns_are_cut_by_prefecture(tmp_path: Path) -> None:
    """With more than a hundred towns the home page and the site map lead by prefectures."""
    project = an_empty_project(tmp_path / "project")
    for number in range(101):
        slug, first = ("hokkaido", "01") if number < 60 else ("yamaguchi", "35")
        five = f"{first}{600 + number}"
        total = sum(
            int(digit) * weight for digit, weight in zip(five, range(6, 1, -1), strict=True)
        )
        code = f"{five}{(11 - total % 11) % 10}"
        data = publisher(
            f"第{number}町",
            "だいまち",
            f"Dai {'abcdefghijk'[number // 10]}{'abcdefghij'[number % 10]}",
            code,
            rank="town",
        )
        project.write(f"plans/{slug}/town-{number}/publisher.yaml", data)

    pages = project.render("", "sitemap/", "sitemap/hokkaido/", "hokkaido/")

    assert not links_to(pages[""], "town-1/")
    assert links_to(pages[""], "hokkaido/")
    assert not links_to(pages["sitemap/"], "town-1/")
    assert "60" in pages["sitemap/"].section("prefectures").text
    for path in ("sitemap/hokkaido/", "hokkaido/"):
        assert (
            len({e.get("href") for e in links_to(pages[path], "/") if "town-" in e.get("href")})
            == 60
        )


@pytest.mark.slow
def test_the_home_page_counts_municipalities_only(towns_site: Site) -> None:
    """Prefectures and joint bodies publish plans too, but are none of Japan's municipalities."""
    home = towns_site.pages["index.html"]
    listed = {e.get("href") for e in links_to(home.section("towns"), "/")}
    bodies = [href for href in listed if href.count("/") == 2]
    count = next(e for e in home.main.walk() if "count" in e.get("class").split())
    number = int(re.findall(r"[0-9]+", count.text)[0])
    assert number == len(bodies) - 2


def test_few_towns_make_a_matrix_of_themes(repository: Project) -> None:
    """Each cell says in words whether a town has a main initiative, touches it, or why it has none."""
    page = repository.render("themes/")["themes/"]
    rows = {
        row.find("th")[0].text: row.find("td") for row in page.main.find("tr") if row.find("td")
    }
    words = {"主な取組や節がある", "ほかの取組でふれている", "計画に記載なし"}
    assert all(len(cells) == 5 for cells in rows.values())
    found = {
        word for cells in rows.values() for cell in cells for word in words if word in cell.text
    }
    assert found == words
    telework = [cell.text.strip() for cell in rows["テレワーク"]]
    assert "計画に記載なし" in telework[2]  # 美幌町's draft has no such topic
    assert all("主な取組や節がある" in text for at, text in enumerate(telework) if at != 2)


# The words of a page


def test_terms_are_linked_at_first_use(towns: Project) -> None:
    """Once a page, longest spelling first, not inside longer words, not in headings."""
    page = towns.render(COUNTER)[COUNTER]
    box = set(page.section("page_words").walk()) | set(page.section("page_about").walk())
    linked = [e for e in links_to(page, "glossary/rpa/") if e not in box]
    assert [e.text for e in linked] == ["RPA"]
    cloud = [e for e in links_to(page, "glossary/cloud/") if e not in box]
    assert [e.text for e in cloud] == ["クラウドサービス"]
    headings = page.all("h1", "h2", "h3", "h4", "caption")
    assert any("RPA" in heading.text for heading in headings)
    assert not any(links_to(heading, "glossary/rpa/") for heading in headings)
    assert [e.text.split()[0] for e in page.section("page_words").find("dt")] == ["RPA", "クラウド"]


def test_english_terms_are_linked_too(repository: Project) -> None:
    """By their English spellings, whatever the Japanese text says."""
    path = "en/yamaguchi/mine/2026/initiatives/ai-rpa/"
    page = repository.render(path)[path]
    assert "generative AI" in [e.text for e in links_to(page, "glossary/generative-ai/")]
    assert "RPA" in [e.text for e in page.section("page_words").find("dt")]


def test_a_term_is_not_linked_to_itself(towns: Project) -> None:
    """Its own page explains it already."""
    page = towns.render("glossary/rpa/")["glossary/rpa/"]
    assert not [e for e in links_to(page, "./") if e.text == "RPA"]
    assert links_to(page, f"{KEY}/2026/chapters/words/#word-rpa")


# What a plan's shapes become


def test_a_schedule_is_a_table_that_says_everything(towns: Project) -> None:
    """Bars have words, gaps and lost years have words, what we inferred is marked."""
    page = towns.render(COUNTER)[COUNTER]
    table = page.section("schedule").find("table")[0]
    heads = [e.text for e in table.find("th") if e.get("scope") == "col"]
    assert len(heads) == len(YEARS) + 1
    assert all(str(year) in head for year, head in zip(YEARS, heads[1:], strict=True))
    rows = {
        row.find("th")[0].text: [c.text for c in row.find("td")] for row in table.find("tr")[1:]
    }
    assert rows["窓口 試行"] == [
        "検討",
        "予定の記載なし",
        "令和10～12年度（2028～2030年度）: 実施（年度はこのサイトの読み）",
    ]
    assert rows["広報"] == ["年度は読み取れません"]
    assert rows["相談"] == ["年度は計画に記載なし"]
    spans = [c.get("colspan") for c in table.find("tr")[1].find("td")]
    assert spans == ["", "", "3"]


def test_figures_are_printed_as_in_the_plan(towns: Project) -> None:
    """Numbers, words, dates in both calendars; a repeat leads to its original."""
    text = towns.render(COUNTER)[COUNTER].section("kpi").text
    for printed in (
        "20件",
        "10件",
        "よくなること",
        "82.4%",
        "90.0%",
        "計画に記載なし",
        "いまの値を保つ",
    ):
        assert printed in text
    assert re.search(r"令和8年[(（]2026年[)）]1月31日", text)
    assert re.search(r"令和12年度[(（]2030年度[)）]", text)
    path = f"{KEY}/2026/initiatives/paperless/"
    repeat = towns.render(path)[path].section("kpi")
    assert "再掲" in repeat.text
    assert links_to(repeat, "../counter/#kpi-visits")


def test_promises_of_others_are_not_the_towns(towns: Project) -> None:
    """Each action has the plan's verb; what the nation does is marked as the nation's."""
    actions = towns.render(COUNTER)[COUNTER].section("do").find("li")
    assert ["使います" in actions[0].text, "実施" in actions[0].text] == [True, True]
    assert "国のこと" in actions[1].text
    assert "（予定の時期は過ぎました" in actions[0].text
    early = towns.render(COUNTER, today=date(2026, 5, 1))[COUNTER].section("do").find("li")
    assert "予定の時期は過ぎました" not in early[0].text


def test_an_official_confirmed_and_signed_text_says_so(towns: Project) -> None:
    """In place of «not made by the town» and «drafted by a machine»; a signature is for one language."""
    pages = towns.render(*both(COUNTER))
    text = pages[COUNTER].main.text
    assert "青葉町の公式の文章です。" in text
    assert "青葉町が作ったページではありません" not in text
    assert "青葉町企画課が" in text
    assert "人が確かめて署名しています。" in text
    assert "人が確かめて署名しています。" not in pages[f"en/{COUNTER}"].main.text


# Building


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below *folder* with its content."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


@pytest.mark.slow
def test_the_order_of_hashes_changes_nothing(towns: Project, towns_site: Site) -> None:
    """Another process with other hashes writes the same bytes, whatever shapes the plans have."""
    program = (
        "import sys; from datetime import date; from pathlib import Path; from dxplans.build import build\n"
        "sys.path.append(sys.argv[4]); from website.past import a_past\n"
        "build(Path(sys.argv[1]), Path(sys.argv[2]), date.fromisoformat(sys.argv[3]), history=a_past())"
    )
    out = towns.root.parent / "again"
    environment = {**os.environ, "PYTHONHASHSEED": "4711"}
    command = [
        sys.executable,
        "-c",
        program,
        str(towns.root),
        str(out),
        TODAY.isoformat(),
        str(ROOT / "tests"),
    ]
    subprocess.run(command, env=environment, check=True)
    assert files_of(out) == files_of(towns_site.root)


@pytest.mark.slow
@pytest.mark.parametrize("program", ["mkdocs", "properdocs"])
def test_mkdocs_alone_builds_the_same_site(
    repository: Project, site_below: Site, tmp_path: Path, program: str
) -> None:
    """With the plain command of MkDocs, and with the one that can take its place."""
    out = tmp_path / "out"
    environment = {
        **os.environ,
        "DXPLANS_TODAY": TODAY.isoformat(),
        "DXPLANS_SITE_URL": BELOW,
        "NO_MKDOCS_2_WARNING": "1",
    }
    config = str(repository.root / "mkdocs.yml")
    command = [
        sys.executable,
        "-m",
        program,
        "build",
        "--config-file",
        config,
        "--site-dir",
        str(out),
    ]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    ours, theirs = files_of(site_below.root), files_of(out)
    assert sorted(theirs) == sorted(ours)
    assert [name for name in ours if ours[name] != theirs[name]] == []
