"""An edition in the making to its initiatives, each with actions, KPIs and schedule, and results."""

from __future__ import annotations

from typing import Any

from bench.synthetic import words
from bench.synthetic.edition import GROUP, MEMBERS, POLICIES, Draft
from bench.synthetic.writer import era, fiscal

Data = dict[str, Any]
_KINDS = ("up", "down", "keep", "meet", "lost", "dash")
_BY = ("publisher", "publisher", "nation", "prefecture", "other")
_UNKNOWN = ("not-stated", "lost", "unchecked", "not-due")


def initiative(draft: Draft, index: int) -> Data:
    """The file of initiative number *index*."""
    writer, name = draft.writer, draft.initiatives[index]
    place = index - (len(draft.initiatives) - MEMBERS)
    member = place >= 0
    number = writer.same(f"({place + 1})") if member else writer.number(index)
    others = [theme for theme in draft.vocabulary.themes if theme != name]
    data: Data = {
        "number": number,
        "title": writer.one(words.TITLES),
        "section": writer.say("第7章 取組", "Chapter 7 Initiatives"),
    }
    if index % 4 == 0:
        alias = writer.say("別名の取組", "An initiative by another name")
        data["aliases"] = [{"text": alias, "where": writer.say("第5章", "Chapter 5")}]
    if member:
        data["group"] = GROUP
    else:
        data |= {"mark": writer.pick("★☆"), "policies": writer.some(POLICIES, 2)}
    data |= {"themes": [name], "touches": writer.some(others, writer.random.randint(0, 2))}
    if index % 2:
        data["department"] = writer.one(words.OFFICES)
    else:
        data["unknown"] = {"department": writer.pick(_UNKNOWN)}
    return data | {
        "summary": writer.prose(2, _links(draft, index)),
        "easy": _easy(draft, index),
        "situation": writer.prose(3, *_LIST),
        "actions": [_action(draft, at) for at in range(4 + index % 4)],
        "kpis": _kpis(draft, index) if draft.figures else [],
        "schedule": schedule(draft, 2 + index % 3),
        "notes": [writer.line(2)],
        "footnotes": [
            {"number": index + 1, "term": writer.one(words.TOOLS), "text": writer.line()},
        ],
    }  # fmt: skip


_LIST = (
    ("- **待ち時間**: 窓口の混み合う時期に長くなっています。\n- {費用|ひよう}: 紙と郵送にかかっています。",
     "- **Waiting times** grow in busy seasons.\n- Costs arise from paper and post."),
)  # fmt: skip


def _easy(draft: Draft, index: int) -> Data:
    """A summary in やさしい日本語, which has no English; every eighth has been signed."""
    tool, task = draft.writer.pick(words.TOOLS)[0], draft.writer.pick(words.TASKS)[0]
    data: Data = {"text": [f"{task}を、もっと便利にします。", f"そのために、{tool}を使います。"]}
    signed = {"by": words.OFFICES[0][0], "on": f"{draft.start}-05-01"}
    return data | ({"signed": signed} if index % 8 == 0 else {})


def _links(draft: Draft, index: int) -> tuple[str, str]:
    """A paragraph with every kind of link, a footnote's mark and a term of the glossary."""
    term, label, _reading = draft.writer.pick(draft.vocabulary.terms)
    theme = draft.initiatives[index]
    home = draft.folder.removeprefix("plans/")
    ja = (
        f"[{label}](term:{term})の考え方は[関係するテーマ](theme:{theme})と"
        f"[計画の目次](plan:{home})にあります。[^{index + 1}]"
        f"国の資料は[手引の一覧](https://guides.example.jp/{term})で読めます。"
    )
    en = (
        f"[The term](term:{term}) is explained with [the theme](theme:{theme}) and in "
        f"[the plan's contents](plan:{home}).[^{index + 1}] The national material is in "
        f"[the list of handbooks](https://guides.example.jp/{term})."
    )
    return ja, en


def _action(draft: Draft, at: int) -> Data:
    writer = draft.writer
    verb, plain, strength = words.VERBS[(at + writer.random.randrange(9)) % len(words.VERBS)]
    tool, task = writer.pick(words.TOOLS), writer.pick(words.TASKS)
    data: Data = {
        "id": f"action-{at + 1}",
        "text": writer.say(
            f"{task[0]}のための{tool[0]}の利用を{verb.removeprefix('整備を')}。", f"To {plain} the use of {tool[1]} for {task[1]}."
        ),
        "verb": writer.say(verb, plain),
        "class": strength,
    }  # fmt: skip
    if at:
        data["by"] = writer.pick(_BY)
    if at == 1:
        year = draft.start
        printed = f"令和{year - 2018}年9月から{era(year + 1)}まで"
        data["when"] = {
            "printed": writer.say(printed, f"From September {year} to fiscal {year + 1}"),
            "start": f"{year}-09",
            "end": f"{year + 1}",
        }
    return data


def _kpis(draft: Draft, index: int) -> list[Data]:
    # A short plan has too few initiatives for every kind: towns take turns.
    first = index + (draft.role if draft.short else 0)
    found = [_kpi(draft, at, _KINDS[(first + at) % len(_KINDS)]) for at in range(1 + index % 3)]
    if index == len(draft.initiatives) - 1:
        # A KPI of the first initiative, printed again.
        found.append(
            _kpi(draft, len(found), "repeat") | {"repeat_of": f"{draft.initiatives[0]}/kpi-1"}
        )
    return found


def _kpi(draft: Draft, at: int, kind: str) -> Data:
    writer = draft.writer
    low, high = writer.random.randint(5, 400), writer.random.randint(500, 3000)
    unit = writer.pick(words.UNITS)
    if unit[0] == "%":
        low, high = low % 60, 60 + high % 40
    data: Data = {"id": f"kpi-{at + 1}", "name": writer.one(words.INDICATORS)}
    year = draft.years[-1]
    stated = {"year": year, "year_printed": writer.say(*fiscal(year))} if at == 0 else {}
    numbers = {
        "up": (low, high, "up"), "down": (high, low, "down"), "keep": (high, high, "keep"),
        "dash": (None, high, "up"), "repeat": (low, high, "up"),
    }  # fmt: skip
    if kind == "meet":
        data |= {
            "baseline": {"printed": writer.say("一部の窓口で実施", "At some counters"), "unknown": {"unit": "not-stated"}},
            "target": {"printed": writer.say("すべての窓口で実施", "At all counters"), **stated},
            "direction": "meet",
        }  # fmt: skip
    elif kind == "lost":
        data |= {"target": _quantity(draft, high, unit) | stated, "direction": "up"}
        data["unknown"] = {"baseline": "lost"}
    else:
        before, after, direction = numbers[kind]
        data |= {
            "baseline": _quantity(draft, before, unit, dated=at == 0),
            "target": _quantity(draft, after, unit) | stated,
            "direction": direction,
        }
    if at or kind == "repeat":
        data["note"] = writer.line()
    return data


def _quantity(
    draft: Draft, value: int | None, unit: tuple[str, str], *, dated: bool = False
) -> Data:
    writer = draft.writer
    if value is None:
        return {"printed": writer.same("-")}
    day = f"({draft.start}.1.31)" if dated else ""
    ja = f"{value:,}{unit[0]}{day}"
    en = f"{value:,}{'' if unit[0] == '%' else ' '}{unit[1]}{day}"
    data: Data = {"printed": writer.say(ja, en), "value": value, "unit": writer.say(*unit)}
    return data | ({"as_of": f"{draft.start}-01-31"} if dated else {})


def schedule(draft: Draft, rows: int, *, shared: bool = False) -> Data:
    """A schedule; a *shared* one is the whole plan's, its rows say which initiative they are of."""
    writer, years = draft.writer, draft.years
    found = []
    for at in range(rows):
        row: Data = {
            "id": f"row-{at + 1}",
            "label": writer.one((("{task}の改善", "Improving {task}"),)),
        }
        if at % 2:
            row["group"] = writer.say("庁内", "Inside the office")
        if shared:
            row["initiatives"] = [draft.initiatives[at % len(draft.initiatives)]]
        if at % 4 == 2:  # noqa: PLR2004 - every fourth row
            row |= {"extent": "lost", "glyph": "▶", "note": writer.line()}
        elif at % 4 == 3:  # noqa: PLR2004 - every fourth row
            row["extent"] = "not-stated"
        else:
            cut = writer.random.randint(1, len(years) - 2)
            first, second = writer.some(words.STEPS, 2)
            row["spans"] = [
                {"from": years[0], "to": years[cut - 1], "text": writer.say(*first)},
                {"from": years[cut], "to": years[-1], "text": writer.say(*second), "inferred": bool(at)},
            ]  # fmt: skip
        found.append(row)
    return {"years": years, "rows": found, "note": writer.line()}


def results(draft: Draft, year: int) -> Data:
    """The published results of one fiscal year."""
    writer = draft.writer
    rows: list[Data] = []
    for index, name in enumerate(draft.initiatives[:6]):
        value = writer.random.randint(10, 900)
        row: Data = {"initiative": name, "kpi": "kpi-1"}
        if index % 3 == 0:
            row |= {
                "printed": writer.say("集計中", "Being compiled"),
                "unknown": {"value": "not-due"},
            }
        else:
            row |= {
                "printed": writer.say(f"{value}件", f"{value} cases"),
                "value": value,
                "unit": writer.say("件", "cases"),
                "note": writer.line(),
            }
        rows.append(row)
    rows[1] |= _later(draft, year)
    rows[2] |= {"corrections": [_correction(draft, year)]}
    rows[3] = {"initiative": rows[3]["initiative"], "kpi": "kpi-1", "unknown": {"printed": "lost"}}
    return {
        "source": writer.say(f"{era(year)}の進捗報告", f"Progress report, fiscal {year}"),
        "url": f"https://www.{draft.body.slug}.example.jp/progress-{year}.pdf",
        "published": f"{year + 1}-07",
        "unchanged": {"on": f"{year + 1}-10-01", "by": "デジタル推進課"},
        "results": rows,
    }


def _later(draft: Draft, year: int) -> Data:
    """What a value has that another document published."""
    return {
        "as_of": f"{year + 1}-03-31",
        "source": draft.writer.say("広報10月号", "Public relations magazine, October"),
        "url": f"https://www.{draft.body.slug}.example.jp/magazine-{year}.pdf",
        "published": f"{year + 1}-10",
    }


def _correction(draft: Draft, year: int) -> Data:
    printed = draft.writer.say("5件", "5 cases")
    return {"printed": printed, "on": f"{year + 1}-09-01", "reason": draft.writer.line()}
