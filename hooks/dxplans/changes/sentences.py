"""A change to one sentence of an office, in Japanese and English; never stronger than it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dxplans.changes import labels
from dxplans.changes.change import Change
from dxplans.changes.events import EVENTS
from dxplans.changes.files import FILES
from dxplans.changes.sentence import Rewording
from dxplans.changes.values import value_words
from dxplans.changes.way import apart, members, subject, value, way

Say = Callable[[Change], str]
_LABELS = (("前", "後", "追加", "削除"), ("before", "after", "added", "removed"))


def sentence(change: Change, lang: str) -> str:
    """What *change* is about, and what happened: 「美祢市 ⑥ AI・RPAの利用促進: KPI…」."""
    about, told = subject(change, lang), predicate(change, lang)
    return f"{about}: {told}" if about else told


def predicate(change: Change, lang: str) -> str:
    """What happened, without the subject that a heading already names."""
    japanese, english = _SAYINGS[_saying(change)]
    if lang == "ja":
        return japanese(change)
    text = english(change)
    return f"{text[:1].upper()}{text[1:]}"


def pair_lines(change: Change, lang: str) -> Iterator[tuple[str, str]]:
    """The sentences that differ, each with its label; in English the translations, if there are any.

    A sentence that is new or gone stands alone.
    """
    english = lang != "ja"
    pairs = change.pairs_en if english and change.pairs_en else change.pairs
    foreign = " (Japanese)" if english and pairs is change.pairs else ""
    before, after, new, gone = _LABELS[english]
    for pair in pairs:
        if pair.before is not None:
            yield (before if pair.after is not None else gone) + foreign, pair.before
        if pair.after is not None:
            yield (after if pair.before is not None else new) + foreign, pair.after


def _saying(change: Change) -> str:
    if not change.field:
        return f"file/{change.kind}"
    if change.field.endswith(".unknown"):
        return "unknown"
    for name in (f"{change.kind}/{change.operation}", change.kind):
        if name in EVENTS:
            return name
    return f"part/{change.operation}"


def _detail(change: Change, lang: str) -> str:
    told = change.facts.get("detail")
    if not told:
        return ""
    return f"（{told['ja']}）" if lang == "ja" else f" ({told['en'] or told['ja']})"


def _is_group(change: Change) -> bool:
    """Whether the value is a whole part of the format, of which no single value can be told."""
    told = change.facts.get("detail")
    return not told and (_holds_parts(change.before) or _holds_parts(change.after))


def _holds_parts(value: object) -> bool:
    return isinstance(value, dict) or (
        isinstance(value, list) and any(isinstance(one, dict | list) for one in value)
    )


def _changed_ja(change: Change) -> str:
    if _holds_parts(change.before) or _holds_parts(change.after):
        return f"{way(change, 'ja')}を別の内容に変更"
    old, new = (apart(value(change, side, "ja")) for side in ("before", "after"))
    return f"{way(change, 'ja')}を{old}から{new}に変更"


def _changed_en(change: Change) -> str:
    if _holds_parts(change.before) or _holds_parts(change.after):
        return f"{way(change, 'en')} replaced by another"
    return (
        f"{way(change, 'en')} changed from {value(change, 'before', 'en')} "
        f"to {value(change, 'after', 'en')}"
    )


def _filled_ja(change: Change) -> str:
    if change.pairs:
        return f"{way(change, 'ja')}を追加（{len(change.pairs)}文）"
    if _is_group(change):
        return f"{way(change, 'ja')}を追加"
    why = change.facts.get("before_why")
    was = f"（これまでは{value_words(why, '.unknown', 'ja')}）" if why else ""
    told = change.facts.get("detail")
    new = told["ja"] if told else value(change, "after", "ja")
    return f"{way(change, 'ja')}に{apart(new)}を記入{was}"


def _filled_en(change: Change) -> str:
    if change.pairs:
        count = len(change.pairs)
        return f"{way(change, 'en')} added ({count} sentence{'s' if count > 1 else ''})"
    if _is_group(change):
        return f"{way(change, 'en')} added"
    why = change.facts.get("before_why")
    was = f" (until now: {value_words(why, '.unknown', 'en')})" if why else ""
    told = change.facts.get("detail")
    new = (told["en"] or told["ja"]) if told else value(change, "after", "en")
    return f"{way(change, 'en')} filled in: {new}{was}"


def _emptied_ja(change: Change) -> str:
    if change.pairs:
        return f"{way(change, 'ja')}を削除（{len(change.pairs)}文）"
    if _is_group(change):
        return f"{way(change, 'ja')}を削除"
    why = change.facts.get("after_why")
    now = f"（空欄の理由: {value_words(why, '.unknown', 'ja')}）" if why else ""
    told = change.facts.get("detail")
    old = told["ja"] if told else value(change, "before", "ja")
    return f"{way(change, 'ja')}（{old}）を削除{now}"


def _emptied_en(change: Change) -> str:
    if change.pairs:
        count = len(change.pairs)
        return f"{way(change, 'en')} removed ({count} sentence{'s' if count > 1 else ''})"
    if _is_group(change):
        return f"{way(change, 'en')} removed"
    why = change.facts.get("after_why")
    now = f"; why it is empty: {value_words(why, '.unknown', 'en')}" if why else ""
    told = change.facts.get("detail")
    old = (told["en"] or told["ja"]) if told else value(change, "before", "en")
    return f"{way(change, 'en')} removed (was {old}){now}"


def _moved_ja(change: Change) -> str:
    if "from" in change.facts:
        return f"{way(change, 'ja')}を『{change.facts['from']['ja']}』から移動"
    moved = members(change, "member", "ja", quote=True)
    if len(change.facts.get("member") or ()) > 1:
        return f"{way(change, 'ja')}で{moved}の順番を変更"
    what = f"{way(change, 'ja')}で{moved}" if moved else way(change, "ja")
    return f"{what}を {change.before}番目 から {change.after}番目 に移動"


def _moved_en(change: Change) -> str:
    if "from" in change.facts:
        return f"{way(change, 'en')} moved here from “{change.facts['from']['en']}”"
    moved = members(change, "member", "en", quote=True)
    what = f"{way(change, 'en')}: {moved}" if moved else way(change, "en")
    if len(change.facts.get("member") or ()) > 1:
        return f"{what} in another order"
    return f"{what} moved from place {change.before} to place {change.after}"


def _reworded_ja(change: Change) -> str:
    only = change.facts.get("only")
    if only:
        return f"{way(change, 'ja')}の{'文の順番' if only == 'order' else '改行や空白'}だけを変更"
    counts = zip(Rewording(change.pairs).counts, ("変更", "追加", "削除"), strict=True)
    told = "、".join(f"{count}文を{done}" for count, done in counts if count)
    return f"{way(change, 'ja')}の文を変更（{told}）"


def _reworded_en(change: Change) -> str:
    only = change.facts.get("only")
    if only:
        what = "order of sentences" if only == "order" else "line breaks and spaces"
        return f"{way(change, 'en')}: only the {what} changed"
    counts = Rewording(change.pairs).counts
    done = ("changed", "added", "removed")
    told = ", ".join(f"{n} sentence{'s' if n > 1 else ''} {verb}"
                     for n, verb in zip(counts, done, strict=True) if n)  # fmt: skip
    return f"{way(change, 'en')} reworded ({told})"


def _unknown(lang: str) -> Say:
    def say(change: Change) -> str:
        pick = 0 if lang == "ja" else 1
        empty = labels.field(str(change.facts.get("empty")))[pick]
        old, new = (
            value_words(side, ".unknown", lang) if side else ("記入なし", "none given")[pick]
            for side in (change.before, change.after)
        )
        head = way(change, lang, field=empty)
        if lang == "ja":
            return f"{head}が空欄の理由を{apart(old)}から{apart(new)}に変更"
        return f"{head}: the reason why it is empty changed from {old} to {new}"

    return say


def _joined_ja(change: Change) -> str:
    return f"{way(change, 'ja')}に{members(change, 'after', 'ja', quote=True)}を追加"


def _joined_en(change: Change) -> str:
    return f"{way(change, 'en')}: {members(change, 'after', 'en', quote=True)} added"


def _left_ja(change: Change) -> str:
    return f"{way(change, 'ja')}から{members(change, 'before', 'ja', quote=True)}を削除"


def _left_en(change: Change) -> str:
    return f"{way(change, 'en')}: {members(change, 'before', 'en', quote=True)} removed"


_Both = tuple[Callable[[Change], str], Callable[[Change], str]]
_SAYINGS: dict[str, _Both] = {
    "part/changed": (_changed_ja, _changed_en),
    "part/filled": (_filled_ja, _filled_en),
    "part/emptied": (_emptied_ja, _emptied_en),
    "part/added": (
        lambda c: f"{way(c, 'ja')}を追加{_detail(c, 'ja')}",
        lambda c: f"{way(c, 'en')} added{_detail(c, 'en')}",
    ),
    "part/removed": (
        lambda c: f"{way(c, 'ja')}を削除{_detail(c, 'ja')}",
        lambda c: f"{way(c, 'en')} removed{_detail(c, 'en')}",
    ),
    "part/moved": (_moved_ja, _moved_en),
    "part/joined": (_joined_ja, _joined_en),
    "part/left": (_left_ja, _left_en),
    "part/reworded": (_reworded_ja, _reworded_en),
    "unknown": (_unknown("ja"), _unknown("en")),
    **EVENTS,
    **FILES,
}
