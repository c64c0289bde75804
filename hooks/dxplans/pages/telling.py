"""How far a KPI has come, as one sentence with its arithmetic, in the page's language."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from dxplans.localise import SOURCE_LANGUAGE, View, filled
from dxplans.pages.advance import Advance, Kind, Reason
from dxplans.pages.amounts import PERCENT, number_name, whole_amount
from dxplans.pages.local import Local
from dxplans.words import UNKNOWN, marked

_UP: Mapping[Kind, str] = {
    "part": marked(
        "基準値%(base)sから目標値%(target)sまでの%(total)sのうち、%(done)s進みました（%(percent)s％）。"
    ),
    "still": marked("基準値%(base)sから変わっていません。目標値%(target)sまで%(left)sあります。"),
    "back": marked(
        "結果の%(result)sは、基準値%(base)sより%(done)s少なく、目標値%(target)sまで%(left)sあります。"
    ),
    "reached": marked(
        "基準値%(base)sから目標値%(target)sまでの%(total)sをすべて進み、目標値に達しました。"
    ),
    "beyond": marked(
        "結果の%(result)sは、目標値%(target)sを%(over)s上回りました（基準値は%(base)s）。"
    ),
    "left": marked("目標値%(target)sまで、あと%(left)sです。"),
    "at-target": marked("結果の%(result)sは、目標値%(target)sのとおりです。"),
    "past-target": marked("結果の%(result)sは、目標値%(target)sを%(over)s上回りました。"),
    "kept": marked("保つ目標です。結果の%(result)sは、目標値%(target)sのとおりです。"),
    "not-kept": marked(
        "保つ目標です。結果の%(result)sは、目標値%(target)sより%(over)s多い値です。"
    ),
    "met": marked(
        "数ではなく、満たすかどうかの目標のため、割合では表しません。最新の結果は「%(result)s」です。"
    ),
    "held": marked("現状どおりと確かめられています。新しい値はありません。"),
}
_DOWN: Mapping[Kind, str] = {
    "part": marked(
        "へらす目標です。基準値%(base)sから目標値%(target)sまでの%(total)sのうち、%(done)s減りました（%(percent)s％）。"
    ),
    "still": marked(
        "へらす目標です。基準値%(base)sから変わっていません。目標値%(target)sまで、あと%(left)sあります。"
    ),
    "back": marked(
        "へらす目標です。結果の%(result)sは、基準値%(base)sより%(done)s多く、目標値%(target)sまで%(left)sあります。"
    ),
    "reached": marked(
        "へらす目標です。基準値%(base)sから目標値%(target)sまでの%(total)sがすべて減り、目標値に達しました。"
    ),
    "beyond": marked(
        "へらす目標です。結果の%(result)sは、目標値%(target)sより、さらに%(over)s減りました（基準値は%(base)s）。"
    ),
    "left": marked("へらす目標です。目標値%(target)sまで、あと%(left)sです。"),
    "past-target": marked(
        "へらす目標です。結果の%(result)sは、目標値%(target)sより、さらに%(over)s減りました。"
    ),
    "not-kept": marked(
        "保つ目標です。結果の%(result)sは、目標値%(target)sより%(over)s少ない値です。"
    ),
}
_REASONS: Mapping[Reason, str] = {
    "no-target": marked("目標値がないため（%(why)s）、どこまで進んだかは計算していません。"),
    "target-words": marked("目標値が数ではないため、どこまで進んだかは計算していません。"),
    "result-words": marked("結果が一つの数ではないため、どこまで進んだかは計算していません。"),
    "result-units": marked(
        "結果の単位（%(unit)s）と目標値の単位（%(other)s）がちがうため、どこまで進んだかは計算していません。"
    ),
    "no-base": marked("基準値がないため（%(why)s）、割合は計算していません。"),
    "base-words": marked("基準値が数ではないため、割合は計算していません。"),
    "base-units": marked(
        "基準値の単位（%(unit)s）と目標値の単位（%(other)s）がちがうため、割合は計算していません。"
    ),
    "contrary": marked(
        "目標の向きと、基準値%(base)sから目標値%(target)sへの変わり方が合わないため、割合は計算していません。"
    ),
    "level": marked("基準値と目標値が同じため、割合は計算していません。"),
}
_ABOUT = marked("約%(n)s")
_POINTS = marked("%(n)sポイント")
_ONE_POINT = marked("1ポイント")
NO_UNIT = marked("単位なし")


def said(local: Local, sentence: str, /, **words: Any) -> Markup:
    """*sentence* in the language of *local*, with *words* escaped and marked with theirs."""
    return filled(local.gettext(sentence), words)


def telling(local: Local, kpi: View, result: View | None, advance: Advance) -> Markup:
    """What *advance* says of *kpi* and its latest *result*."""
    words: dict[str, Any] = {
        "base": whole_amount(kpi.baseline) if kpi.baseline else "",
        "target": whole_amount(kpi.target) if kpi.target else "",
        "result": whole_amount(result) if result is not None else "",
    }
    for name, step in advance.steps.items():
        words[name] = _step(local, step, kpi.target.unit)
    if advance.percent is not None:
        number, exact = advance.percent
        words["percent"] = str(number) if exact else said(local, _ABOUT, n=number)
    sentences = []
    if advance.kind != "silent":
        down = advance.down and advance.kind in _DOWN
        sentences.append((_DOWN if down else _UP)[advance.kind])
    if advance.reason is not None:
        sentences.append(_REASONS[advance.reason])
        words |= _of_reason(local, kpi, result, advance.reason)
    gap = escape("" if local.lang == SOURCE_LANGUAGE else " ")
    return gap.join(said(local, sentence, **words) for sentence in sentences)


def _step(local: Local, step: Decimal, unit: Any) -> Markup:
    """A difference: of percentages in points, else in its unit.

    A unit that is a word would need a plural in other languages than Japanese; it stands at the
    values beside it.
    """
    number = number_name(step)
    if unit in PERCENT:
        return said(local, _ONE_POINT if step == 1 else _POINTS, n=number)
    counted = local.lang == SOURCE_LANGUAGE and unit
    return escape(number) + (escape(unit) if counted else "")


def _of_reason(local: Local, kpi: View, result: View | None, reason: Reason) -> dict[str, Any]:
    """What a reason names: the kind of unknown, or the two units that differ."""
    if reason in {"no-target", "no-base"}:
        missing = kpi.model.why_empty("target" if reason == "no-target" else "baseline")  # type: ignore[attr-defined]
        return {"why": local.gettext(UNKNOWN[missing])}
    if reason in {"result-units", "base-units"}:
        one = result if reason == "result-units" else kpi.baseline
        nothing = local.gettext(NO_UNIT)
        return {
            "unit": (one.unit if one is not None else None) or nothing,
            "other": kpi.target.unit or nothing,
        }
    return {}
