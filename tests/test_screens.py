"""The guide's pictures: each is there, small, told in words, and shows what it is said to show."""

from __future__ import annotations

import re
import shutil
import struct
from contextlib import nullcontext
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pydantic import ValidationError

from builders import ROOT
from dxplans.cli import main
from dxplans.screens import camera as cameras
from dxplans.screens import drawing
from dxplans.screens.camera import Camera, NothingThere
from dxplans.screens.screen import (
    FOLDER,
    LANGUAGES,
    LARGEST,
    Change,
    Screen,
    image,
    read_record,
    read_screens,
    record_text,
)
from dxplans.screens.studio import edit

SCREENS = read_screens(ROOT)
RECORD = read_record(ROOT / FOLDER)
ALT = {"ja": "あ", "en": "a"}


def sizes(path: Path) -> tuple[int, int]:
    """Width and height of a WebP picture, in its own points."""
    data = path.read_bytes()
    assert data[:4] == b"RIFF"
    if data[8:16] == b"WEBPVP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    assert data[8:16] == b"WEBPVP8 "
    width, height = struct.unpack("<HH", data[26:30])
    return width & 0x3FFF, height & 0x3FFF


@pytest.mark.parametrize("name", SCREENS)
def test_every_picture_is_there_and_as_it_is_wanted(name: str) -> None:
    """In both languages, small, in its proportions; `dxplans pictures NAME` makes it anew."""
    for lang in LANGUAGES:
        made = RECORD[f"{lang}/{name}"]
        path = ROOT / FOLDER / f"{lang}/{name}.webp"
        assert path.stat().st_size <= LARGEST
        width, height = sizes(path)
        assert abs(width / height - made.width / made.height) < 0.02
        assert made.digest == SCREENS[name].digest, f"dxplans pictures {name}"
        assert len(made.shown) == len(SCREENS[name].marks)
        words = getattr(SCREENS[name].alt, lang)
        assert len(words) > 20
        for number in range(1, len(made.shown) + 1):
            assert str(number) in words


def test_nothing_is_kept_that_no_picture_needs() -> None:
    """Neither files nor records; and the guide shows each of them."""
    names = {f"{lang}/{name}" for lang in LANGUAGES for name in SCREENS}
    assert set(RECORD) == names
    files = {p.relative_to(ROOT / FOLDER).with_suffix("") for p in (ROOT / FOLDER).rglob("*.webp")}
    assert {path.as_posix() for path in files} == names
    for suffix in (".md", ".en.md"):
        text = "".join(p.read_text("utf-8") for p in (ROOT / "docs/edit").glob(f"[a-z]*{suffix}"))
        assert set(re.findall(r"^@@picture ([a-z-]+)@@$", text, re.MULTILINE)) == set(SCREENS)


@pytest.mark.parametrize("name", [name for name, screen in SCREENS.items() if screen.file])
def test_a_pictured_file_still_holds_the_marked_words(name: str) -> None:
    """Its other lines may change; where these do, the picture is taken anew."""
    screen = SCREENS[name]
    line = next(text for _, text in drawing.lines_of(ROOT, screen) if screen.find in text)
    assert all(words in line for words in RECORD[f"ja/{name}"].shown)


def test_a_picture_stands_in_a_page_with_its_size_and_words(tmp_path: Path) -> None:
    """So that nothing jumps while it loads; a third language has the Japanese one, marked so."""
    html = image(ROOT, "file-target", "en", "../../../")
    assert '<img src="../../../pictures/en/file-target.webp" width="560" height="' in html
    assert SCREENS["file-target"].alt.en in unescape(html)
    assert "lang=" not in html
    other = image(ROOT, "file-target", "xx", "../")
    assert "pictures/ja/file-target.webp" in other
    assert 'lang="ja"' in other
    with pytest.raises(KeyError):
        image(ROOT, "nothing", "ja", "")
    assert (read_screens(tmp_path), read_record(tmp_path)) == ({}, {})


def test_the_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    """With words of any kind."""
    (tmp_path / "made.yaml").write_text(record_text(RECORD), "utf-8")
    assert read_record(tmp_path) == RECORD


def test_what_is_wanted_decides_what_is_out_of_date() -> None:
    """Another line or mark asks for a new picture, another wording beside it does not."""
    screen = SCREENS["file-target"]
    assert screen.digest != screen.model_copy(update={"find": "baseline"}).digest
    assert screen.digest == screen.model_copy(update={"alt": SCREENS["sheet"].alt}).digest


@pytest.mark.parametrize("subject", [{}, {"page": "", "file": "a"}, {"sheet": [["a"]], "page": ""}])
def test_a_picture_is_of_one_thing(subject: dict[str, object]) -> None:
    """Data that says none or two is refused."""
    with pytest.raises(ValidationError, match="exactly one"):
        Screen.model_validate({**subject, "alt": ALT})


def test_what_is_gone_is_told(tmp_path: Path) -> None:
    """A line that no file holds any more is not silently left out."""
    (tmp_path / "a.yaml").write_text("a: 1\nb: 1\n", "utf-8")
    screen = Screen.model_validate({"file": "a.yaml", "find": "b:", "around": (9, 9), "alt": ALT})
    assert drawing.lines_of(tmp_path, screen) == [(1, "a: 1"), (2, "b: 1"), (3, "")]
    with pytest.raises(ValueError, match="c:"):
        drawing.lines_of(tmp_path, screen.model_copy(update={"find": "c:"}))
    edit(tmp_path, Change(file="a.yaml", old="b: 1", new="b: 2"))
    assert (tmp_path / "a.yaml").read_text("utf-8") == "a: 1\nb: 2\n"
    with pytest.raises(ValueError, match="x"):
        edit(tmp_path, Change(file="a.yaml", old="x", new="y"))


def test_a_comment_is_drawn_in_each_language() -> None:
    """What GitHub folds away is shown to who reads English; a word with a number is one that is pressed."""
    text = (
        "<!-- m -->\n\n## 直す\n\n- [直す](https://a.example/)\n\n"
        "<details><summary>English</summary>\n\n## To edit\n\n- [edit](https://a.example/)\n\n</details>\n"
    )
    screen = Screen.model_validate(
        {"comment": {"file": "a", "old": "b", "new": "c"}, "marks": [{"ja": "直す", "en": "edit"}], "alt": ALT}
    )  # fmt: skip
    japanese, english = (drawing.comment(text, screen, lang) for lang in LANGUAGES)
    assert (
        "<h2><span" in japanese
        or '<a href="https://a.example/"><span class="mark-1">直す' in japanese
    )
    assert '<a href="https://a.example/"><span class="mark-1">edit</span></a>' in english
    assert "To edit" not in japanese
    assert "details" not in english


@pytest.mark.browser
def test_a_ring_stands_at_what_is_meant(browser: Browser) -> None:
    """And the words there are kept; what is not there is an error."""
    camera = Camera(browser)
    html = drawing.page('<p>before</p><p class="mark-1">the  place</p>')
    plain, ringed = camera.of_html(html, ()), camera.of_html(html, (".mark-1",))
    assert ringed.shown == ("the place",)
    assert plain.content != ringed.content
    assert (plain.width, plain.height) == (ringed.width, ringed.height)
    assert len(ringed.content) <= LARGEST
    with pytest.raises(NothingThere, match="mark-2"):
        camera.of_html(html, (".mark-1", ".mark-2"))


@pytest.fixture
def guided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, browser: Browser) -> Path:
    """A copy of our own project; the command has the browser of all tests, for a process holds one."""
    monkeypatch.setattr(cameras, "camera", lambda _chromium: nullcontext(Camera(browser)))
    root = tmp_path / "project"
    for name in ("plans", "glossary", "themes", "questions", "search", "guide", "locales", "docs",
                 "theme_overrides", "reading", "hooks", "a11y"):  # fmt: skip
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", root)
    monkeypatch.chdir(root)
    return root


@pytest.mark.browser
def test_a_picture_that_there_is_not_is_refused(
    guided: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With the one that was meant; so is data that no picture can be taken of."""
    assert main(["pictures", "edit-lnk"]) == 2
    assert "edit-link" in capsys.readouterr().err
    path = guided / "docs" / "pictures.yaml"
    path.write_text(path.read_text("utf-8").replace("printed: 10件", "printed: 99件"), "utf-8")
    assert main(["pictures", "file-target", "--out", "out"]) == 2
    assert "printed: 99件" in capsys.readouterr().err
    assert not (guided / "out").exists()


@pytest.mark.slow
def test_the_command_pictures_the_real_site(guided: Path) -> None:
    """What stands at the marks is what stands there in the pictures that are published."""
    assert main(["pictures", "edit-link", "file-target", "--out", "out"]) == 0
    found = read_record(guided / "out")
    for name in ("ja/edit-link", "en/edit-link", "ja/file-target"):
        assert found[name].shown == RECORD[name].shown
        assert (guided / "out" / f"{name}.webp").stat().st_size <= LARGEST
