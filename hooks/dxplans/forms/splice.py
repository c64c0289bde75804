"""One more initiative in a plan's list, by the smallest edit: every other byte stays as it is."""

from __future__ import annotations

import re

from dxplans.model import Plan
from dxplans.source import Document

KEY = "initiatives"
BOM = "\ufeff"
_EMPTY = re.compile(r"(?P<key>[a-z_]+:) *\[ *\](?P<rest>.*)")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")


def with_initiative(raw: bytes, doc: Document, new: str, at: int) -> bytes:
    """*raw*, the plan.yaml of *doc*, with *new* as number *at* (from zero) of its initiatives.

    *doc* has no problems of reading. Comments, blank lines, quotation marks and line ends stay.
    """
    text = raw.decode("utf-8")
    start = len(BOM) if text.startswith(BOM) else 0
    lines = _LINE.findall(text[start:])
    end = next((line[len(line.rstrip("\r\n")) :] for line in lines if line[-1] in "\r\n"), "\n")
    listed = doc.data.get(KEY)
    if (KEY,) not in doc.marks:
        _new_list(lines, doc, f"{KEY}:{end}  - {new}{end}")
    elif not listed:
        _first(lines, doc.marks[(KEY,)][0], new, end)
    else:
        _between(lines, doc, new, min(at, len(listed)), end)
    return (text[:start] + "".join(lines)).encode()


def _between(lines: list[str], doc: Document, new: str, at: int, end: str) -> None:
    """Put *new* before the entry *at*, or behind the last one."""
    behind = at > 0
    line, column = doc.marks[KEY, at - 1 if behind else 0]
    text = lines[line - 1]
    before, rest = text[: column - 1], text[column - 1 :]
    if re.fullmatch(r" *- +", before):
        row = f"{before}{new}{end}"
        if behind and not text.endswith(("\r", "\n")):
            row = f"{end}{before}{new}"
        lines[line - 1] = f"{text}{row}" if behind else f"{row}{text}"
    elif behind:
        entry = re.match(r"\"[^\"]*\"|'[^']*'|[a-z0-9-]+", rest)
        size = entry.end() if entry else 0
        lines[line - 1] = f"{before}{rest[:size]}, {new}{rest[size:]}"
    else:
        lines[line - 1] = f"{before}{new}, {rest}"


def _first(lines: list[str], line: int, new: str, end: str) -> None:
    """Put *new* into an empty ``[ ]``: below its key, or inside brackets that span lines."""
    text = lines[line - 1]
    if empty := _EMPTY.fullmatch(text.rstrip("\r\n")):
        lines[line - 1] = f"{empty['key']}{empty['rest']}{end}  - {new}{end}"
        return
    for number in range(line - 1, len(lines)):
        if "[" in lines[number].split("#")[0]:
            lines[number] = lines[number].replace("[", f"[{new}", 1)
            return


def _new_list(lines: list[str], doc: Document, rows: str) -> None:
    """Put the *rows* of the list where the model has its key, above the comments of what follows."""
    keys = list(Plan.model_fields)
    later = [doc.marks[(k,)][0] for k in keys[keys.index(KEY) + 1 :] if (k,) in doc.marks]
    if not later:
        if not lines[-1].endswith(("\r", "\n")):
            lines[-1] += "\n"
        lines.append(rows)
        return
    number = min(later) - 1
    while number > 1 and lines[number - 1].startswith("#"):
        number -= 1
    lines.insert(number, rows)
