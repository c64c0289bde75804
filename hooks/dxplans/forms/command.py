"""``dxplans new``: options or a terminal to files, tried by the check before they are written."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from dxplans.build import today_of
from dxplans.check import report
from dxplans.forms import (
    edition,
    edition_questions,
    initiative,
    initiative_questions,
    municipality,
    progress,
    term,
)
from dxplans.forms.console import Console, said
from dxplans.forms.drafts import Draft, Taken, attempt, refuse_taken, write
from dxplans.forms.filling import Form
from dxplans.forms.project import Project
from dxplans.forms.question import Given, Pair, Question, Repeat, Step

STOPPED = 130
"""As the shell has it when somebody presses Ctrl-C."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the five things that can be new."""

    about: Pair
    steps: tuple[Step, ...]
    drafts: Callable[[Form, Project], tuple[Draft, ...]]
    example: str
    then: tuple[Pair, ...]
    """What to do next."""


_SERVE: Pair = (
    "「make serve」で、できたページを見られます。",
    "“make serve” shows the page.",
)
_ENGLISH: Pair = (
    "英語はあとでかまいません。訳す人が「dxplans translate update」から始めます。それまで、英語のページには日本語のまま出ます。",
    "English comes later: translators start with “dxplans translate update”. Until then English pages show the Japanese.",
)
KINDS: dict[str, Kind] = {
    "municipality": Kind(
        ("市町村、都道府県、広域の団体を加える", "add a municipality, prefecture or joint body"),
        municipality.STEPS, municipality.drafts,
        "dxplans new municipality --prefecture 山口県 --name 萩市 --code 352047 --reading はぎし --romanised Hagi",
        (("「dxplans new edition」で、計画を加えます。", "Add its plan with “dxplans new edition”."),),
    ),
    "edition": Kind(
        ("計画の版を加える", "add an edition of a plan"),
        edition_questions.STEPS, edition.drafts,
        "dxplans new edition --publisher 美祢市 --from 2026",
        (
            ("plan.yaml の下のほうに、まだ書いていない項目があります。", "Fields to add are listed at the foot of plan.yaml."),
            ("「dxplans new initiative」で、取組を一つずつ加えます。章は chapters/ に書きます。", "Add initiatives with “dxplans new initiative”; chapters go into chapters/."),
        ),
    ),
    "initiative": Kind(
        ("計画に取組を加える", "add an initiative to a plan"),
        initiative_questions.STEPS, initiative.drafts,
        "dxplans new initiative --edition 美祢市 "
        "--action '窓口の予約を導入します。|導入します|introduces' --kpi 'RPA活用業務数|2件|10件|up'",
        (("工程表や時期は、取組のファイルに書きたせます。", "Schedules and times can be added in its file."),),
    ),
    "term": Kind(
        ("用語集に言葉を加える", "add a word to the glossary"),
        term.STEPS, term.drafts,
        "dxplans new term --label RPA --reading あーるぴーえー",
        (),
    ),
    "progress": Kind(
        ("年度の結果を加える", "add a year's results"),
        (*progress.STEPS, progress.RESULT), progress.drafts,
        "dxplans new progress --edition 美祢市 --year R8 --result ai-rpa/rpa-tasks=4件",
        (("残りの指標は、ファイルの「#」の行に書きたせます。", "The other KPIs stand in the file as lines to fill in."),),
    ),
}  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give *parser*, that of ``dxplans new``, the five kinds with their options."""
    kinds = parser.add_subparsers(dest="kind_of_file", required=True, metavar="KIND")
    for name, kind in KINDS.items():
        text = f"{kind.about[0]} / {kind.about[1]}"
        made = kinds.add_parser(
            name, help=text, description=text, epilog=f"例 / example: {kind.example}"
        )
        made.add_argument("--lang", choices=["ja", "en"], default=argparse.SUPPRESS, help="ja | en")
        made.add_argument(
            "--dry-run", action="store_true",
            help="書かずに、書く内容だけを示す / show what would be written",
        )  # fmt: skip
        made.add_argument("--today", help="YYYY-MM-DD")
        for step in kind.steps:
            _add_option(made, step)


def _add_option(parser: argparse.ArgumentParser, step: Step) -> None:
    many = isinstance(step, Repeat) or step is progress.RESULT
    text = f"{step.ask[0]} / {step.ask[1]}"
    if isinstance(step, Repeat):
        text += f" ({'|'.join(question.name for question in step.questions)})"
    elif step.example:
        text += f" ({step.example})"
    parser.add_argument(
        _option(step), dest=f"answer_{step.name}", action="append" if many else "store",
        metavar="…", help=text.replace("%", "%%"),
    )  # fmt: skip


def _option(step: Step) -> str:
    return "--" + step.name.replace("_", "-")


def run(root: Path, options: argparse.Namespace) -> int:
    """Make what *options* ask for: 0 if it is written, 1 if the check refuses it, 2 if it cannot be."""
    asked = Console(options.lang) if sys.stdin.isatty() and sys.stdout.isatty() else None
    return make(root, options, today_of(options.today), asked)


def make(root: Path, options: argparse.Namespace, today: date, console: Console | None) -> int:
    """The same on a day, with a *console* if somebody can be asked."""
    kind, lang = KINDS[options.kind_of_file], options.lang
    teller = console or Console(lang)
    given = _given(kind, options)
    project = Project.at(root, today)
    try:
        drafts, form = _filled(kind, project, given, lang, console)
        if form.wrong or form.missing or (unmet := _unmet(kind, given, form)):
            if not (form.wrong or form.missing):
                form.wrong += unmet
            _cannot(kind, form, Console(lang, tell=_complain))
            return 2
        refuse_taken(root, drafts)
        return _finish(project, drafts, options, teller, ask=form.console is not None)
    except Taken as error:
        _complain(said(error.pair, lang))
        return 2
    except (KeyboardInterrupt, EOFError):
        ja, en = "やめました。何も書いていません。", "Stopped. Nothing was written."
        _complain(f"\n{said((ja, en), lang)}")
        return STOPPED


def _complain(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _given(kind: Kind, options: argparse.Namespace) -> Given:
    typed = {step.name: getattr(options, f"answer_{step.name}") for step in kind.steps}
    return Given(
        {name: value for name, value in typed.items() if isinstance(value, str)},
        {name: tuple(value) for name, value in typed.items() if isinstance(value, list)},
    )


def _filled(
    kind: Kind, project: Project, given: Given, lang: str, console: Console | None
) -> tuple[tuple[Draft, ...], Form]:
    """The files, and the form as it was filled in: in a terminal only if an answer is missing."""
    form = Form(given, lang)
    drafts = kind.drafts(form, project)
    if console is None or form.wrong or not form.missing:
        return drafts, form
    console.tell("")
    console.say(kind.about)
    ja = "答えを打ってEnterを押します。前の質問に戻るには「<」、やめるにはCtrl-Cです。終わるまで何も書きません。"
    en = "Type an answer and press Enter; “<” goes back, Ctrl-C stops. Nothing is written before the end."
    console.say((ja, en))
    form = Form(given, lang, console)
    return kind.drafts(form, project), form


def _unmet(kind: Kind, given: Given, form: Form) -> list[tuple[str, str]]:
    """Options for questions that the other answers leave out."""
    ja, en = "ほかの答えでは、この項目は使いません。", "The other answers leave no room for this."
    names = [step.name for step in kind.steps if step.name not in form.met]
    return [(n, said((ja, en), form.lang)) for n in names if n in given.one or n in given.many]


def _cannot(kind: Kind, form: Form, console: Console) -> None:
    """Say all at once what is wrong with the options, and which are missing."""
    options = {step.name: _option(step) for step in kind.steps}
    for name, reason in (*form.wrong, *form.doubts):
        console.tell(f"{options.get(name, name)}: {reason}")
    if form.missing:
        console.say(("次の答えがありません。", "These answers are missing:"))
        for step in form.missing:
            example = step.example if isinstance(step, Question) else ""
            shown = f"（例 {example}）" if example else "", f" ({example})" if example else ""
            console.say(
                (step.ask[0] + shown[0], step.ask[1] + shown[1]), f"  {options[step.name]}  "
            )
        ja = "端末で、オプションなしに実行すると、一つずつたずねます。"
        console.say((ja, "In a terminal, without options, they are asked one by one."))


def _finish(
    project: Project,
    drafts: tuple[Draft, ...],
    options: argparse.Namespace,
    console: Console,
    *,
    ask: bool,
) -> int:
    """Try the files; show or write them; tell what the check says and what comes next."""
    kind = KINDS[options.kind_of_file]
    found = attempt(project.root, drafts, project.cache)
    if found.errors:
        _show(drafts, console)
        ja = "検査で誤りが見つかったので、何も書いていません。内容は上に示しました。"
        en = "The check found errors, so nothing was written. What it would have been stands above."
        console.say((ja, en))
        console.tell(report.render(found, "text", options.lang))
        return 1
    if options.dry_run:
        _show(drafts, console)
        console.say(("書いていません（--dry-run）。", "Nothing was written (--dry-run)."))
        console.tell(report.render(found, "text", options.lang))
        return 0
    if ask:
        _show(drafts, console, brief=True)
        ja = "この内容で書きます（説明の行は省きました）。よければEnter、やめるならCtrl-Cを押してください。"
        console.tell("")
        console.say(
            (
                ja,
                "This will be written (with lines that explain, left out here). Press Enter, or Ctrl-C to stop.",
            )
        )
        console.read("> ")
    write(project.root, drafts)
    console.tell("")
    for draft in drafts:
        ja, en = ("作りました", "made") if draft.before is None else ("書きたしました", "added to")
        console.say((f"{ja}: {draft.name}", f"{en}: {draft.name}"))
    console.tell(report.render(found, "text", options.lang))
    if found.warnings:
        ja = "注意は、そのままでもサイトを作れます。書かれた場所を開いて、読み直してください。"
        console.say(
            (ja, "Warnings do not stop the site. Open the places named and read them again.")
        )
    ja, en = (
        f"次に: {drafts[0].name} を開くと、書きたせる項目があります。",
        f"Next: open {drafts[0].name} for more fields.",
    )
    then = (
        KINDS["edition"].then
        if drafts[-1].name.endswith("/plan.yaml") and drafts[-1].before is None
        else kind.then
    )
    for pair in ((ja, en), *then, _SERVE, _ENGLISH):
        console.say(pair, "- ")
    return 0


def _show(drafts: tuple[Draft, ...], console: Console, *, brief: bool = False) -> None:
    """The files as they would be; *brief*: without the lines that only explain."""
    for draft in drafts:
        console.tell("")
        console.tell(f"――― {draft.name}")
        lines = [line for line in draft.lines() if not (brief and line.lstrip().startswith("#"))]
        console.tell("\n".join(lines).rstrip())
