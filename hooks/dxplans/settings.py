"""mkdocs.yml to the few settings of ours: the site's name, languages, contact and repository."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dxplans.problem import Mark, PlanError, Problem
from dxplans.source import Document, read

FILE = "mkdocs.yml"


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
    """The settings in *root*'s mkdocs.yml; PlanError if it cannot be read or lacks a language.

    ``DXPLANS_SITE_URL`` in the environment is stronger than the file: a publishing workflow knows
    the address, the file may not.
    """
    doc = read(root / FILE, FILE)
    data = doc.data
    if data is None:
        raise PlanError(tuple(doc.problems))
    ours: dict[str, Any] = (data.get("extra") or {}).get("dxplans") or {}
    url = os.environ.get("DXPLANS_SITE_URL") or data.get("site_url") or None
    return Settings(
        languages=_languages(data, doc),
        site_url=(url if url.endswith("/") else f"{url}/") if url else None,
        repository=(data.get("repo_url") or "").rstrip("/") or None,
        branch=str(ours.get("branch") or "main"),
        contact=ours.get("contact") or None,
        total=int(ours.get("municipalities_in_japan") or 1741),
    )


def _languages(data: dict[str, Any], doc: Document) -> tuple[SiteLanguage, ...]:
    plugins = data.get("plugins") or []
    i18n: dict[str, Any] = next((p["i18n"] for p in plugins if isinstance(p, dict) and "i18n" in p), {})
    languages = tuple(
        SiteLanguage(
            code=str(entry["locale"]),
            name=str(entry.get("name") or entry["locale"]),
            site_name=str(entry.get("site_name") or data.get("site_name")),
            default=bool(entry.get("default")),
        )
        for entry in i18n.get("languages") or []
        if isinstance(entry, dict) and "locale" in entry and entry.get("build", True)
    )
    if sum(language.default for language in languages) != 1:
        values = {"reason": "plugins: i18n: languages: default"}
        raise PlanError((Problem(Mark(doc.file), "invalid", values),))
    return languages
