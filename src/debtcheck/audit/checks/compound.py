"""Is compound interest charged that was not agreed, or more than was agreed?"""

from __future__ import annotations

from collections.abc import Iterator

from debtcheck.audit.build import head_finding
from debtcheck.audit.context import Context
from debtcheck.audit.report import Finding
from debtcheck.case.kinds import Compound, Head, LenderKind


def check(ctx: Context) -> Iterator[Finding]:
    """The compound head of the claim against the clause."""
    if abs(ctx.left(Head.COMPOUND)) <= ctx.tolerance:
        return
    agreed = ctx.setup.inputs.conventions.compound is not Compound.NONE
    code = "compound_differs" if agreed else "compound_not_agreed"
    private = ctx.case.lender.kind is LenderKind.PRIVATE
    yield head_finding(
        ctx,
        code,
        Head.COMPOUND,
        matches=ctx.matches(Head.COMPOUND),
        keys=("loan.overdue.compound",),
        law=("private_rolled",) if private else ("bank_compound",),
    )
