"""What the parts of the format are called: a value to its name, in Japanese and English."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from dxplans.changes import labels
from dxplans.check.leaves import text_fields

Translate = Callable[[str, str], str | None]
"""A place (the context of a translation) and a Japanese text to its English, if it has one."""
CALLED: dict[str, tuple[str, ...]] = {
    "Alias": ("text",),
    "Policy": ("number", "title"),
    "MarkSystem": ("name",),
    "LegendEntry": ("mark",),
    "Group": ("number", "title"),
    "Organisation": ("name",),
    "Reference": ("title",),
    "Printed": ("where",),
    "Event": ("event",),
    "Predecessor": ("title",),
    "Erratum": ("where",),
    "Loss": ("what",),
    "Signature": ("language",),
    "Section": ("number", "title"),
    "ListItem": ("label", "text"),
    "TableBlock": ("caption",),
    "FigureBlock": ("number", "caption"),
    "StatisticsBlock": ("caption",),
    "Statistic": ("name",),
    "ScheduleBlock": ("caption",),
    "ScheduleRow": ("label",),
    "Span": ("text",),
    "GlossaryEntry": ("label",),
    "StatementBlock": ("text",),
    "Footnote": ("number",),
    "Action": ("text",),
    "Kpi": ("name",),
    "Former": ("name",),
    "Misspelling": ("word",),
    "Reading": ("word",),
    "Place": ("name",),
    "Topic": ("pages",),
    "Saying": ("say",),
    "Correction": ("what",),
    "Revision": ("printed",),
    "Gone": ("name",),
    "Advice": ("title",),
    "Criterion": ("id", "ja"),
    "Judgement": ("id",),
    "PageTest": ("page",),
}
"""The fields that name a part among others of its kind."""
KEYS: dict[str, tuple[str, ...]] = {
    "Result": ("initiative", "kpi"),
    "Printed": ("where",),
    "Event": ("event",),
    "Predecessor": ("title",),
    "Alias": ("text",),
    "LegendEntry": ("mark",),
    "Footnote": ("number",),
    "Former": ("code",),
    "Gone": ("address",),
    "Signature": ("language", "by"),
    "Misspelling": ("word",),
    "Reading": ("word",),
    "Place": ("name",),
    "PageTest": ("page",),
}
"""What makes a part without an id the same one before and after."""
REFERS: dict[str, str] = {
    "Initiative.themes": "theme",
    "Initiative.touches": "theme",
    "Initiative.policies": "policy",
    "Initiative.group": "group",
    "Chapter.themes": "theme",
    "Section.themes": "theme",
    "Question.themes": "theme",
    "Question.terms": "term",
    "Comparison.themes": "theme",
    "Theme.terms": "term",
    "Term.related": "term",
    "GlossaryEntry.term": "term",
    "GlossaryEntry.also": "term",
    "Group.policies": "policy",
    "Plan.national": "reference",
    "Plan.chapters": "chapter",
    "Plan.initiatives": "initiative",
    "ScheduleRow.initiatives": "initiative",
    "Answer.initiatives": "initiative",
    "Answer.sections": "section",
    "Stance.actions": "action",
    "Organisation.reports_to": "organisation",
    "Kpi.repeat_of": "kpi",
    "Printed.erratum": "erratum",
}
"""The fields that hold ids, and of what."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in Japanese, and in English where it has been translated."""

    ja: str
    en: str | None = None

    def in_(self, lang: str) -> str:
        """The name in *lang*, in Japanese where it has no other."""
        return self.ja if lang == "ja" or not self.en else self.en


def key_of(model: type[BaseModel], item: Any) -> str | None:
    """What *item* is known by among the others; None if its kind has no such thing."""
    keys = KEYS.get(model.__name__) or (("id",) if "id" in model.model_fields else ())
    if not keys or not isinstance(item, dict) or any(item.get(key) is None for key in keys):
        return None
    return "\n".join(str(item[key]) for key in keys)


def name_of(model: type[BaseModel], item: Any, context: str, translate: Translate) -> Name | None:
    """What the part *item* is called, if it has a name."""
    if not isinstance(item, dict):
        return None
    kind = model.__name__
    if kind == "Row":
        return _first_cell(item, context, translate)
    found = [_word(model, key, item.get(key), context, translate) for key in CALLED.get(kind, ())]
    parts = [name for name in found if name is not None]
    if not parts:
        return None
    if kind == "ListItem":
        parts = parts[:1]  # its label, or else its text
    en = [part.en for part in parts]
    return Name(
        " ".join(part.ja for part in parts),
        " ".join(part for part in en if part) if all(en) else None,
    )


def _word(
    model: type[BaseModel], key: str, value: Any, context: str, translate: Translate
) -> Name | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if value is None or isinstance(value, dict):
        return None
    text = " ".join(str(value).split())
    if (known := labels.word(f"{model.__name__}.{key}", text)) is not None:
        return Name(*known)
    if key in text_fields(model):
        return Name(text, translate(f"{context}/{key}", str(value)) or _plain(text))
    return Name(text, text)


def _first_cell(row: dict[str, Any], context: str, translate: Translate) -> Name | None:
    cells = row.get("cells")
    first = cells[0] if isinstance(cells, list) and cells else None
    text = first.get("text") if isinstance(first, dict) else None
    if not isinstance(text, str):
        return None
    return Name(text, translate(f"{context}/cells/text", text) or _plain(text))


def _plain(text: str) -> str | None:
    """A text that is the same in English: a number, an abbreviation."""
    return text if text.isascii() else None


def english(translate: Translate, context: str, value: Any) -> str | None:
    """The English of a text, or of the printed string of a group of values."""
    if isinstance(value, dict):
        context, value = f"{context}/printed", value.get("printed")
    return translate(context, value) if isinstance(value, str) else None


def joined(texts: list[str | None]) -> str | None:
    """The translations of a list of sentences as one text, if all of them are translated."""
    known = [text for text in texts if text is not None]
    return "\n".join(known) if len(known) == len(texts) else None
