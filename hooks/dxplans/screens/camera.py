"""Pages in Chromium to small pictures with a ring and a number at what is meant."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from dxplans.screens.screen import LARGEST

WIDTH = 560
"""A picture's width on the page: what is written in it is still read on a telephone."""
SHARP = 1.5
_RINGS = """(marks) => marks.map((selector, number) => {
  const found = document.querySelector(selector);
  if (!found) return null;
  const box = found.getBoundingClientRect();
  const place = (element, style) => {
    Object.assign(element.style, {position: 'absolute', zIndex: 9999, boxSizing: 'border-box', ...style});
    document.body.append(element);
  };
  const left = box.left + scrollX - 5, top = box.top + scrollY - 4;
  place(document.createElement('div'), {
    left: `${left}px`, top: `${top}px`, width: `${box.width + 10}px`, height: `${box.height + 8}px`,
    border: '3px solid #c4000b', borderRadius: '8px', outline: '2px solid #fff'});
  const label = document.createElement('div');
  label.textContent = number + 1;
  place(label, {
    left: `${box.right + scrollX - 4}px`, top: `${top - 12}px`, width: '24px', height: '24px',
    borderRadius: '12px', background: '#c4000b', color: '#fff', outline: '2px solid #fff',
    font: '700 15px/24px sans-serif', textAlign: 'center'});
  return found.textContent.trim().replace(/\\s+/g, ' ');
})"""
_WEBP = """async ([data, quality, scale]) => {
  const bitmap = await createImageBitmap(await (await fetch('data:image/png;base64,' + data)).blob());
  const canvas = Object.assign(document.createElement('canvas'), {
    width: Math.round(bitmap.width * scale), height: Math.round(bitmap.height * scale)});
  const context = canvas.getContext('2d', {alpha: false});
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL('image/webp', quality).split(',')[1];
}"""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it was taken: its bytes, its size on the page, and the words at its marks."""

    content: bytes
    width: int
    height: int
    shown: tuple[str, ...]


class NothingThere(LookupError):  # noqa: N818 - it says what is wrong with the data of a picture
    """What is to be pictured or marked is not on the page."""


class Camera:
    """Takes pictures of pages and of HTML."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser

    def of_address(self, address: str, part: str, marks: Sequence[str]) -> Picture:
        """The element *part* of the page at *address*; NothingThere if it or a mark is missing."""
        with self._page() as page:
            page.goto(address)
            return self._taken(page, part, marks)

    def of_html(self, html: str, marks: Sequence[str]) -> Picture:
        """The element ``#shot`` of *html*; NothingThere if a mark is missing."""
        with self._page() as page:
            page.set_content(html)
            return self._taken(page, "#shot", marks)

    @contextmanager
    def _page(self) -> Iterator[Page]:
        context = self._browser.new_context(
            viewport={"width": WIDTH, "height": 900}, device_scale_factor=SHARP,
            color_scheme="light", reduced_motion="reduce", bypass_csp=True,
        )  # fmt: skip
        try:
            yield context.new_page()
        finally:
            context.close()

    def _taken(self, page: Page, part: str, marks: Sequence[str]) -> Picture:
        box = page.locator(part).first.bounding_box() if page.locator(part).count() else None
        shown: list[Any] = page.evaluate(_RINGS, list(marks))
        if box is None or None in shown:
            missing = [mark for mark, words in zip(marks, shown, strict=True) if words is None]
            raise NothingThere(", ".join(missing or [part]))
        top = max(0, box["y"] - 14)
        clip = {
            "x": 0,
            "y": top,
            "width": WIDTH,
            "height": round(box["y"] + box["height"] - top + 6),
        }
        png = page.screenshot(clip=clip, full_page=True)  # type: ignore[arg-type]
        return Picture(_webp(page, png), WIDTH, int(clip["height"]), tuple(shown))


def _webp(page: Page, png: bytes) -> bytes:
    """*png* as WebP, as good as the largest size allows."""
    page.goto("about:blank")
    content = b""
    for quality, scale in ((0.9, 1), (0.8, 1), (0.65, 1), (0.8, 1 / SHARP), (0.6, 1 / SHARP)):
        data = page.evaluate(_WEBP, [base64.b64encode(png).decode(), quality, scale])
        content = base64.b64decode(data)
        if len(content) <= LARGEST:
            break
    return content


@contextmanager
def camera(chromium: Path) -> Iterator[Camera]:
    """A camera with the browser at *chromium*."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium))
        try:
            yield Camera(browser)
        finally:
            browser.close()
