"""A request to its answer: a page of the site, a file of the server's own, or a word on why not."""

from __future__ import annotations

from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import unquote

from dxplans.server.folder import File, Moved, content_type, look_up
from dxplans.server.notice import OWN, missing, stand_in
from dxplans.server.overlay import dressed
from dxplans.server.stage import Shown

PLAIN = "text/plain; charset=utf-8"
_HTML = "text/html; charset=utf-8"
_OWN_FILES = ("overlay.css", "reload.js")


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back to the browser."""

    status: HTTPStatus
    type: str
    body: bytes
    headers: dict[str, str] = field(default_factory=dict)


def answer(shown: Shown, path: str, query: str, base: str, lang: str) -> Answer:
    """The answer to a request for *path* and *query*, as in the address, of a site under *base*."""
    if path.startswith(OWN):
        return _own(path.removeprefix(OWN))
    if path != base and f"{path.rstrip('/')}/" in {base, "/"}:
        return _redirect(base, query)
    address = path.removeprefix(base) if path.startswith(base) else None
    lang = "en" if address is not None and address.partition("/")[0] == "en" else lang
    site = shown.outcome.site if shown.outcome else None
    if site is None:
        return _nothing_yet(shown, path, lang)
    found = None if address is None else look_up(site, address)
    if isinstance(found, Moved):
        return _redirect(base + found.to, query)
    if found is not None:
        return Answer(HTTPStatus.OK, found.type, _page(found, shown, lang, base))
    lost = look_up(site, "404.html")
    body = _page(lost, shown, lang, base) if isinstance(lost, File) else missing(shown, lang, base)
    return Answer(HTTPStatus.NOT_FOUND, _HTML, body)


def _own(name: str) -> Answer:
    if name not in _OWN_FILES:
        return Answer(HTTPStatus.NOT_FOUND, PLAIN, b"")
    return Answer(HTTPStatus.OK, content_type(name), Path(__file__).with_name(name).read_bytes())


def _redirect(path: str, query: str) -> Answer:
    to = f"{path}?{query}" if query else path
    return Answer(HTTPStatus.MOVED_PERMANENTLY, PLAIN, b"", {"Location": to})


def _nothing_yet(shown: Shown, path: str, lang: str) -> Answer:
    if Path(unquote(path)).suffix not in {"", ".html"}:
        return Answer(HTTPStatus.NOT_FOUND, PLAIN, b"")
    # A script that waits for the site can tell that the first build is still running.
    status = HTTPStatus.OK if shown.outcome else HTTPStatus.SERVICE_UNAVAILABLE
    return Answer(status, _HTML, stand_in(shown, lang))


def _page(file: File, shown: Shown, lang: str, base: str) -> bytes:
    return dressed(file.body, shown, lang, base) if file.type == _HTML else file.body
