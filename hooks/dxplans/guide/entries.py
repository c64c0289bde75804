"""The files in guide/ to what they tell of each rule, and to the address where a page tells it."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import cast

from dxplans.check.messages import MESSAGES
from dxplans.library import Cache, Entry, read_entry
from dxplans.model.guide import Advice, Guide
from dxplans.pages import addresses
from dxplans.problem import PlanError, Problem
from dxplans.settings import Settings, read_settings

FOLDER = "guide"
GAP = "…"
"""What a message says of the file at hand, where no file is."""


def guides_in(entries: Iterable[Entry]) -> dict[str, Guide]:
    """The guide's valid files among *entries*, by id, in the order of their pages."""
    found = {e.ids["id"]: cast("Guide | None", e.value) for e in entries if e.kind == "guide"}
    valid = [(name, guide) for name, guide in found.items() if guide is not None]
    return dict(sorted(valid, key=lambda pair: (pair[1].order, pair[0])))


def read_guides(root: Path) -> dict[str, Guide]:
    """The guide of the project at *root*, without reading any plan; PlanError if it is wrong."""
    paths = sorted((root / FOLDER).glob("*.yaml"))
    entries = [read_entry(path, path.relative_to(root).as_posix()) for path in paths]
    problems: list[Problem] = [
        problem for entry in entries for problem in entry.doc.problems if problem.level == "error"
    ]
    if problems:
        raise PlanError(tuple(sorted(problems, key=lambda problem: problem.order)))
    return guides_in(entries)


def advice_on(guides: Mapping[str, Guide]) -> dict[str, tuple[str, Advice]]:
    """Each rule that the guide explains, with the file that does, in the order of the pages."""
    found: dict[str, tuple[str, Advice]] = {}
    for name, guide in guides.items():
        for advice in guide.rules:
            found.setdefault(advice.id, (name, advice))
    return found


def addresses_of(guides: Mapping[str, Guide]) -> dict[str, str]:
    """Rule to the place in the site that explains it: ``edit/messages/forms/#bad_kana``."""
    return {rule: addresses.advice(name, rule) for rule, (name, _) in advice_on(guides).items()}


def addresses_in(cache: Cache) -> dict[str, str]:
    """The same from what was read before: nothing is read again."""
    return addresses_of(guides_in(entry for _stamp, entry in cache.values()))


def public(root: Path, lang: str) -> str | None:
    """What the addresses of pages in *lang* begin with; None while the site's is not known."""
    try:
        settings: Settings = read_settings(root)
    except PlanError:
        return None  # whoever checks the plans hears of them; the build tells of the settings
    prefix = next((one.prefix for one in settings.languages if one.code == lang), "")
    return f"{settings.site_url}{prefix}" if settings.site_url else None


def spoken(rule: str, lang: str) -> str:
    """What the check says by *rule* in *lang* (ja, otherwise English), gaps for what it found."""
    text = MESSAGES[rule][0 if lang == "ja" else 1]
    parts = string.Formatter().parse(text)
    said = "".join(
        words + ("" if name is None or name.startswith("hint") else GAP)
        for words, name, *_ in parts
    )
    return said.strip()
