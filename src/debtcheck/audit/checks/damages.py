"""Are liquidated damages charged that were not agreed, or more than was agreed?"""

from __future__ import annotations

from collections.abc import Iterator

from debtcheck.audit.build import head_finding, law_on
from debtcheck.audit.context import Context
from debtcheck.audit.report import Finding
from debtcheck.case.kinds import Head


def check(ctx: Context) -> Iterator[Finding]:
    """The damages head of the claim against the clause."""
    if abs(ctx.left(Head.DAMAGES)) <= ctx.tolerance:
        return
    card = ctx.setup.inputs.terms.card
    agreed = ctx.setup.inputs.terms.once is not None
    code = "damages_differs" if agreed else "damages_not_agreed"
    code = code if card is None else "card_damages"
    yield head_finding(
        ctx,
        code,
        Head.DAMAGES,
        matches=ctx.matches(Head.DAMAGES),
        keys=("card.damages_rate", "card.minimum") if card else ("loan.overdue.once",),
        law=(_yardstick(ctx), "performance"),
    )


def _yardstick(ctx: Context) -> str:
    """For a loan of money the limit on interest measures damages (九民纪要50): no 130%."""
    card = ctx.setup.inputs.terms.card is not None
    return "L1" if not card and law_on(ctx, "L1") else "damages_reduced"
