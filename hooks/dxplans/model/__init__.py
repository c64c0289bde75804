"""The one description of the format: frozen values for publishers, plans, terms and themes.

``publisher`` who publishes · ``plan`` an edition · ``provenance`` where its text comes from ·
``progress`` results · ``chapter`` its prose · ``initiative`` its
pages with actions, KPIs and schedule · ``glossary`` terms and themes · ``questions`` what citizens
ask, what a plan answers and how it stands to each theme · ``reading`` what helps people read ·
``base`` what they share.
"""

from dxplans.model.base import Frozen, Knowing, Translatable, UnknownKind, empty
from dxplans.model.chapter import Block, Chapter, GlossaryEntry, Section
from dxplans.model.glossary import Term, Theme
from dxplans.model.initiative import Action, Initiative, Kpi, Quantity, Schedule, ScheduleRow, Span
from dxplans.model.plan import Group, Plan, Policy
from dxplans.model.progress import Progress, Reporting, Result, Revision, Unchanged
from dxplans.model.publisher import Publisher, check_digit
from dxplans.model.questions import Answer, Answers, Question, Stance, Stances

__all__ = [
    "Action",
    "Answer",
    "Answers",
    "Block",
    "Chapter",
    "Frozen",
    "GlossaryEntry",
    "Group",
    "Initiative",
    "Knowing",
    "Kpi",
    "Plan",
    "Policy",
    "Progress",
    "Publisher",
    "Quantity",
    "Question",
    "Reporting",
    "Result",
    "Revision",
    "Schedule",
    "ScheduleRow",
    "Section",
    "Span",
    "Stance",
    "Stances",
    "Term",
    "Theme",
    "Translatable",
    "Unchanged",
    "UnknownKind",
    "check_digit",
    "empty",
]
