"""The measurements: the synthetic portals hold everything, and the figures mean what they say."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from bench.__main__ import main
from bench.kept import Kept
from bench.measure import Cost, Limits, MeasureError, measure, middle
from bench.plain import make_plain, markdown
from bench.report import failures, growth, marginal, put, tables
from bench.series import FULL, PRUNED, Ours, Series, Size, Theirs, growing
from bench.synthetic.portal import make
from bench.synthetic.towns import bodies
from pydantic import BaseModel

from dxplans.check.leaves import models
from dxplans.check.shapes import keys_of
from dxplans.develop import bench as command
from dxplans.library import KINDS
from dxplans.model import accessibility, check_digit, empty, guide
from dxplans.pages.sitemap import site_map
from dxplans.portal import check, link
from dxplans.prefectures import PREFECTURES
from dxplans.translation import Translation, edition_messages

pytestmark = pytest.mark.slow  # made-up portals, measured: not for every save

PROJECT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def ten(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal of ten municipalities."""
    root = tmp_path_factory.mktemp("bench") / "ten"
    make(root, 10, PROJECT)
    return root


def every_model() -> set[type[BaseModel]]:
    """Every model that a file may hold."""
    found: set[type[BaseModel]] = set()
    waiting = list(KINDS.values())
    while waiting:
        model = waiting.pop()
        if model not in found:
            found.add(model)
            waiting += [below for models_ in keys_of(model).values() for below in models_]
    return found


def choices(annotation: Any) -> Iterator[Any]:
    """The values of every Literal inside *annotation*."""
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for part in get_args(annotation):
            yield from choices(part)


def test_every_field_and_every_choice_of_every_model_occurs(ten: Path) -> None:
    """What the generator leaves out would not be measured."""
    library, problems = check(ten)
    filled: set[tuple[type[BaseModel], str]] = set()
    chosen: set[tuple[type[BaseModel], str, Any]] = set()
    for entry in library.entries.values():
        assert entry.value is not None
        for _place, value in models(entry.value):
            for name in type(value).model_fields:
                content = getattr(value, name)
                if not empty(content) and content != {}:
                    filled.add((type(value), name))
                items = content.values() if isinstance(content, dict) else [content]
                chosen |= {(type(value), name, item) for item in items if isinstance(item, str)}

    # The site's own accessibility is no part of a portal: people judge it. Nor does what is told of
    # the check's messages grow with the plans.
    own = {accessibility.__name__, guide.__name__}
    plans = [model for model in every_model() if model.__module__ not in own]
    fields = {(model, name) for model in plans for name in model.model_fields}
    wanted = {
        (model, name, choice)
        for model, name in fields
        for choice in choices(model.model_fields[name].annotation)
        # The four kinds of not knowing are one shape, whichever model has them.
        if name != "unknown"
    }
    kinds = {choice for _model, name, choice in chosen if name == "unknown"}
    assert fields - filled == set()
    assert wanted - chosen == set()
    assert kinds == {"not-stated", "lost", "unchecked", "not-due"}
    assert problems == ()


def test_every_text_has_its_english(ten: Path) -> None:
    """An English page of an untranslated plan would be Japanese, and shorter."""
    library, _problems = check(ten)
    portal = link(library)
    english = Translation(ten, "en")
    texts = 0
    for edition in portal.editions():
        catalogue = english.catalogue(f"plans/{edition.key}")
        for message in edition_messages(edition):
            texts += 1
            assert catalogue.find(message.context, message.text), message
    assert texts > 5000
    assert english.glossary.text("sample-form/label", "様式見本") == "Sample form"


def test_every_municipality_has_at_least_twenty_pages(ten: Path) -> None:
    """As real plans have."""
    library, _problems = check(ten)
    portal = link(library)
    pages = Counter("/".join(spec.path.split("/")[:2]) for spec in site_map(portal))
    assert len(portal.towns) == 12
    assert min(pages[town] for town in portal.towns) >= 20


def test_the_same_number_gives_the_same_bytes(tmp_path: Path) -> None:
    """Costs of two runs could not be compared otherwise."""
    digests = []
    for name in ("one", "two"):
        make(tmp_path / name, 2, PROJECT)
        digest = hashlib.sha256()
        for path in sorted((tmp_path / name).rglob("*")):
            if path.is_file():
                digest.update(path.relative_to(tmp_path / name).as_posix().encode())
                digest.update(path.read_bytes())
        digests.append(digest.hexdigest())
    assert digests[0] == digests[1]


def test_all_of_japan_would_have_right_codes_and_addresses_of_their_own() -> None:
    """1,741 municipalities, each with a valid code, over all 47 prefectures."""
    made = list(bodies(1741))
    towns = [body for body in made if body.data["kind"] == "municipality"]
    codes = [body.data["code"] for body in made if "code" in body.data]
    former = [old["code"] for body in made for old in body.data.get("former", ())]
    assert len(towns) == 1741
    assert {body.place.slug for body in towns} == set(PREFECTURES)
    assert len({body.folder for body in made}) == len(made)
    assert len({*codes, *former}) == len(codes) + len(former)
    assert all(int(code[5]) == check_digit(code) for code in codes + former)
    assert all(body.data["code"][:2] == body.place.code for body in towns)


def test_a_cost_counts_the_children_too(tmp_path: Path) -> None:
    """A build that renders in worker processes is not cheaper for that."""
    child = (
        "import time; block = bytearray(60_000_000); until = time.process_time() + 0.4\n"
        "while time.process_time() < until: pass\n"
        "time.sleep(0.3)"
    )
    parent = (
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}], check=True)"
    )
    cost = measure((sys.executable, "-c", parent), tmp_path)
    assert cost.finished
    assert 0.4 <= cost.cpu < 3
    assert cost.wall >= 0.7
    assert 60 < cost.memory < 500


def test_a_run_is_stopped_at_its_limits(tmp_path: Path) -> None:
    """With its children, and the cost says so."""
    sleep = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
    cost = measure((sys.executable, "-c", sleep), tmp_path, limits=Limits(seconds=0.5))
    assert not cost.finished
    assert cost.wall < 30


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    """A failed build must not pass for a quick one."""
    with pytest.raises(MeasureError, match="no such plan"):
        measure((sys.executable, "-c", "raise SystemExit('no such plan')"), tmp_path)


def test_the_middle_of_several_runs_is_their_median() -> None:
    """One run in a busy minute does not count."""
    found = middle([Cost(1, 10, 100), Cost(9, 90, 900), Cost(2, 20, 200)])
    assert found == Cost(2, 20, 200)


HTML = """<body><nav>menu</nav><main id="main"><nav><a href="#x">jump</a></nav>
<h1>計画 <svg><rect/></svg></h1><p>文 <a href="../../glossary/rpa/">RPA</a> と <b>太字</b>。</p>
<ul><li>一 <ol><li>下</li></ol></li><li>[二] * 三</li></ul>
<table><caption>表</caption><tr><th>項目</th><th>数</th></tr>
<tr><td>件 | 数</td><td><p>12</p><p><a href="https://example.jp/">外</a></p></td></tr><tr><td>片方</td></tr></table>
<dl><dt>語</dt><dd>意味</dd></dl><script>no()</script></main><footer>foot</footer></body>"""


def test_a_page_as_markdown_keeps_words_tables_and_links() -> None:
    """MkDocs gets the same to read, without what it adds itself."""
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


def test_every_page_of_both_languages_becomes_a_file(tmp_path: Path) -> None:
    """The second language has a folder of its own, as static-i18n wants it."""
    for name in ("index.html", "a/index.html", "en/index.html", "en/a/index.html"):
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<main><h1>{name}</h1></main>", encoding="utf-8")
    pages = make_plain(tmp_path / "site", tmp_path / "p", languages=("ja", "en"), pruned=True)
    docs = tmp_path / "p" / "docs"
    assert pages == 4
    assert sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md")) == [
        "en/a/index.md", "en/index.md", "ja/a/index.md", "ja/index.md",
    ]  # fmt: skip
    assert "en/a/" in (docs / "en" / "a" / "index.md").read_text(encoding="utf-8")
    assert "navigation.prune" in (tmp_path / "p" / "mkdocs.yml").read_text(encoding="utf-8")


def ours(towns: int, cpu: float, plan_html: float = 10_000) -> Ours:
    """Our build of *towns* municipalities, of 100 pages each."""
    size = Size(towns, towns, 100 * towns, 1_000_000 * towns, plan_html)
    return Ours(size, Cost(cpu, cpu, 100), Cost(1, 1, 50), Cost(1, 1, 50), 3)


def test_the_verdict_is_no_when_a_page_costs_more_in_a_larger_portal() -> None:
    """20 to 80 may cost 4 × 1.15 times as much, not more."""
    assert growth([ours(5, 1), ours(20, 10), ours(80, 45)]) == pytest.approx(1.125)
    assert marginal([ours(20, 10), ours(80, 46)]) == pytest.approx(6.0)
    assert failures([ours(5, 1), ours(20, 10), ours(80, 45)]) == []
    assert "1.18 times" in failures([ours(5, 1), ours(20, 10), ours(80, 47)])[0]
    assert "1.10 times as large" in failures([ours(20, 10), ours(80, 40, 11_000)])[0]
    assert failures([ours(5, 1)]) == []


def test_growth_tells_what_a_larger_run_would_take() -> None:
    """Four times the pages for sixteen times the cost: four times more would be sixteen again."""
    runs = [Theirs(FULL, 5, 100, 1, Cost(2, 2, 1)), Theirs(FULL, 20, 400, 1, Cost(32, 32, 1))]
    assert growing(runs[:1], 400) == 0
    assert growing(runs, 1600) == pytest.approx(512)


def test_a_run_that_would_take_too_long_is_not_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The growth between the two sizes before says so, also when these were kept from another run."""
    started: list[int] = []

    def run(_series: Series, variant: str, towns: int, _limits: Limits) -> dict[str, Any]:
        started.append(towns)
        return asdict(Theirs(variant, towns, 100 * towns, 1, Cost(towns**2, 1, 1)))

    monkeypatch.setattr(Series, "_theirs", run)
    series = Series(PROJECT, tmp_path, Kept(tmp_path / "kept", resume=True), print)
    sizes = [ours(5, 1), ours(20, 10), ours(80, 45)]
    for _turn in range(2):
        found = series.theirs(FULL, sizes, Limits(seconds=1000))
        assert [run.cost and run.cost.cpu for run in found] == [25, 400, None]
        assert found[-1].expected == pytest.approx(6400)
        assert found[-1].pages == 8000
    assert started == [5, 20]


def test_the_tables_say_what_was_not_run(tmp_path: Path) -> None:
    """A figure that nobody measured is called so; the rest of the file stays."""
    readme = tmp_path / "README.md"
    readme.write_text(
        "before\n<!-- measured -->\nold\n<!-- /measured -->\nafter\n", encoding="utf-8"
    )
    theirs = [
        Theirs(PRUNED, 5, 500, 50_000_000, Cost(10, 11, 12)),
        Theirs(FULL, 20, 2000, 0, Cost(600, 601, 60, finished=False)),
        Theirs(FULL, 80, 8000, 0, None, expected=3200),
    ]
    put(readme, tables([ours(5, 1), ours(20, 10), ours(80, 45)], theirs, "2026-11-20"))
    text = readme.read_text(encoding="utf-8")
    assert text.startswith("before\n<!-- measured -->\nMeasured on 2026-11-20: ")
    assert text.endswith("<!-- /measured -->\nafter\n")
    assert "old" not in text
    assert "| 80 | 80 | 8,000 | 45.0 |" in text
    assert "| `navigation.prune` | 5 | 500 | 10.0 |" in text
    assert "10.0 × | 10.0 × |" in text
    assert "| stopped after 600 | 601 | 60 | | | | > 60.0 × | |" in text
    assert "not run: about 3,200 by its growth" in text
    widths = {line.count("|") for line in text.splitlines() if line.startswith("| ")}
    assert widths == {12, 14}


def test_the_command_wants_the_repository(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An installed package has no bench/."""
    assert command.run_bench(tmp_path) == 2
    assert "no bench/ here" in capsys.readouterr().err


@pytest.mark.slow
def test_both_ways_of_building_are_measured_from_end_to_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A small portal, once: every figure is there, and none is nothing."""
    # What is measured is not watched line by line: other tests do that, and it costs as much again.
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
    readme = tmp_path / "README.md"
    readme.write_text("<!-- measured --><!-- /measured -->", encoding="utf-8")
    arguments = ["--parts", "build", "--sizes", "1", "--repeat", "1", "--mkdocs", "prune"]
    folder = os.path.relpath(tmp_path / "work")  # as people type it
    arguments += ["--folder", folder, "--readme", str(readme), "--full"]
    assert main(arguments) == 0, capsys.readouterr().out
    first = readme.read_text(encoding="utf-8")
    begun = time.monotonic()
    assert main(arguments) == 0
    assert time.monotonic() - begun < 3, "what is finished was measured again"
    assert readme.read_text(encoding="utf-8") == first
    rows = [
        line for line in readme.read_text(encoding="utf-8").splitlines() if line.startswith("| ")
    ]
    heads = ["municipalities", "the same texts with mkdocs-material and static-i18n"]
    assert [row.split("|")[1].strip() for row in rows] == [
        heads[0], "1", heads[1], "`navigation.prune`",
    ]  # fmt: skip
    assert "| 0.0 |" not in "".join(rows)
