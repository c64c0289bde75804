"""The command line: one short function a command, each with an example in its help."""

from __future__ import annotations

import argparse
import io
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from dxplans.check.messages import line
from dxplans.problem import PlanError, StoppedError

if TYPE_CHECKING:
    from dxplans.library import Cache
    from dxplans.server import Outcome

# ruff: noqa: PLC0415 - a command imports what it needs, and waits for nothing else
FILE = "mkdocs.yml"
TEMPLATES = ".cache/templates"
_MODULES = {
    "build": "rendering.command",
    "new": "forms.command",
    "diff": "changes.command",
    "proposal": "proposal.command",
    "codeowners": "owners",
    "pictures": "screens.command",
    "progress": "progress.command",
}
"""The commands that are modules of their own, which add themselves to the others."""
_OWN = frozenset(
    {"serve", "check", "explain", "translate", "schema", "test", "audit", "a11y", "bench"}
)
WATCHED = (
    "plans", "glossary", "themes", "comparisons", "questions", "corrections", "search", "a11y", "guide",
    "locales", "docs", "theme_overrides", FILE
)  # fmt: skip


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when all is well, 1 when the data has errors, 2 when it cannot run."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A console that knows no Japanese shows \uXXXX instead of a traceback.
            stream.reconfigure(errors="backslashreplace")
    options = parsed(arguments)
    root = Path.cwd()
    try:
        if not (root / FILE).is_file():
            print(
                f"{FILE} がありません。プロジェクトのフォルダーで実行してください。 / "
                f"There is no {FILE} here: run this in the project's folder.",
                file=sys.stderr,
            )
            return 2
        return int(options.run(root, options))
    except PlanError as error:
        lang = getattr(options, "lang", "ja")
        print("\n".join(line(problem, lang) for problem in error.problems))
        return 1
    except StoppedError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def parsed(arguments: list[str] | None = None) -> argparse.Namespace:
    """What was typed, as options; SystemExit with 2 if no command is meant by it.

    What ``bench`` does not know is left to the measurements, which have options of their own.
    """
    typed = sys.argv[1:] if arguments is None else arguments
    parser = _parser(next(iter(typed), ""))
    options, rest = parser.parse_known_args(arguments)
    if rest and options.run is not _bench:
        parser.error(f"? {' '.join(rest)}")
    options.rest = rest
    return options


def _serve(root: Path, options: argparse.Namespace) -> int:
    from dxplans import build as building
    from dxplans.guide.entries import addresses_in
    from dxplans.kept.stock import Stock
    from dxplans.search.index import Cache as SearchCache
    from dxplans.server import Outcome, serve
    from dxplans.shell import ShellError
    from dxplans.updates import Chronicle

    day = building.today_of
    day(options.today)  # what is not a day is said at once, not at every rebuild
    cache: Cache = {}
    search = SearchCache()
    stock = Stock(root, lasting=True)
    chronicle = Chronicle(root)
    site = root / ".cache" / "serve"

    def rebuild() -> Outcome:
        started = time.perf_counter()
        good = site if site.is_dir() else None
        try:
            history = chronicle.now()
            done = building.build(
                root, site, day(options.today), cache=cache, search=search, history=history,
                stock=stock,
            )  # fmt: skip
        except PlanError as error:
            seconds = time.perf_counter() - started
            return Outcome(good, error.problems, None, seconds, 0, addresses_in(cache))
        except ShellError as error:
            return Outcome(good, (), str(error), time.perf_counter() - started, 0)
        return Outcome(site, done.warnings, None, done.seconds, done.pages, addresses_in(cache))

    watched = tuple(root / name for name in WATCHED)
    try:
        serve(rebuild, watched, host=options.host, port=options.port)
    finally:
        stock.close()
    return 0


def _explain(root: Path, options: argparse.Namespace) -> int:
    from dxplans.guide.command import run

    return run(root, options)


def _check(root: Path, options: argparse.Namespace) -> int:
    from dxplans.check import report
    from dxplans.guide.entries import public

    more = None
    if options.since is not None:
        from dxplans.build import today_of
        from dxplans.changes import lost

        more = lost.finder(root, options.since, today_of())
    found = report.check_project(root, tuple(options.paths), more=more)
    print(report.render(found, options.format, options.lang, public(root, options.lang)))
    return int(any(problem.level == "error" for problem in found.problems))


def _test(root: Path, options: argparse.Namespace) -> int:
    from dxplans.develop import suite, toolbox

    toolbox.prepare(root, quick=options.quick)
    return suite.run_suite(root, quick=options.quick)


def _bench(root: Path, options: argparse.Namespace) -> int:
    from dxplans.develop import bench

    return bench.run_bench(root, options.rest)


def _audit(root: Path, options: argparse.Namespace) -> int:
    from dxplans.build import today_of
    from dxplans.develop import toolbox
    from dxplans.develop.audit.run import run_audit

    today = today_of(options.today)
    toolbox.prepare(root, quick=False)
    return run_audit(root, today, paths=options.paths, fresh=options.fresh)


def _a11y(root: Path, options: argparse.Namespace) -> int:
    from dxplans import testers
    from dxplans.build import BuildError, today_of

    if options.action == "read":
        if options.file is None:
            raise BuildError("用紙のファイルを指定してください / Name the form: a11y read FILE")
        text = testers.read(root, options.file)
    elif options.action == "status":
        text = testers.status(root, today_of(options.today), options.lang)
    else:
        text = testers.sample(root, today_of(options.today), out=options.file, only=options.only)
    print(text, end="")
    return 0


def _schema(root: Path, _options: argparse.Namespace) -> int:
    from dxplans.schema import schemas

    for name, text in schemas().items():
        path = root / "schema" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(path.relative_to(root).as_posix())
    return 0


def _translate(root: Path, options: argparse.Namespace) -> int:
    from dxplans.portal import load
    from dxplans.settings import read_settings
    from dxplans.translation import states, update_language, write_templates

    others = [language.code for language in read_settings(root).languages if not language.default]
    portal = load(root)
    if options.action == "extract":
        for name, state in write_templates(root, portal).items():
            print(f"{TEMPLATES}/{name}.pot  {state.total}")
        return 0
    step = states if options.action == "status" else update_language
    open_texts = 0
    for lang in others:
        for name, state in step(root, portal, lang).items():
            open_texts += state.total - state.translated
            print(
                f"{lang}  {name}  {state.translated}/{state.total}"
                + (f"  古い訳 outdated {state.fuzzy}" if state.fuzzy else "")
                + (f"  未訳 missing {state.missing}" if state.missing else "")
            )
    return int(options.action == "status" and open_texts > 0)


def _parser(typed: str) -> argparse.ArgumentParser:
    """The commands; of those that are modules of their own only the one that was *typed*, if one was."""
    parser = argparse.ArgumentParser(
        prog="dxplans",
        description="市や町のDX計画のデータから、サイトを作ります。 / "
        "Turns municipal DX plans kept as YAML into a website.",
        epilog="例 / example: dxplans serve",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(
        name: str, run: Callable[[Path, argparse.Namespace], int], ja: str, en: str, example: str
    ) -> argparse.ArgumentParser:
        text = f"{ja} / {en}"
        made = commands.add_parser(
            name, help=text, description=text, epilog=f"例 / example: {example}"
        )
        made.set_defaults(run=run)
        made.add_argument("--lang", choices=["ja", "en"], default="ja", help="ja | en")
        return made

    def more(name: str) -> None:
        if typed == name or typed not in {*_MODULES, *_OWN}:
            import_module(f"dxplans.{_MODULES[name]}").add(command)

    made = command("serve", _serve, "サイトを見ながら直す", "show the site and every edit",
                   "dxplans serve --port 8000")  # fmt: skip
    made.add_argument("--host", default="127.0.0.1")
    made.add_argument("--port", type=int, default=8000)
    made.add_argument("--today", help="YYYY-MM-DD")
    more("build")
    made = command("check", _check, "データのまちがいをさがす", "find mistakes in the data",
                   "dxplans check plans/yamaguchi/mine")  # fmt: skip
    made.add_argument("paths", nargs="*", metavar="PATH")
    made.add_argument("--format", choices=["text", "json", "github"], default="text")
    made.add_argument("--since", metavar="REV",
                      help="この版にあったアドレスがなくなっていないかも / also for addresses that this "
                      "revision had and that are lost: dxplans check --since main")  # fmt: skip
    made = command("explain", _explain, "検査のメッセージの意味と例", "what a message of the check means, with examples",
                   "dxplans explain bad_kana")  # fmt: skip
    made.add_argument("rule", nargs="?", metavar="RULE")
    more("new")
    more("diff")
    made = command("translate", _translate, "翻訳のファイルを整える", "keep the translation files",
                   "dxplans translate update")  # fmt: skip
    made.add_argument(
        "action", choices=["extract", "update", "status"],
        help=f"extract: 訳のないひな型を {TEMPLATES}/ に / templates without translations · "
        "update: locales/ を今の文に合わせる / bring locales/ up to date · "
        "status: どこまで訳したか / how far it is",
    )  # fmt: skip
    command("schema", _schema, "書式のファイルを作り直す", "remake the schema files",
            "dxplans schema")  # fmt: skip
    made = command("test", _test, "すべての検査", "every check", "dxplans test --quick")
    made.add_argument("--quick", action="store_true",
                      help="すぐに終わる検査だけ / only the quick ones")  # fmt: skip
    made = command("audit", _audit, "全ページのアクセシビリティを試験する", "test every page's accessibility",
                   "dxplans audit en/kpi/")  # fmt: skip
    made.add_argument("paths", nargs="*", metavar="ADDRESS",
                      help="この文字で始まるアドレスだけ / only addresses that begin so")  # fmt: skip
    made.add_argument("--fresh", action="store_true",
                      help="試験ずみのページも / pages already tested, too")  # fmt: skip
    made.add_argument("--today", help="YYYY-MM-DD")
    made = command("a11y", _a11y, "人によるアクセシビリティの試験", "accessibility tests by people",
                   "dxplans a11y sample form.yaml")  # fmt: skip
    made.add_argument(
        "action", choices=["sample", "read", "status"],
        help="sample: 試験の用紙を作る / make the form for testers · "
        "read: 記入した用紙を判断に加える / take a filled-in form into the judgements · "
        "status: どこまで試験し、何と言えるか / what is tested and what may be claimed",
    )  # fmt: skip
    made.add_argument("file", nargs="?", metavar="FILE",
                      help="用紙のファイル。sample で書かなければ画面に出す / the form; without it sample prints")  # fmt: skip
    made.add_argument("--only", metavar="LANGUAGE",
                      help="この言語のページだけ(ja, en) / pages of one language")  # fmt: skip
    made.add_argument("--today", help="YYYY-MM-DD")
    for name in ("proposal", "codeowners", "pictures", "progress"):
        more(name)
    command("bench", _bench, "速さを測る", "measure the speed", "dxplans bench")
    return parser
