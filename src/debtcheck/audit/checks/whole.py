"""What of the total is left when every head was looked at."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from debtcheck.audit.build import law_on, note
from debtcheck.audit.context import Context
from debtcheck.audit.report import Cause, Finding
from debtcheck.case.kinds import Head
from debtcheck.engine.money import ZERO


def check(ctx: Context) -> Iterator[Finding]:
    """A total without its heads that differs; and a claim below the contract's figure."""
    claimed = ctx.claimed
    if claimed is None:
        return
    if claimed.total < _comparable(ctx) - ctx.tolerance:
        yield note(
            ctx,
            "claim_below_contract",
            claimed=claimed.total,
            recomputed=ctx.contract.total,
            difference=claimed.total - ctx.contract.total,
            evidence=ctx.evidence(None),
        )
        return
    left = ctx.left_in_total
    if left <= ctx.tolerance or _split_whole(ctx):
        return
    unknown = [h for h in Head if h not in ctx.contract.heads]
    matches = ctx.matches(None)
    code = ctx.code(matches[0], None) if matches else "total_differs"
    cause = Cause.UNVERIFIED if unknown else Cause.CONTRACT
    params: dict[str, object] = {"what": matches[0].text} if matches else {}
    yield note(
        ctx,
        code,
        cause=cause,
        claimed=claimed.total,
        recomputed=ctx.contract.total,
        difference=left,
        matches=matches,
        evidence=ctx.evidence(None),
        law=law_on(ctx, "performance"),
        keys=("loan.rate", *(matches[0].keys if matches else ())),
        params=params,
        searched=True,
    )


def _comparable(ctx: Context) -> Decimal:
    """The contract's total; of charges that are named without principal or total, their own."""
    heads = ctx.claimed.heads if ctx.claimed else {}
    if ctx.claim is None or ctx.claim.total is not None or Head.PRINCIPAL in heads:
        return ctx.contract.total
    return sum((ctx.owed(head) or ZERO for head in heads), ZERO)


def _split_whole(ctx: Context) -> bool:
    """True if the claim's heads make up its total, so that each head was looked at."""
    heads = ctx.claimed.heads if ctx.claimed else {}
    return ctx.claimed is not None and sum(heads.values()) >= ctx.claimed.total
