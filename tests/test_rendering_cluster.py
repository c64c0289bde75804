"""Pages rendered on a Dask cluster: real processes, the same bytes, and a sentence when they are gone."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace

import pytest

from builders import ROOT
from dxplans import build as module
from dxplans.build import BuildError, build
from dxplans.cli import main
from dxplans.rendering import batch, cluster
from dxplans.rendering.cluster import Cluster
from dxplans.updates import Chronicle
from sample import TODAY, a_whole_project, files_of, with_shell

Workers = list["subprocess.Popen[bytes]"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project, not to be changed."""
    return with_shell(a_whole_project(tmp_path_factory.mktemp("cluster") / "project"))


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[tuple[str, Workers]]:
    """The address of a scheduler, and its two workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    variables = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    if "PYTHONPATH" in os.environ:
        variables["PYTHONPATH"] += os.pathsep + os.environ["PYTHONPATH"]
    variables.pop("COVERAGE_PROCESS_CONFIG", None)  # Dask's own threads are nothing to be watched
    with ExitStack() as stack:

        def start(name: str, *arguments: str) -> subprocess.Popen[bytes]:
            process = subprocess.Popen(
                [sys.executable, "-m", f"distributed.cli.dask_{name}", *arguments, "--no-dashboard"],
                cwd=tmp_path, env=variables, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            stack.callback(process.wait)
            stack.callback(process.kill)
            return process

        start("scheduler", "--host", "127.0.0.1", "--port", address.rpartition(":")[2])
        alone = (address, "--nthreads", "1", "--no-nanny")
        yield address, [start("worker", *alone) for _ in range(2)]


@pytest.mark.slow
def test_a_cluster_makes_the_same_site_while_it_has_a_worker(
    project: Path, tmp_path: Path, dask: tuple[str, Workers], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With both, with one that is killed at its work, and not at all without."""
    monkeypatch.setattr(batch, "SIZE", 5)
    monkeypatch.setattr(module, "STEP", 10)
    address, workers = dask
    site = tmp_path / "site"
    monkeypatch.chdir(project)
    command = ["build", "--out", str(site), "--today", TODAY.isoformat()]
    assert main([*command, "--jobs", "1"]) == 0
    expected = files_of(site)
    assert main([*command, "--cluster", address]) == 0
    assert files_of(site) == expected

    again = build(
        project, site, TODAY, history=Chronicle(project).now(), hands=Cluster(address),
        tell=lambda _sentence: workers[0].kill(),
    )  # fmt: skip
    assert files_of(again.site) == expected

    monkeypatch.setattr(cluster, "PATIENCE", 2.0)
    with pytest.raises(BuildError, match=r"作業するプロセスがありません.* has no workers"):
        build(
            project, site, TODAY, hands=Cluster(address), tell=lambda _sentence: workers[1].kill()
        )
    assert files_of(site) == expected
    assert not [*(project / ".cache").glob("staging-*")]


@pytest.mark.slow
def test_a_cluster_that_does_not_answer_is_told_of(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its address, before anything is written."""
    monkeypatch.setattr(cluster, "PATIENCE", 1.0)
    with pytest.raises(BuildError, match=r"tcp://127.0.0.1:9 につながりません / The cluster"):
        build(project, tmp_path / "site", TODAY, hands=Cluster("tcp://127.0.0.1:9"))
    assert not (tmp_path / "site").exists()


def test_without_dask_the_command_says_what_to_install(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is an option: most sites never need it."""
    monkeypatch.chdir(project)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["build", "--cluster", "tcp://127.0.0.1:8786"]) == 2
    assert f"pip install 'distributed=={cluster.VERSION}'" in capsys.readouterr().err
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    wanted = [f"distributed=={cluster.VERSION}"]
    assert settings["project"]["optional-dependencies"] == {"cluster": wanted}


def test_what_dask_says_is_put_into_a_sentence() -> None:
    """What a page comes to is the page's; what happens to workers is told."""

    class KilledWorker(Exception):  # noqa: N818 - Dask's own name
        """A stand-in for Dask's."""

    hands = Cluster("tcp://10.0.0.1:8786")
    hands._dask = SimpleNamespace(KilledWorker=KilledWorker)
    assert "同じページを" in str(hands.explain(KilledWorker()))
    assert "tcp://10.0.0.1:8786" in str(hands.explain(CancelledError()))
    assert "部品 dxplans が" in str(hands.explain(ModuleNotFoundError("no", name="dxplans")))
    assert hands.explain(ValueError("a page")) is None
    hands.stop(now=True)
