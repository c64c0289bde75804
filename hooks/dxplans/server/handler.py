"""Browsers' connections to their answers, one thread each, until the server is closed."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import os
import socket
import sys
import traceback
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socketserver import TCPServer
from typing import Any
from urllib.parse import urlsplit

from dxplans.problem import StoppedError
from dxplans.server.answer import PLAIN, Answer, answer
from dxplans.server.notice import OWN
from dxplans.server.stage import Stage

HEARTBEAT = 15.0
"""After so many silent seconds a listener gets a sign of life; one that has gone is noticed by it."""
EVENTS = "events"


class PortError(StoppedError):
    """The server cannot listen there; the text says why and what to do, in both languages."""

    exit_code = 2


class SiteServer(ThreadingHTTPServer):
    """Listens for browsers, a thread each, and shows them what is on the stage."""

    daemon_threads = False  # closing waits for them: nothing is left open behind
    allow_reuse_address = os.name != "nt"  # there it would let two servers share a port
    allow_reuse_port = False
    request_queue_size = 64

    def __init__(self, stage: Stage, host: str, port: int, base_path: str, lang: str) -> None:
        """Take the port; PortError if that cannot be."""
        self.stage = stage
        self.base = "/".join(("", *filter(None, base_path.split("/")), ""))
        self.lang = lang
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._open: set[socket.socket] = set()
        try:
            super().__init__((host, port), Handler)
        except (OSError, OverflowError, TypeError, UnicodeError) as error:  # no such port, no name
            raise PortError(_refusal(error, host, port)) from error
        bound = ipaddress.ip_address(str(self.server_address[0]))
        self.loopback = bound.is_loopback
        name = "localhost" if bound.is_unspecified else host
        name = f"[{name}]" if ":" in name else name
        self.url = f"http://{name}:{self.server_port}{self.base}"

    def server_bind(self) -> None:
        """Bind without asking the network for this computer's name, which can take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def get_request(self) -> tuple[socket.socket, Any]:
        """Remember the connection, so that closing can end it."""
        connection, address = super().get_request()
        self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        """Forget a connection that has ended."""
        self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        """End every connection, those that wait for the next build too, and their threads."""
        self.stage.close()
        for connection in tuple(self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        super().server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002 - the base class's names
        """A browser that went away is no error; anything else is told, and the server goes on."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            traceback.print_exc()


class Handler(BaseHTTPRequestHandler):
    """Answers one connection."""

    server: SiteServer
    protocol_version = "HTTP/1.1"
    server_version = "dxplans"
    sys_version = ""
    timeout = 60
    disable_nagle_algorithm = True  # else a body waits 40 ms for the acknowledgement of its header

    def do_GET(self) -> None:
        """Answer with a body."""
        self._respond()

    def do_HEAD(self) -> None:
        """Answer the same without the body."""
        self._respond()

    def _refuse(self) -> None:
        self.close_connection = True  # what the request carries is not read
        self._send(Answer(HTTPStatus.METHOD_NOT_ALLOWED, PLAIN, b"", {"Allow": "GET, HEAD"}))

    do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = _refuse  # noqa: N815 - the names of the base class

    def _respond(self) -> None:
        if not self._addressed_to_us():
            text = "このサーバーは、このコンピューターからだけ見られます。\nThis server answers this computer only.\n"
            self._send(Answer(HTTPStatus.FORBIDDEN, PLAIN, text.encode()))
            return
        if self.path == OWN + EVENTS:
            self._stream()
            return
        try:
            asked = urlsplit(self.path)
            server = self.server
            reply = answer(server.stage.now, asked.path, asked.query, server.base, server.lang)
        except Exception:  # noqa: BLE001 - one page that fails must not take the others with it
            traceback.print_exc()
            text = "サーバーの中で問題が起きました。\nSomething went wrong inside the server.\n"
            reply = Answer(HTTPStatus.INTERNAL_SERVER_ERROR, PLAIN, text.encode())
        self._send(reply)

    def _send(self, reply: Answer) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.type)
        self.send_header("Content-Length", str(len(reply.body)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(reply.body)

    def _stream(self) -> None:
        """Tell the listener which build is shown, now and whenever that changes."""
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command == "HEAD":
            return
        stage = self.server.stage
        build = ""
        self.wfile.write(b"retry: 500\n\n")  # soon back after a restart of the server
        while not stage.closed:
            shown = stage.wait(build, HEARTBEAT)
            if shown.build == build:
                self.wfile.write(b":\n\n")
            else:
                build = shown.build
                self.wfile.write(f"event: build\ndata: {build}\n\n".encode())

    def _addressed_to_us(self) -> bool:
        """Whether the browser meant this computer.

        A page of somebody else's could point a name of its own at 127.0.0.1 and read what is not
        published yet; its requests still carry that name.
        """
        host = self.headers.get("Host")
        if not self.server.loopback or host is None:
            return True
        try:
            name = urlsplit(f"//{host}").hostname or ""
            return (
                name == "localhost"
                or name.endswith(".localhost")
                or ipaddress.ip_address(name).is_loopback
            )
        except ValueError:
            return False

    def end_headers(self) -> None:
        """What every answer says: never keep it, never guess its type."""
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing about requests: the terminal is for the builds."""


def _refusal(error: Exception, host: str, port: int) -> str:
    code = getattr(error, "errno", None)
    if code == errno.EADDRINUSE:
        return (
            f"ポート{port}は、ほかのプログラムが使っています。そちらを終わらせるか、--port 0 で空いているポートを使ってください。\n"
            f"Port {port} is in use by another program. End that one, or use --port 0 for any free port."
        )
    if code == errno.EACCES:
        return (
            f"ポート{port}を使う権限がありません。--port 8000 など、1024以上の番号を使ってください。\n"
            f"There is no permission to use port {port}. Use a number from 1024 up, such as --port 8000."
        )
    return (
        f"{host} のポート{port}で待ち受けられません（{error}）。--host と --port を確かめてください。\n"
        f"Cannot listen on port {port} of {host} ({error}). Check --host and --port."
    )
