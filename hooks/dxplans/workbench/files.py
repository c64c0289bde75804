"""A workbench page's rows to files that are taken along, one for each format.

Where a reader chooses rows, a script leaves the others out of these files. It finds them by the
id at the end of a line of the CSV and of a row of the workbook, by the headings of the Markdown and
by the comments of the YAML.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dxplans.pages.here import Here
from dxplans.workbench import document, draft, sheet
from dxplans.workbench.comparing import everywhere, of_theme
from dxplans.workbench.lines import cells_of, csv_of, headings, lines_of
from dxplans.workbench.parts import rules_in
from dxplans.workbench.rows import Row

BOM = "\ufeff"
"""So that a spreadsheet reads a CSV as UTF-8."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a page's files are called and what they are about."""

    name: str
    """``dx-plans-ai-rpa``: without an ending."""
    title: str
    draft: str
    """The name of the YAML draft's initiative; empty where the rows are a whole plan, which is none."""
    heading: str
    """The Japanese title of the draft."""
    themes: tuple[str, ...]

    @property
    def formats(self) -> tuple[str, ...]:
        """The endings of the files."""
        return ("xlsx", "csv", "md", "yaml") if self.draft else ("xlsx", "csv", "md")


def files_of(here: Here, taken: Taken, rows: tuple[Row, ...]) -> dict[str, bytes]:
    """File name to content: the rows in each format."""
    local, heads, about = here.local, headings(here), about_of(here, taken)
    lines = [lines_of(here, row) for row in rows]
    flat = [line for found in lines for line in found]
    site = local.settings.default.site_name
    names = (local.gettext("一覧"), local.gettext("このファイルについて"))
    texts: dict[str, str] = {
        "csv": BOM + csv_of([heads, *map(cells_of, flat)]),
        "md": document.opening(taken.title, about)
        + "".join(document.section(here, found) for found in lines),
    }
    if taken.draft:
        start = draft.opening(taken.draft, taken.heading, taken.themes, site)
        texts["yaml"] = start + draft.items(rows, site)
    return {
        f"{taken.name}.xlsx": sheet.workbook(names, heads, flat, [taken.title, *about]),
        **{f"{taken.name}.{ending}": text.encode("utf-8") for ending, text in texts.items()},
    }


def about_of(here: Here, taken: Taken) -> list[str]:
    """What holds for a file as a whole: what it is, whose the words are, what not to compare."""
    local = here.local
    rules = rules_in(local.portal)
    told: Iterable[str] = everywhere(rules)
    if taken.themes:
        told = [*told, *(name for theme in taken.themes for name in of_theme(rules, theme))]
    return [
        local.gettext(
            "「計画のとおり」とある欄の言葉と値は、それぞれの計画に印刷されたものです。「言い換えた文」は、このサイトの文で、計画の文ではありません。"
        ),
        local.gettext(
            "行の順番は、自治体のコードと計画の中の順番です。順位ではありません。足したり、ならべて優劣をつけたりはできません。"
        ),
        *(f"{view.title}: {view.reason}" for view in map(local.comparison, told)),
        local.gettext(
            "このサイトの文は、CC BY 4.0で使えます。もとの文書の権利は、それぞれの自治体にあります。利用の条件は文書に書かれていません。"
        ),
        local.gettext("日付の基準: %(day)s").replace(
            "%(day)s", local.date(local.today.isoformat())
        ),
        here.address(here.path),
    ]
