"""Pages taken over from earlier builds: the site is always the one that a first build would make."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dxplans.build import build
from dxplans.kept.record import Record, read_record
from dxplans.kept.stock import Stock
from dxplans.kept.store import FOLDER
from dxplans.problem import PlanError
from dxplans.rendering.pool import Processes
from sample import TODAY, a_whole_project, files_of, with_shell

pytestmark = pytest.mark.slow
EDITION = "plans/tokyo/mihon/2026"
OTHER = "plans/tokyo/tonari"
FORMER = "plans/tokyo/mihon/2023"
PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgctxt "initiatives/rpa/title"
msgid "RPAの活用"
msgstr "{words}"
"""


def a_country(root: Path) -> Path:
    """Two towns beside each other and one far away; the first has an edition before its last."""
    a_whole_project(root)
    for place, code, name in (
        ("tokyo/tonari", "139980", "となり市"),
        ("chiba/umi", "129976", "うみ市"),
    ):
        shutil.copytree(root / "plans/tokyo/mihon", root / "plans" / place)
        change(root, f"plans/{place}/publisher.yaml", "139998", code)
        change(root, f"plans/{place}/publisher.yaml", "みほん市", name)
        change(root, f"plans/{place}/2026/plan.yaml", "みほん市DX", f"{name}DX")
    shutil.copytree(root / EDITION, root / FORMER)
    for old, new in (
        ("start: 2026", "start: 2023"),
        ("令和8年度から令和10年度までの3年間", "令和5年度から令和10年度までの6年間"),
        ('"2026-03"', '"2023-03"'),
        ("令和8年3月", "令和5年3月"),
    ):
        change(root, f"{FORMER}/plan.yaml", old, new)
    change(root, f"{EDITION}/plan.yaml", "kind: plan\n", 'kind: plan\nsupersedes: "2023"\n')
    return root  # fmt: skip


def change(root: Path, name: str, old: str, new: str) -> None:
    """Write *new* for *old* in a file, if it stands there."""
    path = root / name
    if path.is_file():
        path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")


def between(name: str, *texts: str) -> Callable[[Path], None]:
    """An edit that writes the next of *texts* where one of them stands."""

    def edit(root: Path) -> None:
        path = root / name
        said = path.read_text("utf-8") if path.is_file() else ""
        here = max((text for text in texts if text in said), key=len, default=None)
        if here is not None:
            after = texts[(texts.index(here) + 1) % len(texts)]
            path.write_text(said.replace(here, after, 1), "utf-8")

    return edit


def there(name: str, text: str) -> Callable[[Path], None]:
    """An edit that writes a file, or takes it away if it is there."""

    def edit(root: Path) -> None:
        path = root / name
        if path.is_file():
            path.unlink()
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    return edit


def an_initiative(root: Path) -> None:
    """Take an initiative away, or bring it back."""
    path = root / EDITION / "initiatives/rpa.yaml"
    aside = root / "rpa.yaml"
    if path.is_file():
        path.rename(aside)
        change(root, f"{EDITION}/plan.yaml", "  - rpa\n", "")
    else:
        aside.rename(path)
        change(root, f"{EDITION}/plan.yaml", "  - online\n", "  - online\n  - rpa\n")


def a_town(root: Path) -> None:
    """Take a publisher away, or bring it back."""
    here, aside = root / OTHER, root / "tonari"
    (here if here.is_dir() else aside).rename(aside if here.is_dir() else here)


EDITS: dict[str, Callable[[Path], None]] = {
    "a value": between(f"{EDITION}/initiatives/online.yaml", "printed: 100件, value: 100", "printed: 120件, value: 120"),
    "a title": between(f"{EDITION}/initiatives/rpa.yaml", "title: RPAの活用", "title: RPAをつかう", "title: BPR"),
    "a title elsewhere": between("plans/chiba/umi/2026/initiatives/online.yaml", "拡大", "縮小"),
    "a direction": between(f"{OTHER}/2026/initiatives/rpa.yaml", "direction: up", "direction: down"),
    "a plan's title": between(f"{EDITION}/plan.yaml", "みほん市DX推進計画", "みほん市DX計画"),
    "a period": between(f"{EDITION}/plan.yaml",
        "令和8年度から令和10年度までの3年間", "令和8年度～令和10年度"),
    "a withdrawn plan": between(f"{OTHER}/2026/plan.yaml", "kind: plan\n",
        'kind: plan\nwithdrawn: {on: "2026-11-01", reason: 市からの求めによります。}\n'),
    "a group": between(f"{EDITION}/plan.yaml", "number: A", "number: B"),
    "the edition before": between(f"{FORMER}/initiatives/rpa.yaml", "printed: 10件, value: 10", "printed: 9件, value: 9"),
    "a chapter": between(f"{EDITION}/chapters/background.yaml", "減って", "RPAで減って"),
    "what a plan says of a term": between(f"{EDITION}/chapters/background.yaml", "作業を自動で", "仕事を自動で"),
    "an answer": between(f"{OTHER}/2026/answers.yaml", "ふやすと", "へらすと"),
    "a stance": between(f"{OTHER}/2026/themes.yaml", "手続の数を", "手続の種類を"),
    "a publisher": between("plans/chiba/umi/publisher.yaml", "name: うみ市", "name: おおうみ市"),
    "a term": between("glossary/rpa.yaml", "決まった作業", "いつもの作業"),
    "a spelling": between("glossary/bpr.yaml", "label: BPR", "label: 人口"),
    "a theme": between("themes/counter.yaml", "title: 窓口と手続", "title: 窓口"),
    "a question": between("questions/without-going.yaml", "short: 行かずに", "short: 家から"),
    "a translation": there("locales/en/plans/tokyo/mihon/2026.po", PO.format(words="RPA at work")),
    "another word of it": between("locales/en/plans/tokyo/mihon/2026.po", "RPA at work", "Using RPA"),
    "a word of the site": between("locales/en/site.po", 'msgstr "Terms"', 'msgstr "Words"', 'msgstr "Home"'),
    "an initiative less": an_initiative,
    "a town less": a_town,
    "settings": between("mkdocs.yml", "site_name: Open DX Plans", "site_name: Plans"),
    "an address": between("mkdocs.yml", 'site_url: ""', "site_url: https://example.jp/"),
    "a template": between("theme_overrides/pages/term.html", "<section", "<section data-new"),
    "a stylesheet": between("theme_overrides/assets/style.css", ":root", ":root "),
    "results": there(f"{EDITION}/progress/2026.yaml",
        'source: 実績\npublished: "2026-11-01"\nresults:\n  - {initiative: online, kpi: procedures, printed: 43件, value: 43, unit: 件}\n'),
}  # fmt: skip
DAYS = {"a day later": date(2026, 11, 21), "years later": date(2029, 4, 1), "that day": TODAY}
DAMAGE: dict[str, Callable[[Path], object]] = {
    "a record cut short": lambda file: file.write_bytes(file.read_bytes()[:-9]),
    "a record of something else": lambda file: file.write_text('{"format": 1, "pages": [3]}', "utf-8"),
    "no record": lambda file: file.unlink(),
    "a record that leads elsewhere": lambda file: file.write_bytes(
        file.read_bytes().replace(b'"index.html"', b'"../../index.html"')
    ),
}  # fmt: skip


class Desk:
    """A project that is edited, its site of before, and what is kept of it."""

    def __init__(self, root: Path) -> None:
        self.root, self.today = a_country(root), TODAY
        self.stock = Stock(root, lasting=True)

    def same(self, stock: Stock | None = None) -> int:
        """Build it with what is kept and without: the same; how many pages were taken over."""
        with_shell(self.root, self.today)
        try:
            cold = files_of(build(self.root, self.root / "cold", self.today).site)
        except PlanError:
            with pytest.raises(PlanError):
                build(self.root, self.root / "warm", self.today, stock=stock or self.stock)
            return 0
        done = build(self.root, self.root / "warm", self.today, stock=stock or self.stock)
        warm = files_of(done.site)
        assert [name for name in cold if warm.get(name) != cold[name]] == []
        assert warm.keys() == cold.keys()
        return done.taken

    def edit(self, name: str) -> None:
        """Do one of the edits."""
        if name in DAYS:
            self.today = DAYS[name]
        else:
            EDITS[name](self.root)


@contextmanager
def a_desk() -> Iterator[Desk]:
    """A desk in a folder of its own."""
    with TemporaryDirectory() as folder:
        yield Desk(Path(folder) / "project")


@pytest.fixture(autouse=True)
def nothing_around(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of a publishing machine."""
    for name in ("DXPLANS_SITE_URL", "DXPLANS_REPOSITORY", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from([*EDITS, *DAYS]), min_size=3, max_size=6), st.data())
def test_any_edits_give_the_site_of_a_first_build(edits: list[str], data: st.DataObject) -> None:
    """In a server that goes on, or in a process of its own each time."""
    with a_desk() as desk:
        desk.same()
        for edit in edits:
            desk.edit(edit)
            fresh = data.draw(st.booleans())
            if fresh:
                desk.stock.close()
            desk.same(Stock(desk.root) if fresh else None)


def test_each_edit_gives_the_site_of_a_first_build() -> None:
    """One after the other, and back again."""
    with a_desk() as desk:
        assert desk.same() == 0
        for edit in EDITS:
            desk.edit(edit)
            desk.same()
        for number, edit in enumerate(EDITS):
            desk.edit(edit)
            if number % 4 == 0:
                desk.same()


def test_what_has_not_changed_is_taken_over(tmp_path: Path) -> None:
    """All of it without an edit; with one all but the pages that show it, by other processes, too."""
    desk = Desk(tmp_path / "project")
    assert desk.same() == 0
    desk.stock.close()
    pages = desk.same(Stock(desk.root))
    assert desk.same(Stock(desk.root)) == pages == desk.same()
    assert desk.same(Stock(desk.root, cold=True)) == 0
    desk.edit("a title elsewhere")
    with_shell(desk.root, TODAY)
    done = build(desk.root, tmp_path / "other", TODAY, stock=Stock(desk.root), hands=Processes(2))
    assert 0.5 < done.taken / done.pages < 1
    assert desk.same(Stock(desk.root)) == pages


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_record_is_as_if_there_were_none(damage: str, tmp_path: Path) -> None:
    """Or one of another version: nobody is told, and nothing of it is used."""
    desk = Desk(tmp_path / "project")
    with_shell(desk.root, TODAY)
    build(desk.root, desk.root / "warm", TODAY, stock=Stock(desk.root))
    (record,) = (desk.root / FOLDER).glob("*.json")
    DAMAGE[damage](record)
    assert read_record(record) == Record()
    assert desk.same(Stock(desk.root)) == 0


def test_damaged_files_are_made_anew(tmp_path: Path) -> None:
    """Whether one was cut short, is another file now, has gone, or was only touched."""
    desk = Desk(tmp_path / "project")
    desk.same()
    files = sorted((desk.root / FOLDER).glob("*/*"))
    files[0].write_bytes(files[0].read_bytes()[:-1])
    files[1].write_bytes(b"something else")
    files[2].unlink()
    files[3].touch()
    assert desk.same() > 0
    # A page of the site that somebody has written into is the same file as the one that is kept.
    (desk.root / "warm" / "index.html").write_text("mine", "utf-8")
    assert desk.same() > 0


def test_what_no_page_has_any_more_is_not_kept(tmp_path: Path) -> None:
    """However often the project is edited."""
    desk = Desk(tmp_path / "project")
    desk.same()
    before = {path.name for path in (desk.root / FOLDER).glob("*/*")}
    for edit in ("a term", "a title", "a title", "a term", "a title"):
        desk.edit(edit)
        desk.same()
    assert {path.name for path in (desk.root / FOLDER).glob("*/*")} == before
