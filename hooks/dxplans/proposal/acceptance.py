"""A file that another run wrote to a comment that may be posted, or the reason why it may not.

The run that wrote it works for the pull request: whoever changes the workflow in a proposal can
put any text there. What is posted in our name is therefore only what our command could have
written: the marker, Markdown without HTML, mentions, references and pictures, and links to this
repository, the proposal's own one, and the preview.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence

from dxplans.proposal.markdown import MARKER, visible

NAME = "comment.md"
LONGEST = 65_536
"""Characters of a comment; GitHub takes no more."""
BYTES = 4 * LONGEST
_TAGS = re.compile(r"</?(?:details|summary)>")
_TARGET = re.compile(r"\]\(([^()\s]*)\)")
_FENCE = re.compile(r"(`{3,})[a-z]*")
_FORBIDDEN = (
    (re.compile("<"), "HTML"),
    (re.compile("@"), "@"),
    (re.compile("&(?!(?:amp|lt|gt);)"), "&"),
    (re.compile("#[0-9]"), "#123"),
    (re.compile(r"(?i)\bGH-[0-9]"), "GH-123"),
    (re.compile(r"(?<!\\)!\["), "![…]"),
    (re.compile("//"), "//"),
    (re.compile(r"(?i)\bwww\."), "www."),
    (re.compile(r"]\("), "]("),
    (re.compile(r"^\s*\[[^\]]*\]:"), "[…]:"),
    (re.compile("~~~|```"), "```"),
)


class RefusedError(Exception):
    """The text may not be posted; the message says why, in both languages."""


def text_in(archive: bytes) -> str:
    """The text in the zip file *archive*, which holds that one small file; RefusedError otherwise."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            names = [(entry.filename, entry.file_size <= BYTES) for entry in opened.infolist()]
            if names != [(NAME, True)]:
                raise RefusedError(
                    f"{NAME} だけのファイルではありません / not a file with {NAME} alone"
                )
            with opened.open(NAME) as file:
                return file.read(BYTES + 1)[:BYTES].decode("utf-8")
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, RuntimeError) as error:
        raise RefusedError(f"読めません / cannot be read: {type(error).__name__}") from None


def accepted(text: str, prefixes: Sequence[str]) -> str:
    """*text*, if our command could have written it with links below *prefixes*; else RefusedError."""
    if len(text) > LONGEST:
        raise RefusedError(f"長すぎます / too long: {len(text):,} > {LONGEST:,}")
    if visible(text) != text:
        raise RefusedError("見えない文字があります / there are characters that cannot be seen")
    lines = text.split("\n")
    if lines[0] != MARKER:
        raise RefusedError(f"1行目が {MARKER} ではありません / the first line is not {MARKER}")
    for number, line in _outside_blocks(lines[1:]):
        for pattern, name in _FORBIDDEN:
            if pattern.search(_without_ours(line, prefixes)):
                raise RefusedError(
                    f"{number}行目に「{name}」があります / line {number} has “{name}”"
                )
    return text


def _without_ours(line: str, prefixes: Sequence[str]) -> str:
    """The line without our tags and without the targets of links that are ours."""

    def checked(found: re.Match[str]) -> str:
        return "]" if any(found[1].startswith(prefix) for prefix in prefixes) else found[0]

    return _TARGET.sub(checked, _TAGS.sub("", line))


def _outside_blocks(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines outside blocks of code, with their numbers; in a block nothing is a link.

    A block begins after an empty line, where every reader of Markdown agrees that it begins.
    """
    fence = ""
    before = "?"
    for number, line in enumerate(lines, 2):
        opened = _FENCE.fullmatch(line)
        if fence:
            if line.startswith("<") or "</" in line:
                raise RefusedError(f"{number}行目に「<」があります / line {number} has “<”")
            if opened and line.strip("`") == "" and len(line) >= len(fence):
                fence = ""
        elif opened and not before:
            fence = opened[1]
        else:
            yield number, line
        before = line
    if fence:
        raise RefusedError("終わらない枠があります / a block has no end")
