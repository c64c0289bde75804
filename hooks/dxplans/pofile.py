"""A gettext PO file to its entries, or to the line that a translator has to mend."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from dxplans.problem import Mark, PlanError, Problem
from dxplans.records import Records, Row, digest_of, problems_in, told

if TYPE_CHECKING:
    import polib

FOLDER = "locales"
ENGLISH_PLURAL = "nplurals=2; plural=(n != 1);"
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_LINE = re.compile(
    rf"(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[[0-9]\])?)\s+)?{_QUOTED}\s*|#.*|\s*"
)
_LINE_ENDS = dict.fromkeys(map(ord, "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), " ")
"""What polib takes for the end of a line in a text, and not in a file."""
Look = Callable[[str, "polib.POFile"], Iterable[Problem]]
_AT_LINE = re.compile(r"\(line ([0-9]+)\)")


def po_files(root: Path) -> Iterator[Path]:
    """Every PO file below *root*'s locales/, of every language."""
    yield from sorted((root / FOLDER).rglob("*.po"))


def po_problems(
    root: Path, look: Look | None = None, records: Records | None = None
) -> tuple[Problem, ...]:
    """What is broken in *root*'s PO files: the first such line of each.

    *look* adds what it finds in a file that can be read, by its name. What the *records* say of a
    content, always by the same *look*, is not looked for again.
    """
    known = records.rows(FOLDER) if records else {}
    rows: dict[str, Row] = {}
    found: list[Problem] = []
    for path in po_files(root):
        name, row = _name(path), _row(path, known, look)
        rows |= {name: row} if row["problems"] is not None else {}
        found += row.pop("new", None) or problems_in(row["problems"] or (), name)
    if records and rows != known:
        records.keep_rows(FOLDER, rows)
    return tuple(found)


def _row(path: Path, known: Mapping[str, Row], look: Look | None) -> Row:
    """The problems of one file, *known* or new."""
    try:
        digest = digest_of(path.read_bytes())
    except OSError:
        digest = ""
    name = _name(path)
    if digest and name in known and known[name].get("digest") == digest:
        return dict(known[name])
    try:
        po = _parsed(path)
    except PlanError as error:
        new = list(error.problems)
    else:
        new = list(look(name, po)) if look else []
    return {"digest": digest, "problems": told(new) if digest else None, "new": new}


def read_po(path: Path) -> polib.POFile:
    """The file *path*; if it is broken, PlanError with the problems of all files beside it."""
    try:
        return _parsed(path)
    except PlanError as error:
        project = next((p.parent for p in path.parents if p.name == FOLDER), None)
        raise PlanError((project and po_problems(project)) or error.problems) from None


def plural_forms(po: polib.POFile) -> tuple[int, str]:
    """How many forms a counting text has in *po*'s language, and which one a number takes.

    A header that cannot be read counts as English.
    """
    header = po.metadata.get("Plural-Forms", "")
    match = re.match(r"\s*nplurals\s*=\s*([1-9])\s*;\s*plural\s*=([^;]+)", header)
    try:
        if match:
            gettext.c2py(match[2])
            return int(match[1]), match[2].strip()
    except ValueError:
        pass
    return 2, "n != 1"


def _parsed(path: Path) -> polib.POFile:
    name = _name(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        reason = {"reason": error.strerror or type(error).__name__}
        raise PlanError((Problem(Mark(name), "unreadable", reason),)) from None
    return parse_po(raw, name, path)


def parse_po(raw: bytes, name: str, path: Path | None = None) -> polib.POFile:
    """The content *raw* of a PO file called *name*; PlanError if it is broken.

    *path* is where polib reads it from, if it is a file.
    """
    import polib  # noqa: PLC0415 - most checks find every file in the records

    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PlanError((Problem(Mark(name), "not_utf8"),)) from None
    lines = text.split("\n")
    # polib passes over some lines that it does not know; an update would then lose translations.
    number = next((n for n, line in enumerate(lines, 1) if not _LINE.fullmatch(line)), None)
    if number is None:
        try:
            source = str(path) if path else f"{text.translate(_LINE_ENDS)}\n"
            return polib.pofile(source, wrapwidth=0, encoding="utf-8")
        except OSError as error:
            match = _AT_LINE.search(str(error))
            number = min(int(match[1]), len(lines)) if match else 1
    text = lines[number - 1].strip()
    raise PlanError((Problem(Mark(name, number), "bad_po", {"text": text}),))


def _name(path: Path) -> str:
    """*path* from locales/ on, as problems name the files of a project."""
    parts = path.parts
    start = len(parts) - 1 - parts[::-1].index(FOLDER) if FOLDER in parts else 0
    return Path(*parts[start:]).as_posix()
