"""A file's name to what it holds: which folders are data, and which model describes a file in them."""

from __future__ import annotations

import re

from pydantic import BaseModel

from dxplans.model.accessibility import AccessibilityPolicy, Criteria, Judgements
from dxplans.model.chapter import Chapter
from dxplans.model.comparison import Comparison
from dxplans.model.correction import Corrections
from dxplans.model.glossary import Term, Theme
from dxplans.model.gone import GoneList
from dxplans.model.guide import Guide
from dxplans.model.initiative import Initiative
from dxplans.model.plan import Plan
from dxplans.model.progress import Progress
from dxplans.model.publisher import Publisher
from dxplans.model.questions import Answers, Question, Stances
from dxplans.model.reading import Furigana, Phrases
from dxplans.model.search import (
    Common,
    Elsewhere,
    Misspellings,
    Readings,
    Synonyms,
    Topics,
    Variants,
)

FOLDERS = (
    "plans", "glossary", "themes", "comparisons", "questions", "corrections", "search", "reading",
    "a11y", "guide",
)  # fmt: skip
NOT_DATA = frozenset({"a11y/evidence.json", "a11y/exceptions.yaml"})
"""What the audit writes and reads by itself."""
_SLUG = r"[a-z][a-z0-9-]*"
_EDITION = rf"plans/(?P<prefecture>{_SLUG})/(?P<publisher>{_SLUG})/(?P<edition>[0-9]{{4}})"
WORKBOOK = rf"{_EDITION}/(?:progress/)?[^/]+\.(?:xlsx|csv)"
"""Where a table of results may lie in a proposal, until it is turned into YAML."""
_KINDS: tuple[tuple[str, type[BaseModel], str], ...] = (
    (
        "publisher",
        Publisher,
        rf"plans/(?P<prefecture>{_SLUG})/(?P<publisher>{_SLUG})/publisher\.yaml",
    ),
    ("plan", Plan, rf"{_EDITION}/plan\.yaml"),
    ("chapter", Chapter, rf"{_EDITION}/chapters/(?P<id>{_SLUG})\.yaml"),
    ("initiative", Initiative, rf"{_EDITION}/initiatives/(?P<id>{_SLUG})\.yaml"),
    ("progress", Progress, rf"{_EDITION}/progress/(?P<id>[0-9]{{4}})\.yaml"),
    ("answers", Answers, rf"{_EDITION}/answers\.yaml"),
    ("stances", Stances, rf"{_EDITION}/themes\.yaml"),
    # Before the terms: none of them can be called so.
    ("gone", GoneList, rf"(?:{_EDITION}|(?P<shared>glossary|themes|questions))/gone\.yaml"),
    ("term", Term, rf"glossary/(?P<id>{_SLUG})\.yaml"),
    ("theme", Theme, rf"themes/(?P<id>{_SLUG})\.yaml"),
    ("comparison", Comparison, rf"comparisons/(?P<id>{_SLUG})\.yaml"),
    ("question", Question, rf"questions/(?P<id>{_SLUG})\.yaml"),
    ("corrections", Corrections, r"corrections/(?P<id>[0-9]{4})\.yaml"),
    ("variants", Variants, r"search/variants\.yaml"),
    ("synonyms", Synonyms, r"search/synonyms\.yaml"),
    ("misspellings", Misspellings, r"search/misspellings\.yaml"),
    ("readings", Readings, r"search/readings\.yaml"),
    ("elsewhere", Elsewhere, r"search/elsewhere\.yaml"),
    ("topics", Topics, r"search/topics\.yaml"),
    ("common", Common, r"search/common\.yaml"),
    ("phrases", Phrases, r"reading/phrases\.yaml"),
    ("furigana", Furigana, r"reading/furigana\.yaml"),
    ("criteria", Criteria, r"a11y/criteria\.yaml"),
    ("policy", AccessibilityPolicy, r"a11y/policy\.yaml"),
    ("judgements", Judgements, r"a11y/judgements\.yaml"),
    ("guide", Guide, rf"guide/(?P<id>{_SLUG})\.yaml"),
)
KINDS: dict[str, type[BaseModel]] = {kind: model for kind, model, _ in _KINDS}
_PATTERNS = [(kind, model, re.compile(pattern)) for kind, model, pattern in _KINDS]


def kind_of(name: str) -> tuple[str, dict[str, str]] | None:
    """The kind of the file *name* and the ids in its path; None if the format knows no such file."""
    for kind, _model, pattern in _PATTERNS:
        if match := pattern.fullmatch(name):
            return kind, {name: one for name, one in match.groupdict().items() if one}
    return None
