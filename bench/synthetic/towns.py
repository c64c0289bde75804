"""A number to publishers: that many municipalities over the 47 prefectures, and their neighbours.

Codes have right check digits and names are made up. Every tenth municipality comes with a
prefecture's own plan and with a joint body's.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bench.synthetic import words

from dxplans.model import check_digit
from dxplans.prefectures import PREFECTURES, Prefecture

_PLACES = list(PREFECTURES.values())
_TOKYO = 12
_STRIDE = 5
"""Municipalities are dealt to the prefectures by steps of five from Tokyo, which has wards."""
_RANKS = (("city", "市", "し"), ("town", "町", "ちょう"), ("village", "村", "むら"))
_FIRST_CODE, _FORMER_CODE = 201, 601
PER_NEIGHBOUR = 10


@dataclass(frozen=True, slots=True)
class Body:
    """A publisher to make: where it is, what publisher.yaml says, and which part it plays."""

    place: Prefecture
    slug: str
    role: int
    """0 to 9: which of the model's rarer shapes its plans show."""
    data: dict[str, Any] = field(repr=False)

    @property
    def name(self) -> str:
        """Its Japanese name."""
        return str(self.data["name"])

    @property
    def english(self) -> str:
        """Its English name."""
        rank = {"body": "Joint Body"}.get(self.data["rank"], str(self.data["rank"]).title())
        return f"{self.data['romanised']} {rank}"

    @property
    def folder(self) -> str:
        """``plans/yamaguchi/mine``: where its files are."""
        return f"plans/{self.place.slug}/{self.slug}"


def full_code(place: Prefecture, number: int) -> str:
    """The six digits of body *number* of a prefecture."""
    code = f"{place.code}{number:03d}"
    return f"{code}{check_digit(code)}"


def bodies(number: int) -> Iterator[Body]:
    """*number* municipalities, then prefectures and joint bodies."""
    towns = [_municipality(index) for index in range(number)]
    yield from towns
    neighbours = max(1, number // PER_NEIGHBOUR)
    for index in range(min(neighbours, len(_PLACES))):
        yield _prefecture(towns[index].place, index)
    for index in range(neighbours):
        yield _joint(towns, index)


def _municipality(index: int) -> Body:
    place = _PLACES[(_TOKYO + _STRIDE * index) % len(_PLACES)]
    shelf = index // len(_PLACES)
    first = words.FIRST[index % len(words.FIRST)]
    second = words.SECOND[(index // len(words.FIRST) + index) % len(words.SECOND)]
    rank, kanji, kana = _RANKS[index % len(_RANKS)]
    if place.slug == "tokyo":
        rank, kanji, kana = "ward", "区", "く"
    role = index % 10
    data: dict[str, Any] = {
        "kind": "municipality",
        "code": full_code(place, _FIRST_CODE + shelf),
        "name": f"{first[0]}{second[0]}{kanji}",
        "reading": f"{first[1]}{second[1]}{kana}",
        "romanised": f"{first[2]}{second[2]}",
        "rank": rank,
    }
    slug = data["romanised"].lower()
    if role in {0, 5}:
        data["website"] = f"https://www.{slug}.example.jp/"
        data["former"] = [
            {
                "code": full_code(place, _FORMER_CODE + shelf),
                "name": f"旧{first[0]}{second[0]}村",
                "slug": f"former-{slug}",
                "until": "2006-03-31",
            }
        ]
    return Body(place, slug, role, data)


def _prefecture(place: Prefecture, index: int) -> Body:
    data = {
        "kind": "prefecture",
        "code": full_code(place, 0),
        "name": place.name,
        "reading": place.reading,
        "romanised": place.romanised,
        "rank": "prefecture",
        "website": f"https://www.pref-{place.slug}.example.jp/",
    }
    return Body(place, f"{place.slug}-prefecture", 7 + index % 3, data)


def _joint(towns: list[Body], index: int) -> Body:
    home = towns[(index * PER_NEIGHBOUR) % len(towns)]
    members = [t.data["code"] for t in towns if t.place == home.place]
    data = {
        "kind": "joint",
        "name": f"{home.data['name'][:-1]}広域連合",
        "reading": f"{home.data['reading']}こういきれんごう",
        "romanised": f"{home.data['romanised']} Area",
        "rank": "body",
        "members": members,
    }
    return Body(home.place, f"{home.slug}-area", 8 + index % 2, data)
