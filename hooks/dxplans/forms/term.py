"""A word to a file of the glossary: what it means in plain words, and how else it is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from dxplans import words
from dxplans.check.links import fold_alias
from dxplans.forms.choices import project_of
from dxplans.forms.drafts import Draft
from dxplans.forms.filling import Form
from dxplans.forms.layout import file_text
from dxplans.forms.project import Project
from dxplans.forms.question import Answers, Choice, Pair, Question, Step
from dxplans.forms.replies import Unreadable, identity, kana, narrow, parts, slug
from dxplans.model import Policy, Term

_GROUPS = tuple(
    Choice(value, (words.TERM_GROUP[value], value))
    for value in get_args(Term.model_fields["group"].annotation)
)
_DRAFTED = (
    Choice("person", ("人", "person")),
    Choice("machine", ("機械", "machine"), ("AIなどが下書きした", "drafted by AI or the like")),
)


def _free(spellings: str | tuple[str, ...], answers: Answers) -> Iterator[Pair]:
    """Each spelling belongs to one term."""
    new = {
        fold_alias(one): one for one in ([spellings] if isinstance(spellings, str) else spellings)
    }
    for identity_, term in project_of(answers).terms().items():
        for known in (term.label, *term.aliases, *term.aliases_en, *term.misspellings):
            if fold_alias(known) in new:
                yield (
                    (
                        f"「{new[fold_alias(known)]}」は、用語「{term.label}」（glossary/{identity_}.yaml）にあります。"
                        "同じ意味なら、そのファイルに書きたしてください。"
                    ),
                    (
                        f"“{new[fold_alias(known)]}” is in the term {identity_} (glossary/{identity_}.yaml). If it "
                        "means the same, add to that file."
                    ),
                )


def _usual_id(answers: Answers) -> str | None:
    """An id from the Latin letters that the word has."""
    label = answers.get("label", "")
    guesses = [narrow(label), *answers.get("aliases_en", ()), answers.get("expansion", "")]
    return next((slug(guess) for guess in guesses if guess.isascii() and slug(guess)), None)


def _free_id(value: str, answers: Answers) -> Iterator[Pair]:
    name = f"glossary/{value}.yaml"
    if (project_of(answers).root / name).exists():
        yield (
            f"{name} はもうあります。別の id にするか、そのファイルを開いて直してください。",
            f"{name} exists already. Give another id, or open that file to change it.",
        )


def _related(typed: str, answers: Answers) -> tuple[str, ...]:
    """Ids of terms called so."""
    terms = project_of(answers).terms()
    spelled = {
        fold_alias(name): identity_
        for identity_, term in terms.items() for name in (identity_, term.label, *term.aliases)
    }  # fmt: skip
    unknown = [one for one in parts(typed) if fold_alias(one) not in spelled]
    if unknown:
        shown = "、".join(narrow(one) for one in unknown)
        raise Unreadable(
            f"用語集に「{shown}」がありません。用語集にある言葉だけを書いてください。",
            f"The glossary has no “{shown}”. Name only terms that it has.",
        )
    return tuple(dict.fromkeys(spelled[fold_alias(one)] for one in parts(typed)))


STEPS: tuple[Step, ...] = (
    Question(
        name="label",
        ask=("どの言葉を加えますか。", "Which word is to be added?"),
        why=("用語集の見出しになり、ページの中の同じ言葉から案内します。", "It heads the entry; pages link to it where the word stands."),
        example="RPA",
        field=(Term, "label"),
        check=_free,
    ),
    Question(
        name="reading",
        ask=("読みをひらがなで書いてください。", "How is it read, in hiragana?"),
        why=("五十音順の並びと、検索に使います。カタカナでもかまいません。", "For sorting and searching. Katakana will do."),
        example="あーるぴーえー",
        read=kana,
        field=(Term, "reading"),
    ),
    Question(
        name="group",
        ask=("どの分野の言葉ですか。", "Which field does it belong to?"),
        why=("用語集を分野ごとに見られるようにします。", "The glossary can be read field by field."),
        choices=lambda _answers: _GROUPS,
        field=(Term, "group"),
    ),
    Question(
        name="definition",
        ask=("どういう意味ですか。1～2文で書いてください。", "What does it mean? One or two sentences in Japanese."),
        why=("はじめて聞く人にもわかる、ふだんの言葉で書きます。", "In plain words, for those who have never heard it."),
        example="パソコンで毎回同じようにおこなう入力や集計を、ソフトウェアに任せるしくみ。",
        field=(Term, "definition"),
    ),
    Question(
        name="expansion",
        ask=("略語なら、もとの形は何ですか。", "If it is an abbreviation, of what?"),
        why=("略さない形も示します。", "The long form is shown, too."),
        example="Robotic Process Automation",
        field=(Term, "expansion"),
        needed=False,
    ),
    Question(
        name="aliases",
        ask=("同じ意味の、ほかの書き方はありますか。", "How else is it written in Japanese?"),
        why=("その書き方の言葉も、ここへ案内します。「、」で区切ります。", "Those spellings lead here, too. Put commas between them."),
        example="ロボティック・プロセス・オートメーション",
        read=parts,
        field=(Term, "aliases"),
        needed=False,
        check=_free,
    ),
    Question(
        name="aliases_en",
        ask=("英語では何といいますか。", "What is it called in English?"),
        why=("英語のページの言葉も、ここへ案内します。「、」で区切ります。", "English pages link here, too. Put commas between them."),
        example="RPA、robotic process automation",
        read=parts,
        field=(Term, "aliases_en"),
        needed=False,
        check=_free,
    ),
    Question(
        name="misspellings",
        ask=("よくある書きまちがいはありますか。", "How is it often misspelt?"),
        why=("まちがえて検索しても見つかるようにします。「、」で区切ります。", "The search finds it all the same. Put commas between them."),
        example="RAP",
        read=parts,
        field=(Term, "misspellings"),
        needed=False,
        check=_free,
    ),
    Question(
        name="related",
        ask=("用語集の中に、近い言葉はありますか。", "Which terms of the glossary are near?"),
        why=("続けて読めるように案内します。「、」で区切ります。", "Readers are led on to them. Put commas between them."),
        example="AI、BPR",
        find=_related,
        needed=False,
    ),
    Question(
        name="id",
        ask=("id（英語の短い名前）は何にしますか。", "What shall its id be (a short English name)?"),
        why=("ファイルとページのアドレスになり、あとから変えません。", "It names the file and the page, and never changes."),
        example="rpa",
        read=identity,
        field=(Policy, "id"),
        default=_usual_id,
        check=_free_id,
    ),
    Question(
        name="drafted",
        ask=("説明を下書きしたのは、人ですか、機械ですか。", "Who drafted the definition, a person or a machine?"),
        why=("機械の下書きは、そう示します。", "A machine's draft says so."),
        choices=lambda _answers: _DRAFTED,
        default=lambda _answers: "person",
    ),
)  # fmt: skip


def drafts(form: Form, project: Project) -> tuple[Draft, ...]:
    """The term's file; none while an answer is missing."""
    answers = form.fill(STEPS, {"project": project})
    if form.missing or form.wrong:
        return ()
    data = {key: answers[key] for key in Term.model_fields if key in answers}
    text = file_text("term", 1, Term, data)
    return (Draft(f"glossary/{answers['id']}.yaml", text.encode()),)
