"""A plan's answers and stances to findings: what it has after all, what it need not answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dxplans.check.asked import Names
from dxplans.check.shapes import shapes
from dxplans.library import KINDS, Entry
from dxplans.model import Answers, Chapter, Initiative, Question, Section, Stances


def check_stances(
    entry: Entry,
    initiatives: Mapping[str, Entry],
    chapters: Mapping[str, Entry],
    themes: Names,
) -> None:
    """A plan has initiatives of a theme, or says why it has none; its actions are the theme's."""
    value = entry.value
    if not isinstance(value, Stances):
        return
    everywhere = dict(_themes((*chapters.values(), *initiatives.values())))
    for index, stance in enumerate(value.themes):
        if stance.absent and stance.id in everywhere:
            values = {"file": everywhere[stance.id], "found": stance.absent}
            entry.doc.report(("themes", index, "absent"), "stance_absent", id=stance.id, **values)
        for number, action in enumerate(stance.actions):
            name = action.partition("/")[0]
            file = initiatives.get(name)
            named = file.value.themes if file and isinstance(file.value, Initiative) else None
            # What no file has is told where it is named, and here only makes a second finding.
            if named is None or stance.id in named:
                continue
            if all(one in themes for one in (stance.id, *named)):
                place = ("themes", index, "actions", number)
                entry.doc.report(place, "stance_elsewhere", id=stance.id, initiative=name)


def _themes(files: Iterable[Entry]) -> Iterable[tuple[str, str]]:
    """The main themes that files name, with the file; the files being valid or not."""
    for file in files:
        for _place, model, data in shapes(KINDS[file.kind], file.doc.draft):
            named = data.get("themes") if model in {Chapter, Initiative, Section} else None
            yield from (
                ((theme, file.doc.file) for theme in named or () if isinstance(theme, str))
                if isinstance(named, list)
                else ()
            )


def check_answers(entry: Entry, computed: Names) -> None:
    """Whether a plan is in force follows from its period: nobody types it."""
    if not isinstance(entry.value, Answers):
        return
    for index, answer in enumerate(entry.value.answers):
        if answer.id in computed:
            entry.doc.report(("answers", index, "id"), "answer_computed", id=answer.id)


def is_computed(entry: Entry) -> bool:
    """Whether the answer to a question follows from what the plans say elsewhere."""
    return isinstance(entry.value, Question) and entry.value.answered_by == "state"
