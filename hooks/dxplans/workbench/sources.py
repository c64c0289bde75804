"""A row to what is said of it wherever it goes: its source, whose the words are, how to compare."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from dxplans.edition import Edition
from dxplans.localise import SOURCE_LANGUAGE, Text
from dxplans.pages.here import Here
from dxplans.pages.parts import Head, head, numbered
from dxplans.pages.quotes import line_of
from dxplans.pages.telling import said
from dxplans.words import marked
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


def voice_of(here: Here, edition: Edition) -> str:
    """Whose the sentences are: this site's, or the publisher's own."""
    return here.local.gettext(THEIRS if edition.plan.text == "official" else OURS)


def reasons_of(here: Here, row: Row, pair: Pair) -> list[Markup]:
    """Why a row may be compared so far: each point in words, then the rules by name."""
    local = here.local
    units = [name for raw in pair.units for name in (_unit_of(row, raw),) if name is not None]
    joint = "、" if here.lang == SOURCE_LANGUAGE else ", "
    named = escape(joint).join(units) if units else local.gettext("単位の印刷なし")
    found = [
        said(local, KIND[pair.kind]),
        said(local, PERIOD[pair.period]),
        said(local, UNIT[pair.unit], **({"units": named} if pair.unit == "same" else {})),
    ]
    if DEFINITION[pair.definition]:
        found.append(said(local, DEFINITION[pair.definition]))
    rule = marked("きまり「%(rule)s」")
    return found + [said(local, rule, rule=local.comparison(name).title) for name in pair.rules]


def _unit_of(row: Row, raw: str) -> Text | None:
    """A unit in the page's language, as the row's own KPIs print it."""
    for show in row.kpis:
        for quantity in (show.view.target, show.view.baseline):
            if quantity is not None and quantity.model.unit == raw:
                found: Text = quantity.unit
                return found
    return None


def compared(here: Here, row: Row, group: Group) -> tuple[str, str]:
    """How far, and with whom and why, as two texts for a cell each."""
    tell = here.local.gettext
    joint, stop = ("、", "。") if here.lang == SOURCE_LANGUAGE else (", ", ". ")
    towns = joint.join(map(str, group.towns))
    if group.more:
        towns += _filled(here.local.gettext("ほか%(n)s件"), {"n": group.more})
    why = stop.join(str(reason.striptags()) for reason in reasons_of(here, row, group.pair))
    return f"{tell(LABEL[group.pair.label])}: {towns}", f"{towns}: {why}"


def quote_of(here: Here, row: Row) -> Markup:
    """The citation line of a row's initiative."""
    return line_of(here, row.head, (row.view.section, numbered(row.view)), row.path)


def source_of(here: Here, row: Row) -> str:
    """The same for a file, without marks of language."""
    return str(quote_of(here, row).striptags())


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
