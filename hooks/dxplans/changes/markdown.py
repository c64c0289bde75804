"""Changes to the Markdown of a comment: grouped by publisher and page, and bounded in length.

Nothing that stands in a plan becomes markup, a link or a mention there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dxplans.changes.change import KINDS, Change
from dxplans.changes.sentences import pair_lines, predicate
from dxplans.changes.values import shortened
from dxplans.changes.way import subject

LIMIT = 60_000
"""GitHub refuses a comment of more than 65,536 characters; the rest is for what stands beside it."""
_OPEN = 2
"""So many lines of sentences are shown at once; more are folded away."""
_PAIRS, _LONGEST = 40, 500
_AID = list(KINDS).index("signed")
_AIDS = 8
"""So many changes of words for the search and the like are shown at once on a page."""
_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!|~=:^])")
_COMMIT = re.compile(r"(?<![0-9A-Za-z])(?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{7,40}(?![0-9A-Za-z])")
_APART = "\u200b"
"""A space of no width: it parts what GitHub would take for a mention, a number or an address."""
_WORDS = {
    "ja": {"nothing": "変更はありません", "project": "サイト全体", "shared": "みんなで使うデータ",
           "more": "ほかに{count}件の変更があります（長いため省きました）。", "all": "文を見る（{count}行）",
           "aids": "検索の言葉や読むための助けなど {count}件", "pairs": "ほかに{count}行", "count": "変更 {count}件"},
    "en": {"nothing": "No changes", "project": "The whole site", "shared": "Shared data",
           "more": "And {count} more changes (left out for length).",
           "all": "Show the sentences ({count} lines)", "pairs": "and {count} more lines",
           "count": "Changes: {count}"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Item:
    """One change, ready to be put under its headings."""

    publisher: str
    page: str
    rank: int
    text: str


def markdown(changes: Sequence[Change], lang: str, limit: int = LIMIT) -> str:
    """The *changes* as a list under headings, at most *limit* characters long.

    The most important come first on each page; where there is no room, the least important ones
    are left out, and their number is told.
    """
    words = _WORDS["ja" if lang == "ja" else "en"]
    shown = [change for change in changes if change.within is None]
    if not shown:
        return words["nothing"]
    items = [_item(change, lang, words) for change in shown]
    kept = _fitting(items, limit - 200)
    lines = [f"**{words['count'].format(count=len(items))}**", "", *_listed(kept, words)]
    if left := len(items) - len(kept):
        lines += ["", words["more"].format(count=left)]
    return "\n".join(lines).strip()


def _fitting(items: list[_Item], room: int) -> list[_Item]:
    """The most important *items* that fit, in their order; headings count where they first stand."""
    kept: set[int] = set()
    headings: set[str] = set()
    for number, item in sorted(enumerate(items), key=lambda one: one[1].rank):
        new = {item.publisher, f"{item.publisher}\n{item.page}"} - headings
        need = len(item.text) + 1 + sum(len(heading) + 8 for heading in new)
        if need <= room:
            room -= need
            headings |= new
            kept.add(number)
    return [item for number, item in enumerate(items) if number in kept]


def _listed(items: Sequence[_Item], words: dict[str, str]) -> Iterator[str]:
    pages: dict[str, dict[str, list[_Item]]] = {}
    for item in items:
        pages.setdefault(item.publisher, {}).setdefault(item.page, []).append(item)
    for publisher, below in pages.items():
        yield from ("", f"### {publisher}")
        ordered = sorted(below.items(), key=lambda one: min(item.rank for item in one[1]))
        for page, found in ordered:
            if page:
                yield from ("", f"#### {page}")
            yield ""
            ranked = sorted(found, key=lambda item: item.rank)
            first = [item for item in ranked if item.rank < _AID]
            aids = ranked[len(first) :]
            yield from (item.text for item in first)
            if len(aids) <= _AIDS:
                yield from (item.text for item in aids)
                continue
            summary = words["aids"].format(count=len(aids))
            yield from ("", f"<details><summary>{summary}</summary>", "")
            yield from (*(item.text for item in aids), "", "</details>")


def _item(change: Change, lang: str, words: dict[str, str]) -> _Item:
    town = change.subject.publisher
    if town is not None:
        publisher = town.in_(lang)
        about = subject(change, lang).removeprefix(publisher).strip()
    else:
        about = subject(change, lang)
        publisher = words["shared"] if about else words["project"]
    text = f"- {escaped(predicate(change, lang))}"
    found = list(pair_lines(change, lang))
    body = [f"  - {label}: {escaped(shortened(said, _LONGEST))}" for label, said in found[:_PAIRS]]
    if len(found) > _PAIRS:
        body.append(f"  - {words['pairs'].format(count=len(found) - _PAIRS)}")
    if len(found) > _OPEN:
        summary = words["all"].format(count=len(found))
        body = ["", f"  <details><summary>{summary}</summary>", "", *body, "", "  </details>", ""]
    return _Item(escaped(publisher), escaped(about), change.rank, "\n".join([text, *body]))


def escaped(text: str) -> str:
    """*text* on one line in which nothing is markup, HTML, a link, a mention or a number of GitHub's."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    line = re.sub(r"([@#])(?=\w)", rf"\1{_APART}", line)
    line = re.sub(r"(?i)\b(GH)-(?=[0-9])", rf"\1{_APART}-", line)
    line = re.sub(r"(?i)(https?|ftp|mailto|xmpp):(?=\S)", rf"\1{_APART}:", line)
    line = re.sub(r"(?i)\b(www)\.", rf"\1{_APART}.", line)
    line = _COMMIT.sub(lambda found: _APART.join(re.findall(".{1,6}", found[0])), line)
    line = re.sub(r":(?=[\w+-]+:)", rf":{_APART}", line)
    line = _MARKUP.sub(r"\\\1", line)
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return line.replace("$", "<span>$</span>")
