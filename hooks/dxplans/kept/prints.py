"""Everything that a page may have read to a print: the same as long as that is the same."""

from __future__ import annotations

import os
import platform
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from dxplans.edition import Edition, Town
from dxplans.kept.asked import ASKED, answer_to, plain
from dxplans.kept.files import print_of
from dxplans.kept.trace import ALL, FILE, Key
from dxplans.pages.sitemap import PageSpec
from dxplans.portal import Portal
from dxplans.prefectures import PREFECTURES, Prefecture

_FILES = {
    "plan": "plans/{0}/plan.yaml",
    "chapters": "plans/{0}/chapters/{1}.yaml",
    "initiatives": "plans/{0}/initiatives/{1}.yaml",
    "answers": "plans/{0}/answers.yaml",
    "stances": "plans/{0}/themes.yaml",
    "gone": "plans/{0}/gone.yaml",
    "publisher": "plans/{0}/publisher.yaml",
    "language": "locales/{1}/plans/{0}.po",
}
"""What is read of one file each."""
_FOLDERS = {"progress": "plans/{0}/progress", "whole": "plans/{0}"}
"""What is read of a folder of files."""
_NO_DATA = (".", "hooks/", "node_modules/")
"""Beginnings of names of files that are made, or code, which is known as a whole."""
_LIBRARIES = ("jinja2", "markupsafe", "pydantic", "pydantic-core", "budoux", "pyyaml", "polib")


class Prints:
    """The prints of one state of a project."""

    def __init__(self, files: Mapping[str, str], portal: Portal) -> None:
        """*files* are the prints of the files by name."""
        self.files, self.portal = files, portal
        folders: dict[str, list[str]] = {}
        for name in files:
            above = name.split("/")[:-1]
            # A file belongs to each folder that is read as a whole.
            for depth in range(4, len(above) + 1):
                folders.setdefault("/".join(above[:depth]), []).append(name)
        self._folders = folders
        self._found: dict[Key, str] = {}

    def of(self, key: Key) -> str:
        """The print of what was noted as *key*."""
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._of(key)
        return found

    def _of(self, key: Key) -> str:
        kind, *names = key
        if kind in _FILES:
            return self.files.get(_FILES[kind].format(*names), "")
        if kind == FILE:
            # Nobody looks at other files again: what was read of one may have changed.
            return self.files.get(names[0]) or secrets.token_hex(16)
        if kind in _FOLDERS:
            inside = sorted(self._folders.get(_FOLDERS[kind].format(*names), ()))
            return _print([(name, self.files[name]) for name in inside])
        try:
            asked = kind == ASKED
            return _print(
                plain(answer_to(self.portal, key)) if asked else self._linked(kind, names)
            )
        except (LookupError, TypeError, AttributeError):  # another version asked that
            return secrets.token_hex(16)

    def _linked(self, kind: str, names: list[str]) -> Any:
        """What is linked to what *names* say, by names alone."""
        links: Mapping[Any, Any] = getattr(self.portal, kind)
        if names == [ALL]:
            return tuple(links)
        pairs: dict[str, tuple[Any, ...]] = {"sections": tuple(names), "names": tuple(names)}
        if kind == "near":
            pairs["near"] = (names[0], PREFECTURES[names[1]])
        return _TOLD[kind](links.get(pairs.get(kind, names[0]), ()))


_TOLD: dict[str, Callable[[Any], Any]] = {
    "by_theme": lambda found: [(one.edition.key, one.id, one.main) for one in found],
    "near": lambda found: [(one.edition.key, one.id, one.main) for one in found],
    "sections": lambda found: [(one.edition.key, one.chapter, one.id) for one in found],
    "said": lambda found: [(one.edition.key, one.chapter, repr(one.entry)) for one in found],
    "used": lambda found: [(edition.key, name) for edition, name in found],
    "names": sorted,
}
"""What tells links of a kind from others."""


def shared(files: Mapping[str, str], code: str, portal: Portal, others: Iterable[Any]) -> str:
    """The print of all that any page may show: the same for every page.

    Words, templates, the code and what it runs on, which plans there are, and *others* that the
    caller knows of.
    """
    own = [(name, found) for name, found in sorted(files.items()) if not is_of_a_plan(name)]
    there = [(town.key, [one.id for one in town.editions]) for town in portal.towns.values()]
    runs_on = [platform.python_version(), os.name, *map(_version, _LIBRARIES)]
    return _print([own, code, there, runs_on, *others])


def opened(root: Path, reads: Iterable[Key]) -> Iterator[Key]:
    """*reads*, files by their names in the project at *root*; others that are no part of it left out."""
    top = f"{root.absolute()}{os.sep}"
    for key in reads:
        if key[0] != FILE:
            yield key
        elif key[1].startswith(top):
            name = key[1].removeprefix(top).replace(os.sep, "/")
            if not name.startswith(_NO_DATA):
                yield FILE, name


def is_of_a_plan(name: str) -> bool:
    """Whether a file belongs to one plan alone, or to its publisher, or translates it."""
    parts = name.split("/")
    return parts[0] == "plans" or (parts[0] == "locales" and parts[2:3] == ["plans"])


def spec_print(spec: PageSpec) -> str:
    """The print of what a page is: its template, its subject and its source."""
    return _print((spec.template, _subject(spec.subject), spec.source))


def _subject(value: Any) -> Any:
    """A subject by names; what holds none is told whole."""
    if isinstance(value, Edition | Town):
        return value.key
    if isinstance(value, Prefecture):
        return value.slug
    if isinstance(value, tuple):
        return tuple(map(_subject, value))
    return repr(value)


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""


def _print(value: object) -> str:
    return print_of(repr(value).encode())
