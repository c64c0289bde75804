"""What a worker must know to render a site's pages: where the project is, and all else that counts."""

from __future__ import annotations

import hashlib
import pickle
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from threading import Lock

from dxplans.library import FOLDERS
from dxplans.portal import load
from dxplans.rendering.press import Press
from dxplans.settings import FILE, Settings
from dxplans.updates import UNKNOWN, History

OTHER = (
    "サイトを作っている間に、プロジェクトのファイルが変わったか、作業するプロセスにあるものと違います。もう一度作ってください。クラスターでは、プロジェクトを同じ場所・同じ中身にして、dask worker を動かし直してください。 / "
    "The project's files have changed while the site was built, or are not those that a worker has. Build again. "
    "On a cluster, put the same project in the same place everywhere, and restart dask worker."
)


class OtherFilesError(Exception):
    """A worker does not have the same project; the message says so in both languages."""


@dataclass(frozen=True, slots=True)
class Order:
    """A site to be rendered; ``key`` is the same for no other one."""

    root: Path
    today: date
    settings: Settings
    key: str = field(default_factory=lambda: uuid.uuid4().hex)
    history: History = UNKNOWN
    content: str = ""
    """A hash of the project and of the code that renders it."""

    @classmethod
    def abroad(cls, root: Path, today: date, settings: Settings, history: History) -> Order:
        """An order for workers that do not share this process' memory."""
        root = root.resolve()
        content = fingerprint(root)
        known = pickle.dumps((str(root), today, settings, history, content))
        return cls(root, today, settings, hashlib.sha256(known).hexdigest(), history, content)

    def press(self) -> Press:
        """The press, from the files; OtherFilesError if they are not those that are meant."""
        if fingerprint(self.root) != self.content:
            raise OtherFilesError(OTHER)
        portal = load(self.root, only=self.settings.only)
        return Press(self.root, portal, self.settings, self.today, self.history)


_known: dict[str, Press] = {}
_lock = Lock()


@contextmanager
def at_hand(order: Order, press: Press) -> Iterator[None]:
    """Let this process, and those that are copied from it, have the *press* of an order."""
    _known[order.key] = press
    try:
        yield
    finally:
        _known.pop(order.key, None)


@contextmanager
def the_press(order: Order) -> Iterator[Press]:
    """The press of an order, by one thread at a time; the last one is kept."""
    with _lock:
        found = _known.get(order.key)
        if found is None:
            _known.clear()
            found = _known[order.key] = order.press()
        yield found


def fingerprint(root: Path) -> str:
    """A hash of everything that the pages of the project at *root* are rendered from."""
    digest = hashlib.sha256(code().encode())
    for folder in (*FOLDERS, "locales", "theme_overrides"):
        _take(digest, root, root / folder)
    for name in (FILE, "LICENSE-CONTENT"):
        if (root / name).is_file():
            digest.update((root / name).read_bytes())
    return digest.hexdigest()


@cache
def code() -> str:
    """A hash of the code as it was when this process first rendered something."""
    digest = hashlib.sha256()
    package = Path(__file__).parents[1]
    _take(digest, package, package)
    return digest.hexdigest()


def _take(digest: hashlib._Hash, root: Path, folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            content = path.read_bytes()
            digest.update(f"{path.relative_to(root).as_posix()}\n{len(content)}\n".encode())
            digest.update(content)
