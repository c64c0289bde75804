"""Every word that a page can print is one that translators see."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, get_args

import pytest
from jinja2 import Environment

from builders import ROOT
from dxplans import words
from dxplans.catalogue import Message, read_catalogue
from dxplans.model import Action, Publisher, Term, UnknownKind
from dxplans.model.chapter import Chapter
from dxplans.model.initiative import VerbClass
from dxplans.model.plan import Event, Plan, Reference
from dxplans.pages import places, renderer
from dxplans.states import STATE_NAMES, StateKind
from dxplans.translation import site_messages

TEMPLATES = sorted((ROOT / "theme_overrides").rglob("*.html"))
PACKAGE = ROOT / "hooks" / "dxplans"
JAPANESE = re.compile(r"[ぁ-ヺー々一-龠、。「」『』（）・：！？]")
GETTEXT = {"_", "gettext", "ngettext", "marked"}
FOR_READERS = {"alt", "title", "aria-label", "aria-description", "placeholder"}
ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)


@cache
def interface() -> tuple[Message, ...]:
    """Every text that the interface has."""
    return tuple(site_messages(ROOT))


def choices(model: type[Any], field: str) -> tuple[str, ...]:
    """The words that a field of the format may hold."""
    return get_args(model.model_fields[field].annotation)


TABLES: dict[str, tuple[dict[Any, str], tuple[str, ...]]] = {
    "unknown": (words.UNKNOWN, get_args(UnknownKind)),
    "strength": (words.STRENGTH, get_args(VerbClass)),
    "actor": (words.ACTOR, tuple(c for c in choices(Action, "by") if c != "publisher")),
    "rank": (words.RANK, choices(Publisher, "rank")),
    "plan": (words.PLAN_KIND, choices(Plan, "kind")),
    "chapter": (words.CHAPTER_KIND, choices(Chapter, "kind")),
    "event": (words.EVENT, choices(Event, "event")),
    "level": (words.LEVEL, choices(Reference, "level")),
    "group": (words.TERM_GROUP, choices(Term, "group")),
    "state": (STATE_NAMES, get_args(StateKind)),
}


@pytest.mark.parametrize("name", TABLES)
def test_every_choice_of_the_format_has_a_word(name: str) -> None:
    """A new choice without a word would break the first page that shows it."""
    table, allowed = TABLES[name]
    assert set(table) == set(allowed)
    assert len(set(table.values())) == len(table), "two choices that read the same"
    known = {message.text for message in interface()}
    assert set(table.values()) <= known


NOT_TEXTS = {
    *places._ROWS,  # headings of the 五十音 table, on Japanese pages only
    "他",  # the same
    renderer._JAPANESE_GAP.pattern,  # an expression for what stands between Japanese sentences
}
"""Japanese in the code that no translator needs to see."""
MODULES = [
    *sorted((PACKAGE / "pages").glob("*.py")),
    *(PACKAGE / name for name in ("words.py", "states.py", "notfound.py")),
]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_what_code_hands_to_pages_is_seen_by_translators(path: Path) -> None:
    """Every Japanese string in the code that makes pages is marked as a text."""
    assert [text for text in bare_strings(path) if text not in NOT_TEXTS] == []


def bare_strings(path: Path) -> Iterator[str]:
    """Japanese strings outside docstrings that no translator is shown."""
    tree = ast.parse(path.read_text("utf-8"))
    known: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            known.add(id(node.value))
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if name in GETTEXT:
                known |= {id(argument) for argument in node.args}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and id(node) not in known:
            text = node.value
            if isinstance(text, str) and re.search("[ぁ-ヺ一-龠]", text):
                yield text


class Readable(HTMLParser):
    """What of a template's HTML a reader meets, with its place in what is parsed."""

    VOID = frozenset({"br", "hr", "img", "input", "link", "meta", "rect", "use", "path"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._japanese: list[bool] = [False]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Its language and the attributes that are read out."""
        given = dict(attrs)
        self.found += [given[name] or "" for name in FOR_READERS & set(given)]
        if tag not in self.VOID:
            self._japanese.append(given.get("lang") == "ja")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """The same for an element that closes itself."""

    def handle_endtag(self, tag: str) -> None:
        """Back in the language around it."""
        if tag not in self.VOID and len(self._japanese) > 1:
            self._japanese.pop()

    def handle_data(self, data: str) -> None:
        """Text; Japanese inside an element that says so is a quotation."""
        if not self._japanese[-1]:
            self.found.append(data)


def bare_words(source: str) -> list[str]:
    """The words of a template outside ``_()``: in its HTML and in its expressions."""
    html: list[str] = []
    found: list[str] = []
    inside: list[str] = []
    branches: list[bool] = []
    for _line, kind, value in ENVIRONMENT.lex(source):
        if kind == "data":
            # A branch for Japanese pages alone may be in Japanese.
            html.append(JAPANESE.sub("", value) if any(branches) else value)
        elif kind in {"variable_begin", "block_begin"}:
            inside = []
        elif kind in {"variable_end", "block_end"}:
            code = "".join(inside).strip()
            word = code.split(" ")[0]
            if word == "if":
                branches.append(code.startswith('if here.lang == "ja"'))
            elif word in {"else", "elif"} and branches:
                branches[-1] = False
            elif word == "endif":
                branches.pop()
            if not any(branches):
                found += bare_literals(code)
            # The name of an element may be an expression.
            shown = "div" if re.search("</?[a-z]*$", html[-1] if html else "") else "\0"
            html.append(shown if kind == "variable_end" else "")
        elif not kind.startswith("comment"):
            inside.append(value)
    reader = Readable()
    reader.feed("".join(html))
    reader.close()
    texts = (text.replace("\0", " ").strip() for text in reader.found)
    return [
        *found,
        *(text for text in texts if JAPANESE.search(text) or re.search("[A-Za-z]{2,}", text)),
    ]


def bare_literals(code: str) -> list[str]:
    """The Japanese strings of an expression that are no argument of ``_()`` or ``ngettext()``."""
    called = r"(?:\b_|\bn?gettext)\(\s*(?:(?:\"[^\"]*\"|'[^']*')\s*,\s*)*(?:\"[^\"]*\"|'[^']*')"
    rest = re.sub(called, "", code)
    return [text for text in re.findall(r"\"[^\"]*\"|'[^']*'", rest) if JAPANESE.search(text)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.parent.name + "/" + path.name)
def test_every_word_of_a_template_is_seen_by_translators(path: Path) -> None:
    """Nothing that a reader meets is written into the HTML itself, in any language."""
    assert bare_words(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<p>{{ _("取組") }}</p>', []),
        ("<p>取組</p>", ["取組"]),
        ("<p>See all</p>", ["See all"]),
        ('<p>{{ "取組" }}</p>', ['"取組"']),
        ('<p>{{ _("取組") if x else "工程" }}</p>', ['"工程"']),
        ('<p>{{ ngettext("%(num)s件", "%(num)s件", n) }}</p>', []),
        ('<p>{{ ngettext("一件", "多数", n) }}、</p>', ["、"]),
        ('<nav aria-label="サイト"></nav>', ["サイト"]),
        ("<nav aria-label=\"{{ _('サイト') }}\"></nav>", []),
        ('<a title="More" class="more" href="more/">{{ x }}</a>', ["More"]),
        ('{% if here.lang == "ja" %}<small>年目</small>{% else %}<small>year</small>{% endif %}', ["year"]),
        ('{% if here.lang == "ja" %}{{ "、" }}{% endif %}{% if x %}{{ "、" }}{% endif %}', ['"、"']),
        ('<b lang="ja">「{{ x }}」</b>（', ["（"]),
        ('{% set tag = "ol" %}<p{% if x %} class="on"{% endif %}>{{ x }}</p>', []),
        ("{# 注釈 #}<p>{{ x }}</p>", []),
        ("<p>{{ x }} – CC BY {{ y }}</p>", ["– CC BY"]),
    ],
)  # fmt: skip
def test_the_search_for_bare_words_finds_them(source: str, expected: list[str]) -> None:
    """It would be worth little if it found nothing."""
    assert bare_words(source) == expected


def test_every_interface_text_is_japanese_first() -> None:
    """Staff write Japanese; a text without any would be one that nobody in the town hall wrote."""
    texts = [message.text for message in interface()]
    assert len(set(texts)) > 200
    foreign = {text for text in texts if not JAPANESE.search(text)}
    assert foreign <= {"KPI", "ID"}


def test_the_interface_is_complete_in_english() -> None:
    """In singular and plural."""
    catalogue = read_catalogue(ROOT / "locales" / "en" / "site.po", "en")
    for message in interface():
        if message.plural:
            assert catalogue.count(message.text, 1), message.text
            assert catalogue.count(message.text, 2), message.text
        else:
            assert catalogue.find("", message.text), message.text
