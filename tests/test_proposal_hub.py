"""What is done with a token: one comment, one commit, and nothing that a proposal asks for."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from builders import ROOT
from dxplans.proposal import posting, saving
from dxplans.proposal.acceptance import BYTES, NAME, RefusedError
from dxplans.proposal.hub import Hub, HubError, hub_of
from dxplans.proposal.markdown import MARKER
from test_proposal_text import an_archive

SERVER = "https://github.com"
TEXT = f"{MARKER}\n\n## 問題はありません\n\n[a](https://github.com/town/plans/blob/abc/a.yaml)\n"
BOT = {"login": "github-actions[bot]"}
YAML = "plans/yamaguchi/mine/2026/progress/2026.yaml"
BOOK = "plans/yamaguchi/mine/2026/実績.xlsx"


@dataclass
class GitHub:
    """A repository's API: what it answers, and what it was told."""

    pulls: list[dict[str, Any]] = field(default_factory=list)
    comments: list[dict[str, Any]] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)
    artifacts: dict[str, bytes] = field(default_factory=dict)
    expired: bool = False
    commit: dict[str, Any] = field(default_factory=dict)
    moved: bool = False
    told: list[tuple[str, str, Any]] = field(default_factory=list)
    seen: list[str | None] = field(default_factory=list)
    """The tokens that the host of files was shown."""

    def get(self, path: str, query: dict[str, list[str]]) -> Any:
        """The answer to a question below the repository; None if there is none."""
        start = 100 * (int(query.get("page", ["1"])[0]) - 1)
        lists = {
            "/issues/7/comments": self.comments,
            "/pulls/7/files": self.files,
            "/pulls": [p for p in self.pulls if [p["head"]["label"]] == query.get("head")],
        }
        if path in lists:
            return lists[path][start : start + 100]
        if path == "/actions/runs/5/artifacts":
            rows = [
                {"id": number, "name": name, "size_in_bytes": len(content), "expired": self.expired}
                for number, (name, content) in enumerate(self.artifacts.items(), 1)
            ]
            return {"artifacts": rows}
        return {
            "/commits/new": self.commit,
            "/git/commits/abc": {"tree": {"sha": "the-tree"}},
        }.get(path)


@pytest.fixture
def github() -> Iterator[tuple[GitHub, str]]:
    """A repository, and the address of its API; files are on another host."""
    state = GitHub()

    class Api(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

        def answer(self, data: Any, status: int = 200) -> None:
            body = data if isinstance(data, bytes) else json.dumps(data).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            if asked.path.startswith("/blob/"):
                state.seen.append(self.headers["Authorization"])
                self.answer(list(state.artifacts.values())[int(asked.path[6:]) - 1])
                return
            assert self.headers["Authorization"] == "Bearer secret"
            path = asked.path.removeprefix("/repos/town/plans")
            if path.endswith("/zip"):
                self.send_response(302)
                host = self.headers["Host"].replace("127.0.0.1", "localhost")
                self.send_header("Location", f"http://{host}/blob/{path.split('/')[3]}")
                self.end_headers()
                return
            found = state.get(path, parse_qs(asked.query))
            self.answer(
                {"message": "Not Found"} if found is None else found, 404 if found is None else 200
            )

        def do_POST(self) -> None:
            data = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            path = self.path.removeprefix("/repos/town/plans")
            state.told.append((self.command, path, data))
            refused = state.moved and "/refs/" in path
            self.answer({"sha": f"made-{len(state.told)}"}, 422 if refused else 201)

        def do_PATCH(self) -> None:
            self.do_POST()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Api)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield state, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def a_run(**changes: Any) -> dict[str, Any]:
    """The event of a finished run on a fork's proposal."""
    run = {
        "id": 5,
        "head_sha": "abc",
        "head_branch": "mend/1 & 2",
        "head_repository": {"full_name": "clerk/plans", "owner": {"login": "clerk"}},
        **changes,
    }
    return {
        "workflow_run": run,
        "repository": {"full_name": "town/plans", "default_branch": "main"},
    }


def a_pull(sha: str = "abc", repository: str = "clerk/plans") -> dict[str, Any]:
    """The proposal that the run was for."""
    head = {"label": "clerk:mend/1 & 2", "sha": sha, "repo": {"full_name": repository}}
    return {"number": 7, "head": head}


def posted(
    github: tuple[GitHub, str], event: dict[str, Any] | None = None, preview: str = ""
) -> str:
    """What is said after posting."""
    hub = Hub(github[1], "town/plans", "secret")
    return posting.post(hub, event or a_run(), SERVER, preview)


def test_a_comment_is_posted_once_and_then_updated(github: tuple[GitHub, str]) -> None:
    """Ours is known by its author and its first line, wherever it stands in a long discussion."""
    state = github[0]
    state.pulls = [a_pull()]
    state.artifacts = {"preview": b"", "comment": an_archive((NAME, TEXT.encode()))}
    others = [{"id": n, "user": {"login": "clerk"}, "body": MARKER} for n in range(150)]
    others.append({"id": 150, "user": BOT, "body": f"another program's {MARKER}"})
    state.comments = others

    assert posted(github) == "#7: 書きました / posted"
    assert state.told == [("POST", "/issues/7/comments", {"body": TEXT})]
    assert state.seen == [None], "the host of files must not see the token"

    state.told.clear()
    state.comments = [*others, {"id": 999, "user": BOT, "body": f"{MARKER}\nold"}]
    assert posted(github) == "#7: 書き直しました / updated"
    assert state.told == [("PATCH", "/issues/comments/999", {"body": TEXT})]


@pytest.mark.parametrize(
    ("pulls", "run"),
    [
        ([], {}),
        ([a_pull(sha="new")], {}),
        ([a_pull(repository="other/plans")], {}),
        ([a_pull()], {"head_branch": "other"}),
        ([a_pull()], {"head_repository": None}),
    ],
    ids=["closed", "moved on", "another repository", "another branch", "fork is gone"],
)
def test_only_the_runs_own_proposal_is_written_to(
    github: tuple[GitHub, str], pulls: list[dict[str, Any]], run: dict[str, Any]
) -> None:
    """Which one that is, GitHub says; a run whose proposal has moved on says nothing."""
    state = github[0]
    state.pulls = pulls
    state.commit = {
        "parents": [{"sha": "abc"}],
        "author": {"login": "clerk"},
        "commit": {"message": saving.MESSAGE},
    }
    state.artifacts = {"comment": an_archive((NAME, TEXT.encode()))}
    assert "no open pull request" in posted(github, a_run(**run))
    assert state.told == []


def test_what_the_run_itself_saved_does_not_make_its_text_old(github: tuple[GitHub, str]) -> None:
    """The text describes the proposal with the YAML that a program then committed."""
    state = github[0]
    state.pulls = [a_pull(sha="new")]
    state.commit = {
        "parents": [{"sha": "abc"}],
        "author": BOT,
        "commit": {"message": saving.MESSAGE},
    }
    state.artifacts = {"comment": an_archive((NAME, TEXT.encode()))}
    assert posted(github) == "#7: 書きました / posted"


def test_a_stranger_s_text_is_not_posted(github: tuple[GitHub, str]) -> None:
    """Links to other places, and files that are too big, end the run with a reason."""
    state = github[0]
    state.pulls = [a_pull()]
    away = TEXT.replace("town/plans", "evil/plans")
    for archive in (an_archive((NAME, away.encode())), b"x" * (BYTES + 1)):
        state.artifacts = {"comment": archive}
        with pytest.raises(RefusedError):
            posted(github)
    assert state.told == []
    state.artifacts = {"other": b""}
    assert "left no text" in posted(github)
    state.artifacts, state.expired = {"comment": an_archive((NAME, TEXT.encode()))}, True
    assert "left no text" in posted(github)


def test_links_to_the_fork_and_the_preview_are_ours(github: tuple[GitHub, str]) -> None:
    """The editor is on the fork's branch; the preview's address comes from the settings."""
    state = github[0]
    state.pulls = [a_pull()]
    text = f"{MARKER}\n[a](https://github.com/clerk/plans/edit/b/a.yaml) [b](https://p.example/7/kpi/)\n"
    state.artifacts = {"comment": an_archive((NAME, text.encode()))}
    for preview in ("", "{number}.p.example", "https://{number}.p.example", "http://p.example/"):
        with pytest.raises(RefusedError):
            posted(github, preview=preview)
    assert posted(github, preview="https://p.example/{number}/").endswith("posted")


@pytest.mark.parametrize(
    "file",
    [
        {"filename": ".github/workflows/propose.yml"},
        {"filename": "a", "previous_filename": "hooks/a.py"},
    ],
)
def test_a_proposal_that_changes_what_runs_gets_a_warning(
    github: tuple[GitHub, str], file: dict[str, str]
) -> None:
    """Its own program may have written the text, so the first lines say so."""
    state = github[0]
    state.pulls = [a_pull()]
    state.files = [*({"filename": f"plans/{n}.yaml"} for n in range(100)), file]
    state.artifacts = {"comment": an_archive((NAME, TEXT.encode()))}
    posted(github)
    body = state.told[0][2]["body"]
    assert body.startswith(f"{MARKER}\n> この提案は、自動で動くプログラム")


# Saving


def a_proposal(**head: Any) -> dict[str, Any]:
    """The event of a proposal on a branch of the repository itself."""
    return {
        "pull_request": {
            "head": {"ref": "results", "sha": "abc", "repo": {"full_name": "town/plans"}, **head}
        },
        "repository": {"full_name": "town/plans", "default_branch": "main"},
    }


def converted(*files: tuple[str, bytes], gone: Any = (BOOK,)) -> bytes:
    """The artifact with what was made from a workbook."""
    return an_archive((saving.LIST, json.dumps(gone).encode()), *files)


def test_yaml_is_committed_and_its_workbook_removed(github: tuple[GitHub, str]) -> None:
    """One commit on top of the proposal's last, without force."""
    state = github[0]
    state.artifacts = {"files": converted((YAML, "results: [実績]\n".encode()))}
    hub = Hub(github[1], "town/plans", "secret")

    assert saving.save(hub, a_proposal(), "5") == f"results: {YAML}, {BOOK}"

    blob = {"mode": "100644", "type": "blob"}
    tree = [
        {"path": YAML, **blob, "content": "results: [実績]\n"},
        {"path": BOOK, **blob, "sha": None},
    ]
    assert state.told == [
        ("POST", "/git/trees", {"base_tree": "the-tree", "tree": tree}),
        ("POST", "/git/commits", {"message": saving.MESSAGE, "tree": "made-1", "parents": ["abc"]}),
        ("PATCH", "/git/refs/heads/results", {"sha": "made-2", "force": False}),
    ]
    state.moved = True
    with pytest.raises(HubError, match="422"):
        saving.save(hub, a_proposal(), "5")


@pytest.mark.parametrize(
    "head",
    [
        {"repo": {"full_name": "clerk/plans"}},
        {"repo": None},
        {"ref": "main"},
        {"ref": "a b"},
        {"ref": "a?b"},
    ],
)
def test_only_a_branch_of_the_proposal_is_written_to(
    github: tuple[GitHub, str], head: dict[str, Any]
) -> None:
    """Never a fork's, never the main branch."""
    github[0].artifacts = {"files": converted((YAML, b"a: b\n"))}
    with pytest.raises(RefusedError):
        saving.save(Hub(github[1], "town/plans", "secret"), a_proposal(**head), "5")
    assert github[0].told == []


@pytest.mark.parametrize(
    "archive",
    [
        b"no archive",
        an_archive((YAML, b"a: b\n")),
        converted((YAML, b"a: b\n"), gone=()),
        converted((YAML, b"a: b\n"), gone=5),
        converted((YAML, b"a: b\n"), gone=["plans/yamaguchi/mine/publisher.yaml"]),
        converted((YAML, b"a: b\n"), gone=["plans/yamaguchi/mine/2026/../../a.csv"]),
        converted((".github/workflows/a.yml", b"on: push\n")),
        converted(("plans/yamaguchi/mine/2026/plan.yaml", b"a: b\n")),
        converted(("plans/../plans/a/b/2026/progress/2026.yaml", b"a: b\n")),
        converted((YAML, b"\xff")),
        converted((YAML, "a: \u202e\n".encode())),
        converted((YAML, b" " * (saving.BYTES + 1))),
        converted(*((f"{n}.yaml", b"") for n in range(saving.FILES))),
    ],
)
def test_nothing_but_results_is_saved(archive: bytes) -> None:
    """The artifact is data: only results, and only as many as people fill in."""
    with pytest.raises(RefusedError):
        saving.files_in(archive)


def test_without_an_artifact_nothing_is_saved(github: tuple[GitHub, str]) -> None:
    """The job says so instead of making an empty commit."""
    with pytest.raises(RefusedError):
        saving.save(Hub(github[1], "town/plans", "secret"), a_proposal(), "5")


# As the workflow runs them


def environment(tmp_path: Path, event: dict[str, Any], api: str) -> dict[str, str]:
    """What GitHub gives to a step."""
    (tmp_path / "event.json").write_text(json.dumps(event), "utf-8")
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "hooks"),
        "GITHUB_API_URL": api,
        "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
        "GITHUB_REPOSITORY": "town/plans",
        "GITHUB_TOKEN": "secret",
    }


@pytest.mark.parametrize("name", ["posting", "saving"])
def test_where_a_token_is_nothing_is_installed(
    github: tuple[GitHub, str], tmp_path: Path, name: str
) -> None:
    """Both run on a bare Python: -S hides every installed package."""
    state = github[0]
    state.pulls = [a_pull()]
    state.artifacts = {
        "comment": an_archive((NAME, TEXT.encode())), "files": converted((YAML, b"a: b\n")),
    }  # fmt: skip
    event = a_run() if name == "posting" else a_proposal()
    command = [sys.executable, "-S", "-m", f"dxplans.proposal.{name}", "5"]
    variables = environment(tmp_path, event, github[1])
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "7" in done.stdout or YAML in done.stdout
    assert "secret" not in done.stdout

    state.pulls, state.artifacts = [a_pull()], {"comment": b"x", "files": b"x"}
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "読めません / cannot be read" in done.stderr


@pytest.mark.parametrize("module", [posting, saving])
def test_both_say_what_was_done_or_why_not(
    github: tuple[GitHub, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    module: ModuleType,
) -> None:
    """0 or 2, and one line."""
    state = github[0]
    state.pulls = [a_pull()]
    event = a_run() if module is posting else a_proposal()
    for name, value in environment(tmp_path, event, github[1]).items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "argv", [module.__name__, "5"])
    good = {"comment": an_archive((NAME, TEXT.encode())), "files": converted((YAML, b"a: b\n"))}
    for artifacts, status in ((good, 0), ({"comment": b"x", "files": b"x"}, 2)):
        state.artifacts = artifacts
        assert module.main() == status
        captured = capsys.readouterr()
        assert len((captured.out + captured.err).splitlines()) == 1
        assert bool(captured.err) == bool(status)


def test_both_end_with_two_outside_a_workflow(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And say what is missing."""
    monkeypatch.delenv("GITHUB_EVENT_PATH", raising=False)
    assert (posting.main(), saving.main()) == (2, 2)
    assert capsys.readouterr().err.count("There is no GITHUB_EVENT_PATH") == 2
    with pytest.raises(HubError):
        hub_of({})


def test_an_api_that_cannot_be_reached_is_said() -> None:
    """With the question that was asked."""
    with pytest.raises(HubError, match="GET /pulls"):
        Hub("http://127.0.0.1:9", "town/plans", "secret").get("/pulls")


def test_a_file_that_grows_is_not_read_to_its_end(github: tuple[GitHub, str]) -> None:
    """Whatever the list said of its size."""
    github[0].artifacts = {"comment": b"x" * 100}
    with pytest.raises(HubError, match="too big"):
        Hub(github[1], "town/plans", "secret").file("/actions/artifacts/1/zip", 10)


def test_privileged_modules_import_the_standard_library_alone() -> None:
    """And each other."""
    own = {"posting", "saving", "hub", "acceptance", "markdown"}
    for name in own:
        text = (ROOT / "hooks" / "dxplans" / "proposal" / f"{name}.py").read_text("utf-8")
        for node in ast.walk(ast.parse(text)):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for imported in names:
                first = imported.split(".")[0]
                assert (
                    first in sys.stdlib_module_names
                    or imported.removeprefix("dxplans.proposal.") in own
                )
