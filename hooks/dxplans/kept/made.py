"""A page as whoever rendered it hands it over, and its part of the index as a file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

from dxplans.kept.trace import Key
from dxplans.search.build import Found
from dxplans.search.index import About, Prepared


@dataclass(frozen=True, slots=True)
class Made:
    """What became of one page."""

    found: list[Found]
    """What the search takes in."""
    files: list[tuple[str, str]]
    """The page and what lies beside it: names in the site, and prints of the contents."""
    reads: frozenset[Key]
    sent: list[tuple[str, bytes]] = field(default_factory=list)
    """Name and packed content of what could not be written by who made it."""


def packed(found: list[Found]) -> bytes:
    """What the search takes in, as a file."""
    data = [
        [asdict(about), [[one.weights, one.text, one.section] for one in documents]]
        for documents, about in found
    ]
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(content: bytes) -> list[Found]:
    """The same again."""
    return [
        (
            [Prepared(weights, text, section) for weights, text, section in documents],
            About(
                **{  # type: ignore[arg-type]
                    name: tuple(one) if isinstance(one, list) else one
                    for name, one in about.items()
                }
            ),
        )
        for about, documents in json.loads(content)
    ]
