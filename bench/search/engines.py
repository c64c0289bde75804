"""The three searches: how the index of a corpus is built with each, and what it cost."""

from __future__ import annotations

import json
import shutil
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.kept import fingerprint
from bench.measure import Cost, Limits, MeasureError, measure
from bench.search.corpus import Corpus
from bench.search.indexer import MODULE
from bench.search.material import write_project

OURS, MATERIAL, PAGEFIND = "ours", "material", "pagefind"
ENGINES = (OURS, MATERIAL, PAGEFIND)
BLANK = "blank.html"
_CODE = ("hooks/dxplans/search", "theme_overrides/assets/search.js", "search")
_INDEX = {
    OURS: ("assets/search", "search.js"),
    MATERIAL: ("search", "assets/javascripts/workers", "assets/javascripts/lunr"),
    PAGEFIND: ("pagefind",),
}
"""What of the published files is the search."""


@dataclass(frozen=True, slots=True)
class Built:
    """What building an index cost: alone where the process does more, and the process as a whole."""

    alone: tuple[float, float]
    """CPU and wall seconds."""
    whole: Cost
    files: int
    size: int
    """Bytes of all files."""

    def data(self) -> dict[str, Any]:
        """As it is kept."""
        cost = self.whole
        return {
            "cpu": self.alone[0], "wall": self.alone[1], "whole": cost.wall, "memory": cost.memory,
            "finished": cost.finished, "files": self.files, "size": self.size,
        }  # fmt: skip


def versions() -> dict[str, str]:
    """The peers' names and versions."""
    package = Path(__file__).resolve().parents[2] / "node_modules" / "pagefind" / "package.json"
    known = json.loads(package.read_text(encoding="utf-8")) if package.is_file() else {}
    return {
        "mkdocs-material": version("mkdocs-material"),
        "pagefind": str(known.get("version", "not installed")),
    }


class Engines:
    """Builds with the tools of the working copy *project*."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.variables = {
            "PYTHONPATH": f"{project / 'hooks'}:{project}", "NO_MKDOCS_2_WARNING": "1",
            "DISABLE_MKDOCS_2_WARNING": "true",
        }  # fmt: skip

    def version(self, name: str) -> str:
        """What a kept measurement of this search depends on: its version, or its code."""
        if name == OURS:
            return fingerprint(self.project, _CODE)
        return versions()["mkdocs-material" if name == MATERIAL else "pagefind"]

    def build(self, name: str, corpus: Corpus, out: Path, limits: Limits) -> Built:
        """The search *name* for *corpus* in the fresh folder *out*, ready to be served."""
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        times = out.with_name(f"{out.name}.times")
        times.unlink(missing_ok=True)
        if name == MATERIAL:
            work = out.with_name(f"{out.name}-project")
            shutil.rmtree(work, ignore_errors=True)
            write_project(corpus, work)
            command = self._python("bench.search.material", work, out, times)
        elif name == OURS:
            command = self._python("bench.search.indexer", corpus.folder, corpus.lang, out, times)
        else:
            command = self._pagefind(corpus, out)
        cost = measure(command, self.project, self.variables, limits)
        shutil.rmtree(out.with_name(f"{out.name}-project"), ignore_errors=True)
        if not cost.finished:
            return Built((cost.cpu, cost.wall), cost, 0, 0)
        _blank(corpus, out)
        alone = json.loads(times.read_text("ascii")) if times.is_file() else (cost.cpu, cost.wall)
        sizes = [path.stat().st_size for part in _INDEX[name] for path in _files(out / part)]
        return Built((alone[0], alone[1]), cost, len(sizes), sum(sizes))

    def adopt(self, site: Path, corpus: Corpus, out: Path) -> None:
        """Our search of a built *site*, as it is published, in the fresh folder *out*."""
        shutil.rmtree(out, ignore_errors=True)
        place = f"assets/search/{corpus.lang}"
        shutil.copytree(site / place, out / place)
        (module,) = site.glob("assets/search-??????????.js")
        shutil.copy(module, out / MODULE)
        _blank(corpus, out)

    def options(self, name: str, corpus: Corpus, out: Path) -> Mapping[str, str]:
        """What engines.js needs to know to open the search in the served folder *out*."""
        given = {"name": name, "lang": corpus.lang}
        if name == MATERIAL:
            worker = next(out.glob("assets/javascripts/workers/search.*.js"))
            given["worker"] = f"/{worker.relative_to(out).as_posix()}"
        return given

    def _python(self, module: str, *arguments: object) -> Sequence[str]:
        return (sys.executable, "-m", module, *map(str, arguments))

    def _pagefind(self, corpus: Corpus, out: Path) -> Sequence[str]:
        node = shutil.which("node", path=sysconfig.get_path("scripts"))
        runner = self.project / "node_modules" / "pagefind" / "lib" / "runner" / "bin.cjs"
        if node is None or not runner.is_file():
            raise MeasureError("Pagefind is not installed: `dxplans bench` installs it")
        return (
            node, str(runner), "--site", str(corpus.plain), "--output-path", str(out / "pagefind"),
            "--root-selector", "main", "--quiet",
        )  # fmt: skip


def _blank(corpus: Corpus, out: Path) -> None:
    """A page with nothing on it, from which the search is asked."""
    html = f'<!doctype html><html lang="{corpus.lang}"><meta charset="utf-8"><title>-</title>'
    (out / BLANK).write_text(html, encoding="utf-8")


def _files(place: Path) -> list[Path]:
    return [path for path in place.rglob("*") if path.is_file()] if place.is_dir() else [place]
