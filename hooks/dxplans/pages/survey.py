"""The pages of a finished site to the report on their accessibility."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from dxplans.accessibility.evidence import read_evidence
from dxplans.accessibility.report import Report, report_of
from dxplans.accessibility.sample import Sampled
from dxplans.pages import addresses
from dxplans.pages.sitemap import PageSpec
from dxplans.portal import Portal
from dxplans.settings import Settings

TELLING = ("accessibility", "results")
"""The templates of the pages that tell of all others, and so are made last."""
NOT_FOUND = "404.html"


def survey(
    root: Path, portal: Portal, settings: Settings, specs: Iterable[PageSpec], folders: tuple[Path, ...]
) -> Report:  # fmt: skip
    """The report on the site whose files are in *folders*; the portal has a commitment.

    Only pages that the evidence or a judgement knows are read, however many there are.
    """
    assert portal.commitment is not None  # noqa: S101 - there is nothing to report on
    specs = tuple(specs)
    return report_of(
        root, portal.commitment, read_evidence(root), sample=sample_in(specs),
        prefixes=[language.prefix for language in settings.languages],
        addresses=_addresses(specs, settings), html=lambda address: html_of(folders, address),
        base=settings.base_path, operator=bool(settings.operator), contact=bool(settings.contact),
    )  # fmt: skip


def sample_in(specs: Iterable[PageSpec]) -> tuple[Sampled, ...]:
    """The pages for people to test; the page with the results holds them."""
    found: tuple[Sampled, ...] = next(s.subject[0] for s in specs if s.template == "results")
    return found


def html_of(folders: tuple[Path, ...], address: str) -> str:
    """The HTML of a page, from the first of the *folders* that has it."""
    name = f"{address}index.html" if not address or address.endswith("/") else address
    file = next(path for folder in folders if (path := folder / name).is_file())
    return file.read_text("utf-8")


def _addresses(specs: Iterable[PageSpec], settings: Settings) -> Iterator[str]:
    """Every page of the site in every language, and the one for addresses that do not exist."""
    paths = (*(spec.path for spec in specs), *addresses.HAND_WRITTEN)
    yield from (f"{lang.prefix}{path}" for lang in settings.languages for path in paths)
    yield NOT_FOUND
