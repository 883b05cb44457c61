"""Is the principal still owed what the payments leave?"""

from __future__ import annotations

from collections.abc import Iterator

from debtcheck.audit.build import head_finding
from debtcheck.audit.context import Context
from debtcheck.audit.report import Finding
from debtcheck.case.kinds import Head


def check(ctx: Context) -> Iterator[Finding]:
    """The claimed principal against the replayed balance."""
    if abs(ctx.left(Head.PRINCIPAL)) <= ctx.tolerance:
        return
    matches = ctx.matches(Head.PRINCIPAL)
    yield head_finding(
        ctx,
        "balance_differs",
        Head.PRINCIPAL,
        matches=matches,
        keys=("loan.principal", "payment") if ctx.case.payments else ("loan.principal",),
        law=("payment_order",),
        params={"paid": ctx.ledger.paid.get(Head.PRINCIPAL, 0)},
    )
