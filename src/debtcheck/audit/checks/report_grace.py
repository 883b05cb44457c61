"""Is there an overdue entry in the credit record within the agreed grace before reporting?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from debtcheck.audit.build import note
from debtcheck.audit.context import Context
from debtcheck.audit.lawrefs import cited
from debtcheck.audit.report import Finding
from debtcheck.case.kinds import Head
from debtcheck.case.model import Event
from debtcheck.engine.replay import heads
from debtcheck.words.text import Text, text

_CODE = "reported_within_grace"
ENTRY = "credit_entry"
_OF_THE_TERM = (Head.PRINCIPAL, Head.INTEREST, Head.FEE)


def check(ctx: Context) -> Iterator[Finding]:
    """Each entry of a day on which nothing was overdue for longer than the grace."""
    grace = ctx.case.loan.overdue.report_grace_days
    if not grace or ctx.setup.inputs.terms.card is not None or not ctx.setup.interest_known:
        return
    for number, event in enumerate(ctx.case.events):
        if event.kind != ENTRY:
            continue
        said = _unfounded(ctx, event, grace)
        if said is not None:
            yield note(
                ctx,
                _CODE,
                keys=("loan.overdue.report_grace_days", f"event.{number}.on"),
                law=cited(ctx.law, ctx.as_of, "cr_objection"),
                params={"what": said, "on": event.on},
            )


def _unfounded(ctx: Context, event: Event, grace: int) -> Text | None:
    """How an entry contradicts the grace; None if something was overdue for longer by its day."""
    before = [due for due in _dues(ctx) if due < event.on]
    if not before:
        return None
    for due in before:
        last = due + timedelta(days=grace)  # paid on this day is paid in time
        if last < event.on and _unpaid(ctx, last):
            return None
    due = before[-1]
    how = "within" if due + timedelta(days=grace) >= event.on else "paid"
    return text(f"finding.{_CODE}.{how}", on=event.on, due=due, days=grace)


def _dues(ctx: Context) -> list[date]:
    terms = ctx.setup.inputs.terms
    days = [*terms.dues, *(t.due_on for t in terms.tranches if t.due_on)]
    return sorted(set(days))


def _unpaid(ctx: Context, day: date) -> bool:
    """True if at the end of a day, its payments counted, something that is due is unpaid."""
    due = heads(ctx.setup.inputs, day).due
    return any(due[head] > 0 for head in _OF_THE_TERM)
