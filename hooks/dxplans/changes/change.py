"""One change to a project, as a value that other programs can read."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dxplans.changes.difference import Operation, Step
from dxplans.changes.naming import Name
from dxplans.changes.sentence import Pair

KINDS: dict[str, tuple[str, str]] = {
    # What keeps the rest from being known, or breaks what others rely on.
    "unreadable": ("読めないファイル", "File that cannot be read"),
    "invalid": ("誤りのあるファイル", "File with errors"),
    "address": ("アドレスの変更", "Address changed"),
    "withdrawn": ("取り下げ", "Withdrawn"),
    "restored": ("取り下げの取消し", "Withdrawal lifted"),
    "confirmed": ("自治体による確認", "Confirmed by the publisher"),
    "unconfirmed": ("確認の取消し", "Confirmation lifted"),
    # What the plan says.
    "value": ("値の変更", "Value changed"),
    "result": ("実績の追加", "Result added"),
    "result-changed": ("実績の変更", "Result changed"),
    "result-removed": ("実績の削除", "Result removed"),
    "dates": ("時期の変更", "Dates changed"),
    "strengthened": ("動詞が強くなる変更", "Verb stronger"),
    "weakened": ("動詞が弱くなる変更", "Verb weaker"),
    "verb": ("動詞の変更", "Verb changed"),
    "reclassified": ("動詞の種類の読み直し", "Verb read otherwise"),
    "added": ("追加", "Added"),
    "removed": ("削除", "Removed"),
    "renamed": ("名前の変更", "Renamed"),
    "moved": ("順番や場所の変更", "Moved"),
    "theme": ("テーマの変更", "Theme changed"),
    "stance": ("テーマでの位置", "Stance to a theme"),
    "answer": ("質問への答え", "Answer to a question"),
    "link": ("つながりの変更", "Link changed"),
    "erratum": ("訂正と注記", "Correction"),
    "erratum-removed": ("訂正と注記の削除", "Correction removed"),
    "provenance": ("もとの文書について", "Provenance"),
    "unknown": ("空欄の理由", "Reason for an empty field"),
    "text": ("文章の変更", "Text changed"),
    # What helps to read and to find.
    "signed": ("署名", "Signed"),
    "unsigned": ("署名の取消し", "Signature removed"),
    "reading": ("読むための助け", "Reading aid"),
    "search": ("検索の言葉", "Search words"),
    "accessibility": ("アクセシビリティの記録", "Accessibility records"),
    "machine": ("機械が読む値だけの変更", "Machine value only"),
    "translation": ("翻訳の変更", "Translation"),
    "untranslated": ("翻訳がまだない文", "Not yet translated"),
    "page": ("手書きのページ", "Hand-written page"),
    # What readers of plans need not look at.
    "setting": ("サイトの設定", "Settings of the site"),
    "program": ("プログラム・見た目", "Code and templates"),
    "file": ("そのほかのファイル", "Other files"),
    "notation": ("書き方だけの変更", "Notation only"),
}
"""The kinds of changes, most important first, each with its name. The words are stable."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a change is about: a page's subject, or a group of files that has none.

    *type* is publisher, edition, chapter, initiative, answer, stance, term, theme,
    question, search, reading, accessibility, corrections, guide, translation, page or project;
    answers, stances and progress are whole files of an edition.
    """

    type: str
    id: str = ""
    number: Name | None = None
    title: Name | None = None
    publisher: Name | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What changed, of which kind, where, and from what to what.

    *before* and *after* are the values of the data (Japanese), *before_en* and *after_en* their
    translations where there are any. *pairs* are the sentences of a text that differ, *pairs_en*
    those of its translations. *facts* holds what only some kinds have. A change that is *within*
    an edition is one of its files, and the edition was added, removed or renamed as a whole.
    """

    kind: str
    operation: Operation
    subject: Subject
    file: str
    file_before: str
    publisher: str | None = None
    """``yamaguchi/mine``."""
    edition: str | None = None
    """``yamaguchi/mine/2026``."""
    page_before: str | None = None
    page_after: str | None = None
    """The page it shows on, without the language; None where there is none (any more)."""
    field: str = ""
    """``Model.key``, as in the schema."""
    place: str = ""
    """The way to the value in the file, made of keys and ids."""
    steps: tuple[Step, ...] = ()
    before: Any = None
    after: Any = None
    before_en: str | None = None
    after_en: str | None = None
    pairs: tuple[Pair, ...] = ()
    pairs_en: tuple[Pair, ...] = ()
    facts: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    within: str | None = None

    @property
    def rank(self) -> int:
        """How far down the change stands, zero being the most important kind."""
        return _RANKS[self.kind]


_RANKS = {kind: rank for rank, kind in enumerate(KINDS)}


def as_data(change: Change) -> dict[str, Any]:
    """*change* for JSON; the keys are stable, and every one of them is always there."""
    return {
        "kind": change.kind,
        "operation": change.operation,
        "publisher": change.publisher,
        "publisher_name": _name(change.subject.publisher),
        "edition": change.edition,
        "subject": {
            "type": change.subject.type,
            "id": change.subject.id,
            "number": _name(change.subject.number),
            "title": _name(change.subject.title),
        },
        "page_before": change.page_before,
        "page_after": change.page_after,
        "file": change.file,
        "file_before": change.file_before,
        "field": change.field,
        "place": change.place,
        "steps": [
            {"field": step.field, "part": step.part, "id": step.id, "name": _name(step.name)}
            for step in change.steps
        ],
        "before": change.before,
        "after": change.after,
        "before_en": change.before_en,
        "after_en": change.after_en,
        "pairs": [_pair(pair) for pair in change.pairs],
        "pairs_en": [_pair(pair) for pair in change.pairs_en],
        "facts": dict(change.facts),
        "within": change.within,
    }


def _name(name: Name | None) -> dict[str, str | None] | None:
    return None if name is None else {"ja": name.ja, "en": name.en}


def _pair(pair: Pair) -> dict[str, str | None]:
    return {"before": pair.before, "after": pair.after}
