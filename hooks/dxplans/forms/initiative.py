"""An initiative to its file, and its id to the plan's list, where it is wanted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, cast

from dxplans.forms.choices import DIRECTIONS, EDITION, STRENGTHS, project_of, shelf_of
from dxplans.forms.drafts import Draft
from dxplans.forms.filling import Form
from dxplans.forms.layout import file_text
from dxplans.forms.project import Project, Shelf
from dxplans.forms.quantity import quantity
from dxplans.forms.question import Answers, Choice, Pair, Question, Repeat, Step
from dxplans.forms.replies import identity, prose, slug
from dxplans.forms.splice import with_id
from dxplans.model import Action, Initiative, Kpi, Plan, Policy, Quantity

FIRST = "first"


def _groups(answers: Answers) -> list[Choice]:
    shelf = shelf_of(answers)
    groups = shelf.plan.groups if shelf else ()
    return [Choice(g.id, (" ".join(filter(None, (g.number, g.title))),) * 2) for g in groups]


def _marks(answers: Answers) -> list[Choice]:
    shelf = shelf_of(answers)
    systems = shelf.plan.marks if shelf else ()
    return [Choice(e.mark, (f"{e.mark} {e.label}",) * 2) for s in systems for e in s.legend]


def _policies(answers: Answers) -> list[Choice]:
    """The plan's policies, unless the initiative's group names them."""
    shelf = shelf_of(answers)
    if shelf is None:
        return []
    group = next((g for g in shelf.plan.groups if g.id == answers.get("group")), None)
    policies = () if group and group.policies else shelf.plan.policies
    return [Choice(p.id, (f"{p.number} {p.title}",) * 2) for p in policies]


def _themes(answers: Answers) -> Iterable[Choice]:
    return project_of(answers).themes()


def _other_themes(answers: Answers) -> list[Choice]:
    return [choice for choice in _themes(answers) if choice.value not in answers.get("themes", ())]


def _places(answers: Answers) -> list[Choice]:
    """Where the initiative may stand: first, or behind another one."""
    shelf = shelf_of(answers)
    if shelf is None or not shelf.plan.initiatives:
        return []
    known = shelf.initiatives
    names = [(name, known[name]) for name in shelf.plan.initiatives if name in known]
    behind = [
        Choice(
            name, (f"{one.number or ''}{one.title} の後", f"after {one.number or ''} {one.title}")
        )
        for name, one in names
    ]
    return [Choice(FIRST, ("いちばん始め", "at the very beginning")), *behind]


def _last_place(answers: Answers) -> str | None:
    shelf = shelf_of(answers)
    places = _places(answers)
    return places[-1].value if shelf and places else None


def _usual_id(answers: Answers) -> str | None:
    """The main theme's id, if no initiative has it; else the title's own Latin letters."""
    shelf = shelf_of(answers)
    taken = set(shelf.plan.initiatives) if shelf else set()
    title = answers.get("title", "")
    guesses = [*answers.get("themes", ()), slug(title) if title.isascii() else ""]
    return next((guess for guess in guesses if guess and guess not in taken), None)


def _free_id(value: str, answers: Answers) -> Iterator[Pair]:
    shelf = shelf_of(answers)
    name = f"plans/{shelf.key}/initiatives/{value}.yaml" if shelf else ""
    if shelf and (value in shelf.plan.initiatives or (project_of(answers).root / name).exists()):
        yield (
            f"{name} はもうあります。別の id にするか、そのファイルを開いて直してください。",
            f"{name} exists already. Give another id, or open that file to change it.",
        )


def _own_id(name: str, entries: str) -> Any:
    """A check that no entry made before has the same id."""

    def check(value: str, answers: Answers) -> Iterator[Pair]:
        if any(entry["id"] == value for entry in answers.get(entries, ())):
            ja = f"id「{value}」は、上で使いました。別の id にしてください。"
            yield ja, f"The {name} id “{value}” is taken: give another."

    return check


def _action(answers: Answers) -> dict[str, Any]:
    return {
        "id": answers["action-id"],
        "text": answers["action-text"],
        "verb": answers["verb"],
        "class": answers["class"],
    }


def _kpi(answers: Answers) -> dict[str, Any]:
    found: dict[str, Any] = {"id": answers["kpi-id"], "name": answers["kpi-name"]}
    unknown = {}
    for field in ("baseline", "target"):
        if field in answers:
            found[field] = quantity(Quantity, answers[field])
        else:
            unknown[field] = "not-stated"
    return {**found, "direction": answers["direction"], **({"unknown": unknown} if unknown else {})}


def _direction(answers: Answers) -> str | None:
    """What the two values say themselves."""
    values = [
        quantity(Quantity, answers[field]).get("value") if field in answers else None
        for field in ("baseline", "target")
    ]
    if values[1] is None:
        return "meet" if "target" in answers else None
    if values[0] is None:
        return None
    return "keep" if values[0] == values[1] else ("up" if values[1] > values[0] else "down")


ACTIONS = Repeat(
    name="action",
    ask=("計画に書かれた「すること」を、一つずつ書きます。", "Now what the plan says will be done, one by one."),
    model=Action,
    build=_action,
    questions=(
        Question(
            name="action-text",
            ask=("何をしますか。このサイトの言葉で、一文で書いてください。", "What will be done? One sentence in Japanese, in words of your own."),
            why=("計画より強くも弱くもしません。もう「すること」がなければ、次に進みます。", "Neither stronger nor weaker than the plan. If there is no more, we go on."),
            example="窓口の予約を、オンラインでできるようにします。",
            field=(Action, "text"),
            needed=False,
        ),
        Question(
            name="verb",
            ask=("計画に印刷された動詞は何ですか。", "Which verb does the plan print?"),
            why=("約束の強さを、計画の言葉のまま示します。", "It shows how strong the commitment is, in the plan's own word."),
            example="検討します / 更に進める",
            field=(Action, "verb"),
        ),
        Question(
            name="class",
            ask=("その動詞は、次のどれにあたりますか。", "Which of these is the verb?"),
            why=("動詞の強さをくらべずに、種類で示すためです。迷うときは弱いほうを選びます。", "Verbs are shown by kind. If in doubt take the weaker one."),
            choices=lambda _answers: STRENGTHS,
            field=(Action, "class"),
        ),
        Question(
            name="action-id",
            ask=("この「すること」の id（英語の短い名前）は何にしますか。", "What shall its id be (a short English name)?"),
            why=("翻訳を結びつける名前で、あとから変えません。", "Translations hang on it; it never changes."),
            example="online-booking",
            read=identity,
            field=(Action, "id"),
            default=lambda answers: f"action-{answers.get('number', 1)}",
            check=_own_id("action", "action"),
        ),
    ),
)  # fmt: skip
KPIS = Repeat(
    name="kpi",
    ask=("計画に書かれた指標（KPI）を、一つずつ書きます。", "Now the KPIs that the plan states, one by one."),
    model=Kpi,
    build=_kpi,
    questions=(
        Question(
            name="kpi-name",
            ask=("指標の名前は何ですか。印刷されたとおりに書いてください。", "What is the KPI called? Write it as printed."),
            why=("進み具合の数字を、この名前の下に並べます。もう指標がなければ、次に進みます。", "Results will stand under this name. If there is no more, we go on."),
            example="RPA活用業務数",
            field=(Kpi, "name"),
            needed=False,
        ),
        Question(
            name="baseline",
            ask=("基準値は何ですか。印刷されたとおりに書いてください。", "What is the baseline? Write it as printed."),
            why=("始めの値です。数と単位は、ここから読み取ります。", "Where it started. Number and unit are read from it."),
            example="2,000件 / 82.4%(R8.1.31)",
            field=(Quantity, "printed"),
            needed=False,
        ),
        Question(
            name="target",
            ask=("目標値は何ですか。印刷されたとおりに書いてください。", "What is the target? Write it as printed."),
            why=("どこまで進めるかの値です。", "Where it is meant to go."),
            example="10件",
            field=(Quantity, "printed"),
            needed=False,
        ),
        Question(
            name="direction",
            follows=True,
        ask=("値をふやす目標ですか、へらす目標ですか。", "Is the value to go up or down?"),
            why=("進み具合の計算に使います。", "Progress is computed from it."),
            choices=lambda _answers: DIRECTIONS,
            field=(Kpi, "direction"),
            default=_direction,
        ),
        Question(
            name="kpi-id",
            ask=("この指標の id（英語の短い名前）は何にしますか。", "What shall its id be (a short English name)?"),
            why=("年度ごとの結果を結びつける名前で、あとから変えません。", "Results hang on it; it never changes."),
            example="rpa-tasks",
            read=identity,
            field=(Kpi, "id"),
            default=lambda answers: f"kpi-{answers.get('number', 1)}",
            check=_own_id("KPI", "kpi"),
        ),
    ),
)  # fmt: skip
STEPS: tuple[Step, ...] = (
    EDITION,
    Question(
        name="title",
        ask=("取組の題名は何ですか。", "What is the initiative's title?"),
        why=("印刷されたとおりに、ページの題名になります。", "It is the title of its page, as printed."),
        example="AI・RPAの利用促進",
        field=(Initiative, "title"),
    ),
    Question(
        name="number",
        ask=("題名の前に、番号が印刷されていますか。", "Is there a number before the title?"),
        why=("文書の中でさがせるように、印刷されたとおりに示します。", "Readers find it in the document by it."),
        example="⑥ / (5)",
        field=(Initiative, "number"),
        needed=False,
    ),
    Question(
        name="section",
        ask=("文書のどこに書かれていますか。", "Where in the document does it stand?"),
        why=("節の番号と題名があれば、だれでも原文を確かめられます。", "With number and title of the section anybody can check it."),
        example="8 具体的な取組",
        field=(Initiative, "section"),
    ),
    Question(
        name="group",
        ask=("どのまとまりに入りますか。", "Which group does it belong to?"),
        why=("計画の見出しのとおりに並べます。", "Initiatives are listed under the plan's headings."),
        choices=_groups,
        needed=False,
        when=lambda answers: bool(_groups(answers)),
    ),
    Question(
        name="mark",
        ask=("重点などの印が付いていますか。", "Does it carry a mark?"),
        why=("計画が示す重点を、そのまま示します。", "What the plan gives priority is shown as such."),
        choices=_marks,
        needed=False,
        when=lambda answers: bool(_marks(answers)),
    ),
    Question(
        name="policies",
        ask=("どの基本方針を進める取組ですか。", "Which policies does it serve?"),
        why=("取組と基本方針の表になります。", "It goes into the table of policies."),
        choices=_policies,
        several=True,
        needed=False,
        when=lambda answers: bool(_policies(answers)),
    ),
    Question(
        name="themes",
        ask=("主なテーマはどれですか。", "What are its main themes?"),
        why=("ほかの市町村の同じ取組と、テーマのページで並びます。", "Theme pages put it beside the same initiative elsewhere."),
        choices=_themes,
        several=True,
        needed=False,
        when=lambda answers: bool(_themes(answers)),
    ),
    Question(
        name="touches",
        ask=("ほかに、ふれているだけのテーマはありますか。", "Does it touch on other themes?"),
        why=("主なテーマとは分けて示します。", "They are shown apart from the main ones."),
        choices=_other_themes,
        several=True,
        needed=False,
        when=lambda answers: bool(answers.get("themes")),
    ),
    Question(
        name="id",
        follows=True,
        ask=("取組の id（英語の短い名前）は何にしますか。", "What shall its id be (a short English name)?"),
        why=("ファイルとページのアドレスになり、あとから変えません。", "It names the file and the page, and never changes."),
        example="ai-rpa",
        read=identity,
        field=(Policy, "id"),
        default=_usual_id,
        check=_free_id,
    ),
    Question(
        name="department",
        ask=("担当課はどこですか。", "Which department is in charge?"),
        why=("文書に書かれているときだけ書きます。", "Only if the document says so."),
        example="市民課",
        field=(Initiative, "department"),
        needed=False,
    ),
    Question(
        name="summary",
        ask=("何をする取組ですか。2～3文で書いてください。", "What is it about? Two or three sentences in Japanese."),
        why=("ページの最初に出ます。文書の文章は写さず、ふだんの言葉で書きます。", "It opens the page, in plain words of your own."),
        example="生成AIやRPAを、市の仕事に組みこんで使います。",
        read=prose,
        field=(Initiative, "summary"),
    ),
    ACTIONS,
    KPIS,
    Question(
        name="after",
        ask=("計画の取組の、どこに並べますか。", "Where does it stand among the plan's initiatives?"),
        why=("文書と同じ順番に並べます。", "They are listed in the document's order."),
        choices=_places,
        default=_last_place,
        when=lambda answers: bool(_places(answers)),
    ),
)  # fmt: skip
_COPIED = (
    "number",
    "title",
    "section",
    "group",
    "mark",
    "policies",
    "themes",
    "touches",
    "department",
    "summary",
)


def drafts(form: Form, project: Project) -> tuple[Draft, ...]:
    """The initiative's file and the plan.yaml that lists it; none while an answer is missing."""
    answers = form.fill(STEPS, {"project": project})
    if form.missing or form.wrong:
        return ()
    shelf = cast("Shelf", shelf_of(answers))
    data = {key: answers[key] for key in _COPIED if key in answers}
    data |= {
        key: answers[name]
        for key, name in (("actions", "action"), ("kpis", "kpi"))
        if answers[name]
    }
    name = f"plans/{shelf.key}/initiatives/{answers['id']}.yaml"
    text = file_text("initiative", 5, Initiative, data)
    return (Draft(name, text.encode()), _listed(project, shelf, answers))


def _listed(project: Project, shelf: Shelf, answers: Answers) -> Draft:
    doc, place = shelf.entry.doc, answers.get("after", FIRST)
    before = (project.root / doc.file).read_bytes()
    listed = shelf.plan.initiatives
    at = listed.index(place) + 1 if place in listed else 0
    return Draft(doc.file, with_id(before, doc, Plan, "initiatives", answers["id"], at), before)
