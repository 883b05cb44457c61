"""No rate was agreed: is interest claimed all the same, or more overdue than the law names?"""

from __future__ import annotations

from collections.abc import Iterator

from debtcheck.audit.build import head_finding
from debtcheck.audit.context import Context
from debtcheck.audit.report import Finding
from debtcheck.case.kinds import Head
from debtcheck.case.rate import NotAgreed, plain

_OVERDUE = "loan.overdue.rate"


def check(ctx: Context) -> Iterator[Finding]:
    """Term interest above none, overdue interest above what 民间借贷规定 names (rule P4)."""
    if not isinstance(ctx.case.loan.rate, NotAgreed) or not ctx.setup.interest_known:
        return
    if ctx.left(Head.INTEREST) > ctx.tolerance:
        yield head_finding(
            ctx,
            "interest_not_agreed",
            Head.INTEREST,
            keys=("loan.rate",),
            law=("no_interest_agreed", "P4"),
        )
    if ctx.setup.by_law and ctx.left(Head.PENALTY) > ctx.tolerance:
        steps = ctx.setup.inputs.terms.penalty_steps
        rates = dict.fromkeys(f"{plain(step.rate.value * 100)}%" for step in steps)
        yield head_finding(
            ctx,
            "overdue_rate_by_law",
            Head.PENALTY,
            keys=("loan.rate", *(k for k in (_OVERDUE,) if k in ctx.case.stated)),
            law=("P4",),
            params={"limit": ", ".join(rates)},
        )
