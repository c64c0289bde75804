"""A seed to sentences in Japanese, each with its English, as far into a plan as it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from typing import TypeVar

from bench.synthetic import words
from bench.synthetic.words import Pair

T = TypeVar("T")
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_SLOTS = {
    "tool": words.TOOLS,
    "task": words.TASKS,
    "who": words.PEOPLE,
    "goal": words.GOALS,
}


class Writer:
    """Writes one plan; remembers the English of every Japanese text that it gave out."""

    def __init__(self, seed: str) -> None:
        """The same *seed* writes the same plan."""
        self.random = Random(seed)
        self.english: dict[str, str] = {}

    def say(self, ja: str, en: str) -> str:
        """*ja*, with *en* kept for the translation file; a text keeps its first translation."""
        self.english.setdefault(ja, en)
        return ja

    def pick(self, choices: Sequence[T]) -> T:
        """One of *choices*."""
        return self.random.choice(choices)

    def some(self, choices: Sequence[T], number: int) -> list[T]:
        """*number* different ones of *choices*, in their order."""
        found = self.random.sample(range(len(choices)), min(number, len(choices)))
        return [choices[index] for index in sorted(found)]

    def filled(self, pattern: Pair) -> Pair:
        """A pattern of words with its slots filled."""
        used = {name: self.pick(choices) for name, choices in _SLOTS.items()}
        ja = pattern[0].format_map({name: pair[0] for name, pair in used.items()})
        en = pattern[1].format_map({name: pair[1] for name, pair in used.items()})
        return ja, en

    def one(self, choices: Sequence[Pair]) -> str:
        """One name or sentence out of *choices*, its slots filled."""
        return self.say(*self.filled(self.pick(choices)))

    def line(self, sentences: int = 1) -> str:
        """A line of so many sentences."""
        return self.say(*_joined(self.filled(self.pick(words.SENTENCES)) for _ in range(sentences)))

    def prose(self, paragraphs: int, *extra: Pair) -> str:
        """Paragraphs of two to four sentences, with the paragraphs *extra* after the first."""
        written = [
            _joined(
                self.filled(self.pick(words.SENTENCES)) for _ in range(self.random.randint(2, 4))
            )
            for _ in range(paragraphs)
        ]
        written[1:1] = extra
        return self.say(
            "\n\n".join(ja for ja, _en in written) + "\n",
            "\n\n".join(en for _ja, en in written) + "\n",
        )

    def number(self, index: int) -> str:
        """What is printed before an initiative: ①, ② and so on."""
        text = _CIRCLED[index] if index < len(_CIRCLED) else f"({index + 1})"
        return self.say(text, text)

    def same(self, text: str) -> str:
        """A text that is the same in both languages: a number, a sign."""
        return self.say(text, text)


def _joined(sentences: Iterable[Pair]) -> Pair:
    pairs = list(sentences)
    return "".join(ja for ja, _en in pairs), " ".join(en for _ja, en in pairs)


def era(year: int) -> str:
    """A fiscal year as a plan prints it: 令和8年度."""
    return f"令和{year - 2018}年度"


def fiscal(year: int) -> Pair:
    """A fiscal year as a plan prints it, and in English."""
    return era(year), f"Fiscal {year} (Reiwa {year - 2018})"
