"""Builds and saved files to a site in the browser, until someone presses Ctrl-C."""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from dxplans.server.handler import SiteServer
from dxplans.server.stage import Outcome, Stage
from dxplans.server.watch import Changes, watching

PULSE = 0.2
"""Nobody waits longer than so many seconds: on Windows, Ctrl-C does not wake who waits for ever."""


def serve(  # noqa: PLR0913 - each is a choice of its own, with a default
    rebuild: Callable[[], Outcome],
    watched: tuple[Path, ...],
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    base_path: str = "/",
    lang: str = "ja",
    ready: Callable[[str], None] | None = None,
    polling: bool = False,
    stop: threading.Event | None = None,
) -> None:
    """Show what *rebuild* makes, and make it again when something under *watched* is saved.

    Returns after Ctrl-C, or when *stop* is set. *rebuild* runs in the calling thread, never twice
    at once; what it raises is shown, not passed on. *ready* gets the address after the first build.
    *port* 0 is any free port; *polling* is for folders whose changes the system does not report.
    Raises PortError if the port cannot be had.
    """
    stage = Stage()
    changes = Changes()
    stop = stop or threading.Event()
    try:
        with (
            _listening(SiteServer(stage, host, port, base_path, lang)) as server,
            watching(watched, changes, polling=polling) as watch,
        ):
            _build(rebuild, stage)
            _print(f"見る: {server.url}  終わる: Ctrl-C / Open the address; Ctrl-C ends.")
            if ready is not None:
                ready(server.url)
            while not stop.is_set():
                if changes.batch(PULSE):
                    watch.renew()
                    _build(rebuild, stage)
    except KeyboardInterrupt:
        pass
    _print("終わりました。 / Stopped.")


def _build(rebuild: Callable[[], Outcome], stage: Stage) -> None:
    start = time.monotonic()
    try:
        outcome = rebuild()
    except (Exception, SystemExit) as error:  # noqa: BLE001 - MkDocs leaves by SystemExit
        traceback.print_exc()
        message = f"{type(error).__name__}: {error}".removesuffix(": ")
        outcome = Outcome(site=None, failure=message, seconds=time.monotonic() - start)
    else:
        if outcome.failure is not None:
            _print(outcome.failure, sys.stderr)
    stage.show(outcome)
    _print(_line(outcome))


def _line(outcome: Outcome) -> str:
    seconds, pages = outcome.seconds, outcome.pages
    errors, warnings = len(outcome.errors), len(outcome.warnings)
    problems_ja = f"問題{errors}件、注意{warnings}件" if outcome.problems else "問題なし"
    problems_en = f"problems: {errors}, warnings: {warnings}" if outcome.problems else "no problems"
    if outcome.bad:
        failed_ja = "作れませんでした" if outcome.failure is not None else "データを直してください"
        failed_en = "failed" if outcome.failure is not None else "correct the data"
        japanese = f"{failed_ja}（{seconds:.1f}秒、{problems_ja}）"
        english = f"{failed_en} ({seconds:.1f} s, {problems_en})"
    else:
        japanese = f"{pages}ページを{seconds:.1f}秒で作りました（{problems_ja}）"
        english = f"built {pages} pages in {seconds:.1f} s ({problems_en})"
    return f"{time.strftime('%H:%M:%S')} {japanese} / {english}"


@contextmanager
def _listening(server: SiteServer) -> Iterator[SiteServer]:
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), name="dxplans-server")
    with server:
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def _print(text: str, stream: TextIO | None = None) -> None:
    # A terminal that cannot show a character must not end the server.
    stream = stream or sys.stdout
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "replace").decode(encoding) + "\n")
    stream.flush()
