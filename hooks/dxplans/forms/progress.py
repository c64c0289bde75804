"""A year's published results to their file, with a line to fill for every KPI left open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, cast

from dxplans.fiscal import fiscal_year_name, fiscal_year_of
from dxplans.forms.choices import EDITION, project_of, shelf_of
from dxplans.forms.drafts import Draft
from dxplans.forms.filling import Form
from dxplans.forms.hints import hint_line
from dxplans.forms.layout import file_text
from dxplans.forms.project import Project, Shelf
from dxplans.forms.quantity import quantity
from dxplans.forms.question import Answers, Pair, Question, Step
from dxplans.forms.replies import narrow, partial_date, year
from dxplans.model import Initiative, Kpi, Progress, Result

Indicator = tuple[str, Initiative, Kpi]


def _year(value: int, answers: Answers) -> Iterator[Pair]:
    now, shelf = fiscal_year_of(project_of(answers).today), shelf_of(answers)
    if value > now:
        yield (
            f"{fiscal_year_name(value, 'ja')}は、まだ始まっていません。",
            f"{fiscal_year_name(value, 'en', short=True)} has not begun yet.",
        )
    if shelf and str(value) in shelf.progress:
        name = f"plans/{shelf.key}/progress/{value}.yaml"
        yield (
            f"{name} はもうあります。結果を書きたすときは、そのファイルを開いてください。",
            f"{name} exists already. Open it to add results.",
        )


def _last_year(answers: Answers) -> str:
    """The year whose results come next, but none before the plan's first."""
    shelf, last = shelf_of(answers), fiscal_year_of(project_of(answers).today) - 1
    return str(max(last, shelf.plan.period.start) if shelf else last)


STEPS: tuple[Step, ...] = (
    EDITION,
    Question(
        name="year",
        ask=("何年度の結果ですか。", "Which fiscal year are the results of?"),
        why=("年度ごとに一つのファイルになります。", "There is one file for each year."),
        example="2026 / 令和8 / R8",
        read=year,
        default=_last_year,
        check=_year,
    ),
    Question(
        name="source",
        ask=("結果を公表した文書の題名は何ですか。", "What is the title of the document with the results?"),
        why=("だれでも確かめられるように、出どころを示します。", "The source is shown, so that anybody can check."),
        example="美祢市DX推進計画 令和8年度進捗状況報告書",
        field=(Progress, "source"),
    ),
    Question(
        name="published",
        ask=("いつ公表されましたか。", "When was it published?"),
        why=("いつの数字かを示します。日まで分からなければ、月まででかまいません。", "It tells how recent the figures are. A month will do."),
        example="2027-06-15 / 令和9年6月",
        read=partial_date,
        field=(Progress, "published"),
    ),
    Question(
        name="url",
        ask=("その文書のアドレスは何ですか。", "What is the address of that document?"),
        why=("読む人が原本を見られます。開いて確かめたものを書いてください。", "Readers can see the original. Give it only if you have opened it."),
        example="https://www.city.example.lg.jp/progress.pdf",
        field=(Progress, "url"),
        needed=False,
    ),
)  # fmt: skip
RESULT = Question(
    name="result",
    ask=("結果は何ですか（取組のid/指標のid=公表された値）。", "What are the results (initiative/kpi=value as published)?"),
    why=("一つ以上書きます。", "At least one."),
    example="ai-rpa/rpa-tasks=4件",
)  # fmt: skip


def indicators(shelf: Shelf | None) -> list[Indicator]:
    """The KPIs of an edition in its order; one that is printed again is entered once."""
    found = shelf.initiatives if shelf else {}
    return [
        (identity, initiative, kpi)
        for identity, initiative in found.items() for kpi in initiative.kpis
        if kpi.repeat_of is None
    ]  # fmt: skip


def drafts(form: Form, project: Project) -> tuple[Draft, ...]:
    """The file of the year's results; none while an answer is missing."""
    answers = form.fill(STEPS, {"project": project})
    shelf = shelf_of(answers)
    open_ = indicators(shelf)
    typed = _typed(form, open_)
    form.met.add(RESULT.name)
    if shelf and not open_:
        ja = f"{shelf.name}には、指標（KPI）がありません。先に取組へ書いてください。"
        _wrong(
            form, "edition", (ja, f"{shelf.key} has no KPIs: add them to its initiatives first.")
        )
    elif form.console is None and not form.given.many.get(RESULT.name):
        form.missing.append(RESULT)
    if form.missing or form.wrong:
        return ()
    results = _results(form, open_, typed, answers)
    data = {key: answers[key] for key in Progress.model_fields if key in answers}
    text = file_text("progress", 5, Progress, {**data, "results": results})
    name = f"plans/{cast('Shelf', shelf).key}/progress/{answers['year']}.yaml"
    return (Draft(name, _told(text, results, open_).encode()),)


def _typed(form: Form, open_: list[Indicator]) -> dict[str, str]:
    """The results given as options, by ``initiative/kpi``."""
    found = {}
    names = {f"{identity}/{kpi.id}": kpi.name for identity, _initiative, kpi in open_}
    for line in form.given.many.get(RESULT.name, ()):
        key, _, printed = line.partition("=")
        key = narrow(key)
        if not open_:
            continue  # the edition is not known, which is told already
        if key not in names or not printed.strip():
            known = "、".join(names)
            ja = f"「{line}」を読み取れません。「取組のid/指標のid=値」の形で書いてください。使える指標: {known}"
            en = f"“{line}” cannot be read. Write initiative/kpi=value. KPIs: {known}"
            _wrong(form, RESULT.name, (ja, en))
        found[key] = printed
    return found


def _wrong(form: Form, name: str, pair: Pair) -> None:
    form.wrong.append((name, pair[0] if form.lang == "ja" else pair[1]))


def _results(
    form: Form, open_: list[Indicator], typed: Mapping[str, str], answers: Answers
) -> list[dict[str, Any]]:
    """An entry for each result that was given, asked for where somebody can be asked."""
    steps = [
        _question(one, first=number == 0) for number, one in enumerate(open_)
        if form.console is not None or f"{one[0]}/{one[2].id}" in typed
    ]  # fmt: skip
    inner = Form(type(form.given)(dict(typed)), form.lang, form.console)
    while True:
        given = inner.fill(steps, answers)
        form.wrong += [(RESULT.name, reason) for _name, reason in inner.wrong]
        found = [
            {"initiative": identity, "kpi": kpi.id, **quantity(Result, given[f"{identity}/{kpi.id}"])}
            for identity, _initiative, kpi in open_ if f"{identity}/{kpi.id}" in given
        ]  # fmt: skip
        if found or form.wrong or form.console is None:
            return found
        ja = "結果が一つもありません。一つ以上書いてください。やめるときはCtrl-Cです。"
        form.console.say((ja, "There is no result yet: write at least one. Ctrl-C stops."), "  ")


def _question(one: Indicator, *, first: bool) -> Question:
    identity, initiative, kpi = one
    ja, en = _values(kpi)
    return Question(
        name=f"{identity}/{kpi.id}",
        ask=(
            f"{initiative.number or ''}{initiative.title}「{kpi.name}」の結果は何ですか。",
            f"{initiative.number or ''} {initiative.title}: {kpi.name}. What is the result?",
        ),
        why=(f"{ja}。公表されたとおりに書きます。", f"{en}. Write it as published."),
        example="4件 / 82.4%" if first else "",
        field=(Result, "printed"),
        literal=True,
        needed=False,
    )


def _values(kpi: Kpi) -> Pair:
    baseline = kpi.baseline.printed if kpi.baseline else "–"
    target = kpi.target.printed if kpi.target else "–"
    return f"基準値 {baseline}、目標値 {target}", f"Baseline {baseline}, target {target}"


def _told(text: str, results: list[dict[str, Any]], open_: list[Indicator]) -> str:
    """*text* with the name of its KPI above each result, and the other KPIs to fill in below."""
    lines = text.splitlines()
    start = lines.index("results:") + 1
    end = next((n for n in range(start, len(lines)) if not lines[n].startswith("  ")), len(lines))
    given = [(result["initiative"], result["kpi"]) for result in results]
    names = {(identity, kpi.id): _name(initiative, kpi) for identity, initiative, kpi in open_}
    heads = iter(f"  # {names[key]}" for key in given)
    told = [
        one
        for line in lines[start:end]
        for one in ([next(heads), line] if line.startswith("  - ") else [line])
    ]
    rest = [key for key in names if key not in given]
    about = [line for key in rest for line in _to_fill(key, names[key])]
    if about:
        about.insert(
            0,
            "  # まだ書いていない指標です。書くときは、「- initiative」からの行の「# 」を消します（例 printed: 4件）。",
        )
    return "\n".join([*lines[:start], *told, *about, *lines[end:]]) + "\n"


def _name(initiative: Initiative, kpi: Kpi) -> str:
    return f"{initiative.number or ''}{initiative.title}: {kpi.name}（{_values(kpi)[0]}）"


def _to_fill(key: tuple[str, str], name: str) -> Iterator[str]:
    yield f"  # {name}"
    yield f"  # - initiative: {key[0]}"
    yield f"  #   kpi: {key[1]}"
    yield hint_line("printed", Result.model_fields["printed"], 2, "  ")
    yield hint_line("value", Result.model_fields["value"], 2, "  ")
