"""What is left of builds that were ended from outside, and what is somebody's who is still at work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dxplans import output
from dxplans.output import staging


def test_the_next_build_clears_what_ended_ones_left(tmp_path: Path) -> None:
    """Ended by SIGTERM or the power switch; what still runs, here or elsewhere, keeps its folder."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    host, cache = output._host(), tmp_path / ".cache"
    gone = f"staging-site-{host}-{ended.pid}"
    kept = {
        f"staging-site-{host}-{os.getppid()}",
        f"staging-site-elsewhere-{ended.pid}",
        "staging-notes",
    }
    for name in (gone, *kept):
        (cache / name / "en").mkdir(parents=True)
    long_ago = cache / f"staging-site-elsewhere-{ended.pid + 1}"
    long_ago.mkdir()
    os.utime(long_ago, (0, 0))
    with staging(tmp_path, tmp_path / "site") as aside:
        assert {path.name for path in cache.iterdir()} == {*kept, aside.name}
    assert {path.name for path in cache.iterdir()} == kept


def test_a_process_of_somebody_else_is_at_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That it may not be asked says that it is there."""

    def refused(_process: int, _signal: int) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "kill", refused)
    theirs = tmp_path / ".cache" / f"staging-site-{output._host()}-1"
    theirs.mkdir(parents=True)
    with staging(tmp_path, tmp_path / "site"):
        assert theirs.is_dir()
