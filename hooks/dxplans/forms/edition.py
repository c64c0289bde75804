"""An edition of a plan to plan.yaml, with what its former edition has and it still has."""

from __future__ import annotations

from typing import Any, cast

from dxplans.forms.drafts import Draft
from dxplans.forms.edition_questions import STEPS, body_of, former_of, period_of
from dxplans.forms.filling import Form
from dxplans.forms.layout import file_text
from dxplans.forms.project import Body, Project
from dxplans.forms.question import Answers
from dxplans.forms.replies import partial_date
from dxplans.model import Plan

_KEPT = ("policies", "groups")
"""What a new edition may take over: printed numbers and titles, which a clerk confirms."""


def drafts(
    form: Form, project: Project, body: Body | None = None, *, fresh: bool = False
) -> tuple[Draft, ...]:
    """The plan.yaml that the answers make; none while an answer is missing.

    *body* is a publisher that is about to be made, *fresh* that there will be one.
    """
    known: Answers = {"project": project, **({"publisher": body} if body else {})}
    answers = form.fill(STEPS[1:] if fresh else STEPS, known)
    if form.missing or form.wrong:
        return ()
    home = cast("Body", body_of(answers))
    name = f"plans/{home.key}/{answers['year']}/plan.yaml"
    return (Draft(name, file_text("plan", 4, Plan, _data(answers)).encode()),)


def _data(answers: Answers) -> dict[str, Any]:
    former = former_of(answers)
    published = answers.get("published")
    return {
        **{key: answers[key] for key in ("title", "text", "summary", "department") if key in answers},
        "kind": answers["document"],
        "period": period_of(answers, answers["printed"]),
        **({"dates": [{"event": "published", "date": partial_date(published), "printed": published}]} if published else {}),
        **({"supersedes": former.id, **_kept(former.plan, answers)} if former else {}),
        "chapters": [],
        "initiatives": [],
        "provenance": {
            **({"url": answers["url"]} if "url" in answers else {}),
            "read": answers["read"],
            "extraction": answers["extraction"],
            "transcribed": answers["read"],
            "drafted": answers["drafted"],
            # Nobody has looked, which is not that the document is silent.
            "unknown": {key: "unchecked" for key in ("url", "obtained", "checked") if key not in answers},
        },
    }  # fmt: skip


def _kept(plan: Plan, answers: Answers) -> dict[str, Any]:
    """What the clerk confirmed of the former *plan*, without what depends on the rest."""
    found: dict[str, Any] = {
        field: [
            part.model_dump(by_alias=True, exclude_defaults=True, mode="json", exclude={"aliases", "blocks", "mark"})
            for part in getattr(plan, field) if part.id in answers.get(field, ())
        ]
        for field in _KEPT
    }  # fmt: skip
    policies = {policy["id"] for policy in found["policies"]}
    for group in found["groups"]:
        group["policies"] = [policy for policy in group.get("policies", ()) if policy in policies]
    return {
        field: [{k: v for k, v in part.items() if v != []} for part in parts]
        for field, parts in found.items() if parts
    }  # fmt: skip
