"""Page specs to HTML: the body first, then the frame around it, in one language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from dxplans import words
from dxplans.fiscal import era_number, fiscal_era
from dxplans.localise import SOURCE_LANGUAGE
from dxplans.pages import (
    accessibility,
    addresses,
    answers,
    comparison,
    corrections,
    gone,
    history,
    lists,
    measures,
    messages,
    opendata,
    periods,
    places,
    plans,
    printing,
    themes,
    updates,
    workbench,
)
from dxplans.pages.amounts import split_amount
from dxplans.pages.here import Here
from dxplans.pages.local import Local
from dxplans.pages.sitemap import PageSpec
from dxplans.phrases import marker_of
from dxplans.portal import Portal
from dxplans.prose import plain
from dxplans.security import POLICY
from dxplans.settings import Settings, SiteLanguage
from dxplans.templates import environment
from dxplans.translation import Translation
from dxplans.updates.public import NO_UPDATES, Updates

_SHOWS: dict[str, Callable[..., dict[str, Any]]] = {
    "home": places.home,
    "prefecture": places.prefecture,
    "municipality": places.municipality,
    "moved": places.moved,
    "plan": plans.plan,
    "chapter": plans.chapter,
    "matrix": plans.matrix,
    "errata": plans.errata,
    "print": printing.whole,
    "withdrawn": plans.withdrawn,
    "gone": gone.gone,
    "initiative": plans.initiative,
    "questions": answers.questions,
    "question": answers.question,
    "changes": answers.changes,
    "kpi": lists.kpi,
    "schedule": lists.schedule,
    "themes": themes.themes,
    "theme": themes.theme,
    "glossary": lists.glossary,
    "term": lists.term,
    "messages": messages.index,
    "advice": messages.advice,
    "search": lists.search,
    "sitemap": lists.sitemap,
    "accessibility": accessibility.policy,
    "results": accessibility.results,
    "report": corrections.report,
    "corrections": corrections.log,
    "updates": updates.updates,
    "history": comparison.dated,
    "compare": comparison.editions,
    "data": opendata.opendata,
    "measures": measures.measures,
    "periods": periods.periods,
    "workbench": workbench.workbench,
    "desk": workbench.desk,
}


# Templates put sentences on lines of their own; between Japanese sentences that would be a space.
_JAPANESE_GAP = re.compile(
    r"([。、：）」](?:</(?:b|a|small|span)>)?)\s+(?=[ぁ-ヺ一-龠「（]|<(?:b|small)>)"
)


@dataclass(frozen=True)
class Site:
    """What the frame prints on every page of a language."""

    local: Local
    policy: str = POLICY

    @property
    def name(self) -> str:
        """The site's name in this language."""
        return self.local.settings.language(self.local.lang).site_name

    @property
    def languages(self) -> tuple[SiteLanguage, ...]:
        """All languages of the site."""
        return self.local.settings.languages

    @property
    def default(self) -> str:
        """The code of the language at the site's root."""
        return self.local.settings.default.code

    @property
    def has_policy(self) -> bool:
        """Whether the site has an accessibility policy to link to."""
        return addresses.ACCESSIBILITY in self.local.paths

    def feeds(self, here: Here) -> tuple[history.Feed, ...]:
        """The feeds of a page: the site's, and that of the publisher that it belongs to."""
        return history.feeds_of(here)

    @property
    def today(self) -> str:
        """The day that states and periods are computed for."""
        return self.local.date(self.local.today.isoformat())

    def menu(self, here: Here) -> list[tuple[str, str, str]]:
        """The site's menu: key, title and link, the same on every page."""
        local = self.local
        return [
            ("towns", local.gettext("市と町"), here.url(addresses.HOME, "towns")),
            ("questions", local.gettext("質問"), here.url(addresses.QUESTIONS)),
            ("themes", local.gettext("テーマ"), here.url(addresses.THEMES)),
            ("kpi", local.gettext("KPI"), here.url(addresses.KPI)),
            ("schedule", local.gettext("工程"), here.url(addresses.SCHEDULE)),
            ("glossary", local.gettext("用語集"), here.url(addresses.GLOSSARY)),
        ]


class Renderer:
    """Renders the pages of one language; holds the templates and nothing that changes."""

    def __init__(self, root: Path, local: Local) -> None:
        self.local = local
        self.site = Site(local)
        self.env = environment(root, local.translation.interface)
        self.env.globals.update(_helpers())
        self._frame = self.env.get_template("frame.html")
        self._phrases = marker_of(root) if local.lang == SOURCE_LANGUAGE else None

    def render(self, spec: PageSpec) -> str:
        """The whole HTML of a page."""
        here = Here(self.local, spec.path, spec.source)
        shown = _SHOWS[spec.template](here, *spec.subject)
        here.head_title = here.head_title or str(here.title)
        here.description = plain(here.description)
        if spec.template == "print":
            self._put_together(shown)
        name = spec.subject[0] if spec.subject and isinstance(spec.subject[0], str) else None
        shown.setdefault("name", name)
        paths = {
            "theme_path": f"{addresses.THEMES}{name}/",
            "term_path": f"{addresses.GLOSSARY}{name}/",
            "question_path": f"{addresses.QUESTIONS}{name}/",
        }
        template = self.env.get_template(f"pages/{spec.template}.html")
        body = template.render(here=here, **paths, **shown)
        return self.frame(here, Markup(_with_jumps(body, here)))  # noqa: S704 - a template made it

    def _put_together(self, shown: dict[str, Any]) -> None:
        """Render the parts of a whole plan, each with the template of its own page."""
        for name in ("dates", "initiatives", "chapters"):
            found = shown[name]
            parts = [found] if name == "dates" else found
            done = [{"name": p.name, "title": p.title, "html": self._part(p, shown)} for p in parts]
            shown[name] = done[0] if name == "dates" else done

    def _part(self, part: printing.Part, shown: dict[str, Any]) -> Markup:
        template = self.env.get_template(f"pages/{part.template}.html")
        html = template.render(here=part.here, whole=True, **part.shown)
        return printing.apart(html, part.name, shown["places"])

    def frame(self, here: Here, body: Markup) -> str:
        """*body* inside the page that all pages share."""
        here.foreign = 'fallback"' in body
        if self._phrases is not None:
            body = Markup(self._phrases(body))  # noqa: S704 - our own markup, and breaks
        html = self._frame.render(here=here, site=self.site, body=body)
        html = re.sub(r"\n\s*\n+", "\n", html).lstrip() + "\n"
        return _JAPANESE_GAP.sub(r"\1", html) if here.lang == SOURCE_LANGUAGE else html


def _with_jumps(body: str, here: Here) -> str:
    """*body* with the list of its sections where the template asks for one."""
    links = "".join(
        f'<li><a href="#{identity}">{escape(title)}</a></li>' for identity, title in here.sections
    )
    return body.replace("<!--jumps-->", f"<ul>{links}</ul>")


def _helpers() -> dict[str, Any]:
    """What templates may ask besides ``here``: tables of words and two splitters."""
    return {
        "unknown": words.UNKNOWN,
        "strength": words.STRENGTH,
        "actor": words.ACTOR,
        "plan_kind": words.PLAN_KIND,
        "chapter_kind": words.CHAPTER_KIND,
        "events": words.EVENT,
        "level": words.LEVEL,
        "erratum": words.ERRATUM,
        "term_group": words.TERM_GROUP,
        "easy_name": words.EASY,
        "whole": False,
        "era_short": era_short,
        "split_amount": split_amount,
    }


def era_short(year: int, lang: str) -> tuple[str, str]:
    """A fiscal year's era and number for a narrow column head: 令和 and 8, Reiwa and 8."""
    era = fiscal_era(year)
    return (era.ja, era_number(era.number)) if lang == "ja" else (era.en, str(era.number))


def locals_of(  # noqa: PLR0913, PLR0917 - everything that a page is made from
    root: Path, portal: Portal, settings: Settings, today: date,
    paths: frozenset[str], assets: Mapping[str, str], updates: Updates = NO_UPDATES,
) -> tuple[Local, ...]:  # fmt: skip
    """The portal in each of the site's languages; each knows the others."""
    found = tuple(
        Local(
            portal,
            settings,
            Translation(root, language.code),
            today,
            paths,
            assets,
            updates=updates,
        )
        for language in settings.languages
    )
    for local in found:
        local.others = tuple(other for other in found if other is not local)
    return found
