"""What several pages show of an edition, made once for all pages of a language."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from dxplans.edition import Edition
from dxplans.kept.trace import Once
from dxplans.pages.here import Here

P = ParamSpec("P")
T = TypeVar("T")
Show = Callable[Concatenate[Here, Edition, P], T]


def once(make: Show[P, T]) -> Show[P, T]:
    """*make*, called once for an edition: it asks a page for ``local`` alone, so all get the same.

    What was made is kept as long as the edition's views are. Every page that gets it has read what
    was read to make it: no other way of keeping what pages show may be used between pages.
    """

    @wraps(make)
    def known(here: Here, edition: Edition, /, *args: P.args, **kwargs: P.kwargs) -> T:
        made = here.local.edition(edition).made
        key = (make, *args, *kwargs.items())
        one: Once[T] = made.setdefault(key, Once())
        return one.get(lambda: make(here, edition, *args, **kwargs))

    return known
