"""The accessibility policy, and the results of the tests: what both pages show, in one language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from dxplans.accessibility import claim
from dxplans.accessibility.report import DATA, Report
from dxplans.accessibility.sample import Sampled
from dxplans.accessibility.tested import NAMES, tool_name
from dxplans.localise import SOURCE_LANGUAGE, Text
from dxplans.model.accessibility import Both, Criterion, Judgement
from dxplans.pages import addresses
from dxplans.pages.here import Crumb, Here
from dxplans.words import marked

Shown = dict[str, Any]
JUDGED_BY = {
    "machine": marked("機械が見分けます"),
    "both": marked("機械がさがし、人が判断します"),
    "person": marked("人が判断します"),
    "absent": marked("当てはまる内容を置けません"),
}
APPLIES = {
    "met": marked("適用"),
    "not-met": marked("適用"),
    "not-applicable": marked("非適用"),
    "unchecked": marked("未確認"),
}
SIGN = {"met": "○", "not-met": "×", "not-applicable": "－", "unchecked": ""}
BEHAVIOUR = marked("操作の検査")
PAGE_KIND = {
    "home": marked("ホーム"),
    "prefecture": marked("都道府県"),
    "municipality": marked("市町村"),
    "plan": marked("計画"),
    "chapter": marked("章"),
    "initiative": marked("取組"),
    "matrix": marked("取組と方針の表"),
    "errata": marked("訂正と注記"),
    "print": marked("印刷用の全文"),
    "history": marked("日付ごとの新旧対照"),
    "compare": marked("新旧対照"),
    "changes": marked("変わること"),
    "kpi": marked("KPI"),
    "schedule": marked("工程"),
    "themes": marked("テーマの一覧"),
    "theme": marked("テーマ"),
    "questions": marked("質問の一覧"),
    "question": marked("質問"),
    "glossary": marked("用語集"),
    "term": marked("用語"),
    "messages": marked("検査のメッセージの一覧"),
    "advice": marked("検査のメッセージ"),
    "search": marked("検索"),
    "sitemap": marked("サイトマップ"),
    "accessibility": marked("アクセシビリティ方針"),
    "results": marked("アクセシビリティ試験結果"),
    "report": marked("誤りの知らせ方"),
    "corrections": marked("訂正の記録"),
    "updates": marked("更新の記録"),
    "workbench": marked("作業台"),
    "desk": marked("作業台の表"),
    "measures": marked("町やテーマごとのKPI"),
    "periods": marked("計画の期間"),
    "data": marked("オープンデータ"),
    "handwritten": marked("手書きのページ"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the checklist."""

    criterion: Criterion
    name: Text
    verdict: str
    applies: str
    sign: str
    judged_by: str
    site: Text
    judgement: Judgement | None
    note: Text | None
    checked: bool
    """Whether the check of the data looks at it before anything is published."""
    clean: tuple[str, ...]
    """The engines that look for faults of this kind and found none of any kind."""
    faulty: tuple[tuple[str, int], ...]
    """Those that found something, with the number."""


def policy(here: Here) -> Shown:
    """What the site aims for, what it excludes and knows, and whom to tell."""
    local, report = here.local, _report(here)
    here.title = local.gettext("ウェブアクセシビリティ方針")
    here.description = local.gettext(
        "アクセシビリティについて、このサイトがめざすこと、まだできていないこと、連絡先。"
    )
    here.crumbs = (Crumb(local.gettext("ホーム"), addresses.HOME), Crumb(here.title))
    return {**_shared(here, report), "contact": local.settings.contact}


def results(here: Here, sample: tuple[Sampled, ...]) -> Shown:
    """What was tested when and how, and what came of it."""
    local, report = here.local, _report(here)
    here.title = local.gettext("ウェブアクセシビリティ試験結果")
    here.description = local.gettext(
        "達成基準ごとの結果、試験したページ、期間、道具。人が判断していないものは未確認です。"
    )
    parent = Crumb(local.gettext("ウェブアクセシビリティ方針"), addresses.ACCESSIBILITY)
    here.crumbs = (Crumb(local.gettext("ホーム"), addresses.HOME), parent, Crumb(here.title))
    criteria = report.commitment.criteria
    tests = report.human.tests
    return {
        **_shared(here, report),
        "required": [_row(here, report, criterion) for criterion in criteria.required],
        "additional": [_row(here, report, criterion) for criterion in criteria.additional],
        "judged": sum(c.id in report.judged for c in criteria.required),
        "sample": [
            (PAGE_KIND[page.kind], page.path, tests.get(f"{local.prefix}{page.path}"))
            for page in sample
        ],
        "chosen": sum(not page.chance for page in sample),
        "languages": Markup(", ").join(
            Text(language.name, language.code, foreign=language.code != here.lang, kept=True)
            for language in local.settings.languages
        ),
        "spoken": len(local.settings.languages),
        "tools": sorted(
            ((_tool(here, name), version) for name, version in report.tested.tools),
            key=lambda tool: tool[0].casefold(),
        ),
        "browsers": sorted({run.browser for run in report.tested.runs}),
        "findings": [(NAMES.get(name, name), n) for name, n in sorted(report.tested.found.items())],
        "data": addresses.relative(local.prefix + here.path, DATA),
        "allowed": [(row.rule, _said(here, row.reason), row.expires) for row in report.allowed],
    }


def _report(here: Here) -> Report:
    commitment = here.local.portal.commitment
    assert commitment is not None  # noqa: S101 - without one there are no such pages
    return here.local.report or Report(commitment)


def _shared(here: Here, report: Report) -> Shown:
    return {
        "policy": report.commitment.policy,
        "report": report,
        "claims": claim.CLAIM,
        "reasons": [claim.REASON[key] for key in report.said.why_not],
        "operator": operator(here),
        "both": _speaker(here),
        "name": _namer(here),
    }


def operator(here: Here) -> Text | None:
    """Who keeps the site, in the page's language or else in another that is marked as such."""
    names = here.local.settings.operator
    for lang in (here.lang, SOURCE_LANGUAGE, *names):
        if lang in names:
            return Text(names[lang], lang, foreign=lang != here.lang, kept=True)
    return None


def _speaker(here: Here) -> Callable[[Both], Text]:
    return lambda text: _said(here, {"ja": text.ja, "en": text.en})


def _said(here: Here, text: Any) -> Text:
    """A text that data gives in two languages; in a third language, the English."""
    lang = SOURCE_LANGUAGE if here.lang == SOURCE_LANGUAGE else "en"
    return Text(str(text[lang]), lang, foreign=lang != here.lang)


def _namer(here: Here) -> Callable[[str], Text]:
    """Names of people and products, which are in no language or in Japanese."""
    return lambda name: Text(name, here.lang) if name.isascii() else here.japanese(name)


def _row(here: Here, report: Report, criterion: Criterion) -> Row:
    local, tested = here.local, report.tested
    judgement = report.judged.get(criterion.id)
    verdict = claim.verdict_of(criterion, report.judged)
    asked = [
        (NAMES.get(engine) or local.gettext(BEHAVIOUR), tested.found.get(engine, 0))
        for engine in criterion.engines
        if engine != "check" and tested.has(engine)
    ]
    return Row(
        criterion,
        _said(here, {"ja": criterion.ja, "en": criterion.en}),
        claim.VERDICT[verdict],
        APPLIES[verdict],
        SIGN[verdict],
        JUDGED_BY[criterion.judged_by],
        _said(here, {"ja": criterion.site.ja, "en": criterion.site.en}),
        judgement,
        _said(here, judgement.note.model_dump()) if judgement and judgement.note else None,
        "check" in criterion.engines,
        tuple(name for name, number in asked if not number),
        tuple((name, number) for name, number in asked if number),
    )


def _tool(here: Here, package: str) -> str:
    """A tool by the name that people know it by; the site's own checks in the page's language."""
    return here.local.gettext(BEHAVIOUR) if package == "behaviour" else tool_name(package)
