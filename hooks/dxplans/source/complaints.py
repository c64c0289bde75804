"""A parser's complaint to the slip behind it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from dxplans.source.slips import CLOSED, KEY, VALUE, Slip, columns, of_key, shown, slip_of

_FAR = 20
"""So many lines above a complaint a quotation mark may have been left open."""


@dataclass(frozen=True, slots=True)
class _Complaint:
    """Lines from one, where the parser stopped, and where what it was reading began."""

    lines: list[str]
    problem: str
    at: tuple[int, int]
    since: tuple[int, int]


def explain(error: yaml.MarkedYAMLError, lines: list[str]) -> Slip:
    """The slip that most likely lies behind a parser's *error*."""
    problem = f"{error.context or ''} | {error.problem or ''}"
    at, since = _place(error.problem_mark, lines), _place(error.context_mark, lines)
    complaint = _Complaint(lines, problem, at, since)
    for pattern, handler in _HANDLERS:
        if re.search(pattern, problem):
            return handler(complaint)
    return _out_of_line(lines, *at)


def _place(mark: Any, lines: list[str]) -> tuple[int, int]:
    """Line and column of *mark*, inside the file even when the parser stops behind its end."""
    if mark is None:
        return 1, 1
    line = min(mark.line + 1, len(lines))
    while line > 1 and mark.line + 1 > line - 1 and not lines[line - 1].strip():
        line -= 1
    return line, min(mark.column, len(lines[line - 1])) + 1 if line == mark.line + 1 else 1


def _no_key(lines: list[str], number: int) -> Slip:
    return of_key(lines, number) or slip_of(lines, number, "not_a_key")


def _above(lines: list[str], number: int) -> int | None:
    """The nearest line above *number* that holds anything."""
    return next((n for n in range(number - 1, 0, -1) if lines[n - 1].strip()), None)


def _second_colon(lines: list[str], number: int, column: int) -> Slip:
    """A colon where none may be: inside a value, or after a line that runs into this one."""
    line = lines[number - 1]
    if (
        re.fullmatch(rf"\s*(?:- +)*(?:{KEY}|\S+)\s*", line[: column - 1])
        and ": " not in line[: column - 1]
    ):
        above = _above(lines, number)
        slip = (
            of_key(lines, above)
            if above and not re.search(r":(?:\s|$)", lines[above - 1])
            else None
        )
        return slip or _bad_indent(lines, number)
    return _quoted(lines, number, "colon_in_value")


def _quoted(lines: list[str], number: int, rule: str, **values: str) -> Slip:
    """A value that wants quotation marks."""
    found = VALUE.match(lines[number - 1])
    head, value = (found["head"], found["value"]) if found else ("", lines[number - 1])
    text = value.rstrip().replace("\\", "\\\\").replace('"', '\\"')
    return slip_of(lines, number, rule, f'{head}"{text}"', **values)


def _in_quotes(complaint: _Complaint) -> Slip:
    lines, number = complaint.lines, complaint.at[0]
    if re.search("escape|hexa?decimal", complaint.problem):
        mended = re.sub(r"\\+", r"\\\\", lines[number - 1])
        return slip_of(lines, number, "backslash", mended)
    return _open_quote(lines, complaint.since[0])


def _open_quote(lines: list[str], number: int) -> Slip:
    line = lines[number - 1].rstrip()
    found = VALUE.match(line)
    sign = found["value"][:1] if found else '"'
    sign = sign if sign in {'"', "'"} else '"'
    return slip_of(lines, number, "open_quote", f"{line}{sign}")


def _after_bar(lines: list[str], since: tuple[int, int]) -> Slip:
    """Text on the line of a bar: either the bar is too much, or the text belongs below it."""
    line = lines[since[0] - 1]
    sign = line[since[1] - 1 : since[1]]
    below = lines[since[0]] if since[0] < len(lines) else ""
    if below.strip() and columns(below)[0] > columns(line)[0]:
        return slip_of(lines, since[0], "text_after_bar", line[: since[1]], sign=sign)
    return _quoted(lines, since[0], "must_quote_start", sign=sign)


def _in_brackets(lines: list[str], at: tuple[int, int], since: tuple[int, int]) -> Slip:
    line = lines[since[0] - 1]
    sign = line[since[1] - 1 : since[1]]
    closing = {"[": "]", "{": "}"}.get(sign)
    if closing is None:
        return slip_of(lines, at[0], "bad_brackets")
    if closing not in line[since[1] :]:
        return slip_of(lines, since[0], "open_bracket", line.rstrip() + closing, sign=sign)
    return slip_of(lines, at[0], "bad_brackets")


def _bad_start(lines: list[str], number: int, column: int) -> Slip:
    line = lines[number - 1]
    sign = line[column - 1 : column]
    if sign == "\t":
        return Slip(number, column, "tab_indent", {}, line.replace("\t", " "))
    if sign == "*" and line[:column].strip() == "*":
        return _no_key(lines, number)
    if re.search(r"[\[{]", line[: column - 1]):
        return _one_quoted(lines, number, column, sign)
    return _quoted(lines, number, "must_quote_start", sign=sign)


def _one_quoted(lines: list[str], number: int, column: int, sign: str) -> Slip:
    """One value among those in brackets that wants quotation marks."""
    line = lines[number - 1]
    end = re.search(r"[,\]}]|$", line[column - 1 :])
    value = line[column - 1 :][: end.start() if end else None].rstrip()
    text = value.replace("\\", "\\\\").replace('"', '\\"')
    mended = f'{line[: column - 1]}"{text}"{line[column - 1 + len(value) :]}'
    return slip_of(lines, number, "must_quote_start", mended, sign=sign)


def _out_of_line(lines: list[str], number: int, column: int) -> Slip:
    """A line that does not go on where the ones above ended."""
    line = lines[number - 1]
    for above in range(number, 0, -1):
        found = VALUE.match(lines[above - 1])
        value = found["value"].rstrip() if found else ""
        if (
            value[:1] in {'"', "'"}
            and not value.startswith(("''", '""'))
            and not CLOSED.match(value)
        ):
            return _open_quote(lines, above)
        if above < number and lines[above - 1].strip() and number - above > _FAR:
            break
    if column > columns(line)[1] + 1:
        found = VALUE.match(line)
        value = found["value"] if found else ""
        if closed := CLOSED.match(value):
            if value[closed.end() : closed.end() + 1] == ":":
                mended = line.replace(f"{closed[0]}:", f"{closed[0]}: ", 1)
                return slip_of(lines, number, "no_space_after_colon", mended, key=closed[0])
            return _whole_quote(lines, number)
        return _quoted(lines, number, "must_quote_start", sign=value[:1])
    return of_key_or_indent(lines, number)


def _whole_quote(lines: list[str], number: int) -> Slip:
    """Text after the closing quotation mark, or such a mark inside the text."""
    found = VALUE.match(lines[number - 1])
    head, value = (found["head"], found["value"].rstrip()) if found else ("", "")
    if len(value) > 1 and value[0] == value[-1]:
        value = value[1:-1].replace('\\"', '"')
    value = value.replace("'", "''")
    return slip_of(lines, number, "text_after_quote", f"{head}'{value}'")


def of_key_or_indent(lines: list[str], number: int) -> Slip:
    """A key that is written wrongly, otherwise one that is indented wrongly."""
    line = lines[number - 1]
    slip = None if re.match(r"\s*- |[^：]*: ", line) else of_key(lines, number)
    return slip or _bad_indent(lines, number)


def _bad_indent(lines: list[str], number: int) -> Slip:
    line = lines[number - 1]
    if line.lstrip().startswith(":"):
        return Slip(number, columns(line)[0] + 1, "key_not_text")
    above = _above(lines, number)
    if above is None:
        return slip_of(lines, number, "not_a_key")
    if line.lstrip().startswith("- "):
        dashes = (n for n in range(number - 1, 0, -1) if lines[n - 1].lstrip().startswith("- "))
        near = next(dashes, above)
        column = columns(lines[near - 1])[0]
    else:
        column = columns(lines[above - 1])[1]
    mended = " " * column + line.lstrip()
    values = {"found": columns(line)[0], "right": column, "above": above}
    return Slip(number, columns(line)[0] + 1, "bad_indent", {"text": shown(line), **values}, mended)


_HANDLERS: tuple[tuple[str, Callable[[_Complaint], Slip]], ...] = (
    ("could not find expected ':'", lambda c: _no_key(c.lines, c.since[0])),
    ("mapping values are not allowed", lambda c: _second_colon(c.lines, *c.at)),
    (r"an? quoted scalar", _in_quotes),
    ("a block scalar", lambda c: _after_bar(c.lines, c.since)),
    ("a flow (?:node|sequence|mapping)", lambda c: _in_brackets(c.lines, c.at, c.since)),
    ("cannot start any token", lambda c: _bad_start(c.lines, *c.at)),
    ("an? (?:alias|anchor|tag|directive)", lambda c: _bad_start(c.lines, *c.since)),
)
