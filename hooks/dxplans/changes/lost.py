"""Two states of a project to the lasting addresses that were lost between them, each with its cure.

What is gone and listed as gone is not lost. Of the others it is told where they went, as far as
equal content or an equal name says so, and which lines have to be written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from dxplans.changes.record import Record, record_of
from dxplans.changes.renames import successors
from dxplans.changes.revision import states
from dxplans.changes.snapshot import Snapshot, changed_files
from dxplans.forms.layout import scalar
from dxplans.library import Library, kind_of
from dxplans.permanent import Permanent, addresses_in
from dxplans.problem import Mark, Problem

_REASONS = {True: "idが変わりました。", False: "このサイトのデータからなくなりました。"}
"""What is known without asking: whether it goes on at another address. Who pastes it says why."""


def lost_since(root: Path, base: str, library: Library, today: date) -> tuple[Problem, ...]:
    """Every address that *base*, a revision or folder, had and that *library*, read from *root*, lost.

    RevisionError: there is no such state, or no git to ask.
    """
    with states(root, base, None) as (before, after):
        return tuple(_Comparison(before, after, library, today).problems())


def finder(root: Path, base: str, today: date) -> Callable[[Library], tuple[Problem, ...]]:
    """The same for a check that is yet to read the library."""
    return lambda library: lost_since(root, base, library, today)


@dataclass(frozen=True)
class _Comparison:
    before: Snapshot
    after: Snapshot
    library: Library
    today: date

    @cached_property
    def old(self) -> tuple[Record, ...]:
        return _records(self.before, self._names)

    @cached_property
    def new(self) -> tuple[Record, ...]:
        return _records(self.after, self._names)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return changed_files(self.before, self.after)

    @cached_property
    def had(self) -> dict[str, Permanent]:
        return _addresses(self.old)

    @cached_property
    def has(self) -> dict[str, Permanent]:
        return _addresses(self.new)

    @cached_property
    def listed(self) -> set[str]:
        """What the lists say now, valid or not."""
        found = (_listed(entry.doc.draft) for entry in self.library.of_kind("gone"))
        return {str(one.get("address")) for entries in found for one in entries}

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """The pages whose files have another name now."""
        names = [{record.name for record in side} for side in (self.new, self.old)]
        gone = [record for record in self.old if record.name not in names[0]]
        came = [record for record in self.new if record.name not in names[1]]
        matches = ((_page(m.before), _page(m.after)) for m in successors(gone, came))
        return {old: new for old, new in matches if old and new}

    def problems(self) -> Iterator[Problem]:
        plans = {record.edition: record for record in self.old if record.kind == "plan"}
        there = {record.edition for record in self.new if record.kind == "plan"}
        went = {key: record for key, record in plans.items() if key not in there}
        for record in went.values():
            title = str((record.data or {}).get("title"))
            yield Problem(Mark(record.name), "plan_lost", {"name": title})
        lost = [one for one in self.had.values() if self._lost(one.address, went)]
        for page in dict.fromkeys(one.page for one in lost):
            mine = [one for one in lost if one.page == page]
            if mine[0].address == page:
                yield self._told(mine)
            else:
                yield from (self._told([one]) for one in mine)
        yield from self._unlisted(went)

    def _lost(self, address: str, went: Mapping[str | None, Record]) -> bool:
        if address in self.has or address in self.listed:
            return False
        broken = {_page(record) for record in self.new if record.data is None}
        plan = "/".join(address.split("/")[:3])
        return address.partition("#")[0] not in broken and plan not in went

    def _told(self, lost: Sequence[Permanent]) -> Problem:
        """A page with what stood on it, or one part of a page that is still there."""
        first, *rest = lost
        nows = [self._successor(one) for one in lost]
        entries = [
            {"address": one.address, "name": one.name, "now": now.address if now else None}
            for one, now in zip(lost, nows, strict=True)
        ]
        values = {
            "name": first.name, "address": first.address, "list": first.list,
            "more": f"（ページの中の{len(rest)}か所も）" if rest else "",
            "more_en": f" (and {len(rest)} places on the page)" if rest else "",
            **self._cure(first.list, entries),
        }  # fmt: skip
        now = nows[0]
        if now is None or (first.place and now.page != self.pages.get(first.page, first.page)):
            return Problem(self._end(first.list), "address_lost", values)
        there = self.library.entries[now.file].doc.mark(now.place)
        old = first.address.rpartition("#")[2] if first.place else first.file.rpartition("/")[2]
        if first.place:
            old = old.removeprefix(_start(first.address))
        return Problem(there, "address_renamed", {**values, "now": now.address, "old": old})

    def _successor(self, lost: Permanent) -> Permanent | None:
        """Where it is now; None if nothing says so."""
        page = self.pages.get(lost.page)
        if not lost.place:
            return self.has.get(page) if page else None
        _, _, anchor = lost.address.partition("#")
        if page and f"{page}#{anchor}" in self.has:
            return self.has[f"{page}#{anchor}"]
        plan = lost.page.split("/")[:3]
        fresh = [
            one for one in self.has.values()
            if one.address not in self.had and one.what == lost.what and one.page.split("/")[:3] == plan
        ]  # fmt: skip
        fresh.sort(key=lambda one: (one.page != (page or lost.page), one.content != lost.content))
        return next(
            (one for one in fresh if one.content == lost.content or one.name == lost.name), None
        )

    def _unlisted(self, went: Mapping[str | None, Record]) -> Iterator[Problem]:
        """Entries of the lists that were removed: their addresses answered until now."""
        for record in self.old:
            for one in _listed(record.data) if record.kind == "gone" else ():
                address = str(one.get("address"))
                if self._lost(address, went) and address not in self.had:
                    name = str(one.get("name"))
                    values = {
                        "name": name, "address": address, "list": record.name, "more": "",
                        "more_en": "", **self._cure(record.name, [one]),
                    }  # fmt: skip
                    yield Problem(self._end(record.name), "address_lost", values)

    def _end(self, name: str) -> Mark:
        """The last line of a list, after which more is written; the first of one to be made."""
        text = self.after.read(name) or b""
        return Mark(name, max(1, text.count(b"\n") + (not text.endswith(b"\n"))))

    def _cure(self, name: str, entries: Sequence[Mapping[str, Any]]) -> dict[str, str]:
        """The lines to write and, for a list that is yet to be made, the first two of it."""
        schema = f"{'../' * name.count('/')}schema/gone.json"
        first = f"# yaml-language-server: $schema={schema}\ngone:\n"
        head = "" if self.after.read(name) else first
        return {"head": head, "paste": self._lines(name, entries)}

    def _lines(self, name: str, entries: Sequence[Mapping[str, Any]]) -> str:
        """What has to be written into the list *name*, below its first line."""
        text = (self.after.read(name) or b"").decode("utf-8", "replace")
        dash = re.search(r"^( *)- ", text, re.MULTILINE)
        indent = dash[1] if dash else "  "
        lines = []
        for entry in entries:
            now = entry.get("now")
            shown = {
                "address": entry["address"], "name": entry["name"],
                "on": entry.get("on") or self.today.isoformat(),
                "reason": entry.get("reason") or _REASONS[now is not None], "now": now,
            }  # fmt: skip
            written = [f"{key}: {scalar(value)}" for key, value in shown.items() if value]
            lines += [f"{indent}{'- ' if at == 0 else '  '}{one}" for at, one in enumerate(written)]
        return "\n".join(lines)


def _records(snapshot: Snapshot, names: Sequence[str]) -> tuple[Record, ...]:
    """The data files of *names* that the snapshot has."""
    found = []
    for name in names:
        raw = snapshot.read(name) if kind_of(name) is not None else None
        record = record_of(name, raw) if raw is not None else None
        if record is not None:
            found.append(record)
    return tuple(found)


def _addresses(records: Sequence[Record]) -> dict[str, Permanent]:
    return {
        one.address: one
        for record in records
        for one in addresses_in(record.kind, record.ids, record.data, record.name)
    }


def _page(record: Record) -> str | None:
    """The lasting page that a file makes, whatever is in it."""
    return next((one.page for one in addresses_in(record.kind, record.ids, {}, record.name)), None)


def _start(address: str) -> str:
    """What an anchor has before the id: only an initiative's page holds ids of several kinds."""
    found = re.search(r"/initiatives/[^#]+#((?:kpi|action|schedule)-)", address)
    return found[1] if found else ""


def _listed(data: Any) -> list[dict[str, Any]]:
    entries = data.get("gone") if isinstance(data, dict) else None
    return [one for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []
