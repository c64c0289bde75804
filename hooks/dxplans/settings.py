"""mkdocs.yml to the few settings of ours: the site's name, languages, contact and repository."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from dxplans.model.base import DAY, URL
from dxplans.problem import Mark, Place, PlanError, Problem
from dxplans.source import Document, read

FILE = "mkdocs.yml"
ADDRESS = "DXPLANS_SITE_URL"
REPOSITORY = "DXPLANS_REPOSITORY"
T = TypeVar("T")


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


def read_settings(root: Path) -> Settings:
    """The settings in *root*'s mkdocs.yml; PlanError with all that is wrong with them.

    ``DXPLANS_SITE_URL`` and ``DXPLANS_REPOSITORY`` in the environment are stronger than the file:
    a publishing workflow knows the addresses, the file may not, or may still name what it was
    forked from.
    """
    doc = read(root / FILE, FILE)
    if not doc.problems and _value(doc, (), dict, "need_mapping") is not None:
        settings = _settings(doc)
        if not doc.problems:
            return settings
    raise PlanError(tuple(sorted(doc.problems, key=lambda problem: problem.order)))


def _settings(doc: Document) -> Settings:
    ours = ("extra", "dxplans")
    for place in (ours[:1], ours):
        _value(doc, place, dict, "need_mapping")
    return Settings(
        languages=_languages(doc),
        site_url=_address(doc),
        repository=_repository(doc),
        branch=_value(doc, (*ours, "branch"), str, "need_text") or "main",
        contact=_value(doc, (*ours, "contact"), str, "need_text"),
        total=_value(doc, (*ours, "municipalities_in_japan"), int, "need_integer") or 1741,
        operator=_by_language(doc, (*ours, "operator")),
        reply=_by_language(doc, (*ours, "reply")),
        updates_since=_day(doc, (*ours, "updates_since")),
    )


def _day(doc: Document, place: Place) -> date | None:
    """The day at *place*; None if it is absent, empty or none."""
    found = _value(doc, place, str, "need_text")
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
    names = _value(doc, place, dict, "need_mapping") or {}
    found = {str(lang): _value(doc, (*place, str(lang)), str, "need_text") for lang in names}
    return {lang: name for lang, name in found.items() if name}


def _address(doc: Document) -> str | None:
    url = os.environ.get(ADDRESS)
    mark = Mark(ADDRESS)
    if not url:
        url = _value(doc, ("site_url",), str, "need_text")
        mark = doc.mark(("site_url",))
    if url and not re.match(URL, url):
        doc.add(Problem(mark, "bad_url", {"found": url}))
    return f"{url.rstrip('/')}/" if url else None


def _repository(doc: Document) -> str | None:
    """Where the files are kept: the links to the editor begin with it."""
    url = os.environ.get(REPOSITORY)
    mark = Mark(REPOSITORY)
    if not url:
        url = _value(doc, ("repo_url",), str, "need_text")
        mark = doc.mark(("repo_url",))
    if url and not re.match(URL, url):
        doc.add(Problem(mark, "bad_url", {"found": url}))
    return (url or "").rstrip("/") or None


def _languages(doc: Document) -> tuple[SiteLanguage, ...]:
    place = (*_i18n(doc), "languages")
    languages = []
    for number, _entry in enumerate(_value(doc, place, list, "need_list") or ()):
        here = (*place, number)
        if (
            _value(doc, here, dict, "need_mapping") is None
            or _value(doc, (*here, "build"), bool, "need_boolean") is False
        ):
            continue
        code = _value(doc, (*here, "locale"), str, "need_text")
        name = _value(doc, (*here, "site_name"), str, "need_text")
        name = name or _value(doc, ("site_name",), str, "need_text")
        default = _value(doc, (*here, "default"), bool, "need_boolean")
        for key, found in (("locale", code), ("site_name", name)):
            if found is None:
                doc.report(here, "missing", key=key)
        shown = _value(doc, (*here, "name"), str, "need_text") or code
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
    if _value(doc, place, dict, "need_mapping") is None and not doc.problems:
        doc.report(place, "missing", key="i18n")
    return place


def _value(doc: Document, place: Place, kind: type[T], rule: str) -> T | None:
    """The value at *place*, None if it is absent or empty; another kind of value is a problem."""
    value = doc.data
    for step in place:
        below: dict[str | int, Any] = {}
        if isinstance(value, dict | list):
            below = value if isinstance(value, dict) else dict(enumerate(value))
        value = below.get(step)
    if value is None or value == "":
        return None
    # In Python true is a number.
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        doc.report(place, rule, found=str(value))
        return None
    return value
