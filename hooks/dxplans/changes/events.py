"""Changes that an office has its own words for: commitments, results, confirmation, corrections."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dxplans.changes import labels
from dxplans.changes.change import Change
from dxplans.changes.values import dated, quoted, value_words
from dxplans.changes.way import apart, value, way
from dxplans.fiscal import fiscal_year_name

_Both = tuple[Callable[[Change], str], Callable[[Change], str]]


def _detail(change: Change, lang: str) -> str:
    told: dict[str, Any] = change.facts.get("detail") or {}
    text = told.get(lang) or told.get("ja")
    if not text:
        return ""
    return f"（{text}）" if lang == "ja" else f" ({text})"


def _part(lang: str, ja: str, en: str) -> Callable[[Change], str]:
    """The part on the way, said to have come or gone, with the values that tell most of it."""

    def say(change: Change) -> str:
        return (ja if lang == "ja" else en).format(
            way=way(change, lang), detail=_detail(change, lang)
        )

    return say


def _side(change: Change, side: str) -> str:
    return apart(value(change, side, "ja"))


def _classes(change: Change, lang: str) -> tuple[str, str]:
    found = (change.facts.get("class_before"), change.facts.get("class_after"))
    old, new = (value_words(one, "Action.class", lang) for one in found)
    return old, new


def _action(change: Change, lang: str) -> str:
    """The action, without the name of the verb's own field."""
    return way(change, lang, field="動詞" if lang == "ja" else "verb")


def _verbs_ja(change: Change, end: str) -> str:
    return f"{_action(change, 'ja')}を{_side(change, 'before')}から{_side(change, 'after')}に変更（{end}）"


def _verbs_en(change: Change, end: str) -> str:
    return (
        f"{_action(change, 'en')} changed from {value(change, 'before', 'en')} "
        f"to {value(change, 'after', 'en')} ({end})"
    )


def _ladder(ja: str, en: str) -> _Both:
    """A verb that went up or down: the printed verbs first, then our class of them."""

    def japanese(change: Change) -> str:
        old, new = _classes(change, "ja")
        return _verbs_ja(
            change, f"このサイトの読み取りでは「{old}」から「{new}」へ、約束が{ja}なる向き"
        )

    def english(change: Change) -> str:
        old, new = _classes(change, "en")
        return _verbs_en(
            change, f"as this site reads it from “{old}” to “{new}”, a {en} commitment"
        )

    return japanese, english


def _verb_ja(change: Change) -> str:
    old, new = _classes(change, "ja")
    same = old == new
    return _verbs_ja(
        change,
        f"種類は「{old}」のまま" if same else f"このサイトの読み取りでは「{old}」から「{new}」へ",
    )


def _verb_en(change: Change) -> str:
    old, new = _classes(change, "en")
    if old == new:
        return _verbs_en(change, f"still read as “{old}”")
    return _verbs_en(change, f"as this site reads it from “{old}” to “{new}”")


def _read_ja(change: Change) -> str:
    old, new = _classes(change, "ja")
    return (
        f"{_action(change, 'ja')}{_side(change, 'after')}はそのままで、"
        f"このサイトの読み取りだけを「{old}」から「{new}」に変更"
    )


def _read_en(change: Change) -> str:
    old, new = _classes(change, "en")
    return (
        f"{_action(change, 'en')} {value(change, 'after', 'en')} stays; "
        f"only this site's reading of it changed from “{old}” to “{new}”"
    )


def _machine(lang: str) -> Callable[[Change], str]:
    """The printed value stays, what machines read of it does not."""

    def words(change: Change, side: str) -> str:
        raw = getattr(change, side)
        pick = 0 if lang == "ja" else 1
        model = change.facts.get("model", "Quantity")
        told = [(key, value_words(one, f"{model}.{key}", lang)) for key, one in raw.items()]
        if [key for key, _ in told] == ["value"]:
            return told[0][1]
        between = "、" if lang == "ja" else ", "
        return between.join(f"{labels.field(f'{model}.{key}')[pick]} {one}" for key, one in told)

    def say(change: Change) -> str:
        old, new, head = words(change, "before"), words(change, "after"), _head(change, lang)
        shown = change.facts.get("printed" if lang == "ja" else "printed_en")
        shown = quoted(str(shown or change.facts.get("printed") or ""), lang)
        if lang == "ja":
            return f"{head}は{apart(shown)}のまま、機械が読む値だけを {old} から {new} に変更"
        return (
            f"{head} still {shown}; only the value that machines read changed from {old} to {new}"
        )

    def bare(change: Change) -> str:
        old, new, head = words(change, "before"), words(change, "after"), way(change, lang)
        if lang == "ja":
            return f"{head}（機械が読む値だけ）を {old} から {new} に変更"
        return f"{head} (the value that machines read) changed from {old} to {new}"

    return lambda change: say(change) if change.facts.get("printed") else bare(change)


def _year(change: Change, lang: str) -> str:
    year = str(change.facts.get("year", ""))
    known = 1980 <= int(year) <= 2100 if year.isdecimal() else False  # noqa: PLR2004 - the model's
    return fiscal_year_name(int(year), lang, short=True) if known else year


def _result_ja(change: Change) -> str:
    facts = change.facts
    told = (facts.get("detail") or {}).get("ja") or value(change, "after", "ja")
    dates = dated("Progress.published", facts.get("published"))
    source = "、".join(part for part in (
        f"出典: {facts['source']}" if facts.get("source") else "",
        f"{dates[0]}公表" if dates else "",
    ) if part)  # fmt: skip
    done = "削除" if change.operation == "removed" else "追加"
    end = f"（{source}）" if source and done == "追加" else ""
    return f"{_result(change, 'ja')}{apart(quoted(str(told), 'ja'))}を{done}{end}"


def _result_en(change: Change) -> str:
    told = change.facts.get("detail") or {}
    shown = told.get("en") or told.get("ja") or value(change, "after", "en")
    dates = dated("Progress.published", change.facts.get("published"))
    done = "removed" if change.operation == "removed" else "added"
    end = f" (published {dates[1]})" if dates and done == "added" else ""
    return f"{_result(change, 'en')} {done}: {quoted(str(shown), 'en')}{end}"


def _beside(change: Change, lang: str) -> str:
    """A result, or what stands beside it: its note, a correction."""
    head, field = _result(change, lang), change.field
    if not field.startswith(("Result.", "Revision.")) or field == "Result.printed":
        return head
    label = labels.field(field)[0 if lang == "ja" else 1]
    return f"{head}の{label}" if lang == "ja" else f"{head}, {label}"


def _head(change: Change, lang: str) -> str:
    return _result(change, lang) if change.field == "Result.printed" else way(change, lang)


def _result(change: Change, lang: str) -> str:
    """Which result: of which KPI, for which year."""
    if lang == "ja":
        return f"{_kpi(change, 'ja')}の{_year(change, 'ja')}の実績"
    return f"{_kpi(change, 'en')}: result for {_year(change, 'en')}"


def _kpi(change: Change, lang: str) -> str:
    name = next((step.name for step in change.steps if step.part == "Result"), None)
    shown = name.in_(lang) if name else ""
    return f"KPI『{shown}』" if lang == "ja" else f"KPI “{shown}”"


def _corrected_ja(change: Change) -> str:
    head, op = _beside(change, "ja"), change.operation
    if change.pairs:
        return f"{head}を変更"
    if op in {"added", "removed"}:
        return f"{head}を{'記録' if op == 'added' else '削除'}{_detail(change, 'ja')}"
    if op == "filled":
        return f"{head}に{_side(change, 'after')}を記入"
    if op == "emptied":
        return f"{head}（{value(change, 'before', 'ja')}）を削除"
    if op == "moved":
        return f"{head}を {change.before}番目 から {change.after}番目 に移動"
    reason = change.facts.get("reason")
    done = f"訂正（理由: {reason}）" if reason else "変更"
    return f"{head}を{_side(change, 'before')}から{_side(change, 'after')}に{done}"


def _corrected_en(change: Change) -> str:
    head, op = _beside(change, "en"), change.operation
    if change.pairs:
        return f"{head} changed"
    if op in {"added", "removed"}:
        return f"{head} {'recorded' if op == 'added' else 'removed'}{_detail(change, 'en')}"
    if op == "filled":
        return f"{head} filled in: {value(change, 'after', 'en')}"
    if op == "emptied":
        return f"{head} removed (was {value(change, 'before', 'en')})"
    if op == "moved":
        return f"{head} moved from place {change.before} to place {change.after}"
    reason = change.facts.get("reason_en") or change.facts.get("reason")
    done, end = ("corrected", f" (reason: {reason})") if reason else ("changed", "")
    old, new = value(change, "before", "en"), value(change, "after", "en")
    return f"{head} {done} from {old} to {new}{end}"


def _identity_ja(change: Change) -> str:
    return (
        f"{way(change, 'ja')}を{_side(change, 'before')}から{_side(change, 'after')}に変更"
        "（ページの中のアドレスが変わり、古いリンクは行き先を失います）"
    )


def _identity_en(change: Change) -> str:
    return (
        f"{way(change, 'en')} changed from {value(change, 'before', 'en')} to {value(change, 'after', 'en')} "
        "(its address inside the page changes; old links to it lead nowhere)"
    )


EVENTS: dict[str, _Both] = {
    "strengthened": _ladder("強く", "stronger"),
    "weakened": _ladder("弱く", "weaker"),
    "verb": (_verb_ja, _verb_en),
    "reclassified": (_read_ja, _read_en),
    "machine": (_machine("ja"), _machine("en")),
    "result": (_result_ja, _result_en),
    "result-removed": (_result_ja, _result_en),
    "result-changed": (_corrected_ja, _corrected_en),
    "address": (_identity_ja, _identity_en),
    "confirmed/filled": (
        _part("ja", "{way}を記録{detail}", ""),
        _part("en", "", "{way} recorded{detail}"),
    ),
    "unconfirmed/emptied": (
        _part("ja", "{way}の記録を削除{detail}", ""),
        _part("en", "", "{way} no longer recorded{detail}"),
    ),
    "withdrawn/filled": (
        _part("ja", "計画の内容の掲載を取り下げ{detail}", ""),
        _part("en", "", "the plan's content withdrawn{detail}"),
    ),
    "restored/emptied": (
        _part("ja", "取り下げをやめて、計画の内容をふたたび掲載{detail}", ""),
        _part("en", "", "the withdrawal lifted; the plan's content is shown again{detail}"),
    ),
}
