"""Do the charges exceed what the law supports for a lender of this kind?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from debtcheck.audit.build import note
from debtcheck.audit.context import Context
from debtcheck.audit.lawrefs import cited
from debtcheck.audit.report import Cause, Ceiling, Finding, LawRef
from debtcheck.audit.totals import CHARGES
from debtcheck.case.kinds import Head
from debtcheck.engine.money import ZERO


def check(ctx: Context) -> Iterator[Finding]:
    """The excess by head (a court refuses it) or in all (a court may cut it on request)."""
    ceiling = ctx.ceiling
    if ceiling is None or not ceiling.binds or not ceiling.steps or ceiling.only_received:
        return
    if ctx.claimed is not None and ctx.claimed.total <= ceiling.totals.total:
        return  # nothing that is claimed exceeds it
    over = {
        head: ctx.contract.heads[head] - ceiling.totals.heads[head]
        for head in CHARGES
        if head in ctx.contract.heads and head in ceiling.totals.heads
    }
    if ceiling.on_request:
        yield from _on_request(ctx, ceiling)
        return
    if ceiling.rolled is not None:  # what the rules on rolled-over interest take off is said there
        over = {head: amount - ceiling.rolled.cut.get(head, ZERO) for head, amount in over.items()}
    by_head = {w.head: w for w in ceiling.by_head}
    for head, amount in over.items():
        if amount > ctx.tolerance:
            found = note(
                ctx,
                "ceiling_exceeded",
                head=head,
                cause=Cause.CEILING_HARD,
                claimed=ctx.asked(head),
                recomputed=ctx.contract.heads[head] - amount,
                difference=amount,
                keys=("lender.kind", "loan.formed_on"),
                law=_law(ceiling),
                evidence=ctx.evidence(head),
                params={"limit": _limits(ceiling)},
            )
            how = by_head.get(head)
            yield replace(found, working=how.working, span=how.span) if how else found
    yield from _paid_above(ctx, ceiling)


def _paid_above(ctx: Context, ceiling: Ceiling) -> Iterator[Finding]:
    """What was paid above the limit, set against principal on the day it was paid."""
    owed, left = ctx.contract.heads[Head.PRINCIPAL], ceiling.totals.heads[Head.PRINCIPAL]
    amount = owed - left - (ctx.setup.inputs.terms.principal - ctx.setup.received)
    if ceiling.rolled is not None:
        amount -= ceiling.rolled.refused + ceiling.rolled.cut.get(Head.PRINCIPAL, ZERO)
    if amount > ctx.tolerance:
        yield note(
            ctx,
            "ceiling_paid_above",
            head=Head.PRINCIPAL,
            cause=Cause.CEILING_HARD,
            claimed=ctx.asked(Head.PRINCIPAL) or owed,
            recomputed=owed - amount,
            difference=amount,
            keys=("lender.kind", "loan.formed_on", "payment"),
            law=_law(ceiling),
            evidence=ctx.evidence(Head.PRINCIPAL),
        )


def _on_request(ctx: Context, ceiling: Ceiling) -> Iterator[Finding]:
    if ceiling.only_unpaid:
        yield _only_what_is_left(ctx, ceiling)
    elif ceiling.working is not None:
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
            law=(*_law(ceiling), *_card_law(ctx)),
            params={"limit": _limits(ceiling)},
        )
        span = (ceiling.steps[0].start, ceiling.steps[-1].end)
        yield replace(found, working=ceiling.working, span=span)


def _only_what_is_left(ctx: Context, ceiling: Ceiling) -> Finding:
    """Over the limit on what is unpaid alone, and not over it counted from the payout.

    So it is with flat charges on a loan that is nearly repaid. It is said, and is no demand.
    """
    charged = sum((ctx.contract.heads.get(h, ZERO) for h in CHARGES), ZERO)
    found = note(
        ctx,
        "ceiling_not_from_payout",
        claimed=charged,
        recomputed=charged - ceiling.on_request_cut,
        keys=("lender.kind",),
        law=(*_law(ceiling), *_card_law(ctx)),
        params={"limit": _limits(ceiling), "over": ceiling.on_request_cut},
    )
    return replace(found, working=ceiling.working)


def _card_law(ctx: Context) -> tuple[LawRef, ...]:
    """The rule on bank cards beside the general one."""
    card = ctx.setup.inputs.terms.card is not None
    return cited(ctx.law, ctx.as_of, "C2") if card else ()


def _law(ceiling: Ceiling) -> tuple[LawRef, ...]:
    seen: dict[tuple[str, object], LawRef] = {}
    for step in ceiling.steps:
        seen.setdefault((step.law.id, step.law.on), step.law)
    return tuple(seen.values())


def _limits(ceiling: Ceiling) -> str:
    """`13.8%`, or several in the order of their days."""
    return ", ".join(dict.fromkeys(step.limit.split("/")[0] for step in ceiling.steps))
