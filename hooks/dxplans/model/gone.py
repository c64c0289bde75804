"""What once had an address of its own and has gone: what it was, when and why it went, what follows."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from dxplans.model.base import Anchored, Day, Frozen, Line, Name


class Gone(Frozen):
    """One page, or one row or section of a page, that is no longer there."""

    address: Anchored
    """なくなったもののアドレス。サイトの名前と言語(en/)より後(例 yamaguchi/mine/2026/initiatives/ai-rpa/#kpi-rpa-tasks)。"""
    name: Name
    """そこにあったものの名前。印刷されていたとおり(することなら、その文)。"""
    on: Day
    """なくした日。"""
    reason: Line
    """なぜなくなったか。このサイトの言葉で一文。"""
    now: Anchored | None = None
    """いまはどこにあるか。続きになるもののアドレス。なければ書きません。"""

    @property
    def page(self) -> str:
        """The address of the page that it was or stood on."""
        return self.address.partition("#")[0]

    @property
    def anchor(self) -> str:
        """Its place on that page; empty for the page itself."""
        return self.address.partition("#")[2]


class GoneList(Frozen):
    """What is gone of one plan, or of the terms, themes or questions."""

    gone: Annotated[tuple[Gone, ...], Field(min_length=1)]
    """なくなったもの。新しいものを後に書きたします。"""
