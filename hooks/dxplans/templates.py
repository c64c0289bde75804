"""theme_overrides/ to Jinja environments: one a language, the same helpers for every page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import MethodType
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.ext import InternationalizationExtension
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from dxplans.catalogue import Catalogue

FOLDER = "theme_overrides"


class _Context(Context):
    """Calls methods and macros at once: Jinja asks each time whether they want a context.

    No method of ours does. It was a seventh of what rendering cost.
    """

    def call(self, obj: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """*obj* with the arguments, as Jinja calls it."""
        kind = type(obj)
        if kind is Macro:
            args = (self.eval_ctx, *args)
        elif kind is not MethodType:
            return super().call(obj, *args, **kwargs)
        # What a template knows inside a loop or block is only for callables that want a context.
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return obj(*args, **kwargs)


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
    env.context_class = _Context
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

    @cache
    def found(text: str) -> Markup:
        return Markup((catalogue.find("", text) if catalogue else None) or text)  # noqa: S704

    @cache
    def plain(text: str) -> Markup:
        return found(text) % {}

    def gettext(text: str, /, **variables: Any) -> Markup:
        return found(text) % variables if variables else plain(text)

    def ngettext(one: str, many: str, number: int, /, **variables: Any) -> Markup:
        # Japanese has one form: templates give it twice.
        text = (catalogue.count(one, number) if catalogue else None) or many
        return Markup(text) % {"num": number, **variables}  # noqa: S704 - a template's own words

    # As Jinja's new style, which looks each text up again on every page.
    env.newstyle_gettext = True  # type: ignore[attr-defined]
    env.globals.update({"_": gettext, "gettext": gettext, "ngettext": ngettext})


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
