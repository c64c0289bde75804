"""Where a comparison is inside a file: the names, the keys and the translations' place so far."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from dxplans.changes.difference import Step
from dxplans.changes.naming import Name


@dataclass(frozen=True, slots=True)
class At:
    """Where the walk is: the names and keys so far, and the place that translations are found by."""

    steps: tuple[Step, ...] = ()
    place: str = ""
    context: str = ""
    owner: Step | None = None
    """The field that holds this value, when it is no list: a printed value is told as the field's."""
    heads: tuple[Name, ...] = ()
    """In a table: what its columns are called."""

    def key(self, model: type[BaseModel], key: str, name: str) -> At:
        """Inside the field *key*, which the model calls *name*."""
        step = Step(f"{model.__name__}.{key}")
        place, context = f"{self.place}/{key}", f"{self.context}/{name}"
        return At(self.inside, place, context, step, self.heads)

    @property
    def inside(self) -> tuple[Step, ...]:
        """The steps to a field of this value."""
        return (*self.steps, self.owner) if self.owner else self.steps

    def item(self, step: Step, key: str, *, has_id: bool) -> At:
        """At one part of a list."""
        context = f"{self.context}/{step.id}" if has_id else self.context
        return At((*self.steps, step), f"{self.place}/{key}", context, None, self.heads)
