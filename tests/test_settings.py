"""What a fork changes in mkdocs.yml, and what it is told when it has changed it wrongly."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from builders import ROOT
from dxplans.check.messages import MESSAGES, line
from dxplans.problem import PlanError
from dxplans.settings import Settings, read_settings

GOOD = """\
site_name: 計画の窓
plugins:
  - search
  - i18n:
      languages:
        - {locale: ja, name: 日本語, default: true}
        - {locale: en, name: English, site_name: Plan Window}
        - {locale: ko, build: false}
"""


@pytest.fixture(autouse=True)
def no_address_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests mean the same on a publishing machine."""
    for name in ("DXPLANS_SITE_URL", "DXPLANS_REPOSITORY"):
        monkeypatch.delenv(name, raising=False)


def settings(root: Path, text: str) -> Settings:
    """The settings in a mkdocs.yml with this text."""
    (root / "mkdocs.yml").write_text(text, "utf-8")
    return read_settings(root)


def problems(root: Path, text: str) -> list[str]:
    """What is wrong with a mkdocs.yml with this text: line, column and rule."""
    with pytest.raises(PlanError) as caught:
        settings(root, text)
    for problem in caught.value.problems:
        for lang in ("ja", "en"):
            assert line(problem, lang)
        assert problem.code in MESSAGES
    return [f"{p.mark.line}:{p.mark.column} {p.code}" for p in caught.value.problems]


def test_each_language_has_its_name_and_prefix(tmp_path: Path) -> None:
    """The default language stands at the root of the site; one that is not built is not there."""
    found = settings(tmp_path, GOOD)

    assert [(one.code, one.name, one.site_name, one.prefix) for one in found.languages] == [
        ("ja", "日本語", "計画の窓", ""),
        ("en", "English", "Plan Window", "en/"),
    ]
    assert found.default.code == "ja"
    assert found.language("en").site_name == "Plan Window"
    with pytest.raises(KeyError):
        found.language("ko")


def test_plugins_may_be_a_group_as_well(tmp_path: Path) -> None:
    """MkDocs takes both spellings, and so do we."""
    text = "site_name: 窓\nplugins:\n  i18n:\n    languages:\n      - {locale: ja, default: true}\n"
    (only,) = settings(tmp_path, text).languages
    assert (only.code, only.name, only.site_name) == ("ja", "ja", "窓")


@pytest.mark.parametrize(
    ("written", "url", "base"),
    [
        ("", None, "/"),
        ("site_url:\n", None, "/"),
        ('site_url: ""\n', None, "/"),
        ("site_url: https://example.org\n", "https://example.org/", "/"),
        ("site_url: https://example.org/\n", "https://example.org/", "/"),
        ("site_url: https://example.org/dx/plans\n", "https://example.org/dx/plans/", "/dx/plans/"),
        ("site_url: http://example.org/dx/\n", "http://example.org/dx/", "/dx/"),
    ],
)
def test_the_address_ends_in_one_slash(
    tmp_path: Path, written: str, url: str | None, base: str
) -> None:
    """With or without a slash, at a root or below one: addresses are put together the same way."""
    found = settings(tmp_path, GOOD + written)
    assert (found.site_url, found.base_path) == (url, base)


def test_the_environment_knows_the_address_better(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A publishing workflow of a fork gives its own; an empty one says nothing."""
    text = f"{GOOD}site_url: https://example.org/\n"
    monkeypatch.setenv("DXPLANS_SITE_URL", "https://fork.example/dx")
    assert settings(tmp_path, text).site_url == "https://fork.example/dx/"
    monkeypatch.setenv("DXPLANS_SITE_URL", "")
    assert settings(tmp_path, text).site_url == "https://example.org/"


def test_a_fork_leads_to_its_own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its settings may still name what it was forked from: the workflow knows where it runs."""
    text = f"{GOOD}repo_url: https://example.org/first/plans/\n"
    assert settings(tmp_path, text).repository == "https://example.org/first/plans"
    monkeypatch.setenv("DXPLANS_REPOSITORY", "https://example.org/fork/plans")
    assert settings(tmp_path, text).repository == "https://example.org/fork/plans"
    assert settings(tmp_path, GOOD).repository == "https://example.org/fork/plans"
    monkeypatch.setenv("DXPLANS_REPOSITORY", "fork/plans")
    with pytest.raises(PlanError) as caught:
        settings(tmp_path, GOOD)
    (problem,) = caught.value.problems
    assert line(problem, "en").startswith("DXPLANS_REPOSITORY:1:1: An address starts with https://")


def test_an_address_from_outside_is_checked_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The variable is named, since no line of a file is wrong."""
    monkeypatch.setenv("DXPLANS_SITE_URL", "fork.example/dx")
    with pytest.raises(PlanError) as caught:
        settings(tmp_path, GOOD)
    (problem,) = caught.value.problems
    assert line(problem, "en").startswith("DXPLANS_SITE_URL:1:1: An address starts with https://")


def test_what_is_not_said_has_a_sensible_value(tmp_path: Path) -> None:
    """A site without repository, contact or count of municipalities is complete."""
    found = settings(tmp_path, GOOD)
    assert (found.repository, found.contact, found.branch, found.total) == (
        None,
        None,
        "main",
        1741,
    )


def test_our_own_settings(tmp_path: Path) -> None:
    """Repository, branch, contact and the number of municipalities in the country."""
    more = (
        "repo_url: https://example.org/town/plans/\n"
        "extra:\n  dxplans:\n    branch: trunk\n    contact: mailto:dx@example.org\n"
        "    municipalities_in_japan: 1740\n"
    )
    found = settings(tmp_path, GOOD + more)
    assert found.repository == "https://example.org/town/plans"
    assert (found.branch, found.contact, found.total) == ("trunk", "mailto:dx@example.org", 1740)


PLUGINS = GOOD.split("\n", 1)[1]
WRONG = {
    "nothing": ("", ["1:1 empty_file"]),
    "a list": ("- a\n", ["1:1 need_mapping"]),
    "a sentence": ("今日は\n", ["1:1 need_mapping"]),
    "not YAML": (GOOD + 'site_url: "https\n', ["9:1 open_quote"]),
    "a tag": (GOOD + "site_url: !ENV URL\n", ["9:11 tag"]),
    "no languages": ("site_name: 窓\n", ["1:1 missing"]),
    "no languages at the plugin": ("site_name: 窓\nplugins: [i18n]\n", ["2:1 missing"]),
    "a plugin without settings": ("site_name: 窓\nplugins:\n  - i18n:\n", ["3:5 missing"]),
    "a group of plugins without i18n": ("site_name: 窓\nplugins: {search: {}}\n", ["2:1 missing"]),
    "an empty list of languages": (
        "site_name: 窓\nplugins:\n  - i18n:\n      languages: []\n",
        ["4:7 invalid"],
    ),
    "a plugin that is a word": (
        "site_name: 窓\nplugins:\n  - i18n: ja\n",
        ["3:5 need_mapping"],
    ),
    "languages that are no list": (
        "site_name: 窓\nplugins:\n  - i18n:\n      languages: ja\n",
        ["4:7 need_list"],
    ),
    "a language that is a word": (GOOD.replace("{locale: ko, build: false}", "ko"), ["8:11 need_mapping"]),
    "a language without its code": (GOOD.replace("locale: en, ", ""), ["7:11 missing"]),
    "no default language": (GOOD.replace(", default: true", ""), ["5:7 invalid"]),
    "two default languages": (GOOD.replace("site_name: Plan", "default: true, site_name: Plan"), ["5:7 invalid"]),
    "no name": (PLUGINS, ["5:11 missing"]),
    "an address without https": (GOOD + "site_url: example.org\n", ["9:1 bad_url"]),
    "an address that is a number": (GOOD + "site_url: 5\n", ["9:1 need_text"]),
    "a repository that is a list": (GOOD + "repo_url: [a]\n", ["9:1 need_text"]),
    "extra that is a word": (GOOD + "extra: x\n", ["9:1 need_mapping"]),
    "settings that are a list": (GOOD + "extra: {dxplans: [1]}\n", ["9:9 need_mapping"]),
    "a count in words": (
        GOOD + "extra: {dxplans: {municipalities_in_japan: many}}\n",
        ["9:19 need_integer"],
    ),
    "a count that is true": (
        GOOD + "extra: {dxplans: {municipalities_in_japan: true}}\n",
        ["9:19 need_integer"],
    ),
    "several at once": (GOOD + "repo_url: 5\nsite_url: 5\n", ["9:1 need_text", "10:1 need_text"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WRONG.values(), ids=WRONG)
def test_every_mistake_is_a_problem_with_its_line(
    tmp_path: Path, text: str, expected: list[str]
) -> None:
    """In the same words as the plans' problems, all at once, never a traceback."""
    assert problems(tmp_path, text) == expected


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    """And says which."""
    with pytest.raises(PlanError) as caught:
        read_settings(tmp_path)
    (problem,) = caught.value.problems
    assert (problem.mark.file, problem.code) == ("mkdocs.yml", "unreadable")


def test_the_projects_own_file_is_a_starting_point_for_a_fork() -> None:
    """Two languages, no address, no repository, no contact that is not the fork's own."""
    found = read_settings(ROOT)
    assert [(one.code, one.site_name) for one in found.languages] == [
        ("ja", "みんなのDX計画"),
        ("en", "Open DX Plans"),
    ]
    assert (found.site_url, found.repository, found.contact) == (None, None, None)
    above, _line, _below = (ROOT / "mkdocs.yml").read_text("utf-8").partition("# The machinery")
    for key in ("site_name", "site_url", "repo_url", "contact"):
        assert re.search(rf"^(?:# |\s+)?{key}:", above, re.MULTILINE), key


def test_the_first_day_of_updates(tmp_path: Path) -> None:
    """A whole day, quoted or not; empty, everything is told."""
    ours = "extra:\n  dxplans:\n    updates_since: "
    for written in ("2026-12-01", '"2026-12-01"'):
        assert settings(tmp_path, f"{GOOD}{ours}{written}\n").updates_since == date(2026, 12, 1)
    assert settings(tmp_path, f'{GOOD}{ours}""\n').updates_since is None
    wrong = {
        "2026-12": "bad_day",
        "１２月": "bad_day",
        "2026-11-31": "no_such_date",
        "5": "need_text",
    }
    for written, rule in wrong.items():
        assert problems(tmp_path, f"{GOOD}{ours}{written}\n") == [f"11:5 {rule}"]
