"""A project to its website: read, check, render, write aside, and swap the finished site in."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

from dxplans import security
from dxplans.accessibility.report import DATA
from dxplans.assets import published_assets
from dxplans.catalogue import read_catalogue
from dxplans.furigana import furigana_files
from dxplans.library import Cache
from dxplans.notfound import not_found_page
from dxplans.opendata.export import write_data
from dxplans.pages import addresses
from dxplans.pages.renderer import Renderer, locals_of
from dxplans.pages.sitemap import PageSpec, site_map
from dxplans.pages.survey import TELLING, survey
from dxplans.pages.workbench import taken_along
from dxplans.portal import Portal, load
from dxplans.problem import PlanError, Problem
from dxplans.progress.published import forms
from dxplans.schema import schemas
from dxplans.search.build import Search
from dxplans.search.index import Cache as SearchCache
from dxplans.settings import Settings, read_settings
from dxplans.shell import build_shell, check_docs
from dxplans.sitemap_xml import sitemap_files
from dxplans.updates import UNKNOWN, History, public
from dxplans.updates.feed import feed_files

MARKER = "nginx-headers.conf"
"""Every site of ours has this file: a folder without it is somebody else's and is left alone."""
STEP = 2000
"""After so many pages whoever waits hears how far the build is."""
JAPAN = timezone(timedelta(hours=9))
Tell = Callable[[str], None]


class BuildError(Exception):
    """The build was asked for what cannot be done; the message says so in both languages."""


@dataclass(frozen=True, slots=True)
class Built:
    """A finished site: where it is, how many pages it has, how long it took, what to mind."""

    site: Path
    pages: int
    seconds: float
    warnings: tuple[Problem, ...] = field(default=())


def today_of(given: str | None = None) -> date:
    """The day to compute states for: *given*, else SOURCE_DATE_EPOCH, else today in Japan.

    BuildError if it is not a day.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        if given:
            return date.fromisoformat(given)
        now = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
        return now.astimezone(JAPAN).date()
    except (ValueError, OverflowError, OSError):
        raise BuildError(
            f"日付として読めません / Not a day: {given or epoch} (YYYY-MM-DD; SOURCE_DATE_EPOCH: 秒 / seconds)"
        ) from None


def build(  # noqa: PLR0913 - what a server keeps between builds, and who waits
    root: Path, out: Path, today: date, *, cache: Cache | None = None,
    search: SearchCache | None = None, tell: Tell | None = None, history: History = UNKNOWN,
) -> Built:  # fmt: skip
    """Build the whole site of the project at *root* into the folder *out*.

    Until everything is written, *out* is the last good site. PlanError: the data has errors;
    ShellError: MkDocs could not build docs/. BuildError: *out* holds something that is not a site.
    *cache* and *search* keep what has not changed between builds. *tell* hears of progress, a
    sentence at a time. *history* is what git knows of the data.
    """
    started = time.perf_counter()
    _refuse_foreign(out)
    settings = read_settings(root)
    with ThreadPoolExecutor(max_workers=1) as pool:
        # MkDocs is a process of its own: it works while the pages are rendered here.
        shell = pool.submit(build_shell, root, today, settings.site_url)
        portal = load(root, cache)
        staging = _staging(root, out)
        try:
            pages = write_generated(
                root, staging, portal, settings, today, shell.result,
                tell=tell, search=search, history=history,
            )  # fmt: skip
            shutil.copytree(shell.result(), staging, dirs_exist_ok=True)
            swap(staging, out)
        except BaseException:
            shutil.rmtree(staging, ignore_errors=True)
            raise
    return Built(out, pages, time.perf_counter() - started, portal.warnings)


def _refuse_foreign(out: Path) -> None:
    """Swapping a site in removes what stands in its place; that must never be somebody's files."""
    if out.exists() and not (out / MARKER).is_file() and (out.is_file() or any(out.iterdir())):
        raise BuildError(
            f"{out} には、このコマンドが作ったサイトでないものがあります。別のフォルダーを指定してください。 / "
            f"{out} holds something that is not a site made by this command. Name another folder."
        )


def write_generated(  # noqa: PLR0913, PLR0917 - the arguments are the build's inputs
    root: Path, out: Path, portal: Portal, settings: Settings, today: date,
    shell: Callable[[], Path], *, tell: Tell | None = None, search: SearchCache | None = None,
    history: History = UNKNOWN,
) -> int:  # fmt: skip
    """Write every page, list and file that is made from data into *out*; the number of pages.

    *shell* gives the folder of the hand-written pages, which the search knows as well.
    """
    updates = public(history, portal)
    specs = list(site_map(portal, updates.years))
    paths = frozenset(spec.path for spec in specs) | frozenset(addresses.HAND_WRITTEN)
    if problems := check_docs(root, paths):
        raise PlanError(problems)
    assets, contents = published_assets(root)
    written = _Folder(out)
    count = 0
    renderers = []
    for local in locals_of(root, portal, settings, today, paths, assets, updates):
        renderer = Renderer(root, local)
        renderers.append(renderer)
        index = Search(local, search)
        for number, spec in enumerate(sorted(specs, key=lambda spec: spec.place), 1):
            html = renderer.render(spec)
            written.text(f"{local.prefix}{spec.path}index.html", html)
            index.add(spec, html)
            written.beside(f"{local.prefix}{spec.path}", taken_along(local, spec))
            if tell and number % STEP == 0:
                tell(f"{local.lang}: {number:,} / {len(specs):,}")
        count += len(specs)
        if local.prefix == "":
            written.text("404.html", not_found_page(renderer, local))
        index.add_handwritten(shell())
        for name, content in index.files():
            written.bytes(name, content)
    _write_report(root, out, specs, renderers, shell)
    if search is not None:
        search.forget()
    for name, content in (*contents.items(), *forms(portal, today)):
        written.bytes(name, content)
    feeds = feed_files(tuple(renderer.local for renderer in renderers))
    write_data(root, out, (renderer.local for renderer in renderers))
    for name, text in (*_files(root, specs, settings), *furigana_files(root, portal), *feeds):
        written.text(name, text)
    return count


def _write_report(
    root: Path,
    out: Path,
    specs: list[PageSpec],
    renderers: list[Renderer],
    shell: Callable[[], Path],
) -> None:
    """Write again the pages that tell which pages were tested as they are, and the same as data.

    They stand in *out* already, like all other pages, but as if nothing had been tested.
    """
    local = renderers[0].local
    if local.portal.commitment is None:
        return
    report = survey(root, local.portal, local.settings, specs, (out, shell()))
    written = _Folder(out)
    for renderer in renderers:
        renderer.local.report = report
        for spec in (spec for spec in specs if spec.template in TELLING):
            name = f"{renderer.local.prefix}{spec.path}index.html"
            written.text(name, renderer.render(spec))
    written.text(DATA, report.data())


def _files(root: Path, specs: list[PageSpec], settings: Settings) -> Iterator[tuple[str, str]]:
    yield from sitemap_files(specs, settings)
    yield from security.snippets().items()
    yield "robots.txt", _robots(settings)
    for language in settings.languages:
        catalogue = read_catalogue(root / "locales" / language.code / "schema.po", language.code)
        translate = None if language.default else catalogue.find
        for name, text in schemas(translate).items():
            yield f"{language.prefix}schema/{name}", text


def _robots(settings: Settings) -> str:
    lines = ["User-agent: *", "Allow: /"]
    return (
        "\n".join(
            lines + ([f"Sitemap: {settings.site_url}sitemap.xml"] if settings.site_url else [])
        )
        + "\n"
    )


class _Folder:
    """Writes files below a folder, making each directory once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._made: set[Path] = set()

    def text(self, name: str, text: str) -> None:
        self.bytes(name, text.encode("utf-8"))

    def beside(self, path: str, files: Iterable[tuple[str, bytes]]) -> None:
        for name, content in files:
            self.bytes(f"{path}{name}", content)

    def bytes(self, name: str, content: bytes) -> None:
        path = self.root / name
        if path.parent not in self._made:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(path.parent)
        path.write_bytes(content)


def _staging(root: Path, out: Path) -> Path:
    """A fresh folder beside *out* or, on the same disk, in .cache/."""
    folder = root / ".cache" / f"staging-{out.name}-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def swap(staging: Path, out: Path) -> None:
    """Put the finished *staging* in the place of *out*; the old site goes only after that."""
    old = out.with_name(f".{out.name}-old-{os.getpid()}")
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.exists():
        out.replace(old)
    try:
        shutil.move(staging, out)
    except BaseException:
        if old.exists() and not out.exists():
            old.replace(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
