"""What several pages show of an edition: its state, schedule rows, matrix and provenance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dxplans.check.leaves import sections_of
from dxplans.edition import Edition
from dxplans.localise import Text, View
from dxplans.model.initiative import Schedule, ScheduleRow
from dxplans.pages import addresses
from dxplans.pages.here import Crumb, Here
from dxplans.pages.once import once
from dxplans.pages.pictures import Block, blocks
from dxplans.prefectures import Prefecture
from dxplans.states import PlanState, state_of
from dxplans.words import RANK


@dataclass(frozen=True, slots=True)
class Head:
    """An edition as every page about it names it: town, plan, state, and whose word counts."""

    edition: Edition
    town: Text
    place: str
    plan: View
    state: PlanState
    published: str | None
    read: str
    signed: bool
    path: str
    town_path: str


@once
def head(here: Here, edition: Edition) -> Head:
    """The edition's name, state and dates in the page's language."""
    local = here.local
    view = local.edition(edition).plan
    dates = {event.event: event.date for event in edition.plan.dates}
    published = dates.get("revised") or dates.get("published") or dates.get("adopted")
    return Head(
        edition=edition,
        town=local.town(edition.town),
        place=RANK[edition.town.publisher.rank],
        plan=view,
        state=state_of(edition, local.today),
        published=local.date(published) if published else None,
        read=local.date(edition.plan.provenance.read),
        signed=local.signed(edition),
        path=addresses.edition(edition),
        town_path=addresses.town(edition.town),
    )


def crumbs(here: Here, edition: Edition, *more: Crumb) -> tuple[Crumb, ...]:
    """Home, prefecture, town, plan and what is below it."""
    local, town = here.local, edition.town
    return (
        Crumb(local.gettext("ホーム"), addresses.HOME),
        Crumb(local.prefecture(town.prefecture), addresses.prefecture(town.prefecture)),
        Crumb(local.town(town), addresses.town(town)),
        *more,
    )


def plan_crumb(here: Here, edition: Edition) -> Crumb:
    """The plan itself as a step of the trail."""
    view = here.local.edition(edition).plan
    return Crumb(view.short_title or view.title, addresses.edition(edition))


def edition_name(here: Here, edition: Edition, name: Text | None = None) -> str:
    """What tells an edition's pages from all others in titles: *name* or the plan's title.

    The town stands before a title that does not hold its name, the first year behind it where
    the town has several editions.
    """
    local, town = here.local, edition.town
    parts = [str(name or local.edition(edition).plan.title)]
    if name is None and town.publisher.name not in edition.plan.title:
        parts.insert(0, str(local.town(town)))
    if len(town.editions) > 1:
        parts.append(local.fiscal(edition.plan.period.start, short=True))
    return " ".join(parts)


def list_page(  # noqa: PLR0913, PLR0917 - what a list is called and where it stands
    here: Here, title: Any, section: str, path: str, place: Prefecture | None,
    parent: Crumb | None = None,
) -> None:  # fmt: skip
    """Title and trail of a list, or of one prefecture's part of it; *parent* is a list above."""
    local = here.local
    here.section = section
    trail = [Crumb(local.gettext("ホーム"), addresses.HOME), *([parent] if parent else [])]
    if place is None:
        here.title = title
        here.crumbs = (*trail, Crumb(title))
    else:
        name = local.prefecture(place)
        here.title = here.titled(title, name)
        here.crumbs = (*trail, Crumb(title, path), Crumb(name))
    here.description = str(here.title)


def numbered(view: View) -> Text:
    """Number and title as one text: ⑥ AI・RPAの利用促進."""
    number, title = view.number, view.title
    if number is None:
        return Text(title, title.lang, foreign=title.foreign)
    return Text(f"{number} {title}", title.lang, foreign=title.foreign)


@dataclass(frozen=True, slots=True)
class Source:
    """A page that says so: its address, its title, and its place in the document."""

    path: str
    anchor: str
    title: Text
    section: Text | None


def section_source(here: Here, edition: Edition, chapter: str, section: str = "") -> Source:
    """A chapter, or the *section* of it, as a source."""
    view = here.local.edition(edition).chapters[chapter]
    path = addresses.chapter(edition, chapter)
    if not section:
        return Source(path, "", numbered(view), None)
    part = next(part for part in sections_of(view) if part.id == section)
    return Source(path, section, numbered(part), numbered(view))


@dataclass(frozen=True, slots=True)
class RowShow:
    """A schedule row as cells; its permanent address is where the row itself is kept."""

    view: View
    cells: tuple[Block, ...]
    path: str
    anchor: str
    place: tuple[Text, ...] = ()
    """Chapter and section of a row in a schedule of the whole plan."""


@dataclass(frozen=True, slots=True)
class ScheduleShow:
    """A schedule as a table: its years, which of them is now, its rows, whether years are lost."""

    years: tuple[int, ...]
    now: int
    rows: tuple[RowShow, ...]
    lost: int
    note: Text | None


def schedule_show(here: Here, schedule: Schedule, view: View, path: str) -> ScheduleShow:
    """A schedule in the page's language; *path* is the page that it belongs to."""
    return _show(here, view, list(zip(schedule.rows, view.rows, strict=True)), path)


def _show(
    here: Here, view: View, rows: list[tuple[ScheduleRow, View]], path: str,
    place: tuple[Text, ...] = (),
) -> ScheduleShow:  # fmt: skip
    years = tuple(view.years)
    return ScheduleShow(
        years, here.local.now,
        tuple(
            RowShow(shown, blocks(row, shown, years), path, f"schedule-{row.id}", place)
            for row, shown in rows
        ),
        sum(row.extent == "lost" for row, _view in rows), view.note,
    )  # fmt: skip


def schedules_of(here: Here, edition: Edition, name: str) -> list[ScheduleShow]:
    """An initiative's own schedule, and its rows in the plan's common schedules."""
    initiative = edition.initiatives[name]
    local = here.local.edition(edition)
    found = []
    if initiative.schedule is not None:
        path = addresses.initiative(edition, name)
        view = local.initiatives[name].schedule
        found.append(schedule_show(here, initiative.schedule, view, path))
    for chapter, section, schedule, view in local.schedules:
        both = zip(schedule.rows, view.rows, strict=True)
        rows = [(row, shown) for row, shown in both if name in row.initiatives]
        if rows:
            path = addresses.chapter(edition, chapter)
            place = place_of(local.chapters[chapter], section)
            found.append(_show(here, view, rows, path, place))
    return found


def place_of(chapter: View, section: View | None) -> tuple[Text, ...]:
    """Where in a document: the chapter and, if there is one, the section."""
    return tuple(numbered(part) for part in (chapter, section) if part is not None)


def views_of(value: Any) -> list[Any]:
    """Every block of a chapter or section as a view, in the order of ``blocks_of``."""
    return [*value.blocks, *(block for section in value.sections for block in views_of(section))]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of the policy matrix: an initiative, or a group with its members below it."""

    title: Text
    path: str | None
    cells: tuple[bool, ...]
    mark: str | None
    mark_label: Text | None
    members: tuple[tuple[Text, str], ...]

    @property
    def served(self) -> list[int]:
        """The numbers of the policies that the row serves, counted from one."""
        return [number for number, cell in enumerate(self.cells, 1) if cell]


def matrix_rows(here: Here, edition: Edition) -> list[MatrixRow]:
    """The policy matrix: each initiative without a group, and each group with its members."""
    local = here.local.edition(edition)
    policies = [policy.id for policy in edition.plan.policies]
    groups = {
        group.id: view for group, view in zip(edition.plan.groups, local.plan.groups, strict=True)
    }
    rows: list[MatrixRow] = []
    seen: set[str] = set()
    for name, initiative in edition.initiatives.items():
        view = local.initiatives[name]
        served = edition.policies(initiative)
        cells = tuple(policy in served for policy in policies)
        if initiative.group is None or initiative.policies:
            mark = edition.mark(initiative)
            path = addresses.initiative(edition, name)
            label = mark_label(local.plan, mark)
            rows.append(MatrixRow(numbered(view), path, cells, mark, label, ()))
        elif initiative.group not in seen:
            seen.add(initiative.group)
            group = groups[initiative.group]
            title = next((a.text for a in group.aliases if a.matrix), group.title)
            both = Text(f"{group.number or ''} {title}".strip(), title.lang, foreign=title.foreign)
            members = tuple(
                (numbered(local.initiatives[other]), addresses.initiative(edition, other))
                for other, value in edition.initiatives.items()
                if value.group == initiative.group
            )
            label = mark_label(local.plan, group.mark)
            rows.append(MatrixRow(both, None, cells, group.mark, label, members))
    return rows


def mark_label(plan: View, mark: str | None) -> Text | None:
    """The legend's words for a mark."""
    legend = (line for system in plan.marks for line in system.legend)
    return next((line.label for line in legend if line.mark == mark), None)
