"""What is asked of an initiative: its place, its actions with the printed verbs, its KPIs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dxplans.forms.choices import EDITION, project_of, shelf_of
from dxplans.forms.commitments import ACTIONS, KPIS
from dxplans.forms.question import Answers, Choice, Pair, Question, Step
from dxplans.forms.replies import identity, prose, slug
from dxplans.model import Initiative, Policy

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
        when=lambda answers: bool(answers.get("themes") and _other_themes(answers)),
    ),
    Question(
        name="id",
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
