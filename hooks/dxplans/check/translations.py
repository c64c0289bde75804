"""A PO file's translations to what would read badly in them: vague links, sensory wording."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dxplans.check.senses import sensory, vague
from dxplans.check.wording import links_in
from dxplans.problem import Mark, Problem

if TYPE_CHECKING:
    import polib


def check_translations(name: str, po: polib.POFile) -> Iterator[Problem]:
    """The problems of the PO file *name* at the lines where its entries begin.

    What is not shown (obsolete, fuzzy) is left out.
    """
    for entry in po:
        if entry.obsolete or entry.fuzzy:
            continue
        mark = Mark(name, entry.linenum or 1)
        for text in (entry.msgstr, *entry.msgstr_plural.values()):
            for words, _target in links_in(text):
                if vague(words):
                    yield Problem(mark, "vague_link", {"found": words[:60]})
            for _at, found in sensory(text, "en"):
                yield Problem(mark, "sensory", {"found": found}, "warning")
