"""The page on the open data: every file, every column, and what may be done with them."""

from __future__ import annotations

from typing import Any

from dxplans.opendata import telling
from dxplans.opendata.archive import ARCHIVE
from dxplans.opendata.codes import CODES
from dxplans.opendata.columns import HEADINGS, Table, name
from dxplans.opendata.schemas import BODIES
from dxplans.opendata.shared import TABLES
from dxplans.pages import addresses
from dxplans.pages.here import Here
from dxplans.pages.parts import list_page
from dxplans.words import marked

Shown = dict[str, Any]
KINDS = {
    "string": marked("文字"),
    "text": marked("文章"),
    "integer": marked("整数"),
    "number": marked("数"),
    "boolean": marked("trueかfalse"),
    "date": marked("日付"),
    "year": marked("年度"),
    "code": marked("コード"),
}
WHOSE = {
    "printed": marked("印刷のとおり（英語は、このサイトの訳）"),
    "ours": marked("このサイトの言葉"),
}
DOCUMENTS = {
    "publisher": marked("団体"),
    "plan": marked("計画"),
    "initiative": marked("取組"),
    "kpi": marked("KPI"),
    "theme": marked("テーマ"),
    "term": marked("用語"),
    "question": marked("質問"),
    "comparison": marked("くらべ方のきまり"),
    "index": marked("一覧"),
}


def opendata(here: Here) -> Shown:
    """All files with their columns, made from the same description as the files themselves."""
    local = here.local
    list_page(here, local.gettext("オープンデータ"), "", addresses.DATA, None)
    here.description = local.gettext(telling.ABOUT[0])
    return {
        "telling": telling,
        "tables": [(table, _files(here, table), _columns(here, table)) for table in TABLES],
        "lists": CODES,
        "kinds": KINDS,
        "whose": WHOSE,
        "documents": [
            (DOCUMENTS[kind], _file(here, f"schema/data-{kind}.json"))
            for kind in (*BODIES, "index")
        ],
        "others": [(_file(here, path), path, about) for path, about in telling.OTHERS.items()],
        "archive": _file(here, ARCHIVE),
        "checksum": _file(here, f"{ARCHIVE}.sha256"),
        "citation": telling.citation(local),
        "example": telling.example(local),
    }


def _files(here: Here, table: Table) -> list[tuple[str, str]]:
    """Name and link of a table's two files."""
    paths = (name(lang, table.name) for lang in HEADINGS)
    return [(path.removeprefix("data/"), _file(here, path)) for path in paths]


def _file(here: Here, path: str) -> str:
    return addresses.relative(here.local.prefix + here.path, path)


def _columns(here: Here, table: Table) -> list[tuple[Any, list[str]]]:
    """Each column with its names in the file for programs: a text has one in every language."""
    languages = tuple((one.code, one.name) for one in here.local.settings.languages)
    found: dict[str, tuple[Any, list[str]]] = {}
    for heading in table.headings(languages):
        found.setdefault(heading.column.name, (heading.column, []))[1].append(heading.name)
    return list(found.values())
