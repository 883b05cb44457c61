"""How an unpaid figure comes about, from the charges of a ledger."""

from __future__ import annotations

from datetime import date

from debtcheck.case.kinds import Head
from debtcheck.engine.ledger import Ledger
from debtcheck.engine.money import ZERO
from debtcheck.engine.working import Given, Working, added


def unpaid_working(
    ledger: Ledger, head: Head, *, due_only: bool
) -> tuple[Working, tuple[date, date]] | None:
    """What accrued of a head and is not wholly paid, less what was paid or cut, and its days.

    None if nothing of the head is owed.
    """
    charges = [
        c for c in ledger.charges if c.head is head and c.unpaid > 0 and (c.due or not due_only)
    ]
    if not charges:
        return None
    off = sum((c.paid + c.cut for c in charges), ZERO)
    less = (Given(off),) if off else ()
    span = min(c.start for c in charges), max(c.end for c in charges)
    return added(tuple(c.working for c in charges), less), span
