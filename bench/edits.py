"""A line of an initiative changed as an editor would, and how long until it is seen, by whom."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from bench.measure import Cost, MeasureError, memory, spent
from bench.peers import HUGO, page_file

MARK = "ここを直しました{number}"
_SENTENCE = re.compile(r"^(summary: \|-?\n  [^。\n]*)。", re.MULTILINE)
_LINE = re.compile(r"^([^#|{\n][^。\n]*)。", re.MULTILINE)
_LOOK = 0.05
_QUIET = 0.5
"""Seconds without work after which a server has done what an edit makes it do."""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence in a file: where it stands, and the address of the page that shows it."""

    file: Path
    pattern: re.Pattern[str]
    address: str

    @contextmanager
    def changed(self, number: int) -> Iterator[str]:
        """The sentence with a mark in it while the block runs; MeasureError if it is not there."""
        before = self.file.read_bytes()
        mark = MARK.format(number=number)
        text, times = self.pattern.subn(rf"\g<1>、{mark}。", before.decode("utf-8"), count=1)
        if not times:
            raise MeasureError(f"{self.file}: no sentence to change")
        self.file.write_text(text, encoding="utf-8")
        try:
            yield mark
        finally:
            self.file.write_bytes(before)


def line_of(portal: Path) -> Line:
    """The summary of an initiative in the made-up project *portal* that is not withdrawn."""
    for path in sorted((portal / "plans").glob("*/*/*/initiatives/*.yaml")):
        plan = (path.parents[1] / "plan.yaml").read_text(encoding="utf-8")
        if not re.search(r"^withdrawn:", plan, re.MULTILINE):
            return Line(path, _SENTENCE, f"{path.relative_to(portal / 'plans').with_suffix('').as_posix()}/")  # fmt: skip
    raise MeasureError(f"{portal}: no initiative")


def line_in_hugo(project: Path, line: Line) -> Line:
    """The same sentence in the Markdown of Hugo's *project*."""
    return Line(page_file(HUGO, project, "ja", line.address), _LINE, line.address)


def watched(  # noqa: PLR0913, PLR0917 - a server, an edit, and how patiently
    command: Sequence[str], folder: Path, variables: Mapping[str, str], line: Line,
    times: int, patience: float,
) -> list[Cost]:  # fmt: skip
    """What each of some edits of *line* costs the server that *command* starts, until it is seen.

    ``{port}`` in the command is where it listens. MeasureError if it ends, or has not answered in
    *patience* seconds.
    """
    port = _free_port()
    url = f"http://127.0.0.1:{port}/{line.address}"
    found = []
    with tempfile.TemporaryFile() as output, ExitStack() as edits:
        process = subprocess.Popen(
            [part.replace("{port}", str(port)) for part in command], cwd=folder, env={**os.environ, **variables},
            stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        try:
            _wait(process, url, "</html>", patience)
            for number in range(times):
                _rest(process.pid)
                before = spent(process.pid)
                mark = edits.enter_context(line.changed(number))
                wall = _wait(process, url, mark, patience)
                _rest(process.pid)
                found.append(Cost(spent(process.pid) - before, wall, memory(process.pid)))
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return found


def _wait(process: subprocess.Popen[bytes], url: str, text: str, patience: float) -> float:
    """Seconds until the page at *url* has *text*."""
    begun = time.perf_counter()
    while text not in _page(url):
        if process.poll() is not None or time.perf_counter() - begun > patience:
            raise MeasureError(f"{url}: no answer in {patience:.0f} s")
        time.sleep(_LOOK)
    return time.perf_counter() - begun


def _page(url: str) -> str:
    """The page, or nothing while there is none."""
    try:
        with urlopen(url, timeout=60) as answer:  # noqa: S310 - an address of this machine
            return str(answer.read().decode("utf-8", "replace"))
    except (URLError, OSError, HTTPException):
        return ""


def _rest(pid: int) -> None:
    """Wait until a process and its children have nothing more to do."""
    last, since = spent(pid), time.perf_counter()
    while time.perf_counter() - since < _QUIET:
        time.sleep(_LOOK)
        now = spent(pid)
        if now - last > 0.02:  # noqa: PLR2004 - two ticks of the kernel's clock: it only looks around
            last, since = now, time.perf_counter()


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
