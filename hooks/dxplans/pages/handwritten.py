"""Hand-written pages in the frame that all pages share; what MkDocs' templates are given."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment

from dxplans.accessibility.report import has_policy
from dxplans.assets import published_assets
from dxplans.glossing import Matcher
from dxplans.localise import Text
from dxplans.pages import addresses
from dxplans.pages.here import Crumb, Here
from dxplans.pages.renderer import Site, locals_of
from dxplans.portal import Portal
from dxplans.screens.screen import image
from dxplans.settings import read_settings
from dxplans.templates import install
from dxplans.words import marked

CONTACT = marked("連絡先:")
REPOSITORY = marked("このサイトの置き場所（GitHub）:")
NO_REPOSITORY = marked("このサイトの運営者は、まだファイルの置き場所を設定していません。")
NO_CONTACT = marked("このサイトの運営者は、まだ連絡先を設定していません。")


class _Every:
    """Contains every path: links of hand-written pages are checked where all pages are known.

    Only whether there is an accessibility policy decides what the frame itself shows.
    """

    def __init__(self, *, policy: bool) -> None:
        self.policy = policy

    def __contains__(self, path: object) -> bool:
        return self.policy or path != addresses.ACCESSIBILITY


class Handwritten:
    """The frame's words and links for one language, without reading any plan."""

    def __init__(self, root: Path, lang: str, today: date) -> None:
        empty = Portal({}, {}, {}, {}, Matcher({}), {}, {}, {}, {}, {}, {})
        settings = read_settings(root)
        assets, _contents = published_assets(root, settings.colours)
        paths = cast("frozenset[str]", cast("Container[str]", _Every(policy=has_policy(root))))
        found = locals_of(root, empty, settings, today, paths, assets)
        self.local = next(local for local in found if local.lang == lang)
        self.site = Site(self.local)
        self.root = root

    def install(self, env: Environment) -> None:
        """Give MkDocs' environment the interface's words."""
        install(env, self.local.translation.interface)

    @property
    def contact(self) -> str:
        """Where to report mistakes, as Markdown; says so when the site's keepers named none."""
        address = self.local.settings.contact
        if not address:
            return self.local.gettext(NO_CONTACT)
        label = address.removeprefix("mailto:")
        return f"{self.local.gettext(CONTACT)} [{label}]({address})"

    def picture(self, name: str, url: str) -> str:
        """The picture *name* of the guide as HTML for the page at *url*."""
        return image(self.root, name, self.local.lang, addresses.relative(url, ""))

    @property
    def repository(self) -> str:
        """Where the files are kept, as Markdown; says so when the site's keepers named no place."""
        address = self.local.settings.repository
        if not address:
            return self.local.gettext(NO_REPOSITORY)
        label = address.removeprefix("https://")
        return f"{self.local.gettext(REPOSITORY)} [{label}]({address})"

    def here(
        self, url: str, title: str, description: str, source: str, *, translated: bool
    ) -> Here:
        """The hand-written page at *url* (with its language's prefix); Japanese if not translated.

        *source* is its file in the repository.
        """
        here = Here(self.local, url.removeprefix(self.local.prefix), source)
        here.title = Text(title, self.local.lang) if translated else here.japanese(title)
        here.head_title = title
        here.description = description or title
        here.foreign = not translated
        home: Any = Crumb(self.local.gettext("ホーム"), addresses.HOME)
        above: tuple[Any, ...] = ()
        if here.path.startswith(addresses.EDIT) and here.path != addresses.EDIT:
            above = (Crumb(self.local.gettext("計画を直す・加える"), addresses.EDIT),)
        here.crumbs = (home, *above, Crumb(here.title))
        return here
