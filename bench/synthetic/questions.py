"""An edition in the making to its answers to the project's questions and its stances to themes."""

from __future__ import annotations

from typing import Any

from bench.synthetic.edition import Draft
from bench.synthetic.writer import era

Data = dict[str, Any]
_UNKNOWN = ("not-stated", "lost", "unchecked", "not-due")


def answers(draft: Draft) -> Data:
    """The file of answers: every fourth question has none, and says why."""
    return {
        "answers": [
            _answer(draft, at, question) for at, question in enumerate(draft.vocabulary.questions)
        ]
    }


def _answer(draft: Draft, at: int, question: str) -> Data:
    if at % 4 == 3:  # noqa: PLR2004 - one in four
        return {"id": question, "unknown": {"text": _UNKNOWN[at // 4 % 4]}}
    data: Data = {"id": question, "text": draft.writer.line(2)}
    if at % 2:
        data["unknown"] = {"when": draft.writer.pick(_UNKNOWN)}
    else:
        year = draft.start + at % 3
        printed = draft.writer.say(f"{era(year)}中", f"During fiscal {year} (Reiwa {year - 2018})")
        data["when"] = {"printed": printed, "start": f"{year}-04", "end": f"{year + 1}-03"}
    return data | {
        "initiatives": draft.writer.some(draft.initiatives, 2),
        "sections": ["organisation"],
    }


def stances(draft: Draft) -> Data:
    """The file of stances: actions for the plan's own themes, a reason for the absent ones."""
    return {"themes": [_stance(draft, at, name) for at, name in enumerate(draft.vocabulary.themes)]}


def _stance(draft: Draft, at: int, theme: str) -> Data:
    if theme in draft.initiatives:
        actions = [f"{theme}/action-{n}" for n in (1, 2)]
        return {"id": theme, "actions": actions, "differs": draft.writer.line(2)}
    if theme in {draft.vocabulary.themes[-1], draft.vocabulary.themes[0]}:
        return {"id": theme, "differs": draft.writer.line()}  # its chapters have these
    return {"id": theme, "absent": _UNKNOWN[at % 4]}
