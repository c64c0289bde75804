"""What the workers of a run share: made once, and made again where the first one failed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from website import sharing
from website.sharing import made_once


def test_the_first_makes_it_and_the_others_wait(tmp_path: Path) -> None:
    """However many ask at once, it is made once and whole for each of them."""
    makers: list[int] = []

    def make() -> None:
        makers.append(1)
        (tmp_path / "site").mkdir()
        (tmp_path / "site" / "page").write_text("whole", "utf-8")

    def ask(_number: int) -> str:
        return (made_once(tmp_path / "site", make) / "page").read_text("utf-8")

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(8))) == {"whole"}
    assert makers == [1]


def test_what_failed_is_begun_again(tmp_path: Path) -> None:
    """A half-made folder is nobody's site."""
    folder = tmp_path / "site"

    def fail() -> None:
        folder.mkdir()
        raise ValueError("half-way")

    with pytest.raises(ValueError, match="half-way"):
        made_once(folder, fail)
    assert list(made_once(folder, folder.mkdir).iterdir()) == []


def test_nobody_waits_for_ever(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The maker may have been killed."""
    monkeypatch.setattr(sharing, "PATIENCE", 0)
    (tmp_path / "site.busy").mkdir()
    with pytest.raises(TimeoutError, match="never finished"):
        made_once(tmp_path / "site", tmp_path.touch)
