"""What the site says of its accessibility: the rule, the sample, the pages, the testers' forms."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from builders import ROOT, from_yaml, the_portal
from dxplans.accessibility.claim import REASON, claim_of, human_of
from dxplans.accessibility.evidence import Evidence, Result, Run, page_hash
from dxplans.accessibility.sample import sample_of
from dxplans.accessibility.tested import matched
from dxplans.build import build
from dxplans.check.report import check_project
from dxplans.cli import main
from dxplans.develop.audit.evidence import write_evidence
from dxplans.develop.audit.pages import pages_of
from dxplans.model.accessibility import (
    AccessibilityPolicy,
    Answering,
    Criteria,
    Judgement,
    Judgements,
    PageTest,
    Sampling,
)
from dxplans.pages import renderer
from dxplans.pages.accessibility import PAGE_KIND
from dxplans.pages.sitemap import site_map
from dxplans.portal import load
from dxplans.settings import read_settings
from sample import TODAY, a_whole_project, with_shell
from website.built import Page
from website.document import parse

CASES = sorted((ROOT / "tests" / "cases" / "claim").glob("*.yaml"))
CRITERIA = Criteria.model_validate(from_yaml((ROOT / "a11y/criteria.yaml").read_text("utf-8")))
POLICY = AccessibilityPolicy.model_validate(
    from_yaml((ROOT / "a11y/policy.yaml").read_text("utf-8"))
)
RUN = Run("2026-11-21", "abc", "0", "Chromium 1", (("axe-core", "4.14.1"), ("behaviour", "3")))
SIGNED = {"by": "見本 花子", "on": "2026-12-01"}
RPA = "plans/tokyo/mihon/2026/initiatives/rpa.yaml"
POLICY_PAGE, RESULTS = "accessibility/", "accessibility/results/"
DAY = ["--today", TODAY.isoformat()]


# The data


def test_the_criteria_are_those_of_the_standard() -> None:
    """38 of levels A and AA, and the 18 that WCAG 2.2 adds; people are asked where they judge."""
    assert Counter(c.level for c in CRITERIA.required) == {"A": 25, "AA": 13}
    judged_by = Counter(c.judged_by for c in CRITERIA.required)
    assert judged_by == {"machine": 14, "both": 14, "absent": 9, "person": 1}
    assert len(CRITERIA.additional) == 18
    everything = [*CRITERIA.required, *CRITERIA.additional]
    assert len({c.id for c in everything}) == 56
    assert [c.id for c in everything if c.dropped] == ["4.1.1"]
    for part in (CRITERIA.required, CRITERIA.additional):
        numbers = [[int(n) for n in c.id.split(".")] for c in part]
        assert numbers == sorted(numbers)
    for criterion in everything:
        assert (criterion.ask is not None) == (criterion.judged_by in {"both", "person"})


def test_nothing_is_signed_by_the_project_itself() -> None:
    """What is committed here holds no judgement: only people who tested may add one."""
    data = from_yaml((ROOT / "a11y/judgements.yaml").read_text("utf-8"))
    assert Judgements.model_validate(data) == Judgements()


def test_every_kind_of_page_has_a_name() -> None:
    """A page of the sample is called by the kind of its template."""
    gone = {"moved", "withdrawn", "gone"}
    assert set(PAGE_KIND) - {"handwritten"} == set(renderer._SHOWS) - gone


# The rule


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_claim(path: Path) -> None:
    """The strongest word that the rule allows, and everything that stands in the way of 準拠."""
    case = from_yaml(path.read_text("utf-8"))
    assert case.pop("about")
    said = claimed(**case)
    assert (said.word, list(said.why_not)) == (case["word"], case["lacks"])


def claimed(  # noqa: PLR0913 - the parts of a case
    judged: dict[str, Any],
    machines: dict[str, list[str]] | None = None,
    people: dict[str, list[str]] | None = None,
    *,
    operator: bool = True,
    contact: bool = True,
    declared: bool = True,
    **_: Any,
) -> Any:
    """What may be claimed in a case; what it does not mention is as it should be."""
    machines = {"tested": ["kpi/", "en/kpi/"]} if machines is None else machines
    people = {"passed": ["kpi/", "en/kpi/"]} if people is None else people
    every = judged.pop("all", None)
    results = {c.id: every for c in CRITERIA.required} | judged
    found = {"axe": {"320 dark": 2}}
    pages = {
        **{a: Result("0", RUN, 6) for a in machines.get("tested", ())},
        **{a: Result("0", RUN, 6, found) for a in machines.get("found", ())},
        **{a: Result("old", RUN, 6) for a in machines.get("changed", ())},
    }
    tests = [
        PageTest.model_validate({"page": a, "result": "passed", "hash": "0", **SIGNED})
        for a in people.get("passed", ())
    ] + [
        PageTest.model_validate(
            {"page": a, "result": "failed", "failed": ["1.1.1"], "hash": "0", **SIGNED}
        )
        for a in people.get("failed", ())
    ]
    judgements = Judgements(
        declared=Answering.model_validate(SIGNED) if declared else None,
        criteria=tuple(
            Judgement.model_validate({"id": name, "result": result, **SIGNED})
            for name, result in results.items()
            if result
        ),
        pages=tuple(tests),
    )
    hashes = {a: "new" if a in people.get("changed", ()) else "0" for a in ("kpi/", "en/kpi/")}
    addresses = {*pages, *machines.get("new", ())}
    return claim_of(
        POLICY, CRITERIA, judgements, matched(Evidence(pages), addresses, dict.fromkeys(pages, "0")),
        human_of(judgements, ["kpi/", "en/kpi/"], hashes), operator=operator, contact=contact,
    )  # fmt: skip


def test_the_cases_reach_every_word_and_every_reason() -> None:
    """No branch of the rule is without a case."""
    cases = [from_yaml(path.read_text("utf-8")) for path in CASES]
    assert {case["word"] for case in cases} == {"conforms", "partly", "considers"}
    assert {reason for case in cases for reason in case["lacks"]} == set(REASON)


# The sample

PAGES = [(f"glossary/{n}/", "term") for n in range(300)] + [("", "home"), ("kpi/", "kpi")]
SAMPLING = Sampling(seed="2026", pages=40, kinds=("home", "kpi", "matrix"))


def test_the_sample_is_the_same_whoever_draws_it() -> None:
    """One page of each kind that there is, the rest by chance, as many as asked for."""
    first = sample_of(PAGES, SAMPLING)
    assert sample_of(reversed(PAGES), SAMPLING) == first
    assert len({page.path for page in first}) == 40
    assert [(page.path, page.chance) for page in first[:3]] == [
        ("", False), ("kpi/", False), (first[2].path, True)
    ]  # fmt: skip
    other = sample_of(PAGES, SAMPLING.model_copy(update={"seed": "2027"}))
    assert len({page.path for page in first} & {page.path for page in other}) < 20
    assert len(sample_of(PAGES[:5], SAMPLING)) == 5


@pytest.mark.parametrize("change", ["a page is new", "a page is gone"])
def test_the_sample_hardly_changes_with_the_site(change: str) -> None:
    """A new or lost page changes at most its own place."""
    first = {page.path for page in sample_of(PAGES, SAMPLING)}
    for n in range(60):
        pages = [*PAGES, (f"themes/{n}/", "theme")] if change == "a page is new" else list(PAGES)
        if change == "a page is gone":
            del pages[n]
        assert len(first - {page.path for page in sample_of(pages, SAMPLING)}) <= 1


@pytest.mark.slow
def test_the_site_of_this_project_has_its_sample() -> None:
    """Forty pages, ten of them one of each kind that the policy names."""
    *_, results = site_map(the_portal())
    (sample,) = results.subject
    assert len(sample) == POLICY.sample.pages == 40
    assert [page.kind for page in sample if not page.chance] == list(POLICY.sample.kinds)


# The pages


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small whole project with a policy, and the working directory in it."""
    for name in ("DXPLANS_SITE_URL", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    root = a_whole_project(tmp_path / "project")
    shutil.copytree(ROOT / "a11y", root / "a11y", ignore=shutil.ignore_patterns("evidence.json"))
    monkeypatch.chdir(root)
    return with_shell(root)


def built(root: Path) -> dict[str, str]:
    """The text of each page that tells of the tests, in both languages, after a build."""
    site = build(with_shell(root), root / "site", TODAY).site
    return {
        f"{prefix}{path}": text_of(site / prefix / path / "index.html")
        for prefix in ("", "en/")
        for path in (POLICY_PAGE, RESULTS)
    }


def text_of(file: Path) -> str:
    """What a page says between header and footer."""
    return " ".join(Page(file.name, parse(file.read_text("utf-8"))).main.text.split())


def audited(root: Path, **found: dict[str, dict[str, int]]) -> None:
    """As if machines had tested every page of the site as it is, and found what *found* says."""
    pages = {
        page.address: Result(page_hash(page.html), RUN, 6, found.get(page.address.strip("/"), {}))
        for page in pages_of(root / "site")
    }
    write_evidence(root, Evidence(pages))


@pytest.mark.slow
def test_without_evidence_everything_is_untested(project: Path) -> None:
    """Both pages are there in both languages, complete, and claim nothing."""
    pages = built(project)
    assert "JIS X 8341-3:2016のレベルAAに配慮しています。" in pages[RESULTS]
    assert "made with consideration for level AA of JIS X 8341-3:2016" in pages[f"en/{RESULTS}"]
    assert "運営者は、まだ名前を設定していません" in pages[POLICY_PAGE]
    assert "does not name its operator yet" in pages[f"en/{POLICY_PAGE}"]
    assert "試験ずみのページは、まだありません" in pages[RESULTS]
    file = project / "site" / RESULTS / "index.html"
    first, second = Page(RESULTS, parse(file.read_text("utf-8"))).all("table")
    for table, number in ((first, 38), (second, 18)):
        rows = [row for row in table.walk() if row.name == "tr"][1:]
        assert len(rows) == number
        assert all(row.text.count("未確認") == 2 for row in rows)
    data = json.loads((project / "site/accessibility/evidence.json").read_text("utf-8"))
    assert data["pages"] == {}
    assert {"404.html", "", "en/", "about/", RESULTS} <= set(data["never_tested"])
    assert len(data["never_tested"]) == len(pages_of(project / "site"))


@pytest.mark.slow
def test_a_page_with_the_results_can_be_tested_itself(project: Path) -> None:
    """After an audit nothing is untested, although the audit changed what these pages say."""
    before = built(project)
    audited(project)
    after = built(project)
    assert before[RESULTS] != after[RESULTS]
    data = json.loads((project / "site/accessibility/evidence.json").read_text("utf-8"))
    assert (data["changed_since"], data["never_tested"]) == ([], [])
    number = len(pages_of(project / "site"))
    assert f"自動検査（axe-core, 操作の検査）: 指摘なし、{number}ページ" in after[RESULTS]
    assert f"Automated (axe-core, behaviour checks): nothing found on {number} pages" in after[f"en/{RESULTS}"]  # fmt: skip
    assert "axe-core 4.14.1, 操作の検査 3" in after[RESULTS]
    assert "令和8年（2026年）11月21日" in after[RESULTS]
    assert built(project) == after


@pytest.mark.slow
def test_a_page_changed_since_is_untested(project: Path) -> None:
    """And counted, in both languages, whatever it was that changed."""
    built(project)
    audited(project)
    path = project / RPA
    path.write_text(
        path.read_text("utf-8").replace("title: RPAの活用", "title: RPAの利用"), "utf-8"
    )
    pages = built(project)
    data = json.loads((project / "site/accessibility/evidence.json").read_text("utf-8"))
    changed = data["changed_since"]
    assert "tokyo/mihon/2026/initiatives/rpa/" in changed
    assert "glossary/bpr/" in data["pages"]
    assert (
        f"未試験{len(changed)}ページ（試験のあとで変わった{len(changed)}、新しい0）"
        in pages[RESULTS]
    )
    assert f"{len(changed)} pages not tested ({len(changed)} changed since, 0 new)" in pages[f"en/{RESULTS}"]  # fmt: skip


@pytest.mark.slow
def test_findings_are_told(project: Path) -> None:
    """By engine and number; a row says that they may be about something else."""
    built(project)
    audited(project, glossary={"axe": {"320 dark": 2, "1280 dark": 1}})
    pages = built(project)
    assert "自動検査（axe-core）: 指摘3件（この達成基準とは限りません）" in pages[RESULTS]
    assert "axe-core: 指摘3件。" in pages[RESULTS]
    assert "自動検査で問題が見つかったページがあります。" in pages[RESULTS]


@pytest.mark.slow
def test_what_people_signed_is_shown_with_their_names(project: Path) -> None:
    """With a named operator the words follow the rule: 一部準拠, then 準拠."""
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8").replace('ja: ""', "ja: 見本市").replace('en: ""', "en: Mihon City")  # fmt: skip
    config.write_text(text.replace('contact: ""', "contact: mailto:a11y@example.jp"), "utf-8")
    note = {"ja": "図は3つです。", "en": "There are three figures."}
    one = {"id": "1.1.1", "result": "met", "note": note, "with": ["NVDA 2026.2"], **SIGNED}
    judge(project, criteria=[one, {"id": "1.3.3", "result": "not-met", **SIGNED}])
    built(project)
    audited(project)
    pages = built(project)
    assert "に一部準拠しています。" in pages[RESULTS]
    assert "conforms in part to level AA" in pages[f"en/{RESULTS}"]
    assert "図は3つです。見本 花子が令和8年（2026年）12月1日に判断" in pages[RESULTS]
    assert "There are three figures. Judged by 見本 花子 on" in pages[f"en/{RESULTS}"]
    assert "○ 満たしている" in pages[RESULTS]
    assert "× 満たしていない" in pages[RESULTS]
    assert "NVDA 2026.2" in pages[RESULTS]
    assert "見本市の方針です。" in pages[POLICY_PAGE]
    assert "the policy of Mihon City" in pages[f"en/{POLICY_PAGE}"]
    assert "a11y@example.jp" in pages[POLICY_PAGE]

    everything = [{"id": c.id, "result": "met", **SIGNED} for c in CRITERIA.required]
    hashes = {page.address: page_hash(page.html) for page in pages_of(project / "site")}
    *_, results = site_map(load(project))
    tests = [
        {"page": f"{prefix}{page.path}", "result": "passed", "hash": hashes[f"{prefix}{page.path}"], **SIGNED}
        for prefix in ("", "en/") for page in results.subject[0]
    ]  # fmt: skip
    judge(project, criteria=everything, pages=tests, declared=SIGNED)
    pages = built(project)
    assert "JIS X 8341-3:2016のレベルAAに準拠しています。" in pages[RESULTS]
    assert "conforms to level AA of JIS X 8341-3:2016." in pages[f"en/{POLICY_PAGE}"]
    assert "準拠と言えない理由" not in pages[RESULTS]


def judge(root: Path, **judgements: object) -> None:
    """Write judgements into the project."""
    text = yaml.safe_dump({"criteria": [], **judgements}, allow_unicode=True)
    (root / "a11y" / "judgements.yaml").write_text(text, "utf-8")
    assert check_project(root).problems == ()


def test_a_project_without_a_policy_has_no_such_pages(project: Path) -> None:
    """And no link to them on any page."""
    shutil.rmtree(project / "a11y")
    site = build(with_shell(project), project / "site", TODAY).site
    assert not (site / "accessibility").exists()
    assert "accessibility/" not in (site / "index.html").read_text("utf-8")


def test_every_page_leads_to_the_policy(project: Path) -> None:
    """From its footer."""
    built(project)
    for path in ("index.html", "kpi/index.html", "en/glossary/bpr/index.html"):
        page = Page(path, parse((project / "site" / path).read_text("utf-8")))
        links = [e for e in page.all("a") if e.get("href").endswith("accessibility/")]
        assert [link.text for link in links] in (["アクセシビリティ"], ["Accessibility"])


# The command


def said(capsys: pytest.CaptureFixture[str], *typed: str, ends: int = 0) -> str:
    """What `dxplans a11y …` prints."""
    assert main(["a11y", *typed]) == ends
    streams = capsys.readouterr()
    return streams.out + streams.err


@pytest.mark.slow
def test_a_form_goes_out_and_comes_back(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was filled in and signed is kept, with what was there before and the file's remarks."""
    built(project)
    out = said(capsys, "sample", "form.yaml", "--only", "en", *DAY)
    form = project / "form.yaml"
    text = form.read_text("utf-8")
    number = text.count("  - page: ")
    assert f"wrote a form for {number} pages: form.yaml" in out
    assert 'page: "en/kpi/"' in text
    assert 'page: "kpi/"' not in text
    assert "図や記号の説明だけで" in text
    assert "Do the descriptions of figures" in text
    assert said(capsys, "sample", "form.yaml", *DAY, ends=2).startswith("form.yaml はもうあります")
    assert form.read_text("utf-8") == text

    earlier = {"id": "1.1.1", "result": "not-met", "by": "前の人", "on": "2025-12-01"}
    judge(project, criteria=[earlier, {**earlier, "id": "2.4.2"}])
    path = project / "a11y" / "judgements.yaml"
    path.write_text(f"# 大事な注意\n{path.read_text('utf-8')}", "utf-8")
    text = text.replace('by: ""', "by: 見本 花子").replace('on: ""', "on: 2026-12-01")
    text = text.replace("with: []", "with: [NVDA 2026.2]")
    text = text.replace("    result:\n    failed: []", "    result: failed\n    failed: [1.1.1]", 1)
    text = text.replace("    result:\n    failed: []", "    result: passed\n    failed: []", 1)
    at = text.index("  - id: 1.1.1")
    text = text[:at] + text[at:].replace("result:", "result: met", 1)
    form.write_text(text, "utf-8")
    assert "3 results were added" in said(capsys, "read", "form.yaml")
    assert path.read_text("utf-8").startswith("# 大事な注意\n")
    assert check_project(project).problems == ()
    kept = Judgements.model_validate(from_yaml(path.read_text("utf-8")))
    assert [(one.id, one.result, one.by) for one in kept.criteria] == [
        ("1.1.1", "met", "見本 花子"), ("2.4.2", "not-met", "前の人")
    ]  # fmt: skip
    assert sorted(test.result for test in kept.pages) == ["failed", "passed"]
    assert {test.using for test in kept.pages} == {("NVDA 2026.2",)}


@pytest.mark.slow
def test_without_a_file_the_form_is_printed(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In both languages' pages, and it is YAML."""
    built(project)
    form = from_yaml(said(capsys, "sample", *DAY))
    assert {"kpi/", "en/kpi/", ""} <= {page["page"] for page in form["pages"]}
    assert len(form["criteria"]) == 56
    out = said(capsys, "sample", "--only", "fr", *DAY, ends=2)
    assert out == "言語がありません / No such language: fr (ja, en)\n"


FORM = """\
by: {by}
on: {on}
pages:
  - page: kpi/
    hash: "0"
    result: {result}
    failed: {failed}
"""
WRONG = {
    "no name": ({"by": '""'}, [1], "署名がありません"),
    "a blank name": ({"by": '" "'}, [1], "署名がありません"),
    "no day": ({"on": ""}, [2], "署名がありません"),
    "neither": ({"by": "", "on": ""}, [1, 2], "署名がありません"),
    "no such day": ({"on": "2026-02-30"}, [2], "2026-02-30 という日付はありません"),
    "no such criterion": ({"result": "failed", "failed": "[9.9.9]"}, [7], "達成基準の番号を"),
    "one that is not tested": ({"result": "failed", "failed": "[2.4.9]"}, [7], "達成基準「2.4.9」"),
    "failed without why": ({"result": "failed"}, [6], "result（failed）と failed が合いません"),
    "passed and failed": ({"failed": "[1.1.1]"}, [6], "result（passed）と failed が合いません"),
    "another word": ({"result": "ok"}, [6], "passed / failed"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_form_that_cannot_be_taken_says_where_and_why(
    project: Path, capsys: pytest.CaptureFixture[str], what: str
) -> None:
    """By file and line, with the cure, in the language asked for; nothing is taken over."""
    changes, lines, message = WRONG[what]
    values = {"by": "見本 花子", "on": "2026-12-01", "result": "passed", "failed": "[]", **changes}
    (project / "form.yaml").write_text(FORM.format(**values), "utf-8")
    before = (project / "a11y" / "judgements.yaml").read_bytes()
    out = said(capsys, "read", "form.yaml", ends=1).splitlines()
    assert [int(told.split(":")[1]) for told in out] == lines
    assert all(told.startswith("form.yaml:") and message in told for told in out)
    english = said(capsys, "read", "form.yaml", "--lang", "en", ends=1)
    assert english.isascii() or "（" not in english
    assert (project / "a11y" / "judgements.yaml").read_bytes() == before


def test_an_empty_or_missing_form_is_told(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing filled in, no file named, no file there."""
    values = {"by": "見本 花子", "on": "2026-12-01", "result": "", "failed": "[]"}
    (project / "form.yaml").write_text(FORM.format(**values), "utf-8")
    assert "Nothing is filled in" in said(capsys, "read", "form.yaml", ends=2)
    assert "Name the form" in said(capsys, "read", ends=2)
    assert "gone.yaml:1:1" in said(capsys, "read", "gone.yaml", ends=1)
    (project / "a11y" / "policy.yaml").unlink()
    assert "There is no a11y/policy.yaml" in said(capsys, "read", "form.yaml", ends=2)


@pytest.mark.slow
def test_the_status_tells_what_is_missing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one language at a time: machines, people, criteria, the word, and why no stronger one."""
    built(project)
    audited(project)
    path = project / RPA
    path.write_text(
        path.read_text("utf-8").replace("title: RPAの活用", "title: RPAの利用"), "utf-8"
    )
    judge(project, criteria=[{"id": "1.1.1", "result": "met", **SIGNED}])
    english = said(capsys, "status", "--lang", "en", *DAY)
    total = len(pages_of(project / "site"))
    assert f" of {total} pages tested, 0 with findings" in english
    assert "changed since" in english
    assert "Criteria: 1 of 38 judged, 1 of them met" in english
    assert "May be claimed: JIS X 8341-3:2016 AA, consideration" in english
    assert "  - No operator is named." in english
    japanese = said(capsys, "status", *DAY)
    assert "言える言葉: JIS X 8341-3:2016 AA に配慮" in japanese
    assert "  - 運営者の名前が決まっていません。" in japanese


def test_settings_know_the_operator(tmp_path: Path) -> None:
    """By language; an empty name is none."""
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    assert read_settings(tmp_path).operator == {}
    config = tmp_path / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace('ja: ""', "ja: 見本市"), "utf-8")
    assert read_settings(tmp_path).operator == {"ja": "見本市"}
