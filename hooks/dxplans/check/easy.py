"""Summaries in やさしい日本語 to findings: too long, not polite, a figure that the page does not hold.

By the guideline for やさしい日本語 of the Immigration Services Agency and the Agency for Cultural
Affairs (2020): short sentences, one idea in each, です・ます, no double negatives, dates that
people who do not know the Japanese eras can read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from dxplans.check.shapes import shapes
from dxplans.check.wording import wording
from dxplans.fiscal import dates_in
from dxplans.model.reading import Easy
from dxplans.problem import Level
from dxplans.source import Document

LONGEST = 40
"""Characters of a sentence, what stands in brackets not counted."""
_BRACKETS = re.compile(r"（[^（）]*）")
_QUOTED = re.compile(r"「[^「」]*」")
_POLITE = re.compile(r"(?:です|ます|でした|ました|ません|ませんでした|でしょう|ください)。")
_TWICE_NOT = re.compile(r"な(?:い(?:こと|わけ|もの)(?:で?は|も)|く[はも])(?:ない|ありません)")
_ERA_YEAR = re.compile("(?:明治|大正|昭和|平成|令和)(?:元|[0-9]+)年度?")
_ERA = re.compile(rf"{_ERA_YEAR.pattern}(?!度|（[0-9]{{4}}年)")
_NUMBER = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
Finding = tuple[str, int, dict[str, Any], Level]


def check_easy(doc: Document, model: type[BaseModel]) -> None:
    """Add to *doc* what is wrong with its summary in やさしい日本語, valid or not."""
    for place, shape, data in shapes(model, doc.draft):
        if shape is not Easy or not isinstance(data.get("text"), list):
            continue
        known = _numbers({**doc.draft, "easy": None})
        for index, text in enumerate(data["text"]):
            if isinstance(text, str):
                for rule, at, values, level in sentence(text, known):
                    doc.report_in((*place, "text", index), (text, at), rule, level, **values)


def sentence(text: str, known: frozenset[str]) -> Iterator[Finding]:
    """Every finding in one sentence; *known* are the figures that the rest of the file holds."""
    yield from wording(text, "line")
    bare = _BRACKETS.sub("", text)
    if not text.endswith("。") or "。" in _QUOTED.sub("", bare)[:-1]:
        yield "easy_one_sentence", 0, {}, "error"
    elif not _POLITE.search(bare[-8:]):
        yield "easy_polite", len(text) - 1, {}, "warning"
    if len(bare) > LONGEST:
        yield "easy_long", 0, {"length": len(bare), "limit": LONGEST}, "warning"
    if twice := _TWICE_NOT.search(text):
        yield "easy_twice_not", twice.start(), {"found": twice[0]}, "warning"
    if era := _ERA.search(text):
        yield "easy_era", era.start(), {"found": era[0]}, "error"
    eras = (date for found in _ERA_YEAR.finditer(text) for date in dates_in(found[0]))
    years = {str(date.year) for date in eras}
    for found in _NUMBER.finditer(unicodedata.normalize("NFKC", text)):
        if found[0] not in known | years:
            yield "easy_figure", 0, {"found": found[0]}, "warning"


def _numbers(data: Any) -> frozenset[str]:
    """Every figure that stands in a text or is a value inside *data*."""
    if isinstance(data, dict):
        return frozenset().union(*map(_numbers, data.values()))
    if isinstance(data, list):
        return frozenset().union(*map(_numbers, data))
    return frozenset(_NUMBER.findall(unicodedata.normalize("NFKC", str(data))))
