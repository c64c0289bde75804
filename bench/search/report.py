"""The searches' figures to the tables in bench/README.md, and to the goals that are met or missed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any, TypeAlias

from bench.report import head, machine
from bench.search.engines import ENGINES, MATERIAL, OURS, PAGEFIND, versions
from bench.search.relevance import Score, figures, mean, queries, score
from bench.search.series import Sizes

NAMES = {OURS: "ours", MATERIAL: "mkdocs-material", PAGEFIND: "Pagefind"}
_LANGUAGES = {"ja": "Japanese", "en": "English"}
_HALVES = ("untuned", "tuned")
Answers: TypeAlias = Mapping[str, Sequence[Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Goal:
    """What our search promises at a size: a name, the most it may be, and how it is read."""

    pages: int
    name: str
    most: float
    unit: str
    read: Callable[[Mapping[str, Any]], float]


def asked(found: Mapping[str, Any], *, first: bool) -> list[Mapping[str, Any]]:
    """The first queries of all visits, or those that followed."""
    visits = [visit["asked"] for visit in found["visits"]]
    return [one for visit in visits for one in (visit[:1] if first else visit[1:])]


def kilobytes(found: Mapping[str, Any], *, first: bool) -> float:
    """The mean of what such queries downloaded, in kB of 1,000 bytes."""
    return mean(one["bytes"] / 1000 for one in asked(found, first=first))


def seconds(found: Mapping[str, Any], *, first: bool) -> float:
    """The median of what such queries took."""
    times = [one["ms"] / 1000 for one in asked(found, first=first)]
    return median(times) if times else 0.0


GOALS = (
    Goal(10_000, "first query", 275, "kB", lambda found: kilobytes(found, first=True)),
    Goal(50_000, "first query", 275, "kB", lambda found: kilobytes(found, first=True)),
    Goal(50_000, "follow-up", 180, "kB", lambda found: kilobytes(found, first=False)),
    Goal(50_000, "first query", 3.0, "s", lambda found: seconds(found, first=True)),
    Goal(50_000, "follow-up", 1.5, "s", lambda found: seconds(found, first=False)),
    Goal(50_000, "build", 600, "s", lambda found: float(found["build"]["wall"])),
    Goal(50_000, "memory of the build", 1024, "MiB", lambda found: float(found["build"]["memory"])),
)  # fmt: skip


def goals(sizes: Sizes) -> Iterator[str]:
    """A sentence for each goal at a size that was measured: met, or missed."""
    for goal in GOALS:
        found = sizes.get(goal.pages, {}).get(OURS)
        if found and found["visits"]:
            value = goal.read(found)
            verdict = "met" if value <= goal.most else "**missed**"
            yield (
                f"{goal.pages:,} pages, {goal.name}: {value:,.1f} {goal.unit} "
                f"(at most {goal.most:,.4g}): {verdict}"
            )


def search_tables(answers: Answers, sizes: Sizes, day: str) -> str:
    """All tables with what they were measured on, as Markdown."""
    lines = [machine(day, versions()), ""]
    if answers:
        scores = _scores(answers)
        lines += [*_relevance(answers, scores), "", *_kinds(scores), ""]
    lines += [*_sizes(sizes), ""]
    lines += [f"- {sentence}" for sentence in goals(sizes)]
    return "\n".join(lines).strip()


_Scores: TypeAlias = "dict[tuple[str, str, str, str], list[Score]]"
"""Search, language, half and kind to the scores of those queries."""


def _scores(answers: Answers) -> _Scores:
    known = {(query["q"], query["lang"]): query for query in queries()}
    found: _Scores = defaultdict(list)
    for name, of_name in answers.items():
        for answer in of_name:
            query = known[answer["q"], answer["lang"]]
            if query["relevant"]:
                key = (name, query["lang"], query["half"], query["kind"])
                found[key].append(score(query, answer["urls"]))
    return found


def _some(scores: _Scores, *wanted: str) -> list[Score]:
    """The scores of all queries that have every one of the *wanted* marks."""
    return [one for key, many in scores.items() if set(wanted) <= set(key) for one in many]


def _relevance(answers: Answers, scores: _Scores) -> Iterator[str]:
    known = {(query["q"], query["lang"]): query for query in queries()}
    yield from head(
        "on the site's own pages", "language", "half of the queries", "queries", "recall@10", "MRR",
        "P@10", "without a result", "words that are nowhere: found",
    )  # fmt: skip
    for lang, language in _LANGUAGES.items():
        for half in _HALVES:
            for name in answers:
                found = figures(_some(scores, name, lang, half))
                absent = [
                    answer["hits"] > 0
                    for answer in answers[name]
                    if answer["lang"] == lang
                    and known[answer["q"], lang]["half"] == half
                    and not known[answer["q"], lang]["relevant"]
                ]
                yield (
                    f"| {NAMES[name]} | {language} | {half} | {found.queries} "
                    f"| {found.recall:.2f} | {found.rank:.2f} | {found.precision:.2f} "
                    f"| {100 * found.zero / max(1, found.queries):.0f} % "
                    f"| {sum(absent)} of {len(absent)} |"
                )


def _kinds(scores: _Scores) -> Iterator[str]:
    names = [name for name in ENGINES if _some(scores, name)]
    columns = [(name, half) for half in _HALVES for name in names]
    yield from head(
        "recall@10 / MRR by kind, both languages", "queries",
        *(f"{NAMES[name]}, {half}" for name, half in columns),
    )  # fmt: skip
    for kind in dict.fromkeys(kind for _name, _lang, _half, kind in scores):
        count = len(_some(scores, names[0], kind))
        cells = [figures(_some(scores, name, half, kind)) for name, half in columns]
        shown = " | ".join(f"{cell.recall:.2f} / {cell.rank:.2f}" for cell in cells)
        yield f"| {kind} | {count} | {shown} |"


def _sizes(sizes: Sizes) -> Iterator[str]:
    yield from head(
        "made-up portals, one language", "pages", "index: CPU s", "wall s", "MiB", "files", "MB",
        "first query: kB", "worst", "requests", "s", "follow-up: kB", "requests", "s",
        "tab: MiB more",
    )  # fmt: skip
    for number, searches in sizes.items():
        for name, found in searches.items():
            yield f"| {NAMES[name]} | {number:,} {_figures(found)}"


def _figures(found: Mapping[str, Any]) -> str:
    build = found["build"]
    if not build["finished"]:
        return f"| stopped | {build['whole']:,.0f} | {build['memory']:,.0f} |" + " |" * 10
    cells = [
        f"{build['cpu']:,.1f}", f"{build['wall']:,.1f}", f"{build['memory']:,.0f}",
        f"{build['files']:,}", f"{build['size'] / 1e6:,.1f}",
    ]  # fmt: skip
    first, follow = asked(found, first=True), asked(found, first=False)
    if first:
        cells += [
            f"{kilobytes(found, first=True):,.0f}", f"{max(o['bytes'] for o in first) / 1000:,.0f}",
            f"{mean(o['requests'] for o in first):.1f}", f"{seconds(found, first=True):.1f}",
        ]  # fmt: skip
    else:
        why = next((visit["stopped"] for visit in found["visits"] if "stopped" in visit), "")
        cells += [f"none: {why}", "", "", ""]
    if follow:
        cells += [
            f"{kilobytes(found, first=False):,.0f}", f"{mean(o['requests'] for o in follow):.1f}",
            f"{seconds(found, first=False):.2f}",
        ]  # fmt: skip
    else:
        cells += ["", "", ""]
    memory = median(visit["memory"] for visit in found["visits"])
    return f"| {' | '.join([*cells, f'{memory:,.0f}'])} |"
