"""A row to what is said of it wherever it goes: its source, whose the words are, how to compare."""

from __future__ import annotations

import re

from dxplans.edition import Edition
from dxplans.localise import SOURCE_LANGUAGE
from dxplans.pages.here import Here
from dxplans.pages.parts import Head, head
from dxplans.words import PLAN_KIND, marked
from dxplans.workbench.comparing import Pair
from dxplans.workbench.rows import Group, Row

LABEL = {
    "figures": marked("数字もくらべられる"),
    "words": marked("言葉だけ見くらべる"),
    "apart": marked("別々に読む"),
}
"""How far two plans may be compared."""
KIND = {"same": marked("文書の種類は同じ"), "other": marked("文書の種類がちがう")}
PERIOD = {
    "same": marked("計画期間は同じ"),
    "some": marked("計画期間は一部だけ同じ"),
    "none": marked("計画期間に同じ年度がない"),
}
UNIT = {
    "same": marked("KPIの単位は同じ（%(units)s）"),
    "other": marked("KPIの単位がちがう"),
    "none": marked("どちらかの計画に、数字のKPIがない"),
}
DEFINITION = {
    "same": marked("数え方は同じ"),
    "unstated": marked("数え方が同じかどうかは、確かめられていない"),
    "none": "",
}
OURS = marked("このサイトの文")
THEIRS = marked("自治体の公式の文")


def address_of(here: Here, path: str, anchor: str = "") -> str:
    """A page's whole address, or as much of it as is known, for a file that leaves the site."""
    base = here.local.settings.site_url or "/"
    return f"{base}{here.local.prefix}{path}" + (f"#{anchor}" if anchor else "")


def voice_of(here: Here, edition: Edition) -> str:
    """Whose the sentences are: this site's, or the publisher's own."""
    return here.local.gettext(THEIRS if edition.plan.text == "official" else OURS)


def reasons_of(here: Here, pair: Pair) -> list[str]:
    """Why two plans may be compared so far: each point in words, then the rules by name."""
    tell = here.local.gettext
    units = "、".join(pair.units) if here.lang == SOURCE_LANGUAGE else ", ".join(pair.units)
    unit = tell(UNIT[pair.unit])
    if pair.unit == "same":
        unit = unit.replace("%(units)s", units or here.local.gettext("単位の印刷なし"))
    found = [tell(KIND[pair.kind]), tell(PERIOD[pair.period]), unit]
    if DEFINITION[pair.definition]:
        found.append(tell(DEFINITION[pair.definition]))
    return found


def rules_of(here: Here, pair: Pair) -> list[str]:
    """The titles of the rules that hold for a pair."""
    text = here.local.gettext("きまり「%(rule)s」")
    return [_filled(text, {"rule": here.local.comparison(name).title}) for name in pair.rules]


def compared(here: Here, group: Group) -> tuple[str, str]:
    """How far, and with whom and why, as two texts for a cell each."""
    tell = here.local.gettext
    joint, stop = ("、", "。") if here.lang == SOURCE_LANGUAGE else (", ", ". ")
    towns = joint.join(map(str, group.towns))
    if group.more:
        towns += here.local.gettext("ほか%(n)s件").replace("%(n)s", str(group.more))
    why = stop.join([*reasons_of(here, group.pair), *rules_of(here, group.pair)])
    return f"{tell(LABEL[group.pair.label])}: {towns}", f"{towns}: {why}"


def source_of(here: Here, row: Row) -> str:
    """The citation line: town, plan, date, place in the document, when it was read, and where."""
    top, local = row.head, here.local
    site = local.settings.language(here.lang).site_name
    title = f"{row.view.number} {row.view.title}" if row.view.number else str(row.view.title)
    text = local.gettext(
        "%(town)s「%(plan)s」（%(date)s）、%(where)s、%(title)s。%(site)sが%(read)sに読みました。 %(url)s"
    )
    values = {
        "town": top.town, "plan": top.plan.title, "date": top.published or local.gettext(PLAN_KIND[top.plan.kind]),
        "where": row.view.section, "title": title, "site": site, "read": top.read,
        "url": address_of(here, row.path),
    }  # fmt: skip
    return _filled(text, values)


def rights_of(here: Here, top: Head) -> str:
    """Whose the document is, and whose the sentences are that stand beside its words."""
    local = here.local
    site = local.settings.language(here.lang).site_name
    if top.plan.text == "official":
        text = local.gettext("文書と文の権利: %(town)s（利用の条件は文書に記載なし）。")
    else:
        text = local.gettext(
            "文書の権利: %(town)s（利用の条件は文書に記載なし）。言い換えた文は、%(site)sの文（CC BY 4.0）で、%(town)sの文ではありません。"
        )
    return _filled(text, {"town": top.town, "site": site})


def confirmed_of(here: Here, top: Head) -> str:
    """Whether the publisher has confirmed our text."""
    confirmed = top.plan.confirmed
    if confirmed is None:
        return here.local.gettext("自治体による確認は受けていません")
    text = here.local.gettext("%(by)sが%(day)sに確認しました")
    return _filled(text, {"by": confirmed.by, "day": here.local.date(confirmed.on)})


def about_of(here: Here, edition: Edition) -> list[str]:
    """What every file about a plan says of it: rights and confirmation."""
    top = head(here, edition)
    return [rights_of(here, top), confirmed_of(here, top)]


def _filled(text: str, values: dict[str, object]) -> str:
    """*text* with its ``%(name)s`` filled in; what is filled in is not read again."""
    return re.sub(r"%\((\w+)\)s", lambda found: str(values[found[1]]), text)
