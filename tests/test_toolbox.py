"""The toolbox on made-up computers, whose commands are small scripts that note how they were called."""

from __future__ import annotations

import platform
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from dxplans.develop import toolbox
from dxplans.develop.toolbox import (
    Machine,
    ToolMissing,
    chromium,
    missing_from_system,
    prepare,
    prepare_bench,
)

NOTE = 'echo "$(basename "$0") $*" >> "$NOTES"\n'
FONT = "echo 'Noto Sans CJK JP'\n"
COMPLETE = ("chromium", "msgfmt")


class Computer:
    """A folder with a working copy, its .venv and a PATH, and nothing of the real machine on it."""

    def __init__(self, place: Path) -> None:
        self.root = place / "計画 の フォルダー"
        self.scripts = self.root / ".venv" / "bin"
        self.path = place / "path"
        self.notes = place / "notes"
        self.scripts.mkdir(parents=True)
        self.path.mkdir()
        self.notes.touch()
        (self.root / "requirements-dev.lock").write_text("ruff==1\n")
        (self.root / "package-lock.json").write_text("{}\n")
        self.add("python", NOTE, self.scripts)
        self.add("npm", NOTE, self.scripts)
        for name in ("basename", "cat", "chmod"):  # what the scripts themselves need
            (self.path / name).symlink_to(shutil.which(name) or "missing")

    def add(self, name: str, script: str = "", folder: Path | None = None) -> Path:
        """Put a command on PATH, or into another folder."""
        command = (folder or self.path) / name
        command.write_text(f"#!/bin/sh\n{script}", "utf-8")
        command.chmod(0o755)
        return command

    def add_all(self) -> None:
        """Everything that the tests need from the system."""
        for name in COMPLETE:
            self.add(name)
        self.add("fc-list", FONT)

    def machine(
        self, *, root: bool = False, distribution: str = "debian", **variables: str
    ) -> Machine:
        """The computer as the toolbox sees it."""
        return Machine(
            environment=self.root / ".venv",
            scripts=self.scripts,
            python=str(self.scripts / "python"),
            system="Linux",
            distribution=distribution,
            root=root,
            variables={"PATH": str(self.path), "NOTES": str(self.notes), **variables},
        )

    def calls(self) -> list[str]:
        """What was called since the last time one asked, and how."""
        lines = self.notes.read_text("utf-8").splitlines()
        self.notes.write_text("")
        return lines


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    """A computer on which nothing is installed."""
    return Computer(tmp_path)


def test_everything_missing_is_installed_into_the_folder(
    computer: Computer, capsys: pytest.CaptureFixture[str]
) -> None:
    """Python packages by hash, npm packages without their scripts, each announced."""
    computer.add_all()

    prepare(computer.root, quick=False, machine=computer.machine())

    pip, npm = computer.calls()
    assert pip.startswith("python -m pip install")
    assert pip.endswith(f"--require-hashes -r {computer.root}/requirements-dev.lock")
    assert npm.startswith("npm ci --ignore-scripts")
    said = capsys.readouterr().out
    assert "Python の部品" in said
    assert "Installing the npm packages" in said


def test_nothing_is_done_or_said_when_nothing_is_missing(
    computer: Computer, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second run costs nothing, so that `make test` can always come through here."""
    computer.add_all()
    prepare(computer.root, quick=False, machine=computer.machine())
    capsys.readouterr()
    computer.calls()

    prepare(computer.root, quick=False, machine=computer.machine())

    assert computer.calls() == []
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("lock", "command"), [("requirements-dev.lock", "python"), ("package-lock.json", "npm")]
)
def test_a_changed_lock_installs_again(computer: Computer, lock: str, command: str) -> None:
    """After a pull the tests run with the packages that the lock now names."""
    computer.add_all()
    prepare(computer.root, quick=False, machine=computer.machine())
    computer.calls()
    (computer.root / lock).write_text('{"changed": true}\n')

    prepare(computer.root, quick=False, machine=computer.machine())

    (call,) = computer.calls()
    assert call.split()[0] == command


def test_what_is_only_compared_with_is_installed_for_the_bench_alone(computer: Computer) -> None:
    """Nobody who tests needs Hugo; who measures gets it once."""
    computer.add_all()
    (computer.root / "requirements-bench.lock").write_text("hugo==1\n")
    prepare(computer.root, quick=False, machine=computer.machine())
    assert not any("bench" in call for call in computer.calls())

    for calls in (1, 0):
        prepare_bench(computer.root, machine=computer.machine())
        assert [call.endswith("requirements-bench.lock") for call in computer.calls()] == [
            True
        ] * calls


def test_a_failed_installation_is_told_and_tried_again(computer: Computer) -> None:
    """A broken network leaves no stamp that says all is well."""
    computer.add("python", NOTE + "exit 3\n", computer.scripts)
    for _ in range(2):
        with pytest.raises(ToolMissing, match=r"終了コード 3.*status 3"):
            prepare(computer.root, quick=True, machine=computer.machine())
        assert len(computer.calls()) == 1


def test_a_command_that_cannot_run_is_told_too(computer: Computer) -> None:
    """A half-made .venv ends in a sentence, not in a traceback."""
    (computer.scripts / "python").unlink()
    with pytest.raises(ToolMissing, match="失敗しました"):
        prepare(computer.root, quick=True, machine=computer.machine())


def test_quick_checks_need_python_packages_only(computer: Computer) -> None:
    """Without Chromium, gettext, fonts and npm, `make check` still runs."""
    prepare(computer.root, quick=True, machine=computer.machine())

    assert [call.split()[0] for call in computer.calls()] == ["python"]


def test_nothing_is_installed_into_somebody_elses_environment(
    computer: Computer, tmp_path: Path
) -> None:
    """Our packages go into the project's own folder or nowhere."""
    elsewhere = replace(computer.machine(), environment=tmp_path / "elsewhere")
    with pytest.raises(ToolMissing, match="make test"):
        prepare(computer.root, quick=True, machine=elsewhere)
    assert computer.calls() == []


def test_an_environment_without_npm_is_named(computer: Computer) -> None:
    """The system's npm is never used: its version would be anyone's guess."""
    computer.add_all()
    computer.add("npm", NOTE)
    (computer.scripts / "npm").unlink()
    with pytest.raises(ToolMissing, match="npm"):
        prepare(computer.root, quick=False, machine=computer.machine())
    assert "npm" not in {call.split()[0] for call in computer.calls()}


def test_without_root_the_exact_command_is_named(computer: Computer) -> None:
    """A person copies one line; nothing else has been touched by then."""
    computer.add("apt-get", NOTE)
    with pytest.raises(ToolMissing) as refusal:
        prepare(computer.root, quick=False, machine=computer.machine())
    assert str(refusal.value).endswith(
        "sudo apt-get install -y --no-install-recommends chromium gettext fontconfig fonts-noto-cjk"
    )
    assert computer.calls() == []


def test_without_apt_the_programs_are_named(computer: Computer) -> None:
    """On a system without apt-get there is no command to offer, but the names help."""
    with pytest.raises(ToolMissing, match="Please install: chromium, gettext"):
        prepare(computer.root, quick=False, machine=computer.machine(root=True))


def test_only_what_is_missing_is_named(computer: Computer) -> None:
    """A machine with a browser and fonts is asked for gettext alone."""
    computer.add("apt-get", NOTE)
    computer.add("google-chrome")
    computer.add("fc-list", FONT)
    with pytest.raises(ToolMissing, match=r"--no-install-recommends gettext$"):
        prepare(computer.root, quick=False, machine=computer.machine())


def test_a_system_without_a_japanese_font_is_asked_for_one(computer: Computer) -> None:
    """Screenshots and contrast measured in empty boxes would prove nothing."""
    computer.add_all()
    computer.add("apt-get", NOTE)
    computer.add("fc-list", "exit 0\n")
    with pytest.raises(ToolMissing, match=r"--no-install-recommends fonts-noto-cjk$"):
        prepare(computer.root, quick=False, machine=computer.machine())


def test_ubuntu_has_another_name_for_chromium(computer: Computer) -> None:
    """There `apt-get install chromium` finds no package."""
    computer.add_all()
    computer.add("apt-get", NOTE)
    (computer.path / "chromium").unlink()
    with pytest.raises(ToolMissing, match=r"chromium-browser$"):
        prepare(computer.root, quick=False, machine=computer.machine(distribution="ubuntu"))


def test_root_installs_with_apt_without_being_asked(computer: Computer) -> None:
    """In a container one command is enough: lists first, then the packages, no questions."""
    computer.add_all()
    (computer.path / "msgfmt").unlink()
    made = computer.path / "msgfmt"
    computer.add(
        "apt-get", f'{NOTE}echo "$DEBIAN_FRONTEND" >> "$NOTES"; : > "{made}"; chmod +x "{made}"\n'
    )

    prepare(computer.root, quick=False, machine=computer.machine(root=True))

    update, _, install, frontend, *_ = computer.calls()
    assert update == "apt-get update -qq"
    assert install == "apt-get -qq install -y --no-install-recommends gettext"
    assert frontend == "noninteractive"


def test_what_apt_did_not_bring_is_named(computer: Computer) -> None:
    """A package that installs nothing usable (a snap in a container) does not pass for success."""
    computer.add_all()
    computer.add("apt-get", NOTE)
    (computer.path / "chromium").unlink()
    with pytest.raises(ToolMissing, match=r"Still missing after apt: chromium.*DXPLANS_CHROMIUM"):
        prepare(computer.root, quick=False, machine=computer.machine(root=True))


def test_the_chosen_chromium_comes_first(computer: Computer, tmp_path: Path) -> None:
    """DXPLANS_CHROMIUM wins over PATH; when it leads nowhere there is no silent second choice."""
    computer.add("chromium")
    mine = computer.add("mine", folder=tmp_path)

    assert chromium(computer.machine()) == computer.path / "chromium"
    assert chromium(computer.machine(DXPLANS_CHROMIUM=str(mine))) == mine
    assert chromium(computer.machine(DXPLANS_CHROMIUM=str(tmp_path / "none"))) is None


def test_other_systems_keep_chromium_elsewhere(
    computer: Computer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On macOS and Windows it is an application, not a command on PATH; fonts are always there."""
    application = computer.add("Google Chrome", folder=tmp_path)
    monkeypatch.setattr(toolbox, "CHROMIUM_PLACES", (str(tmp_path / "none"), str(application)))
    mac = replace(computer.machine(), system="Darwin", distribution="")

    assert chromium(mac) == application
    assert chromium(computer.machine()) is None
    assert missing_from_system(mac) == ("gettext",)


def test_a_system_without_os_release_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    """macOS, Windows and small containers have no such file."""

    def absent() -> dict[str, str]:
        raise FileNotFoundError

    monkeypatch.setattr(platform, "freedesktop_os_release", absent)
    assert Machine().distribution == ""


def test_the_machine_is_this_one_unless_told() -> None:
    """The defaults describe the process that runs the tests."""
    machine = Machine()
    assert Path(machine.python).is_file()
    assert machine.scripts.is_dir()
    assert machine.which("definitely-no-such-command") is None
