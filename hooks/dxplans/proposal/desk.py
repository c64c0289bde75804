"""A working copy beside the commit that it began from to a proposal, its preview and its comment."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dxplans.build import build, today_of
from dxplans.changes.lost import finder
from dxplans.check.report import Report, check_project
from dxplans.library import Cache
from dxplans.portal import Portal, load
from dxplans.problem import PlanError
from dxplans.proposal import disk
from dxplans.proposal.history import changed
from dxplans.proposal.letter import letter
from dxplans.proposal.pages import ChangedPage, changed_pages
from dxplans.proposal.proposal import Links, Proposal, Sentence
from dxplans.proposal.taken import DATA, Taken, read_taken
from dxplans.proposal.waiting import waiting
from dxplans.proposal.workbooks import read_workbooks
from dxplans.settings import Settings, read_settings
from dxplans.translation import Translation
from dxplans.updates import Chronicle

SITE, PREVIEW = "site", "preview"
"""In the folder of a proposal: its site as built, and the copy that is read from a disk."""
DIFF = (sys.executable, "-m", "dxplans", "diff")


def preview(root: Path, base: str, before: Path, folder: Path, today: date) -> int:
    """Build the proposal's site into *folder*, with the list of what changed; how many pages did.

    *before* is the site of the commit *base*. PlanError: the data has errors.
    """
    cache: Cache = {}
    portal = load(root, cache)
    build(root, folder / SITE, today, cache=cache, history=Chronicle(root).now())
    disk.copy(folder / SITE, folder / PREVIEW)
    settings = read_settings(root)
    about = _subjects(_changes(root, base))
    pages = _pages(root, base, before, folder, portal, settings, about) or ()
    disk.list_pages(pages, _prefixes(settings), folder / PREVIEW)
    return len(pages)


def comment(
    root: Path, base: str, before: Path, folder: Path, environment: Mapping[str, str] = os.environ
) -> tuple[str, int]:
    """The comment on the working copy *root*, a proposal to change the commit *base*.

    With it, how many things there are to correct.
    """
    settings = read_settings(root)
    taken = read_taken(folder)
    books = read_workbooks(folder)
    report = _report(root, base, taken, frozenset(book.file for book in books))
    event = _event(environment)
    proposal = Proposal(
        report,
        sentences=None,
        pages=None,
        waiting=None,
        workbooks=books,
        saved=_from_here(event),
        left=taken.left if taken else (),
        links=_links(event, environment),
        prefixes=_prefixes(settings),
    )
    try:
        portal = load(root)
    except PlanError:
        pass
    else:
        rows = _changes(root, base)
        told = None if rows is None else {
            lang: tuple(_sentence(row, lang) for row in rows) for lang in ("ja", "en")
        }  # fmt: skip
        proposal = replace(
            proposal,
            sentences=told,
            pages=_pages(root, base, before, folder, portal, settings, _subjects(rows)),
            waiting=tuple(waiting(root, portal, settings)),
        )
    words = Translation(root, "en").interface
    text = letter(proposal, lambda japanese: words.find("", japanese) or japanese)
    return text, proposal.faults


def _prefixes(settings: Settings) -> dict[str, str]:
    return {language.code: language.prefix for language in settings.languages}


def _report(root: Path, base: str, taken: Taken | None, books: Collection[str]) -> Report:
    """All errors; warnings only about files that the proposal changes.

    That a workbook must not stay is left out for *books*: the comment says more of them.
    """
    files = changed(root, base)
    found = check_project(root, more=finder(root, base, today_of()))
    told = [
        one
        for one in found.problems
        if (one.level == "error" or one.mark.file in files)
        and not (one.code == "workbook" and one.mark.file in books)
    ]
    return Report((*(taken.problems if taken else ()), *told), found.files)


def _pages(  # noqa: PLR0913, PLR0917 - both sites, and what they are made from
    root: Path, base: str, before: Path, folder: Path, portal: Portal, settings: Settings,
    about: Collection[str],
) -> tuple[ChangedPage, ...] | None:  # fmt: skip
    """The pages that changed; None if one of the sites was not built."""
    if not (before.is_dir() and (folder / SITE).is_dir()):
        return None
    files = frozenset(n for n in changed(root, base) if n.split("/")[0] in DATA)
    return changed_pages(before, folder / SITE, portal, settings, files, about)


def _changes(root: Path, base: str) -> list[dict[str, Any]] | None:
    """What changed since *base*, as `dxplans diff` tells it; None if it cannot be told."""
    done = subprocess.run(  # noqa: S603 - our own command
        [*DIFF, base, "--format", "json"], cwd=root, capture_output=True, check=False
    )
    if done.returncode:
        return None
    # The files of a plan that is new or gone as a whole are told with it.
    rows: list[dict[str, Any]] = [r for r in json.loads(done.stdout) if r["within"] is None]
    # What follows for translators stands last: the author has nothing to do with it.
    return sorted(rows, key=lambda row: bool(row["subject"]["type"] == "translation"))


def _subjects(changes: list[dict[str, Any]] | None) -> frozenset[str]:
    """The addresses of the pages that the changes are about."""
    rows = (row for row in changes or () if row["subject"]["type"] != "translation")
    return frozenset(str(row["page_after"]) for row in rows if row["page_after"] is not None)


def _sentence(row: Mapping[str, Any], lang: str) -> Sentence:
    pairs = (row["pairs_en"] if lang == "en" else None) or row["pairs"]
    return Sentence(row[lang], tuple((pair["before"], pair["after"]) for pair in pairs))


def _event(environment: Mapping[str, str]) -> Mapping[str, Any]:
    """The pull request that this runs for, as GitHub describes it; empty at a desk."""
    path = environment.get("GITHUB_EVENT_PATH")
    if environment.get("GITHUB_EVENT_NAME") != "pull_request" or not path:
        return {}
    event: dict[str, Any] = json.loads(Path(path).read_text("utf-8"))
    return event


def _from_here(event: Mapping[str, Any]) -> bool:
    """Whether the proposal is on a branch of the repository that it is for."""
    if not event:
        return False
    head = (event["pull_request"]["head"]["repo"] or {}).get("full_name")
    return bool(head == event["repository"]["full_name"])


def _links(event: Mapping[str, Any], environment: Mapping[str, str]) -> Links:
    links = Links(
        artifact=environment.get("ARTIFACT") or None,
        converted=environment.get("CONVERTED") or None,
    )
    if not event:
        return links
    server = environment.get("GITHUB_SERVER_URL", "https://github.com")
    head = event["pull_request"]["head"]
    name = (head["repo"] or {}).get("full_name")
    address = environment.get("PREVIEW", "")
    address = address.replace("{number}", str(event["pull_request"]["number"]))
    address = address.replace("{commit}", head["sha"])
    return replace(
        links,
        files=f"{server}/{name}/blob/{head['sha']}/" if name else None,
        editor=f"{server}/{name}/edit/{quote(head['ref'])}/" if name else None,
        preview=f"{address.rstrip('/')}/" if address else None,
    )
