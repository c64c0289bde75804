"""A place in a file and one thing to fix there, in the words of the person who will fix it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Level = Literal["error", "warning"]
Place = tuple[str | int, ...]
"""The way to a value inside a file: keys and positions, e.g. ``("kpis", 0, "target")``."""


@dataclass(frozen=True, order=True, slots=True)
class Mark:
    """A place in a file; line and column count from one, as editors do."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: where, which rule (a key of ``check.messages``), and the rule's values."""

    mark: Mark
    code: str
    values: dict[str, Any] = field(default_factory=dict)
    level: Level = "error"

    @property
    def order(self) -> tuple[Mark, str, str]:
        """What problems are sorted by: file, line, column, then the rule."""
        return (self.mark, self.code, str(sorted(self.values.items(), key=str)))

    @property
    def to_paste(self) -> str:
        """The lines that cure it, where a file only lacks some; empty otherwise."""
        return f"{self.values.get('head', '')}{self.values.get('paste', '')}"


class StoppedError(Exception):
    """A command cannot go on; the message says why, and what to do, in both languages."""


class PlanError(Exception):
    """The data cannot be built; carries *all* the problems, never only the first."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(f"{len(problems)} problems")
