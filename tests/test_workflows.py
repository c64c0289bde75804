"""The workflows: who may write what, and the steps of a proposal run here one after the other."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

import pytest

from builders import ROOT, from_yaml
from dxplans.proposal.markdown import MARKER
from sample import TODAY, a_whole_project, with_shell
from test_proposal_desk import RPA, git, replace
from test_proposal_hub import GitHub, a_run, github  # noqa: F401 - a fixture
from test_proposal_text import an_archive

FOLDER = ROOT / ".github" / "workflows"
TEXTS = {path.stem: path.read_text("utf-8") for path in sorted(FOLDER.glob("*.yml"))}
WORKFLOWS: dict[str, dict[Any, Any]] = {name: from_yaml(text) for name, text in TEXTS.items()}
JOBS = [(name, job) for name, content in WORKFLOWS.items() for job in content["jobs"]]
WRITING = {
    ("comment", "comment"): {"pull-requests"},
    ("propose", "save"): {"contents"},
    ("publish", "deploy"): {"pages", "id-token"},
}
"""The jobs that may write, and what; every other job reads."""


def test_only_these_jobs_may_write() -> None:
    """A right that is added must be added here as well, where somebody reads it."""
    found = {}
    for name, job in JOBS:
        rights = WORKFLOWS[name]["jobs"][job]["permissions"]
        assert set(rights.values()) <= {"read", "write"}
        if writes := {right for right, how in rights.items() if how == "write"}:
            found[name, job] = writes
    assert found == WRITING


def test_no_proposal_is_run_with_rights() -> None:
    """Jobs that proposals start and that may write check out reviewed code, and run one module of it."""
    for name, job in set(WRITING) - {("publish", "deploy")}:
        steps = WORKFLOWS[name]["jobs"][job]["steps"]
        checkout, run = steps
        assert set(checkout) == {"name", "uses", "with"}
        assert checkout["uses"].startswith("actions/checkout@")
        assert checkout["with"]["persist-credentials"] is False
        reference = checkout["with"].get("ref")
        # Without one a workflow_run checks out the main branch.
        assert reference in {None, "${{ github.event.pull_request.base.sha }}"}
        assert (reference is None) == (name == "comment")
        assert re.match(r"python3 -m dxplans\.proposal\.(posting|saving)\b", run["run"])
        assert run["env"]["PYTHONPATH"] == "hooks"


def test_what_proposals_start() -> None:
    """Never the trigger that gives a stranger's proposal the rights of the repository."""
    assert not any("pull_request_target" in text for text in TEXTS.values())
    started = {name: set(content[True]) for name, content in WORKFLOWS.items()}
    assert {name for name, on in started.items() if "workflow_run" in on} == {"comment"}
    assert {name for name, on in started.items() if "pull_request" in on} == {"propose", "test"}
    run = WORKFLOWS["comment"][True]["workflow_run"]
    assert run == {"workflows": [WORKFLOWS["propose"]["name"]], "types": ["completed"]}


def test_no_secret_and_no_word_of_a_proposal_reaches_a_script() -> None:
    """What people write is read from the event's file, not pasted into a command or its environment."""
    for name, job in JOBS:
        content = WORKFLOWS[name]["jobs"][job]
        assert "secrets" not in json.dumps(content)
        for step in content["steps"]:
            assert "${{" not in step.get("run", "")
            for value in step.get("env", {}).values():
                assert not re.search(r"github\.(event|head_ref|actor)", str(value))
            used = json.dumps(step.get("with", {}))
            assert not re.search(r"github\.(head_ref|event\.pull_request\.head)", used)


def test_every_exception_to_the_checker_of_workflows_has_a_reason() -> None:
    """One is needed, and says why."""
    found = [line for text in TEXTS.values() for line in text.splitlines() if "zizmor:" in line]
    assert len(found) == 1
    for line in found:
        assert re.search(r"# zizmor: ignore\[[a-z-]+\] \S.{20,}", line)


# A proposal from its first step to its comment


@dataclass
class Runner:
    """The little of GitHub's runner that our workflows need, on a folder."""

    root: Path
    temp: Path
    variables: dict[str, str]
    outputs: dict[str, str] = field(default_factory=dict)
    outcomes: dict[str, str] = field(default_factory=dict)
    artifacts: dict[str, bytes] = field(default_factory=dict)
    failed: bool = False

    def steps(self, workflow: str, job: str) -> Iterator[dict[str, Any]]:
        """The steps that are due, each when those before have ended."""
        for step in WORKFLOWS[workflow]["jobs"][job]["steps"]:
            if self._due(step.get("if")):
                yield step

    def _due(self, condition: str | None) -> bool:
        if condition is None:
            return not self.failed
        inner = condition.strip().removeprefix("${{").removesuffix("}}").strip()
        for part in inner.split(" && "):
            if part == "!cancelled()":
                continue
            found = re.fullmatch(r"steps\.(\w+)\.outcome == 'success'", part)
            assert found, f"a condition that the test does not know: {part}"
            if self.outcomes.get(found[1]) != "success":
                return False
        return True

    def run(self, workflow: str, job: str) -> list[str]:
        """Run a job; the names of its steps with ✓ or ✗."""
        told = []
        for step in self.steps(workflow, job):
            good = True
            if "run" in step:
                good = self._script(step)
            elif step["uses"].startswith("actions/upload-artifact@"):
                self._upload(step)
            self.outcomes[step.get("id", "")] = "success" if good else "failure"
            self.failed |= not good and not step.get("continue-on-error", False)
            told.append(f"{'✓' if good else '✗'} {step['name']}")
        return told

    def _script(self, step: dict[str, Any]) -> bool:
        output = self.temp / "output"
        output.write_text("")
        variables = {name: self._filled(str(value)) for name, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]], cwd=self.root, check=False, capture_output=True, text=True,
            env={**self.variables, "GITHUB_OUTPUT": str(output), "RUNNER_TEMP": str(self.temp), **variables},
        )  # fmt: skip
        for line in output.read_text().splitlines():
            key, _, value = line.partition("=")
            self.outputs[f"steps.{step['id']}.outputs.{key}"] = value
        (self.temp / f"log-{step['name']}").write_text(done.stdout + done.stderr)
        return done.returncode == 0

    def _upload(self, step: dict[str, Any]) -> None:
        given = step["with"]
        path = Path(self._filled(given["path"]))
        if not path.exists():
            assert given["if-no-files-found"] == "ignore"
            return
        files = [path] if path.is_file() else [p for p in sorted(path.rglob("*")) if p.is_file()]
        base = path.parent if path.is_file() else path
        packed = [(p.relative_to(base).as_posix(), p.read_bytes()) for p in files]
        self.artifacts[given["name"]] = an_archive(*packed)
        address = f"https://github.com/town/plans/actions/runs/5/artifacts/{len(self.artifacts)}"
        self.outputs[f"steps.{step.get('id')}.outputs.artifact-url"] = address

    def _filled(self, text: str) -> str:
        known = {
            **self.outputs, "runner.temp": str(self.temp), "github.token": "secret",
            "vars.DXPLANS_PREVIEW_URL": "",
        }  # fmt: skip
        return re.sub(r"\$\{\{ (.+?) \}\}", lambda found: known.get(found[1], ""), text)


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    """A small project whose make and dxplans are those of the tests, as a checkout of a proposal."""
    root = with_shell(a_whole_project(tmp_path / "project"))
    (root / ".gitignore").write_text("/site/\n/.cache/\n/.venv/\n")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "before")
    tools = root / ".venv" / "bin"
    tools.mkdir(parents=True)
    (tools / "dxplans").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dxplans "$@"\n')
    (tools / "make").write_text('#!/bin/sh\ntest "$1" = site && exec .venv/bin/dxplans build\n')
    (tools / "python3").symlink_to(sys.executable)
    for tool in tools.iterdir():
        if not tool.is_symlink():
            tool.chmod(0o755)
    temp = tmp_path / "temp"
    temp.mkdir()
    return Runner(root, temp, {
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT / "hooks"),
        "SOURCE_DATE_EPOCH": str(int(datetime.combine(TODAY, time(), UTC).timestamp())),
        "HOME": str(tmp_path),
    })  # fmt: skip


def merged(runner: Runner) -> None:
    """GitHub's merge of what has been changed: what a run on a pull request checks out."""
    root = runner.root
    git(root, "checkout", "--quiet", "-b", "proposal")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message", "proposal")
    git(root, "checkout", "--quiet", "--detach", "main")
    git(root, "merge", "--quiet", "--no-ff", "--message", "merge", "proposal")
    head = {"ref": "proposal", "sha": "abc", "repo": {"full_name": "clerk/plans"}}
    event = {
        "pull_request": {"number": 7, "head": head},
        "repository": {"full_name": "town/plans", "default_branch": "main"},
    }
    path = runner.temp / "event.json"
    path.write_text(json.dumps(event))
    runner.variables |= {
        "GITHUB_SHA": git(root, "rev-parse", "HEAD"),
        "GITHUB_EVENT_NAME": "pull_request",
        "GITHUB_EVENT_PATH": str(path),
        "GITHUB_REPOSITORY": "town/plans",
        "GITHUB_SERVER_URL": "https://github.com",
    }


def posted(runner: Runner, hub: tuple[GitHub, str]) -> str:
    """What comment.yml posts after the run."""
    state, api = hub
    head = {"label": "clerk:mend/1 & 2", "sha": "abc", "repo": {"full_name": "clerk/plans"}}
    state.pulls = [{"number": 7, "head": head}]
    state.artifacts = runner.artifacts
    path = runner.temp / "run.json"
    path.write_text(json.dumps(a_run()))
    runner.failed = False
    runner.variables |= {
        "GITHUB_EVENT_NAME": "workflow_run",
        "GITHUB_EVENT_PATH": str(path),
        "GITHUB_API_URL": api,
    }
    # What is checked out there is main; here the tests' own code stands for it.
    (runner.root / "hooks" / "dxplans").symlink_to(ROOT / "hooks" / "dxplans")
    assert runner.run("comment", "comment") == ["✓ Check out the main branch", "✓ Post"]
    ((method, path_, data),) = state.told
    assert (method, path_) == ("POST", "/issues/7/comments")
    return str(data["body"])


@pytest.mark.slow
def test_a_proposal_is_looked_at_and_told_of(
    runner: Runner,
    github: tuple[GitHub, str],  # noqa: F811 - the fixture
) -> None:
    """A clerk changes a title; somebody hid a change of the program in the same proposal."""
    replace(runner.root, RPA, "title: RPA", "title: 新しいRPA")
    settings = runner.root / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "# changed\n", "utf-8")
    merged(runner)

    told = runner.run("propose", "look")

    assert told == [f"✓ {step['name']}" for step in WORKFLOWS["propose"]["jobs"]["look"]["steps"]]
    assert "# changed" not in settings.read_text("utf-8")
    assert runner.outputs["steps.take.outputs.converted"] == "false"
    assert set(runner.artifacts) == {"preview", "comment"}
    body = posted(runner, github)
    assert body.startswith(f"{MARKER}\n\n## 問題はありません")
    assert "② 新しいRPAの活用（みほん市） `tokyo/mihon/2026/initiatives/rpa/index.html`" in body
    assert "(https://github.com/town/plans/actions/runs/5/artifacts/1)" in body
    assert "- `mkdocs.yml`" in body


@pytest.mark.slow
def test_a_proposal_with_a_mistake_is_told_of_all_the_same(
    runner: Runner,
    github: tuple[GitHub, str],  # noqa: F811 - the fixture
) -> None:
    """The run ends red, and the comment leads to the line."""
    replace(runner.root, RPA, "title: RPA", "titel: RPA")
    merged(runner)

    told = runner.run("propose", "look")

    assert [step for step in told if step.startswith("✗")] == ["✗ Check", "✗ Write the comment"]
    assert "✓ Preview" not in told
    assert f"::error file={RPA},line=" in (runner.temp / "log-Check").read_text("utf-8")
    body = posted(runner, github)
    assert "## 直すところが1件あります" in body
    assert f"(https://github.com/clerk/plans/edit/proposal/{RPA})" in body
