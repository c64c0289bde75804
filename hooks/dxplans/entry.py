"""One file of data as it was checked: what it is, what is wrong with it, and its value."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from dxplans.compact import compact
from dxplans.kinds import KINDS
from dxplans.problem import Problem
from dxplans.source import Document


@dataclass(frozen=True, slots=True)
class Linked:
    """What files that are linked together had to be told, and what of other files that rests on."""

    files: str
    """A digest of the contents of these files."""
    have: dict[str, tuple[str, ...]]
    """The names that other files had to have and had, by what they are of."""
    lack: dict[str, tuple[str, ...]]
    """The names that they did not have."""
    found: dict[str, tuple[Problem, ...]]
    """The problems, by the name of the file."""


class Entry:
    """One file: what kind it is, which ids its path gives, its document, and its value if valid."""

    __slots__ = (
        "_value",
        "anchors",
        "digest",
        "doc",
        "fresh",
        "ids",
        "kind",
        "linked",
        "own",
        "valid",
    )

    def __init__(
        self, kind: str, doc: Document, ids: dict[str, str], value: BaseModel | None = None
    ) -> None:
        self.kind, self.doc, self.ids = kind, doc, ids
        self._value = value
        self.valid = value is not None
        self.own = 0
        """How many problems it had before files were linked."""
        self.digest = ""
        """Of the content, if that may be remembered."""
        self.fresh = True
        """Whether something was found that is not in the project's records yet."""
        self.anchors: tuple[str, ...] | None = None
        """The anchors on its page, once somebody has looked for them."""
        self.linked: Linked | None = None
        """What linking it, and the files that come with it, has told."""

    @property
    def value(self) -> BaseModel | None:
        """The file's value, None if it has problems; made of the data when it is first asked for."""
        if self._value is None and self.valid:
            self._value = compact(KINDS[self.kind].model_validate(self.doc.draft))
        return self._value

    @value.setter
    def value(self, value: BaseModel | None) -> None:
        """Take what the check has made of the data."""
        self._value, self.valid = value and compact(value), value is not None

    @property
    def edition(self) -> tuple[str, str, str] | None:
        """Prefecture, publisher and edition the file belongs to."""
        if "edition" not in self.ids:
            return None
        return (self.ids["prefecture"], self.ids["publisher"], self.ids["edition"])
