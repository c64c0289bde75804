"""A municipality, prefecture or joint body to publisher.yaml, with its first edition if wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from dxplans.check.publishers import RESERVED
from dxplans.forms import edition, edition_questions
from dxplans.forms.drafts import Draft
from dxplans.forms.filling import Form
from dxplans.forms.layout import file_text
from dxplans.forms.project import Body, Project, prefecture
from dxplans.forms.question import Answers, Choice, Pair, Question, Step
from dxplans.forms.replies import code, identity, kana, parts, place_slug, romanised, yes
from dxplans.model import Publisher, check_digit
from dxplans.model.publisher import Former
from dxplans.prefectures import BY_CODE, PREFECTURES

_KINDS = (
    Choice("municipality", ("市区町村", "municipality")),
    Choice("prefecture", ("都道府県", "prefecture")),
    Choice(
        "joint",
        ("広域連合・協議会など", "joint body"),
        ("いくつかの団体が作るもの", "made by several"),
    ),
)
_RANKS = (
    Choice("city", ("市", "city")),
    Choice("town", ("町", "town")),
    Choice("village", ("村", "village")),
    Choice("ward", ("特別区", "ward")),
)
_OTHER_RANKS = {"prefecture": "prefecture", "joint": "body"}
_LAST = {"市": "city", "町": "town", "村": "village", "区": "ward"}


def _project(answers: Answers) -> Project:
    return cast("Project", answers["project"])


def _own(answers: Answers, field: str) -> str | None:
    """What a prefecture itself is called."""
    place = PREFECTURES.get(answers.get("prefecture", ""))
    return getattr(place, field) if place and answers.get("kind") == "prefecture" else None


def _prefecture_code(answers: Answers) -> str | None:
    place = PREFECTURES.get(answers.get("prefecture", ""))
    if place is None or answers.get("kind") != "prefecture":
        return None
    return f"{place.code}000{check_digit(f'{place.code}000')}"


def _rank(answers: Answers) -> str | None:
    return _LAST.get(answers.get("name", " ")[-1])


def _of_kind(kind: str) -> Callable[[Answers], bool]:
    return lambda answers: answers.get("kind") == kind


def _right_name(name: str, answers: Answers) -> Iterator[Pair]:
    if answers.get("kind") == "municipality" and name[-1] not in _LAST:
        ja = f"「市」「町」「村」「区」まで書いてください（打たれた名前: {name}）。"
        yield ja, f"Write it with 市, 町, 村 or 区 (typed: {name})."
    yield from _known_name(name, answers)


def _known_name(name: str, answers: Answers) -> Iterator[Pair]:
    for body in _project(answers).bodies().values():
        if body.publisher.name == name and body.prefecture.slug == answers.get("prefecture"):
            key = body.key
            yield (
                (
                    f"{name}はもうあります（plans/{key}/publisher.yaml）。計画を加えるときは"
                    f"「dxplans new edition --publisher {key}」を使ってください。"
                ),
                (
                    f"{name} is there already (plans/{key}/publisher.yaml). To add a plan use "
                    f"“dxplans new edition --publisher {key}”."
                ),
            )


def _right_code(value: str, answers: Answers) -> Iterator[Pair]:
    home, here = BY_CODE.get(value[:2]), PREFECTURES.get(answers.get("prefecture", ""))
    if home is None:
        yield (
            f"始めの2けた「{value[:2]}」が、都道府県の番号（01～47）ではありません。",
            f"The first two digits ({value[:2]}) are not the number of a prefecture (01–47).",
        )
    elif here is not None and home != here:
        yield (
            f"「{value}」は{home.name}の番号です。{here.name}の番号は「{here.code}」で始まります。",
            f"{value} is in {home.romanised}; codes in {here.romanised} begin with {here.code}.",
        )
    for taken, file in _project(answers).codes():
        if taken == value:
            yield f"このコードは {file} で使われています。", f"This code is used in {file}."


def _free_slug(value: str, answers: Answers) -> Iterator[Pair]:
    if value in RESERVED:
        yield (
            f"「{value}」はサイトがほかのページに使う名前です。別の名前にしてください。",
            f"“{value}” is a name that the site uses for another page: choose another.",
        )
    key = f"{answers.get('prefecture')}/{value}"
    if (_project(answers).root / "plans" / key).exists():
        yield (
            f"フォルダー plans/{key} はもうあります。別の名前にしてください。",
            f"The folder plans/{key} exists already: choose another name.",
        )


def _member_codes(typed: str) -> tuple[str, ...]:
    return tuple(code(part) for part in parts(typed))


PUBLISHER: tuple[Step, ...] = (
    Question(
        name="prefecture",
        ask=("どの都道府県ですか。", "Which prefecture is it in?"),
        why=("ファイルを置くフォルダーと、ページのアドレスになります。", "It is the folder and the first part of the address."),
        example="山口県 / yamaguchi",
        read=prefecture,
    ),
    Question(
        name="kind",
        ask=("どの種類の団体ですか。", "What kind of body is it?"),
        why=("都道府県や広域の団体も、計画を公表できます。", "Prefectures and joint bodies can publish plans, too."),
        choices=lambda _answers: _KINDS,
        default=lambda _answers: "municipality",
    ),
    Question(
        name="name",
        ask=("名前は何ですか。", "What is it called, in Japanese?"),
        why=("ページの題名になります。「市」「町」「村」まで書きます。", "It is the title of its page, with 市, 町 or 村."),
        example="萩市",
        field=(Publisher, "name"),
        default=lambda answers: _own(answers, "name"),
        check=_right_name,
    ),
    Question(
        name="rank",
        follows=True,
        ask=("市、町、村などのどれですか。", "Is it a city, a town, a village …?"),
        why=("英語のページで「Hagi City」のように付けます。", "English pages add it to the name, as in “Hagi City”."),
        choices=lambda _answers: _RANKS,
        default=_rank,
        when=_of_kind("municipality"),
    ),
    Question(
        name="code",
        ask=("団体コード（6けた）は何番ですか。", "What is its six-digit local government code?"),
        why=(
            "名前が変わっても同じ団体とわかるように使います。総務省の「全国地方公共団体コード」にあります。",
            "It stays the same when names change. The Ministry of Internal Affairs (総務省) lists the codes.",
        ),
        example="352136（美祢市）",
        read=code,
        field=(Publisher, "code"),
        default=_prefecture_code,
        check=_right_code,
        when=lambda answers: answers.get("kind") != "joint",
    ),
    Question(
        name="reading",
        ask=("読みをひらがなで書いてください。", "How is the name read, in hiragana?"),
        why=("五十音順の並びと、検索に使います。カタカナでもかまいません。", "For sorting and searching. Katakana will do."),
        example="はぎし",
        read=kana,
        field=(Publisher, "reading"),
        default=lambda answers: _own(answers, "reading"),
    ),
    Question(
        name="romanised",
        ask=("ローマ字の名前は何ですか。", "What is its name in Latin letters?"),
        why=("英語のページに出ます。「市」「町」にあたる言葉は付けません。", "For the English pages, without City or -shi."),
        example="Hagi / Kami-Amakusa",
        read=romanised,
        field=(Publisher, "romanised"),
        default=lambda answers: _own(answers, "romanised"),
    ),
    Question(
        name="slug",
        follows=True,
        ask=("アドレスに使う名前は何にしますか。", "What shall its address be called?"),
        why=("フォルダーとページのアドレスになり、あとから変えられません。", "It names the folder and the page, and never changes."),
        example="hagi",
        read=identity,
        field=(Former, "slug"),
        default=lambda answers: place_slug(answers.get("romanised", "")) or None,
        check=_free_slug,
    ),
    Question(
        name="members",
        ask=("構成する団体のコードを、「,」で区切って書いてください。", "Which bodies belong to it? Type their codes with commas."),
        why=("どの市町村の計画かを示します。", "It tells whose plan it is."),
        example="352136,352047",
        read=_member_codes,
        field=(Publisher, "members"),
        when=_of_kind("joint"),
    ),
    Question(
        name="website",
        ask=("公式サイトのアドレスは何ですか。", "What is the address of its own website?"),
        why=("ページから公式サイトへ案内します。開いて確かめたものを書いてください。", "Its page links there. Give it only if you have opened it."),
        example="https://www.city.example.lg.jp/",
        field=(Publisher, "website"),
        needed=False,
    ),
)  # fmt: skip
WITH_PLAN = Question(
    name="plan",
    ask=("続けて、この団体の計画も登録しますか（y / n）。", "Shall its plan be added now (y / n)?"),
    why=("あとから「dxplans new edition」でも登録できます。", "“dxplans new edition” does it later, too."),
    read=yes,
    default=lambda answers: "y" if answers["plan_wanted"] else "n",
)  # fmt: skip
STEPS: tuple[Step, ...] = (*PUBLISHER, WITH_PLAN, *edition_questions.STEPS[1:])


def drafts(form: Form, project: Project) -> tuple[Draft, ...]:
    """The files that the answers make; none while an answer is missing."""
    wanted = form.given.one.keys() & {step.name for step in edition_questions.STEPS}
    known: Answers = {"project": project, "plan_wanted": bool(wanted)}
    answers = form.fill((*PUBLISHER, WITH_PLAN), known)
    body, found = None, []
    if not (form.missing or form.wrong):
        data = {key: answers[key] for key in Publisher.model_fields if key in answers}
        data.setdefault("rank", _OTHER_RANKS.get(answers["kind"]))
        place = PREFECTURES[answers["prefecture"]]
        body = Body(place, answers["slug"], Publisher.model_validate(data))
        text = file_text("publisher", 3, Publisher, data)
        found.append(Draft(f"plans/{body.key}/publisher.yaml", text.encode()))
    if answers.get("plan"):
        found += edition.drafts(form, project, body, fresh=True)
    return tuple(found)
