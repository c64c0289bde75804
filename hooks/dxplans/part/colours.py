"""A stylesheet to the same in other colours, and what of them people could not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

Colours = Mapping[str, Mapping[str, str]]
"""Colours (``#rrggbb``) by scheme, ``light`` and ``dark``, and token."""
READING = 7.0
TEXT = 4.5
SIGN = 3.0
PAIRS: Mapping[tuple[str, str], float] = {
    ("ink", "paper"): READING,
    ("ink", "sunk"): READING,
    ("ink", "accent-pale"): READING,
    ("accent", "paper"): READING,
    ("accent", "sunk"): READING,
    ("accent", "accent-pale"): READING,
    ("accent-deep", "paper"): READING,
    ("accent-deep", "sunk"): READING,
    ("accent-deep", "accent-pale"): READING,
    ("on-focus", "focus"): READING,
    ("ink-soft", "paper"): TEXT,
    ("ink-soft", "sunk"): TEXT,
    ("ink-soft", "accent-pale"): TEXT,
    ("on-accent", "accent"): TEXT,
    ("ink", "line"): TEXT,  # a bar of a plan that is over
    ("edge", "paper"): SIGN,
    ("edge", "sunk"): SIGN,
    ("edge", "accent-pale"): SIGN,
    ("ring", "paper"): SIGN,
    ("ring", "sunk"): SIGN,
    ("ring", "accent-pale"): SIGN,
    ("ring", "ring-in"): SIGN,
}
"""Text or sign on its ground: what contrast they have at least, in each scheme."""
_BLOCKS = {
    ":root {": "light",
    ':root:not([data-scheme="light"]) {': "dark",
    ':root[data-scheme="dark"] {': "dark",
}
"""Where a stylesheet's colours stand: dark is what the system asks for, and what a button sets."""
_TOKEN = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{6})")


def colours_of(css: str) -> dict[str, dict[str, str]]:
    """The colours of a stylesheet by scheme and token; dark is light but for what it changes."""
    found: dict[str, dict[str, str]] = {"light": {}, "dark": {}}
    for start, scheme in _BLOCKS.items():
        found[scheme] |= dict(_TOKEN.findall(_block(css, start)))
    return {"light": found["light"], "dark": found["light"] | found["dark"]}


def _block(css: str, start: str) -> str:
    _before, there, after = css.partition(start)
    return after.partition("}")[0] if there else ""


def recoloured(css: str, colours: Colours) -> str:
    """The stylesheet with other *colours* in each of its schemes."""
    for start, scheme in _BLOCKS.items():
        block = _block(css, start)
        own = colours.get(scheme, {})
        css = css.replace(block, _TOKEN.sub(lambda m: _written(m, own), block), 1)  # noqa: B023 - used at once
    return css


def _written(match: re.Match[str], own: Mapping[str, str]) -> str:
    return f"--{match[1]}: {own.get(match[1], match[2])}"


def faint(colours: Mapping[str, str]) -> Iterator[tuple[str, str, float, float]]:
    """The pairs of one scheme that cannot be told apart: text, ground, contrast, and the least."""
    for (front, ground), least in PAIRS.items():
        if {front, ground} <= colours.keys():
            value = contrast(colours[front], colours[ground])
            if value < least:
                yield front, ground, value, least


def contrast(one: str, two: str) -> float:
    """The contrast of two colours (WCAG 2.2)."""
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """The relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)  # noqa: PLR2004 - WCAG's
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
