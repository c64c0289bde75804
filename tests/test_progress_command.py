"""`dxplans progress`: a form out, a form in, and what cannot be done."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from dxplans.cli import main
from workbooks import FILE, a_town

KEY = "tokyo/mihon/2026"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The minimal project, in its folder."""
    monkeypatch.chdir(a_town(tmp_path, {}))
    return tmp_path


def fill(path: Path) -> None:
    """Fill in the form at *path* as a clerk would."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    rows = {str(row[0].value): row[0].row for row in sheet.iter_rows() if row[0].value}
    sheet.cell(rows["公表した文書の題名"], 3).value = "令和8年度の実績"
    sheet.cell(rows["公表日（例 令和9年6月30日）"], 3).value = "令和9年6月30日"
    sheet.cell(rows["②"], 8).value = "５件"
    book.save(path)


def test_out_and_in_again(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Export, fill in, look, take in; once more changes nothing."""
    command = ["progress", "export", KEY, "--today", "2027-05-01", "--out", "a.xlsx"]
    assert main(command) == 0
    assert capsys.readouterr().out == "a.xlsx に2件の指標の用紙を作りました（2026年度）。\n"
    fill(project / "a.xlsx")
    assert main(["progress", "import", "a.xlsx", "--dry-run", "--lang", "en"]) == 0
    assert (
        "Not written to plans/tokyo/mihon/2026/progress/2026.yaml (--dry-run)."
        in capsys.readouterr().out
    )
    assert not (project / FILE).exists()
    assert main(["progress", "import", "a.xlsx"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[-1] == f"{FILE} に書きました。"
    assert 'printed: "５件"' in (project / FILE).read_text("utf-8")
    assert list((project / FILE).parent.iterdir()) == [project / FILE]
    assert main(["progress", "import", "a.xlsx"]) == 0
    assert capsys.readouterr().out == "変わるところはありません。\n"
    assert main(["check"]) == 0


def test_mistakes_end_with_one_and_nothing_is_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each with the file, the sheet and the cell."""
    assert main(["progress", "export", KEY, "--out", "a.csv", "--lang", "en"]) == 0
    assert capsys.readouterr().out == "Made a.csv: a form for 2 KPIs (fiscal 2026).\n"
    text = (project / "a.csv").read_text("utf-8-sig")
    hint = "「結果（公表のとおり）」と「いつの値か」の列に書いてください。番号、取組、指標、idの列は変えません。"
    assert text.splitlines()[1] == hint  # without the colours and sheets of a workbook
    (project / "a.csv").write_text(text.replace("2件,10件,,,,", "2件,10件,,5件,50,"), "utf-8")
    assert main(["progress", "import", "a.csv"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("a.csv: A7: 公表した文書の題名がありません。")
    assert (
        told[2]
        == "a.csv: I15: 結果「5件」と数値「50」が合いません。数値を空にすると、結果から読み取ります。"
    )
    assert told[3] == "3件の誤りがあるので、何も書いていません。"
    assert not (project / FILE).exists()


def test_the_last_year_that_is_over_is_exported(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Within the plan; any other year is asked for, and named in the file."""
    for today, year in (("2026-11-30", 2026), ("2028-05-01", 2027), ("2040-05-01", 2028)):
        assert main(["progress", "export", f"plans/{KEY}/", "--today", today]) == 0
        assert (project / f"mihon-{year}.xlsx").is_file()
    assert main(["progress", "export", KEY, "--year", "2028", "--out", "b.xlsx"]) == 0
    assert "2028年度" in capsys.readouterr().out


def test_an_edition_that_is_asked_for_must_be_the_one_of_the_form(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A form of another plan is not taken for this one."""
    plan = (project / f"plans/{KEY}/plan.yaml").read_text("utf-8")
    other = project / "plans/tokyo/mihon/2029"
    other.mkdir()
    plan = plan.split("chapters:", maxsplit=1)[0].replace(
        "令和8年度から令和10年度までの3年間", "令和11年度から"
    )
    plan = plan.replace("start: 2026", "start: 2029").replace("  end: 2028\n", "")
    plan += "provenance: {read: 2026-11-20, extraction: 手で, transcribed: 2026-11-20, drafted: person}\n"
    (other / "plan.yaml").write_text(plan, "utf-8")
    assert main(["progress", "export", KEY, "--out", "a.xlsx"]) == 0
    assert main(["progress", "import", "a.xlsx", "--edition", "tokyo/mihon/2029"]) == 1
    assert (
        "計画が合いません（ここは「tokyo/mihon/2026」、指定は「tokyo/mihon/2029」）。"
        in capsys.readouterr().out
    )
    assert main(["progress", "export", "tokyo/mihon/2029", "--year", "2040"]) == 2
    assert "tokyo/mihon/2029 has no KPIs." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["export", "tokyo/mihom/2026"], "「tokyo/mihon/2026」の間違いではありませんか。"),
        (["export", "somewhere"], "There is no edition “somewhere”."),
        (["export", KEY, "--year", "2031"], "（2026～2028年度）の外です。"),
        (["export", KEY, "--out", "a.pdf"], "Only .xlsx and .csv can be read."),
        (["import", "a.xlsx"], "a.xlsx: ファイルがありません。"),
        (["import", "mkdocs.yml"], "mkdocs.yml: 読めるのは .xlsx と .csv だけです。"),
    ],
)
def test_what_cannot_be_done_ends_with_two(
    arguments: list[str], told: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In both languages, and nothing is made."""
    before = sorted(project.iterdir())
    assert main(["progress", *arguments]) == 2
    assert told in capsys.readouterr().err
    assert sorted({*project.iterdir()} - {project / ".cache"}) == before
