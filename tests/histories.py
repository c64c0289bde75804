"""Histories in real repositories: commits to the minimal project, on days that a test names."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Unpack

from builders import Case, a_change

EDITION = "plans/tokyo/mihon/2026"
PLAN, RPA = f"{EDITION}/plan.yaml", f"{EDITION}/initiatives/rpa.yaml"
_PLAIN = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
_NOBODY = {
    **_PLAIN, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Mihon",
    "GIT_AUTHOR_EMAIL": "mihon@example.jp", "GIT_COMMITTER_NAME": "Mihon",
    "GIT_COMMITTER_EMAIL": "mihon@example.jp",
}  # fmt: skip
TRANSLATED = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgctxt "plan/title"
msgid "みほん市DX推進計画"
msgstr "Mihon City DX Promotion Plan"
"""
ONLY = """\
title: 新しい取組
section: 2 取組
policies: [policy-1]
summary: あとから加えた取組です。
"""


@dataclass(frozen=True, slots=True)
class Repo:
    """A project in a git repository of its own."""

    root: Path

    @classmethod
    def of(cls, root: Path, day: str = "2026-12-01T09:00:00+09:00") -> Repo:
        """The project at *root*, committed as it is."""
        made = cls(root)
        made.git("init", "--quiet", "--initial-branch", "main")
        (root / ".gitignore").write_text("/.cache/\n/site/\n", "utf-8")
        made.commit(day)
        return made

    def git(self, *arguments: str, day: str = "2026-12-01T09:00:00+09:00") -> str:
        """What git prints."""
        env = {**_NOBODY, "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
        command = ("git", *arguments)
        done = subprocess.run(
            command, cwd=self.root, check=True, capture_output=True, text=True, env=env
        )
        return done.stdout.strip()

    def commit(self, day: str) -> str:
        """Commit everything; the commit's id."""
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "a change", day=day)
        return self.git("rev-parse", "HEAD")

    def change(self, day: str, **change: Unpack[Case]) -> str:
        """Change the project and commit that."""
        a_change(self.root, change)
        return self.commit(day)

    def target(self, day: str, old: int, new: int) -> str:
        """Commit another target of the KPI."""
        path = self.root / RPA
        text = path.read_text("utf-8")
        made = text.replace(f"printed: {old}件, value: {old},", f"printed: {new}件, value: {new},")
        assert made != text
        path.write_text(made, "utf-8")
        return self.commit(day)

    def clone(self, folder: Path, *options: str) -> Repo:
        """A clone in the new *folder*."""
        self.git("clone", "--quiet", *options, f"file://{self.root}", str(folder))
        return Repo(folder)

    def zipped(self, folder: Path) -> Path:
        """The files alone, as in a zip download."""
        shutil.copytree(self.root, folder, ignore=shutil.ignore_patterns(".git", ".cache", "site"))
        return folder


def a_history(repo: Repo) -> Repo:
    """A year of changes of every sort, each on its own day; the targets in the end as at first."""
    repo.target("2026-12-02T23:30:00+00:00", 10, 12)
    repo.change(
        "2026-12-04T09:00:00+09:00", files={"hooks/new.py": "x = 1\n", "README.md": "new\n"}
    )
    initiatives = "initiatives:\n  - online\n"
    repo.change(
        "2026-12-05T09:00:00+09:00",
        files={f"{EDITION}/initiatives/later.yaml": ONLY},
        edits=[{"file": PLAN, "replace": initiatives, "with": f"{initiatives}  - later\n"}],
    )
    repo.change(
        "2026-12-06T09:00:00+09:00",
        remove=[f"{EDITION}/initiatives/later.yaml"],
        edits=[{"file": PLAN, "replace": f"{initiatives}  - later\n", "with": initiatives}],
    )
    repo.change(
        "2026-12-07T09:00:00+09:00", files={"locales/en/plans/tokyo/mihon/2026.po": TRANSLATED}
    )
    repo.target("2026-12-08T09:00:00+09:00", 12, 10)
    repo.git("switch", "--quiet", "--create", "side")
    repo.target("2027-01-03T09:00:00+09:00", 10, 11)
    repo.change(
        "2027-01-04T09:00:00+09:00",
        edits=[{"file": RPA, "replace": "決まった手順の仕事でRPAを使う取組です。",
                "with": "決まった手順の仕事を、RPAでする取組です。"}],
    )  # fmt: skip
    repo.target("2027-01-04T10:00:00+09:00", 11, 10)
    repo.git("switch", "--quiet", "main")
    repo.git(
        "merge", "--quiet", "--no-ff", "--message", "merge", "side", day="2027-01-05T09:00:00+09:00"
    )
    return repo


LATER = "plans/tokyo/mihon/2029"
_YEARS = {
    "2028": "2031",
    "2027": "2030",
    "2026": "2029",
    "令和10": "令和13",
    "令和8": "令和11",
    "2029-01-31": "2026-01-31",
}


def a_successor(root: Path) -> Path:
    """The plan with a later edition: a target, a sentence, a verb and an address are not the same."""
    shutil.copytree(root / EDITION, root / LATER)
    for path in sorted((root / LATER).rglob("*.yaml")):
        text = path.read_text("utf-8").replace("online", "web")
        if path.name in {"plan.yaml", "online.yaml"}:
            head, rest, tail = text.partition("provenance:")
            for old, new in _YEARS.items():
                head = head.replace(old, new)
            text = head + rest + tail
        path.write_text(text, "utf-8")
    (root / LATER / "initiatives/online.yaml").rename(root / LATER / "initiatives/web.yaml")
    edits = [
        ("plan.yaml", "kind: plan\n", 'kind: plan\nsupersedes: "2026"\n'),
        ("initiatives/rpa.yaml", "printed: 10件, value: 10,", "printed: 30件, value: 30,"),
        ("initiatives/rpa.yaml", "決まった手順の仕事でRPAを使う取組です。", "決まった手順の仕事でRPAとAIを使う取組です。"),
    ]  # fmt: skip
    return a_change(root, {
        "edits": [{"file": f"{LATER}/{file}", "replace": old, "with": new} for file, old, new in edits],
    })  # fmt: skip
