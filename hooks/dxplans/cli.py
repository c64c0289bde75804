"""The command line: one short function a command, each with an example in its help."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dxplans.check.messages import line
from dxplans.portal import load
from dxplans.problem import PlanError
from dxplans.settings import read_settings
from dxplans.translation import states, update_language


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when all is well, 1 when the data has errors, 2 when it cannot run."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.run(options))
    except PlanError as error:
        for problem in error.problems:
            print(line(problem, getattr(options, "lang", "ja")))
        return 1


def _translate(options: argparse.Namespace) -> int:
    root = Path.cwd()
    settings = read_settings(root)
    others = [language.code for language in settings.languages if not language.default]
    for lang in others:
        if options.action in {"extract", "update"}:
            found = update_language(root, load(root), lang)
        else:
            found = states(root, lang)
        for name, state in found.items():
            print(f"{lang}  {name}: {state.translated}/{state.total}  fuzzy {state.fuzzy}  missing {state.missing}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dxplans")
    commands = parser.add_subparsers(required=True)
    translate = commands.add_parser("translate")
    translate.add_argument("action", choices=["extract", "update", "status"])
    translate.set_defaults(run=_translate)
    return parser


if __name__ == "__main__":
    sys.exit(main())
