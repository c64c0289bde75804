"""Files to one ZIP with their SHA-256 checksums: the same files give the same bytes."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

ARCHIVE = "data/open-dx-plans.zip"
SUMS = "SHA256SUMS"
_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a ZIP can tell: the files' own would differ from build to build."""
_UNIX, _MODE = 3, 0o100644 << 16
_PIECE = 1 << 20


def write_archive(root: Path, names: Iterable[str], texts: Mapping[str, str]) -> str:
    """Put the files *names* of the site below *root* and *texts* into its archive; its checksum."""
    path = root / ARCHIVE
    path.parent.mkdir(parents=True, exist_ok=True)
    sums = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(texts.items()):
            content = text.encode()
            archive.writestr(_info(name), content)
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
        for name in sorted(names):
            with (root / name).open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                file.seek(0)
                with archive.open(_info(name), "w") as target:
                    shutil.copyfileobj(file, target, _PIECE)
            sums.append(f"{digest}  {name}\n")
        archive.writestr(_info(SUMS), "".join(sums))
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _info(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, _UNIX, _MODE
    return info
