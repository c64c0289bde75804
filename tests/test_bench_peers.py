"""What others are given to build: the same pages, as somebody new to their tool would keep them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from bench.edits import line_in_hugo, line_of, watched
from bench.measure import MeasureError
from bench.peers import BARE, FULL, HUGO, PRUNED, command, hugo, make_project
from bench.plain import ADDRESSES, markdown

pytestmark = pytest.mark.slow  # processes are started

HTML = """<body><nav>menu</nav><main id="main"><nav><a href="#x">jump</a></nav>
<h1>計画 <svg><rect/></svg></h1><p>文 <a href="../../glossary/rpa/">RPA</a> と <b>太字</b>。</p>
<ul><li>一 <ol><li>下</li></ol></li><li>[二] * 三</li></ul>
<table><caption>表</caption><tr><th>項目</th><th>数</th></tr>
<tr><td>件 | 数</td><td><p>12</p><p><a href="https://example.jp/">外</a></p></td></tr><tr><td>片方</td></tr></table>
<dl><dt>語</dt><dd>意味</dd></dl><script>no()</script></main><footer>foot</footer></body>"""


def test_a_page_as_markdown_keeps_words_tables_and_links() -> None:
    """Others get the same to read, without what they add themselves."""
    assert markdown(HTML).split("\n") == [
        "# 計画",
        "",
        "文 [RPA](../../glossary/rpa/index.md) と **太字**。",
        "",
        "- 一",
        "    1. 下",
        "",
        "- \\[二\\] \\* 三",
        "",
        "表",
        "",
        "| 項目 | 数 |",
        "| --- | --- |",
        "| 件 \\| 数 | 12 [外](https://example.jp/) |",
        "| 片方 |  |",
        "",
        "語",
        "",
        "意味",
        "",
    ]


def test_links_are_files_or_addresses() -> None:
    """MkDocs wants the file that makes the page, Hugo takes the address as it is."""
    assert "[RPA](../../glossary/rpa/)" in markdown(HTML, ADDRESSES)


def page(site: Path, name: str, text: str = "文。") -> None:
    """A page of a built site."""
    path = site / name / "index.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = (
        f'<title>{name} &amp; more – site</title><meta name="description" content="about {name}">'
    )
    path.write_text(f"{head}<main><h1>{name}</h1><p>{text}</p></main>", encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site of two pages in two languages."""
    for name in (".", "a", "en", "en/a"):
        page(tmp_path / "site", name)
    (tmp_path / "site" / "assets").mkdir()
    (tmp_path / "site" / "assets" / "style-0123.css").write_text("a{}", encoding="utf-8")
    return tmp_path / "site"


@pytest.mark.parametrize(
    ("peer", "pruned", "searched"),
    [(FULL, False, True), (PRUNED, True, True), (BARE, True, False)],
)
def test_mkdocs_gets_a_folder_for_each_language(
    site: Path, tmp_path: Path, peer: str, *, pruned: bool, searched: bool
) -> None:
    """As static-i18n wants it; variants differ in the navigation and in the search."""
    project = tmp_path / "project"
    assert make_project(peer, site, project) == 4
    docs = project / "docs"
    assert sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md")) == [
        "en/a/index.md", "en/index.md", "ja/a/index.md", "ja/index.md",
    ]  # fmt: skip
    assert "en/a" in (docs / "en" / "a" / "index.md").read_text(encoding="utf-8")
    configuration = (project / "mkdocs.yml").read_text(encoding="utf-8")
    assert ("navigation.prune" in configuration) is pruned
    assert ("- search:" in configuration) is searched
    assert command(peer)[1:3] == ("-m", "mkdocs")


def test_hugo_gets_lists_and_pages(site: Path, tmp_path: Path) -> None:
    """A page with others below it is a list to Hugo; title and description are told to it."""
    project = tmp_path / "project"
    assert make_project(HUGO, site, project) == 4
    content = project / "content"
    assert sorted(path.relative_to(content).as_posix() for path in content.rglob("*.md")) == [
        "en/_index.md", "en/a/index.md", "ja/_index.md", "ja/a/index.md",
    ]  # fmt: skip
    front, _, text = (content / "en/a/index.md").read_text(encoding="utf-8").partition("\n\n")
    assert json.loads(front) == {"title": "en/a & more", "description": "about en/a"}
    assert text == "# en/a\n\n文。\n"
    assert (project / "static" / "style.css").read_text(encoding="utf-8") == "a{}"
    assert (project / "layouts" / "baseof.html").is_file()


def test_hugo_prints_the_frame_that_we_print(site: Path, tmp_path: Path) -> None:
    """Skip link, language, menu, search, breadcrumbs and footer; needs the bench's Hugo."""
    try:
        hugo()
    except MeasureError:
        pytest.skip("Hugo is installed by `make bench` only")
    project = tmp_path / "project"
    make_project(HUGO, site, project)
    run = subprocess.run(
        (*command(HUGO), "--panicOnWarning"),
        cwd=project,
        check=False,
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    html = (project / "site" / "en" / "a" / "index.html").read_text(encoding="utf-8")
    assert html.index('href="#main"') < html.index('href="/a/" lang="ja"') < html.index("glossary/")
    assert html.index('role="search"') < html.index("Breadcrumbs") < html.index("<main")
    assert '<h1 id="ena">en/a</h1>' in html
    assert html.index("</main>") < html.index("CC BY 4.0")
    assert {"sitemap.xml", "404.html"} <= {path.name for path in (project / "site").iterdir()}


def test_without_hugo_the_way_to_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is measured against a peer that is not there."""
    monkeypatch.setenv("DXPLANS_HUGO", "/nowhere/hugo")
    with pytest.raises(MeasureError, match=r"requirements-bench\.lock"):
        hugo()


SERVER = """
import http.server, sys, time
from pathlib import Path
class Handler(http.server.SimpleHTTPRequestHandler):
    def do_GET(self):
        text = Path("plan.yaml").read_text("utf-8")
        until = time.process_time() + (0.2 if "直しました" in text else 0)
        while time.process_time() < until: pass
        self.send_response(200); self.end_headers()
        self.wfile.write(f"<html>{text}</html>".encode())
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Handler).serve_forever()
"""


def plan(root: Path, name: str, state: str = "") -> Path:
    """A plan with an initiative below *root*; its initiative's file."""
    folder = root / "plans" / "aichi" / name / "2026"
    (folder / "initiatives").mkdir(parents=True)
    (folder / "plan.yaml").write_text(f"title: 計画\n{state}", encoding="utf-8")
    found = folder / "initiatives" / "it.yaml"
    found.write_text("title: 取組。\nsummary: |\n  一つ目。二つ目。\n", encoding="utf-8")
    return found


def test_an_edit_changes_a_sentence_that_is_shown_and_takes_it_back(tmp_path: Path) -> None:
    """What is withdrawn shows nothing; the same sentence stands in Hugo's file."""
    plan(tmp_path, "a", "withdrawn: {on: 2026-08-01}\n")
    shown = plan(tmp_path, "b")
    line = line_of(tmp_path)
    assert (line.file, line.address) == (shown, "aichi/b/2026/initiatives/it/")
    before = shown.read_text(encoding="utf-8")
    with line.changed(7) as mark:
        assert f"  一つ目、{mark}。二つ目。" in shown.read_text(encoding="utf-8")
    assert shown.read_text(encoding="utf-8") == before
    copy = tmp_path / "content" / "ja" / line.address / "index.md"
    copy.parent.mkdir(parents=True)
    copy.write_text('{"title": "題。"}\n\n# 見出し。\n\n一つ目。\n', encoding="utf-8")
    with line_in_hugo(tmp_path, line).changed(7) as mark:
        assert copy.read_text(encoding="utf-8").endswith(f"# 見出し。\n\n一つ目、{mark}。\n")
    shown.write_text("title: 取組\n", encoding="utf-8")
    with pytest.raises(MeasureError, match="no sentence"), line.changed(1):
        pass


def test_an_edit_is_timed_until_it_is_seen(tmp_path: Path) -> None:
    """With what the server works for it; a server that ends says so."""
    (tmp_path / "plan.yaml").write_text("summary: |\n  一つ目。\n", encoding="utf-8")
    file = plan(tmp_path, "b")
    line = line_of(tmp_path)
    line = type(line)(tmp_path / "plan.yaml", line.pattern, line.address)
    server = (sys.executable, "-c", SERVER, "{port}")
    first, second = watched(server, tmp_path, {}, line, 2, patience=30)
    assert 0.15 < first.cpu < 3
    assert 0.15 < second.wall < 20
    assert first.memory > 5
    assert file.is_file()
    with pytest.raises(MeasureError, match="no answer"):
        watched((sys.executable, "-c", ""), tmp_path, {}, line, 1, patience=30)
