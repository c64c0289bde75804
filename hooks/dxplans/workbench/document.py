"""Lines to Markdown: a heading for each initiative, the plan's words and ours never in one line."""

from __future__ import annotations

import re
from functools import lru_cache

from dxplans.pages.here import Here
from dxplans.workbench.lines import COLUMNS, KINDS, Line

_MARKUP = re.compile(r"([\\`*_\[\]<>#|])")
_HEADINGS = dict(COLUMNS)


def opening(title: str, about: list[str]) -> str:
    """The beginning of the document: its title and what holds for all of it."""
    return f"# {_plain(title)}\n\n" + "".join(f"- {_plain(line)}\n" for line in about) + "\n"


def section(here: Here, lines: list[Line]) -> str:
    """One initiative: what the plan prints, then each action, KPI and schedule row, then its source."""
    first = lines[0]
    name = f"{first['town']} {first['number']} {first['title']}".replace("  ", " ")
    out = [f"## {_plain(name)}\n"]
    out += _facts(here, first, ("plan", "kind", "state", "section"))
    out += _ours(first)
    out += _facts(here, first, ("unknown", "compare", "reasons"))
    for kind in ("action", "kpi", "schedule"):
        label = here.local.gettext(KINDS[kind])
        found = [line for line in lines[1:] if line["row"] == label]
        if found:
            out.append(f"\n### {_plain(label)}\n")
        for line in found:
            out += _item(here, kind, line)
    out.append("")
    out += _facts(here, first, ("source", "rights", "confirmed"))
    return "\n".join(out) + "\n\n"


_SHOWN = {
    "action": ("verb", "class", "by", "when"),
    "kpi": ("name", "baseline", "baseline_date", "target", "target_year", "direction", "unknown"),
    "schedule": ("name", "from", "to", "unknown"),
}


def _item(here: Here, kind: str, line: Line) -> list[str]:
    found = [
        f"{_heading(here, name)}: {_plain(str(line[name]))}" for name in _SHOWN[kind] if line.get(name)
    ]  # fmt: skip
    return [f"- {'; '.join(found)}", *(f"  {text}" for text in _ours(line))]


def _ours(line: Line) -> list[str]:
    """A sentence of ours in a quotation that begins with whose it is."""
    if not line.get("ours"):
        return []
    return ["", f"> **{_plain(str(line['voice']))}**: {_plain(str(line['ours']))}", ""]


def _facts(here: Here, line: Line, names: tuple[str, ...]) -> list[str]:
    return [
        f"- {_heading(here, name)}: {_plain(str(line[name]))}" for name in names if line.get(name)
    ]


def _heading(here: Here, name: str) -> str:
    return here.local.gettext(_HEADINGS[name])


@lru_cache(maxsize=1000)
def _plain(text: str) -> str:
    """*text* as Markdown that shows it as it is; an address stays one."""
    if "://" not in text:
        return _MARKUP.sub(r"\\\1", text)
    return " ".join(
        word if re.match(r"https?://", word) else _MARKUP.sub(r"\\\1", word)
        for word in text.split(" ")
    )
