"""The five things that can be new: what each asks, the files it makes, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dxplans.forms import (
    edition,
    edition_questions,
    initiative,
    initiative_questions,
    municipality,
    progress,
    term,
)
from dxplans.forms.drafts import Draft
from dxplans.forms.filling import Form
from dxplans.forms.project import Project
from dxplans.forms.question import Pair, Step


@dataclass(frozen=True, slots=True)
class Kind:
    """One of the five things that can be new."""

    about: Pair
    steps: tuple[Step, ...]
    drafts: Callable[[Form, Project], tuple[Draft, ...]]
    example: str
    then: tuple[Pair, ...]
    """What to do next."""


SERVE: Pair = (
    "「make serve」で、できたページを見られます。",
    "“make serve” shows the page.",
)
ENGLISH: Pair = (
    "英語はあとでかまいません。訳す人が「dxplans translate update」から始めます。それまで、英語のページには日本語のまま出ます。",
    "English comes later: translators start with “dxplans translate update”. Until then English pages show the Japanese.",
)
KINDS: dict[str, Kind] = {
    "municipality": Kind(
        ("市町村、都道府県、広域の団体を加える", "add a municipality, prefecture or joint body"),
        municipality.STEPS, municipality.drafts,
        "dxplans new municipality --prefecture 山口県 --name 萩市 --code 352047 --reading はぎし --romanised Hagi",
        (("「dxplans new edition」で、計画を加えます。", "Add its plan with “dxplans new edition”."),),
    ),
    "edition": Kind(
        ("計画の版を加える", "add an edition of a plan"),
        edition_questions.STEPS, edition.drafts,
        "dxplans new edition --publisher 美祢市 --from 2026",
        (
            ("plan.yaml の下のほうに、まだ書いていない項目があります。", "Fields to add are listed at the foot of plan.yaml."),
            ("「dxplans new initiative」で、取組を一つずつ加えます。章は chapters/ に書きます。", "Add initiatives with “dxplans new initiative”; chapters go into chapters/."),
        ),
    ),
    "initiative": Kind(
        ("計画に取組を加える", "add an initiative to a plan"),
        initiative_questions.STEPS, initiative.drafts,
        "dxplans new initiative --edition 美祢市 "
        "--action '窓口の予約を導入します。|導入します|introduces' --kpi 'RPA活用業務数|2件|10件|up'",
        (("工程表や時期は、取組のファイルに書きたせます。", "Schedules and times can be added in its file."),),
    ),
    "term": Kind(
        ("用語集に言葉を加える", "add a word to the glossary"),
        term.STEPS, term.drafts,
        "dxplans new term --label RPA --reading あーるぴーえー",
        (),
    ),
    "progress": Kind(
        ("年度の結果を加える", "add a year's results"),
        (*progress.STEPS, progress.RESULT), progress.drafts,
        "dxplans new progress --edition 美祢市 --year R8 --result ai-rpa/rpa-tasks=4件",
        (("残りの指標は、ファイルの「#」の行に書きたせます。", "The other KPIs stand in the file as lines to fill in."),),
    ),
}  # fmt: skip
