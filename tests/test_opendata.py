"""The open data as who loads it meets it: described as it is, and the plans' own values again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from dxplans.catalogue import Catalogue
from dxplans.check.leaves import blocks_of, key_of, text_fields
from dxplans.check.shapes import fitting, keys_of
from dxplans.localise import Language
from dxplans.model import Kpi, Plan, Publisher, Quantity, ScheduleRow, UnknownKind, check_digit
from dxplans.model.base import Knowing
from dxplans.model.chapter import ScheduleBlock
from dxplans.model.glossary import Term
from dxplans.model.initiative import Action, Initiative
from dxplans.model.provenance import Provenance
from dxplans.opendata.codes import CODES
from dxplans.opendata.columns import HEADINGS, Column, Table
from dxplans.opendata.shared import TABLES
from dxplans.opendata.sheets import Sheets
from dxplans.opendata.tables import KPIS
from dxplans.opendata.values import OURS, PRINTED, Texts, asked
from dxplans.states import ResultState, StateKind, result_state
from exported import Exported, a_made_up_project, export
from sample import TODAY
from website.projects import Project


@pytest.fixture(
    scope="module",
    params=[
        "minimal",
        pytest.param("real", marks=pytest.mark.slow),
        pytest.param("towns", marks=pytest.mark.slow),
    ],
)
def data(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exported:
    """The data of a small project, of the five real plans, and of made-up towns in every state."""
    out = tmp_path_factory.mktemp(str(request.param))
    if request.param == "real":
        real: Exported = request.getfixturevalue("real_data")
        return real
    if request.param == "towns":
        towns: Project = request.getfixturevalue("towns")
        return export(towns.root, out)
    return export(a_made_up_project(out / "project"), out / "site")


def rebuilt(model: type[BaseModel], data: dict[str, Any]) -> dict[str, Any]:
    """A document's value as the plan's own file would hold it: the Japanese of each text."""
    texts = {key_of(model, name) for name in text_fields(model)}
    found = {}
    for key, value in data.items():
        below = keys_of(model)[key]
        if key in texts:
            found[key] = [one["ja"] for one in value] if isinstance(value, list) else value["ja"]
        elif below and isinstance(value, list):
            found[key] = [rebuilt(_which(below, one), one) for one in value]
        else:
            found[key] = rebuilt(_which(below, value), value) if below else value
    return found


def _which(models: tuple[type[BaseModel], ...], data: dict[str, Any]) -> type[BaseModel]:
    chosen = fitting(models, data)
    assert chosen is not None
    return chosen


def plain(value: Any) -> Any:
    """A model as data without what is empty, and without reasons that the rule gives anyway."""
    found = value.model_dump(mode="json", by_alias=True) if isinstance(value, BaseModel) else value
    if isinstance(found, dict):
        known = {key: plain(child) for key, child in found.items()}
        unknown = {k: v for k, v in (known.pop("unknown", None) or {}).items() if v != "not-stated"}
        known |= {"unknown": unknown} if unknown else {}
        return {key: child for key, child in known.items() if child not in (None, [], {})}
    return [plain(child) for child in found] if isinstance(found, list) else found


def same(model: BaseModel, data: dict[str, Any]) -> bool:
    """Whether *data* holds the value that *model* is, and nothing else."""
    return bool(plain(type(model).model_validate(rebuilt(type(model), data))) == plain(model))


@cache
def validator(path: Path) -> Draft202012Validator:
    """The checked schema in a file."""
    schema = json.loads(path.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_every_document_is_as_its_schema_says(data: Exported) -> None:
    """The schema that a document names is there, and allows nothing that it does not name."""
    seen = set()
    for doc in (*data.documents(), data.json("data/index.json")):
        place = data.root / "data" / f"{doc.get('id', 'index')}.json"
        path = (place.parent / doc["$schema"]).resolve()
        assert path.parent == (data.root / "schema").resolve()
        faults = [error.message for error in validator(path).iter_errors(doc)]
        assert not faults, (doc.get("id"), faults[:3])
        seen.add(doc["type"])
    assert seen == {
        "publisher", "plan", "initiative", "kpi", "theme", "term", "question", "index",
        *(["comparison"] if data.portal.comparisons else []),
    }  # fmt: skip
    strange = {**data.json("data/index.json"), "strange": 1}
    assert not validator(data.root / "schema" / "data-index.json").is_valid(strange)


def test_the_json_rebuilds_every_value(data: Exported) -> None:
    """A plan, its chapters, initiatives and results, and what plans share: all of it, and no more."""
    docs = {doc["id"]: doc for doc in data.documents()}
    for edition in data.live():
        doc = docs[edition.key]
        assert same(edition.plan, doc["plan"])
        for part, found in (
            (edition.chapters, doc["chapters"]),
            ({str(year): one for year, one in edition.progress.items()}, doc["progress"]),
            (edition.answers, {one["id"]: one for one in doc["answers"]}),
            (edition.stances, {one["id"]: one for one in doc["stances"]}),
            (edition.initiatives, {name: docs[f"{edition.key}/initiatives/{name}"]["initiative"]
                                   for name in edition.initiatives}),
        ):  # fmt: skip
            values: dict[str, BaseModel] = dict(part)
            assert list(found) == list(values)
            assert all(same(value, found[name]) for name, value in values.items())
        for name, initiative in edition.initiatives.items():
            for kpi in initiative.kpis:
                assert same(kpi, docs[f"{edition.key}/initiatives/{name}/kpis/{kpi.id}"]["kpi"])
    for kind, folder, found in (
        ("theme", "themes", data.portal.themes),
        ("term", "glossary", data.portal.terms),
        ("question", "questions", data.portal.questions),
        ("comparison", "comparisons", data.portal.comparisons),
    ):
        assert all(same(value, docs[f"{folder}/{name}"][kind]) for name, value in found.items())
    for town in data.portal.towns.values():
        assert same(town.publisher, docs[town.key]["publisher"])


def test_both_files_of_a_table_hold_the_same_rows(data: Exported) -> None:
    """Only the headings differ; Excel is told that they are UTF-8."""
    for table in TABLES:
        for lang in HEADINGS:
            content = (data.root / f"data/{table.name}.{lang}.csv").read_bytes()
            assert content.startswith(b"\xef\xbb\xbf")
        rows = [[list(row.values()) for row in data.rows(table.name, lang)] for lang in HEADINGS]
        assert rows[0] == rows[1]
        assert data.json("data/index.json")["tables"][TABLES.index(table)]["rows"] == len(rows[0])


def test_the_data_package_describes_every_file(data: Exported) -> None:
    """Headings, kinds, patterns, lists of codes and keys are those of the rows."""
    package = data.json("data/datapackage.json")
    assert len(package["resources"]) == 2 * len(TABLES)
    for resource in package["resources"]:
        table, _, lang = resource["name"].rpartition("-")
        rows, schema = data.rows(table, lang), resource["schema"]
        names = [field["name"] for field in schema["fields"]]
        assert len(set(names)) == len(names)
        assert resource["rows"] == len(rows)
        for row in rows:
            assert list(row) == names
            faults = [
                f"{field['name']}: {row[field['name']]}" for field in schema["fields"]
                if not fits(field, row[field["name"]])
            ]  # fmt: skip
            assert not faults, (table, faults)
        keys = [tuple(row[key] for key in schema["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys), table


def fits(field: dict[str, Any], cell: str) -> bool:
    """Whether a cell is what its field says."""
    limits = field.get("constraints", {})
    if cell == "":
        return not limits.get("required")
    shape = {
        "integer": r"-?[0-9]+", "number": r"-?[0-9]+(\.[0-9]+)?", "boolean": "true|false",
        "string": r"(?s)\S(.*\S)?\s*",
    }[field["type"]]  # fmt: skip
    return (
        re.fullmatch(shape, cell) is not None
        and re.search(limits.get("pattern", ""), cell) is not None
        and cell in limits.get("enum", [cell])
    )


def quantity_of(row: dict[str, str], side: str) -> Quantity | None:
    """A baseline or target from the cells of its row."""
    if not row[f"{side}_printed_ja"]:
        return None
    value, unit = row[f"{side}_value"], row[f"{side}_unit_ja"]
    return Quantity(
        printed=row[f"{side}_printed_ja"], value=float(value) if value else None,
        unit=unit or None, as_of=row[f"{side}_as_of"] or None,
    )  # fmt: skip


def bare(quantity: Quantity | None) -> Quantity | None:
    """A quantity as far as a row holds it beside its year."""
    return quantity and quantity.model_copy(
        update={"year": None, "year_printed": None, "unknown": {}}
    )


def test_the_csv_rebuilds_kpis_and_actions(data: Exported) -> None:
    """Every figure, unit, direction, verb and class: the rows are the plan's own values."""
    kpis, actions = ({row["id"]: row for row in data.rows(name)} for name in ("kpis", "actions"))
    for edition in data.live():
        for name, initiative in edition.initiatives.items():
            above = f"{edition.key}/initiatives/{name}"
            for kpi in initiative.kpis:
                row = kpis.pop(f"{above}/kpis/{kpi.id}")
                assert (row["name_ja"], row["direction"]) == (kpi.name, kpi.direction)
                assert quantity_of(row, "baseline") == bare(kpi.baseline)
                assert quantity_of(row, "target") == bare(kpi.target)
                year = kpi.target.year if kpi.target else None
                assert row["target_year"] == ("" if year is None else str(year))
                for side in ("baseline", "target"):
                    missing = getattr(kpi, side) is None
                    assert row[f"{side}_unknown"] == (kpi.why_empty(side) if missing else "")
            for action in initiative.actions:
                assert_action(actions.pop(f"{above}/actions/{action.id}"), action)
    assert not kpis
    assert not actions


def assert_action(row: dict[str, str], action: Action) -> None:
    """A row is the action that the plan has."""
    when = action.when
    assert (row["text_ja"], row["verb_ja"], row["class"], row["by"]) == (
        action.text, action.verb, action.strength, action.by,
    )  # fmt: skip
    assert (row["when_printed_ja"], row["when_start"], row["when_end"]) == (
        (when.printed, when.start or "", when.end or "") if when else ("", "", "")
    )


def test_the_csv_rebuilds_the_rules_of_comparison(data: Exported) -> None:
    """How far and why; what a rule is about goes by the ids of the other tables."""
    rules = {row["comparison"]: row for row in data.rows("comparisons")}
    assert set(rules) == set(data.portal.comparisons)
    about: dict[str, set[str]] = {}
    for row in data.rows("comparison_subjects"):
        about.setdefault(row["comparison"], set()).add(row["subject"])
    known = {row["theme"] for row in data.rows("themes")}
    known |= {row["plan"] for row in data.rows("plans")} | {row["id"] for row in data.rows("kpis")}
    for name, rule in data.portal.comparisons.items():
        row = rules[name]
        assert (row["title_ja"], row["reason_ja"], row["allows"]) == (
            rule.title, rule.reason, rule.allows,
        )  # fmt: skip
        assert len(about.get(name, ())) == len(rule.themes) + len(rule.about)
        assert about.get(name, set()) <= known


def test_no_reason_is_given_for_what_is_there(data: Exported) -> None:
    """A target has its year or why there is none; an initiative in the plan's schedule has one."""
    for row in data.rows("kpis"):
        assert bool(row["target_printed_ja"]) == bool(
            row["target_year"] + row["target_year_unknown"]
        )
        assert not (row["target_year"] and row["target_year_unknown"])
    scheduled = {row["initiative"] for row in data.rows("schedule")}
    for row in data.rows("initiatives"):
        assert (row["id"] in scheduled) == (row["schedule_unknown"] == ""), row["id"]


def schedule_rows(data: Exported) -> Iterator[tuple[str, ScheduleRow]]:
    """Every row of every schedule, with what the ids of its rows in the table begin with."""
    for edition in data.live():
        for name, initiative in edition.initiatives.items():
            for row in initiative.schedule.rows if initiative.schedule else ():
                yield f"{edition.key}/initiatives/{name}/schedule/{row.id}/", row
        for name, chapter in edition.chapters.items():
            for block in blocks_of(chapter):
                for row in block.schedule.rows if isinstance(block, ScheduleBlock) else ():
                    yield f"{edition.key}/chapters/{name}/schedule/{row.id}/", row


def test_the_csv_rebuilds_schedules(data: Exported) -> None:
    """Each bar stands in its years; a row whose years are lost is there, and says so."""
    rows: dict[str, list[dict[str, str]]] = {}
    for row in data.rows("schedule"):
        rows.setdefault(row["id"].rpartition("/")[0] + "/", []).append(row)
    for start, value in schedule_rows(data):
        found = {(one["start"], one["end"], one["text_ja"], one["inferred"]): one
                 for one in rows.pop(start)}  # fmt: skip
        spans = {
            (str(span.start), str(span.end), span.text, str(span.inferred).lower())
            for span in value.spans
        }
        assert set(found) == spans or (not spans and set(found) == {("", "", "", "")})
        assert all((one["label_ja"], one["extent"]) == (value.label, value.extent)
                   for one in found.values())  # fmt: skip
    assert not rows


def test_the_csv_rebuilds_results_and_says_why_there_are_none(data: Exported) -> None:
    """A row for each original KPI and year: what is known on the day, and the value if there is one."""
    rows = {row["id"]: row for row in data.rows("results")}
    for edition in data.live():
        for name, initiative in edition.initiatives.items():
            for kpi in (one for one in initiative.kpis if not one.repeat_of):
                for year in range(edition.plan.period.start, TODAY.year + 1):
                    identity = f"{edition.key}/initiatives/{name}/kpis/{kpi.id}/{year}"
                    if (edition.plan.period.end or year) >= year:
                        state = result_state(edition, (name, kpi.id), year, TODAY)
                        assert_result(rows.pop(identity), state)
    assert all(int(row["fiscal_year"]) > TODAY.year or row["printed_ja"] for row in rows.values())


def assert_result(row: dict[str, str], state: ResultState) -> None:
    """A row is what is known of a result."""
    assert row["status"] == state.kind
    value = state.result if state.kind == "reported" else None
    assert row["printed_ja"] == ((value and value.printed) or "")
    number = value.value if value else None
    assert row["value"] == "" if number is None else float(row["value"]) == number


def test_the_csv_rebuilds_what_is_told_of_plans(data: Exported) -> None:
    """Publishers, plans, their provenance, initiatives and terms; codes have right check digits."""
    for row in data.rows("publishers"):
        publisher: Publisher = data.portal.towns[row["publisher"]].publisher
        assert (row["name_ja"], row["code"]) == (publisher.name, publisher.code or "")
        assert not row["code"] or int(row["code"][5]) == check_digit(row["code"])
    plans, sources = (
        {row["plan"]: row for row in data.rows(name)} for name in ("plans", "provenance")
    )
    initiatives = {row["id"]: row for row in data.rows("initiatives")}
    for edition in data.live():
        plan, period = edition.plan, edition.plan.period
        row = plans[edition.key]
        assert (row["title_ja"], row["summary_ja"], row["kind"]) == (
            plan.title,
            plan.summary,
            plan.kind,
        )
        assert (row["start"], row["end"]) == (str(period.start), str(period.end or ""))
        assert (row["plan_text"], row["department_ja"]) == (plan.text, plan.department or "")
        assert row["department_unknown"] == (
            "" if plan.department else plan.why_empty("department")
        )
        assert_source(sources[edition.key], plan.provenance)
        for name, value in edition.initiatives.items():
            row = initiatives.pop(f"{edition.key}/initiatives/{name}")
            assert_initiative(row, value)
            assert row["mark"] == (edition.mark(value) or "")
    assert not initiatives
    for row in data.rows("terms"):
        term: Term = data.portal.terms[row["term"]]
        assert (row["label_ja"], row["definition_ja"]) == (term.label, term.definition)


def assert_source(row: dict[str, str], source: Provenance) -> None:
    """A row tells where a plan's text comes from, and what is not known of it."""
    for name in ("url", "obtained", "checked"):
        value = getattr(source, name)
        assert (row[name], row[f"{name}_unknown"]) == (
            value or "",
            "" if value else source.why_empty(name),
        )
    assert (row["read"], row["drafted"], row["newer"]) == (
        source.read,
        source.drafted,
        source.newer,
    )


def assert_initiative(row: dict[str, str], value: Initiative) -> None:
    """A row tells what an initiative is, and why it has no KPIs."""
    assert (row["title_ja"], row["section_ja"]) == (value.title, value.section)
    assert (row["summary_ja"], row["situation_ja"]) == (value.summary, value.situation or "")
    assert row["kpis_unknown"] == ("" if value.kpis else value.why_empty("kpis"))


def test_a_withdrawn_edition_says_only_that_it_is_withdrawn(data: Exported) -> None:
    """Its addresses answer, and no table but that of plans has a row of it."""
    docs = {doc["id"]: doc for doc in data.documents()}
    gone = [one for one in data.portal.editions() if one.plan.withdrawn is not None]
    for edition in gone:
        held = [doc for name, doc in docs.items() if name.startswith(edition.key)]
        assert len(held) == 1 + sum(1 + len(one.kpis) for one in edition.initiatives.values())
        for doc in held:
            assert doc["status"]["state"] == "withdrawn"
            assert not {"plan", "chapters", "initiative", "kpi", "results"} & doc.keys()
            assert edition.plan.title not in str(doc)
        for table in TABLES:
            found = [row for row in data.rows(table.name) if row.get("plan") == edition.key]
            assert len(found) == (table.name == "plans")
        row = next(row for row in data.rows("plans") if row["plan"] == edition.key)
        assert (row["plan_state"], row["title_ja"], row["summary_ja"]) == ("withdrawn", "", "")


def test_a_text_says_whose_words_it_is() -> None:
    """A name is as printed, a sentence is ours, and a language that lacks it has none."""
    kpi = Kpi(id="a", name="名前", direction="up", note="数え方です。")
    unknown = Language("en", Catalogue("en"))
    found = Texts((unknown,)).data(kpi, "kpis/a")
    assert found["name"] == {"as": PRINTED}
    assert found["note"] == {"as": OURS}
    assert found["unknown"] == {"baseline": "not-stated", "target": "not-stated"}


def test_official_texts_are_not_ours_to_license(tmp_path: Path) -> None:
    """Where a publisher has put its own text in, the data says so and gives no licence."""
    made = export(a_made_up_project(tmp_path / "project"), tmp_path / "site")
    doc = made.json("data/tokyo/mihon/2026.json")
    assert doc["plan"]["summary"]["as"] == "official"
    assert "ours" not in doc["rights"]
    assert made.json("data/glossary/rpa.json")["term"]["definition"]["as"] == OURS


def test_codes_are_those_of_the_model() -> None:
    """No word can stand in the data that the list of codes does not explain."""
    for name, model, field in (
        ("class", Action, "strength"), ("by", Action, "by"), ("direction", Kpi, "direction"),
        ("extent", ScheduleRow, "extent"), ("plan_kind", Plan, "kind"), ("text", Plan, "text"),
        ("publisher_kind", Publisher, "kind"), ("rank", Publisher, "rank"),
        ("term_group", Term, "group"), ("drafted", Provenance, "drafted"),
        ("newer", Provenance, "newer"),
    ):  # fmt: skip
        assert set(CODES[name]) == set(get_args(model.model_fields[field].annotation)), name
    assert set(CODES["unknown"]) == set(get_args(UnknownKind))
    assert set(CODES["state"]) == set(get_args(StateKind))
    kind = next(one for one in fields(ResultState) if one.name == "kind")
    assert kind.type == "ResultKind"
    assert set(CODES["result"]) == {"reported", "unchanged", "unreported", *get_args(UnknownKind)}


def test_every_empty_field_that_is_asked_for_is_one() -> None:
    """Reasons are told of fields that there are, and only where a value may give another."""
    assert asked(Kpi) == ("baseline", "target")
    for model in (Plan, Kpi, Quantity, Initiative, Provenance):
        assert issubclass(model, Knowing)
        assert set(asked(model)) <= set(model.model_fields)
    assert asked(Term) == ()


def test_a_table_refuses_a_value_that_has_no_column(tmp_path: Path) -> None:
    """What is not described is not published."""
    with Sheets(tmp_path, (KPIS,), ()) as sheets, pytest.raises(KeyError, match="strange"):
        sheets.add(KPIS, {"strange": 1})


def test_columns_of_one_table_have_different_headings() -> None:
    """In either language, whatever the languages of the site."""
    for table in (*TABLES, Table("a", "あ", "", (Column("b", "い", "text"),), ("b",))):
        headings = list(table.headings((("ja", "日本語"), ("en", "English"))))
        for found in ([one.title for one in headings], [one.name for one in headings]):
            assert len(set(found)) == len(found), table.name
