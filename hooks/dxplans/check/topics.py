"""The pages that topics of search/ lead to, held against those that there are."""

from __future__ import annotations

import difflib

from dxplans.check.asked import Names
from dxplans.check.messages import hint
from dxplans.library import Entry, Library
from dxplans.model.search import Topics

_PAGES = frozenset(
    {
        "about",
        "edit",
        "report",
        "accessibility",
        "kpi",
        "schedule",
        "themes",
        "glossary",
        "questions",
    }
)
"""Hand-written pages and lists."""
_FOLDERS = {"term": "glossary", "theme": "themes", "question": "questions"}


def addresses_of(library: Library, plans: set[str]) -> set[str]:
    """The pages that data may name by their address, *plans* being those of places and plans."""
    shared = {
        f"{folder}/{entry.ids['id']}"
        for kind, folder in _FOLDERS.items()
        for entry in library.of_kind(kind)
    }
    return plans | shared | _PAGES | {f"{plan}/errata" for plan in plans}


def check_topics(entry: Entry, pages: Names) -> None:
    """Each page of a topic exists; those of towns that the project has not are passed over."""
    if not isinstance(entry.value, Topics):
        return
    for number, topic in enumerate(entry.value.topics):
        for index, address in enumerate(topic.pages):
            page = address.strip("/")
            town = "/".join(page.split("/")[:2])
            ours = page.count("/") < 2 or town in pages  # noqa: PLR2004 - prefecture/town/…
            if ours and page not in pages:
                place = ("topics", number, "pages", index)
                near = difflib.get_close_matches(page, sorted(pages), n=1)
                values = {"what": "ページ", "what_en": "page", "id": address}
                entry.doc.report(place, "unknown_id", **values, **hint(near[0] if near else None))
