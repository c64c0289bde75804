"""A build from its caller's side: the site is whole or the last good one, and the same each time."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from builders import an_edit
from dxplans import build as module
from dxplans.build import BuildError, Built, build, today_of
from dxplans.output import MARKER, swap
from dxplans.problem import PlanError
from dxplans.shell import ShellError
from sample import PAGES, TODAY, a_whole_project, files_of, with_shell

LATER = date(2029, 4, 1)
RPA = "plans/tokyo/mihon/2026/initiatives/rpa.yaml"


@pytest.fixture(autouse=True)
def nothing_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests mean the same on a publishing machine."""
    for name in ("DXPLANS_SITE_URL", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small project whose hand-written pages are there already."""
    return with_shell(a_whole_project(tmp_path / "project"))


@pytest.fixture
def standing(project: Path) -> Path:
    """The folder of a site that was built before: one page tells whether it is still there."""
    site = project / "site"
    site.mkdir()
    for name in (MARKER, "index.html"):
        (site / name).write_text("the last good site", "utf-8")
    return site


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A small site, built once and only looked at."""
    root = with_shell(a_whole_project(tmp_path_factory.mktemp("finished") / "project"))
    return build(root, root / "site", TODAY)


def leftovers(root: Path) -> list[str]:
    """What a build may not leave beside the site."""
    found = [*(root / ".cache").glob("staging-*"), *root.glob(".*-old-*"), *root.glob(".site*")]
    return [path.name for path in found]


def test_a_site_has_all_its_pages_and_files(finished: Built) -> None:
    """Both languages, the hand-written pages, the 404 page, schemas, assets and server settings."""
    names = set(files_of(finished.site))
    for path in ("", "tokyo/", "tokyo/mihon/2026/initiatives/rpa/", "kpi/", "glossary/rpa/"):
        assert {f"{path}index.html", f"en/{path}index.html"} <= names
    assert {"about/index.html", "en/edit/index.html", "404.html", "robots.txt"} <= names
    assert "tokyo/mihon/2026/results.csv" in names
    assert {"schema/plan.json", "en/schema/plan.json", ".htaccess", "_headers", MARKER} <= names
    pages = [name for name in names if name.endswith(".html") and name != "404.html"]
    assert finished.pages == len(pages) - 2 * len(PAGES)
    assert (finished.warnings, leftovers(finished.site.parent)) == ((), [])
    assert finished.seconds > 0


def test_schemas_explain_in_each_language(finished: Built) -> None:
    """An editor's hints follow the language of the address."""
    labels = []
    for prefix in ("", "en/"):
        schema = json.loads((finished.site / f"{prefix}schema/term.json").read_text("utf-8"))
        labels.append(schema["properties"]["label"]["description"])
    assert re.search("[ぁ-ん一-龠]", labels[0])
    assert re.fullmatch("[ -~]+", labels[1])


def test_the_same_input_gives_the_same_bytes(finished: Built, project: Path) -> None:
    """Whenever and wherever it is built: differences between two sites are differences in content."""
    other = build(project, project / "elsewhere" / "site", TODAY)
    assert files_of(other.site) == files_of(finished.site)


def test_the_day_is_an_argument_and_is_printed(finished: Built, project: Path) -> None:
    """A reader sees for which day states were computed."""
    later = build(with_shell(project, LATER), project / "site", LATER)
    for done, day, state in (
        (finished, "令和8年（2026年）11月20日", "計画期間の1年目"),
        (later, "令和11年（2029年）4月1日", "期間終了"),
    ):
        page = (done.site / "tokyo/mihon/2026/index.html").read_text("utf-8")
        assert f"日付の基準: {day}" in page
        assert state in page


BREAKS = {
    "data": (RPA, "title: RPAの活用", "titel: RPAの活用", PlanError),
    "a reference": (RPA, "policies: [policy-2]", "policies: [policy-3]", PlanError),
    "settings": ("mkdocs.yml", 'site_url: ""', "site_url: 5", PlanError),
    "a template": ("theme_overrides/pages/initiative.html", "<h1>", "<h1>{{ nothing.here }}", Exception),
    "a template's grammar": ("theme_overrides/pages/term.html", "<h1>", "{% if %}<h1>", Exception),
    "a translation": ("locales/en/site.po", 'msgid ""\nmsgstr', "msgid\nmsgstr", PlanError),
    "a link of a hand-written page": ("docs/about.md", "tokyo/mihon", "tokyo/mihom", PlanError),
}  # fmt: skip


@pytest.mark.parametrize("what", BREAKS)
def test_a_failed_build_leaves_the_last_good_site(project: Path, standing: Path, what: str) -> None:
    """Whatever breaks: readers keep the site they had, and nothing half-made lies about."""
    file, old, new, error = BREAKS[what]
    before = files_of(standing)
    path = project / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    if file != "mkdocs.yml":
        with_shell(project)

    with pytest.raises(error):
        build(project, standing, TODAY)

    assert files_of(standing) == before
    assert leftovers(project) == []


def test_when_mkdocs_fails_the_last_good_site_stays(
    project: Path, standing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The generated pages may be ready by then; without the hand-written ones there is no site."""
    before = files_of(standing)

    def fail(*_: object) -> Path:
        raise ShellError("Config value 'theme': Unrecognised theme name")

    monkeypatch.setattr(module, "shell_beside", fail)
    with pytest.raises(ShellError, match="Unrecognised theme"):
        build(project, standing, TODAY)
    assert files_of(standing) == before
    assert leftovers(project) == []


def test_a_broken_project_builds_nothing_at_all(project: Path) -> None:
    """The first build of a project with errors makes no site, and tells every error."""
    for name in (RPA, "glossary/rpa.yaml"):
        path = project / name
        path.write_text(path.read_text("utf-8") + "colour: red\n", "utf-8")
    with pytest.raises(PlanError) as caught:
        build(project, project / "site", TODAY)
    assert [problem.mark.file for problem in caught.value.problems] == ["glossary/rpa.yaml", RPA]
    assert not (project / "site").exists()


@pytest.mark.slow
def test_what_is_no_longer_there_leaves_the_site(project: Path, standing: Path) -> None:
    """A page whose file was deleted is not left behind, nor is anything else in the old folder."""
    old = standing / "tokyo/mihon/2026/initiatives/rpa/index.html"
    old.parent.mkdir(parents=True)
    old.write_text("old", "utf-8")
    (project / RPA).unlink()
    plan = project / "plans/tokyo/mihon/2026/plan.yaml"
    plan.write_text(plan.read_text("utf-8").replace("  - rpa\n", ""), "utf-8")

    names = files_of(build(project, standing, TODAY).site)

    assert "index.html" in names
    assert "tokyo/mihon/2026/initiatives/rpa/index.html" not in names


def test_warnings_do_not_stop_a_build(tmp_path: Path) -> None:
    """They come back with the finished site."""
    background = "plans/tokyo/mihon/2026/chapters/background.yaml"
    edit = an_edit(background, "人口は減っています。", "DX 推進の計画です。")
    root = with_shell(a_whole_project(tmp_path, edits=[edit]))
    done = build(root, root / "site", TODAY)
    assert [problem.level for problem in done.warnings] == ["warning"]
    assert (done.site / "index.html").is_file()


def test_the_site_goes_where_it_is_told(project: Path) -> None:
    """Beside the project, under any name, into a folder that is empty or not there yet."""
    place = project / ".." / "公開 する" / "site"
    place.mkdir(parents=True)
    assert build(project, place, TODAY).site == place
    assert (place / "index.html").is_file()


@pytest.mark.parametrize("out", [".", "plans", "docs", "mkdocs.yml", ".."])
def test_a_folder_with_something_else_in_it_is_left_alone(project: Path, out: str) -> None:
    """Swapping a site in removes what was there: that may never be somebody's plans."""
    before = files_of(project)
    with pytest.raises(BuildError) as caught:
        build(project, project / out, TODAY)
    assert "別のフォルダーを指定してください" in str(caught.value)
    assert "Name another folder" in str(caught.value)
    assert files_of(project) == before


def test_a_swap_that_fails_puts_the_old_site_back(tmp_path: Path) -> None:
    """A full disk at the last step does not leave readers without a site."""
    out = tmp_path / "site"
    out.mkdir()
    (out / "index.html").write_text("good", "utf-8")
    with pytest.raises(OSError, match="missing"):
        swap(tmp_path / "missing", out)
    assert files_of(out) == {"index.html": b"good"}
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.slow
def test_long_builds_say_how_far_they_are(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence now and then, by language, for whoever waits."""
    monkeypatch.setattr(module, "STEP", 10)
    told: list[str] = []
    done = build(project, project / "site", TODAY, tell=told.append)
    pages = done.pages // 2
    steps = range(10, pages + 1, 10)
    assert told == [f"{lang}: {step} / {pages}" for lang in ("ja", "en") for step in steps]


@pytest.mark.parametrize(
    ("given", "epoch", "expected"),
    [
        ("2026-03-31", None, date(2026, 3, 31)),
        ("2026-03-31", "1790000000", date(2026, 3, 31)),
        # 31 March, 15:00 in London is midnight in Japan: the fiscal year has turned.
        (None, "1774969199", date(2026, 3, 31)),
        (None, "1774969200", date(2026, 4, 1)),
    ],
)
def test_which_day_it_is(
    monkeypatch: pytest.MonkeyPatch, given: str | None, epoch: str | None, expected: date
) -> None:
    """The day asked for, else the one a reproducible build is given, and always Japan's."""
    if epoch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert today_of(given) == expected


def test_without_being_told_it_is_today() -> None:
    """In Japan, wherever the machine is."""
    assert abs((today_of() - date.today()).days) <= 1  # noqa: DTZ011 - any day that is near


@pytest.mark.parametrize(
    ("given", "epoch"),
    [("31.3.2026", None), ("2026-02-30", None), (None, "now"), (None, "9" * 30)],
)
def test_what_is_not_a_day_is_said(
    monkeypatch: pytest.MonkeyPatch, given: str | None, epoch: str | None
) -> None:
    """In both languages, with what was given."""
    if epoch:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(BuildError, match=f"日付として読めません / Not a day: {given or epoch}"):
        today_of(given)


def test_robots_and_sitemap_follow_the_address(
    finished: Built, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A site that knows its address gives search engines its sitemap; one that does not, none."""
    nowhere = files_of(finished.site)
    monkeypatch.setenv("DXPLANS_SITE_URL", "https://example.org/dx")
    somewhere = files_of(build(with_shell(project), project / "site", TODAY).site)
    rules = b"User-agent: *\nAllow: /\n"
    assert nowhere["robots.txt"] == rules
    assert "sitemap.xml" not in nowhere
    sitemap = b"https://example.org/dx/sitemap.xml"
    assert somewhere["robots.txt"] == rules + b"Sitemap: " + sitemap + b"\n"
    assert b"<loc>https://example.org/dx/en/tokyo/mihon/</loc>" in somewhere["sitemap.xml"]


@pytest.mark.slow
def test_a_real_build_from_nothing(tmp_path: Path) -> None:
    """MkDocs' pages and ours in one site, the second time without running MkDocs again."""
    root = a_whole_project(tmp_path)
    first = build(root, root / "site", TODAY)
    page = (first.site / "en" / "about" / "index.html").read_text("utf-8")
    assert "The page about" in page
    assert 'href="../tokyo/mihon/"' in page
    (shell,) = (root / ".cache" / "shell").iterdir()
    before, made = files_of(first.site), shell.stat().st_ino
    second = build(root, root / "site", TODAY)
    assert files_of(second.site) == before
    assert [path.stat().st_ino for path in (root / ".cache" / "shell").iterdir()] == [made]
