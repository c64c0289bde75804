"""Gettext PO files to translations by place, and new texts back into PO files.

``msgctxt`` is the place (ids, never positions), ``msgid`` the Japanese. An entry that is empty or
fuzzy counts as missing, so a changed Japanese text is never shown beside an old translation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib

_METADATA = {
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    # Two forms, as English has them; a language with others says so in its own files.
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
    "X-Source-Language": "ja",
}


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
    counted: dict[str, tuple[str, str]] = field(default_factory=dict)

    def count(self, text: str, number: int) -> str | None:
        """The form of the counting *text* for *number*, if it is translated."""
        forms = self.counted.get(text)
        return None if forms is None else forms[number != 1]

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
    """The translations in *path*; none if there is no such file."""
    if not path.is_file():
        return Catalogue(lang)
    entries = [e for e in polib.pofile(str(path)) if not e.obsolete and "fuzzy" not in e.flags]
    return Catalogue(
        lang,
        {(e.msgctxt or "", e.msgid): e.msgstr for e in entries if e.msgstr},
        {
            e.msgid: (e.msgstr_plural[0], e.msgstr_plural[1])
            for e in entries
            if e.msgid_plural and all(e.msgstr_plural.values())
        },
    )


def update(path: Path, messages: Iterable[Message], lang: str) -> State:
    """Bring *path* up to date with *messages* and write it; running it twice changes nothing.

    A text whose Japanese changed keeps its translation as fuzzy, with the old Japanese beside it;
    a text that is gone is kept as obsolete and revived when it returns.
    """
    old = polib.pofile(str(path), wrapwidth=0) if path.is_file() else polib.POFile(wrapwidth=0)
    exact, by_context = _index(old)
    new = polib.POFile(wrapwidth=0)
    new.metadata = {**_METADATA, "Language": lang}
    wanted = list(dict.fromkeys(messages))
    keys = {(message.context, message.text) for message in wanted}
    used: set[tuple[str, str]] = set()
    for message in wanted:
        before = exact.get((message.context, message.text))
        if before is None:
            stale = (
                entry
                for entry in by_context.get(message.context, [])
                if (message.context, entry.msgid) not in keys | used and _done(entry)
            )
            before = next(stale, None)
        if before is not None:
            used.add((message.context, before.msgid))
        new.append(_entry(message, before))
    for key, entry in exact.items():
        if key not in used and _done(entry):
            entry.obsolete = True
            entry.occurrences = []
            new.append(entry)
    path.parent.mkdir(parents=True, exist_ok=True)
    new.save(str(path), newline="\n")
    return state(new)


def _index(
    old: polib.POFile,
) -> tuple[dict[tuple[str, str], polib.POEntry], dict[str, list[polib.POEntry]]]:
    exact: dict[tuple[str, str], polib.POEntry] = {}
    by_context: dict[str, list[polib.POEntry]] = {}
    for entry in old:
        context = entry.msgctxt or ""
        exact[(context, entry.msgid)] = entry
        by_context.setdefault(context, []).append(entry)
    return exact, by_context


def _entry(message: Message, before: polib.POEntry | None) -> polib.POEntry:
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
        entry.msgstr_plural = dict(before.msgstr_plural) if before else {}
        entry.msgstr_plural = entry.msgstr_plural or {0: "", 1: ""}
    if before is not None and _done(before):
        changed = before.msgid != message.text
        if changed or "fuzzy" in before.flags:
            entry.flags = ["fuzzy"]
            entry.previous_msgid = before.msgid if changed else before.previous_msgid
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


def read_state(path: Path) -> State:
    """How far the file *path* is translated; nothing in it if there is no such file."""
    return state(polib.pofile(str(path))) if path.is_file() else State(0, 0, 0)


def po_files(root: Path, lang: str) -> Iterator[Path]:
    """Every PO file of *lang* below *root*'s locales/."""
    yield from sorted((root / "locales" / lang).rglob("*.po"))
