"""A page to how it behaves: keyboard, zoom, spacing, colours, contrast, paper, without a script.

One more engine beside those of ``engines``: its findings have rules of their own. What is asked
inside the page is in ``probes.js`` and ``structure.js``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dxplans.develop.audit.engines import Finding
from dxplans.develop.audit.pages import Mode

if TYPE_CHECKING:
    from playwright.sync_api import Page, ViewportSize

ENGINE = "behaviour"
SCRIPTS = ("probes.js", "structure.js")
PROBES = "".join(Path(__file__).with_name(name).read_text("utf-8") for name in SCRIPTS)
WIDE, NARROW = 1280, 320
HEIGHT, LOW = 800, 256
"""As usual; and what is left of a window of 1280 by 1024 at 400 % (WCAG 1.4.10)."""
TEXT, READING, TARGET, NAVIGATION = 4.5, 7.0, 24, 44
SOFT = ".soft, .voice, .eyebrow, .tag, .none, .no, .crumb, .verb, .ends, small, dt, .run, .k"
"""What is not the text that people came for: 4.5 is enough."""
SPACING = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
"""What WCAG 1.4.12 lets readers set."""
NORMAL, TWICE = 16, 32
"""A browser's own size of text, and 200 % of it."""
_SETTLED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"
_USUAL = {"media": "screen", "forced_colors": "none", "contrast": "no-preference",
          "reduced_motion": "no-preference", "color_scheme": "light"}  # fmt: skip
Seen = Iterator[tuple[str, str]]
"""Rule and message of each finding."""


def ask(page: Page, probe: str, *arguments: object) -> Any:
    """The answer of one of the functions of the probes, which were installed before the page."""
    return page.evaluate("([name, rest]) => probes[name](...rest)", [probe, list(arguments)])


@dataclass(frozen=True, slots=True)
class Way:
    """One way of using a page: the mode that the evidence names, the media, and what is asked."""

    mode: Mode
    asked: tuple[Callable[[Page], Seen], ...]
    height: int = HEIGHT
    media: dict[str, str] = field(default_factory=dict)
    before: Callable[[Page], None] | None = None
    after: Callable[[Page], None] | None = None

    def put(self, page: Page) -> None:
        """Make the window and the media so."""
        size: ViewportSize = {"width": self.mode.width, "height": self.height}
        if page.viewport_size != size:
            page.set_viewport_size(size)
        page.emulate_media(**{**_USUAL, "color_scheme": self.mode.scheme, **self.media})  # type: ignore[arg-type]
        if self.before:
            self.before(page)
        page.evaluate(_SETTLED)


def behave(page: Page, ways: tuple[Way, ...] = ()) -> dict[Mode, list[Finding]]:
    """What is found in each of the *ways*, else in all, on the page as it was just loaded."""
    found = {}
    for way in ways or WAYS:
        way.put(page)
        seen = [one for asked in way.asked for one in asked(page)]
        found[way.mode] = [finding(rule, message) for rule, message in seen]
        if way.after:
            way.after(page)
    page.emulate_media(**_USUAL)  # type: ignore[arg-type]
    return found


def finding(rule: str, message: str) -> Finding:
    """A finding of this engine; its message ends in what it is about."""
    what, _, target = message.rpartition(": ")
    return Finding(ENGINE, rule, target or message, what or rule)


def _probe(rule: str, probe: str, *arguments: object) -> Callable[[Page], Seen]:
    def asked(page: Page) -> Seen:
        for message in ask(page, probe, *arguments):
            yield rule, message

    return asked


def walk(page: Page) -> Seen:
    """Tab goes through all that can be used, in the order of reading, and Shift+Tab back."""
    expected = ask(page, "tabbable")
    ask(page, "watch")
    yield from _walked(page, "Tab", expected)
    page.keyboard.down("Shift")
    yield from _walked(page, "Shift+Tab", expected[-2::-1])
    page.keyboard.up("Shift")


def _walked(page: Page, name: str, wanted: list[str]) -> Seen:
    ask(page, "walked")
    for _ in wanted:
        page.keyboard.down("Tab")  # held down it goes on, which asks the browser half as often
    page.keyboard.up("Tab")
    stops = ask(page, "walked")
    for stop in stops:
        if not stop["shown"]:
            yield "focus-invisible", f"{name}: {stop['name']}"
    reached = [stop["name"] for stop in stops]
    if reached != wanted:
        wrong = next((w for r, w in zip(reached, wanted, strict=False) if r != w), "the end")
        yield "keyboard-order", f"{name}, {len(reached)} of {len(wanted)} stops, not: {wrong}"


def operate(page: Page) -> Seen:
    """Enter opens and closes whatever can be opened."""
    for number in range(page.locator("summary:visible").count()):
        summary = page.locator("summary:visible").nth(number)
        summary.focus()
        state = "summary => summary.parentElement.open"
        before = summary.evaluate(state)
        page.keyboard.press("Enter")
        if summary.evaluate(state) == before:
            yield "keyboard-operation", f"Enter changes nothing: {summary.inner_text()}"
        page.keyboard.press("Enter")


def _larger(size: int) -> Callable[[Page], None]:
    def put(page: Page) -> None:
        session = page.context.new_cdp_session(page)
        fonts = {"standard": size, "fixed": size * 13 // 16}
        session.send("Page.setFontSizes", {"fontSizes": fonts})
        session.detach()

    return put


def _opened(page: Page) -> None:
    ask(page, "open", True)  # noqa: FBT003 - as the probe wants it


def _closed(page: Page) -> None:
    ask(page, "open", False)  # noqa: FBT003 - as the probe wants it


def _spaced(page: Page) -> None:
    ask(page, "style", SPACING)


def _plain(page: Page) -> None:
    ask(page, "plain")


HEADINGS, LANDMARKS = _probe("headings", "headings"), _probe("landmarks", "landmarks")
LANGUAGES, LINKS = _probe("languages", "languages"), _probe("links", "links")
CONTRAST = _probe("contrast", "contrast", TEXT, READING, SOFT)
MORE_CONTRAST = _probe("more-contrast", "contrast", READING, READING, SOFT)
FORCED_CONTRAST = _probe("forced-colours", "contrast", TEXT, TEXT, SOFT)
PRINTED_CONTRAST = _probe("contrast", "contrast", TEXT, TEXT, SOFT)
REFLOW, CLIPPED = _probe("reflow", "wide"), _probe("clipped", "clipped")
TARGETS, FOCUS = _probe("target-size", "targets", TARGET, NAVIGATION), _probe("focus", "focus")
MOTION, PRINTED = _probe("motion", "moving"), _probe("print", "printed")
_FORCED, _MORE, _LESS = {"forced_colors": "active"}, {"contrast": "more"}, {"reduced_motion": "reduce"}  # fmt: skip

WAYS = (
    # First of all, for the focus begins where the last was.
    Way(Mode(NARROW, "light", "keyboard at 400 %"), (walk, operate, REFLOW, FOCUS), LOW),
    Way(Mode(NARROW, "dark", "keyboard at 400 %"), (FOCUS,), LOW),
    Way(Mode(NARROW, "light"), (REFLOW, CLIPPED, TARGETS, CONTRAST)),
    Way(Mode(NARROW, "light", "opened"), (REFLOW, CLIPPED, TARGETS, FOCUS), before=_opened),
    Way(Mode(NARROW, "dark", "opened"), (CONTRAST,), after=_closed),
    Way(Mode(NARROW, "light", "spacing"), (REFLOW, CLIPPED), before=_spaced),
    Way(Mode(WIDE, "light", "spacing"), (REFLOW, CLIPPED), after=_plain),
    Way(Mode(WIDE // 2, "light", "text 200 %"), (REFLOW, CLIPPED),
        before=_larger(TWICE), after=_larger(NORMAL)),
    Way(Mode(WIDE, "light"),
        (HEADINGS, LANDMARKS, LANGUAGES, LINKS, CONTRAST, REFLOW, CLIPPED, TARGETS, FOCUS)),
    Way(Mode(WIDE, "dark"), (CONTRAST, FOCUS)),
    Way(Mode(WIDE, "light", "less motion"), (MOTION,), media=_LESS),
    Way(Mode(WIDE, "light", "more contrast"), (MORE_CONTRAST, FOCUS), media=_MORE),
    Way(Mode(WIDE, "dark", "more contrast"), (MORE_CONTRAST, FOCUS), media=_MORE),
    Way(Mode(WIDE, "light", "forced colours"), (FORCED_CONTRAST, FOCUS), media=_FORCED),
    Way(Mode(WIDE, "dark", "forced colours"), (FORCED_CONTRAST, FOCUS), media=_FORCED),
    Way(Mode(WIDE, "light", "print"), (PRINTED, PRINTED_CONTRAST), media={"media": "print"}),
)  # fmt: skip
"""Every way of using a page, in the order in which it costs least."""
