"""The project's texts to how many of each file now wait for a translator."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dxplans.portal import Portal
from dxplans.settings import Settings
from dxplans.translation import Translation, states

SHARED = {
    "glossary": ("用語集", "the glossary"),
    "themes": ("テーマ", "the themes"),
    "comparisons": ("比較のきまり", "the rules of comparison"),
    "questions": ("質問", "the questions"),
    "site": ("画面の言葉", "the words of the pages"),
    "schema": ("書式の説明", "the description of the format"),
}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A PO file with texts that have no current translation."""

    lang: str
    file: str
    names: Mapping[str, str]
    """What its texts belong to, by the language of who reads it."""
    missing: int
    outdated: int
    """Those whose Japanese has changed since they were translated."""


def waiting(root: Path, portal: Portal, settings: Settings) -> Iterator[Waiting]:
    """The PO files of every language that lack something, in order; nothing is written."""
    english = Translation(root, "en")
    for language in settings.languages:
        if language.default:
            continue
        for name, state in states(root, portal, language.code).items():
            if state.missing or state.fuzzy:
                names = _names(name, portal, english)
                file = f"locales/{language.code}/{name}.po"
                yield Waiting(language.code, file, names, state.missing, state.fuzzy)


def _names(name: str, portal: Portal, english: Translation) -> dict[str, str]:
    if name in SHARED:
        return dict(zip(("ja", "en"), SHARED[name], strict=True))
    edition = next(e for e in portal.editions() if f"plans/{e.key}" == name)
    publisher, title = edition.town.publisher, edition.plan.title
    known = english.catalogue(name).find("plan/title", title)
    whole = title if title.startswith(publisher.name) else f"{publisher.name} {title}"
    return {"ja": whole, "en": known or title}
