"""The whole export, as part of the build: a plan at a time, so that its cost is even."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from dxplans.catalogue import read_catalogue
from dxplans.localise import SOURCE_LANGUAGE
from dxplans.opendata import documents, listed, rows, vocabulary
from dxplans.opendata.archive import ARCHIVE, write_archive
from dxplans.opendata.columns import HEADINGS, name
from dxplans.opendata.linked import linked_files
from dxplans.opendata.package import FILE as PACKAGE
from dxplans.opendata.package import package
from dxplans.opendata.rows import Row
from dxplans.opendata.schemas import schemas
from dxplans.opendata.shared import TABLES
from dxplans.opendata.sheets import Sheets
from dxplans.opendata.source import LICENCE, NOTICE, VERSION, Source
from dxplans.opendata.telling import readme
from dxplans.opendata.values import Data
from dxplans.pages.local import Local

INDEX = "data/index.json"
LICENCE_FILE = "LICENSE-CONTENT"
_ROWS: dict[str, Callable[[Data], Iterator[Row]]] = {
    "publisher": rows.of_publisher,
    "plan": rows.of_plan,
    "initiative": rows.of_initiative,
    "theme": listed.of_theme,
    "term": listed.of_term,
    "comparison": listed.of_comparison,
}
_LISTED = ("publisher", "plan", "theme", "term", "question", "comparison")
"""The kinds of documents that the index lists; a plan lists its own initiatives."""


def write_data(root: Path, out: Path, locals_: Iterable[Local]) -> None:
    """Write all open data of the project at *root* into the site at *out*."""
    source = Source(tuple(locals_))
    folder = _Folder(out)
    found: dict[str, list[str]] = {kind: [] for kind in _LISTED}
    with Sheets(out, TABLES, source.languages) as sheets:
        for doc in _documents(source):
            folder.json(f"data/{doc['id']}.json", doc)
            if doc["type"] in found:
                found[doc["type"]].append(doc["id"])
            for table, row in _ROWS.get(doc["type"], _none)(doc):
                sheets.add(table, row)
        for table, row in listed.of_codes(source):
            sheets.add(table, row)
    folder.names += [name(lang, table.name) for table in TABLES for lang in HEADINGS]
    folder.json(INDEX, _index(source, sheets.counts, found))
    folder.json(PACKAGE, package(source, sheets.counts))
    for path, content in linked_files(source).items():
        folder.json(path, content)
    for path, text in schemas(
        tuple(one.lang for one in source.locals), _other(root, source)
    ).items():
        folder.text(path, text)
    texts = {f"README.{one.lang}.md": readme(source, one) for one in source.locals}
    if (root / LICENCE_FILE).is_file():
        texts[f"{LICENCE_FILE}.txt"] = (root / LICENCE_FILE).read_text("utf-8")
    digest = write_archive(out, folder.names, texts)
    folder.text(f"{ARCHIVE}.sha256", f"{digest}  {Path(ARCHIVE).name}\n")


def _none(_doc: Data) -> Iterator[Row]:
    yield from ()


def _documents(source: Source) -> Iterator[Data]:
    """Every document; terms come after the plans that explain them."""
    said: dict[str, list[Data]] = {}
    for town in source.portal.towns.values():
        yield documents.publisher(source, town)
        for edition in town.editions:
            for doc in documents.of_edition(source, edition):
                if doc["type"] == "plan" and "plan" in doc:
                    _hear(doc, said)
                yield doc
    yield from vocabulary.themes(source)
    yield from vocabulary.terms(source, said)
    yield from vocabulary.questions(source)
    yield from vocabulary.comparisons(source)


def _hear(doc: Data, said: dict[str, list[Data]]) -> None:
    """Note what a plan says of each term."""
    for chapter, block in rows.blocks(doc):
        for entry in block["entries"] if block["type"] == "glossary" else ():
            for term in (entry["term"], *entry.get("also", ())):
                told = {"plan": doc["id"], "chapter": chapter, "entry": entry}
                said.setdefault(term, []).append(told)


def _index(source: Source, counts: dict[str, int], found: dict[str, list[str]]) -> Data:
    return {
        "$schema": "../schema/data-index.json",
        "version": VERSION,
        "type": "index",
        "on": source.today.isoformat(),
        "rights": {"notice": source.said(NOTICE), "ours": LICENCE},
        "archive": ARCHIVE,
        "tables": [
            {
                "name": table.name,
                "rows": counts[table.name],
                "files": {lang: name(lang, table.name) for lang in HEADINGS},
            }
            for table in TABLES
        ],
        "documents": found,
    }


def _other(root: Path, source: Source) -> Callable[[str, str], str | None]:
    """How the fields of the format are told in the first language that is not the model's own."""
    lang = next((one.lang for one in source.locals if one.lang != SOURCE_LANGUAGE), "en")
    return read_catalogue(root / "locales" / lang / "schema.po", lang).find


class _Folder:
    """Writes files below a folder, and remembers which."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.names: list[str] = []
        self._encode = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))

    def json(self, path: str, content: Data) -> None:
        self.text(path, self._encode(content) + "\n")

    def text(self, path: str, text: str) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())
        self.names.append(path)
