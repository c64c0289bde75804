"""The history of the data in real repositories to what readers are told of it."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from builders import a_project, an_edit
from dxplans.changes.repository import Repository
from dxplans.portal import Portal, load
from dxplans.updates import Chronicle, Updates, public
from histories import PLAN, RPA, TRANSLATED, Repo, a_history
from sample import a_whole_project

WITHDRAWN = an_edit(
    PLAN, "provenance:\n",
    'withdrawn: {on: "2027-02-01", reason: 市の求めにより取り下げました。}\nprovenance:\n',
)  # fmt: skip
GONE = "計画の内容の掲載を取り下げ（取り下げた日 令和9年（2027年）2月1日、理由 市の求めにより取り下げました。）"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Repo:
    """The minimal project with a year of changes; only to be read."""
    repo = a_history(Repo.of(a_whole_project(tmp_path_factory.mktemp("history") / "計画")))
    Chronicle(repo.root).now()
    return repo


@pytest.fixture
def repo(kept: Repo, tmp_path: Path) -> Repo:
    """A copy of it, to be changed; what was made of its commits is known."""
    made = kept.clone(tmp_path / "clone")
    shutil.copytree(kept.root / ".cache", made.root / ".cache", symlinks=True)
    return made


def updates(root: Path) -> Updates:
    """What is told of the project at *root*."""
    return public(Chronicle(root).now(), load(root))


def since(root: Path, day: str) -> None:
    """Let the updates begin on a day."""
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert 'updates_since: ""' in text
    config.write_text(text.replace('updates_since: ""', f'updates_since: "{day}"'), "utf-8")


def told(found: Updates) -> list[tuple[str, str, list[str]]]:
    """Day, key and Japanese sentences of each update."""
    return [
        (u.day.isoformat(), u.key, [f"{c.about.ja}: {c.text.ja}" for c in u.changes])
        for u in found.entries
    ]


def test_what_each_commit_is_told_as(kept: Repo) -> None:
    """Newest first: a merge is one step, what was undone is told twice, code not at all."""
    found = updates(kept.root)
    key = "tokyo/mihon/2026"
    target = "② RPAの活用: KPI『RPAを使う業務』の目標値を {} から {} に変更"
    later = "later のページがなくなります"
    assert told(found)[:6] == [
        ("2027-01-05", key, ["② RPAの活用: 概要の文を変更（1文を変更）"]),
        ("2026-12-08", key, [target.format("12件", "10件")]),
        ("2026-12-07", key, [": 英語の訳を変更（新しい訳 1文）"]),
        (
            "2026-12-06",
            key,
            [f"新しい取組: 取組を削除（{key}/initiatives/{later.replace(' ', '/ ', 1)}）"],
        ),
        ("2026-12-05", key, ["新しい取組: 取組を追加"]),
        ("2026-12-03", key, [target.format("10件", "12件")]),
    ]
    first = {key: lines for day, key, lines in told(found)[6:] if day == "2026-12-01"}
    assert first[key] == [": 計画を追加（取組 2、章 1）"]
    assert first["tokyo/mihon"] == [": 自治体（団体）を追加"]
    assert set(first) == {key, "tokyo/mihon", "glossary", "themes", "questions"}
    assert (found.missing, found.years) == ("", (2027, 2026))


def test_updates_are_found_by_edition_page_and_year(kept: Repo) -> None:
    """What a history on each page needs."""
    found = updates(kept.root)
    assert len(found.of_edition("tokyo/mihon/2026")) == 7
    assert len(found.of_publisher("tokyo/mihon")) == 8
    page = found.of_page("tokyo/mihon/2026/initiatives/rpa/")
    assert [u.day.day for u in page] == [5, 8, 3]
    assert len(found.of_year(2026)) == len(found.entries) - 1
    assert found.of_publisher("tokyo/nobody") == ()


def test_both_sides_of_a_text_are_kept(kept: Repo) -> None:
    """The sentences that differ stand in pairs."""
    (pair,) = updates(kept.root).entries[0].changes[0].pairs
    assert pair.before == "決まった手順の仕事でRPAを使う取組です。"
    assert pair.after == "決まった手順の仕事を、RPAでする取組です。"


def test_a_shallow_clone_tells_what_it_has(kept: Repo, tmp_path: Path) -> None:
    """Its oldest commit is no addition of everything."""
    clone = kept.clone(tmp_path / "shallow", "--depth", "3")
    found = updates(clone.root)
    assert found.missing == "shallow"
    assert [day for day, _key, _lines in told(found)] == ["2027-01-05", "2026-12-08"]
    since(clone.root, "2027-01-01")
    assert updates(clone.root).missing == ""


def test_a_zip_download_has_no_history(kept: Repo, tmp_path: Path) -> None:
    """It says so, and nothing fails."""
    assert updates(kept.zipped(tmp_path / "zip")) == Updates((), "repository")


def test_a_repository_without_a_commit(tmp_path: Path) -> None:
    """Before the first commit there is no history either."""
    root = a_whole_project(tmp_path / "new")
    subprocess.run(("git", "init", "--quiet"), cwd=root, check=True)
    assert updates(root).missing == "repository"


def test_without_git(kept: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without git builds all the same."""
    monkeypatch.setenv("PATH", "")
    assert updates(kept.root).missing == "program"


def test_a_project_in_a_folder_of_its_repository(tmp_path: Path) -> None:
    """Names are those inside the project; what lies beside it is not told."""
    root = tmp_path / "around" / "project"
    a_whole_project(root)
    repo = Repo.of(tmp_path / "around")
    (tmp_path / "around/other.txt").write_text("x", "utf-8")
    repo.commit("2026-12-02T09:00:00+09:00")
    Repo(root).target("2026-12-03T09:00:00+09:00", 10, 12)
    found = told(updates(root))
    assert [(day, key) for day, key, _ in found][:2] == [
        ("2026-12-03", "tokyo/mihon/2026"), ("2026-12-01", "tokyo/mihon"),
    ]  # fmt: skip


def test_only_from_a_day_on(repo: Repo) -> None:
    """What was drafted before publication is left out; the day itself is in."""
    since(repo.root, "2026-12-07")
    assert [u.day for u in updates(repo.root).entries] == [
        date(2027, 1, 5), date(2026, 12, 8), date(2026, 12, 7),
    ]  # fmt: skip


def test_of_a_withdrawn_edition_only_that_is_told(repo: Repo) -> None:
    """Also of earlier days; what belongs to others stays."""
    repo.change("2027-02-01T09:00:00+09:00", edits=[WITHDRAWN])
    found = told(updates(repo.root))
    assert [line for line in found if line[1].endswith("/2026")] == [
        ("2027-02-01", "tokyo/mihon/2026", [f": {GONE}"]),
    ]
    assert {key for _day, key, _lines in found} >= {"tokyo/mihon", "glossary"}
    repo.git("revert", "--no-edit", "HEAD", day="2027-02-02T09:00:00+09:00")
    assert len(updates(repo.root).of_edition("tokyo/mihon/2026")) == 9


def test_what_was_withdrawn_stays_so_when_its_files_go(repo: Repo) -> None:
    """Neither the removal nor an older name of the edition brings texts back."""
    repo.git("mv", "plans/tokyo/mihon", "plans/tokyo/mihara")
    repo.commit("2027-01-20T09:00:00+09:00")
    renamed = updates(repo.root)
    assert len(renamed.of_edition("tokyo/mihara/2026")) == 8
    moved = an_edit(PLAN.replace("mihon", "mihara"), WITHDRAWN["replace"], WITHDRAWN["with"])
    repo.change("2027-02-01T09:00:00+09:00", edits=[moved])
    repo.change("2027-03-01T09:00:00+09:00", remove=["plans/tokyo/mihara/2026"])
    found = updates(repo.root)
    of_plan = [lines for _day, key, lines in told(found) if key.endswith("/2026")]
    assert of_plan == [[f": {GONE}"]]
    assert "RPAを使う" not in repr(found)
    assert "決まった手順" not in repr(found)
    assert "みほん市DX推進計画" not in repr(found)


def test_words_from_a_withdrawn_edition_are_not_told_in_another(repo: Repo) -> None:
    """An initiative that moved to the next edition is not told with what it was called before."""
    plan = (repo.root / PLAN).read_text("utf-8")
    text = (repo.root / RPA).read_text("utf-8")
    later = "plans/tokyo/mihon/2029"
    repo.change(
        "2027-01-20T09:00:00+09:00",
        files={f"{later}/initiatives/rpa.yaml": text.replace("RPAの活用", "自動化"),
               f"{later}/plan.yaml": plan.replace("  - online\n", "").replace("2026\n", "2029\n")},
        remove=[RPA],
        edits=[an_edit(PLAN, "  - rpa\n", "")],
    )  # fmt: skip
    repo.change("2027-02-01T09:00:00+09:00", edits=[WITHDRAWN])
    found = public(Chronicle(repo.root).now(), load_nothing(repo.root))
    assert "RPAの活用" not in repr(found)


def load_nothing(root: Path) -> Portal:
    """A portal without plans: what is withdrawn is known from the history alone."""
    return load(a_project(root.parent / "empty", remove=["plans", "questions", "themes"]))


def test_known_commits_are_not_read_again(kept: Repo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """A second build reads no file of any commit; a damaged cache is made anew."""
    clone = kept.clone(tmp_path / "clone")
    read: list[str] = []
    content = Repository.content

    def watched(self: Repository, thing: str) -> bytes | None:
        read.append(thing)
        return content(self, thing)

    monkeypatch.setattr(Repository, "content", watched)
    first = updates(clone.root)
    assert read
    read.clear()
    assert updates(clone.root) == first
    assert read == []
    clone.target("2027-03-01T09:00:00+09:00", 10, 20)
    assert len(updates(clone.root).entries) == len(first.entries) + 1
    few = len(read)
    (file,) = (clone.root / ".cache/updates").iterdir()
    for damaged in ("{", '{"x": {}}', '{"x": 1}', "[]"):
        file.write_text(damaged, "utf-8")
        read.clear()
        assert len(updates(clone.root).entries) == len(first.entries) + 1
    assert len(read) > 3 * few
    assert len(json.loads(file.read_text("utf-8"))) == 9


def test_other_code_tells_anew(repo: Repo) -> None:
    """Of the records that older code made nothing stays."""
    folder = repo.root / ".cache/updates"
    (folder / "0123456789abcdef.json").write_text("{}", "utf-8")
    repo.target("2027-03-01T09:00:00+09:00", 10, 20)
    updates(repo.root)
    assert [file.name for file in folder.iterdir()] != ["0123456789abcdef.json"]
    assert len(list(folder.iterdir())) == 1


def test_the_history_is_read_again_when_there_is_a_new_commit(repo: Repo) -> None:
    """A server asks at every save; only a commit or another first day makes a difference."""
    chronicle = Chronicle(repo.root)
    first = chronicle.now()
    (repo.root / RPA).write_text("title: 保存しただけ\n", "utf-8")
    assert chronicle.now() is first
    repo.git("checkout", "--quiet", "--", RPA)
    repo.target("2027-03-01T09:00:00+09:00", 10, 20)
    second = chronicle.now()
    assert len(second.commits) == len(first.commits) + 1
    assert second.commits[1:] == first.commits
    repo.git("reset", "--quiet", "--hard", "HEAD~1")
    assert chronicle.now() == first


def test_a_file_may_be_called_like_a_line_of_the_log(tmp_path: Path) -> None:
    """Names are data, whatever they look like."""
    repo = Repo.of(a_whole_project(tmp_path / "project"))
    (repo.root / "commit a b 1").write_text("x", "utf-8")
    (repo.root / ":100644 x").write_text("x", "utf-8")
    repo.target("2026-12-03T09:00:00+09:00", 10, 12)
    assert told(updates(repo.root))[0][:2] == ("2026-12-03", "tokyo/mihon/2026")


def test_an_invalid_commit_is_no_news(repo: Repo) -> None:
    """What an old commit had wrong is not told; what else it changed is."""
    before = len(updates(repo.root).entries)
    repo.change("2027-03-01T09:00:00+09:00", files={"glossary/rpa.yaml": "label: [\n"})
    repo.git("revert", "--no-edit", "HEAD", day="2027-03-02T09:00:00+09:00")
    assert len(updates(repo.root).entries) == before


def test_what_no_page_can_hold_is_left_out(repo: Repo) -> None:
    """A control character in a translation breaks neither page nor feed."""
    text = TRANSLATED.replace("Mihon City", "Mihon\x01 City")
    repo.change("2027-03-01T09:00:00+09:00", files={"locales/en/plans/tokyo/mihon/2026.po": text})
    repo.target("2027-03-02T09:00:00+09:00", 10, 20)
    _target, translated, *_ = public(Chronicle(repo.root).now(), load_nothing(repo.root)).entries
    assert translated.title is not None
    assert translated.title.en == "Mihon City DX Promotion Plan"
