"""What a change is about and where in it: subject, way and values, as they stand in a sentence."""

from __future__ import annotations

from dxplans.changes import labels
from dxplans.changes.change import Change
from dxplans.changes.difference import Step
from dxplans.changes.naming import CALLED, REFERS, Name
from dxplans.changes.values import quoted, quoted_all, shortened, value_words

_LONGEST = 60
_SILENT = frozenset({"TextBlock", "GlossaryBlock", "StatisticsBlock"})
"""Parts that only hold others, and have nothing to be called by."""
_BY_TEXT = frozenset({
    "Action.text", "ListItem.text", "StatementBlock.text", "Loss.what", "Alias.text", "Cell.text",
})  # fmt: skip
"""Texts that name their part: told as the part itself, for the sentences follow."""
_WITHOUT = frozenset({"Easy.text", "Result.printed", "Event.printed", "Printed.text"})
"""Fields that say no more than the part or field they are in."""
_HEADS = {
    "term": ("用語集「{}」", "Glossary “{}”"),
    "theme": ("テーマ「{}」", "Theme “{}”"),
    "question": ("質問「{}」", "Question “{}”"),
    "stance": ("テーマ「{}」", "theme “{}”"),
    "answer": ("質問「{}」への答え", "answer to “{}”"),
    "page": ("ページ「{}」", "Page “{}”"),
    "guide": ("手引き「{}」", "Guide “{}”"),
    "comparison": ("比較のきまり「{}」", "Rule of comparison “{}”"),
    "translation": ("{}の翻訳", "Translation of {}"),
}
_GROUPS = {
    "search": ("検索の言葉", "Search words"),
    "reading": ("読むための助け", "Reading aids"),
    "accessibility": ("アクセシビリティの記録", "Accessibility records"),
    "corrections": ("訂正の記録", "Log of corrections"),
    "gone": ("なくなったものの一覧", "List of what is gone"),
}
_CATALOGUES = {
    "glossary": ("用語集", "the glossary"),
    "themes": ("テーマ", "the themes"),
    "comparisons": ("比較のきまり", "the rules of comparison"),
    "questions": ("質問", "the questions"),
    "corrections": ("訂正の記録", "the log of corrections"),
    "guide": ("メッセージの手引き", "the guide to the messages"),
    "site": ("画面の言葉", "the words of the pages"),
    "schema": ("ファイルの説明", "the descriptions of the files"),
}


def subject(change: Change, lang: str) -> str:
    """「美祢市 ⑥ AI・RPAの利用促進」: the publisher and what of it; empty for the project's files."""
    about, pick = change.subject, 0 if lang == "ja" else 1
    if about.type == "project":
        return ""
    if about.type in _GROUPS:
        return _GROUPS[about.type][pick]
    town = about.publisher.in_(lang) if about.publisher else ""
    if about.type == "publisher":
        return town
    title = about.title.in_(lang) if about.title else about.id
    if about.type == "translation" and about.id in _CATALOGUES:
        title = _CATALOGUES[about.id][pick]
    # 「美祢市DX推進計画」 says whose it is.
    town = "" if title.startswith(town) else town
    title = _HEADS.get(about.type, ("{}", "{}"))[pick].format(title)
    number = about.number.in_(lang) if about.number else ""
    found = " ".join(part for part in (town, number, title) if part)
    return found if lang == "ja" else f"{found[:1].upper()}{found[1:]}"


def way(change: Change, lang: str, *, field: str | None = None) -> str:
    """「KPI『RPA活用業務数』の目標値」: the parts on the way, and the field; *field* is its own label."""
    steps = [step for step in change.steps if step.part not in _SILENT]
    last = change.steps[-1] if change.steps else None
    ends_in_part = field is None and change.operation in {"added", "removed", "moved"} and (
        last is not None and last.field == change.field and last.part is not None
    )  # fmt: skip
    label = "" if ends_in_part else (field or _label(change.field, lang))
    model, _, key = change.field.partition(".")
    by_name = last is not None and last.part == model and key in CALLED.get(model, ())
    named = ends_in_part or not by_name  # a name that changes is told as the value
    parts = [_step(step, lang, named=named or step is not last) for step in steps]
    if change.field in _BY_TEXT or (change.field in _WITHOUT and parts):
        label = label if field else ""
    return _joined([part for part in parts if part], label, lang)


def _joined(parts: list[str], label: str, lang: str) -> str:
    if lang == "ja":
        return "の".join(part for part in (*parts, label) if part)
    head = ", ".join(parts)
    return f"{head}: {label}" if head and label else head or label


def _label(field: str, lang: str) -> str:
    return labels.field(field)[0 if lang == "ja" else 1]


def _step(step: Step, lang: str, *, named: bool) -> str:
    pick = 0 if lang == "ja" else 1
    if step.part is None:
        return labels.field(step.field)[pick]
    part = labels.part(step.part)[pick]
    if step.name is None or not named:
        return part
    name = shortened(step.name.in_(lang), _LONGEST)
    return f"{part}『{name}』" if lang == "ja" else f"{part} “{name}”"


def value(change: Change, side: str, lang: str) -> str:
    """The value *before* or *after* as it stands in a sentence."""
    raw = getattr(change, side)
    why = change.facts.get(f"{side}_why")
    if raw is None and why:
        return value_words(why, ".unknown", lang)
    if change.field in REFERS and raw is not None:
        return members(change, side, lang, quote=True)
    translated = getattr(change, f"{side}_en")
    if change.kind == "renamed" and isinstance(raw, str):
        name = shortened(translated if lang != "ja" and translated else raw)
        return f"「{name}」" if lang == "ja" else f"“{name}”"
    if lang != "ja" and isinstance(raw, str) and isinstance(translated, str):
        return quoted(translated, lang)
    return value_words(raw, change.field, lang)


def apart(text: str) -> str:
    """A value inside a Japanese sentence: with spaces around it, unless quotation marks do."""
    return text if text[:1] in "「『" and text[-1:] in "」』" else f" {text} "


def members(change: Change, side: str, lang: str, *, quote: bool = False) -> str:
    """The names of what joined, left or moved: of ids their titles, of words the words."""
    raw = change.facts.get("member") if side == "member" else getattr(change, side)
    if raw is None:
        return ""
    named = change.facts.get(f"{side}_names")
    if named:
        texts = [Name(**one).in_(lang) for one in named]
    else:
        texts = [str(one) for one in (raw if isinstance(raw, list) else [raw])]
    return quoted_all(texts, lang) if quote else "、".join(texts)
