"""Texts that nobody has checked yet to Markdown that says them and does nothing else."""

from __future__ import annotations

import re
from urllib.parse import quote

MARKER = "<!-- dxplans:proposal -->"
"""The first line of the comment: by it the comment is found again and updated."""
LONGEST = 400
"""Characters of one text in a list; what is longer is cut."""
SAFE = "/:?#=&%+,;~-._"
"""What stands in an address as it is; brackets, spaces and Japanese are encoded."""
_SIGNS = re.compile(r"([\\`*_{}\[\]~|$!])")
_WIDE = str.maketrans("`@<&#[]!~", "｀＠＜＆＃［］！～")
_START = re.compile(r"(?:(?P<sign>[-+=#])|(?P<number>[0-9]+)(?=[.]))")
_UNSEEN = frozenset("\n\u3000")
"""The line break, and the space that Japanese is written with."""


def plain(text: str, limit: int = LONGEST) -> str:
    """*text* as one line of Markdown without any markup, mention, reference or link in it.

    A mention or a reference to another issue would tell people who have nothing to do with it.
    """
    line = visible(" ".join(text.split()))
    if len(line) > limit:
        line = f"{line[: limit - 1]}…"
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("@", "＠")
    line = re.sub(r"#(?=[0-9])", "＃", line)
    line = _SIGNS.sub(r"\\\1", _unlinked(line))
    return _START.sub(_started, line, count=1) if _START.match(line) else line


def code(text: str) -> str:
    """*text*, a name of a file, as code."""
    name = visible(text).replace("\n", "�")
    return f"`{_unlinked(name).translate(_WIDE)}`"


def link(label: str, target: str) -> str:
    """A link; *label* is Markdown already."""
    return f"[{label}]({quote(target, safe=SAFE)})"


def fenced(text: str, kind: str) -> str | None:
    """*text* as a block to copy; None if it holds what is not to stand in a comment."""
    if visible(text) != text or re.search(r"[<@]", text):
        return None
    fence = "`" * max((len(run) + 1 for run in re.findall("`+", text)), default=3)
    fence = fence if len(fence) > len("``") else "```"
    return f"{fence}{kind}\n{text.rstrip()}\n{fence}"


def visible(text: str) -> str:
    """*text* with a sign in the place of what cannot be seen or turns the order of the letters."""
    return "".join(char if char.isprintable() or char in _UNSEEN else "�" for char in text)


def _unlinked(line: str) -> str:
    """*line* with full-width signs where GitHub would make a link of an address or a number."""
    line = line.replace("](", "］(")
    line = re.sub(r"(?i)\b(www)\.", r"\1．", line.replace("://", "：／／").replace("//", "／／"))
    return re.sub(r"(?i)\b(GH)-(?=[0-9])", r"\1－", line)


def _started(found: re.Match[str]) -> str:
    """The start of a line that would be a list or a heading."""
    return f"\\{found['sign']}" if found["sign"] else f"{found['number']}\\"
