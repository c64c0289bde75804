"""`dxplans pictures`: the guide's pictures taken anew from the real site."""

from __future__ import annotations

import difflib
import tempfile
from argparse import Namespace
from pathlib import Path

from dxplans.build import BuildError, today_of
from dxplans.commands import Command
from dxplans.develop import toolbox
from dxplans.screens.screen import FOLDER, RECORD, read_record, read_screens, record_text


def add(command: Command) -> None:
    """Add the command and its options to the command line."""
    made = command("pictures", run, "手引きの絵を、本物のサイトから作り直す", "take the guide's pictures anew from the real site",
                   "dxplans pictures edit-link")  # fmt: skip
    made.add_argument("names", nargs="*", metavar="NAME",
                      help="docs/pictures.yaml の名前。なければ全部 / names in docs/pictures.yaml; all of them without")  # fmt: skip
    made.add_argument("--out", default=FOLDER, metavar="DIR", help="絵を置くところ / where they are put")  # fmt: skip
    made.add_argument("--today", help="YYYY-MM-DD")


def run(root: Path, options: Namespace) -> int:
    """Take the pictures that are named; BuildError for a name that there is not, or without Chromium."""
    from dxplans.screens.camera import NothingThere, camera  # noqa: PLC0415 - it needs the development packages
    from dxplans.screens.studio import Studio, pictures  # noqa: PLC0415 - likewise

    screens = read_screens(root)
    for name in options.names:
        if name not in screens:
            near = difflib.get_close_matches(name, screens, n=1)
            hint = f" → {near[0]}" if near else ""
            raise BuildError(f"この名前の絵はありません / No such picture: {name}{hint}")
    chromium = toolbox.chromium()
    if chromium is None:
        raise BuildError("Chromiumがありません。`make test` が入れ方を示します。 / There is no Chromium: `make test` tells how to install it.")  # fmt: skip
    out, today = Path(options.out), today_of(options.today)
    record = {
        name: made for name, made in read_record(root / FOLDER).items() if name.split("/")[1] in screens
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder, camera(chromium) as lens:
        studio = Studio(root, Path(folder), today)
        try:
            for name, content, made in pictures(
                studio, screens, options.names or tuple(screens), lens
            ):
                path = out / f"{name}.webp"
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                record[name] = made
                print(f"{path}  {made.width}×{made.height}  {len(content):,} bytes")
        except (NothingThere, ValueError) as error:
            raise BuildError(
                f"絵にするものが見つかりません。docs/pictures.yaml を直してください。 / "
                f"What is to be pictured is not there; mend docs/pictures.yaml: {error}"
            ) from None
    (out / Path(RECORD).name).write_text(record_text(record), encoding="utf-8", newline="\n")
    return 0
