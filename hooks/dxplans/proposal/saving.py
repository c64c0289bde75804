"""Workbooks that a run turned into YAML to one commit on the proposal's branch.

Run by a job that may write to branches of this repository, from the base branch's code: it never
opens a workbook. It takes YAML files of progress from the run's artifact, and nothing else.
"""

from __future__ import annotations

import io
import json
import re
import sys
import zipfile
from collections.abc import Mapping
from typing import Any

from dxplans.proposal.acceptance import RefusedError
from dxplans.proposal.hub import Hub, HubError, hub_of
from dxplans.proposal.markdown import visible
from dxplans.proposal.posting import SAVED

ARTIFACT = "files"
LIST = "converted.json"
"""Which file of the artifact is written where, and which workbooks go."""
BYTES = 2_000_000
FILES = 100
_FOLDER = r"plans/[a-z][a-z0-9-]*/[a-z][a-z0-9-]*/[0-9]{4}"
_YAML = re.compile(rf"{_FOLDER}/progress/[0-9]{{4}}\.yaml")
_WORKBOOK = re.compile(
    rf"{_FOLDER}/(?:progress/)?[^/\x00-\x1f\\]{{1,120}}\.(?:xlsx|csv)", re.IGNORECASE
)
MESSAGE = f"{SAVED}表をYAMLに直しました / workbooks turned into YAML"
_BRANCH = re.compile(r"[^\s~^:?*\[\\\x00-\x1f\x7f]+")


def save(hub: Hub, event: Mapping[str, Any], run: str) -> str:
    """Commit what *run* converted to the branch of the event's pull request; what was done.

    RefusedError: the artifact or the branch is not one to write. HubError: GitHub did not answer, or
    the branch has moved on meanwhile: it is never forced.
    """
    pull = event["pull_request"]
    head = pull["head"]
    branch = str(head["ref"])
    if (head["repo"] or {}).get("full_name") != event["repository"]["full_name"]:
        raise RefusedError("別のリポジトリからの提案です / the proposal is from another repository")
    if branch == event["repository"]["default_branch"] or not _BRANCH.fullmatch(branch):
        raise RefusedError(f"このブランチには書きません / not a branch to write to: {branch!r}")
    written, gone = files_in(_archive(hub, run))
    entries: list[dict[str, Any]] = [
        {"path": name, "mode": "100644", "type": "blob", "content": text}
        for name, text in written.items()
    ]
    entries += [{"path": name, "mode": "100644", "type": "blob", "sha": None} for name in gone]
    base = hub.get(f"/git/commits/{head['sha']}")["tree"]["sha"]
    tree = hub.send("POST", "/git/trees", {"base_tree": base, "tree": entries})
    commit = {"message": MESSAGE, "tree": tree["sha"], "parents": [head["sha"]]}
    made = hub.send("POST", "/git/commits", commit)
    hub.send("PATCH", f"/git/refs/heads/{branch}", {"sha": made["sha"], "force": False})
    return f"{branch}: {', '.join([*written, *gone])}"


def _archive(hub: Hub, run: str) -> bytes:
    listed = hub.get(f"/actions/runs/{run}/artifacts", name=ARTIFACT)["artifacts"]
    kept = [a for a in listed if a["name"] == ARTIFACT and not a["expired"]]
    if not kept:
        raise RefusedError("直した表がありません / there is nothing to save")
    last = max(kept, key=lambda artifact: int(artifact["id"]))
    return hub.file(f"/actions/artifacts/{last['id']}/zip", BYTES)


def files_in(archive: bytes) -> tuple[dict[str, str], tuple[str, ...]]:
    """The YAML files by name, and the names of the workbooks they were made from.

    RefusedError if there is anything else, or too much of it.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            entries = {entry.filename: entry for entry in opened.infolist()}
            if len(entries) > FILES or sum(e.file_size for e in entries.values()) > BYTES:
                raise RefusedError("多すぎます / too much")
            texts = {name: opened.read(name).decode("utf-8") for name in entries}
        gone = tuple(str(name) for name in json.loads(texts.pop(LIST)))
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, NotImplementedError) as error:
        raise RefusedError(f"読めません / cannot be read: {type(error).__name__}") from None
    strange = [name for name in texts if not _YAML.fullmatch(name)]
    strange += [name for name in gone if not _WORKBOOK.fullmatch(name)]
    strange += [name for name, text in texts.items() if visible(text) != text]
    if strange or not gone:
        raise RefusedError(f"置けないファイルです / files that may not be written: {strange}")
    return texts, gone


def main() -> int:
    """Save, and say what was done: 0, or 2 with the reason why it could not be."""
    try:
        hub, event = hub_of()
        done = save(hub, event, sys.argv[1])
    except (HubError, RefusedError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{done}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
