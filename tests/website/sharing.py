"""What every worker process of a run needs, made by the first of them that asks for it."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

PATIENCE = 600
"""Seconds that the others wait for the one that makes it."""


def workshop(factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run have in common."""
    own = factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "shared"
    folder.mkdir(exist_ok=True)
    return folder


def made_once(folder: Path, make: Callable[[], object]) -> Path:
    """*folder*, which *make* has filled in one of the processes; the others waited for it.

    Where *make* fails, its error is that process's, and the next one tries from the beginning.
    TimeoutError if the folder is not there after ``PATIENCE`` seconds: its maker was killed.
    """
    done, busy = (folder.with_name(f"{folder.name}.{state}") for state in ("done", "busy"))
    until = time.monotonic() + PATIENCE
    while not done.exists():
        try:
            busy.mkdir()
        except FileExistsError:
            if time.monotonic() > until:
                raise TimeoutError(f"{folder} was begun and never finished") from None
            time.sleep(0.05)
            continue
        try:
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                make()
                done.touch()
        finally:
            busy.rmdir()
    return folder
