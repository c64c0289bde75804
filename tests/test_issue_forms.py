"""The forms for issues and proposals: GitHub shows only those that keep to its schema."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from builders import ROOT
from dxplans.settings import read_settings

FOLDER = ROOT / ".github" / "ISSUE_TEMPLATE"
FORMS = sorted(path for path in FOLDER.glob("*.yml") if path.name != "config.yml")
ATTRIBUTES = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "dropdown": {"label", "description", "options", "multiple", "default"},
    "checkboxes": {"label", "description", "options"},
}
"""Element to what it may say; https://docs.github.com/communities describes GitHub's form schema."""


def form(path: Path) -> dict[str, Any]:
    """A form's data."""
    data: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return data


def test_there_is_a_form_for_each_concern() -> None:
    """In the order in which people need them."""
    assert [form(path)["name"] for path in FORMS] == [
        "数字や名前のまちがい", "新しい計画", "自治体からの確認・取り下げ", "使いにくいところ",
    ]  # fmt: skip


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_keeps_to_the_schema(path: Path) -> None:
    """One wrong key, and GitHub shows no form at all."""
    data = form(path)
    assert set(data) <= {
        "name",
        "description",
        "title",
        "labels",
        "assignees",
        "projects",
        "type",
        "body",
    }
    assert all(isinstance(data[key], str) and data[key] for key in ("name", "description"))
    assert {element["type"] for element in data["body"]} - {"markdown"}
    ids = [element["id"] for element in data["body"] if element["type"] != "markdown"]
    assert len(ids) == len(set(ids))
    labels = []
    for element in data["body"]:
        kind, attributes = element["type"], element["attributes"]
        assert set(element) <= {"type", "id", "attributes", "validations"}
        assert set(attributes) <= ATTRIBUTES[kind]
        assert set(element.get("validations", {})) <= {"required"}
        if kind == "markdown":
            assert attributes["value"].strip()
            continue
        assert re.fullmatch(r"[A-Za-z0-9_-]+", element["id"])
        labels.append(attributes["label"])
        if kind == "dropdown":
            assert len(set(attributes["options"])) == len(attributes["options"]) > 1
            assert "None" not in attributes["options"]
        if kind == "checkboxes":
            assert all(set(option) <= {"label", "required"} for option in attributes["options"])
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_speaks_japanese_first_and_english_after(path: Path) -> None:
    """Every question and every choice."""
    for element in form(path)["body"]:
        said = element["attributes"]
        texts = [said["value"].replace("\n\n", " / ")] if "value" in said else [said["label"]]
        texts += [
            option["label"] if isinstance(option, dict) else option
            for option in said.get("options", ())
        ]
        for text in texts:
            japanese, english = (
                text.rsplit(" / ", 1) if "value" not in said else text.split(" / ", 1)
            )
            assert re.search(r"[ぁ-んァ-ヶ一-龠]", japanese), text
            assert re.search(r"[a-z]{2}", english), text
            assert not re.search(r"[ぁ-ん]", english), text


def test_the_contact_is_the_sites_own() -> None:
    """Who has no account is shown the same way as on the site."""
    config = form(FOLDER / "config.yml")
    assert set(config) == {"blank_issues_enabled", "contact_links"}
    for link in config["contact_links"]:
        assert set(link) == {"name", "url", "about"}
    contact = read_settings(ROOT).contact or ""
    wanted = [contact] if contact.startswith("https://") else []
    assert [link["url"] for link in config["contact_links"]] == wanted


def test_a_proposal_says_why_and_where_it_was_checked() -> None:
    """Short, in Japanese, with what a reviewer needs."""
    text = (ROOT / ".github" / "pull_request_template.md").read_text("utf-8")
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
        "なぜ直しますか / Why", "どこで確かめましたか / Source", "ほかに / Anything else",
    ]  # fmt: skip
    assert len(text.splitlines()) < 20
