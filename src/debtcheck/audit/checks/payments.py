"""Does the statement lack a payment, count it from a later day, or show one twice?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from debtcheck.audit.build import law_on, note
from debtcheck.audit.context import Context
from debtcheck.audit.forensics.explain import Match
from debtcheck.audit.matching.booked import RECENT
from debtcheck.audit.matching.model import Link, Matching, Side, State
from debtcheck.audit.report import Cause, Finding
from debtcheck.audit.totals import totals
from debtcheck.case.kinds import Head
from debtcheck.case.model import Evidence, Payment
from debtcheck.engine.money import ZERO
from debtcheck.engine.replay import replay
from debtcheck.words.text import Text, text


def check(ctx: Context) -> Iterator[Finding]:
    """Payments left out, booked late, debited or listed twice; bookings without a payment."""
    found = ctx.matching
    matches = _explains_all(ctx)
    if matches:
        yield _finding(ctx, matches)
    else:
        yield from _not_in_list(ctx, found)
        yield from _late(ctx)
    yield from _debited_twice(ctx, found)
    for payment in ctx.setup.twice:
        yield _twice(ctx, payment, "once")
    yield from _alike(ctx, found)
    yield from _unproven(ctx, found)


def _explains_all(ctx: Context) -> tuple[Match, ...]:
    """What gives every claimed figure that differs, if a payment is part of the likeliest, or what
    a card's payments meet first."""
    forensics = ctx.forensics
    if forensics is None or forensics.whole is None:
        return ()
    ordered = any(d.id == "card_order_kept" for d in forensics.whole.departures)
    if not forensics.whole.payments and not ordered:
        return ()
    sure = forensics.gives_all(forensics.whole) and ctx.by_chance(None) <= 1
    return forensics.wholes if sure else ()


def _finding(ctx: Context, matches: tuple[Match, ...]) -> Finding:
    match = matches[0]
    heads = ctx.forensics.differing if ctx.forensics else ()
    amounts = {h: ctx.left(h) if h else ctx.left_in_total for h in heads}
    if None in amounts:  # the total holds what its heads differ by
        amounts = {None: ctx.left_in_total}
    difference = sum(amounts.values(), ZERO)
    ctx.explain(amounts)
    payments = [ctx.setup.taken[k] for k in match.payments]
    proof = tuple(e for p in payments for e in _proof(p))
    return note(
        ctx,
        ctx.code(match, None),
        cause=Cause.CONTRACT,
        claimed=ctx.claimed.total if ctx.claimed else None,
        recomputed=ctx.contract.total,
        difference=difference,
        matches=matches,
        law=law_on(ctx, "payment_order", *(("performance",) if len(match.departures) > 1 else ())),
        keys=match.keys,
        evidence=(*ctx.evidence(None), *proof),
        params={"what": match.text},
    )


# ── held against the statement's own list ────────────────────────────────────────────────────


def _not_in_list(ctx: Context, found: Matching) -> Iterator[Finding]:
    """A payment of the borrower that the statement's own list of payments does not have.

    Of several alike the list may have some: how many are missing is known, which of them is not.
    One of the last days may not be booked yet.
    """
    twice = {later for _, later in found.twice}
    told: list[Text] = []
    for link in found.links:
        side, payment = link.booked, ctx.case.payments[link.payment]
        if side is None or payment.status != "settled" or link.payment in twice:
            continue
        if side.state is State.UNMATCHED and side.why.key != RECENT:
            said = text(
                "finding.payment_missing.not_listed", on=payment.paid_on, amount=payment.amount
            )
            yield _missing(ctx, [payment], payment.amount, said)
        elif side.why.key == "ledger.match.one_of" and side.why not in told:
            told.append(side.why)
            group = [ln.payment for ln in found.links if ln.booked and ln.booked.why == side.why]
            if not twice & set(group):
                yield _some_missing(ctx, [ctx.case.payments[k] for k in group], side)


def _some_missing(ctx: Context, group: list[Payment], side: Side) -> Finding:
    listed = len(side.to)
    first, last = min(p.paid_on for p in group), max(p.paid_on for p in group)
    days = {"on": first} if first == last else {"first": first, "last": last}
    said = text(
        f"finding.payment_missing.{'some' if first == last else 'some_in_days'}",
        n=len(group),
        amount=group[0].amount,
        listed=listed,
        **days,
    )
    return _missing(ctx, group, group[0].amount * (len(group) - listed), said)


def _missing(ctx: Context, payments: list[Payment], amount: Decimal, said: Text) -> Finding:
    return note(
        ctx,
        "payment_missing",
        claimed=ZERO,
        recomputed=amount,
        evidence=tuple(e for p in payments for e in _proof(p)),
        params={"what": said},
    )


def _late(ctx: Context) -> Iterator[Finding]:
    """What a booking after the payment's day would add, where the claim is higher than it should
    be and no single way of counting gives it: a question with its figure."""
    unexplained = ctx.left_in_total
    if ctx.claimed is None or not ctx.setup.interest_known or unexplained <= ctx.tolerance:
        return
    inputs = ctx.setup.inputs
    for k, paid in enumerate(inputs.payments):
        if paid.booked_on is None or paid.booked_on <= paid.paid_on:
            continue
        moved = (*inputs.payments[:k], replace(paid, paid_on=paid.booked_on))
        later = replay(replace(inputs, payments=moved + inputs.payments[k + 1 :]), ctx.as_of)
        unknown = [h for h in Head if h not in ctx.contract.heads]
        cost = totals(later.due if ctx.due_only else later.owed, unknown).total - ctx.contract.total
        if not ctx.tolerance < cost <= unexplained:
            continue
        payment = ctx.setup.taken[k]
        said = text(
            "finding.payment_booked_late.cost",
            on=paid.paid_on,
            booked=paid.booked_on,
            days=(paid.booked_on - paid.paid_on).days,
            amount=paid.amount,
            cost=cost,
        )
        finding = note(
            ctx,
            "payment_booked_late",
            difference=cost,
            law=law_on(ctx, "payment_order"),
            evidence=_proof(payment),
            params={"what": said},
        )
        why = text("finding.payment_booked_late.why", what=said)
        summary = text("finding.unproven", head=text("head.total"), amount=cost, why=why)
        yield replace(finding, summary=summary)


def _unproven(ctx: Context, found: Matching) -> Iterator[Finding]:
    """A payment that the statement lists and the borrower has not entered."""
    for place in found.unproven:
        booking = found.bookings[place]
        key = "dated" if booking.on else "undated"
        days = {"on": booking.on} if booking.on else {}
        yield note(
            ctx,
            "booking_without_payment",
            evidence=(booking.evidence,) if booking.evidence else (),
            params={
                "what": text(
                    f"finding.booking_without_payment.{key}", amount=booking.amount, **days
                )
            },
        )


# ── one or two ───────────────────────────────────────────────────────────────────────────────


def _debited_twice(ctx: Context, found: Matching) -> Iterator[Finding]:
    """Two debits alike of which one meets an instalment (or a booking) and the other nothing."""
    for first, later in found.twice:
        one, two = ctx.case.payments[first], ctx.case.payments[later]
        yield note(
            ctx,
            "payment_debited_twice",
            evidence=(*_proof(one), *_proof(two)),
            params={"what": _looks(one, two, found.link(later))},
        )


def _looks(one: Payment, two: Payment, link: Link | None) -> Text:
    days = {"first": one.paid_on, "again": two.paid_on, "paid": two.amount}
    said = text("finding.payment_debited_twice.looks", **days)
    if link is None or link.booked is None or link.booked.why.key == RECENT:
        return said
    listed = "both" if link.booked.state is State.MATCHED else "one"
    return text(f"finding.payment_debited_twice.{listed}", looks=said)


def _alike(ctx: Context, found: Matching) -> Iterator[Finding]:
    """Two payments of one amount on one day without a reference: perhaps one, perhaps two.

    What the statement lists itself is a payment of its own.
    """
    twice = {id(ctx.case.payments[later]) for _, later in found.twice}
    listed = {
        id(ctx.case.payments[link.payment])
        for link in found.links
        if link.booked is not None and link.booked.state is State.MATCHED
    }
    seen: set[tuple[object, Decimal]] = set()
    for payment in ctx.setup.taken:
        mark = (payment.paid_on, payment.amount)
        if mark in seen and not payment.reference and id(payment) not in twice | listed:
            yield _twice(ctx, payment, "both")
        seen.add(mark)


def _twice(ctx: Context, payment: Payment, counted: str) -> Finding:
    return note(
        ctx,
        "payment_duplicated",
        claimed=payment.amount,
        evidence=_proof(payment),
        params={
            "on": payment.paid_on,
            "paid": payment.amount,
            "counted": text(f"finding.payment_duplicated.{counted}"),
        },
    )


def _proof(payment: Payment) -> tuple[Evidence, ...]:
    return (payment.evidence,) if payment.evidence else ()
