"""JSON documents of publishers and plans to rows of the tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dxplans.opendata import tables
from dxplans.opendata.columns import Table
from dxplans.opendata.values import Data

Row = tuple[Table, Data]
"""A table, and a row of it by the names of its columns; a text has all its languages."""


def of_publisher(doc: Data) -> Iterator[Row]:
    """The row of a publisher."""
    value, prefecture = doc["publisher"], doc["prefecture"]
    yield tables.PUBLISHERS, {
        **{key: value.get(key) for key in ("code", "kind", "rank", "reading", "website")},
        "publisher": doc["id"], "name": doc["name"], "page": _page(doc),
        "prefecture_code": prefecture["code"], "prefecture": prefecture["name"],
    }  # fmt: skip


def of_plan(doc: Data) -> Iterator[Row]:
    """The rows of a plan but for those of its initiatives."""
    shared = _shared(doc)
    if "withdrawn" in doc:
        gone = doc["withdrawn"]
        yield tables.PLANS, {
            **shared, "withdrawn_on": gone["on"], "withdrawn_reason": gone["reason"],
            "page": _page(doc),
        }  # fmt: skip
        return
    plan, period = doc["plan"], doc["plan"]["period"]
    supersedes = plan.get("supersedes")
    dates = {event["event"]: event["date"] for event in plan.get("dates", ())}
    yield tables.PLANS, {
        **shared, **dates, **_picked(plan, "title", "kind", "department", "summary", "kpi_statement"),
        "department_unknown": _why(plan, "department"),
        "start": period["start"], "end": period.get("end"), "end_unknown": _why(period, "end"),
        "supersedes": f"{doc['status']['publisher']['id']}/{supersedes}" if supersedes else None,
        "page": _page(doc),
    }  # fmt: skip
    source = plan["provenance"]
    yield tables.PROVENANCE, {
        **shared,
        **_picked(
            source, "url", "obtained", "read", "extraction", "transcribed", "checked", "drafted",
            "newer", "newer_checked",
        ),
        **{f"{key}_unknown": _why(source, key) for key in ("url", "obtained", "checked")},
        "losses": len(plan.get("lost", ())), "errata": len(plan.get("errata", ())),
    }  # fmt: skip
    for result in doc["results"]:
        yield tables.RESULTS, _result(doc, shared, result)
    for chapter, block in blocks(doc):
        if block["type"] == "schedule":
            path = f"{doc['id']}/chapters/{chapter}/schedule"
            yield from _schedule(doc, shared, block["schedule"], chapter, path)
        for entry in block["entries"] if block["type"] == "glossary" else ():
            for term in (entry["term"], *entry.get("also", ())):
                yield tables.MEANINGS, {
                    **shared, **_picked(entry, "label", "text", "fact"),
                    "id": f"{doc['id']}/chapters/{chapter}/{entry['id']}", "term": term,
                    "page": f"{_page(doc)}chapters/{chapter}/#{entry['id']}",
                }  # fmt: skip


def blocks(doc: Data) -> Iterator[tuple[str, Data]]:
    """Every block of a plan's chapters, with the chapter."""
    for name, chapter in doc["chapters"].items():
        yield from ((name, block) for block in _below(chapter))


def _below(part: Data) -> Iterator[Data]:
    yield from part.get("blocks", ())
    for section in part.get("sections", ()):
        yield from _below(section)


def _result(doc: Data, shared: Data, found: Data) -> Data:
    result = found.get("result", {})
    return {
        **shared, **_picked(result, "printed", "value", "unit", "as_of", "note"),
        **_picked(found, "initiative", "kpi", "fiscal_year", "status", "due", "source", "url",
                  "published"),
        "id": f"{found['kpi']}/{found['fiscal_year']}", "name": found["name"],
        "page": _page(doc) + found["kpi"].removeprefix(f"{doc['id']}/").replace("/kpis/", "/#kpi-"),
    }  # fmt: skip


def of_initiative(doc: Data) -> Iterator[Row]:
    """The rows of an initiative, its KPIs included; none if its edition is withdrawn."""
    if "withdrawn" in doc:
        return
    value, shared = doc["initiative"], _shared(doc)
    here = {**shared, "initiative": doc["id"]}
    group = doc.get("group", {})
    yield tables.INITIATIVES, {
        **shared, "id": doc["id"], "page": _page(doc), "group_number": group.get("number"),
        **_picked(value, "number", "title", "section", "department", "summary", "situation"),
        "mark": value.get("mark") or group.get("mark"),
        **{f"{key}_unknown": _why(value, key) for key in ("department", "kpis")},
        "schedule_unknown": None if "common_schedule" in doc else _why(value, "schedule"),
    }  # fmt: skip
    for action in value.get("actions", ()):
        when = action.get("when", {})
        yield tables.ACTIONS, {
            **here, **_picked(action, "text", "verb", "class", "by"),
            "id": f"{doc['id']}/actions/{action['id']}",
            "when_printed": when.get("printed"), "when_start": when.get("start"),
            "when_end": when.get("end"),
            "page": f"{_page(doc)}#action-{action['id']}",
        }  # fmt: skip
    for kpi in value.get("kpis", ()):
        yield tables.KPIS, _kpi(doc, here, kpi)
    if "schedule" in value:
        yield from _schedule(doc, here, value["schedule"], None, f"{doc['id']}/schedule")
    for relation, key in (("main", "themes"), ("touches", "touches")):
        for theme in value.get(key, ()):
            yield tables.INITIATIVE_THEMES, {**here, "theme": theme, "relation": relation}


def _kpi(doc: Data, here: Data, kpi: Data) -> Data:
    row: Data = {
        **here, **_picked(kpi, "name", "direction", "note"),
        "id": f"{doc['id']}/kpis/{kpi['id']}", "page": f"{_page(doc)}#kpi-{kpi['id']}",
        "initiative_title": doc["initiative"]["title"],
    }  # fmt: skip
    for side in ("baseline", "target"):
        quantity = kpi.get(side, {})
        for key in ("printed", "value", "unit", "as_of"):
            row[f"{side}_{key}"] = quantity.get(key)
        row[f"{side}_unknown"] = _why(kpi, side)
    row["target_year"] = kpi.get("target", {}).get("year")
    if "target" in kpi and row["target_year"] is None:
        # Where nothing is said, it is the document that says nothing (decisions/0006).
        row["target_year_unknown"] = _why(kpi["target"], "year") or "not-stated"
    if repeated := kpi.get("repeat_of"):
        initiative, _, identity = repeated.partition("/")
        row["repeat_of"] = f"{doc['status']['plan']}/initiatives/{initiative}/kpis/{identity}"
    return row


def _schedule(
    doc: Data, shared: Data, table: Data, chapter: str | None, path: str
) -> Iterator[Row]:
    years = table["years"]
    for row in table["rows"]:
        names: list[str | None] = [
            f"{doc['status']['plan']}/initiatives/{name}" for name in row.get("initiatives", ())
        ]
        # A bar that is not there still has its row: its years are lost, or not stated.
        for at, span in enumerate(row.get("spans") or ({},), 1):
            for name in names or [shared.get("initiative")]:
                yield tables.SCHEDULE, {
                    **shared, **_picked(row, "group", "label", "extent", "note"),
                    "id": f"{path}/{row['id']}/{at}", "initiative": name, "chapter": chapter,
                    "start": span.get("from"), "end": span.get("to"), "text": span.get("text"),
                    "inferred": span.get("inferred"),
                    "table_start": min(years), "table_end": max(years),
                    "page": f"{_page(doc)}chapters/{chapter}/#schedule-{row['id']}" if chapter
                    else f"{_page(doc)}#schedule-{row['id']}",
                }  # fmt: skip


def _shared(doc: Data) -> Data:
    status = doc["status"]
    return {
        "plan": status["plan"],
        "publisher_code": status["publisher"]["code"],
        "publisher": status["publisher"]["name"],
        "plan_state": status["state"],
        "plan_text": status.get("text"),
        "confirmed_on": (status.get("confirmed") or {}).get("on"),
    }


def _page(doc: Data) -> str:
    """The address of a document's page in the site's first language."""
    return str(next(iter(doc["page"].values()))).partition("#")[0]


def _why(value: Data, key: str) -> str | None:
    why: str | None = value.get("unknown", {}).get(key)
    return why


def _picked(value: Data, *names: str) -> dict[str, Any]:
    return {name: value.get(name) for name in names}
