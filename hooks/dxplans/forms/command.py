"""``dxplans new``: options or a terminal to files, tried by the check before they are written."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from dxplans.build import today_of
from dxplans.commands import Command
from dxplans.forms import progress
from dxplans.forms.console import Console, said
from dxplans.forms.drafts import Draft, Taken, refuse_taken
from dxplans.forms.filling import Form
from dxplans.forms.kinds import KINDS, Kind
from dxplans.forms.outcome import Wanted, finish
from dxplans.forms.project import Project
from dxplans.forms.question import Choice, Given, Question, Repeat, Step

_WHICH = Question(
    name="kind",
    ask=("何を加えますか。", "What is to be added?"),
    why=(
        "一つずつたずねて、ファイルを作ります。",
        "You are asked one thing at a time, and the file is made.",
    ),
    choices=lambda _answers: [Choice(name, kind.about) for name, kind in KINDS.items()],
)
STOPPED = 130
"""As the shell has it when somebody presses Ctrl-C."""


def add(command: Command) -> None:
    """Add the command and its options to the command line."""
    add_arguments(
        command("new", run, "新しいファイルを、質問に答えて作る", "make new files by answering questions",
                "dxplans new")
    )  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Give *parser*, that of ``dxplans new``, the five kinds with their options."""
    kinds = parser.add_subparsers(dest="kind_of_file", metavar="KIND")
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
    return make(root, options, today_of(getattr(options, "today", None)), asked)


def make(root: Path, options: argparse.Namespace, today: date, console: Console | None) -> int:
    """The same on a day, with a *console* if somebody can be asked."""
    lang = options.lang
    teller = console or Console(lang)
    try:
        name = options.kind_of_file or _chosen_kind(lang, console)
        if name is None:
            return 2
        kind = KINDS[name]
        given = _given(kind, options)
        project = Project.at(root, today)
        drafts, form = _filled(kind, project, given, lang, console)
        if form.wrong or form.missing or (unmet := _unmet(kind, given, form)):
            if not (form.wrong or form.missing):
                form.wrong += unmet
            _cannot(kind, form, Console(lang, tell=_complain))
            return 2
        refuse_taken(root, drafts)
        dry = getattr(options, "dry_run", False)
        return finish(
            project, drafts, Wanted(name, lang, dry=dry), teller, ask=form.console is not None
        )
    except Taken as error:
        _complain(said(error.pair, lang))
        return 2
    except (KeyboardInterrupt, EOFError):
        ja, en = "やめました。何も書いていません。", "Stopped. Nothing was written."
        _complain(f"\n{said((ja, en), lang)}")
        return STOPPED


def _chosen_kind(lang: str, console: Console | None) -> str | None:
    """Which of the five is wanted; None, and what to type, if nobody can be asked."""
    if console is not None:
        return str(Form(Given(), lang, console).fill((_WHICH,))[_WHICH.name])
    for name, kind in KINDS.items():
        _complain(f"dxplans new {name}  {said(kind.about, lang)}")
    return None


def _complain(text: str) -> None:
    sys.stderr.write(f"{text}\n")


def _given(kind: Kind, options: argparse.Namespace) -> Given:
    typed = {step.name: getattr(options, f"answer_{step.name}", None) for step in kind.steps}
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
