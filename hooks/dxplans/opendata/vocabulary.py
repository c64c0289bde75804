"""Themes, terms, questions and rules of comparison, which all plans share, to JSON documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dxplans.opendata.documents import initiative_id
from dxplans.opendata.source import Source
from dxplans.opendata.values import Data
from dxplans.pages import addresses
from dxplans.workbench.parts import rules_in


def themes(source: Source) -> Iterator[Data]:
    """Each theme with the initiatives of every plan that have it."""
    texts = source.texts(lambda translation: translation.themes)
    for name, theme in source.portal.themes.items():
        yield {
            **source.head("theme", f"themes/{name}", addresses.theme(name)),
            "theme": texts.data(theme, name),
            "initiatives": [
                {
                    "id": initiative_id(link.edition, link.id),
                    "relation": "main" if link.main else "touches",
                }
                for link in source.portal.by_theme[name]
            ],
        }


def terms(source: Source, said: Mapping[str, list[Data]]) -> Iterator[Data]:
    """Each term with what the plans say of it (*said*), and the initiatives that use it."""
    texts = source.texts(lambda translation: translation.glossary)
    for name, term in source.portal.terms.items():
        yield {
            **source.head("term", f"glossary/{name}", addresses.term(name)),
            "term": texts.data(term, name),
            "said": said.get(name, []),
            "used": [
                initiative_id(edition, initiative)
                for edition, initiative in source.portal.used[name]
            ],
        }


def questions(source: Source) -> Iterator[Data]:
    """Each question; a plan's answers stand in its own document."""
    texts = source.texts(lambda translation: translation.questions)
    for name, question in source.portal.questions.items():
        yield {
            **source.head("question", f"questions/{name}", addresses.question(name)),
            "question": texts.data(question, name),
        }


def comparisons(source: Source) -> Iterator[Data]:
    """Each rule of what may be compared, the general ones first."""
    texts = source.texts(lambda translation: translation.comparisons)
    for name in rules_in(source.portal):
        yield {
            **source.head(
                "comparison", f"comparisons/{name}", f"{addresses.WORKBENCH}#rule-{name}"
            ),
            "comparison": texts.data(source.portal.comparisons[name], name),
        }
