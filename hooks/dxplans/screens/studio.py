"""A project to its pictures: the site is built, changes are proposed in a copy, all is photographed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path

from dxplans.build import build
from dxplans.check.report import check_project
from dxplans.proposal import desk
from dxplans.screens import drawing
from dxplans.screens.camera import Camera, Picture
from dxplans.screens.screen import LANGUAGES, Change, Made, Screen
from dxplans.settings import ADDRESS, REPOSITORY, read_settings

PLACE = "https://github.com/OWNER/REPOSITORY"
"""Where the pictured site is said to be kept: with a place it has links to the editor."""
_GIT = (
    "git",
    "-c",
    "user.name=clerk",
    "-c",
    "user.email=clerk@example.org",
    "-c",
    "commit.gpgsign=false",
)
_LEFT = (".git", ".cache", ".venv", "node_modules", "site", "__pycache__")


class Studio:
    """What is needed to picture the project at *root*, made in *folder* when it is asked for."""

    def __init__(self, root: Path, folder: Path, today: date) -> None:
        self.root, self.folder, self.today = root, folder, today
        self._comments: dict[Change, str] = {}

    @cached_property
    def site(self) -> Path:
        """The built site, with links to the editor."""
        out = self.folder / "site"
        with _kept_at(PLACE):
            build(self.root, out, self.today)
        return out

    def comment(self, change: Change) -> str:
        """The comment on a proposal of *change*, as the workflow of a real one writes it."""
        if change not in self._comments:
            self._comments[change] = self._commented(change)
        return self._comments[change]

    def _commented(self, change: Change) -> str:
        copy = self.folder / "proposal"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.root, copy, ignore=shutil.ignore_patterns(*_LEFT))
        for typed in (
            ("init", "--quiet"),
            ("add", "--all"),
            ("commit", "--quiet", "--message", "before"),
        ):
            subprocess.run((*_GIT, *typed), cwd=copy, check=True, capture_output=True)  # noqa: S603
        edit(copy, change)
        results = self.folder / "results"
        shutil.rmtree(results, ignore_errors=True)
        with _kept_at(PLACE):
            if not check_project(copy).errors:
                desk.preview(copy, "HEAD", self.site, results, self.today)
            return desk.comment(copy, "HEAD", self.site, results, self._environment())[0]

    def _environment(self) -> Mapping[str, str]:
        """What a workflow knows of the pull request that it runs for."""
        event = self.folder / "event.json"
        head = {"repo": {"full_name": "clerk/REPOSITORY"}, "sha": "0" * 40, "ref": "patch-1"}
        about = {
            "pull_request": {"number": 1, "head": head},
            "repository": {"full_name": "OWNER/REPOSITORY"},
        }
        event.write_text(json.dumps(about), "utf-8")
        return {
            "GITHUB_EVENT_PATH": str(event),
            "GITHUB_EVENT_NAME": "pull_request",
            "PREVIEW": "https://example.org/preview/{number}",
        }

    def take(self, screen: Screen, lang: str, camera: Camera) -> Picture:
        """The picture of *screen* in *lang*."""
        if screen.page is not None:
            prefix = read_settings(self.root).language(lang).prefix
            address = (self.site / prefix / screen.page / "index.html").as_uri()
            marks = [getattr(mark, lang) for mark in screen.marks]
            return camera.of_address(address, screen.part, marks)
        places = [f".{drawing.MARK.format(n)}" for n, _ in enumerate(screen.marks, 1)]
        return camera.of_html(self._drawn(screen, lang), places)

    def _drawn(self, screen: Screen, lang: str) -> str:
        if screen.comment is not None:
            return drawing.comment(self.comment(screen.comment), screen, lang)
        if screen.file is not None:
            return drawing.editor(self.root, screen, lang)
        return drawing.sheet(screen, lang)


def edit(root: Path, change: Change) -> None:
    """Make *change* in the project at *root*; ValueError if what it replaces does not stand there once."""
    path = root / change.file
    text = path.read_text("utf-8")
    if text.count(change.old) != 1:
        raise ValueError(f"{change.file}: {change.old}")
    path.write_text(text.replace(change.old, change.new), "utf-8")


def pictures(
    studio: Studio, screens: Mapping[str, Screen], names: Collection[str], camera: Camera
) -> Iterator[tuple[str, bytes, Made]]:
    """Each picture that is wanted, in each language: ``ja/edit-link``, its bytes and its record."""
    for name in names:
        for lang in LANGUAGES:
            taken = studio.take(screens[name], lang, camera)
            made = Made(
                width=taken.width,
                height=taken.height,
                digest=screens[name].digest,
                shown=taken.shown,
            )
            yield f"{lang}/{name}", taken.content, made


@contextmanager
def _kept_at(place: str) -> Iterator[None]:
    """As if the site were kept at *place*, and its address not known."""
    before = {name: os.environ.pop(name, None) for name in (ADDRESS, REPOSITORY)}
    os.environ[REPOSITORY] = place
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
