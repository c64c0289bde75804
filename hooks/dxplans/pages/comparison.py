"""新旧対照: what a plan was beside what it is, between two editions or before and after a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from dxplans.changes.change import KINDS
from dxplans.changes.marking import Pieces, marked_pieces, whole
from dxplans.changes.names import LANGUAGE as ENGLISH
from dxplans.changes.naming import Name
from dxplans.changes.sentence import Pair
from dxplans.edition import Edition
from dxplans.kept.trace import note
from dxplans.localise import SOURCE_LANGUAGE, Text
from dxplans.pages import addresses
from dxplans.pages.here import Crumb, Here
from dxplans.pages.local import Local
from dxplans.pages.parts import crumbs, edition_name, head, plan_crumb
from dxplans.pages.updates import MISSING, Line, line_of, said
from dxplans.updates.editions import between
from dxplans.updates.record import Told, Update
from dxplans.words import marked

Shown = dict[str, Any]
ENTRIES, ROWS, PAIRS = 20, 100, 40
"""So many days and lines stand on one page, and so many sentences of a text."""
_AID = list(KINDS).index("signed")
_PARTS = (
    ("plan", marked("計画の全体")),
    ("initiatives", marked("取組")),
    ("chapters", marked("章")),
)


@dataclass(frozen=True, slots=True)
class Side:
    """One cell: its pieces, those marked that differ, and the language if it is another."""

    pieces: tuple[tuple[Text, bool], ...]
    lang: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line: the item, of which kind its change is, and both sides; None is nothing.

    A line that *goes on* is another sentence of the item above it.
    """

    item: Text
    kind: Text
    old: Side | None
    new: Side | None
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """What changed of one page: its name, its address if there still is one, the lines."""

    title: Text | str
    path: str | None
    rows: tuple[Row, ...]


def editions(here: Here, edition: Edition) -> Shown:
    """An edition beside the one before it."""
    local, former = here.local, edition.former
    if former is None:
        raise LookupError(edition.key)
    plan = local.edition(edition).plan
    here.section = "towns"
    here.title = local.gettext("新旧対照（前の版とのちがい）")
    here.head_title = here.titled(local.gettext("新旧対照"), edition_name(here, edition))
    here.description = here.head_title
    here.crumbs = crumbs(here, edition, plan_crumb(here, edition), Crumb(here.title))
    order = {path: place for place, path in enumerate(_pages(edition))}
    # These are read past the views: whatever changes in either edition.
    for one in (former, edition):
        note("whole", one.key)
        note("publisher", one.town.key)
    found = sorted(
        between(local.translation.root, former.key, edition.key),
        key=lambda told: order.get(told.page or "", len(order)),
    )
    parts: dict[str, list[Told]] = {}
    for told in found:
        below = (told.page or "").split("/")
        parts.setdefault(below[3] if len(below) > 4 else "plan", []).append(told)  # noqa: PLR2004
    return {
        "head": head(here, edition),
        "former": head(here, former),
        "periods": [local.period(one.plan.period.start, one.plan.period.end) for one in (former, edition)],
        "plan": plan,
        "parts": [(part, title, tables_of(local, parts[part], plan.title))
                  for part, title in _PARTS if part in parts],
    }  # fmt: skip


def _pages(edition: Edition) -> Iterator[str]:
    """The pages of an edition in the document's order; what went stands after what there is."""
    yield addresses.edition(edition)
    yield from (addresses.initiative(edition, name) for name in edition.initiatives)
    yield from (addresses.chapter(edition, name) for name in edition.chapters)


def dated(here: Here, edition: Edition) -> Shown:
    """What an edition said before and after each day on which it was changed."""
    local = here.local
    plan = local.edition(edition).plan
    here.section = "towns"
    here.title = local.gettext("日付ごとの新旧対照")
    here.head_title = here.titled(here.title, edition_name(here, edition))
    here.description = here.head_title
    here.crumbs = crumbs(here, edition, plan_crumb(here, edition), Crumb(here.title))
    known = local.updates.of_edition(edition.key)
    found: dict[date, list[Told]] = {}
    for update in known:
        if told := _said_there(update):
            found.setdefault(update.day, []).extend(told)
    days: list[tuple[str, str, list[Table], list[Line]]] = []
    room = ROWS
    for day, changes in islice(found.items(), ENTRIES):
        tables = tables_of(local, changes[:room], plan.title)
        room -= sum(len(table.rows) for table in tables)
        apart = [told for told in changes if told.item is None][:room]
        lines = [line_of(local, told, here.path) for told in apart]
        days.append((f"on-{day}", local.date(day.isoformat()), tables, lines))
        if room <= 0:
            break
    return {
        "head": head(here, edition),
        "plan": plan,
        "days": days,
        "years": sorted({update.day.year for update in known}, reverse=True),
        "missing": MISSING[local.updates.missing],
    }


def _said_there(update: Update) -> tuple[Told, ...]:
    """What the plan says otherwise; translations and what helps to read are not the plan's."""
    return tuple(told for told in update.changes if told.rank < _AID)


def tables_of(local: Local, changes: Iterable[Told], plan: Text) -> list[Table]:
    """A table for each page that *changes* are on, in turn; *plan* is what the edition is called."""
    pages: dict[str, list[Told]] = {}
    for told in changes:
        if told.item is not None:
            pages.setdefault(told.page or "", []).append(told)
    return [
        Table(
            next(
                (said(local, told.about) for told in found if told.about.ja),
                _name(local, page, plan),
            ),
            page if page in local.paths else None,
            tuple(row for told in found for row in _rows(local, told)),
        )
        for page, found in pages.items()
    ]


def _name(local: Local, page: str, plan: Text) -> Text | str:
    """What a page is called of which the changes name nothing but the plan."""
    return local.gettext("訂正と注記") if page.endswith("/errata/") else plan


def _rows(local: Local, told: Told) -> list[Row]:
    item, kind = said(local, told.item or Name("")), said(local, Name(*KINDS[told.kind]))
    pairs, lang = told.pairs, SOURCE_LANGUAGE
    if local.lang != SOURCE_LANGUAGE and told.pairs_en:
        pairs, lang = told.pairs_en, ENGLISH
    if not pairs:
        pairs, lang = _values(local, told.old, told.new)
    foreign = lang if lang != local.lang else None
    return [
        Row(item, kind, *_sides(pair, lang, foreign), goes_on=number > 0)
        for number, pair in enumerate(pairs[:PAIRS])
    ]


def _values(local: Local, old: Name | None, new: Name | None) -> tuple[tuple[Pair, ...], str]:
    """Both sides in one language: in Japanese unless both have been translated."""
    lang = SOURCE_LANGUAGE
    if local.lang != SOURCE_LANGUAGE and all(one is None or one.en for one in (old, new)):
        lang = ENGLISH
    before, after = (None if one is None else one.in_(lang) for one in (old, new))
    return (Pair(before, after),), lang


def _sides(pair: Pair, lang: str, foreign: str | None) -> tuple[Side | None, Side | None]:
    if pair.before is None or pair.after is None:
        old, new = (None if text is None else whole(text) for text in (pair.before, pair.after))
    else:
        old, new = marked_pieces(pair.before, pair.after)
    return _side(old, lang, foreign), _side(new, lang, foreign)


def _side(pieces: Pieces | None, lang: str, foreign: str | None) -> Side | None:
    """Each piece knows its language: English marks the Japanese that it quotes."""
    if pieces is None:
        return None
    return Side(tuple((Text(text, lang), differs) for text, differs in pieces), foreign)
