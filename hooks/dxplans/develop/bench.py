"""``dxplans bench``: the measurements in bench/, run with this environment's Python."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from dxplans.develop import toolbox


def run_bench(root: Path, arguments: Sequence[str] = ()) -> int:
    """Measure the working copy *root*: 0 if cost stays linear, 1 if not, 2 if it cannot run.

    What it needs (Chromium, npm packages, the peers) is installed first. *arguments* are those of ``python -m bench``; ``--help`` lists them.
    """
    if not (root / "bench" / "__main__.py").is_file():
        print(
            "bench/ がありません。リポジトリーのフォルダーで実行してください。 / "
            "There is no bench/ here: run this in the repository's folder.",
            file=sys.stderr,
        )
        return 2
    if not {"-h", "--help"} & set(arguments):
        toolbox.prepare(root, quick=False)
        toolbox.prepare_bench(root)
    command = (sys.executable, "-m", "bench", *arguments)
    return subprocess.run(command, cwd=root, check=False).returncode
