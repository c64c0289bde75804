"""What is known of a proposal when its comment is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from dxplans.check.report import Report
from dxplans.proposal.pages import ChangedPage
from dxplans.proposal.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses that the comment leads to; None where nothing is known."""

    files: str | None = None
    """The proposal's files as they are: ``https://github.com/OWNER/REPOSITORY/blob/COMMIT/``."""
    editor: str | None = None
    """The editor on the proposal's branch: ``…/edit/BRANCH/``."""
    preview: str | None = None
    """The preview as a website."""
    artifact: str | None = None
    """The preview as a file to download."""
    converted: str | None = None
    """The YAML made from workbooks, to download."""

    def file(self, name: str, line: int | None = None) -> str | None:
        """Where the file *name* is read, at a *line*."""
        return self._below(self.files, name, f"?plain=1#L{line}" if line else "")

    def edit(self, name: str) -> str | None:
        """Where the file *name* is changed on the proposal's branch."""
        return self._below(self.editor, name)

    @staticmethod
    def _below(folder: str | None, name: str, end: str = "") -> str | None:
        return None if folder is None else f"{folder}{quote(name)}{end}"


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook in the proposal, and the YAML that was made from it."""

    file: str
    result: Mapping[str, str] = field(default_factory=dict)
    """Name to text of the files that it changed."""
    errors: tuple[tuple[str, str], ...] = ()
    """What is wrong with which row, in Japanese and English."""
    notes: tuple[tuple[str, str], ...] = ()
    """What is worth a look."""

    @property
    def read(self) -> bool:
        """Whether it could be read, and so has done its work."""
        return not self.errors


@dataclass(frozen=True, slots=True)
class Sentence:
    """One change in words, and the sentences of a text before and after it."""

    text: str
    pairs: tuple[tuple[str | None, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal, looked at: what the comment tells."""

    report: Report
    sentences: Mapping[str, tuple[Sentence, ...]] | None
    """What changes, by language; None if it cannot be told."""
    pages: tuple[ChangedPage, ...] | None
    """None: there is no preview."""
    waiting: tuple[Waiting, ...] | None
    workbooks: tuple[Workbook, ...] = ()
    saved: bool = False
    """Whether the YAML of the workbooks is put on the proposal's branch by a program."""
    left: tuple[str, ...] = ()
    """Changed files that are not data, and so not in the preview."""
    links: Links = field(default_factory=Links)
    prefixes: Mapping[str, str] = field(default_factory=lambda: {"ja": "", "en": "en/"})

    @property
    def faults(self) -> int:
        """How many things there are to correct."""
        return self.report.errors + sum(len(book.errors) for book in self.workbooks)

    @property
    def tables(self) -> tuple[Workbook, ...]:
        """The workbooks that were read, and whose YAML no program puts into the proposal."""
        return () if self.saved else tuple(book for book in self.workbooks if book.read)

    @property
    def chores(self) -> int:
        """What they leave to do: to copy the YAML, if it is new, and to remove the workbook."""
        return any(book.result for book in self.tables) + bool(self.tables)
