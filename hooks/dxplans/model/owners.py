"""owners.yaml: which accounts of the hosting service review the files of which department."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from dxplans.model.base import Frozen, Word

ACCOUNT = (
    r"@[A-Za-z0-9][A-Za-z0-9-]{0,38}(?:/[A-Za-z0-9][A-Za-z0-9._-]*)?|[^@\s#]+@[^@\s#]+\.[a-z]{2,}"
)


def _account(value: str) -> str:
    if not re.fullmatch(ACCOUNT, value):
        raise PydanticCustomError("bad_account", "bad account", {"found": value})
    return value


Account = Annotated[Word, AfterValidator(_account)]
Accounts = Annotated[tuple[Account, ...], Field(min_length=1)]


class Owner(Frozen):
    """Who reviews the files of a publisher, or of one of its departments."""

    publisher: Word
    """団体のフォルダー(例 yamaguchi/mine)。"""
    department: Word | None = None
    """課の名前。plan.yaml や取組の department と同じに書きます。書かなければ、その団体のファイルすべて。"""
    accounts: Accounts
    """確かめる人のアカウントかチーム(例 "@example/mine-dx")。引用符で囲みます。"""


class Owners(Frozen):
    """Who reviews what; nobody is named for what is not listed."""

    maintainers: tuple[Account, ...] = ()
    """サイト全体を見る人。ほかに決めていないファイルすべて。"""
    owners: tuple[Owner, ...] = ()
    """団体や課ごとの、確かめる人。"""
