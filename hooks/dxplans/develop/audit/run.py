"""A project to its evidence: the site is built, each page not yet tested is looked at, all is told."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

from dxplans.accessibility.evidence import Evidence, Result, Run, page_hash, read_evidence
from dxplans.build import build
from dxplans.develop.audit import report
from dxplans.develop.audit.across import across
from dxplans.develop.audit.behaviour import ENGINE as BEHAVIOUR
from dxplans.develop.audit.browsers import browser_version, look_at
from dxplans.develop.audit.engines import Engines, Finding
from dxplans.develop.audit.evidence import commit_of, counts, write_evidence
from dxplans.develop.audit.exceptions import Allowed, ExceptionsError, read_exceptions, remaining
from dxplans.develop.audit.nu import validate
from dxplans.develop.audit.pages import SitePage, file_of, pages_of
from dxplans.settings import read_settings
from dxplans.updates import Chronicle

FOLDER = Path(".cache") / "audit"
STEP = 20
"""After so many pages the evidence is written and progress is told."""
HTML = "html"
"""The mode of what looks at a page's HTML and not into a browser's window."""
_DECIDING = (
    "across.py",
    "behaviour.py",
    "engines.js",
    "engines.py",
    "exceptions.py",
    "nu.py",
    "pages.py",
    "probes.js",
    "structure.js",
    "unscripted.py",
    "visits.py",
)


@dataclass(frozen=True, slots=True)
class Job:
    """What all pages of an audit share."""

    root: Path
    site: Path
    base: str
    engines: Engines
    exceptions: tuple[Allowed, ...]
    run: Run

    def hash_of(self, page: SitePage) -> str:
        """What the page is known by in the evidence."""
        return page_hash(page.html, self.base)

    def stands(self, page: SitePage, evidence: Evidence) -> bool:
        """Whether the page was tested as it is, by the same method, and nothing was found."""
        tested = evidence.tested(page.address, self.hash_of(page))
        return bool(tested and tested.run.method == self.run.method and not tested.found)


def run_audit(
    root: Path, today: date, *, paths: Sequence[str] = (), fresh: bool = False
) -> int:  # fmt: skip
    """Test every page of the project *root* that is not tested as it is; if *fresh*, all of them.

    0: nothing was found; 1: something was, or an exception has expired. *paths* restrict it to
    addresses that begin so. What was tested is kept, also when the audit is interrupted.
    """
    started = time.monotonic()
    try:
        job = _job(root, today)
    except ExceptionsError as error:
        print(error)
        return 1
    pages = pages_of(job.site)
    evidence = read_evidence(root).only(frozenset(page.address for page in pages))
    wanted = [page for page in pages if not paths or page.address.startswith(tuple(paths))]
    among = across(pages, job.base)
    todo = [
        page for page in wanted if fresh or page.address in among or not job.stands(page, evidence)
    ]
    print(
        f"{len(wanted):,}ページのうち{len(todo):,}ページを試験します / "
        f"testing {len(todo):,} of {len(wanted):,} pages",
        flush=True,
    )
    rows, modes = _test(job, evidence, todo, among)
    listing = root / FOLDER / "findings.txt"
    listing.write_text(report.listing(rows), encoding="utf-8")
    for line in report.summary(rows):
        print(line)
    if rows:
        print(f"すべては / all of them: {listing.relative_to(root).as_posix()}")
    before, seconds = len(wanted) - len(todo), time.monotonic() - started
    print(report.verdict(len(todo), before, modes, len(rows), seconds), flush=True)
    return int(bool(rows))


def _job(root: Path, today: date) -> Job:
    """The site as it is now, built aside, and everything that pages are tested with."""
    exceptions = read_exceptions(root, today)
    site = root / FOLDER / "site"
    build(root, site, today, history=Chronicle(root).now())
    engines = Engines(root / "node_modules")
    versions = tuple(engines.versions().items())
    browser = f"Chromium {browser_version()}"
    # The checks of how pages behave are our own: the report names them with our version.
    tools = tuple(sorted((*versions, (BEHAVIOUR, version("dxplans")))))
    run = Run(today.isoformat(), commit_of(root), _method(versions, exceptions), browser, tools)
    return Job(root, site, read_settings(root).base_path, engines, exceptions, run)


def _method(versions: tuple[tuple[str, str], ...], exceptions: tuple[Allowed, ...]) -> str:
    """A hash of all that decides what is found, but for the pages and the browser."""
    allowed = sorted((entry.engine, entry.rule, entry.target) for entry in exceptions)
    ours = [Path(__file__).with_name(name).read_text("utf-8") for name in _DECIDING]
    return hashlib.sha256(repr((versions, allowed, ours)).encode("utf-8")).hexdigest()[:10]


def _test(
    job: Job, evidence: Evidence, todo: list[SitePage], among: Mapping[str, list[Finding]]
) -> tuple[list[report.Row], int]:
    """Look at the pages and keep the evidence; their findings, and the number of modes.

    *among*: what is wrong with a page when it is seen among the others.
    """
    rows: list[report.Row] = []
    modes = 0
    html = _html(job, todo)
    try:
        results = look_at(todo, job.site, job.base, job.engines)
        for number, (page, found) in enumerate(results, 1):
            modes += len(found)
            all_ = {str(mode): them for mode, them in found.items()}
            all_[HTML] = [*html[page.address], *among.get(page.address, ())]
            left = {mode: remaining(them, job.exceptions) for mode, them in all_.items()}
            tested = Result(job.hash_of(page), job.run, len(found), counts(left))
            evidence = evidence.with_page(page.address, tested)
            rows += report.rows_of(page.address, left)
            if number % STEP == 0:
                write_evidence(job.root, evidence)
                print(f"  {number:,} / {len(todo):,}  ✗ {len(rows):,}", flush=True)
    finally:
        write_evidence(job.root, evidence)
    return rows, modes


def _html(job: Job, todo: list[SitePage]) -> dict[str, list[Finding]]:
    """What the Nu HTML checker finds, by address; a list for each page."""
    files = {page.address: file_of(job.site, page.address) for page in todo}
    found = validate(job.engines.folder, [file for file in files.values() if file])
    return {address: found.get(file, []) if file else [] for address, file in files.items()}
