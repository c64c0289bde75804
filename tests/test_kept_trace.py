"""What is noted while a page is made: everything that it may have read, whoever reads it."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from builders import a_project
from dxplans.edition import Edition, Town
from dxplans.kept.asked import plain
from dxplans.kept.prints import Prints, opened
from dxplans.kept.trace import ALL, FILE, Once, Shelf, Watched, note, reading, unnoted
from dxplans.pages.shelves import kpi_rows, live
from dxplans.portal import LINKS, Portal, load
from dxplans.views import LocalEdition

SHARED = {
    "towns", "terms", "themes", "questions", "matcher", "words", "furigana", "prefectures", "commitment",
    "corrections", "corrected", "guides", "comparisons", "gone",
}  # fmt: skip
"""What of a portal counts for every page: it is made from files that belong to no plan alone, or
is the list of the plans there are."""
NOT_SHOWN = {"warnings", "asked"}


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Portal:
    """The minimal plan, linked."""
    return load(a_project(tmp_path_factory.mktemp("trace")))


def test_whatever_data_hold_is_noted_or_counts_for_every_page() -> None:
    """Whoever adds a field decides which; none is forgotten."""

    def unnoted_in(kind: type, names: set[str]) -> set[str]:
        return {name for name in names if not isinstance(kind.__dict__[name], Watched)}

    assert unnoted_in(Edition, {one.name for one in fields(Edition)}) == {"town", "id"}
    assert unnoted_in(Town, {one.name for one in fields(Town)}) == {
        "prefecture",
        "slug",
        "editions",
    }
    slots = set(LocalEdition.__slots__)
    assert unnoted_in(LocalEdition, slots) == {"edition", "lang", "made", "_schedules"}
    assert {one.name for one in fields(Portal)} == {*LINKS, *SHARED, *NOT_SHOWN}
    assert unnoted_in(Portal, {one.name for one in fields(Portal)}) == {*SHARED, *NOT_SHOWN}


def test_one_value_is_noted_by_its_name_and_all_by_their_order(portal: Portal) -> None:
    """An initiative by its file; that there are two, and in which order, by the plan's."""
    (edition,) = portal.editions()
    with reading() as one:
        assert edition.initiatives["rpa"].title
    with reading() as order:
        assert list(edition.initiatives) == ["online", "rpa"]
    with reading() as each:
        assert len(list(edition.initiatives.values())) == 2
    key = edition.key
    assert one == {("initiatives", key, "rpa")}
    assert order == {("plan", key)}
    assert {("plan", key), ("initiatives", key, "online"), ("initiatives", key, "rpa")} == each
    assert edition.initiatives == {**edition.initiatives}


def test_what_is_made_once_is_read_by_everyone_who_gets_it() -> None:
    """And what notes by itself is not noted for the one who happens to make it."""
    shelf = Shelf({"a": 1}, ("kind",), ("kind", ALL))
    once = Once[int]()
    for _ in range(2):
        with reading() as reads:
            assert once.get(lambda: shelf["a"]) == 1
        assert reads == {("kind", "a")}
    with reading() as outer, unnoted():
        note("nothing")
    assert outer == set()


def test_a_question_to_all_plans_is_noted_by_its_answer(portal: Portal) -> None:
    """Its print is the same as long as the answer is, whatever else the plans say."""
    with reading() as reads:
        rows = kpi_rows(portal)
    (key,) = reads
    assert len(rows) == 2
    assert kpi_rows(portal) is rows
    assert Prints({}, portal).of(key) == Prints({"plans/a": "other"}, portal).of(key)
    assert live(portal) == list(portal.editions())


def test_an_answer_holds_names_alone(portal: Portal) -> None:
    """A page could show more of a value, and nobody would have noted it."""
    (edition,) = portal.editions()
    assert plain([edition, edition.town, {edition.town.prefecture: None}]) == (
        "tokyo/mihon/2026", "tokyo/mihon", (("tokyo", None),)
    )  # fmt: skip
    with pytest.raises(TypeError):
        plain([edition.plan])


def test_a_file_that_is_opened_past_the_data_is_noted(tmp_path: Path, portal: Portal) -> None:
    """A page that has read one that nobody looks at again is rendered always."""
    names = ("plans/a.yaml", "docs/about.md", ".cache/kept", "hooks/code.py")
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("", "utf-8")
    with reading() as reads:
        for name in names:
            (tmp_path / name).read_bytes()
    keys = set(opened(tmp_path, reads))
    assert keys == {(FILE, "plans/a.yaml"), (FILE, "docs/about.md")}
    files = {"plans/a.yaml": "its print"}
    known, again = Prints(files, portal), Prints(files, portal)
    assert known.of((FILE, "plans/a.yaml")) == again.of((FILE, "plans/a.yaml")) == "its print"
    assert known.of((FILE, "docs/about.md")) != again.of((FILE, "docs/about.md"))
    assert known.of(("asked", "no.such.question")) != again.of(("asked", "no.such.question"))
