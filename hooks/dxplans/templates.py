"""theme_overrides/ to Jinja environments: one a language, the same helpers for every page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.ext import InternationalizationExtension

from dxplans.catalogue import Catalogue

FOLDER = "theme_overrides"


def environment(root: Path, catalogue: Catalogue | None) -> Environment:
    """An environment over *root*'s templates whose ``_()`` speaks the catalogue's language.

    Without a catalogue ``_()`` gives the Japanese that the templates are written in.
    """
    env = Environment(
        loader=FileSystemLoader(root / FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
        bytecode_cache=_kept(root),
    )
    install(env, catalogue)
    return env


class _Compiled(FileSystemBytecodeCache):
    """Templates compiled before: half of a small build's time. Jinja compares their sources."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002
        """By the template's name alone: a project that was moved is not compiled again."""
        return super().get_cache_key(name)


def compiled(root: Path) -> Path:
    """The folder of *root*'s compiled templates."""
    # How they are compiled stands in this file: another version of it has a cache of its own.
    made_by = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:10]
    return root / ".cache" / f"jinja-{made_by}"


def _kept(root: Path) -> _Compiled:
    folder = compiled(root)
    folder.mkdir(parents=True, exist_ok=True)
    return _Compiled(str(folder))


def install(env: Environment, catalogue: Catalogue | None) -> None:
    """Give *env* — ours or the one that MkDocs made — the words of one language."""
    env.add_extension("jinja2.ext.i18n")
    env.autoescape = True  # MkDocs' own has it off

    def gettext(text: str) -> str:
        return (catalogue.find("", text) if catalogue else None) or text

    def ngettext(one: str, many: str, number: int) -> str:
        # Japanese has one form: templates give it twice.
        return (catalogue.count(one, number) if catalogue else None) or many

    env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]


def interface_texts(root: Path) -> Iterator[tuple[str, str, bool]]:
    """File, Japanese text and whether it counts, of every ``_("…")`` in the templates, in order."""
    env = Environment(extensions=[InternationalizationExtension], autoescape=True)
    for path in sorted((root / FOLDER).rglob("*.html")):
        name = path.relative_to(root).as_posix()
        found: Any = env.extract_translations(path.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
        for _line, function, text in found:
            one = text[0] if isinstance(text, tuple) else text
            if one:
                yield name, one, function == "ngettext"
