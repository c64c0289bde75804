"""Files as they are saved to batches of changes, each worth one build."""

from __future__ import annotations

import logging
import tempfile
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from os import fsdecode
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

QUIET = 0.08
"""A batch ends when nothing has been saved for so many seconds."""
LONGEST = 1.0
"""A batch ends after so many seconds even if saving goes on."""
POLL = 0.5
"""Where the system tells nothing, files are looked at every so many seconds."""

# Reading a file and touching a folder's entry are not changes: a build would start itself again.
_CHANGES: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]


def passing(name: str) -> bool:
    """Whether a file or folder of this name only passes through: an editor's, a tool's, hidden."""
    return (
        name.startswith((".", "#"))
        or name.endswith(("~", ".swp", ".swx", ".tmp", ".pyc"))
        or "___jb_" in name
        or name in {"__pycache__", "4913"}  # vim tries out with 4913 whether it may write
    )


class Changes:
    """What has been saved since the last build began."""

    def __init__(self) -> None:
        self._saved = threading.Event()

    def note(self) -> None:
        """Something has been saved."""
        self._saved.set()

    def batch(self, seconds: float) -> bool:
        """Whether anything was saved, waiting at most *seconds* for it and then for a quiet moment."""
        if not self._saved.wait(seconds):
            return False
        end = time.monotonic() + LONGEST
        while self._saved.is_set() and time.monotonic() < end:
            self._saved.clear()
            self._saved.wait(QUIET)
        self._saved.clear()
        return True


class Watch(FileSystemEventHandler):
    """Watches files, and folders with all that is in them, whether or not they exist yet."""

    def __init__(self, paths: tuple[Path, ...], changes: Changes, observer: BaseObserver) -> None:
        # A file is watched through its folder: saving replaces it by another of the same name.
        # So is a folder, which git may remove and make again; it must then be watched anew.
        self._paths = frozenset(path.parent.resolve() / path.name for path in paths) | frozenset(
            path.resolve() for path in paths
        )
        self._changes = changes
        self._observer = observer
        self._inside: dict[Path, ObservedWatch] = {}
        self._stale = set(self._paths)
        self._lock = threading.Lock()

    def start(self) -> None:
        """Begin; OSError if the system has no means left to tell about that many folders."""
        for folder in {path.parent for path in self._paths}:
            if folder.is_dir():
                self._observer.schedule(self, folder, event_filter=_CHANGES)
        self.renew()
        self._observer.start()
        # watchdog keeps silent about folders inside that the system refused to watch: when there is
        # no room for one more, there was none for them.
        with tempfile.TemporaryDirectory() as one_more:
            self._observer.unschedule(self._observer.schedule(self, one_more))

    def stop(self) -> None:
        """Note nothing any more."""
        self._observer.stop()
        if self._observer.is_alive():
            self._observer.join()

    def renew(self) -> None:
        """Watch anew the folders that have come, gone or been replaced."""
        with self._lock:
            stale, self._stale = self._stale, set()
        for path in stale:
            old = self._inside.pop(path, None)
            if old is not None:
                self._observer.unschedule(old)
            if path.is_dir() and not path.is_symlink():
                self._inside[path] = self._observer.schedule(
                    self, path, recursive=True, event_filter=_CHANGES
                )

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change if it is one of ours."""
        paths = {Path(fsdecode(path)) for path in (event.src_path, event.dest_path) if path}
        with self._lock:
            if event.event_type != "modified":
                self._stale |= paths & self._paths
        if any(self._is_ours(path) for path in paths):
            self._changes.note()

    def _is_ours(self, path: Path) -> bool:
        if path in self._paths:
            return True
        return any(
            root in path.parents and not any(map(passing, path.relative_to(root).parts))
            for root in self._paths
        )


@contextmanager
def watching(
    paths: tuple[Path, ...], changes: Changes, *, polling: bool = False
) -> Iterator[Watch]:
    """Note in *changes* what is saved under *paths*, by the system's means or else by looking."""
    # Without a handler Python prints its complaints between our lines, for one when it is stopped.
    logging.getLogger("watchdog").addHandler(logging.NullHandler())
    # When folders are made inside one another at once it meets the inner one twice, which is harmless.
    warnings.filterwarnings("ignore", "Callback with id .* already exists", RuntimeWarning)
    try:
        watch = _started(paths, changes, PollingObserver(timeout=POLL) if polling else Observer())
    except OSError:  # too many watched folders, or programs that watch, on this computer
        watch = _started(paths, changes, PollingObserver(timeout=POLL))
    try:
        yield watch
    finally:
        watch.stop()


def _started(paths: tuple[Path, ...], changes: Changes, observer: BaseObserver) -> Watch:
    watch = Watch(paths, changes, observer)
    try:
        watch.start()
    except OSError:
        watch.stop()
        raise
    return watch
