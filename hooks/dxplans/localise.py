"""The portal in one language: every text knows which language it ended up in.

A ``View`` wraps a value of the model and translates its texts where they are read, by the same
places (``context``) that ``extract`` lists for the translators; the two can not differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Self

from markupsafe import Markup, escape
from pydantic import BaseModel

from dxplans.catalogue import Catalogue, Message
from dxplans.check.leaves import text_fields

SOURCE_LANGUAGE = "ja"
_QUOTED = re.compile(
    r"[ぁ-ゖァ-ヿ㐀-䶿一-鿿々〆、。「」『』【】][ぁ-ゖァ-ヿ㐀-䶿一-鿿々〆、。「」『』【】・（）]*"
)


def quoted(html: str, lang: str) -> Markup:
    """Escaped *html* in *lang*, the Japanese that it quotes marked as Japanese."""
    if lang == SOURCE_LANGUAGE or html.isascii():
        return Markup(html)  # noqa: S704 - it is escaped already
    # As a plain string: Markup would escape what is put in (in Python 3.11 but not in 3.13).
    marked = _QUOTED.sub(rf'<span lang="{SOURCE_LANGUAGE}">\g<0></span>', str(html))
    return Markup(marked)  # noqa: S704 - it is escaped already


class Text(str):
    """A text and its language. Printed in a template it is escaped and marked if foreign."""

    __slots__ = ("foreign", "kept", "lang")
    lang: str
    foreign: bool
    kept: bool

    def __new__(cls, value: str, lang: str, *, foreign: bool = False, kept: bool = False) -> Self:
        """*foreign*: the text is not in the language of the page; *kept*: and is meant to be so."""
        text = super().__new__(cls, value)
        text.lang = lang
        text.foreign = foreign
        text.kept = kept
        return text

    def __html__(self) -> Markup:
        """Escaped, inside its own ``lang`` when it is foreign to the page (WCAG 3.1.2)."""
        return _html_of(self, self.lang, self.foreign, self.kept)


@lru_cache(maxsize=10_000)
def _html_of(text: str, lang: str, foreign: bool, kept: bool) -> Markup:  # noqa: FBT001 - a text's own
    html = escape(str(text))
    if lang != SOURCE_LANGUAGE:
        html = quoted(html, lang)
    if foreign:
        mark = Markup() if kept else Markup('class="fallback" ')
        return Markup('<span {}lang="{}">{}</span>').format(mark, lang, html)
    return html


@lru_cache(maxsize=10_000)
def _escaped(text: str) -> str:
    return str(escape(text))


def printed(value: Any) -> str:
    """*value* as a page prints it, escaped. ``escape`` gives the same, but makes Markup of it first."""
    kind = type(value)
    if kind is Markup:
        markup: str = value
        return markup
    if kind is str:
        return _escaped(value)
    return value.__html__() if kind is Text else escape(value)


def filled(ours: str, words: Mapping[str, Any]) -> Markup:
    """*ours*, a sentence or markup, with each ``%(name)s`` escaped and marked with its language."""
    return Markup(ours % {name: printed(word) for name, word in words.items()})  # noqa: S704


class Language:
    """Translates texts into one language; the source language is itself."""

    def __init__(self, lang: str, catalogue: Catalogue) -> None:
        self.lang = lang
        self.catalogue = catalogue

    def text(self, context: str, value: str) -> Text:
        """*value* in this language, or in Japanese and marked as foreign."""
        if self.lang == SOURCE_LANGUAGE:
            return Text(value, SOURCE_LANGUAGE)
        found = self.catalogue.find(context, value)
        if found is not None:
            return Text(found, self.lang)
        return Text(value, SOURCE_LANGUAGE, foreign=not value.isascii())


class View:
    """A model value in one language: texts as ``Text``, values below it as views."""

    __slots__ = ("__dict__", "_context", "_language", "_value")

    def __init__(self, value: BaseModel, language: Language, context: str) -> None:
        self._value = value
        self._language = language
        self._context = context

    def __getattr__(self, name: str) -> Any:
        """The field *name*: translated text, view, or the plain value.

        Read once; from then on it is an attribute like any other and nobody asks here.
        """
        found = self.__dict__[name] = self._read(name)
        return found

    def _read(self, name: str) -> Any:
        value = getattr(self._value, name)
        kind = text_fields(type(self._value)).get(name)
        context = f"{self._context}/{name}" if self._context else name
        if value is None:
            return None
        if kind is not None:
            if isinstance(value, str):
                return self._language.text(context, value)
            return tuple(self._language.text(context, item) for item in value)
        if isinstance(value, BaseModel):
            return View(value, self._language, context)
        if isinstance(value, tuple) and value and isinstance(value[0], BaseModel):
            return tuple(View(item, self._language, step(context, item)) for item in value)
        return value

    @property
    def model(self) -> BaseModel:
        """The value without a language."""
        return self._value


def step(context: str, item: BaseModel) -> str:
    """The place of *item* in a list: by its id; items without one share the list's place."""
    identity = getattr(item, "id", None)
    return f"{context}/{identity}" if identity else context


def extract(value: BaseModel, context: str, file: str = "") -> Iterator[Message]:
    """Every translatable text of *value* with the place that ``View`` will look it up by."""
    kinds = text_fields(type(value))
    for name in type(value).model_fields:
        child = getattr(value, name)
        here = f"{context}/{name}" if context else name
        if name in kinds:
            for text in (child,) if isinstance(child, str) else child or ():
                yield Message(here, text, "", file)
        elif isinstance(child, BaseModel):
            yield from extract(child, here, file)
        elif isinstance(child, tuple):
            for item in child:
                if isinstance(item, BaseModel):
                    yield from extract(item, step(here, item), file)
