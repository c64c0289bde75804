"""What has changed in a file of results to sentences, as a clerk would tell a colleague."""

from __future__ import annotations

from dxplans.edition import Edition
from dxplans.fiscal import date_name, fiscal_year_name
from dxplans.progress.merge import Change

_WORDS = {
    "source": ("公表した文書の題名", "title of the document"),
    "url": ("文書のアドレス", "address of the document"),
    "published": ("公表日", "date of publication"),
    "value": ("数値", "number"),
    "as_of": ("「いつの値か」", "date of the value"),
    "note": ("説明", "note"),
}
_SENTENCES = {
    "added": (
        "{place}: 指標「{name}」の{year}の結果「{new}」を加えました。",
        "{place}: result “{new}” of the KPI “{name}” added for {year}.",
    ),
    "corrected": (
        "{place}: 指標「{name}」の{year}の結果を「{old}」から「{new}」に訂正しました（理由: {reason}）。",
        "{place}: result of the KPI “{name}” for {year} corrected from “{old}” to “{new}” (reason: {reason}).",
    ),
    "completed": (
        "{place}: 指標「{name}」の{year}の{what}を「{new}」にしました。",
        "{place}: {what} of the KPI “{name}” for {year} set to “{new}”.",
    ),
    "completed_from": (
        "{place}: 指標「{name}」の{year}の{what}を「{old}」から「{new}」に変えました。",
        "{place}: {what} of the KPI “{name}” for {year} changed from “{old}” to “{new}”.",
    ),
    "head": (
        "{town} {year}: {what}を「{old}」から「{new}」に変えました。",
        "{town} {year}: {what} changed from “{old}” to “{new}”.",
    ),
    "renewed": (
        "{town} {year}: {new}の時点で、すべて現状どおりです。値は変わりません。",
        "{town} {year}: nothing has changed as of {new}. No value is different.",
    ),
}


def sentence(change: Change, edition: Edition, year: int, lang: str) -> str:
    """*change* in *lang* (ja, otherwise English); names stay as the plan prints them."""
    kind = "completed_from" if change.kind == "completed" and change.old else change.kind
    which = 0 if lang == "ja" else 1
    town, indicator = edition.town.publisher.name, change.indicator
    values = {
        "town": town,
        "place": f"{town} {indicator.heading}" if indicator else town,
        "name": indicator.name if indicator else "",
        "year": fiscal_year_name(year, lang, short=True),
        "what": _WORDS.get(change.what, ("", ""))[which],
        "old": _shown(change, change.old, lang),
        "new": _shown(change, change.new, lang),
        "reason": change.reason,
    }
    return _SENTENCES[kind][which].format(**values)


def _shown(change: Change, text: str, lang: str) -> str:
    is_date = change.kind == "renewed" or change.what in {"published", "as_of"}
    return date_name(text, lang) if is_date and text else text
