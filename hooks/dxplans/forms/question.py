"""What is asked: one plain question, why it is asked, an example, and what an answer must be."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from dxplans.forms.replies import text

Pair = tuple[str, str]
"""A sentence in Japanese and in English."""
Answers = dict[str, Any]
"""What is known so far, by the names of the questions."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several answers: the value, its name, and a word about it."""

    value: str
    name: Pair
    about: Pair = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question; its name is that of the command's option, too."""

    name: str
    ask: Pair
    why: Pair
    example: str = ""
    field: tuple[type[BaseModel], str] | None = None
    """The model and the key that the answer is for: it must be valid there."""
    read: Callable[[str], Any] = text
    """What is typed, as a value; ``replies.Unreadable`` says why it is none."""
    find: Callable[[str, Answers], Any] | None = None
    """The same for what is looked up in the project: an edition, a municipality."""
    needed: bool = True
    follows: bool = False
    """Its default comes from other answers, so it is not missing while they are."""
    literal: bool = False
    """It may be answered 「なし」 because that is printed."""
    several: bool = False
    """The answer is a list, typed with 、 or commas between."""
    default: Callable[[Answers], str | None] = lambda _answers: None
    choices: Callable[[Answers], Iterable[Choice]] | None = None
    check: Callable[[Any, Answers], Iterable[Pair]] = lambda _value, _answers: ()
    """What is wrong with a value that is valid for itself."""
    when: Callable[[Answers], bool] = lambda _answers: True
    """Whether it is asked at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """Questions asked again and again, until the first of them is left empty.

    As an option, one entry is typed as ``a|b|c``, in the order of the questions.
    """

    name: str
    ask: Pair
    questions: tuple[Question, ...]
    build: Callable[[Answers], dict[str, Any]]
    """The answers to one round as an entry of the file."""
    when: Callable[[Answers], bool] = lambda _answers: True


Step = Question | Repeat


@dataclass(slots=True)
class Given:
    """What was typed as options, by the names of the questions."""

    one: Mapping[str, str] = field(default_factory=dict)
    many: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
