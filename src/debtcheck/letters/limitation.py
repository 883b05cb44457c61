"""Whether the limitation period of a debt may have run, by the events that the case records.

Only for the guard before letters that may acknowledge a debt, and for the plea in court: it errs to
"may have run", and decides nothing. 民法典 188, 189, 195; two years before 2017-10-01.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from debtcheck.case.model import Case
from debtcheck.engine.dates import add_months

YEARS, OLD_YEARS = 3, 2
NEW_LAW = date(2017, 10, 1)
SOON_MONTHS = 6
_RESTARTS = {"promise", "acknowledgement", "suit"}


@dataclass(frozen=True, slots=True)
class Period:
    """Where the period stands by what is recorded."""

    since: date | None  # where it began last; None: no due day is known
    until: date | None
    may_have_run: bool
    soon: bool  # runs out within half a year


def period(case: Case, today: date) -> Period:
    """Walk the recorded events in order; what comes after the end revives nothing."""
    start = _due(case)
    if start is None:
        known = case.loan.originated_on
        return Period(None, None, bool(known and _end(known) <= today), soon=False)
    end = _end(start)
    events = [(p.paid_on, True) for p in case.payments if p.status == "settled"]
    events += [
        (e.on, e.kind in _RESTARTS or (e.kind == "demand" and e.reached is True))
        for e in case.events
    ]
    events += [(a.on, True) for a in case.agreements]
    for on, restarts in sorted(events):
        if restarts and start < on < end:
            start, end = on, _end(on)
    soon = today < end <= add_months(today, SOON_MONTHS)
    return Period(start, end, end <= today, soon)


def _due(case: Case) -> date | None:
    """The day the whole fell due: declared early, else the last due day."""
    loan = case.loan
    if loan.overdue.accelerated_on is not None:
        return loan.overdue.accelerated_on
    days = [d for d in (loan.due_on, *loan.due_dates) if d is not None]
    days += [row.due_on for row in case.schedule if row.due_on is not None]
    days += [d.due_on for d in loan.disbursements if d.due_on is not None]
    if loan.first_due_on is not None:
        days.append(add_months(loan.first_due_on, (loan.instalments or 1) - 1))
    return max(days, default=None)


def _end(start: date) -> date:
    """The end of a period that began on `start`; an old one still running was made three years."""
    old = add_months(start, 12 * OLD_YEARS)
    if old <= NEW_LAW - timedelta(days=1):
        return old
    return add_months(start, 12 * YEARS)
