"""Lines of a file to the slips of their writer, each with the line as it was meant.

A parser stops at its first complaint. With the line mended reading goes on, and the slips further
down are told in the same run.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

KEY = r"[A-Za-z_][-A-Za-z0-9_]*"
_LEAD = r"(?P<lead>\s*(?:- +)*)"
_WIDE_SPACE = "\u3000\xa0"
_FULLWIDTH_KEY = re.compile(
    rf"{_LEAD}(?P<key>[ａ-ｚＡ-Ｚ][ａ-ｚＡ-Ｚ０-９＿－a-zA-Z0-9_-]*)\s*[:：][ {_WIDE_SPACE}]*(?P<rest>.*)"
)
_FULLWIDTH_COLON = re.compile(
    rf"{_LEAD}(?P<key>{KEY})[ {_WIDE_SPACE}]*：[ {_WIDE_SPACE}]*(?P<rest>.*)"
)
_WIDE_SPACE_AFTER = re.compile(
    rf"{_LEAD}(?P<key>{KEY}):[{_WIDE_SPACE}][ {_WIDE_SPACE}]*(?P<rest>.*)"
)
_NO_SPACE = re.compile(rf"{_LEAD}(?P<key>{KEY}):(?=[^\s/:])(?P<rest>.*)")
_NO_COLON = re.compile(
    rf"{_LEAD}(?P<key>[a-z][a-z0-9_]*)(?:[ {_WIDE_SPACE}]+|\s*[=＝]\s*)(?P<rest>[^:]*)$"
)
_DASH = re.compile(
    rf"(?P<lead>\s*)(?P<dash>[－―—–‐−・●○◆◇■□※*][ {_WIDE_SPACE}]*|-[{_WIDE_SPACE}]+|-(?=[^-\s]))(?P<rest>\S.*)"
)
VALUE = re.compile(rf"(?P<head>\s*(?:- +)*(?:{KEY}: +)?)(?P<value>.*)$")
CLOSED = re.compile(r"""(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong on a line: rule and values; and the line as meant, None if that is unclear."""

    line: int
    column: int
    rule: str
    values: dict[str, Any] = field(default_factory=dict)
    mended: str | None = None


def shown(line: str) -> str:
    """A line of the file, short enough for a message."""
    text = line.strip().strip(_WIDE_SPACE)
    return text if len(text) <= 60 else f"{text[:60]}…"  # noqa: PLR2004 - enough to find it by


def of_indents(lines: list[str]) -> Iterator[Slip]:
    """The lines indented with anything but ordinary spaces."""
    for number, line in enumerate(lines, 1):
        indent = line[: len(line) - len(line.lstrip(f" \t{_WIDE_SPACE}"))]
        if indent == len(indent) * " " or not line.strip():
            continue
        rule = "tab_indent" if "\t" in indent else "fullwidth_indent"
        column = re.search(rf"[\t{_WIDE_SPACE}]", indent)
        width = sum(1 if char == " " else 2 for char in indent)
        near = sorted(_usual(lines, number), key=lambda usual: (abs(usual - width), usual))
        mended = " " * (near[0] if near else 0) + line[len(indent) :]
        yield Slip(number, column.start() + 1 if column else 1, rule, {}, mended)


def of_markers(lines: list[str]) -> Iterator[Slip]:
    """The lines that would begin a second document: what follows them would be lost."""
    content = False
    for number, line in enumerate(lines, 1):
        marker = re.match(r"(?:---|\.\.\.)(?:\s|$)", line)
        if marker and content:
            yield Slip(number, 1, "second_document", {"found": line[:3]})
        content = content or (bool(line.strip()) and not line.lstrip().startswith("#"))


def _usual(lines: list[str], number: int) -> set[int]:
    """The indents that line *number* may have after the line above it."""
    for above in reversed(lines[: number - 1]):
        if above.strip():
            own, key = columns(above)
            return {own, key, key + 2} if above.rstrip().endswith((":", "|")) else {own, key}
    return {0}


def columns(line: str) -> tuple[int, int]:
    """Where *line* begins, and where its key begins after the dashes of a list."""
    text = line.replace("\u3000", "  ").replace("\t", "  ").replace("\xa0", " ")
    lead = re.match(r"\s*(?:- +)*", text)
    return len(text) - len(text.lstrip()), lead.end() if lead else 0


def slip_of(
    lines: list[str], number: int, rule: str, mended: str | None = None, **values: object
) -> Slip:
    """The slip *rule* on line *number*; its message shows the line as meant, if that is clear."""
    line = lines[number - 1]
    text = shown(mended) if mended else shown(line)
    return Slip(number, columns(line)[0] + 1, rule, {"text": text, **values}, mended)


def of_key(lines: list[str], number: int) -> Slip | None:
    """What is wrong with the key or dash of line *number*, if anything is."""
    line = lines[number - 1]
    if found := _FULLWIDTH_KEY.match(line):
        key = unicodedata.normalize("NFKC", found["key"])
        mended = f"{found['lead']}{key}: {found['rest']}"
        return slip_of(lines, number, "fullwidth_key", mended, key=found["key"])
    for rule, pattern in (
        ("fullwidth_colon", _FULLWIDTH_COLON),
        ("fullwidth_space", _WIDE_SPACE_AFTER),
        ("no_space_after_colon", _NO_SPACE),
        ("no_colon", _NO_COLON),
    ):
        if found := pattern.match(line):
            mended = f"{found['lead']}{found['key']}: {found['rest']}".rstrip(f" {_WIDE_SPACE}")
            return slip_of(lines, number, rule, mended, key=found["key"])
    if found := _DASH.match(line):
        dash = found["dash"].strip()
        mended = f"{found['lead']}- {found['rest']}"
        return slip_of(lines, number, "bad_dash", mended, found=dash)
    return None
