"""Plans with KPIs to the empty forms for their results, which the site offers for download."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from dxplans.edition import Edition
from dxplans.fiscal import fiscal_year_of
from dxplans.pages import addresses
from dxplans.portal import Portal
from dxplans.progress import csvfile
from dxplans.progress.layout import CSV_HINT, layout_of


def year_of(edition: Edition, today: date, wanted: int | None = None) -> int:
    """The fiscal year to report: *wanted*, else the last one within the plan that is over."""
    period = edition.plan.period
    last = period.end if period.end is not None else wanted or fiscal_year_of(today)
    return wanted or min(max(fiscal_year_of(today) - 1, period.start), last)


def forms(portal: Portal, today: date) -> Iterator[tuple[str, bytes]]:
    """Name and content of each plan's form, as CSV: a workbook takes a hundred times as long."""
    for edition in portal.editions():
        if edition.has_form:
            layout = layout_of(edition, year_of(edition, today))
            yield addresses.form(edition), csvfile.written(layout.rows(CSV_HINT))
