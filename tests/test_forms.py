"""What `dxplans new` asks, says and writes: one YAML a case in tests/cases/forms, and a terminal."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypedDict

import pytest

from builders import ROOT, a_project, an_edit, from_yaml
from dxplans import cli
from dxplans.build import build
from dxplans.check.report import check_project
from dxplans.forms import command
from dxplans.forms.console import Console
from dxplans.forms.drafts import Draft, Taken, write
from dxplans.forms.filling import Form
from dxplans.forms.kinds import KINDS
from dxplans.forms.project import Project, prefecture
from dxplans.forms.question import Given, Question, Repeat
from dxplans.forms.replies import Unreadable
from sample import TODAY, a_whole_project, files_of, with_shell

CASES = sorted((ROOT / "tests" / "cases" / "forms").glob("*.yaml"))
LAUNCH = """
import fcntl, signal, sys, termios
from dxplans.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # a suite in the background ignores it
fcntl.ioctl(0, termios.TIOCSCTTY, 0)  # so that Ctrl-C is a signal
sys.exit(main())
"""
CTRL_C = b"\x03"
PLAN = "plans/tokyo/mihon/2026/plan.yaml"
SCHEMA = "# yaml-language-server: $schema="


class Case(TypedDict, total=False):
    """One run: options, and what is typed if there is a terminal; what is said and written."""

    about: str
    kind: str
    today: date
    options: list[str]
    answers: list[str]
    ends: int
    says: list[str]
    errs: list[str]
    writes: dict[str, dict[str, Any]]
    added: dict[str, list[str]]


class Typist:
    """A terminal where *answers* are typed, one after the other, and then Ctrl-D."""

    def __init__(self, answers: list[str], lang: str) -> None:
        self.answers: Iterator[str] = iter(answers)
        self.shown: list[str] = []
        self.console = Console(lang, self._read, self.shown.append)

    def _read(self, prompt: str) -> str:
        self.shown.append(prompt)
        try:
            return next(self.answers)
        except StopIteration:
            raise EOFError from None


def run(
    root: Path, kind: str, options: list[str], answers: list[str] | None = None, today: date = TODAY
) -> tuple[int, str, list[str]]:
    """How a run ends, what a terminal shows, and the answers that nobody asked for."""
    parsed = cli.parsed(["new", *filter(None, [kind]), *options])
    typist = Typist(answers, parsed.lang) if answers is not None else None
    console = typist.console if typist else None
    ends = command.make(root, parsed, today, console)
    shown = "\n".join(typist.shown) if typist else ""
    return ends, shown, list(typist.answers) if typist else []


def swap(
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    change: Callable[[tuple[Draft, ...]], tuple[Draft, ...]],
) -> None:
    """Let the form *name* hand on what *change* makes of its files."""
    kind = KINDS[name]
    changed = replace(kind, drafts=lambda form, project: change(kind.drafts(form, project)))
    monkeypatch.setitem(KINDS, name, changed)


def in_order(found: str, wanted: list[str]) -> list[str]:
    """The first of *wanted* that does not stand in *found* behind those before it, with the rest."""
    at = 0
    for number, sentence in enumerate(wanted):
        at = found.find(sentence, at)
        if at < 0:
            return wanted[number:]
    return []


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_case(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every sentence stands there in order; what is written is what the case says, and is right."""
    case: Case = from_yaml(path.read_text("utf-8"))
    root = a_project(tmp_path)
    before = files_of(root)
    day = case.get("today", TODAY)
    ends, shown, left = run(
        root, case.get("kind", ""), case.get("options", []), case.get("answers"), day
    )
    captured = capsys.readouterr()
    assert (ends, left) == (case.get("ends", 0), []), shown + captured.err
    assert in_order(shown + captured.out, case.get("says", [])) == []
    assert in_order(captured.err, case.get("errs", [])) == []
    after = files_of(root)
    written = {name: content.decode() for name, content in after.items() if name not in before}
    assert {name: from_yaml(text) for name, text in written.items()} == case.get("writes", {})
    assert all(text.startswith(SCHEMA) for text in written.values())
    changed = {name for name, content in before.items() if after[name] != content}
    assert changed == set(case.get("added", {}))
    for name, lines in case.get("added", {}).items():
        old, new = before[name].decode().splitlines(), after[name].decode().splitlines()
        assert [line for line in new if line not in old] == lines
        assert [line for line in new if line not in lines] == old
    assert check_project(root).errors == 0


def test_all_five_kinds_have_cases_with_and_without_a_terminal() -> None:
    """Both ways are used, so both are tried."""
    cases: list[Case] = [from_yaml(path.read_text("utf-8")) for path in CASES]
    good = [case for case in cases if case.get("writes")]
    assert {case.get("kind") for case in good if "answers" in case} >= KINDS.keys()


@pytest.mark.parametrize("kind", KINDS)
def test_the_help_of_each_kind_is_in_both_languages(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Every option says what it is for, and the example can be typed."""
    with pytest.raises(SystemExit) as ended:
        cli.main(["new", kind, "--help"])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    for step in KINDS[kind].steps:
        assert f"--{step.name.replace('_', '-')} …" in out
        assert all(step.ask), step.name
    assert f"例 / example: dxplans new {kind} " in " ".join(out.split())


@pytest.mark.parametrize("kind", KINDS)
def test_every_question_says_why_in_both_languages(kind: str) -> None:
    """A form that does not say why it asks is filled in carelessly."""
    steps = [
        question
        for step in KINDS[kind].steps
        for question in (step.questions if isinstance(step, Repeat) else (step,))
    ]
    for question in steps:
        assert isinstance(question, Question)
        assert all(question.why), question.name
        assert question.ask[0].endswith(("。", "）。", "（y / n）。")), question.name
        shown = question.example or question.choices or question.name in {"plan", "extraction"}
        assert shown, question.name


def test_the_file_of_a_term_letter_by_letter(tmp_path: Path) -> None:
    """As the repository's own files are laid out; then the fields that may follow, explained."""
    root = a_project(tmp_path)
    options = ["--label", "№1: 5G", "--reading", "ふぁいぶじー", "--group", "technology"]
    options += ["--definition", "速い通信。", "--id", "5g", "--aliases", "ファイブジー"]
    assert run(root, "term", [*options, "--id", "five-g"])[0] == 0
    assert (root / "glossary" / "five-g.yaml").read_text("utf-8") == (
        '# yaml-language-server: $schema=../schema/term.json\n'
        'label: "№1: 5G"\n'
        "reading: ふぁいぶじー\n"
        "group: technology\n"
        "aliases: [ファイブジー]\n"
        "definition: 速い通信。\n"
        "drafted: person\n"
        "\n"
        "# ここから下は、書くことがあるときだけ使う項目です。\n"
        "# 行の始めの「# 」を消し、「:」の後に値を書きます（例「# note:」→「note: 月の平均です。」）。\n"
        "# 使わない行は、消してもかまいません。\n"
        "# expansion:  # 略語のもとの形(例 Robotic Process Automation)。\n"
        "# aliases_en:  # 英語のほかの書き方。\n"
        "# misspellings:  # よくある書きまちがい。検索だけに使います。\n"
        "# more:  # もう少しくわしい説明。\n"
        "# conflict:  # 計画によって意味がちがうとき、そのちがい。\n"
        "# related:  # 近い言葉の id。\n"
    )  # fmt: skip


def test_the_lines_left_open_in_results_only_miss_their_values(tmp_path: Path) -> None:
    """Without their signs they are entries like the others."""
    root = a_project(tmp_path)
    options = ["--source", "実績", "--published", "2026-06", "--result", "rpa/tasks=4件"]
    assert run(root, "progress", [*options, "--year", "R8"])[0] == 0
    path = root / "plans/tokyo/mihon/2026/progress/2026.yaml"
    text = path.read_text("utf-8")
    assert "  # ②RPAの活用: RPAを使う業務（基準値 2件、目標値 10件）\n  - initiative: rpa" in text
    opened = text.replace("  # - initiative", "  - initiative").replace("  #   kpi", "    kpi")
    opened = opened.replace("  #   printed:", "    printed: 50件").replace(
        "  #   value:", "    value: 50"
    )
    path.write_text(opened, "utf-8")
    assert from_yaml(opened)["results"][1] == {
        "initiative": "online", "kpi": "procedures", "printed": "50件", "value": 50
    }  # fmt: skip
    assert check_project(root).errors == 0


def test_a_year_that_is_there_is_not_written_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Results are added in its file; the usual year is asked for instead of taken."""
    root = a_project(tmp_path)
    options = ["--source=実績", "--published=2026-06", "--result=rpa/tasks=4件"]
    assert run(root, "progress", options)[0] == 0
    assert run(root, "progress", options)[0] == 2
    err = capsys.readouterr().err
    assert "--year: plans/tokyo/mihon/2026/progress/2026.yaml はもうあります。" in err
    assert "  --year  何年度の結果ですか。" in err


def test_a_plan_without_kpis_has_no_results(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where they are written is said."""
    root = a_project(tmp_path)
    for path in (root / "plans/tokyo/mihon/2026/initiatives").glob("*.yaml"):
        text = path.read_text("utf-8")
        path.write_text(text.split("kpis:")[0], "utf-8")
    options = ["--source=実績", "--published=2026-06", "--result=rpa/tasks=4件"]
    assert run(root, "progress", options)[0] == 2
    assert "みほん市DX推進計画には、指標（KPI）がありません。" in capsys.readouterr().err


def test_a_plan_with_errors_is_not_added_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody can say where an entry belongs in a list that cannot be read."""
    root = a_project(tmp_path, edits=[an_edit(PLAN, "kind: plan", "kind: plam")])
    options = ["--title=予約", "--section=2", "--id=booking", "--summary=予約。"]
    assert run(root, "initiative", ["--edition", "みほん市", *options])[0] == 2
    assert "使える計画（plan.yaml）がありません" in capsys.readouterr().err


def test_errors_that_were_there_before_do_not_stop_anybody(tmp_path: Path) -> None:
    """They are told, and are not those of the one who adds something."""
    gone = "plans/tokyo/mihon/2026/initiatives/rpa.yaml"
    root = a_project(tmp_path, remove=[gone])
    options = ["--title=予約", "--section=2", "--id=booking", "--summary=予約。"]
    assert run(root, "initiative", options)[0] == 0
    assert (root / "plans/tokyo/mihon/2026/initiatives/booking.yaml").is_file()


def test_new_errors_keep_everything_from_being_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Should an answer slip through, the text is shown, so that no work is lost."""
    root = a_project(tmp_path)
    swap(monkeypatch, "term", lambda _made: (Draft("glossary/ai.yaml", b"label: AI\n"),))
    before = files_of(root)
    options = ["--label=AI", "--reading=あ", "--group=work", "--definition=何か。"]
    assert run(root, "term", options)[0] == 1
    out = capsys.readouterr().out
    assert "検査で誤りが見つかったので、何も書いていません。" in out
    assert "――― glossary/ai.yaml\nlabel: AI\n" in out
    assert files_of(root) == before


def test_a_municipality_that_others_asked_for_is_no_longer_elsewhere(tmp_path: Path) -> None:
    """The list of towns that the site has not may keep the new one: the check has nothing to say."""
    root = a_project(
        tmp_path,
        files={
            "search/elsewhere.yaml": "elsewhere:\n  - {name: 萩市, reading: はぎし, romanised: Hagi}\n"
        },
    )
    options = ["--prefecture=山口", "--name=萩市", "--code=352047", "--reading=はぎし"]
    assert run(root, "municipality", [*options, "--romanised=Hagi"])[0] == 0
    assert check_project(root).problems == ()


# Files


def test_all_files_are_written_or_none(tmp_path: Path) -> None:
    """A folder that is a file, on the way of the second: the first is taken back."""
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "c").write_bytes(b"")
    drafts = (Draft("a", b"new", b"old"), Draft("b", b"new"), Draft("c/d", b"new"))
    with pytest.raises(OSError, match="c"):
        write(tmp_path, drafts)
    assert files_of(tmp_path) == {"a": b"old", "c": b""}


def test_what_was_put_in_place_is_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk may refuse at the very last moment."""
    (tmp_path / "a").write_bytes(b"old")
    real = Path.replace

    def fail(self: Path, target: Path) -> Path:
        if target.name == "c":
            raise OSError("full")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", fail)
    drafts = (Draft("a", b"new", b"old"), Draft("b", b"new"), Draft("c", b"new"))
    with pytest.raises(OSError, match="full"):
        write(tmp_path, drafts)
    assert files_of(tmp_path) == {"a": b"old"}


@pytest.mark.parametrize(
    ("draft", "sentence"),
    [
        (Draft("a", b"new"), "a はもうあります。書きかえません。"),
        (Draft("a", b"new", b"older"), "a が、その間に変わりました。何も書いていません。"),
    ],
)
def test_what_is_there_is_left_as_it_is(tmp_path: Path, draft: Draft, sentence: str) -> None:
    """Neither overwritten, nor changed if somebody else has changed it meanwhile."""
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(Taken) as caught:
        write(tmp_path, (Draft("b", b"new"), draft))
    assert caught.value.pair[0].startswith(sentence)
    assert files_of(tmp_path) == {"a": b"old"}


def test_a_file_that_appears_while_questions_are_asked_is_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told which, and what to do."""
    root = a_project(tmp_path)

    def meanwhile(made: tuple[Draft, ...]) -> tuple[Draft, ...]:
        (root / "glossary/ai.yaml").write_text("mine", "utf-8")
        return made

    swap(monkeypatch, "term", meanwhile)
    options = ["--label=AI", "--reading=あ", "--group=work", "--definition=何か。"]
    assert run(root, "term", options)[0] == 2
    assert "glossary/ai.yaml はもうあります。書きかえません。" in capsys.readouterr().err
    assert (root / "glossary/ai.yaml").read_text("utf-8") == "mine"


# Looking up


@pytest.mark.parametrize(
    "typed", ["みほん市", "ミホンシ", "mihon", "Mihon", "tokyo/mihon", "139998", "１３９９９８"]
)
def test_a_municipality_is_found_by_any_of_its_names(tmp_path: Path, typed: str) -> None:
    """Name, reading, Latin letters, address or code."""
    project = Project.at(a_project(tmp_path), TODAY)
    assert project.body(typed).key == "tokyo/mihon"
    for edition in (typed, f"{typed} 2026", f"{typed}　2026"):
        assert project.shelf(edition).key == "tokyo/mihon/2026"
    assert project.shelf("plans/tokyo/mihon/2026/").key == "tokyo/mihon/2026"


@pytest.mark.parametrize("typed", ["みほん町", "みほん市 2027"])
def test_what_is_not_there_is_told_with_what_is(tmp_path: Path, typed: str) -> None:
    """A municipality or an edition."""
    project = Project.at(a_project(tmp_path), TODAY)
    with pytest.raises(Unreadable) as caught:
        project.shelf(typed)
    assert "みほん市" in caught.value.pair[0]


@pytest.mark.parametrize(
    "typed", ["山口", "山口県", "やまぐち", "ヤマグチケン", "Yamaguchi", "３５"]
)
def test_a_prefecture_is_found_by_any_of_its_names(typed: str) -> None:
    """Full or short, in kana or Latin letters, or by its number."""
    assert prefecture(typed) == "yamaguchi"


# A terminal that does not understand


def test_letters_that_cannot_be_read_are_asked_for_again() -> None:
    """Some terminals fail at once, others hand on half letters."""
    typed: Iterator[str | UnicodeDecodeError] = iter(
        [UnicodeDecodeError("utf-8", b"\x82", 0, 1, "no"), "\udc82", "みほん"]
    )

    def read(_prompt: str) -> str:
        found = next(typed)
        if isinstance(found, UnicodeDecodeError):
            raise found
        return found

    shown: list[str] = []
    question = Question(name="name", ask=("名前は。", "Name?"), why=("", ""))
    form = Form(Given(), "ja", Console("ja", read, shown.append))
    assert form.fill((question,)) == {"name": "みほん"}
    assert sum("UTF-8にして、打ち直してください。" in line for line in shown) == 2


# A real terminal


def at_a_terminal(root: Path, arguments: list[str], answers: list[str]) -> tuple[int, str]:
    """Run the command in a pseudo-terminal and type *answers*, each when it is asked for."""
    ours, theirs = pty.openpty()
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "hooks"),
        "TERM": "dumb",
        "LC_ALL": "C.UTF-8",
    }
    process = subprocess.Popen(
        [sys.executable, "-c", LAUNCH, "new", *arguments],
        cwd=root, env=environment, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    )  # fmt: skip
    os.close(theirs)
    shown, asked, typed, last = b"", 0, iter(answers), b""
    until = time.monotonic() + 180  # not a count of reads: a busy machine delivers a line at a time
    while time.monotonic() < until:
        if not select.select([ours], [], [], 15)[0]:
            if last == CTRL_C:
                os.write(ours, last)  # readline may miss one that comes too soon: so does a person
            continue
        try:
            more = os.read(ours, 65536)
        except OSError:
            break  # the other end is closed
        shown += more
        if shown[asked:].replace(b"\r", b"").endswith(b"\n> "):
            asked = len(shown)
            last = next(typed).encode()
            os.write(ours, last)
    os.close(ours)
    return process.wait(60), shown.decode().replace("\r\n", "\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answers", "ends"),
    [
        (["AI\n", "エーアイ\n", "2\n", "考えるプログラム。\n", *["\n"] * 8], 0),
        (["AI\n", "\x04"], 130),
        (["AI\n", "\x03"], 130),
    ],
    ids=["to the end", "ctrl-d", "ctrl-c"],
)
def test_in_a_terminal(tmp_path: Path, answers: list[str], ends: int) -> None:
    """Japanese is typed and read; Ctrl-C and Ctrl-D write nothing."""
    root = a_project(tmp_path)
    (root / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    code, shown = at_a_terminal(root, ["term"], answers)
    assert code == ends, shown
    assert "どの言葉を加えますか。" in shown
    assert ("やめました。何も書いていません。" in shown) == (ends == 130)
    assert (root / "glossary" / "ai.yaml").exists() == (ends == 0)
    assert "Traceback" not in shown


@pytest.mark.slow
def test_what_is_new_is_built(tmp_path: Path) -> None:
    """A municipality with its plan, an initiative, a word and a year's result have their pages."""
    root = with_shell(a_whole_project(tmp_path / "project"))
    run_all: list[tuple[str, list[str]]] = [
        ("municipality", ["--prefecture=山口", "--name=萩市", "--code=352047", "--reading=はぎし",
                          "--romanised=Hagi", "--year=R8", "--end=R12", "--printed=令和8年度～令和12年度",
                          "--where=表紙", "--title=萩市DX推進計画", "--summary=DXの進め方を定めた計画です。"]),
        ("initiative", ["--edition=萩市", "--title=窓口の予約", "--section=2 取組", "--themes=1", "--id=booking",
                        "--summary=窓口を予約できます。", "--action=予約を始めます。|始めます|導入|start",
                        "--kpi=予約の数|-|1,000件|up"]),
        ("term", ["--label=AI", "--reading=えーあい", "--group=technology", "--definition=考えるプログラム。"]),
        ("progress", ["--edition=萩市", "--year=R8", "--source=実績", "--published=2026-10",
                      "--result=booking/kpi-1=120件"]),
    ]  # fmt: skip
    for kind, options in run_all:
        assert run(root, kind, options)[0] == 0, kind
    assert check_project(root).problems == ()
    build(root, root / "site", TODAY)
    page = (root / "site/yamaguchi/hagi/2026/initiatives/booking/index.html").read_text("utf-8")
    assert all(part in page for part in ("窓口の予約", "始めます", "1,000", "120件"))
    assert (root / "site/en/yamaguchi/hagi/index.html").is_file()
    assert (root / "site/glossary/ai/index.html").is_file()
