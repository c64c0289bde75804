"""Rows chosen in the browser: kept in the address, and taken along in every format."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from openpyxl import load_workbook
from playwright.sync_api import Browser

from website.browsing import PHONE, Visit, visiting
from website.serving import Served

pytestmark = pytest.mark.browser

PAGE = "workbench/ai-rpa/"
MINE, BIHORO = "yamaguchi/mine/2026/initiatives/ai-rpa", "hokkaido/bihoro/2026/initiatives/ai-data"


@pytest.fixture(scope="module")
def visit(browser: Browser, served: dict[str, Served]) -> Iterator[Visit]:
    """Our own site."""
    with visiting(browser, served["site"].url, accept_downloads=True) as one:
        yield one


def keys(visit: Visit) -> list[str]:
    """The initiatives of the table, in its order."""
    found: list[str] = visit.page.eval_on_selector_all(
        ".desk input", "inputs => inputs.map((input) => input.value)"
    )
    return found


def taken(visit: Visit, ending: str) -> tuple[str, bytes]:
    """The name and content of the file behind a format's link."""
    with visit.page.expect_download() as waiting:
        visit.page.click(f'[data-format="{ending}"]')
    name = waiting.value.suggested_filename
    return name, waiting.value.path().read_bytes()


def test_a_choice_is_kept_in_the_address(visit: Visit) -> None:
    """A box ticked changes the address; the address ticks the box, for whoever gets it."""
    visit.open(PAGE)
    key = keys(visit)[-1]
    box = visit.page.locator(f'.desk input[value="{key}"]')
    box.check()
    assert visit.page.inner_text("#take-count") == "1件を選びました"
    assert visit.page.inner_text("#take-status") == "1件を選びました"
    address = visit.page.url
    assert f"?row={key.replace('/', '%2F')}" in address
    other = visit.page.get_attribute("a.lang", "href")
    assert other is not None
    assert other.endswith(address[address.index("?") :])
    visit.open(address.removeprefix(visit.base))
    assert box.is_checked()
    visit.page.click('[data-choose="only"]')
    assert visit.page.locator(".desk tbody tr:visible").count() == 1
    assert visit.page.get_attribute('[data-choose="only"]', "aria-pressed") == "true"
    visit.page.click('[data-choose="none"]')
    assert visit.page.locator(".desk tbody tr:visible").count() == len(keys(visit))
    assert "?" not in visit.page.url
    assert visit.page.locator('[data-choose="only"]').is_disabled()
    assert visit.faults() == []


def test_an_address_with_rows_that_are_not_there_chooses_nothing(visit: Visit) -> None:
    """An old address, or a made-up one, shows the whole table."""
    visit.open(f"{PAGE}?row=x%22%3E%3Cscript%3E&only=1")
    assert visit.page.locator(".desk tbody tr:visible").count() == len(keys(visit))
    assert visit.faults() == []


def _cells(raw: bytes) -> list[list[str]]:
    sheet = load_workbook(io.BytesIO(raw)).worksheets[0]
    return [["" if v is None else str(v) for v in row] for row in sheet.iter_rows(values_only=True)]


def test_what_was_chosen_is_taken_along(visit: Visit) -> None:
    """Every format holds the chosen rows and no other; unchosen, the whole files are taken."""
    visit.open(PAGE)
    whole = {ending: taken(visit, ending) for ending in ("xlsx", "csv", "md", "yaml")}
    assert {name for name, _raw in whole.values()} == {f"dx-plans-ai-rpa.{e}" for e in whole}
    chosen = [keys(visit)[0], MINE]
    for key in chosen:
        visit.page.check(f'.desk input[value="{key}"]')
    some = {ending: taken(visit, ending) for ending in whole}
    assert {name for name, _raw in some.values()} == {f"dx-plans-ai-rpa-2.{e}" for e in whole}

    def of_chosen(identity: str) -> bool:
        return any(identity == key or identity.startswith(f"{key}/") for key in chosen)

    table = list(csv.reader(io.StringIO(whole["csv"][1].decode("utf-8-sig"))))
    wanted = [table[0], *(line for line in table[1:] if of_chosen(line[-1]))]
    assert 2 < len(wanted) < len(table)
    assert some["csv"][1].startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(io.StringIO(some["csv"][1].decode("utf-8-sig")))) == wanted
    assert _cells(some["xlsx"][1]) == wanted
    assert len(load_workbook(io.BytesIO(some["xlsx"][1])).worksheets) == 2
    text = some["md"][1].decode("utf-8")
    assert text.count("\n## ") == len(chosen)
    sections = whole["md"][1].decode("utf-8").split("\n## ")
    kept = [sections[0], *(sections[1 + keys(visit).index(key)] for key in chosen)]
    assert text.strip() == "\n## ".join(kept).strip()
    _same_items(yaml.safe_load(whole["yaml"][1]), yaml.safe_load(some["yaml"][1]), "mine-")
    assert visit.faults() == []


def _same_items(whole: dict[str, Any], some: dict[str, Any], town: str) -> None:
    """What is left of a draft is as it was, and all of a town that was chosen is left."""
    assert {k: v for k, v in some.items() if isinstance(v, str)} == {
        k: v for k, v in whole.items() if isinstance(v, str)
    }
    for field in ("actions", "kpis"):
        assert [one for one in whole[field] if one["id"].startswith(town)] == [
            one for one in some[field] if one["id"].startswith(town)
        ]
        assert all(one in whole[field] for one in some[field])
    assert len(some["notes"]) == 2
    assert len(some["actions"]) < len(whole["actions"])


def test_a_draft_has_no_list_without_items(visit: Visit) -> None:
    """Where no chosen plan prints a KPI, the file has no empty list, which the check would refuse."""
    visit.open(PAGE)
    key = next(key for key in keys(visit) if "/mine/" not in key)
    visit.page.check(f'.desk input[value="{key}"]')
    draft = taken(visit, "yaml")[1].decode("utf-8")
    assert "kpis:" not in draft
    assert set(yaml.safe_load(draft)) == {
        "title",
        "section",
        "themes",
        "summary",
        "actions",
        "notes",
    }


def test_a_file_that_cannot_be_had_is_told(visit: Visit) -> None:
    """And the choice stays."""
    visit.open(PAGE)
    visit.page.check(f'.desk input[value="{MINE}"]')
    visit.page.route("**/*.csv", lambda route: route.abort())
    visit.page.click('[data-format="csv"]')
    visit.page.wait_for_function(
        "document.getElementById('take-status').textContent.includes('読みこめません')"
    )
    visit.page.unroute("**/*.csv")
    assert visit.page.is_checked(f'.desk input[value="{MINE}"]')


def test_the_table_is_whole_without_a_script(
    browser: Browser, served: dict[str, Served]
) -> None:  # fmt: skip
    """No boxes, no buttons that do nothing; the whole files behind plain links."""
    with visiting(browser, served["site"].url, java_script_enabled=False) as one:
        one.page.goto(f"{one.base}{PAGE}?row={MINE}")
        assert one.page.locator(".desk tbody tr:visible").count() > 1
        assert one.page.locator(".desk input:visible, .take button:visible").count() == 0
        assert one.page.locator(".take a:visible").count() == 4


def test_a_phone_shows_cards_with_the_names_of_their_parts(visit: Visit) -> None:
    """No column is off the side, and each part says what it is."""
    visit.resize(PHONE)
    visit.open(PAGE)
    assert visit.ask("wide") == []
    first = visit.page.locator(".desk tbody tr").first
    assert first.locator(".k:visible").all_inner_texts() == [
        "動詞と言い換え", "KPI", "工程", "くらべ方",
    ]  # fmt: skip
    visit.resize(1280)
