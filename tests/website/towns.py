"""Made-up towns as data: one plan with every shape of the model, plans in every state, long lists."""

from __future__ import annotations

from website.projects import Data, Project

YEARS = list(range(2026, 2031))
SMALL, LARGE = 50, 60
"""Initiatives of two towns that together make every list longer than one page holds."""


def publisher(name: str, reading: str, romanised: str, code: str | None, **more: object) -> Data:
    """A publisher; a city unless *more* says otherwise."""
    known: Data = {"kind": "municipality", "code": code, "name": name, "reading": reading,
                   "romanised": romanised, "rank": "city"}  # fmt: skip
    return {key: value for key, value in {**known, **more}.items() if value is not None}


def plan(town: str, start: int, end: int, initiatives: list[str], **more: object) -> Data:
    """A plan's own file for the fiscal years *start* to *end*."""
    printed = f"令和{start - 2018}年度～令和{end - 2018}年度"
    known: Data = {
        "title": f"{town}DX計画（{start}年度から）",
        "kind": "plan",
        "summary": f"{town}が作った、見本の計画です。",
        "period": {"start": start, "end": end, "printed": [{"text": printed, "where": "表紙"}]},
        "initiatives": initiatives,
        "provenance": {
            "read": "2026-11-20",
            "extraction": "文字を手で写しました。",
            "transcribed": "2026-11-20",
            "drafted": "machine",
        },
    }
    return {**known, **more}


def initiative(title: str, **more: object) -> Data:
    """An initiative with a summary and nothing else unless *more* says so."""
    return {"title": title, "section": "2 取組", "summary": f"{title}の取組です。", **more}


def kpi(identity: str, name: str, base: int, target: int, **more: object) -> Data:
    """A KPI that counts."""
    return {
        "id": identity,
        "name": name,
        "baseline": {"printed": f"{base}件", "value": base, "unit": "件"},
        "target": {"printed": f"{target}件", "value": target, "unit": "件"},
        "direction": "up" if target >= base else "down",
        **more,
    }


def schedule(*rows: Data) -> Data:
    """A schedule of five fiscal years."""
    return {"years": YEARS, "rows": list(rows)}


def lost_row(label: str = "準備") -> Data:
    """A row whose years the copy does not hold."""
    return {"id": "row", "label": label, "extent": "lost"}


def add(project: Project, key: str, data: Data, editions: dict[str, tuple[Data, Data]]) -> None:
    """Write a town at *key*: its publisher and, by edition, the plan and its initiatives."""
    folder = f"plans/{key}"
    project.write(f"{folder}/publisher.yaml", data)
    for edition, (its_plan, initiatives) in editions.items():
        project.write(f"{folder}/{edition}/plan.yaml", its_plan)
        for name, value in initiatives.items():
            project.write(f"{folder}/{edition}/initiatives/{name}.yaml", value)


def add_words(project: Project) -> None:
    """The glossary and the themes that the towns below use."""
    project.write("glossary/rpa.yaml", {
        "label": "RPA", "reading": "あーるぴーえー", "group": "technology",
        "aliases": ["ロボット作業", "ロボット"], "aliases_en": ["robots"],
        "expansion": "Robotic Process Automation",
        "definition": "決まった作業を自動でおこなうソフトウェア。",
        "more": "くわしくは[テーマ](theme:windows)の\nページにあります。", "conflict": "計画によって広さがちがいます。",
        "related": ["cloud"],
    })  # fmt: skip
    project.write("glossary/cloud.yaml", {
        "label": "クラウド", "reading": "くらうど", "group": "systems", "aliases": ["クラウドサービス"],
        "definition": "インターネットの先のコンピューターを使うこと。",
    })  # fmt: skip
    project.write("themes/windows.yaml", {
        "title": "窓口", "reading": "まどぐち", "summary": "窓口のテーマです。", "terms": ["rpa"],
        "national": "国の計画の重点です。", "cautions": ["数え方がちがいます。"],
    })  # fmt: skip
    project.write("themes/quiet.yaml", {
        "title": "まだないテーマ", "reading": "まだないてーま", "summary": "取組がまだありません。",
    })  # fmt: skip


def add_states(project: Project) -> None:
    """Towns of Yamaguchi whose plans are, on 2026-11-20, in every state that a plan may have."""
    one = {"only": initiative("窓口の見直し", themes=["windows"])}
    kita = publisher("北市", "きたし", "Kita", "359017", former=[
        {"code": "353019", "name": "旧北町", "slug": "old-kita", "until": "2020-03-31"},
        {"code": "353027", "name": "北村"},
    ])  # fmt: skip
    add(project, "yamaguchi/kita", kita, {
        "2021": (plan("北市", 2021, 2030, ["only"]), one),
        "2026": (plan("北市", 2026, 2030, ["only"], supersedes="2021"), one),
    })  # fmt: skip
    for key, name, reading, roman, code, start, end, more in (
        ("minami", "南市", "みなみし", "Minami", "359025", 2020, 2024, {}),
        ("higashi", "東市", "ひがしし", "Higashi", "359033", 2026, 2030, {"kind": "outline-draft"}),
        ("nishi", "西市", "にしし", "Nishi", "359041", 2027, 2031, {}),
        ("naka", "中市", "なかし", "Naka", "359050", 2026, 2030,
         {"withdrawn": {"on": "2026-10-01", "reason": "市からの求めによります。"}}),
    ):  # fmt: skip
        edition = (plan(name, start, end, ["only"], **more), one)
        add(
            project,
            f"yamaguchi/{key}",
            publisher(name, reading, roman, code),
            {str(start): edition},
        )
    project.write("plans/yamaguchi/naka/2026/chapters/text.yaml", {
        "title": "消えるはずの章", "blocks": [{"type": "text", "text": "消えるはずの文章です。"}],
    })  # fmt: skip
    project.change(
        "plans/yamaguchi/naka/2026/plan.yaml", "initiatives:", "chapters: [text]\ninitiatives:"
    )
    add(project, "yamaguchi/empty", publisher("空市", "そらし", "Sora", "359068"), {})


def add_crowd(project: Project) -> None:
    """Two towns in two prefectures with more than a hundred initiatives, KPIs and schedules."""
    for key, name, reading, roman, code, number in (
        ("hokkaido/oka", "岡市", "おかし", "Oka", "019011", LARGE),
        ("yamaguchi/hama", "浜市", "はまし", "Hama", "359076", SMALL),
    ):
        initiatives = {
            f"work-{n}": initiative(
                f"{name}の仕事{n}", number=str(n), themes=["windows"],
                actions=[{"id": "do", "text": "RPAを使います。", "verb": "使います", "class": "carries-out"}],
                kpis=[kpi("count", f"仕事{n}の数", 1, n + 1)], schedule=schedule(lost_row()),
            )
            for n in range(1, number + 1)
        }  # fmt: skip
        edition = (plan(name, 2026, 2030, list(initiatives)), initiatives)
        add(project, key, publisher(name, reading, roman, code), {"2026": edition})


def question(title: str, **more: object) -> Data:
    """A question that plans answer unless *more* says otherwise."""
    known: Data = {"title": title, "short": title[:6], "reading": "しつもん",
                   "about": f"{title}についての質問です。"}  # fmt: skip
    return {**known, **more}


def answers(*found: Data) -> Data:
    """An edition's answers.yaml."""
    return {"answers": list(found)}


def stances(*found: Data) -> Data:
    """An edition's themes.yaml."""
    return {"themes": list(found)}


def add_questions(project: Project) -> None:
    """Three questions, and what the towns above answer: in every way that an answer may be."""
    project.write("questions/go.yaml", question(
        "行かずに手続ができますか", themes=["windows"], terms=["rpa"], asked=["行きたくない"],
        asked_en=["stay at home"], order=20,
    ))  # fmt: skip
    project.write("questions/pay.yaml", question("電話で払えますか", order=10))
    project.write("questions/valid.yaml", question("いま有効ですか", answered_by="state", order=30))
    aoba = "plans/hokkaido/aoba/2026"
    project.write(f"{aoba}/answers.yaml", answers(
        {"id": "go", "text": "窓口でRPAを使うと書いています。",
         "when": {"printed": "令和8年9月以降", "start": "2026-09"},
         "initiatives": ["counter", "paperless"], "sections": ["opening/deeper", "tables"]},
        {"id": "pay", "text": "電話で払えると書いています。", "unknown": {"when": "lost"}},
    ))  # fmt: skip
    project.write(f"{aoba}/themes.yaml", stances(
        {"id": "windows", "actions": ["counter/use"], "differs": "待つ人をへらす町です。"},
        {"id": "quiet", "absent": "lost"},
    ))  # fmt: skip
    for edition, kind in (
        ("kita/2026", "not-stated"),
        ("minami/2020", "lost"),
        ("higashi/2026", "unchecked"),
        ("nishi/2027", "not-due"),
    ):
        folder = f"plans/yamaguchi/{edition}"
        project.write(f"{folder}/answers.yaml", answers({"id": "go", "unknown": {"text": kind}}))
        project.write(f"{folder}/themes.yaml", stances({"id": "quiet", "absent": kind}))
    naka = "plans/yamaguchi/naka/2026"
    project.write(f"{naka}/answers.yaml", answers({"id": "go", "text": "消えるはずの答えです。"}))
    project.write(
        f"{naka}/themes.yaml", stances({"id": "windows", "differs": "消えるはずの特色です。"})
    )


def correction(identity: str, day: str, *pages: str, **more: object) -> Data:
    """A correction of this site on some pages."""
    what = f"{day}に、数を直しました。"
    return {
        "id": identity,
        "on": day,
        "pages": list(pages),
        "what": what,
        "told_by": "site",
        **more,
    }


def add_corrections(project: Project) -> None:
    """A log of two years: pages of every kind, and one that was taken down."""
    aoba, naka = "hokkaido/aoba/2026/", "yamaguchi/naka/2026/"
    project.write("corrections/2026.yaml", {"corrections": [
        correction("early", "2026-11-02", f"{aoba}initiatives/counter/", f"{aoba}chapters/opening/",
                   cause="写しの読みまちがいです。", told_by="publisher"),
        correction("late", "2026-11-19", aoba, "yamaguchi/kita/", f"{naka}initiatives/only/"),
    ]})  # fmt: skip
    project.write("corrections/2025.yaml", {"corrections": [
        correction("words", "2025-12-01", "glossary/rpa/", "themes/windows/", "questions/go/", "kpi/",
                   told_by="reader"),
    ]})  # fmt: skip
