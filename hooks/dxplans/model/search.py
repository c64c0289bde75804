"""What the search knows of words beside the glossary: spellings, meanings, mistakes, readings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Self, cast

from pydantic import BaseModel, Field

from dxplans.model.base import Address, Frozen, Kana, Word

Spellings = Annotated[tuple[Word, ...], Field(min_length=2)]
Words = Annotated[tuple[Word, ...], Field(min_length=1)]


class Variants(Frozen):
    """Spellings of one word: wherever one stands, in a page or a query, it is the first."""

    variants: tuple[Spellings, ...]
    """1行に1つの言葉の書き方を並べます。先頭が代表です(例 [手続, 手続き])。意味が同じでも別の言葉なら synonyms.yaml に書きます。"""


class Saying(Frozen):
    """How citizens say something, and the words of the pages that help them."""

    say: Words
    """市民の言い方(例 役所に行きたくない)。日本語でも英語でも。"""
    find: Words
    """かわりにさがす言葉。大事な順。ページに出てくる言葉で書きます。"""


class Synonyms(Frozen):
    """Words that mean the same, and sayings that lead to other words."""

    same: tuple[Spellings, ...] = ()
    """同じ意味の言葉を1行に並べます。どれでさがしても、ほかの言葉のページも見つかります。日本語と英語をまぜられます。"""
    sayings: tuple[Saying, ...] = ()
    """市民の言い方と、それでさがす言葉。「近い結果」に使います。"""


class Misspelling(Frozen):
    """A word and how it is often mistyped."""

    word: Word
    """正しい言葉。"""
    wrong: Words
    """よくある書きまちがい。"""


class Misspellings(Frozen):
    """Mistakes in words that the glossary does not hold."""

    misspellings: tuple[Misspelling, ...]
    """書きまちがいの一覧。用語集の言葉のまちがいは glossary/ の misspellings に書きます。"""


class Reading(Frozen):
    """A word and how it is read."""

    word: Word
    """言葉。"""
    reading: Kana
    """ひらがなの読み。"""


class Readings(Frozen):
    """Readings of words that the glossary does not hold, for queries in kana."""

    readings: tuple[Reading, ...]
    """読みの一覧。用語集、テーマ、質問、市や町の名前の読みは、それぞれのファイルから入ります。"""


class Place(Frozen):
    """A municipality whose plan the site may not have."""

    name: Word
    """名前(例 札幌市)。"""
    reading: Kana
    """ひらがなの読み。"""
    romanised: Word
    """ローマ字の名前。市・町・村などは付けません。"""


class Elsewhere(Frozen):
    """Municipalities that people ask for; those that the site has are left out by themselves."""

    elsewhere: tuple[Place, ...]
    """このサイトに計画がないとき、そう答える市区町村の一覧。"""


class Topic(Frozen):
    """One thing that people ask about, in their words, and the pages that tell of it."""

    pages: Annotated[tuple[Address, ...], Field(min_length=1)]
    """答えのあるページのアドレス。大事な順(例 questions/pay-by-phone/)。"""
    ja: Words = ()
    """日本語の言葉。文の中にそのままの形で出るところまで(例 払, 並ば, 待た)。"""
    en: Words = ()
    """英語の言葉。"""


class Topics(Frozen):
    """What people ask about. Their words need not stand on any page; used for near matches."""

    topics: tuple[Topic, ...]
    """話題の一覧。"""


class Common(Frozen):
    """What stands in every sentence and is not worth searching for."""

    english: Words
    """英語のよくある言葉(the, how など)。索引にも入れません。"""
    japanese: Words
    """市民の文から取りのぞく助詞や文の終わり(を、したい、できますか など)。文をここで区切ります。"""
    general: Words = ()
    """町や県の名前といっしょに使われ、それだけでは何もさがさない言葉(自治体、計画など)。"""


SEARCH_KINDS = (
    "variants", "synonyms", "misspellings", "readings", "elsewhere", "topics", "common",
)  # fmt: skip
"""The files of search/, each by the kind it is of."""


@dataclass(frozen=True, slots=True)
class SearchWords:
    """All of search/ together; empty where a project has none of it."""

    variants: tuple[tuple[str, ...], ...] = ()
    same: tuple[tuple[str, ...], ...] = ()
    sayings: tuple[Saying, ...] = ()
    misspellings: tuple[Misspelling, ...] = ()
    readings: tuple[Reading, ...] = ()
    elsewhere: tuple[Place, ...] = ()
    topics: tuple[Topic, ...] = ()
    english: tuple[str, ...] = ()
    japanese: tuple[str, ...] = ()
    general: tuple[str, ...] = ()

    @classmethod
    def of(cls, files: Mapping[str, BaseModel | None]) -> Self:
        """The words of the *files* that there are, by their kinds."""
        variants = cast("Variants | None", files.get("variants"))
        synonyms = cast("Synonyms | None", files.get("synonyms"))
        misspellings = cast("Misspellings | None", files.get("misspellings"))
        readings = cast("Readings | None", files.get("readings"))
        elsewhere = cast("Elsewhere | None", files.get("elsewhere"))
        topics = cast("Topics | None", files.get("topics"))
        common = cast("Common | None", files.get("common"))
        return cls(
            variants=variants.variants if variants else (),
            same=synonyms.same if synonyms else (),
            sayings=synonyms.sayings if synonyms else (),
            misspellings=misspellings.misspellings if misspellings else (),
            readings=readings.readings if readings else (),
            elsewhere=elsewhere.elsewhere if elsewhere else (),
            topics=topics.topics if topics else (),
            english=common.english if common else (),
            japanese=common.japanese if common else (),
            general=common.general if common else (),
        )
