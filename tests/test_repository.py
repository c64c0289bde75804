"""What the repository promises about itself: exact pins, hashes without addresses, one test command."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PYPROJECT = (ROOT / "pyproject.toml").read_text("utf-8")
SETTINGS = tomllib.loads(PYPROJECT)
RUNTIME: list[str] = SETTINGS["project"]["dependencies"]
DEVELOPMENT: list[str] = SETTINGS["dependency-groups"]["dev"]
LOCKS = ("requirements.lock", "requirements-dev.lock")
COMPARED = "requirements-bench.lock"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
TARGETS = ("serve", "site", "check", "test", "audit", "bench", "bench-full", "clean", "help")
# In two pieces, so that this file does not mention them either.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("files", "pythonhosted", "org"),
        ("registry", "npmjs", "org"),
        ("registry", "yarnpkg", "com"),
        ("npm", "pkg", "github", "com"),
    )
)


def locked(name: str) -> dict[str, str]:
    """The packages of a lock: name and version to the lines of that entry."""
    text = (ROOT / name).read_text("utf-8")
    body = "".join(line for line in text.splitlines(keepends=True) if not line.startswith("#"))
    return {entry.split()[0]: entry for entry in re.split(r"\n(?=\S)", body.rstrip())}


def published_files() -> list[Path]:
    """Everything that is in git or would be with the next commit."""
    command = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    listing = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
    files = (ROOT / name for name in listing.decode().split("\0") if name)
    return [file for file in files if file.is_file()]


@pytest.mark.parametrize("requirement", [*RUNTIME, *DEVELOPMENT])
def test_every_dependency_is_exact_and_says_why(requirement: str) -> None:
    """A version that moves breaks a town hall's site overnight; a reason keeps the list short."""
    assert re.fullmatch(r"[a-z0-9-]+==[0-9][0-9.]*", requirement)
    (line,) = [line for line in PYPROJECT.splitlines() if f'"{requirement}",' in line]
    assert re.search(r",  # \S.{10,}", line)


@pytest.mark.parametrize("name", [*LOCKS, COMPARED])
def test_locks_hold_hashes_and_no_addresses(name: str) -> None:
    """Any mirror may serve the packages, and none can change them."""
    entries = locked(name)
    assert len(entries) > (0 if name == COMPARED else 20)
    for package, entry in entries.items():
        assert re.fullmatch(r"[a-z0-9-]+(\[[a-z]+\])?==[0-9][0-9.]*", package)
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", entry)
    text = (ROOT / name).read_text("utf-8")
    assert "://" not in text
    assert "--index" not in text
    assert text.startswith("# Exact packages")


def test_locks_agree_with_pyproject_and_each_other() -> None:
    """A pin changed in one place only would install something else than it says."""
    runtime, development = (locked(name) for name in LOCKS)
    assert set(RUNTIME) <= set(runtime)
    assert set(DEVELOPMENT) <= set(development)
    assert runtime.items() <= development.items()


def test_the_build_uses_the_pinned_hatchling() -> None:
    """The folder is installed without build isolation, by the hatchling of the lock."""
    assert set(SETTINGS["build-system"]["requires"]) <= set(RUNTIME)


def test_npm_packages_are_exact_and_hashed_without_addresses() -> None:
    """The same promise for the tools that come from npm; none is part of the site."""
    package = json.loads((ROOT / "package.json").read_text("utf-8"))
    lock = json.loads((ROOT / "package-lock.json").read_text("utf-8"))
    assert package["private"] is True
    assert "dependencies" not in package
    for version in package["devDependencies"].values():
        assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", version)
    reasons = package["//"]
    assert reasons.keys() == package["devDependencies"].keys()
    assert all(len(reason) > 10 for reason in reasons.values())
    assert lock["packages"].pop("")["devDependencies"] == package["devDependencies"]
    for entry in lock["packages"].values():
        assert entry["integrity"].startswith("sha512-")
        assert "resolved" not in entry
        assert entry["dev"] is True


def test_nothing_names_a_package_registry() -> None:
    """Where packages come from is the installer's business, not the repository's."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    files = published_files()
    assert ROOT / "pyproject.toml" in files
    for file in files:
        content = file.read_bytes()
        assert [host for host in REGISTRIES if host.encode() in content] == [], file


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_workflows_are_pinned_and_hold_few_permissions(workflow: Path) -> None:
    """Actions by commit, permissions per job and none by default, no token left on the disk."""
    text = workflow.read_text("utf-8")
    for use in re.findall(r"uses: (.+)", text):
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v[0-9.]+", use)
    content = yaml.safe_load(text)
    assert content["permissions"] == {}
    for job in content["jobs"].values():
        assert job["permissions"]
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False
            assert "${{" not in step.get("run", "")


def test_people_and_machines_run_the_same_test_command() -> None:
    """`.ci/run` and the workflow call `make test` and nothing cleverer."""
    assert {path.stem for path in WORKFLOWS} == {"comment", "propose", "publish", "test"}
    script = (ROOT / ".ci" / "run").read_text("utf-8").splitlines()
    assert script[-1] == "exec make test"
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
    content = yaml.safe_load((ROOT / ".github" / "workflows" / "test.yml").read_text("utf-8"))
    assert content["jobs"]["test"]["steps"][-1]["run"] == "make test"


def test_the_site_is_published_when_the_fiscal_year_changes() -> None:
    """Plans begin and end on 1 April in Japan, which is 31 March in the schedule's UTC."""
    content = yaml.safe_load((ROOT / ".github" / "workflows" / "publish.yml").read_text("utf-8"))
    on = content[True]  # YAML 1.1 reads the key «on» as true
    crons = [entry["cron"] for entry in on["schedule"]]
    assert "10 15 31 3 *" in crons
    assert any(cron.endswith(" * *") for cron in crons)
    assert on["push"] == {"branches": ["main"]}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The Makefile alone, under a path with a space and Japanese in it."""
    place = tmp_path / "DX 計画"
    place.mkdir()
    for name in ("Makefile", "pyproject.toml", "requirements.lock"):
        shutil.copy(ROOT / name, place)
    return place


def make(
    folder: Path, *arguments: str, path: str | None = None
) -> subprocess.CompletedProcess[str]:
    """Run make there, with another PATH if one is given."""
    command = (shutil.which("make") or "make", *arguments)
    variables = {**os.environ, "LC_ALL": "C.UTF-8", **({"PATH": path} if path else {})}
    for name in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS", "PYTHON"):  # when make runs the tests
        variables.pop(name, None)
    return subprocess.run(
        command, cwd=folder, env=variables, check=False, capture_output=True, text=True
    )


def commands(place: Path, *names: str) -> Path:
    """A PATH that holds only these commands of this machine."""
    place.mkdir()
    for name in names:
        (place / name).symlink_to(shutil.which(name) or "missing")
    return place


def test_make_lists_its_targets(folder: Path) -> None:
    """`make` alone explains itself and installs nothing."""
    run = make(folder)
    assert run.returncode == 0
    assert set(re.findall(r"^make ([a-z-]+)\t.+ / .+$", run.stdout, re.MULTILINE)) == set(TARGETS)
    assert not (folder / ".venv").exists()


@pytest.mark.parametrize(
    ("target", "command"),
    [
        ("serve", "dxplans serve"),
        ("site", "dxplans build"),
        ("check", "dxplans test --quick"),
        ("test", "dxplans test"),
        ("audit", "dxplans audit"),
        ("bench", "dxplans bench"),
        ("bench-full", "dxplans bench --full"),
    ],
)
def test_each_target_is_one_line_over_the_command(folder: Path, target: str, command: str) -> None:
    """After the set-up, make adds nothing that `dxplans` could not do without it."""
    planned = make(folder, "-n", target).stdout.splitlines()
    assert planned[-1] == f".venv/bin/{command}"
    assert any("--require-hashes -r requirements.lock" in line for line in planned)


@pytest.mark.parametrize(
    ("script", "remedy"),
    [
        ("exit 1", "sudo apt-get install -y python3.11 python3.11-venv"),
        ('case "$*" in *ensurepip*) exit 1;; *print*) echo python3.11-venv;; esac',
         "sudo apt-get install -y python3.11-venv"),
        (None, "sudo apt-get install -y python3 python3-venv"),
    ],
    ids=["too old", "no venv", "no python"],
)  # fmt: skip
def test_a_python_that_will_not_do_is_named_with_its_remedy(
    folder: Path, tmp_path: Path, script: str | None, remedy: str
) -> None:
    """One line, both languages, the exact command, and no half-made environment."""
    path = commands(tmp_path / "path", "sh", "cksum", "cut")
    if script:
        (path / "python3").write_text(f"#!/bin/sh\n{script}\n")
        (path / "python3").chmod(0o755)

    run = make(folder, "serve", path=str(path))

    assert run.returncode != 0
    explanation = run.stderr.splitlines()[0]
    assert explanation.endswith(remedy)
    assert "必要です" in explanation
    assert "needed" in explanation
    assert not (folder / ".venv").exists()
