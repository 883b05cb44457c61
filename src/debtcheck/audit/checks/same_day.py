"""Was money that had just arrived sent on to somebody as a condition of the loan?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from debtcheck.audit.build import law_on, note
from debtcheck.audit.context import Context
from debtcheck.audit.cost import all_payees_cost
from debtcheck.audit.report import Cost, Finding
from debtcheck.case.kinds import LenderKind
from debtcheck.case.rate import plain
from debtcheck.words.text import Text, text


def check(ctx: Context) -> Iterator[Finding]:
    """A question with its figures: what was left, and the annual cost on that."""
    sent = ctx.case.loan.paid_back_same_day
    if not sent:
        return
    kept = ctx.setup.received - sent
    private = ctx.case.lender.kind is LenderKind.PRIVATE
    yield note(
        ctx,
        "same_day_return",
        keys=("loan.paid_back_same_day", "loan.received"),
        law=law_on(ctx, "principal_received", *(("private_principal",) if private else ())),
        params={
            "sent": sent,
            "received": ctx.setup.received,
            "kept": kept,
            "cost": _cost(ctx, kept) if kept > 0 else text("finding.same_day_return.nothing_left"),
        },
    )


def _cost(ctx: Context, kept: Decimal) -> Text:
    """The annual cost if only what was kept is counted as received."""
    whole = all_payees_cost(ctx.case, ctx.setup, ctx.ledger)
    less = all_payees_cost(ctx.case, replace(ctx.setup, received=kept), ctx.ledger)
    one, two = _figure(whole), _figure(less)
    if one is None or two is None:
        return text("finding.same_day_return.no_cost")
    return text("finding.same_day_return.cost", whole=f"{one}%", less=f"{two}%")


def _figure(cost: Cost) -> str | None:
    figure = cost.nominal if cost.nominal is not None else cost.xirr
    return None if figure is None else plain(figure)
