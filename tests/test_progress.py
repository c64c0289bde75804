"""What becomes of a filled-in form: one YAML a case in tests/cases/progress, read as .xlsx and CSV."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from string import Formatter

import pytest

from builders import ROOT
from dxplans.portal import load
from dxplans.progress.intake import Wanted, take_in
from dxplans.progress.troubles import NOTES, TROUBLES
from workbooks import FILE, SheetCase, a_csv, a_sheet_case, a_town, a_workbook

OF_FILES = {
    "no_file", "old_excel", "macros", "not_a_table", "too_big", "broken", "unsafe", "encoding",
    "bad_csv",  # about files: test_progress_files has them
    "edition_disagrees",  # test_progress_command has it: it takes two editions
    "check",  # says what the project's check says
}  # fmt: skip
CASES = sorted((ROOT / "tests" / "cases" / "progress").glob("*.yaml"))


def outcome(
    folder: Path, case: SheetCase, name: str = "a.xlsx"
) -> tuple[list[str], list[str], str | None]:
    """What is told in both languages, and the file of results if it has changed."""
    root = a_town(folder, case)
    path = root / name
    path.write_bytes(a_workbook(case) if name.endswith(".xlsx") else a_csv(case))
    options = case.get("options", {})
    portal = load(root)
    wanted = Wanted(
        next((e for e in portal.editions() if e.key == options.get("edition")), None),
        options.get("year"),
        options.get("today", date(2027, 7, 1)),
    )
    before = case.get("known")
    done = take_in(root, portal, path, wanted)
    after = (root / FILE).read_text("utf-8") if (root / FILE).is_file() else None
    told = [done.told(lang).replace(f"{path}: ", "").split("\n") for lang in ("ja", "en")]
    return told[0], told[1], after if after != before else None


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_case(path: Path, tmp_path: Path) -> None:
    """What is told, and what then stands in the file, is exactly that of the case."""
    case = a_sheet_case(path)
    ja, en, file = outcome(tmp_path / "xlsx", case)
    assert ja == case["ja"]
    assert en == case["en"]
    assert file == case.get("file")
    load(tmp_path / "xlsx")


@pytest.mark.parametrize("path", [p for p in CASES if a_sheet_case(p).get("csv")], ids=str)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932", "utf-16"])
def test_a_csv_says_the_same(path: Path, encoding: str, tmp_path: Path) -> None:
    """In each encoding that Excel writes; merged cells are told by nothing there, and understood."""
    case = a_sheet_case(path)
    root = a_town(tmp_path, case)
    (root / "a.csv").write_bytes(a_csv(case, encoding))
    portal = load(root)
    wanted = Wanted(next(portal.editions()), None, date(2027, 7, 1))
    done = take_in(root, portal, root / "a.csv", wanted)
    assert (root / FILE).read_text("utf-8") == case["file"]
    assert "シート" not in done.told("ja")


def test_every_trouble_has_a_case() -> None:
    """A message that no mistake brings up is one that nobody has read."""
    told = "\n".join(line for path in CASES for line in a_sheet_case(path)["ja"])
    for code, (japanese, _english) in {**TROUBLES, **NOTES}.items():
        if code not in OF_FILES:
            assert re.search(_pattern(japanese), told), code


def _pattern(template: str) -> str:
    return re.sub(r"\\\{[^}]*\\\}", ".*", re.escape(template))


@pytest.mark.parametrize("code", [*TROUBLES, *NOTES])
def test_both_languages_say_the_same(code: str) -> None:
    """Both name the same values and end as sentences do; in English only names are Japanese."""
    japanese, english = (TROUBLES.get(code) or NOTES[code])[:2]
    fields = [
        {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}
        for text in (japanese, english)
    ]
    same = {"hint_en": "hint", "what_en": "what", "message_en": "message"}
    assert {same.get(name, name) for name in fields[1]} == fields[0]
    assert japanese.endswith(("。", "}"))
    assert re.search(r"[.}]$", english)
