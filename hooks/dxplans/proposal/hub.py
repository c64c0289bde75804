"""Questions to GitHub's API to answers, with the standard library alone."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

SECONDS = 30
PAGE = 100
PAGES = 30
"""A list is read up to 3,000 entries; GitHub gives no more of a pull request's files."""


class HubError(Exception):
    """GitHub did not answer as asked; the message names the question."""


@dataclass(frozen=True, slots=True)
class Hub:
    """One repository on GitHub, as the token may see and change it."""

    api: str
    repository: str
    token: str

    def get(self, path: str, **query: str | int) -> Any:
        """What stands at *path* below the repository."""
        return json.loads(self._ask("GET", f"{path}?{urlencode(query)}" if query else path))

    def each(self, path: str, **query: str | int) -> Iterator[Any]:
        """Every entry of the list at *path*."""
        for number in range(1, PAGES + 1):
            found = self.get(path, **query, per_page=PAGE, page=number)
            yield from found
            if len(found) < PAGE:
                return

    def send(self, method: str, path: str, data: Mapping[str, Any]) -> Any:
        """The answer to *data*, sent to *path*."""
        return json.loads(self._ask(method, path, json.dumps(data).encode()))

    def file(self, path: str, limit: int) -> bytes:
        """The file at *path*; HubError if it has more than *limit* bytes."""
        content = self._ask("GET", path, limit=limit)
        if len(content) > limit:
            raise HubError(f"{path}: 大きすぎます / too big (> {limit:,})")
        return content

    def _ask(self, method: str, path: str, data: bytes | None = None, limit: int = -2) -> bytes:
        request = Request(f"{self.api}/repos/{self.repository}{path}", data, method=method)  # noqa: S310 - our own API's address
        request.add_header("Accept", "application/vnd.github+json")
        request.add_header("X-GitHub-Api-Version", "2022-11-28")
        # Files are kept on another host, which is not to see the token.
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        try:
            with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - the same
                content: bytes = answer.read(limit + 1)
        except HTTPError as error:
            said = error.read(500).decode("utf-8", "replace")
            raise HubError(f"{method} {path}: {error.code} {said}") from None
        except (URLError, TimeoutError) as error:
            raise HubError(f"{method} {path}: {error}") from None
        return content


def hub_of(environment: Mapping[str, str] = os.environ) -> tuple[Hub, dict[str, Any]]:
    """The repository that a workflow runs for, and the event that started it."""
    try:
        event: dict[str, Any] = json.loads(
            Path(environment["GITHUB_EVENT_PATH"]).read_text("utf-8")
        )
        hub = Hub(
            environment.get("GITHUB_API_URL", "https://api.github.com"),
            environment["GITHUB_REPOSITORY"],
            environment["GITHUB_TOKEN"],
        )
    except KeyError as missing:
        raise HubError(
            f"{missing.args[0]} がありません。ワークフローの中で使うコマンドです。 / "
            f"There is no {missing.args[0]}: this runs inside a workflow."
        ) from None
    return hub, event
