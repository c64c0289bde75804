"""theme_overrides/ to Jinja environments: one a language, the same helpers for every page."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, MutableMapping
from functools import cache
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.ext import InternationalizationExtension
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from dxplans.catalogue import Catalogue
from dxplans.localise import filled, printed

FOLDER = "theme_overrides"


class _Context(Context):
    """Calls methods, functions and macros at once: Jinja asks each time whether they want a context.

    None of ours does. It was a fifth of what rendering cost.
    """

    def call(self, obj: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        """*obj* with the arguments, as Jinja calls it."""
        kind = type(obj)
        if kind is Macro:
            args = (self.eval_ctx, *args)
        elif kind is not MethodType and kind is not FunctionType:
            return super().call(obj, *args, **kwargs)
        # What a template knows inside a loop or block is only for callables that want a context.
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return obj(*args, **kwargs)


class _Writer(CodeGenerator):
    """Writes what a template prints by ``printed``, which makes no Markup of what is only joined."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.printed(")


class _Environment(Environment):
    """One language's templates, whose words and helpers are all known before the first of them."""

    context_class = _Context
    code_generator_class = _Writer
    printed = staticmethod(printed)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """As one dictionary: each template's context is copied from it, a chain takes far longer."""
        return {**self.globals, **(d or {})}


def environment(root: Path, catalogue: Catalogue | None) -> Environment:
    """An environment over *root*'s templates whose ``_()`` speaks the catalogue's language.

    Without a catalogue ``_()`` gives the Japanese that the templates are written in.
    """
    env = _Environment(
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

    def found(text: str) -> str:
        return (catalogue.find("", text) if catalogue else None) or text

    @cache
    def plain(text: str) -> Markup:
        return filled(found(text), {})

    def gettext(text: str, /, **variables: Any) -> Markup:
        return filled(found(text), variables) if variables else plain(text)

    def ngettext(one: str, many: str, number: int, /, **variables: Any) -> Markup:
        # Japanese has one form: templates give it twice.
        text = (catalogue.count(one, number) if catalogue else None) or many
        return filled(text, {"num": number, **variables})

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
