"""Folders to loopback servers like a static host's, as slow as a telephone's line, that count.

The line is one for all connections and workers of a browser: a bucket that fills evenly, emptied in
small pieces, and a wait before each answer. A browser's own throttling would leave workers out.
"""

from __future__ import annotations

import gzip
import mimetypes
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

SLOW_4G = (200_000.0, 0.15)
"""1.6 Mbps as bytes a second, and the seconds before each answer."""
_PIECE = 4096


class Line:
    """What all connections share: so many bytes a second, and a delay for each request."""

    def __init__(
        self, rate: float, delay: float,
        clock: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        self.rate = rate
        self.delay = delay
        self._clock = clock
        self._sleep = sleep
        self._free = 0.0
        self._lock = threading.Lock()

    def answer(self) -> None:
        """Wait as long as it takes until the first byte."""
        self._sleep(self.delay)

    def send(self, size: int) -> None:
        """Wait until *size* bytes have gone through, behind those of everybody else."""
        with self._lock:
            now = self._clock()
            self._free = max(self._free, now) + size / self.rate
            wait = self._free - now
        self._sleep(wait)


class Counter:
    """What was sent: requests and bytes of bodies, since it was last asked."""

    def __init__(self) -> None:
        self._sent: list[int] = []
        self._lock = threading.Lock()

    def add(self, size: int) -> None:
        """An answer of *size* bytes has been sent."""
        with self._lock:
            self._sent.append(size)

    def take(self) -> tuple[int, int]:
        """Requests and bytes; from here it counts anew."""
        with self._lock:
            sent, self._sent = self._sent, []
        return len(sent), sum(sent)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        found = self.server.content(unquote(urlsplit(self.path).path))
        line = self.server.line
        if line:
            line.answer()
        self.send_response(200 if found else 404)
        content, kind, squeezed = found or (b"", "text/plain", False)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        if squeezed:
            self.send_header("Content-Encoding", "gzip")
        self.server.counter.add(len(content))  # before it is there to be read
        self.end_headers()
        for start in range(0, len(content), _PIECE):
            piece = content[start : start + _PIECE]
            if line:
                line.send(len(piece))
            self.wfile.write(piece)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing: the counter knows."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, root: Path, line: Line | None) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.root = root.resolve()
        self.line = line
        self.counter = Counter()
        self._squeezed: dict[Path, bytes] = {}

    def content(self, path: str) -> tuple[bytes, str, bool] | None:
        """Body, kind and whether it is compressed, of the file at *path*."""
        file = (self.root / path.lstrip("/")).resolve()
        if not (file.is_relative_to(self.root) and file.is_file()):
            return None
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        if not (kind.startswith("text/") or kind.endswith(("javascript", "json"))):
            return file.read_bytes(), kind, False
        if file not in self._squeezed:
            self._squeezed[file] = gzip.compress(file.read_bytes(), 6, mtime=0)
        return self._squeezed[file], kind, True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves before the answer is complete is no error."""


class Served:
    """A running server: its address, and what it has sent."""

    def __init__(self, server: _Server) -> None:
        self._server = server
        self.url = f"http://127.0.0.1:{server.server_address[1]}/"

    def take(self) -> tuple[int, int]:
        """Requests and bytes since the last time."""
        return self._server.counter.take()

    def warm(self, path: str) -> int:
        """Compress the file at *path* now, as a host has done before anybody asks: its bytes."""
        found = self._server.content(path)
        return len(found[0]) if found else 0


@contextmanager
def serve(root: Path, line: Line | None = None) -> Iterator[Served]:
    """The folder *root* on a free port of this machine, behind *line* if one is given."""
    server = _Server(root, line)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield Served(server)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
