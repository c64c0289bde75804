"""A filled-in form to the project's file of results: read, merged, checked, and only then written."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dxplans.build import BuildError
from dxplans.check.links import check_links
from dxplans.check.messages import say
from dxplans.edition import Edition
from dxplans.library import Cache, Entry, Library, read_entry, read_library
from dxplans.model import Progress
from dxplans.portal import Portal
from dxplans.problem import Problem
from dxplans.progress import csvfile, workbook
from dxplans.progress.document import edited, whole
from dxplans.progress.grid import Sheet
from dxplans.progress.kpis import Indicators
from dxplans.progress.merge import Merged, merge
from dxplans.progress.reading import Reading, read_sheets
from dxplans.progress.sentences import sentence
from dxplans.progress.troubles import WorkbookError
from dxplans.source import read


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for besides the file."""

    edition: Edition | None
    year: int | None
    today: date
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What a file said, what has changed by it, and where it was written."""

    source: str
    reading: Reading
    merged: Merged | None = None
    file: str = ""
    dry_run: bool = False

    def told(self, lang: str) -> str:
        """Everything to tell, one line each."""
        japanese = lang == "ja"
        troubles = sorted(self.reading.troubles, key=lambda one: one.order)
        lines = [f"{self.source}: {trouble.say(lang)}" for trouble in troubles]
        note = "注意: " if japanese else "note: "
        notes = sorted(self.reading.notes, key=lambda one: one.order)
        lines += [f"{self.source}: {note}{one.say(lang)}" for one in notes]
        if self.reading.troubles:
            count = len(self.reading.troubles)
            lines.append(
                f"{count}件の誤りがあるので、何も書いていません。"
                if japanese
                else f"{count} {'mistake' if count == 1 else 'mistakes'}: nothing was written."
            )
            return "\n".join(lines)
        edition, year = self.reading.edition, self.reading.year
        changes = self.merged.changes if self.merged else ()
        if edition is not None and year is not None:
            lines += [sentence(change, edition, year, lang) for change in changes]
        if not changes:
            lines.append("変わるところはありません。" if japanese else "Nothing changes.")
        elif self.dry_run:
            lines.append(
                f"{self.file} には書いていません（--dry-run）。"
                if japanese
                else f"Not written to {self.file} (--dry-run)."
            )
        else:
            lines.append(f"{self.file} に書きました。" if japanese else f"Written to {self.file}.")
        return "\n".join(lines)


def sheets_in(path: Path) -> tuple[Sheet, ...]:
    """The sheets of the file at *path*; WorkbookError if it cannot be read."""
    try:
        raw = path.read_bytes()
    except OSError:
        raise WorkbookError("no_file") from None
    match path.suffix.lower():
        case ".xlsx":
            return workbook.sheets_of(raw)
        case ".csv":
            return (csvfile.sheet_of(raw),)
        case ".xls":
            raise WorkbookError("old_excel")
        case ".xlsm" | ".xltm" | ".xlsb" | ".xlam":
            raise WorkbookError("macros")
        case _:
            raise WorkbookError("not_a_table")


def take_in(
    root: Path, portal: Portal, path: Path, wanted: Wanted, cache: Cache | None = None
) -> Done:
    """Take the filled-in form at *path* into the project; with troubles nothing is written."""
    editions = {edition.key: edition for edition in portal.editions()}
    try:
        sheets = sheets_in(path)
    except WorkbookError as error:
        trouble = error.trouble
        raise BuildError(f"{path}: {trouble.say('ja')} / {trouble.say('en')}") from None
    reading = read_sheets(sheets, editions, wanted.edition, wanted.year)
    if reading.edition is None or reading.year is None:
        return Done(str(path), reading)
    known = reading.edition.progress.get(reading.year)
    merged = merge(reading, known, wanted.today.isoformat())
    name = f"plans/{reading.edition.key}/progress/{reading.year}.yaml"
    if merged.changes and not reading.troubles:
        text = _text(root / name, reading, known, merged)
        _Check(reading, merged).of(read_library(root, cache), name, text)
        if not reading.troubles and not wanted.dry_run:
            replace_file(root / name, text.encode())
    return Done(str(path), reading, merged, name, wanted.dry_run)


def _text(path: Path, reading: Reading, known: Progress | None, merged: Merged) -> str:
    """The new text of the file at *path*, in its own lines where that is possible."""
    names = {
        found.key: f"{found.heading}: {found.name}"
        for found in (Indicators.of(reading.edition).all if reading.edition else ())
    }
    made = whole(merged.progress, names)
    if known is None:
        return made
    doc = read(path, path.name)
    lines = path.read_text("utf-8-sig").split("\n")
    text = edited(lines, doc, known, merged.progress, names)
    if text is not None and _means(text, merged.progress):
        return text
    if any(line.lstrip().startswith("#") for line in lines[1:]):
        reading.note("comments_lost")
    return made


def _means(text: str, progress: Progress) -> bool:
    """Whether *text* is *progress*, neither more nor less."""
    entry = _read(text, "plans/a/a/2000/progress/2000.yaml")
    return entry.value == progress


def _read(text: str, name: str) -> Entry:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "results.yaml"
        path.write_text(text, encoding="utf-8", newline="\n")
        return read_entry(path, name)


@dataclass(frozen=True, slots=True)
class _Check:
    """What the project's own check says of a new file, told at the cells that it comes from."""

    reading: Reading
    merged: Merged

    def of(self, library: Library, name: str, text: str) -> None:
        """Add to the reading every error of *text* as the file *name*."""
        entry = library.entries[name] = _read(text, name)
        check_links(library)
        for problem in entry.doc.problems:
            if problem.level == "error":
                said = {"message": say(problem), "message_en": say(problem, "en")}
                self.reading.trouble("check", self._place(problem, entry), **said)

    def _place(self, problem: Problem, entry: Entry) -> str:
        """The cell from which the value came that *problem* is about."""
        at = (problem.mark.line, problem.mark.column)
        known = [(mark, place) for place, mark in entry.doc.marks.items() if mark <= at]
        place = max(known, default=((1, 1), ()), key=lambda one: (one[0], len(one[1])))[1]
        if len(place) > 1 and place[0] == "results":
            result = entry.doc.draft["results"][place[1]]
            entered = self.merged.touched.get((result.get("initiative"), result.get("kpi")))
            if entered is not None:
                return entered.places.get(str(place[-1]), entered.cell.place)
        return self.reading.head.places.get(str(place[0]), "") if place else ""


def replace_file(path: Path, content: bytes) -> None:
    """Write aside, then put in place: nobody reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(content)
    aside.replace(path)
