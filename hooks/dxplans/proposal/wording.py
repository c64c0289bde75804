"""What the comment on a proposal says, in Japanese and English."""

from __future__ import annotations

from dxplans.proposal.proposal import Proposal

WORDS: dict[str, tuple[str, str]] = {
    "fine": ("問題はありません", "Nothing is wrong"),
    "read": (
        "読み取れました。あと{number}つ、することがあります",
        "It has been read; left to do: {number}",
    ),
    "to_mend": ("直すところが{number}件あります", "{number} to correct"),
    "with_changes": ("{head}。変わることは{number}件です", "{head}; {number} changed"),
    "faults": ("直すところ（{number}件）", "To correct ({number})"),
    "hints": ("たしかめてほしいところ（{number}件）", "Worth a look ({number})"),
    "changes": ("変わること（{number}件）", "What changes ({number})"),
    "pages": ("変わるページ（{number}ページ）", "Pages that change ({number})"),
    "translation": ("英訳", "Translation"),
    "next": ("このあと", "What happens next"),
    "line": ("{file} {line}行目", "{file} line {line}"),
    "edit": ("直す", "edit"),
    "more": ("ほか{number}件", "{number} more"),
    "before": ("前:", "before:"),
    "after": ("後:", "after:"),
    "only_before": ("削除:", "removed:"),
    "only_after": ("追加:", "added:"),
    "no_sentences": (
        "何が変わるかは、直すところがなくなると、ここに出ます。",
        "What changes is told here when nothing is left to correct.",
    ),
    "no_preview": (
        "見本は、直すところがなくなると作られます。",
        "The preview is made when nothing is left to correct.",
    ),
    "preview_site": (
        "題名を押すと、見本のページが開きます。",
        "Each title leads to the page in the preview.",
    ),
    "preview_file": (
        "見本は[ここからダウンロード]({address})できます（GitHubへのログインが必要です）。展開（解凍）して「changed.html」を開くと、変わるページの一覧から見られます。",
        "[Download the preview]({address}) (after signing in to GitHub), unpack it and open “changed.html”, which lists the pages that change.",
    ),
    "preview_here": (
        "見本は、この提案の「Checks」にある「Propose」の実行のページの「Artifacts」（preview）にあります。展開（解凍）して「changed.html」を開いてください。",
        "The preview is the artifact “preview” of the run “Propose” under “Checks”. Unpack it and open “changed.html”.",
    ),
    "kind": ("{kind} {number}", "{kind} {number}"),
    "others": (
        "ほかのページの中の数や一覧も変わります: {counted}。",
        "Figures and lists on other pages change, too: {counted}.",
    ),
    "new": ("（新しいページ）", "(new)"),
    "gone": ("（なくなるページ）", "(no longer there)"),
    "waits": (
        "{text}: {number}件の文が訳を待っています（{language}。うち、日本語が変わったもの{outdated}件）",
        "{text}: {number} texts wait for a translation ({language}; in {outdated} of them the Japanese has changed)",
    ),
    "translated": ("訳を待っている文はありません。", "No text waits for a translation."),
    "translators": (
        "訳は、あとで翻訳の人が書きます。それまで英語のページには日本語のまま出ます。提案した人がすることはありません。",
        "Translators write them later; until then the English pages show the Japanese. There is nothing to do for you.",
    ),
    "left": (
        "次のファイルは計画のデータではないので、上の知らせと見本には入っていません。プログラムの変更は、「Test」の検査で確かめます。",
        "These files are not data: neither the check above nor the preview uses them. Changes to the program are tested by “Test”.",
    ),
    "workbook_saved": (
        "{file} を読み取り、{names} に書きました。この提案に、プログラムが加えます（表そのものは消します）。",
        "{file} was read and written to {names}. A program adds it to this proposal and takes the workbook away.",
    ),
    "workbook_paste": (
        "{file} を読み取りました。{names} に次の内容を書き、表のファイルをこの提案から消してください。",
        "{file} was read. Write the text below to {names}, and remove the workbook from this proposal.",
    ),
    "workbook_same": (
        "{file} の中身は、もうYAMLに書かれています。表のファイルは消してください。",
        "Everything in {file} stands in the YAML already. Remove the workbook.",
    ),
    "converted": ("できあがったファイルをダウンロード", "Download the finished files"),
    "too_long": (
        "ここに出すには長いので、この実行の「Artifacts」（files）から取り出してください。",
        "It is too long to stand here: take it from the artifact “files” of this run.",
    ),
    "lines": ("{file} に書きたす行:", "Lines to add to {file}:"),
    "lines_there": (
        "{file} に書きたす行は、手もとの `dxplans check --since main` で見られます。",
        "For the lines to add to {file}, run `dxplans check --since main` at your desk.",
    ),
    "mend": (
        "「直す」を押し、鉛筆の画面で書き直して「Commit changes」を押してください。",
        "Press “edit”, correct the file in the editor and press “Commit changes”.",
    ),
    "mend_workbook": (
        "表は、Excelで直して保存し、この提案のブランチの同じフォルダーに、同じ名前で「Upload files」から置き直してください。",
        "Correct a workbook in Excel, and put it into the same folder of the proposal's branch again, by the same name, with “Upload files”.",
    ),
    "copy": (
        "上の文字を {names} に写します。",
        "Copy the text above (in the Japanese part) to {names}.",
    ),
    "copy_file": (
        "「Artifacts」（files）から取り出した文字を {names} に写します。",
        "Copy the text in the artifact “files” to {names}.",
    ),
    "remove": ("表のファイル {names} を消します。", "Remove the workbook {names}."),
    "again": (
        "数分で検査がもう一度動き、この知らせが書きかわります。",
        "The check runs again, and within minutes this comment is written anew.",
    ),
    "approve": (
        "プログラムが加えたあとの検査は、書きこめる人が「Approve workflows to run」を押すと動きます（ボタンがなければ、提案をいちど閉じて開き直してください）。",
        "After the program has added it, somebody with write access presses “Approve workflows to run” (if there is no such button, close and reopen the proposal).",
    ),
    "look": (
        "見本を見て、思ったとおりか確かめてください。直すときは、同じブランチのファイルを書き直します。",
        "Look at the preview. To change something, edit the files on the same branch.",
    ),
    "review": (
        "担当の人（`.github/CODEOWNERS` にあれば、その課）が、もとの文書と見くらべて確かめます。",
        "A reviewer (the department in `.github/CODEOWNERS`, if one is named) compares it with the document.",
    ),
    "publish": (
        "取りこまれる（Merge）と、サイトは自動で作り直され、ふつう数分で公開されます。",
        "Once it is merged, the site is built and published by itself, as a rule within minutes.",
    ),
}


def word(name: str, lang: str, **values: object) -> str:
    """The sentence *name* with its *values*, in *lang*."""
    return WORDS[name][lang != "ja"].format(**values)


def heading(proposal: Proposal, lang: str) -> str:
    """The first line: whether all is well, and how much changes or is left to do."""
    number = proposal.faults
    if proposal.chores and not number:
        return word("read", lang, number=proposal.chores)
    head = word("to_mend" if number else "fine", lang, number=number)
    if proposal.sentences is None:
        return head
    return word("with_changes", lang, head=head, number=len(proposal.sentences[lang]))
