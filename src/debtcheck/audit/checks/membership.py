"""Is a membership a condition of the loan? Then it is part of what the loan costs."""

from __future__ import annotations

from collections.abc import Iterator

from debtcheck.audit.build import note
from debtcheck.audit.context import Context
from debtcheck.audit.cost import cost_with_and_without
from debtcheck.audit.lawrefs import cited
from debtcheck.audit.report import Finding
from debtcheck.case.kinds import Head
from debtcheck.case.model import Fee
from debtcheck.words.text import Text, text

MEMBERSHIP = "membership"


def check(ctx: Context) -> Iterator[Finding]:
    """Each membership that had to be bought, with the annual cost with and without it."""
    for number, fee in enumerate(ctx.case.fees):
        if fee.kind != MEMBERSHIP or fee.condition_of_loan is not True:
            continue
        count = max(len(ctx.setup.inputs.terms.dues), 1) if fee.when == "instalment" else 1
        signed = ctx.case.loan.formed_on or ctx.case.loan.originated_on
        law = cited(ctx.law, ctx.as_of, "R02")
        if signed is not None:
            law += cited(ctx.law, signed, "D1") or cited(ctx.law, signed, "annual_rate_shown")
        yield note(
            ctx,
            "membership_condition",
            head=Head.FEE,
            keys=(f"fee.{number}.condition_of_loan",),
            law=law,
            params={"name": fee.name, "whole": fee.amount * count, "cost": _cost(ctx, fee)},
        )


def _cost(ctx: Context, fee: Fee) -> Text:
    figures = cost_with_and_without(ctx.case, ctx.setup, ctx.ledger, fee)
    if figures is None:
        return text("finding.membership_condition.no_cost")
    return text("finding.membership_condition.cost", whole=figures[0], less=figures[1])
