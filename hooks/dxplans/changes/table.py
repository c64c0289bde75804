"""Changes to a 新旧対照表 in Markdown: for each page a table of what was and what is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dxplans.changes.cells import cells_of
from dxplans.changes.change import Change
from dxplans.changes.markdown import escaped
from dxplans.changes.marking import Pieces, marked_pieces, whole
from dxplans.changes.sentence import Pair
from dxplans.changes.way import subject

_WORDS = {
    "ja": ("項目", "旧", "新", "変更はありません", "表にできない変更が、ほかに{}件あります。"),
    "en": ("Item", "Old", "New", "No changes", "Changes that no table can show: {}"),
}


def table(changes: Sequence[Change], lang: str) -> str:
    """The *changes* that have an old and a new side, below what they are about.

    What differs inside a sentence stands in ``<del>`` and ``<ins>``; nothing else becomes markup.
    """
    item, old, new, nothing, more = _WORDS["ja" if lang == "ja" else "en"]
    pages: dict[str, list[str]] = {}
    left = 0
    for change in changes:
        rows = list(_rows(change, lang)) if change.within is None else []
        left += not rows and change.within is None
        if rows:
            pages.setdefault(subject(change, lang), []).extend(rows)
    lines: list[str] = []
    for about, rows in pages.items():
        lines += [f"## {escaped(about)}", "", f"| {item} | {old} | {new} |", "|---|---|---|"]
        lines += [*rows, ""]
    if left:
        lines.append(more.format(left))
    return "\n".join(lines).strip() or nothing


def _rows(change: Change, lang: str) -> Iterator[str]:
    cells = cells_of(change)
    if cells is None:
        return
    pairs = change.pairs_en if lang != "ja" and change.pairs_en else change.pairs
    if not pairs:
        sides = (None if one is None else one.in_(lang) for one in (cells.old, cells.new))
        pairs = (Pair(*sides),)
    for pair in pairs:
        old, new = _sides(pair)
        yield f"| {escaped(cells.item.in_(lang))} | {_said(old, 'del')} | {_said(new, 'ins')} |"


def _sides(pair: Pair) -> tuple[Pieces, Pieces]:
    if pair.before is None or pair.after is None:
        return whole(pair.before or ""), whole(pair.after or "")
    return marked_pieces(pair.before, pair.after)


def _said(pieces: Pieces, tag: str) -> str:
    return "".join(_piece(text, f"{tag}" if differs else "") for text, differs in pieces)


def _piece(text: str, tag: str) -> str:
    # Spaces at the ends of a piece part words of the sentence.
    inside = escaped(text)
    before, after = (" " if end.isspace() else "" for end in (text[:1], text[-1:]))
    inside = f"{before}{inside}{after}" if inside else before
    return f"<{tag}>{inside}</{tag}>" if tag and inside.strip() else inside
