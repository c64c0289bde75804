"""Compressed copies beside a site's text files: they say the same, and are there where they help."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest

from dxplans.cli import main
from dxplans.compression import TEXTS, Compressed, compress
from dxplans.rendering.pool import OneProcess
from sample import TODAY, a_whole_project, files_of, with_shell

LONG = "計画の取組をわかりやすく。" * 40


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with a long text, one too short to shrink, and something that is packed already."""
    root = tmp_path / "site"
    (root / "page").mkdir(parents=True)
    (root / "page" / "index.html").write_text(LONG, "utf-8")
    (root / "short.txt").write_text("a", "utf-8")
    (root / "picture.webp").write_bytes(b"0" * 5000)
    return root


def test_a_copy_is_written_where_it_is_smaller(site: Path) -> None:
    """And unpacks to the same bytes."""
    done = compress(site, OneProcess())
    found = files_of(site)
    assert set(found) == {
        "page/index.html", "page/index.html.gz", "page/index.html.br", "short.txt", "picture.webp"
    }  # fmt: skip
    assert gzip.decompress(found["page/index.html.gz"]).decode() == LONG
    assert brotli.decompress(found["page/index.html.br"]).decode() == LONG
    sizes = [len(found[f"page/index.html{end}"]) + 1 for end in ("", ".gz", ".br")]
    assert done == Compressed(2, *sizes)


def test_a_gzip_copy_tells_neither_when_nor_where_it_was_made(site: Path) -> None:
    """Or every build would publish every file anew."""
    compress(site, OneProcess())
    head = (site / "page" / "index.html.gz").read_bytes()[:10]
    assert head[:4] == b"\x1f\x8b\x08\x00"
    assert head[4:8] == b"\0\0\0\0"
    assert head[9] == 255


def test_a_compressed_site_is_the_plain_one_and_its_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The same by one process and by two; only nginx' settings tell of the copies."""
    root = with_shell(a_whole_project(tmp_path / "project"))
    monkeypatch.chdir(root)
    day = ["--today", TODAY.isoformat()]
    assert main(["build", *day, "--out", "plain", "--jobs", "2"]) == 0
    assert "Brotli" not in capsys.readouterr().out
    assert main(["build", *day, "--out", "packed", "--jobs", "2", "--compress"]) == 0
    assert "→ gzip 0." in capsys.readouterr().out
    plain, packed = files_of(root / "plain"), files_of(root / "packed")
    copies = {name for name in packed if name.endswith((".gz", ".br"))}
    assert packed.keys() - copies == plain.keys()
    assert {name for name in plain if plain[name] != packed[name]} == {"nginx-headers.conf"}
    assert packed["nginx-headers.conf"].startswith(plain["nginx-headers.conf"])
    assert b"# gzip_static on;" in packed["nginx-headers.conf"]
    pages = {name for name in plain if Path(name).suffix in TEXTS and len(plain[name]) > 1000}
    assert pages <= {name[:-3] for name in copies}
    for name in copies:
        (root / "packed" / name).unlink()
    compress(root / "packed", OneProcess())
    assert files_of(root / "packed") == packed
