"""The check's messages: the page that lists them, and a page a kind with the lines to compare."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from dxplans.guide.entries import spoken
from dxplans.localise import SOURCE_LANGUAGE, Text
from dxplans.model.guide import SIGNS
from dxplans.pages import addresses
from dxplans.pages.here import Crumb, Here

Shown = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Told:
    """One message: what the guide tells, what the check says, and both samples as HTML."""

    view: Any
    message: Text
    original: Text | None
    """The message as the check says it by default, where the page is in another language."""
    wrong: Markup
    right: Markup


def index(here: Here) -> Shown:
    """Every message by its short name, under its kind."""
    local = here.local
    _named(here, local.gettext("検査のメッセージ"))
    here.description = local.gettext("データの検査が教えることと、直し方の例。")
    return {"guides": [(name, local.guide(name)) for name in local.portal.guides]}


def advice(here: Here, name: str) -> Shown:
    """The messages of one kind: what each means, the wrong lines and the right ones."""
    local = here.local
    view = local.guide(name)
    _named(here, view.title, Crumb(local.gettext("検査のメッセージ"), addresses.MESSAGES))
    here.head_title = here.titled(view.title, local.gettext("検査のメッセージ"))
    here.description = str(view.summary)
    shown = [_told(here, rule) for rule in view.rules]
    hidden = any(sign in str(told.wrong) for told in shown for sign in SIGNS)
    return {"guide": view, "rules": shown, "hidden": hidden}


def _named(here: Here, title: Any, *above: Crumb) -> None:
    local = here.local
    home = Crumb(local.gettext("ホーム"), addresses.HOME)
    edit = Crumb(local.gettext("計画を直す・加える"), addresses.EDIT)
    here.title = title
    here.crumbs = (home, edit, *above, Crumb(title))


def _told(here: Here, view: Any) -> Told:
    foreign = here.lang != SOURCE_LANGUAGE
    said = spoken(view.id, here.lang)
    lang = "en" if foreign else SOURCE_LANGUAGE
    return Told(
        view,
        Text(said, lang, foreign=lang != here.lang, kept=True),
        here.japanese(spoken(view.id, SOURCE_LANGUAGE)) if foreign else None,
        _sample(view.wrong),
        _sample(view.right),
    )


def _sample(text: str) -> Markup:
    """Lines to compare, with every line end and space kept that the frame would tidy away."""
    html = re.sub(r"(?<=[。、：）」]) ", "&#32;", str(escape(text)))
    return Markup(html.replace("\n", "&#10;"))  # noqa: S704 - escaped above
