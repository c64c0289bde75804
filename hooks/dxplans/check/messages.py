"""What each rule says, in Japanese and English: what is wrong, what was found, what to write.

The key is the rule's name, stable for guides and tests; the values are ``str.format`` fields.
"""

from __future__ import annotations

from typing import Any

from dxplans.problem import Problem

MESSAGES: dict[str, tuple[str, str]] = {
    # Reading the file
    "unreadable": (
        "ファイルを読めません（{reason}）。",
        "The file cannot be read ({reason}).",
    ),
    "too_big": (
        "ファイルが大きすぎます（{size:,}バイト。上限は{limit:,}バイト）。章や取組ごとに分けてください。",
        "The file is too big ({size:,} bytes; the limit is {limit:,}). Split it by chapter or initiative.",
    ),
    "binary": (
        "文字のファイルではありません。WordやExcelではなく、文字だけのYAMLとして保存してください。",
        "This is not a text file. Save it as plain YAML text, not as a Word or Excel file.",
    ),
    "not_utf8": (
        "文字コードがUTF-8ではありません。「UTF-8」を選んで保存し直してください。",
        "The file is not UTF-8. Save it again with the encoding UTF-8.",
    ),
    "control_character": (
        "目に見えない制御文字（{code}）があります。その文字を消してください。",
        "There is an invisible control character ({code}). Delete it.",
    ),
    "empty_file": (
        "ファイルに何も書かれていません。内容を書くか、ファイルを消してください。",
        "The file is empty. Write its content or delete the file.",
    ),
    "not_yaml": (
        "YAMLとして読めません（{reason}）。上の行から、字下げと記号を確かめてください。",
        "This cannot be read as YAML ({reason}). Check indentation and signs from the line above.",
    ),
    "too_deep": (
        "入れ子が深すぎます（上限は{limit}段）。",
        "The nesting is too deep (at most {limit} levels).",
    ),
    "anchor": (
        "アンカー（&）と別名（*）は使えません。値をそのまま書いてください。「&」「*」で始まる文字なら引用符で囲みます。",
        "Anchors (&) and aliases (*) cannot be used. Write the value itself, or quote a text that starts with & or *.",
    ),
    "tag": (
        "YAMLのタグ「{tag}」は使えません。「!」で始まる文字なら引用符で囲んでください。",
        "The YAML tag “{tag}” cannot be used. Quote a text that starts with “!”.",
    ),
    "key_not_text": (
        "項目名が文字ではありません。「項目名: 値」の形で書いてください。",
        "The key is not a text. Write “key: value”.",
    ),
    "duplicate_key": (
        "項目「{key}」が二重に書かれています（最初は{line}行目）。どちらか一つにしてください。",
        "“{key}” is written twice (first on line {line}). Keep one of them.",
    ),
    "fullwidth_indent": (
        "行の始めに全角の空白があります。半角の空白で字下げしてください。",
        "The line starts with a full-width space. Indent with ordinary spaces.",
    ),
    "tab_indent": (
        "行の始めにタブがあります。半角の空白で字下げしてください。",
        "The line starts with a tab. Indent with spaces.",
    ),
    "fullwidth_key": (
        "項目名「{key}」が全角で書かれています。半角の英字で書いてください → {text}",
        "The key “{key}” is in full-width letters. Write it in ordinary letters → {text}",
    ),
    "fullwidth_colon": (
        "「：」（全角コロン）ではなく「: 」（半角コロンと半角の空白）で書いてください → {text}",
        "Write “: ” (ordinary colon and space), not “：” (full-width colon) → {text}",
    ),
    "fullwidth_dash": (
        "一覧の印が全角です。「- 」（半角のハイフンと空白）で書いてください → {text}",
        "The list mark is full-width. Write “- ” (hyphen and space) → {text}",
    ),
    "no_space_after_colon": (
        "「{key}:」の後に半角の空白が必要です → {text}",
        "A space is needed after “{key}:” → {text}",
    ),
    "must_quote_start": (
        "「{sign}」で始まる値は引用符「\"」で囲んでください → {text}",
        "Put the value that starts with “{sign}” in quotation marks → {text}",
    ),
    "open_quote": (
        "引用符が閉じていません → {text}",
        "The quotation mark is not closed → {text}",
    ),
    "open_bracket": (
        "「{sign}」が閉じていません → {text}",
        "“{sign}” is not closed → {text}",
    ),
    "colon_in_value": (
        "値の中に「: 」があります。値全体を引用符「\"」で囲んでください → {text}",
        "There is “: ” inside the value. Put the whole value in quotation marks → {text}",
    ),
    "bad_indent": (
        "字下げがそろっていません。上の行と見くらべてください → {text}",
        "The indentation does not match. Compare it with the lines above → {text}",
    ),
    # The shape of the data
    "missing": (
        "必須の項目「{key}」がありません。「{key}: …」を書きたしてください。",
        "The required “{key}” is missing. Add “{key}: …”.",
    ),
    "unknown_key": (
        "項目「{key}」は定義されていません。{hint}",
        "“{key}” is not a known key. {hint_en}",
    ),
    "need_text": (
        "文字が必要です（書かれた値: {found}）。引用符で囲むと文字になります: \"{found}\"",
        "A text is needed (found: {found}). Quote it to make it a text: \"{found}\"",
    ),
    "need_text_empty": (
        "値が空です。文字を書くか、この項目の行を消してください。",
        "The value is empty. Write a text or delete the line.",
    ),
    "need_integer": (
        "整数が必要です（書かれた値: {found}）。半角の数字だけを、引用符なしで書いてください。",
        "A whole number is needed (found: {found}). Write digits only, without quotation marks.",
    ),
    "need_number": (
        "数が必要です（書かれた値: {found}）。単位やコンマを付けず、半角の数字で書いてください。",
        "A number is needed (found: {found}). Write digits without unit or comma.",
    ),
    "need_boolean": (
        "true か false を書いてください（書かれた値: {found}）。",
        "Write true or false (found: {found}).",
    ),
    "need_list": (
        "一覧が必要です（書かれた値: {found}）。「- 」で始まる行を並べるか、[a, b] と書いてください。",
        "A list is needed (found: {found}). Write lines that start with “- ”, or [a, b].",
    ),
    "need_mapping": (
        "項目の集まりが必要です（書かれた値: {found}）。「項目名: 値」の行を、字下げして並べてください。",
        "A group of keys is needed (found: {found}). Write indented lines “key: value”.",
    ),
    "choose": (
        "{choices} のどれかを書いてください（書かれた値: {found}）。{hint}",
        "Write one of {choices} (found: {found}). {hint_en}",
    ),
    "choose_type": (
        "type に {choices} のどれかを書いてください（書かれた値: {found}）。",
        "Write one of {choices} as type (found: {found}).",
    ),
    "too_short": (
        "空にはできません。内容を書くか、項目ごと消してください。",
        "This cannot be empty. Write something or delete the key.",
    ),
    "too_long": (
        "長すぎます（{length}文字。上限は{limit}文字）。",
        "This is too long ({length} characters; at most {limit}).",
    ),
    "one_line": (
        "一行で書いてください。先頭の空白や改行は使えません。",
        "Write this on one line, without leading spaces or line breaks.",
    ),
    "bad_id": (
        "idは英小文字で始め、英小文字・数字・ハイフンだけで書いてください（例 ai-rpa。書かれた値: {found}）。",
        "An id starts with a lower-case letter and holds lower-case letters, digits and hyphens (ai-rpa; found: {found}).",
    ),
    "bad_kana": (
        "読みは、ひらがなと「ー」「・」だけで書いてください（書かれた値: {found}）。",
        "Write the reading in hiragana only (found: {found}).",
    ),
    "bad_date": (
        "日付は 2026-03-31、2026-03、2026 のどれかの形で書いてください（書かれた値: {found}）。",
        "Write a date as 2026-03-31, 2026-03 or 2026 (found: {found}).",
    ),
    "bad_day": (
        "日付は 2026-03-31 の形で、日まで書いてください（書かれた値: {found}）。",
        "Write the full date as 2026-03-31 (found: {found}).",
    ),
    "no_such_date": (
        "{value} という日付はありません。月と日を確かめてください。",
        "There is no date {value}. Check the month and the day.",
    ),
    "bad_code": (
        "団体コードは6けたの数字を引用符で囲んで書いてください（例 \"352136\"。書かれた値: {found}）。",
        "Write the local government code as six digits in quotation marks (\"352136\"; found: {found}).",
    ),
    "bad_url": (
        "アドレスは https:// か http:// で始めてください（書かれた値: {found}）。",
        "An address starts with https:// or http:// (found: {found}).",
    ),
    "bad_pattern": (
        "書き方が決まりに合いません（書かれた値: {found}）。",
        "This is not written as it should be (found: {found}).",
    ),
    "at_least": (
        "{limit}以上の数を書いてください（書かれた値: {found}）。",
        "Write a number of {limit} or more (found: {found}).",
    ),
    "at_most": (
        "{limit}以下の数を書いてください（書かれた値: {found}）。",
        "Write a number of {limit} or less (found: {found}).",
    ),
    "check_digit": (
        "団体コード {value} の検査数字が合いません。「{right}」の書きまちがいではありませんか。",
        "The check digit of the code {value} is wrong. Did you mean “{right}”?",
    ),
    "code_needed": (
        "市区町村と都道府県には code（6けたの団体コード）が必要です。",
        "A municipality or prefecture needs its code (six digits).",
    ),
    "members_needed": (
        "広域の団体（kind: joint）には members（構成する団体のコード）が必要です。",
        "A joint body needs members (the codes of its municipalities).",
    ),
    "span_backwards": (
        "帯の終わり（{end}）が始まり（{start}）より前です。",
        "The bar ends ({end}) before it starts ({start}).",
    ),
    "empty_chapter": (
        "章に中身がありません。blocks か sections を書いてください。",
        "The chapter is empty. Write blocks or sections.",
    ),
    "invalid": (
        "値が決まりに合いません（{reason}）。",
        "The value is not valid ({reason}).",
    ),
    # Printed strings and machine values
    "period_disagrees": (
        "印刷された期間「{printed}」と、start・end（{start}～{end}年度）が合いません。どちらかを直すか、文書の誤りなら errata に書いてください。",
        "The printed period “{printed}” and start/end (fiscal {start}–{end}) disagree. Correct one, or record the document's slip under errata.",
    ),
    "period_backwards": (
        "期間の end（{end}）が start（{start}）より前です。",
        "The period ends ({end}) before it starts ({start}).",
    ),
    "date_disagrees": (
        "印刷された「{printed}」と date（{date}）が合いません。文書と同じ細かさで書いてください。",
        "The printed “{printed}” and date ({date}) disagree. Write it as exactly as the document does.",
    ),
    "value_disagrees": (
        "印刷された「{printed}」と value（{value}）が合いません。",
        "The printed “{printed}” and value ({value}) disagree.",
    ),
    "value_without_print": (
        "印刷された「{printed}」に数がないのに、value（{value}）があります。計画にない数は書けません。",
        "The printed “{printed}” holds no number, but there is a value ({value}). A number that the plan does not state cannot be written.",
    ),
    "value_missing": (
        "印刷された「{printed}」の数を value に書いてください（value: {number}）。",
        "Write the number of the printed “{printed}” as value (value: {number}).",
    ),
    "unit_disagrees": (
        "単位「{unit}」が、印刷された「{printed}」にありません。",
        "The unit “{unit}” is not in the printed “{printed}”.",
    ),
    "as_of_disagrees": (
        "as_of（{date}）が、印刷された「{printed}」の日付と合いません。計画に書かれた日付だけを書いてください。",
        "as_of ({date}) is not a date of the printed “{printed}”. Write only a date that the plan states.",
    ),
    "year_without_print": (
        "目標の年度（{year}）があるのに year_printed がありません。計画に年度が書かれていなければ year を消してください。",
        "There is a target year ({year}) but no year_printed. Delete year if the plan states none.",
    ),
    "year_disagrees": (
        "year（{year}）と、印刷された「{printed}」が合いません。",
        "year ({year}) and the printed “{printed}” disagree.",
    ),
    "timing_disagrees": (
        "時期（{date}）が、印刷された「{printed}」と合いません。",
        "The time ({date}) is not in the printed “{printed}”.",
    ),
    "baseline_needs_target": (
        "指標「{name}」に目標値（target）も基準値（baseline）もありません。計画にないなら unknown に書いてください（例 unknown: {{target: not-stated}}）。",
        "The KPI “{name}” has neither target nor baseline. If the plan has none, say so under unknown (unknown: {{target: not-stated}}).",
    ),
    "unknown_not_empty": (
        "「{field}」には値があるのに、unknown に「{kind}」と書かれています。どちらかを消してください。",
        "“{field}” has a value, but unknown says “{kind}”. Delete one of them.",
    ),
    "unknown_no_field": (
        "unknown の「{field}」という項目はありません。{hint}",
        "unknown names “{field}”, which is no key here. {hint_en}",
    ),
    "newer_needs_date": (
        "newer: none-known と書くときは、調べた日（newer_checked）が必要です。",
        "newer: none-known needs the day on which that was checked (newer_checked).",
    ),
    # Schedules
    "span_outside_table": (
        "帯（{start}～{end}年度）が、表の年度（{first}～{last}年度）からはみ出しています。",
        "The bar (fiscal {start}–{end}) is outside the table's years (fiscal {first}–{last}).",
    ),
    "years_outside_period": (
        "工程表の年度（{year}）が、計画の期間（{start}～{end}年度）の外です。",
        "The schedule's year ({year}) is outside the plan's period (fiscal {start}–{end}).",
    ),
    "years_not_in_order": (
        "工程表の年度は、小さい順に一年ずつ書いてください。",
        "Write the schedule's years in order, one by one.",
    ),
    "spans_overlap": (
        "帯が重なっています（{year}年度）。行を分けてください。",
        "Bars overlap (fiscal {year}). Use separate rows.",
    ),
    "lost_with_spans": (
        "extent: {extent} の行に spans があります。どちらかを消してください。",
        "A row with extent: {extent} has spans. Delete one of them.",
    ),
    "printed_without_spans": (
        "spans がありません。写しで失われたなら extent: lost、計画にないなら extent: not-stated と書いてください。",
        "There are no spans. Write extent: lost if our copy lost them, extent: not-stated if the plan has none.",
    ),
    # Tables
    "row_cells": (
        "行のセルは{columns}列分のはずが、{found}列分です。",
        "The row should fill {columns} columns but fills {found}.",
    ),
    # Prose
    "raw_html": (
        "HTML（{found}）は書けません。文字だけで書いてください。",
        "HTML ({found}) cannot be used. Write plain text.",
    ),
    "unsafe_link": (
        "リンク先「{found}」は使えません。https:// で始まるアドレスにしてください。",
        "The link “{found}” cannot be used. Write an address that starts with https://.",
    ),
    "vague_link": (
        "リンクの文字「{found}」では行き先がわかりません。行き先の題名を書いてください。",
        "The link text “{found}” does not say where it leads. Write the title of the target.",
    ),
    "space_in_word": (
        "日本語の言葉の中に空白があります: 「{found}」。空白を消してください。",
        "There is a space inside Japanese words: “{found}”. Delete the space.",
    ),
    "space_by_latin": (
        "英数字と日本語の間に空白があります: 「{found}」。ふつうは空白を入れません。",
        "There is a space between Latin letters or digits and Japanese: “{found}”. Usually there is none.",
    ),
    "unknown_mark_up": (
        "使えない書き方です: 「{found}」。使えるのは段落、「- 」の一覧、**強調**、[文字](アドレス)、{{漢字|かんじ}}、[^1] です。",
        "This markup cannot be used: “{found}”. Paragraphs, “- ” lists, **strong**, [text](address), {{漢字|かんじ}} and [^1] can.",
    ),
    "footnote_missing": (
        "注 [^{number}] が footnotes にありません。",
        "The note [^{number}] is not among the footnotes.",
    ),
    "footnote_unused": (
        "注 {number} は本文のどこからも参照されていません。",
        "No text refers to note {number}.",
    ),
    # Ids and links between files
    "duplicate_id": (
        "id「{id}」が二度使われています（最初は{line}行目）。別の id にしてください。",
        "The id “{id}” is used twice (first on line {line}). Choose another.",
    ),
    "duplicate_sibling": (
        "id「{id}」が、同じ並びの中で二度使われています。別の id にしてください。",
        "The id “{id}” is used twice in the same list. Choose another.",
    ),
    "unknown_id": (
        "{what}「{id}」が見つかりません。{hint}",
        "There is no {what_en} “{id}”. {hint_en}",
    ),
    "not_listed": (
        "このファイルは plan.yaml の {list} にありません。「- {id}」を書きたしてください。",
        "This file is not listed under {list} in plan.yaml. Add “- {id}”.",
    ),
    "no_file": (
        "{list} にある「{id}」のファイル {file} がありません。{hint}",
        "“{id}” is listed under {list}, but there is no file {file}. {hint_en}",
    ),
    "alias_twice": (
        "書き方「{alias}」は、用語「{other}」（{file}）でも使われています。どちらか一つの用語だけに書いてください。",
        "The spelling “{alias}” also belongs to the term “{other}” ({file}). Keep it in one term only.",
    ),
    "code_twice": (
        "団体コード {code} は {file} でも使われています。",
        "The code {code} is also used by {file}.",
    ),
    "address_twice": (
        "アドレス「{address}」が {file} と重なります。",
        "The address “{address}” is also that of {file}.",
    ),
    "repeat_differs": (
        "再掲のもと「{id}」と、{field} が違います（もと: {original}、ここ: {here}）。文書の誤りなら note に書いてください。",
        "The repeated KPI differs from “{id}” in {field} (there: {original}, here: {here}). If the document errs, say so in note.",
    ),
    "policies_twice": (
        "まとまり「{group}」に policies があるので、ここには書けません。",
        "The group “{group}” has policies, so none can be written here.",
    ),
    # Files and folders
    "unknown_prefecture": (
        "「{id}」という都道府県のフォルダーはありません。{hint}",
        "There is no prefecture “{id}”. {hint_en}",
    ),
    "bad_folder": (
        "フォルダーの名前「{found}」は使えません。英小文字・数字・ハイフンで書いてください。",
        "The folder name “{found}” cannot be used. Use lower-case letters, digits and hyphens.",
    ),
    "bad_edition": (
        "版のフォルダー「{found}」は、計画の最初の年度（{start}）にしてください。",
        "The folder of the edition is “{found}”; name it by the plan's first fiscal year ({start}).",
    ),
    "stray_file": (
        "ここに置けないファイルです。{hint}",
        "This file does not belong here. {hint_en}",
    ),
    "no_publisher": (
        "publisher.yaml がありません。団体の名前とコードを書いたファイルが必要です。",
        "publisher.yaml is missing. A file with the body's name and code is needed.",
    ),
    "no_plan": (
        "plan.yaml がありません。",
        "plan.yaml is missing.",
    ),
    "code_elsewhere": (
        "団体コード {code} の都道府県は「{right}」です。フォルダー「{found}」が違います。",
        "The code {code} belongs to the prefecture “{right}”, but the folder is “{found}”.",
    ),
    "reserved_address": (
        "「{id}」はサイトのページのアドレスなので使えません。",
        "“{id}” is the address of a page of the site and cannot be used.",
    ),
}


def hint(near: str | None) -> dict[str, str]:
    """The values ``hint`` and ``hint_en`` that suggest *near*, or nothing."""
    if near is None:
        return {"hint": "", "hint_en": ""}
    return {
        "hint": f"「{near}」の間違いではありませんか。",
        "hint_en": f"Did you mean “{near}”?",
    }


def say(problem: Problem, lang: str = "ja") -> str:
    """The sentence of *problem* in *lang* (ja, otherwise English), without its place."""
    japanese, english = MESSAGES[problem.code]
    values: dict[str, Any] = {**hint(None), **problem.values}
    text = (japanese if lang == "ja" else english).format(**values)
    return text.replace("\n", " ").strip()


def line(problem: Problem, lang: str = "ja") -> str:
    """``file:line:column: message``; a warning says so first."""
    level = {"error": "", "warning": "warning: "}[problem.level]
    return f"{problem.mark}: {level}{say(problem, lang)}"
