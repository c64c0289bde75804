"""A history for the made-up project: every sort of update, of what is there, withdrawn and gone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from dxplans.changes.change import KINDS
from dxplans.changes.naming import Name
from dxplans.changes.sentence import Pair
from dxplans.updates import History
from dxplans.updates.record import Recorded, Told, Update

AOBA = "hokkaido/aoba/2026"
COUNTER = f"{AOBA}/initiatives/counter/"
PAIRS = (
    Pair("窓口で書類を受け取ります。", "窓口とウェブで書類を受け取ります。"),
    Pair(None, "手数料はかかりません。"),
    Pair("郵送はできません。", None),
)
PAIRS_EN = (Pair("We take papers at the counter.", "We take papers at the counter and online."),)


def a_change(kind: str, ja: str, en: str, page: str | None, about: Name, **more: Any) -> Told:  # fmt: skip
    """One change in words."""
    rank = list(KINDS).index(kind)
    return Told(kind, about, Name(ja, en), page, None, rank, **more)


NOTHING = Name("", "")
WINDOW = Name("窓口の改善", "Better counters")
UNTRANSLATED = Name("電子申請", None)


def an_update(day: str, key: str, *changes: Told, named: Name | None = None) -> Recorded:
    """A commit with one update."""
    time = int(datetime.fromisoformat(f"{day}T12:00:00+09:00").timestamp())
    commit = f"{time:040x}"
    parts = key.split("/")
    publisher = "/".join(parts[:2]) if len(parts) > 1 else None
    edition = key if len(parts) > 2 else None
    return Recorded(commit, time, (Update(commit, time, key, publisher, edition, named, None, changes),))  # fmt: skip


def a_past() -> History:
    """Two years of updates; older ones are missing."""
    return History((
        an_update(
            "2026-11-19", AOBA,
            a_change("value", "KPI『窓口の数』の目標値を 10件 から 12件 に変更",
                     "KPI “窓口の数”: target changed from 10件 to 12件", COUNTER, WINDOW,
                     item=Name("KPI『窓口の数』の目標値", "KPI “窓口の数”: target"),
                     old=Name("10件"), new=Name("12件")),
            a_change("text", "概要の文を変更（1文を変更、1文を追加、1文を削除）",
                     "summary reworded (1 sentence changed, 1 added, 1 removed)", COUNTER, WINDOW,
                     pairs=PAIRS, pairs_en=PAIRS_EN, item=Name("概要", "Summary")),
            a_change("text", "説明の文を変更（3文を変更）", "description reworded", COUNTER, UNTRANSLATED,
                     pairs=PAIRS),
            a_change("translation", "英語の訳を変更（新しい訳 3文）",
                     "Translations into English: 3 texts newly translated", f"{AOBA}/", NOTHING),
        ),
        an_update("2026-11-02", "yamaguchi/naka/2026",
                  a_change("withdrawn", "計画の内容の掲載を取り下げ", "The plan's content withdrawn",
                           "yamaguchi/naka/2026/", NOTHING)),
        an_update("2026-10-01", "glossary",
                  a_change("added", "言葉を追加", "Term added", "glossary/rpa/",
                           Name("用語集「RPA」", "Glossary “RPA”"))),
        an_update("2025-12-01", "hokkaido/gone/2020",
                  a_change("removed", "計画を削除（取組 2）", "Plan removed (2 initiatives)",
                           "hokkaido/gone/2020/", NOTHING),
                  named=Name("なくなった市", "Nakunatta City")),
        an_update("2025-11-01", "hokkaido/aoba",
                  a_change("added", "自治体（団体）を追加", "Publisher added", "hokkaido/aoba/", NOTHING)),
    ), "shallow")  # fmt: skip
