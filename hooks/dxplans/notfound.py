"""The 404 page: one file for every language, served at any depth, so its links are not relative."""

from __future__ import annotations

import re

from markupsafe import Markup

from dxplans.pages.here import Here
from dxplans.pages.local import Local
from dxplans.pages.renderer import Renderer
from dxplans.words import marked

TITLE = marked("ページが見つかりません")
ADVICE = marked(
    "アドレスが変わったか、打ちまちがいかもしれません。このページのリンクからおさがしください。"
)


def not_found_page(renderer: Renderer, local: Local) -> str:
    """The page in the site's first language, with the same in each of the others.

    Links are turned from relative to the site's base path (``site_url``, else the root): the
    page answers for addresses of any depth.
    """
    here = Here(local, "")
    here.title = local.gettext(TITLE)
    here.head_title = str(here.title)
    here.description = local.gettext(ADVICE)
    here.indexed = False
    parts = [renderer.env.get_template("pages/404.html").render(here=here, other=local, first=True)]
    parts += [
        renderer.env.get_template("pages/404.html").render(
            here=here, other=other, first=False, title=TITLE, advice=ADVICE
        )
        for other in local.others
    ]
    html = renderer.frame(here, Markup("".join(parts)))  # noqa: S704 - templates made it
    html = html.replace("</title>", f" – {renderer.site.name}</title>", 1)
    base = local.settings.base_path
    # It is rendered as if it were the home page: what leads to a place on that page leads there.
    html = html.replace(' aria-current="page"', "", 1)
    html = re.sub(r'href="#(?!main")', 'href="./#', html)
    return re.sub(
        r'(href|src|action)="(?!https?:|#|mailto:|tel:)(?:\./)?([^"]*)"', rf'\1="{base}\2"', html
    )
