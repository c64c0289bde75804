"""A project to all that its pages are rendered with, in every language."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from dxplans.assets import published_assets
from dxplans.pages import addresses
from dxplans.pages.local import Local
from dxplans.pages.renderer import Renderer, locals_of
from dxplans.pages.sitemap import PageSpec, site_map
from dxplans.part.history import told
from dxplans.portal import Portal
from dxplans.search.build import Search
from dxplans.search.index import Cache as SearchCache
from dxplans.settings import Settings
from dxplans.updates import History, public


class Press:
    """The pages of a site in their order, and for each language what renders and searches them."""

    def __init__(  # noqa: PLR0913, PLR0917 - everything that a site is made from
        self, root: Path, portal: Portal, settings: Settings, today: date, history: History,
        kept: SearchCache | None = None,
    ) -> None:  # fmt: skip
        """*kept* is what the search has worked out in earlier builds."""
        self.root = root
        updates = public(told(history, settings.only), portal)
        self.specs: tuple[PageSpec, ...] = tuple(site_map(portal, updates.years))
        # Pages of one place read the same plans.
        self.ordered = tuple(sorted(self.specs, key=lambda spec: spec.place))
        self.paths = frozenset(spec.path for spec in self.specs) | {*addresses.HAND_WRITTEN}
        names, self.assets = published_assets(root, settings.colours)
        self.locals: tuple[Local, ...] = locals_of(
            root, portal, settings, today, self.paths, names, updates
        )
        self.renderer = cache(lambda local: Renderer(root, local))
        self.search = cache(lambda local: Search(local, kept))
