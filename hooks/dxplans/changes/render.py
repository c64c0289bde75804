"""Changes to what `dxplans diff` prints: lines for people, JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from dxplans.changes.change import Change, as_data
from dxplans.changes.markdown import markdown
from dxplans.changes.sentences import pair_lines, sentence
from dxplans.changes.table import table

Format = Literal["text", "markdown", "table", "json"]
WIDE = "\u3000"
"""The space of Japanese writing."""
NOTHING = {"ja": "変更はありません", "en": "No changes"}


def render(changes: Sequence[Change], style: Format, lang: str, limit: int | None = None) -> str:
    """*changes* in a *style*; text, markdown and table are in *lang*, json holds both languages.

    *limit* is the greatest length of the Markdown, where it is not the usual one.
    """
    if style == "json":
        rows = [{**as_data(c), "ja": sentence(c, "ja"), "en": sentence(c, "en")} for c in changes]
        return json.dumps(rows, ensure_ascii=False, indent=2, default=str)
    if style == "markdown":
        return markdown(changes, lang) if limit is None else markdown(changes, lang, limit)
    if style == "table":
        return table(changes, lang)
    lines = list(_lines(changes, lang))
    return "\n".join(map(printable, lines)) if lines else NOTHING["ja" if lang == "ja" else "en"]


def _lines(changes: Iterable[Change], lang: str) -> Iterator[str]:
    for change in changes:
        if change.within is None:
            yield sentence(change, lang)
            yield from (f"  {label}: {text}" for label, text in pair_lines(change, lang))


def printable(line: str) -> str:
    """*line* as it can be printed on one line of a terminal, whatever it holds."""
    return "".join(char if char.isprintable() or char == WIDE else "�" for char in line)
