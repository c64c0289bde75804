"""What is asked of each action and KPI of an initiative, and the answers as entries of its file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dxplans.forms.choices import DIRECTIONS, STRENGTHS
from dxplans.forms.quantity import quantity
from dxplans.forms.question import Answers, Pair, Question, Repeat
from dxplans.forms.replies import identity
from dxplans.model import Action, Kpi, Quantity


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
    ask=("計画に書かれた「すること」を、一つずつたずねます。", "Now what the plan says will be done, one by one."),
    build=_action,
    questions=(
        Question(
            name="action-text",
            ask=("何をしますか。このサイトの言葉で、一文で書いてください。", "What will be done? One sentence in Japanese, in words of your own."),
            why=("計画より強くも弱くもしません。", "Neither stronger nor weaker than the plan."),
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
            why=("約束の強さの種類を示します。印刷された動詞に、いちばん近いものを選びます。", "It shows the kind of commitment. Take what is nearest to the printed verb."),
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
    ask=("計画に書かれた指標（KPI）を、一つずつたずねます。", "Now the KPIs that the plan states, one by one."),
    build=_kpi,
    questions=(
        Question(
            name="kpi-name",
            ask=("指標の名前は何ですか。印刷されたとおりに書いてください。", "What is the KPI called? Write it as printed."),
            why=("年度ごとの結果を、この名前の下に並べます。", "Results will stand under this name."),
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
            literal=True,
            needed=False,
        ),
        Question(
            name="target",
            ask=("目標値は何ですか。印刷されたとおりに書いてください。", "What is the target? Write it as printed."),
            why=("どこまで進めるかの値です。", "Where it is meant to go."),
            example="10件",
            field=(Quantity, "printed"),
            literal=True,
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
