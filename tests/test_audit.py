"""The audit's data: modes of a page, exceptions that expire, evidence that knows a changed page."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from builders import ROOT
from dxplans.accessibility.evidence import (
    FILE,
    Evidence,
    Result,
    Run,
    page_hash,
    read_evidence,
)
from dxplans.develop.audit.engines import Engines, Finding
from dxplans.develop.audit.evidence import commit_of, counts, write_evidence
from dxplans.develop.audit.exceptions import FILE as EXCEPTIONS
from dxplans.develop.audit.exceptions import (
    ExceptionsError,
    read_exceptions,
    remaining,
)
from dxplans.develop.audit.pages import SitePage, file_of, pages_of
from dxplans.develop.audit.report import EXAMPLES, Row, listing, rows_of, summary, verdict
from dxplans.develop.audit.run import Job

TODAY = date(2026, 11, 20)
SKIP = Finding("ibm", "aria_content_in_landmark", "body > a.skip", "not within a landmark")
ENTRY = {
    "engine": "ibm",
    "rule": "aria_content_in_landmark",
    "target": "body > a.skip",
    "reason": {"ja": "理由", "en": "a reason"},
    "expires": date(2026, 11, 20),
}
RUN = Run("2026-11-20", "abc", "0123456789", "Chromium 1", (("axe-core", "4.14.1"),))
PAGE = '<html><link rel="canonical" href="{url}">\n<script src="assets/site-{asset}.js"></script><p>{text}</p><time datetime="{day}">日付の基準: {day}</time>'


def a_page(
    url: str = "./", asset: str = "0a", text: str = "計画", day: str = "2026-11-20"
) -> str:  # fmt: skip
    """The HTML of a page that names its own address, an asset and the day of the build."""
    return PAGE.format(url=url, asset=asset, text=text, day=day)


def modes(html: str) -> list[str]:
    """The names of a page's modes."""
    return [str(mode) for mode in SitePage("", html).modes()]


# Pages and modes


def test_every_page_is_seen_wide_and_narrow_light_and_dark() -> None:
    """Four modes at least."""
    assert modes("<main></main>") == ["1280 light", "1280 dark", "320 light", "320 dark"]


def test_each_widget_adds_modes() -> None:
    """The menu where it has a button, details at both widths, a search with and without results."""
    menu = modes('<details class="menu"></details>')
    assert menu[4:] == ["320 light menu", "320 dark menu"]
    details = modes('<main><details class="as-text"></details></main>')
    assert details[4:] == [f"{w} {s} details" for w in (1280, 320) for s in ("light", "dark")]
    search = SitePage("search/", '<main>\n<form id="a" role="search"></form></main>').modes()
    assert {mode.state for mode in search[4:]} == {"results", "no results"}
    assert {mode.query[:3] for mode in search[4:]} == {"?q="}
    assert modes('<form role="search"></form><main></main>')[4:] == []


def test_pages_are_known_by_address(tmp_path: Path) -> None:
    """The 404 page too; whatever leads out of the site's folder is no page."""
    (tmp_path / "site" / "en").mkdir(parents=True)
    for name in ("index.html", "en/index.html", "404.html", "a.css"):
        (tmp_path / "site" / name).write_text("x")
    (tmp_path / "outside.html").write_text("x")
    site = tmp_path / "site"
    assert [page.address for page in pages_of(site)] == ["", "404.html", "en/"]
    assert file_of(site, "en/") == site / "en" / "index.html"
    assert file_of(site, "") == site / "index.html"
    assert file_of(site, "fr/") is None
    assert file_of(site, "../outside.html") is None


# Exceptions


def with_exceptions(root: Path, *entries: object) -> Path:
    """A project with these exceptions."""
    path = root / EXCEPTIONS
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump(list(entries), allow_unicode=True), "utf-8")
    return root


def test_an_exception_covers_one_rule_at_one_place(tmp_path: Path) -> None:
    """The same rule elsewhere, and another rule there, are still findings."""
    found = read_exceptions(with_exceptions(tmp_path, ENTRY), TODAY)
    elsewhere = Finding("ibm", SKIP.rule, "main > a", "")
    another = Finding("axe", "region", SKIP.target, "")
    assert remaining([SKIP, elsewhere, another], found) == [elsewhere, another]
    assert remaining([SKIP], ()) == [SKIP]


def test_without_a_file_there_are_none(tmp_path: Path) -> None:
    """A site without exceptions needs no file."""
    assert read_exceptions(tmp_path, TODAY) == ()


@pytest.mark.parametrize(
    ("entries", "today", "ja", "en"),
    [
        ([ENTRY] * 4, TODAY, "3件まで", "At most 3"),
        ([ENTRY], date(2026, 11, 21), "期限が切れました", "expired on 2026-11-20"),
        ([{**ENTRY, "reason": {"ja": "理由"}}], TODAY, "reason(ja, en)", "An exception has"),
        ([{**ENTRY, "expires": "later"}], TODAY, "expires", "An exception has"),
        ([{**ENTRY, "more": 1}], TODAY, "engine", "An exception has"),
        (["all"], TODAY, "engine", "An exception has"),
    ],
    ids=["too many", "expired", "one reason", "no day", "unknown field", "no map"],
)
def test_bad_exceptions_are_refused(
    tmp_path: Path, entries: list[object], today: date, ja: str, en: str
) -> None:
    """In both languages."""
    with pytest.raises(ExceptionsError) as caught:
        read_exceptions(with_exceptions(tmp_path, *entries), today)
    assert ja in str(caught.value)
    assert en in str(caught.value)


def test_the_projects_own_exceptions_are_few_and_complete() -> None:
    """Whether one has expired, the audit says; they are well-formed at any time."""
    assert len(read_exceptions(ROOT, date(2000, 1, 1))) <= 3


# Evidence


def test_a_page_is_the_same_on_another_day_and_at_another_address() -> None:
    """Else nothing that is published would ever have been tested."""
    same = page_hash(a_page())
    assert page_hash(a_page(day="2027-01-01")) == same
    assert page_hash(a_page(url="https://example.org/")) == same
    below = page_hash('<a href="/sub/en/">', "/sub/")
    assert below == page_hash('<a href="/en/">')


def test_a_page_is_another_with_another_text_or_asset() -> None:
    """A changed stylesheet has another name and makes every page that uses it untested."""
    assert len({page_hash(a_page(**{name: "x"})) for name in ("asset", "text")}) == 2
    assert page_hash(a_page()) not in {page_hash(a_page(text="x")), page_hash(a_page(asset="x"))}


def test_evidence_is_kept_as_it_was(tmp_path: Path) -> None:
    """Written and read; the same results make the same file, whatever their order."""
    one = Result("aa", RUN, 6)
    two = Result("bb", Run("2026-11-21", "def", "m", "Chromium 2", ()), 4, {"axe": {"320 dark": 2}})
    evidence = Evidence().with_page("en/", two).with_page("", one)
    write_evidence(tmp_path, evidence)
    text = (tmp_path / FILE).read_text("utf-8")
    assert read_evidence(tmp_path) == evidence
    write_evidence(tmp_path, Evidence({"": one, "en/": two}))
    assert (tmp_path / FILE).read_text("utf-8") == text
    assert list(json.loads(text)["pages"]) == ["", "en/"]
    assert text.count('"commit"') == 2


def test_a_changed_page_is_not_tested() -> None:
    """未試験: neither one with another hash nor one that nobody has seen."""
    evidence = Evidence({"": Result("aa", RUN, 6)})
    assert evidence.tested("", "aa") is not None
    assert evidence.tested("", "ab") is None
    assert evidence.tested("new/", "aa") is None


def test_pages_that_are_gone_leave_no_evidence(tmp_path: Path) -> None:
    """Nor do runs that no page belongs to any more."""
    gone = Result("bb", Run("2020-01-01", "old", "m", "b", ()), 4)
    evidence = Evidence({"": Result("aa", RUN, 6), "gone/": gone})
    write_evidence(tmp_path, evidence.only(frozenset({""})))
    assert list(read_evidence(tmp_path).pages) == [""]
    assert "old" not in (tmp_path / FILE).read_text("utf-8")


def test_without_a_file_nothing_is_tested(tmp_path: Path) -> None:
    """A first audit begins with everything."""
    assert read_evidence(tmp_path) == Evidence()


def test_findings_are_counted_by_engine_and_mode() -> None:
    """What found nothing is not there."""
    axe = Finding("axe", "list", "ul", "")
    found = {"320 dark": [axe, axe, SKIP], "1280 light": [axe], "html": []}
    assert counts(found) == {"axe": {"320 dark": 2, "1280 light": 1}, "ibm": {"320 dark": 1}}


def test_the_commit_is_known_and_whether_it_is_all(tmp_path: Path) -> None:
    """A plus says that files had been changed; the evidence itself does not count."""
    assert commit_of(tmp_path) == "unknown"
    git = (shutil.which("git") or "git", "-c", "user.name=a", "-c", "user.email=a@example.org")
    for command in (("init", "-q"), ("commit", "-q", "--allow-empty", "-m", "one")):
        subprocess.run((*git, *command), cwd=tmp_path, check=True)
    commit = commit_of(tmp_path)
    assert len(commit) == 40
    write_evidence(tmp_path, Evidence())
    assert commit_of(tmp_path) == commit
    (tmp_path / "a.txt").touch()
    assert commit_of(tmp_path) == f"{commit}+"


def test_a_page_is_tested_again_when_anything_could_be_otherwise(tmp_path: Path) -> None:
    """Another text, another method, or findings the last time."""
    page = SitePage("", a_page())
    hashed = page_hash(page.html)
    job = Job(tmp_path, tmp_path, "/", Engines(tmp_path), (), RUN)
    good = Result(hashed, RUN, 6)
    assert job.stands(page, Evidence({"": good}))
    assert not job.stands(page, Evidence())
    for other in (
        replace(good, hash="0"),
        replace(good, run=replace(RUN, method="0")),
        replace(good, found={"axe": {"320 dark": 1}}),
    ):
        assert not job.stands(page, Evidence({"": other}))
    assert job.stands(page, Evidence({"": replace(good, run=replace(RUN, browser="other"))}))


# The report


def test_the_summary_tells_each_rule_once() -> None:
    """With its number and one example, the most frequent first."""
    axe = Finding("axe", "list", "main > ul", "Lists are lists")
    rows = [
        *rows_of("b/", {"320 dark": [axe, axe]}),
        *rows_of("a/", {"320 dark": [axe, SKIP], "html": []}),
    ]
    lines = summary(rows)
    assert lines[0] == "✗ 3× axe list: Lists are lists"
    assert "/a/ (320 dark) main > ul" in lines[1]
    assert lines[2].startswith("✗ 1× ibm aria_content_in_landmark")
    assert listing(rows).count("\n") == 4
    assert "/b/ (320 dark) axe list: main > ul: Lists are lists" in listing(rows)


def test_a_long_summary_is_cut() -> None:
    """The file has the rest."""
    rows = [Row(Finding("axe", f"r{n}", "p", ""), "", "html") for n in range(EXAMPLES + 2)]
    assert summary(rows)[-1] == "… +2"


def test_the_verdict_is_one_line_in_both_languages() -> None:
    """With a sign for those who only look."""
    assert verdict(5, 2, 30, 0, 90.0).startswith(
        "✓ 5ページを30通りの見え方で試験しました(1.5分)。前に試験した2ページは"
    )
    assert verdict(5, 2, 30, 1, 90.0).endswith(
        "5 pages tested in 30 modes, 2 unchanged since an earlier test; findings: 1."
    )
