"""Does a service fee go to somebody else than the lender? It is a cost of the loan beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from debtcheck.audit.build import note
from debtcheck.audit.context import Context
from debtcheck.audit.cost import cost_with_and_without
from debtcheck.audit.lawrefs import cited
from debtcheck.audit.report import Finding, LawRef
from debtcheck.audit.setup.money import relation
from debtcheck.case.kinds import Head, LenderKind
from debtcheck.case.model import Fee
from debtcheck.words.text import Text, text

_CODE = "charge_to_other_payee"
SERVICE = "service"


def check(ctx: Context) -> Iterator[Finding]:
    """Each service fee with its payee, its whole sum, and what it does to the annual cost."""
    for number, fee in enumerate(ctx.case.fees):
        other = relation(ctx.case, fee) != "claimant"
        if fee.kind != SERVICE or not other or fee.condition_of_loan is False:
            continue
        count = max(len(ctx.setup.inputs.terms.dues), 1) if fee.when == "instalment" else 1
        yield note(
            ctx,
            _CODE,
            head=Head.FEE,
            keys=(f"fee.{number}.amount",),
            law=_law(ctx),
            params={
                "name": fee.name,
                "payee": fee.payee or text(f"finding.{_CODE}.somebody"),
                "whole": fee.amount * count,
                "cost": _cost(ctx, fee),
            },
        )


def _law(ctx: Context) -> tuple[LawRef, ...]:
    """九民纪要51 as of the filing, the disclosure rules as of the signing; for licensed lenders."""
    if ctx.case.lender.kind in (None, LenderKind.PRIVATE, LenderKind.UNKNOWN):
        return ()
    court = ctx.case.court
    filed: date | None = (court.filed_on or court.accepted_on) if court else None
    signed = ctx.case.loan.formed_on or ctx.case.loan.originated_on
    found = cited(ctx.law, filed or ctx.as_of, "nominee_fees")
    if signed is not None:
        found += cited(ctx.law, signed, "D1") or cited(ctx.law, signed, "annual_rate_shown")
    return found


def _cost(ctx: Context, fee: Fee) -> Text:
    figures = cost_with_and_without(ctx.case, ctx.setup, ctx.ledger, fee)
    if figures is None:
        return text(f"finding.{_CODE}.no_cost")
    return text(f"finding.{_CODE}.cost", whole=figures[0], less=figures[1])
