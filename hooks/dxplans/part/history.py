"""What is known of the past to what a part is told of it."""

from __future__ import annotations

from dataclasses import replace

from dxplans.part.place import belongs
from dxplans.updates import History


def told(history: History, only: str | None) -> History:
    """*history* without what is told of publishers that are not in the part."""
    if only is None:
        return history
    return replace(
        history,
        commits=tuple(
            replace(
                commit,
                updates=tuple(
                    one
                    for one in commit.updates
                    if one.publisher is None or belongs(one.publisher, only)
                ),
            )
            for commit in history.commits
        ),
    )
