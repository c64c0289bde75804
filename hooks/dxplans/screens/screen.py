"""docs/pictures.yaml to what each picture shows, and a picture to its HTML in a page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BeforeValidator, Field, model_validator

from dxplans.model.base import Frozen

DATA = "docs/pictures.yaml"
FOLDER = "docs/pictures"
RECORD = f"{FOLDER}/made.yaml"
LARGEST = 40_000
"""Bytes of a picture at most: they are looked at on telephones, too."""
LANGUAGES = ("ja", "en")


class Both(Frozen):
    """A text in both languages."""

    ja: str
    en: str


def _one_or_both(value: Any) -> Any:
    return {"ja": value, "en": value} if isinstance(value, str) else value


class Change(Frozen):
    """One edit of a file: what stands there once, and what takes its place."""

    file: str
    old: str
    new: str


class Screen(Frozen):
    """One picture: what it shows, the things in it that have a number, and what it says in words."""

    page: str | None = None
    """The address of a page of the site, without the language's prefix."""
    part: str = "main"
    """The element of that page that is shown."""
    file: str | None = None
    """A file of the project, as an editor shows it."""
    find: str = ""
    """The line of that file around which it is shown."""
    around: tuple[int, int] = (3, 2)
    """So many lines before and after it."""
    comment: Change | None = None
    """A change, whose proposal is answered with the comment that is shown."""
    sections: int = 0
    """So many sections of the comment are shown; 0 for all."""
    sheet: tuple[tuple[str, ...], ...] = ()
    """The cells of a workbook, row by row."""
    marks: tuple[Annotated[Both, BeforeValidator(_one_or_both)], ...] = ()
    """What the numbers 1, 2 … stand at: a CSS selector of a page, else the words themselves."""
    alt: Both

    @model_validator(mode="after")
    def _one_subject(self) -> Screen:
        subjects = (self.page, self.file, self.comment, self.sheet or None)
        if sum(subject is not None for subject in subjects) != 1:
            raise ValueError("exactly one of page, file, comment, sheet")
        return self

    @property
    def digest(self) -> str:
        """Changes with what is wanted of the picture; the words beside it may change freely."""
        wanted = self.model_dump_json(exclude={"alt"}, exclude_defaults=True)
        return hashlib.sha256(wanted.encode()).hexdigest()[:16]


class Made(Frozen):
    """A picture that was taken: its size on the page, and what was to be seen at its marks."""

    width: int = Field(gt=0)
    height: int = Field(gt=0)
    digest: str
    shown: tuple[str, ...]
    """The words at the marks, or what the picture is about: when they change, it is out of date."""


Name = tuple[str, Literal["ja", "en"]]


def read_screens(root: Path) -> dict[str, Screen]:
    """Every picture by its name; none where the project has no guide."""
    path = root / DATA
    if not path.is_file():
        return {}
    found = yaml.safe_load(path.read_text("utf-8"))
    return {name: Screen.model_validate(value) for name, value in found.items()}


def read_record(folder: Path) -> dict[str, Made]:
    """What was taken, by language and name: ``ja/edit-link``."""
    path = folder / Path(RECORD).name
    if not path.is_file():
        return {}
    return {
        name: Made.model_validate(value)
        for name, value in yaml.safe_load(path.read_text("utf-8")).items()
    }


def record_text(record: Mapping[str, Made]) -> str:
    """*record* as the text of its file."""
    rows = {name: made.model_dump(mode="json") for name, made in sorted(record.items())}
    head = "# Written by `dxplans pictures`: what the pictures in this folder show.\n"
    lines = (f"{name}: {json.dumps(row, ensure_ascii=False)}\n" for name, row in rows.items())
    return head + "".join(lines)


def image(root: Path, name: str, lang: str, to_root: str) -> str:
    """The picture *name* as HTML for a page that is *to_root* away from the site's root.

    A language without pictures of its own has the Japanese ones. KeyError if there is no such
    picture.
    """
    screen, record = read_screens(root)[name], read_record(root / FOLDER)
    shown = lang if f"{lang}/{name}" in record else LANGUAGES[0]
    made = record[f"{shown}/{name}"]
    alt = escape(getattr(screen.alt, shown))
    source = f"{to_root}pictures/{shown}/{name}.webp"
    size = f'width="{made.width}" height="{made.height}"'
    marked = f' lang="{shown}"' if shown != lang else ""
    return (
        f'<div class="screen"><img src="{source}" {size} alt="{alt}"{marked} loading="lazy"></div>'
    )
