"""A prepared working copy to a verdict: every check in turn, its seconds, and what failed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dxplans.develop.toolbox import chromium

NOT_FOUND = 127
"""What a shell answers when it cannot find a command."""
_SIDE_BY_SIDE = ("-n", "auto", "--maxprocesses", "4", "--dist", "worksteal")
"""A worker for each core, up to four: each of them builds the sites that its tests look at."""


@dataclass(frozen=True, slots=True)
class Step:
    """One check: its name, what it asks in both languages, and the command that answers."""

    name: str
    japanese: str
    english: str
    command: tuple[str, ...]


def steps(*, quick: bool) -> tuple[Step, ...]:
    """The checks in the order in which their answers come: seconds first, minutes last."""
    python = (sys.executable, "-m")
    return (
        Step("ruff", "コードの誤り", "lint", (*python, "ruff", "check")),
        Step("format", "コードの書式", "format", (*python, "ruff", "format", "--check")),
        Step("mypy", "型", "types", (*python, "mypy")),
        Step(
            "zizmor",
            "自動実行の設定の安全",
            "workflows",
            (_script("zizmor"), "--offline", "--no-progress", "--quiet", ".github/workflows"),
        ),
        Step("data", "計画のデータ", "the plans' data", (_script("dxplans"), "check")),
        Step(
            "pytest",
            "すぐに終わるテスト" if quick else "すべてのテスト",
            "quick tests" if quick else "all tests, with their reach",
            (*python, "pytest", "-q", *_selection(quick=quick)),
        ),
    )


def run_suite(root: Path, *, quick: bool) -> int:
    """Run the checks of the working copy ``root``: 0 when all passed, 1 when any failed."""
    return run_steps(steps(quick=quick), root)


def run_steps(plan: Sequence[Step], root: Path) -> int:
    """Run all steps, also after one failed, and say at the end which did."""
    failed: list[str] = []
    begin = time.monotonic()
    for number, step in enumerate(plan, 1):
        headline = f"{step.name}: {step.japanese} / {step.english}"
        print(f"── {number}/{len(plan)} {headline}", flush=True)
        started = time.monotonic()
        status = _status(step.command, root)
        seconds = time.monotonic() - started
        if status == 0:
            print(f"   ✓ {step.name} {seconds:.1f} s", flush=True)
        else:
            failed.append(step.name)
            print(f"   ✗ {step.name} {seconds:.1f} s(終了コード / status {status})", flush=True)
    total = f"{time.monotonic() - begin:.1f} s"
    if failed:
        print(f"✗ 失敗 / Failed: {', '.join(failed)}({total})", flush=True)
        return 1
    print(f"✓ すべて通りました / All passed({total})", flush=True)
    return 0


def _selection(*, quick: bool) -> tuple[str, ...]:
    chosen = ("-m", "not browser and not slow") if quick else ("--cov",)
    return (*_SIDE_BY_SIDE, *chosen)


def _script(name: str) -> str:
    """The command that our own environment installed, whatever PATH holds."""
    return shutil.which(name, path=sysconfig.get_path("scripts")) or name


def _status(command: Sequence[str], root: Path) -> int:
    try:
        return subprocess.run(command, cwd=root, env=_variables(root), check=False).returncode
    except OSError as error:
        print(f"{command[0]}: {error.strerror}", flush=True)
        return NOT_FOUND


def _variables(root: Path) -> dict[str, str]:
    """The environment of every check: one Chromium, and no litter outside .cache."""
    found = chromium()
    return {
        **_compiling(root),
        "HYPOTHESIS_STORAGE_DIRECTORY": str(root / ".cache" / "hypothesis"),
        **({"DXPLANS_CHROMIUM": str(found)} if found else {}),
    }


def _compiling(root: Path) -> dict[str, str]:
    """Our environment, in which a process need not compile what another one has compiled.

    Who wants no ``__pycache__`` beside the sources has it below .cache: with none at all, every
    worker and every command that a test runs compiles all modules anew.
    """
    found = dict(os.environ)
    if found.pop("PYTHONDONTWRITEBYTECODE", ""):
        found.setdefault("PYTHONPYCACHEPREFIX", str(root / ".cache" / "pycache"))
    return found
