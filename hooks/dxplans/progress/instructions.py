"""How to fill in the form, as its own sheets say it, in Japanese and English."""

from __future__ import annotations

JAPANESE: tuple[tuple[str, str], ...] = (
    ("結果の書き方", ""),
    ("1 文書", "「実績」のシートの上に、公表した文書の題名と公表日を書きます。"),
    ("2 結果", "指標ごとに、公表されたとおりの値を、単位も付けて書きます（例 12件、82.4%、1,234人）。全角でも半角でもかまいません。"),
    ("まだないとき", "空のままにするか、「未集計」「該当なし」「-」と書きます。結果は載りません。"),
    ("数でない結果", "「約3割」「概ね達成」なども、そのまま書けます。書かれたとおりに載ります。"),
    ("3 数値", "空のままでかまいません。書くときは、結果と同じ数を書きます。"),
    ("4 いつの値か", "公表されているときだけ書きます。令和9年3月31日、R9.3.31、2027/3/31 のどれでも読めます。"),
    ("5 訂正", "すでに公表した値を直すときは、新しい値と「訂正の理由」を書きます。もとの値と理由も、ページに残ります。"),
    ("値が変わらないとき", "表の上の「すべて現状どおり」に、確かめた日を書きます。値はそのままで、日付だけが新しくなります。"),
    ("再掲の指標", "灰色の行は、ほかの取組の指標をもう一度のせたものです。もとの行に一度書けば、両方のページに出ます。"),
    ("行や列", "並べかえ、行や列の追加、見出しの言い換えをしてもかまいません。隠れた列のidは消さないでください。"),
    ("保存", "「Excel ブック（.xlsx）」のまま保存します。マクロのある .xlsm や、古い .xls は読めません。"),
    ("出すとき", "このファイルを、変更の提案（プルリクエスト）に付けて出します。手もとなら dxplans progress import ファイル名 で取り込みます。まちがいは、セルの場所と直し方が一度に全部出ます。"),
)  # fmt: skip

ENGLISH: tuple[tuple[str, str], ...] = (
    ("How to fill in the results", ""),
    ("1 The document", "Above the table on the sheet 「実績」, write the title of the published document (公表した文書の題名) and its date (公表日)."),
    ("2 Results (結果)", "For each KPI, write the value as it was published, with its unit: 12件, 82.4%, 1,234人. Full-width digits are fine."),
    ("Nothing yet", "Leave the cell empty, or write 未集計, 該当なし or a hyphen. No result is published."),
    ("Not a number", "“About 30 %” (約3割) and the like can be written as they are and are shown as they are."),
    ("3 Number (数値)", "May stay empty. If you fill it in, it is the number of the result."),
    ("4 Date (いつの値か)", "Only if it was published: 令和9年3月31日, R9.3.31 or 2027/3/31."),
    ("5 Corrections", "To correct a value that has been published, write the new value and the reason (訂正の理由). The earlier value and the reason stay on the page."),
    ("Nothing has changed", "Write the day on which you confirmed it next to 「すべて現状どおり」 above the table. The values stay, only the date is new."),
    ("Repeated KPIs (再掲)", "Grey rows repeat a KPI of another initiative. Write the result once, in the row of the original: both pages show it."),
    ("Rows and columns", "You may sort, insert rows and columns, and reword headings. Please keep the hidden columns of ids."),
    ("Saving", "Keep the format “Excel Workbook (.xlsx)”. Files with macros (.xlsm) and old ones (.xls) are not read."),
    ("Handing it in", "Put this file into a pull request, or run dxplans progress import FILE. Mistakes are told all at once, with the cell and what to write."),
)  # fmt: skip
