"""An initiative to its file, and its id to the plan's list, where it is wanted."""

from __future__ import annotations

from typing import cast

from dxplans.forms.choices import shelf_of
from dxplans.forms.drafts import Draft
from dxplans.forms.filling import Form
from dxplans.forms.initiative_questions import FIRST, STEPS
from dxplans.forms.layout import file_text
from dxplans.forms.project import Project, Shelf
from dxplans.forms.question import Answers
from dxplans.forms.splice import with_initiative
from dxplans.model import Initiative

_COPIED = (
    "number",
    "title",
    "section",
    "group",
    "mark",
    "policies",
    "themes",
    "touches",
    "department",
    "summary",
)


def drafts(form: Form, project: Project) -> tuple[Draft, ...]:
    """The initiative's file and the plan.yaml that lists it; none while an answer is missing."""
    answers = form.fill(STEPS, {"project": project})
    if form.missing or form.wrong:
        return ()
    shelf = cast("Shelf", shelf_of(answers))
    data = {key: answers[key] for key in _COPIED if key in answers}
    data |= {
        key: answers[name]
        for key, name in (("actions", "action"), ("kpis", "kpi"))
        if answers[name]
    }
    name = f"plans/{shelf.key}/initiatives/{answers['id']}.yaml"
    text = file_text("initiative", 5, Initiative, data)
    return (Draft(name, text.encode()), _listed(project, shelf, answers))


def _listed(project: Project, shelf: Shelf, answers: Answers) -> Draft:
    doc, place = shelf.entry.doc, answers.get("after", FIRST)
    before = (project.root / doc.file).read_bytes()
    listed = shelf.plan.initiatives
    at = listed.index(place) + 1 if place in listed else 0
    return Draft(doc.file, with_initiative(before, doc, answers["id"], at), before)
