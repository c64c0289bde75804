"""Every template through HTML_CodeSniffer and IBM's engine, and the audit itself in a browser.

Axe runs in test_site_browser.py. What does not depend on colours is asked once a width, in light
colours, the phone's menu and all details open; dark colours are asked of HTML_CodeSniffer at both
widths and of IBM's engine on the phone, where everything is open; English pages once, there.
Closed, wide and dark for IBM, searches and every other page are left to ``make audit``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dxplans import cli
from dxplans.accessibility.evidence import page_hash, read_evidence
from dxplans.develop import toolbox
from dxplans.develop.audit import browsers, run, visits
from dxplans.develop.audit.engines import READ_COLOURS, Engines, Finding, ask, asking, look
from dxplans.develop.audit.exceptions import read_exceptions, remaining
from dxplans.develop.audit.nu import validate
from dxplans.develop.audit.pages import SitePage, pages_of
from dxplans.develop.audit.visits import visiting as looking
from dxplans.develop.toolbox import ToolMissing
from sample import TODAY, a_whole_project, with_shell
from test_site_browser import LANGUAGES, MADE_UP, PAGES
from website.browsing import DESKTOP, PHONE, Visit
from website.built import Site
from website.projects import ROOT, Project

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ENGINES = Engines(ROOT / "node_modules")
ALLOWED = read_exceptions(ROOT, date(2000, 1, 1))
"""Whether they have expired, the audit says: a test must not fail on a day that nothing changes."""
OPEN = "for (const details of document.querySelectorAll('details')) details.open = true"
ASKED = (
    (DESKTOP, "light", ("htmlcs", "ibm")),
    (DESKTOP, "dark", ("htmlcs",)),
    (PHONE, "dark", ("htmlcs", "ibm")),
    (PHONE, "light", ("htmlcs", "ibm")),
)
HEAD = '<!doctype html><html lang="ja"><head><meta charset="utf-8"><title>題</title>'
FAULTY = (
    f"{HEAD}<style>p {{ color: #ccc; background: #fff }} @media (prefers-color-scheme: dark)"
    " { i { color: #333; background: #000 } }</style></head>"
    '<body><main><h1>題</h1><p>かすれた字</p><i>暗い字</i><img src="a.png"><button></button>'
    "<input type=text><div id=a></div><p id=a></main></body></html>"
)
"""A page with faults that each engine knows."""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_two_more_engines_find_nothing(visits: dict[str, Visit], name: str, lang: str) -> None:
    """Engines see different halves of the standard; what pleases one may offend another."""
    where, path = PAGES[name]
    visit = visits[where]
    visit.resize(DESKTOP)
    visit.open(LANGUAGES[lang] + path, status=404 if name == "not found" else 200)
    ENGINES.inject(visit.page, "htmlcs", "ibm")
    faults = []
    for width, scheme, names in ASKED if lang == "ja" else ASKED[-1:]:
        visit.resize(width)
        visit.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        if width == PHONE:
            visit.page.evaluate(OPEN)
        found = remaining(ask(visit.page, *names), ALLOWED)
        faults += [f"{width} {scheme}: {f}" for f in found if MADE_UP not in f.message]
    assert faults == []


# The audit


def a_site(root: Path, **pages: str) -> Path:
    """A folder with these pages: ``home`` at its root, each other one at its own name."""
    for name, html in pages.items():
        file = root / {"home": "index.html", "lost": "404.html"}.get(name, f"{name}/index.html")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, "utf-8")
    return root


def found_on(browser: Browser, site: Path, address: str) -> dict[str, list[Finding]]:
    """What a visit of one page of *site* finds, by mode."""
    (page,) = [page for page in pages_of(site) if page.address == address]
    with looking(site, "/", ENGINES, browser) as visitor:
        return {str(mode): found for mode, found in visitor.look(page).items()}


def rules(found: list[Finding], engine: str) -> str:
    """The rules of one engine among the findings."""
    return " ".join(finding.rule for finding in found if finding.engine == engine)


def test_each_engine_sees_faults(browser: Browser, tmp_path: Path) -> None:
    """Without this, silence would prove nothing: four faults, and one in the dark only."""
    found = found_on(browser, a_site(tmp_path, home=FAULTY), "")
    light, dark = found["1280 light"], found["1280 dark"]
    assert {"color-contrast", "image-alt", "button-name", "label"} <= set(
        rules(light, "axe").split()
    )
    assert "1_1_1.H37" in rules(light, "htmlcs")
    assert "1_4_3.G18" in rules(light, "htmlcs")
    assert {"img_alt_valid", "text_contrast_sufficient"} <= set(rules(light, "ibm").split())
    for engine in ("axe", "htmlcs", "ibm"):
        assert not [f for f in light if f.engine == engine and "暗い字" in f.message]
        assert [f for f in dark if f.engine == engine and "暗い字" in f.message]
    assert any(f.target == "body > main > p" for f in light)
    nu = validate(ENGINES.folder, [tmp_path / "index.html"])[tmp_path / "index.html"]
    assert any("Duplicate ID" in finding.message for finding in nu)


def test_the_dark_is_looked_at_as_if_for_the_first_time(browser: Browser, tmp_path: Path) -> None:
    """Where nothing but colours changes, fewer rules are asked; they find what all would."""
    html = FAULTY.replace("background: #000", "background-color: #000")
    site = a_site(tmp_path, home=html)
    with looking(site, "/", ENGINES, browser) as visitor:
        page = visitor.page
        visitor.engines_on(pages_of(site)[0])
        page.emulate_media(color_scheme="light")
        light = look(page)
        page.emulate_media(color_scheme="dark")
        again, anew = look(page, light), ask(page)
        assert page.evaluate("audit.sameButForColours()")
    assert sorted(again) == sorted(anew)
    assert again != light


@pytest.mark.parametrize(
    "dark",
    [
        "@media (prefers-color-scheme: dark) { b { display: block } }",
        ":root { --b: none } @media (prefers-color-scheme: dark) { :root { --b: block } } b { display: var(--b) }",
        "@media screen { @media (prefers-color-scheme: dark) { b { display: block } } }",
    ],
)
def test_what_only_the_dark_shows_is_found(browser: Browser, tmp_path: Path, dark: str) -> None:
    """A scheme that changes more than colours is looked at by every rule."""
    style = f"<style>b {{ display: none }} {dark}</style>"
    html = f'{HEAD}{style}</head><body><main><h1>題</h1><b><img src="a.png"></b></main>'
    found = found_on(browser, a_site(tmp_path, home=html), "")
    faulty = {
        (mode, finding.engine)
        for mode, findings in found.items()
        for finding in findings
        if finding.rule in {"image-alt", "img_alt_valid"}
    }
    assert faulty == {(f"{w} dark", engine) for w in (1280, 320) for engine in ("axe", "ibm")}


def test_only_rules_that_cannot_fail_a_page_are_left_out(browser: Browser, tmp_path: Path) -> None:
    """IBM's engine itself says so: none of them speaks of failure; most rules do."""
    names = asking(ENGINES.folder)
    assert {"style_focus_visible", "list_markup_review"} <= set(names)
    assert not {"text_spacing_valid", *READ_COLOURS["ibm"]} & set(names)
    site = a_site(tmp_path, home=FAULTY)
    with looking(site, "/", ENGINES, browser) as visitor:
        visitor.look(pages_of(site)[0])
        rules = "Object.entries(new ace.Checker().engine.ruleMap)"
        fail = f"{rules}.filter(([, rule]) => /RuleFail/.test(rule.run)).map(([id]) => id)"
        failing = set(visitor.page.evaluate(fail))
        needed = f"{rules}.flatMap(([, rule]) => rule.dependencies || [])"
        assert not set(names) & set(visitor.page.evaluate(needed))
    assert len(failing) > 80
    assert not set(names) & failing


def test_what_axe_cannot_decide_is_a_finding(browser: Browser, tmp_path: Path) -> None:
    """Unless it is a sign of one character, which its own sums decide."""
    style = "<style>.g { background: linear-gradient(#fff, #eee) } .f { color: #ddd }</style>"
    body = '<main><h1>題</h1><p class="g">地の色が変わる字</p><p>●</p><p class="f">●</p></main>'
    found = found_on(browser, a_site(tmp_path, home=f"{HEAD}{style}</head><body>{body}"), "")
    axe = [finding for finding in found["1280 light"] if finding.engine == "axe"]
    assert {finding.target for finding in axe if "not decided" in finding.message} == {
        "body > main > p.f",
        "body > main > p.g",
    }


def test_a_page_that_sends_on_is_looked_at_itself(browser: Browser, tmp_path: Path) -> None:
    """Its own heading is missing; what it leads to has one."""
    moved = f'{HEAD}<meta http-equiv="refresh" content="0; url=../"></head><body><main>先</main>'
    good = f"{HEAD}</head><body><main><h1>題</h1></main>"
    site = a_site(tmp_path, home=good, old=moved)
    assert "page-has-heading-one" in rules(found_on(browser, site, "old/")["1280 light"], "axe")
    assert "page-has-heading-one" not in rules(found_on(browser, site, "")["1280 light"], "axe")


def test_nothing_but_the_site_answers(browser: Browser, tmp_path: Path) -> None:
    """Below the site's own path: what is missing there is the 404 page, other hosts are silent."""
    scripts = '<script src="{}"></script>'
    body = f"{HEAD}{scripts.format('/sub/a.js')}{scripts.format('https://example.org/b.js')}</head>"
    site = a_site(tmp_path, home=f"{body}<body><main><h1>題</h1></main>", lost=HEAD)
    (site / "a.js").write_text("document.documentElement.dataset.ours = 'yes'")
    with looking(site, "/sub/", ENGINES, browser) as visitor:
        failed: list[str] = []
        visitor.page.on("requestfailed", lambda request: failed.append(request.url))
        visitor.look(pages_of(site)[0])
        assert visitor.page.evaluate("document.documentElement.dataset.ours") == "yes"
        assert set(failed) == {"https://example.org/b.js"}
        status = "async () => (await fetch('/sub/none/')).status"
        assert visitor.page.evaluate(status) == 404


SEARCH = """<body><main><h1>検索</h1><form role="search" aria-label="検索">
<label for="q">言葉</label><input type="search" id="q" name="q"><button>検索</button></form>
<p role="status"></p><details class="menu"><summary>条件</summary><i>選ぶ</i></details>
<ol></ol></main><script>
const q = new URLSearchParams(location.search).get("q");
if (q) setTimeout(() => {
  document.querySelector("[role=status]").textContent = q + "の結果";
  if (q === "AI") document.querySelector("ol").innerHTML = '<li><a href="./"><img src="x.png"></a></li>';
}, 300);
</script>"""


def test_a_search_is_seen_with_its_results(browser: Browser, tmp_path: Path) -> None:
    """A fault that only results have is found with results only."""
    found = found_on(browser, a_site(tmp_path, search=f"{HEAD}</head>{SEARCH}"), "search/")
    faulty = {mode for mode, findings in found.items() if "image-alt" in rules(findings, "axe")}
    assert faulty == {f"{w} {s} results" for w in (1280, 320) for s in ("light", "dark")}
    assert {mode.split()[-1] for mode in found} >= {"light", "dark", "menu", "results"}
    assert not [f for findings in found.values() for f in findings if f.engine == "browser"]


def test_a_search_that_says_nothing_is_a_finding(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The audit goes on."""
    monkeypatch.setattr(visits, "PATIENCE", 300)
    silent = SEARCH[: SEARCH.index("<script>")]
    found = found_on(browser, a_site(tmp_path, search=f"{HEAD}</head>{silent}"), "search/")
    assert rules(found["320 dark results"], "browser") == "error"
    assert rules(found["320 dark"], "browser") == ""


def test_every_page_comes_once_and_leaving_early_ends_it(tmp_path: Path) -> None:
    """Two browsers share the pages; whoever has seen enough may go."""
    plain = f"{HEAD}</head><body><main><h1>題</h1></main>"
    site = a_site(tmp_path, home=plain, one=plain, two=plain)
    pages = pages_of(site)
    looked = [page for page, _found in browsers.look_at(pages, site, "/", ENGINES)]
    assert sorted(looked) == sorted(pages)
    assert list(browsers.look_at((), site, "/", ENGINES)) == []
    begun = browsers.look_at(pages, site, "/", ENGINES)
    next(begun)
    begun.close()  # type: ignore[attr-defined]


def test_a_broken_browser_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the words that name the remedy, not as a silence that never ends."""
    monkeypatch.setattr(visits, "chromium", lambda: None)
    with pytest.raises(ToolMissing, match="Chromium"):
        list(browsers.look_at([SitePage("", HEAD)], tmp_path, "/", ENGINES))


def test_a_browser_that_ends_early_ends_the_audit(browser: Browser, tmp_path: Path) -> None:
    """Its pages were not tested, which is no finding about them."""
    (page,) = pages_of(a_site(tmp_path, home=f"{HEAD}</head><body>"))
    with looking(tmp_path, "/", ENGINES, browser) as visitor:
        visitor.page.close()
        with pytest.raises(ToolMissing, match="続きから"):
            visitor.look(page)


def test_what_is_published_is_what_was_tested(
    repository: Project, site: Site, site_below: Site
) -> None:
    """The same pages at a public address and on the next day are known by the same hashes."""
    later = repository.build(repository.root / "later", TODAY + timedelta(days=1))
    here, below, tomorrow = (
        {page.address: page_hash(page.html, built.base) for page in pages_of(built.root)}
        for built in (site, site_below, later)
    )
    assert len(here) > 100
    assert below == here
    assert tomorrow == here


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small whole project with the tools of this one, and the working directory in it."""
    for name in ("DXPLANS_SITE_URL", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(toolbox, "prepare", lambda *_root, **_quick: None)
    root = with_shell(a_whole_project(tmp_path / "project"))
    (root / "node_modules").symlink_to(ROOT / "node_modules")
    (root / "a11y").mkdir()
    (root / "a11y" / "exceptions.yaml").write_bytes(
        (ROOT / "a11y" / "exceptions.yaml").read_bytes()
    )
    monkeypatch.chdir(root)
    return root


def audit(*arguments: str) -> int:
    """What ``dxplans audit`` ends with."""
    return cli.main(["audit", "--today", TODAY.isoformat(), *arguments])


def test_an_audit_is_resumed_where_it_was(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page that has not changed is not tested again; one that has, is; ``--fresh`` tests all."""
    assert audit("glossary/rpa/", "404") == 0
    first = capsys.readouterr().out
    tested = read_evidence(project).pages
    assert set(tested) == {"404.html", "glossary/rpa/"}
    assert all(page.modes >= 6 and not page.found for page in tested.values())
    (run,) = {page.run for page in tested.values()}
    assert {"axe-core", "behaviour", "vnu-jar"} < dict(run.engines).keys()
    assert "findings: 0." in first
    assert audit("glossary/rpa/") == 0
    assert "testing 0 of" in capsys.readouterr().out
    assert read_evidence(project).pages == tested

    term = project / "glossary" / "rpa.yaml"
    term.write_text(term.read_text("utf-8").replace("label: RPA", "label: RPB"), "utf-8")
    assert audit("glossary/rpa/") == 0
    assert "testing 1 of 1 pages" in capsys.readouterr().out
    assert audit("glossary/rpa/", "--fresh") == 0
    assert "testing 1 of 1 pages" in capsys.readouterr().out


def test_faults_end_the_audit_with_one(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """They are told, listed and kept as evidence."""
    page = project / "theme_overrides" / "pages" / "glossary.html"
    page.write_text(
        page.read_text("utf-8") + '<img src="a.png"><p id=main><a href="./">here</a></p>', "utf-8"
    )
    assert audit("glossary/") == 1
    out = capsys.readouterr().out
    assert "axe image-alt" in out
    assert "nu " in out
    assert "image-alt" in (project / ".cache" / "audit" / "findings.txt").read_text("utf-8")
    assert set(read_evidence(project).pages["glossary/"].found) == {
        "axe",
        "behaviour",
        "htmlcs",
        "ibm",
        "nu",
    }


def test_an_expired_exception_ends_the_audit(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before anything is tested."""
    assert cli.main(["audit", "--today", "2099-01-01"]) == 1
    assert "期限が切れました" in capsys.readouterr().out
    assert not (project / "a11y" / "evidence.json").exists()


def test_an_interrupted_audit_keeps_what_it_has(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After Ctrl-C the next one goes on with the rest."""
    looked: list[str] = []

    def interrupted(*_arguments: object) -> Iterator[tuple[SitePage, visits.Found]]:
        for page in pages_of(project / ".cache" / "audit" / "site"):
            looked.append(page.address)
            if len(looked) > 2:
                raise KeyboardInterrupt
            yield page, {mode: [] for mode in page.modes()}

    monkeypatch.setattr(run, "look_at", interrupted)
    monkeypatch.setattr(run, "STEP", 2)
    assert audit() == 130
    assert sorted(read_evidence(project).pages) == sorted(looked[:2])
    assert "  2 / " in capsys.readouterr().out
