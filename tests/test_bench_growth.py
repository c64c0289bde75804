"""The work of a build is watched by counting it: calls of functions, not seconds, fail the test.

``pytest tests/test_bench_growth.py --rewrite`` accepts what is called now, into bench/baseline.json;
do so when more work is what was wanted, and say in the commit what it is for.
"""

from __future__ import annotations

import json

import pytest
from bench.counts import BASELINE, SIZES, VERSION, Counts, accept, both

pytestmark = pytest.mark.slow  # two small portals, read and partly rendered under a profiler

MARGIN = 0.10
"""So much more may be called than the baseline says, and in a larger portal than in a smaller one."""
OWN = (
    "read", "compare", "link", "index", "plan.html", "chapter.html", "initiative.html", "errata.html",
    "matrix.html", "print.html", "history.html", "moved.html",
)  # fmt: skip
"""What concerns one plan alone: it costs the same however many others there are."""


@pytest.fixture(scope="module")
def found() -> dict[int, Counts]:
    """The counts of both portals."""
    return both()


def grown(now: dict[str, float], before: dict[str, float]) -> list[str]:
    """What is called more than it may, a line each."""
    return [
        f"{name}: {now[name]:,.0f} calls, {before[name]:,.0f} before (+{100 * (now[name] / before[name] - 1):.0f} %)"
        for name in sorted(before)
        if name in now and now[name] > before[name] * (1 + MARGIN)
    ]


def told(lines: list[str], counts: Counts) -> str:
    """What a failure says: what has grown, where its calls are, and what to do."""
    most = "\n".join(
        f"  {name}: {counts.most[name]}" for name in (line.split(":")[0] for line in lines)
    )
    return "\n".join(
        (
            f"The build calls more functions than bench/baseline.json allows (+{100 * MARGIN:.0f} %):",
            *lines,
            "The modules that are called most there (python -m bench.counts prints all):",
            most,
            "To see where the time goes: dxplans bench --profile. If the work is wanted:",
            "pytest tests/test_bench_growth.py --rewrite",
        )
    )


def test_a_build_calls_no_more_than_before(
    found: dict[int, Counts], request: pytest.FixtureRequest
) -> None:
    """A slow loop is noticed in the proposal that brings it, on a busy machine as on a quiet one."""
    if request.config.getoption("--rewrite"):
        accept(found)
    known = json.loads(BASELINE.read_text("utf-8"))
    # Versions of Python differ by one or two in a hundred.
    nearest = known[VERSION if VERSION in known else max(known)]
    for towns, counts in found.items():
        before = nearest[str(towns)]
        assert set(before) == set(counts.calls), "other templates: run with --rewrite"
        lines = grown(counts.calls, before)
        assert not lines, told(lines, counts)


def test_a_plan_costs_the_same_in_a_larger_portal(found: dict[int, Counts]) -> None:
    """Three times the municipalities are three times the work: all of Japan must be possible."""
    small, large = (found[towns] for towns in SIZES)
    lines = grown({name: large.calls[name] for name in OWN}, small.calls)
    assert not lines, told(lines, large)


def test_what_has_grown_is_told_with_its_place_and_the_way_to_accept_it() -> None:
    """A number alone helps nobody."""
    counts = Counts({"read": 120.0, "index": 50.0}, {"read": {"dxplans/source/reader.py": 99}})
    lines = grown(counts.calls, {"read": 100.0, "index": 49.0, "gone.html": 3.0})
    assert lines == ["read: 120 calls, 100 before (+20 %)"]
    text = told(lines, counts)
    assert "dxplans/source/reader.py" in text
    assert "dxplans bench --profile" in text
    assert "--rewrite" in text
