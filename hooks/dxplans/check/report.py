"""A project, or some of its files, to a report: text for people, JSON for programs, GitHub's notes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from dxplans.check.messages import line, say
from dxplans.check.project import checked_library
from dxplans.check.translations import check_translations
from dxplans.guide.entries import addresses_of, guides_in
from dxplans.library import FOLDERS, Cache, Library
from dxplans.owners import FILE as OWNERS
from dxplans.owners import owner_problems
from dxplans.pofile import po_files, po_problems
from dxplans.problem import Mark, Problem

Style = Literal["text", "json", "github"]
_LEVELS = {
    "ja": {"error": "誤り", "warning": "注意"},
    "en": {"error": "Error", "warning": "Warning"},
}


@dataclass(frozen=True, slots=True)
class Report:
    """The problems found, sorted by place, and how many files were looked at."""

    problems: tuple[Problem, ...]
    files: int
    guide: Mapping[str, str] = field(default_factory=dict)
    """Rule to the place in the site that explains it, for the rules that the project's guide has."""

    @property
    def errors(self) -> int:
        """How many problems keep the site from being built."""
        return sum(problem.level == "error" for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many problems are only worth a look."""
        return len(self.problems) - self.errors

    @property
    def to_paste(self) -> Mapping[str, str]:
        """The lines that cure problems, together for each file that they are written into."""
        found: dict[str, str] = {}
        for problem in self.problems:
            if "paste" in problem.values:
                name, more = problem.values["list"], problem.values["paste"]
                found[name] = f"{found[name]}\n{more}" if name in found else problem.to_paste
        return found


def check_project(
    root: Path,
    paths: Iterable[str | Path] = (),
    cache: Cache | None = None,
    more: Callable[[Library], Iterable[Problem]] | None = None,
) -> Report:
    """Check the project at *root*; with *paths*, tell only what is wrong in those files or folders.

    Paths are absolute, or relative to the working directory or else to *root*. Ids are looked up in
    the whole project either way. A path that does not exist, lies outside the project or holds no
    data is a problem itself. *more* finds further problems in what was read.
    """
    wrong: list[Problem] = []
    if not any((root / folder).is_dir() for folder in FOLDERS):
        wrong.append(Problem(Mark(root.name or "."), "no_project", {"folders": ", ".join(FOLDERS)}))
        return Report(tuple(wrong), 0)
    library = checked_library(root, cache)
    problems = sorted(
        (
            *library.problems(),
            *owner_problems(root, library),
            *po_problems(root, check_translations, library.records),
            *(further := tuple(more(library)) if more else ()),
        ),
        key=lambda problem: problem.order,
    )
    names = {*library.entries, *(path.relative_to(root).as_posix() for path in po_files(root))}
    names |= {problem.mark.file for problem in further}
    names |= {OWNERS} if (root / OWNERS).is_file() else set()
    wanted = names
    if paths := tuple(paths):
        wanted = set()
        for path in paths:
            found = _named(root, path, names)
            if isinstance(found, Problem):
                wrong.append(found)
            else:
                wanted |= found
    told = [problem for problem in problems if problem.mark.file in wanted]
    guide = addresses_of(guides_in(library.of_kind("guide")))
    return Report((*wrong, *told), len(wanted), guide)


def _named(root: Path, path: str | Path, names: set[str]) -> set[str] | Problem:
    """The data files that *path* names, or why there are none."""
    shown = Mark("".join(char if char.isprintable() else "�" for char in str(path)))
    base = root.resolve()
    places = [place for place in (_existing(Path(path)), _existing(root / path)) if place]
    if not places:
        return Problem(shown, "no_such_path", {})
    place = next((place for place in places if place.is_relative_to(base)), None)
    if place is None:
        return Problem(shown, "outside_project", {"root": base.name})
    name = place.relative_to(base).as_posix()
    found = names if name == "." else {n for n in names if n == name or n.startswith(f"{name}/")}
    return found or Problem(shown, "no_data_here", {"folders": ", ".join(FOLDERS)})


def _existing(path: Path) -> Path | None:
    try:
        return path.resolve() if path.exists() else None
    except (OSError, ValueError):
        return None  # too long a name, or one that no file can have


def render(report: Report, style: Style = "text", lang: str = "ja", site: str | None = None) -> str:
    """*report* in a *style*; text and github are in *lang*, json holds both languages.

    *site* is what the addresses of the site's pages in *lang* begin with, where that is known.
    """
    if style == "json":
        rows = [_row(problem, report) for problem in report.problems]
        return json.dumps(rows, ensure_ascii=False, indent=2)
    if style == "github":
        shown = [
            _github(problem, lang, _more(problem.code, report, site)) for problem in report.problems
        ]
    else:
        shown = [line(problem, lang) for problem in report.problems]
        shown += _to_paste(report, lang)
        shown += _hints(report, lang, site)
    return "\n".join([*shown, summary(report, lang)])


_MORE = {"ja": "くわしく: ", "en": "More: "}


def _more(rule: str, report: Report, site: str | None) -> str:
    """Where *rule* is explained: the page if its address is known, otherwise the command."""
    if rule not in report.guide:
        return ""
    return f"{site}{report.guide[rule]}" if site else f"dxplans explain {rule}"


def _hints(report: Report, lang: str, site: str | None) -> Iterator[str]:
    """For each rule that was broken and that the guide explains, the command and the page."""
    for rule in dict.fromkeys(problem.code for problem in report.problems):
        if rule in report.guide:
            page = f"  {site}{report.guide[rule]}" if site else ""
            yield f"{_MORE['ja' if lang == 'ja' else 'en']}dxplans explain {rule}{page}"


def _to_paste(report: Report, lang: str) -> Iterator[str]:
    """The same as text, each file's lines below its name."""
    for name, lines in report.to_paste.items():
        yield f"{name} に書きたす行:" if lang == "ja" else f"Lines to add to {name}:"
        yield lines


def summary(report: Report, lang: str = "ja") -> str:
    """One sentence: how many errors and warnings, or that there are none in how many files."""
    counts = [
        (report.errors, "error", "errors", "誤り"),
        (report.warnings, "warning", "warnings", "注意"),
    ]
    if lang == "ja":
        found = "、".join(f"{count}件の{name}" for count, _one, _many, name in counts if count)
        return f"{found}があります。" if found else f"問題はありません（{report.files}ファイル）。"
    found = ", ".join(
        f"{count} {one if count == 1 else many}" for count, one, many, _name in counts if count
    )
    files = "1 file" if report.files == 1 else f"{report.files} files"
    return f"{found}." if found else f"No problems ({files})."


def _row(problem: Problem, report: Report) -> dict[str, str | int | None]:
    return {
        "file": problem.mark.file,
        "line": problem.mark.line,
        "column": problem.mark.column,
        "level": problem.level,
        "rule": problem.code,
        "guide": f"/{report.guide[problem.code]}" if problem.code in report.guide else None,
        "message_ja": say(problem, "ja"),
        "message_en": say(problem, "en"),
        **({"paste": problem.to_paste} if problem.to_paste else {}),
    }


def _github(problem: Problem, lang: str, more: str) -> str:
    """A workflow command: GitHub shows it beside the line that it names.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    mark = problem.mark
    title = f"{_LEVELS['ja' if lang == 'ja' else 'en'][problem.level]} ({problem.code})"
    values = {"file": mark.file, "line": mark.line, "col": mark.column, "title": title}
    listed = ",".join(
        f"{key}={_escaped(str(value), property_=True)}" for key, value in values.items()
    )
    hint = f"\n{_MORE['ja' if lang == 'ja' else 'en']}{more}" if more else ""
    if lines := problem.to_paste:
        hint = f"\n{lines}{hint}"
    return f"::{problem.level} {listed}::{_escaped(say(problem, lang) + hint)}"


def _escaped(text: str, *, property_: bool = False) -> str:
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return text.replace(":", "%3A").replace(",", "%2C") if property_ else text
