"""A part of a project as a site of its own: all that it needs, under its own name and colours."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from builders import ROOT
from dxplans.build import build
from dxplans.check.messages import line
from dxplans.cli import main
from dxplans.part.colours import PAIRS, colours_of, recoloured
from dxplans.part.history import told
from dxplans.part.place import belongs, has_page
from dxplans.problem import PlanError
from dxplans.settings import Settings, read_settings
from dxplans.updates.record import UNKNOWN, History, Recorded, Update
from sample import TODAY, a_whole_project, files_of
from website.built import Site
from website.links import link_faults

CSS = (ROOT / "theme_overrides" / "assets" / "style.css").read_text("utf-8")
CORRECTIONS = """\
corrections:
  - id: there
    on: "2026-11-01"
    pages: [tokyo/mihon/]
    what: 東京の誤りを直しました。
    told_by: site
  - id: here
    on: "2026-11-02"
    pages: [hokkaido/kita/, tokyo/mihon/]
    what: 北の誤りを直しました。
    told_by: site
"""
NAMED = """\
    parts:
      hokkaido:
        site_name:
          ja: 北のDX計画
        site_url: https://example.org/kita
        colours:
          light: {accent: "#00205b", accent-deep: "#001133", accent-pale: "#eeeeff"}
"""


@pytest.fixture(autouse=True)
def nothing_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests mean the same on a publishing machine."""
    for name in ("DXPLANS_SITE_URL", "DXPLANS_ONLY", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with a town in each of two prefectures."""
    root = a_whole_project(tmp_path / "project", files={"corrections/2026.yaml": CORRECTIONS})
    town = shutil.copytree(root / "plans/tokyo/mihon", root / "plans/hokkaido/kita")
    publisher = town / "publisher.yaml"
    text = publisher.read_text("utf-8")
    for old, new in (("139998", "012157"), ("みほん", "きた"), ("Mihon", "Kita")):
        text = text.replace(old, new)
    publisher.write_text(text, "utf-8")
    return root


def configured(root: Path, parts: str) -> Path:
    """*root* with the settings of its parts."""
    path = root / "mkdocs.yml"
    text = path.read_text("utf-8").replace("    municipalities_in_japan: 1741\n", parts)
    assert parts in text
    path.write_text(text, "utf-8")
    return root


@pytest.mark.slow
def test_a_part_is_a_whole_site(project: Path) -> None:
    """Its towns' pages, every list, the data and the search for these alone; no link leads out."""
    configured(project, NAMED)
    plan = "plans/hokkaido/kita/2026/chapters/background.yaml"
    text = (project / plan).read_text("utf-8")
    assert "人口は減っています。" in text
    away = text.replace(
        "人口は減っています。", "[見本の市](plan:tokyo/mihon)も人口は減っています。"
    )
    (project / plan).write_text(away, "utf-8")

    done = build(project, project / "site", TODAY, only="hokkaido")

    site = Site(done.site, "https://example.org/kita/", ("ja", "en"))
    assert "\n".join(map(str, link_faults(site))) == ""
    names = set(files_of(done.site))
    assert {"index.html", "en/hokkaido/kita/2026/index.html", "hokkaido/kita/feed.xml"} <= names
    assert {"kpi/index.html", "glossary/rpa/index.html", "data/plans.ja.csv"} <= names
    assert [name for name in names if "tokyo" in name] == []
    assert json.loads((done.site / "data/index.json").read_text("utf-8"))["documents"]["publisher"] == [
        "hokkaido/kita"
    ]  # fmt: skip
    page = {name: (done.site / name / "index.html").read_text("utf-8") for name in (
        "", "en", "about", "corrections", "hokkaido/kita/2026/chapters/background"
    )}  # fmt: skip
    assert "<title>北のDX計画</title>" in page[""]
    assert "<title>Open DX Plans (Hokkaido)</title>" in page["en"]
    assert " – 北のDX計画</title>" in page["about"]
    # The hand-written page leads to a town that is not here.
    assert "<p>link</p>" in page["about"]
    assert "北の誤りを" in page["corrections"]
    assert "東京の誤りを" not in page["corrections"]
    assert "見本の市も人口は" in page["hokkaido/kita/2026/chapters/background"]
    assert 'href="https://example.org/kita/"' in page[""]
    (style,) = set(re.findall(r"assets/style-[0-9a-f]+\.css", "".join(page.values())))
    assert colours_of((done.site / style).read_text("utf-8"))["light"]["accent"] == "#00205b"


def test_a_part_that_is_not_there_is_said(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """With what may be meant; before anything is read or written."""
    monkeypatch.chdir(project)
    for only, hint, hint_en in (
        ("hokaido", "「hokkaido」のまちがい", "Did you mean “hokkaido”?"),
        ("hokkaido/kata", "「hokkaido/kita」のまちがい", "Did you mean “hokkaido/kita”?"),
        ("../..", "plans/ のフォルダーの名前", "the name of a folder in plans/"),
    ):
        assert main(["build", "--only", only, "--jobs", "1"]) == 2
        said = capsys.readouterr().err
        assert f"「{only}」" in said
        assert hint in said
        assert hint_en in said
    assert not (project / "site").exists()
    assert not (project / ".cache" / "shell").exists()


def test_what_belongs_to_a_part() -> None:
    """A town's part has its prefecture's page; a name that begins alike is another place."""
    assert belongs("yamaguchi/mine/2026", "yamaguchi/mine")
    assert belongs("yamaguchi/mine", "yamaguchi")
    assert belongs("anything", None)
    assert not belongs("yamaguchi", "yamaguchi/mine")
    assert not belongs("yamaguchi/minesaki", "yamaguchi/mine")
    assert has_page("yamaguchi", "yamaguchi/mine")
    assert not has_page("yamaguchi/hagi", "yamaguchi/mine")


def test_a_part_is_told_of_its_own_past() -> None:
    """And of what changed in the data that all share."""

    def update(key: str, publisher: str | None) -> Update:
        return Update("c", 1, key, publisher, None, None, None, ())

    shared, mine = update("glossary", None), update("tokyo/mihon/2026", "tokyo/mihon")
    other = update("hokkaido/kita", "hokkaido/kita")
    history = History((Recorded("c", 1, (shared, mine, other)),))
    assert told(history, "tokyo").commits[0].updates == (shared, mine)
    assert told(history, None) is history
    assert told(UNKNOWN, "tokyo") == UNKNOWN


def settings(project: Path, parts: str, only: str = "hokkaido") -> Settings:
    """The settings of a part."""
    return read_settings(configured(project, parts), only)


def test_a_part_without_settings_is_called_by_its_place(project: Path) -> None:
    """In both languages; the address of the whole site is not its own."""
    whole = project / "mkdocs.yml"
    whole.write_text(
        whole.read_text("utf-8").replace('site_url: ""', 'site_url: "https://a.jp/"'), "utf-8"
    )
    for only, names in (
        ("hokkaido", ["みんなのDX計画（北海道）", "Open DX Plans (Hokkaido)"]),
        ("hokkaido/kita", ["みんなのDX計画（きた市）", "Open DX Plans (Kita)"]),
    ):
        found = read_settings(project, only)
        assert [one.site_name for one in found.languages] == names
        assert (found.site_url, found.only) == (None, only)
    assert read_settings(project).site_url == "https://a.jp/"


def test_the_environment_says_what_is_built_and_where(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As a publishing workflow does."""
    monkeypatch.setenv("DXPLANS_ONLY", "hokkaido")
    monkeypatch.setenv("DXPLANS_SITE_URL", "https://b.jp")
    found = read_settings(configured(project, NAMED))
    assert (found.only, found.site_url) == ("hokkaido", "https://b.jp/")
    assert found.colours["light"]["accent-pale"] == "#eeeeff"


WRONG = {
    "a pale accent": (
        'colours: {light: {accent: "#3377cc"}}',
        "明るい配色で、accent（#3377cc）と paper（#ffffff）のコントラストは 4.51 です。7 以上に",
        "in the light scheme accent (#3377cc) on paper (#ffffff) has a contrast of 4.51; at least 7",
    ),
    "a dark accent at night": (
        'colours: {dark: {accent: "#115a36"}}',
        "暗い配色で、accent（#115a36）と paper（#1a1a1a）",
        "in the dark scheme accent (#115a36) on paper (#1a1a1a)",
    ),
    "a ground that swallows its text": (
        'colours: {light: {paper: "#202020"}}', "ink（#1a1a1a）と paper（#202020）", "ink (#1a1a1a) on",
    ),
    "no colour": ("colours: {light: {accent: green}}", "引用符と小文字で", "in quotes and lower case"),
    "no token": (
        'colours: {light: {acent: "#000000"}}', "「acent」ではなく、次のどれか: accent, ", "not “acent”",
    ),
    "no scheme": ("colours: {night: {}}", "dark, light", "one of: dark, light"),
    "no key": ("name: 北", "「name」ではなく", "one of: colours, site_name, site_url"),
    "no language": ("site_name: {fr: Nord}", "「fr」ではなく、次のどれか: en, ja", "not “fr”"),
    "no address": ("site_url: kita", "https:// か http:// で", "An address starts with"),
    "no mapping": ("site_name: 北", "項目の集まり", "a group of keys"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_with_a_part_is_told_where_it_stands(project: Path, what: str) -> None:
    """The file, the line, and what it should be: for colours the pair, its contrast and the least."""
    written, ja, en = WRONG[what]
    with pytest.raises(PlanError) as caught:
        settings(project, f"    parts:\n      hokkaido: {{{written}}}\n")
    told_of = caught.value.problems[0]
    assert line(told_of, "ja").startswith("mkdocs.yml:")
    assert told_of.mark.line > 20
    assert any(ja in line(one, "ja") for one in caught.value.problems)
    assert any(en in line(one, "en") for one in caught.value.problems)


def test_other_colours_stand_in_every_scheme() -> None:
    """What the system asks for and what the button sets; all else stays."""
    own = {"light": {"accent": "#00205b"}, "dark": {"accent": "#aaccff"}}
    css = recoloured(CSS, own)
    before, after = colours_of(CSS), colours_of(css)
    assert {
        token for token in before["light"] if before["light"][token] != after["light"][token]
    } == {"accent"}
    assert (after["light"]["accent"], after["dark"]["accent"]) == ("#00205b", "#aaccff")
    assert css.count("--accent: #aaccff") == 2
    assert len(css) == len(CSS)
    assert recoloured(CSS, {}) == CSS
    assert {token for pair in PAIRS for token in pair} <= before["light"].keys()
