"""Are interest and penalty charged on the same principal for the same days?"""

from __future__ import annotations

from collections.abc import Iterator

from debtcheck.audit.build import head_finding
from debtcheck.audit.context import Context
from debtcheck.audit.report import Finding
from debtcheck.case.kinds import Head


def check(ctx: Context) -> Iterator[Finding]:
    """Interest that ran on after the due day although the penalty takes its place."""
    matches = ctx.matches(Head.INTEREST, "interest_and_penalty_stacked")
    if matches:
        yield head_finding(
            ctx,
            "interest_and_penalty_stacked",
            Head.INTEREST,
            matches=matches,
            keys=("loan.overdue.mode", "loan.rate"),
            law=("bank_no_stacking", "performance"),
        )
