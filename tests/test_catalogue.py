"""Translations through a plan's life: texts come, change, go and return; PO files break and are mended."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import polib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import ROOT, a_project, an_edit, the_portal
from dxplans.catalogue import Message, State, read_catalogue, update
from dxplans.check.messages import say
from dxplans.check.report import check_project
from dxplans.pofile import po_files, po_problems
from dxplans.problem import PlanError
from dxplans.translation import update_language

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


class Book:
    """One PO file with a few strokes of a translator's pen."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "locales" / "en" / "site.po"

    def update(self, *messages: Message | tuple[str, str]) -> State:
        """Bring the file up to date with texts, given as place and Japanese."""
        found = [m if isinstance(m, Message) else Message(*m) for m in messages]
        return update(self.path, found, "en")

    def translate(self, text: str, english: str | tuple[str, ...], *, fuzzy: bool = False) -> None:
        """Write the English of a text, as a translator's editor would."""
        po = polib.pofile(str(self.path), wrapwidth=0)
        entry = next(e for e in po if e.msgid == text and not e.obsolete)
        if isinstance(english, tuple):
            entry.msgstr_plural = dict(enumerate(english))
        else:
            entry.msgstr = english
        entry.flags = ["fuzzy"] if fuzzy else []
        entry.previous_msgid = entry.previous_msgid if fuzzy else None
        po.save(str(self.path))

    def find(self, place: str, text: str) -> str | None:
        """What a page would print."""
        return read_catalogue(self.path, "en").find(place, text)

    @property
    def text(self) -> str:
        """The file."""
        return self.path.read_text("utf-8")


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """A PO file that is not there yet."""
    return Book(tmp_path)


def test_a_new_text_waits_for_its_translation(book: Book) -> None:
    """A text enters with its place and its file, empty, and counts as missing."""
    state = book.update(Message("kpi/name", "利用件数", file="plans/mine.yaml"))

    assert (state.total, state.translated, state.fuzzy, state.missing) == (1, 0, 0, 1)
    assert '#: plans/mine.yaml\nmsgctxt "kpi/name"\nmsgid "利用件数"\nmsgstr ""\n' in book.text
    assert book.find("kpi/name", "利用件数") is None


def test_a_translation_is_found_by_place_and_text(book: Book) -> None:
    """The same Japanese may mean something else elsewhere."""
    book.update(("a/title", "推進"), ("b/title", "推進"))
    book.translate("推進", "Promotion")

    assert book.find("a/title", "推進") == "Promotion"
    assert book.find("b/title", "推進") is None
    assert book.find("a/title", "推進します") is None


def test_a_changed_text_keeps_its_old_translation_as_a_draft(book: Book) -> None:
    """The translator sees what it was; the page shows Japanese until somebody has looked."""
    book.update(("a/text", "10件をめざします。"))
    book.translate("10件をめざします。", "The aim is 10.")

    state = book.update(("a/text", "12件をめざします。"))

    assert (state.total, state.translated, state.fuzzy, state.missing) == (1, 0, 1, 0)
    assert '#, fuzzy\n#| msgid "10件をめざします。"\n' in book.text
    assert 'msgstr "The aim is 10."' in book.text
    assert book.find("a/text", "12件をめざします。") is None
    assert book.find("a/text", "10件をめざします。") is None


def test_the_draft_names_the_text_it_was_made_from(book: Book) -> None:
    """However often the Japanese changes before a translator comes."""
    book.update(("a/text", "一"))
    book.translate("一", "One")
    book.update(("a/text", "二"))
    book.update(("a/text", "三"))

    assert '#| msgid "一"\nmsgctxt "a/text"\nmsgid "三"\nmsgstr "One"\n' in book.text


def test_a_draft_stays_a_draft_until_a_translator_says_so(book: Book) -> None:
    """Running the command again is not a review."""
    book.update(("a/text", "一"))
    book.translate("一", "One", fuzzy=True)

    assert book.update(("a/text", "一")).fuzzy == 1
    book.translate("一", "One")
    assert book.update(("a/text", "一")).translated == 1
    assert book.find("a/text", "一") == "One"


def test_a_text_that_goes_is_kept_and_returns_with_its_translation(book: Book) -> None:
    """A paragraph taken out and put back costs no translator's time."""
    book.update(("a/text", "一"), ("b/text", "二"))
    book.translate("一", "One")

    assert book.update(("b/text", "二")) == State(1, 0, 0)
    assert '#~ msgid "一"' in book.text
    assert book.find("a/text", "一") is None
    assert book.update(("a/text", "一"), ("b/text", "二")) == State(2, 1, 0)
    assert "#~" not in book.text
    assert book.find("a/text", "一") == "One"


def test_a_text_that_goes_untranslated_leaves_nothing(book: Book) -> None:
    """Nobody's work is lost with it."""
    book.update(("a/text", "一"), ("b/text", "二"))
    book.update(("b/text", "二"))

    assert "一" not in book.text


def test_moving_a_text_changes_only_its_line(book: Book) -> None:
    """The order is the plan's; a place is made of ids, so a translation moves with its text."""
    book.update(("x/a/text", "一"), ("x/b/text", "二"))
    book.translate("一", "One")
    book.translate("二", "Two")

    assert book.update(("x/b/text", "二"), ("x/a/text", "一")) == State(2, 2, 0)
    assert book.text.index("二") < book.text.index("一")


def test_of_several_texts_at_one_place_only_the_changed_one_is_outdated(book: Book) -> None:
    """Notes and list items without ids share their list's place."""
    book.update(("notes", "東の市です。"), ("notes", "西の町です。"))
    book.translate("東の市です。", "The city in the east.")
    book.translate("西の町です。", "The town in the west.")

    book.update(("notes", "東の市です。"), ("notes", "西の町と村です。"))

    assert book.find("notes", "東の市です。") == "The city in the east."
    assert '#| msgid "西の町です。"\nmsgctxt "notes"\nmsgid "西の町と村です。"' in book.text


def test_an_interface_text_is_not_given_an_unrelated_translation(book: Book) -> None:
    """Interface texts have no place: only a text much like the old one takes its translation over."""
    book.update(("", "すべての取組を見る"), ("", "電話"))
    book.translate("すべての取組を見る", "See all initiatives")
    book.translate("電話", "Telephone")

    assert book.update(("", "すべての工程を見る"), ("", "訂正と注記")) == State(2, 0, 1)
    assert '#| msgid "すべての取組を見る"\nmsgid "すべての工程を見る"' in book.text
    assert 'msgid "訂正と注記"\nmsgstr ""' in book.text
    assert '#~ msgid "電話"' in book.text


def test_a_counting_text_has_two_forms_in_english(book: Book) -> None:
    """One form missing is a translation missing: no page may print half of it."""
    text = "%(num)s件"
    book.update(Message("", text, plural=True))
    assert 'msgid_plural "%(num)s件"\nmsgstr[0] ""\nmsgstr[1] ""\n' in book.text

    book.translate(text, ("%(num)s case", ""))
    assert book.update(Message("", text, plural=True)) == State(1, 0, 0)
    assert read_catalogue(book.path, "en").count(text, 1) is None

    book.translate(text, ("%(num)s case", "%(num)s cases"))
    assert book.update(Message("", text, plural=True)) == State(1, 1, 0)
    found = read_catalogue(book.path, "en")
    counted = [found.count(text, number) for number in (0, 1, 2)]
    assert counted == ["%(num)s cases", "%(num)s case", "%(num)s cases"]
    assert found.count("ほかの文", 1) is None


@pytest.mark.parametrize(
    ("header", "forms", "numbers"),
    [
        ("nplurals=1; plural=0;", ("개",), {0: "개", 1: "개", 7: "개"}),
        (
            "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 ? 1 : 2);",
            ("план", "плана", "планов"),
            {1: "план", 3: "плана", 5: "планов", 21: "план"},
        ),
        ("nplurals=2; plural=(n > 1);", ("plan", "plans"), {0: "plan", 1: "plan", 2: "plans"}),
        ("as you like", ("one", "many"), {0: "many", 1: "one", 2: "many"}),
        ("nplurals=2; plural=n ** 2;", ("one", "many"), {1: "one", 2: "many"}),
    ],
)
def test_a_language_counts_in_its_own_way(
    book: Book, header: str, forms: tuple[str, ...], numbers: dict[int, str]
) -> None:
    """The file's header says how many forms there are and when; one that says nothing is English."""
    text = "計画"
    book.update(Message("", text, plural=True))
    po = polib.pofile(str(book.path))
    po.metadata["Plural-Forms"] = header
    po.save(str(book.path))

    book.update(Message("", text, plural=True))
    assert book.text.count("msgstr[") == len(forms)
    book.translate(text, forms)
    found = read_catalogue(book.path, "xx")
    assert {number: found.count(text, number) for number in numbers} == numbers


def test_what_a_translator_notes_in_the_file_stays(book: Book) -> None:
    """Names, dates and comments are the translators' own."""
    book.update(("a/text", "一"))
    noted = book.text.replace("#\n", "# Kept by the translators.\n", 1)
    noted = noted.replace('"Language: en\\n"', '"Language: en\\n"\n"Last-Translator: A. B.\\n"')
    noted = noted.replace('msgctxt "a/text"', '# ask the city\nmsgctxt "a/text"')
    book.path.write_text(noted, "utf-8")

    book.update(("a/text", "一"))

    for kept in ("# Kept by the translators.", "Last-Translator: A. B.", "# ask the city"):
        assert kept in book.text


TEXT = st.text(
    st.characters(
        codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp"), include_characters="\n\t"
    )
    | st.sampled_from('"\\\n%{}あ'),
    min_size=1,
    max_size=20,
)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(["", "a", "a/b"]), TEXT, TEXT), max_size=5))
def test_any_text_survives_the_file(
    tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, str, str]]
) -> None:
    """Whatever staff and translators write comes back as it was, and a second run changes nothing."""
    book = Book(tmp_path_factory.mktemp("book"))
    english = {(place, text): translation for place, text, translation in texts}
    book.update(*english)
    po = polib.pofile(str(book.path), wrapwidth=0)
    for entry in po:
        entry.msgstr = english[(entry.msgctxt or "", entry.msgid)]
    po.save(str(book.path))

    book.update(*english)
    once = book.path.read_bytes()
    book.update(*english)

    assert book.path.read_bytes() == once
    assert read_catalogue(book.path, "en").known == english


def test_no_file_is_no_translation(book: Book) -> None:
    """A language begins with nothing; its pages are in Japanese then, not broken."""
    assert book.find("a/text", "一") is None


BROKEN = {
    "a quotation mark inside the text": ('msgid "一"\nmsgstr "the "one""\n', 5),
    "a text that is not closed": ('msgid "一"\nmsgstr "one\n', 5),
    "a text without quotation marks": ("msgid 一\nmsgstr one\n", 4),
    "a merge that was not finished": ('<<<<<<< HEAD\nmsgid "一"\nmsgstr "one"\n', 4),
    "a Japanese text twice": ('msgid "一"\nmsgid "二"\nmsgstr "two"\n', 5),
    "a text without its line msgstr": ('msgid "一"\n\nmsgid "二"\nmsgstr "two"\n', 6),
    "a stray word": ('msgid "一"\nmsgstr "one"\none\n', 6),
    "something else altogether": ("今日は。\n", 4),
}


@pytest.mark.parametrize(("rest", "line"), BROKEN.values(), ids=BROKEN)
def test_a_broken_file_is_a_problem_with_its_line(book: Book, rest: str, line: int) -> None:
    """A translator reads where the slip is and what to do, in both languages; nothing is lost."""
    book.path.parent.mkdir(parents=True)
    book.path.write_text(HEADER + rest, "utf-8")

    for action in (lambda: book.find("", "一"), lambda: book.update(("", "一"))):
        with pytest.raises(PlanError) as caught:
            action()
        (problem,) = caught.value.problems
        assert str(problem.mark) == f"locales/en/site.po:{line}:1"
        shown = (HEADER + rest).split("\n")[line - 1].strip()
        assert f"翻訳ファイルのこの行を読み取れません → {shown}" in say(problem, "ja")
        assert f"This line of the translation file cannot be read → {shown}" in say(problem, "en")
    assert book.text == HEADER + rest


def test_all_broken_files_are_named_at_once(tmp_path: Path) -> None:
    """One run of a command shows all that is to be mended."""
    folder = tmp_path / "locales" / "en"
    (folder / "themes.po").mkdir(parents=True)
    (folder / "glossary.po").write_bytes((HEADER + 'msgid "一"\n').encode("cp932"))
    (folder / "site.po").write_text("今日は。\n", "utf-8")
    (folder / "good.po").write_text(HEADER, "utf-8-sig")

    with pytest.raises(PlanError) as caught:
        read_catalogue(folder / "site.po", "en")

    found = [(problem.mark.file, problem.code) for problem in caught.value.problems]
    assert found == [
        ("locales/en/glossary.po", "not_utf8"),
        ("locales/en/site.po", "bad_po"),
        ("locales/en/themes.po", "unreadable"),
    ]


def test_the_check_tells_them_too(tmp_path: Path) -> None:
    """With the plans' problems, in order of the files; asked for some files it tells only those."""
    slip = an_edit("glossary/rpa.yaml", "label: RPA", "lable: RPA")
    broken = {f"locales/en/{name}.po": HEADER + "msgid 一\n" for name in ("site", "themes")}
    root = a_project(tmp_path, edits=[slip], files=broken)

    def told(*paths: str) -> list[str]:
        return [str(problem.mark) for problem in check_project(root, paths).problems]

    files = ["locales/en/site.po:4:1", "locales/en/themes.po:4:1"]
    assert told() == ["glossary/rpa.yaml:2:1", *files]
    assert told("locales") == files
    assert told("locales/en/site.po") == files[:1]
    assert told("themes") == []


def test_a_broken_file_outside_a_project_is_named_as_it_was_asked_for(tmp_path: Path) -> None:
    """Problems call the files of a project from locales/ on, any other by its whole path."""
    path = tmp_path / "site.po"
    path.write_text("今日は。\n", "utf-8")

    with pytest.raises(PlanError) as caught:
        read_catalogue(path, "en")

    assert [problem.mark.file for problem in caught.value.problems] == [path.as_posix()]


def test_windows_line_ends_are_fine(book: Book) -> None:
    """Some editors write them."""
    book.path.parent.mkdir(parents=True)
    text = HEADER + 'msgctxt "a"\nmsgid "一"\nmsgstr "One"\n'
    book.path.write_bytes(text.replace("\n", "\r\n").encode())

    assert book.find("a", "一") == "One"


def test_the_projects_own_files_are_up_to_date_and_stay_so(tmp_path: Path) -> None:
    """`dxplans translate update` has been run after the last change, and changes nothing again."""
    shutil.copytree(ROOT / "locales", tmp_path / "locales")
    shutil.copytree(ROOT / "theme_overrides", tmp_path / "theme_overrides")

    states = update_language(tmp_path, the_portal(), "en")

    before = {path.relative_to(ROOT): path.read_bytes() for path in po_files(ROOT)}
    after = {path.relative_to(tmp_path): path.read_bytes() for path in po_files(tmp_path)}
    assert len(states) == len(before) == len(list(the_portal().editions())) + 7
    assert after == before
    assert po_problems(ROOT) == ()


@pytest.mark.slow
@pytest.mark.parametrize("path", list(po_files(ROOT)), ids=lambda path: path.stem)
def test_gettext_accepts_every_file(path: Path) -> None:
    """Any translator's tool can open them."""
    command = ("msgfmt", "--check", "--output-file=/dev/null", str(path))
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    complaints = [line for line in done.stderr.splitlines() if "missing in header" not in line]
    assert (done.returncode, complaints) == (0, [])
