"""New content of a file of results to its YAML text, keeping the file's own lines and comments.

What has not changed is not written again: only the lines of new and changed results are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from dxplans.model import Progress, Result, Unchanged
from dxplans.progress.amounts import plain_number
from dxplans.source import Document

FIRST_LINE = "# yaml-language-server: $schema=../../../../../schema/progress.json"
_PLAIN = re.compile(
    r"[^\W\d_][\w・、。ー（）「」]*"  # a word, or a sentence of Japanese
    r"|[0-9]+[^\W\d_a-zA-Z]\w*"  # 12件
)
_RESERVED = re.compile(r"(?:true|false|yes|no|on|off|null|none|y|n|nan|inf)", re.IGNORECASE)
_HEAD = ("source", "url", "published")
_RESULT = ("initiative", "kpi", "printed", "value", "unit", "as_of", "note", *_HEAD)


def scalar(value: str | float) -> str:
    """*value* as YAML: quoted wherever it might be read as something else."""
    if isinstance(value, float | int):
        return plain_number(float(value))
    if _PLAIN.fullmatch(value) and not _RESERVED.fullmatch(value):
        return value
    return json.dumps(value, ensure_ascii=False)


def result_lines(result: Result, indent: int, comments: Iterable[str] = ()) -> list[str]:
    """One result as an item of a list, its *comments* above it."""
    pad = " " * indent
    lines = [f"{pad}{comment}" for comment in comments]
    dash = "- "
    for name in _RESULT:
        value = getattr(result, name)
        if value is not None:
            lines.append(f"{pad}{dash}{name}: {scalar(value)}")
            dash = "  "
    if result.corrections:
        lines.append(f"{pad}  corrections:")
    for one in result.corrections:
        lines.append(f"{pad}    - printed: {scalar(one.printed)}")
        lines.append(f"{pad}      on: {scalar(one.on)}")
        lines.append(f"{pad}      reason: {scalar(one.reason)}")
    if result.unknown:
        pairs = ", ".join(f"{name}: {kind}" for name, kind in result.unknown.items())
        lines.append(f"{pad}  unknown: {{{pairs}}}")
    return lines


def whole(progress: Progress, names: Mapping[tuple[str, str], str]) -> str:
    """A new file; *names* says in a comment what each result is about."""
    lines = [FIRST_LINE, *(f"{key}: {text}" for key, text in _top(progress).items())]
    if progress.results:
        lines.append("results:")
    for result in progress.results:
        lines += result_lines(result, 2, _comment(result, names))
    return "\n".join(lines) + "\n"


def _comment(result: Result, names: Mapping[tuple[str, str], str]) -> list[str]:
    name = names.get((result.initiative, result.kpi))
    return [f"# {name}"] if name else []


def _top(progress: Progress) -> dict[str, str]:
    """The keys above the results, each on its line."""
    found = {key: scalar(value) for key in _HEAD if (value := getattr(progress, key)) is not None}
    if progress.unchanged is not None:
        found["unchanged"] = _unchanged(progress.unchanged)
    return found


def _unchanged(unchanged: Unchanged) -> str:
    by = f", by: {scalar(unchanged.by)}" if unchanged.by else ""
    return f"{{on: {scalar(unchanged.on)}{by}}}"


def edited(
    lines: list[str], doc: Document, old: Progress, new: Progress,
    names: Mapping[tuple[str, str], str],
) -> str | None:  # fmt: skip
    """The file's *lines* with what is new in *new*; None where they cannot be changed in place.

    *doc* is what was read from them, *old* its value.
    """
    lines = "\n".join(lines).rstrip("\n").split("\n")
    blocks = _blocks(lines, doc)
    if blocks is None or (not old.results and ("results",) in blocks):
        return None
    replaced: dict[int, tuple[int, list[str]]] = {}
    indent = 2
    for index, result in enumerate(old.results):
        start, end = blocks["results", index]
        found = re.match(r"( *)- ", lines[start])
        if found is None:
            return None
        indent = len(found[1])
        if new.results[index] != result:
            comments = [line.strip() for line in lines[start:end] if line.lstrip().startswith("#")]
            replaced[start] = (end, result_lines(new.results[index], indent, comments))
    before, after = _top(old), _top(new)
    for key, text in after.items():
        if key in before and before[key] != text:
            start, end = blocks[key,]
            replaced[start] = (end, [f"{key}: {text}"])
    added = [f"{key}: {text}" for key, text in after.items() if key not in before]
    fresh = [
        line
        for result in new.results[len(old.results) :]
        for line in result_lines(result, indent, _comment(result, names))
    ]
    if fresh and not old.results:
        fresh.insert(0, "results:")
    return _assembled(lines, replaced, added, fresh, blocks)


_Blocks = dict[tuple[Any, ...], tuple[int, int]]


def _assembled(
    lines: list[str],
    replaced: Mapping[int, tuple[int, list[str]]],
    added: list[str],
    fresh: list[str],
    blocks: _Blocks,
) -> str:
    """The lines with the blocks *replaced*, new keys before the results, new results after them."""
    items = [block for place, block in blocks.items() if place[0] == "results"]
    top = blocks[("results",)][0] if ("results",) in blocks else len(lines)
    last = max((end for _start, end in items), default=len(lines))
    out: list[str] = []
    number = 0
    while number < len(lines):
        if number == top:
            out += added
        if number == last:
            out += fresh
        end, written = replaced.get(number, (number + 1, [lines[number]]))
        out += written
        number = end
    out += added if top == len(lines) else []
    out += fresh if last == len(lines) else []
    return "\n".join(out).rstrip("\n") + "\n"


def _blocks(lines: list[str], doc: Document) -> _Blocks | None:
    """The lines of each key and each result, from and to, without the comments after them."""
    places = [
        place
        for place in doc.marks
        if len(place) == 1 or (place and place[0] == "results" and place[2:] == ())
    ]
    starts = sorted((doc.marks[place][0] - 1, len(place), place) for place in places)
    found: _Blocks = {}
    for number, (start, _depth, place) in enumerate(starts):
        later = next((other for other, *_rest in starts[number + 1 :] if other > start), len(lines))
        same = [other for other, _d, name in starts if other == start and name != place]
        if same:
            return None  # several on one line: {source: …, results: […]}
        end = later
        while end > start + 1 and re.fullmatch(r"\s*(?:#.*)?", lines[end - 1]):
            end -= 1
        found[place] = (start, end)
    return found
