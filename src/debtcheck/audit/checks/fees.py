"""Are fees claimed that the contract does not have, or that were not disclosed?"""

from __future__ import annotations

from collections.abc import Iterator

from debtcheck.audit.build import head_finding, note
from debtcheck.audit.context import Context
from debtcheck.audit.lawrefs import cited
from debtcheck.audit.report import Finding
from debtcheck.case.kinds import Head, LenderKind


def check(ctx: Context) -> Iterator[Finding]:
    """The fee head of the claim against the case's fees, and fees missing from the cost sheet."""
    if abs(ctx.left(Head.FEE)) > ctx.tolerance:
        terms = ctx.setup.inputs.terms
        known = any(f.owed for f in terms.fees) or bool(terms.dunning)
        code = "fee_differs" if known else "fee_not_in_contract"
        yield head_finding(
            ctx,
            code,
            Head.FEE,
            matches=ctx.matches(Head.FEE),
            keys=("fee",),
            law=("standard_terms_notice", "performance"),
        )
    for k, fee in enumerate(ctx.case.fees):
        if fee.disclosed is not False:
            continue
        yield note(
            ctx,
            "fee_undisclosed",
            head=Head.FEE,
            claimed=fee.amount,
            keys=(f"fee.{k}.disclosed",),
            law=_disclosure(ctx),
            params={"name": fee.name, "fee": fee.amount},
        )


def _disclosure(ctx: Context) -> tuple:  # type: ignore[type-arg]
    """The disclosure rule of the day of signing; private lenders are only encouraged."""
    signed = ctx.case.loan.formed_on or ctx.case.loan.originated_on
    if signed is None or ctx.case.lender.kind is LenderKind.PRIVATE:
        return ()
    return cited(ctx.law, signed, "D1") or cited(ctx.law, signed, "annual_rate_shown")
