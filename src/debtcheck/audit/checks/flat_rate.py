"""Is a flat rate shown as the yearly one? By the dates of payment it is nearly twice as much."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from debtcheck.audit.build import law_on, note
from debtcheck.audit.context import Context
from debtcheck.audit.cost import interest_cost
from debtcheck.audit.report import Finding
from debtcheck.case.kinds import Head, LenderKind, Method
from debtcheck.case.rate import plain

_HUNDREDTH = Decimal("0.01")


def check(ctx: Context) -> Iterator[Finding]:
    """For instalments on the first principal: the rate as written for a year, and the monthly IRR
    × 12 of principal and interest."""
    terms = ctx.setup.inputs.terms
    rate = terms.rate_on(terms.start)
    private = ctx.case.lender.kind is LenderKind.PRIVATE  # an advertised rate is not asked of it
    if terms.method is not Method.FLAT or private or not ctx.setup.interest_known or rate is None:
        return
    written = rate.yearly() * 100
    cost = interest_cost(ctx.setup, ctx.ledger).nominal
    if cost is None or written <= 0 or cost <= written + _HUNDREDTH:
        return
    yield note(
        ctx,
        "flat_rate_headline",
        head=Head.INTEREST,
        keys=("loan.rate", "loan.method"),
        law=law_on(ctx, "annual_rate_shown"),
        params={
            "headline": f"{plain(written)}%",
            "cost": f"{plain(cost)}%",
            "ratio": plain((cost / written).quantize(_HUNDREDTH, ROUND_HALF_UP)),
        },
    )
