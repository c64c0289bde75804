"""The history of a project, read once and again only when there is a new commit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dxplans.changes.repository import NoGitError, Repository, RevisionError
from dxplans.settings import read_settings
from dxplans.updates.history import log_of
from dxplans.updates.record import UNKNOWN, History, day_of, recorded
from dxplans.updates.store import Store


@dataclass(slots=True)
class Chronicle:
    """What the git repository around *root* knows, from the day on that the settings name."""

    root: Path
    _head: tuple[str, date | None] | None = field(default=None, init=False)
    _known: History = field(default=UNKNOWN, init=False)

    def now(self) -> History:
        """The history up to the current commit; that git is missing is said, and raises nothing.

        PlanError: the settings have errors.
        """
        since = read_settings(self.root).updates_since
        try:
            with Repository.at(self.root) as repository:
                head = repository.ask("rev-parse", "--verify", "HEAD").decode(), since
                if head != self._head:
                    self._known = _read(self.root, repository, since)
                    self._head = head
        except NoGitError:
            return History(missing="program")
        except RevisionError:
            return History(missing="repository")
        return self._known


def _read(root: Path, repository: Repository, since: date | None) -> History:
    log = log_of(repository)
    store = Store(root)
    known = store.read()
    wanted = (one for one in log.commits if since is None or day_of(one.time) >= since)
    found = [known.get(one.id) or recorded(repository, one) for one in wanted]
    if any(one.commit not in known for one in found):
        store.write(found)
    # Older commits than the first day that is told are not missed.
    whole = not log.cut or len(found) < len(log.commits)
    return History(tuple(found), "" if whole else "shallow")
