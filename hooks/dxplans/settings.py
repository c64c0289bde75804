"""mkdocs.yml to the few settings of ours: the site's name, languages, contact and repository."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from dxplans.model.base import DAY, URL
from dxplans.part.colours import Colours
from dxplans.part.own import own_of
from dxplans.part.place import ONLY
from dxplans.problem import Mark, Place, PlanError, Problem
from dxplans.source import Document, read
from dxplans.source.value import value_at

FILE = "mkdocs.yml"
ADDRESS = "DXPLANS_SITE_URL"
REPOSITORY = "DXPLANS_REPOSITORY"


@dataclass(frozen=True, slots=True)
class SiteLanguage:
    """A language of the site: its code, its own name, and the site's name in it."""

    code: str
    name: str
    site_name: str
    default: bool

    @property
    def prefix(self) -> str:
        """What the addresses of this language begin with: nothing for the default language."""
        return "" if self.default else f"{self.code}/"


@dataclass(frozen=True, slots=True)
class Settings:
    """What a fork changes to make the site its own."""

    languages: tuple[SiteLanguage, ...]
    site_url: str | None
    repository: str | None
    branch: str
    contact: str | None
    total: int
    operator: Mapping[str, str] = field(default_factory=dict)
    """Who keeps the site, by language; empty while nobody is named."""
    reply: Mapping[str, str] = field(default_factory=dict)
    """How soon readers who report a mistake are answered, by language; empty while undecided."""
    updates_since: date | None = None
    """The first day whose changes are told as updates; None for all of them."""
    only: str | None = None
    """The part that is built: a prefecture, or one of its publishers; None for everything."""
    colours: Colours = field(default_factory=dict)
    """Colours of a part's own, by scheme and token."""

    @property
    def base_path(self) -> str:
        """The path that the site is published under, ``/`` unless ``site_url`` says otherwise."""
        return (urlsplit(self.site_url).path if self.site_url else "") or "/"

    def language(self, code: str) -> SiteLanguage:
        """The language with this code; KeyError if the site has none such."""
        return {language.code: language for language in self.languages}[code]

    @property
    def default(self) -> SiteLanguage:
        """The language at the root of the site."""
        return next(language for language in self.languages if language.default)


def read_settings(root: Path, only: str | None = None) -> Settings:
    """The settings in *root*'s mkdocs.yml; PlanError with all that is wrong with them.

    A part has a name, an address and colours of its own: *only* says which, or ``DXPLANS_ONLY``.

    ``DXPLANS_SITE_URL`` and ``DXPLANS_REPOSITORY`` in the environment are stronger than the file:
    a publishing workflow knows the addresses, the file may not, or may still name what it was
    forked from.
    """
    doc = read(root / FILE, FILE)
    if not doc.problems and value_at(doc, (), dict, "need_mapping") is not None:
        settings = _settings(doc)
        only = only or os.environ.get(ONLY) or None
        if only and not doc.problems:
            settings = _part(root, doc, settings, only)
        if not doc.problems:
            return settings
    raise PlanError(tuple(sorted(doc.problems, key=lambda problem: problem.order)))


def _settings(doc: Document) -> Settings:
    ours = ("extra", "dxplans")
    for place in (ours[:1], ours):
        value_at(doc, place, dict, "need_mapping")
    return Settings(
        languages=_languages(doc),
        site_url=_address(doc),
        repository=_repository(doc),
        branch=value_at(doc, (*ours, "branch"), str, "need_text") or "main",
        contact=value_at(doc, (*ours, "contact"), str, "need_text"),
        total=value_at(doc, (*ours, "municipalities_in_japan"), int, "need_integer") or 1741,
        operator=_by_language(doc, (*ours, "operator")),
        reply=_by_language(doc, (*ours, "reply")),
        updates_since=_day(doc, (*ours, "updates_since")),
    )


def _part(root: Path, doc: Document, settings: Settings, only: str) -> Settings:
    """*settings* as they are for a part."""
    own = own_of(root, doc, only, {one.code: one.site_name for one in settings.languages})
    named = (replace(one, site_name=own.names[one.code]) for one in settings.languages)
    # The address in the file is that of the whole site: the part is somewhere else.
    url = settings.site_url if os.environ.get(ADDRESS) else own.site_url
    return replace(
        settings, languages=tuple(named), site_url=url and f"{url.rstrip('/')}/",
        only=only, colours=own.colours,
    )  # fmt: skip


def _day(doc: Document, place: Place) -> date | None:
    """The day at *place*; None if it is absent, empty or none."""
    found = value_at(doc, place, str, "need_text")
    if found is None:
        return None
    if not re.match(DAY, found):
        doc.report(place, "bad_day", found=found, hint="", hint_en="")
        return None
    try:
        return date.fromisoformat(found)
    except ValueError:
        doc.report(place, "no_such_date", value=found)
        return None


def _by_language(doc: Document, place: Place) -> dict[str, str]:
    """A text by language: those that have one."""
    names = value_at(doc, place, dict, "need_mapping") or {}
    found = {str(lang): value_at(doc, (*place, str(lang)), str, "need_text") for lang in names}
    return {lang: name for lang, name in found.items() if name}


def _address(doc: Document) -> str | None:
    url = os.environ.get(ADDRESS)
    mark = Mark(ADDRESS)
    if not url:
        url = value_at(doc, ("site_url",), str, "need_text")
        mark = doc.mark(("site_url",))
    if url and not re.match(URL, url):
        doc.add(Problem(mark, "bad_url", {"found": url}))
    return f"{url.rstrip('/')}/" if url else None


def _repository(doc: Document) -> str | None:
    """Where the files are kept: the links to the editor begin with it."""
    url = os.environ.get(REPOSITORY)
    mark = Mark(REPOSITORY)
    if not url:
        url = value_at(doc, ("repo_url",), str, "need_text")
        mark = doc.mark(("repo_url",))
    if url and not re.match(URL, url):
        doc.add(Problem(mark, "bad_url", {"found": url}))
    return (url or "").rstrip("/") or None


def _languages(doc: Document) -> tuple[SiteLanguage, ...]:
    place = (*_i18n(doc), "languages")
    languages = []
    for number, _entry in enumerate(value_at(doc, place, list, "need_list") or ()):
        here = (*place, number)
        if (
            value_at(doc, here, dict, "need_mapping") is None
            or value_at(doc, (*here, "build"), bool, "need_boolean") is False
        ):
            continue
        code = value_at(doc, (*here, "locale"), str, "need_text")
        name = value_at(doc, (*here, "site_name"), str, "need_text")
        name = name or value_at(doc, ("site_name",), str, "need_text")
        default = value_at(doc, (*here, "default"), bool, "need_boolean")
        for key, found in (("locale", code), ("site_name", name)):
            if found is None:
                doc.report(here, "missing", key=key)
        shown = value_at(doc, (*here, "name"), str, "need_text") or code
        languages.append(SiteLanguage(code or "", shown or "", name or "", bool(default)))
    if not doc.problems and sum(language.default for language in languages) != 1:
        reason = "「default: true」は1つの言語だけ / “default: true” for exactly one language"
        doc.report(place, "invalid", reason=reason)
    return tuple(languages)


def _i18n(doc: Document) -> Place:
    """Where the settings of the languages stand: MkDocs takes plugins as a list or as a group."""
    plugins = doc.data.get("plugins")
    place: Place = ("plugins", "i18n")
    if isinstance(plugins, list):
        numbers = (n for n, one in enumerate(plugins) if isinstance(one, dict) and "i18n" in one)
        place = ("plugins", next(numbers, len(plugins)), "i18n")
    if value_at(doc, place, dict, "need_mapping") is None and not doc.problems:
        doc.report(place, "missing", key="i18n")
    return place
