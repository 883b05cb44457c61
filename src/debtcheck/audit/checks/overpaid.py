"""Was more paid than the contract asks for in all?"""

from __future__ import annotations

from collections.abc import Iterator

from debtcheck.audit.build import law_on, note
from debtcheck.audit.context import Context
from debtcheck.audit.report import Finding

CODE = "paid_more_than_due"


def check(ctx: Context) -> Iterator[Finding]:
    """What is left of the payments when everything is repaid; a card's credit is its own."""
    paid = ctx.ledger.overpaid
    if paid <= ctx.tolerance or not ctx.setup.interest_known:
        return
    if ctx.setup.inputs.terms.card is not None:
        return
    yield note(
        ctx,
        CODE,
        # without a word on fees it may be a fee that was paid: then it is to be verified
        keys=("payment", "loan.rate", "loan.principal", *(() if ctx.case.fees else ("fee",))),
        law=law_on(ctx, "payment_order"),
        evidence=tuple(p.evidence for p in ctx.setup.taken[-1:] if p.evidence),
        params={"paid": paid},
    )
