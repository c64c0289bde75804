"""owners.yaml and the plans' departments to .github/CODEOWNERS, by which GitHub asks for reviews."""

from __future__ import annotations

import difflib
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from dxplans.check.findings import validate
from dxplans.check.messages import hint
from dxplans.commands import Command
from dxplans.library import Library, read_library
from dxplans.model import Initiative, Plan
from dxplans.model.owners import Owner, Owners
from dxplans.problem import PlanError, Problem
from dxplans.source import Document, read

FILE = "owners.yaml"
MADE = ".github/CODEOWNERS"
_HEAD = """\
# owners.yaml と plans/ の課の名前から `dxplans codeowners` が作ったファイルです。手で直さないでください。
# Made by `dxplans codeowners` from owners.yaml and the departments in plans/: do not edit.
# 下の行ほど強く、1つのファイルには最後に当てはまる行だけが効きます。 / The last line that fits a file counts.
"""
_NOBODY = "# まだだれも決まっていません。 / Nobody is named yet.\n"


def add(command: Command) -> None:
    """Add `dxplans codeowners` to the command line."""
    command("codeowners", run, "だれが確かめるかの表（CODEOWNERS）を作り直す", "remake the list of reviewers",
            "dxplans codeowners")  # fmt: skip


def run(root: Path, _options: Namespace) -> int:
    """Write ``MADE`` anew; PlanError with all that is wrong in owners.yaml."""
    text = codeowners(root, read_library(root))
    path = root / MADE
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{MADE}\n")
    return 0


def codeowners(root: Path, library: Library) -> str:
    """The file for the owners of *root*; PlanError if owners.yaml is wrong."""
    doc, owners = _read(root, library)
    if owners is None or doc.problems:
        raise PlanError(tuple(doc.problems))
    lines = [_line("*", owners.maintainers)] if owners.maintainers else []
    # A department's files stand below those of the whole publisher, and so count.
    for owner in sorted(owners.owners, key=lambda one: (one.publisher, one.department or "")):
        lines += [_line(f"/{place}", owner.accounts) for place in _places(owner, library)]
    return f"{_HEAD}\n{''.join(lines) or _NOBODY}"


def owner_problems(root: Path, library: Library) -> tuple[Problem, ...]:
    """What is wrong in owners.yaml; nothing if there is no such file."""
    return tuple(_read(root, library)[0].problems) if (root / FILE).is_file() else ()


def _read(root: Path, library: Library) -> tuple[Document, Owners | None]:
    if not (root / FILE).is_file():
        return Document(FILE), Owners()
    doc = read(root / FILE, FILE)
    owners = validate(Owners, doc)
    seen: dict[tuple[str, str | None], int] = {}
    for number, owner in enumerate(owners.owners if owners else ()):
        place = ("owners", number)
        _check(doc, number, owner, library)
        key = (owner.publisher, owner.department)
        if key in seen:
            line = doc.mark(("owners", seen[key])).line
            doc.report(place, "owner_twice", line=line, id=owner.department or owner.publisher)
        seen.setdefault(key, number)
    return doc, owners


def _check(doc: Document, number: int, owner: Owner, library: Library) -> None:
    folders = [f"{e.ids['prefecture']}/{e.ids['publisher']}" for e in library.of_kind("publisher")]
    if owner.publisher not in folders:
        near = difflib.get_close_matches(owner.publisher, folders, n=1)
        values = {"what": "団体", "what_en": "publisher", "id": owner.publisher}
        doc.report(
            ("owners", number, "publisher"),
            "unknown_id",
            **values,
            **hint(near[0] if near else None),
        )
        return
    known = sorted({name for _file, name in _departments(owner.publisher, library)})
    if owner.department and owner.department not in known:
        near = difflib.get_close_matches(owner.department, known, n=1)
        values = {"id": owner.department, "folder": f"plans/{owner.publisher}/"}
        doc.report(
            ("owners", number, "department"), "unknown_department",
            **values, **hint(near[0] if near else None),
        )  # fmt: skip


def _places(owner: Owner, library: Library) -> Iterator[str]:
    """The files and folders, as CODEOWNERS names them, that are the owner's."""
    if owner.department is None:
        yield f"plans/{owner.publisher}/"
        return
    for file, department in _departments(owner.publisher, library):
        if department == owner.department:
            yield f"{file.removesuffix('plan.yaml')}"


def _departments(publisher: str, library: Library) -> Iterator[tuple[str, str]]:
    """The plans and initiatives of a publisher that name a department, plans first."""
    for kind in ("plan", "initiative"):
        for name, entry in library.entries.items():
            if entry.kind == kind and name.startswith(f"plans/{publisher}/"):
                value = cast("Plan | Initiative | None", entry.value)
                if value is not None and value.department:
                    yield name, value.department


def _line(place: str, accounts: tuple[str, ...]) -> str:
    return f"{place} {' '.join(accounts)}\n"
