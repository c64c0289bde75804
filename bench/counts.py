"""``python -m bench.counts``: how many functions the build of a small made-up portal calls.

Seconds tell of the machine, too, and of what else it does; calls are the same on every machine with
the same version of Python. What a call costs inside C (a regular expression, say) they do not tell.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import json
import os
import platform
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType

from bench.synthetic.portal import make
from bench.synthetic.towns import bodies

from dxplans.check.links import check_links
from dxplans.library import read_entry
from dxplans.pages.sitemap import PageSpec
from dxplans.portal import check, link
from dxplans.rendering.press import Press
from dxplans.settings import read_settings
from dxplans.updates import UNKNOWN

PROJECT = Path(__file__).resolve().parent.parent
BASELINE = PROJECT / "bench" / "baseline.json"
TODAY = date(2026, 11, 20)
SIZES = (2, 6)
"""Municipalities; neighbours come with them."""
VERSION = ".".join(platform.python_version_tuple()[:2])
_INLINED = {"<listcomp>", "<dictcomp>", "<setcomp>"}
"""Calls in Python 3.11 that later ones do without."""
_SAMPLE = 3
"""Pages of each template that are rendered."""
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Counts:
    """Calls of each part of a build, and the modules that were called most in it."""

    calls: dict[str, float]
    """``read`` with its checks: a plan's file. ``compare`` files with each other, ``link`` them: a
    publisher. Each template, and ``index``: a page."""
    most: dict[str, dict[str, int]]


def counted(towns: int) -> Counts:
    """The calls of a build of *towns* short plans, in a process where all else is the same, too."""
    paths = os.pathsep.join((str(PROJECT / "hooks"), str(PROJECT)))
    # Sets are in another order in every process, and what stops early then takes another way.
    variables = {**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": "0"}
    variables.pop("COVERAGE_PROCESS_CONFIG", None)  # it would be counted
    run = subprocess.run(
        (sys.executable, "-m", "bench.counts", str(towns)),
        capture_output=True, text=True, env=variables, check=False, cwd=PROJECT,
    )  # fmt: skip
    if run.returncode:
        raise RuntimeError(run.stderr)
    return Counts(**json.loads(run.stdout))


def here(towns: int, folder: Path) -> Counts:
    """The same in this process, with the portal in the new *folder*."""
    root = folder / "portal"
    make(root, towns, PROJECT, short=True)
    settings = read_settings(root)
    parts: dict[str, tuple[Counter[str], int]] = {}
    library, _problems = check(root)
    plans = root / next(bodies(1)).folder  # the same town in portals of every size
    files = [(path, path.relative_to(root).as_posix()) for path in sorted(plans.rglob("*.yaml"))]
    with _counting() as calls:
        for path, name in files:
            read_entry(path, name)
    parts["read"] = calls(), len(files)
    with _counting() as calls:
        check_links(library)
    publishers = sum(1 for _ in library.of_kind("publisher"))
    parts["compare"] = calls(), publishers
    with _counting() as calls:
        portal = link(library)
    parts["link"] = calls(), publishers
    press = Press(root, portal, settings, TODAY, UNKNOWN)
    local = press.locals[-1]  # with translations to be looked up
    samples = _samples(press)
    renderer, search = press.renderer(local), press.search(local)
    for specs in samples.values():
        renderer.render(specs[0])  # the template is compiled, and what all its pages share made
    html: list[tuple[PageSpec, str]] = []
    for template, specs in samples.items():
        with _counting() as calls:
            html += [(spec, renderer.render(spec)) for spec in specs]
        parts[f"{template}.html"] = calls(), len(specs)
    with _counting() as calls:
        for spec, text in html:
            list(search.prepared(spec, text))
    parts["index"] = calls(), len(html)
    return Counts(
        {name: round(found.total() / number, 1) for name, (found, number) in parts.items()},
        {name: dict(found.most_common(_SHOWN)) for name, (found, _number) in parts.items()},
    )


def _samples(press: Press) -> dict[str, list[PageSpec]]:
    """Some pages of every template, from the middle of all of its pages, where no shelf begins."""
    found: dict[str, list[PageSpec]] = {}
    for spec in press.specs:
        found.setdefault(spec.template, []).append(spec)
    return {
        template: specs[(start := len(specs) // 2) : start + _SAMPLE]
        for template, specs in sorted(found.items())
    }


@contextmanager
def _counting() -> Iterator[Callable[[], Counter[str]]]:
    """Count calls by module while the block runs; what is yielded gives them afterwards."""
    profile = cProfile.Profile()
    gc.collect()
    gc.disable()  # when it runs depends on what ran before
    profile.enable()
    try:
        yield lambda: _by_module(profile)
    finally:
        profile.disable()
        gc.enable()


def _by_module(profile: cProfile.Profile) -> Counter[str]:
    found: Counter[str] = Counter()
    for entry in profile.getstats():
        code = entry.code
        if isinstance(code, CodeType):
            if code.co_name not in _INLINED:
                found[_short(code.co_filename)] += entry.callcount
        else:
            found["built in"] += entry.callcount
    return found


def _short(name: str) -> str:
    for mark in ("/hooks/", "/theme_overrides/", "/site-packages/", "/lib/"):
        if mark in name:
            return name.rpartition(mark)[2]
    return Path(name).name


def both() -> dict[int, Counts]:
    """The counts of a small portal and of a larger one."""
    with ThreadPoolExecutor() as pool:  # each waits for a process of its own
        return dict(zip(SIZES, pool.map(counted, SIZES), strict=True))


def accept(found: Mapping[int, Counts]) -> None:
    """Write what was counted as what is allowed from now on, for this version of Python."""
    known = json.loads(BASELINE.read_text(encoding="utf-8"))
    known[VERSION] = {str(towns): counts.calls for towns, counts in found.items()}
    text = json.dumps(dict(sorted(known.items())), indent=1)
    BASELINE.write_text(text + "\n", encoding="utf-8")


def main() -> int:
    """Print the counts of a portal of so many municipalities as JSON, or accept those of both sizes."""
    parser = argparse.ArgumentParser(prog="python -m bench.counts")
    parser.add_argument("towns", type=int, nargs="?", help="municipalities")
    parser.add_argument("--rewrite", action="store_true", help="write bench/baseline.json anew")
    options = parser.parse_args()
    if options.rewrite:
        accept(both())
        return 0
    with TemporaryDirectory() as folder:
        print(json.dumps(asdict(here(options.towns or SIZES[0], Path(folder))), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
