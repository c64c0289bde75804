"""What no page of ours shows (a file, a comment, a sheet) to HTML that can be photographed."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import markdown

from dxplans.screens.screen import Screen

MARK = "mark-{}"
"""The class of what has a number."""
_STYLE = """
body { margin: 0; background: #fff; color: #1a1a1c; font: 15px/1.7 "Noto Sans CJK JP", sans-serif; }
#shot { width: 560px; padding: 14px 16px; box-sizing: border-box; background: #fff; }
.name { margin: -14px -16px 8px; padding: 6px 16px; background: #eef0f3; font-size: 13px; overflow-wrap: anywhere; }
ol.lines { margin: 0; padding: 0; list-style: none; font: 13px/1.9 "Noto Sans Mono CJK JP", monospace; }
ol.lines li { display: flex; white-space: pre; } ol.lines i { width: 3em; color: #595959; font-style: normal; }
h2 { margin: 0 0 6px; font-size: 18px; } h3 { margin: 12px 0 2px; font-size: 15px; }
p, ul, ol { margin: 2px 0; } ul, ol { padding-left: 1.4em; } code { background: #eef0f3; overflow-wrap: anywhere; }
a { color: #0017c1; } span[class^=mark-] { display: inline-block; margin-top: 20px; } table { border-collapse: collapse; width: 100%; font-size: 13px; }
th { background: #eef0f3; font-weight: 400; color: #595959; } td, th { border: 1px solid #b8b8bb; padding: 3px 6px; height: 1.5em; text-align: left; }
""".strip()


def page(body: str) -> str:
    """A whole page with *body* as what is photographed."""
    return (
        f'<!doctype html><meta charset="utf-8"><style>{_STYLE}</style><div id="shot">{body}</div>'
    )


def lines_of(root: Path, screen: Screen) -> list[tuple[int, str]]:
    """The lines of the file that *screen* shows, with their numbers; ValueError if they are gone."""
    text = (root / (screen.file or "")).read_text("utf-8").split("\n")
    at = next((n for n, line in enumerate(text) if screen.find in line), None)
    if at is None:
        raise ValueError(f"{screen.file}: {screen.find}")
    before, after = screen.around
    return [(n + 1, text[n]) for n in range(max(0, at - before), min(len(text), at + after + 1))]


def editor(root: Path, screen: Screen, lang: str) -> str:
    """The file of *screen* as an editor shows it."""
    rows = "".join(
        f"<li><i>{number}</i><span>{_marked(line, screen, lang, within=screen.find)}</span></li>"
        for number, line in lines_of(root, screen)
    )
    return page(f'<div class="name">{escape(screen.file or "")}</div><ol class="lines">{rows}</ol>')


def sheet(screen: Screen, lang: str) -> str:
    """The cells of *screen* as a spreadsheet shows them."""
    width = max(map(len, screen.sheet))
    head = "".join(f"<th>{chr(ord('A') + n)}</th>" for n in range(width))
    rows = [
        f"<tr><th>{number}</th>"
        + "".join(f"<td>{_marked(cell, screen, lang)}</td>" for cell in (*row, *[""] * (width - len(row))))
        + "</tr>"
        for number, row in enumerate(screen.sheet, 1)
    ]  # fmt: skip
    return page(f"<table><tr><th></th>{head}</tr>{''.join(rows)}</table>")


def comment(text: str, screen: Screen, lang: str) -> str:
    """The comment *text* as the hosting service shows it, in the part for *lang*."""
    japanese, _, english = text.partition("<details>")
    part = japanese if lang == "ja" else english.partition("</summary>")[2]
    part = re.sub(r"<!--.*?-->|</details>", "", part, flags=re.DOTALL).strip()
    if screen.sections:
        part = "\n### ".join(part.split("\n### ")[: screen.sections + 1])
    html = markdown.markdown(part, extensions=["sane_lists"])
    for number, words in enumerate(screen.marks, 1):
        found = f">{escape(getattr(words, lang))}<"
        html = html.replace(found, f">{_mark(number, found[1:-1])}<", 1)
    return page(html)


def _marked(line: str, screen: Screen, lang: str, within: str = "") -> str:
    html = escape(line)
    if within in line:
        for number, words in enumerate(screen.marks, 1):
            found = escape(getattr(words, lang))
            html = html.replace(found, _mark(number, found), 1)
    return html


def _mark(number: int, html: str) -> str:
    return f'<span class="{MARK.format(number)}">{html}</span>'
