"""A page to what is wrong with how it is made: headings, languages, tables, ids, inline code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from website.built import Fault, Page, Site
from website.document import Element

JAPANESE = re.compile(r"[ぁ-ゖァ-ヿ㐀-䶿一-鿿々〆　、。「」『』【】〈〉《》・（）！？：；％＝＋～]")
"""Characters that English text has no use for; marks such as ★ and ⑥ belong to no language."""
_SPOKEN = ("aria-label", "alt", "placeholder", "aria-roledescription", "summary", "label")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def manner_faults(site: Site, *, complete: bool = True) -> list[Fault]:
    """What is wrong on each page, for every page of the site.

    *complete*: every text is translated, so titles and descriptions hold no Japanese either.
    """
    found: list[Fault] = []
    for page in site.pages.values():
        found += _headings(page)
        found += _language(site, page, complete=complete)
        found += _inline(page)
        found += _tables(page)
        found += _ids(page)
        found += _empty(page)
    return sorted(found)


def _headings(page: Page) -> Iterator[Fault]:
    found = page.all(*_HEADINGS)
    if sum(e.name == "h1" for e in found) != 1:
        yield page.fault(None, "h1", f"{sum(e.name == 'h1' for e in found)} of them")
    depth = 0
    for element in found:
        level = int(element.name[1])
        if level > depth + 1:
            yield page.fault(element, "heading", f"h{level} after h{depth}: {element.text}")
        depth = level
        if not element.text:
            yield page.fault(element, "heading", "empty")


def _language(site: Site, page: Page, *, complete: bool) -> Iterator[Fault]:
    expected = site.language_of(page)
    if page.lang != expected:
        yield page.fault(None, "lang", f"{page.lang or 'none'} instead of {expected}")
    for element in page.elements:
        if "lang" in element.attributes and element.get("lang") not in site.languages:
            yield page.fault(element, "lang", f"no language of the site: {element.get('lang')}")
    for element, name, text in _spoken(page):
        head = element.name in {"title", "meta"}
        if JAPANESE.search(text) and not element.lang.startswith("ja") and (complete or not head):
            yield page.fault(element, "japanese", f"{name}{text.strip()}")
    described = [e.get("content") for e in page.all("meta") if e.get("name") == "description"]
    if len(described) != 1 or not described[0] or re.search(r"\*\*|\]\(|\[\^", described[0]):
        yield page.fault(None, "description", ", ".join(described) or "none")


def _spoken(page: Page) -> Iterator[tuple[Element, str, str]]:
    """Everything that is read out: texts, and attributes with their names."""
    for element, text in page.tree.texts():
        yield element, "", text
    for element in page.elements:
        for name in _SPOKEN:
            if name in element.attributes:
                yield element, f"{name}=", element.attributes[name]
        if element.name == "meta" and element.get("name") == "description":
            yield element, "", element.get("content")


def _inline(page: Page) -> Iterator[Fault]:
    """Nothing that the Content-Security-Policy would block, and no tooltips."""
    for element in page.elements:
        if element.name == "style" or (
            element.name == "script" and "src" not in element.attributes
        ):
            yield page.fault(element, "inline", element.name)
        for name, value in element.attributes.items():
            if name == "style" or name.startswith("on"):
                yield page.fault(element, "inline", f"{name}={value}")
            if name == "title" and element.name != "link":  # a feed's name, for apps that read it
                yield page.fault(element, "tooltip", value)
            if value.strip().lower().startswith("javascript:"):
                yield page.fault(element, "inline", f"{name}={value}")
            if "<" in value:
                yield page.fault(element, "markup", f"{name}={value}")
        for name in element.doubled:
            yield page.fault(element, "attribute-twice", name)


def _tables(page: Page) -> Iterator[Fault]:
    for table in page.all("table"):
        captions = [c for c in table.children if isinstance(c, Element) and c.name == "caption"]
        if len(captions) != 1 or not captions[0].text:
            yield page.fault(table, "caption", "a table has none")
        for head in table.find("th"):
            if head.get("scope") not in {"col", "row", "colgroup", "rowgroup"}:
                yield page.fault(head, "scope", head.text)
        rows = [row for body in table.find("tbody") for row in body.find("tr")]
        for row in rows:
            if not row.find("th"):
                yield page.fault(row, "row-header", row.text)
        if not any(cell.get("scope") == "col" for cell in table.find("th")):
            yield page.fault(table, "column-headers", "none")
        for cell in table.find("td", "th"):
            if not cell.text:
                yield page.fault(cell, "empty-cell", "says nothing")


def _ids(page: Page) -> Iterator[Fault]:
    counts = Counter(e.attributes["id"] for e in page.elements if "id" in e.attributes)
    for name, number in counts.items():
        if number > 1:
            yield page.fault(None, "id-twice", name)
        if not name or re.search(r"\s", name):
            yield page.fault(None, "id", repr(name))


def _empty(page: Page) -> Iterator[Fault]:
    """Links, buttons and list items that say nothing."""
    for element in page.all("a", "button", "summary", "li", "dt", "dd", "p", "caption"):
        if not element.text and not element.get("aria-label"):
            yield page.fault(element, "empty", element.name)
