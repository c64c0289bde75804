"""What a clerk meets in YAML: the likely slip behind a parser's complaint, as a rule and values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_FULLWIDTH_COLON = re.compile(r"\s*(?:- )?([A-Za-z_][-\w]*)\s*：")
_NO_SPACE = re.compile(r"\s*(?:- )?([A-Za-z_][-\w]*):(?=[^\s/])")
_FULLWIDTH_DASH = re.compile(r"\s*[－―—‐ー]\s*\S")
_FULLWIDTH_KEY = re.compile(r"\s*(?:- )?([ａ-ｚＡ-Ｚ][ａ-ｚＡ-Ｚ＿－]*)\s*[:：]")
_BLOCK_START = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")


def suspicious_lines(text: str) -> Iterator[tuple[int, int, str, dict[str, Any]]]:
    """Line, column, rule and values of what would parse into something nobody meant.

    Lines inside a block of text (after ``|``) are looked at for their indentation only.
    """
    if "\u3000" not in text and "\t" not in text:
        return
    for number, line in enumerate(text.split("\n"), 1):
        indent = line[: len(line) - len(line.lstrip(" \t\u3000"))]
        if not line.strip():
            continue
        if "\u3000" in indent:
            yield number, indent.index("\u3000") + 1, "fullwidth_indent", {}
        elif "\t" in indent:
            yield number, indent.index("\t") + 1, "tab_indent", {}


def explain(problem: str, text: str, line: int) -> tuple[int, str, dict[str, Any]]:
    """The line, rule and values that most likely explain a parser's *problem* at *line*."""
    lines = text.split("\n")
    for number in (line, line - 1, line - 2):
        if not 1 <= number <= len(lines):
            continue
        here = lines[number - 1]
        if found := _FULLWIDTH_KEY.match(here):
            return number, "fullwidth_key", {"key": found[1], "text": here.strip()}
        if found := _FULLWIDTH_COLON.match(here):
            return number, "fullwidth_colon", {"key": found[1], "text": here.strip()}
        if found := _NO_SPACE.match(here):
            return number, "no_space_after_colon", {"key": found[1], "text": here.strip()}
        if _FULLWIDTH_DASH.match(here) and not _in_block(lines, number):
            return number, "fullwidth_dash", {"text": here.strip()}
        value = here.split(": ", 1)[1].strip() if ": " in here else here.strip().removeprefix("- ")
        if value[:1] in "@`%!&*" and value[:1]:
            return number, "must_quote_start", {"sign": value[0], "text": here.strip()}
        if value[:1] in "\"'" and value.count(value[0]) % 2:
            return number, "open_quote", {"text": here.strip()}
        if value[:1] in "[{" and not value.endswith(("]", "}")):
            return number, "open_bracket", {"sign": value[0], "text": here.strip()}
        if ": " in value:
            return number, "colon_in_value", {"text": here.strip()}
    if "mapping values are not allowed" in problem:
        return line, "bad_indent", {"text": lines[min(line, len(lines)) - 1].strip()}
    if "expected <block end>" in problem or "did not find expected" in problem:
        return line, "bad_indent", {"text": lines[min(line, len(lines)) - 1].strip()}
    return line, "not_yaml", {"reason": problem}


def _in_block(lines: list[str], number: int) -> bool:
    """Whether line *number* stands inside a ``|`` block."""
    indent = len(lines[number - 1]) - len(lines[number - 1].lstrip())
    for before in reversed(lines[: number - 1]):
        if before.strip() and len(before) - len(before.lstrip()) < indent:
            return bool(_BLOCK_START.search(before))
    return False
