"""The text that a run on a pull request left to the one comment there, new or updated.

Run by a workflow with the right to comment, from the main branch's code: nothing of the proposal
is run, and its text is read as a stranger's.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any

from dxplans.proposal.acceptance import BYTES, RefusedError, accepted, text_in
from dxplans.proposal.hub import Hub, HubError, hub_of
from dxplans.proposal.markdown import MARKER

ARTIFACT = "comment"
AUTHOR = "github-actions[bot]"
SAVED = "dxplans: "
"""How the message of a commit begins that ``saving`` made."""
CAUTION = (
    "> この提案は、自動で動くプログラムやその設定（`.github` など）も変えています。"
    "次の知らせは、変えたあとのプログラムが書いたものかもしれません。\n"
    "> This proposal also changes what runs automatically; the text below may come from its own program."
)
_RUNS = (".github/", "hooks/", "theme_overrides/", "Makefile", "mkdocs.yml", "pyproject.toml")
"""What decides how the text is made; requirements*.lock and the rest decide nothing by themselves."""


def post(hub: Hub, event: Mapping[str, Any], server: str, preview: str = "") -> str:
    """Post what the run of *event* left; the sentence that tells what was done.

    RefusedError: the text may not be posted. HubError: GitHub did not answer.
    """
    run = event["workflow_run"]
    # A fork that was removed meanwhile has no repository any more.
    pull = run["head_repository"] and _pull(hub, run, event["repository"]["default_branch"])
    if not pull:
        return "この実行の提案は、もう開いていないか、先へ進んでいます / no open pull request is at this commit"
    text = _text(hub, run["id"])
    if text is None:
        return "知らせのファイルがありません / the run left no text"
    number = pull["number"]
    names = {event["repository"]["full_name"], run["head_repository"]["full_name"]}
    prefixes = [f"{server}/{name}/" for name in sorted(names)]
    body = accepted(text, [*prefixes, *([_start(preview)] if _start(preview) else [])])
    if _changes_what_runs(hub, number):
        body = body.replace(MARKER, f"{MARKER}\n{CAUTION}\n", 1)
    for comment in hub.each(f"/issues/{number}/comments"):
        if comment["user"]["login"] == AUTHOR and comment["body"].startswith(MARKER):
            hub.send("PATCH", f"/issues/comments/{comment['id']}", {"body": body})
            return f"#{number}: 書き直しました / updated"
    hub.send("POST", f"/issues/{number}/comments", {"body": body})
    return f"#{number}: 書きました / posted"


def _pull(hub: Hub, run: Mapping[str, Any], base: str) -> Mapping[str, Any] | None:
    """The open pull request that *run* was for, if the run saw it as it is now.

    Which one it is, GitHub says: a branch has one pull request to a base at a time.
    """
    head = f"{run['head_repository']['owner']['login']}:{run['head_branch']}"
    for pull in hub.get("/pulls", state="open", head=head, base=base):
        repository = (pull["head"]["repo"] or {}).get("full_name")
        if repository == run["head_repository"]["full_name"]:
            found: Mapping[str, Any] = pull
            return found if _current(hub, pull["head"]["sha"], run["head_sha"]) else None
    return None


def _current(hub: Hub, now: str, seen: str) -> bool:
    """Whether *seen* is the proposal's last commit, or *now* only adds what the run itself saved."""
    if now == seen:
        return True
    last = hub.get(f"/commits/{now}")
    return (
        [parent["sha"] for parent in last["parents"]] == [seen]
        and (last["author"] or {}).get("login") == AUTHOR
        and last["commit"]["message"].startswith(SAVED)
    )


def _text(hub: Hub, run: int) -> str | None:
    listed = hub.get(f"/actions/runs/{run}/artifacts", name=ARTIFACT)["artifacts"]
    kept = [a for a in listed if a["name"] == ARTIFACT and not a["expired"]]
    if not kept:
        return None
    last = max(kept, key=lambda artifact: int(artifact["id"]))
    if last["size_in_bytes"] > BYTES:
        raise RefusedError(f"大きすぎます / too big: {last['size_in_bytes']:,}")
    return text_in(hub.file(f"/actions/artifacts/{last['id']}/zip", BYTES))


def _changes_what_runs(hub: Hub, number: int) -> bool:
    files = hub.each(f"/pulls/{number}/files")
    return any(
        (name or "").startswith(_RUNS)
        for file in files
        for name in (file["filename"], file.get("previous_filename"))
    )


def _start(preview: str) -> str:
    """What every link into the preview begins with; empty if there is no safe beginning."""
    fixed = preview.partition("{")[0]
    return fixed if fixed.startswith("https://") and "/" in fixed.removeprefix("https://") else ""


def main() -> int:
    """Post, and say what was done: 0, or 2 with the reason why it could not be."""
    try:
        hub, event = hub_of()
        server = os.environ.get("GITHUB_SERVER_URL", "https://github.com")
        done = post(hub, event, server, os.environ.get("PREVIEW", ""))
    except (HubError, RefusedError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    sys.stdout.write(f"{done}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
