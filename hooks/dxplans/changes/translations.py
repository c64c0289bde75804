"""PO files before and after to how many texts were translated, changed or lost their translation."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

import polib

from dxplans.changes.change import Change, Subject
from dxplans.changes.meaning import Pairing
from dxplans.changes.names import LANGUAGE, Names, catalogue_of, place_in
from dxplans.changes.naming import Name
from dxplans.changes.record import Record
from dxplans.changes.shape import texts
from dxplans.check.messages import say
from dxplans.pofile import parse_po
from dxplans.problem import PlanError, Problem

_FILE = re.compile(r"locales/(?P<lang>[^/]+)/(?P<name>.+)\.po")
_EDITION = re.compile(r"plans/(?P<key>[a-z0-9-]+/[a-z0-9-]+/[0-9]{4})")
_PAGES = {"glossary": "glossary/", "themes": "themes/", "questions": "questions/",
          "comparisons": "workbench/",
          "corrections": "corrections/"}  # fmt: skip
_MOST = 5
Entries = dict[tuple[str, str], tuple[str, bool]]
"""Place and Japanese to the translation, and whether it is outdated (fuzzy)."""


def is_catalogue(name: str) -> bool:
    """Whether a file's name is that of a PO file."""
    return _FILE.fullmatch(name) is not None


def catalogue_changes(old: Names, new: Names, files: Iterable[str]) -> Iterator[Change]:
    """One change for each PO file in which a translation came, changed or was lost."""
    for name in files:
        match = _FILE.fullmatch(name)
        if match is None:
            continue
        before, after = _entries(old, name), _entries(new, name)
        base = _about(new if new.snapshot.read(name) is not None else old, name, match["name"])
        broken = [
            (side, found)
            for side, found in (("before", before), ("after", after))
            if isinstance(found, Problem)
        ]
        for side, problem in broken:
            facts = {"side": side, "errors": 1, "line": problem.mark.line,
                     "message": say(problem, "ja"), "message_en": say(problem, "en")}  # fmt: skip
            yield _with(base, "unreadable", facts)
        if isinstance(before, dict) and isinstance(after, dict):
            facts = _counted(before, after)
            yield _with(base, "translation" if any(facts.values()) else "notation",
                        {**facts, "language": match["lang"]})  # fmt: skip


def untranslated(pairings: Sequence[Pairing]) -> Iterator[Change]:
    """One change for each plan or shared catalogue with new texts that have no translation.

    A language without a PO file for them is not counted: it has not been begun.
    """
    missing: dict[str, list[str]] = defaultdict(list)
    where: dict[str, Pairing] = {}
    for pairing in pairings:
        record = pairing.after
        catalogue, root = catalogue_of(record) if record else (None, "")
        if record is None or record.data is None or catalogue is None:
            continue
        known = pairing.new.texts(catalogue)
        if not known:
            continue
        was = set(_texts(pairing.before)) if pairing.before else set()
        for context, text in dict.fromkeys(_texts(record)):
            # A text that is the same in English is shown as it is, and needs no translation.
            found = known.get((place_in(record, root, context), text)) or text.isascii()
            if (context, text) not in was and not found:
                missing[catalogue].append(text)
                where[catalogue] = pairing
    for catalogue, lacking in missing.items():
        pairing = where[catalogue]
        name = f"locales/{LANGUAGE}/{catalogue}.po"
        base = _about(pairing.new, name, catalogue)
        facts = {"language": LANGUAGE, "missing": len(lacking), "texts": lacking[:_MOST]}
        yield _with(base, "untranslated", facts)


def _texts(record: Record) -> Iterator[tuple[str, str]]:
    return texts(record.model, record.data or {})


def _about(names: Names, file: str, name: str) -> Change:
    edition = _EDITION.fullmatch(name)
    if edition is None:
        subject = Subject("translation", name, None, Name(name, name))
        page = _PAGES.get(name)
        return Change("translation", "changed", subject, file, file, None, None, page, page)
    key = edition["key"]
    publisher = key.rpartition("/")[0]
    plan = names.record(f"plans/{key}/plan.yaml")
    title = names.subject(plan).title if plan else Name(key, key)
    subject = Subject("translation", name, None, title, names.town(publisher))
    page = f"{key}/"
    return Change("translation", "changed", subject, file, file, publisher, key, page, page)


def _with(base: Change, kind: str, facts: dict[str, object]) -> Change:
    return Change(
        kind, "changed", base.subject, base.file, base.file, base.publisher, base.edition,
        base.page_before, base.page_after, facts=facts,
    )  # fmt: skip


def _entries(names: Names, file: str) -> Entries | Problem:
    return names.snapshot.remember(file, _parsed, "entries")


def _parsed(raw: bytes | None) -> Entries | Problem:
    if raw is None:
        return {}
    try:
        po = parse_po(raw, "po")
    except PlanError as error:
        return error.problems[0]
    return {
        (entry.msgctxt or "", entry.msgid): (_text(entry), "fuzzy" in entry.flags)
        for entry in po
        if not entry.obsolete
    }


def _text(entry: polib.POEntry) -> str:
    """The translation, all forms of a counting text together; empty unless it is complete."""
    if entry.msgid_plural:
        forms = [form for _number, form in sorted(entry.msgstr_plural.items())]
        return "\n".join(forms) if all(forms) else ""
    return str(entry.msgstr)


def _counted(before: Entries, after: Entries) -> dict[str, object]:
    """How many texts were translated, translated anew, are outdated now or lost; the first few."""
    good = {key: text for key, (text, fuzzy) in before.items() if text and not fuzzy}
    now = {key: text for key, (text, fuzzy) in after.items() if text and not fuzzy}
    fuzzy = {key for key, (text, is_fuzzy) in after.items() if text and is_fuzzy}
    was_fuzzy = {key for key, (text, is_fuzzy) in before.items() if text and is_fuzzy}
    came, gone = [key for key in now if key not in good], [key for key in good if key not in after]
    # At one place a changed Japanese text has another key: its translation was made anew.
    again = Counter(place for place, _ in came if place) & Counter(place for place, _ in gone)
    changed = [key for key in now if key in good and good[key] != now[key]]
    return {
        "translated": len(came) - again.total(),
        "changed": len(changed) + again.total(),
        "outdated": len(fuzzy - was_fuzzy),
        "lost": sum(key in after and key not in now and key not in fuzzy for key in good),
        "removed": len(gone) - again.total(),
        "examples": [
            {"text": key[1], "before": good[key], "after": now[key]} for key in changed[:_MOST]
        ],
    }
