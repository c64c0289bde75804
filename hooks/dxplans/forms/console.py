"""A terminal to one plain question at a time: why, an example, the default, and what was wrong."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dxplans.forms.question import Choice, Pair, Question

with contextlib.suppress(ImportError):
    # The arrow keys then move in the line; Windows brings this by itself.
    import readline  # noqa: F401

BACK = "<"


class Back(Exception):  # noqa: N818 - no error: somebody wants to see the question before
    """The question before is to be asked again."""


@dataclass(frozen=True, slots=True)
class Console:
    """Where questions are asked: a terminal, or a test."""

    lang: str
    read: Callable[[str], str] = input
    """Shows its prompt and returns a line; EOFError or KeyboardInterrupt to stop."""
    tell: Callable[[str], None] = print

    def say(self, pair: Pair, indent: str = "") -> None:
        """Tell *pair* in the console's language."""
        self.tell(indent + said(pair, self.lang))

    def pose(self, question: Question, default: str | None, choices: Sequence[Choice]) -> None:
        """Show *question*."""
        self.tell("")
        self.say(question.ask)
        self.say(question.why, "  ")
        if question.example:
            self.say((f"例 {question.example}", f"Example: {question.example}"), "  ")
        width = len(str(len(choices)))
        for number, choice in enumerate(choices, 1):
            about = said(choice.about, self.lang)
            name = said(choice.name, self.lang)
            self.tell(f"  {number:>{width}}  {name}" + (f" … {about}" if about else ""))
        if choices:
            self.say(_SEVERAL if question.several else _ONE, "  ")
        if default is not None:
            name = next((said(c.name, self.lang) for c in choices if c.value == default), default)
            ja = f"そのままEnterを押すと「{name}」になります。"
            self.say((ja, f"Press Enter for “{name}”."), "  ")
            if not question.needed:
                ja, en = "ないときは「なし」と打ってください。", "If there is none, type “none”."
                self.say((ja, en), "  ")
        elif not question.needed:
            ja, en = (
                "なければ、そのままEnterを押してください。",
                "If there is none, just press Enter.",
            )
            self.say((ja, en), "  ")

    def answer(self) -> str:
        """What is typed; ``Back`` if it is ``<``."""
        while True:
            try:
                typed = self.read("> ")
            except UnicodeDecodeError:
                ja = "読み取れない文字があります。画面の文字コードをUTF-8にして、打ち直してください。"
                en = "Some letters cannot be read. Set the terminal to UTF-8 and type them again."
                self.say((ja, en), "  ")
                continue
            if typed.strip() in {BACK, "＜"}:
                raise Back
            return typed

    def refuse(self, sentences: Iterable[str]) -> None:
        """Say what is wrong with an answer."""
        for sentence in sentences:
            self.tell(f"  → {sentence}")


_ONE: Pair = ("番号を打ってください。", "Type the number.")
_SEVERAL: Pair = (
    "番号を打ってください。いくつもあるときは「1,3」のように「,」で区切ります。",
    "Type the number, or several as in 1,3.",
)


def said(pair: Pair, lang: str) -> str:
    """*pair* in the language *lang*."""
    return pair[0] if lang == "ja" else pair[1]
