"""What MkDocs asks of us, one short function an event: the only module that imports mkdocs.

MkDocs builds the hand-written pages of docs/ in each language; the pages made from data are
written after its last language, unless it was asked for the hand-written pages alone.
"""

from __future__ import annotations

import logging
import os
import re
from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from dxplans.build import today_of, write_generated
from dxplans.localise import SOURCE_LANGUAGE
from dxplans.pages import addresses
from dxplans.pages.handwritten import Handwritten
from dxplans.phrases import marker_of
from dxplans.portal import load
from dxplans.settings import read_settings
from dxplans.shell import ONLY_SHELL, without_strangers
from dxplans.updates import Chronicle

# The home page is made from data, so docs/ has none and static-i18n's warning says nothing.
logging.getLogger("mkdocs.plugins.mkdocs_static_i18n.plugin").addFilter(
    lambda record: "Could not find a homepage" not in record.getMessage()
)
AFTER_I18N = -200  # static-i18n works at -100 and sets the language of the pass


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _language(config: MkDocsConfig) -> str:
    return str(config.plugins["i18n"].current_language)  # type: ignore[attr-defined]


def _shell(config: MkDocsConfig) -> Handwritten:
    """What the pages of this pass are framed with; made once for each language."""
    return _shell_of(_root(config), _language(config))


@cache
def _shell_of(root: Path, lang: str) -> Handwritten:
    return Handwritten(root, lang, today_of(os.environ.get("DXPLANS_TODAY")))


@event_priority(AFTER_I18N)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Publish nothing of the theme's: its scripts and stylesheets are not used."""
    docs = Path(config.docs_dir)
    for file in list(files):
        if file.abs_src_path is None or not Path(file.abs_src_path).is_relative_to(docs):
            files.remove(file)
    return files


@event_priority(AFTER_I18N)
def on_env(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> jinja2.Environment:  # noqa: ARG001 - MkDocs passes it
    """Give the theme's environment the words and helpers of our own."""
    _shell(config).install(env)
    config.theme.static_templates.clear()
    return env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Turn links to generated pages (``plan:yamaguchi/mine``) into addresses; put the contact in."""
    shell = _shell(config)
    here = page.url.removeprefix(shell.local.prefix)
    markdown = without_strangers(_root(config), markdown, shell.local.settings.only)
    for name, text in (("contact", shell.contact), ("repository", shell.repository)):
        markdown = markdown.replace(f"@@{name}@@", text)
    markdown = re.sub(
        r"@@picture ([a-z-]+)@@", lambda match: shell.picture(match[1], page.url), markdown
    )

    def link(match: re.Match[str]) -> str:
        prefix = {"term": addresses.GLOSSARY, "theme": addresses.THEMES}.get(match[1], "")
        return f"({addresses.relative(here, f'{prefix}{match[2]}/')}{match[3] or ''})"

    return re.sub(r"\((plan|term|theme|page|example):([a-z0-9/-]+)(#[a-z0-9-]+)?\)", link, markdown)


def on_page_context(
    context: dict[str, Any], page: Page, config: MkDocsConfig, **_: Any
) -> dict[str, Any]:
    """Hand the frame what it needs; it never reads MkDocs' own configuration."""
    shell = _shell(config)
    local = shell.local
    # static-i18n falls back to the file of the site's first language, which has no suffix.
    translated = local.prefix == "" or page.file.src_uri.endswith(f".{local.lang}.md")
    title, description = str(page.title), str(page.meta.get("description", ""))
    source = f"docs/{page.file.src_uri}"
    context["here"] = shell.here(page.url, title, description, source, translated=translated)
    context["site"] = shell.site
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG001 - MkDocs passes it
    """Let the headings of Japanese pages break between phrases, as those of all pages do."""
    if _language(config) != SOURCE_LANGUAGE:
        return output
    return marker_of(_root(config))(output)


@event_priority(AFTER_I18N)
def on_post_build(config: MkDocsConfig) -> None:
    """After the last language, write everything that is made from data."""
    if os.environ.get(ONLY_SHELL) or config.plugins["i18n"].building:  # type: ignore[attr-defined]
        return
    root = _root(config)
    settings = read_settings(root)
    today = today_of(os.environ.get("DXPLANS_TODAY"))
    site = Path(config.site_dir)
    history = Chronicle(root).now()
    portal = load(root, only=settings.only)
    write_generated(root, site, portal, settings, today, lambda: site, history=history)
