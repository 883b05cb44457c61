"""Do the charges exceed what the law supports for a lender of this kind?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from debtcheck.audit.build import note
from debtcheck.audit.context import Context
from debtcheck.audit.report import Cause, Ceiling, Finding, LawRef
from debtcheck.audit.totals import CHARGES
from debtcheck.engine.money import ZERO


def check(ctx: Context) -> Iterator[Finding]:
    """The excess by head (a court refuses it) or in all (a court may cut it on request)."""
    ceiling = ctx.ceiling
    if ceiling is None or not ceiling.binds or not ceiling.steps:
        return
    over = {
        head: ctx.contract.heads[head] - ceiling.totals.heads[head]
        for head in CHARGES
        if head in ctx.contract.heads and head in ceiling.totals.heads
    }
    if ceiling.on_request:
        yield from _on_request(ctx, ceiling)
        return
    by_head = {w.head: w for w in ceiling.by_head}
    for head, amount in over.items():
        if amount > ctx.tolerance:
            found = note(
                ctx,
                "ceiling_exceeded",
                head=head,
                cause=Cause.CEILING_HARD,
                claimed=ctx.asked(head),
                recomputed=ceiling.totals.heads[head],
                difference=amount,
                keys=("lender.kind", "loan.formed_on"),
                law=_law(ceiling),
                evidence=ctx.evidence(head),
                params={"limit": _limits(ceiling)},
            )
            how = by_head.get(head)
            yield replace(found, working=how.working, span=how.span) if how else found


def _on_request(ctx: Context, ceiling: Ceiling) -> Iterator[Finding]:
    if ceiling.working is not None:
        amount = ceiling.on_request_cut
        charged = sum((ctx.contract.heads.get(h, ZERO) for h in CHARGES), ZERO)
        found = note(
            ctx,
            "ceiling_on_request",
            cause=Cause.CEILING_ON_REQUEST,
            claimed=charged,
            recomputed=charged - amount,
            difference=amount,
            keys=("lender.kind",),
            law=_law(ceiling),
            params={"limit": _limits(ceiling)},
        )
        span = (ceiling.steps[0].start, ceiling.steps[-1].end)
        yield replace(found, working=ceiling.working, span=span)


def _law(ceiling: Ceiling) -> tuple[LawRef, ...]:
    seen: dict[tuple[str, object], LawRef] = {}
    for step in ceiling.steps:
        seen.setdefault((step.law.id, step.law.on), step.law)
    return tuple(seen.values())


def _limits(ceiling: Ceiling) -> str:
    """`13.8%`, or several in the order of their days."""
    return ", ".join(dict.fromkeys(step.limit.split("/")[0] for step in ceiling.steps))
