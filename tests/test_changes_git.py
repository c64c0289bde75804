"""`dxplans diff` in real repositories: revisions, working copies, folders, and what cannot be compared."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from builders import ROOT, Case, a_change, a_project, an_edit
from dxplans.changes import Folder, compare
from dxplans.changes.change import Change
from dxplans.changes.repository import Repository, RevisionError
from dxplans.changes.revision import states
from dxplans.changes.sentences import sentence
from dxplans.changes.snapshot import Tree
from dxplans.cli import main

EDITION = "plans/tokyo/mihon/2026"
RPA = f"{EDITION}/initiatives/rpa.yaml"
TWELVE: Case = {
    "edits": [an_edit(RPA, "{printed: 10件, value: 10", "{printed: 12件, value: 12")],
}
TOLD = "みほん市 ② RPAの活用: KPI『RPAを使う業務』の目標値を 10件 から 12件 に変更"


@pytest.fixture(autouse=True)
def _nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """No settings of the person who runs the tests."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for who in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{who}_NAME", "Mihon")
        monkeypatch.setenv(f"GIT_{who}_EMAIL", "mihon@example.jp")


def git(root: Path, *arguments: str) -> str:
    """Run git in *root*; what it prints."""
    command = ("git", *arguments)
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout


def committed(root: Path, message: str = "a change") -> str:
    """Commit everything in *root*; the commit's id."""
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "--message", message)
    return git(root, "rev-parse", "HEAD").strip()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The minimal project in a new repository, committed."""
    root = tmp_path / "計画"
    root.mkdir()
    a_project(root)
    shutil.copy(ROOT / "mkdocs.yml", root)
    git(root, "init", "--quiet", "--initial-branch", "main")
    committed(root)
    return root


def changes(root: Path, base: str, head: str | None = None) -> tuple[Change, ...]:
    """What changed between two states."""
    with states(root, base, head) as (before, after):
        return compare(before, after)


def told(root: Path, base: str, head: str | None = None) -> list[str]:
    """The sentences of what changed."""
    return [sentence(change, "ja") for change in changes(root, base, head)]


def saved_and_committed(root: Path) -> Iterator[tuple[Change, ...]]:
    """What the edits of *root* are told as, before and after they are committed."""
    yield changes(root, "HEAD")
    committed(root)
    yield changes(root, "HEAD~1", "HEAD")


def test_edits_that_are_only_saved_are_told(repository: Path) -> None:
    """A clerk looks before committing: edited, new, deleted and ignored files."""
    a_change(repository, TWELVE)
    (repository / "glossary/ai.yaml").write_text(
        "label: AI\nreading: えーあい\ngroup: technology\ndefinition: 人工知能。\n", "utf-8"
    )
    (repository / "questions/without-going.yaml").unlink()
    (repository / ".gitignore").write_text("/secret/\n", "utf-8")
    (repository / "secret").mkdir()
    (repository / "secret/a.txt").write_text("a", "utf-8")
    expected = [
        TOLD,
        "用語集「AI」: 言葉を追加",
        "質問「役所に行かずに手続ができますか」: 質問を削除（questions/without-going/ のページがなくなります）",
        "そのほかのファイルの変更 1ファイル",
    ]
    assert told(repository, "HEAD") == expected
    git(repository, "add", "--all")
    assert told(repository, "HEAD") == expected
    committed(repository)
    assert told(repository, "HEAD") == []
    assert told(repository, "HEAD~1", "HEAD") == expected


def test_a_file_that_was_only_touched_has_not_changed(repository: Path) -> None:
    """Another time of the file is no other content."""
    path = repository / RPA
    content = path.read_bytes()
    path.write_bytes(content + b"#")
    os.utime(path, (1, 1))
    path.write_bytes(content)
    os.utime(path, (2, 2))
    assert told(repository, "HEAD") == []


def test_any_name_of_a_revision_will_do(repository: Path) -> None:
    """A branch, a tag, a commit, its tree, an older one; both ways round."""
    git(repository, "tag", "--annotate", "--message", "v1", "v1")
    a_change(repository, TWELVE)
    new = committed(repository)
    git(repository, "branch", "町の案")
    for base in ("v1", "HEAD~1", "HEAD~1^{tree}"):
        for head in (None, new, new[:9], "町の案", "main"):
            assert told(repository, base, head) == [TOLD], (base, head)
    back = TOLD.replace("10件 から 12件", "12件 から 10件")
    assert told(repository, "main", "v1") == [back]


def test_a_merge_is_compared_like_any_commit(repository: Path) -> None:
    """What the branch brought is told against the main line, and nothing of the main line's own."""
    git(repository, "checkout", "--quiet", "-b", "branch")
    a_change(repository, TWELVE)
    committed(repository)
    git(repository, "checkout", "--quiet", "main")
    a_change(repository, {"edits": [an_edit("glossary/rpa.yaml", "label: RPA", "label: ＲＰＡ")]})
    committed(repository)
    git(repository, "merge", "--quiet", "--no-edit", "branch")
    assert told(repository, "HEAD^1", "HEAD") == [TOLD]
    assert [one.file for one in changes(repository, "HEAD^2", "HEAD")] == ["glossary/rpa.yaml"]


def test_a_renamed_file_is_a_warning(repository: Path) -> None:
    """As by git mv: the old address leads nowhere."""
    git(repository, "mv", RPA, f"{EDITION}/initiatives/automation.yaml")
    a_change(
        repository, {"edits": [an_edit(f"{EDITION}/plan.yaml", "  - rpa\n", "  - automation\n")]}
    )
    (change,) = changes(repository, "HEAD")
    assert change.kind == "address"
    assert (change.file_before, change.file) == (RPA, f"{EDITION}/initiatives/automation.yaml")
    assert change.page_after == "tokyo/mihon/2026/initiatives/automation/"


def test_files_that_are_not_utf8_are_told(repository: Path) -> None:
    """Saved by an old editor: the file cannot be read, the others can."""
    path = repository / RPA
    path.write_bytes(path.read_text("utf-8").encode("cp932", "replace"))
    a_change(repository, {"edits": [an_edit("glossary/rpa.yaml", "label: RPA", "label: ＲＰＡ")]})
    for found in saved_and_committed(repository):
        assert [one.kind for one in found] == ["unreadable", "renamed"]
        assert "UTF-8" in sentence(found[0], "ja")
        assert "UTF-8" in sentence(found[0], "en")


def test_names_of_files_may_be_anything(repository: Path) -> None:
    """Japanese, with a line break, in bytes that are no UTF-8: listed, and in the way of nothing."""
    names = ["資料 令和8年.txt", "a\nb.yaml", "a\tb.md", ":!-x", os.fsdecode(b"\xff.yaml")]
    for name in names:
        (repository / name).write_text("a", "utf-8")
        (repository / "plans" / name).write_text("a: 1\n", "utf-8")
    a_change(repository, TWELVE)
    for found in saved_and_committed(repository):
        assert {one.file for one in found if one.facts.get("data")} == {f"plans/{n}" for n in names}
        assert [one.facts["count"] for one in found if "count" in one.facts] == [len(names)]
        assert TOLD in [sentence(one, "ja") for one in found]
    assert main_in(repository, "diff", "HEAD~1") == 0


def test_a_link_out_of_the_project_is_not_followed(repository: Path, tmp_path: Path) -> None:
    """What a pull request links to is not what its comment may show."""
    secret = tmp_path / "secret.yaml"
    secret.write_text("label: 秘密\nreading: ひみつ\ngroup: data\ndefinition: 秘密。\n", "utf-8")
    (repository / "glossary/secret.yaml").symlink_to(secret)
    (tmp_path / "others").mkdir()
    shutil.copy(secret, tmp_path / "others/secret.yaml")
    (repository / "themes").rename(repository / "old")
    (repository / "themes").symlink_to(tmp_path / "others")
    for found in saved_and_committed(repository):
        shown = "".join(sentence(one, lang) for one in found for lang in ("ja", "en"))
        assert "秘密" not in shown
        assert "unreadable" in [one.kind for one in found if one.file == "glossary/secret.yaml"]
    assert Folder(repository).read("themes/secret.yaml") is None


def test_a_project_may_be_a_folder_of_a_larger_repository(repository: Path) -> None:
    """Names are the project's own, and what is beside it is not told."""
    outer = repository.parent / "outer"
    (outer / "町").mkdir(parents=True)
    repository.rename(outer / "町/site")
    shutil.rmtree(outer / "町/site/.git")
    git(outer, "init", "--quiet", "--initial-branch", "main")
    (outer / "beside.txt").write_text("a", "utf-8")
    committed(outer)
    root = outer / "町/site"
    a_change(root, TWELVE)
    (outer / "beside.txt").write_text("b", "utf-8")
    assert told(root, "HEAD") == [TOLD]
    committed(outer)
    assert told(root, "HEAD~1", "HEAD") == [TOLD]
    with states(root, "HEAD~1", None) as (before, _after):
        assert RPA in before.files()


def test_a_submodule_is_passed_over(repository: Path) -> None:
    """It is another repository's business."""
    head = git(repository, "rev-parse", "HEAD").strip()
    git(repository, "update-index", "--add", "--cacheinfo", f"160000,{head},other")
    git(repository, "commit", "--quiet", "--message", "a submodule")
    assert told(repository, "HEAD~1", "HEAD") == []
    with states(repository, "HEAD", None) as (before, _after):
        assert "other" not in before.files()
        assert before.read("other") is None


# Without git


def test_two_folders_are_compared_without_git(repository: Path, tmp_path: Path) -> None:
    """A zip download beside the edited copy; nothing that commands make is looked at."""
    shutil.rmtree(repository / ".git")
    copy = tmp_path / "前の計画"
    shutil.copytree(repository, copy)
    a_change(repository, TWELVE)
    for made in ("site", ".venv", "node_modules", ".cache"):
        (repository / made).mkdir()
        (repository / made / "a.html").write_text("a", "utf-8")
    assert told(repository, "../前の計画") == [TOLD]
    assert told(repository, str(copy), ".") == [TOLD]
    assert told(repository, ".", str(repository)) == []


def test_a_folder_is_compared_with_a_revision(repository: Path, tmp_path: Path) -> None:
    """Somebody sent a zip; this is what it changes against main."""
    copy = tmp_path / "copy"
    shutil.copytree(repository, copy, ignore=shutil.ignore_patterns(".git"))
    a_change(copy, TWELVE)
    assert told(repository, "main", str(copy)) == [TOLD]
    assert told(repository, str(copy)) == [TOLD.replace("10件 から 12件", "12件 から 10件")]


def test_a_folder_is_compared_without_any_git(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a machine that has none."""
    copy = tmp_path / "copy"
    shutil.copytree(repository, copy)
    a_change(repository, TWELVE)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert told(repository, str(copy)) == [TOLD]
    with pytest.raises(RevisionError, match=r"gitが見つかりません.*git is not installed"):
        told(repository, "main")


# What cannot be compared


def main_in(root: Path, *arguments: str) -> int:
    """Run the command in *root*; its exit code."""
    here = Path.cwd()
    os.chdir(root)
    try:
        return main(list(arguments))
    finally:
        os.chdir(here)


def refused(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What the command says when it cannot run."""
    assert main_in(root, "diff", *arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert " / " in said.err
    return said.err


def test_an_unknown_revision_is_refused(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With its name and how to find the right one; never taken for an option."""
    assert "「mian」" in refused(repository, capsys, "mian")
    assert "git branch" in refused(repository, capsys, "HEAD", "HEAD~99")
    assert "「」" in refused(repository, capsys, "")
    with pytest.raises(RevisionError, match="--output=x"), states(repository, "--output=x", None):
        pass
    assert not (repository / "x").exists()
    with pytest.raises(RevisionError), states(repository, "x" * 5000, None):
        pass
    assert "計画のデータがありません" in refused(repository, capsys, "./plans")


def test_a_shallow_clone_says_what_to_fetch(
    repository: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The usual reason in a workflow, and its cure."""
    old = git(repository, "rev-parse", "HEAD").strip()
    a_change(repository, TWELVE)
    committed(repository)
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth", "1", repository.as_uri(), str(clone))
    said = refused(clone, capsys, old)
    assert "git fetch --unshallow" in said
    assert "fetch-depth: 0" in said
    git(clone, "fetch", "--quiet", "--unshallow")
    assert told(clone, old) == [TOLD]


def test_a_folder_that_is_no_repository_says_so(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A zip download has no history."""
    shutil.rmtree(repository / ".git")
    said = refused(repository, capsys, "main")
    assert "gitのリポジトリではありません" in said
    assert "name a folder to compare with" in said


def test_what_git_itself_complains_of_is_passed_on(repository: Path) -> None:
    """A damaged repository: git's own words."""
    a_change(repository, TWELVE)
    tree = git(repository, "rev-parse", "HEAD:plans").strip()
    committed(repository)
    (repository / ".git/objects" / tree[:2] / tree[2:]).unlink()
    with pytest.raises(RevisionError, match="git failed: .*" + tree):
        told(repository, "HEAD~1", "HEAD")
    (repository / ".git/config").write_text("[core\n", "utf-8")
    with pytest.raises(RevisionError, match=r"git failed: .*config"):
        told(repository, "HEAD")


# Cost


def test_one_process_reads_all_files(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not one call of git for each file: a long history would take hours."""
    for name in ("online", "rpa"):
        path = repository / f"{EDITION}/initiatives/{name}.yaml"
        path.write_text(path.read_text("utf-8").replace("section: 2", "section: 3"), "utf-8")
    committed(repository)
    trace = repository.parent / "trace"
    monkeypatch.setenv("GIT_TRACE", str(trace))
    assert len(told(repository, "HEAD~1", "HEAD")) == 2
    calls = [
        line for line in trace.read_text("utf-8").splitlines() if "trace: built-in: git" in line
    ]
    assert sum("cat-file" in call for call in calls) == 1
    assert len(calls) == 5


def test_a_history_is_read_by_one_repository(repository: Path) -> None:
    """Pair after pair of commits: what was read stays read, and the caller may name the files."""
    commits = [git(repository, "rev-parse", "HEAD").strip()]
    for number in (12, 14):
        path = repository / RPA
        text = path.read_text("utf-8").replace(
            "printed: 10件, value: 10", "printed: 12件, value: 12"
        )
        if number == 14:
            text = text.replace("printed: 12件, value: 12", "printed: 14件, value: 14")
        path.write_text(text, "utf-8")
        commits.append(committed(repository))
    with Repository.at(repository) as opened:
        trees = [Tree(opened, commit) for commit in commits]
        lines = [
            sentence(one, "ja") for a, b in pairwise(trees) for one in compare(a, b, files=[RPA])
        ]
        assert opened.content("no such thing") is None
        assert opened.content("HEAD") is None
    assert lines == [TOLD, TOLD.replace("10件 から 12件", "12件 から 14件")]
    opened.close()


# The command


def test_the_command_prints_what_was_asked(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 0 with and without a difference, in both languages and all formats."""
    assert main_in(repository, "diff", "HEAD") == 0
    assert main_in(repository, "diff", "HEAD", "--lang", "en") == 0
    assert main_in(repository, "diff", "HEAD", "--format", "markdown") == 0
    assert main_in(repository, "diff", "HEAD", "--format", "json") == 0
    assert capsys.readouterr().out == "変更はありません\nNo changes\n変更はありません\n[]\n"
    a_change(repository, TWELVE)
    assert main_in(repository, "diff", "HEAD") == 0
    assert capsys.readouterr().out == f"{TOLD}\n"
    assert main_in(repository, "diff", "HEAD", "--path", "glossary", "--path", "themes") == 0
    assert capsys.readouterr().out == "変更はありません\n"
    assert main_in(repository, "diff", "HEAD", "--format", "markdown", "--lang", "en") == 0
    assert "### Mihon City" in capsys.readouterr().out
