"""theme_overrides/assets/ to published files whose names hold their content's hash."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from dxplans.part.colours import Colours, recoloured
from dxplans.templates import FOLDER

OUT = "assets"
STYLE = "style.css"
"""The stylesheet that has the colours."""
_COMMENTS = re.compile(rb"^[ \t]*//.*\n|^[ \t]+", re.MULTILINE)
"""Lines of comment and indentation: for those who read the source, not for every reader's phone.
No text of a script may run over lines."""


def published_assets(
    root: Path, colours: Colours | None = None
) -> tuple[Mapping[str, str], Mapping[str, bytes]]:
    """Logical name to published path, and published path to content.

    ``style.css`` becomes ``assets/style-0123456789.css``: a browser may keep it for ever. It has
    other *colours* where they are given.
    """
    names: dict[str, str] = {}
    contents: dict[str, bytes] = {}
    folder = root / FOLDER / "assets"
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.startswith("."):
            content = path.read_bytes()
            if path.suffix == ".js":
                content = _COMMENTS.sub(b"", content)
            if colours and path.name == STYLE:
                content = recoloured(content.decode("utf-8"), colours).encode("utf-8")
            digest = hashlib.sha256(content).hexdigest()[:10]
            published = f"{OUT}/{path.stem}-{digest}{path.suffix}"
            names[path.name] = published
            contents[published] = content
    return names, contents
