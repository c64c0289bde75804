"""The suite: that it runs everything, tells what failed, and leaves out what quick leaves out."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from dxplans.develop import suite
from dxplans.develop.suite import NOT_FOUND, Step, run_steps, run_suite, steps


def a_step(name: str, program: str) -> Step:
    """A check that is a line of Python."""
    return Step(name, f"{name}の検査", f"{name} check", (sys.executable, "-c", program))


def test_all_passed_is_said_with_the_seconds(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each check has its headline in both languages and its time; the end has the total."""
    status = run_steps([a_step("one", "pass"), a_step("two", "print('two speaks')")], tmp_path)

    out = capfd.readouterr().out
    assert status == 0
    assert "── 1/2 one: oneの検査 / one check\n" in out
    assert "two speaks" in out
    assert out.count(" s\n") == 2
    assert out.splitlines()[-1].startswith("✓ すべて通りました / All passed(")


def test_a_failure_does_not_stop_the_rest(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """One run shows everything that is wrong; the last line lists it."""
    plan = [
        a_step("lint", "raise SystemExit(3)"),
        a_step("types", "open('ran', 'w').close()"),
        Step("gone", "無い", "absent", (str(tmp_path / "no-such-command"),)),
    ]

    status = run_steps(plan, tmp_path)

    out = capfd.readouterr().out
    assert status == 1
    assert (tmp_path / "ran").is_file()
    assert "✗ lint" in out
    assert "status 3" in out
    assert f"status {NOT_FOUND}" in out
    assert out.splitlines()[-1].startswith("✗ 失敗 / Failed: lint, gone(")


def test_headlines_stand_before_what_the_check_prints(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """Without a terminal our own output must not arrive after everybody else's."""
    run_steps([a_step("one", "print('inside')")], tmp_path)

    lines = capfd.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["──", "inside", "✓", "✓"]


def test_checks_leave_no_litter_outside_the_cache(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """What hypothesis remembers goes where `make clean` removes it."""
    show = "import os; print(os.environ['HYPOTHESIS_STORAGE_DIRECTORY'])"
    run_steps([a_step("one", show)], tmp_path)

    assert str(tmp_path / ".cache" / "hypothesis") in capfd.readouterr().out


def test_what_is_compiled_is_kept(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Below .cache for those who want it nowhere else: else every process compiles everything."""
    show = "import sys; print(sys.dont_write_bytecode, sys.pycache_prefix)"
    for wish, said in (("1", f"False {tmp_path / '.cache' / 'pycache'}"), ("", "False None")):
        monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", wish)
        monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
        run_steps([a_step("one", show)], tmp_path)
        assert capfd.readouterr().out.splitlines()[1] == said


@pytest.mark.parametrize(("program", "status"), [("pass", 0), ("raise SystemExit(5)", 1)])
def test_the_suite_runs_the_steps_it_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str, status: int
) -> None:
    """What `dxplans test` returns to the shell is 0 or 1, whatever a check's own status."""
    asked: list[bool] = []

    def one_step(*, quick: bool) -> tuple[Step, ...]:
        asked.append(quick)
        return (a_step("one", program),)

    monkeypatch.setattr(suite, "steps", one_step)

    assert run_suite(tmp_path, quick=True) == status
    assert asked == [True]


def test_quick_differs_in_the_tests_only() -> None:
    """Quick leaves out browsers and slow tests, and no check."""
    quick, full = steps(quick=True), steps(quick=False)

    assert [step.name for step in quick] == [step.name for step in full]
    assert quick[:-1] == full[:-1]
    assert quick[-1].command[-2:] == ("-m", "not browser and not slow")
    assert "-m" not in full[-1].command[3:]


def test_the_checks_are_the_ones_promised() -> None:
    """CONTRIBUTING.md names them; none may get lost unnoticed."""
    commands = {step.name: " ".join(step.command) for step in steps(quick=False)}

    assert commands["ruff"].endswith("ruff check")
    assert commands["format"].endswith("ruff format --check")
    assert commands["mypy"].endswith("-m mypy")
    assert commands["zizmor"].endswith(".github/workflows")
    assert "--offline" in commands["zizmor"]
    assert commands["data"].endswith("dxplans check")
    assert "pytest" in commands["pytest"]
