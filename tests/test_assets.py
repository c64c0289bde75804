"""Scripts, styles and pictures under names that change with their content."""

from __future__ import annotations

import re
from pathlib import Path

from builders import ROOT
from dxplans.assets import published_assets


def a_folder(root: Path, **files: str) -> Path:
    """A project with these assets; returns its root."""
    folder = root / "theme_overrides" / "assets"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, "utf-8")
    return root


def test_a_name_holds_the_contents_hash(tmp_path: Path) -> None:
    """A browser may keep the file for ever: changed content has another address."""
    names, contents = published_assets(a_folder(tmp_path, style_css="a{}", site_js="1"))
    before = names["style.css"]
    assert re.fullmatch(r"assets/style-[0-9a-f]{10}\.css", before)
    assert contents[before] == b"a{}"

    names, _contents = published_assets(a_folder(tmp_path, style_css="b{}"))
    assert names["style.css"] != before
    assert published_assets(a_folder(tmp_path, style_css="a{}"))[0]["style.css"] == before


def test_only_files_meant_for_readers_are_published(tmp_path: Path) -> None:
    """Not what editors and file managers leave behind, nor folders."""
    root = a_folder(tmp_path, style_css="a{}")
    folder = root / "theme_overrides" / "assets"
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "drafts").mkdir()
    assert list(published_assets(root)[0]) == ["style.css"]


def test_the_projects_own_assets_are_few_and_ours() -> None:
    """One stylesheet, one script, one icon; none of them asks another host for anything."""
    names, contents = published_assets(ROOT)
    assert {"style.css", "site.js", "icon.svg"} <= set(names)
    for name, content in contents.items():
        text = content.decode("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?:|@import|url\(\s*['\"]?//", text), name


def test_scripts_are_published_without_comment_lines(tmp_path: Path) -> None:
    """A quarter of the bytes; what stands behind code or inside a text stays."""
    source = '// why\n(() => {\n  // here\n  go("// no", `a`); // so\n})();\n'
    _names, contents = published_assets(a_folder(tmp_path, site_js=source))
    assert list(contents.values()) == [b'(() => {\ngo("// no", `a`); // so\n})();\n']


def test_no_text_of_a_script_runs_over_lines() -> None:
    """Or the above would change it: a template begun on a line ends there."""
    for path in (ROOT / "theme_overrides" / "assets").glob("*.js"):
        for line in path.read_text("utf-8").split("\n"):
            if '‘`´"' not in line:  # the signs that the search takes for one another
                assert line.count("`") % 2 == 0, (path.name, line)
