"""What is asked of an edition: whose, of which years, and what its former edition had as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, cast

from pydantic import BaseModel

from dxplans.fiscal import fiscal_range_name
from dxplans.forms.choices import bodies, project_of
from dxplans.forms.project import Body, Shelf
from dxplans.forms.question import Answers, Choice, Pair, Question, Step
from dxplans.forms.replies import Unreadable, day, narrow, partial_date, prose, year
from dxplans.forms.trial import problems_of
from dxplans.model import Plan
from dxplans.model.plan import Event, Period, Printed
from dxplans.model.provenance import Provenance

_KINDS = (
    Choice("plan", ("計画", "plan")),
    Choice("policy", ("方針", "policy")),
    Choice("outline-draft", ("骨子案", "outline draft"), ("まだ案の段階の文書", "not decided yet")),
)
_TEXTS = (
    Choice(
        "restated",
        ("言い換え", "restated"),
        ("文章を、ふだんの言葉に書き直す", "in plain words of this site"),
    ),
    Choice(
        "official",
        ("公式の文章", "official"),
        ("その自治体が、自分の文章をそのまま載せる", "the publisher's own text"),
    ),
)
_DRAFTED = (
    Choice("person", ("人", "person")),
    Choice("machine", ("機械", "machine"), ("AIなどが下書きした", "drafted by AI or the like")),
)


def body_of(answers: Answers) -> Body | None:
    """The publisher of the plan."""
    return cast("Body | None", answers.get("publisher"))


def former_of(answers: Answers) -> Shelf | None:
    """The edition to start from."""
    return cast("Shelf | None", answers.get("from"))


def _editions(answers: Answers) -> list[Choice]:
    body = body_of(answers)
    shelves = project_of(answers).shelves() if body else {}
    mine = [shelves.get(f"{body.key}/{one}") for one in body.editions] if body else []
    return [Choice(s.id, (f"{s.id} {s.plan.title}",) * 2) for s in mine if s]


def _find_former(typed: str, answers: Answers) -> Shelf:
    body = body_of(answers)
    shelf = project_of(answers).shelves().get(f"{body.key}/{year(typed)}") if body else None
    if shelf is None:
        known = "、".join(choice.value for choice in _editions(answers)) or "なし"
        raise Unreadable(
            f"前の版「{narrow(typed)}」がありません。ある版: {known}",
            f"There is no former edition “{narrow(typed)}”. There are: {known}",
        )
    return shelf


def _new_year(value: int, answers: Answers) -> Iterator[Pair]:
    body = body_of(answers)
    if body and str(value) in body.editions:
        yield (
            (
                f"{body.publisher.name}の{value}年度からの計画は、もうあります（plans/{body.key}/{value}/plan.yaml）。"
                "直すときは、そのファイルを開いてください。"
            ),
            f"There is a plan from fiscal {value} already (plans/{body.key}/{value}/plan.yaml). Open it to change it.",
        )


def _end(value: int, answers: Answers) -> Iterator[Pair]:
    start = answers.get("year", value)
    if value < start:
        yield (
            f"終わりの年度（{value}）が、始まりの年度（{start}）より前です。",
            f"The last fiscal year ({value}) is before the first ({start}).",
        )


def _agrees(value: str, answers: Answers) -> Iterator[Pair]:
    if "year" in answers and problems_of(Period, period_of(answers, value)):
        start, end = answers["year"], answers.get("end")
        ja, en = (fiscal_range_name(start, end, lang) for lang in ("ja", "en"))
        yield (
            f"上で答えた期間（{ja}）と合いません。年度を直すときは「<」で戻ってください。",
            f"This is not the period given above ({en}). To correct the years, go back with “<”.",
        )


def _published(value: str, _answers: Answers) -> Iterator[Pair]:
    try:
        partial_date(value)
    except Unreadable as error:
        yield error.pair


def period_of(answers: Answers, printed: str) -> dict[str, Any]:
    """The period; an end that nobody gave is none."""
    years = {"start": answers["year"], "end": answers.get("end")}
    where = answers.get("where", "表紙")
    return {**{k: v for k, v in years.items() if v}, "printed": [{"text": printed, "where": where}]}


def _of_former(field: str) -> Callable[[Answers], str | None]:
    return lambda answers: getattr(former.plan, field) if (former := former_of(answers)) else None


def _today(answers: Answers) -> str:
    return project_of(answers).today.isoformat()


def _parts(field: str) -> Callable[[Answers], list[Choice]]:
    """What the former edition has, to be confirmed one by one."""

    def choices(answers: Answers) -> list[Choice]:
        former = former_of(answers)
        parts = getattr(former.plan, field) if former else ()
        names = [" ".join(filter(None, (getattr(p, "number", None), _title(p)))) for p in parts]
        return [Choice(p.id, (n, n)) for p, n in zip(parts, names, strict=True)]

    return choices


def _title(part: BaseModel) -> str:
    return str(getattr(part, "title", None) or getattr(part, "name", ""))


def _keep(field: str, ja: str, en: str) -> Question:
    choices = _parts(field)
    return Question(
        name=field,
        ask=(f"新しい計画にも、番号も題名も同じ{ja}があるのはどれですか。", f"Which {en} does the new plan have with the same number and title?"),
        why=("前の版から写します。変わったものは選ばず、あとで書きます。", "They are copied. Leave out what has changed and write it later."),
        choices=choices,
        several=True,
        needed=False,
        default=lambda answers: ",".join(str(n) for n in range(1, len(choices(answers)) + 1)) or None,
        when=lambda answers: bool(choices(answers)),
    )  # fmt: skip


STEPS: tuple[Step, ...] = (
    Question(
        name="publisher",
        ask=("どの団体の計画ですか。", "Whose plan is it?"),
        why=("その団体のフォルダーに計画を作ります。", "It is put into the folder of its publisher."),
        example="美祢市 / yamaguchi/mine",
        choices=bodies,
        find=lambda typed, answers: project_of(answers).body(typed),
    ),
    Question(
        name="from",
        ask=("前の版をもとにしますか。もとにするなら、どれですか。", "Is there a former edition to start from? Which one?"),
        why=("題名、担当課、基本方針などを写し、前の版として結びつけます。", "Title, department, policies … are copied, and the two are linked."),
        choices=_editions,
        find=_find_former,
        needed=False,
        when=lambda answers: bool(_editions(answers)),
    ),
    Question(
        name="year",
        ask=("計画の最初の年度はいつですか。", "Which fiscal year does the plan begin in?"),
        why=("フォルダーとページのアドレスになります。", "It names the folder and the page."),
        example="2026 / 令和8 / R8",
        read=year,
        check=_new_year,
    ),
    Question(
        name="end",
        ask=("計画の最後の年度はいつですか。", "Which fiscal year does it end in?"),
        why=("計画期間中かどうかを、このサイトが日付から計算します。", "The site computes from it whether the plan is in force."),
        example="2030 / 令和12",
        read=year,
        needed=False,
        check=_end,
    ),
    Question(
        name="printed",
        ask=("計画の期間は、文書にどう印刷されていますか。", "How does the document print the period?"),
        why=("読む人が文書とくらべられるように、そのまま写します。", "It is copied as it is, so that readers can compare."),
        example="令和8年度から令和12年度までの5年間",
        field=(Printed, "text"),
        check=_agrees,
    ),
    Question(
        name="where",
        ask=("それは、文書のどこに印刷されていますか。", "Where in the document is that printed?"),
        why=("あとで確かめる人のためです。", "For those who check it later."),
        example="表紙 / 3 計画の期間",
        field=(Printed, "where"),
    ),
    Question(
        name="title",
        ask=("計画の題名は何ですか。", "What is the plan's title?"),
        why=("印刷されたとおりに、ページの題名になります。", "It is the title of the page, as printed."),
        example="美祢市DX推進計画",
        field=(Plan, "title"),
        default=_of_former("title"),
    ),
    Question(
        name="document",
        ask=("計画、方針、骨子案のどれですか。", "Is it a plan, a policy or an outline draft?"),
        why=("案の段階の文書は、そうとわかるように示します。", "A draft is shown as one."),
        choices=lambda _answers: _KINDS,
        default=lambda _answers: "plan",
    ),
    Question(
        name="summary",
        ask=("どんな計画ですか。3～4文で紹介してください。", "What plan is it? Introduce it in three or four sentences, in Japanese."),
        why=("計画のページの最初に出ます。文書の文章は写さず、ふだんの言葉で書きます。", "It opens the plan's page, in plain words of your own."),
        example="令和8年度（2026年度）から5年間のDXの進め方を定めた計画です。",
        read=prose,
        field=(Plan, "summary"),
    ),
    Question(
        name="text",
        ask=("このサイトに載せる文章は、言い換えですか、公式の文章ですか。", "Will the text be restated or official?"),
        why=("だれの文章かを、どのページにも示すためです。", "Every page says whose words it holds."),
        choices=lambda _answers: _TEXTS,
        default=lambda _answers: "restated",
    ),
    Question(
        name="department",
        ask=("担当課はどこですか。", "Which department is in charge?"),
        why=("読んだ人が問い合わせる先です。", "It is whom readers may ask."),
        example="デジタル推進課",
        field=(Plan, "department"),
        needed=False,
        default=_of_former("department"),
    ),
    Question(
        name="published",
        ask=("いつ公表されましたか。文書に印刷されたとおりに書いてください。", "When was it published? Write it as printed."),
        why=("計画の新しさがわかります。", "It tells how recent the plan is."),
        example="令和8年3月",
        field=(Event, "printed"),
        needed=False,
        check=_published,
    ),
    Question(
        name="url",
        ask=("公表された文書のアドレスは何ですか。", "What is the address of the document?"),
        why=("読む人が原本を見られます。開いて確かめたものを書いてください。", "Readers can see the original. Give it only if you have opened it."),
        example="https://www.city.example.lg.jp/dx-plan.pdf",
        field=(Provenance, "url"),
        needed=False,
    ),
    Question(
        name="read",
        ask=("文書を読んだのはいつですか。", "When did you read the document?"),
        why=("「いつ読んだ文書か」を、どのページにも示します。", "Every page says which day's document it tells of."),
        example="2026-11-20 / 令和8年11月20日",
        read=day,
        field=(Provenance, "read"),
        default=_today,
    ),
    Question(
        name="extraction",
        ask=("文字は、どうやって写しますか。", "How is the text copied?"),
        why=("写しまちがいがありそうなところが、読む人にわかります。", "It tells readers what kind of slips there may be."),
        field=(Provenance, "extraction"),
        default=lambda _answers: "公表された文書を見ながら、手で写しました。",
    ),
    Question(
        name="drafted",
        ask=("文章を下書きするのは、人ですか、機械ですか。", "Is the text drafted by a person or a machine?"),
        why=("機械の下書きは、人が署名するまで、そう示します。", "A machine's draft says so until a person signs."),
        choices=lambda _answers: _DRAFTED,
        default=lambda _answers: "person",
    ),
    _keep("policies", "基本方針", "basic policies"),
    _keep("groups", "取組のまとまり", "groups of initiatives"),
)  # fmt: skip
