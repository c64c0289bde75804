"""What all plans share to rows of the tables: terms, themes and the words for programs."""

from __future__ import annotations

from collections.abc import Iterator

from dxplans.opendata import shared
from dxplans.opendata.codes import CODES
from dxplans.opendata.rows import Row
from dxplans.opendata.source import Source
from dxplans.opendata.values import Data


def of_theme(doc: Data) -> Iterator[Row]:
    """The rows of a theme: itself, and what must not be compared."""
    theme = doc["theme"]
    name = doc["id"].removeprefix("themes/")
    yield shared.THEMES, {
        "theme": name, "page": next(iter(doc["page"].values())),
        **{key: theme.get(key) for key in ("title", "reading", "summary", "same", "national")},
    }  # fmt: skip
    for number, text in enumerate(theme.get("cautions", ()), 1):
        yield shared.CAUTIONS, {"theme": name, "number": number, "text": text}


def of_term(doc: Data) -> Iterator[Row]:
    """The rows of a term: itself, and its spellings."""
    term = doc["term"]
    name = doc["id"].removeprefix("glossary/")
    keys = ("label", "reading", "expansion", "group", "definition", "more", "conflict", "drafted")
    yield shared.TERMS, {
        "term": name, "page": next(iter(doc["page"].values())),
        **{key: term.get(key) for key in keys},
    }  # fmt: skip
    for key, lang, kind in (
        ("aliases", "ja", "alias"), ("aliases_en", "en", "alias"), ("misspellings", "ja", "misspelling"),
    ):  # fmt: skip
        for spelling in dict.fromkeys(term.get(key, ())):
            yield (
                shared.SPELLINGS,
                {"term": name, "language": lang, "kind": kind, "spelling": spelling},
            )


def of_comparison(doc: Data) -> Iterator[Row]:
    """The rows of a rule: itself, and the themes, plans and KPIs that it is about."""
    rule = doc["comparison"]
    name = doc["id"].removeprefix("comparisons/")
    yield shared.COMPARISONS, {
        "comparison": name, "page": next(iter(doc["page"].values())),
        **{key: rule.get(key) for key in ("title", "reason", "allows")},
    }  # fmt: skip
    about = [("theme", theme) for theme in rule.get("themes", ())]
    about += [_subject(subject) for subject in rule.get("about", ())]
    for kind, subject in about:
        yield shared.COMPARED, {"comparison": name, "kind": kind, "subject": subject}


def _subject(text: str) -> tuple[str, str]:
    """A plan as it is written, or one of its KPIs by the id that it has in every table."""
    prefecture, town, year, *rest = text.split("/")
    plan = f"{prefecture}/{town}/{year}"
    if not rest:
        return "plan", plan
    initiative, kpi = rest
    return "kpi", f"{plan}/initiatives/{initiative}/kpis/{kpi}"


def of_codes(source: Source) -> Iterator[Row]:
    """Every word that stands for something."""
    for name, codes in CODES.items():
        for code, meaning in codes.items():
            yield shared.CODES, {"list": name, "code": code, "meaning": source.said(meaning)}
