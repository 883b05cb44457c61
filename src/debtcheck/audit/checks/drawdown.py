"""Several drawdowns in one bill: was a payment put on another one, or a due day debited again?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

from debtcheck.audit.build import law_on, note
from debtcheck.audit.context import Context
from debtcheck.audit.report import Cause, Finding
from debtcheck.audit.totals import totals
from debtcheck.case.kinds import Head
from debtcheck.case.model import Payment
from debtcheck.engine.dates import ONE_DAY
from debtcheck.engine.ledger import Row
from debtcheck.engine.money import FEN, ZERO
from debtcheck.engine.replay import heads, replay
from debtcheck.words.text import Text, text

_CODE = "payment_on_other_drawdown"
_NEAR = timedelta(days=3)  # closer pairs are looked at as two debits of one payment


def check(ctx: Context) -> Iterator[Finding]:
    """Payments of one drawdown on another, and a debit after a payment by hand."""
    yield from _on_another(ctx)
    yield from _again(ctx)


def _on_another(ctx: Context) -> Iterator[Finding]:
    """One payment moved to another drawdown, where just that gives the claimed total."""
    inputs, left = ctx.setup.inputs, ctx.left_in_total
    tranches = inputs.terms.tranches
    plain = ctx.figures is None or ctx.figures.searchable
    one = len(tranches) <= 1
    if one or ctx.claimed is None or abs(left) <= ctx.tolerance or not plain:
        return
    ids = [d.id for d in sorted(ctx.case.loan.disbursements, key=lambda d: d.on)]
    unknown = [h for h in Head if h not in ctx.contract.heads]
    for k, paid in enumerate(inputs.payments):
        if paid.tranche is None:
            continue
        for other in (None, *(t.no for t in tranches if t.no != paid.tranche)):
            moved = (*inputs.payments[:k], replace(paid, tranche=other), *inputs.payments[k + 1 :])
            found = heads(replace(inputs, payments=moved), ctx.as_of)
            figure = totals(found.due if ctx.due_only else found.owed, unknown)
            if abs(ctx.claimed.total - figure.total) > ctx.tolerance:
                continue
            by_head: dict[Head | None, Decimal] = {
                h: ctx.left(h) for h in ctx.claimed.heads if ctx.left(h)
            }
            ctx.explain(by_head if sum(by_head.values(), ZERO) == left else {None: left})
            yield note(
                ctx,
                _CODE,
                cause=Cause.CONTRACT,
                claimed=ctx.claimed.total,
                recomputed=ctx.contract.total,
                difference=left,
                keys=("payment", "loan.disbursement"),
                law=law_on(ctx, "several_debts_order"),
                evidence=ctx.evidence(None),
                params={
                    "on": paid.paid_on,
                    "paid": paid.amount,
                    "meant": ids[paid.tranche - 1] if paid.tranche <= len(ids) else paid.tranche,
                    "put": _put(ids, other),
                },
            )
            return


def _put(ids: list[str], other: int | None) -> Text:
    """The drawdown that a payment seems to be put on."""
    if other is None or other > len(ids):
        return text(f"finding.{_CODE}.other")
    return text(f"finding.{_CODE}.named", id=ids[other - 1])


def _again(ctx: Context) -> Iterator[Finding]:
    """An instalment paid by hand before its day, and the same amount debited on the day.

    Only where just that payment, after the due day before, pays the instalment ahead: a late
    payment of the instalment before lies between the same two days, and who is a month ahead pays
    on each due day.
    """
    last: date | None = None
    taken = sorted(ctx.setup.taken, key=lambda p: p.paid_on)
    days = [p.paid_on for p in taken]
    paid = [ZERO, *accumulate(p.amount for p in taken)]
    due = ZERO
    for row in ctx.ledger.rows:
        since, last = last, row.due_on
        due += row.payment
        if paid[bisect_left(days, row.due_on)] < due - FEN:
            continue  # not even the sums are paid ahead
        alike = [p for p in taken if _same(p, row)]
        debits = [p for p in alike if p.paid_on == row.due_on]
        by_hand = [
            p
            for p in alike
            if (since is None or p.paid_on > since) and p.paid_on < row.due_on - _NEAR
        ]
        if not debits or not by_hand or _told(ctx, debits[0]):
            continue
        if not _ahead(ctx, row.due_on, row) or _ahead(ctx, by_hand[0].paid_on, row):
            continue
        yield note(
            ctx,
            "due_day_debited_again",
            law=law_on(ctx, "performance"),
            evidence=tuple(p.evidence for p in (by_hand[0], debits[0]) if p.evidence),
            params={
                "no": row.no,
                "first": by_hand[0].paid_on,
                "again": debits[0].paid_on,
                "paid": debits[0].amount,
            },
        )


def _ahead(ctx: Context, day: date, row: Row) -> bool:
    """True if all that was due is paid before a day, and an instalment ahead of it."""
    start = ctx.setup.inputs.terms.start
    return day > start and replay(ctx.setup.inputs, day - ONE_DAY).credit >= row.payment - FEN


def _same(payment: Payment, row: Row) -> bool:
    return abs(payment.amount - row.payment) <= FEN


def _told(ctx: Context, payment: Payment) -> bool:
    """True if the payment is told of as one of two debits of the same instalment."""
    return any(ctx.case.payments[n] is payment for pair in ctx.matching.twice for n in pair)
