"""An edition in the making to what its plan.yaml says of documents: those named, and the copy."""

from __future__ import annotations

from typing import Any

from bench.synthetic.edition import OFFICIAL, Draft

Data = dict[str, Any]


def where_of(draft: Draft, chapter: int) -> str:
    """A place in the document."""
    return draft.writer.say(f"第{chapter}章", f"Chapter {chapter}")


def references(draft: Draft) -> list[Data]:
    """The laws and plans that it names."""
    say = draft.writer.say
    where = where_of(draft, 2)
    rows = (
        (
            "act",
            "デジタル社会形成基本法",
            "Basic Act on the Formation of a Digital Society",
            "nation",
        ),
        (
            "prefecture-plan",
            "県のデジタル推進方針",
            "The prefecture's digital policy",
            "prefecture",
        ),
        ("general-plan", "総合計画", "General Plan", "municipality"),
        ("guideline", "オープンデータの手引", "Open data handbook", "other"),
    )
    found: list[Data] = [
        {"id": key, "title": say(ja, en), "level": level, "relation": draft.writer.line(), "where": where}
        for key, ja, en, level in rows
    ]  # fmt: skip
    found[0] |= {"date": "2021", "url": "https://laws.example.jp/digital"}
    found[1] |= {"date": "2023-03", "edition": say("令和5年3月改訂", "Revised March 2023")}
    return found


def errata(draft: Draft) -> list[Data]:
    """Its slips of printing and of copying."""
    line = draft.writer.line
    return [
        {"id": "period-cover", "where": where_of(draft, 1), "printed": "終わりの年度", "kind": "document", "note": line()},
        {"id": "reading-iot", "where": where_of(draft, 10), "printed": "あいおーていー", "shown": "あいおーてぃー", "kind": "extraction", "note": line()},
        {"id": "word", "where": where_of(draft, 4), "printed": "効率的や", "shown": "効率化や", "kind": "undecided", "note": line()},
    ]  # fmt: skip


def provenance(draft: Draft) -> Data:
    """Where our copy comes from."""
    data: Data = {
        "read": "2026-11-01",
        "extraction": draft.writer.line(2),
        "transcribed": "2026-11-02",
        "drafted": "person" if draft.role == OFFICIAL else "machine",
    }
    if draft.role % 2:
        return data | {
            "url": f"https://www.{draft.body.slug}.example.jp/plan.pdf",
            "obtained": "2026-10-31",
            "checked": "2026-11-03",
            "newer": "none-known",
            "newer_checked": "2026-11-04",
        }
    unknown = {"url": "unchecked", "obtained": "unchecked", "checked": "unchecked"}
    return data | {"newer": "unchecked", "unknown": unknown}


def gone(draft: Draft) -> Data:
    """A KPI that went, and the initiative that goes on without it."""
    page = f"{draft.folder.removeprefix('plans/')}/initiatives/{draft.initiatives[0]}/"
    entry = {
        "address": f"{page}#kpi-former",
        "name": draft.writer.say("前の指標", "Former indicator"),
        "on": f"{draft.start + 1}-04-01",
        "reason": draft.writer.line(),
        "now": page,
    }
    return {"gone": [entry]}
