"""The security headers: strict, the same for every kind of server, and in the servers' own grammar."""

from __future__ import annotations

import re

import pytest

from dxplans.security import HEADERS, POLICY, snippets


def directives(policy: str) -> dict[str, list[str]]:
    """A policy's directives and their values."""
    parts = [part.split() for part in policy.split(";")]
    assert len(parts) == len({part[0] for part in parts}), "a directive twice"
    return {part[0]: part[1:] for part in parts}


def headers_of(name: str) -> dict[str, str]:
    """The headers that a snippet sets for every page."""
    patterns = {
        "_headers": r"^  ([\w-]+): (.*)$",
        ".htaccess": r'^  Header always set ([\w-]+) "([^"]*)"$',
        "nginx-headers.conf": r'^add_header ([\w-]+) "([^"]*)" always;$',
    }
    text = snippets()[name].split("/assets/*")[0]
    return dict(re.findall(patterns[name], text, re.MULTILINE))


def test_a_page_may_load_only_what_is_its_own() -> None:
    """Nothing inline, nothing evaluated, no other host, no frame, and nothing that is not named."""
    found = directives(POLICY)
    assert found["default-src"] == ["'none'"]
    for name, values in found.items():
        assert values in (["'none'"], ["'self'"]), name
    assert {"script-src", "style-src", "img-src", "base-uri", "form-action"} <= set(found)


@pytest.mark.parametrize("name", snippets())
def test_every_kind_of_server_sends_the_same_headers(name: str) -> None:
    """Moving the site to another host must not weaken it."""
    assert headers_of(name) == dict(HEADERS)


def test_a_header_forbids_what_the_page_itself_cannot() -> None:
    """Framing is the server's to forbid; the rest of the policy is the page's own."""
    sent = directives(dict(HEADERS)["Content-Security-Policy"])
    assert sent.pop("frame-ancestors") == ["'none'"]
    assert sent == directives(POLICY)
    assert dict(HEADERS)["X-Content-Type-Options"] == "nosniff"
    assert dict(HEADERS)["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("name", ["_headers", ".htaccess"])
def test_only_files_with_a_hash_in_their_name_are_kept_for_ever(name: str) -> None:
    """A page must never be: its text changes."""
    text = snippets()[name]
    assert text.count("immutable") == 1
    scope = {
        "_headers": "/assets/*\n",
        ".htaccess": '<FilesMatch "-[0-9a-f]{10}\\.(css|js|svg|bin)$">',
    }
    assert text.index(scope[name]) < text.index("immutable")


def test_an_address_that_is_not_there_shows_our_own_page() -> None:
    """Apache is told so; nginx takes it beside the snippet, which says how."""
    assert snippets()[".htaccess"].startswith("ErrorDocument 404 /404.html\n")
    assert "error_page 404 /404.html;" in snippets()["nginx-headers.conf"]
