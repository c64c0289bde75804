"""What each rule says, in Japanese and English: what is wrong, what was found, what to write.

The key is the rule's name, stable for guides and tests; the values are ``str.format`` fields.
"""

from __future__ import annotations

from typing import Any

from dxplans.problem import Problem

MESSAGES: dict[str, tuple[str, str]] = {
    # Reading the file
    "unreadable": (
        "ファイルを読めません（{reason}）。ファイルの場所と、読む権限を確かめてください。",
        "The file cannot be read ({reason}). Check where it is and whether you may read it.",
    ),
    "too_big": (
        "ファイルが大きすぎます（{size:,}バイト。上限は{limit:,}バイト）。章や取組ごとに分けてください。",
        "The file is too big ({size:,} bytes; the limit is {limit:,}). Split it by chapter or initiative.",
    ),
    "binary": (
        "文字だけのファイルではありません。WordやExcelの形式ではなく、文字だけのYAMLファイルとして保存してください。",
        "This is not a plain text file. Save it as plain YAML text, not in a Word or Excel format.",
    ),
    "not_utf8": (
        "文字コードがUTF-8ではありません（Shift_JISなど）。文字コードに「UTF-8」を選んで保存し直してください。",
        "The file is not in UTF-8 (perhaps in Shift_JIS). Save it again with the encoding UTF-8.",
    ),
    "control_character": (
        "目に見えない文字（{code}）がまじっています。その文字を消すか、この行を打ち直してください。",
        "There is an invisible character ({code}) here. Delete it or type the line again.",
    ),
    "empty_file": (
        "ファイルに何も書かれていません。内容を書くか、ファイルを消してください。",
        "The file is empty. Write its content or delete the file.",
    ),
    "too_many_slips": (
        "読み取れない行が多いので、ここで検査をやめました。上の行から直して、もう一度検査してください。",
        "So many lines cannot be read that the check stopped here. Correct the lines above and check again.",
    ),
    "too_deep": (
        "字下げの段が深すぎます（上限は{limit}段）。段をへらして書き直してください。",
        "The nesting is too deep (at most {limit} levels). Use fewer levels.",
    ),
    "anchor": (
        '「&」や「*」で始まる値は使えません。文字として書くときは、引用符「"」で囲んでください。ほかの場所の値を使い回すことはできないので、値をそのまま書いてください。',
        "A value cannot start with “&” or “*”. If it is text, put it in quotation marks. Values of other places cannot be reused: write the value itself.",
    ),
    "tag": (
        '「{tag}」のように「!」で始まる書き方は使えません。文字として書くときは、引用符「"」で囲んでください。',
        "A value cannot start with “!” as in “{tag}”. If it is text, put it in quotation marks.",
    ),
    "key_not_text": (
        "項目の名前が読み取れません。「項目名: 値」の形で書いてください。",
        "The name of the key cannot be read. Write “key: value”.",
    ),
    "duplicate_key": (
        "項目「{key}」が二度書かれています（最初は{line}行目）。どちらか一つにしてください。",
        "“{key}” is written twice (first on line {line}). Keep one of them.",
    ),
    "second_document": (
        "ファイルの途中に「{found}」だけの行があります。ここで区切れてしまうので、この行を消してください。",
        "There is a line “{found}” in the middle of the file. It ends the file there, so delete the line.",
    ),
    "leading_zero": (
        '0で始まる番号は、引用符で囲んでください。囲まないと、ほかのソフトで先頭の0が消えます → "{found}"',
        'Put a number that starts with 0 in quotation marks, or other programs drop the 0 → "{found}"',
    ),
    "fullwidth_indent": (
        "行の始めに全角の空白があります。半角の空白で字下げしてください（文章の一字下げは要りません）。",
        "The line starts with a full-width space. Indent with ordinary spaces (paragraphs need no indent).",
    ),
    "tab_indent": (
        "タブで字下げされています。タブを消して、半角の空白で字下げしてください。",
        "The line is indented with a tab. Replace the tab by ordinary spaces.",
    ),
    "fullwidth_key": (
        "項目名「{key}」が全角です。半角で書いてください → {text}",
        "The key “{key}” is in full-width letters. Use ordinary letters → {text}",
    ),
    "fullwidth_colon": (
        "「{key}」の後が全角の「：」です。半角の「:」と半角の空白にしてください → {text}",
        "“{key}” is followed by a full-width colon. Write an ordinary colon and a space → {text}",
    ),
    "fullwidth_space": (
        "「{key}:」の後が全角の空白です。半角の空白にしてください → {text}",
        "“{key}:” is followed by a full-width space. Write an ordinary space → {text}",
    ),
    "no_space_after_colon": (
        "「{key}:」の後に半角の空白がありません。空白を一つ入れてください → {text}",
        "There is no space after “{key}:”. Put one there → {text}",
    ),
    "no_colon": (
        "「{key}」の後に「:」がありません。半角の「:」と空白を入れてください → {text}",
        "There is no colon after “{key}”. Put an ordinary colon and a space there → {text}",
    ),
    "bad_dash": (
        "一覧の印「{found}」は使えません。半角の「-」と空白にしてください → {text}",
        "“{found}” cannot start a list item. Write a hyphen and a space → {text}",
    ),
    "not_a_key": (
        "「項目名: 値」の形になっていません。上の文章の続きなら、同じところまで字下げしてください: {text}",
        "This is not “key: value”. If it continues the text above, indent it like that text: {text}",
    ),
    "must_quote_start": (
        '「{sign}」で始まる値は、引用符「"」で囲んでください → {text}',
        "Put a value that starts with “{sign}” in quotation marks → {text}",
    ),
    "text_after_bar": (
        "「{sign}」と同じ行に文字は書けません。文章は次の行から、字下げして書いてください → {text}",
        "No text can stand on the line of “{sign}”. Start it on the next line, indented → {text}",
    ),
    "open_quote": (
        "引用符が閉じていません。値の終わりにも引用符を付けてください → {text}",
        "The quotation mark is not closed. Put one at the end of the value too → {text}",
    ),
    "text_after_quote": (
        "引用符は値の全体を囲むように書いてください → {text}",
        "Quotation marks must enclose the whole value → {text}",
    ),
    "backslash": (
        '「"」で囲んだ値の中の「\\」（¥）は、二つ重ねて書いてください → {text}',
        "Inside quotation marks, write each backslash twice → {text}",
    ),
    "open_bracket": (
        "「{sign}」が閉じていません。終わりの括弧を付けてください → {text}",
        "“{sign}” is not closed. Add the closing bracket → {text}",
    ),
    "bad_brackets": (
        "括弧の中を読み取れません。[a, b] のように、値を一つずつ半角の「, 」で区切ってください: {text}",
        "What is in brackets cannot be read. Put one comma and a space between values, as in [a, b]: {text}",
    ),
    "colon_in_value": (
        '値の中に「: 」があります。値の全体を引用符「"」で囲んでください → {text}',
        "There is “: ” inside the value. Put the whole value in quotation marks → {text}",
    ),
    "bad_indent": (
        "字下げが上の行とそろっていません。いまは半角の空白が{found}個、{above}行目にそろえるなら{right}個です: {text}",
        "The indentation does not match the lines above: it is {found}, and to match line {above} it would be {right}: {text}",
    ),
    # The shape of the data
    "missing": (
        "必要な項目「{key}」がありません。「{key}: …」の行を書きたしてください。",
        "The required “{key}” is missing. Add a line “{key}: …”.",
    ),
    "unknown_key": (
        "「{key}」という項目はありません。{hint}",
        "There is no key “{key}” here. {hint_en}",
    ),
    "comma_in_value": (
        '{{ }} や [ ] の中では、コンマで値が切れます。コンマのある値は引用符で囲んでください（例 "2,000件"。切れたところ: {found}）。',
        'Inside braces or brackets a comma ends the value. Quote a value that holds one ("2,000件"; cut off: {found}).',
    ),
    "need_text": (
        '文字として書いてください（書かれた値: {found}）。引用符で囲むと文字になります → "{found}"',
        'Write this as text (found: {found}). Quotation marks make it text → "{found}"',
    ),
    "need_one_text": (
        "文字を一つだけ書くところに、一覧や項目の集まりがあります。「: 」や「[ ]」「{{ }}」を含む文字なら、引用符で囲んでください。",
        "There is a list or a group of keys where one text is needed. Quote a text that holds “: ”, “[ ]” or “{{ }}”.",
    ),
    "need_text_empty": (
        "値が空です。値を書くか、この行を消してください。「#」で始まる値は引用符で囲みます。",
        "The value is empty. Write one or delete the line. Quote a value that starts with “#”.",
    ),
    "need_integer": (
        "整数を書いてください（書かれた値: {found}）。半角の数字だけを、引用符なしで書きます。",
        "Write a whole number (found: {found}): ordinary digits only, without quotation marks.",
    ),
    "need_number": (
        "数を書いてください（書かれた値: {found}）。単位やコンマを付けず、半角の数字だけを書きます。",
        "Write a number (found: {found}): ordinary digits only, without unit or comma.",
    ),
    "number_as_text": (
        "「{found}」は数として読めません。引用符もコンマもない半角の数字で書いてください → {number}",
        "“{found}” is not a number here. Write ordinary digits without quotation marks or commas → {number}",
    ),
    "need_boolean": (
        "true（はい）か false（いいえ）を書いてください（書かれた値: {found}）。",
        "Write true or false (found: {found}).",
    ),
    "need_list": (
        "一覧を書いてください（書かれた値: {found}）。「- 」で始まる行を並べるか、[a, b] のように書きます。",
        "Write a list (found: {found}): lines that start with “- ”, or [a, b].",
    ),
    "need_mapping": (
        "項目の集まりを書いてください（書かれた値: {found}）。「項目名: 値」の行を、字下げをそろえて並べます。",
        "Write a group of keys (found: {found}): lines “key: value”, indented alike.",
    ),
    "choose": (
        "次のどれかを書いてください: {choices}（書かれた値: {found}）。{hint}",
        "Write one of: {choices_en} (found: {found}). {hint_en}",
    ),
    "choose_type": (
        "type に次のどれかを書いてください: {choices}（書かれた値: {found}）。{hint}",
        "Write as type one of: {choices} (found: {found}). {hint_en}",
    ),
    "too_short": (
        "空にはできません。内容を書くか、この項目を消してください。",
        "This cannot be empty. Write something or delete the key.",
    ),
    "too_few": (
        "{limit}つ以上書いてください（いまは{found}つです）。",
        "Write at least {limit} of them (found: {found}).",
    ),
    "too_many": (
        "{limit}つまでにしてください（いまは{found}つです）。",
        "Write at most {limit} of them (found: {found}).",
    ),
    "too_long": (
        "長すぎます（{length:,}文字。上限は{limit:,}文字）。短くするか、いくつかに分けてください。",
        "This is too long ({length:,} characters; at most {limit:,}). Shorten or split it.",
    ),
    "one_line": (
        "改行せず一行で書いてください。前後に空白も入れられません。",
        "Write this on one line, without line breaks and without spaces at either end.",
    ),
    "bad_id": (
        "idは英小文字で始め、英小文字・数字・ハイフンだけで書いてください（例 ai-rpa。書かれた値: {found}）。",
        "An id starts with a lower-case letter and holds only lower-case letters, digits and hyphens (ai-rpa; found: {found}).",
    ),
    "bad_reference": (
        "取組の指標や「すること」を「取組のid/そのid」の形で書いてください（例 ai-rpa/rpa-tasks。書かれた値: {found}）。",
        "Write the KPI or action as “initiative/its id” (ai-rpa/rpa-tasks; found: {found}).",
    ),
    "bad_section": (
        "章や節を「章のid」か「章のid/節のid」の形で書いてください（例 organisation/headquarters。書かれた値: {found}）。",
        "Write “chapter” or “chapter/section” by their ids (organisation/headquarters; found: {found}).",
    ),
    "bad_page": (
        "ページは、アドレスのサイトの名前より後を、「/」で終わる形で書いてください（例 questions/pay-by-phone/。書かれた値: {found}）。",
        "Write a page's address below the site, ending in “/” (questions/pay-by-phone/; found: {found}).",
    ),
    "bad_address": (
        "アドレスは、サイトの名前と言語より後を書いてください。ページは「/」で終わり、ページの中の場所は、その後に「#」と目印を付けます（例 yamaguchi/mine/2026/initiatives/ai-rpa/#kpi-rpa-tasks。書かれた値: {found}）。",
        "Write the address below the site and its language: a page ends in “/”, a place on it follows with “#” (yamaguchi/mine/2026/initiatives/ai-rpa/#kpi-rpa-tasks; found: {found}).",
    ),
    "bad_subject": (
        "計画は「都道府県/団体/年度」、指標はその後に「/取組のid/指標のid」を付けて書いてください（例 yamaguchi/mine/2026/ai-rpa/rpa-tasks。書かれた値: {found}）。",
        "Write a plan as “prefecture/publisher/year”, a KPI with “/initiative/KPI” behind it (yamaguchi/mine/2026/ai-rpa/rpa-tasks; found: {found}).",
    ),
    "figures_of_what": (
        "数字もくらべられるとき（figures）は、数え方の同じ指標を about に2つ以上書き、計画だけの名前は書かないでください。",
        "Where figures may be compared, name two or more KPIs that count alike in “about”, and no plan alone.",
    ),
    "bad_criterion": (
        "達成基準の番号を、1.4.3 のように書いてください（書かれた値: {found}）。{hint}",
        "Write the number of a success criterion as 1.4.3 (found: {found}). {hint_en}",
    ),
    "unsigned": (
        "署名がありません。試験をした人の名前を by に、試験した日を on に書いてください。署名のない用紙は読みこみません。",
        "There is no signature. Write who tested in by, and the day in on; a form without both is not taken.",
    ),
    "result_disagrees": (
        "result（{result}）と failed が合いません。failed のときは合わなかった達成基準の番号を failed に書き、passed のときは書かないでください。",
        "result ({result}) and failed disagree. With “failed” list the criteria in failed; with “passed” list none.",
    ),
    "bad_kana": (
        "読みは、ひらがなと「ー」「・」だけで書いてください（書かれた値: {found}）。{hint}",
        "Write the reading in hiragana only (found: {found}). {hint_en}",
    ),
    "bad_romanised": (
        "ローマ字の名前は、大文字で始まる半角の英字で書いてください（例 Mine。書かれた値: {found}）。",
        "Write the romanised name in Latin letters, starting with a capital (Mine; found: {found}).",
    ),
    "romanised_kind": (
        "ローマ字の名前に、市・町・村・区にあたる言葉は付けません。「{right}」と書いてください（書かれた値: {found}）。",
        "The romanised name is the name alone, without -shi, City and the like. Write “{right}” (found: {found}).",
    ),
    "bad_date": (
        "日付は半角で 2026-03-31、2026-03、2026 のどれかの形に書いてください（書かれた値: {found}）。{hint}",
        "Write the date as 2026-03-31, 2026-03 or 2026 (found: {found}). {hint_en}",
    ),
    "bad_day": (
        "日付は半角で 2026-03-31 の形に、日まで書いてください（書かれた値: {found}）。{hint}",
        "Write the full date as 2026-03-31 (found: {found}). {hint_en}",
    ),
    "bad_month_day": (
        "毎年の日付は、月と日を半角で 09-30 の形に、引用符で囲んで書いてください（書かれた値: {found}）。",
        "Write a day of every year as month and day in quotation marks, 09-30 (found: {found}).",
    ),
    "no_such_date": (
        "{value} という日付はありません。月と日を確かめてください。",
        "There is no date {value}. Check the month and the day.",
    ),
    "bad_edition_id": (
        '前の版は、フォルダーの名前と同じ4けたの年度を、引用符で囲んで書いてください（例 "2022"。書かれた値: {found}）。',
        'Write the earlier edition as the four digits of its folder, in quotation marks ("2022"; found: {found}).',
    ),
    "bad_language": (
        "ことばは ja や en のような記号で書いてください（書かれた値: {found}）。",
        "Write the language as a code such as ja or en (found: {found}).",
    ),
    "bad_year": (
        "年度は、西暦の4けたの数字で書いてください（例 2026。書かれた値: {found}）。",
        "Write the fiscal year as four digits of the western calendar (2026; found: {found}).",
    ),
    "bad_code": (
        '団体コードは、半角6けたの数字を引用符で囲んで書いてください（例 "352136"。書かれた値: {found}）。{hint}',
        'Write the local government code as six ordinary digits in quotation marks ("352136"; found: {found}). {hint_en}',
    ),
    "bad_mail": (
        "メールアドレスは半角で書いてください（例 dx@city.example.jp。書かれた値: {found}）。{hint}",
        "Write a plain mail address (dx@city.example.jp; found: {found}). {hint_en}",
    ),
    "bad_url": (
        "アドレスは https:// か http:// で始め、空白を入れずに書いてください（書かれた値: {found}）。",
        "An address starts with https:// or http:// and holds no spaces (found: {found}).",
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
        "団体コード「{value}」の最後の数字（検査数字）が合いません。前の5けたが正しければ「{right}」です。",
        "The last digit (check digit) of the code {value} does not fit. If the first five digits are right, it is “{right}”.",
    ),
    "code_needed": (
        '市区町村と都道府県には、code（6けたの団体コード）が必要です。「code: "…"」の行を書きたしてください。',
        'A municipality or prefecture needs its six-digit code. Add a line “code: "…"”.',
    ),
    "members_needed": (
        "広域の団体（kind: joint）には、members（構成する団体のコードの一覧）が必要です。",
        "A joint body (kind: joint) needs members: a list of its municipalities' codes.",
    ),
    "span_backwards": (
        "帯の終わり（to: {end}）が、始まり（from: {start}）より前です。年度を確かめてください。",
        "The bar ends (to: {end}) before it starts (from: {start}). Check the years.",
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
        "印刷された期間「{printed}」と、start・end（{start}～{end}年度）が合いません。写しまちがいなら直し、文書の誤りなら errata に書いてください。",
        "The printed period “{printed}” and start/end (fiscal {start}–{end}) disagree. Correct a slip of ours; record one of the document under errata.",
    ),
    "period_backwards": (
        "期間の終わり（end: {end}）が、始まり（start: {start}）より前です。年度を確かめてください。",
        "The period ends (end: {end}) before it starts (start: {start}). Check the years.",
    ),
    "date_disagrees": (
        "印刷された「{printed}」と date（{date}）が合いません。文書に書かれたところまで、そのとおりに書いてください（月までなら 2026-03）。",
        "The printed “{printed}” and date ({date}) disagree. Write the date as exactly as the document does (2026-03 if it says the month).",
    ),
    "value_disagrees": (
        "印刷された「{printed}」と value（{value}）が合いません。どちらが正しいか、文書で確かめてください。",
        "The printed “{printed}” and value ({value}) disagree. See in the document which is right.",
    ),
    "value_without_print": (
        "印刷された「{printed}」に数がないのに、value（{value}）が書かれています。計画にない数は書けないので、value の行を消してください。",
        "The printed “{printed}” states no number, but there is a value ({value}). Delete it: what the plan does not state cannot be written.",
    ),
    "value_missing": (
        "印刷された「{printed}」の数を、value にも書いてください → value: {number}",
        "Write the number of the printed “{printed}” as value too → value: {number}",
    ),
    "unit_disagrees": (
        "単位「{unit}」が、印刷された「{printed}」にありません。印刷されたとおりの単位を書くか、unit を消してください。",
        "The unit “{unit}” is not in the printed “{printed}”. Write the printed unit, or delete unit.",
    ),
    "as_of_disagrees": (
        "as_of（{date}）が、印刷された「{printed}」の中の日付と合いません。計画に書かれた日付だけを書いてください。",
        "as_of ({date}) is not a date in the printed “{printed}”. Write only a date that the plan states.",
    ),
    "year_without_print": (
        "目標の年度（year: {year}）に、印刷されたとおりの書き方（year_printed）がありません。計画に年度が書かれていなければ、year を消してください。",
        "There is a target year ({year}) but not how it is printed (year_printed). If the plan states no year, delete year.",
    ),
    "year_disagrees": (
        "year（{year}）と、印刷された「{printed}」が合いません。年度を確かめてください。",
        "year ({year}) and the printed “{printed}” disagree. Check the year.",
    ),
    "timing_disagrees": (
        "時期（{date}）が、印刷された「{printed}」と合いません。文書に書かれたところまでを、そのとおりに書いてください。",
        "The date {date} does not follow from the printed “{printed}”. Write only what the document states.",
    ),
    "no_values": (
        "指標「{name}」に、目標値（target）も基準値（baseline）もありません。計画に書かれていなければ「unknown: {{target: not-stated}}」と書いてください。",
        "The KPI “{name}” has neither target nor baseline. If the plan states none, write “unknown: {{target: not-stated}}”.",
    ),
    "unknown_not_empty": (
        "「{field}」に値があるのに、unknown には「{kind}」（値がない理由）が書かれています。どちらかを消してください。",
        "“{field}” has a value, but unknown says why it has none ({kind}). Delete one of them.",
    ),
    "unknown_no_field": (
        "unknown に書かれた「{field}」という項目は、ここにはありません。{hint}",
        "unknown names “{field}”, which is no key here. {hint_en}",
    ),
    "newer_needs_date": (
        "「newer: none-known」と書くときは、調べた日（newer_checked）も書いてください。",
        "“newer: none-known” needs the day on which that was checked (newer_checked).",
    ),
    # Results
    "progress_empty": (
        "結果（results）も、すべて現状どおりという確認（unchanged）もありません。どちらかを書くか、ファイルを消してください。",
        "There are neither results nor a confirmation that nothing has changed (unchanged). Write one of them, or delete the file.",
    ),
    "before_published": (
        "{date} は、公表の日付（published: {published}）より前です。どちらかの日付を直してください。",
        "{date} is before the date of publication (published: {published}). Correct one of the dates.",
    ),
    "correction_same": (
        "訂正する前の値「{printed}」が、訂正した後の値と同じです。公表されていた値を書くか、この訂正を消してください。",
        "The value before the correction, “{printed}”, is the value after it. Write what had been published, or delete this correction.",
    ),
    "corrections_not_in_order": (
        "訂正は古い順に書いてください（{date} が {before} の後にあります）。",
        "Write corrections in order of time ({date} comes after {before}).",
    ),
    "result_of_repeat": (
        "「{id}」は再掲です。結果は、もとの指標「{original}」に一度だけ書いてください。両方のページに出ます。",
        "“{id}” only repeats another KPI. Write the result once, for the original “{original}”: both pages show it.",
    ),
    "results_outside_period": (
        "{year}年度は、計画の期間（{start}～{end}年度）の外です。ファイルの名前（年度）を確かめてください。",
        "Fiscal {year} is outside the plan's period (fiscal {start}–{end}). Check the file's name, which is the year.",
    ),
    "reporting_whose": (
        "期限が、計画のもの（where に場所を書く）か、自治体の回答（by に部署、on に日付を書く）か、どちらか一つを書いてください。",
        "Say whose due date this is: the plan's (where it stands) or its owner's (who answered, by, and when, on), not both.",
    ),
    "due_disagrees": (
        "期限（due: {due}）の月が、「{printed}」と合いません。どちらかを直してください。",
        "The month of the due date ({due}) is not one that “{printed}” names. Correct one of them.",
    ),
    # Schedules
    "span_outside_table": (
        "帯（{start}～{end}年度）が、表の年度（{first}～{last}年度）からはみ出しています。",
        "The bar (fiscal {start}–{end}) reaches outside the table's years (fiscal {first}–{last}).",
    ),
    "years_outside_period": (
        "工程表の年度（{year}）が、計画の期間（{start}～{end}年度）の外です。年度か、plan.yaml の period を確かめてください。",
        "The schedule's year {year} is outside the plan's period (fiscal {start}–{end}). Check the year, or period in plan.yaml.",
    ),
    "years_not_in_order": (
        "工程表の年度は、小さい順に一年ずつ、抜かさずに書いてください（例 [2026, 2027, 2028]）。",
        "Write the schedule's years in order, one by one, leaving none out ([2026, 2027, 2028]).",
    ),
    "spans_overlap": (
        "同じ行の帯が重なっています（{year}年度）。別の行に分けてください。",
        "Bars of one row overlap (fiscal {year}). Put them on separate rows.",
    ),
    "lost_with_spans": (
        "「extent: {extent}」（帯がない）の行に、帯（spans）が書かれています。どちらかを消してください。",
        "The row says “extent: {extent}” (no bars), but has spans. Delete one of them.",
    ),
    "printed_without_spans": (
        "帯（spans）がありません。写しで失われたなら「extent: lost」、計画に書かれていないなら「extent: not-stated」を書きたしてください。",
        "There are no spans. Add “extent: lost” if our copy lost them, “extent: not-stated” if the plan has none.",
    ),
    # Tables
    "row_cells": (
        "この行のセルは{found}列分ですが、表の見出し（columns）は{columns}列です。数をそろえてください。",
        "The cells of this row and the columns of the table differ in number (cells: {found}, columns: {columns}). Make them agree.",
    ),
    "rowspan_too_long": (
        "セルの rowspan（{rowspan}）が、残りの行（{left}）より多くなっています。",
        "The cell spans more rows ({rowspan}) than are left in the table ({left}).",
    ),
    # Figures
    "figure_without_caption": (
        "図の題名（caption）がありません。何の図かを書いてください。写しで失われた図なら「lost: true」を書きます。",
        "The figure has no caption. Say what it shows; if our copy has lost it, write “lost: true”.",
    ),
    "figure_without_words": (
        "図の内容を伝える言葉がありません。図の中の言葉を words に、図から分かることを notes に書いてください。",
        "No words tell what the figure shows. Write the words in it under words, and what it tells under notes.",
    ),
    # Prose
    "raw_html": (
        "HTMLの書き方「{found}」は使えません。文字だけで書いてください。",
        "HTML (“{found}”) cannot be used. Write plain text.",
    ),
    "unsafe_link": (
        "リンク先「{found}」は使えません。https:// で始まるアドレスにしてください。",
        "The link “{found}” cannot be used. Write an address that starts with https://.",
    ),
    "vague_link": (
        "リンクの文字が「{found}」では、行き先が分かりません。行き先のページの題名を書いてください。",
        "The link text “{found}” does not say where it leads. Write the title of the page it leads to.",
    ),
    "empty_link": (
        "リンク（{found}）に文字がありません。[ ] の中に、行き先のページの題名を書いてください。",
        "The link ({found}) has no text. Write the title of the page it leads to between the brackets.",
    ),
    "untagged_foreign": (
        "英語の文「{found}」に、英語であるという印がありません。読み上げのため {{en|…}} で囲んでください。",
        "The English passage “{found}” does not say that it is English. For screen readers, write {{en|…}} around it.",
    ),
    "sensory": (
        "「{found}」は、場所、色、形を見ないと分かりません。名前や番号で示してください（例 表「指標」、「完了」の印）。",
        "“{found}” is understood only by seeing place, colour or shape. Refer to it by name or number.",
    ),
    "sign_alone": (
        "印「{found}」だけでは、読み上げたときに意味が伝わりません。言葉で書いてください（例「実施」「該当なし」）。",
        "The sign “{found}” alone says nothing when it is read out. Write words (“実施”, “該当なし”).",
    ),
    "space_in_word": (
        "言葉の途中に空白があります（␣のところ）: 「{found}」。空白を消してください → {right}",
        "There is a space inside a word (at ␣): “{found}”. Delete it → {right}",
    ),
    "space_by_latin": (
        "英数字と日本語の間に空白があります（␣のところ）: 「{found}」。このサイトでは空白を入れません → {right}",
        "There is a space between Japanese and Latin letters or digits (at ␣): “{found}”. This site uses none → {right}",
    ),
    "unknown_mark_up": (
        "「{found}」の書き方は使えません。使えるのは、段落、「- 」の一覧、**強調**、[文字](アドレス)、{{漢字|かんじ}}、{{en|English}}、[^1] です。",
        "“{found}” cannot be used. Paragraphs, “- ” lists, **strong**, [text](address), {{漢字|かんじ}}, {{en|English}} and [^1] can.",
    ),
    "footnote_missing": (
        "注 [^{number}] の説明がありません。footnotes に「number: {number}」の注を書いてください。",
        "The note [^{number}] is not explained. Write it under footnotes with “number: {number}”.",
    ),
    "footnote_unused": (
        "注{number}を使っている文章がありません。文章に [^{number}] を書くか、この注を消してください。",
        "No text uses note {number}. Write [^{number}] in a text or delete the note.",
    ),
    # Ids and links between files
    "duplicate_id": (
        "「{id}」が二度使われています（最初は{line}行目）。別の id にしてください。",
        "“{id}” is used twice (first on line {line}). Choose another id.",
    ),
    "duplicate_sibling": (
        "{key}「{id}」が、同じ一覧の中で二度使われています。一つずつ別のものにしてください。",
        "The {key} “{id}” is used twice in the same list. Make each its own.",
    ),
    "spelling_twice": (
        "「{word}」は、上にある「{other}」と同じです（全角と半角、ひらがなとカタカナなどは区別しません）。どちらかを消してください。",
        "“{word}” is the same as “{other}” above (width, case and kind of kana do not count). Remove one.",
    ),
    "saying_finds_itself": (
        "「{word}」は、say と find の両方にあります。find から消してください。",
        "“{word}” is under both say and find. Remove it from find.",
    ),
    "unknown_id": (
        "{what}「{id}」が見つかりません。{hint}",
        "There is no {what_en} “{id}”. {hint_en}",
    ),
    "stance_elsewhere": (
        "取組「{initiative}」の themes に「{id}」がありません。このテーマを主なテーマとする取組の「すること」を書いてください。",
        "The initiative “{initiative}” does not name “{id}” under themes. Name actions of the theme's own initiatives.",
    ),
    "answer_computed": (
        "質問「{id}」の答えは、期間と日付からこのサイトが計算します。この答えを消してください。",
        "The answer to “{id}” is computed from the period and the day. Delete this answer.",
    ),
    "stance_absent": (
        "テーマ「{id}」の取組や節が、この計画にあります（{file} など）。ここの「absent: {found}」の行を消してください。まちがって themes に「{id}」と書いたときは、そちらを直してください。",
        "The plan has an initiative or section of “{id}” ({file}). Delete the line “absent: {found}” here; if “{id}” stands under themes there by mistake, correct that instead.",
    ),
    "not_listed": (
        "ファイル {file} が、この {list} の一覧に書かれていません。並べたいところに「- {id}」の行を書きたしてください。",
        "The file {file} is not listed here under {list}. Add the line “- {id}” where it belongs.",
    ),
    "no_file": (
        "{list} に「{id}」とありますが、ファイル {file} がありません。{hint}",
        "“{id}” is listed under {list}, but there is no file {file}. {hint_en}",
    ),
    "alias_twice": (
        "「{alias}」は、用語「{other}」（{file}）にも書かれています。どちらか一つの用語だけに書いてください。",
        "“{alias}” is also a spelling of the term “{other}” ({file}). Keep it in one term only.",
    ),
    "code_twice": (
        "団体コード「{code}」は {file} でも使われています。コードを確かめてください。",
        "The code {code} is also used in {file}. Check which one is right.",
    ),
    "address_twice": (
        "合併前のアドレス「{address}」が、いまある {file} と重なっています。slug を変えるか消してください。",
        "The former address “{address}” is that of {file}, which exists. Change or delete slug.",
    ),
    "repeat_differs": (
        "再掲のもと「{id}」と {field} が違います（もとは「{original}」、ここは「{here}」）。文書のとおりなら、そのことを note に書いてください。",
        "This repeats “{id}”, but {field} differs (there “{original}”, here “{here}”). If the document prints it so, say so in note.",
    ),
    "gone_elsewhere": (
        "「{address}」は、このファイルに書くアドレスではありません。ここに書くのは、次の形のアドレスです: {examples}",
        "“{address}” does not belong into this file, which lists addresses of this form: {examples}",
    ),
    "gone_twice": (
        "「{address}」が二度書かれています（最初は{line}行目）。片方を消してください。",
        "“{address}” is listed twice (first on line {line}). Remove one.",
    ),
    "gone_still_there": (
        "「{address}」は、いまもあります。なくしていないのなら、この項目を消してください。",
        "“{address}” is still there. If it did not go, remove this entry.",
    ),
    "gone_page": (
        "このページ「{page}」がありません。ページもなくしたのなら、ページのアドレス（#より前）の項目も書いてください。",
        "There is no page “{page}”. If the page has gone too, list its address (what stands before #) as well.",
    ),
    "address_lost": (
        "「{name}」のアドレスがなくなります: {address}{more}。引用やリンクの先なので、なくすときは、どうなったかを {list} に書きます。もとに戻すか、次の行を書きたしてください（reason は、なぜなくなったかに直します）。",
        "The address of “{name}” is lost: {address}{more_en}. Quotations and links lead there, so what goes is told of in {list}: bring it back, or add these lines (and let reason say why it went).",
    ),
    "address_renamed": (
        "「{name}」のアドレスが変わります: {address} → {now}{more}。idやファイルの名前は変えないでください。「{old}」に戻してください。どうしても変えるときは、{list} に次の行を書きたします。",
        "The address of “{name}” changes: {address} → {now}{more_en}. Ids and file names never change: write “{old}” again. If it cannot stay, add these lines to {list}.",
    ),
    "plan_lost": (
        "計画「{name}」のファイルがなくなり、その全部のアドレスがなくなります。ファイルをもとに戻してください。公開をやめるときは、消さずに plan.yaml に withdrawn を書きます。",
        "The files of the plan “{name}” are gone, and all its addresses with them. Bring the files back; to withdraw a plan, write withdrawn in plan.yaml instead of deleting it.",
    ),
    "policies_twice": (
        "基本方針は、まとまり「{group}」のほうに書かれています。ここの policies は消してください。",
        "The group “{group}” names the policies. Delete policies here.",
    ),
    # Files and folders
    "unknown_prefecture": (
        "「{id}」という都道府県はありません。フォルダーの名前を確かめてください。{hint}",
        "There is no prefecture “{id}”. Check the folder's name. {hint_en}",
    ),
    "bad_edition": (
        "期間の始まりは{start}年度ですが、フォルダーの名前は「{found}」です。どちらかを直してください。",
        "The period starts in fiscal {start}, but the folder is called “{found}”. Correct one of them.",
    ),
    "stray_file": (
        "このファイルはここに置けません。{hint}",
        "This file does not belong here. {hint_en}",
    ),
    "no_publisher": (
        "この団体のフォルダーに publisher.yaml がありません。団体の名前とコードを書いたファイルを作ってください。",
        "There is no publisher.yaml in this body's folder. Make that file, with its name and code.",
    ),
    "no_plan": (
        "この版のフォルダーに plan.yaml がありません。計画の題名や期間を書いたファイルを作ってください。",
        "There is no plan.yaml in this edition's folder. Make that file, with the plan's title and period.",
    ),
    "code_elsewhere": (
        "団体コード「{code}」は「{right}」のものですが、フォルダーは「{found}」です。どちらかを直してください。",
        "The code {code} belongs to “{right}”, but the folder is “{found}”. Correct one of them.",
    ),
    "code_nowhere": (
        "団体コード「{code}」の始めの2けたが、都道府県の番号（01～47）ではありません。コードを確かめてください。",
        "The code {code} does not begin with the number of a prefecture (01–47). Check the code.",
    ),
    "reserved_address": (
        "「{id}」はサイトがほかのページに使う名前です。フォルダーを別の名前にしてください。",
        "“{id}” is a name that the site uses for another page. Call the folder something else.",
    ),
    # Who reviews
    "bad_account": (
        '「{found}」はアカウントの名前ではありません。"@名前" か "@組織/チーム"、またはメールアドレスを、引用符で囲んで書いてください。',
        '“{found}” is not an account. Write "@name", "@organisation/team" or an e-mail address, in quotation marks.',
    ),
    "unknown_department": (
        "{folder} の計画にも取組にも、担当課「{id}」はありません。plan.yaml や取組の department と同じに書いてください。{hint}",
        "No plan or initiative in {folder} names the department “{id}”. Write it as department has it there. {hint_en}",
    ),
    "owner_twice": (
        "「{id}」を確かめる人が二度書かれています（最初は{line}行目）。一つにまとめてください。",
        "Who reviews “{id}” is written twice (first on line {line}). Put it together.",
    ),
    # Proposals
    "workbook": (
        "表のファイルは、YAMLに直すまでの間だけここに置けます。手元では `dxplans progress import` で直し、表を消してください。プルリクエストでは、検査のコメントに、YAMLに直した文字か、表の誤りが出ます。",
        "A workbook may lie here only until it is turned into YAML. At a desk, use `dxplans progress import` and remove the workbook; in a pull request, the comment of the check shows the YAML, or what to correct in the workbook.",
    ),
    "not_a_file": (
        "ほかの場所を指すもの（リンクなど）なので、提案には入れられません。ファイルそのものを置いてください。",
        "This points to another place (it is a link or the like), so a proposal cannot hold it. Put the file itself here.",
    ),
    # What was asked for
    "no_project": (
        "計画のフォルダー（{folders}）が見つかりません。プロジェクトのフォルダーで実行してください。",
        "There are no folders of plans here ({folders}). Run this in the project's folder.",
    ),
    "no_such_path": (
        "このファイルやフォルダーはありません。場所とつづりを確かめてください。",
        "There is no such file or folder. Check its place and spelling.",
    ),
    "outside_project": (
        "プロジェクトのフォルダー（{root}）の外なので、検査できません。",
        "This lies outside the project's folder ({root}), so it cannot be checked.",
    ),
    "no_data_here": (
        "ここには検査するデータがありません。データは {folders} の中の YAML ファイルです。",
        "There is no data to check here. Data are the YAML files in {folders}.",
    ),
    # やさしい日本語
    "easy_one_sentence": (
        "やさしい日本語は、1行に1つの文を書き、「。」で終わってください。2つめの文は、次の行に「- 」で始めて書きます。",
        "Write one sentence a line in easy Japanese and end it with “。”. A second sentence starts on a line of its own with “- ”.",
    ),
    "easy_polite": (
        "やさしい日本語の文は、「です」「ます」の形で終わってください。",
        "End a sentence in easy Japanese with です or ます.",
    ),
    "easy_long": (
        "やさしい日本語の文が長すぎます（かっこの外が{length}字。めやすは{limit}字まで）。1つの文に1つのことだけを書いてください。",
        "This sentence in easy Japanese is too long ({length} characters outside brackets; aim for {limit}). Say one thing in each sentence.",
    ),
    "easy_twice_not": (
        "「{found}」は、打ち消しが2回あって、わかりにくい言い方です。打ち消さない形に直してください。",
        "“{found}” says no twice, which is hard to follow. Say it without negation.",
    ),
    "easy_era": (
        "「{found}」の後に、かっこで西暦を書いてください（例 令和8年度（2026年度））。元号を知らない人も読みます。",
        "Write the western year in brackets after “{found}”, as in 令和8年度（2026年度）: not everybody knows the eras.",
    ),
    "easy_figure": (
        "数字「{found}」は、このファイルのほかの場所にありません。ほかの場所の数字を直したときは、やさしい日本語も直してください。",
        "The figure {found} stands nowhere else in this file. If you have changed it there, change the easy Japanese as well.",
    ),
    # Translations
    "bad_po": (
        '翻訳ファイルのこの行を読み取れません → {text}　msgid・msgstr などの言葉の後に半角の空白を入れ、文字を「"」で囲んでください（文字の中の「"」は「\\"」と書きます）。行の順番は msgctxt、msgid、msgstr です。',
        'This line of the translation file cannot be read → {text}. Write msgid, msgstr and so on, a space, and the text in quotation marks (one inside the text is written \\"). The order is msgctxt, msgid, msgstr.',
    ),
}


NOTHING = "なし"
"""Stands for a value where none was written."""


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
    if lang != "ja":
        values = {name: _ENGLISH.get(value, value) for name, value in values.items()}
    text = (japanese if lang == "ja" else english).format(**values)
    return " ".join(text.splitlines()).strip()


_ENGLISH = {NOTHING: "nothing"}


def line(problem: Problem, lang: str = "ja") -> str:
    """``file:line:column: message``; a warning says so first."""
    level = {"error": "", "warning": "warning: "}[problem.level]
    return f"{problem.mark}: {level}{say(problem, lang)}"
