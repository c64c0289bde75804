"""The tables of the open data that all plans share: terms, themes, and the words for programs."""

from __future__ import annotations

from dxplans.opendata.columns import Column, Table
from dxplans.opendata.tables import OF_PLANS
from dxplans.words import marked

_PAGE = Column("page", marked("ページのアドレス"), about=marked("日本語のページ。変わりません。"))
_THEME = Column("theme", marked("テーマのID"), required=True)
_TERM = Column("term", marked("用語のID"), required=True)

TERMS = Table(
    "terms", marked("用語集の用語"), marked("統一した用語集。説明は、このサイトの言葉です。"), (
        _TERM,
        Column("label", marked("見出し語"), "text", whose="ours"),
        Column("reading", marked("読み"), required=True),
        Column("expansion", marked("略語のもとの形")),
        Column("group", marked("分野"), "code", codes="term_group", required=True),
        Column("definition", marked("説明"), "text", whose="ours"),
        Column("more", marked("くわしい説明"), "text", whose="ours"),
        Column("conflict", marked("計画によるちがい"), "text", whose="ours"),
        Column("drafted", marked("下書き"), "code", codes="drafted", required=True),
        _PAGE,
    ), ("term",),
)  # fmt: skip
SPELLINGS = Table(
    "spellings", marked("用語の書き方"), marked("用語のほかの書き方ごとに1行。"), (
        _TERM,
        Column("language", marked("言語"), required=True),
        Column("kind", marked("種類"), "code", codes="spelling", required=True),
        Column("spelling", marked("書き方"), required=True),
    ), ("term", "language", "spelling"),
)  # fmt: skip
THEMES = Table(
    "themes", marked("テーマ"), marked("計画をまたぐテーマ。"), (
        _THEME,
        Column("title", marked("テーマの名前"), "text", whose="ours"),
        Column("reading", marked("読み"), required=True),
        Column("summary", marked("説明"), "text", whose="ours"),
        Column("same", marked("ならべる理由"), "text", whose="ours"),
        Column("national", marked("国の計画での位置づけ"), "text", whose="ours"),
        _PAGE,
    ), ("theme",),
)  # fmt: skip
CAUTIONS = Table(
    "cautions", marked("くらべるときの注意"), marked("テーマごとに、くらべてはいけないことと、その理由。"), (
        _THEME,
        Column("number", marked("番号"), "integer", required=True),
        Column("text", marked("注意"), "text", whose="ours"),
    ), ("theme", "number"),
)  # fmt: skip
_RULE = Column("comparison", marked("きまりのID"), required=True)
COMPARISONS = Table(
    "comparisons", marked("くらべ方のきまり"), marked("ならべて見るとき、どこまでくらべてよいかと、その理由。"), (
        _RULE,
        Column("title", marked("きまりの名前"), "text", whose="ours"),
        Column("reason", marked("理由"), "text", whose="ours"),
        Column("allows", marked("どこまで"), "code", codes="allows", required=True),
        _PAGE,
    ), ("comparison",),
)  # fmt: skip
COMPARED = Table(
    "comparison_subjects", marked("くらべ方のきまりの対象"),
    marked("きまりが、どのテーマ、計画、KPIのことか。行のないきまりは、すべての計画のことです。"), (
        _RULE,
        Column("kind", marked("対象の種類"), "code", codes="subject", required=True),
        Column("subject", marked("対象のID"), required=True),
    ), ("comparison", "kind", "subject"),
)  # fmt: skip
CODES = Table(
    "codes", marked("コードの一覧"), marked("表の中の決まった言葉と、その意味。"), (
        Column("list", marked("一覧"), required=True),
        Column("code", marked("コード"), required=True),
        Column("meaning", marked("意味"), "text", whose="ours"),
    ), ("list", "code"),
)  # fmt: skip
TABLES: tuple[Table, ...] = (
    *OF_PLANS,
    TERMS,
    SPELLINGS,
    THEMES,
    CAUTIONS,
    COMPARISONS,
    COMPARED,
    CODES,
)
"""Every table, in the order in which they are told of."""
