"""An edition in the making to what its plan.yaml says."""

from __future__ import annotations

from typing import Any

from bench.synthetic import sources, words
from bench.synthetic.edition import (
    ENDED,
    GROUP,
    NO_FIGURES,
    OFFICIAL,
    OPEN,
    POLICIES,
    WITHDRAWN,
    Draft,
)
from bench.synthetic.sources import where_of
from bench.synthetic.writer import era

Data = dict[str, Any]
_POLICY_TITLES = (
    ("だれもが使いやすい行政サービス", "Services that everyone can use"),
    ("むりなく続けられる行政運営", "An administration that lasts"),
    ("安全で信頼できるデジタル基盤", "A safe and reliable digital foundation"),
    ("データを生かした地域づくり", "Communities that use data"),
)
_SHORT = (
    ("使いやすいサービス", "Usable services"), ("続く行政運営", "Lasting administration"),
    ("安全な基盤", "Safe foundation"), ("地域づくり", "Communities"),
)  # fmt: skip

_SAYS_ITSELF, _ASKED = 7, 8
"""Roles of plans that promise to publish results."""


def plan(draft: Draft) -> Data:
    """Everything of plan.yaml."""
    say = draft.writer.say
    name, english = draft.body.name, draft.body.english
    data: Data = {
        "title": say(f"{name}デジタル推進計画", f"{english} Digital Promotion Plan"),
        "title_lines": [say(name, english), say("デジタル推進計画", "Digital Promotion Plan")],
        "short_title": say("デジタル推進計画", "Digital Promotion Plan"),
        "aliases": [_alias(draft, f"{name}DX計画", f"{english} DX Plan")],
        "kind": {NO_FIGURES: "outline-draft", OPEN: "policy"}.get(draft.role, "plan"),
        "text": "official" if draft.role == OFFICIAL else "restated",
        "summary": draft.writer.prose(2),
        "department": draft.writer.one(words.OFFICES),
        "contact": _contact(draft),
        "period": _period(draft),
        "dates": _dates(draft),
        "predecessors": _predecessors(draft),
        "vision": draft.writer.one((("{who}とともに、{goal}を実現するまち", "A town that brings {goal} with {who}"),)),
        "vision_label": say("基本理念", "Basic philosophy"),
        "policies": _policies(draft),
        "marks": [_marks(draft)],
        "groups": [_group(draft)],
        "organisations": _organisations(draft),
        "references": sources.references(draft),
        "national": ["guideline"],
        **{key: draft.writer.line() for key in ("standing", "revision", "progress")},
        "chapters": list(draft.chapters),
        "initiatives": list(draft.initiatives),
        "errata": sources.errata(draft),
        "lost": [{"id": "arrows", "what": draft.writer.line(), "count": 6, "where": where_of(draft, 8)}],
        "provenance": sources.provenance(draft),
    }  # fmt: skip
    if draft.supersedes is not None:
        data["supersedes"] = str(draft.supersedes)
    return data | _rare(draft)


def _rare(draft: Draft) -> Data:
    """What only some plans have."""
    data: Data = {"unknown": {"publication": "not-stated"}}
    if draft.role in {_SAYS_ITSELF, _ASKED}:
        data = {"publication": draft.writer.line(), "reporting": _reporting(draft)}
    if draft.role == NO_FIGURES:
        data["kpi_statement"] = draft.writer.line(2)
    if draft.role == WITHDRAWN:
        data["withdrawn"] = {"on": "2026-08-01", "reason": draft.writer.line()}
    if draft.role == OFFICIAL:
        data["confirmed"] = {"by": "デジタル推進課", "on": "2026-06-01"}
        data["signatures"] = [
            {"language": lang, "by": "デジタル推進課", "on": "2026-06-02"} for lang in ("ja", "en")
        ]
    return data


def _reporting(draft: Draft) -> Data:
    """By when results are published: one plan says it, of another its owner has."""
    printed = draft.writer.say(
        "翌年度の9月末まで", "By the end of September of the next fiscal year"
    )
    whose = (
        {"where": where_of(draft, 9)}
        if draft.role == _SAYS_ITSELF
        else {"by": "デジタル推進課", "on": "2026-06-03"}
    )
    return {"due": "09-30", "printed": printed, **whose}


def _alias(draft: Draft, ja: str, en: str) -> Data:
    return {"text": draft.writer.say(ja, en), "where": where_of(draft, 1)}


def _contact(draft: Draft) -> Data:
    return {
        "department": draft.writer.one(words.OFFICES),
        "address": draft.writer.say(f"{draft.body.name}中央1番地1", f"1-1 Chuo, {draft.body.english}"),
        "tel": "0000-00-0000",
        "mail": f"digital@{draft.body.slug}.example.jp",
    }  # fmt: skip


def _period(draft: Draft) -> Data:
    say, start, end = draft.writer.say, draft.start, draft.end
    if end is None:
        printed = {
            "text": say(f"{era(start)}から", f"From fiscal {start}"),
            "where": where_of(draft, 3),
        }
        return {"start": start, "printed": [printed], "unknown": {"end": "not-stated"}}
    ja, en = f"{era(start)}から{era(end)}まで", f"From fiscal {start} to fiscal {end}"
    wrong = f"{era(start)}から{era(end + 1)}まで", f"From fiscal {start} to fiscal {end + 1}"
    return {
        "start": start,
        "end": end,
        "printed": [
            {"text": say(f"{ja}の5年間", f"{en}, 5 years"), "where": where_of(draft, 3)},
            {"text": say(*wrong), "where": where_of(draft, 1), "erratum": "period-cover"},
        ],
    }


def _dates(draft: Draft) -> list[Data]:
    year = draft.start
    return [
        {"event": event, "date": date, "printed": draft.writer.say(ja, en)}
        for event, date, ja, en in (
            ("adopted", f"{year}-02-20", f"令和{year - 2018}年2月20日", f"20 February {year}"),
            ("published", f"{year}-03", f"令和{year - 2018}年3月", f"March {year}"),
            ("revised", f"{year + 1}-03", f"令和{year - 2017}年3月", f"March {year + 1}"),
        )[: 3 if draft.role == ENDED else 2]
    ]


def _predecessors(draft: Draft) -> list[Data]:
    say = draft.writer.say
    title = say("情報化計画", "Informatisation Plan")
    first = {
        "title": title,
        "start": draft.start - 5,
        "end": draft.start - 1,
        "note": draft.writer.line(),
    }
    second = {
        "title": say("電子自治体計画", "E-Government Plan"),
        "unknown": {"start": "lost", "end": "not-stated"},
    }
    return [first, second]


def _policies(draft: Draft) -> list[Data]:
    say = draft.writer.say
    return [
        {
            "id": name, "number": say(f"基本方針{index}", f"Basic policy {index}"),
            "title": say(*_POLICY_TITLES[index - 1]), "short": say(*_SHORT[index - 1]),
        }
        for index, name in enumerate(POLICIES, 1)
    ]  # fmt: skip


def _marks(draft: Draft) -> Data:
    say = draft.writer.say
    return {
        "id": "national",
        "name": say("自治体DX推進計画", "Municipal DX Promotion Plan"),
        "national": True,
        "meaning": say("国の計画での位置づけを、印で示したものです。", "The marks show the place in the national plan."),
        "legend": [
            {"mark": "★", "label": say("重点取組事項", "Priority item")},
            {"mark": "☆", "label": say("取組事項", "Item")},
        ],
    }  # fmt: skip


def _group(draft: Draft) -> Data:
    say = draft.writer.say
    return {
        "id": GROUP,
        "number": say("(A)", "(A)"),
        "title": say("役所の中の改革", "Reform inside the office"),
        "aliases": [_alias(draft, "庁内のデジタル化", "Digitalising the office")],
        "mark": "☆",
        "policies": list(POLICIES[1:3]),
        "blocks": [{"type": "text", "text": draft.writer.prose(1)}],
    }


def _organisations(draft: Draft) -> list[Data]:
    say = draft.writer.say
    where = where_of(draft, 6)
    return [
        {
            "id": "headquarters", "name": say("デジタル推進本部", "Digital Promotion Headquarters"),
            "role": draft.writer.line(), "chair": say("首長", "The head"), "members": draft.writer.line(),
            "reports_to": "committee", "where": where,
        },
        {"id": "committee", "name": say("行政改革推進委員会", "Administrative Reform Committee"), "role": draft.writer.line(), "where": where},
        {"id": "promoters", "name": say("DX推進員", "DX promoters"), "role": draft.writer.line(), "where": where},
    ]  # fmt: skip
