"""The tables to a Data Package: one description of every CSV file that programs read (Table Schema)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dxplans.model.base import DAY, PARTIAL_DATE
from dxplans.opendata.codes import CODES
from dxplans.opendata.columns import HEADINGS, Heading, Table, name
from dxplans.opendata.shared import TABLES
from dxplans.opendata.source import LICENCE, NOTICE, VERSION, Source
from dxplans.opendata.values import Data

FILE = "data/datapackage.json"
_TYPES = {"text": "string", "code": "string", "date": "string"}
"""Dates are as exact as they are known, which the type ``date`` is not."""
_WHOLE_DAYS = frozenset({"due", "confirmed_on", "withdrawn_on", "obtained", "read", "transcribed", "checked", "newer_checked"})  # fmt: skip


def package(source: Source, counts: Mapping[str, int]) -> Data:
    """The Data Package of all tables; *counts* says how many rows each has."""
    local = source.locals[0]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "open-dx-plans",
        "title": source.locals[0].settings.default.site_name,
        "description": local.gettext(NOTICE),
        "version": VERSION,
        "created": f"{source.today.isoformat()}T00:00:00+09:00",
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE, "title": "Creative Commons Attribution 4.0"}],
        "resources": [
            {
                "name": f"{table.name}-{lang}",
                "path": name(lang, table.name).removeprefix("data/"),
                "title": _both(source, table.title),
                "description": _both(source, table.about),
                "format": "csv", "mediatype": "text/csv", "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
                "rows": counts[table.name],
                "schema": {
                    "fields": list(_fields(source, table, lang)),
                    "primaryKey": [_key(table, key, lang) for key in table.key],
                    "missingValues": [""],
                },
            }
            for table in TABLES for lang in HEADINGS
        ],
    }  # fmt: skip


def _both(source: Source, text: str) -> str:
    return " / ".join(dict.fromkeys(local.gettext(text) for local in source.locals))


def _key(table: Table, key: str, lang: str) -> str:
    column = next(one for one in table.columns if one.name == key)
    return column.title if lang == "ja" else column.name


def _fields(source: Source, table: Table, lang: str) -> Iterator[Data]:
    for heading in table.headings(source.languages):
        column = heading.column
        about = " ".join(filter(None, (column.title, column.about)))
        english = " ".join(
            filter(None, map(source.locals[-1].gettext, filter(None, (column.title, column.about))))
        )
        field: Data = {
            "name": heading.title if lang == "ja" else heading.name,
            "type": _TYPES.get(column.kind, "integer" if column.kind == "year" else column.kind),
            "description": f"{about} / {english}",
        }
        if heading.lang:
            field["language"] = heading.lang
        if column.whose:
            field["as"] = column.whose
        if constraints := _constraints(table, heading):
            field["constraints"] = constraints
        yield field


def _constraints(table: Table, heading: Heading) -> Data:
    column = heading.column
    found: Data = {"required": True} if column.required else {}
    if column.kind == "code":
        found["enum"] = list(CODES[column.codes])
    elif column.kind == "date":
        found["pattern"] = DAY if column.name in _WHOLE_DAYS else PARTIAL_DATE
    elif column.name == "publisher_code" or (table.name, column.name) == ("publishers", "code"):
        found["pattern"] = "^[0-9]{6}$"
    return found
