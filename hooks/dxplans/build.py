"""A project to its website: read, check, render, write aside, and swap the finished site in."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import chain
from pathlib import Path

from dxplans import security
from dxplans.accessibility.report import DATA
from dxplans.catalogue import read_catalogue
from dxplans.compression import Compressed, compress
from dxplans.furigana import furigana_files
from dxplans.kept.shelf import Shelf
from dxplans.kept.stock import Stock
from dxplans.library import Cache
from dxplans.notfound import not_found_page
from dxplans.output import Folder, is_foreign, staging
from dxplans.pages.local import Local
from dxplans.pages.sitemap import PageSpec
from dxplans.pages.survey import TELLING, survey
from dxplans.part.place import UnknownPartError, check_part
from dxplans.portal import Portal, load
from dxplans.problem import PlanError, Problem, StoppedError
from dxplans.progress.published import forms
from dxplans.rendering.batch import batches, print_batch, print_data, write_sent
from dxplans.rendering.order import Order, OtherFilesError, at_hand
from dxplans.rendering.pool import OneProcess
from dxplans.rendering.press import Press
from dxplans.rendering.workers import Hands, Workers, WorkersLostError
from dxplans.schema import schemas
from dxplans.search.index import Cache as SearchCache
from dxplans.settings import Settings, read_settings
from dxplans.shell import check_docs, shell_beside
from dxplans.sitemap_xml import sitemap_files
from dxplans.updates import UNKNOWN, History
from dxplans.updates.feed import feed_files

FOREIGN = (
    "{out} には、このコマンドが作ったサイトでないものがあります。別のフォルダーを指定してください。 / "
    "{out} holds something that is not a site made by this command. Name another folder."
)
STEP = 2000
"""After so many pages whoever waits hears how far the build is."""
JAPAN = timezone(timedelta(hours=9))
Tell = Callable[[str], None]


class BuildError(StoppedError):
    """The build was asked for what cannot be done; the message says so in both languages."""


@dataclass(frozen=True, slots=True)
class Built:
    """A finished site: where it is, how many pages it has, how long it took, what to mind."""

    site: Path
    pages: int
    seconds: float
    warnings: tuple[Problem, ...] = field(default=())
    compressed: Compressed | None = None
    """How far its text files were compressed, if that was asked for."""
    taken: int = 0
    """How many of the pages were taken over from an earlier build."""


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
    hands: Hands | None = None, compressed: bool = False, only: str | None = None,
    stock: Stock | None = None,
) -> Built:  # fmt: skip
    """Build the whole site of the project at *root* into the folder *out*.

    Until everything is written, *out* is the last good site. PlanError: the data has errors;
    ShellError: MkDocs could not build docs/. BuildError: *out* holds something that is not a site,
    there is no such part, or nobody is left who could render. *cache* and *search* keep what has not changed between
    builds. *tell* hears of progress, a sentence at a time. *history* is what git knows of the data.
    *hands* render the pages, this process unless others are given; the site is the same.
    *stock* keeps pages from build to build: only what it cannot give is rendered.
    *only* one part of the project is built, under its own name, where that is asked for.
    A *compressed* site has copies of its text files beside them, for servers that send those.
    """
    started = time.perf_counter()
    if is_foreign(out):
        raise BuildError(FOREIGN.format(out=out))
    settings = read_settings(root, only)
    # MkDocs is a process of its own: it works while the pages are rendered here.
    try:
        check_part(root, settings.only)
        if stock is not None:
            stock.look()
        with shell_beside(root, today, settings.site_url, settings.only) as shell:
            portal = load(root, cache, settings.only)
            with staging(root, out) as aside:
                pages = write_generated(
                    root, aside, portal, settings, today, shell,
                    tell=tell, search=search, history=history, hands=hands, stock=stock,
                )  # fmt: skip
                shutil.copytree(shell(), aside, dirs_exist_ok=True)
                packed = _compress(aside, hands) if compressed else None
    except (WorkersLostError, OtherFilesError, UnknownPartError) as error:
        raise BuildError(str(error)) from error
    taken = stock.taken if stock is not None else 0
    return Built(out, pages, time.perf_counter() - started, portal.warnings, packed, taken)


def _compress(out: Path, hands: Hands | None) -> Compressed:
    for name, text in security.snippets(compressed=True).items():
        Folder(out).text(name, text)
    # Files are not worth sending to other machines and back.
    return compress(out, OneProcess() if hands is None or hands.away else hands)


def write_generated(  # noqa: PLR0913, PLR0917 - the arguments are the build's inputs
    root: Path, out: Path, portal: Portal, settings: Settings, today: date,
    shell: Callable[[], Path], *, tell: Tell | None = None, search: SearchCache | None = None,
    history: History = UNKNOWN, hands: Hands | None = None, stock: Stock | None = None,
) -> int:  # fmt: skip
    """Write every page, list and file that is made from data into *out*; the number of pages.

    *shell* gives the folder of the hand-written pages, which the search knows as well.
    """
    press = Press(root, portal, settings, today, history, search)
    if problems := check_docs(root, press.paths, settings.only):
        raise PlanError(problems)
    hands = hands or OneProcess()
    order = Order(root, today, settings)
    if hands.apart:
        order = Order.abroad(root, today, settings, history)
    written = Folder(out)
    shelf = stock.shelf(press) if stock is not None else None
    with at_hand(order, press), Workers(hands) as workers:
        data = None if hands.away else workers.begin(print_data, order, out)
        for local in press.locals:
            _write_language(press, order, local, workers, written, tell, shelf)
            index = press.search(local)
            index.add_handwritten(shell())
            for name, content in index.files():
                written.bytes(name, content)
        data() if data else print_data(order, out)
    written.text("404.html", not_found_page(press.renderer(press.locals[0]), press.locals[0]))
    _write_report(press, out, shell)
    if search is not None:
        search.forget()
    for name, content in (*press.assets.items(), *forms(portal, today)):
        written.bytes(name, content)
    others = (*_files(root, press.specs, settings), *furigana_files(root, portal))
    for name, text in (*others, *feed_files(press.locals)):
        written.text(name, text)
    if stock is not None and shelf is not None:
        stock.finish(press, shelf)
    return len(press.specs) * len(press.locals)


def _write_language(  # noqa: PLR0913, PLR0917 - what is written, by whom, where to, and who waits
    press: Press, order: Order, local: Local, workers: Workers, written: Folder, tell: Tell | None,
    shelf: Shelf | None,
) -> None:  # fmt: skip
    """Write the pages of one language, and let its index take them in, in their order."""
    index, total = press.search(local), len(press.specs)
    number = press.locals.index(local)
    out = None if workers.hands.away else written.root
    kept = shelf.take(local, written.root) if shelf else frozenset[int]()
    wanted = [page for page in range(total) if page not in kept]
    calls = ((order, number, pages, out) for pages in batches(wanted))
    rendered = chain.from_iterable(workers.each(print_batch, calls))
    for page, spec in enumerate(press.ordered):
        found = shelf.found(local, spec) if shelf and page in kept else None
        if found is None:
            made = (
                next(rendered)
                if page not in kept
                else print_batch(order, number, [page], written.root)[0]
            )
            write_sent(made, written)
            found = made.found
            if shelf:
                shelf.add(local, spec, made, written.root)
        for one in found:
            index.take(one)
        if tell and (page + 1) % STEP == 0:
            tell(f"{local.lang}: {page + 1:,} / {total:,}")


def _write_report(press: Press, out: Path, shell: Callable[[], Path]) -> None:
    """Write again the pages that tell which pages were tested as they are, and the same as data.

    They stand in *out* already, like all other pages, but as if nothing had been tested.
    """
    first = press.locals[0]
    if first.portal.commitment is None:
        return
    report = survey(press.root, first.portal, first.settings, press.specs, (out, shell()))
    written = Folder(out)
    for local in press.locals:
        local.report = report
        for spec in (spec for spec in press.specs if spec.template in TELLING):
            name = f"{local.prefix}{spec.path}index.html"
            written.text(name, press.renderer(local).render(spec))
    written.text(DATA, report.data())


def _files(root: Path, specs: Sequence[PageSpec], settings: Settings) -> Iterator[tuple[str, str]]:
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
