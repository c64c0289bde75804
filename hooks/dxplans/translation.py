"""The project's texts to PO files and back: which text stands in which file, and how far it is.

One PO file an edition, and one each for glossary, themes, questions, guide, format and interface.
"""

from __future__ import annotations

import ast
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from dxplans.catalogue import Catalogue, Message, State, merge, read_catalogue, state, update
from dxplans.edition import Edition
from dxplans.localise import Language, extract
from dxplans.model.gone import Gone
from dxplans.portal import Portal
from dxplans.schema import descriptions
from dxplans.templates import interface_texts

GETTEXT = ("_", "gettext", "marked")


@dataclass(frozen=True)
class Translation:
    """The PO files of one language, each read once, when it is first needed."""

    root: Path
    lang: str

    @property
    def folder(self) -> Path:
        """Where this language's PO files are."""
        return self.root / "locales" / self.lang

    def catalogue(self, name: str) -> Catalogue:
        """The translations of ``<name>.po``; none for the language the texts are written in."""
        return read_catalogue(self.folder / f"{name}.po", self.lang)

    def language(self, name: str) -> Language:
        """A translator of texts by the PO file *name*."""
        return Language(self.lang, self.catalogue(name))

    @cached_property
    def glossary(self) -> Language:
        """The unified glossary's texts."""
        return self.language("glossary")

    @cached_property
    def themes(self) -> Language:
        """The themes' texts."""
        return self.language("themes")

    @cached_property
    def questions(self) -> Language:
        """The questions' texts."""
        return self.language("questions")

    @cached_property
    def comparisons(self) -> Language:
        """What may be compared, in words."""
        return self.language("comparisons")

    @cached_property
    def corrections(self) -> Language:
        """What the log of corrections says."""
        return self.language("corrections")

    @cached_property
    def guide(self) -> Language:
        """The texts on the check's messages."""
        return self.language("guide")

    @cached_property
    def interface(self) -> Catalogue:
        """The words of the pages themselves."""
        return self.catalogue("site")


def edition_messages(edition: Edition) -> Iterator[Message]:
    """Every text of an edition, in the order of its pages."""
    folder = f"plans/{edition.key}"
    yield from extract(edition.plan, "plan", f"{folder}/plan.yaml")
    for name, chapter in edition.chapters.items():
        yield from extract(chapter, f"chapters/{name}", f"{folder}/chapters/{name}.yaml")
    for name, initiative in edition.initiatives.items():
        yield from extract(initiative, f"initiatives/{name}", f"{folder}/initiatives/{name}.yaml")
    for name, answer in edition.answers.items():
        yield from extract(answer, f"answers/{name}", f"{folder}/answers.yaml")
    for name, stance in edition.stances.items():
        yield from extract(stance, f"themes/{name}", f"{folder}/themes.yaml")
    for year, progress in edition.progress.items():
        yield from extract(progress, f"progress/{year}", f"{folder}/progress/{year}.yaml")
    yield from _gone(edition.gone, folder)


def _gone(found: Sequence[Gone], folder: str) -> Iterator[Message]:
    """The texts of a list of what is gone."""
    for one in found:
        yield from extract(one, "gone", f"{folder}/gone.yaml")


def messages(root: Path, portal: Portal) -> Iterator[tuple[str, list[Message]]]:
    """PO file name (without ``.po``) and its texts, for every file of a language."""
    for edition in portal.editions():
        yield f"plans/{edition.key}", list(edition_messages(edition))
    yield (
        "glossary",
        [
            message
            for name, term in portal.terms.items()
            for message in extract(term, name, f"glossary/{name}.yaml")
        ]
        + list(_gone(portal.gone.get("glossary", ()), "glossary")),
    )
    yield (
        "themes",
        [
            message
            for name, theme in portal.themes.items()
            for message in extract(theme, name, f"themes/{name}.yaml")
        ]
        + list(_gone(portal.gone.get("themes", ()), "themes")),
    )
    yield (
        "questions",
        [
            message
            for name, question in portal.questions.items()
            for message in extract(question, name, f"questions/{name}.yaml")
        ]
        + list(_gone(portal.gone.get("questions", ()), "questions")),
    )
    if portal.comparisons:
        yield (
            "comparisons",
            [
                message
                for name, comparison in portal.comparisons.items()
                for message in extract(comparison, name, f"comparisons/{name}.yaml")
            ],
        )
    if portal.corrections:
        yield "corrections", list(_corrected(portal))
    if portal.guides:
        yield (
            "guide",
            [
                message
                for name, guide in portal.guides.items()
                for message in extract(guide, name, f"guide/{name}.yaml")
            ],
        )
    yield "site", list(site_messages(root))
    yield "schema", [Message(place, text) for place, text in descriptions()]


def _corrected(portal: Portal) -> Iterator[Message]:
    for year, found in portal.corrections.items():
        for one in found:
            yield from extract(one, f"{year}/{one.id}", f"corrections/{year}.yaml")


def site_messages(root: Path) -> Iterator[Message]:
    """The interface's own words: those in templates and those marked in the code."""
    for file, text, plural in interface_texts(root):
        yield Message("", text, "", file, plural)
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        for text in _marked(path):
            yield Message("", text, "", f"hooks/dxplans/{path.relative_to(Path(__file__).parent)}")


def _marked(path: Path) -> Iterator[str]:
    """The literal strings that ``_("…")`` or ``marked("…")`` hold in a module."""
    source = path.read_text(encoding="utf-8")
    if not any(f"{name}(" in source for name in GETTEXT):
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) in GETTEXT and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def _name(function: Any) -> str:
    return str(getattr(function, "id", None) or getattr(function, "attr", ""))


def _merged(found: list[Message]) -> list[Message]:
    """One message a text for the interface: the first file that holds it is named."""
    first: dict[tuple[str, str], Message] = {}
    for message in found:
        first.setdefault((message.context, message.text), message)
    return list(first.values())


def update_language(root: Path, portal: Portal, lang: str) -> dict[str, State]:
    """Bring every PO file of *lang* up to date; how far each is, by name."""
    return {
        name: update(root / "locales" / lang / f"{name}.po", _merged(found), lang)
        for name, found in messages(root, portal)
    }


TEMPLATES = ".cache/templates"
"""Where the texts to translate are written without any translation: PO templates."""


def write_templates(root: Path, portal: Portal) -> dict[str, State]:
    """Write every text without translations, for a translation tool or a new language; by name.

    They are made afresh below ``TEMPLATES`` and are not part of the project.
    """
    folder = root / TEMPLATES
    shutil.rmtree(folder, ignore_errors=True)
    return {
        name: update(folder / f"{name}.pot", _merged(found), "")
        for name, found in messages(root, portal)
    }


def states(root: Path, portal: Portal, lang: str) -> dict[str, State]:
    """How far each PO file of *lang* is with the texts as they are now; nothing is written."""
    return {
        name: state(merge(root / "locales" / lang / f"{name}.po", _merged(found), lang))
        for name, found in messages(root, portal)
    }
