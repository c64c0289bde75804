"""A page with and without its scripts to what is missing without them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxplans.develop.audit.behaviour import ENGINE, PROBES, ask
from dxplans.develop.audit.engines import Finding
from dxplans.develop.audit.pages import Mode

if TYPE_CHECKING:
    from playwright.sync_api import Page

MODE = Mode(320, "light", "no script")
RULE = "no-script"
LEAST = 0.9
"""So much of the text must be there, measured by its length."""


def without_script(page: Page, plain: Page) -> dict[Mode, list[Finding]]:
    """What *plain*, the same page as *page* with scripts switched off, does not offer."""
    plain.evaluate(PROBES)  # a browser's own tools still ask, where a page's scripts do not run
    plain.set_viewport_size({"width": MODE.width, "height": 800})
    page.set_viewport_size({"width": MODE.width, "height": 800})
    page.emulate_media(media="screen")
    with_it, without = (ask(one, "offered") for one in (page, plain))
    missing = [link for link in with_it["links"] if link not in set(without["links"])]
    found = [Finding(ENGINE, RULE, link, "no link") for link in missing]
    if not with_it["asks"] and without["length"] < LEAST * with_it["length"]:
        found.append(Finding(ENGINE, RULE, "main", "text is missing"))
    buttons, ways = ask(plain, "useless"), ask(plain, "unreachable")
    found += [Finding(ENGINE, RULE, button, "a button that does nothing") for button in buttons]
    found += [Finding(ENGINE, RULE, way, "not shown by its own menu") for way in ways]
    return {MODE: found}
