"""The schema files as an editor meets them: current, valid, explained in both languages, and right."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from builders import MINIMAL, ROOT, from_yaml, the_library
from dxplans.catalogue import read_catalogue
from dxplans.library import FOLDERS, KINDS, NOT_DATA, read_library
from dxplans.schema import descriptions, schemas

SCHEMAS: dict[str, dict[str, Any]] = {
    name.removesuffix(".json"): json.loads(text) for name, text in schemas().items()
}
FIRST_LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
JAPANESE = re.compile(r"[ぁ-ヺ一-龠]")


def data_files(root: Path) -> list[Path]:
    """Every YAML file of a project."""
    found = (path for folder in FOLDERS for path in (root / folder).rglob("*.yaml"))
    return sorted(path for path in found if path.relative_to(root).as_posix() not in NOT_DATA)


def properties(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of a schema and of its parts, by its place."""
    for title, part in {"": schema, **schema.get("$defs", {})}.items():
        for name, value in part.get("properties", {}).items():
            yield f"{title}/{name}", value


@cache
def kinds_of(root: Path) -> dict[str, str]:
    """The kind of each file of a project, by its name."""
    library = the_library() if root == ROOT else read_library(root)
    return {name: entry.kind for name, entry in library.entries.items()}


def test_the_files_are_those_of_the_model() -> None:
    """`dxplans schema` has been run after the last change of the format."""
    kept = {path.name: path.read_text("utf-8") for path in (ROOT / "schema").iterdir()}
    assert kept == schemas()
    assert set(SCHEMAS) == set(KINDS)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_each_file_is_valid_json_schema(kind: str) -> None:
    """An editor can trust it, and it says which edition of JSON Schema it is."""
    assert SCHEMAS[kind]["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(SCHEMAS[kind])


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_key_is_explained_in_japanese(kind: str) -> None:
    """Pointing at a key is enough to know what goes there; no English docstring slips through."""
    found = dict(properties(SCHEMAS[kind]))
    unexplained = [
        place for place, value in found.items() if not JAPANESE.search(value.get("description", ""))
    ]
    assert found
    assert unexplained == []
    parts = [SCHEMAS[kind], *SCHEMAS[kind].get("$defs", {}).values()]
    assert [part["title"] for part in parts if "description" in part] == []


def test_every_explanation_is_there_in_english() -> None:
    """The same schemas under en/ speak English throughout."""
    catalogue = read_catalogue(ROOT / "locales" / "en" / "schema.po", "en")
    english = {name: json.loads(text) for name, text in schemas(catalogue.find).items()}
    for schema in english.values():
        for place, value in properties(schema):
            described = value["description"]
            # A quoted example may be Japanese; the sentence around it is not.
            bare = re.sub(r"“[^”]*”|\([^()]*\)|〔[^〕]*〕", "", described)
            assert re.search(r"[A-Za-z]{3}", described), place
            assert not re.search(r"[ぁ-ゖ]{3}", bare), (place, described)
    # Without the explanations both languages are the same format.
    for name, text in schemas().items():
        assert bare_of(english[name]) == bare_of(json.loads(text))


def bare_of(node: Any) -> Any:
    """A schema without its explanations."""
    if isinstance(node, dict):
        return {
            key: bare_of(value)
            for key, value in node.items()
            if not (key == "description" and isinstance(value, str))
        }
    return [bare_of(item) for item in node] if isinstance(node, list) else node


def test_a_translator_sees_each_explanation_once() -> None:
    """A part that several kinds of file share is translated once."""
    places = [place for place, _text in descriptions()]
    assert len(places) == len(set(places))
    assert "Kpi/baseline" in places


def test_an_unknown_translation_stays_japanese() -> None:
    """Half a translation is better than none, and never empty."""
    found = schemas(lambda place, _text: "The heading." if place == "Term/label" else None)
    term = json.loads(found["term.json"])["properties"]
    assert term["label"]["description"] == "The heading."
    assert JAPANESE.search(term["reading"]["description"])


@pytest.mark.parametrize("root", [ROOT, MINIMAL], ids=["real", "minimal"])
def test_every_data_file_fits_its_schema(root: Path) -> None:
    """What our own check accepts, an editor does not underline."""
    validators = {kind: Draft202012Validator(schema) for kind, schema in SCHEMAS.items()}
    for name, kind in kinds_of(root).items():
        data = from_yaml((root / name).read_text("utf-8"))
        errors = [error.message for error in validators[kind].iter_errors(data)]
        assert (name, errors) == (name, [])


@pytest.mark.parametrize(
    ("kind", "file", "key", "value"),
    [
        ("initiative", "plans/tokyo/mihon/2026/initiatives/rpa.yaml", "titel", "x"),
        ("initiative", "plans/tokyo/mihon/2026/initiatives/rpa.yaml", "kpis", "x"),
        ("plan", "plans/tokyo/mihon/2026/plan.yaml", "kind", "strategy"),
        ("plan", "plans/tokyo/mihon/2026/plan.yaml", "provenance", None),
        ("term", "glossary/rpa.yaml", "reading", "ＲＰＡ"),
        ("theme", "themes/counter.yaml", "order", "first"),
        ("publisher", "plans/tokyo/mihon/publisher.yaml", "code", 139998),
    ],
)
def test_an_editor_underlines_what_the_check_refuses(
    kind: str, file: str, key: str, value: object
) -> None:
    """Misspelt keys, wrong kinds of values, words that are no choice."""
    data = from_yaml((MINIMAL / file).read_text("utf-8"))
    validator = Draft202012Validator(SCHEMAS[kind])
    assert validator.is_valid(data)
    assert not validator.is_valid({**data, key: value})


@pytest.mark.parametrize("path", data_files(ROOT), ids=lambda path: path.stem)
def test_the_first_line_names_the_schema(path: Path) -> None:
    """An editor finds the right schema by a relative path that exists."""
    match = FIRST_LINE.match(path.read_text("utf-8"))
    assert match
    kind = kinds_of(ROOT)[path.relative_to(ROOT).as_posix()]
    assert (path.parent / match[1]).resolve() == ROOT / "schema" / f"{kind}.json"
