"""A publisher, an edition and its parts to JSON documents, each at ``data/<id>.json``."""

from __future__ import annotations

from collections.abc import Iterator

from dxplans.check.leaves import blocks_of
from dxplans.edition import Edition, Town
from dxplans.fiscal import fiscal_year_of
from dxplans.model import Group
from dxplans.model.chapter import ScheduleBlock
from dxplans.opendata.source import OFFICIAL_NOTICE, Source
from dxplans.opendata.values import OURS, Data, Texts
from dxplans.pages import addresses
from dxplans.states import original_of, result_state


def initiative_id(edition: Edition, name: str) -> str:
    """``yamaguchi/mine/2026/initiatives/ai-rpa``."""
    return f"{edition.key}/initiatives/{name}"


def kpi_id(edition: Edition, initiative: str, kpi: str) -> str:
    """``yamaguchi/mine/2026/initiatives/ai-rpa/kpis/rpa-tasks``."""
    return f"{initiative_id(edition, initiative)}/kpis/{kpi}"


def publisher(source: Source, town: Town) -> Data:
    """A publisher and its editions."""
    texts = Texts((), OURS, OURS)
    return {
        **source.head("publisher", town.key, addresses.town(town)),
        "name": source.each(lambda local: local.town(town)),
        "prefecture": {
            "code": town.prefecture.code,
            "name": source.each(lambda local: local.prefecture(town.prefecture)),
        },
        "publisher": texts.data(town.publisher, ""),
        "plans": [source.status(edition) for edition in town.editions],
    }


def of_edition(source: Source, edition: Edition) -> Iterator[Data]:
    """The plan first, then each initiative, followed by its KPIs."""
    texts, status = source.plan_texts(edition), source.status(edition)
    withdrawn = edition.plan.withdrawn
    # Every address of a withdrawn edition answers, and with nothing but this.
    why = {"withdrawn": texts.data(withdrawn, "plan/withdrawn")} if withdrawn else {}
    rights = _rights(source, edition)
    plan = {} if why else _plan(source, edition, texts)
    head = source.head("plan", edition.key, addresses.edition(edition))
    yield {**head, **rights, "status": status, **(why or plan)}
    for name, initiative in edition.initiatives.items():
        path = addresses.initiative(edition, name)
        here = f"initiatives/{name}"
        value = {} if why else texts.data(initiative, here)
        head = source.head("initiative", initiative_id(edition, name), path)
        group = edition.group(initiative)
        above = _group(texts, group) if group and not why else {}
        if common := _common(edition, name) if not why else []:
            above["common_schedule"] = common
        yield {**head, **rights, "status": status, **(why or {**above, "initiative": value})}
        for at, kpi in enumerate(initiative.kpis):
            identity = kpi_id(edition, name, kpi.id)
            head = source.head("kpi", identity, f"{path}#kpi-{kpi.id}")
            yield {
                **head, **rights, "status": status,
                **(why or {
                    "initiative": {"id": initiative_id(edition, name), "title": value["title"]},
                    "kpi": value["kpis"][at],
                    "results": [
                        one for one in plan["results"]
                        if one["kpi"] == kpi_id(edition, *original_of(edition, name, kpi.id))
                    ],
                }),
            }  # fmt: skip


def _common(edition: Edition, initiative: str) -> list[str]:
    """The rows that an initiative has in schedules of the whole plan, as the table begins their ids."""
    return [
        f"{edition.key}/chapters/{name}/schedule/{row.id}"
        for name, chapter in edition.chapters.items()
        for block in blocks_of(chapter)
        if isinstance(block, ScheduleBlock)
        for row in block.schedule.rows
        if initiative in row.initiatives
    ]


def _group(texts: Texts, group: Group) -> Data:
    """The heading above an initiative, as far as its name needs it."""
    found: Data = {
        "id": group.id,
        "title": texts.of("name", f"plan/groups/{group.id}/title", group.title),
    }
    if group.number is not None:
        found["number"] = texts.of("name", f"plan/groups/{group.id}/number", group.number)
    if group.mark is not None:
        found["mark"] = group.mark
    return {"group": found}


def _rights(source: Source, edition: Edition) -> Data:
    """An official text is its publisher's: the notice says so, and no licence is ours to give."""
    if edition.plan.text != "official":
        return {}
    return {"rights": {"notice": source.said(OFFICIAL_NOTICE)}}


def _plan(source: Source, edition: Edition, texts: Texts) -> Data:
    progress = {
        str(year): texts.data(value, f"progress/{year}") for year, value in edition.progress.items()
    }
    return {
        "plan": texts.data(edition.plan, "plan"),
        "chapters": {
            name: texts.data(value, f"chapters/{name}") for name, value in edition.chapters.items()
        },
        "initiatives": [
            {
                "id": initiative_id(edition, name),
                "title": texts.of("name", f"initiatives/{name}/title", value.title),
            }
            for name, value in edition.initiatives.items()
        ],
        "answers": [
            texts.data(value, f"answers/{name}") for name, value in edition.answers.items()
        ],
        "stances": [texts.data(value, f"themes/{name}") for name, value in edition.stances.items()],
        "progress": progress,
        "results": list(_results(source, edition, texts, progress)),
        **({"gone": list(_gone(edition, texts))} if edition.gone else {}),
    }


def _gone(edition: Edition, texts: Texts) -> Iterator[Data]:
    """What had an address in the plan: why it went are our words, even of an official text."""
    ours = Texts(texts.languages)
    for one in edition.gone:
        found = ours.data(one, "gone")
        if one.anchor.startswith("action-"):  # the name of an action is its sentence
            found["name"] = texts.of("line", "gone/name", one.name)
        yield found


def _results(
    source: Source, edition: Edition, texts: Texts, progress: dict[str, Data]
) -> Iterator[Data]:
    """What is known of each KPI for each fiscal year that has begun; repeats have their original's."""
    now, period = fiscal_year_of(source.today), edition.plan.period
    last = now if period.end is None else min(now, period.end)
    years = sorted({*range(period.start, last + 1), *edition.progress})
    told = {
        (year, result["initiative"], result["kpi"]): result
        for year in years
        for result in progress.get(str(year), {}).get("results", ())
    }
    for name, initiative in edition.initiatives.items():
        for kpi in initiative.kpis:
            if kpi.repeat_of:
                continue
            for year in years:
                state = result_state(edition, (name, kpi.id), year, source.today)
                found: Data = {
                    "initiative": initiative_id(edition, name),
                    "kpi": kpi_id(edition, name, kpi.id),
                    "fiscal_year": year,
                    "name": texts.of("name", f"initiatives/{name}/kpis/{kpi.id}/name", kpi.name),
                    "status": state.kind,
                }
                if state.due:
                    found["due"] = state.due.isoformat()
                if result := told.get((year, name, kpi.id)):
                    above = progress[str(year)]
                    for key in ("source", "url", "published"):
                        if key in result or key in above:
                            found[key] = result.get(key, above.get(key))
                    found["result"] = result
                yield found
