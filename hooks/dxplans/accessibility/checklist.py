"""The sample to a form that testers fill in, and a filled-in form to judgements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import Field

from dxplans.accessibility.report import Commitment
from dxplans.check.findings import validate
from dxplans.model.accessibility import (
    Both,
    Criteria,
    CriterionId,
    Judgement,
    Judgements,
    PageTest,
)
from dxplans.model.base import Day, Frozen, Word
from dxplans.problem import PlanError, Problem
from dxplans.source import Document, read

FILE = "a11y/judgements.yaml"
_HEAD = """\
# アクセシビリティの試験の用紙 / A form for testing accessibility
#
# 1. 下の by に名前、on に試験した日、with に使ったブラウザーと支援技術を書きます。試験した人だけが署名できます。
#    Write your name (by), the day (on) and the browsers and assistive technology you used (with).
#    Only who tested may sign.
# 2. ページごとに下の問いを確かめ、result に passed か failed を書きます。failed のときは、合わなかった
#    達成基準の番号を failed に書きます(例 failed: [1.1.1])。試験していないページは空のままにします。
#    Ask the questions of each page; write passed or failed, and with failed the criteria that fail.
#    Leave pages empty that you did not test.
# 3. サイト全体について判断できる達成基準には、criteria の result に met / not-met / not-applicable を書きます。
#    Where you can judge a criterion for the whole site, write met, not-met or not-applicable.
# 4. 見つけたことは note: {{ja: "…", en: "…"}} の行を書きたします。
#    What you found goes into a line note: {{ja: "…", en: "…"}}.
# 5. dxplans a11y read {file}
#
# 問い / Questions
{questions}

by: ""
on: ""
with: []
"""


class FormPage(Frozen):
    """A page of the form; without a result it was not tested."""

    page: str
    hash: Word
    result: Literal["passed", "failed"] | None = None
    failed: tuple[CriterionId, ...] = ()
    note: Both | None = None


class FormCriterion(Frozen):
    """A criterion of the form; without a result nobody has judged it."""

    id: CriterionId
    result: Literal["met", "not-met", "not-applicable"] | None = None
    note: Both | None = None


class Form(Frozen):
    """A form as a tester gives it back."""

    by: Word
    on: Day
    using: Annotated[tuple[Word, ...], Field(alias="with")] = ()
    pages: tuple[FormPage, ...] = ()
    criteria: tuple[FormCriterion, ...] = ()


def form_of(criteria: Criteria, pages: Iterable[tuple[str, str, str]], file: str) -> str:
    """The form to be saved as *file*: *pages* are addresses, each with its full form and its hash."""
    everything = (*criteria.required, *criteria.additional)
    questions = [
        f"#   {one.id} {one.ask.ja}\n#         {one.ask.en}" for one in everything if one.ask
    ]
    lines = [_HEAD.format(file=file, questions="\n".join(questions)), "pages:"]
    for address, shown, hashed in pages:
        lines += [
            f'  - page: "{address}"  # {shown}', f'    hash: "{hashed}"', "    result:",
            "    failed: []",
        ]  # fmt: skip
    lines += ["", "criteria:"]
    for one in everything:
        lines += [f"  - id: {one.id}  # {one.ja} / {one.en}", "    result:"]
    return "\n".join(lines) + "\n"


def read_form(path: Path, known: Commitment) -> tuple[Judgements, int]:
    """What *known* and the filled-in form at *path* say together, and how much the form adds.

    PlanError with every place of the form that cannot be taken over: without a signature nothing is.
    """
    doc = read(path, path.as_posix())
    if isinstance(doc.draft, dict):
        _signature(doc)
    form = validate(Form, doc)
    if form is not None:
        _criteria(doc, form, known.criteria)
    added = _judgements(doc, form) if form is not None else Judgements()
    if doc.problems:
        raise PlanError(tuple(sorted(doc.problems, key=lambda problem: problem.order)))
    before = known.judgements
    pages = {test.page: test for test in (*before.pages, *added.pages)}
    judged = {one.id: one for one in (*before.criteria, *added.criteria)}
    both = before.model_copy(
        update={
            "criteria": tuple(sorted(judged.values(), key=lambda one: _order(one.id))),
            "pages": tuple(pages[address] for address in sorted(pages)),
        }
    )
    return both, len(added.pages) + len(added.criteria)


def write_judgements(root: Path, judgements: Judgements) -> None:
    """Write them to a11y/judgements.yaml, below the remarks that stand at its top."""
    path = root / FILE
    lines = path.read_text("utf-8").splitlines() if path.is_file() else []
    head = [line for line in lines if line.startswith("#")]
    data = judgements.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    data = {"criteria": [], "pages": [], **data}
    body = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
    path.write_text("\n".join([*head, body]), encoding="utf-8", newline="\n")


def _signature(doc: Document) -> None:
    for key in ("by", "on"):
        if key in doc.draft and not str(doc.draft[key] or "").strip():
            # One sentence about both, instead of what the format says of each.
            doc.problems.append(Problem(doc.mark((key,)), "unsigned"))
            doc.slips[doc.mark((key,)).line] = ""


def _criteria(doc: Document, form: Form, criteria: Criteria) -> None:
    known = {one.id for one in (*criteria.required, *criteria.additional)}
    named: list[tuple[tuple[str | int, ...], str]] = [
        (("criteria", at, "id"), one.id) for at, one in enumerate(form.criteria)
    ]
    for at, page in enumerate(form.pages):
        named += [(("pages", at, "failed", n), one) for n, one in enumerate(page.failed)]
    for place, identity in named:
        if identity not in known:
            values: dict[str, Any] = {"what": "達成基準", "what_en": "success criterion"}
            hints = {"hint": "番号を確かめてください。", "hint_en": "Check the number."}
            doc.report(place, "unknown_id", id=identity, **values, **hints)


def _judgements(doc: Document, form: Form) -> Judgements:
    """What the form holds, signed; what has no result is left out."""
    signature: Mapping[str, Any] = {"by": form.by, "on": form.on, "with": form.using}
    pages = []
    for at, page in enumerate(form.pages):
        if page.result is None and not page.failed:
            continue
        if (page.result == "failed") != bool(page.failed):
            place = ("pages", at, "result")
            doc.report(place, "result_disagrees", result=page.result or "")
            continue
        pages.append(PageTest.model_validate({**page.model_dump(), **signature}))
    criteria = [
        Judgement.model_validate({**one.model_dump(), **signature})
        for one in form.criteria
        if one.result is not None
    ]
    return Judgements(criteria=tuple(criteria), pages=tuple(pages))


def _order(identity: str) -> list[int]:
    return [int(part) for part in identity.split(".")]
