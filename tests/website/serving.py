"""A built site to a loopback server that sends the site's own security headers, and nothing else."""

from __future__ import annotations

import gzip
import mimetypes
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dxplans.security import HEADERS

HALF = 2
"""A slow answer comes in this many parts."""


class _Handler(BaseHTTPRequestHandler):
    """Answers with files below a base path, and with 404.html for everything else."""

    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self.server.file(path)
        found = file is not None
        file = file or self.server.root / "404.html"
        content = file.read_bytes()
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        text = kind.startswith("text/") or kind.endswith(("javascript", "xml", "json"))
        squeezed = text and "gzip" in self.headers.get("Accept-Encoding", "")
        slow = kind == "text/html" and self.server.pause
        if squeezed and not slow:
            content = gzip.compress(content, mtime=0)
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(content)))
        if squeezed and not slow:
            self.send_header("Content-Encoding", "gzip")
        for name, value in HEADERS:
            self.send_header(name, value)
        self.end_headers()
        self._write(content, self.server.pause if slow else 0)

    def _write(self, content: bytes, pause: float) -> None:
        """All at once, or the page's beginning first and the rest after a *pause*."""
        start = len(content) // HALF if pause else 0
        self.wfile.write(content[:start])
        self.wfile.flush()
        if pause:
            time.sleep(pause)
        self.wfile.write(content[start:])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name there
        """Say nothing: what a browser asked is seen by the test itself."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, root: Path, base: str) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.root = root
        self.base = base
        self.pause = 0.0

    def file(self, path: str) -> Path | None:
        """The file that answers for *path*, as static hosts choose it."""
        if not path.startswith(self.base):
            return None
        file = self.root / path.removeprefix(self.base)
        if path.endswith("/"):
            file /= "index.html"
        inside = file.resolve().is_relative_to(self.root.resolve())
        return file if inside and file.is_file() else None

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that leaves before the answer is complete is no error."""


class Served:
    """A running server: its address, and how slowly it sends pages."""

    def __init__(self, server: _Server) -> None:
        self._server = server
        self.url = f"http://127.0.0.1:{server.server_address[1]}{server.base}"

    @contextmanager
    def slowly(self, pause: float) -> Iterator[None]:
        """Inside, a page's second half comes *pause* seconds after its first."""
        self._server.pause = pause
        try:
            yield
        finally:
            self._server.pause = 0.0


@contextmanager
def serve(root: Path, base: str = "/") -> Iterator[Served]:
    """The folder *root* below the path *base* of a free port of this machine."""
    server = _Server(root, base)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield Served(server)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
