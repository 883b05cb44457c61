"""Are lawyer's fees or court costs claimed? They need a clause, an invoice or a judgment."""

from __future__ import annotations

from collections.abc import Iterator

from debtcheck.audit.build import head_finding
from debtcheck.audit.context import Context
from debtcheck.audit.report import Cause, Finding
from debtcheck.case.kinds import Head


def check(ctx: Context) -> Iterator[Finding]:
    """The costs head of the claim: a question, not a dispute."""
    if ctx.left(Head.COSTS) > ctx.tolerance:
        yield head_finding(
            ctx, "costs_unproven", Head.COSTS, cause=Cause.UNVERIFIED, law=("performance",)
        )
