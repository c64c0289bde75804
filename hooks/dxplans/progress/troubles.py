"""What is wrong with a workbook, cell by cell, in the words of the person who will correct it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

TROUBLES: dict[str, tuple[str, str]] = {
    # The file
    "no_file": (
        "ファイルがありません。場所とつづりを確かめてください。",
        "There is no such file. Check its place and spelling.",
    ),
    "old_excel": (
        "古いExcelの形式（.xls）か、パスワードのかかったファイルです。パスワードを外し、Excelの「名前を付けて保存」で「Excel ブック（.xlsx）」にしてください。",
        "This is an old Excel file (.xls) or one with a password. Remove the password and save it as “Excel Workbook (.xlsx)”.",
    ),
    "macros": (
        "マクロのあるファイル（.xlsm など）は読みません。Excelの「名前を付けて保存」で「Excel ブック（.xlsx）」にしてください。",
        "A file with macros (.xlsm) is not read. Save it as “Excel Workbook (.xlsx)”.",
    ),
    "not_a_table": (
        "読めるのは .xlsx と .csv だけです。Excelの「名前を付けて保存」で「Excel ブック（.xlsx）」にしてください。",
        "Only .xlsx and .csv can be read. Save it as “Excel Workbook (.xlsx)”.",
    ),
    "too_big": (
        "ファイルが大きすぎます（{found:,}。上限は{limit:,}{what}）。結果の表だけを、新しいブックに写してください。",
        "The file is too big ({found:,}; at most {limit:,} {what_en}). Copy only the table of results into a new workbook.",
    ),
    "broken": (
        "ファイルがこわれていて読めません。Excelで開き、「名前を付けて保存」で「Excel ブック（.xlsx）」にしてください。",
        "The file is broken and cannot be read. Open it in Excel and save it as “Excel Workbook (.xlsx)”.",
    ),
    "unsafe": (
        "Excelが作らない書き方（{found}）が入っているので、安全のため読みません。新しいブックに表を写してください。",
        "The file holds something that Excel never writes ({found}), so for safety it is not read. Copy the table into a new workbook.",
    ),
    "encoding": (
        "文字コードが分かりません。Excelの「名前を付けて保存」で「CSV UTF-8（コンマ区切り）」にしてください。",
        "The encoding cannot be told. Save it in Excel as “CSV UTF-8”.",
    ),
    "bad_csv": (
        "{line}行目からを、表として読めません（引用符が閉じていないなど）。Excelで開いて保存し直してください。",
        "From line {line} on this cannot be read as a table (perhaps a quotation mark is not closed). Open it in Excel and save it again.",
    ),
    # The sheet as a whole
    "no_table": (
        "結果の表が見つかりません。見出しの行に「指標」と「結果」の列を作ってください。`dxplans progress export` で作った用紙が使えます。",
        "There is no table of results. Give it a row of headings with 「指標」 and 「結果」, or use the form made by `dxplans progress export`.",
    ),
    "two_tables": (
        "結果の表が、ほかのシート（{others}）にもあります。どちらか一つにしてください。",
        "There are tables of results on other sheets too ({others}). Keep one of them.",
    ),
    "two_columns": (
        "「{what}」の列が二つあります（{first} と {second}）。どちらか一つの見出しを変えてください。",
        "There are two columns for 「{what}」 ({first} and {second}). Change the heading of one.",
    ),
    "column_of_another_year": (
        "見出し「{found}」は{year}年度の結果ではありません。年度を確かめてください。",
        "The heading “{found}” is not about the results of fiscal {year}. Check the year.",
    ),
    "which_year": (
        "何年度の結果か分かりません。表の上に「年度」と「令和8年度」のように書くか、--year で指定してください。",
        "It is not clear which fiscal year this is. Write 「年度」 and 「令和8年度」 above the table, or use --year.",
    ),
    "year_disagrees": (
        "年度が合いません（ここは{found}年度、指定は{year}年度）。",
        "The fiscal years disagree (here {found}, asked for {year}).",
    ),
    "year_outside": (
        "{year}年度は、計画の期間（{start}～{end}年度）の外です。",
        "Fiscal {year} is outside the plan's period (fiscal {start}–{end}).",
    ),
    "which_edition": (
        "どの計画の結果か分かりません。--edition で指定してください（例 --edition yamaguchi/mine/2026）。",
        "It is not clear which plan this is about. Use --edition (such as --edition yamaguchi/mine/2026).",
    ),
    "edition_disagrees": (
        "計画が合いません（ここは「{found}」、指定は「{edition}」）。",
        "The plans disagree (here “{found}”, asked for “{edition}”).",
    ),
    "unknown_edition": (
        "「{found}」という版はありません。{hint}",
        "There is no edition “{found}”. {hint_en}",
    ),
    "no_source": (
        "公表した文書の題名がありません。表の上の「公表した文書の題名」の右に書いてください。",
        "The title of the published document is missing. Write it to the right of 「公表した文書の題名」 above the table.",
    ),
    "no_published": (
        "公表日がありません。表の上の「公表日」の右に「令和9年6月30日」のように書いてください。",
        "The date of publication is missing. Write it to the right of 「公表日」 above the table, such as 令和9年6月30日.",
    ),
    # Cells
    "bad_date": (
        "「{found}」は日付として読めません。令和9年3月31日、R9.3.31、2027/3/31 のどれかの形に、年から書いてください。",
        "“{found}” cannot be read as a date. Write 令和9年3月31日, R9.3.31 or 2027/3/31, with the year.",
    ),
    "need_day": (
        "「{found}」には日がありません。令和9年9月30日 のように、日まで書いてください。",
        "“{found}” has no day. Write the full date, such as 令和9年9月30日.",
    ),
    "bad_url": (
        "「{found}」はアドレスではありません。https:// で始まるアドレスを書くか、空にしてください。",
        "“{found}” is no address. Write one that starts with https://, or leave it empty.",
    ),
    "renewed_earlier": (
        "{found} は、これまでに確かめた日（{before}）より前です。日付を確かめてください。",
        "{found} is before the day on which it was last confirmed ({before}). Check the date.",
    ),
    "formula": (
        "数式の計算結果が保存されていません。Excelで開いて上書き保存するか、値を直接書いてください。",
        "The formula has no stored result. Open the file in Excel and save it, or write the value itself.",
    ),
    "error": (
        "計算の誤り（{found}）になっています。値を直接書いてください。",
        "The cell shows an error ({found}). Write the value itself.",
    ),
    "merged": (
        "複数の行のセル（{found}）が結合されています。結合を解き、指標ごとに値を書いてください。",
        "Cells of several rows are merged ({found}). Unmerge them and write a value for each KPI.",
    ),
    "bad_year": (
        "「{found}」は年度として読めません。「令和8年度」のように書いてください。",
        "“{found}” cannot be read as a fiscal year. Write it as 令和8年度.",
    ),
    "no_kpi": (
        "値「{found}」がありますが、どの指標のものか書かれていません。指標の名前を書いてください。",
        "There is a value “{found}”, but not of which KPI. Write the name of the KPI.",
    ),
    "unknown_kpi": (
        "この計画に、指標「{found}」はありません。{hint}",
        "The plan has no KPI “{found}”. {hint_en}",
    ),
    "unknown_key": (
        "id「{found}」の指標は、この計画にありません。{hint}",
        "The plan has no KPI with the id “{found}”. {hint_en}",
    ),
    "row_shifted": (
        "指標の名前「{found}」が、用紙の「{right}」と違います。名前をもとにもどしてください。行を並べかえたときは、行全体をそろえてください。",
        "The KPI is called “{found}” here, but “{right}” in the form. Put its name back; if you have sorted rows, keep each row together.",
    ),
    "initiative_shifted": (
        "取組の名前「{found}」が、用紙の「{right}」と違います。名前をもとにもどしてください。行を並べかえたときは、行全体をそろえてください。",
        "The initiative is called “{found}” here, but “{right}” in the form. Put its name back; if you have sorted rows, keep each row together.",
    ),
    "which_kpi": (
        "指標「{found}」は、いくつかの取組にあります。取組の名前を書いてください: {choices}",
        "Several initiatives have a KPI “{found}”. Write the initiative: {choices}",
    ),
    "kpi_elsewhere": (
        "取組「{initiative}」に、指標「{found}」はありません。この指標は「{right}」にあります。",
        "The initiative “{initiative}” has no KPI “{found}”. It belongs to “{right}”.",
    ),
    "repeat": (
        "「{found}」は再掲です。結果は、もとの指標（{original}）の行にだけ書いてください。",
        "“{found}” repeats another KPI. Write the result only in the row of the original ({original}).",
    ),
    "twice": (
        "指標「{found}」の結果が、{first} にもあります。どちらか一つにしてください。",
        "There is a result of the KPI “{found}” in {first} too. Keep one of them.",
    ),
    "bad_number": (
        "数値「{found}」は数として読めません。数字だけを書くか、空にしてください。",
        "“{found}” cannot be read as a number. Write digits only, or leave it empty.",
    ),
    "value_disagrees": (
        "結果「{printed}」と数値「{found}」が合いません。数値を空にすると、結果から読み取ります。",
        "The result “{printed}” and the number {found} disagree. Leave the number empty and it is read from the result.",
    ),
    "percent": (
        "「{found}」が割合か百分率か分かりません。「{percent}%」か「{found}%」と、%まで書いてください。",
        "It is not clear whether {found} is a ratio or a percentage. Write “{percent}%” or “{found}%”.",
    ),
    "needs_reason": (
        "「{old}」と公表されています。「{found}」に訂正するときは、「訂正の理由」に理由を書いてください。訂正でなければ「{old}」に戻してください。",
        "“{old}” has been published. To correct it to “{found}”, write why under 「訂正の理由」; otherwise put “{old}” back.",
    ),
    "takes_back": (
        "「{old}」と公表されているのに、「{found}」（結果なし）になっています。取り消すことはできません。正しい値と訂正の理由を書いてください。",
        "“{old}” has been published, but the cell says “{found}” (no result). It cannot be taken back: write the right value and the reason for the correction.",
    ),
    "check": (
        "{message}",
        "{message_en}",
    ),
}

NOTES: dict[str, tuple[str, str]] = {
    "no_result": (
        "「{found}」は「結果がまだない」と読み、載せません。",
        "“{found}” was read as “no result yet” and is not published.",
    ),
    "none_or_zero": (
        "「{found}」は「結果がまだない」と読み、載せません。{zero}の意味なら「{zero}」と書いてください。",
        "“{found}” was read as “no result yet” and is not published. If you mean {zero}, write “{zero}”.",
    ),
    "hidden_row": (
        "隠れた行も読みました。",
        "This row is hidden and was read as well.",
    ),
    "ignored_column": (
        "列「{found}」は読みません。",
        "The column “{found}” is not read.",
    ),
    "nothing_but_more": (
        "結果がないので、{what}「{found}」は載せません。",
        "There is no result, so “{found}” ({what}) is not kept either.",
    ),
    "reason_without_change": (
        "訂正の理由がありますが、値は変わっていないので、訂正にはしません。",
        "There is a reason for a correction, but the value has not changed, so there is none.",
    ),
    "no_number": (
        "「{found}」は書かれたとおりに載せます。数としては読みません。",
        "“{found}” is kept as it is written; it is not read as a number.",
    ),
    "other_unit": (
        "「{found}」に、計画の単位「{unit}」がありません。書かれたとおりに載せます。",
        "“{found}” lacks the plan's unit “{unit}”. It is kept as it is written.",
    ),
    "early": (
        "{found} は、{year}年度が始まる前です。日付を確かめてください。",
        "{found} is before fiscal {year} began. Check the date.",
    ),
    "other_sheet": (
        "シート「{found}」は読みません。",
        "The sheet “{found}” is not read.",
    ),
    "comments_lost": (
        "ファイルを書き直したので、ファイルにあった注釈（# の行）は残りません。",
        "The file was written anew, so its comments (lines with #) are gone.",
    ),
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing to correct or to know: which, its values, and where, if it is in one cell."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)
    sheet: str | None = None
    place: str = ""

    @property
    def order(self) -> tuple[int, str, str]:
        """Troubles are told from top to bottom; those of no cell come last."""
        row = int("".join(filter(str.isdigit, self.place)) or 10**9)
        return (row, self.place.zfill(10), self.code)

    def say(self, lang: str) -> str:
        """The sentence in *lang* (ja, otherwise English), with the sheet and cell first."""
        japanese, english = (TROUBLES.get(self.code) or NOTES[self.code])[:2]
        values = {"hint": "", "hint_en": "", **self.values}
        text = (japanese if lang == "ja" else english).format(**values).strip()
        return self._where(lang) + text

    def _where(self, lang: str) -> str:
        if lang == "ja":
            sheet = f"シート「{self.sheet}」" if self.sheet else ""
        else:
            sheet = f"sheet “{self.sheet}”" if self.sheet else ""
        where = " ".join(part for part in (sheet, self.place) if part)
        return f"{where}: " if where else ""


class WorkbookError(Exception):
    """The file cannot be read at all."""

    def __init__(self, code: str, **values: object) -> None:
        self.trouble = Trouble(code, values)
        super().__init__(code)
