"""Rows to a YAML draft: one initiative file for a new plan, which ``dxplans check`` accepts.

The values are the plans' own and always Japanese, as all data is; comments and notes say of each
where it is from, and that the sentences are ours. Groups, policies, marks and schedules belong to
the plans they stand in and stay there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from dxplans.edition import Edition
from dxplans.model import Action, Kpi, Quantity
from dxplans.workbench.rows import Row

_ID = 60
"""The longest id."""
_NOTE_MARK = re.compile(r"\[\^[0-9]+\]")
OPENING = (
    "次の計画のための下書きです。選んだ取組の「すること」とKPIを、1つの取組のファイルにまとめました。",
    "title、verb、KPIの名前と値は、それぞれの計画のとおりです。summary と text は「{site}」の文で、どの自治体の文でもありません。",
    "置く場所: plans/都道府県/団体/年度/initiatives/{name}.yaml（同じ計画の plan.yaml の initiatives にも {name} と書く）",
    "自分の計画の内容に書きかえてから、dxplans check で確かめてください。",
    "A draft for the next plan, in the format of an initiative file. Sentences are this site's, not the municipalities'.",
)


def opening(name: str, title: str, themes: Iterable[str], site: str) -> str:
    """The beginning of the file: what it is, as comments, and the fields that every initiative has."""
    comments = "".join(f"# {line.format(name=name, site=site)}\n" for line in OPENING)
    listed = ", ".join(themes)
    summary = "ほかの計画から集めた下書きです。公開する前に、自分の計画の内容に書きかえてください。"
    return (
        f"{comments}title: {_text(title)}\nsection: 下書き\n"
        + (f"themes: [{listed}]\n" if listed else "")
        + f"summary: {_text(summary)}\n"
    )


def items(rows: Iterable[Row], site: str) -> str:
    """The rest of the file: the actions, KPIs and sources of every row, each below its own comment."""
    taken: set[str] = set()
    found: dict[str, list[str]] = {"actions": [], "kpis": [], "notes": []}
    for row in rows:
        value = row.edition.initiatives[row.name]
        comment = f"  # {row.key}: {_named(row.edition, row)}\n"
        parts = {
            "actions": [_action(action, _id(row, action.id, taken)) for action in value.actions],
            "kpis": [_kpi(kpi, _id(row, kpi.id, taken), row) for kpi in value.kpis],
            "notes": [f"  - {_text(_note(row.edition, row, site))}\n"],
        }
        for field, texts in parts.items():
            if texts:
                found[field] += [comment, *texts]
    return "".join(f"{field}:\n{''.join(texts)}" for field, texts in found.items() if texts)


def _named(edition: Edition, row: Row) -> str:
    """Town, plan, place and title: a comment, in which nothing may end the line."""
    value, plan = edition.initiatives[row.name], edition.plan
    number = f"{value.number} " if value.number else ""
    return f"{edition.town.publisher.name}「{plan.title}」 {value.section} {number}{value.title}"


def _note(edition: Edition, row: Row, site: str) -> str:
    town, title = edition.town.publisher.name, edition.initiatives[row.name].title
    who = (
        f"{town}の公式の文です"
        if edition.plan.text == "official"
        else f"「{site}」の言い換え（CC BY 4.0）で、{town}の文ではありません"
    )
    return f"下書きのもと: {town}「{edition.plan.title}」の「{title}」。文は、{who}。もとの文書の権利は{town}にあり、利用の条件は書かれていません。"


def _id(row: Row, own: str, taken: set[str]) -> str:
    """An id that no other item has: the town's, the initiative's and the item's own."""
    stem = f"{row.edition.town.slug}-{row.name}-{own}"
    if len(stem) > _ID:
        stem = f"{row.edition.town.slug}-{own}"[:_ID].rstrip("-")
    found, number = stem, 2
    while found in taken:
        found = f"{stem[: _ID - 3].rstrip('-')}-{number}"
        number += 1
    taken.add(found)
    return found


def _action(action: Action, identity: str) -> str:
    out = [
        f"  - id: {identity}",
        f"    text: {_text(_NOTE_MARK.sub('', action.text))}",
        f"    verb: {_text(action.verb)}",
        f"    class: {action.strength}",
    ]
    if action.by != "publisher":
        out.append(f"    by: {action.by}")
    if action.when:
        out.append(f"    when: {_flow(action.when.model_dump(exclude_none=True))}")
    return "\n".join(out) + "\n"


def _kpi(kpi: Kpi, identity: str, row: Row) -> str:
    """A KPI; what this site notes of it is true of its own plan alone, and so only a comment here."""
    out = [f"  - id: {identity}", f"    name: {_text(kpi.name)}"]
    for side in ("baseline", "target"):
        quantity: Quantity | None = getattr(kpi, side)
        if quantity is not None:
            out.append(f"    {side}: {_flow(_quantity(quantity))}")
    out.append(f"    direction: {kpi.direction}")
    if kpi.note:
        town = row.edition.town.publisher.name
        out.append(f"    # {town}の計画についての注: {_NOTE_MARK.sub('', kpi.note)}")
    if kpi.unknown:
        out.append(f"    unknown: {_flow(kpi.unknown)}")
    return "\n".join(out) + "\n"


def _quantity(quantity: Quantity) -> dict[str, Any]:
    found = quantity.model_dump(exclude_none=True)
    return {key: value for key, value in found.items() if value != {}}


def _flow(data: Mapping[str, Any]) -> str:
    return "{" + ", ".join(f"{key}: {_value(value)}" for key, value in data.items()) + "}"


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return _flow(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, int | float) else _text(str(value))


def _text(text: str) -> str:
    """A text in quotation marks: JSON's are YAML's as well."""
    return json.dumps(text, ensure_ascii=False)
