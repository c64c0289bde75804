"""What the open data is made from: the portal in all languages, the day, and the site's address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dxplans.edition import Edition, Town
from dxplans.localise import Language
from dxplans.opendata.values import OFFICIAL, OURS, Data, Texts
from dxplans.pages import addresses
from dxplans.pages.local import Local
from dxplans.portal import Portal
from dxplans.states import state_of
from dxplans.translation import Translation
from dxplans.words import marked

VERSION = "1.0"
"""The format's version: the first number grows when a program may break, the second when it may not."""
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
NOTICE = marked(
    "自治体が作ったデータではありません。公表された文書を、このサイトが読み、書き直しました。正しい内容は、それぞれの自治体が公表した計画をご覧ください。"
)
OFFICIAL_NOTICE = marked("文章は、計画を公表した自治体の公式のものです。")


@dataclass(frozen=True, slots=True)
class Source:
    """The portal in each of the site's languages, the default one first."""

    locals: tuple[Local, ...]

    @property
    def portal(self) -> Portal:
        """Everything that is published."""
        return self.locals[0].portal

    @property
    def today(self) -> date:
        """The day that states are computed for."""
        return self.locals[0].today

    @property
    def languages(self) -> tuple[tuple[str, str], ...]:
        """Code and own name of each language."""
        return tuple((one.code, one.name) for one in self.locals[0].settings.languages)

    def address(self, path: str) -> str:
        """The public address of *path*, counted from the site's root while its own is not known."""
        return f"{self.locals[0].settings.site_url or ''}{path}"

    def pages(self, path: str) -> Data:
        """A page's address in every language."""
        return {local.lang: self.address(f"{local.prefix}{path}") for local in self.locals}

    def each(self, name: Callable[[Local], object]) -> Data:
        """The name of a place in every language; it is nobody's words."""
        return {local.lang: str(name(local)) for local in self.locals}

    def said(self, text: str) -> Data:
        """A text of the interface in every language."""
        return {"as": OURS, **self.each(lambda local: local.gettext(text))}

    def texts(self, language: Callable[[Translation], Language]) -> Texts:
        """Shared texts, all of them ours."""
        return Texts(tuple(language(local.translation) for local in self.locals), names=OURS)

    def plan_texts(self, edition: Edition) -> Texts:
        """The texts of an edition."""
        prose = OFFICIAL if edition.plan.text == "official" else OURS
        return Texts(tuple(local.edition(edition).language for local in self.locals), prose)

    def head(self, kind: str, identity: str, path: str) -> Data:
        """What every document begins with: its format, its id, its page, the day, the rights."""
        schema = addresses.relative(f"data/{identity}.json", f"schema/data-{kind}.json")
        return {
            "$schema": schema,
            "version": VERSION,
            "type": kind,
            "id": identity,
            "page": self.pages(path),
            "on": self.today.isoformat(),
            "rights": {"notice": self.said(NOTICE), "ours": LICENCE},
        }

    def publisher(self, town: Town) -> Data:
        """How a publisher is named beside its plans."""
        return {
            "id": town.key,
            "code": town.publisher.code,
            "name": self.each(lambda local: local.town(town)),
        }

    def status(self, edition: Edition) -> Data:
        """What is true of an edition on the day, and who stands for its text."""
        plan, state = edition.plan, state_of(edition, self.today)
        found: Data = {
            "publisher": self.publisher(edition.town), "plan": edition.key, "state": state.kind,
        }  # fmt: skip
        if plan.withdrawn is not None:
            return found
        confirmed, read = plan.confirmed, plan.provenance
        return {
            **found,
            **({"year": state.year} if state.year else {}),
            "kind": plan.kind,
            "text": plan.text,
            "confirmed": {"by": confirmed.by, "on": confirmed.on} if confirmed else None,
            "read": read.read,
            "drafted": read.drafted,
            "newer": read.newer,
            "signed": sorted({signature.language for signature in plan.signatures}),
        }
