"""Files that are meant to be written: tried together with all others, then written at once."""

from __future__ import annotations

import difflib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dxplans.check.links import check_links
from dxplans.check.report import Report
from dxplans.forms.question import Pair
from dxplans.library import Cache, Entry, read_entry, read_library
from dxplans.problem import Problem


@dataclass(frozen=True, slots=True)
class Draft:
    """One file: its name in the project, its content, and the bytes it replaces, if any."""

    name: str
    content: bytes
    before: bytes | None = None

    def lines(self) -> Iterator[str]:
        """The whole of a new file; what changes of one that is there."""
        text = self.content.decode()
        if self.before is None:
            yield from text.splitlines()
            return
        changed = difflib.unified_diff(
            self.before.decode().splitlines(), text.splitlines(), self.name, self.name, lineterm=""
        )
        yield from changed


class Taken(Exception):  # noqa: N818 - what is there already is no error of the program
    """A file that would be written is there already, or not as it was; says what to do."""

    def __init__(self, pair: Pair) -> None:
        self.pair = pair
        super().__init__(pair[1])


@dataclass(frozen=True, slots=True)
class Trial:
    """What the check would say of drafts, and the errors among it that are not there yet."""

    report: Report
    new_errors: tuple[Problem, ...]


def attempt(root: Path, drafts: tuple[Draft, ...], cache: Cache) -> Trial:
    """What ``dxplans check`` would say of *drafts*, were they in the project at *root*.

    *cache* is that of an earlier reading of the project.
    """
    before = read_library(root, cache)
    check_links(before)
    known = {(problem.code, str(problem.values)) for problem in before.problems()}
    # Read again, so that what linking has just reported is not reported twice.
    library = read_library(root, cache)
    found: dict[str, Entry] = {}
    with tempfile.TemporaryDirectory() as folder:
        for number, draft in enumerate(drafts):
            path = Path(folder) / f"{number}.yaml"
            path.write_bytes(draft.content)
            found[draft.name] = library.entries[draft.name] = read_entry(path, draft.name)
    check_links(library)
    told = [problem for entry in found.values() for problem in entry.doc.problems]
    errors = (p for p in told if p.level == "error" and (p.code, str(p.values)) not in known)
    report = Report(tuple(sorted(told, key=lambda problem: problem.order)), len(found))
    return Trial(report, tuple(errors))


def refuse_taken(root: Path, drafts: tuple[Draft, ...]) -> None:
    """Raise ``Taken`` if a new file is there, or one to be changed is not as it was read."""
    for draft in drafts:
        path = root / draft.name
        now = path.read_bytes() if path.is_file() else None
        if draft.before is None and (now is not None or path.exists()):
            raise Taken(
                (
                    (
                        f"{draft.name} はもうあります。書きかえません。直すときは、そのファイルを開いて直してください。"
                        "別のものを作るときは、id や年度など、名前になる答えを変えてください。"
                    ),
                    (
                        f"{draft.name} exists already and is left as it is. Open it to change it; for another "
                        "one, give another id, year or name."
                    ),
                )
            )
        if draft.before is not None and now != draft.before:
            raise Taken(
                (
                    f"{draft.name} が、その間に変わりました。何も書いていません。もう一度実行してください。",
                    f"{draft.name} has changed meanwhile. Nothing was written: run this again.",
                )
            )


def write(root: Path, drafts: tuple[Draft, ...]) -> None:
    """Write all of *drafts* or none: aside first, then each put in its place.

    Raises ``Taken`` as ``refuse_taken`` does, and OSError if the disk refuses.
    """
    refuse_taken(root, drafts)
    aside: list[tuple[Path, Path, Draft]] = []
    done: list[tuple[Path, Draft]] = []
    try:
        for draft in drafts:
            path = root / draft.name
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".new")
            aside.append((Path(name), path, draft))
            with os.fdopen(handle, "wb") as file:
                file.write(draft.content)
        for temporary, path, draft in aside:
            # As other files here: for everybody to read.
            temporary.chmod(path.stat().st_mode & 0o777 if draft.before is not None else 0o644)
            temporary.replace(path)
            done.append((path, draft))
    except BaseException:
        for path, draft in done:
            if draft.before is None:
                path.unlink(missing_ok=True)
            else:
                path.write_bytes(draft.before)
        raise
    finally:
        for temporary, _path, _draft in aside:
            temporary.unlink(missing_ok=True)
