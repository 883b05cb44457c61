"""Was a waiver agreed that the statement does not have?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from debtcheck.audit.build import law_on, note
from debtcheck.audit.context import Context
from debtcheck.audit.report import Cause, Finding
from debtcheck.case.kinds import Head
from debtcheck.engine.money import ZERO


def check(ctx: Context) -> Iterator[Finding]:
    """A waiver in writing or in the app, where the claim is higher by it."""
    off = ctx.figures.waived if ctx.figures else ZERO
    if ctx.claim is None or ctx.claimed is None or not off:
        return
    booked = sum((abs(x.amount) for x in ctx.claim.lines if x.head == "waiver"), ZERO)
    missing = min(off - booked, ctx.left_in_total)
    if missing <= ctx.tolerance:
        return
    ctx.explain(_by_head(ctx, missing))
    yield note(
        ctx,
        "waiver_not_booked",
        cause=Cause.CONTRACT,
        claimed=ctx.claimed.total,
        recomputed=ctx.claimed.total - missing,
        difference=missing,
        keys=("agreement",),
        law=law_on(ctx, "performance"),
        evidence=ctx.evidence(None),
    )


def _by_head(ctx: Context, missing: Decimal) -> dict[Head | None, Decimal]:
    """Where the waiver went, as far as the claim's heads are higher there; the rest in all."""
    found: dict[Head | None, Decimal] = {}
    for head in Head:
        cut = sum((c.cut for c in ctx.ledger.charges if c.head is head), ZERO)
        part = min(cut, ctx.left(head), missing)
        if part > 0:
            found[head] = part
            missing -= part
    if missing > 0:
        rest = Head.PRINCIPAL if ctx.left(Head.PRINCIPAL) >= missing else None
        found[rest] = found.get(rest, ZERO) + missing
    return found
