"""The pages of the site to those that people test: a few of each kind, and others by chance.

Chance is a hash of the seed and the address. It is the same everywhere and every time, and a page
that is new or gone changes no more than its own place in the sample.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from dxplans.model.accessibility import Sampling


@dataclass(frozen=True, slots=True)
class Sampled:
    """A page of the sample: its address without a language, its kind, why it was chosen."""

    path: str
    kind: str
    chance: bool


def sample_of(pages: Iterable[tuple[str, str]], sampling: Sampling) -> tuple[Sampled, ...]:
    """The sample from *pages*, which are addresses without a language, each with its kind.

    First one page of each kind that the sampling names, then others, all together as many as it
    asks for; every page where there are fewer.
    """
    ordered = sorted(pages, key=lambda page: (_chance(sampling.seed, page[0]), page[0]))
    chosen: list[Sampled] = []
    for wanted in dict.fromkeys(sampling.kinds):
        path = next((path for path, kind in ordered if kind == wanted), None)
        if path is not None:
            chosen.append(Sampled(path, wanted, chance=False))
    taken = {page.path for page in chosen}
    rest = [Sampled(path, kind, chance=True) for path, kind in ordered if path not in taken]
    chosen = chosen[: sampling.pages]
    return (*chosen, *rest[: sampling.pages - len(chosen)])


def _chance(seed: str, path: str) -> str:
    return hashlib.sha256(f"{seed}:{path}".encode()).hexdigest()
