"""Whole files that came, went or changed to a sentence each: plans, pages, translations, code."""

from __future__ import annotations

from collections.abc import Callable

from dxplans.changes.change import Change

_Both = tuple[Callable[[Change], str], Callable[[Change], str]]
_CALLED = {
    "publisher": ("自治体（団体）", "publisher"),
    "edition": ("計画", "plan"),
    "chapter": ("章", "chapter"),
    "initiative": ("取組", "initiative"),
    "term": ("言葉", "term"),
    "theme": ("テーマ", "theme"),
    "question": ("質問", "question"),
    "comparison": ("比較のきまり", "rule of comparison"),
    "answers": ("質問への答えのファイル", "file of answers"),
    "stances": ("テーマごとの内容のファイル", "file of stances to the themes"),
    "gone": ("なくなったものの一覧", "list of what is gone"),
    "progress": ("{id}年度の実績のファイル", "file of results for fiscal {id}"),
    "page": ("手書きのページ", "hand-written page"),
}
_COUNTED = {
    "initiatives": ("取組", "initiative", "initiatives"),
    "chapters": ("章", "chapter", "chapters"),
    "actions": ("すること", "action", "actions"),
    "kpis": ("KPI", "KPI", "KPIs"),
    "results": ("実績", "result", "results"),
    "answers": ("答え", "answer", "answers"),
    "themes": ("テーマ", "theme", "themes"),
    "gone": ("なくなったもの", "thing that is gone", "things that are gone"),
}
_SIDES = {"before": ("変更前の", "before the change"), "after": ("変更後の", "after the change")}
_DONE = {
    "added": ("を追加", "added"),
    "removed": ("を削除", "removed"),
    "changed": ("を変更", "changed"),
}


def _called(change: Change, lang: str) -> str:
    pick = 0 if lang == "ja" else 1
    if change.subject.type not in _CALLED:
        return f"{('ファイル', 'file')[pick]} {change.file} "[: None if lang == "ja" else -1]
    return _CALLED[change.subject.type][pick].format(id=change.subject.id)


def _counts(change: Change, lang: str) -> list[str]:
    told = []
    for key, (ja, one, many) in _COUNTED.items():
        count = change.facts.get(key)
        if isinstance(count, int) and count:
            told.append(
                f"{ja} {count}" if lang == "ja" else f"{count} {one if count == 1 else many}"
            )
    return told


_PAGES = frozenset({
    "publisher", "edition", "chapter", "initiative", "term", "theme", "question",
})  # fmt: skip


def _came(lang: str) -> Callable[[Change], str]:
    """A file that came or went, how much is in it, and the page that goes with it."""

    def say(change: Change) -> str:
        told = _counts(change, lang)
        if change.page_after is None and change.page_before and change.subject.type in _PAGES:
            page = change.page_before
            told.append(
                f"{page} のページがなくなります" if lang == "ja" else f"its page {page} goes"
            )
        done = _DONE[change.operation]
        if lang == "ja":
            return f"{_called(change, lang)}{done[0]}" + (f"（{'、'.join(told)}）" if told else "")
        return f"{_called(change, lang)} {done[1]}" + (f" ({', '.join(told)})" if told else "")

    return say


def _address_ja(change: Change) -> str:
    return (
        f"ページのアドレスが {change.before} から {change.after} に変わります"
        "（注意: 古いアドレスへのリンクは切れます。ファイルの名前は変えない決まりです）"
    )


def _address_en(change: Change) -> str:
    return (
        f"the page's address changes from {change.before} to {change.after} "
        "(warning: links to the old one will break; file names are never to change)"
    )


def _wrong_ja(change: Change) -> str:
    facts, side = change.facts, _SIDES[change.facts["side"]][0]
    head = f"{side}ファイル {_file(change)}"
    if change.kind == "unreadable":
        return f"{head} を読み取れないため、内容をくらべられません（{facts['line']}行目: {facts['message']}）"
    return f"{head} に誤りが{facts['errors']}件あります（{facts['line']}行目: {facts['message']}）"


def _wrong_en(change: Change) -> str:
    facts, side = change.facts, _SIDES[change.facts["side"]][1]
    if change.kind == "unreadable":
        return (
            f"the file {_file(change)} {side} cannot be read, so its content is not compared "
            f"(line {facts['line']}: {facts['message_en']})"
        )
    errors = "1 error" if facts["errors"] == 1 else f"{facts['errors']} errors"
    return f"the file {_file(change)} {side} has {errors} (line {facts['line']}: {facts['message_en']})"


def _file(change: Change) -> str:
    return change.file_before if change.facts["side"] == "before" else change.file


def _language(change: Change, lang: str) -> str:
    code = str(change.facts["language"])
    return {"en": ("英語", "English")}.get(code, (code, code))[0 if lang == "ja" else 1]


_TRANSLATED = {
    "translated": ("新しい訳", "newly translated"),
    "changed": ("直した訳", "translated anew"),
    "outdated": ("もとの文が変わって古くなった訳", "outdated because the original changed"),
    "lost": ("なくなった訳", "without a translation any more"),
    "removed": ("もとの文とともに外した訳", "removed together with the original"),
}


def _translated_ja(change: Change) -> str:
    told = [f"{name} {n}文" for key, (name, _) in _TRANSLATED.items() if (n := change.facts[key])]
    return f"{_language(change, 'ja')}の訳を変更（{'、'.join(told)}）"


def _translated_en(change: Change) -> str:
    told = [
        f"{count} {'text' if count == 1 else 'texts'} {name}"
        for key, (_, name) in _TRANSLATED.items()
        if (count := change.facts[key])
    ]
    return f"translations into {_language(change, 'en')}: {', '.join(told)}"


def _missing_ja(change: Change) -> str:
    lang = _language(change, "ja")
    return f"新しい文のうち{change.facts['missing']}文に、まだ{lang}の訳がありません（訳すまで日本語で表示します）"


def _missing_en(change: Change) -> str:
    count = change.facts["missing"]
    texts = "1 new text has" if count == 1 else f"{count} new texts have"
    return f"{texts} no {_language(change, 'en')} translation yet (shown in Japanese until then)"


def _page_ja(change: Change) -> str:
    facts = change.facts
    lines = f"（{facts['lines_added']}行を追加、{facts['lines_removed']}行を削除）"
    lines = lines if change.operation == "changed" else ""
    lang = "" if facts["language"] == "ja" else f"（{_language(change, 'ja')}）"
    return f"手書きのページ{lang}{_DONE[change.operation][0]}{lines}"


def _page_en(change: Change) -> str:
    facts = change.facts
    lang = "Japanese" if facts["language"] == "ja" else _language(change, "en")
    added, removed = _lines(facts["lines_added"]), _lines(facts["lines_removed"])
    lines = f" ({added} added, {removed} removed)" if change.operation == "changed" else ""
    return f"hand-written page in {lang} {_DONE[change.operation][1]}{lines}"


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"


def _files(change: Change) -> str:
    count = change.facts["count"]
    return "1 file" if count == 1 else f"{count} files"


def _other_ja(change: Change) -> str:
    if change.facts.get("data"):
        return f"ファイル {change.file} {_DONE[change.operation][0]}（計画のデータではありません）"
    return f"そのほかのファイルの変更 {change.facts['count']}ファイル"


def _other_en(change: Change) -> str:
    if change.facts.get("data"):
        return f"file {change.file} {_DONE[change.operation][1]} (no data of a plan)"
    return f"other files changed: {_files(change)}"


FILES: dict[str, _Both] = {
    "file/added": (_came("ja"), _came("en")),
    "file/removed": (_came("ja"), _came("en")),
    "file/address": (_address_ja, _address_en),
    "file/unreadable": (_wrong_ja, _wrong_en),
    "file/invalid": (_wrong_ja, _wrong_en),
    "file/translation": (_translated_ja, _translated_en),
    "file/untranslated": (_missing_ja, _missing_en),
    "file/page": (_page_ja, _page_en),
    "file/setting": (
        lambda change: f"サイトの設定（{change.file}）{_DONE[change.operation][0]}",
        lambda change: f"settings of the site ({change.file}) {_DONE[change.operation][1]}",
    ),
    "file/program": (
        lambda change: f"プログラム・見た目の変更 {change.facts['count']}ファイル",
        lambda change: f"code and templates changed: {_files(change)}",
    ),
    "file/file": (_other_ja, _other_en),
    "file/notation": (
        lambda change: f"{change.file} の書き方だけの変更（値は同じ）",
        lambda change: f"only the notation of {change.file} changed (same values)",
    ),
}
