"""Does the statement lack a payment, or count it from a later day?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from debtcheck.audit.build import law_on, note
from debtcheck.audit.checks.codes import CODES
from debtcheck.audit.context import Context, Match
from debtcheck.audit.report import Cause, Finding
from debtcheck.case.kinds import Head
from debtcheck.case.model import Evidence, Payment
from debtcheck.engine.money import ZERO
from debtcheck.words.text import text


def check(ctx: Context) -> Iterator[Finding]:
    """Payments left out, booked late, or listed twice."""
    match = _explains_all(ctx)
    if match is not None:
        yield _finding(ctx, match)
    else:
        yield from _not_in_list(ctx)
    for payment in ctx.setup.twice:
        yield note(
            ctx,
            "payment_duplicated",
            claimed=payment.amount,
            evidence=_proof(payment),
            params={"on": payment.paid_on, "paid": payment.amount},
        )
    yield from _alike(ctx)


def _explains_all(ctx: Context) -> Match | None:
    """The departure on payments that gives every claimed head that differs (or the total)."""
    if ctx.claimed is None:
        return None
    differs = frozenset(
        h for h in ctx.claimed.heads if h is not Head.COSTS and abs(ctx.left(h)) > ctx.tolerance
    )
    for match in ctx.tried:
        if not match.departure.payments or ctx.by_chance(None) > 1:
            continue
        if ctx.splits_heads and differs and match.heads >= differs and _leaves(ctx, match, differs):
            return match
        if not ctx.splits_heads and match.on_total:
            return match
    return None


def _leaves(ctx: Context, match: Match, differs: frozenset[Head]) -> bool:
    """True if the claimed heads that are right stay right: a payment that is missing moves them."""
    asked = ctx.claimed.heads if ctx.claimed else {}
    return all(
        abs(match.figures[head] - amount) <= ctx.tolerance
        for head, amount in asked.items()
        if head not in differs and ctx.owed(head) is not None
    )


def _finding(ctx: Context, match: Match) -> Finding:
    amounts: dict[Head | None, Decimal] = (
        {h: ctx.left(h) for h in match.heads} if ctx.splits_heads else {None: ctx.left_in_total}
    )
    difference = sum(amounts.values(), ZERO)
    ctx.explain(amounts)
    payments = [ctx.setup.taken[k] for k in match.departure.payments]
    proof = tuple(e for p in payments for e in _proof(p))
    return note(
        ctx,
        CODES[match.departure.id],
        cause=Cause.CONTRACT,
        claimed=ctx.claimed.total if ctx.claimed else None,
        recomputed=ctx.contract.total,
        difference=difference,
        matches=(match,),
        law=law_on(ctx, "payment_order"),
        keys=tuple(dict.fromkeys(k for k in match.departure.keys)),
        evidence=(*ctx.evidence(None), *proof),
        params={"what": match.departure.text},
    )


def _not_in_list(ctx: Context) -> Iterator[Finding]:
    """A payment of the borrower that the statement's own list of payments does not have."""
    booked = list(ctx.claim.booked) if ctx.claim else []
    if not booked:
        return
    for payment in ctx.setup.taken:
        same = next(
            (b for b in booked if b.amount == payment.amount and _near(b.on, payment)), None
        )
        if same is not None:
            booked.remove(same)
            continue
        said = text("departure.payment_missing", on=payment.paid_on, amount=payment.amount)
        yield note(
            ctx,
            "payment_missing",
            claimed=ZERO,
            recomputed=payment.amount,
            evidence=_proof(payment),
            params={"what": said},
        )


def _near(booked_on: object, payment: Payment) -> bool:
    from datetime import date

    if not isinstance(booked_on, date):
        return True
    return abs((booked_on - payment.paid_on).days) <= 7  # noqa: PLR2004 (a week to be booked)


def _alike(ctx: Context) -> Iterator[Finding]:
    """Two payments of one amount on one day without a reference: perhaps one, perhaps two."""
    seen: set[tuple[object, Decimal]] = set()
    for payment in ctx.setup.taken:
        mark = (payment.paid_on, payment.amount)
        if mark in seen and not payment.reference:
            yield note(
                ctx,
                "payment_duplicated",
                claimed=payment.amount,
                evidence=_proof(payment),
                params={"on": payment.paid_on, "paid": payment.amount},
            )
        seen.add(mark)


def _proof(payment: Payment) -> tuple[Evidence, ...]:
    return (payment.evidence,) if payment.evidence else ()
