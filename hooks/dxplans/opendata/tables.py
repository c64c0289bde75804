"""The tables of the open data: publishers, plans and what is in them."""

from __future__ import annotations

from dxplans.opendata.columns import Column, Table
from dxplans.words import marked

PLAN = Column(
    "plan",
    marked("計画のID"),
    about=marked("都道府県/団体/最初の年度。変わりません。"),
    required=True,
)
_SHARED = (
    PLAN,
    Column(
        "publisher_code", marked("団体コード"),
        about=marked("検査数字を含む6けた。文字として読みます。広域の団体では空のことがあります。"),
    ),
    Column("publisher", marked("団体名"), "text"),
    Column("plan_state", marked("計画の状態"), "code", marked("計算した日の状態。"), "state", required=True),
    Column("plan_text", marked("文章の種類"), "code", marked("だれの言葉か。"), "text"),
    Column("confirmed_on", marked("自治体が確認した日"), "date", marked("空なら、自治体は確認していません。")),
)  # fmt: skip
_PAGE = Column("page", marked("ページのアドレス"), about=marked("日本語のページ。変わりません。"))
_ID = Column("id", marked("ID"), about=marked("この行を指す、変わらないID。"), required=True)
_INITIATIVE = Column(
    "initiative", marked("取組のID"), about=marked("取組の表のID。"), required=True
)
_NOTE = Column("note", marked("注記"), "text", whose="ours")


def _why(column: str, title: str) -> Column:
    return Column(f"{column}_unknown", title, "code", marked("空欄の理由。"), "unknown")


def _quantity(name: str, title: str, *more: Column) -> tuple[Column, ...]:
    heads = {
        "printed": (marked("基準値（印刷）"), marked("目標値（印刷）")),
        "value": (marked("基準値（数）"), marked("目標値（数）")),
        "unit": (marked("基準値の単位"), marked("目標値の単位")),
        "as_of": (marked("基準値の時点"), marked("目標値の時点")),
        "unknown": (marked("基準値がない理由"), marked("目標値がない理由")),
    }
    at = ("baseline", "target").index(name)
    return (
        Column(f"{name}_printed", heads["printed"][at], "text", title, whose="printed"),
        Column(f"{name}_value", heads["value"][at], "number", marked("印刷された文字から読める数。単位は別の列。")),
        Column(f"{name}_unit", heads["unit"][at], "text", whose="printed"),
        Column(f"{name}_as_of", heads["as_of"][at], "date"),
        *more,
        _why(name, heads["unknown"][at]),
    )  # fmt: skip


PUBLISHERS = Table(
    "publishers", marked("団体"), marked("計画を公表した市区町村、都道府県、広域の団体。"), (
        Column("publisher", marked("団体のID"), about=marked("都道府県/団体。変わりません。"), required=True),
        Column("code", marked("団体コード"), about=marked("検査数字を含む6けた。文字として読みます。広域の団体では空のことがあります。")),
        Column("kind", marked("種類"), "code", codes="publisher_kind", required=True),
        Column("rank", marked("市町村の別"), "code", codes="rank", required=True),
        Column("name", marked("団体名"), "text"),
        Column("reading", marked("読み")),
        Column("prefecture_code", marked("都道府県コード"), required=True),
        Column("prefecture", marked("都道府県"), "text"),
        Column("website", marked("公式サイト"), about=marked("空なら未確認。")),
        _PAGE,
    ), ("publisher",),
)  # fmt: skip
PLANS = Table(
    "plans", marked("計画の一覧"), marked("計画の版ごとに1行。取り下げた版は、取り下げたことだけ。"), (
        *_SHARED,
        Column("title", marked("題名"), "text", whose="printed"),
        Column("kind", marked("文書の種類"), "code", codes="plan_kind"),
        Column("start", marked("最初の年度"), "year"),
        Column("end", marked("最後の年度"), "year"),
        _why("end", marked("最後の年度がない理由")),
        Column("published", marked("公表・策定の日"), "date"),
        Column("revised", marked("改訂の日"), "date"),
        Column("adopted", marked("決定の日"), "date"),
        Column("department", marked("担当課"), "text", whose="printed"),
        _why("department", marked("担当課がない理由")),
        Column("summary", marked("計画の紹介"), "text", whose="ours"),
        Column("kpi_statement", marked("値のないKPIの説明"), "text", whose="ours"),
        Column("supersedes", marked("前の版の計画のID")),
        Column("withdrawn_on", marked("取り下げた日"), "date"),
        Column("withdrawn_reason", marked("取り下げの理由"), "text", whose="ours"),
        _PAGE,
    ), ("plan",),
)  # fmt: skip
PROVENANCE = Table(
    "provenance", marked("来歴"), marked("もとの文書をどう読み、だれが確かめたか。計画の版ごとに1行。"), (
        *_SHARED,
        Column("url", marked("原本のアドレス")),
        _why("url", marked("原本のアドレスがない理由")),
        Column("obtained", marked("手に入れた日"), "date"),
        _why("obtained", marked("手に入れた日がない理由")),
        Column("read", marked("このサイトが読んだ日"), "date"),
        Column("extraction", marked("文字の取り出し方"), "text", whose="ours"),
        Column("transcribed", marked("書き写した日"), "date"),
        Column("checked", marked("照らし合わせた日"), "date"),
        _why("checked", marked("照らし合わせた日がない理由")),
        Column("drafted", marked("下書き"), "code", codes="drafted"),
        Column("newer", marked("新しい文書"), "code", codes="newer"),
        Column("newer_checked", marked("新しい文書を調べた日"), "date"),
        Column("losses", marked("写しで失われたもの"), "integer", marked("失われた図や矢印などの項目の数。中身はJSONにあります。")),
        Column("errata", marked("訂正と注記"), "integer", marked("訂正と注記の数。中身はJSONにあります。")),
    ), ("plan",),
)  # fmt: skip
INITIATIVES = Table(
    "initiatives", marked("取組"), marked("計画の取組ごとに1行。"), (
        _ID, *_SHARED,
        Column("number", marked("番号"), "text", whose="printed"),
        Column("group_number", marked("まとまりの番号"), "text", whose="printed"),
        Column("title", marked("取組の題名"), "text", whose="printed"),
        Column("section", marked("文書の中の場所"), "text", whose="printed"),
        Column("mark", marked("印"), about=marked("重点などの印。意味は計画ごとにちがい、くらべられません。")),
        Column("department", marked("担当課"), "text", whose="printed"),
        _why("department", marked("担当課がない理由")),
        Column("summary", marked("概要"), "text", whose="ours"),
        Column("situation", marked("いまの状況と課題"), "text", whose="ours"),
        _why("kpis", marked("KPIがない理由")),
        _why("schedule", marked("工程がない理由")),
        _PAGE,
    ), ("id",),
)  # fmt: skip
ACTIONS = Table(
    "actions", marked("すること"), marked("計画に書かれた、すること。計画の動詞と、その種類つき。"), (
        _ID, *_SHARED, _INITIATIVE,
        Column("text", marked("すること"), "text", whose="ours"),
        Column("verb", marked("計画の動詞"), "text", whose="printed"),
        Column("class", marked("動詞の種類"), "code", marked("約束の強さ。順位ではありません。"), "class", required=True),
        Column("by", marked("だれがするか"), "code", codes="by", required=True),
        Column("when_printed", marked("時期（印刷）"), "text", marked("計画が、この「すること」に時期を書いているときだけ。"), whose="printed"),
        Column("when_start", marked("時期の始まり"), "date"),
        Column("when_end", marked("時期の終わり"), "date"),
        _PAGE,
    ), ("id",),
)  # fmt: skip
KPIS = Table(
    "kpis", marked("KPI"), marked("指標と、その基準値と目標値。基準値は進み具合ではありません。"), (
        _ID, *_SHARED, _INITIATIVE,
        Column("initiative_title", marked("取組の題名"), "text", whose="printed"),
        Column("name", marked("指標の名前"), "text", whose="printed"),
        *_quantity("baseline", marked("計画に印刷されたとおり。")),
        *_quantity(
            "target", marked("計画に印刷されたとおり。"),
            Column("target_year", marked("目標の年度"), "year", marked("計画に書かれているときだけ。")),
            _why("target_year", marked("目標の年度がない理由")),
        ),
        Column("direction", marked("向き"), "code", codes="direction", required=True),
        Column("repeat_of", marked("再掲のもと"), about=marked("再掲のとき、もとの指標のID。")),
        _NOTE, _PAGE,
    ), ("id",),
)  # fmt: skip
RESULTS = Table(
    "results", marked("年度ごとの結果"), marked("指標と年度ごとに1行。値がないときは、なぜないか。再掲の指標の結果は、もとの指標の行にあります。"), (
        _ID, *_SHARED, _INITIATIVE,
        Column("kpi", marked("指標のID"), about=marked("KPIの表のID。"), required=True),
        Column("name", marked("指標の名前"), "text", whose="printed"),
        Column("fiscal_year", marked("年度"), "year", required=True),
        Column("status", marked("結果の状態"), "code", codes="result", required=True),
        Column("due", marked("公表の期限"), "date", marked("計画か自治体が示したときだけ。")),
        Column("printed", marked("値（印刷）"), "text", whose="printed"),
        Column("value", marked("値（数）"), "number"),
        Column("unit", marked("単位"), "text", whose="printed"),
        Column("as_of", marked("値の時点"), "date"),
        Column("published", marked("公表の日"), "date"),
        Column("source", marked("公表した文書"), "text", whose="printed"),
        Column("url", marked("公表した文書のアドレス")),
        _NOTE, _PAGE,
    ), ("id",),
)  # fmt: skip
SCHEDULE = Table(
    "schedule", marked("工程"), marked("工程表の帯ごとに1行。年度が失われた行は、年度を空にして残します。計画全体の工程表の帯がいくつかの取組のものなら、同じIDで取組ごとに1行です。"), (
        _ID, *_SHARED,
        Column("initiative", marked("取組のID"), about=marked("取組の表のID。計画全体の工程表では空のことがあります。")),
        Column("chapter", marked("章のID"), about=marked("計画全体の工程表のとき。")),
        Column("group", marked("行のまとまり"), "text", whose="printed"),
        Column("label", marked("行の名前"), "text", whose="printed"),
        Column("extent", marked("年度の状態"), "code", codes="extent", required=True),
        Column("start", marked("始まりの年度"), "year"),
        Column("end", marked("終わりの年度"), "year"),
        Column("text", marked("帯の言葉"), "text", whose="printed"),
        Column("inferred", marked("このサイトが読み取った年度"), "boolean"),
        Column("table_start", marked("表の最初の年度"), "year", required=True),
        Column("table_end", marked("表の最後の年度"), "year", required=True),
        _NOTE, _PAGE,
    ), ("id", "initiative"),
)  # fmt: skip
INITIATIVE_THEMES = Table(
    "initiative_themes", marked("取組とテーマ"), marked("取組とテーマの組み合わせごとに1行。"), (
        *_SHARED, _INITIATIVE,
        Column("theme", marked("テーマのID"), required=True),
        Column("relation", marked("関係"), "code", codes="relation", required=True),
    ), ("plan", "initiative", "theme"),
)  # fmt: skip
MEANINGS = Table(
    "meanings", marked("計画の用語の説明"), marked("それぞれの計画が、その言葉をどう説明しているか。1つの項目が二つの言葉の説明なら、同じIDで言葉ごとに1行です。"), (
        _ID, *_SHARED,
        Column("term", marked("用語のID"), required=True),
        Column("label", marked("印刷された見出し語"), "text", whose="printed"),
        Column("text", marked("説明"), "text", whose="ours"),
        Column("fact", marked("この自治体だけの事実"), "text", whose="ours"),
        _PAGE,
    ), ("id", "term"),
)  # fmt: skip
OF_PLANS = (
    PUBLISHERS, PLANS, PROVENANCE, INITIATIVES, ACTIONS, KPIS, RESULTS, SCHEDULE,
    INITIATIVE_THEMES, MEANINGS,
)  # fmt: skip
