"""The commands ``dxplans progress export`` and ``import``: a form out, and what was filled in back."""

from __future__ import annotations

import argparse
import difflib
from datetime import date
from pathlib import Path

from dxplans.build import BuildError, today_of
from dxplans.commands import Command
from dxplans.edition import Edition
from dxplans.library import Cache
from dxplans.portal import Portal, load
from dxplans.progress import csvfile
from dxplans.progress.form import workbook_of
from dxplans.progress.intake import Wanted, replace_file, take_in
from dxplans.progress.layout import CSV_HINT, layout_of
from dxplans.progress.published import year_of
from dxplans.progress.troubles import Trouble

HELP = (
    "KPIの結果を、ExcelやCSVでやりとりする",
    "yearly results of KPIs by Excel or CSV",
    "dxplans progress export yamaguchi/mine/2026 --out results.xlsx",
)


def add(command: Command) -> None:
    """Add the command and its options to the command line."""
    add_arguments(command("progress", run, *HELP))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument(
        "action", choices=["export", "import"],
        help="export: 記入する用紙を作る / make the form to fill in · "
        "import: 記入した用紙を progress/ に取り込む / take a filled-in form into progress/",
    )  # fmt: skip
    parser.add_argument(
        "target", metavar="EDITION|FILE",
        help="export は版(yamaguchi/mine/2026)、import はファイル(.xlsx か .csv) / "
        "an edition to export, a file to import",
    )  # fmt: skip
    parser.add_argument("--year", type=int, help="年度(西暦) / the fiscal year")
    parser.add_argument("--out", metavar="FILE", help="export: 作るファイル(.xlsx か .csv) / the file to make")  # fmt: skip
    parser.add_argument("--edition", metavar="EDITION", help="import: ファイルに版が書かれていないとき / if the file does not name it")  # fmt: skip
    parser.add_argument("--dry-run", action="store_true", help="import: 書かずに確かめる / only tell what would change")  # fmt: skip
    parser.add_argument("--today", help="YYYY-MM-DD")


def run(root: Path, options: argparse.Namespace) -> int:
    """0 when all is well, 1 when the sheet has mistakes; BuildError when it cannot be read."""
    today = today_of(options.today)
    cache: Cache = {}
    portal = load(root, cache)
    if options.action == "export":
        return _export(portal, options, today)
    wanted = edition_of(portal, options.edition) if options.edition else None
    done = take_in(root, portal, Path(options.target), Wanted(wanted, options.year, today, options.dry_run), cache)  # fmt: skip
    print(done.told(options.lang))
    return int(bool(done.reading.troubles))


def edition_of(portal: Portal, text: str) -> Edition:
    """The edition that *text* names: its key, or its folder; BuildError with a suggestion."""
    known = {edition.key: edition for edition in portal.editions()}
    key = text.replace("\\", "/").strip("/").removeprefix("plans/")
    found = known.get(key) or next((e for e in known.values() if key.startswith(f"{e.key}/")), None)
    if found is None:
        near = difflib.get_close_matches(key, known, n=1, cutoff=0.3)
        trouble = Trouble(
            "unknown_edition",
            {
                "found": text,
                "hint": f"「{near[0]}」の間違いではありませんか。" if near else "",
                "hint_en": f"Did you mean “{near[0]}”?" if near else "",
            },
        )
        raise BuildError(f"{trouble.say('ja')} / {trouble.say('en')}")
    return found


def _export(portal: Portal, options: argparse.Namespace, today: date) -> int:
    edition = edition_of(portal, options.target)
    period = edition.plan.period
    year = year_of(edition, today, options.year)
    last = period.end if period.end is not None else year
    if not period.start <= year <= last:
        trouble = Trouble("year_outside", {"year": year, "start": period.start, "end": last})
        raise BuildError(f"{trouble.say('ja')} / {trouble.say('en')}")
    layout = layout_of(edition, year)
    if not layout.lines:
        raise BuildError(
            f"{edition.key} には指標（KPI）がありません。 / {edition.key} has no KPIs."
        )
    out = Path(options.out or f"{edition.town.slug}-{year}.xlsx")
    match out.suffix.lower():
        case ".xlsx":
            content = workbook_of(layout, today)
        case ".csv":
            content = csvfile.written(layout.rows(CSV_HINT))
        case _:
            trouble = Trouble("not_a_table")
            raise BuildError(f"{trouble.say('ja')} / {trouble.say('en')}")
    replace_file(out, content)
    filled = sum(not line.repeated for line in layout.lines)
    print(
        f"{out} に{filled}件の指標の用紙を作りました（{year}年度）。"
        if options.lang == "ja"
        else f"Made {out}: a form for {filled} KPIs (fiscal {year})."
    )
    return 0
