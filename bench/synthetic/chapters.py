"""An edition in the making to its chapters: every type of block, three levels of sections, notes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bench.synthetic import words
from bench.synthetic.edition import Draft
from bench.synthetic.initiatives import schedule

Data = dict[str, Any]
_TITLES = {
    "background": ("策定の背景", "Background"),
    "position": ("計画の位置づけ", "Position of the plan"),
    "period": ("計画の期間", "Period"),
    "approach": ("基本的な考え方", "Approach"),
    "matrix": ("方針と取組", "Policies and initiatives"),
    "organisation": ("推進体制", "Organisation"),
    "measures": ("取組", "Initiatives"),
    "roadmap": ("全体の工程", "Common schedule"),
    "figures": ("統計資料", "Statistics"),
    "glossary": ("用語集", "Glossary"),
    "colophon": ("奥付", "Colophon"),
}
_KINDS = {"figures": "appendix", "glossary": "glossary", "colophon": "colophon"}
_ENTRIES = 30
_WITH = {"background": ("position",), "approach": ("period", "matrix"), "measures": ("roadmap",)}
"""What stands in a chapter of a short plan besides its own."""


def chapter(draft: Draft, name: str) -> Data:
    """The file of the chapter *name*."""
    say = draft.writer.say
    number = draft.chapters.index(name) + 1
    head: Data = {"title": say(*_TITLES[name]), "summary": draft.writer.line()}
    if name in _KINDS:
        head["kind"] = _KINDS[name]
    else:
        head = {"number": say(f"第{number}章", f"Chapter {number}"), **head}
    body = _BODIES[name](draft)
    for other in _WITH.get(name, ()) if draft.short else ():
        more = _BODIES[other](draft)
        for part in ("blocks", "sections"):
            if found := [*body.get(part, ()), *more.get(part, ())]:
                body[part] = found
    return head | body


def _text(draft: Draft, paragraphs: int = 2, *extra: tuple[str, str]) -> Data:
    return {"type": "text", "text": draft.writer.prose(paragraphs, *extra)}


def _data(draft: Draft, kind: str) -> Data:
    return {"type": kind, "lead": draft.writer.line()}


def _where(draft: Draft) -> str:
    return draft.writer.say("目次", "Contents")


def _background(draft: Draft) -> Data:
    say, line = draft.writer.say, draft.writer.line
    note = ("この言葉は注で説明しています。[^101]", "A note explains this word.[^101]")
    return {
        "aliases": [{"text": say("背景", "Background"), "where": _where(draft)}],
        "blocks": [_text(draft, 3, note), _list(draft)],
        "sections": [
            {
                "id": "nation", "number": draft.writer.same("1-1"), "title": say("国の動向", "The nation"),
                "blocks": [
                    _text(draft),
                    _statement(draft, "vision", "nation"),
                    {"type": "figure", "id": "figure-nation", "lost": True, "certainty": "low"},
                ],
            },
            {
                "id": "prefecture", "number": draft.writer.same("1-2"), "title": say("県の動向", "The prefecture"),
                "blocks": [_text(draft), _statement(draft, "slogan", "prefecture"), _figure(draft)],
            },
            {
                "id": "here", "number": draft.writer.same("1-3"), "title": say("これまでの取組", "What was done"),
                "aliases": [{"text": say("現状", "The situation"), "where": _where(draft)}],
                "mark": "☆",
                "blocks": [_text(draft, 3), _statement(draft, "definition", "other")],
            },
        ],
        "footnotes": [{"number": 101, "term": draft.writer.one(words.TOOLS), "text": line()}],
    }  # fmt: skip


def _statement(draft: Draft, role: str, by: str) -> Data:
    words_ = draft.writer.one(
        (("{who}が安心して暮らせる、{goal}の実現", "{goal} for {who} to live at ease"),)
    )
    return {
        "type": "statement", "role": role, "lead": draft.writer.line(), "text": words_, "by": by,
        "tail": draft.writer.line(),
    }  # fmt: skip


def _list(draft: Draft, marker: str = "bullet") -> Data:
    line, same = draft.writer.line, draft.writer.same
    items: list[Data] = [{"text": line()} for _ in range(4)]
    items[0]["items"] = [{"text": line()}, {"text": line()}]
    if marker == "label":
        items = [{"label": same(f"{at}."), **item} for at, item in enumerate(items, 20)]
    return {"type": "list", "lead": line(), "marker": marker, "items": items, "open_ended": True}


def _figure(draft: Draft) -> Data:
    say, line = draft.writer.say, draft.writer.line
    return {
        "type": "figure", "id": "figure-flow", "number": say("図1", "Figure 1"),
        "caption": say("手続の流れ", "How a procedure goes"), "lost": False,
        "words": [draft.writer.one(words.STEPS), draft.writer.one(words.TASKS)], "notes": [line()],
        "source": say("出典：総務の統計", "Source: statistics"), "source_url": "https://stat.example.jp/",
        "certainty": "medium",
    }  # fmt: skip


def _position(draft: Draft) -> Data:
    say = draft.writer.say
    nested = {
        "id": "details", "number": draft.writer.same("ア"), "title": say("分野ごとの計画", "Sector plans"),
        "blocks": [_text(draft, 1), _list(draft, "number")],
    }  # fmt: skip
    section = {
        "id": "laws", "number": draft.writer.same("(1)"), "title": say("法律との関係", "Laws"),
        "blocks": [_text(draft)], "sections": [nested],
    }  # fmt: skip
    return {"blocks": [_data(draft, "references")], "sections": [section]}


def _period(draft: Draft) -> Data:
    return {"blocks": [_data(draft, "period"), _text(draft, 1)]}


def _approach(draft: Draft) -> Data:
    blocks = [_statement(draft, "philosophy", "publisher"), _text(draft), _data(draft, "policies")]
    return {"blocks": [*blocks, _list(draft, "label")]}


def _matrix(draft: Draft) -> Data:
    return {"blocks": [_data(draft, "matrix")]}


def _organisation(draft: Draft) -> Data:
    say = draft.writer.say
    people = {
        "id": "people", "number": draft.writer.same("(1)"), "title": say("人材の育成", "Training people"),
        "themes": [draft.vocabulary.themes[-1]], "blocks": [_text(draft, 3), _list(draft)],
    }  # fmt: skip
    lost = {"type": "figure", "id": "figure-bodies", "lost": True, "certainty": "high"}
    themes = [draft.vocabulary.themes[0]]
    blocks = [_data(draft, "organisations"), lost, _text(draft)]
    return {"themes": themes, "blocks": blocks, "sections": [people]}


def _measures(draft: Draft) -> Data:
    return {"blocks": [_data(draft, "initiatives")]}


def _roadmap(draft: Draft) -> Data:
    caption = draft.writer.say("全体の工程表", "The common schedule")
    rows = schedule(draft, 8, shared=True)
    return {"blocks": [{"type": "schedule", "caption": caption, "schedule": rows}, _text(draft, 1)]}


def _figures(draft: Draft) -> Data:
    return {"blocks": [_statistics(draft), _table(draft), _text(draft, 1)]}


def _statistics(draft: Draft) -> Data:
    writer = draft.writer
    rows: list[Data] = []
    for at in range(6):
        value = writer.random.randint(100, 90000)
        row: Data = {
            "id": f"statistic-{at + 1}", "name": writer.one(words.INDICATORS),
            "printed": writer.say(f"{value:,}件", f"{value:,} cases"), "value": value,
            "unit": writer.say("件", "cases"), "as_of": f"{draft.start - 1}-10-01",
            "scope": writer.say("区域の全体", "The whole area"), "source": writer.line(),
        }  # fmt: skip
        if at == 0:
            row = {
                "id": "statistic-1",
                "name": row["name"],
                "printed": writer.say("多数", "Many"),
                "unknown": {"value": "not-stated"},
            }
        rows.append(row)
    return {"type": "statistics", "caption": writer.say("おもな数", "Main numbers"), "rows": rows}


def _table(draft: Draft) -> Data:
    writer, say = draft.writer, draft.writer.say
    columns = [
        say("分野", "Field"),
        say("手続", "Procedure"),
        say("件数", "Cases"),
        say("割合", "Share"),
    ]

    def cells(*texts: str) -> list[Data]:
        return [{"text": text} for text in texts]

    def number() -> str:
        return writer.same(f"{writer.random.randint(100, 9999):,}")

    task = [writer.one(words.TASKS) for _ in range(4)]
    rows: list[Data] = [
        {"cells": [{"text": say("くらし", "Life"), "rowspan": 2}, *cells(task[0], number(), number())]},
        {"cells": cells(task[1], number(), number())},
        {"cells": cells(say("仕事", "Work"), task[2], number(), number())},
        {"cells": [{"text": say("合計", "Total"), "colspan": 2}, *cells(number(), number())], "emphasis": True},
    ]  # fmt: skip
    return {
        "type": "table", "caption": say("手続の件数", "Cases by procedure"), "columns": columns,
        "rows": rows, "notes": [writer.line()], "source": writer.line(),
    }  # fmt: skip


def _glossary(draft: Draft) -> Data:
    writer = draft.writer
    entries: list[Data] = []
    for at, (term, label, reading) in enumerate(writer.some(draft.vocabulary.terms, _ENTRIES)):
        entry: Data = {"id": term, "term": term, "label": writer.say(label, term.replace("-", " "))}
        entry |= {"page": writer.say("ア～ン", "A–Z"), "text": writer.line(2)}
        if at % 5 == 0:
            entry |= {
                "reading": reading, "reading_printed": f"{reading}っ",
                "expansion": writer.same("Information and Communication"), "fact": writer.line(),
            }  # fmt: skip
        entries.append(entry)
    entries[0]["also"] = [next(t[0] for t in draft.vocabulary.terms if t[0] != entries[0]["term"])]
    return {"blocks": [{"type": "glossary", "entries": entries}]}


def _colophon(draft: Draft) -> Data:
    return {"blocks": [_text(draft, 1), {"type": "contact"}]}


_BODIES: dict[str, Callable[[Draft], Data]] = {
    "background": _background,
    "position": _position,
    "period": _period,
    "approach": _approach,
    "matrix": _matrix,
    "organisation": _organisation,
    "measures": _measures,
    "roadmap": _roadmap,
    "figures": _figures,
    "glossary": _glossary,
    "colophon": _colophon,
}
