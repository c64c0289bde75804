"""What is written about the project is true: commands exist, examples work, both languages agree."""

from __future__ import annotations

import ast
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from builders import FOLDERS, ROOT
from dxplans import cli
from dxplans.check.messages import line
from dxplans.check.report import check_project
from dxplans.library import KINDS
from dxplans.pages.addresses import HAND_WRITTEN

PACKAGE = ROOT / "hooks" / "dxplans"
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))
PAGES = sorted((ROOT / "docs").rglob("*.md"))
WRITTEN = [
    *(ROOT / name for name in ("README.md", "README.ja.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *PAGES,
    *sorted((ROOT / "decisions").glob("*.md")),
    *sorted((ROOT / "bench").glob("*.md")),
]
LONG = {
    "check/messages.py": "one table, two sentences a rule",
}
"""Modules that may be longer than 300 lines, with the reason."""
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
AI_RPA = "plans/yamaguchi/mine/2026/initiatives/ai-rpa.yaml"


def name_of(path: Path) -> str:
    """A path as a test's name."""
    return path.relative_to(ROOT).as_posix()


def code(path: Path) -> Iterator[str]:
    """Every piece of a text that is set as code, in blocks or within a line."""
    text = path.read_text("utf-8")
    blocks = re.findall(r"^```[^\n]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    for block in blocks:
        yield from block.splitlines()
    for block in re.findall(r"<code>(.*?)</code>", text, re.DOTALL):
        yield from re.sub(r"<[^>]+>", "", block).splitlines()
    rest = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    yield from re.findall(r"`([^`\n]+)`", rest)


# The code


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_opens_with_what_it_does(path: Path) -> None:
    """One sentence, on a line, that says what turns into what; nothing public is without words."""
    tree = ast.parse(path.read_text("utf-8"))
    first = (ast.get_docstring(tree) or "").split("\n\n")[0]
    assert re.fullmatch(r"\S[^\n]{20,98}[.:]", first.split("\n")[0]), first
    silent = [node.name for node in public_parts(tree) if not ast.get_docstring(node)]
    assert silent == []


def public_parts(
    node: ast.Module | ast.ClassDef,
) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    """Every function, class and method that others may use."""
    kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    for child in node.body:
        if isinstance(child, kinds) and not child.name.startswith("_"):
            yield child
            if isinstance(child, ast.ClassDef):
                yield from public_parts(child)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_can_be_read_in_one_sitting(path: Path) -> None:
    """About 300 lines at most."""
    lines = len(path.read_text("utf-8").splitlines())
    name = path.relative_to(PACKAGE).as_posix()
    assert (lines > 300) == (name in LONG), f"{name} has {lines} lines"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_the_package_knows_nothing_of_mkdocs(path: Path) -> None:
    """The way out of MkDocs stays open: only the hook beside the package imports it."""
    imported: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module.split(".")[0])
    assert not imported & {"mkdocs", "material", "mkdocs_static_i18n", "properdocs"}


def test_the_tour_names_every_part_of_the_package() -> None:
    """Somebody new finds each of its modules and folders there, and none that is gone."""
    tour = ast.get_docstring(ast.parse((PACKAGE / "__init__.py").read_text("utf-8"))) or ""
    named = set(re.findall(r"``([a-z_]+)``", tour))
    parts = {path.stem for path in PACKAGE.iterdir() if not path.name.startswith("_")}
    assert named <= parts
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()}
    assert folders <= named


# Commands and links


def commands() -> list[tuple[str, str]]:
    """Every command of ours that a text shows: where, and what is typed."""
    found = []
    for path in WRITTEN:
        for piece in code(path):
            typed = piece.split("#")[0].strip()
            match = re.search(r"(?:^|/|\s)(make|dxplans) (?![=:]).*", f" {typed}")
            if match and " " not in typed.split("make")[0].split("dxplans")[0].strip():
                found.append((name_of(path), match[0].strip().removeprefix("/")))
    return sorted(set(found))


def test_there_are_commands_to_check() -> None:
    """The search finds them in both READMEs."""
    for name in ("README.md", "README.ja.md"):
        typed = {command for file, command in commands() if file == name}
        assert {"make serve", "make test", "make check", "make site", "dxplans serve"} <= typed


@pytest.mark.parametrize(("file", "typed"), commands())
def test_every_command_in_a_text_exists(file: str, typed: str) -> None:
    """What is written can be typed."""
    words = shlex.split(typed)
    if words[0] == "make":
        targets = [word for word in words[1:] if "=" not in word]
        assert targets, file
        for target in targets:
            assert re.search(rf"^{re.escape(target)}:", MAKEFILE, re.MULTILINE), (file, target)
    else:
        arguments = [word for word in words[1:] if word not in {"…", "..."}]
        try:
            options = cli.parsed(arguments)
        except SystemExit as ended:
            assert ended.code == 0, (file, typed)  # noqa: PT017 - --help ends with 0
        else:
            assert callable(options.run)


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_every_file_that_a_text_links_to_exists(path: Path) -> None:
    """Pictures included; links to pages of the site are checked by the build."""
    text = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = re.findall(r"\]\(([^()\s]+)\)", text)
    missing = [
        target
        for target in targets
        if not re.match(r"[a-z]+:|#", target) and not (path.parent / target.split("#")[0]).exists()
    ]
    assert missing == []


@pytest.mark.parametrize("path", WRITTEN, ids=name_of)
def test_every_place_that_a_text_names_exists(path: Path) -> None:
    """Files and folders of the repository, where a text gives their names as code."""
    top = {entry.name for entry in ROOT.iterdir()} - {"site", ".cache", ".venv", "node_modules"}
    named = {
        piece.rstrip("/")
        for piece in code(path)
        # plans/<prefecture>/… and its like are patterns, not places.
        if piece.split("/")[0] in top
        and re.fullmatch(r"[A-Za-z0-9_./-]+", piece)
        and "/prefecture/" not in piece
    }
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


# The two languages


def headings(path: Path) -> list[tuple[int, str | None]]:
    """The level and anchor of every heading."""
    text = re.sub(r"^```.*?^```", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    found = re.findall(r"^(#+) .*?(?:\{#([a-z-]+)\})?$", text, re.MULTILINE)
    return [(len(level), anchor or None) for level, anchor in found]


@pytest.mark.parametrize("name", [page.strip("/") for page in HAND_WRITTEN])
def test_hand_written_pages_have_the_same_sections_in_both_languages(name: str) -> None:
    """The language switch leads to the same place on the same page."""
    japanese, english = (ROOT / "docs" / f"{name}{suffix}.md" for suffix in ("", ".en"))
    assert headings(japanese) == headings(english)
    assert all(anchor for _level, anchor in headings(japanese))
    for path in (japanese, english):
        front = yaml.safe_load(path.read_text("utf-8").split("---")[1])
        assert front["title"]
        assert front["description"]


def test_every_hand_written_page_is_in_both_languages() -> None:
    """None is forgotten when one is added."""
    names = {path.relative_to(ROOT / "docs").as_posix() for path in PAGES}
    japanese = {name for name in names if not name.endswith(".en.md")}
    assert japanese == {f"{page.strip('/')}.md" for page in HAND_WRITTEN}
    assert names == japanese | {name.replace(".md", ".en.md") for name in japanese}


def test_both_readmes_say_the_same() -> None:
    """As many sections, the same commands and the same links."""
    pair = [ROOT / "README.md", ROOT / "README.ja.md"]
    english, japanese = (path.read_text("utf-8") for path in pair)
    assert headings(pair[0]) == headings(pair[1])
    for pattern in (r"^make \w+", r"\]\((?!docs/|README)([^()]+)\)"):
        found = [re.findall(pattern, text, re.MULTILINE) for text in (english, japanese)]
        assert found[0] == found[1]


def test_contributing_says_the_same_in_both_languages() -> None:
    """The same sections in the same order, and the same commands in each."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    japanese, english = text.split("\n## English\n")
    for pattern in (r"^(###|[0-9]\.|\*\*|-) ?", r"`((?:make|dxplans) [^`]+)`", r"`([\w-]+\.yml)`"):
        found = [re.findall(pattern, half, re.MULTILINE) for half in (japanese, english)]
        assert found[0] == found[1], pattern


# The examples


def test_the_message_shown_is_the_message_given(tmp_path: Path) -> None:
    """Whoever changes only the printed figure reads what the texts show, place included."""
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    path = tmp_path / AI_RPA
    text = path.read_text("utf-8")
    old = "{printed: 10件, value: 10, unit: 件}"
    assert text.count(old) == 1
    path.write_text(text.replace(old, old.replace("10件", "12件")), "utf-8")

    (problem,) = check_project(tmp_path).problems

    assert line(problem, "ja") in list(code(ROOT / "README.ja.md"))
    readme = list(code(ROOT / "README.md"))
    assert line(problem, "ja") in readme or line(problem, "en") in readme


def test_the_example_of_a_correction_is_right(tmp_path: Path) -> None:
    """As corrections/README.md shows it, in a project like ours."""
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    fenced = re.search(
        r"^```yaml\n(.*?)^```",
        (ROOT / "corrections/README.md").read_text("utf-8"),
        re.MULTILINE | re.DOTALL,
    )
    assert fenced is not None
    (tmp_path / "corrections").mkdir(exist_ok=True)
    (tmp_path / "corrections" / "2026.yaml").write_text(fenced[1], "utf-8")
    assert check_project(tmp_path).problems == ()


def test_the_table_of_files_is_the_format() -> None:
    """The page names every kind of file, in both languages."""
    places = {
        "publisher": "publisher.yaml", "plan": "plan.yaml", "chapter": "chapters/",
        "initiative": "initiatives/", "progress": "progress/", "answers": "/answers.yaml",
        "stances": "/themes.yaml", "gone": "/gone.yaml", "term": "glossary/", "theme": "themes/",
        "question": "questions/", "comparison": "comparisons/", "corrections": "corrections/", "guide": "guide/",
        "policy": "a11y/policy.yaml", "criteria": "a11y/criteria.yaml",
        "judgements": "a11y/judgements.yaml",
        **{
            kind: f"search/{kind}.yaml"
            for kind in (
                "variants", "synonyms", "misspellings", "readings", "topics", "elsewhere", "common",
            )
        },
        **{kind: f"reading/{kind}.yaml" for kind in ("phrases", "furigana")},
    }  # fmt: skip
    assert set(places) == set(KINDS)
    for name in ("files.md", "files.en.md"):
        text = (ROOT / "docs" / "edit" / name).read_text("utf-8")
        first = re.findall(r"^(?:\| )?`([^`]+)`(?: \||$)", text, re.MULTILINE)
        assert len(first) == len(places)
        for place in places.values():
            assert any(cell.endswith(place) for cell in first), place
