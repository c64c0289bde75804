"""What was read from one file: its data, the place of every value, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dxplans.problem import Level, Mark, Place, Problem


@dataclass(frozen=True, slots=True)
class Written:
    """Where a value's own characters begin, and how they were written if they are not a text."""

    line: int
    column: int
    literal: bool
    """A block after ``|``: every line of the value is a line of the file."""
    plain: bool
    """Unquoted and on one line: every character of the value is one of the file."""
    source: str | None = None
    """A number, true/false or nothing, as written: 1.10 and not 1.1."""


@dataclass(slots=True)
class Document:
    """A file's data, the marks of its keys and values, and what is wrong with it."""

    file: str
    data: Any = None
    """Plain data; None if the file has problems of reading."""
    draft: Any = None
    """The data as far as it could be read, so that other problems are told in the same run."""
    marks: dict[Place, tuple[int, int]] = field(default_factory=dict)
    written: dict[Place, Written] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    slips: dict[int, str] = field(default_factory=dict)
    """Lines with a problem of reading, as they stand in the file. Their values are guesses."""

    def mark(self, place: Place = ()) -> Mark:
        """The mark of *place*, or of its nearest ancestor when it was never written."""
        while place and place not in self.marks:
            place = place[:-1]
        return Mark(self.file, *self.marks.get(place, (1, 1)))

    def mark_in(self, place: Place, text: str, offset: int) -> Mark:
        """The mark of the character *offset* inside the value *text* at *place*."""
        at = self.written.get(place)
        if at is None:
            return self.mark(place)
        above = text.count("\n", 0, offset)
        if at.literal:
            column = at.column + offset - (text.rfind("\n", 0, offset) + 1)
            return Mark(self.file, at.line + above, column)
        return Mark(self.file, at.line, at.column + (offset if at.plain else 0))

    def report(self, place: Place, rule: str, /, **values: object) -> None:
        """Add an error at *place*, unless its line was not read as it stands."""
        self.add(Problem(self.mark(place), rule, values), whole=place == ())

    def warn(self, place: Place, rule: str, /, **values: object) -> None:
        """Add a warning at *place*, unless its line was not read as it stands."""
        self.add(Problem(self.mark(place), rule, values, "warning"), whole=place == ())

    def report_in(
        self, place: Place, found: tuple[str, int], rule: str, level: Level, /, **values: object
    ) -> None:
        """Add a problem at the character ``found[1]`` of the text ``found[0]`` at *place*."""
        self.add(Problem(self.mark_in(place, *found), rule, values, level))

    def report_at(self, line: int, column: int, rule: str, /, **values: object) -> None:
        """Add an error of reading at a line and column."""
        self.problems.append(Problem(Mark(self.file, line, column), rule, values))

    def add(self, problem: Problem, *, whole: bool = False) -> None:
        """Add *problem*, unless its line was not read as it stands; *whole*: it is the file's."""
        if whole or problem.mark.line not in self.slips:
            self.problems.append(problem)
