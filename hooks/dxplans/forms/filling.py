"""Questions to answers: from options, from a terminal, from what is usual; or what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dxplans.forms.console import Back, Console, said
from dxplans.forms.question import Answers, Choice, Given, Question, Repeat, Step
from dxplans.forms.replies import Unreadable, narrow, parts
from dxplans.forms.trial import problems_at, sentences

BETWEEN = "|"
MOST_NAMED = 9
"""So many choices are named again when an answer is none of them."""
NONE = frozenset({"なし", "none", "-"})
"""What leaves an answer out that would be given by itself."""


_KEEP = (
    "直すときは、打ち直してください。このままでよければ、Enterを押してください。",
    "Type it again to change it, or press Enter to keep it.",
)


class Wrong(Exception):  # noqa: N818 - the answer is wrong, the program is not
    """An answer that cannot be taken; says why."""

    def __init__(self, reasons: Iterable[str], value: Any = None) -> None:
        self.reasons = list(reasons)
        self.value = value
        """The answer, if it may be taken all the same."""
        super().__init__("; ".join(self.reasons))


@dataclass(slots=True)
class Form:
    """What fills in a form: options, and a console if somebody can be asked."""

    given: Given
    lang: str = "ja"
    console: Console | None = None
    missing: list[Question | Repeat] = field(default_factory=list)
    wrong: list[tuple[str, str]] = field(default_factory=list)
    """Name of the option, and what is wrong with it."""
    doubts: list[tuple[str, str]] = field(default_factory=list)
    """The same of what would have been taken by itself."""
    met: set[str] = field(default_factory=set)
    """The names of the questions that it came to."""

    def fill(
        self, steps: Sequence[Step], known: Answers | None = None, *, inner: bool = False
    ) -> Answers:
        """*known* with the answers to *steps*; an answer that nobody gave is left out.

        *inner*: there are questions before these, so ``Back`` is raised to see them.
        """
        answers = dict(known or {})
        asked: list[int] = []
        index = 0
        while index < len(steps):
            step = steps[index]
            answers.pop(step.name, None)
            try:
                if step.when(answers) and self._step(step, answers):
                    asked.append(index)
            except Back:
                if asked:
                    index = asked.pop()
                elif inner:
                    raise
                elif self.console:
                    ja, en = (
                        "これより前の質問はありません。",
                        "There is no question before this one.",
                    )
                    self.console.say((ja, en), "  ")
                continue
            index += 1
        return answers

    def _step(self, step: Step, answers: Answers) -> bool:
        """Answer one step; whether somebody was asked."""
        self.met.add(step.name)
        if isinstance(step, Repeat):
            return self._repeat(step, answers)
        given = self.given.one.get(step.name)
        if given is not None:
            try:
                self._take(step, given, answers)
            except Wrong as error:
                self.wrong += [(step.name, reason) for reason in error.reasons]
            return False
        if self.console is not None:
            self._ask(step, answers, self.console)
            return True
        default = step.default(answers)
        if default is not None:
            try:
                self._take(step, default, answers)
            except Wrong as error:
                # What is usual will not do here, so somebody has to say.
                self.missing.append(step)
                self.doubts += [(step.name, reason) for reason in error.reasons]
        elif step.needed and not (step.follows and (self.missing or self.wrong)):
            self.missing.append(step)
        return False

    def _ask(self, question: Question, answers: Answers, console: Console) -> None:
        """Ask until the answer is right."""
        default = question.default(answers)
        choices = tuple(question.choices(answers)) if question.choices else ()
        console.pose(question, default, choices)
        doubtful = None
        while True:
            typed = console.answer()
            empty = not narrow_or_raw(typed)
            if empty and doubtful is not None:
                answers[question.name] = doubtful
                return
            if empty and default is not None:
                typed = default
            try:
                self._take(question, typed, answers, strictly=True)
            except Wrong as error:
                console.refuse(error.reasons)
                doubtful = error.value
                if doubtful is not None:
                    console.say(_KEEP, "  ")
            else:
                return

    def _take(
        self, question: Question, typed: str, answers: Answers, *, strictly: bool = False
    ) -> None:
        """Put what *typed* means into *answers*; ``Wrong`` if it is no answer.

        *strictly*: also if the check would only warn of it.
        """
        try:
            value = self._value(question, typed, answers)
        except Unreadable as error:
            raise Wrong([said(error.pair, self.lang)]) from None
        if value is None or value in ("", ()):
            if question.needed:
                ja, en = (
                    "これは必要です。省くことはできません。",
                    "This is needed and cannot be left out.",
                )
                raise Wrong([said((ja, en), self.lang)])
            return
        found = problems_at(*question.field, value) if question.field else []
        errors = [problem for problem in found if problem.level == "error"]
        reasons = sentences(errors, self.lang)
        reasons = reasons or [said(pair, self.lang) for pair in question.check(value, answers)]
        if reasons:
            raise Wrong(dict.fromkeys(reasons))
        if found and strictly:
            raise Wrong(sentences(found, self.lang), value)
        answers[question.name] = value

    def _value(self, question: Question, typed: str, answers: Answers) -> Any:
        plain = narrow_or_raw(typed)
        usual = question.choices is not None or question.default(answers) is not None
        none = NONE if usual else NONE - {"-"}
        if not plain or (not question.needed and not question.literal and plain.lower() in none):
            return None
        choices = tuple(question.choices(answers)) if question.choices else ()
        if question.find is not None:
            numbered = plain.isdecimal() and 1 <= int(plain) <= len(choices)
            return question.find(choices[int(plain) - 1].value if numbered else typed, answers)
        if question.choices is None:
            return question.read(typed)
        if question.several:
            return tuple(dict.fromkeys(chosen(part, choices) for part in parts(typed)))
        return question.read(chosen(typed, choices))

    def _repeat(self, repeat: Repeat, answers: Answers) -> bool:
        found: list[dict[str, Any]] = []
        answers[repeat.name] = found
        if repeat.name in self.given.many or self.console is None:
            for line in self.given.many.get(repeat.name, ()):
                self._line(repeat, line, answers)
            return False
        first, *others = repeat.questions
        while True:
            self.console.tell("")
            again = (f"{len(found) + 1}つ目です。", f"Number {len(found) + 1}.")
            self.console.say(again if found else repeat.ask)
            try:
                known = self.fill((first,), {**answers, "number": len(found) + 1}, inner=True)
            except Back:
                if not found:
                    raise
                found.pop()
                continue
            if first.name not in known:
                return True
            try:
                entry = repeat.build(self.fill(others, known, inner=True))
            except Back:
                continue
            found.append(entry)

    def _line(self, repeat: Repeat, line: str, answers: Answers) -> None:
        """Take one entry that was typed as an option."""
        found: list[dict[str, Any]] = answers[repeat.name]
        cells = line.split(BETWEEN)
        known = {**answers, "number": len(found) + 1}
        typed = {
            q.name: cell for q, cell in zip(repeat.questions, cells, strict=False) if cell.strip()
        }
        form = Form(Given(typed), self.lang)
        entry_answers = form.fill(repeat.questions, known)
        reasons = [reason for _name, reason in (*form.wrong, *form.doubts)]
        for step in form.missing:
            cell = said(step.ask, self.lang)
            reasons.append(said((f"次の答えがありません: {cell}", f"Missing: {cell}"), self.lang))
        if len(cells) > len(repeat.questions):
            most = len(repeat.questions)
            ja = f"「|」で区切れるのは{most}つまでです: {line}"
            reasons.append(said((ja, f"At most {most} parts between “|”: {line}"), self.lang))
        if not reasons:
            found.append(repeat.build(entry_answers))
        self.wrong += [(repeat.name, reason) for reason in reasons]


def narrow_or_raw(typed: str) -> str:
    """*typed* without what nobody sees; as it is where it cannot be read."""
    try:
        return narrow(typed)
    except Unreadable:
        return typed


def chosen(typed: str, choices: Sequence[Choice]) -> str:
    """The value of the choice called so: its number, its value, its name or the only one's with it."""
    plain = narrow(typed)
    if plain.isdecimal() and 1 <= int(plain) <= len(choices):
        return choices[int(plain) - 1].value
    for choice in choices:
        if plain.casefold() in {narrow(n).casefold() for n in (choice.value, *choice.name)}:
            return choice.value
    part = [c for c in choices if any(plain.casefold() in narrow(n).casefold() for n in c.name)]
    if len(part) == 1 and len(plain) > 1:
        return part[0].value
    most = choices[:MOST_NAMED]
    more = "…" if len(choices) > len(most) else ""
    ja = f"「{plain}」は、ここにはありません。番号（1～{len(choices)}）か、名前を打ってください: "
    ja += "、".join(choice.name[0] for choice in most) + more
    en = f"“{plain}” is not among these. Type a number (1–{len(choices)}) or a name: "
    en += ", ".join(choice.name[1] for choice in most) + more
    raise Unreadable(ja, en)
