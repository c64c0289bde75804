"""Pages by many hands: the same bytes by any, and nothing is lost when one of them is."""

from __future__ import annotations

import multiprocessing
import shutil
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from dxplans import build as module
from dxplans.build import BuildError, build
from dxplans.cli import main
from dxplans.output import MARKER
from dxplans.rendering import batch
from dxplans.rendering.order import Order, OtherFilesError, fingerprint
from dxplans.rendering.pool import OneProcess, Processes, usable_cores
from dxplans.rendering.workers import Workers
from dxplans.settings import read_settings
from dxplans.updates import UNKNOWN
from sample import TODAY, a_whole_project, files_of, with_shell


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many batches and many sentences, from a small site; and nothing of a publishing machine."""
    monkeypatch.setattr(batch, "SIZE", 5)
    monkeypatch.setattr(module, "STEP", 10)
    for name in ("DXPLANS_SITE_URL", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project, not to be changed."""
    return with_shell(a_whole_project(tmp_path_factory.mktemp("rendering") / "project"))


@pytest.fixture(scope="module")
def expected(project: Path) -> dict[str, bytes]:
    """Its site as one process makes it."""
    return files_of(build(project, project / "one", TODAY, hands=OneProcess()).site)


@pytest.fixture
def standing(tmp_path: Path) -> Path:
    """A site that was built before: one page tells whether it is still there."""
    site = tmp_path / "site"
    site.mkdir()
    for name in (MARKER, "index.html"):
        (site / name).write_text("the last good site", "utf-8")
    return site


def nothing_lies_about(project: Path, site: Path) -> bool:
    """Whether no build has left a folder beside its site, or a process at work."""
    left = [*(project / ".cache").glob("staging-*"), *site.parent.glob(".*-old-*")]
    return not left and not multiprocessing.active_children()


@pytest.mark.parametrize(
    "method", [None, pytest.param("spawn", marks=pytest.mark.slow)]
)  # fmt: skip
def test_several_processes_make_the_same_site(
    project: Path, expected: dict[str, bytes], tmp_path: Path, method: str | None
) -> None:
    """As copies of the one that builds, and (macOS, Windows) as processes that read for themselves."""
    told: list[str] = []
    hands = Processes(2, method)
    done = build(project, tmp_path / "site", TODAY, hands=hands, tell=told.append)
    assert files_of(done.site) == expected
    pages = done.pages // 2
    steps = range(10, pages + 1, 10)
    assert told == [f"{lang}: {step} / {pages}" for lang in ("ja", "en") for step in steps]
    assert nothing_lies_about(project, done.site)


def killing(times: int) -> Callable[[str], None]:
    """Whoever hears of progress kills a process that renders: the first so many times."""
    left = [times]

    def hear(_sentence: str) -> None:
        if left[0]:
            left[0] -= 1
            multiprocessing.active_children()[0].kill()

    return hear


@pytest.mark.slow
def test_what_a_killed_process_held_is_done_again(
    project: Path, expected: dict[str, bytes], tmp_path: Path
) -> None:
    """The system kills the largest process when memory is short; the site is whole all the same."""
    hands = Processes(2)
    done = build(project, tmp_path / "site", TODAY, hands=hands, tell=killing(1))
    assert files_of(done.site) == expected
    assert nothing_lies_about(project, done.site)


@pytest.mark.slow
def test_processes_killed_again_and_again_are_told_of(project: Path, standing: Path) -> None:
    """In a sentence; readers keep the site they had, and nothing half-made lies about."""
    before = files_of(standing)
    with pytest.raises(BuildError, match=r"サイトは前のままです.* The site is as it was"):
        build(project, standing, TODAY, hands=Processes(2), tell=killing(9))
    assert files_of(standing) == before
    assert nothing_lies_about(project, standing)


def test_ctrl_c_ends_the_processes_and_leaves_nothing(
    project: Path, standing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of a build."""
    before = files_of(standing)
    # A suite that runs in the background ignores it.
    ours = signal.signal(signal.SIGINT, signal.default_int_handler)
    monkeypatch.chdir(project)
    try:
        with pytest.raises(KeyboardInterrupt):
            build(project, standing, TODAY, hands=Processes(2),
                  tell=lambda _sentence: signal.raise_signal(signal.SIGINT))  # fmt: skip
    finally:
        signal.signal(signal.SIGINT, ours)
    assert files_of(standing) == before
    assert nothing_lies_about(project, standing)


def test_what_a_process_raises_is_raised_here(project: Path, tmp_path: Path) -> None:
    """A template's mistake is told as if there were no processes."""
    root = with_shell(shutil.copytree(project, tmp_path / "copy", symlinks=True))
    page = root / "theme_overrides" / "pages" / "term.html"
    page.write_text(page.read_text("utf-8").replace("<h1>", "<h1>{{ nothing.here }}", 1), "utf-8")
    with pytest.raises(Exception, match="'nothing' is undefined"):
        build(with_shell(root), tmp_path / "site", TODAY, hands=Processes(2))
    assert not (tmp_path / "site").exists()
    assert nothing_lies_about(root, tmp_path / "site")


def test_workers_with_other_files_refuse(project: Path, tmp_path: Path) -> None:
    """A site is never put together from two states of its project."""
    root = shutil.copytree(project, tmp_path / "copy", symlinks=True)
    order = Order.abroad(root, TODAY, read_settings(root), UNKNOWN)
    assert order == Order.abroad(root, TODAY, read_settings(root), UNKNOWN)
    assert order.content == fingerprint(root) == fingerprint(project)
    term = root / "glossary" / "rpa.yaml"
    term.write_text(term.read_text("utf-8") + "\n", "utf-8")
    with pytest.raises(OtherFilesError, match=r"もう一度作ってください.*Build again"):
        order.press()


def lengths(text: str, times: int) -> int:
    """A call that several processes can do."""
    return len(text) * times


def test_results_come_in_the_order_of_the_calls() -> None:
    """Whoever was first: an index numbers its pages by it."""
    calls = [("a" * n, 2) for n in range(40)]
    with Workers(Processes(2)) as workers:
        last = workers.begin(lengths, "abc", 5)
        assert list(workers.each(lengths, calls)) == [2 * n for n in range(40)]
        assert last() == 15
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("jobs", ["0", "-1", "two", "99", "２"])
def test_a_number_of_jobs_is_a_number(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is none is said, with what may be given."""
    with pytest.raises(SystemExit) as caught:
        main(["build", "--jobs", jobs])
    assert caught.value.code == 2
    assert f"1-61: {jobs}" in capsys.readouterr().err


def test_a_command_uses_the_cores_that_it_may(
    project: Path, expected: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without being told how many."""
    assert usable_cores() >= 1
    monkeypatch.chdir(project)
    monkeypatch.setattr("dxplans.rendering.command.usable_cores", lambda: 2)
    assert main(["build", "--out", str(tmp_path / "site"), "--today", "2026-11-20"]) == 0
    assert files_of(tmp_path / "site").keys() == expected.keys()
