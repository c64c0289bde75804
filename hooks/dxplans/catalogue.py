"""Gettext PO files to translations by place, and new texts back into PO files.

``msgctxt`` is the place (ids, never positions), ``msgid`` the Japanese. An entry that is empty or
fuzzy counts as missing, so a changed Japanese text is never shown beside an old translation.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

import polib

from dxplans.pofile import ENGLISH_PLURAL, plural_forms, read_po

_METADATA = {
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    # Two forms, as English has them; a language with others says so in its own files.
    "Plural-Forms": ENGLISH_PLURAL,
    "X-Source-Language": "ja",
}
READY = 128
"""Files whose translations stay in memory: those of all plans of most prefectures."""
_ALIKE = 0.6
"""Texts without a place of their own must be so alike for one to be the other's older version."""


@dataclass(frozen=True, slots=True)
class Message:
    """A text to translate: its place, its Japanese, a note and the file for the translator.

    A *plural* text counts something: Japanese has one form, other languages have two.
    """

    context: str
    text: str
    note: str = ""
    file: str = ""
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The translations of one PO file; lookups of what it lacks answer None."""

    lang: str
    known: dict[tuple[str, str], str] = field(default_factory=dict)
    counted: dict[str, tuple[str, ...]] = field(default_factory=dict)
    plural: str = "n != 1"
    """Which form a number takes, as the file's header says it."""

    def count(self, text: str, number: int) -> str | None:
        """The form of the counting *text* for *number*, if it is translated."""
        forms = self.counted.get(text)
        if forms is None:
            return None
        return forms[min(gettext.c2py(self.plural)(number), len(forms) - 1)]

    def find(self, context: str, text: str) -> str | None:
        """The translation of *text* at *context*, if it is complete and current."""
        return self.known.get((context, text))


@dataclass(frozen=True, slots=True)
class State:
    """How far a translation is: texts in all, translated, outdated (fuzzy) and missing."""

    total: int
    translated: int
    fuzzy: int

    @property
    def missing(self) -> int:
        """Texts with no translation at all."""
        return self.total - self.translated - self.fuzzy


def read_catalogue(path: Path, lang: str) -> Catalogue:
    """The translations in *path*, none if there is no such file; PlanError if it is broken."""
    if not path.is_file():
        return Catalogue(lang)
    status = path.stat()
    stamp = (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)
    return _catalogue(path, lang, stamp)


@lru_cache(maxsize=READY)
def _catalogue(path: Path, lang: str, _stamp: tuple[int, ...]) -> Catalogue:
    """The same of the file with that stamp: a server asks again and again."""
    po = read_po(path)
    entries = [e for e in po if not e.obsolete and "fuzzy" not in e.flags]
    return Catalogue(
        lang,
        {(e.msgctxt or "", e.msgid): e.msgstr for e in entries if e.msgstr},
        {e.msgid: _forms(e) for e in entries if e.msgid_plural and _done(e)},
        plural_forms(po)[1],
    )


def _forms(entry: polib.POEntry) -> tuple[str, ...]:
    return tuple(form for _index, form in sorted(entry.msgstr_plural.items()))


def update(path: Path, messages: Iterable[Message], lang: str) -> State:
    """Bring *path* up to date with *messages* and write it; running it twice changes nothing.

    PlanError: *path* is broken, and is left as it is.
    """
    new = merge(path, messages, lang)
    path.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(path), newline="\n")
    return state(new)


def merge(path: Path, messages: Iterable[Message], lang: str) -> polib.POFile:
    """The translations in *path* for *messages*; nothing is written. PlanError: *path* is broken.

    A text whose Japanese changed keeps its translation as fuzzy, with the old Japanese beside it;
    a text that is gone is kept as obsolete and revived when it returns.
    """
    old = read_po(path) if path.is_file() else polib.POFile(wrapwidth=0)
    exact, by_context = _index(old)
    new = polib.POFile(wrapwidth=0)
    new.header = old.header
    new.metadata = {**_METADATA, **old.metadata, "Language": lang}
    new.metadata["Content-Type"] = _METADATA["Content-Type"]
    forms = plural_forms(new)[0]
    wanted = list(dict.fromkeys(messages))
    keys = {(message.context, message.text) for message in wanted}
    used: set[tuple[str, str]] = set()
    for message in wanted:
        before = exact.get((message.context, message.text))
        if before is None:
            stale = {
                entry.msgid: entry
                for entry in by_context.get(message.context, [])
                if (message.context, entry.msgid) not in keys | used and _done(entry)
            }
            # A place holds one text or a few; the interface's texts have none, only their words.
            cutoff = 0.0 if message.context else _ALIKE
            nearest = get_close_matches(message.text, stale, 1, cutoff)
            before = stale[nearest[0]] if nearest else None
        if before is not None:
            used.add((message.context, before.msgid))
        new.append(_entry(message, before, forms))
    for key, entry in exact.items():
        if key not in used and _done(entry):
            entry.obsolete = True
            entry.occurrences = []
            new.append(entry)
    return new


def _index(
    old: polib.POFile,
) -> tuple[dict[tuple[str, str], polib.POEntry], dict[str, list[polib.POEntry]]]:
    exact: dict[tuple[str, str], polib.POEntry] = {}
    by_context: dict[str, list[polib.POEntry]] = {}
    for entry in old:
        context = entry.msgctxt or ""
        exact.setdefault((context, entry.msgid), entry)
        by_context.setdefault(context, []).append(entry)
    return exact, by_context


def _entry(message: Message, before: polib.POEntry | None, forms: int) -> polib.POEntry:
    entry = polib.POEntry(
        msgctxt=message.context or None,
        msgid=message.text,
        msgstr=before.msgstr if before else "",
        comment=message.note,
        occurrences=[(message.file, "")] if message.file else [],
        tcomment=before.tcomment if before else "",
    )
    if message.plural:
        entry.msgid_plural = message.text
        known = before.msgstr_plural if before else {}
        entry.msgstr_plural = {number: known.get(number, "") for number in range(forms)}
    if before is not None and _done(before):
        changed = before.msgid != message.text
        if changed or "fuzzy" in before.flags:
            entry.flags = ["fuzzy"]
            # What the translation was made from, however often the Japanese has changed since.
            entry.previous_msgid = before.previous_msgid or before.msgid
    return entry


def _done(entry: polib.POEntry) -> bool:
    """Whether an entry is translated, in every form."""
    if entry.msgid_plural:
        return bool(entry.msgstr_plural) and all(entry.msgstr_plural.values())
    return bool(entry.msgstr)


def state(po: polib.POFile) -> State:
    """How far *po* is translated."""
    live = [entry for entry in po if not entry.obsolete]
    fuzzy = sum("fuzzy" in entry.flags for entry in live)
    done = sum(_done(entry) and "fuzzy" not in entry.flags for entry in live)
    return State(len(live), done, fuzzy)
