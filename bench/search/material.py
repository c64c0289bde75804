"""``python -m bench.search.material``: a corpus to mkdocs-material's own search, and what that costs.

The pages are Markdown for MkDocs, in one language, none of them in the navigation: what MkDocs
spends on lists of pages is not what is measured here.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.plain import markdown
from bench.search.corpus import Corpus
from material.plugins.search.plugin import SearchPlugin  # type: ignore[import-untyped]
from mkdocs.commands.build import build
from mkdocs.config import load_config

CONFIGURATION = """\
site_name: DX計画
theme:
  name: material
  language: {lang}
  font: false
nav: [index.md]
not_in_nav: /*
plugins: [search]
"""
HOME = "# DX計画\n"
_STEPS = ("on_page_context", "on_post_build")
"""Where the theme's plugin takes in a page, and writes the index."""


def write_project(corpus: Corpus, project: Path) -> None:
    """The MkDocs project of *corpus* in *project*: the same words, each page at its address."""
    docs = project / "docs"
    docs.mkdir(parents=True)
    configuration = CONFIGURATION.format(lang=corpus.lang)
    (project / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    (docs / "index.md").write_text(HOME, encoding="utf-8")
    for page in corpus.plain.rglob("index.html"):
        out = docs / page.parent.relative_to(corpus.plain) / "index.md"
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(markdown(page.read_text(encoding="utf-8")), encoding="utf-8")


def build_site(project: Path, out: Path) -> tuple[float, float]:
    """Build *project* into *out*: CPU and wall seconds that went into the theme's search plugin."""
    spent = [0.0, 0.0]

    def timed(step: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **named: Any) -> Any:
            cpu, wall = time.process_time(), time.perf_counter()
            try:
                return step(*arguments, **named)
            finally:
                spent[0] += time.process_time() - cpu
                spent[1] += time.perf_counter() - wall

        return run

    for step in _STEPS:
        setattr(SearchPlugin, step, timed(getattr(SearchPlugin, step)))
    build(load_config(str(project / "mkdocs.yml"), site_dir=str(out)))
    return spent[0], spent[1]


if __name__ == "__main__":
    _project, _out, _times = sys.argv[1:]
    _spent = build_site(Path(_project), Path(_out))
    Path(_times).write_text(json.dumps(_spent), encoding="ascii")
