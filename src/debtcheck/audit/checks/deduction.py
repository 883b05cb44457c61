"""Was interest or a fee taken out of the money paid out? Then the principal is what arrived."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from debtcheck.audit.build import law_on, note
from debtcheck.audit.context import Context
from debtcheck.audit.report import Cause, Finding
from debtcheck.case.kinds import Head, LenderKind
from debtcheck.engine.money import ZERO


def check(ctx: Context) -> Iterator[Finding]:
    """Received less than the contract's principal: 民法典670, for every kind of lender."""
    principal, received = ctx.setup.inputs.terms.principal, ctx.setup.received
    if received >= principal or ctx.ceiling is None:
        return
    left = ctx.contract.heads[Head.PRINCIPAL] - ctx.ceiling.totals.heads[Head.PRINCIPAL]
    left -= ctx.ceiling.rolled.refused if ctx.ceiling.rolled else ZERO
    private = ctx.case.lender.kind is LenderKind.PRIVATE
    if private and not ctx.ceiling.only_received:  # what was paid above it is said with the limit
        left = min(left, principal - received)
    if left <= 0:
        return
    yield note(
        ctx,
        "principal_pre_deducted",
        head=Head.PRINCIPAL,
        cause=Cause.CEILING_HARD,
        claimed=ctx.asked(Head.PRINCIPAL) or principal,
        recomputed=ctx.contract.heads[Head.PRINCIPAL] - left,
        difference=left,
        keys=("loan.received", "loan.principal"),
        law=law_on(ctx, "principal_received", *(("private_principal",) if private else ())),
        evidence=ctx.evidence(Head.PRINCIPAL),
        params={"principal": principal, "received": received},
    )
    if ctx.ceiling.only_received or (not private and ctx.ceiling.on_request):
        yield from _on_deducted(ctx, left)


def _on_deducted(ctx: Context, principal: Decimal) -> Iterator[Finding]:
    """Interest that was counted on money which never arrived (民法典670: on the actual amount).

    For private lenders it is part of what the ceiling's own replay takes off, if a limit does.
    """
    ceiling = ctx.ceiling
    if ceiling is None:
        return
    reduced = ceiling.totals.total + ceiling.on_request_cut
    amount = ctx.contract.total - reduced - principal
    asked = ctx.contract.heads.get(Head.INTEREST)
    if asked is not None and amount > ctx.tolerance:
        yield note(
            ctx,
            "interest_on_contract_principal",
            head=Head.INTEREST,
            cause=Cause.CEILING_HARD,
            claimed=ctx.asked(Head.INTEREST) or asked,
            recomputed=asked - amount,
            difference=amount,
            keys=("loan.received", "loan.rate"),
            law=law_on(ctx, "principal_received"),
            evidence=ctx.evidence(Head.INTEREST),
            params={"received": ctx.setup.received},
        )
