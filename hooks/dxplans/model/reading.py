"""What helps people read: words that stay whole at a line's end, readings, やさしい日本語."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints

from dxplans.model.base import ONE_LINE, Day, Frozen, Word
from dxplans.model.search import Reading

FEWEST, MOST = 2, 3
Sentence = Annotated[str, StringConstraints(max_length=200, pattern=ONE_LINE)]
"""One sentence of やさしい日本語; no translator touches it, for it is a variant of Japanese."""


class Signed(Frozen):
    """A person who has read a text and signs for it. Machines do not sign."""

    by: Word
    """署名した人の名前か所属。"""
    on: Day
    """署名した日。"""


class Easy(Frozen):
    """A summary in やさしい日本語. Never more, and never stronger, than what it sums up."""

    text: Annotated[tuple[Sentence, ...], Field(min_length=FEWEST, max_length=MOST)]
    """やさしい日本語の文を2つか3つ。1行に1文、1つのこと。40字まで(かっこの中は数えません)。です・ます。計画より強くも弱くもしません。"""
    signed: Signed | None = None
    """人が読んで確かめたときだけ、その人が書きます。書くまでは「下書き」と表示します。"""


class Phrases(Frozen):
    """Words inside which no line of a heading ends."""

    whole: tuple[Word, ...] = ()
    """見出し、一覧、表の題名の中で、途中で行を変えない言葉。"""


class Furigana(Frozen):
    """Readings for the furigana switch, of words that no other file gives a reading of."""

    readings: tuple[Reading, ...] = ()
    """言葉と読み。どの文の中でも同じ読みになる言葉だけを書きます(「市」「町」「上」のように読みが変わる言葉は書きません)。"""
