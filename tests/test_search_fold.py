"""Texts as they are compared: the same in Python, which builds the index, and in search.js."""

from __future__ import annotations

import json
import subprocess
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import ROOT, from_yaml
from dxplans.search.fold import Fold, grams
from dxplans.search.stem import stem

CASES: dict[str, Any] = from_yaml((ROOT / "tests" / "search" / "fold.yaml").read_text("utf-8"))
FOLD = Fold(tuple(map(tuple, CASES["variants"])))
NODE = ROOT / ".venv" / "bin" / "node"
ASK = """
import { readFileSync } from "node:fs";
const { folder, stem } = await import(process.argv[1]);
const { variants, asked } = JSON.parse(readFileSync(0, "utf8"));
const fold = folder(variants);
console.log(JSON.stringify(asked.map(([how, text]) => how === "stem" ? stem(text) : fold(text, how === "text").s)));
"""


def by_script(asked: list[tuple[str, str]]) -> list[str]:
    """What search.js makes of texts, queries and words."""
    module = (ROOT / "theme_overrides" / "assets" / "search.js").as_uri()
    given_ = json.dumps({"variants": sorted(FOLD.table.items()), "asked": asked})
    command = [str(NODE), "--input-type=module", "-e", ASK, module]
    done = subprocess.run(command, input=given_, capture_output=True, text=True, check=True)
    found: list[str] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(("text", "folded"), CASES["texts"].items())
def test_a_text_is_folded(text: str, folded: str) -> None:
    """Width, case, kana, dashes, years, spellings and forms of English words do not count."""
    assert FOLD.text(text) == folded


@pytest.mark.parametrize(("query", "folded"), CASES["queries"].items())
def test_blanks_part_the_words_of_a_query(query: str, folded: str) -> None:
    """In a page a blank between Japanese characters says nothing."""
    assert FOLD.text(query, joined=False) == folded


@pytest.mark.parametrize(("folded", "found"), CASES["grams"].items())
def test_a_text_is_cut(folded: str, found: list[str]) -> None:
    """Into pairs of characters, and words with their parts."""
    assert list(grams(folded, frozenset(CASES["stop"]))) == found


def test_folding_twice_changes_nothing() -> None:
    """What the vocabulary holds folded may be folded again."""
    for folded in CASES["texts"].values():
        assert FOLD.text(folded) == folded


@pytest.mark.slow
def test_the_script_folds_alike() -> None:
    """Every case, and every word of the project's own vocabulary."""
    asked = [("text", text) for text in CASES["texts"]]
    asked += [("query", text) for text in CASES["queries"]]
    pages = [
        *ROOT.glob("search/*.yaml"),
        *ROOT.glob("glossary/*.yaml"),
        *ROOT.glob("themes/*.yaml"),
    ]
    asked += [("text", path.read_text("utf-8")) for path in pages]
    catalogue = (ROOT / "locales" / "en" / "glossary.po").read_text("utf-8")
    asked.append(("text", catalogue))
    expected = [FOLD.text(text, joined=how == "text") for how, text in asked]
    assert by_script(asked) == expected


def test_the_script_stems_alike() -> None:
    """Every English word of the themes and the glossary."""
    texts = " ".join(path.read_text("utf-8") for path in (ROOT / "locales" / "en").glob("*.po"))
    words = sorted({word for word in texts.lower().split() if word.isascii() and word.isalpha()})
    assert len(words) > 500
    assert by_script([("stem", word) for word in words]) == [stem(word) for word in words]


@given(st.text(max_size=60))
def test_any_text_can_be_folded(text: str) -> None:
    """Nothing that somebody types is an error, and no gram is empty."""
    assert all(grams(FOLD.text(text)))
