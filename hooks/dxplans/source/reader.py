"""One YAML file to a document: all its slips at once, and the data as far as it can be read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dxplans.source.complaints import explain
from dxplans.source.document import Document, Places
from dxplans.source.encoding import lines_of
from dxplans.source.quick import quick
from dxplans.source.slips import Slip, of_indents, of_markers
from dxplans.source.tree import build

MAX_SLIPS = 30
"""After so many the file is no YAML at all, and more of them help nobody."""


def read(path: Path, name: str | None = None) -> Document:
    """Read one YAML file.

    *name* is how problems call the file (relative to the project). What cannot be read comes back
    as problems in the document, whose data is then None; no content raises an exception.
    """
    doc = Document(name or path.as_posix())
    try:
        raw = path.read_bytes()
    except OSError as error:
        doc.report_at(1, 1, "unreadable", reason=error.strerror or type(error).__name__)
        return doc
    return read_bytes(raw, doc.file)


def read_bytes(raw: bytes, name: str) -> Document:
    """Read the content *raw* of a YAML file called *name*, wherever it comes from."""
    doc = Document(name)
    lines = lines_of(raw, doc)
    if lines is None:
        return doc
    if not doc.problems and (draft := quick("\n".join(lines))) is not None:
        doc.take(draft, again=Content(raw))
    else:
        _parse(lines, doc)
    doc.whole = not doc.problems
    return doc


@dataclass(frozen=True, slots=True)
class Content:
    """A file's bytes, from which all can be found again."""

    raw: bytes

    def draft(self) -> Any:
        """The data as far as they can be read."""
        return read_bytes(self.raw, "").draft

    def places(self) -> Places:
        """Where the keys and values stand."""
        doc = Document("")
        if (lines := lines_of(self.raw, doc)) is not None:
            _parse(lines, doc)
        return Places(doc.marks, doc.written)


def _parse(lines: list[str], doc: Document) -> None:
    """Read *lines* into *doc*, mending one line after the other until the parser has no complaint."""
    original = tuple(lines)
    lines = list(lines)
    for slip in [*of_markers(lines), *of_indents(lines)]:
        _note(slip, original, doc)
        lines[slip.line - 1] = slip.mended or ""
    for _attempt in range(MAX_SLIPS):
        attempt = Document(doc.file)
        try:
            build("\n".join(lines), attempt)
        except yaml.MarkedYAMLError as error:
            slip = explain(error, lines)
            if slip.line not in doc.slips:
                _note(slip, original, doc)
                lines[slip.line - 1] = slip.mended or ""
            elif lines[slip.line - 1]:
                # Mended once and still not right: the rest of the file is read without it.
                lines[slip.line - 1] = ""
            else:
                break
        except yaml.YAMLError:
            break
        else:
            _take(attempt, original, doc)
            return
    doc.report_at(max(doc.slips, default=1), 1, "too_many_slips")


def _note(slip: Slip, original: tuple[str, ...], doc: Document) -> None:
    line = original[slip.line - 1]
    doc.report_at(slip.line, min(slip.column, len(line) + 1), slip.rule, **slip.values)
    doc.slips[slip.line] = line


def _take(attempt: Document, original: tuple[str, ...], doc: Document) -> None:
    """What a complete reading found, with the marks inside the file as it stands."""
    doc.take(attempt.draft if () in attempt.marks else None, Places(attempt.marks, attempt.written))
    for problem in attempt.problems:
        if problem.mark.line not in doc.slips:
            doc.problems.append(problem)
    for problem in doc.problems:
        doc.slips.setdefault(problem.mark.line, original[problem.mark.line - 1])
    if () not in doc.marks and not doc.problems:
        doc.report_at(1, 1, "empty_file")
