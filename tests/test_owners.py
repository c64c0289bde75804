"""Who reviews which files: owners.yaml to CODEOWNERS."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders import ROOT, a_project, an_edit, the_library
from dxplans import owners
from dxplans.cli import main
from dxplans.library import read_library
from dxplans.owners import FILE, MADE, codeowners, owner_problems
from dxplans.problem import PlanError

MIHON = "plans/tokyo/mihon"
OWNERS = """\
maintainers: ["@example/all"]
owners:
  - publisher: tokyo/mihon
    department: 市民課
    accounts: ["@example/citizens", "@clerk"]
  - publisher: tokyo/mihon
    department: デジタル推進課
    accounts: [dx@example.org]
  - publisher: tokyo/mihon
    accounts: ["@example/mihon"]
"""


def rows(text: str) -> list[str]:
    """What counts in the file."""
    return [row for row in text.splitlines() if row and not row.startswith("#")]


def test_a_department_owns_its_plan_and_its_initiatives(tmp_path: Path) -> None:
    """The last line that fits counts, so the narrower stands below the wider."""
    root = a_project(
        tmp_path,
        edits=[
            an_edit(f"{MIHON}/2026/plan.yaml", "kind: plan", "kind: plan\ndepartment: デジタル推進課"),
            an_edit(f"{MIHON}/2026/initiatives/rpa.yaml", "section: 2 取組", "section: 2 取組\ndepartment: 市民課"),
        ],
        files={FILE: OWNERS},
    )  # fmt: skip
    assert owner_problems(root, read_library(root)) == ()
    assert rows(codeowners(root, read_library(root))) == [
        "* @example/all",
        f"/{MIHON}/ @example/mihon",
        f"/{MIHON}/2026/ dx@example.org",
        f"/{MIHON}/2026/initiatives/rpa.yaml @example/citizens @clerk",
    ]


def test_without_owners_nobody_is_asked(tmp_path: Path) -> None:
    """A file that names nobody, or none at all: nothing is invented."""
    root = a_project(tmp_path)
    assert rows(codeowners(root, read_library(root))) == []
    assert "まだだれも決まっていません" in codeowners(root, read_library(root))


@pytest.mark.parametrize("text", ["owners: 5\n", "owners: []\nmaintainer: []\n", OWNERS])
def test_a_wrong_file_makes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    """Its errors are told, and the former file stays."""
    root = a_project(tmp_path, files={FILE: text, "mkdocs.yml": "", MADE: "as it was\n"})
    monkeypatch.chdir(root)
    with pytest.raises(PlanError):
        codeowners(root, read_library(root))
    assert main(["codeowners"]) == 1
    assert capsys.readouterr().out.startswith(f"{FILE}:")
    assert (root / MADE).read_text("utf-8") == "as it was\n"


def test_check_tells_of_the_file_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As of any other file of data."""
    root = a_project(tmp_path, files={FILE: "owners: []\n", "mkdocs.yml": ""})
    monkeypatch.chdir(root)
    assert main(["check", FILE]) == 0
    assert "1ファイル" in capsys.readouterr().out
    assert main(["codeowners"]) == 0
    assert (root / MADE).is_file()


def test_the_repositorys_list_of_reviewers_is_current() -> None:
    """If not: `dxplans codeowners`."""
    made = (ROOT / owners.MADE).read_text("utf-8")
    assert made == codeowners(ROOT, the_library())
    assert "Made by `dxplans codeowners`" in made
