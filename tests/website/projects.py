"""An empty folder to a project that builds: the repository's own, or one that a test writes."""

from __future__ import annotations

import re
import shutil
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeAlias

import polib
import pytest
import yaml

from builders import READ, with_compiled
from dxplans.assets import published_assets
from dxplans.build import build
from dxplans.library import Cache
from dxplans.pages.addresses import HAND_WRITTEN
from dxplans.pages.renderer import Renderer, locals_of
from dxplans.pages.sitemap import site_map
from dxplans.portal import load
from dxplans.settings import read_settings
from dxplans.translation import update_language
from dxplans.updates import History, public
from website.built import Page, Site
from website.document import parse
from website.sharing import made_once

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 20)
BELOW = "https://example.org/sub/path/"
"""A public address below a path, as a project's page on a shared host has."""
DATA = ("plans", "glossary", "themes", "comparisons", "questions", "search")
SHELL = ("docs", "theme_overrides", "a11y")
NAMES = {"ja": "日本語", "en": "English", "xx": "Xxish"}

Data: TypeAlias = dict[str, Any]
_NO_REPOSITORY = History(missing="repository")
_READ: dict[Path, Cache] = {}
"""What has been read of each project: what a test does not change need not be read again."""


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with a project in it."""

    root: Path
    languages: tuple[str, ...] = ("ja", "en")
    history: History = _NO_REPOSITORY
    """What is told as its past; no project here is in a repository."""

    def write(self, name: str, data: Data) -> None:
        """Write *data* as the YAML file *name*, below the project's root."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=1000)
        path.write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace *old*, which stands once in the file *name*, by *new*."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{name}: {old!r} stands there {text.count(old)} times"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def po(self, lang: str, name: str) -> polib.POFile:
        """A PO file, to be changed and saved."""
        return polib.pofile(str(self.root / "locales" / lang / f"{name}.po"), wrapwidth=0)

    def translate(self, *languages: str) -> None:
        """Give every text that has no translation yet a made-up one, in each of *languages*."""
        portal = load(self.root, self.read())
        for lang in languages:
            update_language(self.root, portal, lang)
            for path in sorted((self.root / "locales" / lang).rglob("*.po")):
                _fill(path, lang)

    def copy(self, root: Path) -> Project:
        """The same in the new folder *root*; hand-written pages need not be built again there."""
        ignored = shutil.ignore_patterns("site", "below", "*.done", "*.busy")
        shutil.copytree(self.root, root, symlinks=True, ignore=ignored)
        # A copied file keeps its time: only what is changed will be read.
        _READ[root] = dict(self.read())
        return Project(root, self.languages)

    def render(self, *paths: str, today: date = TODAY) -> dict[str, Page]:
        """The generated pages at *paths*, as they are on the day *today*; nothing is written."""
        portal = load(self.root, self.read())
        settings = read_settings(self.root)
        updates = public(self.history, portal)
        specs = {spec.path: spec for spec in site_map(portal, updates.years)}
        known = frozenset(specs) | frozenset(HAND_WRITTEN)
        assets, _contents = published_assets(self.root)
        found = {}
        for local in locals_of(self.root, portal, settings, today, known, assets, updates):
            renderer = Renderer(self.root, local)
            for path in paths:
                if (
                    not path.startswith(local.prefix)
                    or path.removeprefix(local.prefix) not in specs
                ):
                    continue
                html = renderer.render(specs[path.removeprefix(local.prefix)])
                found[path] = Page(f"{path}index.html", parse(html))
        return found

    def build(self, out: Path | None = None, today: date = TODAY, url: str | None = None) -> Site:
        """Build it into *out* (else ``site/``), as if published at *url*."""
        out = out or self.root / "site"
        with pytest.MonkeyPatch.context() as patch:
            patch.delenv("DXPLANS_SITE_URL", raising=False)
            if url:
                patch.setenv("DXPLANS_SITE_URL", url)
            build(self.root, out, today, cache=self.read(), history=self.history)
        return Site(out, url, self.languages)

    def built(self, name: str, url: str | None = None) -> Site:
        """The same below the project's root, built once for all processes of a run."""
        out = self.root / name
        made_once(out, lambda: self.build(out, url=url))
        return Site(out, url, self.languages)

    def read(self) -> Cache:
        """What has been read of it, or of the project that it is a copy of."""
        return _READ.setdefault(self.root, {})


class _Dumper(yaml.SafeDumper):
    """Writes texts that look like numbers or dates in quotes, as our rules ask."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    quoted = '"' if re.fullmatch(r"[0-9./:-]+", text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=quoted)


_Dumper.add_representer(str, _text)


def the_repository(root: Path) -> Project:
    """A copy of the repository's own project in the new folder *root*, one for all processes."""
    made_once(root, lambda: _copied(root))
    _READ[root] = READ  # copied files keep their time: what is known of the one holds for the other
    return Project(root)


def _copied(root: Path) -> None:
    _shell(root)
    for name in (*DATA, "guide", "locales"):
        shutil.copytree(ROOT / name, root / name)


def an_empty_project(root: Path, languages: Iterable[str] = ("ja", "en")) -> Project:
    """A project without any plan: the site's settings, templates and English words only."""
    _shell(root)
    for name in DATA:
        (root / name).mkdir(parents=True)
    for page in (root / "docs").rglob("*.md"):
        text = page.read_text(encoding="utf-8").replace(
            "(page:edit/messages)", "(https://example.org/)"
        )
        page.write_text(text, "utf-8")
    for name in ("site", "schema"):
        target = root / "locales" / "en" / f"{name}.po"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / "locales" / "en" / f"{name}.po", target)
    project = Project(root, tuple(languages))
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    for lang in project.languages:
        if f"locale: {lang}\n" not in config:
            entry = f"        - locale: {lang}\n          name: {NAMES[lang]}\n          site_name: Site {lang}\n          build: true\n"
            config = config.replace("markdown_extensions:", f"{entry}markdown_extensions:")
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    return project


def _shell(root: Path) -> None:
    """What a site is made of besides its data. The code is the working copy's own."""
    root.mkdir(parents=True, exist_ok=True)
    for name in SHELL:
        shutil.copytree(ROOT / name, root / name)
    shutil.copyfile(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    (root / "hooks").symlink_to(ROOT / "hooks", target_is_directory=True)
    with_compiled(root)


def _fill(path: Path, lang: str) -> None:
    po = polib.pofile(str(path), wrapwidth=0)
    for entry in po:
        if entry.obsolete or "fuzzy" in entry.flags:
            continue
        if entry.msgid_plural:
            made = made_up(entry.msgid, lang)
            entry.msgstr_plural = {
                number: text or made for number, text in entry.msgstr_plural.items()
            }
        elif not entry.msgstr:
            entry.msgstr = made_up(entry.msgid, lang)
    po.save(str(path), newline="\n")


def made_up(text: str, lang: str) -> str:
    """A translation that no language has: short, the same each time, another for another text.

    What a program puts in, footnotes and links stay as they are.
    """
    kept = re.findall(r"%\(\w+\)s|\[\^[0-9]+\]|\]\([a-z]+:[^)]+\)", text)
    kept = [f"[{lang}{piece}" if piece.startswith("](") else piece for piece in kept]
    code = zlib.crc32(text.encode("utf-8"))
    return " ".join([f"{lang.capitalize()}{code:08x}", *kept])
