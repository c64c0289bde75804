"""What changed in the data: the entries that page and feed share, and the page of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dxplans.changes.change import KINDS
from dxplans.changes.names import LANGUAGE as ENGLISH
from dxplans.changes.naming import Name
from dxplans.changes.sentence import Pair
from dxplans.localise import SOURCE_LANGUAGE, Text
from dxplans.pages import addresses
from dxplans.pages.here import Crumb, Here
from dxplans.pages.local import Local
from dxplans.pages.parts import edition_name
from dxplans.updates.record import Told, Update
from dxplans.words import marked

Shown = dict[str, Any]
NEWEST = 100
"""So many entries stand on the first page; the years have them all."""
LINES, PAIRS = 8, 12
"""So many changes of an entry are told, the most important ones, and so many texts of a change."""
_TAGS = 4
_SHARED = {
    "glossary": marked("用語集"),
    "themes": marked("テーマ"),
    "questions": marked("質問"),
    "corrections": marked("訂正の記録"),
}
MISSING = {
    "": "",
    "repository": marked(
        "変更の履歴（git）のない写しから作ったサイトなので、これまでの更新は載っていません。"
    ),
    "program": marked("gitのない機械で作ったサイトなので、これまでの更新は載っていません。"),
    "shallow": marked(
        "変更の履歴の一部だけを持つ写しから作ったサイトなので、古い更新は載っていません。"
    ),
    "unread": marked("変更の履歴を読まずに作ったサイトなので、これまでの更新は載っていません。"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One change: what it is about with its page, what happened, and the texts that differ."""

    about: Text | None
    path: str | None
    text: Text
    pairs: tuple[tuple[Text | None, Text | None], ...]
    count: int
    """How many texts differ; the pairs may be fewer."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An update in one language."""

    update: Update
    id: str
    """The anchor on its year's page."""
    day: str
    title: Text
    path: str | None
    """The page of what changed, if there still is one."""
    tags: tuple[Text, ...]
    lines: tuple[Line, ...]
    more: int
    """How many changes are not told."""


def entry_of(local: Local, update: Update) -> Entry:
    """*update* in the language of *local*."""
    path = _path(local, update)
    shown = update.changes[:LINES]
    return Entry(
        update,
        f"u-{update.commit[:12]}-{update.key.replace('/', '-')}",
        local.date(update.day.isoformat()),
        title_of(local, update),
        path,
        tuple(said(local, Name(*KINDS[kind])) for kind in update.kinds[:_TAGS]),
        tuple(line_of(local, one, path) for one in shown),
        len(update.changes) - len(shown),
    )


def title_of(local: Local, update: Update) -> Text:
    """What an update is about: the plan as it is called now, else as it was called then."""
    town = local.portal.towns.get(update.publisher or "")
    if update.publisher is None:
        return Text(local.gettext(_SHARED[update.key]), local.lang)
    edition = (
        next((one for one in town.editions if one.key == update.edition), None) if town else None
    )
    if edition is not None:
        return Text(edition_name(Here(local, ""), edition), local.lang)
    if update.edition is None:
        return local.town(town) if town else said(local, update.named or Name(update.publisher))
    return said(local, _name_then(update))


def _name_then(update: Update) -> Name:
    """What a plan was called that is not here any more: its year where the title is not known."""
    town = update.named or Name(update.publisher or "")
    title = update.title or Name(*[(update.edition or "").rpartition("/")[2]] * 2)
    names = [
        title.in_(lang)
        if town.in_(lang) in title.in_(lang)
        else f"{town.in_(lang)} {title.in_(lang)}"
        for lang in (SOURCE_LANGUAGE, ENGLISH)
    ]
    return Name(*names)


def _path(local: Local, update: Update) -> str | None:
    key = update.edition or update.publisher or update.key
    return f"{key}/" if f"{key}/" in local.paths else None


def line_of(local: Local, told: Told, above: str | None) -> Line:
    """*told* in the language of *local*, without a link to the page *above*, which has it already."""
    path = told.page if told.page in local.paths and told.page != above else None
    pairs, lang = (told.pairs, SOURCE_LANGUAGE)
    if local.lang != SOURCE_LANGUAGE and told.pairs_en:
        pairs, lang = told.pairs_en, ENGLISH
    return Line(
        said(local, told.about) if told.about.ja else None,
        path if told.about.ja else None,
        said(local, told.text),
        tuple(_pair(local, pair, lang) for pair in pairs[:PAIRS]),
        len(pairs),
    )


def said(local: Local, name: Name) -> Text:
    """Words that there are in Japanese and English only, for any language."""
    lang = SOURCE_LANGUAGE if local.lang == SOURCE_LANGUAGE else ENGLISH
    return Text(name.in_(lang), lang, foreign=lang != local.lang, kept=True)


def _pair(local: Local, pair: Pair, lang: str) -> tuple[Text | None, Text | None]:
    foreign = lang != local.lang
    before, after = (
        Text(side, lang, foreign=foreign, kept=True) if side is not None else None
        for side in (pair.before, pair.after)
    )
    return before, after


def updates(here: Here, year: int | None) -> Shown:
    """What changed in a year; without one the newest updates, and all years."""
    local, gettext = here.local, here.local.gettext
    here.title = gettext("更新の記録")
    here.description = gettext("このサイトに載っている計画のデータの、追加・変更・削除の記録です。")
    home = Crumb(gettext("ホーム"), addresses.HOME)
    here.crumbs = (home, Crumb(here.title))
    told = local.updates.entries[:NEWEST]
    if year is not None:
        above = Crumb(here.title, addresses.UPDATES)
        here.title = here.titled(here.title, gettext("%(year)s年").replace("%(year)s", str(year)))
        here.crumbs = (home, above, Crumb(here.title))
        told = local.updates.of_year(year)
    since = local.settings.updates_since
    towns = dict.fromkeys(update.publisher for update in told if update.publisher)
    return {
        "entries": [entry_of(local, update) for update in told],
        "years": [one for one in local.updates.years if one != year],
        "missing": MISSING[local.updates.missing],
        "since": local.date(since.isoformat()) if since else None,
        "feed": feed_link(here, addresses.feed()),
        "feeds": [(local.town(local.portal.towns[key]), feed_link(here, addresses.feed(key)))
                  for key in towns if key in local.portal.towns],
        "all": len(local.updates.entries),
    }  # fmt: skip


def feed_link(here: Here, name: str) -> str:
    """The relative link to the feed *name* in this language."""
    prefix = here.local.prefix
    return addresses.relative(prefix + here.path, prefix + name)
