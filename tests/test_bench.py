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
from bench.goals import Runs, exponent, verdicts
from bench.kept import Kept
from bench.measure import Cost, Limits, MeasureError, measure, middle
from bench.peers import BARE, FULL, HUGO, NAMES, PRUNED
from bench.phases import PHASES
from bench.report import failures, put, tables
from bench.series import Run, Series, growing
from bench.steps import CHECK, CHECK_ONE, IMPORTS, OURS, PAGES, Size, Steps
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


@pytest.fixture(scope="module", params=[False, True], ids=["long", "short"])
def ten(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal of ten municipalities, whose plans are long or short."""
    root = tmp_path_factory.mktemp("bench") / "ten"
    make(root, 10, PROJECT, short=request.param)
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
    assert texts > 4000
    assert english.glossary.text("sample-form/label", "様式見本") == "Sample form"


def test_every_municipality_has_at_least_twenty_pages(ten: Path) -> None:
    """As real plans have; short ones about so many."""
    library, _problems = check(ten)
    portal = link(library)
    pages = Counter("/".join(spec.path.split("/")[:2]) for spec in site_map(portal))
    assert len(portal.towns) == 12
    assert min(pages[town] for town in portal.towns) >= 19
    assert sum(pages[town] for town in portal.towns) / 12 >= 20


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


def run_of(subject: str, towns: int, cpu: float, *, wall: float = 0, finished: bool = True) -> Run:
    """A run of *subject*: a hundred pages for each of the *towns*, a megabyte each."""
    cost = Cost(cpu, wall or cpu, 100, finished=finished)
    return Run(subject, towns, 100 * towns, 1_000_000 * towns, (cost,))


def of(*runs: Run) -> Runs:
    """Runs as a series gives them."""
    return {(run.subject, run.towns): run for run in runs}


def sizes(plan_html: float = 10_000) -> dict[int, Size]:
    """Portals of 20 and 80 municipalities; *plan_html* is the plan's page of the larger one."""
    return {
        20: Size(20, 24, 2_000, 40_000_000, 10_000),
        80: Size(80, 96, 8_000, 160_000_000, plan_html),
    }


def test_a_goal_is_met_or_missed_by_so_much() -> None:
    """Twice Hugo's CPU may be used, not more; a peer that was stopped would have needed more yet."""
    runs = of(
        run_of(PAGES, 80, 5), run_of(HUGO, 80, 2), run_of(BARE, 80, 50), run_of(OURS, 80, 10, wall=6),
        run_of(FULL, 80, 300, finished=False), run_of(CHECK_ONE, 80, 1.2), run_of(IMPORTS, 80, 1),
    )  # fmt: skip
    told = [str(verdict) for verdict in verdicts(runs, sizes())]
    assert told[:4] == [
        "pages alone, CPU against Hugo's, N=80: 2.5 × (goal: ≤ 2 ×): **missed** by 25 %",
        "pages alone, CPU against pruned mkdocs-material's without search, N=80: 0.1 × (goal: ≤ 0.125 ×): met",
        "everything, CPU against mkdocs-material's as a newcomer has it, N=80: less than 0.0333 × (goal: ≤ 0.0667 ×): met",
        "everything, wall seconds against Hugo's, N=80: 3 × (goal: ≤ 2 ×): **missed** by 50 %",
    ]  # fmt: skip
    assert "check of one file beyond start and imports, N=80: 0.2 s (goal: ≤ 0.3 s): met" in told
    assert "HTML of a page, N=80: 20 kB (goal: ≤ 25 kB): met" in told
    assert not any("1,741" in line for line in told), "what was not measured is no goal"


def test_a_goal_is_open_when_the_other_was_stopped_too_soon() -> None:
    """It would have needed more, and nobody knows whether enough."""
    runs = of(run_of(OURS, 80, 10), run_of(FULL, 80, 100, finished=False))
    assert str(next(iter(verdicts(runs, {})))).endswith(
        "less than 0.1 × (goal: ≤ 0.0667 ×): open, the other was stopped"
    )


def test_the_verdict_is_no_when_cost_or_pages_grow() -> None:
    """A portal four times as large may cost some four times as much."""
    linear = of(run_of(OURS, 5, 3), run_of(OURS, 20, 10), run_of(OURS, 80, 40))
    grown = exponent(linear, OURS)
    assert grown is not None
    assert grown[:2] == (20, 80)
    assert grown[2] == pytest.approx(1)
    assert failures(linear, sizes()) == []
    steep = of(run_of(OURS, 20, 10), run_of(OURS, 80, 160))
    assert "power 2.00 from N=20 to 80" in failures(steep, sizes())[0]
    assert "1.1 × as large" in failures(linear, sizes(11_000))[0]
    assert exponent(of(run_of(OURS, 20, 10)), OURS) is None


def test_growth_tells_what_a_larger_run_would_take() -> None:
    """Four times the towns for sixteen times the cost: four times more would be sixteen again."""
    runs = [run_of(FULL, 5, 2), run_of(FULL, 20, 32)]
    assert growing(runs[:1], 20) == 0
    assert growing(runs, 80) == pytest.approx(512)
    assert growing([*runs, run_of(FULL, 80, 300, finished=False)], 320) == pytest.approx(1200)
    assert growing([Run(FULL, 80, 0, 0, (), 900)], 160) == pytest.approx(1800)


def test_a_run_that_would_take_too_long_is_not_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The growth between the two sizes before says so, also when these were kept from another run."""
    started: list[tuple[str, int]] = []

    def measured(_steps: Steps, subject: str, towns: int) -> dict[str, Any]:
        started.append((subject, towns))
        cost = Cost(towns**2 / 10, 60 if subject == FULL else 1, 1)
        return {"pages": 1, "html": 1, "size": None, "turns": [asdict(cost)]}

    monkeypatch.setattr(Steps, "measured", measured)
    for _turn in range(2):
        kept = Kept(tmp_path / "kept", resume=True)
        series = Series(PROJECT, tmp_path, kept, Limits(seconds=900), print)
        found = series.runs([5, 20, 80, 320], 2, [OURS, FULL])
        assert [len(found[FULL, towns].turns) for towns in (20, 80, 320)] == [1, 1, 0]
        assert found[FULL, 320].expected == pytest.approx(10_240)
        assert [len(found[OURS, towns].turns) for towns in (5, 20, 80, 320)] == [2, 2, 2, 1]
    known = series.known([5, 20, 80, 320], 2)
    assert {place: len(run.turns) for place, run in known.items()} == {
        (OURS, 5): 2, (OURS, 20): 2, (OURS, 80): 2, (OURS, 320): 1, (FULL, 20): 1, (FULL, 80): 1,
    }  # fmt: skip
    assert known[OURS, 20] == found[OURS, 20]
    # Rounds go through all sizes; what is slow is run once, and ours always.
    assert started == [
        (OURS, 5), (OURS, 20), (FULL, 20), (OURS, 80), (FULL, 80), (OURS, 320),
        (OURS, 5), (OURS, 20), (OURS, 80),
    ]  # fmt: skip


def test_the_tables_say_what_was_not_run(tmp_path: Path) -> None:
    """A figure that nobody measured is called so; the rest of the file stays."""
    readme = tmp_path / "README.md"
    readme.write_text(
        "before\n<!-- measured -->\nold\n<!-- /measured -->\nafter\n", encoding="utf-8"
    )
    runs = of(
        run_of(OURS, 20, 10), run_of(OURS, 80, 45), run_of(PRUNED, 20, 100), run_of(CHECK, 20, 2),
        run_of(FULL, 20, 600, finished=False), Run(FULL, 80, 0, 0, (), 3200),
    )  # fmt: skip
    put(readme, tables(runs, sizes(), "2026-11-20"))
    text = readme.read_text(encoding="utf-8")
    assert text.startswith("before\n<!-- measured -->\nMeasured on 2026-11-20: ")
    assert text.endswith("<!-- /measured -->\nafter\n")
    assert "\nold\n" not in text
    assert (
        "| ours, everything | 80 | 8,000 | 45.00 | 45.00 | 100 | 5.62 | 10.0 | 1.00 × | 1 |" in text
    )
    assert "| 2,000 | 100.00 | 100.00 | 100 | 50.00 | 10.0 | 10.00 × | 1 |" in text
    assert "| | stopped after 600 | 600 | 100 | | | > 60.00 × | 1 |" in text
    assert "not run: about 3,200 by its growth" in text
    assert "| `dxplans check`, first time | 2.00 | 2.00 | 100 |  | | |" in text
    tables_ = [block for block in text.split("\n\n") if "|---" in block]
    assert len(tables_) == 3
    for block in tables_:
        assert len({line.count("|") for line in block.splitlines() if line[0] == "|"}) == 1, block


def test_the_command_wants_the_repository(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An installed package has no bench/."""
    assert command.run_bench(tmp_path) == 2
    assert "no bench/ here" in capsys.readouterr().err


def test_all_ways_of_building_are_measured_from_end_to_end(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A small portal, once: every figure is there, and none is nothing."""
    # What is measured is not watched line by line: other tests do that, and it costs as much again.
    monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)
    readme = tmp_path / "README.md"
    readme.write_text("<!-- measured --><!-- /measured -->", encoding="utf-8")
    arguments = ["--parts", "build", "--sizes", "1", "--repeat", "1"]
    arguments += ["--subjects", OURS, PAGES, CHECK_ONE, BARE]
    folder = os.path.relpath(tmp_path / "work")  # as people type it
    arguments += ["--folder", folder, "--readme", str(readme), "--full"]
    assert main(arguments) == 0, capsys.readouterr().out
    first = readme.read_text(encoding="utf-8")
    begun = time.monotonic()
    assert main(arguments) == 0
    assert time.monotonic() - begun < 3, "what is finished was measured again"
    assert readme.read_text(encoding="utf-8") == first
    rows = {
        cells[1].strip(): [cell.strip() for cell in cells[2:-1]]
        for cells in (line.split("|") for line in first.splitlines() if line.startswith("| "))
    }
    built = [rows[name] for name in ("ours, everything", "ours, pages alone", NAMES[BARE])]
    assert all(float(row[2]) > 0.5 for row in built)
    # Everybody has the same pages, hand-written ones apart; somebody else's frame is larger.
    ours, alone, theirs = (int(row[1].replace(",", "")) for row in built)
    assert alone < ours <= theirs + 1
    assert float(rows["`dxplans check` of one file"][0]) > 0.5
    portal = tmp_path / "work" / "1"
    found = [page for page in (portal / "pages").rglob("index.html") if "results" not in page.parts]
    for page in found:  # which pages were tested is only known when everything is there
        assert (
            page.read_bytes() == (portal / "site" / page.relative_to(portal / "pages")).read_bytes()
        )


def test_a_build_is_taken_apart_by_phase(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every phase is there: what begins it has not been renamed."""
    assert main(["--profile", "--sizes", "1", "--folder", str(tmp_path), "--no-readme"]) == 0
    rows = [line.split(" | ") for line in capsys.readouterr().out.splitlines() if line[:2] == "| "]
    spent = {row[0].removeprefix("| "): row for row in rows}
    assert set(PHASES) <= set(spent)
    assert {"**rendering**", "rendering: initiative", "**search**", "**checking**"} <= set(spent)
    assert int(spent["rendering: initiative"][3]) >= 8
    shares = [float(row[2].split(" ")[0]) for name, row in spent.items() if " %" in row[2]]
    assert all(0 <= share <= 100 for share in shares)
