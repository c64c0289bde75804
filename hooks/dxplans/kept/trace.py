"""What is read of the data while a page is made: noted where every page gets its data from.

Editions, publishers and the portal's links note each reading by themselves, whoever reads, so a
page cannot forget what it depends on; and so does every file that is opened meanwhile. What is made
once for many pages is made with ``Once``.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Generic, TypeVar

Key = tuple[str, ...]
"""What was read: its kind, and which one."""
K = TypeVar("K")
V = TypeVar("V")
FILE = "file"
"""A file that somebody has opened by himself, by its path."""
ALL = "*"
"""Stands for what a kind holds at all, and in which order."""


class _Trace:
    """What is being noted, if anything is: pages are rendered one at a time in a process."""

    reads: set[Key] | None = None


_now = _Trace()


def note(*key: str) -> None:
    """Note that something is read, if somebody wants to know."""
    if _now.reads is not None:
        _now.reads.add(key)


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    """Note a file that is opened past everything that notes by itself."""
    if event == "open" and _now.reads is not None and isinstance(arguments[0], str | os.PathLike):
        _now.reads.add((FILE, str(Path(arguments[0]).absolute())))


sys.addaudithook(_hear)


def is_on() -> bool:
    """Whether somebody wants to know."""
    return _now.reads is not None


@contextmanager
def reading() -> Iterator[set[Key]]:
    """Gathers what is read in its block; whoever gathers around it hears of it, too."""
    outer, inner = _now.reads, set[Key]()
    _now.reads = inner
    try:
        yield inner
    finally:
        _now.reads = outer
        if outer is not None:
            outer |= inner


@contextmanager
def unnoted() -> Iterator[None]:
    """Nothing is noted in its block: what is made there notes by itself when it is read."""
    outer, _now.reads = _now.reads, None
    try:
        yield
    finally:
        _now.reads = outer


class Once(Generic[V]):
    """A value that is made for the first who asks, with what was read for it."""

    __slots__ = ("_made",)

    def __init__(self) -> None:
        self._made: tuple[V, frozenset[Key]] | None = None

    def get(self, make: Callable[[], V]) -> V:
        """The value; everyone who gets it has read what *make* has."""
        if self._made is None:
            with reading() as reads:
                value = make()
            self._made = (value, frozenset(reads))
        elif _now.reads is not None:
            _now.reads |= self._made[1]
        return self._made[0]


class Shelf(Mapping[K, V]):
    """A mapping of which each reading is noted: of one value, or of which there are."""

    __slots__ = ("_name", "_values", "_whole")

    def __init__(self, values: Mapping[K, V], name: Key, whole: Key) -> None:
        """A value is noted by *name* and its key, all keys in their order as *whole*."""
        self._values, self._name, self._whole = values, name, whole

    def __getitem__(self, key: K) -> V:
        """One value; that there is none is noted as well."""
        note(*self._name, *_spelled(key))
        return self._values[key]

    def __iter__(self) -> Iterator[K]:
        """All keys."""
        note(*self._whole)
        return iter(self._values)

    def __len__(self) -> int:
        """How many there are."""
        note(*self._whole)
        return len(self._values)


def _spelled(key: object) -> Key:
    """A key as texts: that of a mapping of ours is a text, a year, a prefecture, or a pair."""
    if isinstance(key, tuple):
        return tuple(text for part in key for text in _spelled(part))
    return (str(getattr(key, "slug", key)),)


class Watched:
    """A field of a class whose every reading is noted; the class says of which kind, and how."""

    def __init__(self, field: Any, read: Callable[[Any, Any], Any]) -> None:
        """*read* is given the object and the field's value; it notes, and gives what is read."""
        self.field, self.read = field, read

    def __get__(self, one: Any, kind: type | None = None) -> Any:
        """The value, as those see it whose reading is noted."""
        if one is None:
            return self
        value = self.field.__get__(one, kind)
        return value if _now.reads is None else self.read(one, value)

    def __set__(self, one: Any, value: Any) -> None:
        """Set the field itself."""
        self.field.__set__(one, value)


def watch(kind: type, read: Callable[[Any, Any], Any], *names: str) -> None:
    """Note every reading of these fields of a class with slots."""
    for name in names:
        setattr(kind, name, Watched(kind.__dict__[name], read))


def noting(name: str) -> Callable[[Any, V], V]:
    """Reads a field as it is, noted by *name* and the object's ``key``."""

    def read(one: Any, value: V) -> V:
        note(name, one.key)
        return value

    return read


def shelved(name: str) -> Callable[[Any, Mapping[K, V]], Mapping[K, V]]:
    """Reads links over all plans, each noted by *name* and what is linked."""
    return lambda _one, values: Shelf(values, (name,), (name, ALL))
