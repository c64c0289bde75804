"""A project to what `dxplans a11y` says: the form for testers, what they said, where it stands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from dxplans.accessibility.checklist import FILE, form_of, read_form, write_judgements
from dxplans.accessibility.evidence import page_hash
from dxplans.accessibility.report import FILES, Commitment
from dxplans.accessibility.status import status_lines
from dxplans.build import BuildError, build
from dxplans.library import Cache
from dxplans.pages.accessibility import PAGE_KIND
from dxplans.pages.sitemap import site_map
from dxplans.pages.survey import html_of, sample_in, survey
from dxplans.portal import Portal, load
from dxplans.settings import read_settings
from dxplans.translation import Translation
from dxplans.updates import Chronicle, public

SITE = Path(".cache") / "a11y" / "site"


def sample(root: Path, today: date, *, out: str | None, only: str | None) -> str:
    """The form for testers, or that it was written to the file *out*; *only*: in one language."""
    if out and Path(out).exists():
        raise BuildError(
            f"{out} はもうあります。記入した用紙を消さないよう、別の名前にしてください。 / "
            f"{out} exists already: choose another name, so that no filled-in form is lost."
        )
    portal, commitment, _years = _built(root, today)
    settings = read_settings(root)
    wanted = [lang for lang in settings.languages if only in {None, lang.code}]
    if not wanted:
        codes = ", ".join(language.code for language in settings.languages)
        raise BuildError(f"言語がありません / No such language: {only} ({codes})")
    chosen = sample_in(site_map(portal))
    pages = []
    for language in wanted:
        for page in chosen:
            address = f"{language.prefix}{page.path}"
            shown = f"{PAGE_KIND[page.kind]} {settings.site_url or '/'}{address}"
            html = html_of((root / SITE,), address)
            pages.append((address, shown, page_hash(html, settings.base_path)))
    form = form_of(commitment.criteria, pages, out or "FILE")
    if out is None:
        return form
    Path(out).write_text(form, encoding="utf-8", newline="\n")
    return f"{out} に{len(pages)}ページの用紙を書きました / wrote a form for {len(pages)} pages: {out}\n"


def read(root: Path, file: str) -> str:
    """Take the filled-in form *file* into the judgements; PlanError with all that is wrong with it."""
    judgements, added = read_form(Path(file), _commitment(load(root)))
    if not added:
        raise BuildError(f"{file}: 記入された結果がありません / Nothing is filled in.")
    write_judgements(root, judgements)
    return f"{FILE} に{added}件を加えました / {added} results were added to {FILE}\n"


def status(root: Path, today: date, lang: str) -> str:
    """What is tested and judged, and which word may be claimed."""
    portal, _said, years = _built(root, today)
    site = root / SITE
    report = survey(root, portal, read_settings(root), site_map(portal, years), (site,))
    words = Translation(root, lang).interface
    lines = status_lines(report, lang, lambda text: words.find("", text) or text)
    return "".join(f"{line}\n" for line in lines)


def _built(root: Path, today: date) -> tuple[Portal, Commitment, tuple[int, ...]]:
    """The project, whose site as it is now stands in ``SITE``, and the years with updates."""
    cache: Cache = {}
    portal = load(root, cache)
    commitment = _commitment(portal)
    history = Chronicle(root).now()
    build(root, root / SITE, today, cache=cache, history=history)
    return portal, commitment, public(history, portal).years


def _commitment(portal: Portal) -> Commitment:
    if portal.commitment is None:
        files = ", ".join(FILES)
        raise BuildError(f"{files} がありません / There is no {files}")
    return portal.commitment
