"""Are liquidated damages charged that were not agreed, or more than was agreed?"""

from __future__ import annotations

from collections.abc import Iterator

from debtcheck.audit.build import head_finding
from debtcheck.audit.context import Context
from debtcheck.audit.report import Finding
from debtcheck.case.kinds import Head


def check(ctx: Context) -> Iterator[Finding]:
    """The damages head of the claim against the clause."""
    if abs(ctx.left(Head.DAMAGES)) <= ctx.tolerance:
        return
    agreed = ctx.setup.inputs.terms.once is not None
    code = "damages_differs" if agreed else "damages_not_agreed"
    yield head_finding(
        ctx,
        code,
        Head.DAMAGES,
        matches=ctx.matches(Head.DAMAGES),
        keys=("loan.overdue.once",),
        law=("damages_reduced", "performance"),
    )
