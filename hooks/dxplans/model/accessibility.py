"""a11y/ as data: the criteria of the standard, what the site aims for, and what people judged.

Texts stand in Japanese and English side by side: they belong to the site and not to a plan, and
whoever signs a judgement answers for both.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from dxplans.model.base import NOT_BLANK, Day, Flag, Frozen, Word

CRITERION = r"^[1-4]\.[1-9]\.[1-9][0-9]?$"
CriterionId = Annotated[str, StringConstraints(pattern=CRITERION)]
VISITED = r"^(?:[a-z0-9][a-z0-9-]*/)*$"
"""A page's address with its language; empty for the home page."""
Note = Annotated[str, StringConstraints(max_length=1000, pattern=NOT_BLANK)]
Engine = Literal["axe", "htmlcs", "ibm", "nu", "behaviour", "check"]
"""What looks for faults by itself; ``check`` is the check of the data, before a page is built."""
JudgedBy = Literal["machine", "both", "person", "absent"]
PageKind = Literal[
    "home", "prefecture", "municipality", "plan", "chapter", "initiative", "matrix", "errata",
    "changes", "kpi", "schedule", "themes", "theme", "questions", "question", "glossary", "term",
    "messages", "advice", "search", "sitemap", "accessibility", "results", "report", "corrections",
    "updates", "history", "compare", "data", "workbench", "desk",
    "measures", "periods",
]  # fmt: skip
"""The templates of pages that readers stay on."""
Claim = Literal["conforms", "partly", "considers"]
"""準拠, 一部準拠, 配慮: how strong a claim is, by the rule of WAIC."""


class Both(Frozen):
    """A text in the two languages of the site."""

    ja: Note
    """日本語の文。"""
    en: Note
    """英語の文。"""


class Criterion(Frozen):
    """One success criterion: its names, its level, who can judge it, what the site does for it."""

    id: CriterionId
    """達成基準の番号(例 1.4.3)。"""
    ja: Word
    """達成基準の名前。WAICの日本語訳のとおり。"""
    en: Word
    """達成基準の英語の名前。"""
    level: Literal["A", "AA"]
    """適合レベル。A か AA。"""
    judged_by: JudgedBy
    """だれが判断できるか。machine(機械が見分ける) / both(機械がさがし、人が意味を判断する) / person(人だけ) / absent(このサイトには当てはまる内容がない)。"""
    engines: tuple[Engine, ...] = ()
    """この達成基準にかかわる自動検査。axe / htmlcs / ibm / nu / behaviour(操作の検査) / check(データの検査)。"""
    site: Both
    """このサイトがしていること。1文。"""
    ask: Both | None = None
    """試験をする人への問い。人が判断するものだけ。"""
    dropped: Flag = False
    """WCAG 2.2 でなくなった達成基準なら true。"""


class Criteria(Frozen):
    """The criteria that are tested."""

    required: Annotated[tuple[Criterion, ...], Field(min_length=1)]
    """目標とする規格の達成基準(JIS X 8341-3:2016 のレベルAとAAなら38)。"""
    additional: tuple[Criterion, ...] = ()
    """追加する達成基準(WCAG 2.2 のレベルAとAAで加わった18)。"""


class Standard(Frozen):
    """The standard that the site is held against."""

    id: Word
    """規格の番号(例 JIS X 8341-3)。"""
    year: Annotated[int, Field(strict=True, ge=2000, le=2100)]
    """規格が改正された年。"""
    level: Literal["A", "AA"]
    """目標とする適合レベル。"""
    title: Both
    """規格の題名。"""
    more: Word | None = None
    """追加する達成基準のもと(例 WCAG 2.2)。"""


class Exclusion(Frozen):
    """What is not held to the standard, and why."""

    what: Both
    """除くもの。"""
    why: Both
    """除く理由。"""


class KnownProblem(Frozen):
    """A fault that is known, and what will be done about it."""

    what: Both
    """わかっている問題。"""
    plan: Both
    """今後の対応。"""


class Sampling(Frozen):
    """How the pages for the test by people are chosen."""

    seed: Word
    """ページを選ぶ種。同じ種なら、いつも同じページが選ばれます。"""
    pages: Annotated[int, Field(strict=True, ge=1, le=1000)] = 40
    """言語ごとに試験するページの数。"""
    kinds: Annotated[tuple[PageKind, ...], Field(min_length=1)]
    """代表として1ページずつ選ぶページの種類(ひな型の名前。例 home, plan)。残りは無作為に選びます。"""


class AccessibilityPolicy(Frozen):
    """The web accessibility policy of the site."""

    standard: Standard
    """目標とする規格。"""
    target: Claim
    """目標とする対応度。conforms(準拠) / partly(一部準拠) / considers(配慮)。"""
    until: Day
    """目標を達成する期限(例 2027-03-31)。"""
    scope: Both
    """対象範囲。"""
    exceptions: tuple[Exclusion, ...] = ()
    """例外事項。対象から除くもの。"""
    additional: Both
    """追加する達成基準の説明。"""
    problems: tuple[KnownProblem, ...] = ()
    """現時点で把握している問題点と、今後の対応。"""
    next: Both
    """目標の達成に向けて、これからすること。"""
    responsible: Both | None = None
    """担当する部署や人の名前。"""
    technologies: Annotated[tuple[Word, ...], Field(min_length=1)]
    """依存しているウェブコンテンツ技術(例 HTML)。"""
    sample: Sampling
    """人が試験するページの選び方。"""


class Answering(Frozen):
    """Something that a person answers for."""

    by: Word
    """判断した人の名前。ここに名前のある人が、判断に責任をもちます。"""
    on: Day
    """判断した日(例 2026-12-01)。"""


class Judgement(Answering):
    """What a person judged of one criterion over the whole site."""

    id: CriterionId
    """達成基準の番号。"""
    result: Literal["met", "not-met", "not-applicable"]
    """met(満たしている) / not-met(満たしていない) / not-applicable(当てはまる内容がない)。"""
    note: Both | None = None
    """注記。"""
    using: Annotated[tuple[Word, ...], Field(alias="with")] = ()
    """使ったブラウザーと支援技術、その版(例 NVDA 2026.2)。"""


class PageTest(Answering):
    """What a person found on one page of the sample."""

    page: Annotated[str, StringConstraints(pattern=VISITED, max_length=300)]
    """試験したページのアドレス。サイトの名前より後(例 en/kpi/)。ホームは空です。"""
    result: Literal["passed", "failed"]
    """passed(問いのどれにも問題がない) / failed(問題がある)。"""
    failed: tuple[CriterionId, ...] = ()
    """合わなかった達成基準の番号。"""
    note: Both | None = None
    """見つけたこと。"""
    hash: Word
    """試験したときのページのしるし(`dxplans a11y sample` が書きます)。ページが変わると試験し直しです。"""
    using: Annotated[tuple[Word, ...], Field(alias="with")] = ()
    """使ったブラウザーと支援技術、その版。"""

    @model_validator(mode="after")
    def _one_way_or_the_other(self) -> Self:
        if (self.result == "failed") != bool(self.failed):
            raise PydanticCustomError("result_disagrees", "disagrees", {"result": self.result})
        return self


class Judgements(Frozen):
    """Everything that people judged and signed."""

    declared: Answering | None = None
    """試験の結果を表明した人と日。"""
    criteria: tuple[Judgement, ...] = ()
    """達成基準ごとの判断。サイト全体について。"""
    pages: tuple[PageTest, ...] = ()
    """人が試験したページ。"""
