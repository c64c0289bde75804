"""What was read from one file: its data, the place of every value, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Protocol

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
class Places:
    """Where the keys and values of a file stand."""

    marks: dict[Place, tuple[int, int]] = field(default_factory=dict)
    written: dict[Place, Written] = field(default_factory=dict)


class Again(Protocol):
    """How a document finds again what it has not kept."""

    def draft(self) -> Any:
        """The data as far as it could be read."""

    def places(self) -> Places:
        """Where the keys and values stand."""


class _Later:
    """Stands for data that are found when somebody asks."""


_LATER = _Later()


class Document:
    """A file's data, the marks of its keys and values, and what is wrong with it.

    Only a problem asks where things stand, so the places are found when the first one is told;
    and what is forgotten is found *again*.
    """

    __slots__ = ("_again", "_draft", "_places", "file", "problems", "slips", "whole")

    def __init__(self, file: str, again: Again | None = None) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.slips: dict[int, str] = {}
        """Lines with a problem of reading, as they stand in the file. Their values are guesses."""
        self.whole = False
        """Whether all of it could be read."""
        self._again = again
        self._draft: Any = _LATER if again else None
        self._places = None if again else Places()

    @property
    def draft(self) -> Any:
        """The data as far as it could be read, so that other problems are told in the same run."""
        if self._draft is _LATER and self._again is not None:
            return self._again.draft()  # whoever keeps it may be asked again: it is not kept twice
        return self._draft

    @draft.setter
    def draft(self, draft: Any) -> None:
        """Take what was read."""
        self._draft = draft

    @property
    def data(self) -> Any:
        """Plain data; None if the file has problems of reading."""
        return self.draft if self.whole else None

    @property
    def marks(self) -> dict[Place, tuple[int, int]]:
        """Line and column of every key and item."""
        return self._found().marks

    @property
    def written(self) -> dict[Place, Written]:
        """Where the characters of every value stand."""
        return self._found().written

    def _found(self) -> Places:
        if self._places is None:
            self._places = self._again.places() if self._again is not None else Places()
        return self._places

    def take(self, draft: Any, places: Places | None = None, again: Again | None = None) -> None:
        """Hold what was read; without *places* they are found *again* when they are needed."""
        self._draft = draft
        self._places = places
        self._again = again

    def forget(self, again: Again | None = None) -> None:
        """Keep the problems alone: all else is found *again*, as it can be already if not given."""
        self._again = again or self._again
        if self._again is not None:
            self._draft, self._places = _LATER, None

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
