"""The path of an address to a file of the site, and to nothing outside the site."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote

# Written out, because the system's own table differs from one computer to the next.
TYPES = {
    ".atom": "application/atom+xml",
    ".avif": "image/avif",
    ".css": "text/css",
    ".csv": "text/csv",
    ".gif": "image/gif",
    ".htm": "text/html",
    ".html": "text/html",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".map": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".rss": "application/rss+xml",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".yaml": "application/yaml",
    ".yml": "application/yaml",
}
UNKNOWN = "application/octet-stream"
_SWAP_PAUSE = 0.02
_SWAP_TRIES = 10


@dataclass(frozen=True, slots=True)
class File:
    """A file of the site: its bytes and its content type."""

    body: bytes
    type: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A folder that was asked for without its slash; ``to`` is its path, ready for an address."""

    to: str


def content_type(name: str) -> str:
    """The content type of a file with this name; texts say that they are UTF-8."""
    kind = TYPES.get(Path(name).suffix.lower(), UNKNOWN)
    words = kind.startswith("text/") or kind.endswith(("json", "xml", "yaml"))
    return f"{kind}; charset=utf-8" if words else kind


def look_up(site: Path, address: str) -> File | Moved | None:
    """The file of *site* at *address* (as in the URL, without a leading slash); None if none is.

    While a build swaps the site there may be no folder for a moment: that is waited for.
    """
    found = None
    for _ in range(_SWAP_TRIES):
        before = _identity(site)
        found = _look_up(site, address)
        if found is not None or (before is not None and before == _identity(site)):
            return found
        time.sleep(_SWAP_PAUSE)
    return found


def _look_up(site: Path, address: str) -> File | Moved | None:
    try:
        parts = unquote(address, errors="strict").split("/")
        if not _plain(parts):
            return None
        root = site.resolve(strict=True)
        target = root.joinpath(*parts).resolve(strict=True)
        if target.is_dir():
            if parts[-1]:
                index = target / "index.html"
                to = "/".join(quote(part, safe="") for part in parts) + "/"
                return Moved(to) if index.is_file() and target.is_relative_to(root) else None
            target = (target / "index.html").resolve(strict=True)
        elif not parts[-1]:
            return None
        # Links have been followed: this is where one that leads out of the site ends.
        if not (target.is_relative_to(root) and target.is_file()):
            return None
        return File(target.read_bytes(), content_type(target.name))
    except (OSError, ValueError, RuntimeError):  # no such file, a name no system allows, a loop
        return None


def _plain(parts: list[str]) -> bool:
    """Whether these are plain names; an empty one may only be the last.

    An empty name inside would be a second address of a page; dots and backslashes have no business
    in an address of ours, even where they would stay inside the site.
    """
    names = parts if parts[-1] else parts[:-1]
    return not any(name in {"", ".", ".."} or set(name) & {"\\", "\0"} for name in names)


def _identity(folder: Path) -> tuple[int, int] | None:
    try:
        found = folder.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
