"""Updates to Atom feeds (RFC 4287): one of everything and one for each publisher, in each language.

An entry is known by its commit, what it is about and its language, wherever the site is published.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from xml.etree import ElementTree as ET

from dxplans.edition import Town
from dxplans.pages import addresses
from dxplans.pages.history import feed_title
from dxplans.pages.local import Local
from dxplans.pages.updates import MISSING, Entry, entry_of
from dxplans.updates.record import JAPAN, Update

NEWEST = 50
ATOM = "http://www.w3.org/2005/Atom"
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "dxplans/updates")


def feed_files(locals_: Iterable[Local]) -> Iterator[tuple[str, str]]:
    """Published name and content of every feed."""
    for local in locals_:
        yield f"{local.prefix}{addresses.feed()}", _feed(local, None)
        for town in local.portal.towns.values():
            yield f"{local.prefix}{addresses.feed(town.key)}", _feed(local, town)


def _feed(local: Local, town: Town | None) -> str:
    found = local.updates.of_publisher(town.key) if town else local.updates.entries
    found = found[:NEWEST]
    site = local.settings.language(local.lang).site_name
    name = addresses.feed(town.key if town else "")
    feed = ET.Element("feed", {"xmlns": ATOM, "xml:lang": local.lang})
    _text(feed, "id", _identity(local, name))
    _text(feed, "title", feed_title(local, town))
    missing = MISSING[local.updates.missing]
    if missing:
        _text(feed, "subtitle", local.gettext(missing))
    # Without any update the site is as old as the day that it was made for.
    _text(feed, "updated", _moment(found[0].time if found else None, local))
    ET.SubElement(feed, "link", rel="self", type="application/atom+xml",
                  href=_link(local, name, name))  # fmt: skip
    page = addresses.town(town) if town else addresses.UPDATES
    ET.SubElement(feed, "link", rel="alternate", type="text/html", hreflang=local.lang,
                  href=_link(local, name, page))  # fmt: skip
    _text(ET.SubElement(feed, "author"), "name", site)
    for update in found:
        _entry(feed, local, name, update)
    ET.indent(feed, "")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(feed, "unicode")}\n'


def _entry(feed: ET.Element, local: Local, name: str, update: Update) -> None:
    entry = entry_of(local, update)
    made = ET.SubElement(feed, "entry")
    told = f"{update.commit}/{update.key}/{local.lang}"
    _text(made, "id", f"urn:uuid:{uuid.uuid5(_SPACE, told)}")
    _text(
        made,
        "title",
        f"{entry.title} ({entry.tags[0]})" if local.prefix else f"{entry.title}（{entry.tags[0]}）",
    )
    _text(made, "updated", _moment(update.time, local))
    # The year's page has every entry for ever, with links to the pages that there still are.
    page = _link(local, name, addresses.updates(update.day.year))
    ET.SubElement(made, "link", rel="alternate", type="text/html", hreflang=local.lang,
                  href=f"{page}#{entry.id}")  # fmt: skip
    for kind, tag in zip(update.kinds, entry.tags, strict=False):
        ET.SubElement(made, "category", term=kind, label=str(tag))
    _text(made, "content", "\n".join(_lines(local, entry))).set("type", "text")


def _lines(local: Local, entry: Entry) -> Iterator[str]:
    for line in entry.lines:
        yield f"{line.about}: {line.text}" if line.about else str(line.text)
    if entry.more:
        count = local.translation.interface.count("ほかに%(num)s件の変更", entry.more)
        yield (count or "ほかに%(num)s件の変更").replace("%(num)s", str(entry.more))


def _text(parent: ET.Element, tag: str, text: str) -> ET.Element:
    made = ET.SubElement(parent, tag)
    made.text = text
    return made


def _moment(seconds: int | None, local: Local) -> str:
    if seconds is None:
        return datetime.combine(local.today, time(), JAPAN).isoformat()
    return datetime.fromtimestamp(seconds, JAPAN).isoformat()


def _link(local: Local, name: str, path: str) -> str:
    """The address of *path*: absolute where the site's is known, else relative to the feed *name*."""
    base = local.settings.site_url
    if base:
        return f"{base}{local.prefix}{path}"
    return addresses.relative(name, path)


def _identity(local: Local, name: str) -> str:
    """The feed's own address, as it is known by; where that is not known a name that stays."""
    if local.settings.site_url:
        return _link(local, name, name)
    return f"urn:uuid:{uuid.uuid5(_SPACE, f'{local.prefix}{name}')}"
