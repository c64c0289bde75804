"""Postings and texts to files that a browser reads a few of: compressed, sorted, cut where they may.

All files of an index share one hash of everything in it, so that the manifest need not name them
one by one: at 50,000 pages that would be most of a query's bytes.
"""

from __future__ import annotations

import hashlib
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Postings: TypeAlias = "Mapping[str, tuple[array[int], bytearray]]"
"""Gram to the documents that hold it, in order, and how much each is about it (1 to 15)."""
LEAST, MOST = 6_000, 24_000
"""Raw bytes of a shard: cut after the least, at a term that says so; at the most, anywhere."""
EVERY = 4
"""One term in so many says so: an edit moves few borders, for they hang on the terms alone."""
BLOCK = 4
"""Documents whose texts are read together."""


@dataclass(slots=True)
class Squeezer:
    """Compresses to gzip, the same bytes on every machine; remembers what it has compressed."""

    known: dict[bytes, bytes] = field(default_factory=dict)
    used: dict[bytes, bytes] = field(default_factory=dict)

    def __call__(self, raw: bytes) -> bytes:
        """*raw* as gzip."""
        key = hashlib.sha256(raw).digest()
        found = self.used.get(key) or self.known.get(key) or _gzip(raw)
        self.used[key] = found
        return found

    def forget(self) -> None:
        """Keep only what has been asked for since the last time."""
        self.known, self.used = self.used, {}


def _gzip(raw: bytes) -> bytes:
    maker = zlib.compressobj(9, zlib.DEFLATED, 31)
    packed = maker.compress(raw) + maker.flush()
    # zlib writes the kind of machine into the head; 255 says that it is not known.
    return packed[:9] + b"\xff" + packed[10:]


def number(into: bytearray, value: int) -> None:
    """Append *value* in seven bits a byte, the last with its top bit clear."""
    while value > 127:  # noqa: PLR2004
        into.append(value & 127 | 128)
        value >>= 7
    into.append(value)


def shards(postings: Postings) -> Iterator[tuple[str, bytes]]:
    """The first gram and the raw content of each shard, in order.

    A shard: number of terms, length of the head; the head, for each term its shared beginning with
    the one before, its other bytes, its number of documents and the length of its postings; then
    the postings, steps between documents and then weights, two a byte.
    """
    head, body, count, first, before = bytearray(), bytearray(), 0, "", b""
    for gram in sorted(postings):
        spelled = gram.encode()
        cut = zlib.crc32(spelled) % EVERY == 0 and len(head) + len(body) >= LEAST
        if count and (cut or len(head) + len(body) >= MOST):
            yield first, _shard(count, head, body)
            head, body, count, before = bytearray(), bytearray(), 0, b""
        if not count:
            first = gram
        shared = _shared(before, spelled)
        documents, weights = postings[gram]
        packed = _packed(documents, weights)
        head.append(shared)
        number(head, len(spelled) - shared)
        head += spelled[shared:]
        number(head, len(documents))
        number(head, len(packed))
        body += packed
        count, before = count + 1, spelled
    if count:
        yield first, _shard(count, head, body)


def _shard(count: int, head: bytearray, body: bytearray) -> bytes:
    start = bytearray()
    number(start, count)
    number(start, len(head))
    return bytes(start + head + body)


def _shared(before: bytes, after: bytes) -> int:
    limit = min(len(before), len(after), 255)
    return next((n for n in range(limit) if before[n] != after[n]), limit)


def _packed(documents: Iterable[int], weights: bytearray) -> bytearray:
    packed, last = bytearray(), -1
    for document in documents:
        step = document - last - 1
        if step < 128:  # noqa: PLR2004 - number(), without the call: most steps are short
            packed.append(step)
        else:
            number(packed, step)
        last = document
    if len(weights) % 2:
        weights = weights + b"\0"
    packed += bytes(a << 4 | b for a, b in zip(weights[::2], weights[1::2], strict=True))
    return packed
