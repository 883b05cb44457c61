"""Early settlement: is a fee charged that was not agreed, or interest for time not used?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from debtcheck.audit.build import head_finding, law_on, note
from debtcheck.audit.context import Context
from debtcheck.audit.report import Cause, Finding
from debtcheck.audit.settlement import CLAUSE, NONE, RULES, Settlement
from debtcheck.case.kinds import Head
from debtcheck.engine.money import FEN


def check(ctx: Context) -> Iterator[Finding]:
    """The settlement that is claimed against what closes the loan by the contract."""
    found = ctx.figures.settlement if ctx.figures else None
    if found is None or ctx.claimed is None:
        return
    if not ctx.splits_heads:
        yield from _unsplit(ctx, found)
        return
    left = ctx.left(Head.INTEREST)
    if left > ctx.tolerance and _is(ctx, left, found.left_interest):
        yield head_finding(
            ctx,
            "remaining_interest_charged",
            Head.INTEREST,
            matches=ctx.matches(Head.INTEREST),
            keys=(CLAUSE, "loan.rate"),
            law=RULES,
        )
    left = ctx.left(Head.FEE)
    if left > ctx.tolerance:
        yield from _fee(ctx, found, left)


def _unsplit(ctx: Context, found: Settlement) -> Iterator[Finding]:
    """A total alone that is higher by just the interest of the time after the day."""
    left = ctx.left_in_total
    if found.clause not in (None, NONE) or left <= ctx.tolerance:
        return
    if not _is(ctx, left, found.left_interest):
        return
    ctx.explain({None: left})
    yield note(
        ctx,
        "remaining_interest_charged",
        cause=Cause.CONTRACT,
        claimed=ctx.claimed.total if ctx.claimed else None,
        recomputed=ctx.contract.total,
        difference=left,
        keys=(CLAUSE, "loan.rate"),
        law=law_on(ctx, *RULES),
        evidence=ctx.evidence(None),
    )


def _fee(ctx: Context, found: Settlement, left: Decimal) -> Iterator[Finding]:
    """Above a clause, above its cap, the plan's remaining fees, or without any clause."""
    law = (*RULES, "standard_terms_notice")
    if found.clause in (None, NONE):
        rest = _is(ctx, left, found.left_fees)
        code = "remaining_fees_charged" if rest else "early_fee_without_clause"
        yield replace(head_finding(ctx, code, Head.FEE, keys=(CLAUSE,), law=law), span=None)
        return
    over = min(found.uncapped - found.fee, left)
    above = left - over
    if above > ctx.tolerance:
        finding = head_finding(
            ctx,
            "early_fee_above_clause",
            Head.FEE,
            amount=above,
            keys=("loan.early.fee",),
            law=(*RULES, "performance"),  # the clause itself is not what is disputed
            params={"fee": found.uncapped},
        )
        yield replace(finding, span=None)  # a fee of one day runs over no time
    if over > ctx.tolerance and found.cap is not None:
        finding = head_finding(
            ctx,
            "early_cap_exceeded",
            Head.FEE,
            amount=over,
            keys=("loan.early.cap",),
            law=law,
            params={"most": found.cap.amount, "charged": found.charged},
        )
        yield replace(finding, working=found.cap)


def _is(ctx: Context, amount: Decimal, other: Decimal) -> bool:
    """True if two figures are the same but for the rounding of each instalment."""
    return bool(other) and abs(amount - other) <= max(
        ctx.tolerance, FEN * max(len(ctx.ledger.rows), 1)
    )
