"""Texts in a language: what is printed, how it is marked, and that nothing can be left untranslated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment
from markupsafe import Markup, escape
from pydantic import BaseModel

from builders import MINIMAL, ROOT, the_portal
from dxplans import localise
from dxplans.catalogue import Catalogue, Message
from dxplans.localise import Language, Text, View, extract
from dxplans.model import Initiative, Term
from dxplans.portal import load
from dxplans.translation import Translation, edition_messages
from dxplans.views import LocalEdition

ENGLISH = Language(
    "en",
    Catalogue(
        "en",
        {
            ("rpa/label", "RPA"): "RPA",
            ("rpa/definition", "作業を<自動>にする。"): "Does <work> by itself.",
            ("i/actions/more/text", "ふやします。"): "There will be more.",
            ("i/notes", "一つめ。"): "First.",
        },
    ),
)
JAPANESE = Language("ja", Catalogue("ja"))
TERM = Term(
    label="RPA",
    reading="あーるぴーえー",
    group="technology",
    aliases=("ロボット",),
    definition="作業を<自動>にする。",
    more="くわしくは未定です。",
)
INITIATIVE = Initiative.model_validate(
    {
        "title": "申請",
        "section": "2 取組",
        "summary": "取組です。",
        "actions": [
            {"id": "less", "text": "へらします。", "verb": "へらす", "class": "extends"},
            {"id": "more", "text": "ふやします。", "verb": "ふやす", "class": "extends"},
        ],
        "notes": ["一つめ。", "二つめ。"],
    }
)


def printed(text: object) -> str:
    """What a template prints."""
    return Environment(autoescape=True).from_string("{{ text }}").render(text=text)


def test_japanese_is_what_was_written() -> None:
    """The language that texts are written in needs no catalogue, and marks nothing."""
    view = View(TERM, JAPANESE, "rpa")
    assert (view.definition, view.definition.lang) == (TERM.definition, "ja")
    assert printed(view.definition) == "作業を&lt;自動&gt;にする。"


def test_a_translation_is_printed_in_place_of_the_japanese() -> None:
    """Escaped like any other text; templates cannot forget it."""
    view = View(TERM, ENGLISH, "rpa")
    assert (view.definition, view.definition.lang) == ("Does <work> by itself.", "en")
    assert printed(view.definition) == "Does &lt;work&gt; by itself."


def test_a_text_without_translation_is_marked_as_japanese() -> None:
    """A screen reader changes its voice, and the page can say so (WCAG 3.1.2)."""
    more = View(TERM, ENGLISH, "rpa").more
    assert (more, more.lang, more.foreign) == ("くわしくは未定です。", "ja", True)
    assert 'lang="ja"' in printed(more)
    assert printed(more).endswith(">くわしくは未定です。</span>")


@pytest.mark.parametrize("value", ["RPA", "5G", "Society 5.0", "-"])
def test_a_text_that_is_the_same_in_every_language_is_not_marked(value: str) -> None:
    """Latin letters and figures are read alike."""
    text = Language("en", Catalogue("en")).text("x", value)
    assert not text.foreign
    assert printed(text) == value


def test_japanese_that_a_translation_quotes_is_marked() -> None:
    """The English of a correction speaks about Japanese characters."""
    text = Text("The character “単” was left out.", "en")
    assert printed(text) == 'The character “<span lang="ja">単</span>” was left out.'
    assert "span" not in printed(Text("文字「単」を除きました。", "ja"))


def test_a_foreign_text_is_escaped_too() -> None:
    """Markup in a plan is text on every page."""
    assert "&lt;b&gt;" in printed(Text("<b>太字", "ja", foreign=True))


def test_values_below_are_seen_in_the_same_language() -> None:
    """By the ids of list items, wherever they stand; what is no text stays what it is."""
    view = View(INITIATIVE, ENGLISH, "i")
    assert [(action.id, str(action.text), action.text.foreign) for action in view.actions] == [
        ("less", "へらします。", True),
        ("more", "There will be more.", False),
    ]
    assert view.actions[0].strength == "extends"
    assert [str(note) for note in view.notes] == ["First.", "二つめ。"]
    assert (view.schedule, view.kpis) == (None, ())
    assert view.model is INITIATIVE
    assert View(TERM, ENGLISH, "rpa").aliases == ("ロボット",)


def test_a_view_has_what_its_value_has() -> None:
    """A misspelt name in a template is an error, not an empty place."""
    with pytest.raises(AttributeError, match="titel"):
        _ = View(INITIATIVE, ENGLISH, "i").titel


def test_translators_get_every_text_with_its_place_and_file() -> None:
    """In the order of the page; what carries over untouched is not among them."""
    assert list(extract(TERM, "rpa", "glossary/rpa.yaml")) == [
        Message("rpa/label", "RPA", "", "glossary/rpa.yaml"),
        Message("rpa/definition", "作業を<自動>にする。", "", "glossary/rpa.yaml"),
        Message("rpa/more", "くわしくは未定です。", "", "glossary/rpa.yaml"),
    ]
    places = [message.context for message in extract(INITIATIVE, "i")]
    assert places == [
        "i/title", "i/section", "i/summary", "i/actions/less/text", "i/actions/less/verb",
        "i/actions/more/text", "i/actions/more/verb", "i/notes", "i/notes",
    ]  # fmt: skip


def texts_of(value: object) -> Iterator[Text]:
    """Every text that a view shows, at any depth."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)
    elif isinstance(value, View):
        model: BaseModel = value.model
        for name in type(model).model_fields:
            yield from texts_of(getattr(value, name))


@pytest.mark.parametrize("root", [ROOT, MINIMAL], ids=["real", "minimal"])
def test_what_pages_look_up_is_what_translators_are_given(root: Path) -> None:
    """With every text that is listed translated, no page of any plan has Japanese left on it."""
    portal = the_portal() if root == ROOT else load(root)
    for edition in portal.editions():
        found = list(edition_messages(edition))
        known = {(message.context, message.text): "translated" for message in found}
        local = LocalEdition(edition, Language("xx", Catalogue("xx", known)))
        parts = [
            local.plan,
            *local.chapters.values(),
            *local.initiatives.values(),
            *local.answers.values(),
            *local.stances.values(),
            *local.progress.values(),
        ]
        shown = [text for part in parts for text in texts_of(part)]
        assert len(shown) == len(found)
        assert {str(text) for text in shown} == {"translated"}


def test_one_language_reads_its_files_once(tmp_path: Path) -> None:
    """The words of the interface, the glossary and the themes; what has no file stays Japanese."""
    folder = tmp_path / "locales" / "en"
    folder.mkdir(parents=True)
    header = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    entry = 'msgctxt "{0}"\nmsgid "窓口"\nmsgstr "Counter"\n'
    for name, place in (("glossary", "a/label"), ("themes", "b/title")):
        (folder / f"{name}.po").write_text(header + entry.format(place), "utf-8")
    words = Translation(tmp_path, "en")
    assert words.glossary.text("a/label", "窓口") == "Counter"
    assert words.glossary.text("b/title", "窓口").foreign
    assert words.themes.text("b/title", "窓口") == "Counter"
    assert words.interface.find("", "窓口") is None
    (folder / "glossary.po").unlink()
    assert words.glossary.text("a/label", "窓口") == "Counter"


@pytest.mark.parametrize(
    "value",
    [
        "a < b & 'c'",
        Markup("<b>a</b>"),
        Text("計画 <1>", "ja"),
        Text("計画", "ja", foreign=True),
        Text("計画", "ja", foreign=True, kept=True),
        Text("The 計画 & <1>", "en"),
        5,
        None,
    ],
)
def test_pages_print_what_escape_makes(value: object) -> None:
    """The short way to the same bytes; and the same words in two languages are told apart."""
    assert localise.printed(value) == escape(value)
    assert type(localise.filled("<i>%(a)s</i>", {"a": value})) is Markup
    assert localise.filled("<i>%(a)s</i>", {"a": value}) == f"<i>{escape(value)}</i>"
