"""One made-up town whose plan holds every shape of the model: each kind of block, KPI and row."""

from __future__ import annotations

from website.projects import Data, Project
from website.towns import YEARS, add, initiative, kpi, lost_row, plan, publisher

KEY = "hokkaido/aoba"


def add_shapes(project: Project) -> None:
    """Write the town of Aoba and the joint body and prefecture beside it."""
    initiatives = _initiatives()
    chapters: dict[str, Data] = {"opening": _opening(), "tables": _tables(), "words": _words(),
                                 "pages": _pages()}  # fmt: skip
    data = publisher("青葉町", "あおばちょう", "Aoba", "013960", rank="town",
                     website="https://town.example.jp/")  # fmt: skip
    its_plan = plan("青葉町", 2026, 2030, list(initiatives), chapters=list(chapters), **_details())
    add(project, KEY, data, {"2026": (its_plan, initiatives)})
    for name, value in chapters.items():
        project.write(f"plans/{KEY}/2026/chapters/{name}.yaml", value)
    project.write(f"plans/{KEY}/2026/progress/2026.yaml", {
        "source": "令和8年度の実績", "url": "https://town.example.jp/r8.pdf", "published": "2027-06",
        "results": [{"initiative": "counter", "kpi": "visits", "printed": "15件", "value": 15,
                     "unit": "件", "note": "速報です。"}],
    })  # fmt: skip
    joint = publisher("北の広域連合", "きたのこういきれんごう", "Kita Union", None, kind="joint",
                      rank="body", members=["013960"])  # fmt: skip
    add(project, "hokkaido/union", joint, {})
    whole = publisher(
        "北海道", "ほっかいどう", "Hokkaido", "010006", kind="prefecture", rank="prefecture"
    )
    add(project, "hokkaido/government", whole, {})


def _details() -> Data:
    return {
        "text": "official",
        "short_title": "青葉DX計画",
        "department": "青葉町企画課",
        "contact": {"department": "企画課", "address": "青葉町1番地", "tel": "0123-45-6789",
                    "mail": "dx@town.example.jp"},
        "dates": [{"event": "published", "date": "2026-03", "printed": "令和8年3月"},
                  {"event": "revised", "date": "2026-10-01", "printed": "令和8年10月1日"}],
        "predecessors": [{"title": "前の計画", "start": 2021, "end": 2025, "note": "5年間の計画でした。"}],
        "vision": "だれもが使いやすい町",
        "vision_label": "めざす姿",
        "policies": [
            {"id": "policy-1", "number": "方針1", "title": "やさしい窓口", "short": "窓口"},
            {"id": "policy-2", "number": "方針2", "title": "続けられる仕事"},
        ],
        "marks": [{"id": "priority", "name": "重点", "meaning": "町が重点とするものです。",
                   "legend": [{"mark": "★", "label": "重点取組"}, {"mark": "☆", "label": "取組"}]}],
        "groups": [{"id": "hall", "number": "③", "title": "役場のDX", "policies": ["policy-2"],
                    "mark": "☆", "aliases": [{"text": "役場のデジタル化", "where": "表"}],
                    "blocks": [{"type": "text", "text": "役場の仕事のまとまりです。"}]}],
        "organisations": [
            {"id": "board", "name": "DX本部", "role": "進み具合を確かめます。", "chair": "町長",
             "members": "各課の課長。", "where": "3 体制"},
            {"id": "team", "name": "DX班", "role": "仕事をします。", "reports_to": "board", "where": "3 体制"},
        ],
        "references": [{"id": "law", "title": "見本の法律", "level": "nation", "date": "2021",
                        "edition": "改正後", "url": "https://law.example.jp/", "relation": "この法律にもとづきます。",
                        "where": "1 位置づけ"}],
        "standing": "町の最上位の計画の下にあります。",
        "revision": "3年目に見直します。",
        "progress": "本部が確かめます。",
        "publication": "毎年公表します。",
        "errata": [
            {"id": "typo", "where": "2 取組", "printed": "RAP", "shown": "RPA", "kind": "extraction",
             "note": "「RPA」の写しまちがいです。"},
            {"id": "kept", "where": "3 体制", "printed": "など等", "kind": "document", "note": "そのままにしました。"},
        ],
        "lost": [{"id": "picture", "what": "表紙の絵です。", "count": 2, "where": "表紙"}],
        "confirmed": {"by": "青葉町企画課", "on": "2026-11-01"},
        "signatures": [{"language": "ja", "by": "編集者", "on": "2026-11-02"}],
    }  # fmt: skip


def _initiatives() -> dict[str, Data]:
    return {
        "counter": initiative(
            "窓口のRPA", number="①", mark="★", policies=["policy-1"], themes=["windows"],
            aliases=[{"text": "待たない窓口", "where": "表"}], department="住民課",
            summary="窓口で**RPA**を使う取組です。\n\n[テーマ](theme:windows)のページもあります。",
            situation="RPAとロボット作業、クラウドファンディング、クラウドサービスについての文です。[^1]\n\n- 一つ目\n- 二つ目",
            actions=[
                {"id": "use", "text": "RPAを使います。", "verb": "使います", "class": "carries-out",
                 "when": {"printed": "令和8年9月以降", "start": "2026-09"}},
                {"id": "nation", "text": "国が決まりを作ります。", "verb": "作ります", "class": "prepares", "by": "nation"},
            ],
            kpis=[
                kpi("visits", "待つ人の数", 20, 10, note="月の平均です。"),
                {"id": "words", "name": "窓口の評判", "target": {"printed": "よくなること"},
                 "direction": "meet", "unknown": {"baseline": "not-stated"}},
                {"id": "keep", "name": "止まった回数", "direction": "keep",
                 "baseline": {"printed": "0件", "value": 0, "unit": "件"},
                 "target": {"printed": "0件", "value": 0, "unit": "件"}},
                {"id": "share", "name": "使う人の割合", "direction": "up",
                 "baseline": {"printed": "82.4%(R8.1.31)", "value": 82.4, "unit": "%", "as_of": "2026-01-31"},
                 "target": {"printed": "90.0%", "value": 90, "unit": "%", "year": 2030,
                            "year_printed": "令和12年度"}},
            ],
            schedule={"years": YEARS, "note": "年度は表のとおりです。", "rows": [
                {"id": "try", "label": "試行", "group": "窓口", "spans": [
                    {"from": 2026, "to": 2026, "text": "検討"},
                    {"from": 2028, "to": 2030, "text": "実施", "inferred": True}]},
                {"id": "row", "label": "広報", "extent": "lost", "glyph": "▶"},
                {"id": "talk", "label": "相談", "extent": "not-stated"},
            ]},
            notes=["町の表では題名がちがいます。"],
            footnotes=[{"number": 1, "term": "ロボット作業", "text": "RPAのことです。"}],
        ),
        "paperless": initiative(
            "紙を使わない仕事", number="③-1", group="hall", themes=["windows"],
            touches=["quiet"],
            kpis=[{**kpi("again", "待つ人の数", 20, 10), "repeat_of": "counter/visits"}],
            schedule={"years": YEARS, "rows": [lost_row()]},
        ),
        "bare": initiative("題名だけの取組", number="③-2", group="hall"),
    }  # fmt: skip


def _opening() -> Data:
    return {
        "number": "第1章", "title": "はじめに", "summary": "背景の章です。",
        "aliases": [{"text": "背景", "where": "目次"}],
        "blocks": [
            {"type": "text", "text": "**RPA**の話です。{紺碧|こんぺき}の町。[^2]\n\n1. 一番\n2. 二番"},
            {"type": "statement", "role": "vision", "text": "だれもが使いやすい町", "lead": "めざす姿は", "tail": "です。"},
        ],
        "sections": [
            {"id": "lists", "number": "1-1", "title": "一覧", "themes": ["windows"],
             "aliases": [{"text": "一覧表", "where": "目次"}],
             "blocks": [
                 {"type": "list", "lead": "次の三つです。", "marker": "label", "open_ended": True, "items": [
                     {"label": "あ", "text": "一つ目", "items": [{"label": "い", "text": "その下"}]},
                     {"label": "う", "text": "二つ目"}]},
                 {"type": "list", "marker": "number", "items": [{"text": "番号つき"}]},
             ],
             "sections": [{"id": "deep", "number": "(1)", "title": "深い節", "blocks": [
                 {"type": "text", "text": "深い節の文です。"}],
                 "sections": [{"id": "deeper", "title": "もっと深い節", "blocks": [
                     {"type": "text", "text": "もっと深い節の文です。"}]}]}]},
            {"id": "figures", "title": "図", "blocks": [
                {"type": "figure", "id": "figure-1", "number": "図1", "caption": "町の人口", "lost": True,
                 "certainty": "low", "words": ["人口", "2020年"], "notes": ["出典は統計です。"],
                 "source": "町の統計", "source_url": "https://town.example.jp/s"},
                {"type": "figure", "id": "figure-2", "lost": True},
            ]},
        ],
        "footnotes": [{"number": 2, "text": "町の色です。"}],
    }  # fmt: skip


def _tables() -> Data:
    wide = [{"text": "見出し"}, *({"text": f"とても長い言葉のセル{n}"} for n in range(5))]
    return {
        "title": "表と数",
        "blocks": [
            {"type": "table", "caption": "広い表", "source": "町の資料",
             "columns": ["項目", *(f"列{n}" for n in range(5))],
             "rows": [{"cells": wide, "emphasis": True},
                      {"cells": [{"text": "まとめ"}, {"text": "五列分", "colspan": 5}]}],
             "notes": ["数は見本です。"]},
            {"type": "statistics", "caption": "引用された数", "rows": [
                {"id": "people", "name": "人口", "printed": "1,234人", "value": 1234, "unit": "人",
                 "as_of": "2025-10-01", "scope": "町全体", "source": "国勢調査"},
                {"id": "phones", "name": "スマホのある家", "printed": "90.1%", "value": 90.1, "unit": "%",
                 "unknown": {"as_of": "unchecked"}}]},
            {"type": "schedule", "caption": "計画全体の工程", "schedule": {"years": YEARS, "rows": [
                {"id": "row", "label": "全体の準備", "initiatives": ["counter"],
                 "spans": [{"from": 2026, "to": 2027, "text": "準備"}]}]}},
        ],
    }  # fmt: skip


def _words() -> Data:
    entry: Data = {"id": "word-rpa", "term": "rpa", "label": "RPA", "reading": "あーるぴーえー",
                   "reading_printed": "アールピーエー", "expansion": "Robotic Process Automation",
                   "page": "ア行", "text": "作業を自動でおこなうしくみ。", "fact": "町は2つ使っています。"}  # fmt: skip
    return {
        "title": "用語集",
        "kind": "glossary",
        "blocks": [{"type": "glossary", "entries": [entry]}],
    }


def _pages() -> Data:
    kinds = (
        "policies",
        "matrix",
        "initiatives",
        "organisations",
        "references",
        "contact",
        "period",
    )
    return {
        "title": "奥付", "kind": "colophon",
        "blocks": [{"type": kind, "lead": f"{number}番目の一覧です。"} for number, kind in enumerate(kinds, 1)],
    }  # fmt: skip
