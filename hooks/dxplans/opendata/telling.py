"""What is told of the open data, the same on the page /data/ and in the archive's README."""

from __future__ import annotations

from dxplans.opendata.columns import name
from dxplans.opendata.shared import TABLES
from dxplans.opendata.source import VERSION, Source
from dxplans.pages.local import Local
from dxplans.words import marked

ABOUT = (
    marked(
        "このサイトで見られる計画、取組、KPI、結果、工程、用語を、プログラムや表計算ソフトで読める形にしたものです。"
    ),
    marked(
        "自治体が作ったデータではありません。計画のデータのどの行にも、計画の状態、文章の種類（このサイトの言い換えか、自治体の公式の文章か）、自治体が確認した日が付いています。"
    ),
)
RIGHTS = (
    marked("題名、名前、数字、日付、計画の動詞は、計画に印刷されたとおりの事実です。もとの計画の権利は、それぞれの自治体にあります。利用の条件は、多くの計画に書かれていません。"),
    marked("説明や概要は、このサイトの言い換えです。英訳、データの構造とあわせて、CC BY 4.0で使えます。自治体の文章として引用しないでください。"),
    marked("JSONでは、文章ごとに、printed（印刷のとおり）、ours（このサイトの言葉）、official（自治体の公式の文章）を示します。英訳は、どれもこのサイトの非公式の訳です。"),
)  # fmt: skip
UNKNOWN = (
    marked(
        "空欄には理由があります。名前が_unknownで終わる列（日本語の見出しでは「…ない理由」）に、計画に記載なし、写しでは読み取れない、未確認、対象年度の途中の4つを分けて書いています。"
    ),
    marked("取り下げた計画は、取り下げたことだけを載せます。"),
)
COMPARE = marked(
    "単位も数え方も計画ごとにちがいます。町どうしの合計や順位に使わないでください。くらべてはいけない理由は、「くらべるときの注意」の表にあります。"
)
FORMS = (
    marked("CSVは、UTF-8（BOM付き）です。1つのファイルに1つの表、1行に1件で、結合したセルはありません。同じ表が、日本語の見出しと、プログラム用の英語の見出しの2つのファイルにあります。中身は同じです。"),
    marked("日付は2026-03-31の形です。文書が月や年までしか書いていなければ、2026-03や2026になります。年度は、始まる年の西暦です。単位は別の列にあります。団体コードは検査数字を含む6けたです。"),
    marked("JSONは、ページのアドレスの前にdata/を、後に.jsonを付けたところにあります（例 data/yamaguchi/mine/2026.json）。KPIは、取組のアドレスに/kpis/とIDを続けます。一覧はdata/index.jsonです。"),
)  # fmt: skip
PROMISE = (
    marked(
        "版の番号は、JSONとdatapackage.jsonのversionに書いています。列や項目をふやしたときは、小数点の後の数が上がります。名前を変えたり、なくしたり、意味を変えたりするときは、小数点の前の数が上がり、このページで知らせます。"
    ),
    marked("IDとアドレスは変えません。列は名前で読んでください。順番は変わることがあります。"),
)


def citation(local: Local) -> str:
    """How to cite the data, in the language of *local*."""
    settings = local.settings
    day = local.today.isoformat()
    text = local.gettext(
        marked("%(site)s「オープンデータ」版%(version)s、%(day)s現在、%(address)s、CC BY 4.0")
    )
    values = {
        "site": settings.language(local.lang).site_name, "version": VERSION, "day": day,
        "address": f"{settings.site_url or '/'}{local.prefix}data/",
    }  # fmt: skip
    for key, value in values.items():
        text = text.replace(f"%({key})s", value)
    return text


def example(local: Local) -> str:
    """Three lines of Python that load every KPI, with the headings of the language of *local*."""
    base = local.settings.site_url or ""
    if local.lang == "ja":
        file, code = name("ja", "kpis"), "団体コード"
        columns = [
            "団体名（日本語）",
            "指標の名前（日本語）",
            "基準値（数）",
            "目標値（数）",
            "目標値の単位（日本語）",
        ]
        columns = [
            column.replace("日本語", local.settings.language("ja").name) for column in columns
        ]
    else:
        file, code = name("en", "kpis"), "publisher_code"
        lang = local.lang
        columns = [
            f"publisher_{lang}",
            f"name_{lang}",
            "baseline_value",
            "target_value",
            f"target_unit_{lang}",
        ]
    quoted = ", ".join(f'"{column}"' for column in columns)
    return (
        "import pandas as pd\n"
        f'kpis = pd.read_csv("{base}{file}", dtype={{"{code}": str}})\n'
        f"print(kpis[[{quoted}]])\n"
    )


def readme(source: Source, local: Local) -> str:
    """The archive's README in the language of *local*: Markdown."""
    say = local.gettext
    name_ = local.settings.language(local.lang).site_name
    parts = [f"# {name_} – {say(marked('オープンデータ'))} {VERSION}", source.today.isoformat()]
    for title, texts in (
        ("", ABOUT),
        (marked("権利と引用"), RIGHTS),
        (marked("ファイルの形"), FORMS),
        (marked("空欄の意味"), (*UNKNOWN, COMPARE)),
        (marked("変えないことの約束"), PROMISE),
    ):
        parts += [f"## {say(title)}"] if title else []
        parts += [say(text) for text in texts]
    parts += [f"## {say(marked('引用のしかた'))}", citation(local)]
    parts += [f"## {say(marked('ファイル'))}", "\n".join(_files(local))]
    parts += [f"## {say(marked('Pythonで読む'))}", f"```python\n{example(local)}```"]
    return "\n\n".join(parts) + "\n"


def _files(local: Local) -> list[str]:
    return [
        f"- {name('ja', table.name)}, {name('en', table.name)}: "
        f"{local.gettext(table.title)}. {local.gettext(table.about)}"
        for table in TABLES
    ] + [f"- {path}: {local.gettext(about)}" for path, about in OTHERS.items()]


OTHERS = {
    "data/index.json": marked("すべての表とJSONの一覧。"),
    "data/datapackage.json": marked("すべての表の列の説明（Table Schema）。"),
    "data/catalog.jsonld": marked("データの目録（DCAT、schema.org）。"),
    "data/glossary.jsonld": marked("用語集（schema.orgのDefinedTermSet）。"),
    "data/publishers.jsonld": marked("団体（schema.orgのGovernmentOrganization）。"),
}
"""The files that are neither tables nor documents."""
