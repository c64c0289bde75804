"""A file's bytes to lines of text, or to the reason why they are none."""

from __future__ import annotations

import re

from dxplans.source.document import Document

MAX_BYTES = 1_000_000
# What nobody can see: controls, a BOM or zero-width space from a copied web page, marks that turn
# the direction of reading. Line ends that only some editors know would shift every line number.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069"
    "\ufeff\ufffe\uffff]"
)
_WORD_OR_EXCEL = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"\x89PNG", b"\xff\xd8\xff")


def lines_of(raw: bytes, doc: Document) -> list[str] | None:
    """The lines of *raw*; None with the reason in *doc* if it is no text of ours.

    A BOM and the line ends of Windows and old editors are harmless, so they are accepted.
    """
    if len(raw) > MAX_BYTES:
        doc.report_at(1, 1, "too_big", size=len(raw), limit=MAX_BYTES)
        return None
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        doc.report_at(1, 1, "not_utf8")
        return None
    if b"\x00" in raw or raw.startswith(_WORD_OR_EXCEL):
        doc.report_at(1, 1, "binary")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        doc.report_at(before.count(b"\n") + 1, 1, "not_utf8")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        doc.report_at(1, 1, "empty_file")
        return None
    return _visible(text.split("\n"), doc)


def _visible(lines: list[str], doc: Document) -> list[str]:
    """*lines* without invisible characters; the first of each line is told."""
    if not _INVISIBLE.search("\n".join(lines)):
        return lines
    for number, line in enumerate(lines, 1):
        if found := _INVISIBLE.search(line):
            code = f"U+{ord(found[0]):04X}"
            doc.report_at(number, found.start() + 1, "control_character", code=code)
            doc.slips[number] = line
    return [_INVISIBLE.sub("", line) for line in lines]


def invisible(text: str) -> str | None:
    """The code of an invisible character in *text*, as an escape may have made one."""
    found = _INVISIBLE.search(text)
    return f"U+{ord(found[0]):04X}" if found else None


def visible(text: str) -> str:
    """*text* without the characters that nobody can see and no file may hold."""
    return _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
