"""A site's text files to copies that a server sends as they are: gzip and Brotli beside each file."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dxplans.rendering.workers import Hands, Workers

TEXTS = frozenset({
    ".html", ".css", ".js", ".svg", ".json", ".jsonld", ".csv", ".xml", ".txt", ".md", ".yaml", ".sha256",
})  # fmt: skip
"""The ends of names that are texts; what is packed already (ZIP, the search's index) is left alone."""
GZIP, BROTLI = 6, 5
"""How hard the files are pressed: beyond these it takes far longer, and they hardly shrink."""
SIZE = 200
"""So many files are one piece of work."""


@dataclass(frozen=True, slots=True)
class Compressed:
    """So many text files, and their bytes: as they are, and as they are sent in each way."""

    files: int = 0
    plain: int = 0
    gzip: int = 0
    brotli: int = 0

    def __add__(self, other: Compressed) -> Compressed:
        return Compressed(
            self.files + other.files,
            self.plain + other.plain,
            self.gzip + other.gzip,
            self.brotli + other.brotli,
        )


def compress(root: Path, hands: Hands) -> Compressed:
    """Write a copy of each text file below *root* in each way that makes it smaller."""
    names = sorted(path for path in root.rglob("*") if path.suffix in TEXTS and path.is_file())
    pieces = ((names[first : first + SIZE],) for first in range(0, len(names), SIZE))
    with Workers(hands) as workers:
        return sum(workers.each(compress_files, pieces), Compressed())


def compress_files(paths: list[Path]) -> Compressed:
    """Write the copies of some files."""
    total = Compressed()
    for path in paths:
        content = path.read_bytes()
        sizes = []
        for suffix, packed in _ways(content):
            smaller = len(packed) < len(content)
            if smaller:
                path.with_name(f"{path.name}{suffix}").write_bytes(packed)
            sizes.append(len(packed) if smaller else len(content))
        total += Compressed(1, len(content), *sizes)
    return total


def _ways(content: bytes) -> Iterator[tuple[str, bytes]]:
    import brotli  # noqa: PLC0415 - five megabytes that no other command needs

    yield ".gz", _gzip(content)
    yield ".br", brotli.compress(content, mode=brotli.MODE_TEXT, quality=BROTLI)


def _gzip(content: bytes) -> bytes:
    maker = zlib.compressobj(GZIP, zlib.DEFLATED, 31)
    packed = maker.compress(content) + maker.flush()
    # zlib writes the kind of machine into the head; 255 says that it is not known.
    return packed[:9] + b"\xff" + packed[10:]
